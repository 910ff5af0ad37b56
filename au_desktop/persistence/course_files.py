"""Reads the shipped starting points for course templates."""

from au_desktop.domain.reference.didactic_courses import ShippedCourse, ShippedModule
from au_desktop.persistence.basis_entries import Bases, basis_of
from au_desktop.persistence.toml_entries import Entry


def read_course(entry: Entry, bases: Bases) -> ShippedCourse:
    """One course; what its provider does not say is left out of the file."""
    return ShippedCourse(
        id=entry.text("id"),
        title=entry.text("title"),
        provider=entry.text("provider", ""),
        total_hours=entry.decimal("total_hours") if entry.has("total_hours") else None,
        modules=tuple(_module(part, bases) for part in entry.entries("modules")),
        complete=entry.flag("complete"),
        notes=entry.text("notes", ""),
        basis=basis_of(entry, bases),
    )


def _module(entry: Entry, bases: Bases) -> ShippedModule:
    module = ShippedModule(entry.text("title"), entry.text("topic", ""), basis_of(entry, bases))
    entry.close()
    return module
