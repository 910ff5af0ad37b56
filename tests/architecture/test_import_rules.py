"""The import rules hold, and they bite: an import planted against each is found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

ROOMS = (
    "__main__", "app", "cli", "bootstrap", "logs", "clocks", "settings", "paths", "files",
    "domain.radiation.decay", "domain.safety.rooms", "domain.quantities",
    "services.statements.signing", "services.cases.case_log",
    "persistence.engine", "persistence.stores.case_store", "persistence.migrations.versions.first",
    "security.vault", "exchange.excel_writer", "exchange.workbook_reader", "exchange.sheets",
    "ui.main_window", "ui.today.today_page", "ui.cases.cases_page", "ui.kit.theme",
)  # fmt: skip

PLANTED = (
    (
        "domain.quantities",
        "import au_desktop.services.statements.signing",
        "Imports run downwards",
    ),
    ("persistence.engine", "import au_desktop.security.vault", "Imports run downwards"),
    ("cli", "import au_desktop.app", "Imports run downwards"),
    ("ui.today.today_page", "import au_desktop.ui.cases.cases_page", "Pages do not know"),
    ("ui.kit.theme", "import au_desktop.ui.main_window", "Pages do not know"),
    ("domain.radiation.decay", "import au_desktop.domain.safety.rooms", "Domain subjects"),
    (
        "services.statements.signing",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import au_desktop.services.loop",
        "No import loops",
    ),
    ("domain.quantities", "def now():\n    import time", "domain imports only pure"),
    ("services.statements.signing", "import sqlalchemy.engine", "services import no framework"),
    ("bootstrap", "import au_desktop.ui.kit.theme", "Only app and ui load Qt"),
    ("exchange.sheets", "import PySide6.QtCore", "Only app and ui import Qt"),
    ("security.vault", "import sqlcipher3", "Only persistence imports"),
    ("exchange.sheets", "import xlsxwriter", "One file writes workbooks"),
    ("exchange.excel_writer", "import openpyxl", "One file writes workbooks"),
    ("ui.kit.theme", "import reportlab.pdfgen", "Only exchange imports the PDF"),
    ("persistence.engine", "import cryptography.hazmat", "Only security imports"),
    ("persistence.migrations.versions.first", "import au_desktop.domain.quantities", "Migration"),
    ("ui.today.today_page", "import au_desktop.paths", "Only the edges ask"),
)


def _lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=folder,
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"},
    )


def _write(folder: Path, module: str, text: str) -> None:
    file = folder.joinpath("au_desktop", *module.split(".")).with_suffix(".py")
    for room in [file.parent, *file.parents]:
        if room == folder:
            break
        room.mkdir(parents=True, exist_ok=True)
        (room / "__init__.py").touch()
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A package of the agreed layout that holds nothing yet, under the project's own rules."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for module in ROOMS:
        _write(tmp_path, module, "")
    _write(tmp_path, "services.loop", "import au_desktop.services.statements.signing")
    _write(tmp_path, "ui.kit.theme", "import PySide6.QtGui")
    return tmp_path


def test_the_rules_hold() -> None:
    checked = _lint(ROOT)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_an_empty_house_keeps_the_rules(house: Path) -> None:
    checked = _lint(house)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(("module", "text", "rule"), PLANTED)
def test_a_planted_import_is_found(house: Path, module: str, text: str, rule: str) -> None:
    _write(house, module, text + "\n")
    checked = _lint(house)
    assert checked.returncode == 1, checked.stdout + checked.stderr
    broken = [line for line in checked.stdout.splitlines() if " BROKEN" in line]
    assert any(line.startswith(rule) for line in broken), broken


def test_a_room_that_nobody_agreed_on_is_found(house: Path) -> None:
    _write(house, "attic", "")
    checked = _lint(house)
    assert checked.returncode == 1
    assert "attic" in checked.stdout
