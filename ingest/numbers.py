"""Document numbers in any bracket, spacing or full-width style, Chinese or English, brought to one form."""

import re

from ingest.language import fold

_ZH_NUMBER = re.compile(
    r"(?P<prefix>[一-鿿]{0,10}?)\s*[〔\[(【{<《]\s*(?P<year>(?:19|20)\d{2})\s*[年〕\])】}>》]?\s*[〕\])】}>》]?\s*第?\s*(?P<n>\d+)\s*号"
)
_ZH_BARE = re.compile(r"(?P<prefix>[一-鿿]{2,8}?)(?P<year>(?:19|20)\d{2})年?第?(?P<n>\d{1,4})号")
_DASHED = re.compile(r"(?P<year>(?:19|20)\d{2})\s*[-—–]\s*(?P<n>\d{1,4})\s*号")
_BARE = re.compile(r"\bno\.?\s*(?P<n>\d{2,5})\b|(?<!\d)(?P<m>\d{2,5})\s*号(?:文|令|意见|通知|文件)?", re.I)
_DECREE = re.compile(
    r"(?:国务院|国家|部)?令\s*第?\s*(?P<n>\d+)\s*号?|decree\s*(?:no\.?\s*)?(?P<m>\d+)|(?P<k>\d{2,4})\s*号(?:令|文)",
    re.I,
)
_EN_NUMBER = re.compile(
    r"\b(?:document|doc\.?|no\.?|number|notice|opinions?)\s*(?:no\.?\s*)?(?P<n>\d{1,4})\s*(?:of|\(|/|,)\s*(?P<year>(?:19|20)\d{2})",
    re.I,
)


def document_numbers(text: str) -> set[tuple[str, int, int]]:
    """Document numbers in a text as (issuing prefix, year, number); zero or empty for what is not said.

    >>> document_numbers("国办发[2021] 42 号") == document_numbers("国办发〔2021〕42号")
    True
    """
    folded = fold(text)
    found = {(m["prefix"][-6:], int(m["year"]), int(m["n"])) for m in _ZH_NUMBER.finditer(folded)}
    found |= {(m["prefix"][-6:], int(m["year"]), int(m["n"])) for m in _ZH_BARE.finditer(folded)}
    found |= {("", int(m["year"]), int(m["n"])) for m in _EN_NUMBER.finditer(folded)}
    found |= {("", int(m["year"]), int(m["n"])) for m in _DASHED.finditer(folded)}
    if not found:
        found |= {("", 0, int(m["n"] or m["m"] or m["k"])) for m in _DECREE.finditer(folded)}
    if not found:
        found |= {("", 0, int(m["n"] or m["m"])) for m in _BARE.finditer(folded)}
    return found


def same_number(asked: tuple[str, int, int], known: tuple[str, int, int]) -> bool:
    """Whether two document numbers can mean the same document: number, and year and prefix where both say one."""
    prefix, year, number = asked
    if number != known[2] or (year and known[1] and year != known[1]):
        return False
    # The text before a number may run into it; the last two characters tell issuers apart (办发, 民发, 院令).
    return not prefix or not known[0] or prefix[-2:] == known[0][-2:]
