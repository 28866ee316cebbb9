"""Flask-Security, set up with only what we use: its views for passwords and codes, at our addresses and doors."""

import base64
import hashlib
from datetime import timedelta
from typing import Any

from flask import Blueprint, Flask, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_security import (
    RoleMixin,
    Security,
    password_changed,
    password_reset,
    recovery_codes,
    tf_disabled,
    tf_profile_changed,
    views,
)

from dcpp.config import Settings
from dcpp.kernel.access import ANYONE, LOOKS, SIGNED_IN, anyone
from dcpp.kernel.db import db, write_until_answered
from dcpp.people.forms import signing_in as forms
from dcpp.people.models import Account
from dcpp.people.queries.accounts import AccountStore
from dcpp.people.services import passwords, second_factor
from dcpp.people.views import identity

blueprint = Blueprint("security", __name__)
BOTH = ["GET", "POST"]

OPEN = {
    "reset_password": ("/new-password/<token>", BOTH, views.reset_password),
    "two_factor_setup": ("/second-factor", BOTH, views.two_factor_setup),
    "two_factor_token_validation": ("/sign-in/code", BOTH, views.two_factor_token_validation),
    "mf_recovery": ("/sign-in/recovery-code", BOTH, recovery_codes.mf_recovery),
}
"""For people who are still on their way in; each checks how far they have come."""
CLOSED = {
    "verify": ("/confirm-password", BOTH, views.verify),
    "change_password": ("/account/password", BOTH, views.change_password),
    "two_factor_setup_validate": ("/second-factor/<token>", ["POST"], views.two_factor_setup_validate),
    "mf_recovery_codes": ("/account/recovery-codes", BOTH, recovery_codes.mf_recovery_codes),
}

LIBRARY = {f"security.{name}" for name in OPEN | CLOSED}

for _name, (_rule, _methods, _view) in (OPEN | CLOSED).items():
    blueprint.add_url_rule(_rule, _name, _view, methods=_methods)


def register(app: Flask, settings: Settings) -> None:
    app.config.from_mapping({f"SECURITY_{name}": value for name, value in configuration(settings).items()})
    security = Security(
        app,
        AccountStore(db, Account, RoleMixin),
        register_blueprint=False,
        verify_form=forms.ConfirmPasswordForm,
        reset_password_form=forms.NewPasswordForm,
        change_password_form=forms.OtherPasswordForm,
        two_factor_setup_form=forms.SecondFactorForm,
        two_factor_verify_code_form=forms.CodeForm,
        two_factor_rescue_form=forms.NoCodeForm,
        mf_recovery_form=forms.RecoveryCodeForm,
        mf_recovery_codes_form=forms.RecoveryCodesForm,
        mail_util_cls=passwords.HouseMail,
        password_util_cls=passwords.HousePasswords,
        totp_cls=second_factor.HouseTotp,
        mf_recovery_codes_util_cls=second_factor.HouseRecoveryCodes,
    )
    security.want_json(lambda _request: False)
    security.login_manager.user_loader(identity.load_account)
    security.login_manager.request_loader(lambda _request: None)
    app.register_blueprint(blueprint)
    doors = app.extensions["doors"]
    doors.declare(ANYONE, *(f"security.{name}" for name in OPEN))
    doors.declare(SIGNED_IN, *(f"security.{name}" for name in CLOSED))
    listen(app)


@blueprint.get("/sign-in/no-code", endpoint="two_factor_rescue")
@anyone
def cannot_get_code() -> ResponseReturnValue:
    """What to do without the app: the library links to it by this name."""
    return render_template("people/cannot_get_code.html")


@blueprint.before_request
def refuse_json() -> None:
    """These pages are forms; the library would also read JSON, of any shape."""
    if request.is_json:
        abort(415)


@blueprint.before_request
def let_the_library_write() -> None:
    """Its views know nothing of transaction(); by now the form is here whole, for the guard against forged ones."""
    if request.method not in LOOKS and request.endpoint in LIBRARY:
        write_until_answered()


def listen(app: Flask) -> None:
    """What follows from what the library says has happened; in its transaction, which it keeps at the end."""
    password_reset.connect(on_reset, app)
    password_changed.connect(on_change, app)
    tf_profile_changed.connect(on_second_factor, app)
    tf_disabled.connect(on_no_second_factor, app)


def on_reset(_app: Flask, user: Account, **_extra: Any) -> None:
    passwords.follow_new_password(user, "mail")


def on_change(_app: Flask, user: Account, **_extra: Any) -> None:
    passwords.follow_new_password(user, "owner", but=identity.current_sign_in())


def on_second_factor(_app: Flask, user: Account, **_extra: Any) -> None:
    second_factor.say_set_up(user)


def on_no_second_factor(_app: Flask, user: Account, **_extra: Any) -> None:
    second_factor.turn_off(user, "owner")


def configuration(settings: Settings) -> dict[str, Any]:
    """The library's settings, less their prefix. What is not named here stays off."""
    return {
        "RECOVERABLE": True,
        "CHANGEABLE": True,
        "TWO_FACTOR": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "MULTI_FACTOR_RECOVERY_CODES_N": 10,
        "RETURN_GENERIC_RESPONSES": True,
        "AUTO_LOGIN_AFTER_RESET": False,
        "RESET_PASSWORD_WITHIN": passwords.LINK_GOOD_FOR,
        "FRESHNESS": timedelta(minutes=15),
        "FRESHNESS_GRACE_PERIOD": timedelta(0),
        "API_ENABLED_METHODS": ["session"],
        "EMAIL_PLAINTEXT": False,
        "EMAIL_HTML": False,
        "STATIC_FOLDER": None,
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
        "PASSWORD_SALT": None,
        "PASSWORD_SCHEMES": ["argon2"],
        "PASSWORD_SINGLE_HASH": {"argon2"},
        "HASHING_SCHEMES": ["hex_sha256"],
        "PASSWORD_HASH_PASSLIB_OPTIONS": CHEAP if settings.cheap_hashing else {},
        "TOTP_SECRETS": {"1": _totp_secret(settings)},
        "TOTP_ISSUER": f"{settings.council_name} practice quality",
        "POST_LOGIN_VIEW": "/",
        "POST_LOGOUT_VIEW": "/sign-in",
        "POST_CHANGE_VIEW": "/account",
        "TWO_FACTOR_POST_SETUP_VIEW": "/account",
        **{f"MSG_{name}": words for name, words in MESSAGES.items()},
    }


CHEAP = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}
"""For tests alone: their passwords guard nothing."""


def _totp_secret(settings: Settings) -> str:
    """Encrypts the apps' secrets in the database; lost with SECRET_KEY, which the README says to keep."""
    return base64.b64encode(hashlib.sha256(f"totp {settings.secret_key}".encode()).digest()).decode()


MESSAGES = {
    "INVALID_RESET_PASSWORD_TOKEN": (
        "That address has been used already, or is not complete. Ask for a new one",
        "error",
    ),
    "PASSWORD_RESET_EXPIRED": ("That address was good for 24 hours. Ask for a new one", "error"),
    "PASSWORD_RESET_NO_LOGIN": ("Your new password is kept. Sign in with it", "success"),
    "PASSWORD_CHANGE": ("Your password has changed. You have been signed out everywhere else", "success"),
    "PASSWORD_IS_THE_SAME": ("Enter a new password that is not the one you use now", "error"),
    "PASSWORD_NOT_PROVIDED": ("Enter a password", "error"),
    "RETYPE_PASSWORD_MISMATCH": (forms.AGAIN, "error"),
    "INVALID_PASSWORD": ("Enter the password you use now: this one is not right", "error"),
    "REAUTHENTICATION_REQUIRED": ("Enter your password again to go on", "error"),
    "REAUTHENTICATION_SUCCESSFUL": ("Thank you. Your password was right", "success"),
    "TWO_FACTOR_INVALID_TOKEN": (
        "That code is not right, or was used already. Enter the code that the app shows now",
        "error",
    ),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": ("You have signed in", "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": ("Your authenticator app is set up. Make recovery codes as well", "success"),
    "TWO_FACTOR_PERMISSION_DENIED": ("Sign in first", "error"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": ("Your role needs an authenticator app: it cannot be turned off", "error"),
    "TWO_FACTOR_DISABLED": ("Your authenticator app is turned off", "success"),
    "TWO_FACTOR_SETUP_EXPIRED": ("That took more than half an hour. Begin again", "error"),
    "INVALID_RECOVERY_CODE": ("That is not one of your recovery codes, or it has been used", "error"),
    "API_ERROR": ("That page was not complete. Begin again", "error"),
    "INVALID_REDIRECT": ("That address does not belong to this service", "error"),
}
