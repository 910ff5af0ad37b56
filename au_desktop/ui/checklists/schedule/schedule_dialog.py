"""Asks what comes again, for what, how often and from when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from au_desktop.domain.checklists.recurring_work import SCHEDULED_ABOUT
from au_desktop.domain.checklists.templates import Need, Recurrence
from au_desktop.domain.errors import Invalid
from au_desktop.ui.checklists.schedule.schedule_words import RECURRENCES
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.labelled_form import Field, choice_field, text_field
from au_desktop.ui.kit.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from au_desktop.domain.checklists.recurring_work import Schedule
    from au_desktop.domain.checklists.templates import Template
    from au_desktop.ui.kit.section import Section

_GRACE = "Days after the due day until it is overdue: the center's own allowance, no rule."


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be scheduled, and for what, by name."""

    templates: tuple[Template, ...]
    things: Mapping[Need, tuple[tuple[UUID, str], ...]]


class ScheduleDialog(RecordDialog):
    """Offers for the chosen checklist the rooms, instruments or people that it needs."""

    def __init__(
        self, title: str, choices: Choices, values: Mapping[str, object], parent: Section
    ) -> None:
        self._choices = choices
        templates = [(one.id, one.title) for one in choices.templates]
        self.template = choice_field(templates, empty="Choose a checklist")
        self.about = choice_field(())
        self.recurrence = choice_field(RECURRENCES)
        self.first_due = DateEdit()
        fields = [
            Field("template_id", "Checklist", self.template, required=True),
            Field("about", "For", self.about),
            Field("recurrence", "How often", self.recurrence, required=True),
            Field("first_due", "First due on", self.first_due, required=True),
            Field("grace_days", "Allowance in days", text_field("0"), _GRACE),
        ]
        super().__init__(title, fields, {}, parent)
        self.setMinimumWidth(560)
        self.template.currentIndexChanged.connect(self._on_template_chosen)
        self.form.set_values(
            {name: values[name] for name in ("template_id", "first_due") if name in values}
        )
        self._on_template_chosen()
        self.form.set_values(values)

    def _on_template_chosen(self, *_: object) -> None:
        template = self._template()
        needed = need_of(template)
        offered = [] if needed is None else list(self._choices.things.get(needed, ()))
        self.about.clear()
        if needed is None:
            self.about.addItem("The center", None)
        for key, name in offered:
            self.about.addItem(name, key)
        self.about.setEnabled(bool(offered))
        if template is not None and template.recurs:
            self.recurrence.setCurrentIndex(self.recurrence.findData(template.recurs[0]))

    def _template(self) -> Template | None:
        wanted = self.template.currentData()
        return next((one for one in self._choices.templates if one.id == wanted), None)

    def made(self, schedule: Schedule, values: Mapping[str, Any]) -> Schedule:
        """The schedule as the form says it.

        Raises:
            Invalid: a value does not fit, or what it is for is missing.
        """
        needed = need_of(self._template())
        about_id = values["about"]
        if needed is not None and about_id is None:
            raise Invalid("about", f"needs a {needed.value}: add one in Center first")
        return replace(
            schedule,
            template_id=str(values["template_id"]),
            recurrence=Recurrence(values["recurrence"]),
            first_due=cast("date", values["first_due"]),
            about=needed,
            about_id=about_id,
            grace_days=_grace(str(values["grace_days"])),
        )


def need_of(template: Template | None) -> Need | None:
    """The room, instrument or person that a checklist is done for."""
    if template is None:
        return None
    return next((need for need in SCHEDULED_ABOUT if need in template.needs), None)


def can_be_scheduled(template: Template) -> bool:
    """Whether its work can come again: what hangs on a case or a trainee does not."""
    return not {Need.CASE, Need.TRAINEE} & set(template.needs)


def schedule_values(schedule: Schedule) -> dict[str, object]:
    """What the form shows of a schedule."""
    return {
        "template_id": schedule.template_id,
        "about": schedule.about_id,
        "recurrence": schedule.recurrence,
        "first_due": schedule.first_due,
        "grace_days": str(schedule.grace_days),
    }


def _grace(text: str) -> int:
    cleaned = text.strip() or "0"
    if not cleaned.isdecimal():
        raise Invalid("grace_days", "is a whole number of days")
    return int(cleaned)
