"""The caseload's pages, with something on them."""

from datetime import date

from dcpp.caseload import access, queries, services
from dcpp.kernel.db import transaction
from tests.makers.caseload import AS_AT, make_import, make_workbook

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


PAGES = {
    "caseload/list_cases.html": caseload,
    "caseload/view_case.html": one_case,
    "caseload/list_imports.html": imports,
    "caseload/send_lists.html": lambda sign_in: address(sign_in, "/imports/new"),
    "caseload/view_import.html": one_import,
    "caseload/list_findings.html": findings,
}
