"""Use cases about instruments: which are fit for what, what is due, and what a check changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from au_desktop.domain.errors import NotAllowed, ReasonRequired
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.check_points import CheckPoint
from au_desktop.domain.safety.instrument_fitness import DueState
from au_desktop.domain.safety.instrument_tests import CheckIncomplete, CheckKind, Efficiency
from au_desktop.domain.safety.instruments import (
    Fitness,
    Instrument,
    InstrumentKind,
    InstrumentUnfit,
    Purpose,
)
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.changes import Kind
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.safety.instrument_book import Instruments, due_now, unfit_reason
from au_desktop.services.sentences import sentence_for
from tests.builders import MemoryDesk, an_instrument

rule_sentences.register()

TODAY = date(2026, 11, 20)


class Shop:
    """A center with one instrument of each kind, and who keeps them."""

    def __init__(self) -> None:
        self.memory = MemoryDesk()
        self.service = Instruments(self.memory.desk(Role.RSO))
        self.facilities = Facilities(self.memory.desk(Role.RSO))
        self.ids = {
            kind: self.facilities.add_instrument(
                an_instrument(name=kind.value, kind=kind, calibrated_on=date(2026, 3, 2))
            ).value
            for kind in InstrumentKind
        }

    def check(self, kind, check, *values, **facts):
        draft = self.service.prepare(self.ids[kind], check)
        points = tuple(CheckPoint("source", Decimal(100), Decimal(v), "cpm") for v in values)
        return self.service.enter(replace(draft, points=points, **facts)).value

    def instrument(self, kind) -> Instrument:
        return self.service.standing(self.ids[kind]).instrument


@pytest.fixture
def shop():
    return Shop()


CALIBRATOR, METER = InstrumentKind.DOSE_CALIBRATOR, InstrumentKind.SURVEY_METER
COUNTER, PROBE = InstrumentKind.WIPE_COUNTER, InstrumentKind.CONTAMINATION_METER


def test_those_that_suit_come_first_and_unfit_ones_say_why(shop):
    assert [one.instrument.kind for one in shop.service.fit_for(Purpose.WIPES, TODAY)] == [
        COUNTER,
        PROBE,
    ]
    shop.check(COUNTER, CheckKind.COUNTER, "150", action="taken out of use")
    first, second = shop.service.fit_for(Purpose.WIPES, TODAY)
    assert (first.instrument.kind, first.usable, first.reason) == (PROBE, True, "")
    assert not second.usable
    assert (
        second.reason
        == "check not passed since 2026-11-20 (IC-0001 counter check: source +50.0 %)"
    )
    assert second.ref.name == "wipe counter"
    late = shop.service.fit_for(Purpose.ACTIVITY, date(2027, 3, 9))[0]
    assert late.reason == "calibration overdue: 2027-03-02"


def test_a_retired_instrument_is_not_offered(shop):
    shop.facilities.change_instrument(replace(shop.instrument(METER), retired=True))
    assert shop.service.fit_for(Purpose.DOSE_RATE, TODAY) == ()


def test_the_reason_of_one_never_calibrated():
    assert unfit_reason(an_instrument(calibrated_on=None), TODAY) == "never calibrated"


def test_a_prepared_check_carries_the_tolerance_that_holds_here(shop):
    draft = shop.service.prepare(shop.ids[CALIBRATOR], CheckKind.CONSTANCY)
    assert draft.tolerance is not None
    assert draft.attention is not None
    assert (draft.tolerance.percent, draft.attention.percent) == (10, 5)
    assert draft.tolerance.verify
    assert draft.attention.verify
    assert draft.by.name == shop.memory.actor(Role.RSO).name
    meter = shop.service.prepare(shop.ids[METER], CheckKind.CALIBRATION)
    assert meter.tolerance is not None
    assert (meter.tolerance.percent, meter.tolerance.verify) == (20, False)
    assert meter.attention is None
    assert shop.service.prepare(shop.ids[COUNTER], CheckKind.EFFICIENCY).tolerance is None


def test_a_failed_check_asks_what_was_done_and_blocks(shop):
    with pytest.raises(ReasonRequired):
        shop.check(CALIBRATOR, CheckKind.CONSTANCY, "111")
    kept = shop.check(CALIBRATOR, CheckKind.CONSTANCY, "111", action="not used, RSO told")
    with pytest.raises(InstrumentUnfit) as refused:
        shop.instrument(CALIBRATOR).require_fit(TODAY)
    words = sentence_for(refused.value).what_happened
    assert words.startswith(
        "Dose calibrator: check not passed, since 2026-11-20 (IC-0001 constancy"
    )
    shop.memory.clock.move(hours=1)
    shop.check(CALIBRATOR, CheckKind.CONSTANCY, "101")
    assert shop.instrument(CALIBRATOR).blocked is None
    found = shop.service.checks(shop.ids[CALIBRATOR], CheckKind.CONSTANCY)
    assert [one.failed for one in found] == [False, True]
    assert found[1] == kept
    assert shop.service.newest(shop.ids[CALIBRATOR], CheckKind.CONSTANCY) == found[0]
    assert shop.service.history(shop.ids[CALIBRATOR], most=1) == found[:1]


def test_nothing_is_kept_of_an_empty_check(shop):
    with pytest.raises(CheckIncomplete) as refused:
        shop.check(CALIBRATOR, CheckKind.CONSTANCY)
    assert sentence_for(refused.value).what_to_do == "Enter what was read."


def test_a_calibration_moves_the_day_it_holds_until(shop):
    shop.check(METER, CheckKind.CALIBRATION, "119", body="Ludlum", certificate="C-1")
    assert shop.instrument(METER).calibrated_on == TODAY
    shop.memory.clock.move(hours=1)
    shop.check(METER, CheckKind.CALIBRATION, "121", action="sent back")
    assert shop.instrument(METER).calibrated_on == TODAY
    assert shop.instrument(METER).fitness_on(TODAY) is Fitness.CALIBRATION_FAILED


def test_a_calibration_entered_in_error_is_forgotten(shop):
    kept = shop.check(METER, CheckKind.CALIBRATION, "101")
    shop.service.void(kept, "of another meter")
    assert shop.instrument(METER).calibrated_on is None
    assert shop.instrument(METER).fitness_on(TODAY) is Fitness.NEVER_CALIBRATED


def test_an_amended_check_counts_in_its_place(shop):
    kept = shop.check(CALIBRATOR, CheckKind.CONSTANCY, "111", action="typed 111")
    good = replace(kept, points=(replace(kept.points[0], measured=Decimal(101)),))
    amended = shop.service.amend(kept, good, "mistyped").value
    assert amended.amends == kept.id
    assert shop.instrument(CALIBRATOR).blocked is None
    calibration = shop.check(METER, CheckKind.CALIBRATION, "101")
    shop.service.amend(calibration, replace(calibration, certificate="C-2"), "number")
    assert shop.instrument(METER).calibrated_on == TODAY


def test_a_repair_takes_it_out_of_use_and_nothing_is_due_meanwhile(shop):
    shop.check(METER, CheckKind.SENT, body="Ludlum", action="needle sticks")
    standing = shop.service.standing(shop.ids[METER])
    assert standing.fitness is Fitness.UNDER_REPAIR
    assert standing.due == ()
    assert standing.last is not None
    shop.memory.clock.move(days=3)
    shop.check(METER, CheckKind.BACK, affects=True)
    assert shop.service.standing(shop.ids[METER]).fitness is Fitness.REPAIRED
    shop.memory.clock.move(hours=1)
    shop.check(METER, CheckKind.CALIBRATION, "100")
    assert shop.service.standing(shop.ids[METER]).fitness is Fitness.FIT


def test_what_is_due_is_listed(shop):
    due = {
        (one.kind, check.check): check.state for one, check in due_now(shop.service.standings())
    }
    assert due == {
        (METER, CheckKind.DAILY): DueState.DUE,
        (PROBE, CheckKind.DAILY): DueState.DUE,
        (CALIBRATOR, CheckKind.CONSTANCY): DueState.DUE,
        (CALIBRATOR, CheckKind.LINEARITY): DueState.DUE,
        (CALIBRATOR, CheckKind.ACCURACY): DueState.DUE,
        (COUNTER, CheckKind.COUNTER): DueState.DUE,
    }
    shop.check(METER, CheckKind.DAILY, "101", battery=True)
    left = {(one.kind, check.check) for one, check in due_now(shop.service.standings())}
    assert (METER, CheckKind.DAILY) not in left
    assert shop.service.standing(shop.ids[PROBE]).last is None


def test_efficiencies_are_found_by_nuclide_and_day(shop):
    key = shop.ids[COUNTER]
    assert shop.service.efficiency(key, "Lu-177", TODAY) is None
    first = Efficiency("Lu-177", Decimal("0.20"), standard="E&Z 1", basis="counted")
    shop.check(COUNTER, CheckKind.EFFICIENCY, efficiencies=(first,))
    shop.memory.clock.move(days=2)
    second = Efficiency("Lu-177", Decimal("0.22"))
    shop.check(
        COUNTER, CheckKind.CALIBRATION, efficiencies=(second, Efficiency("I-131", Decimal("0.3")))
    )
    known = shop.service.efficiency(key, "Lu-177", TODAY)
    assert known is not None
    assert (known.value, known.note, known.on) == (
        Decimal("0.20"),
        "IC-0001, E&Z 1, counted",
        TODAY,
    )
    today = date(2026, 11, 22)
    assert [one.value for one in shop.service.efficiencies(key, today)] == [
        Decimal("0.3"),
        Decimal("0.22"),
    ]
    assert [one.code for one in shop.service.efficiencies(key, TODAY)] == ["IC-0001"]


def test_settling_what_stands_already_writes_nothing(shop):
    assert shop.service.settle(shop.ids[METER]).changes.kinds == frozenset()


def test_a_check_made_void_elsewhere_is_settled(shop):
    kept = shop.check(METER, CheckKind.DAILY, "150", battery=True, action="not used")
    assert shop.instrument(METER).blocked is not None
    with shop.memory.center.unit_of_work() as uow:
        from au_desktop.domain.training.cases import Voided

        uow.safety.void(kept.id, Voided("wrong meter", kept.at))
        uow.commit()
    assert Kind.INSTRUMENT in shop.service.settle(shop.ids[METER]).changes.kinds
    assert shop.instrument(METER).blocked is None


def test_staff_check_and_the_rso_calibrates(shop):
    staff = Instruments(shop.memory.desk(Role.STAFF))
    daily = replace(staff.prepare(shop.ids[METER], CheckKind.DAILY), battery=True)
    assert staff.enter(daily).value.code == "IC-0001"
    with pytest.raises(NotAllowed):
        staff.enter(staff.prepare(shop.ids[METER], CheckKind.CALIBRATION))
