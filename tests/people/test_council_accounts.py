"""One council account for one person: bound at the first sign-in, and only that one from then on."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from dcpp.app import create_app
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.people import access
from dcpp.people.queries import accounts
from dcpp.people.rules import Role
from dcpp.people.rules.single_sign_on import CannotUseSingleSignOn, UnbindReason
from dcpp.people.services import council_accounts
from tests.makers.people import make_person
from tests.pages import Browse, FreshClient
from tests.people.test_single_sign_on import arrive, come_back, council, go_to_provider, provider, sign_in  # noqa: F401


@pytest.fixture
def ada(council):  # noqa: F811
    return make_person("Ada", email="ada@council.example").id


def account_of(person_id: UUID):
    db.session.rollback()
    return accounts.get_account_of(person_id)


def anew(council):  # noqa: F811
    """Another browser, on the same council."""
    return Browse(council.app)


def test_the_first_sign_in_binds_and_the_address_counts_no_longer(council, ada):  # noqa: F811
    sign_in(council, "ada-anew")
    assert arrive(council).heading == "Your account"
    assert account_of(ada).council_subject == "ada-anew"

    with transaction():
        account_of(ada).person.email = "ada.married@council.example"
    sign_in(other := anew(council), "ada-anew")
    assert arrive(other).summary("Name") == "Ada"


def test_another_council_account_with_the_address_is_refused_until_somebody_unbinds(council, ada):  # noqa: F811
    with transaction():
        council_accounts.bind(account_of(ada), "elsewhere", "before")
    sign_in(council, "ada-anew")
    assert "belongs to another council account" in arrive(council, status=403).text

    with transaction():
        council_accounts.unbind(account_of(ada), UnbindReason.NEW_ACCOUNT)
    sign_in(council, "ada-anew")
    assert arrive(council).heading == "Your account"


def test_half_a_sign_in_binds_nothing(council):  # noqa: F811
    ada = make_person("Ada", Role.ADMINISTRATOR, email="ada@council.example").id
    sign_in(council, "ada-anew")

    assert arrive(council).heading == "Set up an authenticator app"
    assert not account_of(ada).is_bound


def test_an_issuer_that_gives_out_its_addresses_is_trusted_where_the_settings_say_so(council, ada):  # noqa: F811
    theirs = replace(council.app.extensions["settings"], oidc_trusts_addresses=True, oidc_subject="oid")
    other = create_app(theirs)
    other.test_client_class = FreshClient
    other.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    trusting = Browse(other)

    sign_in(trusting, "entra")
    assert arrive(trusting).heading == "Your account"
    assert account_of(ada).council_subject == "ada-oid"
    page = trusting.open(come_back(go_to_provider(trusting), "unchecked"), status=403)
    assert "gives no e-mail address that has been checked" in page.text or "could not be checked" in page.text
    with other.app_context():
        db.engine.dispose()


def test_a_leaver_who_is_bound_is_not_let_in(council, ada):  # noqa: F811
    sign_in(council, "ada-anew")
    arrive(council)
    with transaction():
        account_of(ada).person.leaves_on = clock.today() - timedelta(days=1)
    sign_in(other := anew(council), "ada-anew")

    arrive(other, status=403)


def test_an_administrator_unbinds_with_a_reason(browse, sign_in):
    ada = make_person("Ada")
    sign_in(access.VIEW_PEOPLE, access.HELP_WITH_SIGN_IN)
    with transaction():
        council_accounts.bind(account_of(ada.id), "issuer", "ada")

    missing = browse("people.unbind_council_account", person_id=ada.id, post={})
    assert missing.errors == ["Select why it is unbound"]
    page = browse("people.unbind_council_account", person_id=ada.id, post={"reason": "wrong_account"})

    assert "Unbound from a council account" in page.text
    assert not account_of(ada.id).is_bound
    browse("people.unbind_council_account", person_id=ada.id, post={"reason": "wrong_account"}, status=409)
    browse("people.unbind_council_account", person_id=ada.id, status=409)


def test_an_account_that_is_bound_cannot_be_bound_again(app, now):
    ada = make_person("Ada")
    with transaction():
        council_accounts.bind(account_of(ada.id), "issuer", "ada")

    with pytest.raises(CannotUseSingleSignOn), transaction():
        council_accounts.bind(account_of(ada.id), "issuer", "somebody")
