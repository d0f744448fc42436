"""Which of several things that are asked are asked of a place that the base knows nothing of."""

from dataclasses import replace

from assistant.asked_figures import figures_asked
from assistant.conversation import points_back, says_enough
from assistant.places import is_abroad, is_place
from assistant.records import Dropped, Question, Understanding
from assistant.vocabulary import Vocabulary
from assistant.wording import wording
from ingest import Index


def without_strangers(
    question: Question, understood: Understanding, vocabulary: Vocabulary, index: Index
) -> tuple[Question, list[Dropped]]:
    """The question without its parts on places unknown here, and these, each with why; as it is where nothing remains.

    A place is unknown to a part when it is a country of which no text tells; or one in China of which a figure is
    asked, or that is named beside known places: what else is asked of it may stand in a national rule.
    """
    words = wording(understood.language)
    kept: list[str] = []
    dropped: list[Dropped] = []
    before: list[str] = []
    for told, part in zip(understood.told, understood.parts, strict=True):
        text = f"{told} {part}".strip()
        leans = points_back(part) or not says_enough(text, vocabulary)
        places = vocabulary.places(text)[0]
        strangers = list(vocabulary.strangers(text)) or (before if leans and not places else [])
        unknown = [
            name
            for name in strangers
            if (is_abroad(name) and not _told_of(name, index))
            or (is_place(name) and not is_abroad(name) and not places and (figures_asked(part) or understood.places))
        ]
        if unknown:
            dropped.append(Dropped(part, words.helps["stranger"].format(name=words.joined(unknown))))
        else:
            kept.append(f"{text}{'？' if understood.language == 'zh' else '? '}")
        before = strangers
    if not kept or not dropped or vocabulary.policies(understood.documents):
        return question, []
    return replace(question, text="".join(kept).strip()), dropped


def _told_of(name: str, index: Index) -> bool:
    return any(name in text for passage in index.passages for text in (passage.text.en, passage.text.zh))
