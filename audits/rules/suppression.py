"""Small numbers on pages for outside: whoever could be told by them is not."""

from collections.abc import Mapping

LEAST_SHOWN = 5
SMALL, HIDDEN = "under 5", "not shown"


def suppressed(counts: Mapping[str, int]) -> dict[str, str]:
    """Counts in words, those of 1 to 4 as "under 5".

    Where only one is hidden the next smallest is hidden too, or the total would give it away.
    """
    shown = {name: f"{count:,}" for name, count in counts.items()}
    small = [name for name, count in counts.items() if 0 < count < LEAST_SHOWN]
    shown |= dict.fromkeys(small, SMALL)
    others = sorted((count, name) for name, count in counts.items() if count >= LEAST_SHOWN)
    if len(small) == 1 and others:
        shown[others[0][1]] = HIDDEN
    return shown
