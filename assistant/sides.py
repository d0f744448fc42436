"""What a question sets side by side: asked of two places or documents, it is asked of each of them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.records import Side, Understanding
from assistant.vocabulary import Vocabulary

FEWEST_SIDES, MOST_SIDES = 2, 3
_SIDE_BY_SIDE = re.compile(
    r"比较|对比|区别|不同|异同|相比|差别|差异|分别|各(?!地|级|类|方|种|省|县|市|部门)|哪个|哪一个|谁更|反而|却|比起|一样|高还是低|还是|和.{1,20}比"
    r"|\b(?:compar\w*|differ\w*|versus|vs|both|each|respectively|which of|whereas|while|than|against|between|alike|same|rather|or)\b",
    re.I,
)
_CLAUSE = re.compile(r"(?<=[，；;])|(?<=,)(?!\d)")


def each_side(part: Understanding) -> tuple[Understanding, ...]:
    """The part asked of each of the sides it names; empty when it does not name two."""
    named = [side for side in part.sides if any(surface.lower() in part.asked.lower() for surface in side.surfaces)]
    if len(named) < len(part.sides) or len(named) < FEWEST_SIDES:
        return ()
    found = []
    for side in named:
        others = [surface for other in named if other is not side for surface in other.surfaces]
        others = [surface for surface in others if not any(surface in kept for kept in side.surfaces)]
        # What is told of another side in a clause of its own is not asked of this one.
        clauses = _CLAUSE.split(part.asked)
        text = "".join(c for c in clauses if not _names(others, c) or _names(side.surfaces, c))
        for surface in sorted(others, key=len, reverse=True):
            text = re.sub(re.escape(surface), " ", text, flags=re.I)
        text = " ".join(text.split())
        found.append(
            replace(part, standalone=text, asked=text, parts=(text,), places=side.places, documents=side.documents)
        )
    return tuple(found)


def _names(surfaces: Iterable[str], clause: str) -> bool:
    return any(surface.lower() in clause.lower() for surface in surfaces)


def sides(text: str, vocabulary: Vocabulary) -> tuple[Side, ...]:
    """What a question sets side by side; empty when it compares nothing, or more than can be told side by side."""
    if not _SIDE_BY_SIDE.search(text):
        return ()
    found = vocabulary.sides(text)
    return found if FEWEST_SIDES <= len(found) <= MOST_SIDES else ()
