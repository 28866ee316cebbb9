"""Signing in and out, and asking for a new password, under the names that the library knows them by (security.py)."""

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import login_user, logout_user
from flask_security.recoverable import send_reset_password_instructions
from flask_security.tf_plugin import tf_clean_session

from dcpp.kernel import clock
from dcpp.kernel.access import anyone, find_viewer, signed_in
from dcpp.kernel.db import db, transaction
from dcpp.people import rules
from dcpp.people.forms import signing_in as forms
from dcpp.people.models import Account
from dcpp.people.queries import accounts
from dcpp.people.services import guesses, passwords, sign_ins
from dcpp.people.views import identity
from dcpp.people.views.security import blueprint


@blueprint.route("/sign-in", methods=["GET", "POST"], endpoint="login")
@anyone
def sign_in() -> ResponseReturnValue:
    go_on_to = own_path(request.values.get("next"))
    if find_viewer():
        return redirect(go_on_to)
    form = forms.SignInForm(data={"next": go_on_to})

    if form.validate_on_submit():
        try:
            return _let_in(_check_password(form.email.data, form.password.data), go_on_to)
        except rules.CannotSignIn as refusal:
            form.refuse(str(refusal))

    return render_template("people/sign_in.html", form=form, go_on_to=go_on_to)


def _check_password(email: str, password: str) -> Account:
    """Whose password it is. Slow by design, so no transaction is open meanwhile. Raises CannotSignIn."""
    about = guesses.key_of(email)
    with transaction():
        account = accounts.find_account_by_email(email, clock.today())
        guess_id = guesses.take_guess(about, request.remote_addr or "", account)
        account_id, kept = (account.id, account.password) if account else (None, None)

    if not passwords.is_right(password, kept):
        raise rules.CannotSignIn(rules.WRONG)

    with transaction():
        guesses.take_back(guess_id)
    return db.session.get_one(Account, account_id)


def _let_in(account: Account, go_on_to: str) -> ResponseReturnValue:
    """On to the code of the second factor where one is needed, else in."""
    session.pop(identity.TO_BIND, None)
    tf_clean_session()  # type: ignore[no-untyped-call]
    plugins = current_app.extensions["security"].two_factor_plugins
    on_the_way: ResponseReturnValue | None = plugins.tf_enter(account, False, "password", next_loc=go_on_to)
    if on_the_way:
        return on_the_way
    with transaction():
        login_user(account, authn_via=["password"])
    return redirect(go_on_to)


@blueprint.post("/sign-out", endpoint="logout")
@signed_in
def sign_out() -> ResponseReturnValue:
    current = identity.current_sign_in()
    if current:
        with transaction():
            sign_ins.end_sign_ins(current.account, [current.id], how="signed out")
    logout_user()
    session.clear()
    flash("You have signed out")
    return redirect(url_for(".login"))


@blueprint.route("/forgotten-password", methods=["GET", "POST"], endpoint="forgot_password")
@anyone
def ask_for_password() -> ResponseReturnValue:
    form = forms.AskForPasswordForm()

    if form.validate_on_submit():
        about = f"mail {guesses.key_of(form.email.data)}"
        try:
            with transaction():
                guesses.take_guess(about, f"mail {request.remote_addr}")
                account = accounts.find_account_by_email(form.email.data, clock.today())
                if account:
                    send_reset_password_instructions(account)  # type: ignore[no-untyped-call]
        except rules.CannotSignIn:
            form.refuse("There have been too many requests. Wait 15 minutes and try again")
        else:
            return render_template("people/password_mail_sent.html", email=form.email.data)

    return render_template("people/ask_for_password.html", form=form)


@blueprint.get("/still-here")
@signed_in
def stay_signed_in() -> ResponseReturnValue:
    """Asked by the warning before a time-out: being asked is what keeps the sign-in alive."""
    return "", 204


def own_path(wanted: str | None) -> str:
    """A page of ours to go on to; home for anything that would lead elsewhere."""
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return "/"
    if "\\" in wanted or any(ord(letter) < 32 for letter in wanted):
        return "/"
    return wanted
