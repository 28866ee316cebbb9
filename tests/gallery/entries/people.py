"""Pages of people and of signing in."""

from flask_security.recoverable import generate_reset_password_token
from flask_security.utils import hash_password

from dcpp.kernel.db import transaction
from dcpp.people import access, queries
from dcpp.people.queries import accounts
from dcpp.people.rules import Role
from dcpp.people.services import council_accounts, imports
from tests.makers.people import make_person, make_team

CSV = b"Name,Work e-mail,Team,Service,FTE\r\nAnn Other,ann@council.example,North,Assessment,0.6\r\n"
WRONG = CSV + b"Ben,not an address,Nowhere,,7\r\n"
PASSWORD = "tractor violin marmalade"


def _everybody(sign_in):
    """Somebody who may do all of it, and a person with a team and roles."""
    person = sign_in(
        access.VIEW_PEOPLE,
        access.MANAGE_PEOPLE,
        access.GIVE_ROLES,
        access.IMPORT_PEOPLE,
        access.HELP_WITH_SIGN_IN,
    )
    team = make_team("Assessment North", manager=make_person("Mo Manager"))
    ann = make_person("Ann Other", Role.AUDITOR, Role.COACH, team=team, is_agency=True)
    return person, team, ann


def _at(path):
    def address(sign_in):
        _, team, ann = _everybody(sign_in)
        return path.format(team=team.id, service=team.service_id, person=ann.id)

    return address


def _unbind(sign_in):
    _, _, ann = _everybody(sign_in)
    with transaction():
        council_accounts.bind(accounts.get_account_of(ann.id), "https://signin.council.example", "ann-1")
    return f"/people/{ann.id}/unbind"


def _import(content):
    def address(sign_in):
        person, *_ = _everybody(sign_in)
        with transaction():
            viewer = queries.find_viewer_of(person, {}, person.created_at.date())
            record = imports.read_people_file(content, "staff.csv", viewer)
        return f"/people/imports/{record.id}"

    return address


def _list_of_imports(sign_in):
    _import(WRONG)(sign_in)
    return "/people/imports"


def _half_way_in(path):
    """Somebody who gave their password and now owes a code."""

    def address(sign_in):
        account = accounts.get_account_of(make_person("Ann Other").id)
        with sign_in.__self__.browse.client.session_transaction() as cookie:
            cookie.update({"tf_user_id": account.fs_uniquifier, "tf_state": "ready"})
        with transaction():
            account.tf_primary_method, account.tf_totp_secret = "authenticator", "{}"
        return path

    return address


def _with_password(path, form=None):
    def address(sign_in):
        person = sign_in()
        with transaction():
            accounts.get_account_of(person.id).password = hash_password(PASSWORD)
        return (path, form) if form else path

    return address


def _new_password(sign_in):
    account = accounts.get_account_of(make_person("Ann Other").id)
    return f"/new-password/{generate_reset_password_token(account)}"


class Issuer:
    """Stands for the council's provider, which the gallery has none of."""

    def authorize_access_token(self):
        return {"userinfo": {"iss": "", "sub": "ann", "email": "ann@council.example", "email_verified": True}}


def _from_issuer(path, form=None):
    def address(sign_in):
        session = sign_in.__self__
        session.monkeypatch.setitem(session.browse.app.extensions, "issuer", Issuer())
        return (path, form) if form else path

    return address


def _mine(path):
    def address(sign_in):
        sign_in()
        return path

    return address


PAGES = {
    "people/sign_in.html": lambda _sign_in: ("/sign-in", {"email": "ann@council.example", "password": "wrong"}),
    "people/ask_for_password.html": lambda _sign_in: "/forgotten-password",
    "people/password_mail_sent.html": lambda _sign_in: ("/forgotten-password", {"email": "ann@council.example"}),
    "people/cannot_get_code.html": lambda _sign_in: "/sign-in/no-code",
    "people/view_account.html": _mine("/account"),
    "people/arrive_from_council.html": _from_issuer("/sign-in/council/answer"),
    "people/council_account_refused.html": _from_issuer("/sign-in/council/arrive", {"x": "1"}),
    "security/change_password.html": _with_password("/account/password", {"password": "x"}),
    "security/reset_password.html": _new_password,
    "security/verify.html": _with_password("/confirm-password"),
    "security/two_factor_setup.html": _with_password("/second-factor", {"setup": "authenticator"}),
    "security/two_factor_verify_code.html": _half_way_in("/sign-in/code"),
    "security/mf_recovery.html": _half_way_in("/sign-in/recovery-code"),
    "security/mf_recovery_codes.html": _with_password("/account/recovery-codes", {"generate_new_codes": "1"}),
    "people/list_people.html": _at("/people"),
    "people/view_person.html": _at("/people/{person}"),
    "people/add_person.html": lambda sign_in: (_at("/people/new")(sign_in), {"name": ""}),
    "people/unbind_council_account.html": _unbind,
    "people/change_person.html": _at("/people/{person}/change"),
    "people/list_teams.html": _at("/teams"),
    "people/add_team.html": _at("/teams/new"),
    "people/change_team.html": _at("/teams/{team}/change"),
    "people/add_service.html": _at("/teams/services/new"),
    "people/rename_service.html": _at("/teams/services/{service}/rename"),
    "people/list_people_imports.html": _list_of_imports,
    "people/send_people_file.html": _at("/people/imports/new"),
    "people/view_people_import.html": _import(WRONG),
}
