"""A list is the same list in whatever file it comes: .xlsx, .xls, CSV of any making, or a zip of CSVs."""

import csv
import zipfile
from io import StringIO

import pytest

from dcpp.caseload.rules.findings import CannotImportLists
from tests.caseload.old_excel import write_xls
from tests.caseload.workbooks import IN_NEED, codes, raw, read

HEADERS = list(IN_NEED)
ROW = {
    header: cell.strftime("%d/%m/%Y") if hasattr(cell, "strftime") else str(cell) for header, cell in IN_NEED.items()
}
NOTED = ROW | {"Child Unique ID": "1002", "Allocated Team": "Team “É”,\nnorth", "Allocated Worker": "Worker; Two"}


def text(rows=(ROW, NOTED), separator=",", end="\r\n"):
    target = StringIO(newline="")
    writer = csv.DictWriter(target, HEADERS, delimiter=separator, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def read_csv(tmp_path, content, name="List 6.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return read(path, name=name)


def what(found):
    return [
        (row.list_number, row.row, row.case_id, row.age, row.team, row.worker, len(row.dates)) for row in found.rows
    ]


EXPECTED = [(6, 2, "1001", 11, "Team A", "Worker One", 2), (6, 3, "1002", 11, "Team “É”, north", "Worker; Two", 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_csv_is_read_in_every_encoding_and_with_every_separator(tmp_path, encoding, separator):
    assert what(read_csv(tmp_path, text(separator=separator).encode(encoding))) == EXPECTED


@pytest.mark.parametrize("said", ["sep=;\r\n", "sep=;\n", '"sep=;"\r\n', "SEP=;\r\n"])
def test_a_csv_may_say_its_separator(tmp_path, said):
    found = read_csv(tmp_path, (said + text(separator=";")).encode())

    assert [row.case_id for row in found.rows] == ["1001", "1002"]


def test_a_csv_may_have_a_title_and_uneven_rows(tmp_path):
    content = "List 6: Children in need\n" + text([ROW], end="\n") + "1003,F\n\n,,,\nTotal 3,,\n"
    found = read_csv(tmp_path, content.encode(), name="export.csv")

    assert [(row.row, row.case_id, row.gender) for row in found.rows] == [(3, "1001", "Male"), (4, "1003", "Female")]
    assert codes(found) == ["missing-age", "id-not-usable"]
    assert [(count.rows_read, count.rows_refused) for count in found.counts] == [(3, 1)]


def test_a_zip_of_csvs_is_one_file_of_lists(tmp_path):
    path = tmp_path / "lists.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export/List_6.csv", text())
        archive.writestr("export/list 8 children in care.csv", "Child Unique ID;Age;Allocated Team\n9;12;Team B\n")
        archive.writestr("__MACOSX/._List_6.csv", "rubbish")
        archive.writestr("export/read me.pdf", "%PDF")
    found = read(path)

    assert [(row.list_number, row.case_id) for row in found.rows] == [(6, "1001"), (6, "1002"), (8, "9")]


def test_an_old_workbook_is_read(tmp_path):
    path = write_xls(tmp_path / "lists.xls", "List 6", [HEADERS, list(ROW.values()), [1002, "F", "", "", 7.9]])
    found = read(path)

    assert [(row.case_id, row.age, row.gender) for row in found.rows] == [("1001", 11, "Male"), ("1002", 7, "Female")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"hello\nthere\n", "not an Excel workbook"),
        (b'a,b\n"never closed', "No list was found"),
        (b"\x00\x01\x02,\x03" * 500, "not an Excel workbook"),
        (b"%PDF-1.7 a,b,c", "not an Excel workbook"),
        (b"<html>,</html>", "not an Excel workbook"),
        (b"a," * 2_000 + b"\n", "more than"),
        (b'a,b\n"' + b"x" * 300_000 + b'"\n', "quotation mark"),
        (b"child,age\n1,2\n", "No list was found"),
    ],
)
def test_a_text_that_is_no_list_gets_one_sentence(tmp_path, content, sentence):
    with pytest.raises(CannotImportLists, match=sentence):
        read_csv(tmp_path, content, name="other.csv")


def test_macros_and_links_to_other_files_are_refused(tmp_path):
    for part, word in (("xl/vbaProject.bin", "macros"), ("xl/externalLinks/externalLink1.xml", "links to other files")):
        path = raw(tmp_path / "lists.xlsx", {"List_6": [HEADERS]})
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(part, "x")
        with pytest.raises(CannotImportLists, match=word):
            read(path)


def test_a_formula_is_read_as_what_it_showed_last(tmp_path):
    import xlsxwriter

    path = tmp_path / "lists.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("List 6")
        sheet.write_row(0, 0, ["Child Unique ID", "Age", "Allocated Team", "Gender"])
        sheet.write_row(1, 0, [1001])
        sheet.write_formula(1, 1, "=3+4", value=7)
        sheet.write_formula(1, 2, "=1/0", value="#DIV/0!")
        sheet.write_formula(1, 3, "=NA()", value="#N/A")

    assert [(row.age, row.team, row.gender) for row in read(path).rows] == [(7, "", "")]
