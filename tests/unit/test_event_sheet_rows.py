"""The rows of the sheets Events and Event clocks, and what the sheets reckon of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from au_desktop.domain.quantities import Activity
from au_desktop.domain.safety.event_clocks import EventClock
from au_desktop.domain.safety.event_levels import Answer
from au_desktop.domain.safety.event_screen import MedicalScreen
from au_desktop.domain.safety.events import Closing, Determination, Event, EventKind
from au_desktop.domain.safety.owed_clocks import with_clocks
from au_desktop.domain.safety.spills import AcceptedLevel, Remains, SpillFacts
from au_desktop.domain.training.cases import Voided
from au_desktop.exchange.columns import Sheet
from au_desktop.exchange.sheets.event_sheets import EVENT_CLOCKS, EVENTS
from au_desktop.services.workbook.safety.event_rows import event_clock_rows, event_rows
from au_desktop.services.workbook.sheet_rows import Days
from tests.builders import reference
from tests.event_examples import DISCOVERED, RSO, an_event, done_at, later

NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))
SCREEN = MedicalScreen(
    prescribed=Activity.parse("200 mCi"),
    delivered=Activity.parse("150 mCi"),
    site_exceeds=Answer.YES,
)


class Records:
    """What the rows are read from."""

    def __init__(self, *records: Event) -> None:
        self._records = records

    def safety(self, _kind: type, _days: Days) -> Iterator[Event]:
        return iter(self._records)


def cells(sheet: Sheet[Any], rows: Iterator[Any]) -> list[dict[str, Any]]:
    keys = [column.key for column in sheet.columns]
    return [dict(zip(keys, sheet.values(row), strict=True)) for row in rows]


def event_cells(event: Event) -> dict[str, Any]:
    (row,) = cells(EVENTS, event_rows(Records(event), NOVEMBER))  # type: ignore[arg-type]
    return row


def clock_cells(event: Event) -> dict[str, dict[str, Any]]:
    rows = cells(EVENT_CLOCKS, event_clock_rows(Records(event), NOVEMBER))  # type: ignore[arg-type]
    return {str(row["what"]): row for row in rows}


def test_a_screen_with_its_difference() -> None:
    row = event_cells(an_event(EventKind.MEDICAL, screen=SCREEN, nuclide="Lu-177"))
    assert (row["prescribed"], row["delivered"], row["difference"]) == (200, 150, -25)
    assert row["prescribed_si"] == Decimal("7.4")
    assert (row["result"], row["state"]) == ("possible: RSO to determine", "possible")
    assert row["spilled"] is None
    assert row["of_level"] is None
    ranged = replace(SCREEN, prescribed_high=Activity.parse("220 mCi"))
    assert event_cells(an_event(EventKind.MEDICAL, screen=ranged))["difference"] is None


def test_a_spill_against_its_level() -> None:
    spill = SpillFacts(
        activity=Activity.parse("1.5 mCi"),
        level=AcceptedLevel(Activity.parse("2 mCi")),
        remains=Remains.REMAINS,
        remaining="Seam of the floor",
    )
    row = event_cells(an_event(EventKind.SPILL, spill=spill))
    assert (row["of_level"], row["size"], row["remaining"]) == (75, "minor", "Seam of the floor")
    plain = event_cells(an_event(EventKind.SPILL))
    assert (plain["level"], plain["size"], plain["remaining"]) == (None, "not known", "")


def test_what_was_determined_closed_or_voided() -> None:
    said = Determination(reportable=True, by=RSO, at=DISCOVERED, reason="60 rem")
    event = an_event(EventKind.MEDICAL, determination=said, closed=Closing(RSO, DISCOVERED, "ok"))
    row = event_cells(event)
    assert row["determined"] == "reportable, Ruth Osei: 60 rem"
    assert (row["review"], row["state"]) == ("ok", "closed")
    no = replace(event, determination=replace(said, reportable=False))
    assert event_cells(no)["determined"].startswith("not reportable")
    void = replace(event, voided=Voided("entered twice", DISCOVERED))
    assert event_cells(void)["state"] == "void: entered twice"
    assert clock_cells(replace(_clocked(), voided=void.voided)) == {}
    assert event_cells(replace(an_event(EventKind.SPILL), incident=None))["result"] == ""


def _clocked() -> Event:
    return with_clocks(an_event(EventKind.MEDICAL, screen=SCREEN), reference().event_rules.clocks)


def test_clocks_say_in_time_late_running_or_not_owed() -> None:
    event = _clocked()

    def answered(clock: EventClock) -> EventClock:
        made = {
            "me-phone": done_at(later(DISCOVERED, hours=3), how="telephone"),
            "me-physician": done_at(later(DISCOVERED, hours=25)),
            "me-individual": done_at(DISCOVERED, whom="", excused="the physician will tell"),
        }
        return replace(clock, done=made.get(clock.key))

    rows = clock_cells(replace(event, clocks=tuple(answered(one) for one in event.clocks)))
    states = {what: row["state"] for what, row in rows.items()}
    assert states == {
        "Telephone the NRC Operations Center": "in time",
        "Tell the referring physician": "late",
        "Tell the individual": "not owed",
        "Send the written report": "running",
        "Give the annotated copy to the referring physician": "running",
    }
    late = rows["Tell the referring physician"]
    assert (late["allowed"], late["taken"]) == (24, 25)
    assert rows["Telephone the NRC Operations Center"]["told"] == "Duty officer, telephone"


def test_a_clock_without_a_number_is_done_and_a_lifted_one_says_why() -> None:
    event = with_clocks(an_event(EventKind.EMERGENCY), reference().event_rules.clocks)
    first = replace(event.clocks[0], done=done_at(later(DISCOVERED, hours=9)))
    second = replace(event.clocks[1], lifted="No criterion is met any more.")
    rows = clock_cells(replace(event, clocks=(first, second)))
    assert [row["state"] for row in rows.values()] == ["done", "not owed"]
    assert [row["number"] for row in rows.values()] == ["no", "no"]
