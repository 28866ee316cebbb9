"""What training knows of a month, in the words of the report: counted by the database, named by nobody."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from dcpp.inspection.rules.facts import (
    NO_SERVICE,
    CpdFact,
    EarlyCareerFact,
    SessionFact,
    StandingFact,
    TrainingFacts,
)
from dcpp.inspection.rules.period import CHART_MONTHS, LOOK_BACK_MONTHS, Period
from dcpp.kernel import clock
from training.queries import figures as training


def training_facts(period: Period) -> TrainingFacts:
    """How people stand on the day of reading, and the sessions of the chart's months."""
    return TrainingFacts(
        standings=_standings(training.count_standings(period.as_at)),
        induction=_standings(training.count_newcomers_standings(period.as_at, period.starts(LOOK_BACK_MONTHS))),
        cpd=[
            CpdFact(service=row.service or NO_SERVICE, registered=row.every, done=row.done)
            for row in training.count_cpd(period.as_at)
        ],
        early_careers=[
            EarlyCareerFact(
                service=row.service or NO_SERVICE,
                in_time=row.in_time,
                late=row.late,
                passed=row.passed,
                ended_else=row.ended_else,
            )
            for row in training.count_early_careers(period.as_at, clock.months_from(period.as_at, -12))
        ],
        sessions=_sessions(period),
    )


def _standings(rows: Iterable[Any]) -> list[StandingFact]:
    return [StandingFact(service=row.service or NO_SERVICE, standing=row.standing, many=row.many) for row in rows]


def _sessions(period: Period) -> list[SessionFact]:
    until = _midnight(period.last_day + timedelta(days=1))
    return [
        SessionFact(
            session_id=row.id,
            reference=row.reference,
            course=row.course,
            ended_on=clock.london(row.ended_at).date(),
            came=row.came,
            part=row.part,
            absent=row.absent,
            late=row.late,
            unrecorded=row.unrecorded,
        )
        for row in training.list_session_outcomes(_midnight(period.starts(CHART_MONTHS)), until)
    ]


def _midnight(day: date) -> datetime:
    """The moment at which a day begins in London."""
    return datetime.combine(day, time(), clock.LONDON).astimezone(UTC)
