"""What can be wrong with a whole set although every line can be read: ids, pairs, anchors, leaks between splits."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from evals.nuggets import has, holds
from evals.records import ANSWERS, SPLITS, TYPES, Comparison, Item, Set, Situation
from ingest import Index, Section, Text

_Record = Item | Situation | Comparison
ANSWERS_FULLY = 3  # the grade
Sections = Mapping[str, Mapping[str, Text]]  # document id -> anchor -> the section's text


def problems(data: Set, index: Index, barriers: Collection[str] = ()) -> list[str]:
    """Everything wrong with a whole set (both splits), one line each. `barriers` are the framework's ids."""
    sections = sections_of(index)
    everything: list[_Record] = [*data.items, *data.situations, *data.comparisons]
    found = [f"{where}: the id {i!r} is used more than once." for i, where in _repeated(everything)]
    found += _pair_problems(data.items)
    for item in data.items:
        named = [("passages", key) for key in item.passages] + [("sources", doc_id) for doc_id in item.sources]
        found += _unknown(item.where, named, sections) or _unreachable(item, sections) + _baseless(item, index)
    for situation in data.situations:
        named = [("measures", i) for i in situation.measures] + [("precedents", i) for i in situation.precedents]
        found += _unknown(situation.where, named + [("basis", i) for i in situation.basis], sections)
        strange = [i for i in situation.barriers if i not in barriers]
        found += [f"{situation.where}: 'barriers' names {i!r}, which framework.yaml does not hold." for i in strange]
    for comparison in data.comparisons:
        found += _unknown(comparison.where, [("expected", i) for i in comparison.expected], sections)
    return found + _leaks(data.items)


def _repeated(everything: Sequence[_Record]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for one in everything:
        if one.item_id in seen:
            yield one.item_id, one.where
        seen.add(one.item_id)


def _pair_problems(items: Sequence[Item]) -> list[str]:
    pairs: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.pair:
            pairs[item.pair].append(item)
    found = []
    for pair, members in pairs.items():
        where = members[0].where
        if sorted(member.language for member in members) != ["en", "zh"]:
            found.append(f"{where}: the pair {pair!r} must have one question in each language, has {len(members)}.")
        if len({member.split for member in members}) > 1:
            found.append(f"{where}: the pair {pair!r} is in both splits.")
        graded = [dict(member.passages) for member in members]
        if any(grades != graded[0] for grades in graded):
            found.append(f"{where}: the two questions of the pair {pair!r} grade passages differently.")
    return found


def _unknown(where: str, named: Iterable[tuple[str, str]], sections: Sections) -> list[str]:
    found = []
    for name, key in named:
        doc_id, _, anchor = key.partition("#")
        if doc_id not in sections:
            found.append(f"{where}: '{name}' names the document {doc_id!r}, which the index does not hold.")
        elif name == "passages" and anchor not in sections[doc_id]:
            found.append(f"{where}: 'passages' names {key!r}; {doc_id} has {', '.join(sections[doc_id])}.")
    return found


def _unreachable(item: Item, sections: Sections) -> list[str]:
    """Vital nuggets that the answering sections lack in the question's language; forbidden forms that they have."""
    answering = [key.partition("#") for key, grade in item.passages.items() if grade >= ANSWERS]
    text = " ".join(sections[doc_id][anchor][item.language] for doc_id, _, anchor in answering)
    missing = [nugget.text for nugget in item.nuggets if nugget.vital and not has(text, nugget)]
    return [f"{item.where}: no section it grades {ANSWERS} or 3 has the nugget {nugget!r}." for nugget in missing] + [
        f"{item.where}: 'must_not' forbids {form!r}, which a section that answers says."
        for form in item.must_not
        if holds(text, form)
    ]


def _baseless(item: Item, index: Index) -> list[str]:
    """A `basis` that no sentence of the sections graded 3 can have on the date: a rule whose time has ended, say."""
    answering = {key for key, grade in item.passages.items() if grade == ANSWERS_FULLY}
    held: set[str] = set()
    for passage in index.passages:
        if f"{passage.doc_id}#{passage.anchor}" not in answering:
            continue
        kind, validity = index.documents[passage.doc_id].kind, index.validity(passage.doc_id, item.as_of)
        rule = "binding" if validity and validity.binds(passage.anchor) else "precedent"
        facts = {"policy": {rule, "statistic"}, "case": {"precedent"}, "measure": {"inference"}}.get(kind, {kind})
        held |= {base for rating in passage.ratings for base in (("inference",) if rating == "own" else facts)}
    if not held or not item.basis or held & set(item.basis):
        return []
    return [f"{item.where}: 'basis' {list(item.basis)} fits no sentence that answers: {', '.join(sorted(held))}."]


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


def card(data: Set) -> str:
    """The counts of a set as the Markdown of its data card."""
    questions, pairs = data.items, {item.pair for item in data.items if item.pair}
    turns = sum(bool(item.history) for item in questions)
    head = (
        f"{len(questions)} questions, {len(pairs)} of them pairs in both languages, {turns} with a history; "
        f"{len(data.situations)} situations; {len(data.comparisons)} comparisons."
    )
    columns = [(split, language) for split in SPLITS for language in ("zh", "en")]
    rows = [["type", *(f"{split} {language}" for split, language in columns), "all"], ["---"] * 6]
    for name, chosen in [*((kind, (kind,)) for kind in TYPES), ("all", TYPES)]:
        of_type = [item for item in questions if item.type in chosen]
        cells = [sum((item.split, item.language) == column for item in of_type) for column in columns]
        rows.append([name, *map(str, cells), str(len(of_type))])
    return f"{head}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def counts(items: Sequence[Item]) -> Mapping[str, Counter[str]]:
    """How many questions of each language, split, status and type there are."""
    return {
        "language": Counter(item.language for item in items),
        "split": Counter(item.split for item in items),
        "status": Counter(item.status for item in items),
        "type": Counter(item.type for item in items),
    }


def sections_of(index: Index) -> Sections:
    """The text of every section of a base, its table included."""
    return {
        document.doc_id: {section.anchor: _whole(section) for section in document.sections}
        for document in index.documents.values()
    }


def _whole(section: Section) -> Text:
    en = " ".join(sentence.text.en for sentence in section.sentences)
    return Text(f"{en} {section.table.en}", f"{''.join(s.text.zh for s in section.sentences)} {section.table.zh}")
