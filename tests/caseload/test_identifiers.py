"""A case reference is kept as text; a name is never kept."""

from datetime import date

import pytest

from dcpp.caseload.rules.findings import CannotReadCell
from dcpp.caseload.rules.identifiers import read_identifier


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (1001.0, "1001"),
        (1001, "1001"),
        ("1001.0", "1001"),
        (" 00123 ", "00123"),
        ("C\u00a01234", "C 1234"),
        ("LCS-12345-A", "LCS-12345-A"),
        ("CHILD001", "CHILD001"),
        ("child 7", "child 7"),
        ("3f2b8c1e-9f0a-4c1d-8e2f-0123456789ab", "3f2b8c1e-9f0a-4c1d-8e2f-0123456789ab"),
        (1e14, "100000000000000"),
    ],
)
def test_a_reference_is_kept_as_text(cell, kept):
    assert read_identifier(cell) == kept


@pytest.mark.parametrize(
    "cell",
    [
        "Jane Smith",
        "SMITH, Jane",
        "smith",
        "O\u2019Neil-Brown 2",
        "Jane12",
        "JANE SMITH 2014",
        "Zoë",
        "Åsa 7 Öberg",
        "Li Wu",
        "Baby of 1001 Jones",
        "Margaret1001",
    ],
)
def test_what_looks_like_a_name_is_refused_and_not_repeated(cell):
    with pytest.raises(CannotReadCell) as refused:
        read_identifier(cell)

    assert refused.value.code == "id-looks-like-a-name"
    assert cell not in str(refused.value)


@pytest.mark.parametrize("cell", ["", "  ", "#N/A", "#REF!"])
def test_no_reference_is_said_to_be_missing(cell):
    with pytest.raises(CannotReadCell) as refused:
        read_identifier(cell)

    assert refused.value.code == "missing-id"


@pytest.mark.parametrize(
    "cell", [date(2014, 3, 1), "01/03/2014", "2014-03-01", True, 12.5, -4.0, "1001;DROP", "=1+1", "9" * 60]
)
def test_what_cannot_be_a_reference_is_refused(cell):
    with pytest.raises(CannotReadCell) as refused:
        read_identifier(cell)

    assert refused.value.code == "id-not-usable"
