"""Which council account an account belongs to: bound at the first sign-in with it, and only that one from then on."""

from datetime import date

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people import events
from dcpp.people.models import Account
from dcpp.people.queries import accounts
from dcpp.people.rules import single_sign_on as rules
from dcpp.people.services import sign_ins


def account_for(issuer: str, subject: str, email: str, today: date) -> Account:
    """Whom a council account may sign in as. The address counts until one is bound. Raises CannotUseSingleSignOn."""
    bound = accounts.find_bound_account(issuer, subject)
    if bound is not None:
        found = accounts.find_account(Account.id == bound.id, today)
    else:
        found = accounts.find_account_by_email(email, today)
    if found is None:
        raise rules.CannotUseSingleSignOn(rules.unknown(email))
    if bound is None and found.is_bound:
        raise rules.CannotUseSingleSignOn(rules.BOUND_TO_ANOTHER)
    return found


def bind(account: Account, issuer: str, subject: str) -> None:
    """Let this council account, and no other, sign in as this account from now on. Safe to repeat."""
    account = db.session.get_one(Account, account.id, with_for_update=True, populate_existing=True)
    if (account.council_issuer, account.council_subject) == (issuer, subject):
        return
    if account.is_bound:
        raise rules.CannotUseSingleSignOn(rules.BOUND_TO_ANOTHER)
    account.council_issuer, account.council_subject, account.council_bound_at = issuer, subject, clock.now()
    db.session.flush()
    announce(events.CouncilAccountBound(happened_at=clock.now(), person_id=account.person_id))


def check_bound(account: Account) -> None:
    """Raises CannotUseSingleSignOn where there is nothing to unbind."""
    if not account.is_bound:
        raise rules.CannotUseSingleSignOn("This record is not bound to a council account")


def unbind(account: Account, reason: rules.UnbindReason) -> None:
    """Loose an account from its council account and end its sign-ins; the next council account binds anew."""
    check_bound(account)
    account.council_issuer = account.council_subject = account.council_bound_at = None
    db.session.flush()
    sign_ins.end_sign_ins(account, how="unbound by administrator")
    announce(events.CouncilAccountUnbound(happened_at=clock.now(), person_id=account.person_id, reason=reason.value))
