"""What leaves as a file is an attachment, with a safe name, and is in the trail."""

from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from dcpp.kernel import files, trail
from dcpp.kernel.db import db, transaction
from dcpp.kernel.trail import TrailEntry
from dcpp.web import downloads

RECORD = uuid4()


def entries():
    db.session.rollback()
    return db.session.scalars(select(TrailEntry).order_by(TrailEntry.id)).all()


def take(content, name):
    return downloads.send(
        content, name=name, media_type="text/html", kind="report", record_id=RECORD, what="report_html"
    )


def test_a_download_is_an_attachment_and_in_the_trail(house):
    def take_report():
        return take(b"<script>", "Report März.html")

    house.add(take_report)

    response = house.app.test_client().get("/door")

    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''Report%20M%C3%A4rz.html" in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    (entry,) = entries()
    assert (entry.event, entry.record_kind, entry.record_id) == ("Downloaded", "report", RECORD)
    assert entry.details == '{"what":"report_html"}'


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ('a"b\r\nSet-Cookie: x.pdf', "a-b-Set-Cookie- x.pdf"),
        ("report\u202efdp.exe", "report-fdp.exe"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".xlsx", "x" * 116 + ".xlsx"),
        (".xlsx", "xlsx"),
        ("Audit of May 2026.pdf", "Audit of May 2026.pdf"),
    ],
)
def test_a_file_name_is_safe_everywhere(given, safe):
    assert downloads.safe_name(given) == safe


def test_an_answer_to_a_post_may_be_a_download(house):
    def export_list():
        with transaction():
            trail.keep(
                happened_at=trail.clock.now(), event="ListExported", record_kind="list", record_id=None, details={}
            )
        db.session.scalars(select(TrailEntry)).all()  # on SQLite this holds the lock for writing
        return downloads.send_kept(
            files.put(b"a,b"), name="list.csv", media_type="text/csv", kind="list", record_id=None, what="csv"
        )

    house.add(export_list, methods=("POST",))

    assert house.app.test_client().post("/door").data == b"a,b"
    assert [entry.event for entry in entries()] == ["ListExported", "Downloaded"]


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(b"c,d"), lambda path: path.unlink()])
def test_a_file_that_is_not_what_was_kept_is_refused_and_the_trail_says_so(house, harm):
    key = files.put(b"a,b and more")

    def take_kept():
        return downloads.send_kept(key, name="x.csv", media_type="text/csv", kind="list", record_id=RECORD, what="csv")

    house.add(take_kept)
    folder = house.app.extensions["settings"].files_url.removeprefix("file://")
    harm(Path(folder) / key[:2] / key)

    page = house.browse.open("/door", status=409)

    assert "no longer what was kept" in page.text
    assert [(entry.event, entry.record_id) for entry in entries()] == [("FileFoundDamaged", RECORD)]


def test_what_happened_to_a_record_is_told_newest_first(app, now):
    for event in ("First", "Second"):
        with transaction():
            trail.keep(happened_at=now, event=event, record_kind="case", record_id=RECORD, details={})

    assert [entry.event for entry in trail.entries_of("case", RECORD)] == ["Second", "First"]
    assert trail.entries_of("audit", RECORD) == []
