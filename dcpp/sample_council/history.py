"""Eighteen months of a made-up council: lists read in, samples drawn, audits done, actions followed."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256
from io import BytesIO
from random import Random

from audits import queries, services
from audits.models import Audit, AuditProgramme
from audits.rules.allocation import CannotAllocateAudit
from audits.rules.programmes import LEFT_OUT, Schedule, SeedScheme, Stratify
from dcpp.caseload import services as caseload
from dcpp.caseload.rules.writing import write_workbook
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.people.models import Person
from dcpp.sample_council.auditing import Auditing
from dcpp.sample_council.children import Child
from dcpp.sample_council.concerns import Concerns
from dcpp.sample_council.following import Following
from dcpp.sample_council.giving_out import GivingOut
from dcpp.sample_council.lists import Lists
from dcpp.sample_council.moderating import Moderating
from dcpp.sample_council.posts import Post
from dcpp.sample_council.programmes import MoreProgrammes
from dcpp.sample_council.sizes import Size
from dcpp.sample_council.times import at

SignIns = Mapping[str, Person]

PROGRAMME = "Monthly core audit"
LISTS_EVERY = 3
MONTHS_TO_SUBMIT = 3
"""An audit is submitted in the month of its draw, or in one of the two after it."""
"""Months between two imports of lists in the past; the newest are of the present month."""


class History:
    """Lets the months pass, one after the other, up to `now`."""

    def __init__(
        self,
        seed: int,
        size: Size,
        posts: Sequence[Post],
        children: Sequence[Child],
        *,
        now: datetime,
        months: Sequence[date],
    ) -> None:
        self.seed, self.size = seed, size
        self.posts, self.children = posts, children
        self.now, self.months = now, months
        self.random = Random()

    def set_up_programme(self, people: SignIns) -> None:
        with clock.pretend(at(self.months[0] - timedelta(days=20), 9)):
            details = self._details(list_age_days=31 * LISTS_EVERY + 5)
            services.set_up_programme(details, by_id=people["practice.lead"].id)
            self._moderating(people).accredit_first()

    def lock(self) -> None:
        """Of two fillings at once, one waits for the other’s month."""
        db.session.refresh(self._programme(), with_for_update=True)

    def pass_month(self, month: date, people: SignIns) -> None:
        """A month’s lists and its programme, the same again whenever the filling is broken off and gone on with.

        `auditor` is whom people sign in as: they are up to date, and this month’s audits wait for them.
        """
        number, shown = self.months.index(month), people["auditor"]
        self.random.seed(f"{self.seed} {month}")
        if number % LISTS_EVERY == 0 or month == self.months[-1]:
            self._read_lists(month - timedelta(days=1))
        drawn_on = clock.nth_working_day(month.year, month.month, 1)
        if at(drawn_on, 7) >= self.now:
            return
        self._keep_lots(month)
        audits = self._draw(month, drawn_on, people)
        if month == self.months[-1]:
            audits = self._leave_some_for(shown, audits, people["practice.lead"])
        auditing = Auditing(self.random, self.now, people["practice.lead"].id)
        self._do(auditing, audits, drawn_on, skill=0.15 + 0.7 * number / len(self.months), diligent=shown)
        self._moderating(people, month).moderate(audits, months_left=len(self.months) - 1 - number)
        if month in self.months[-2:]:
            more = MoreProgrammes(self.random, people["practice.lead"], people["lead.auditor"])
            more.draw_in(month, self.now, is_last=month == self.months[-1])
        if month == self.months[-1]:
            giving_out = GivingOut(self.now, people["practice.lead"], people["senior.manager"], shown)
            giving_out.arrange(self._programme(), month)
        Concerns(self.now, number).raise_in_past(audits)

    def _keep_lots(self, month: date) -> None:
        """The values of lots in which a month's audits may be submitted, of the seed: the same are read twice again."""
        with clock.pretend(at(month - timedelta(days=1), 9)):
            for later in range(MONTHS_TO_SUBMIT):
                each = clock.add_months(month, later)
                services.value_for(each, partial(_value_of, self.seed, each))

    def _moderating(self, people: SignIns, month: date | None = None) -> Moderating:
        """With a chance of its own: what readers say of an audit changes no audit."""
        leads = (people["practice.lead"], people["lead.auditor"])
        return Moderating(Random(f"{self.seed} {month} moderation"), self.now, leads)

    def bring_actions_up_to_date(self, people: SignIns) -> None:
        """What the clock did with the actions of all months, up to now."""
        Following(self.random, self.now, people["practice.lead"].id).bring_up_to_date()

    def raise_concerns_of_now(self) -> None:
        """One at each stage, on the newest audits that somebody has in hand or has submitted."""
        drawn = [draw for draw in queries.list_draws(self._programme().id) if draw.drawn_at]
        if drawn:
            Concerns(self.now).raise_now([audit for audit, _name in queries.list_of_draw(drawn[0].id)])

    def keep_lists_fresh(self) -> None:
        """From now on lists must be of the last month, as the Centre wants them."""
        programme = self._programme()
        services.change_programme(programme, self._details(list_age_days=31), seen_version=programme.version)

    def _programme(self) -> AuditProgramme:
        return next(one for one in queries.list_programmes() if one.name == PROGRAMME)

    def _details(self, list_age_days: int) -> services.ProgrammeDetails:
        return services.ProgrammeDetails(
            name=PROGRAMME,
            size=self.size.audits_a_month,
            stratify_by=[Stratify.STATUS.value, Stratify.SERVICE.value],
            statuses_left_out=[status.value for status in LEFT_OUT],
            months_apart=12,
            list_age_days=list_age_days,
            seed_scheme=SeedScheme.TWO_PEOPLE,
            schedule=Schedule.MONTHLY,
        )

    def _read_lists(self, as_at: date) -> None:
        file = self.workbook(as_at)
        with clock.pretend(at(as_at, 18)):
            found = caseload.read_lists(file, as_at)
            caseload.import_lists(file, found, file_name=f"annex-a-{as_at}.xlsx")

    def workbook(self, as_at: date) -> BytesIO:
        """The eleven lists as at a day, in the official format."""
        file = BytesIO()
        write_workbook(file, Lists(self.children, self.posts, as_at).rows(), as_at=as_at)
        file.seek(0)
        return file

    def _draw(self, month: date, drawn_on: date, people: SignIns) -> list[Audit]:
        """Two people lodge their values before the month; the scheduler does the rest on its first working day."""
        with clock.pretend(at(clock.add_working_days(drawn_on, -3), 14)):
            draw = services.open_draw(self._programme(), month, by_id=people["practice.lead"].id)
            for person in (people["practice.lead"], people["lead.auditor"]):
                services.lodge_value(draw, person_id=person.id, value=f"{self.random.getrandbits(64):x}")
        with clock.pretend(at(drawn_on, 6)):
            services.advance_draws()
            return [audit for audit, _name in queries.list_of_draw(draw.id)]

    def _leave_some_for(self, auditor: Person, audits: Sequence[Audit], lead: Person) -> list[Audit]:
        """Three audits go to the auditor who is shown, by a practice lead’s hand; the rest are given back."""
        mine = [audit for audit in audits if audit.auditor_id == auditor.id]
        for audit in audits:
            if len(mine) < 3 and audit not in mine:
                with clock.pretend(self.now), suppress(CannotAllocateAudit):
                    services.reallocate_audit(audit, auditor, reason="The first auditor is on leave", by=lead.id)
                    mine.append(audit)
        return [audit for audit in audits if audit not in mine]

    def _do(
        self, auditing: Auditing, audits: Sequence[Audit], drawn_on: date, *, skill: float, diligent: Person
    ) -> None:
        """Most audits are done within the month, some late; a few of the past and many of the present are open."""
        for audit in audits:
            if audit.auditor_id is None:
                continue
            started = clock.add_working_days(drawn_on, self.random.randint(2, 9))
            submitted = clock.add_working_days(started, self.random.randint(1, 12))
            if at(submitted, 16) < self.now and (audit.auditor_id == diligent.id or self.random.random() < 0.97):
                auditing.carry_out(audit, started=started, submitted=submitted, skill=skill)
            elif at(started, 12) < self.now and self.random.random() < 0.6:
                auditing.begin(audit, started=started, skill=skill)


def _value_of(seed: int, month: date) -> str:
    return sha256(f"{seed} {month} lots".encode()).hexdigest()
