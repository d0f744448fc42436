"""The shape of the code as docs/architecture.md draws it: arrows, front doors, late imports, dates as arguments."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "assistant", "evals", "web")
# Who may import whom: along the arrows, as far as they lead.
MAY_IMPORT = {
    "ingest": set(),
    "assistant": {"ingest"},
    "evals": {"assistant", "ingest"},
    "web": {"assistant", "ingest"},
    "app": {"web", "assistant", "ingest"},
}
# Libraries that are slow to import, and the one place where each may be.
ADDRESSES = {
    "chromadb": ("ingest/index.py",),
    "sentence_transformers": ("ingest/embed.py",),
    "torch": ("ingest/embed.py", "ingest/adapter.py", "ingest/bridge.py", "ingest/contrast.py"),
    "gradio": ("web/", "app.py"),
    "jieba": ("assistant/segments.py", "evals/"),
    "langchain": ("assistant/llm.py",),
    "langchain_core": ("assistant/llm.py", "assistant/langchain.py"),
    "openai": ("assistant/llm.py",),
    "ollama": ("assistant/llm.py",),
}
MAY_READ_THE_CLOCK = ("__main__.py", "app.py")
MOST_LINES = 400


def modules() -> list[Path]:
    files = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [*files, *ROOT.glob("app.py")]


def name_of(path: Path) -> str:
    """`ingest/index.py` is `ingest.index`, `ingest/__init__.py` is `ingest`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every imported module with its line, those inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or ""), node.lineno


def parsed() -> list[tuple[Path, str, ast.Module]]:
    return [(path, str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))) for path in modules()]


def test_imports_go_along_the_arrows() -> None:
    wrong = [
        f"{where}:{line}: {home} must not import {module}"
        for path, where, tree in parsed()
        for home in [name_of(path).split(".")[0]]
        for module, line in imports(tree)
        for other in [module.split(".")[0]]
        if other in MAY_IMPORT and other != home and other not in MAY_IMPORT[home]
    ]
    assert wrong == []


def test_another_package_is_entered_by_its_front_door() -> None:
    wrong = [
        f"{where}:{line}: import from {module.split('.')[0]}, not from {module}"
        for path, where, tree in parsed()
        for module, line in imports(tree)
        if "." in module and module.split(".")[0] in MAY_IMPORT and module.split(".")[0] != name_of(path).split(".")[0]
    ]
    assert wrong == []


def test_no_relative_imports() -> None:
    assert [where for _, where, tree in parsed() if any(module.startswith(".") for module, _ in imports(tree))] == []


def test_no_module_imports_itself_in_a_circle() -> None:
    known = {name_of(path) for path in modules()}
    graph: dict[str, set[str]] = {}
    for path, _, tree in parsed():
        found = {module for module, _ in imports(tree) if module in known}
        for node in ast.walk(tree):  # `from assistant import decide` names a module too
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {f"{node.module}.{alias.name}" for alias in node.names} & known
        # Inside a package `from package import module` needs the package's front door first, which imports it anyway.
        graph[name_of(path)] = {module for module in found if not name_of(path).startswith(f"{module}.")}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(f"circle: {' → '.join(circle.args[1])}")


def test_heavy_libraries_have_one_address() -> None:
    wrong = [
        f"{where}:{line}: {module} belongs in {' or '.join(ADDRESSES[library])}"
        for _, where, tree in parsed()
        for module, line in imports(tree)
        for library in [module.split(".")[0]]
        if library in ADDRESSES and not where.startswith(ADDRESSES[library])
    ]
    assert wrong == []


@pytest.mark.parametrize("package", ["ingest", "assistant"])
def test_importing_a_package_loads_nothing_heavy(package: str) -> None:
    code = f"import sys, {package}; print(*sorted(sys.modules.keys() & {set(ADDRESSES)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split() == []


def test_only_the_entry_points_read_the_clock_for_a_date() -> None:
    wrong = [
        f"{where}:{node.lineno}: take the date as an argument"
        for path, where, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "today" and path.name not in MAY_READ_THE_CLOCK
    ]
    assert wrong == []


def test_no_module_is_too_long_to_read() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {where: length for where, length in lengths.items() if length > MOST_LINES} == {}


@pytest.mark.parametrize("package", ["ingest", "assistant", "evals"])
def test_every_package_has_the_same_doors(package: str) -> None:
    doors = ("__init__.py", "__main__.py", "records.py")
    assert [door for door in doors if not (ROOT / package / door).exists()] == []


def test_records_never_change() -> None:
    wrong = [
        f"{where}:{node.lineno}: {node.name}"
        for path, where, tree in parsed()
        if path.name == "records.py"
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        if "frozen=True" not in "".join(ast.unparse(decorator) for decorator in node.decorator_list)
    ]
    assert wrong == []


def test_claims_and_citations_are_made_by_the_verifier_alone() -> None:
    """Evaluation makes records of its own from what a run reports; they have other names."""
    makers = {
        where
        for _, where, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Claim", "Citation")
    }
    assert makers == {"assistant/verify.py"}


def test_the_base_holds_no_code() -> None:
    assert {path.suffix or path.name for path in (ROOT / "kb").rglob("*") if path.is_file()} <= {
        ".md",
        ".yaml",
        "LICENSE",
    }
