"""The parts of a question that asks for more than one thing: "Who is covered, and how much is paid?" """

import re

from ingest import fold

_MOST = 5
A_QUESTION = 8  # characters from which a sentence with a question mark asks by itself
_SENTENCE = re.compile(r"(.+?)([?？;；。!！]+|\n+|(?<=[a-z)])\.\s+(?=[A-Z])|$)", re.S)
_ASKS_ZH = "(?:谁|(?<!没有)哪(?!怕)|什么(?!都)|啥(?!都)|何时|有何|多少(?!有)|(?<![前这头近后那好哪十百])几|多久|多高|怎|如何|为什么|为何|有没有|有无|是否|是不是|能不能|可不可以|要不要|需不需要|管不管|给不给|报不报|补不补|收不收|免不免|用不用|行不行|还能|算不算|对不对|会不会|该不该|批不批|罚不罚|退不退|交不交|缴不缴)"
# The end of a clause that asks: what stands after the comma asks anew.
_ASKED_ZH = "(?<=多少|什么|多久|多大|多高|怎样|如何|哪些|几年|几个|几次|几倍|几成)"
_WH = r"(?:who|whom|whose|what|how|why|which|whether|at what|by whom|from when|since when|on what)"
_OF_WHICH = rf"(?:(?:by|for|to|from|in|into|at|on|with|under|of) )?{_WH}"
_AUXILIARY = r"(?:is|are|was|were|does|do|did|can|could|must|should|may|will|has|have)"
_JOINT = re.compile(
    rf"[，,]\s*(?=[^，,。？?]{{0,14}}{_ASKS_ZH})|{_ASKED_ZH}[，,]\s*(?=[^，,。？?]{{0,30}}{_ASKS_ZH})|[，,]\s*(?=[^，,。？?]{{2,20}}(?:[吗么]|没有?)\s*(?:[？?]|$))|(?:以及|并且|另外)(?=[^，,。？?]{{0,12}}{_ASKS_ZH})"
    rf"|,?\s+(?:and|or|but)\s+(?=(?:{_OF_WHICH}|{_AUXILIARY}|when|where)\b)|,\s+(?=(?:{_OF_WHICH}|(?:when|where) {_AUXILIARY})\b)",
    re.I,
)
# In English the question word stands first, or deep inside ("In 2015 how many …"); a bare "when …" only tells.
_ASKING = re.compile(
    rf"{_ASKS_ZH}|(?:[吗呢么]|没有?)\s*$|^(?:{_AUXILIARY}|(?:when|where)\s+{_AUXILIARY})\b|(?<!\w)(?<! of )(?<!than ){_WH}\b|\b(?:when|where)$",
    re.I,
)

# A question that a clause only speaks of ("no matter how much it costs") asks nothing.
_SPOKEN_OF = re.compile(
    r"(?:(?<!管)不管|不论|无论|别管|光看|只看|光凭|只凭|仅凭)[^，,。？?；;]*|\b(?:no matter|regardless of|depend\w* on) [^,?;]*",
    re.I,
)


def asks(text: str) -> bool:
    """Whether a clause asks for something.

    >>> asks("half of what it earns goes to drugs"), asks("what does aid pay")
    (False, True)
    """
    return bool(_ASKING.search(_SPOKEN_OF.sub("", text)))


def parts(text: str) -> tuple[tuple[str, str], ...]:
    """The parts of a question in order, at most five, each with what is told before it; one part of the whole text when
    it asks for one thing, or for more.

    A clause that only tells belongs to the part of its sentence that asks, a sentence that only tells is told before the
    next part.

    >>> parts("Who is covered, and how much is paid?")
    (('', 'Who is covered'), ('', 'how much is paid'))
    >>> parts("边缘家庭能救助吗？比例多少？")
    (('', '边缘家庭能救助吗'), ('', '比例多少'))
    >>> parts("A man was in hospital. What does aid pay?")
    (('', 'A man was in hospital. What does aid pay?'),)
    >>> parts("A man was in hospital. What does aid pay? Who decides?")
    (('A man was in hospital', 'What does aid pay'), ('', 'Who decides'))
    """
    found: list[tuple[str, str]] = []
    told = ""
    for sentence, end in _SENTENCE.findall(text):
        pieces = _JOINT.split(sentence)
        asking = [asks(piece.removesuffix("呢") if n < len(pieces) else piece) for n, piece in enumerate(pieces, 1)]
        begun = ""  # what the sentence tells before it asks is what it asks about
        for n, piece in enumerate(pieces, 1):
            # Before a comma 呢 only pauses; what ends in a question mark asks, however it is put.
            by_mark = n == len(pieces) and "?" in fold(end) and not any(asking) and len(piece) >= A_QUESTION
            begun = f"{begun} {piece.strip()}".strip()
            if by_mark or asking[n - 1]:
                found.append((told, begun))
                told = begun = ""
        told = f"{told} {begun}".strip()
    if told and found:
        before, last = found[-1]
        found[-1] = (before, f"{last} {told}")
    return tuple(found) if 1 < len(found) <= _MOST else (("", text.strip()),)
