"""Finds the place where a file may be put when the one asked for is open in another program."""

from itertools import count
from pathlib import Path


def free_place(target: Path) -> Path:
    """The target, or "name (2).xlsx" and so on where the target is open in a spreadsheet program."""
    if not in_use(target):
        return target
    return next(
        place
        for number in count(2)
        if not (place := target.with_name(f"{target.stem} ({number}){target.suffix}")).exists()
    )


def in_use(target: Path) -> bool:
    """Whether Excel or LibreOffice left its mark beside the file, or the system refuses to open it for writing."""
    marks = (f"~${target.name}", f".~lock.{target.name}#")
    if any(target.with_name(mark).exists() for mark in marks):
        return True
    if not target.is_file():
        return False
    try:
        with target.open("r+b"):
            return False
    except PermissionError:
        return True
