"""The smaller dialogs about an instrument: what it is, an efficiency, sent for repair, back from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSpinBox

from au_desktop.domain.errors import Invalid
from au_desktop.domain.number_text import read_number
from au_desktop.domain.quantities import Activity, CountRate, CountRateUnit
from au_desktop.domain.safety.instrument_tests import Efficiency, InstrumentCheck
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.services.safety.check_filling import read_time, time_text
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from au_desktop.ui.kit.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from au_desktop.domain.reference.nuclides import Nuclide
    from au_desktop.ui.kit.section import Section

KINDS = [(kind, kind.value.capitalize()) for kind in InstrumentKind]
_YES_NO = [(True, "Yes: to be calibrated before use"), (False, "No: the calibration still holds")]


def instrument_dialog(instrument: Instrument, title: str, parent: Section) -> RecordDialog:
    """Asks what an instrument is; its calibrations are entered as records."""
    interval = QSpinBox()
    interval.setRange(1, 120)
    interval.setSuffix(" months")
    interval.setValue(instrument.interval_months)
    fields = [
        Field("name", "Name", text_field("Such as SM-2"), required=True),
        Field("kind", "Kind", choice_field(KINDS)),
        Field("model", "Model", text_field()),
        Field("serial", "Serial number", text_field()),
        Field(
            "calibrated_on",
            "Calibrated on",
            DateEdit(),
            "As the certificate says. Later calibrations are entered as records.",
        ),
        Field(
            "interval",
            "Interval",
            interval,
            "Survey meters: at least every 12 months and after repair (10 CFR 35.61).",
        ),
        Field("notes", "Notes", paragraph_field(2)),
    ]
    values = {
        "name": instrument.name.strip("…"),
        "kind": instrument.kind,
        "model": instrument.model,
        "serial": instrument.serial,
        "calibrated_on": instrument.calibrated_on,
        "notes": instrument.notes,
    }
    return RecordDialog(title, fields, values, parent)


def instrument_of(instrument: Instrument, values: Mapping[str, object]) -> Instrument:
    """The instrument with what the form holds."""
    day = values["calibrated_on"]
    return replace(
        instrument,
        name=str(values["name"]),
        kind=InstrumentKind(str(values["kind"])),
        model=str(values["model"]),
        serial=str(values["serial"]),
        calibrated_on=day if isinstance(day, date) else None,
        interval_months=int(str(values["interval"])),
        notes=str(values["notes"]),
    )


def repair_dialog(prepared: InstrumentCheck, parent: Section) -> RecordDialog:
    """Asks where an instrument went for repair, and why."""
    fields = [
        Field("at", "When", text_field(), required=True),
        Field("body", "Sent to", text_field("Firm or workshop")),
        Field("action", "Why", paragraph_field(2), required=True),
    ]
    title = f"Send {prepared.instrument.name} for repair"
    return RecordDialog(title, fields, {"at": time_text(prepared.at)}, parent, "Send")


def back_dialog(prepared: InstrumentCheck, parent: Section) -> RecordDialog:
    """Asks what was repaired, and whether it affects the calibration."""
    fields = [
        Field("at", "When", text_field(), required=True),
        Field("action", "What was done", paragraph_field(2), required=True),
        Field(
            "affects",
            "Affects the calibration",
            choice_field(_YES_NO),
            "After a repair that affects the calibration it is calibrated before use (35.61(a)).",
        ),
    ]
    title = f"{prepared.instrument.name} is back"
    return RecordDialog(title, fields, {"at": time_text(prepared.at)}, parent, "Take back")


def step_of(prepared: InstrumentCheck, values: Mapping[str, object]) -> InstrumentCheck:
    """The record of a repair from what the form holds; raises `Invalid` where the time cannot be read."""
    at = read_time(str(values["at"]), prepared.at.offset_minutes)
    return replace(
        prepared,
        at=prepared.at if time_text(at) == time_text(prepared.at) else at,
        body=str(values.get("body") or ""),
        action=str(values["action"]),
        affects=bool(values.get("affects", True)),
    )


def efficiency_dialog(
    prepared: InstrumentCheck, nuclides: Mapping[str, Nuclide], parent: Section
) -> RecordDialog:
    """Asks for the count of a standard, or for the efficiency of a certificate."""
    activity = QuantityEdit(Activity.parse, ("Bq", "kBq", "nCi", "µCi"))
    fields = [
        Field("at", "When", text_field(), required=True),
        Field(
            "nuclide",
            "Radionuclide",
            choice_field([(one, one) for one in nuclides], empty="Choose…"),
            required=True,
        ),
        Field(
            "standard", "Standard", text_field("Maker, serial number, certificate"), required=True
        ),
        Field("activity", "Activity that day", activity, "Decayed to the day of counting."),
        Field("gross", "Gross (cpm)", text_field()),
        Field("background", "Background (cpm)", text_field()),
        Field(
            "percent",
            "Or efficiency (%)",
            text_field(),
            "Where a certificate states it; leave the three fields above empty then.",
        ),
        Field("geometry", "Geometry", text_field("Such as wipe in a vial")),
    ]
    title = f"Efficiency of {prepared.instrument.name}"
    return RecordDialog(title, fields, {"at": time_text(prepared.at)}, parent)


def efficiency_of(prepared: InstrumentCheck, values: Mapping[str, object]) -> InstrumentCheck:
    """The record of an efficiency; raises `DomainError` where a number cannot be read or is missing."""
    nuclide, standard = str(values["nuclide"]), str(values["standard"])
    geometry = str(values["geometry"])
    if values["percent"]:
        part = read_number(str(values["percent"])) / 100
        found = Efficiency(nuclide, part, standard, "certificate", geometry)
    else:
        activity = values["activity"]
        if not isinstance(activity, Activity):
            raise Invalid("activity", "is missing")
        gross = CountRate(_cpm(values, "gross"), CountRateUnit.CPM)
        background = CountRate(_cpm(values, "background"), CountRateUnit.CPM)
        counted = Efficiency.counted(nuclide, gross, background, activity)
        found = replace(counted, standard=standard, geometry=geometry)
    return replace(step_of(prepared, {**values, "action": ""}), efficiencies=(found,))


def _cpm(values: Mapping[str, object], name: str) -> Decimal:
    if not values[name]:
        raise Invalid(name, "is missing")
    return read_number(str(values[name]))
