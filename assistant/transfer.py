"""Whether a precedent would work here: the conditions of the case beside what the situation says of its own."""

import re
from collections.abc import Mapping

from assistant.memo import Condition
from assistant.memo_wording import memo_words
from ingest import Document

_NONE = ("not stated", "未说明", "")
_ABOUT: Mapping[str, str] = {
    "income": r"收入|贫困县|山区|经济|富裕|\bincomes?\b|\bpoor\b|\bwealth|\bfarming\b|\bmountain",
    "fund": r"财政|资金|基金|经费|预算|\bbudget|\bfunds?\b|\bfinanc",
    "population": r"人口|万人|来万|户籍|\bpopulation\b|\b\d[\d,]*,000 people|\bpeople\b",
    "charity": r"慈善|捐|总会|红十字|\bcharit|\bdonat|\bfederation\b|\bfoundation\b",
    "information_system": r"系统|平台|数据|名单|台账|\bsystems?\b|\bdata\b|\bplatform|\bregisters?\b",
    "leader": r"县长|书记|领导|牵头|\bleaders?\b|\bcounty head\b|\bsecretary\b|\bmagistrate\b|\bconven",
}
_LACK = re.compile(r"没|不|无|缺|弱|少|对不上|\b(?:no|not|never|none|nobody|weak|without|short|few|poor|red)\b", re.I)
_CLAUSE = re.compile(r"[。！？!?；;]|[，,](?!\d)|\. ")


def conditions(case: Document, situation: str, language: str) -> tuple[Condition, ...]:
    """Each condition recorded of the case with the situation's own words on it, if any."""
    words = memo_words(language)
    found = []
    for key, pattern in _ABOUT.items():
        stated = case.extra.get("conditions", {}).get(key) or ""
        there = stated if isinstance(stated, str) else str(stated[language])
        there = "" if there in _NONE else there
        here = next((c.strip() for c in _CLAUSE.split(situation) if re.search(pattern, c, re.I)), "")
        if not there and not here:
            continue
        verdict = "unknown" if not there else "ask" if not here else "check"
        if verdict == "check" and bool(_LACK.search(here)) != bool(_LACK.search(there)):
            verdict = "differs"
        found.append(Condition(words[key], there, here, verdict))  # type: ignore[arg-type]  # the four above
    return tuple(found)
