"""Tests of the center's templates: taken in once by hash, the newest in use, logged."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.errors import NotFound
from au_desktop.domain.roles import Role
from au_desktop.services.changes import Kind
from tests.checklist_examples import a_template
from tests.memory_services import ADMINISTERED, SURVEY, MemoryServices

NEW = a_template(id="new", title="A new one")


def test_what_is_missing_is_taken_in_once() -> None:
    center = MemoryServices()
    library = center.work(Role.TRAINEE).templates
    changes = library.take_in((NEW, SURVEY))
    assert changes.touches(Kind.TEMPLATE)
    assert [entry.verb for entry in center.log] == ["take in template"]
    assert center.log[0].fields["digest"] == [None, template_digest(NEW)]
    assert center.log[0].subject == "A new one, version 1"
    assert not library.take_in((NEW, SURVEY)).kinds
    assert len(center.log) == 1


@pytest.mark.parametrize(("role", "read_only"), [(Role.INSPECTOR, ""), (Role.RSO, "restored")])
def test_who_may_not_write_brings_nothing(role: Role, read_only: str) -> None:
    center = MemoryServices()
    assert not center.work(role, read_only).templates.take_in((NEW,)).kinds
    assert center.log == []


def test_the_newest_version_is_in_use() -> None:
    center = MemoryServices()
    newer = replace(ADMINISTERED, version=2, title="Zz newer")
    center.work().templates.take_in((newer,))
    library = center.work().templates
    assert [entry.template for entry in library.current()] == [SURVEY, newer]
    assert library.current()[1].digest == template_digest(newer)
    assert library.template(ADMINISTERED.id) == newer
    with pytest.raises(NotFound):
        library.template("other")
