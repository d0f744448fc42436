"""Whether a situation is one that a memo can be drafted for, and where it lies."""

# ruff: noqa: E501

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.memo import LONGEST, SHORTEST, Finding, Situation
from assistant.memo_wording import memo_words
from assistant.records import Question
from assistant.understand import understand
from assistant.vocabulary import Vocabulary
from ingest import Index

FIRM = 0.7  # strength of a finding that makes a text a situation by itself
_COUNTY = re.compile(
    r"[我本全这该][县市区省镇乡局州旗]|县里|市里|区里|乡镇|街道|医保局|民政局|慈善总会|基金|各部门|群众|家庭"
    r"|\b(?:county|counties|district|prefecture|township|bureau|department|federation|hospitals?|families|households|villages?|provinc\w+|we|our)\b",
    re.I,
)
# A decision is asked on somebody: eligibility of a person rather than of a group.
_SOMEBODY = re.compile(
    r"(?:他|她|此人|该户|这户|这个人|这家人|某某|[一-鿿]某).{0,30}(?:能不能|能否|可不可以|是否符合|符不符合|够不够|批不批|该不该批|有没有资格|能拿到?多少)"
    r"|\b(?:he|she|this (?:man|woman|person|family|patient))\b.{0,60}\b(?:eligible|qualif\w*|entitled)"
    r"|\b(?:is|does|can|should) (?:he|she|mr|mrs|ms)\b",
    re.I,
)
_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
_HERE = re.compile(r"我们|我国|我县|我市|我省|本地|当地|本县|在此|\b(?:we|our|i|my|us|here)\b", re.I)
_TOPIC = re.compile(
    r"医|病|药|救助|低保|慈善|健康|保险|参保|就诊|住院|帮扶|捐"
    r"|\b(?:medic\w*|health\w*|hospital\w*|patients?|illness\w*|sick\w*|disease\w*|insur\w*|aid|assistance|charit\w*|doctors?|clinics?|drugs?|treatment)\b",
    re.I,
)
# Countries that people may write from; those of the base's own cases are known as places.
_ABROAD = re.compile(
    r"肯尼亚|尼日利亚|美国|英国|法国|德国|日本|韩国|朝鲜|巴西|巴基斯坦|孟加拉|埃及|埃塞俄比亚|南非|俄罗斯|意大利|西班牙|加拿大|澳大利亚|马来西亚|缅甸|老挝|蒙古国|尼泊尔|乌干达|坦桑尼亚|秘鲁|智利|阿根廷|哥伦比亚|土耳其|伊朗|伊拉克|乌克兰|波兰"
    r"|\b(?:Kenya|Nigeria|United States|USA|America|Britain|England|United Kingdom|France|Germany|Japan|Korea|Brazil|Pakistan|Bangladesh|Egypt|Ethiopia|South Africa|Russia|Italy|Spain|Canada|Australia|Malaysia|Myanmar|Laos|Mongolia|Nepal|Uganda|Tanzania|Peru|Chile|Argentina|Colombia|Turkey|Iran|Iraq|Ukraine|Poland|Rwanda|Zambia|Malawi|Senegal|Sri Lanka|Bolivia|Ecuador|Morocco|Sudan|Congo)\b"
)


@dataclass(frozen=True)
class Denied:
    reason: str
    help: str


def checked(situation: Situation, language: str, vocabulary: Vocabulary) -> Denied | None:
    """Why no memo can be drafted whatever the base holds; None when one can."""
    words = memo_words(language)
    text = situation.text.strip()
    size = {"least": SHORTEST, "most": LONGEST, "count": len(text)}
    if len(text) < SHORTEST:
        return Denied("too_short", words["too_short"].format(**size))
    if len(text) > LONGEST:
        return Denied("too_long", words["too_long"].format(**size))
    if not re.search(r"\w", text):
        return Denied("not_a_situation", words["not_a_situation"])
    refusal = understand(Question(text, situation.as_of), vocabulary).refusal
    if not refusal and _SOMEBODY.search(text):
        refusal = "personal_case"
    general = bool(_COUNTY.search(text)) and not _SOMEBODY.search(text)
    if refusal == "personal_data" and general and not _NUMBERS.search(text):
        refusal = ""  # an account of a county speaks of its lists; it asks for nobody's number
    if refusal and not (refusal == "personal_case" and general):
        return Denied(refusal, words[refusal])
    foreign = _foreign(situation, vocabulary)
    if foreign:
        return Denied("abroad", words["abroad"].format(place=foreign))
    return None


def vague(text: str, findings: Sequence[Finding], working: bool, language: str) -> Denied | None:
    """The refusal of a text in which nothing of the framework can be seen, for good or bad.

    A text without a word of health or aid must show a barrier all the more firmly.
    """
    seen = (findings or working) if _TOPIC.search(text) else any(finding.strength >= FIRM for finding in findings)
    return None if seen else Denied("not_a_situation", memo_words(language)["not_a_situation"])


def place_of(situation: Situation, vocabulary: Vocabulary) -> str:
    """The Chinese place that the situation is about: as given, or the only one named in it; empty when unclear."""
    if situation.place:
        return situation.place
    named = [path for path in vocabulary.places(situation.text)[0] if path.startswith("CN/")]
    return named[0] if len(named) == 1 and _HERE.search(situation.text) else ""


def stranger_of(situation: Situation, vocabulary: Vocabulary) -> str:
    """A Chinese place named in the text that the base does not know."""
    if situation.place:
        return ""
    names = vocabulary.strangers(situation.text)
    return next((name for name in names if re.fullmatch(r"[^副管分主长书各]{2,3}[市县]|.+自治州", name)), "")


def has_local_text(place: str, index: Index) -> bool:
    """Whether a policy of the place itself, not of a place above it, is in the base."""
    return any(d.kind == "policy" and any(p == place or p.startswith(place + "/") for p in d.places)
               for d in index.documents.values())  # fmt: skip


def _foreign(situation: Situation, vocabulary: Vocabulary) -> str:
    """A country other than China that the situation is said to lie in."""
    if situation.place:
        return "" if situation.place == "CN" or situation.place.startswith("CN/") else situation.place
    places = vocabulary.places(situation.text)
    if any(path.startswith("CN/") for path in places[0]) or re.search(r"中国|\bChin(?:a|ese)\b", situation.text):
        return ""
    for sentence in re.split(r"[。！？!?；;]|\. ", situation.text):
        if not _HERE.search(sentence):
            continue
        known, surfaces = vocabulary.places(sentence)
        if known and not any(path.startswith("CN") for path in known):
            return surfaces[0]
        if match := _ABROAD.search(sentence):
            return match[0]
    return ""
