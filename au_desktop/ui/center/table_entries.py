"""The tables of radiation safety as rows of the reference section: what each entry is called, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from au_desktop.services.wording.safety_words import entry_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from au_desktop.domain.reference.basis import Basis
    from au_desktop.domain.reference.library import Reference

    Tables = tuple[tuple[str, Callable[[Reference], Mapping[str, Any]], Callable[[Any], str]], ...]

TABLE = "table"
_UNSAID = ("id", "basis")


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One entry of a table."""

    table: str
    id: str
    title: str
    entry: Any

    @property
    def basis(self) -> Basis:
        """Where it stands."""
        basis: Basis = self.entry.basis
        return basis

    def facts(self) -> list[tuple[str, str]]:
        """Everything it says, name and value; what lies inside another fact is set in."""
        return [
            ("\u2003" * line.depth + line.name, line.value)
            for line in entry_lines(self.entry, *_UNSAID)
        ]


_TABLES: Tables = (
    (
        "release activities",
        lambda reference: reference.release_activities,
        lambda one: one.nuclide_id,
    ),
    (
        "breastfeeding",
        lambda reference: reference.breastfeeding,
        lambda one: f"{one.agent} ({one.source.value})",
    ),
    (
        "contamination",
        lambda reference: reference.contamination_levels,
        lambda one: f"{one.level_set.value}: {one.area.value}, {one.group.value}",
    ),
    (
        "spills",
        lambda reference: reference.spill_levels,
        lambda one: f"{one.nuclide_id} ({one.published})",
    ),
    ("sewer, Appendix B", lambda reference: reference.sewer_limits, lambda one: one.id),
    (
        "quantities, Appendix C",
        lambda reference: reference.labeling_quantities,
        lambda one: one.id,
    ),
)


def table_entries(reference: Reference) -> tuple[TableEntry, ...]:
    """Every entry of every table, in the order of the files."""
    return tuple(
        TableEntry(table, key, title(entry), entry)
        for table, entries, title in _TABLES
        for key, entry in entries(reference).items()
    )
