"""Whether a claim denies what its quotes affirm, or the other way round.

Denials are compared clause by clause, not sentence by sentence: a quote that denies one thing and affirms another
supports a claim about either.
"""

import re
from functools import lru_cache

from ingest import fold, terms

# Words that look like a denial and are none: bounds, idioms, near-denials (几乎没有) and double denials (不…拒保).
_NO_DENIAL = re.compile(
    r"[不未](?:得|能|应)?(?:低于|少于|小于|下于|高于|超过|超出|大于|多于|满)|不足|不到|不仅|不但|不只|不光|不论|不管|不断|不同|不久|不过|不少"
    r"|不动产|不良|不可或缺|不可避免|不可抗力|不错|几乎(?:没有?|不)|不(?:会|能|得)?(?:因|以)[^,，。;；]{0,24}(?:拒绝?|排除)|没有?[^,，。;；]{0,4}不"
    r"|未来|未成年|未婚|无偿|无论|无疑|无障碍|非常|非营利|非公开|非法|非税|非政府|非户籍|非学历|非寿险|是否|能否|与否|除非|无非"
    r"|\b(?:no|not|never|nor) (?:be )?(?:less|fewer|lower|below|under|smaller|more|higher|greater|above|over|exceed\w*|later|earlier)\b"
    r"|\bnot only\b|\bno doubt\b|\bnot least\b|\bnot just\b|\bno surprise\b|\bno[- ]wonder\b|\bnothing but\b|\bno longer than\b|\bwhether or not\b|\bnon-\w+"
    r"|\bno\.? ?\d+|\b(?:hardly|barely|scarcely)\b|\bfrom (?:none|nothing) to\b|\bwithout (?:delay|fail|exception)\b|\bnot (?:un|in)\w+\b",
    re.I,
)
_DENIAL = re.compile(
    r"不|没有?|未|无(?!锡)|勿|莫|非(?=[一-鿿])|禁止|严禁|拒|取消|除外|免于|并非|缺乏|失去"
    r"|\b(?:not|no|never|none|nothing|nobody|without|cannot|neither|nor|unable|unlikely|prohibit\w*|forbid\w*|forbade|ban(?:s|ned)?|fail(?:s|ed|ing)?|lack\w*|refus\w*|den(?:y|ies|ied)|exclud\w*|omit\w*|except|unless|absent|absence|rules? out|ruled out|le(?:ft|aves?) out|stop(?:s|ped)?|exempt\w*|abolish\w*|needless|unnecessary)\b|n't\b",
    re.I,
)
_CLAUSE = re.compile(
    r"[,，。;；:：!?！？()（）\n]|\.(?=\s|$)|——|\b(?:but|while|whereas|although|though|however|and|yet)\b|但|而(?!且)|然而|不过|并且|且(?!不)",
    re.I,
)
_CJK = re.compile(r"[一-鿿]")
# A clause is about what another one is about when it has this part of its words; and clearly more than a third one.
ABOUT, CLEARLY = 0.6, 0.2
ALMOST = 0.85


def denies(text: str) -> bool:
    """Whether a text denies something.

    >>> denies("不得重复报销"), denies("不低于70%"), denies("It does not pay."), denies("no less than 70%")
    (True, False, True, False)
    """
    return bool(_DENIAL.search(_NO_DENIAL.sub(" ", fold(text))))


@lru_cache(maxsize=4096)
def _clauses(text: str) -> tuple[tuple[frozenset[str], int], ...]:
    """The clauses of a text: what each is about, its words of denying taken out, and how many those are."""
    found = []
    for clause in _CLAUSE.split(_NO_DENIAL.sub(lambda match: _DENIAL.sub(" ", match[0]), fold(text))):
        about = _DENIAL.sub(" ", clause or "")
        words = frozenset(term for term in terms(about) if not _CJK.match(term)) | frozenset(_CJK.findall(about))
        if words:
            found.append((words, len(_DENIAL.findall(clause))))
    return tuple(found)


def opposed(text: str, quotes: str) -> bool:
    """Whether a claim affirms what the quotes deny, or denies what they do not.

    >>> opposed("网络个人求助属于公开募捐。", "个人求助不属于公开募捐，适用专门规定。")
    True
    >>> opposed("Riverton published its list.", "Riverton published its list, but does not name hospitals.")
    False
    """
    said, there = _clauses(text), _clauses(quotes)
    if any(_flipped(words, denials, there) for words, denials in said):
        return True
    if not any(denied for _, denied in there):
        return any(denied for _, denied in said)
    everything = frozenset().union(*(words for words, _ in said)) if said else frozenset()
    if not any(denied for _, denied in said):
        return any(
            denied and len(words & everything) >= ABOUT * len(words) and not _elsewhere(words & everything, there)
            for words, denied in there
        )
    return any(
        denied and max(ABOUT, _best(words, there, True) + CLEARLY) <= _best(words, there, False)
        for words, denied in said
    )


def _flipped(words: frozenset[str], denials: int, clauses: tuple[tuple[frozenset[str], int], ...]) -> bool:
    """Whether a clause is one of the quotes' almost word for word, but with one denial more or less."""
    near = [other for other in clauses if len(words & other[0]) >= ALMOST * len(words | other[0])]
    return len(words) > 1 and bool(near) and all((denials - other) % 2 for _, other in near)


def _best(words: frozenset[str], clauses: tuple[tuple[frozenset[str], int], ...], denied: bool) -> float:
    return max((len(words & other) / len(words) for other, how in clauses if bool(how) is denied), default=0.0)


def _elsewhere(shared: frozenset[str], clauses: tuple[tuple[frozenset[str], int], ...]) -> bool:
    """Whether the quotes also say all these words in a clause that denies nothing."""
    return any(shared <= words for words, denied in clauses if not denied)
