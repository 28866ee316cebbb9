"""Telling people that what they wrote seems to name somebody: beside the question, and never a refusal.

What was found is shown to whoever wrote it and kept nowhere: a banner, which travels in a cookie, does not quote it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask import flash

from dcpp.kernel import directory, naming

if TYPE_CHECKING:
    from dcpp.web.forms import Form


def suspects_in(text: str) -> list[naming.Suspect]:
    """What in a text looks like a name and so on; people at work here, their teams and services may be named."""
    return naming.suspects_in(text, directory.known_names)


def sentences_in(text: str | None) -> list[str]:
    """A sentence for each piece that its writer should look at again; none most of the time."""
    return [suspect.sentence for suspect in suspects_in(text or "")]


def sentences_by_field(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """As sentences_in, of several fields by their names: only those with something to tell."""
    return {name: found for name, text in texts.items() if (found := sentences_in(text))}


def warn(form: "Form") -> None:
    """After a form was sent: say which of its longer texts seems to name somebody, on the page that comes next."""
    for question in form.questions:
        if question.component == "textarea" and (found := suspects_in(question.data or "")):
            flash(
                f"Check that your answer to “{question.label.text}” names nobody: "
                f"something in it looks like {found[0].kind}",
                "warning",
            )
