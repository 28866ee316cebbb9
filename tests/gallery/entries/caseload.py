"""The caseload's pages, with something on them."""

from datetime import date

from dcpp.caseload import access, queries, services
from dcpp.kernel.db import transaction
from tests.makers.caseload import AS_AT, make_corrections, make_import, make_matched, make_workbook
from tests.makers.people import make_person, make_service, make_team

CHILD = {
    "Gender": "a) Male",
    "Ethnicity": "a) WBRI",
    "Age of Child (Years)": 11,
    "Does the Child have a Disability": "b) No",
    "CIN Start Date": date(2026, 6, 1),
    "Date Child Was Last Seen": date(2026, 11, 10),
    "Case status": "c) Child in need plan",
    "Allocated Team": "Assessment and safeguarding (North)",
    "Allocated Worker": "Worker One",
}
PLAN = {
    "Gender": "a) Male",
    "Age of Child (Years)": 11,
    "Child Protection Plan Start Date": date(2026, 9, 1),
    "Date of the Last Statutory Visit": date(2026, 11, 12),
    "Allocated Team": "Assessment and safeguarding (North)",
    "Allocated Worker": "Worker One",
}


def lists():
    """Thirty children, one of them on a plan, and two rows that are refused."""
    children = [CHILD | {"Child Unique ID": 4001 + n} for n in range(30)]
    spoilt = [CHILD | {"Child Unique ID": "Some Name"}, CHILD | {"CIN Start Date": date(2027, 1, 1)}]
    return make_import({6: [*children, *spoilt], 7: [PLAN | {"Child Unique ID": 4001}]})


def address(sign_in, rest=""):
    sign_in(access.IMPORT_LISTS, access.VIEW_CASELOAD)
    return f"/caseload{rest}"


def caseload(sign_in):
    lists()
    return address(sign_in)


def one_case(sign_in):
    return address(sign_in, f"/cases/{queries.find_case(lists().id, '4001').id}")


def imports(sign_in):
    lists()
    file = make_workbook({})
    with transaction():
        services.send_lists(file, file_name="lists.xlsx", dated_on=AS_AT, sent_by_id=None)
    return address(sign_in, "/imports")


def one_import(sign_in):
    return address(sign_in, f"/imports/{lists().id}")


def findings(sign_in):
    return address(sign_in, f"/imports/{lists().id}/findings")


def matched():
    """Lists that were matched, with a word nobody knows and a worker who is nearly somebody."""
    make_person("Worker Oone", team=make_team("Assessment", service=make_service("Help and protection")))
    return make_matched({6: [CHILD | {"Child Unique ID": 1 + n, "Case status": "Flibber"} for n in range(3)]}).id


def one_sheet(sign_in):
    return address(sign_in, f"/imports/{matched()}/sheets/5")


def one_column(sign_in):
    import_id = matched()
    sheet = queries.find_match(import_id).sheets[5]
    position = next(each.position for each in sheet.columns if each.unknown)
    return address(sign_in, f"/imports/{import_id}/sheets/5/columns/{position}")


def staff(sign_in):
    return address(sign_in, f"/imports/{matched()}/staff")


def undoing(sign_in):
    return address(sign_in, f"/imports/{lists().id}/undo")


def corrections(sign_in):
    make_corrections(3)
    return address(sign_in, "/corrections")


PAGES = {
    "caseload/list_cases.html": caseload,
    "caseload/view_case.html": one_case,
    "caseload/list_imports.html": imports,
    "caseload/send_lists.html": lambda sign_in: address(sign_in, "/imports/new"),
    "caseload/view_import.html": one_import,
    "caseload/list_findings.html": findings,
    "caseload/correct_sheet.html": one_sheet,
    "caseload/correct_column.html": one_column,
    "caseload/match_staff.html": staff,
    "caseload/undo_import.html": undoing,
    "caseload/list_corrections.html": corrections,
    "caseload/list_rules.html": lambda sign_in: address(sign_in, "/rules"),
}
