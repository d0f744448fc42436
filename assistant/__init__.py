"""From question to answer. The story is `advisor.py`, the nouns are in `records.py`."""

from assistant.advisor import Advisor, open_advisor
from assistant.config import Settings
from assistant.llm import Model, ModelUnavailable, open_model
from assistant.records import (
    BASES,
    NOTICES,
    REASONS,
    Answer,
    Citation,
    Claim,
    Notice,
    Question,
    SourceCard,
    Turn,
)
from assistant.render import source_line
from assistant.verify import support
from assistant.wording import wording

__all__ = [
    "BASES",
    "NOTICES",
    "REASONS",
    "Advisor",
    "Answer",
    "Citation",
    "Claim",
    "Model",
    "ModelUnavailable",
    "Notice",
    "Question",
    "Settings",
    "SourceCard",
    "Turn",
    "open_advisor",
    "open_model",
    "source_line",
    "support",
    "wording",
]
