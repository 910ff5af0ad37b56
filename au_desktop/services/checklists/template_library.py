"""The center's checklist templates: packaged ones are taken in by hash, old versions stay for their runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import NotFound
from au_desktop.domain.roles import Permission, may
from au_desktop.services.changes import Changes, Kind
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """One template in use, with the hash that its runs name."""

    digest: str
    template: Template


class TemplateLibrary:
    """Use cases about templates."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def current(self) -> tuple[TemplateEntry, ...]:
        """The version of every template that is in use today, by title."""
        with self._desk.unit_of_work() as uow:
            return tuple(
                TemplateEntry(digest, template)
                for digest, template in uow.templates.current(self._desk.today())
            )

    def template(self, template_id: str) -> Template:
        """The version of one template that is in use today; raises `NotFound`."""
        with self._desk.unit_of_work() as uow:
            return newest_template(uow, template_id, self._desk.today())

    def take_in(self, packaged: Sequence[Template]) -> Changes:
        """Store the packaged versions that the center does not have yet; nothing to do is no change.

        A version that the center published itself stays in front of whatever the program brings.
        Anyone who may fill checklists brings a new program version's templates with them; the log says so.
        """
        if self._desk.read_only or not may(self._desk.actor.role, Permission.FILL_CHECKLISTS):
            return Changes()
        with self._desk.unit_of_work() as uow:
            missing = [
                (template_digest(template), template)
                for template in packaged
                if not uow.templates.has(template_digest(template))
            ]
        if not missing:
            return Changes()
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            for digest, template in missing:
                change.uow.templates.add(digest, template, change.at)
                label = f"{template.title}, version {template.version}"
                facts = {"id": template.id, "version": template.version, "digest": digest}
                change.record("take in template", Subject(Kind.TEMPLATE, None, label), None, facts)
        return change.changes


def newest_template(uow: UnitOfWork, template_id: str, day: date) -> Template:
    """The version of one template that is in use on a day, in the open transaction; raises `NotFound`."""
    for _, template in uow.templates.current(day):
        if template.id == template_id:
            return template
    raise NotFound("template", template_id)
