"""Programmes and draws, in the states that show most."""

from datetime import UTC, datetime

from audits import access, services
from audits.rules.programmes import SeedScheme
from dcpp.kernel import clock
from dcpp.kernel.db import transaction
from tests.makers.audits import MONTH, make_draw, make_list, make_programme, make_sample
from tests.makers.people import make_person

FIRST = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def lead(sign_in):
    return sign_in(access.VIEW_SAMPLES, access.SET_UP_PROGRAMMES, access.COMMIT_VALUES, access.DRAW_SAMPLES)


def drawn():
    """A drawn sample with one case replaced."""
    make_list()
    anne, ben = make_person("Anne Auditor"), make_person("Ben Builder")
    with clock.pretend(FIRST):
        draw = make_sample(anne, ben, make_programme(name="Monthly core audit"))
        with transaction():
            services.replace_case(draw.cases[0], reason="Moved to another council", by_id=anne.id)
    return draw


def waiting(me):
    """A draw that waits for me to reveal what I kept; gives it and my receipt."""
    make_list()
    with clock.pretend(FIRST):
        draw = make_draw()
        with transaction():
            receipt = services.keep_value(draw, person_id=me.id, value="six four two one")
            services.lodge_value(draw, person_id=make_person("Ben Builder").id, value="31 5 5 2 6 6")
            services.freeze_frame(draw, by_id=me.id)
    return draw, receipt


def list_programmes(sign_in):
    lead(sign_in)
    make_programme(name="Monthly core audit")
    make_programme(name="Care leavers, quarterly", is_active=False)
    return "/audits/programmes"


def view_programme(sign_in):
    lead(sign_in)
    return f"/audits/programmes/{drawn().programme_id}"


def set_up_programme(sign_in):
    lead(sign_in)
    return "/audits/programmes/new/core", {"name": "", "size": "many"}


def choose_kind(sign_in):
    lead(sign_in)
    return "/audits/programmes/new"


def clone_programme(sign_in):
    lead(sign_in)
    programme = make_programme(name="Children long in need", targeted=["long_in_need", "no_review"])
    return f"/audits/programmes/{programme.id}/clone"


def top_up_sample(sign_in):
    lead(sign_in)
    return f"/audits/draws/{drawn().id}/top-up", {"more": "9999", "reason": ""}


def view_public_draw(sign_in):
    lead(sign_in)
    return f"/audits/draws/{drawn().id}/public"


def change_programme(sign_in):
    lead(sign_in)
    return f"/audits/programmes/{make_programme().id}/change"


def set_minimums(sign_in):
    lead(sign_in)
    make_list()
    return f"/audits/programmes/{make_programme(minimums={'A group that is gone': 2}).id}/minimums"


def view_draw(sign_in):
    lead(sign_in)
    return f"/audits/draws/{drawn().id}"


def freeze_frame(sign_in):
    lead(sign_in)
    make_list(as_at=MONTH.replace(month=11, day=20))
    return f"/audits/draws/{make_draw().id}/freeze"


def commit_value(sign_in):
    lead(sign_in)
    return f"/audits/draws/{make_draw().id}/commit", {"how": "own", "promised": "not a commitment"}


def commit_value_receipt(sign_in):
    lead(sign_in)
    return f"/audits/draws/{make_draw().id}/commit", {"how": "keep", "value": "six four two one"}


def reveal_value(sign_in):
    draw, _receipt = waiting(lead(sign_in))
    return f"/audits/draws/{draw.id}/reveal", {"value": "six four two one", "salt": "wrong"}


def name_public_value(sign_in):
    lead(sign_in)
    draw = make_draw(make_programme(seed_scheme=SeedScheme.PUBLIC_VALUE))
    return f"/audits/draws/{draw.id}/name-public-value"


def read_public_value(sign_in):
    lead(sign_in)
    draw = make_draw(make_programme(seed_scheme=SeedScheme.PUBLIC_VALUE))
    return f"/audits/draws/{draw.id}/read-public-value"


def replace_case(sign_in):
    lead(sign_in)
    return f"/audits/sample-cases/{drawn().cases[1].id}/replace"


def abandon_draw(sign_in):
    lead(sign_in)
    return f"/audits/draws/{drawn().id}/abandon"


def verify_sample(sign_in):
    lead(sign_in)
    return f"/audits/draws/{drawn().id}/verify"


PAGES = {
    f"audits/{show.__name__}.html": show
    for show in (
        list_programmes,
        view_programme,
        choose_kind,
        set_up_programme,
        clone_programme,
        top_up_sample,
        view_public_draw,
        change_programme,
        set_minimums,
        view_draw,
        freeze_frame,
        commit_value,
        commit_value_receipt,
        reveal_value,
        name_public_value,
        read_public_value,
        replace_case,
        abandon_draw,
        verify_sample,
    )
}
