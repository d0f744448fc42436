"""Facts in answers: whether a text says what it should, matched by the forms that the set accepts."""

import re
import unicodedata
from collections.abc import Sequence

from evals.records import Nugget

_MARK = re.compile(r"\[\d{1,2}\]")  # [n] marks of the rendered answer
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DASHES = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’", "'"), **dict.fromkeys("“”", '"'), "〔": "[", "〕": "]"}
)


def fold(text: str) -> str:
    """A text as accepted forms are matched in it: half width, lower case, plain dashes, no thousands separators.

    >>> fold("ＣＮＹ 63,426；至少70％")
    'cny 63426;至少70%'
    """
    plain = _THOUSANDS.sub("", text)
    return unicodedata.normalize("NFKC", plain).translate(_DASHES).lower()


def holds(text: str, form: str) -> bool:
    """Whether a text (an answer) holds an accepted form; ` & ` joins parts that must all occur.

    Case, spaces and width do not matter. A form that begins or ends in a digit is a whole number there: `5%` is not in
    `75%`.

    >>> holds("At least 70 % of 987 万元", "70% & 987万元"), holds("at most 75%", "5%")
    (True, False)
    """
    folded = fold(_MARK.sub("", text))
    return all(_pattern(part).search(folded) for part in form.split(" & "))


def _pattern(part: str) -> re.Pattern[str]:
    characters = [re.escape(char) for char in fold(part) if not char.isspace()]
    before = r"(?<!\d)(?<!\d\.)" if characters and characters[0].isdigit() else ""
    after = r"(?!\d|\.\d)" if characters and characters[-1].isdigit() else ""
    return re.compile(before + r"\s*".join(characters) + after)


def has(text: str, nugget: Nugget) -> bool:
    return any(holds(text, form) for form in nugget.accept)


def recall(text: str, nuggets: Sequence[Nugget]) -> float | None:
    """The share of nuggets that a text has; None when there are none."""
    return sum(has(text, nugget) for nugget in nuggets) / len(nuggets) if nuggets else None
