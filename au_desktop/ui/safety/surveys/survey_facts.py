"""What is said of a whole survey: why, when, by whom, with which meter, its check and its background."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import InstrumentId
from au_desktop.domain.quantities import DoseRateUnit
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.surveys import MeterCheck, SurveyReason
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)
from au_desktop.ui.kit.moment_edit import MomentEdit
from au_desktop.ui.safety.surveys.survey_words import REASONS
from au_desktop.ui.safety.surveys.typed_numbers import typed_rate
from au_desktop.ui.safety.surveys.wipe_setup import meter_choices

if TYPE_CHECKING:
    from uuid import UUID

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.people import Actor
    from au_desktop.domain.safety.surveys import Survey
    from au_desktop.services.safety.survey_forms import SurveyStart
    from au_desktop.services.safety.survey_take_over import TakenOver

_UNITS = [
    (unit.value, unit.value)
    for unit in (DoseRateUnit.MR_H, DoseRateUnit.MREM_H, DoseRateUnit.USV_H)
]


class SurveyFacts(LabelledForm):
    """The form, filled with the last meter and its background, or with what a checklist says."""

    def __init__(self, start: SurveyStart, now: Moment, actor: Actor) -> None:
        self._actor = actor
        self._surveyed_by: PersonRef | None = None
        when = MomentEdit(now)
        when.set_value(now)
        self.when = when
        meters = choice_field(meter_choices(start.meters), empty="Choose the meter")
        fields = [
            Field("reason", "Reason", choice_field(REASONS)),
            Field("when", "Surveyed at", when),
            Field("by", "Surveyed by", text_field(), required=True),
            Field("meter", "Meter", meters),
            Field("battery", "Battery", QCheckBox("good, no damage")),
            Field("source", "Check source", QCheckBox("reads as marked")),
            Field("unit", "Unit", choice_field(_UNITS)),
            Field("background", "Background", text_field("away from sources")),
            Field("notes", "Notes", paragraph_field(2)),
        ]
        if start.follows is not None:
            done = Field("done_before", "Done since then", paragraph_field(3), required=True)
            fields.insert(1, done)
        if start.amends is not None:
            why = Field("amend_reason", "Amended because", paragraph_field(2), required=True)
            fields.insert(0, why)
        super().__init__(fields, label_width=92)
        background = start.background
        self.set_values({"reason": start.reason, "by": actor.name, "meter": start.meter_id})
        if background is not None:
            self.set_values({"unit": background.unit.value, "background": f"{background.amount}"})
        self.field("reason").setEnabled(start.follows is None and start.amends is None)

    def take(self, taken: TakenOver) -> None:
        """Fill what a checklist says; what it does not ask for stays as it is."""
        by, background = taken.surveyed_by, taken.check.background
        values: dict[str, object] = {
            "reason": taken.reason,
            "battery": taken.check.battery,
            "source": taken.check.source,
            "notes": taken.notes,
        }
        if by is not None:
            self._surveyed_by = by
            values["by"] = by.name
        if taken.meter_id is not None:
            values["meter"] = taken.meter_id
        if background is not None:
            values |= {"background": f"{background.amount}", "unit": background.unit.value}
        self.when.set_value(taken.at)
        self.set_values(values)

    def take_survey(self, survey: Survey) -> None:
        """Fill what an earlier survey said, to be put right."""
        self._surveyed_by = survey.surveyed_by
        values: dict[str, object] = {
            "by": survey.surveyed_by.name,
            "battery": survey.check.battery,
            "source": survey.check.source,
            "notes": survey.notes,
        }
        if survey.meter is not None:
            values["meter"] = survey.meter.id
        if survey.check.background is not None:
            background = survey.check.background
            values |= {"background": f"{background.amount}", "unit": background.unit.value}
        if survey.again is not None:
            values["done_before"] = survey.again.done_before
        self.when.set_value(survey.at)
        self.set_values(values)

    def amend_reason(self) -> str:
        """Why an earlier survey is put right."""
        return str(self.values().get("amend_reason", ""))

    def at(self) -> Moment:
        """When the survey was made; raises `Invalid` while it cannot be read."""
        moment = self.when.value()
        if moment is None:
            raise Invalid("when", "type the day and the time")
        return moment

    def reason(self) -> SurveyReason:
        """Why the survey is made."""
        return SurveyReason(str(self.value("reason")))

    def unit(self) -> str:
        """The unit of a bare number."""
        return str(self.value("unit") or DoseRateUnit.MR_H.value)

    def meter_id(self) -> InstrumentId | None:
        """The meter that was chosen."""
        chosen = cast("UUID | None", self.value("meter"))
        return None if chosen is None else InstrumentId(chosen)

    def check(self) -> MeterCheck:
        """Battery, check source and background; raises `QuantityError`."""
        background = typed_rate(str(self.value("background")), self.unit())
        return MeterCheck(bool(self.value("battery")), bool(self.value("source")), background)

    def person(self) -> PersonRef:
        """Who surveyed: by account where it is the one at work or the one that the checklist names."""
        name = str(self.value("by"))
        if not name:
            raise Invalid("by", "name who surveyed (10 CFR 35.2070)")
        if self._surveyed_by is not None and self._surveyed_by.name == name:
            return self._surveyed_by
        same = name.casefold() == self._actor.name.casefold()
        return PersonRef(name, self._actor.person_id if same else None)

    def done_before(self) -> str:
        """What was done since the round before."""
        return str(self.values().get("done_before", ""))
