"""The council's own colour, as a stylesheet: header, hover and chart lines take it; what has a meaning never does."""

import re

WHITE = (255, 255, 255)
LEAST_CONTRAST = 4.5
"""Of text against its ground: WCAG 2.2, 1.4.3, level AA."""

Rgb = tuple[int, int, int]


def read_colour(written: str) -> Rgb:
    """From "#1d3c5c"; raises ValueError with a sentence that says what to write."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", written):
        raise ValueError(f"The council's colour must be written like #1d3c5c, not {written[:40]!r}")
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)


def luminance(colour: Rgb) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """1 (none) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def check_colour(written: str) -> str:
    """The colour, once white can be read on it. Raises ValueError with a sentence for whoever sets it."""
    measured = contrast(read_colour(written), WHITE)
    if measured < LEAST_CONTRAST:
        raise ValueError(
            f"White text cannot be read on the council's colour {written}: its contrast is {measured:.1f} to 1, "
            f"and must be at least {LEAST_CONTRAST} to 1. Choose a darker colour"
        )
    return written.lower()


def darker(colour: Rgb, by: float = 0.7) -> str:
    return "#" + "".join(f"{int(part * by):02x}" for part in colour)


def stylesheet(council_colour: str) -> str:
    """The text of /theme.css. Raises ValueError as check_colour does."""
    colour = check_colour(council_colour)
    return f":root{{--dcpp-colour:{colour};--dcpp-colour-dark:{darker(read_colour(colour))}}}\n"
