"""A workbook of people is measured before it is unpacked: what would fill the memory is sent back with a sentence."""

import io
import struct
import zipfile

import pytest
import xlsxwriter

from dcpp.kernel.db import db
from dcpp.people import access
from dcpp.people.models import PeopleImport

SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def workbook_with(sheet):
    """A workbook whose one sheet is this XML."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    book.add_worksheet()
    book.close()
    bomb = io.BytesIO()
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, sheet if part == "xl/worksheets/sheet1.xml" else old.read(part))
    return bomb.getvalue()


def that_lies_about_its_size(content):
    lie = bytearray(content)
    at = lie.rfind(b"PK\x01\x02", 0, lie.rfind(b"xl/worksheets/sheet1.xml"))
    lie[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(lie)


@pytest.fixture
def refused(browse, sign_in, now):
    """The sentence that sends a file back, once it is sure that nothing was kept."""
    sign_in(access.VIEW_PEOPLE, access.IMPORT_PEOPLE)

    def refused(content):
        file = (io.BytesIO(content), "people.xlsx")
        page = browse("people_imports.send_people_file", post={"file": file})
        assert db.session.query(PeopleImport).count() == 0
        return page.errors[0]

    return refused


def test_a_bomb_is_not_unpacked(refused):
    assert "would unfold to far more" in refused(workbook_with(SHEET.format(" " * 40_000_000)))


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(refused):
    bomb = that_lies_about_its_size(workbook_with(SHEET.format(" " * 40_000_000)))

    assert "would unfold to far more" in refused(bomb)


def test_a_cell_far_out_does_not_fill_the_memory(refused):
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="XFD200000"><v>1</v></c></row>'

    assert "far to the right" in refused(workbook_with(SHEET.format(far)))


def test_a_workbook_with_broken_xml_is_sent_back(refused):
    assert refused(workbook_with("not xml at all <<<"))
