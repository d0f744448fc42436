"""Whether an answer is right, and whether refusing was. Partly right counts as wrong."""

import re
import unicodedata
from collections.abc import Sequence

from evals.records import Item, Nugget, RunLine

_MARK = re.compile(r"\[\d{1,2}\]")  # [n] marks of the rendered answer
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DASHES = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’", "'"), **dict.fromkeys("“”", '"'), "〔": "[", "〕": "]"})  # fmt: skip


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


def why_wrong(item: Item, line: RunLine | None) -> str:
    """Why an answer is not right; empty when it is. A refusal that was expected is right whatever reason it gives.

    Right means: the expected status (partial passes for answered), every vital nugget, nothing of `must_not`, one of
    `sources` cited, and the first claim's basis among `basis`.
    """
    if line is None:
        return "no answer in the run"
    if not item.answerable:
        return "answered, should decline" if line.answered else ""
    if not line.answered:
        return f"declined ({line.reason or 'no reason'}), should answer"
    missing = [nugget.text for nugget in item.nuggets if nugget.vital and not has(line.text, nugget)]
    if missing:
        return f"lacks: {'; '.join(missing)}"
    wrong = [form for form in item.must_not if holds(line.text, form)]
    if wrong:
        return f"must not say: {'; '.join(wrong)}"
    cited = {citation.doc_id for claim in line.claims for citation in claim.citations}
    if item.sources and not cited & set(item.sources):
        return f"cites none of: {', '.join(item.sources)}"
    if item.basis and (not line.claims or line.claims[0].basis not in item.basis):
        return f"main basis is {line.claims[0].basis if line.claims else 'missing'}, not {' or '.join(item.basis)}"
    return ""


def measures(item: Item, line: RunLine | None) -> dict[str, float]:
    """One question's 0/1 measures of answering and refusing; those that do not apply to it are absent."""
    right = not why_wrong(item, line)
    answered = line is not None and line.answered
    found: dict[str, float] = {"accuracy": right}
    if item.answerable:
        text = line.text if line is not None and answered else ""
        found |= {"answer accuracy": right, "answer rate": answered, "false refusals": not answered}
        for name, nuggets in (
            ("nugget recall, vital", [nugget for nugget in item.nuggets if nugget.vital]),
            ("nugget recall, all", item.nuggets),
        ):
            if (share := recall(text, nuggets)) is not None:
                found[name] = share
        if answered and item.must_not:
            found["must-not said"] = any(holds(text, form) for form in item.must_not)
    else:
        declined = line is not None and not line.answered
        found["correct refusals"] = declined
        found["correct refusals, right reason"] = declined and line is not None and line.reason == item.reason
    if answered:
        found["precision when answering"] = right
    return {name: float(value) for name, value in found.items()}
