"""The draft of a language model: numbered passages in, labelled sentences out, each verified before it is shown.

What the model writes is a draft like any other. A sentence without a known label never becomes one; when nothing is
left, or the model gives no whole reply, the caller falls back to the extractive draft.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path

from assistant.basis import basis_of
from assistant.llm import Message, Model, ModelFailed
from assistant.records import Basis, Claim, Draft, Dropped, Evidence, Hit, Understanding
from assistant.reply import Label, Said, read
from assistant.retrieve import Part, Retrieval
from assistant.verify import verify
from assistant.vocabulary import Vocabulary
from assistant.wording import wording
from ingest import Index, Validity, fold

LANGUAGE_NAMES = {"en": "English", "zh": "Chinese (中文)"}
FOR_REPLY = 0.25  # of the context is kept for the reply
MOST_LABELS = 3  # of one sentence; with more of them anything is covered by something
_PROMPT = Path(__file__).parent / "prompts" / "answer.md"


@dataclass(frozen=True)
class Prompt:
    """What is sent, the sentence behind each label, and the passages for which there was no room."""

    messages: tuple[Message, ...]
    sentences: Mapping[Label, Evidence]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """What came of asking a model. No drafts: the answer is to be quoted, and the last of `aside` says why.

    `dropped` are sentences of the reply that could not become drafts; `aside` says what else the reader should know
    of the drafting: passages left out, a reply that failed (its text is empty).
    """

    drafts: tuple[Draft, ...]
    dropped: tuple[Dropped, ...]
    aside: tuple[Dropped, ...]


def generate(
    model: Model,
    understood: Understanding,
    ranked: Sequence[Evidence],
    retrieval: Retrieval,
    index: Index,
    vocabulary: Vocabulary,
    most: int,
) -> Generator[Claim, None, Written]:
    """Ask the model and yield each claim as soon as it is verified, `most` of them; return the drafts. Never fails."""
    prompt = compose(understood, ranked, retrieval, index, model.context, most)
    words = wording(understood.language).models
    aside = [Dropped(passage_id, words["left_out"].format(model=model.name)) for passage_id in prompt.left_out]
    drafts: list[Draft] = []
    refused: list[Dropped] = []
    claims: list[Claim] = []
    unsupported: list[Dropped] = []
    failed = "" if prompt.sentences else "context"
    detail, spoke, nothing = "", False, False
    replies = model.stream(prompt.messages) if prompt.sentences else iter(())
    try:
        for said in read(replies):
            spoke = True
            if not said.labels and said.text.strip(" .。!！\"'*").upper() == "NOTHING":
                nothing = True
                continue
            draft = _draft(said, prompt, retrieval, index)
            if isinstance(draft, Dropped):
                refused.append(draft)
                continue
            if any(fold(draft.text) == fold(other.text) for other in drafts):
                continue
            drafts.append(draft)
            held = len(claims)
            claims, unsupported = verify(drafts, understood.language, vocabulary)
            yield from claims[held:]
            if len(claims) >= most:
                break
    except ModelFailed as failure:
        failed, detail = failure.kind, failure.detail
    finally:
        if isinstance(replies, Generator):
            replies.close()
    if claims and failed in ("", "length"):
        if failed:
            aside.append(Dropped("", words[failed].format(model=model.name, detail=detail)))
        return Written(tuple(drafts), tuple(refused), tuple(aside))
    failed = failed or ("nothing" if nothing else "unsupported" if drafts else "unlabelled" if spoke else "empty")
    why = f"{words[failed].format(model=model.name, detail=detail)}{words['instead']}"
    return Written((), (), (*aside, *refused, *unsupported, Dropped("", why)))


def compose(
    understood: Understanding,
    ranked: Sequence[Evidence],
    retrieval: Retrieval,
    index: Index,
    context: int,
    most: int,
) -> Prompt:
    """The prompt, as many passages of the hits in it, best first, as the context of `context` tokens has room for.

    Passages that only say what was not established are never shown: answers do not state them.
    """
    evidence = {e.place: e for e in ranked}
    rules, request = _template()
    fields = {
        "most": most,
        "language": LANGUAGE_NAMES[understood.language],
        "as_of": understood.as_of.isoformat(),
        "question": " ".join(understood.standalone.split()),
    }
    room = context * (1 - FOR_REPLY) - tokens(rules + request + str(fields["question"]))
    shown: list[str] = []
    sentences: dict[Label, Evidence] = {}
    left_out: list[str] = []
    for hit in _in_turn(retrieval.parts):
        if not hit.passage.established:
            continue
        number = len(shown) + 1
        text = _passage(number, hit, understood, retrieval, index)
        if tokens(text) > room:
            left_out.append(hit.passage.passage_id)
            continue
        room -= tokens(text)
        shown.append(text)
        for position in range(len(hit.passage.ratings)):
            sentences[number, position + 1] = evidence[hit.passage.passage_id, position]
    user = request.format(**fields, passages="\n\n".join(shown))
    return Prompt((("system", rules.format(**fields)), ("user", user)), sentences, tuple(left_out))


def _in_turn(parts: Sequence[Part]) -> list[Hit]:
    """The passages that may be quoted, each once: the best of every part, then the second best …"""
    hits = (hit for of_place in zip_longest(*(part.pool for part in parts)) for hit in of_place if hit is not None)
    return list({hit.row: hit for hit in hits}.values())


def tokens(text: str) -> int:
    """How many tokens a text takes at most, near enough: a Chinese character one, three others one.

    >>> tokens("低保对象"), tokens("assistance")
    (4, 4)
    """
    wide = sum(character > "\u2e7f" for character in text)
    return wide + -(-(len(text) - wide) // 3)


@cache
def _template() -> tuple[str, str]:
    """The rules and the request of prompts/answer.md."""
    rules, _, request = _PROMPT.read_text(encoding="utf-8").partition("\n===\n")
    return rules, request.strip()


def _passage(number: int, hit: Hit, understood: Understanding, retrieval: Retrieval, index: Index) -> str:
    """A passage as the model sees it: where it comes from, then its sentences, a line each, behind their labels."""
    passage, language = hit.passage, understood.language
    document = index.documents[passage.doc_id]
    value = retrieval.validity[document.doc_id]
    head = [
        document.title[language],
        document.number,
        document.kind,
        document.level,
        " ".join(document.places),
        passage.heading[language],
        _status(hit, value, language),
    ]
    lines = [f"Passage {number}: {' · '.join(part for part in head if part)}"]
    for position in range(len(passage.ratings)):
        sentence = passage.sentence(position, language if passage.text[language] else "en")
        lines.append(f"[{number}.{position + 1}] {' '.join(sentence.split())}")
    return "\n".join(lines)


def _status(hit: Hit, value: Validity | None, language: str) -> str:
    """Whether the section itself is in force: in a text that is superseded in part each section has its own state."""
    if value is None:
        return ""
    if value.status == "partly_superseded":
        return wording(language).statuses["in_force" if value.binds(hit.passage.anchor) else "superseded"]
    return wording(language).statuses[value.status]


def _draft(said: Said, prompt: Prompt, retrieval: Retrieval, index: Index) -> Draft | Dropped:
    """A sentence of the reply as a draft, or why it cannot be one. Nothing is guessed for a label that is unknown."""
    if not said.labels:
        return Dropped(said.text, "it names no sentence of a passage")
    unknown = [label for label in said.labels if label not in prompt.sentences]
    if unknown:
        return Dropped(said.text, f"it names a sentence that does not exist: {', '.join(map(_shown, unknown))}")
    if len(said.labels) > MOST_LABELS:
        return Dropped(said.text, f"it names more than {MOST_LABELS} sentences")
    evidence = tuple(prompt.sentences[label] for label in said.labels)
    documents = [index.documents[e.passage.doc_id] for e in evidence]
    if len({d.level for d in documents if d.level}) > 1 or len({d.places for d in documents if d.places}) > 1:
        return Dropped(said.text, "it blends texts of different levels or places")
    bases: set[Basis] = {basis_of(d, e, retrieval.validity) for d, e in zip(documents, evidence, strict=True)}
    return Draft(said.text, evidence, bases.pop() if len(bases) == 1 else "inference")


def _shown(label: Label) -> str:
    return f"[{label[0]}.{label[1]}]" if label[1] else f"[{label[0]}]"
