"""The answers that README.md and docs/answers.md show; `python -m tests.readme` writes them there anew."""

import io
import re
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

from assistant import Advisor, Question, Settings, open_advisor
from assistant.__main__ import show

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "answers.md")
# Behind the question may stand the date it is asked on.
SHOWN = re.compile(
    r'<!-- ask:begin question="(?P<question>[^"]+)"(?: as_of="(?P<as_of>[^"]+)")? -->\n.*?<!-- ask:end -->', re.S
)
AS_OF = "2026-11-22"


def asked(shown: re.Match[str]) -> Question:
    """The question of a shown answer."""
    return Question(shown["question"], date.fromisoformat(shown["as_of"] or AS_OF))


def answered(page: str, advisor: Advisor) -> str:
    """The page with every shown answer as the advisor gives it now."""
    return SHOWN.sub(lambda shown: _block(shown, advisor), page)


def _block(shown: re.Match[str], advisor: Advisor) -> str:
    question, said = asked(shown), io.StringIO()
    with redirect_stdout(said):
        show(advisor.ask(question), as_json=False)
    begin = shown[0].partition("\n")[0]
    command = f'$ python -m assistant ask "{question.text}" --as-of {question.as_of}'
    return f"{begin}\n```console\n{command}\n{said.getvalue().rstrip()}\n```\n<!-- ask:end -->"


if __name__ == "__main__":
    opened = open_advisor(Settings())
    for path in PAGES:
        path.write_text(answered(path.read_text(encoding="utf-8"), opened), encoding="utf-8")
