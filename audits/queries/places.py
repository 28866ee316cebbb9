"""Where everybody stands, for the rule of who is too near a case."""

from sqlalchemy import select

from audits.rules.allocation import Place
from dcpp.kernel.db import db
from dcpp.people.models import Person, Team


def get_place() -> Place:
    """Everybody's line manager and team, and every team's manager, in two questions."""
    people = db.session.execute(select(Person.id, Person.line_manager_id, Person.team_id)).all()
    teams = db.session.execute(select(Team.id, Team.manager_id)).all()
    return Place(
        line_managers={row.id: row.line_manager_id for row in people},
        teams={row.id: row.team_id for row in people},
        team_managers={row.id: row.manager_id for row in teams},
    )
