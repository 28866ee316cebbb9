"""What we ask about a theme."""

from dcpp.web.fields import long_text, text
from dcpp.web.forms import Form


class ThemeForm(Form):
    name = text(
        "What is the theme called?",
        hint="A few words that everybody at work with families would understand",
        longest=60,
        called="Name",
        missing="Enter the theme’s name",
    )
    description = long_text(
        "What belongs to it?",
        hint="One or two sentences, so that two people would choose the same theme for the same finding",
        longest=500,
        rows=3,
        called="Description",
        missing="Enter what belongs to the theme",
    )
