"""Both verifiers, ours and the stand-alone one, before whole and tampered evidence."""

import copy
import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.rules import evidence, frames, verifying
from dcpp import cli
from tests.audits.samples import RULES, make_sample

ROOT = Path(__file__).parents[2]
STAND_ALONE = ROOT / "tools" / "verify_sample.py"
SAMPLES = {
    "two people": evidence.evidence_of(
        make_sample(changes=[0, (3, ""), 3, (1, "Child in need / South")], rules=RULES, minimum=2)
    ),
    "public value": evidence.evidence_of(make_sample(public=True)),
    "minimums by group": evidence.evidence_of(
        make_sample(
            changes=[(2, "")], rules=RULES, minimums=(("Child protection / North", 5), ("Nobody", 3)), version=3
        )
    ),
}
OLD = json.loads((Path(__file__).parent / "evidence" / "first_format.json").read_text())
"""Evidence as it was written before there were kinds, minimums, rules and top-ups."""
SAMPLES |= {f"{name}, first format": told for name, told in OLD.items()}
# What nobody can work out again; only the digest keeps it (docs/decisions/0020-a-fair-sample.md).
TOLD = {"kept_by", "source", "reason", "by"}


@pytest.fixture(scope="module")
def alone():
    return runpy.run_path(str(STAND_ALONE))["check"]


GROUPS = ("North", "South", "East", "West")
LISTS = st.lists(st.tuples(st.sampled_from(GROUPS), st.sampled_from(["", "", "", "Closed"])), min_size=1, max_size=40)
OWN = st.dictionaries(st.sampled_from([*GROUPS, "A group that is gone"]), st.integers(0, 50))


@settings(deadline=None)
@given(LISTS, st.integers(1, 30), st.integers(0, 6), OWN, st.lists(st.integers(0, 2), max_size=3))
def test_any_minimums_by_group_are_drawn_again_the_same_by_both(listed, size, minimum, own, more):
    lines = [frames.FrameLine(f"C-{n:03}", *one) for n, one in enumerate([("North", ""), *listed])]
    left = sum(not line.exclusion for line in lines) - size
    changes = [(each, "") for each in more] if sum(more) <= left else []
    asked = {"minimum": minimum, "minimums": tuple(sorted(own.items())), "version": 3}
    told = json.loads(json.dumps(evidence.evidence_of(make_sample(lines, size, changes=changes, **asked))))

    assert differs_here(told) == set()
    assert differs_alone(runpy.run_path(str(STAND_ALONE))["check"], told) == set()


def test_without_minimums_by_group_the_evidence_is_written_as_before():
    assert SAMPLES["two people"]["format"] == "dcpp-sample-2"
    assert "minimums" not in SAMPLES["two people"]


def differs_alone(check, changed):
    """The kinds of difference that the stand-alone script finds; an odd error counts as a bad file."""
    try:
        return {what for what, told, again in check(changed) if told != again}
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return {"bad file"}


def differs_here(changed):
    try:
        return {found.split(":")[0] for found in verifying.differences(changed)}
    except verifying.BadEvidence:
        return {"bad file"}


def places(value, path=()):
    """Every place in a JSON value that holds something, down to single texts and numbers."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*path, key))


def tampered(original, path):
    """The evidence with one place changed, once for each way that its kind allows."""
    *parents, last = path
    for change in (other_value, gone, doubled):
        changed = copy.deepcopy(original)
        holder = changed
        for key in parents:
            holder = holder[key]
        if change(holder, last):
            yield change.__name__, changed


def other_value(holder, key):
    value = holder[key]
    if isinstance(value, str):
        holder[key] = value[:-1] + ("0" if value[-1:] != "0" else "1")
    elif isinstance(value, int):
        holder[key] = value + 1
    elif isinstance(value, list):
        holder[key] = value[::-1]
        return value != value[::-1]
    else:
        return False
    return True


def gone(holder, key):
    del holder[key]
    return True


def doubled(holder, key):
    if isinstance(holder, list):
        holder.insert(key, holder[key])
    return isinstance(holder, list)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_true_sample_is_found_the_same_by_both(kind, alone):
    again = json.loads(json.dumps(SAMPLES[kind]))

    assert differs_here(again) == set()
    assert differs_alone(alone, again) == set()


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_field_changed_removed_or_doubled_is_caught_by_both(kind, alone):
    for path in places(SAMPLES[kind]):
        if path:
            for how, changed in tampered(SAMPLES[kind], path):
                assert differs_here(changed), (path, how)
                assert differs_alone(alone, changed), (path, how)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_forger_who_mends_the_digest_is_caught_in_all_but_what_is_only_told(kind, alone):
    for path in places(SAMPLES[kind]):
        if path in ((), ("digest",), ("format",)) or TOLD & set(path):
            continue
        for how, changed in tampered(SAMPLES[kind], path):
            changed["digest"] = evidence.digest_of(changed)
            if harmless(path, how):
                continue
            assert differs_here(changed), (path, how)
            assert differs_alone(alone, changed), (path, how)


def harmless(path, how):
    """Moments may move within their order, lists of two people be told in either order, a reader be another person."""
    free = {"at", "drawn_at", "commitments", "reveals", "readings"}
    return how == "other_value" and (path[-1] in free or (path[0] == "readings" and path[-1] == "person"))


def test_a_frame_with_two_cases_written_as_one_is_caught(alone):
    """Same text, same hash, one case fewer: the marks within a line give it away."""
    changed = copy.deepcopy(SAMPLES["two people"])
    first, second = changed["frame"][:2]
    changed["frame"][:2] = [["\t".join(first) + "\n" + second[0], *second[1:]]]

    assert "frame marks" in differs_alone(alone, changed)
    assert any(kind.startswith("frame") for kind in differs_here(changed))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"format": "dcpp-sample-1"}',
        b'{"format": "dcpp-sample-2"}',
        b'{"format": "dcpp-sample-9"}',
    ],
    ids=[
        "empty",
        "not text",
        "a list",
        "an empty object",
        "deep",
        "only a format",
        "another format",
        "a format of later days",
    ],
)
def test_what_is_not_evidence_gets_one_clear_line(content, tmp_path):
    file = tmp_path / "evidence.json"
    file.write_bytes(content)
    with pytest.raises(verifying.BadEvidence) as caught:
        verifying.differences(verifying.read_evidence(content))
    assert "\n" not in str(caught.value) and str(caught.value).endswith(".")

    done = run_alone(file)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and not done.stdout


def run_alone(*arguments):
    return subprocess.run([sys.executable, "-I", STAND_ALONE, *arguments], capture_output=True, text=True, check=False)


def test_the_stand_alone_script_says_same_or_where_it_differs(tmp_path):
    file = tmp_path / "evidence.json"
    file.write_text(json.dumps(SAMPLES["two people"]))
    assert (run_alone(file).returncode, run_alone(file).stdout) == (0, "The same: 12 cases drawn again\n")

    changed = copy.deepcopy(SAMPLES["two people"])
    changed["sample"][0] = "C-999"
    file.write_text(json.dumps(changed))
    done = run_alone(file)
    assert done.returncode == 1
    assert "sample differs" in done.stdout and "C-999" in done.stdout


def test_the_stand_alone_script_wants_one_file_that_is_there(tmp_path):
    for arguments in ([], [tmp_path / "a", tmp_path / "b"], [tmp_path / "missing.json"], [tmp_path]):
        assert run_alone(*arguments).returncode == 2


def test_the_stand_alone_script_is_short_and_stands_alone():
    text = STAND_ALONE.read_text()

    assert len(text.splitlines()) <= 100
    assert [line for line in text.splitlines() if line.startswith(("import", "from"))] == [
        "import hashlib",
        "import json",
        "import sys",
        "from pathlib import Path",
    ]


def run_command(capsys, monkeypatch, *arguments):
    """Exit code, output and complaints of `dcpp verify-sample`."""
    monkeypatch.setattr(sys, "argv", ["dcpp", "verify-sample", *map(str, arguments)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    printed = capsys.readouterr()
    return stopped.value.code, printed.out, printed.err


def test_the_command_says_same_or_where_it_differs(tmp_path, capsys, monkeypatch):
    file = tmp_path / "evidence.json"
    file.write_text(json.dumps(SAMPLES["public value"]))
    code, out, _err = run_command(capsys, monkeypatch, file)
    assert code == 0 and out.startswith("The same: Monthly core audit, 2026-12: 8 cases, frame hash ")

    changed = copy.deepcopy(SAMPLES["public value"])
    changed["seed"] = "0" * 64
    file.write_text(json.dumps(changed))
    code, out, err = run_command(capsys, monkeypatch, file)
    assert code == 1 and f"seed: the file says {'0' * 64}" in out and "differs in" in err


def test_the_command_gives_bad_files_and_arguments_one_clear_line(tmp_path, capsys, monkeypatch):
    file = tmp_path / "evidence.json"
    file.write_text("{}")
    for arguments in ([], [tmp_path / "missing.json"], [file], [file, file]):
        code, out, err = run_command(capsys, monkeypatch, *arguments)
        assert (code, out) == (2, "")
        assert err.startswith("dcpp: ") and err.count("\n") == 1
