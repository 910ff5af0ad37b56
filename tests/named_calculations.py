"""Runs a named calculation as the command line would, for tests."""

from typing import Any

from au_desktop.services.calculating.named_results import NamedResult, run_named
from tests.builders import reference


def result(name: str, **typed: str) -> NamedResult:
    """The result of a calculation; keyword underscores stand for hyphens."""
    return run_named(name, typed, reference())


def found(name: str, **typed: str) -> dict[str, Any]:
    """The document of a calculation's result, as a script reads it."""
    return result(name, **typed).document()
