"""The sheets Events and Event clocks in a written workbook: LibreOffice reckons what the program reckoned."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from au_desktop.domain.quantities import Activity
from au_desktop.domain.safety.event_levels import Answer
from au_desktop.domain.safety.event_screen import MedicalScreen
from au_desktop.domain.safety.events import EventKind
from au_desktop.domain.safety.owed_clocks import with_clocks
from au_desktop.domain.safety.spills import AcceptedLevel, SpillFacts
from au_desktop.exchange.sheets.event_sheets import EVENT_CLOCKS, EVENTS
from tests.builders import reference
from tests.event_examples import DISCOVERED, an_event, done_at, later
from tests.fakes_workbook import Rows, some_rows, write
from tests.integration.exchange.test_workbook_libreoffice import (
    same,
    saved_again,
    without_results,
)
from tests.unit.test_event_sheet_rows import NOVEMBER, Records

FUNCTIONS = {"event_rows", "event_clock_rows"}


def source():
    """A screen with clocks in every state, a spill of a third of its level, an emergency told after a while."""
    rules = reference().event_rules.clocks
    screen = MedicalScreen(
        prescribed=Activity.parse("200 mCi"),
        delivered=Activity.parse("148.7 mCi"),
        site_exceeds=Answer.YES,
    )
    event = with_clocks(an_event(EventKind.MEDICAL, screen=screen), rules)
    answers = {
        "me-phone": done_at(later(DISCOVERED, hours=3)),
        "me-physician": done_at(later(DISCOVERED, hours=24, seconds=1)),
        "me-individual": done_at(DISCOVERED, excused="the physician will tell"),
    }
    clocks = tuple(replace(one, done=answers.get(one.key)) for one in event.clocks)
    spill = SpillFacts(
        activity=Activity.parse("1 mCi"), level=AcceptedLevel(Activity.parse("3 mCi"))
    )
    emergency = with_clocks(an_event(EventKind.EMERGENCY), rules)
    told = replace(emergency.clocks[0], done=done_at(later(DISCOVERED, minutes=7)))
    return Records(
        replace(event, clocks=clocks),
        an_event(EventKind.SPILL, spill=spill),
        replace(emergency, clocks=(told, emergency.clocks[1])),
    )


class EventRows(Rows):
    """The usual rows, and these events."""

    def safety(self, rows):
        return iter(tuple(rows(source(), NOVEMBER)) if rows.__name__ in FUNCTIONS else ())


@pytest.mark.libreoffice
def test_every_formula_about_events_reckons_what_the_program_reckoned(tmp_path):
    usual = some_rows()
    rows = EventRows(**{name: getattr(usual, name) for name in usual.__dataclass_fields__})
    path = write(tmp_path, rows)
    stated, cached = load_workbook(path), load_workbook(path, data_only=True)
    reckoned = load_workbook(saved_again(without_results(path), tmp_path), data_only=True)
    states = []
    compared = 0
    for title in (EVENTS.title, EVENT_CLOCKS.title):
        for cell in (cell for row in stated[title].iter_rows() for cell in row):
            if cell.data_type == "f":
                compared += 1
                expected = cached[title][cell.coordinate].value
                got = reckoned[title][cell.coordinate].value
                assert same(got, expected), f"{title}!{cell.coordinate}: {got!r}, {expected!r}"
                states.append(got)
    assert compared == 13
    assert {"in time", "late", "not owed", "running", "done"} <= set(states)
