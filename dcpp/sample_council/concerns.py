"""Immediate concerns of the made-up council: a few of eighteen months that were answered, and one at each stage now."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from audits import queries, services
from audits.models import Audit, Concern
from dcpp.kernel import clock, working_hours
from dcpp.sample_council import words

LONG_AGO = timedelta(days=12)


class Concerns:
    """Raises concerns on audits, and lets managers answer: most in time, some after a step up the line."""

    def __init__(self, until: datetime, count: int = 0) -> None:
        self.until, self.count = until, count

    def raise_in_past(self, audits: Sequence[Audit]) -> None:
        """On one audit a month that was submitted long ago: answered, done and seen; every fifth of them withdrawn."""
        for audit in audits:
            if audit.auditor_id and audit.submitted_at and audit.submitted_at + LONG_AGO < self.until:
                self._answer_all(audit, audit.auditor_id, audit.submitted_at - timedelta(hours=1))
                return

    def raise_now(self, audits: Sequence[Audit]) -> None:
        """One at each stage: waiting, gone up the line, in hand, asked to be withdrawn, done and not seen yet."""
        given = [audit for audit in audits if audit.auditor_id]
        for audit, stage in zip(
            given, (self._wait, self._go_up, self._take_on, self._doubt, self._finish), strict=False
        ):
            stage(audit)

    def _raise(self, audit: Audit, at: datetime) -> Concern:
        with clock.pretend(at):
            said = words.CONCERNS[self.count % len(words.CONCERNS)]
            self.count += 1
            return services.raise_concern(audit, words=said, by=_auditor(audit))

    def _answer_all(self, audit: Audit, by: UUID, at: datetime) -> None:
        concern = self._raise(audit, at)
        if not _told(concern):
            return
        if self.count % 4 == 0:
            self._escalate(concern)
        if self.count % 5 == 0:
            self._withdraw(concern, by)
            return
        self._acknowledge(concern)
        self._close(concern)
        with clock.pretend(working_hours.add(_closed(concern), timedelta(hours=6))):
            services.see_outcome(concern, by=by)

    def _wait(self, audit: Audit) -> Concern:
        return self._raise(audit, self.until - timedelta(minutes=40))

    def _go_up(self, audit: Audit) -> None:
        concern = self._raise(audit, self.until - timedelta(days=4))
        self._escalate(concern)

    def _take_on(self, audit: Audit) -> Concern:
        concern = self._raise(audit, self.until - timedelta(days=3))
        if _told(concern):
            self._acknowledge(concern)
            with clock.pretend(self.until - timedelta(hours=2)):
                services.update_concern(concern, words=words.CONCERN_UPDATE, by=_told(concern)[-1])
        return concern

    def _doubt(self, audit: Audit) -> None:
        concern = self._raise(audit, self.until - timedelta(hours=5))
        with clock.pretend(self.until - timedelta(hours=3)):
            services.ask_to_withdraw_concern(concern, words=words.CONCERN_DOUBT, by=concern.raised_by_id)

    def _finish(self, audit: Audit) -> None:
        concern = self._raise(audit, self.until - timedelta(days=8))
        if _told(concern):
            self._acknowledge(concern)
            self._close(concern)

    def _escalate(self, concern: Concern) -> None:
        with clock.pretend(concern.answer_by + timedelta(minutes=2)):
            services.escalate_concern(concern)

    def _acknowledge(self, concern: Concern) -> None:
        """By whoever was told last, within an hour of work."""
        with clock.pretend(working_hours.add(concern.answer_by, timedelta()) - timedelta(minutes=50)):
            services.acknowledge_concern(concern, words=words.CONCERN_ANSWER, by=_told(concern)[-1])

    def _close(self, concern: Concern) -> None:
        with clock.pretend(working_hours.add(_answered(concern), timedelta(hours=5))):
            said = words.CONCERN_OUTCOMES[self.count % len(words.CONCERN_OUTCOMES)]
            by = _told(concern)[-1]
            services.record_outcome(concern, words=said, done_on=clock.today(), by=by)

    def _withdraw(self, concern: Concern, by: UUID) -> None:
        with clock.pretend(concern.answer_by - timedelta(minutes=90)):
            services.ask_to_withdraw_concern(concern, words=words.CONCERN_DOUBT, by=by)
        with clock.pretend(concern.answer_by - timedelta(minutes=30)):
            services.answer_withdrawal(concern, agrees=True, words=words.CONCERN_DOUBT_ANSWER, by=_told(concern)[-1])


def _auditor(audit: Audit) -> UUID:
    if audit.auditor_id is None:
        raise LookupError(f"{audit.reference} has no auditor")
    return audit.auditor_id


def _told(concern: Concern) -> Sequence[UUID]:
    return queries.list_told_ids(concern.id)


def _answered(concern: Concern) -> datetime:
    return concern.acknowledged_at or concern.raised_at


def _closed(concern: Concern) -> datetime:
    return concern.closed_at or concern.raised_at
