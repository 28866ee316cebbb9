"""Hostile, broken and foreign files get one sentence and nothing else."""

import contextlib
import struct
import zipfile

import pytest

from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.kernel.workbooks import ENCRYPTED, OLD_OFFICE, Limits
from tests.caseload.workbooks import IN_NEED, read, write

SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def refused(path, **options):
    with pytest.raises(CannotImportLists) as sentence:
        read(path, **options)
    assert str(path) not in str(sentence.value)
    return str(sentence.value)


def replace_part(path, name, content):
    """The same workbook with one part of the zip changed."""
    with zipfile.ZipFile(path) as old:
        parts = {each: old.read(each) for each in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for each, text in (parts | {name: content}).items():
            new.writestr(each, text)
    return path


@pytest.fixture
def workbook(tmp_path):
    return write(tmp_path / "lists.xlsx", {6: [IN_NEED]})


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b"PK\x03\x04 not really",
        b"\x00" * 5000,
        b"<html></html>",
        b"PK\x05\x06" + b"\x00" * 18,
    ],
)
def test_a_file_that_is_no_workbook(tmp_path, content):
    path = tmp_path / "lists.xlsx"
    path.write_bytes(content)

    assert "not an Excel workbook" in refused(path)


def test_an_empty_file(tmp_path):
    path = tmp_path / "lists.xlsx"
    path.touch()

    assert "empty" in refused(path)


def test_a_zip_that_is_no_workbook(tmp_path):
    path = tmp_path / "lists.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.docx", "hello")

    assert "not an Excel workbook" in refused(path)


def test_a_workbook_with_a_password(tmp_path):
    path = tmp_path / "lists.xlsx"
    path.write_bytes(OLD_OFFICE + b"\x00" * 500 + ENCRYPTED + b"\x00" * 500)

    assert "password" in refused(path)


def test_an_old_workbook_that_is_damaged(tmp_path):
    path = tmp_path / "lists.xls"
    path.write_bytes(OLD_OFFICE + b"\x00" * 5000)

    assert "damaged" in refused(path)


def test_a_workbook_cut_short(workbook):
    workbook.write_bytes(workbook.read_bytes()[:-4000])

    assert "not an Excel workbook" in refused(workbook)


@pytest.mark.parametrize("xml", ["<worksheet><sheetData><row", "", "not xml at all <<<", "<a>" * 10_000])
def test_a_workbook_with_broken_xml_gives_a_sentence_or_what_is_whole(workbook, xml):
    replace_part(workbook, "xl/worksheets/sheet6.xml", xml)
    with contextlib.suppress(CannotImportLists):
        assert read(workbook).rows == ()


def test_a_file_over_the_limit(workbook):
    assert "at most 0 MB" in refused(workbook, limits=Limits(megabytes=0))


def test_a_bomb_is_not_opened(workbook):
    replace_part(workbook, "xl/worksheets/sheet6.xml", SHEET.format(" " * 40_000_000))

    assert "unfold" in refused(workbook)


def test_a_bomb_that_lies_about_its_size_is_not_opened(workbook):
    replace_part(workbook, "xl/worksheets/sheet6.xml", SHEET.format(" " * 40_000_000))
    lie = bytearray(workbook.read_bytes())
    at = lie.rfind(b"PK\x01\x02", 0, lie.rfind(b"xl/worksheets/sheet6.xml"))
    lie[at + 24 : at + 28] = struct.pack("<I", 1000)
    workbook.write_bytes(lie)

    assert "unfold" in refused(workbook)


def test_many_megabytes_in_all_are_not_opened(workbook):
    assert "unfold" in refused(workbook, limits=Limits(unfolded_megabytes=0))


@pytest.mark.parametrize(
    ("far", "word"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="A900000"><v>1</v></c></row>', "row 900,000"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="B900000"><v>1</v></c></row>', "row 900,000"),
        ("<row\tr = '1'><c\ts='1' r='A1'><v>1</v></c><c r='B900000'><v>1</v></c></row>", "row 900,000"),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="XFD200000"><v>1</v></c></row>', "right"),
        ("<row r='1'><c r='A1'><v>1</v></c></row><row r='200000'><c s='1' r='XFD200000'><v>1</v></c></row>", "right"),
    ],
)
def test_a_cell_far_out_does_not_fill_the_memory(workbook, far, word):
    replace_part(workbook, "xl/worksheets/sheet6.xml", SHEET.format(far))

    assert word in refused(workbook)


def test_a_sheet_in_an_unusual_place_is_looked_at_as_well(workbook):
    replace_part(workbook, "xl/elsewhere.xml", SHEET.format('<row r="900000"><c r="A900000"><v>1</v></c></row>'))
    with zipfile.ZipFile(workbook) as archive:
        links = archive.read("xl/_rels/workbook.xml.rels").decode().replace("worksheets/sheet6.xml", "elsewhere.xml")
    replace_part(workbook, "xl/_rels/workbook.xml.rels", links)

    assert "row 900,000" in refused(workbook)


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    found = read(write(tmp_path / "lists.xlsx", {6: [IN_NEED | {"Allocated Team": '=HYPERLINK("http://x.example")'}]}))

    assert found.rows[0].team == '=HYPERLINK("http://x.example")'
