"""Five sentences, made by rule from the figures and from nothing else."""

from collections.abc import Sequence

from dcpp.inspection.rules.snapshot import SMALL, Figure, Sentence
from dcpp.inspection.rules.telling import joined
from dcpp.web import filters

AREA = "grades-"


def sentences(figures: Sequence[Figure], names: dict[str, str]) -> tuple[Sentence, ...]:
    """Programme, grades, voices, actions, gaps. names: of the areas, by the key of their mix of grades."""
    by_key = {figure.key: figure for figure in figures}
    return (
        _told(by_key["completion"]),
        _grades([figure for figure in figures if figure.key.startswith(AREA)], by_key, names),
        _told(by_key["voices"]),
        _told(by_key["actions"]),
        _gaps(by_key["coverage"], by_key["missing"]),
    )


def _told(figure: Figure) -> Sentence:
    return Sentence(figure.headline, (figure.key,))


def _grades(mixes: Sequence[Figure], by_key: dict[str, Figure], names: dict[str, str]) -> Sentence:
    """Each area large enough, with its share and what its run says; then the areas that cannot be told."""
    keys = tuple(each for mix in mixes for each in (mix.key, mix.key.replace(AREA, "run-")))
    large = [mix for mix in mixes if mix.n >= SMALL]
    small = [names[mix.key].lower() for mix in mixes if mix.n < SMALL]
    told = [f"{names[mix.key].lower()} {_good(mix)}" for mix in large]
    changed = [names[mix.key].lower() for mix in large if _has_changed(by_key[mix.key.replace(AREA, "run-")])]
    if not told:
        return Sentence("Too few audits were graded in six months to tell how good practice is in any area.", keys)
    text = f"Graded good or better in six months: {'; '.join(told)}"
    if small:
        text += f"; too few to tell for {joined(small)}"
    text += f". There is a clear change for {joined(changed)}." if changed else "; no clear change in any area."
    return Sentence(text, keys)


def _good(mix: Figure) -> str:
    good = sum(int(row.cells[3] or 0) for row in mix.rows[:2])
    return filters.percent_of(good, mix.n)


def _has_changed(run: Figure) -> bool:
    return run.headline.startswith("A clear change")


def _gaps(coverage: Figure, missing: Figure) -> Sentence:
    keys = (coverage.key, missing.key)
    lead = coverage.headline.rstrip(".")
    if coverage.missing:
        lead = coverage.missing[0].rstrip(".")
        others = len(coverage.missing) - 1
        lead += (
            f", and {filters.plural(others, 'other gap')} in coverage {'is' if others == 1 else 'are'} named"
            if others
            else ""
        )
    if not missing.rows:
        return Sentence(f"{lead}; nothing else that we look for is missing.", keys)
    return Sentence(f"{lead}; {_lower(missing.headline.rstrip('.'))} from the figures, named at the end.", keys)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
