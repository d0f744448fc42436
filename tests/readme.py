"""The answers that README.md shows, as the assistant gives them; `python -m tests.readme` writes them there anew."""

import io
import re
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

from assistant import Advisor, Question, Settings, open_advisor
from assistant.__main__ import show

README = Path(__file__).parent.parent / "README.md"
SHOWN = re.compile(r'<!-- ask:begin question="(?P<question>[^"]+)" -->\n.*?<!-- ask:end -->', re.S)
AS_OF = date(2026, 11, 22)


def answered(page: str, advisor: Advisor) -> str:
    """The page with every shown answer as the advisor gives it now."""
    return SHOWN.sub(lambda match: _block(match["question"], advisor), page)


def _block(question: str, advisor: Advisor) -> str:
    said = io.StringIO()
    with redirect_stdout(said):
        show(advisor.ask(Question(question, AS_OF)), as_json=False)
    command = f'$ python -m assistant ask "{question}" --as-of {AS_OF}'
    return (
        f'<!-- ask:begin question="{question}" -->\n```console\n{command}\n'
        f"{said.getvalue().rstrip()}\n```\n<!-- ask:end -->"
    )


if __name__ == "__main__":
    README.write_text(answered(README.read_text(encoding="utf-8"), open_advisor(Settings())), encoding="utf-8")
