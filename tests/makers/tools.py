"""Drafts and published versions of tools; each call is a transaction of its own."""

from dataclasses import replace
from datetime import date

from audits import queries, services
from dcpp.frameworks.audit_tools import CORE
from dcpp.kernel.db import transaction
from dcpp.people.rules import Role
from tests.makers.people import make_person

FROM = date(2026, 11, 23)


def make_draft(code=CORE, like=2):
    """The next version of a tool as a draft; its number."""
    with transaction():
        return services.draft_version(queries.get_version(code, like), by=None).number


def change_draft(code, number, **change):
    """Another rule or other sections in a draft."""
    with transaction():
        version = queries.get_version_to_change(code, number)
        services.change_draft(version, lambda tool: replace(tool, **change))


def publish(code, number, change=None, valid_from=FROM):
    """A draft, changed where asked, becomes a version that holds from a day."""
    if change:
        change_draft(code, number, **change)
    with transaction():
        services.publish_version(
            queries.get_version_to_change(code, number),
            valid_from=valid_from,
            note="For a test",
            by=make_person("Lea Publisher", Role.PRACTICE_LEAD).id,
        )
