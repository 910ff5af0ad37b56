"""Rows of surveys and wipes: records and checklists stand once each, and formulas reckon what the program reckons."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import sqrt
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.ids import RunId, SafetyId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.surveys import RoundLink, Survey
from au_desktop.domain.training.cases import Voided
from au_desktop.exchange.sheets.surveys import SURVEYS
from au_desktop.exchange.sheets.wipes import WIPES
from au_desktop.services.cases.judgements import Judgements
from au_desktop.services.checklists.calculations import checklist_formulas
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.services.safety.area_surveys import AreaSurveys
from au_desktop.services.safety.survey_forms import SurveyEntry
from au_desktop.services.safety.survey_take_over import SurveyTakeOver
from au_desktop.services.workbook.safety.survey_record_rows import (
    WipeRow,
    meter_words,
    survey_record_rows,
    taken_runs,
    wipe_rows,
)
from au_desktop.services.workbook.sheet_rows import Days
from au_desktop.services.workbook.workbook_content import ContentTools
from tests.builders import reference
from tests.checklist_desk import SURVEY, ChecklistDesk
from tests.fakes import fake_verify
from tests.memory_sheets import MemorySheets
from tests.standing_desk import standings_of
from tests.survey_examples import (
    SURVEYOR,
    a_count,
    a_meter,
    a_reading,
    a_survey,
    a_wipe,
    minutes,
    moment,
)

NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))
RUN = RunId(UUID(int=88))
FIRST = SafetyId(UUID(int=501))


class Records:
    """What the rows are read from."""

    def __init__(self, *surveys: Survey) -> None:
        self._surveys = surveys

    def safety(self, _kind: type, _days: Days) -> Iterator[Any]:
        return iter(self._surveys)


def _wiped(**changes: Any) -> Survey:
    return a_survey(wipes=(a_wipe("90"),), counter=a_meter("WC-1", 12), **changes)


def _wipe_row(survey: Survey) -> WipeRow:
    (row,) = wipe_rows(Records(survey), NOVEMBER)  # type: ignore[arg-type] # all it uses
    return row


def _wipe_cells(row: WipeRow) -> dict[str, Any]:
    return dict(zip([column.key for column in WIPES.columns], WIPES.values(row), strict=True))


def test_a_reading_stands_beside_its_trigger_with_the_code_of_its_survey() -> None:
    (row,) = survey_record_rows(Records(a_survey()), NOVEMBER)  # type: ignore[arg-type]
    cells = dict(zip([one.key for one in SURVEYS.columns], SURVEYS.values(row), strict=True))
    assert (cells["checklist"], cells["place"], cells["room"]) == ("SV-0001", "1 Bench", "Room 3")
    assert (cells["reading"], cells["trigger"], cells["result"]) == (Decimal("0.4"), 5, "below")
    assert (cells["instrument"], cells["state"]) == ("SM-1, 100234", "passed")
    assert cells["due"] is not None
    assert (cells["due"], cells["checked"]) == (row.calibration_due, "good")


def test_a_void_survey_and_a_later_round_say_so() -> None:
    void = replace(_wiped(), voided=Voided("wrong room", moment()))
    assert _wipe_row(void).state == "void: wrong room"
    again = _wiped(again=RoundLink(FIRST, FIRST, 2, "washed"))
    row = _wipe_row(again)
    assert (row.state, row.round, row.action) == ("cleared, round 2", 2, "washed")


def test_what_a_record_took_over_is_known_unless_the_record_is_void() -> None:
    taken = a_survey(run_id=RUN)
    plain, void = a_survey(), replace(taken, voided=Voided("wrong", moment()))
    assert taken_runs(Records(plain, taken), NOVEMBER) == {RUN}  # type: ignore[arg-type]
    assert taken_runs(Records(void), NOVEMBER) == frozenset()  # type: ignore[arg-type]


def test_a_checklist_and_the_record_taken_from_it_stand_once() -> None:
    desk = ChecklistDesk()
    staff, rso = desk.memory.desk(Role.STAFF), desk.memory.desk(Role.RSO)
    run_id = desk.filled(SURVEY, Role.STAFF)
    ChecklistWork(staff, checklist_formulas(reference())).submit(run_id)
    tools = ContentTools(rso, Judgements(rso), standings_of(rso), fake_verify)
    content = tools.content(MemorySheets(desk.memory.center), NOVEMBER)
    assert {row.checklist for row in content.surveys()} == {"R-000001"}
    taken = SurveyTakeOver(staff).read(run_id)
    entry = SurveyEntry(
        desk.room_id,
        taken.reason,
        taken.at,
        SURVEYOR,
        desk.meter_id,
        taken.check,
        taken.readings,
        run_id=run_id,
    )
    AreaSurveys(staff).enter(entry)
    rows = list(content.surveys())
    assert {row.checklist for row in rows} == {"SV-0001"}
    assert len(rows) == len(taken.readings)


def test_an_instrument_is_named_by_what_is_known_of_it() -> None:
    assert meter_words(None) == ""
    assert meter_words(replace(a_meter(), serial="")) == "SM-1"
    assert a_reading().within


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "within"),
        ({"gross": "2000"}, "above"),
        ({"background_time": minutes("10"), "area_cm2": Decimal(50)}, "within"),
        ({"wipe_factor": Decimal("0.01")}, "MDA too high"),
    ],
)
def test_the_formulas_reckon_what_the_program_reckons(
    changes: dict[str, Any], verdict: str
) -> None:
    count = a_count(**changes) if "gross" not in changes else a_count(changes["gross"])
    cells = _wipe_cells(replace(_wipe_row(_wiped()), count=count))
    assert cells["result"] == verdict
    for key in ("net", "mda"):
        reckoned = _evaluated(next(one for one in WIPES.columns if one.key == key).formula, cells)
        assert reckoned == pytest.approx(float(cells[key]), abs=5e-4)
    word = _evaluated(next(one for one in WIPES.columns if one.key == "result").formula, cells)
    assert word == verdict


def _evaluated(formula: str, cells: dict[str, Any]) -> Any:
    """The formula as a spreadsheet reckons it; these few functions and signs read the same in Python."""
    for key, value in cells.items():
        shown = repr(float(value)) if isinstance(value, Decimal | int) else repr(value)
        formula = formula.replace("{" + key + "}", shown)
    python = formula.replace("=", "==").replace(">==", ">=")
    known = {"IF": lambda test, yes, no: yes if test else no, "ROUND": round, "SQRT": sqrt}
    return eval(python, {"__builtins__": {}}, known)  # noqa: S307 - our own formula, nothing from outside
