"""Checklists of instruments are taken over as checks: each once, with its readings and its finding."""

import pytest

from au_desktop.domain.checklists.answers import Chosen, Measured, Reply, Text, YesNo
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instrument_tests import CheckKind
from au_desktop.services.checklists.calculations import checklist_formulas
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.services.safety.check_take_over import CheckTakeOver
from au_desktop.services.safety.instrument_book import Instruments
from tests.builders import reference
from tests.checklist_desk import ChecklistDesk
from tests.memory_services import ADMINISTERED

CONSTANCY = "calibrator_constancy"
TYPED = {"background": "0.01 µCi", "source_certified": "200 µCi", "reading": "200 µCi"}


@pytest.fixture(scope="module")
def desk() -> ChecklistDesk:
    return ChecklistDesk(ADMINISTERED)


def _started(desk, template, key):
    work = ChecklistWork(desk.memory.desk(Role.STAFF), checklist_formulas(reference()))
    return work, work.start(template, Subject(instrument_id=key)).value


def _filled(desk, template, key):
    work, run_id = _started(desk, template, key)
    services = desk.services(Role.STAFF)
    while missing := services.run_sheets.sheet(run_id).verdict.missing:
        shown = services.run_sheets.sheet(run_id).template
        item = next(one for one in missing if shown.item(one).type is not ItemType.COMPUTED)
        typed = TYPED.get(item)
        plain = (
            desk.plain_answer(shown.item(item)) if typed is None or template != CONSTANCY else None
        )
        work.answer(run_id, item, plain or Measured(Activity.parse(typed)))
    return work, run_id


@pytest.mark.parametrize(
    ("template", "kind"),
    [("meter_check", CheckKind.DAILY), ("calibrator_constancy", CheckKind.CONSTANCY)],
)
def test_a_submitted_checklist_is_taken_over_once(desk, template, kind):
    staff = desk.memory.desk(Role.STAFF)
    take_over = CheckTakeOver(staff)
    key = desk.meter_id if kind is CheckKind.DAILY else desk.calibrator_id
    work, run_id = _filled(desk, template, key)
    assert run_id not in {one.run_id for one in take_over.offers(key)}
    work.submit(run_id)
    offer = next(one for one in take_over.offers(key) if one.run_id == run_id)
    assert offer.code.startswith("R-")
    taken = take_over.read(key, run_id)
    assert (taken.check, taken.run_id, taken.at) == (kind, run_id, offer.at)
    (point,) = taken.points
    assert point.expected > 0
    assert (taken.battery is not None) == (kind is CheckKind.DAILY)
    instruments = Instruments(staff)
    kept = instruments.enter(taken).value
    assert kept.by == taken.by
    assert run_id not in {one.run_id for one in take_over.offers(key)}


def test_what_was_not_answered_stays_open(desk):
    staff = desk.memory.desk(Role.STAFF)
    work, run_id = _started(desk, "meter_check", desk.meter_id)
    work.clear(run_id, "checked_by")
    taken = CheckTakeOver(staff).read(desk.meter_id, run_id)
    assert (taken.points, taken.battery, taken.action) == ((), None, "")
    work.answer(run_id, "battery", YesNo(Reply.NO))
    work.answer(run_id, "action_taken", Text("Not used"))
    taken = CheckTakeOver(staff).read(desk.meter_id, run_id)
    assert (taken.battery, taken.action, taken.failed) == (False, "Not used", True)
    rate = Measured(DoseRate.parse("2.1 mR/h"))
    work.answer(run_id, "reads_in", Chosen(("dose_rate",)))
    work.answer(run_id, "rate_reading", rate)
    assert CheckTakeOver(staff).read(desk.meter_id, run_id).points == ()
