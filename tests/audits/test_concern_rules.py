"""Who is told of a concern, and who next."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from audits.rules.concerns import ConcernRung, Step, next_step, steps_by_line

TAM, SOL, HANA, LEE, PAT = (UUID(int=n) for n in range(1, 6))
ALL = frozenset({TAM, SOL, HANA, LEE, PAT})
T, S, H, TOP = (
    ConcernRung.TEAM_MANAGER,
    ConcernRung.SERVICE_MANAGER,
    ConcernRung.HEAD_OF_SERVICE,
    ConcernRung.SENIOR_MANAGERS,
)


def line(chain=(TAM, SOL, HANA), named=None, here=ALL, left_out=()):
    return [(step.rung, *step.person_ids) for step in steps_by_line(chain, named or {}, here, left_out)]


def test_the_line_goes_up_from_the_team_manager():
    assert line() == [(T, TAM), (S, SOL), (H, HANA)]


def test_whoever_has_left_or_raised_it_is_passed_over_and_nobody_is_told_as_somebody_else():
    assert line(here=ALL - {TAM}) == [(S, SOL), (H, HANA)]
    assert line(left_out={SOL}) == [(T, TAM), (H, HANA)]


def test_whom_the_centre_named_stands_on_the_rung():
    assert line(named={S: LEE}) == [(T, TAM), (S, LEE), (H, HANA)]
    assert line(named={S: LEE}, here=ALL - {LEE}) == [(T, TAM), (S, SOL), (H, HANA)]


def test_one_person_on_two_rungs_is_told_once():
    assert line(chain=(TAM, SOL), named={H: SOL}) == [(T, TAM), (S, SOL)]


def steps():
    return steps_by_line((TAM, SOL, HANA), {}, ALL, ())


def test_each_step_goes_one_up_and_then_to_the_top():
    assert next_step(steps(), [LEE], []) == Step(T, (TAM,))
    assert next_step(steps(), [LEE], [TAM]) == Step(S, (SOL,))
    assert next_step(steps(), [LEE, HANA], [TAM, SOL, HANA]) == Step(TOP, (LEE,))
    assert next_step(steps(), [LEE], [TAM, SOL, HANA, LEE]).person_ids == ()


def test_where_somebody_outside_the_line_was_chosen_the_first_of_the_line_stays_passed_over():
    assert next_step(steps(), [LEE], [PAT]) == Step(S, (SOL,))
    assert next_step(steps(), [LEE], [SOL]) == Step(H, (HANA,))


def test_without_anybody_up_the_line_it_goes_to_the_top():
    assert next_step([], [LEE, HANA], []) == Step(TOP, (LEE, HANA))


PEOPLE = st.lists(st.sampled_from(sorted(ALL)), unique=True)


@given(PEOPLE, PEOPLE, PEOPLE)
def test_going_on_and_on_tells_nobody_twice_and_comes_to_an_end(chain, top, left_out):
    steps = steps_by_line(chain, {}, ALL, left_out)
    top = [one for one in top if one not in left_out]
    told: list[UUID] = []
    for _ in range(10):
        step = next_step(steps, top, told)
        assert not set(step.person_ids) & set(told)
        assert not set(step.person_ids) & set(left_out)
        told += step.person_ids
    assert next_step(steps, top, told).person_ids == ()
