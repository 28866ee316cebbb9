"""Machines that look after the platform learn whether it is alive, ready and busy; others learn nothing more."""

import pytest
from sqlalchemy import text

from dcpp.kernel import outbox
from dcpp.kernel.db import aside, transaction
from tests.kernel.post_office import REMINDER, mail_templates


def test_a_platform_that_runs_is_alive_and_ready(house):
    assert house.client().get("/healthz").json == {"alive": True}
    ready = house.client().get("/readyz").json
    assert ready["ready"] is True
    assert {"schedulers", "workers"} < ready.keys()  # how many there are depends on who else uses this folder


def test_a_database_that_is_gone_makes_it_not_ready(build, tmp_path):
    house = build(database_url=f"sqlite:///{tmp_path}/no/such/folder/dcpp.sqlite3")

    answer = house.client().get("/readyz")

    assert (answer.status_code, answer.json) == (503, {"ready": False, "reason": "The database cannot be reached"})
    assert house.client().get("/healthz").status_code == 200


def test_a_database_of_another_shape_makes_it_not_ready(house):
    with aside() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001_kernel'"))

    answer = house.client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json["reason"].startswith("The database is at 0001_kernel and the program needs ")
    assert answer.json["reason"].endswith(": run dcpp migrate")


def test_the_figures_count_requests_and_queues(house, now):
    with mail_templates(house.app, reminder=REMINDER), house.app.app_context(), transaction():
        outbox.write("reminder", to="ann@council.example", reference="A-1")
    house.client().get("/no-such-page")

    figures = house.client().get("/metrics").text

    assert 'dcpp_requests_total{endpoint="none",method="GET",status="404"}' in figures
    assert 'dcpp_request_seconds_count{endpoint="none"}' in figures
    assert 'dcpp_mails{state="waiting"} 1.0' in figures
    assert 'dcpp_trail{what="unsealed"} 0.0' in figures


@pytest.mark.parametrize(
    ("allowed", "asker", "status"),
    [
        (("127.0.0.1",), "127.0.0.1", 200),
        (("10.1.0.0/16", " ::1"), "10.1.2.3", 200),
        (("10.1.0.0/16", " ::1"), "::1", 200),
        (("10.1.0.0/16",), "10.2.0.1", 404),
        (("127.0.0.1",), "203.0.113.9", 404),
        ((), "127.0.0.1", 404),
        (("nonsense",), "127.0.0.1", 404),
        (("127.0.0.1",), "", 404),
    ],
)
def test_the_figures_are_for_allowed_addresses(build, allowed, asker, status):
    house = build(metrics_from=allowed)

    answer = house.client().get("/metrics", environ_base={"REMOTE_ADDR": asker})

    assert answer.status_code == status


def test_a_proxy_that_the_settings_do_not_know_opens_nothing(house):
    assert house.client().get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
