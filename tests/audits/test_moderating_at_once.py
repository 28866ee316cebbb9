"""Several people, or several windows, on one moderation at one moment: one deed counts, and nothing typed is lost."""

import threading
from uuid import uuid4

import pytest

from audits import access, queries, services
from audits.models import Audit, Moderation, ModerationAllocation
from audits.rules import moderation as rules
from audits.rules.moderation import ModerationState
from dcpp.kernel import clock
from dcpp.kernel.access import Scope, Viewer
from dcpp.kernel.db import db, transaction
from dcpp.kernel.drafts import Change
from dcpp.kernel.outbox import OutboxMessage
from dcpp.kernel.refusal import Refusal
from dcpp.people.rules import Role
from tests.makers.audits_done import make_submitted_audit
from tests.makers.moderation import make_moderation, make_moderator, make_revealed, propose, read_all
from tests.makers.people import make_person

EVERYBODY = Viewer(uuid4(), "Eve Everybody", grants={access.SETTLE_MODERATIONS: Scope.COUNCIL})


@pytest.fixture
def lead(app, now):
    return make_person("Lee Lead", Role.PRACTICE_LEAD)


@pytest.fixture
def revealed(auditor, practitioner):
    return make_revealed(second="requires_improvement", auditor=auditor, practitioner=practitioner)


def at_once(app, *deeds):
    """What became of several deeds on a moderation, done at the same moment in threads of their own."""
    db.session.remove()
    barrier, outcomes, now = threading.Barrier(len(deeds)), [None] * len(deeds), clock.now()

    def run(number, deed):
        with app.app_context(), clock.pretend(now):
            barrier.wait(10)
            try:
                with transaction():
                    deed()
                outcomes[number] = "done"
            except Refusal as refusal:
                outcomes[number] = str(refusal)
            except Exception as error:  # noqa: BLE001 - what nobody expected is what the test is to tell
                outcomes[number] = repr(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def held(moderation_id):
    """As every view holds it that changes it."""
    return queries.get_moderation_to_change(moderation_id, EVERYBODY)


def test_two_windows_of_one_moderator_never_overwrite_each_other(app, auditor):
    moderation = make_moderation(auditor)
    moderation_id, by = moderation.id, moderation.moderator_id
    settled = []

    def write(words):
        found = held(moderation_id)
        section = rules.sections_read(found.audit.sections)[0]
        changes = {"evidence": Change("", words), "answer": Change("", "good")}
        settled.append(services.save_reading(found, section, changes, by=by)[1])

    assert at_once(app, lambda: write("Mine"), lambda: write("Also mine")) == ["done", "done"]
    (reading,) = queries.readings_of(db.session.get_one(Moderation, moderation_id)).values()
    lost = next(one for one in settled if one.conflicts)
    assert reading.evidence in {"Mine", "Also mine"} and lost.conflicts["evidence"] == reading.evidence


def test_two_moderators_at_once_end_as_one(app, lead, auditor):
    """One is writing while a practice lead gives the moderation to another."""
    moderation = make_moderation(auditor)
    moderation_id, first_id, lead_id = moderation.id, moderation.moderator_id, lead.id
    other = make_moderator("Nell New")
    other_id = other.id

    def write():
        found = held(moderation_id)
        section = rules.sections_read(found.audit.sections)[0]
        services.save_reading(found, section, {"answer": Change("", "good")}, by=first_id)

    def give():
        person = db.session.get_one(type(other), other_id)
        services.reallocate_moderation(held(moderation_id), person, reason="Leave", by=lead_id)

    wrote, gave = at_once(app, write, give)
    found = db.session.get_one(Moderation, moderation_id)
    assert gave == "done" and (wrote == "done" or wrote.startswith("Only its moderator can grade audit"))
    assert found.moderator_id == other_id and not queries.readings_of(found), "the new one begins blind"


def test_a_moderation_without_moderator_is_given_once(app, lead, auditor):
    moderation = queries.find_moderation(make_submitted_audit(auditor).id)
    moderation_id, lead_id = moderation.id, lead.id
    ann, bea = make_moderator("Ann One"), make_moderator("Bea Two")
    ann_id, bea_id = ann.id, bea.id

    def give():
        person = db.session.get_one(type(bea), bea_id)
        services.reallocate_moderation(held(moderation_id), person, reason="Free", by=lead_id)

    outcomes = at_once(app, services.allocate_moderations_that_wait, services.allocate_moderations_that_wait, give)
    assert not [one for one in outcomes if "Error" in one]
    allocations = db.session.query(ModerationAllocation).all()
    assert 1 <= len(allocations) <= 2, "the job finds one moderator, and the lead may choose another after it"
    assert db.session.get_one(Moderation, moderation_id).moderator_id in {ann_id, bea_id}


def test_two_submissions_at_once_reveal_once(app, auditor):
    moderation = make_moderation(auditor)
    read_all(moderation)
    moderation_id, by = moderation.id, moderation.moderator_id

    def submit():
        services.submit_moderation(held(moderation_id), by=by)

    outcomes = at_once(app, submit, submit)
    assert sorted(one == "done" for one in outcomes) == [False, True]
    assert "You have submitted your grades, so they cannot be changed" in outcomes


def test_two_answers_at_once_count_once(app, revealed, lead):
    propose(revealed)
    moderation_id, by = revealed.id, revealed.audit.auditor_id

    def answer(*, agrees):
        services.answer_proposal(held(moderation_id), agrees=agrees, words="Seen four times", by=by)

    outcomes = at_once(app, lambda: answer(agrees=True), lambda: answer(agrees=False))
    assert sorted(one == "done" for one in outcomes) == [False, True]
    found = db.session.get_one(Moderation, moderation_id)
    agreed = outcomes[0] == "done"
    assert found.state is (ModerationState.AGREED if agreed else ModerationState.DISPUTED)
    assert bool(db.session.get_one(Audit, found.audit_id).agreed_grade) is agreed
    assert db.session.query(OutboxMessage).filter_by(template="audits/decision_wanted").count() == (not agreed)


def test_a_new_proposal_and_an_answer_at_once_agree_with_each_other(app, revealed):
    """The auditor agrees while the moderator proposes anew: what stands is what one of the two was about."""
    propose(revealed)
    moderation_id, moderator_id, auditor_id = revealed.id, revealed.moderator_id, revealed.audit.auditor_id
    differing = [one.code for one in queries.sections_that_differ(revealed)]
    anew = services.Agreed(grades=dict.fromkeys(differing, "good"), reason="Seen four times", feedback="")

    outcomes = at_once(
        app,
        lambda: services.propose_grade(held(moderation_id), anew, by=moderator_id),
        lambda: services.answer_proposal(held(moderation_id), agrees=True, words="", by=auditor_id),
    )
    assert sorted(one == "done" for one in outcomes) == [False, True]
    found = db.session.get_one(Moderation, moderation_id)
    assert found.is_agreed and found.audit.agreed_grade == found.proposed_grade
    assert (found.proposed_grade == "good") is (outcomes[0] == "done")


def test_a_decision_and_a_new_proposal_at_once_end_as_one(app, revealed, lead):
    propose(revealed)
    moderation_id, lead_id = revealed.id, lead.id
    moderator_id, auditor_id = revealed.moderator_id, revealed.audit.auditor_id
    with transaction():
        services.answer_proposal(held(moderation_id), agrees=False, words="Seen four times", by=auditor_id)
    differing = [one.code for one in queries.sections_that_differ(db.session.get_one(Moderation, moderation_id))]
    decided = services.Agreed(grades=dict.fromkeys(differing, "good"), reason="Four visits")

    outcomes = at_once(
        app,
        lambda: services.decide_grade(held(moderation_id), decided, by=lead_id),
        lambda: services.decide_grade(held(moderation_id), decided, by=lead_id),
        lambda: services.propose_grade(held(moderation_id), decided, by=moderator_id),
    )
    assert sorted(one == "done" for one in outcomes) == [False, False, True]
    found = db.session.get_one(Moderation, moderation_id)
    assert (found.state, found.decided_grade, found.decided_by_id) == (ModerationState.AGREED, "good", lead_id)


# Not at one moment, but from a page that was opened before somebody else's deed.


def version_on(page):
    return page.soup.select_one("input[name=opened_version]")["value"]


def test_nobody_agrees_to_a_proposal_that_they_have_not_seen(browse, sign_in_as, revealed, auditor):
    moderation_id = propose(revealed).id
    sign_in_as(auditor)
    opened = version_on(browse("audits.answer_proposal", moderation_id=moderation_id))
    propose(revealed, reason="Seen alone only twice, both times at school")

    post = {"agrees": "False", "words": "It was seen four times, twice at home", "opened_version": opened}
    page = browse("audits.answer_proposal", moderation_id=moderation_id, post=post, status=409)

    assert page.heading == "Somebody else has changed this"
    assert "It was seen four times, twice at home" in page.html
    assert db.session.get_one(Moderation, moderation_id).state is ModerationState.PROPOSED


def test_a_proposal_that_was_answered_meanwhile_shows_both_texts(browse, sign_in_as, revealed, auditor):
    moderation_id = propose(revealed, reason="Seen alone only once").id
    moderator, auditor_id = revealed.moderator, auditor.id
    sign_in_as(moderator)
    page = browse("audits.propose_grade", moderation_id=moderation_id)
    opened, form = version_on(page), page.form
    with transaction():
        services.answer_proposal(held(moderation_id), agrees=True, words="", by=auditor_id)

    post = form | {"reason": "Seen alone twice, says the school", "opened_version": opened}
    page = browse("audits.propose_grade", moderation_id=moderation_id, post=post, status=409)

    shown = [area.get_text().strip() for area in page.soup.select("textarea")]
    assert shown == ["Seen alone twice, says the school", "Seen alone only once"]


def test_a_decision_that_another_lead_made_first_shows_both_texts(browse, sign_in_as, revealed, auditor, lead):
    moderation_id = propose(revealed).id
    other_id, auditor_id = make_person("Lu Lead", Role.PRACTICE_LEAD).id, auditor.id
    with transaction():
        services.answer_proposal(held(moderation_id), agrees=False, words="Seen four times", by=auditor_id)
    sign_in_as(lead)
    page = browse("audits.decide_grade", moderation_id=moderation_id)
    opened, form = version_on(page), page.form
    with transaction():
        found = held(moderation_id)
        grades = {one.code: "good" for one in queries.sections_that_differ(found)}
        services.decide_grade(found, services.Agreed(grades=grades, reason="Four visits"), by=other_id)

    post = form | {"reason": "Only two of the visits were alone", "opened_version": opened}
    page = browse("audits.decide_grade", moderation_id=moderation_id, post=post, status=409)

    assert page.heading == "Somebody else has changed this" and "Only two of the visits were alone" in page.html
    assert db.session.get_one(Moderation, moderation_id).decided_reason == "Four visits"
