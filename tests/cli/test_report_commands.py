"""`dcpp verify-report` says whether a copy of a report is whole."""

import json

import pytest

from dcpp.inspection.services import building
from tests.makers.facts import make_report


@pytest.fixture(scope="module")
def made(built_app):
    with built_app.app_context():
        return building.make_files(make_report())


@pytest.fixture
def copy(made, tmp_path):
    for file in made:
        (tmp_path / file.name).write_bytes(file.content)
    return tmp_path


def manifest_in(folder):
    return str(next(folder.glob("*-manifest.json")))


def test_a_whole_copy_is_the_same(dcpp, copy):
    code, words = dcpp("verify-report", manifest_in(copy))

    assert code == 0
    assert "The same: RDY-2026-0001, 3 files" in words


def test_a_report_made_again_comes_out_the_same(dcpp, copy):
    code, words = dcpp("verify-report", manifest_in(copy), "--again")

    assert code == 0
    assert "made again from the snapshot" in words


def test_a_changed_file_is_named(dcpp, copy):
    changed = next(copy.glob("*.xlsx"))
    changed.write_bytes(changed.read_bytes() + b" ")

    code, words = dcpp("verify-report", manifest_in(copy))

    assert code == 1
    assert f"{changed.name} has been changed" in words


def test_a_missing_file_is_named(dcpp, copy):
    next(copy.glob("*.pdf")).unlink()

    code, words = dcpp("verify-report", manifest_in(copy))

    assert code == 1
    assert "readiness-2026-10-edition-1.pdf is missing" in words


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b"\xff\xfe",
        json.dumps({"report": "R", "snapshot_sha256": "0", "files": [{"name": "../passwd", "sha256": "0"}]}).encode(),
    ],
)
def test_what_is_no_manifest_gets_one_clear_line(dcpp, tmp_path, content):
    path = tmp_path / "manifest.json"
    path.write_bytes(content)

    code, words = dcpp("verify-report", str(path))

    assert code == 2
    assert "manifest" in words.splitlines()[-1].lower()
