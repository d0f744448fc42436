"""The front doors: what a package offers is listed, sorted and there."""

import importlib

import pytest

PACKAGES = ("ingest", "assistant", "evals", "web")


def rank(name: str) -> tuple[int, str]:
    """Ruff's order: CONSTANTS, then Classes, then functions, each by name."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2), name


def offered(package: str) -> list[str]:
    return list(getattr(importlib.import_module(package), "__all__", []))


@pytest.mark.parametrize("package", PACKAGES)
def test_what_a_package_offers_is_sorted_and_listed_once(package: str) -> None:
    names = offered(package)
    assert names == sorted(set(names), key=rank)


@pytest.mark.parametrize("package", PACKAGES)
def test_what_a_package_offers_can_be_imported(package: str) -> None:
    module = importlib.import_module(package)
    assert [name for name in offered(package) if not hasattr(module, name)] == []


@pytest.mark.parametrize("package", ["ingest", "assistant"])
def test_the_packages_that_others_build_on_say_what_they_offer(package: str) -> None:
    assert offered(package)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_front_door_says_where_to_start(package: str) -> None:
    assert (importlib.import_module(package).__doc__ or "").strip()
