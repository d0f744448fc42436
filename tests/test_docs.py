"""Nothing written down may rot: commands, settings, fields, reasons, paths and links in the pages are checked here."""

import importlib
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import get_args

import click
import pytest
import typer

from assistant import BASES, NOTICES, REASONS, Advisor, Answer, Citation, Claim, Settings, SourceCard
from evals.advice import NAMES as ADVICE_MEASURES
from evals.gate import Rule
from evals.score import MEANS
from ingest import KINDS, RATINGS
from ingest.metadata import MODELS, Common, Conditions, LinkModel
from ingest.records import Status
from tests.readme import PAGES, SHOWN, answered, asked
from web.strings import STRINGS

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "assistant", "evals")
HEADINGS = ("## Context", "## Decision", "## Refused", "## Consequences")
# What a reader who has only this repository cannot look up.
FOREIGN = re.compile(
    r"(?<![\w.])/(?:work|home|root|tmp|Users|mnt|opt)/|[A-Z]:\\"
    r"|devindex|shared/|\bDESIGN\b|\bSTYLE\b|issues show|\bseeds/|\bsubagent"
)
_FENCE = re.compile(r"^```.*?^```", re.M | re.S)
_COMMAND = re.compile(r"python -m (ingest|assistant|evals) ([a-z]+)([^\n`&|;]*)")
_SCRIPT = re.compile(r"python (\w+\.py)([^\n`&|;]*)")
_MAKE = re.compile(r"\bmake ([a-z]+)\b")
_OPTION = re.compile(r"(?<!\S)(--[a-z][a-z-]*)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TREE = ("ingest", "assistant", "evals", "web", "kb", "tests", "docs")


def pages() -> list[Path]:
    folders = [ROOT / "kb" / "README.md", ROOT / "evals" / "data" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *folders]


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_of(page: str) -> list[str]:
    """What is shown as code on a page: whole blocks and inline pieces, without the output of commands."""
    page = SHOWN.sub(lambda match: "```\n" + "\n".join(re.findall(r"^\$ .*$", match[0], re.M)) + "\n```", page)
    return [*_FENCE.findall(page), *re.findall(r"`([^`\n]+)`", _FENCE.sub("", page))]


def each_page() -> Iterator[tuple[str, str]]:
    return ((str(path.relative_to(ROOT)), text_of(path)) for path in pages())


def section(page: str, heading: str) -> str:
    """The text below a heading up to the next one of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}$\n(.*?)(?=^#+ |\Z)", page, re.M | re.S)
    assert found, f"no heading {heading!r}"
    return found[1]


def first_cells(text: str) -> list[str]:
    """What stands as code in the first column of the tables of a text, row by row."""
    return re.findall(r"^\| `([^`|]+)` \|", text, re.M)


def plain_cells(text: str) -> list[str]:
    """The first column of the tables of a text, without the heading."""
    return re.findall(r"^\| ([^|]+?) \|", text, re.M)[2:]


@cache
def commands(package: str) -> dict[str, click.Command]:
    group = typer.main.get_command(importlib.import_module(f"{package}.__main__").app)
    return dict(group.commands)  # type: ignore[attr-defined]


@cache
def make_targets() -> frozenset[str]:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert phony
    return frozenset(phony[1].split())


def test_every_command_on_a_page_exists_with_its_options() -> None:
    wrong = []
    for where, page in each_page():
        for code in code_of(page):
            for package, name, rest in _COMMAND.findall(code):
                if name not in commands(package):
                    wrong.append(f"{where}: python -m {package} {name}")
                    continue
                known = {option for parameter in commands(package)[name].params for option in parameter.opts}
                wrong += [f"{where}: {package} {name} {option}" for option in set(_OPTION.findall(rest)) - known]
            wrong += [f"{where}: make {target}" for target in _MAKE.findall(code) if target not in make_targets()]
            for file, rest in _SCRIPT.findall(code):
                source = text_of(ROOT / file) if (ROOT / file).exists() else ""
                wrong += [] if source else [f"{where}: python {file}"]
                wrong += [
                    f"{where}: {file} {option}" for option in _OPTION.findall(rest) if f'"{option}"' not in source
                ]
    assert wrong == []


def test_the_readme_names_every_command() -> None:
    shown = " ".join(code_of(text_of(ROOT / "README.md")))
    wanted = [f"python -m {package} {name}" for package in PACKAGES for name in commands(package)]
    wanted += [f"make {target}" for target in make_targets()]
    assert [command for command in wanted if not re.search(rf"{command}\b", shown)] == []


def test_ci_runs_what_the_readme_says() -> None:
    ran = _MAKE.findall((ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert ran == ["test"]
    assert "`make test`" in text_of(ROOT / "README.md")


def test_the_readme_has_every_setting_with_its_default() -> None:
    rows = dict(
        re.findall(r"^\| `GONGZHI_(\w+)` \| `([^`]*)` \|", section(text_of(ROOT / "README.md"), "Settings"), re.M)
    )
    assert rows == {name.upper(): str(field.default) for name, field in Settings.model_fields.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_base_readme_has_every_field_of_a_kind(kind: str) -> None:
    title = "a theory document" if kind == "theory" else f"a {kind}"
    rows = first_cells(section(text_of(ROOT / "kb" / "README.md"), f"Fields of {title}"))
    assert sorted(rows) == sorted(MODELS[kind].model_fields.keys() - Common.model_fields.keys() - {"kind"})


def test_the_base_readme_has_the_fields_of_every_kind() -> None:
    rows = first_cells(section(text_of(ROOT / "kb" / "README.md"), "Fields of every kind"))
    assert sorted(rows) == sorted([*Common.model_fields, "kind"])


def test_the_base_readme_names_the_fields_inside_fields() -> None:
    page = text_of(ROOT / "kb" / "README.md")
    link, conditions = (
        next(line for line in page.splitlines() if line.startswith(f"| `{name}`")) for name in ("links", "conditions")
    )
    assert re.findall(r"\w+", re.search(r"\{(.*?)\}", link)[1]) == [  # type: ignore[index]
        field.alias or name for name, field in LinkModel.model_fields.items()
    ]
    assert re.findall(r"`(\w+)`", conditions)[1 : 1 + len(Conditions.model_fields)] == list(Conditions.model_fields)


def test_the_base_readme_has_every_rating() -> None:
    page = text_of(ROOT / "kb" / "README.md")
    table = page[page.index("| rating |") : page.index("Heading attributes")]
    assert sorted(first_cells(table)) == sorted(RATINGS)


@pytest.mark.parametrize(
    ("heading", "words"),
    [("Reasons", REASONS), ("Notices", NOTICES), ("Basis", BASES), ("Validity", get_args(Status))],
)
def test_the_answers_page_explains_every_word_of_an_answer(heading: str, words: tuple[str, ...]) -> None:
    assert first_cells(section(text_of(ROOT / "docs" / "answers.md"), heading)) == list(words)


def test_the_answers_page_has_every_field() -> None:
    page = text_of(ROOT / "docs" / "answers.md")
    for heading, record in (("Answer", Answer), ("Claim", Claim), ("Citation", Citation), ("Source", SourceCard)):
        assert first_cells(section(page, heading)) == [field.name for field in fields(record)], heading


def test_the_data_card_explains_every_measure() -> None:
    rows = first_cells(text_of(ROOT / "evals" / "data" / "README.md"))
    assert {*MEANS, *ADVICE_MEASURES} <= set(rows)


def test_the_evaluation_page_explains_every_rule_of_the_gate() -> None:
    assert first_cells(section(text_of(ROOT / "docs" / "evaluation.md"), "The gate")) == list(get_args(Rule))


def test_every_decision_has_its_four_parts() -> None:
    found = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in found] == list(range(1, len(found) + 1))
    for path in found:
        parts = tuple(re.findall(r"^## \w+", text_of(path), re.M))
        assert parts == HEADINGS, path.name
        assert len(text_of(path).split()) < 700, f"{path.name}: more than a page"


def test_every_decision_that_the_code_names_exists() -> None:
    numbers = {path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")}
    files = [path for package in (*PACKAGES, "web") for path in (ROOT / package).rglob("*.py")]
    named = {number for path in files for number in re.findall(r"docs/decisions/(\d{4})", text_of(path))}
    assert named <= numbers


def test_no_page_names_a_machine_or_a_tool_of_ours() -> None:
    wrong = [
        f"{where}:{number}: {found[0]}"
        for where, page in each_page()
        for number, line in enumerate(page.splitlines(), 1)
        if (found := FOREIGN.search(line))
    ]
    assert wrong == []


def test_every_link_and_image_leads_somewhere() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in pages()
        for target in _LINK.findall(_FENCE.sub("", text_of(path)))
        if not re.match(r"https?:|#", target) and not (path.parent / target.partition("#")[0]).exists()
    ]
    assert wrong == []


def test_every_path_on_a_page_exists() -> None:
    """Paths below our folders, written as code; those with a placeholder are patterns and pass."""
    wrong = [
        f"{where}: {code}"
        for where, page in each_page()
        for code in re.findall(r"`([^`\s]+)`", _FENCE.sub("", page))
        if code.split("/")[0] in _TREE and "/" in code and not re.search(r"[<>*…]|NNNN", code)
        if not (ROOT / code.partition("#")[0].partition("::")[0]).exists()
    ]
    assert wrong == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_shows_answers_in_both_languages_as_they_are_given(path: Path, real_advisor: Advisor) -> None:
    page = text_of(path)
    questions = [match["question"] for match in SHOWN.finditer(page)]
    assert {re.search(r"[一-鿿]", question) is None for question in questions} == {True, False}
    assert answered(page, real_advisor) == page, "write them anew with: python -m tests.readme"


def test_every_kind_reason_and_notice_has_its_example(real_advisor: Advisor) -> None:
    page = text_of(ROOT / "docs" / "answers.md")
    page = page[page.index("## Worked examples") :]
    rows = re.findall(r"^\| (.+?) \| (answered|abstained)(?:, `(\w+)`)? \|$", page, re.M)
    words = {word for _, _, word in rows if word}
    assert {*REASONS, *NOTICES} - words == set(re.findall(r"^- `(\w+)`", section(page, "Not shown"), re.M))
    only_chinese = set(re.findall(r"^`(\w+)` is shown in Chinese only", page, re.M))
    for heading, status, word in rows:
        answers = [real_advisor.ask(asked(shown)) for shown in SHOWN.finditer(section(page, heading))]
        assert [answer.language for answer in answers] == (["zh"] if word in only_chinese else ["en", "zh"]), heading
        for answer in answers:
            assert answer.status == status, answer.question
            assert not word or word in {answer.reason, *(notice.kind for notice in answer.notices)}, answer.question


@pytest.mark.parametrize("name", ["speed", "evals"])
def test_the_readme_has_a_place_for_what_was_measured(name: str) -> None:
    page = text_of(ROOT / "README.md")
    assert page.count(f"<!-- {name}:begin -->") == page.count(f"<!-- {name}:end -->") == 1
    assert page.index(f"<!-- {name}:begin -->") < page.index(f"<!-- {name}:end -->")


def test_the_glossary_gives_every_word_once_in_both_languages() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text_of(ROOT / "docs" / "glossary.md").splitlines()
        if line.startswith("| ") and not line.startswith(("| ---", "| word"))
    ]
    assert all(len(row) == 3 and all(row) for row in rows)
    assert all(re.search(r"[一-鿿]", row[1]) for row in rows)
    words = [word.strip() for row in rows for word in row[0].split(",")]
    assert sorted(words) == sorted(set(words))
    spoken = {word.replace(" ", "_") for word in words}
    assert {*BASES, *KINDS, *RATINGS, *get_args(Status)} <= spoken


def test_the_user_guide_uses_the_words_of_the_page() -> None:
    page, words = text_of(ROOT / "docs" / "user-guide.md"), STRINGS["en"]
    named = [*re.findall(r"\*\*(.+?)\*\*", page), *plain_cells(section(page, "Scope"))]
    assert [name for name in named if name not in " · ".join(words.values())] == []
    assert plain_cells(section(page, "What an abstention means")) == [words[f"reason_{reason}"] for reason in REASONS]
