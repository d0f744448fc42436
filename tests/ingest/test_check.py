"""Every class of fault is found at once, with file and line."""

from pathlib import Path

from ingest import read_base
from tests.conftest import ROOT

# One fault of each class stands in tests/kb_broken: file, line, and what is said of it.
PLANTED = """
cases/no-pair.md:2: id 'no-pair' is used twice. Ids are unique ove
glossary.yaml:2: term 'aid' stands twice. Merge the two.
glossary.yaml:2: term 'aid': no document 'nowhere'. Mend 'doc'.
measures/no-basis.md:5: unknown barrier 'no-such-barrier'. Use an id o
measures/no-basis.md:8: no passage 'no-pair#z'. Name an existing docum
policies/bad-date.md:7: 'issued': must be a date like 2024, 2024-05 or
policies/bad-heading.md:11: heading '## A' has no anchor. Write '## Headin
policies/bad-heading.md:13: unknown heading attribute 'colour=red'. Known:
policies/circle-one.md:10: 'circle-one' replaces itself in a circle. Remo
policies/circle-two.md:10: 'circle-two' replaces itself in a circle. Remo
policies/dangling-link.md:11: link to unknown document 'nowhere'. Mend the i
policies/dangling-section.md:11: link: 'no-pair' has no section 'z'. Mend 'sect
policies/lonely.zh.md:1: no English file beside it. Write the pair or r
policies/marks-differ.zh.md:2: the source marks differ from the English sente
policies/missing-field.md:2: 'sources' is missing. Add it; kb/README.md exp
policies/name-differs.md:2: 'id' is 'other-name'. It must equal the file n
policies/no-front.md:1: no front matter. Begin with '---', the fields,
policies/no-mark.md:13: no source mark after 'The act helps twice.'. E
policies/no-pair.md:1: no Chinese file beside it. Add no-pair.zh.md w
policies/no-such-day.md:7: 'issued': must be a date of the calendar, got
policies/not-yaml.md:2: not valid YAML: expected ',' or ']', but got '
policies/numbers-differ.zh.md:2: numbers differ between the languages: 70, 80.
policies/own-figure.md:13: an [own] sentence carries a figure. Give the f
policies/own-figure.zh.md:3: an [own] sentence carries a figure. Give the f
policies/secondhand-as-firm.zh.md:2: a secondhand fact is stated as if it were firm
policies/section-missing.md:13: section 'b' has no Chinese text. Add '## … {#b
policies/section-missing.zh.md:3: section 'c' has no English text. Add it or rem
policies/sentence-missing.zh.md:1: section 'a': 1 sentences here, 2 in English. G
policies/twice-anchor.md:1: anchor 'a' stands twice. Anchors are unique in
policies/unknown-field.md:10: unknown field 'colour'. Known fields: aliases,
policies/unknown-source.md:8: source Q9 is unknown. Add it to kb/sources.yam
policies/unlisted-source.md:8: source N1 is used but not listed. Add it to 's
policies/unused-source.md:8: source N1 is listed but no sentence uses it. R
policies/unverified-outside.md:13: [unverified] and the section do not agree. Use
policies/unverified-outside.zh.md:3: [unverified] and the section do not agree. Use
policies/weak-as-firm.md:12: a weak fact is stated as if it were firm. Say
sources.yaml:4: source N1 is a mirror with a link. Remove 'url
sources.yaml:5: source N2: links to 'copies.example.com' are n
""".strip().split("\n")


def test_every_planted_fault_is_found_by_file_and_line() -> None:
    found = [str(problem).removeprefix("kb_broken/") for problem in read_base(ROOT / "tests" / "kb_broken").problems]
    assert len(found) == len(PLANTED)
    for line, planted in zip(found, PLANTED, strict=True):
        assert line.startswith(planted)


def test_every_problem_names_a_cure() -> None:
    assert all(problem.cure for problem in read_base(ROOT / "tests" / "kb_broken").problems)


def test_the_base_has_no_problem() -> None:
    assert [str(problem) for problem in read_base(ROOT / "kb").problems] == []


def test_the_tiny_base_has_no_problem() -> None:
    assert read_base(ROOT / "tests" / "kb").problems == ()


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    import pytest

    from ingest import BaseInvalid

    with pytest.raises(BaseInvalid, match="--kb"):
        read_base(tmp_path / "nothing")
