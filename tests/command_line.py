"""The command line as tests call it: in this process, with the quickest key derivation that is allowed."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from au_desktop.bootstrap import FileOpening, tools
from au_desktop.cli import command_line
from au_desktop.security.key_slots import FLOOR

COORDINATOR, PRECEPTOR = "Casey Brooks", "Dana Whitfield"


def quick_opening() -> FileOpening:
    return FileOpening(replace(tools(), kdf=FLOOR))


@dataclass(frozen=True)
class Said:
    """What a verb gave back."""

    code: int
    out: str
    err: str

    @property
    def everything(self) -> str:
        return self.out + self.err

    def value(self, key: str) -> str:
        """What stands behind `key: ` on its line."""
        lines = [line for line in self.out.splitlines() if line.startswith(f"{key}: ")]
        assert len(lines) == 1, self.out
        return lines[0].removeprefix(f"{key}: ")


class CommandLine:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> Said:
        self._capsys.readouterr()
        code = command_line.main([str(word) for word in words], quick_opening)
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)
