"""What we ask people who sign in or look after their account. The library's forms, in the house's questions."""

from typing import Any

from flask import request
from flask_security import (
    ChangePasswordForm,
    MfRecoveryCodesForm,
    MfRecoveryForm,
    ResetPasswordForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
    current_user,
)
from wtforms import HiddenField, RadioField

from dcpp.kernel.db import transaction
from dcpp.people import rules
from dcpp.people.rules import passwords
from dcpp.people.services import guesses
from dcpp.web import fields
from dcpp.web.forms import Form

PASSWORD_HINT = f"At least {passwords.LEAST} characters. Three random words are a good password"
AGAIN = "Enter the same password in both boxes"


class SignInForm(Form):
    next = HiddenField()
    email = fields.email("Work e-mail address", missing="Enter your work e-mail address", autocomplete="username")
    password = fields.password("Password", missing="Enter your password", autocomplete="current-password")


class AskForPasswordForm(Form):
    email = fields.email("Work e-mail address", missing="Enter your work e-mail address", autocomplete="username")


class Guessing(Form):
    """A form whose answer is a secret: each try is counted before it is looked at, a right one is forgotten."""

    user: Any

    def validate(self, **kwargs: Any) -> bool:
        if any(question.missing and not question.is_answered for question in self.questions):
            return bool(super().validate(**kwargs))
        about, address = guesses.key_of(self.user.email), request.remote_addr or ""
        try:
            with transaction():
                guesses.take_guess(about, address, self.user)
        except rules.CannotSignIn as refusal:
            self.refuse(str(refusal))
            return False
        if not super().validate(**kwargs):
            return False
        guesses.forget_guesses(about)
        return True


class ConfirmPasswordForm(Guessing, VerifyForm):
    submit = None
    password = fields.password("Password", missing="Enter your password", autocomplete="current-password")


class NewPasswordForm(Form, ResetPasswordForm):
    """After “I have forgotten my password”."""

    submit = None
    password = fields.password(
        "New password", missing="Enter a new password", hint=PASSWORD_HINT, autocomplete="new-password"
    )
    password_confirm = fields.password(
        "The same password again", missing="Enter the new password again", autocomplete="new-password"
    )

    def validate(self, **kwargs: Any) -> bool:
        return _is_same(self, self.password, self.password_confirm) and bool(super().validate(**kwargs))


class OtherPasswordForm(Guessing, ChangePasswordForm):
    submit = None
    password = fields.password(
        "The password you use now", missing="Enter the password you use now", autocomplete="current-password"
    )
    new_password = fields.password(
        "New password", missing="Enter a new password", hint=PASSWORD_HINT, autocomplete="new-password"
    )
    new_password_confirm = fields.password(
        "The new password again", missing="Enter the new password again", autocomplete="new-password"
    )

    def validate(self, **kwargs: Any) -> bool:
        self.user = current_user
        return _is_same(self, self.new_password, self.new_password_confirm) and super().validate(**kwargs)


def _is_same(form: Form, first: Any, second: Any) -> bool:
    if first.data and second.data and first.data != second.data:
        form.refuse(AGAIN, at=second)
        return False
    return True


class CodeForm(Guessing, TwoFactorVerifyCodeForm):
    submit = None
    code = fields.text(
        "Code from your authenticator app",
        missing="Enter the code that your authenticator app shows",
        hint="Six figures, new every half minute",
        autocomplete="one-time-code",
        width=8,
    )


class RecoveryCodeForm(Guessing, MfRecoveryForm):
    submit = None
    code = fields.text(
        "Recovery code",
        missing="Enter one of your recovery codes",
        hint="Each code works once, like 1a2b-3c4d-5e6f",
        autocomplete="off",
        width=20,
    )


class SecondFactorForm(Form, TwoFactorSetupForm):
    """Nothing to ask: the page's buttons say what to do ("authenticator" or "disable")."""

    submit = None
    setup = HiddenField()
    phone = HiddenField()

    def validate(self, **kwargs: Any) -> bool:
        if super().validate(**kwargs):
            return True
        for sentence in self.setup.errors:
            self.refuse(str(sentence))
        return False


class NoCodeForm(Form):
    """The library lists ways out in it; ours stand on a page (people/cannot_get_code.html)."""

    help_setup = RadioField(choices=[])


class RecoveryCodesForm(Form, MfRecoveryCodesForm):
    """Nothing to ask: one button makes new codes."""
