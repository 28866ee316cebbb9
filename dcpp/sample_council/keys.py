"""Beside the database of a made-up council: who can sign in, and the newest lists as a workbook to bring in by hand."""

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

from flask import current_app
from flask_security.utils import hash_password
from sqlalchemy import update

from dcpp.config import Settings
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.people.models import Account, Person

SHOWN = {
    "practice.lead": "runs the audit programme",
    "auditor": "carries out audits",
    "practitioner": "a social worker",
    "team.manager": "manages a team",
    "senior.manager": "reads the readiness report",
    "lead.auditor": "the second person of a draw",
    "administrator": "looks after people and jobs; sets up an authenticator app first",
    "partner": "of another agency; sets up an authenticator app first",
}


def give_out(sign_ins: Mapping[str, Person], workbook: Callable[[date], BytesIO]) -> None:
    """One password for the few who are shown, made anew for each council. The files are there before it counts."""
    settings: Settings = current_app.extensions["settings"]
    password = "-".join(secrets.choice(WORDS) for _ in range(4))
    people = [person.id for person in sign_ins.values()]
    day = clock.today()
    (settings.data / f"sample-annex-a-{day}.xlsx").write_bytes(workbook(day).getvalue())
    _write_accounts(settings.data / "sample-accounts.txt", sign_ins, password)
    db.session.execute(update(Account).where(Account.person_id.in_(people)).values(password=hash_password(password)))


def _write_accounts(path: Path, sign_ins: Mapping[str, Person], password: str) -> None:
    lines = [f"  {sign_ins[key].email:<48} {words}" for key, words in SHOWN.items() if key in sign_ins]
    text = "\n".join([f"Sign in with the password {password} as one of these:", *lines])
    path.write_text(text + "\n", encoding="utf-8")
    path.chmod(0o600)


WORDS = (
    "amber anchor apple barley basket beacon birch blanket bramble breeze bridge button candle canoe cedar cherry clover "
    "cobble copper coral cotton cricket daisy dapple drift ember fabric feather fennel ferry fiddle forest garden ginger "
    "harbour hazel heather hollow honey island ivory jasmine juniper kettle ladder lantern lemon linen maple marble "
    "meadow mellow mitten nutmeg oakum olive orchard otter paddle pebble pepper pigeon plume poppy quarry quilt rafter "
    "ribbon river saddle saffron sage silver sorrel sparrow spruce tangle thistle timber tulip turnip velvet violet "
    "walnut water willow window winter yarrow"
).split()
