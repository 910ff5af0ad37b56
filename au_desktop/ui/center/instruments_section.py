"""Instruments: what they are, when they were calibrated, and whether they may be used today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QSpinBox

from au_desktop.domain.ids import InstrumentId
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.services.changes import Kind
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.safety.fitness_words import FITNESS_STATES, FITNESS_WORDS
from au_desktop.ui.kit.section import Section

if TYPE_CHECKING:
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.section import SectionContext

_KINDS = [(kind, kind.value.capitalize()) for kind in InstrumentKind]
_NEW = Instrument(InstrumentId(UUID(int=0)), "new", InstrumentKind.SURVEY_METER)
INTERVAL_HINT = (
    "Survey meters: at least every 12 months and after repair (10 CFR 35.61). Activity instruments: by the standard or "
    "the manufacturer (35.60)."
)


class InstrumentsSection(Section):
    """The table of instruments with a detail pane."""

    watches = frozenset({Kind.INSTRUMENT})
    permission = Permission.MANAGE_INSTRUMENTS

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Instruments")
        self._style = context.settings.date_style
        self._instruments: tuple[Instrument, ...] = ()
        table = RowTable(
            _columns(context.today(), self._style),
            name="Instruments",
            key=lambda row: row.id,
            stretch="name",
        )
        empty = EmptyState(
            "instruments",
            "No instruments yet",
            "Survey meters, dose calibrators and wipe counters with their calibration. Checklists refuse one that is overdue.",
            "Add instrument",
        )
        self.panel = ListPanel(table, empty, search_hint="Find an instrument")
        self.panel.show_details_when_chosen("kind")
        self.content.addWidget(self.panel, 1)
        context.allow(empty.button, Permission.MANAGE_INSTRUMENTS)
        empty.first_step.connect(self.add_instrument)
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_instrument)
        table.row_activated.connect(self._edit_if_allowed)

    def main_action(self) -> MainAction:
        """Add an instrument."""
        allowed = not self.context.why_not(Permission.MANAGE_INSTRUMENTS)
        return MainAction("Add instrument", self.add_instrument, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load the instruments."""
        self.load(self.context.services.facilities.instruments, self._show)

    def select(self, key: object) -> None:
        """Choose an instrument."""
        self.panel.table.select_key(key)

    def find_in_page(self) -> bool:
        """Find an instrument."""
        return self.panel.find_in_page()

    def add_instrument(self) -> None:
        """Ask for a new instrument."""
        dialog = _dialog("Add an instrument", None, self)
        facilities = self.context.services.facilities

        def add(values: dict[str, object]) -> None:
            name = str(values["name"])
            self.carry_out(
                lambda: facilities.add_instrument(_with(_NEW, values)),
                f"{name} added.",
                dialog,
                dialog.form,
            )

        dialog.filled.connect(add)
        dialog.open()

    def edit(self, instrument: Instrument) -> None:
        """Ask for changes."""
        dialog = _dialog(f"Edit {instrument.name}", instrument, self)
        self._change_by(dialog, instrument, f"{instrument.name} changed.")

    def calibrate(self, instrument: Instrument) -> None:
        """Ask for the day of a new calibration."""
        fields = [
            Field(
                "calibrated_on",
                "Calibrated on",
                DateEdit(),
                "As the certificate says.",
                required=True,
            ),
        ]
        title = f"New calibration of {instrument.name}"
        dialog = RecordDialog(title, fields, {"calibrated_on": self.context.today()}, self)
        self._change_by(dialog, instrument, f"{instrument.name}: calibration noted.")

    def _change_by(self, dialog: RecordDialog, instrument: Instrument, words: str) -> None:
        facilities = self.context.services.facilities

        def change(values: dict[str, object]) -> None:
            self.carry_out(
                lambda: facilities.change_instrument(_with(instrument, values)),
                words,
                dialog,
                dialog.form,
            )

        dialog.filled.connect(change)
        dialog.open()

    def _edit_if_allowed(self, instrument: Instrument) -> None:
        if not self.context.why_not(Permission.MANAGE_INSTRUMENTS):
            self.edit(instrument)

    def _show(self, instruments: tuple[Instrument, ...]) -> None:
        self._instruments = instruments
        self._fill()

    def _fill(self) -> None:
        words = self.panel.query()[0].casefold()
        rows = [
            one
            for one in self._instruments
            if words in f"{one.name} {one.kind} {one.model} {one.serial}".casefold()
        ]
        self.panel.set_rows(rows)
        self._show_instrument(self.panel.table.current_row())

    def _show_instrument(self, instrument: Instrument | None) -> None:
        pane = self.panel.details
        if instrument is None:
            pane.clear()
            return
        fitness = instrument.fitness_on(self.context.today())
        pane.show_facts(
            instrument.name,
            instrument.kind.value.capitalize(),
            [
                ("Today", StateChip(FITNESS_WORDS[fitness], FITNESS_STATES[fitness])),
                ("Model", instrument.model or "–"),
                ("Serial number", instrument.serial or "–"),
                ("Calibrated on", day_words(instrument.calibrated_on, self._style)),
                ("Interval", f"{instrument.interval_months} months"),
                ("Holds until", day_words(instrument.calibration_due, self._style)),
            ],
        )
        if instrument.notes:
            pane.add_section("Notes", [instrument.notes])
        calibrate = PrimaryButton("New calibration…")
        edit = SecondaryButton("Edit…")
        retire = SecondaryButton("Use again" if instrument.retired else "Retire")
        calibrate.clicked.connect(lambda: self.calibrate(instrument))
        edit.clicked.connect(lambda: self.edit(instrument))
        retire.clicked.connect(lambda: self._retire(instrument))
        for button in (calibrate, edit, retire):
            self.context.allow(button, Permission.MANAGE_INSTRUMENTS)
            pane.add_content(button)

    def _retire(self, instrument: Instrument) -> None:
        facilities = self.context.services.facilities
        changed = replace(instrument, retired=not instrument.retired)
        words = f"{instrument.name} {'retired' if changed.retired else 'in use again'}."
        self.carry_out(lambda: facilities.change_instrument(changed), words)


def _columns(today: date, style: DateStyle) -> list[Column]:
    return [
        Column("name", "Instrument", lambda row: row.name),
        Column("kind", "Kind", lambda row: row.kind.value.capitalize(), 140),
        Column("due", "Holds until", lambda row: day_words(row.calibration_due, style), 110),
        Column(
            "state",
            "Today",
            lambda row: FITNESS_WORDS[row.fitness_on(today)],
            160,
            state=lambda row: FITNESS_STATES[row.fitness_on(today)],
        ),
    ]


def _dialog(title: str, instrument: Instrument | None, parent: InstrumentsSection) -> RecordDialog:
    interval = QSpinBox()
    interval.setRange(1, 120)
    interval.setSuffix(" months")
    shown = instrument or _NEW
    interval.setValue(shown.interval_months)
    fields = [
        Field("name", "Name", text_field("Such as SM-2"), required=True),
        Field("kind", "Kind", choice_field(_KINDS)),
        Field("model", "Model", text_field()),
        Field("serial", "Serial number", text_field()),
        Field("calibrated_on", "Calibrated on", DateEdit(), "Empty: never calibrated."),
        Field("interval", "Interval", interval, INTERVAL_HINT),
        Field("notes", "Notes", paragraph_field(2)),
    ]
    values = {
        "name": instrument.name if instrument else "",
        "kind": shown.kind,
        "model": shown.model,
        "serial": shown.serial,
        "calibrated_on": shown.calibrated_on,
        "notes": shown.notes,
    }
    return RecordDialog(title, fields, values, parent)


def _with(instrument: Instrument, values: dict[str, object]) -> Instrument:
    """The instrument with what the form holds; a form of fewer fields leaves the others as they are."""
    day = values.get("calibrated_on")
    calibrated_on = day if isinstance(day, date) else None
    if "name" not in values:
        return replace(instrument, calibrated_on=calibrated_on)
    return replace(
        instrument,
        name=str(values["name"]),
        kind=InstrumentKind(str(values["kind"])),
        model=str(values["model"]),
        serial=str(values["serial"]),
        calibrated_on=calibrated_on,
        interval_months=int(str(values["interval"])),
        notes=str(values["notes"]),
    )
