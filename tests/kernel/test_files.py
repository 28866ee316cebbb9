"""Files are kept once, come back as they went in, and are what they say they are."""

import io
import zipfile

import pytest

from dcpp.kernel import file_types, files
from dcpp.kernel.file_types import CSV, JPEG, JSON, PDF, XLSX, CannotTakeFile, recognise


def test_a_file_comes_back_as_it_went_in(app):
    key = files.put(b"the month's figures")

    assert files.get(key) == b"the month's figures"
    assert files.size(key) == 19
    assert files.put(io.BytesIO(b"the month's figures")) == key


def test_a_file_that_was_changed_on_disk_is_not_handed_out(app, settings):
    key = files.put(b"the month's figures")
    (settings.data / "files" / key[:2] / key).write_bytes(b"better figures")

    with pytest.raises(files.FileDamaged):
        files.get(key)
    (settings.data / "files" / key[:2] / key).unlink()


def test_a_file_that_is_not_there_says_so(app):
    assert not files.exists("0" * 64)
    with pytest.raises(FileNotFoundError):
        files.get("0" * 64)


@pytest.mark.parametrize("key", ["", "../../secret_key", "A" * 64, "0" * 63])
def test_only_a_key_opens_the_store(app, key):
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        files.get(key)


def workbook():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


def test_a_file_is_known_by_what_is_in_it():
    assert recognise("Annex A.XLSX", workbook(), XLSX, CSV) is XLSX
    assert recognise("staff.csv", "name,team\nZoë,North\n".encode("cp1252"), XLSX, CSV) is CSV
    assert recognise("sample.json", b'{"cases": []}', JSON) is JSON


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("list.xlsx", b"", "The file is empty. Choose an Excel workbook or a CSV file"),
        ("list.xlsx", b"MZ\x90\x00", "The file is named as an Excel workbook but is something else. Choose an Excel"),
        ("list.xlsx", b"PK\x03\x04 cut off", "The file is named as an Excel workbook but is something else."),
        ("list.exe", workbook(), "The file must be an Excel workbook or a CSV file"),
        ("list.csv", b"\x89PNG\r\n\x1a\n\x00", "The file is named as a CSV file but is something else."),
        ("list", workbook(), "The file must be an Excel workbook or a CSV file"),
    ],
)
def test_a_file_that_is_something_else_is_sent_back_with_what_to_choose(name, content, sentence):
    with pytest.raises(CannotTakeFile) as refused:
        recognise(name, content, XLSX, CSV)

    assert str(refused.value).startswith(sentence)


def test_a_zip_that_is_no_workbook_is_not_one():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("evil.exe", "x")

    assert not XLSX.is_it(held.getvalue())
    assert not PDF.is_it(held.getvalue())
    assert not JPEG.is_it(held.getvalue())
    assert not file_types.JSON.is_it(b"[" * 100_000)
