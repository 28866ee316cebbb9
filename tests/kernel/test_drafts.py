"""Two windows on one record."""

from hypothesis import given
from hypothesis import strategies as st

from dcpp.kernel.drafts import Change, settle


def test_a_field_that_nobody_else_changed_is_saved():
    found = settle({"a": "old", "b": ""}, {"a": Change("old", "new")})

    assert (found.to_save, found.conflicts) == ({"a": "new"}, {})


def test_a_field_that_somebody_changed_meanwhile_is_a_conflict_and_the_others_are_saved():
    found = settle({"a": "theirs", "b": "old"}, {"a": Change("old", "mine"), "b": Change("old", "new")})

    assert (found.to_save, found.conflicts) == ({"b": "new"}, {"a": "theirs"})


def test_the_same_words_from_both_windows_are_no_conflict():
    assert settle({"a": "same"}, {"a": Change("old", "same")}).conflicts == {}


words = st.sampled_from(["", "a", "b", "c"])


@given(words, words, words)
def test_nothing_is_ever_written_over_in_silence(stored, before, after):
    found = settle({"a": stored}, {"a": Change(before, after)})

    if stored not in {before, after}:
        assert found.to_save == {} and found.conflicts == {"a": stored}
    else:
        assert found.conflicts == {}
        assert found.to_save == ({"a": after} if after != stored else {})
