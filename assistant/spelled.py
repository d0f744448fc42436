"""Numbers in words, in both languages: three to five years, 三到五年, a fifth, 四分之一, one in ten, the third batch."""

import re
from collections.abc import Iterator

_WORDS = {
    word: n
    for n, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 2
    )
}
_WORDS |= {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "dozen": 12}
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10, "hundredth": 100}
_FRACTION = re.compile(
    rf"\b(?:(a|one|two|three|four|nine)[ -])?({'|'.join(_PARTS)})s?\b(?!\s+(?:batch|dimension|part(?:y|ies)|session|year|person|of [A-Z]))"
)
_ONE_IN = re.compile(r"\b(?:one|1) (?:in|out of) (?:every )?(two|three|four|five|six|ten|\d+)\b")
_EN_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\b(?! of them)", re.I)
_ZH = "零一二两三四五六七八九十百千万亿"
_ZH_PART = re.compile(rf"([{_ZH}]+)分之([{_ZH}]+)")
_ZH_HALF = re.compile(r"一半|半数|对半|折半")
_ZH_WORD = re.compile(
    rf"([{_ZH}]+)(?=[多余几]?(?:个?月|年|天|日|倍|元|人|户|家|项|类|种|批|名|岁|条|次|件|市|县|省|部门))"
    rf"|([{_ZH}]+)(?=(?:到|至|、|—)[{_ZH}]+(?:个?月|年|天|倍|元|人|户|次|岁))"
)
_ORDINAL_WORDS = {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
_ORDINAL = re.compile(
    rf"\b({'|'.join(_ORDINAL_WORDS)})\b|\b(\d+)(?:st|nd|rd|th)\b|第(\d+|[{_ZH}]+)(?=[批次届阶章类步期档级位个])"
)


def spelled(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Numbers in words: place, kind and value. One is no number: it is an article in both languages."""
    for match in _ONE_IN.finditer(text):
        yield *match.span(), "percent", 100 / (_WORDS.get(match[1]) or float(match[1]))
    for match in _FRACTION.finditer(text):
        part = match[2]
        if part not in ("half", "halve", "quarter") and not match[1]:
            continue  # an ordinal
        share = 100 / _PARTS[part] * {"two": 2, "three": 3, "four": 4, "nine": 9}.get(match[1] or "", 1)
        yield *match.span(), "percent", round(share, 4)
    for match in _EN_WORD.finditer(text):
        yield *match.span(), "number", float(_WORDS[match[1].lower()])
    for match in _ZH_PART.finditer(text):
        whole = numeral(match[1])
        if whole > 1:
            yield *match.span(), "percent", round(100 * numeral(match[2]) / whole, 4)
    for match in _ZH_HALF.finditer(text):
        yield *match.span(), "percent", 50.0
    for match in _ZH_WORD.finditer(text):
        digits = match[1] or match[2]
        if (
            (value := numeral(digits)) > 1
            and digits not in ("百", "千", "万", "亿")
            and not text[: match.start()].endswith("第")
        ):
            yield *match.span(), "number", float(value)
    for match in _ORDINAL.finditer(text):
        word, digits, chinese = match.groups()
        value = _ORDINAL_WORDS[word] if word else int(digits) if digits else numeral(chinese)
        yield *match.span(), "ordinal", float(value)


def numeral(text: str) -> int:
    """A Chinese numeral or plain digits; zero for what is neither.

    >>> numeral("一千一百"), numeral("七十九"), numeral("二十"), numeral("46")
    (1100, 79, 20, 46)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    total = section = digit = 0
    for char in text:
        if char in "〇零一二两三四五六七八九":
            digit = {"〇": 0, "零": 0, "两": 2}.get(char, "零一二三四五六七八九".find(char))
        elif char in "十百千":
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        elif char in "万亿":
            total = (total + section + digit) * {"万": 10**4, "亿": 10**8}[char]
            section = digit = 0
    return total + section + digit
