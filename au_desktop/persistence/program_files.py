"""Reads the shipped starting points for program and host profiles."""

from au_desktop.domain.reference.programs import ShippedHost, ShippedItem, ShippedProgram
from au_desktop.persistence.basis_entries import Bases, basis_of
from au_desktop.persistence.toml_entries import Entry


def read_program(entry: Entry, bases: Bases) -> ShippedProgram:
    """One training program; what its sponsor does not say is left out of the file."""
    return ShippedProgram(
        id=entry.text("id"),
        title=entry.text("title"),
        edition=entry.text("edition"),
        days=entry.whole("days") if entry.has("days") else None,
        cases=entry.whole("cases") if entry.has("cases") else None,
        membership_asked=_flag(entry, "membership_asked"),
        classroom_first=_flag(entry, "classroom_first"),
        documents=entry.texts("documents"),
        notes=entry.text("notes", ""),
        basis=basis_of(entry, bases),
    )


def read_host(entry: Entry, bases: Bases) -> ShippedHost:
    """One example of a host's list."""
    return ShippedHost(
        id=entry.text("id"),
        title=entry.text("title"),
        notes=entry.text("notes", ""),
        items=tuple(_item(part, bases) for part in entry.entries("items")),
        basis=basis_of(entry, bases),
    )


def _item(entry: Entry, bases: Bases) -> ShippedItem:
    item = ShippedItem(
        title=entry.text("title"),
        owner=entry.text("owner"),
        days_before=entry.whole("days_before"),
        basis=basis_of(entry, bases),
    )
    entry.close()
    return item


def _flag(entry: Entry, key: str) -> bool | None:
    return entry.flag(key) if entry.has(key) else None
