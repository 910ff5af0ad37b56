"""Forms offer unfit instruments with the reason and refuse them; wipes begin with the known efficiency."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.instrument_tests import Efficiency
from au_desktop.services.safety.instrument_book import KnownEfficiency
from tests.builders import mci
from tests.package_examples import COUNTER, an_item
from tests.package_hands import PackageHands
from tests.treatment_examples import TreatmentDesk, at
from tests.treatments_on_screen import shown


@pytest.fixture
def hands(qtbot):
    return PackageHands(qtbot)


def test_a_calibrator_out_of_calibration_is_shown_with_its_reason_and_refused(qtbot):
    desk = TreatmentDesk()
    with desk.memory.center.unit_of_work() as uow:
        old = replace(uow.instruments.get(desk.calibrator), calibrated_on=date(2020, 1, 1))
        uow.instruments.replace(old)
        uow.commit()
    tab = shown(qtbot, desk)
    tab.select(desk.signed())
    tab.step("determine")
    dialog = tab.dialogs.dialog
    combo = dialog.form.field("instrument_id")
    assert dialog.form.value("instrument_id") is None
    assert combo.itemText(1).startswith("DC-1 \u2013 ")
    dialog.form.set_values(
        {"instrument_id": desk.calibrator, "at": at(9), "determined": mci("201")}
    )
    dialog.primary_button.click()
    assert dialog.isVisible()
    with desk.memory.center.unit_of_work() as uow:
        assert uow.safety.all(Dosage) == ()


def test_the_efficiency_of_the_counter_fills_wipes_that_wait(hands):
    hands.tab.receive()
    known = KnownEfficiency(
        Efficiency("Lu-177", Decimal("0.31"), standard="Lu-177 vial"), "IC-0002", date(2026, 11, 1)
    )
    choices = replace(hands.form._choices, efficiencies={COUNTER.id: (known,)})
    assert choices.efficiency(COUNTER.id, (an_item(),)) is known
    assert choices.efficiency(None, (an_item(),)) is None
    assert choices.efficiency(COUNTER.id, (an_item(nuclide_id="I-131"),)) is None
    hands.form._choices = choices
    hands.form.contents.set_value((an_item(),))
    hands.fill(counter=COUNTER.id)
    hands.form.forms["Wipe"].changed.emit("counter")
    row = hands.form.wipes.rows[0]
    assert row.efficiency.value() == Decimal("0.31")
    assert row.efficiency.toolTip() == known.note
    hands.type_wipe(0, gross="60")
    hands.form.wipes.set_efficiency(Decimal("0.2"), "other")
    assert row.efficiency.value() == Decimal("0.31")
