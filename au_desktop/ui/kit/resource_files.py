"""Reads the icons, styles and help texts that are shipped with the program."""

from functools import cache
from pathlib import Path

from au_desktop import paths


@cache
def resource_folder() -> Path:
    """The folder `resources`."""
    return paths.resources_folder()


def read_text(*parts: str) -> str:
    """The text of one resource file.

    Raises:
        FileNotFoundError: there is no such file, or the installation is incomplete.
    """
    return resource_folder().joinpath(*parts).read_text(encoding="utf-8")
