"""Where imports come from: the reader of files, and the columns that were chosen for headings before."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from au_desktop.domain.errors import Invalid, UnreadableFile
from au_desktop.services.desk import Change, Desk
from au_desktop.services.imports.import_tables import (
    ImportPlan,
    Mapped,
    Shape,
    SheetTable,
    TableReader,
    plan_table,
)
from au_desktop.services.outcomes import Outcome

T = TypeVar("T")
Added = TypeVar("Added")
ImportAll: TypeAlias = Callable[
    [Sequence[T], str, Callable[[Change], None]], Outcome[tuple[Added, ...]]
]
"""Adds many records, all or none: the records, the reason, and what is written in the same transaction."""

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

    def planned(
        self,
        tables: Sequence[SheetTable],
        shape: Shape[T],
        chosen: Mapped | None = None,
        *,
        guess: bool = False,
    ) -> ImportPlan[T]:
        """Judge every row by what was chosen now, or for these headings in the last imports; see `plan_table`."""
        with self._desk.unit_of_work() as uow:
            remembered = _columns(uow.facts.all(), shape.kind)
        return plan_table(tables, shape, {**remembered, **(chosen or {})}, guess=guess)


def carried_out(
    plan: ImportPlan[T], file_name: str, import_all: ImportAll[T, Added]
) -> Outcome[tuple[Added, ...]]:
    """Add the rows taken, in one transaction, and remember the columns; the log names the file.

    Raises:
        Invalid: no row is taken.
    """
    if not plan.records:
        raise Invalid(plan.kind, "no row of it can be taken")
    return import_all(
        plan.records, f"imported from {file_name}", lambda change: _remember(change, plan)
    )


def _remember(change: Change, plan: ImportPlan[Any]) -> None:
    """Keep what the headings of this file mean; the import itself stands in the log."""
    known = _columns(change.uow.facts.all(), plan.kind)
    text = json.dumps({**known, **plan.mapped}, sort_keys=True, ensure_ascii=False)
    change.uow.facts.put(f"{_FACT}: {plan.kind}", text)


def _columns(facts: Mapping[str, str], kind: str) -> Mapped:
    found: Mapped = json.loads(facts.get(f"{_FACT}: {kind}", "{}"))
    return found
