"""The way of actions from findings, counted by its days."""

from audits.queries import followed
from dcpp.practice.queries.asking import Asked
from dcpp.practice.rules import following
from dcpp.practice.rules.counted import Counted
from dcpp.practice.rules.following import Way


def tell(asked: Asked) -> list[Counted]:
    unit = followed.followed_unit(asked.viewer)
    ways = [
        Way(
            row.submitted_on or row.raised_on,
            row.raised_on,
            row.done_on,
            row.closed_on,
            row.impact_checked_on,
            row.many,
        )
        for row in followed.count_days(unit, asked.where(unit))
    ]
    return [following.figure(ways, asked.period_words, asked.today)]
