"""Whether an answer is right, and whether refusing was. Partly right counts as wrong."""

from evals.nuggets import has, holds, recall
from evals.records import Item, RunLine


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
