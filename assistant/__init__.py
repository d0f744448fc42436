"""From question to answer. The story is `advisor.py`, the nouns are in `records.py`."""

from typing import TYPE_CHECKING, Any

from assistant.advisor import Advisor, open_advisor
from assistant.bibtex import bibtex
from assistant.compare import compare_cases
from assistant.config import Settings
from assistant.export import write_comparison, write_memo
from assistant.llm import Model, ModelUnavailable, open_model
from assistant.memo import LONGEST, SHORTEST, Comparison, DimensionAdvice, Memo, Situation
from assistant.memo_wording import memo_languages, memo_words
from assistant.naming import cases_to_compare
from assistant.recommend import Drafter
from assistant.records import (
    BASES,
    NOTICES,
    REASONS,
    Answer,
    Citation,
    Claim,
    Dropped,
    Notice,
    Question,
    SourceCard,
    Turn,
)
from assistant.render import heading, source_line
from assistant.verify import Verdict, support
from assistant.vocabulary import Vocabulary
from assistant.wording import wording

if TYPE_CHECKING:
    from assistant.langchain import GongzhiRetriever

__all__ = [
    "BASES",
    "LONGEST",
    "NOTICES",
    "REASONS",
    "SHORTEST",
    "Advisor",
    "Answer",
    "Citation",
    "Claim",
    "Comparison",
    "DimensionAdvice",
    "Drafter",
    "Dropped",
    "GongzhiRetriever",
    "Memo",
    "Model",
    "ModelUnavailable",
    "Notice",
    "Question",
    "Settings",
    "Situation",
    "SourceCard",
    "Turn",
    "Verdict",
    "Vocabulary",
    "bibtex",
    "cases_to_compare",
    "compare_cases",
    "heading",
    "memo_languages",
    "memo_words",
    "open_advisor",
    "open_model",
    "source_line",
    "support",
    "wording",
    "write_comparison",
    "write_memo",
]


def __getattr__(name: str) -> Any:
    """The one name that needs LangChain, which is not always installed, is imported when it is asked for."""
    if name == "GongzhiRetriever":
        try:
            from assistant.langchain import GongzhiRetriever
        except ImportError as problem:
            install = "pip install -c constraints.txt -e '.[llm]'"
            raise ImportError(f"GongzhiRetriever needs LangChain ({problem}). Install it with: {install}") from problem
        return GongzhiRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
