"""The dialogs about sealed sources: what one is, a leak test with its reckoning, the inventory, the report, its leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QScrollArea, QWidget

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import RoomId
from au_desktop.domain.number_text import plain_text, read_number, rounded
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.safety.safety_records import RoomRef
from au_desktop.domain.safety.sealed_sources import SealedSource, SourceUse
from au_desktop.domain.safety.source_checks import InventoryLine, LeakCount
from au_desktop.services.safety.check_filling import read_time, time_text
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)
from au_desktop.ui.kit.messages import sentence_for
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import show_refusal
from au_desktop.ui.kit.tokens import SPACE_8, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.rooms import Room
    from au_desktop.services.safety.instrument_book import InstrumentChoice
    from au_desktop.ui.kit.section import Section

_USES = [(use, use.value.capitalize()) for use in SourceUse]
_UNITS = ("µCi", "nCi", "mCi", "kBq", "MBq", "GBq")


def source_dialog(
    source: SealedSource | None,
    nuclides: Iterable[str],
    rooms: Sequence[Room],
    parent: Section,
) -> RecordDialog:
    """Asks what a source is; the nuclide of one that is known does not change."""
    activity = QuantityEdit(Activity.parse, _UNITS)
    fields = [
        Field("name", "Name", text_field("Such as CS-1"), required=True),
        Field("nuclide", "Radionuclide", choice_field([(n, n) for n in nuclides]), required=True),
        Field("activity", "Nominal activity", activity, "As the certificate says.", required=True),
        Field("reference", "Reference date", DateEdit(), "Of the activity.", required=True),
        Field("use", "Use", choice_field(_USES)),
        Field("maker", "Maker", text_field()),
        Field("model", "Model", text_field()),
        Field("serial", "Serial number", text_field()),
        Field("certificate", "Certificate", text_field()),
        Field("room", "Room", choice_field([(r.id, r.name) for r in rooms], empty="–")),
        Field("place", "Place", text_field("Such as shielded drawer")),
        Field("stored", "Stored, not used", QCheckBox()),
        Field("leak_exempt", "No leak test", text_field(), "Why none is asked of it (35.67(f))."),
    ]
    title = "Add a sealed source" if source is None else f"Edit {source.name}"
    values: dict[str, object] = {"use": SourceUse.CHECK}
    if source is not None:
        values = {name: getattr(source, name) for name in _SAME}
        values |= {
            "nuclide": source.nuclide_id,
            "activity": source.activity,
            "reference": source.reference.local.date(),
            "room": None if source.room is None else source.room.id,
        }
    dialog = RecordDialog(title, fields, values, parent)
    dialog.let_scroll(720, 600)
    return dialog


_SAME = (
    "name",
    "use",
    "maker",
    "model",
    "serial",
    "certificate",
    "place",
    "stored",
    "leak_exempt",
)


def source_of(
    source: SealedSource, values: Mapping[str, object], rooms: Sequence[Room]
) -> SealedSource:
    """The source with what the form holds."""
    names = {room.id: room.name for room in rooms}
    room = values["room"]
    found = RoomId(room) if room in names else None  # type: ignore[arg-type] # ids of the list
    facts = {name: values[name] for name in _SAME} | {"use": SourceUse(str(values["use"]))}
    made: SealedSource = replace(
        source,
        room=None if found is None else RoomRef(found, names[found]),
        **facts,  # type: ignore[arg-type] # fields by their name
    )
    return made


def reference_moment(day: object, now: Moment) -> Moment:
    """Noon of the reference date where the center is."""
    if not isinstance(day, date):
        raise Invalid("reference", "is missing")
    return read_time(f"{day.isoformat()} 12:00", now.offset_minutes)


class LeakDialog(Dialog):
    """Emits `filled(at, count, facts)`; the activity on the wipe is reckoned while it is typed."""

    filled = Signal(object, object, object)

    def __init__(
        self,
        source: SealedSource,
        limit: LeakCount,
        counters: Sequence[InstrumentChoice],
        parent: QWidget,
        now: Moment,
    ) -> None:
        super().__init__(f"Leak test of {source.name}", parent=parent, name="leak test")
        self._limit, self._now = limit, now
        self._counters = {one.instrument.id: one for one in counters}
        text = f"Leaks at {limit.limit.format()} or more: {limit.limit_basis}."
        self.add_text(text, "muted")
        choices = [(one.instrument.id, _counter_words(one)) for one in counters]
        self.reported = QuantityEdit(Activity.parse, ("Bq", "nCi", "µCi"))
        self.form = LabelledForm(
            [
                Field("at", "When", text_field(), required=True),
                Field("counter", "Counter", choice_field(choices, empty="Laboratory")),
                Field("gross", "Wipe (cpm)", text_field()),
                Field("background", "Background (cpm)", text_field()),
                Field("efficiency", "Efficiency (%)", text_field()),
                Field("minutes", "Counting time (min)", text_field()),
                Field("reported", "Or reported activity", self.reported, "Of a laboratory."),
                Field("laboratory", "Laboratory", text_field()),
                Field("action", "What was done", paragraph_field(2), "Asked for where it leaks."),
            ]
        )
        self.form.set_values({"at": time_text(now), "minutes": "1"})
        self.chip, self.told = (
            StateChip("not read yet", State.NEUTRAL),
            text_label("", "muted", wrap=True),
        )
        self.body.addWidget(self.form)
        self.body.addWidget(self.chip)
        self.body.addWidget(self.told)
        self.form.changed.connect(self._recompute)
        self.accepted_by_person.connect(self._on_accepted)
        self.resize(600, 640)

    def count(self) -> LeakCount:
        """What is typed; raises `DomainError` where it cannot be read or is too coarse."""
        values = self.form.values()
        told = values["reported"]
        if isinstance(told, Activity):
            laboratory = str(values["laboratory"])
            return replace(self._limit, reported=told, laboratory=laboratory)
        made = LeakCount(
            self._limit.limit,
            self._limit.limit_basis,
            CountRate(_typed(values, "gross"), CountRateUnit.CPM),
            CountRate(_typed(values, "background"), CountRateUnit.CPM),
            _typed(values, "efficiency") / 100,
            Duration(_typed(values, "minutes"), DurationUnit.MIN),
        )
        made.require_sensitive()
        return made

    def _recompute(self, _name: str = "") -> None:
        try:
            count = self.count()
        except DomainError as refused:
            self.chip.set_state("not read yet", State.NEUTRAL)
            self.told.setText(sentence_for(refused).what_happened if self._typed_all() else "")
            return
        words = ("leaking", State.PROBLEM) if count.leaking else ("passed", State.OK)
        self.chip.set_state(*words)
        self.told.setText(leak_equation(count))

    def _typed_all(self) -> bool:
        values = self.form.values()
        return all(values[name] for name in ("gross", "background", "efficiency", "minutes"))

    def _on_accepted(self) -> None:
        self.form.clear_errors()
        values = self.form.values()
        try:
            typed = read_time(str(values["at"]), self._now.offset_minutes)
            at = self._now if time_text(typed) == time_text(self._now) else typed
            facts: dict[str, object] = {"action": values["action"]}
            chosen = self._counters.get(values["counter"])  # type: ignore[call-overload] # an id or None
            if chosen is not None:
                chosen.instrument.require_fit(at.local.date())
                facts["counter"] = chosen.ref
            self.filled.emit(at, self.count(), facts)
        except DomainError as refused:
            show_refusal(self, self.form, refused)


def leak_equation(count: LeakCount) -> str:
    """The activity on the wipe with its numbers, and what the count is sure to find."""
    found = plain_text(rounded(count.found.amount, 4))
    detectable = count.detectable
    if (
        count.gross is None
        or count.background is None
        or count.efficiency is None
        or detectable is None
    ):
        return f"{found} Bq as reported, limit {count.limit.format()}."
    gross, background = plain_text(count.gross.amount), plain_text(count.background.amount)
    efficiency = plain_text(count.efficiency)
    sure = plain_text(rounded(detectable.to(ActivityUnit.BQ).amount, 3))
    return (
        f"({gross} - {background}) / (60 · {efficiency}) = {found} Bq, limit {count.limit.format()}; "
        f"the count is sure to find {sure} Bq."
    )


def _counter_words(choice: InstrumentChoice) -> str:
    return choice.instrument.name + ("" if choice.usable else f" – {choice.fitness.value}")


def _typed(values: Mapping[str, object], name: str) -> Decimal:
    if not values[name]:
        raise Invalid(name, "is missing")
    return read_number(str(values[name]))


class InventoryDialog(Dialog):
    """Emits `filled(at, lines)`: every source that should be here, found or with a word why not."""

    filled = Signal(object, object)

    def __init__(self, lines: Sequence[InventoryLine], now: Moment, parent: QWidget) -> None:
        super().__init__("Inventory of sealed sources", parent=parent, name="inventory")
        self._lines, self._now = tuple(lines), now
        self.add_text(
            "Look for every source at its place. A source that is missing needs a word.", "muted"
        )
        holder = QWidget()
        holder.setObjectName("scroll_body")
        grid = QGridLayout(holder)
        grid.setHorizontalSpacing(SPACE_8)
        for at, title in enumerate(("Found", "Source", "Nominal", "Place", "Note")):
            grid.addWidget(text_label(title, "muted"), 0, at)
        self.found: list[QCheckBox] = []
        self.places: list[QLineEdit] = []
        self.notes: list[QLineEdit] = []
        for row, line in enumerate(lines, start=1):
            self._add(grid, row, line)
        grid.setColumnStretch(4, 1)
        grid.setRowStretch(len(self._lines) + 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        self.body.addWidget(area, 1)
        self.accepted_by_person.connect(self._on_accepted)
        self.resize(820, 480)

    def lines(self) -> tuple[InventoryLine, ...]:
        """What was found."""
        return tuple(
            replace(
                line, found=found.isChecked(), place=place.text().strip(), note=note.text().strip()
            )
            for line, found, place, note in zip(
                self._lines, self.found, self.places, self.notes, strict=True
            )
        )

    def _add(self, grid: QGridLayout, row: int, line: InventoryLine) -> None:
        name = line.source.name
        found = named(QCheckBox(), f"{name} found")
        place, note = (
            named(QLineEdit(line.place), f"Place of {name}"),
            named(QLineEdit(), f"Note on {name}"),
        )
        serial = f", {line.source.serial}" if line.source.serial else ""
        grid.addWidget(found, row, 0)
        grid.addWidget(text_label(f"{name} ({line.source.nuclide_id}{serial})"), row, 1)
        grid.addWidget(text_label(line.activity.format(), "muted"), row, 2)
        grid.addWidget(place, row, 3)
        grid.addWidget(note, row, 4)
        self.found.append(found)
        self.places.append(place)
        self.notes.append(note)

    def _on_accepted(self) -> None:
        self.filled.emit(self._now, self.lines())


def report_dialog(source: SealedSource, today: date, parent: Section) -> RecordDialog:
    """Asks when and to whom a leak was reported."""
    fields = [
        Field("on", "Reported on", DateEdit(), required=True),
        Field("to", "To", text_field("Regional Office or state agency"), required=True),
    ]
    return RecordDialog(f"Report of the leak of {source.name}", fields, {"on": today}, parent)


def leaving_dialog(source: SealedSource, today: date, parent: Section) -> RecordDialog:
    """Asks when a source left, and who took it."""
    fields = [
        Field("on", "Left on", DateEdit(), required=True),
        Field("to", "To", text_field("Who took it, with the license number"), required=True),
    ]
    return RecordDialog(f"{source.name} leaves the center", fields, {"on": today}, parent)
