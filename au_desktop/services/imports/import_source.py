"""Where imports come from: the reader of files, and the columns that were chosen for headings before."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from au_desktop.domain.errors import UnreadableFile
from au_desktop.services.desk import Change, Desk
from au_desktop.services.imports.import_tables import ImportPlan, Mapped, SheetTable, TableReader

_FACT = "import columns"


class ImportSource:
    """Reads files, and knows what headings meant the last time."""

    def __init__(self, desk: Desk, reader: TableReader | None = None) -> None:
        self._desk = desk
        self._reader = reader

    def read(self, path: Path) -> Sequence[SheetTable]:
        """The sheets of a file.

        Raises:
            UnreadableFile: the file is no table that can be read.
        """
        if self._reader is None:
            raise UnreadableFile(str(path), "this installation cannot read such files")
        return self._reader(path)

    def remembered(self, kind: str) -> Mapped:
        """Headings with the columns that a person chose for them in the last imports of this kind."""
        with self._desk.unit_of_work() as uow:
            return _columns(uow.facts.all(), kind)


def remember(change: Change, plan: ImportPlan[Any]) -> None:
    """Keep what the headings of this file mean; the import itself stands in the log."""
    known = _columns(change.uow.facts.all(), plan.kind)
    text = json.dumps({**known, **plan.mapped}, sort_keys=True, ensure_ascii=False)
    change.uow.facts.put(f"{_FACT}: {plan.kind}", text)


def _columns(facts: Mapping[str, str], kind: str) -> Mapped:
    found: Mapped = json.loads(facts.get(f"{_FACT}: {kind}", "{}"))
    return found
