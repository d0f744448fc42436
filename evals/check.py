"""What can be wrong with a whole set although every line can be read: ids, pairs, anchors, leaks between splits."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from evals.records import Comparison, Item, Set, Situation

_Record = Item | Situation | Comparison


def problems(data: Set, sections: Mapping[str, Sequence[str]], barriers: Collection[str] = ()) -> list[str]:
    """Everything wrong with a whole set (both splits), one line each.

    `sections` maps a document id to its anchors; `barriers` are the framework's ids.
    """
    everything: list[_Record] = [*data.items, *data.situations, *data.comparisons]
    found = [f"{where}: the id {i!r} is used more than once." for i, where in _repeated(everything)]
    found += _pair_problems(data.items)
    found += _pair_problems(data.situations) + _pair_problems(data.comparisons)
    for item in data.items:
        named = [("passages", key) for key in item.passages] + [("sources", doc_id) for doc_id in item.sources]
        found += _unknown(item.where, named, sections)
    for situation in data.situations:
        named = [("measures", i) for i in situation.measures] + [("precedents", i) for i in situation.precedents]
        found += _unknown(situation.where, named + [("basis", i) for i in situation.basis], sections)
        strange = [i for i in situation.barriers if i not in barriers]
        found += [f"{situation.where}: 'barriers' names {i!r}, which framework.yaml does not hold." for i in strange]
    for comparison in data.comparisons:
        named = [("cases", i) for i in comparison.cases] + [("passages", key) for key in comparison.passages]
        found += _unknown(comparison.where, named, sections)
    return found + _leaks(data.items)


def _repeated(everything: Sequence[_Record]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for one in everything:
        if one.item_id in seen:
            yield one.item_id, one.where
        seen.add(one.item_id)


def _pair_problems(all_of_kind: Sequence[_Record]) -> list[str]:
    pairs: dict[str, list[_Record]] = defaultdict(list)
    for one in all_of_kind:
        if one.pair:
            pairs[one.pair].append(one)
    found = []
    for pair, members in pairs.items():
        where = members[0].where
        if sorted(member.language for member in members) != ["en", "zh"]:
            found.append(f"{where}: the pair {pair!r} must have one question in each language, has {len(members)}.")
        if len({member.split for member in members}) > 1:
            found.append(f"{where}: the pair {pair!r} is in both splits.")
        graded = [dict(member.passages) for member in members if isinstance(member, Item)]
        if any(grades != graded[0] for grades in graded):
            found.append(f"{where}: the two questions of the pair {pair!r} grade passages differently.")
    return found


def _unknown(where: str, named: Iterable[tuple[str, str]], sections: Mapping[str, Sequence[str]]) -> list[str]:
    found = []
    for name, key in named:
        doc_id, _, anchor = key.partition("#")
        if doc_id not in sections:
            found.append(f"{where}: '{name}' names the document {doc_id!r}, which the index does not hold.")
        elif name == "passages" and anchor not in sections[doc_id]:
            found.append(f"{where}: 'passages' names {key!r}; {doc_id} has {', '.join(sections[doc_id])}.")
    return found


def _leaks(items: Sequence[Item]) -> list[str]:
    """Sections that answer a question in both splits."""
    by_section: dict[str, dict[str, str]] = defaultdict(dict)
    for item in items:
        for key, grade in item.passages.items():
            if grade == 3:
                by_section[key].setdefault(item.split, item.item_id)
    return [
        f"{key}: answers questions of both splits (dev {ids['dev']}, test {ids['test']}); ask it in one only."
        for key, ids in by_section.items()
        if len(ids) > 1
    ]


def counts(items: Sequence[Item]) -> Mapping[str, Counter[str]]:
    """How many questions of each language, split, status and type there are."""
    return {
        "language": Counter(item.language for item in items),
        "split": Counter(item.split for item in items),
        "status": Counter(item.status for item in items),
        "type": Counter(item.type for item in items),
    }
