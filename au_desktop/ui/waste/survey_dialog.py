"""The survey of a container: meter, conditions, background, every side, and the verdict told while it is typed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.quantities import DoseRate, DoseRateUnit
from au_desktop.domain.safety.waste_surveys import (
    MeterUnit,
    Side,
    SideReading,
    SurveyCondition,
)
from au_desktop.services.safety.waste_rules import SurveyEntry
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.dialog_values import made
from au_desktop.ui.kit.labelled_form import Field, choice_field, text_field
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8, State
from au_desktop.ui.waste.waste_fields import (
    meter_field,
    moment_field,
    moment_of,
    number_field,
    number_of,
    person_field,
    person_of,
    words_of,
)

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from au_desktop.domain.ids import InstrumentId
    from au_desktop.domain.safety.waste import Container
    from au_desktop.ui.kit.section import Section

_AGAIN = timedelta(days=14)
_CHECKLIST = (
    "A filled checklist “Waste survey before disposal” is not taken over: it keeps the highest reading only, "
    "and this record needs every side."
)
_RATES = {MeterUnit.MR_H, MeterUnit.MREM_H, MeterUnit.USV_H}


class SideFields(QWidget):
    """One small field for each side of the container."""

    def __init__(self) -> None:
        super().__init__()
        self.edits: dict[Side, QLineEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_8)
        grid.setVerticalSpacing(SPACE_4)
        for at, side in enumerate(Side):
            edit = named(number_field(), f"Reading at the {side.value}")
            self.edits[side] = edit
            row, column = divmod(at, 3)
            grid.addWidget(QLabel(side.value.capitalize()), row * 2, column)
            grid.addWidget(edit, row * 2 + 1, column)
        self.setFocusProxy(self.edits[Side.TOP])

    def value(self) -> tuple[SideReading, ...]:
        """The readings; sides that are empty are left out."""
        return tuple(
            SideReading(side, number_of(edit.text(), "readings"))
            for side, edit in self.edits.items()
            if edit.text().strip()
        )


class SurveyDialog(RecordDialog):
    """Writes the survey down and closes."""

    def __init__(self, section: Section, container: Container) -> None:
        context = section.context
        self._section, self._container = section, container
        self.sides = SideFields()
        self.conditions = TickList()
        self.conditions.set_choices(
            [(one.value, one.value.capitalize()) for one in SurveyCondition]
        )
        self.next_day = DateEdit(context.today() + _AGAIN)
        finding = choice_field(
            ((True, "Cannot be told from background"), (False, "Above background")),
            empty="Choose",
        )
        meter = meter_field(context)
        units = choice_field([(unit, unit.value) for unit in MeterUnit])
        level = context.services.waste_rules.background_level()
        fields = (
            Field("at", "Surveyed", moment_field(context)),
            Field("by", "By", person_field(context)),
            Field("meter", "Meter", meter, required=True),
            Field("conditions", "Before reading", self.conditions),
            Field("unit", "All readings in", units),
            Field(
                "background",
                "Background there",
                number_field("0.02"),
                f"Below {level} by the model procedure (needs checking); at the place of the survey.",
                required=True,
            ),
            Field("readings", "At the surface", self.sides, "Every side, no shielding between."),
            Field("finding", "Finding", finding, required=True),
            Field("why", "Why not to be told", text_field("needle swings by as much"), ""),
            Field("next_survey", "Survey again on", self.next_day),
            Field("notes", "Notes", text_field()),
        )
        super().__init__(
            f"Survey {container.code}", fields, _before(container), section, "Save survey"
        )
        self.add_text(_CHECKLIST)
        self._finding = finding
        self.verdict = Notice("")
        self.body.addWidget(self.verdict)
        self.let_scroll(640, 700)
        for edit in self.sides.edits.values():
            edit.textChanged.connect(self._tell)
        self.form.changed.connect(self._tell)
        self.filled.connect(self._on_filled)
        self._tell()
        self.open()

    def _entry(self) -> SurveyEntry:
        values = self.form.values()
        met = cast("tuple[str, ...]", values["conditions"])
        if values["finding"] is None:
            raise Invalid("finding", "choose what the meter showed")
        return SurveyEntry(
            at=moment_of(values),
            by=person_of(cast("QComboBox", self.form.field("by"))),
            instrument_id=cast("InstrumentId", values["meter"]),
            unit=MeterUnit(str(values["unit"])),
            background=number_of(values["background"], "background"),
            readings=self.sides.value(),
            conditions=tuple(one for one in SurveyCondition if one.value in met),
            indistinguishable=bool(values["finding"]),
            why=words_of(values, "why"),
            next_survey=cast("date | None", values["next_survey"]),
            notes=words_of(values, "notes"),
        )

    def _tell(self, *_: object) -> None:
        """The numbers against each other, and what is still missing."""
        passes = self._finding.currentData()
        self.next_day.setEnabled(passes is False)
        self.form.field("why").setEnabled(passes is not False)
        self.verdict.say(*self._verdict())

    def _verdict(self) -> tuple[str, str]:
        try:
            background = number_of(self.form.value("background"), "background")
            readings = self.sides.value()
        except DomainError:
            return "", State.INFO
        if not readings:
            return "", State.INFO
        unit = MeterUnit(str(self.form.value("unit")))
        net = max(reading.value for reading in readings) - background
        said = f"Highest {net + background} {unit.value}, background {background} {unit.value}: "
        said += f"{net} {unit.value} above it." if net > 0 else "not above it."
        said += self._high_background(background, unit)
        more, state = self._what_is_left(readings, net)
        return f"{said} {more}", state

    def _what_is_left(self, readings: tuple[SideReading, ...], net: Decimal) -> tuple[str, str]:
        left = [side.value for side in Side if side not in {r.side for r in readings}]
        missing = len(SurveyCondition) - len(self.conditions.value())
        if left:
            return f"Still to read: {', '.join(left)}.", State.INFO
        if missing:
            return f"{missing} of the conditions are not confirmed.", State.ATTENTION
        if net > 0:
            return self._margin_words(), State.ATTENTION
        return "The finding is yours; the rule gives no number.", State.OK

    def _margin_words(self) -> str:
        margin = self._section.context.services.waste_rules.margin()
        if margin.own:
            return (
                f"Your center takes up to {margin.words} above it as background ({margin.basis})."
            )
        return "If it cannot be told from background, say why."

    def _high_background(self, background: Decimal, unit: MeterUnit) -> str:
        if unit not in _RATES:
            return ""
        level = self._section.context.services.waste_rules.background_level()
        here = DoseRate(background, DoseRateUnit(unit.value))
        return "" if here < level else f" This is no place of low background (below {level})."

    def _on_filled(self, _values: object) -> None:
        entry = made(self, self._entry)
        if entry is None:
            return
        storage = self._section.context.services.waste_storage
        work = partial(storage.survey, self._container.id, entry)
        done = "passed" if entry.indistinguishable else "kept; back to storage"
        self._section.carry_out(work, f"Survey of {self._container.code} {done}.", self, self.form)


def _before(container: Container) -> dict[str, object]:
    """What the last survey of this container began with."""
    if not container.surveys:
        return {}
    last = container.surveys[-1]
    return {"meter": last.meter.id, "unit": last.unit, "background": str(last.background)}
