"""The first years of social workers: begun, reviewed, extended, ended."""

from datetime import date, timedelta
from uuid import UUID

from dcpp.frameworks import professional
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people.models import Person
from training import events, queries
from training.models import EarlyCareer, EarlyCareerReview
from training.rules import early_careers as rules
from training.rules.early_careers import EarlyCareerEnd

LONGEST_EXTENSION = timedelta(days=366)


def begin_early_career(person: Person, *, code: str, starts_on: date, supporter_id: UUID | None) -> EarlyCareer:
    """Put somebody on a programme that may be begun on that day, with the days of its reviews."""
    if person.id == supporter_id:
        raise rules.CannotBeginEarlyCareer("Choose somebody other than the person as who supports them")
    if person.has_left(clock.today()):
        raise rules.CannotBeginEarlyCareer(f"{person.name} has left")
    programmes = {each.code: each for each in professional.programmes_to_begin(starts_on)}
    if code not in programmes:
        raise rules.CannotBeginEarlyCareer(f"Nobody begins this programme on {starts_on.day} {starts_on:%B %Y}")
    if queries.find_running(person.id) or queries.was_on(person.id, code):
        raise rules.CannotBeginEarlyCareer(f"{person.name} is or was on it already")
    programme = programmes[code]
    career = EarlyCareer(
        person_id=person.id,
        programme_code=code,
        supporter_id=supporter_id,
        starts_on=starts_on,
        ends_on=rules.last_day(programme, starts_on),
        begun_at=clock.now(),
        reviews=[EarlyCareerReview(months=n, due_on=day) for n, day in rules.review_days(programme, starts_on)],
    )
    db.session.add(career)
    db.session.flush()
    announce(
        events.EarlyCareerBegun(
            happened_at=clock.now(),
            early_career_id=career.id,
            person_id=person.id,
            programme=code,
            starts_on=starts_on,
        )
    )
    return career


def review_early_career(career: EarlyCareer, *, done_on: date, is_on_track: bool, words: str) -> EarlyCareerReview:
    """Record the next review that was not held yet."""
    review = career.next_review
    if career.ended_on or review is None:
        raise rules.CannotReviewEarlyCareer("Every review of this programme is recorded")
    if not career.starts_on <= done_on <= clock.today():
        raise rules.CannotReviewEarlyCareer("Enter the day of the review, today or earlier and after the beginning")
    review.done_on, review.is_on_track, review.words = done_on, is_on_track, words
    db.session.flush()
    announce(
        events.EarlyCareerReviewed(
            happened_at=clock.now(),
            early_career_id=career.id,
            months=review.months,
            done_on=done_on,
            is_on_track=is_on_track,
        )
    )
    return review


def extend_early_career(career: EarlyCareer, *, ends_on: date, reason: str) -> None:
    if career.ended_on:
        raise rules.CannotExtendEarlyCareer("It has ended")
    if not career.ends_on < ends_on <= career.ends_on + LONGEST_EXTENSION:
        raise rules.CannotExtendEarlyCareer(
            f"Enter a day after {career.ends_on.day} {career.ends_on:%B %Y}, within a year of it"
        )
    career.ends_on, career.extended_because = ends_on, reason
    db.session.flush()
    announce(events.EarlyCareerExtended(happened_at=clock.now(), early_career_id=career.id, ends_on=ends_on))


def end_early_career(career: EarlyCareer, *, end: EarlyCareerEnd, ended_on: date) -> None:
    if career.ended_on:
        raise rules.CannotEndEarlyCareer("It has ended already")
    if not career.starts_on <= ended_on <= clock.today():
        raise rules.CannotEndEarlyCareer("Enter a day after the beginning, today or earlier")
    if end is EarlyCareerEnd.PASSED and career.next_review:
        raise rules.CannotEndEarlyCareer(
            f"Record the review of month {career.next_review.months} first: it is part of passing"
        )
    career.end, career.ended_on = end, ended_on
    db.session.flush()
    announce(
        events.EarlyCareerEnded(happened_at=clock.now(), early_career_id=career.id, end=end.value, ended_on=ended_on)
    )
