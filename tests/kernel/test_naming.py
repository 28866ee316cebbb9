"""What looks like a name, a birth date, a postcode or a telephone number; and what of good practice does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpp.kernel.naming import MOST, Kind, suspects_in
from dcpp.sample_council import words as written

PROSE = (
    "The Social Worker visited every ten working days. The Child Protection Plan of 12 March 2026 is on file.",
    "At the Initial Child Protection Conference the Chair asked for an update from Health and from the school.",
    "The Independent Reviewing Officer used Signs of Safety, and the Graded Care Profile 2 was done in June.",
    "Mum and Dad were seen with the Virtual School. Nan cares for the child at the weekend.",
    "The family moved from Brierley Hill Road to a flat near Russells Hall Hospital; the plan says why.",
    "Section 47 enquiries began on Monday. Working Together 2023 asks for a decision in one working day.",
    "A Team Around the Family meeting was held at Oakfield Primary School with the Family Centre’s Lead Practitioner.",
    "Mother speaks Polish and Father speaks English. Ofsted’s Annex A lists were checked. CAMHS wrote on 3 May.",
    "Case C-00012 (audit AUD-2026-0147, action ACT-2026-0004) was audited. NHS number 943 476 5919 is recorded.",
    "Strengths: Direct work. Visits: 12 of 14 in time. The PLO letter went out; Cafcass knew of it by 14 October 2026.",
    "Supervision on 3 October 2026 set 4 actions. The child, who is 7, was seen alone in March, April and June.",
    "The Multi-Agency Safeguarding Hub asked Dudley Council and West Midlands Police. Then Early Help closed.",
)


def found(text, known=()):
    return [
        (suspect.kind, suspect.words) for suspect in suspects_in(text, lambda names: [n for n in names if n in known])
    ]


@pytest.mark.parametrize("text", PROSE)
def test_good_practice_prose_names_nobody(text):
    assert found(text) == []


def texts_of(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts_of(one)]
    return [text for one in value for text in texts_of(one)] if isinstance(value, (tuple, list)) else []


def test_nothing_that_the_sample_council_writes_is_taken_for_a_name():
    texts = [text for name, value in vars(written).items() if name.isupper() for text in texts_of(value)]

    assert len(texts) > 60
    assert [text for text in texts if found(text)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jayden Smith was seen alone.", "Jayden Smith"),
        ("The worker saw Jayden S at school.", "Jayden S"),
        ("It was Then that Jayden Smith’s father rang.", "Jayden Smith"),
        ("His brother Tyler was not seen.", "Tyler"),
        ("Mum Kelly came to the meeting.", "Kelly"),
        ("A girl called Aaliyah lives there too.", "Aaliyah"),
        ("The plan says that Mrs Jones will help.", "Mrs Jones"),
        ("She lives with Siân O’Neill-Brown now.", "Siân O’Neill-Brown"),
    ],
)
def test_a_name_is_seen(text, name):
    assert (Kind.NAME, name) in found(text)


def test_people_who_work_here_may_be_named():
    text = "Agreed with Ada Alder and with Jayden Smith."

    assert found(text, known={"Ada Alder"}) == [(Kind.NAME, "Jayden Smith")]


@pytest.mark.parametrize(
    "text",
    [
        "born on 12/03/2011",
        "DOB: 12.3.11",
        "(b. 2011-03-12)",
        "date of birth 12th March 2011",
        "12 March 2011 (D.O.B.)",
    ],
)
def test_a_date_beside_a_word_for_birth_is_a_birth_date(text):
    assert [kind for kind, _ in found(f"The child, {text}, is on a plan.")] == [Kind.BIRTH_DATE]


@pytest.mark.parametrize("text", ["B12 3AB", "DY5 1LX", "b12 3ab", "SW1A 1AA", "M11AE"])
def test_a_postcode_is_seen(text):
    assert found(f"They live at {text}.") == [(Kind.POSTCODE, text)]


@pytest.mark.parametrize(
    "text", ["07700 900123", "+44 121 496 0123", "0121 496 0123", "(0121) 496 0123", "+447700900123"]
)
def test_a_telephone_number_is_seen(text):
    assert found(f"Ring {text} after four.") == [(Kind.TELEPHONE, text)]


def test_what_is_told_cuts_the_name_short():
    [suspect] = suspects_in("Seen with Jayden Smith.")

    assert suspect.sentence == "Check that this names nobody: “Jayden S…” looks like a name"


def test_each_is_told_once_and_not_too_many_of_them():
    assert len(suspects_in("Met Jayden Smith. " * 20)) == 1
    assert len(suspects_in(" and ".join(f"Jayden Smith{letter}" for letter in "abcdefghij"))) == MOST


@given(st.text(alphabet=st.sampled_from("ABab. 0127/-’\nJones+44bornMr"), max_size=400))
def test_no_text_is_too_odd(text):
    for suspect in suspects_in(text):
        assert suspect.sentence
