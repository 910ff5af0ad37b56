"""Reads the named bases that entries of the reference data refer to."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from au_desktop.domain.reference.basis import Basis
from au_desktop.persistence.toml_entries import Entry, read_toml

Bases = Mapping[str, Basis]


def read_bases(path: Path) -> Bases:
    """Every basis of the file, by its name."""
    document = Entry(path.name, "", read_toml(path))
    found: dict[str, Basis] = {}
    for entry in document.entries("basis"):
        name = entry.text("id")
        entry.relabel(name)
        if name in found:
            raise entry.refuse("the id is used twice")
        found[name] = Basis(
            citation=entry.text("citation"),
            edition=entry.text("edition"),
            as_of=entry.day("as_of"),
            verify=entry.flag("verify"),
            note=entry.text("note", ""),
        )
        entry.close()
    document.close()
    return MappingProxyType(found)


def basis_of(entry: Entry, bases: Bases, key: str = "basis") -> Basis:
    """The basis that an entry names."""
    name = entry.text(key)
    if name not in bases:
        raise entry.refuse(f"{key} {name!r} is not in basis.toml")
    return bases[name]
