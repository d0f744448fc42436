"""Whether the figures of a claim are those of its quotes: value, unit, bound, date, article; equal or rightly rounded."""

import re
from collections.abc import Iterable
from math import floor, log10

from assistant.figures import FAMILIES, Figure, articles, figures

# The number of a list item, and of a passage that the claim names as its source: no figures of the claim.
_LABEL = re.compile(r"^\s*(?:step\s*)?\d{1,2}\s*[.:)、](?!\d)|\bpassages? \d+(?:(?:,| and|, and) \d+)*", re.I)
ROUNDED = 0.1  # a rounded figure is nearer to the full one than this part of it


def astray(text: str, quotes: Iterable[str], given: str = "") -> str:
    """Why the figures of a claim are not those of the quotes; empty when they are.

    >>> astray("Aid reached 2 million people.", ["Aid was given 2 million person-times."])
    'a unit is not that of the quote: 2 million'
    >>> astray("Nearly 14% more each year", ["13.8% more each year"])
    ''
    """
    quotes = tuple(quotes)
    claimed = figures(_LABEL.sub("", text))
    known = [one for quote in (*quotes, given) if quote for one in figures(quote)]
    # A year that a fuller date of the claim accounts for says nothing for another year of the claim.
    exact = {one.value for one in claimed if one.kind == "date"}
    for figure in claimed:
        same = [one for one in known if _same(figure, one)]
        if figure.kind == "date":
            same = [one for one in same if one.value == figure.value or one.value not in exact]
        if not same:
            if _is_fact(figure, claimed, known):
                return f"a number is not in the quote: {figure.shown}"
            continue
        if all(_other_unit(figure, one) for one in same):
            return f"a unit is not that of the quote: {figure.shown}"
        alike = [
            one for one in claimed if (one.kind, one.value, one.bound) == (figure.kind, figure.value, figure.bound)
        ]
        if figure.bound and len(alike) > sum(one.bound in ("", figure.bound) for one in same):
            return f"'at {figure.bound}' is not what the quote says"
    if strange := articles(text) - articles(" ".join((*quotes, given))):
        return f"an article is not in the quote: {min(strange)}"
    return ""


def loose(text: str, quotes: Iterable[str]) -> bool:
    """Whether a claim leaves out, adds or rounds what stands beside a number: right as far as it goes."""
    known = [one for quote in quotes for one in figures(quote)]
    return any(
        not any(one.value == figure.value and one.bound == figure.bound for one in same)
        for figure in figures(text)
        if figure.kind != "date" and (same := [one for one in known if _same(figure, one)])
    )


def _is_fact(figure: Figure, claimed: Iterable[Figure], known: list[Figure]) -> bool:
    """A number in digits is always a fact; one in words where the quotes count the same otherwise."""
    if not figure.spelled:
        return True
    said = {(one.kind, one.value) for one in claimed}
    rivals = [one for one in known if one.kind == figure.kind and (one.kind, one.value) not in said]
    if figure.kind == "number":
        return bool(figure.unit) and any(one.unit == figure.unit for one in rivals)
    return bool(rivals)


def _same(figure: Figure, known: Figure) -> bool:
    """Whether a figure of the quotes is the claim's: equal, the fuller date, or what the claim's is rounded from."""
    bare = figure.kind == "number" and not figure.unit and known.kind == "times"  # 1.5 × 800元
    if (
        figure.kind != known.kind
        and not bare
        and {figure.kind, known.kind} not in ({"times?", "times"}, {"times?", "number"})
    ):
        return False
    if figure.kind == "date":
        return figure.value == known.value or figure.value in (known.value // 10000 * 10000, known.value // 100 * 100)
    if abs(figure.value - known.value) <= 1e-9 * abs(known.value):
        return True
    if (
        figure.kind == "percent"
        and figure.spelled
        and abs(figure.value - known.value) < 0.5
        and known.value != int(known.value)
    ):
        return True
    return figure.kind != "ordinal" and _rounded(figure, known)


def _rounded(figure: Figure, known: Figure) -> bool:
    """Whether the claim's figure is the known one rounded: said to be (about, nearly, over), or to 3 digits or more.

    Over, and nearly, may leave out or fill up the whole last digit, about only half of it.
    """
    if not figure.value or not known.value or (known.near and figure.near):
        return False
    digits = significant(figure.value)
    fewer = digits < significant(known.value) and _written(figure) < _written(known)
    if not (digits < significant(known.value) if figure.near else digits >= 3 and fewer):
        return False
    if (figure.bound == "least" and known.value < figure.value) or (
        figure.bound == "most" and known.value > figure.value
    ):
        return False
    step = 10.0 ** (floor(log10(abs(known.value))) - digits + 1)
    within = step if figure.near and figure.bound else step / 2 * (1 + 1e-9)
    return abs(figure.value - known.value) < within and abs(figure.value / known.value - 1) < ROUNDED


def _written(figure: Figure) -> int:
    return len(re.findall(r"\d", figure.shown))


def significant(value: float) -> int:
    """Digits of a number without the zeros around them.

    >>> significant(308.42), significant(1.3e8)
    (5, 2)
    """
    return len(f"{value:.10g}".split("e")[0].replace(".", "").strip("0"))


def _other_unit(figure: Figure, known: Figure) -> bool:
    return figure.unit != known.unit and any(figure.unit in family and known.unit in family for family in FAMILIES)
