"""A virtual environment is left alone as long as it holds what it was made from."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def in_step(tmp_path, monkeypatch):
    """tools/in_step.py, on an environment and locks of its own."""
    spec = importlib.util.spec_from_file_location("in_step", ROOT / "tools/in_step.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    packages = tmp_path / "packages"
    for folder in (tmp_path / "bin", packages / "flask-3.1.dist-info", packages / "pytest-9.2.dist-info"):
        folder.mkdir(parents=True)
    for kind in ("run", "dev"):
        (tmp_path / kind).write_text("flask==3.1")
    monkeypatch.setattr(module, "VENV", tmp_path)
    monkeypatch.setattr(module, "NOTE", tmp_path / "in-step")
    monkeypatch.setattr(module, "LOCKS", {kind: tmp_path / kind for kind in ("run", "dev")})
    monkeypatch.setattr(module, "site_packages", lambda: packages)
    return module


def test_a_fresh_environment_is_in_step_after_it_was_written(in_step):
    assert not in_step.is_in_step("run")
    in_step.write("run")
    assert in_step.is_in_step("run")


def test_what_tests_need_serves_for_running_too_but_not_the_other_way_round(in_step):
    in_step.write("dev")
    assert in_step.is_in_step("run")
    in_step.write("run")
    assert not in_step.is_in_step("dev")


def test_a_changed_lock_is_noticed(in_step):
    in_step.write("run")
    in_step.LOCKS["run"].write_text("flask==3.2")
    assert not in_step.is_in_step("run")
    assert in_step.main("check", "run") == 1, "bring it in step"


def test_a_package_that_was_taken_out_is_noticed_and_one_that_was_added_is_left_alone(in_step):
    in_step.write("run")
    (in_step.site_packages() / "ipython-9.dist-info").mkdir()
    assert in_step.is_in_step("run")
    (in_step.site_packages() / "flask-3.1.dist-info").rmdir()
    assert not in_step.is_in_step("run")
    assert in_step.main("check", "run") == 3, "make it anew"


def test_a_note_that_was_cut_short_is_not_believed(in_step):
    in_step.write("run")
    in_step.NOTE.write_text("")
    assert in_step.main("check", "run") == 3
