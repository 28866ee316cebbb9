"""Who audits which case."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from audits.rules import allocation
from audits.rules.allocation import Auditor, CaseToAudit, Place, Terms, Why

STRANGER = UUID(int=999)


def person(number):
    return UUID(int=number)


def team(number):
    return UUID(int=1000 + number)


def place(line=None, teams=None, heads=None):
    everybody = {*(line or {}), *(teams or {})}
    return Place(
        line_managers={person(one): person(boss) if boss else None for one, boss in (line or {}).items()},
        teams={person(one): team(teams[one]) if teams and one in teams else None for one in everybody},
        team_managers={team(one): person(head) for one, head in (heads or {}).items()},
    )


def near(case_worker=None, case_team=None, **standing):
    case = CaseToAudit(
        case_id="C1",
        worker_id=person(case_worker) if case_worker else None,
        team_id=team(case_team) if case_team else None,
    )
    return {one.int for one in allocation.too_near(case, place(**standing))}


def test_the_worker_and_all_who_manage_them_are_too_near():
    assert near(1, line={1: 2, 2: 3, 3: None, 4: 3}) == {1, 2, 3}


def test_whom_the_worker_manages_is_too_near():
    assert near(2, line={1: 2, 2: None, 5: 1}) == {1, 2, 5}


def test_the_team_its_manager_and_theirs_are_too_near():
    assert near(1, teams={1: 1, 2: 1, 3: 2}, line={9: 8, 8: None}, heads={1: 9}) == {1, 2, 9, 8}


def test_the_team_that_held_the_case_counts_as_well_as_the_workers_present_one():
    assert near(1, 2, teams={1: 1, 2: 2, 3: 3}) == {1, 2}


def test_a_circle_of_managers_ends():
    assert near(1, line={1: 2, 2: 1}) == {1, 2}


def test_when_nobody_knows_who_held_the_case_nobody_can_tell():
    case = CaseToAudit(case_id="C1", worker_id=None, team_id=None)

    assert allocation.too_near(case, place(teams={1: 1})) == set()
    assert allocation.is_outside_line(person(1), case, place(teams={1: 1})) is None


numbers = st.integers(min_value=1, max_value=12)
standings = st.fixed_dictionaries(
    {
        "line": st.dictionaries(numbers, st.none() | numbers, max_size=12),
        "teams": st.dictionaries(numbers, st.integers(1, 4), max_size=12),
        "heads": st.dictionaries(st.integers(1, 4), numbers, max_size=4),
    }
)
cases = st.lists(
    st.tuples(st.none() | numbers, st.none() | st.integers(1, 4)).map(
        lambda pair: (person(pair[0]) if pair[0] else None, team(pair[1]) if pair[1] else None)
    ),
    max_size=30,
).map(
    lambda pairs: [CaseToAudit(case_id=f"C{n}", worker_id=worker, team_id=of) for n, (worker, of) in enumerate(pairs)]
)
auditors = st.dictionaries(numbers, st.integers(0, 5), max_size=12).map(
    lambda open_ones: [Auditor(person_id=person(one), open_audits=many) for one, many in open_ones.items()]
)


@given(standings, cases, auditors)
def test_nobody_near_is_ever_chosen_and_nobody_is_left_out_who_could_be(standing, drawn, pool):
    where = place(**standing)

    chosen = allocation.allocate(drawn, pool, where)

    assert len(chosen) == len(drawn)
    ids = {auditor.person_id for auditor in pool}
    for case, person_id in zip(drawn, chosen, strict=True):
        possible = ids - allocation.too_near(case, where) if case.is_placed else set()
        assert person_id in possible if possible else person_id is None


@given(cases, st.sets(numbers, min_size=1))
def test_with_everybody_free_nobody_gets_two_more_than_another(drawn, pool):
    free = [Auditor(person_id=person(one), open_audits=0) for one in pool]
    strangers = [CaseToAudit(case_id=case.case_id, worker_id=STRANGER, team_id=None) for case in drawn]

    given_out = allocation.allocate(strangers, free, place())

    counts = [given_out.count(auditor.person_id) for auditor in free]
    assert max(counts) - min(counts) <= 1


@given(cases, auditors, st.randoms())
def test_the_order_of_the_lists_changes_nothing(drawn, pool, chance):
    shuffled, others = list(drawn), list(pool)
    chance.shuffle(shuffled)
    chance.shuffle(others)

    before = dict(zip([case.case_id for case in drawn], allocation.allocate(drawn, pool, place()), strict=True))
    after = allocation.allocate(shuffled, others, place())
    assert before == dict(zip([case.case_id for case in shuffled], after, strict=True))


def stranger(number, **said):
    return CaseToAudit(case_id=f"C{number}", worker_id=STRANGER, team_id=None, **said)


def test_open_audits_count_against_more():
    busy, free = Auditor(person_id=person(1), open_audits=3), Auditor(person_id=person(2), open_audits=0)

    given_out = allocation.allocate([stranger(n) for n in range(4)], [busy, free], place())

    assert given_out.count(busy.person_id) <= 1


def test_what_was_finished_lately_counts_too():
    tired = Auditor(person_id=person(1), open_audits=0, recent_audits=6)
    fresh = Auditor(person_id=person(2), open_audits=0)

    assert allocation.allocate([stranger(n) for n in range(5)], [tired, fresh], place()) == [fresh.person_id] * 5


def test_part_time_auditors_get_half_and_those_with_a_limit_no_more_than_it():
    whole = Auditor(person_id=person(1), open_audits=0)
    half = Auditor(person_id=person(2), open_audits=0, fte_percent=50)
    given_out = allocation.allocate([stranger(n) for n in range(9)], [whole, half], place())
    assert (given_out.count(person(1)), given_out.count(person(2))) == (6, 3)

    limited = Auditor(person_id=person(3), open_audits=1, capacity=3, given=1)
    given_out = allocation.allocate([stranger(n) for n in range(9)], [limited], place())
    assert (given_out.count(person(3)), given_out.count(None)) == (2, 7)


def test_a_draws_own_auditors_excuses_and_most_each_hold():
    people = [Auditor(person_id=person(n), open_audits=0) for n in (1, 2, 3)]
    terms = {team(1): Terms(pool=frozenset({person(1), person(2)}), excused=frozenset({person(2)}), most_each=2)}

    given_out = allocation.allocate([stranger(n, of=team(1)) for n in range(4)], people, place(), terms)

    assert (given_out.count(person(1)), given_out.count(None)) == (2, 2)


def test_whoever_held_the_case_lately_does_not_audit_it():
    case = stranger(1, held_by=frozenset({person(1)}))

    assert allocation.allocate([case], [Auditor(person_id=person(1), open_audits=0)], place()) == [None]
    assert allocation.nearness(case, place())[person(1)] is Why.HELD


def test_why_somebody_cannot_have_a_case_is_told_in_order():
    standing = place(line={1: 2, 2: None}, teams={1: 1, 3: 1})
    near = allocation.nearness(CaseToAudit(case_id="C1", worker_id=person(1), team_id=team(1)), standing)
    assert (near[person(1)], near[person(2)], near[person(3)]) == (Why.WORKER, Why.LINE, Why.TEAM)

    def why(auditor, **terms):
        return allocation.why_not(auditor, Terms(**terms), near)

    free = Auditor(person_id=person(9), open_audits=0)
    assert why(free) is None
    assert why(free, pool=frozenset()) is Why.POOL
    assert why(free, excused=frozenset({person(9)})) is Why.EXCUSED
    assert why(free, most_each=1, given={person(9): 1}) is Why.ENOUGH
    assert why(Auditor(person_id=person(9), open_audits=0, is_leaving=True)) is Why.LEAVING
    assert why(Auditor(person_id=person(9), open_audits=0, capacity=0)) is Why.FULL
    assert all(reason.label for reason in Why)
