"""Every entry of the reference data says where it comes from, as of when, and whether it must still be checked."""

import re
from collections.abc import Iterator
from datetime import date

from au_desktop.domain.reference.basis import Basis
from tests.builders import RESOURCES, reference

COMPILED = date(2026, 11, 22)


def bases() -> Iterator[tuple[str, Basis]]:
    data = reference()
    for nuclide in data.nuclides.values():
        yield from ((nuclide.id, basis) for basis in nuclide.bases)
    for drug in data.drugs.values():
        yield from ((drug.id, basis) for basis in drug.bases)
    for limit in data.limits.values():
        yield limit.id, limit.basis
    for profile in data.profiles.values():
        yield profile.id, profile.basis
        yield from ((profile.id, category.basis) for category in profile.categories)
        yield from ((profile.id, route.basis) for route in profile.routes)
    yield from course_bases()


def course_bases() -> Iterator[tuple[str, Basis]]:
    for course in reference().courses.values():
        yield course.id, course.basis
        yield from ((course.id, module.basis) for module in course.modules)


def test_every_entry_has_a_basis_with_a_date() -> None:
    found = list(bases())
    assert found
    for entry, basis in found:
        assert basis.citation.strip(), entry
        assert basis.edition.strip(), entry
        assert basis.as_of >= COMPILED, entry


def test_what_was_not_read_is_to_be_verified() -> None:
    unread = [
        entry for entry, basis in bases() if "not read" in basis.citation and not basis.verify
    ]
    assert unread == []


def test_every_basis_is_used() -> None:
    named = re.findall(
        r'^id = "([^"]+)"', (RESOURCES / "reference/basis.toml").read_text("utf-8"), re.MULTILINE
    )
    files = [p for p in (RESOURCES / "reference").rglob("*.toml") if p.name != "basis.toml"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert [name for name in named if f'basis = "{name}"' not in text] == []
