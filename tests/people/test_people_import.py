"""Bringing people in from a file: dry run, faults, keeping, undoing."""

import io
from datetime import date, timedelta
from itertools import count

import pytest
import xlsxwriter
from sqlalchemy import func, select

from dcpp.kernel import clock, trail
from dcpp.kernel.db import db, transaction
from dcpp.people import access, queries
from dcpp.people.models import Account, PeopleImport, Person, Team
from dcpp.people.rules import Role
from dcpp.people.services import people as people_services
from dcpp.people.services import roles
from tests.makers.people import make_person, make_team

HEADINGS = "Name,Work e-mail,Job title,Team,Service,Line manager email,Start date,FTE,Agency,SWE number,Roles"
WORKER = "Wes Worker,wes@council.example,Worker,North,Assessment,mia@council.example,02/09/2024,0.6,no,SW1,Auditor"
MANAGER = "Mia Manager,MIA@council.example,Team manager,North,Assessment,,1 June 2020,1,,sw 22,Practice lead; auditor"


def csv_of(*lines, headings=HEADINGS):
    return "\r\n".join([headings, *lines]).encode("utf-8-sig")


def workbook_of(*rows):
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell)
            else:
                sheet.write(number, place, cell)
    book.close()
    return held.getvalue()


@pytest.fixture
def send(browse, sign_in, now):
    sign_in(access.VIEW_PEOPLE, access.IMPORT_PEOPLE)

    minutes = count(1)

    def send(content, name="people.csv"):
        with clock.pretend(now + timedelta(minutes=next(minutes))):
            return browse("people_imports.send_people_file", post={"file": (io.BytesIO(content), name)})

    return send


def last():
    return db.session.scalars(select(PeopleImport).order_by(PeopleImport.uploaded_at.desc())).first()


def confirm(browse, status=None):
    return browse("people_imports.confirm_people_import", import_id=last().id, post={}, status=status)


def undo(browse, status=None):
    return browse("people_imports.undo_people_import", import_id=last().id, post={}, status=status)


def people_kept():
    return db.session.scalar(select(func.count()).select_from(Person))


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(send):
    page = send(csv_of(WORKER, MANAGER))

    assert page.summary("New people") == "2"
    assert page.summary("New teams") == "North"
    assert "Every row can be kept" in page.text
    assert people_kept() == 1


def test_confirming_keeps_people_places_managers_and_roles(browse, send):
    send(csv_of(WORKER, MANAGER))
    page = confirm(browse)

    assert page.summary("People added") == "2"
    wes, mia = (queries.find_person_by_email(f"{name}@council.example") for name in ("wes", "mia"))
    assert wes.line_manager_id == mia.id
    assert wes.team.service.name == "Assessment"
    assert (wes.fte_percent, wes.starts_on, wes.social_work_england_number) == (60, date(2024, 9, 2), "SW1")
    assert mia.role_names == {Role.PRACTICE_LEAD, Role.AUDITOR}
    assert db.session.scalar(select(func.count()).select_from(Account)) == 3


def test_a_workbook_with_a_title_row_and_real_dates_is_read(browse, send):
    rows = [
        ["Staff list"],
        ["Forename", "Surname", "E-mail", "Start day", "WTE"],
        ["Ann", "Other", "a@council.example"],
    ]
    rows[2] += [date(2023, 4, 3), 0.5]

    page = send(workbook_of(*rows), "staff.xlsx")

    assert page.summary("New people") == "1"
    confirm(browse)
    ann = queries.find_person_by_email("a@council.example")
    assert (ann.name, ann.starts_on, ann.fte_percent) == ("Ann Other", date(2023, 4, 3), 50)


@pytest.mark.parametrize("heading", ["Date of birth", "DOB", "Ethnicity", "Ethnic origin", "Sickness absence", "Age"])
def test_columns_that_we_may_not_keep_are_refused_by_name(send, heading):
    page = send(csv_of("A,a@council.example,x", headings=f"Name,Email,{heading}"))

    assert f"The file has a column “{heading}”" in page.errors[0]
    assert "take the column out" in page.errors[0]


def test_every_fault_is_named_with_row_and_column(send):
    page = send(
        csv_of(
            "Ann,not an address,,,,,,,,,",
            ",b@council.example,,,,,,,,,",
            "Cat,c@council.example,,Nowhere,,,,,,,",
            "Dan,d@council.example,,,,nobody@council.example,,,,,",
            "Eve,e@council.example,,,,,32/13/2024,7,perhaps,12345,Wizard",
            "Fay,c@council.example,,,,,,,,,",
        )
    )

    rows = {(row[0], row[1]) for row in page.rows()}
    assert ("2", "Work e-mail") in rows
    assert ("3", "Name") in rows
    assert ("4", "Team") in rows
    assert ("5", "Line manager") in rows
    assert {("6", c) for c in ("Starts on", "FTE", "Is agency", "Social Work England number", "Roles")} <= rows
    assert ("7", "Work e-mail") in rows
    assert "Every row can be kept" not in page.text


def test_a_file_with_faults_cannot_be_confirmed(browse, send):
    send(csv_of("Ann,not an address,,,,,,,,,"))

    confirm(browse, status=409)
    assert people_kept() == 1


def test_a_circle_of_managers_is_refused_also_with_people_who_are_kept(send):
    boss = make_person("Boss", email="boss@council.example")
    make_person("Mid", email="mid@council.example", line_manager=boss)

    page = send(csv_of("Boss,boss@council.example,,,,mid@council.example,,,,,"))

    assert "makes a circle" in page.text


def test_known_people_are_changed_and_empty_cells_leave_what_is_kept(browse, send):
    team = make_team("North")
    make_person("Old Name", email="wes@council.example", job_role="Social worker", team=team)

    send(csv_of("New Name,WES@council.example,,,,,,,,,"))
    page = confirm(browse)

    assert page.summary("People changed") == "1"
    wes = queries.find_person_by_email("wes@council.example")
    assert (wes.name, wes.job_role, wes.team_id) == ("New Name", "Social worker", team.id)


def test_the_same_file_again_changes_nothing(browse, send):
    send(csv_of(WORKER, MANAGER))
    confirm(browse)
    send(csv_of(WORKER, MANAGER))
    page = confirm(browse)

    assert page.summary("People added") == "0"
    assert page.summary("People changed") == "0"


def test_undoing_puts_everything_back(browse, send):
    make_person("Old Name", email="mia@council.example")
    send(csv_of(WORKER, MANAGER))
    confirm(browse)

    page = undo(browse)

    assert page.notice == "Everything is as it was before this file"
    assert queries.find_person_by_email("wes@council.example") is None
    mia = queries.find_person_by_email("mia@council.example")
    assert (mia.name, mia.roles, mia.team_id) == ("Old Name", [], None)
    assert db.session.scalars(select(Team)).all() == []


def test_to_look_at_somebody_is_not_to_work_with_them(browse, send, sign_in):
    send(csv_of(WORKER, MANAGER))
    confirm(browse)
    person_id = queries.find_person_by_email("wes@council.example").id
    sign_in(access.IMPORT_PEOPLE, access.VIEW_PEOPLE)
    browse("people.view_person", person_id=person_id)
    assert [entry.event for entry in trail.entries_of("person", person_id, ["Viewed"])] == ["Viewed"]

    assert undo(browse).notice == "Everything is as it was before this file"


def test_undoing_is_refused_once_something_rests_on_it(browse, send):
    send(csv_of(WORKER, MANAGER))
    confirm(browse)
    with transaction():
        roles.give_role(queries.find_person_by_email("wes@council.example"), Role.COACH)

    page = undo(browse, status=409)

    assert "been worked with since" in page.text
    assert people_kept() == 3


def test_undoing_is_refused_when_a_changed_record_was_changed_again(browse, send):
    make_person("Old", email="mia@council.example")
    send(csv_of("Mia,mia@council.example,,,,,,,,,"))
    confirm(browse)
    with transaction():
        mia = queries.find_person_by_email("mia@council.example")
        people_services.change_person(mia, people_services.PersonDetails(name="Third", email=mia.email))

    assert "has changed since" in undo(browse, status=409).text


def test_only_the_last_file_can_be_undone(browse, send):
    send(csv_of("A,a@council.example,,,,,,,,,"))
    confirm(browse)
    first = last().id
    with transaction():
        db.session.get_one(PeopleImport, first).confirmed_at = clock.now() - timedelta(hours=1)
    send(csv_of("B,b@council.example,,,,,,,,,"))
    confirm(browse)

    page = browse("people_imports.undo_people_import", import_id=first, post={}, status=409)

    assert "brought in last" in page.text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\x89PNG\r\n\x00\x00", "people.csv"),
        (b"PK\x03\x04 broken", "people.xlsx"),
        (b"not a workbook", "people.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "people.xlsx"),
        (b"Colour,Size\nred,1", "people.csv"),
        (b"Name,Email", "people.csv"),
        (b"Name,Name,Email\na,b,c@council.example", "people.csv"),
        (b'Name,Email\n"' + b"x" * 200_000, "people.csv"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_clear_sentence(send, content, name):
    page = send(content, name)

    assert len(page.errors) == 1
    assert db.session.scalar(select(func.count()).select_from(PeopleImport)) == 0


def test_windows_semicolons_and_umlauts_are_read(browse, send):
    send("Name;Email;Agency\nZoë Müller;z@council.example;Yes\n".encode("cp1252"))
    confirm(browse)

    assert queries.find_person_by_email("z@council.example").name == "Zoë Müller"


def test_a_thousand_rows_are_read_and_kept(browse, send):
    lines = [
        f"P {n},p{n}@council.example,Social worker,T{n % 30},S,p{n // 10}@council.example,,1,no,SW{n},"
        for n in range(1, 1000)
    ]
    page = send(csv_of("P 0,p0@council.example,Head,T0,S,,,1,no,SW0,", *lines))
    assert page.summary("New people") == "1,000"

    assert confirm(browse).summary("People added") == "1,000"
