"""Limits of the site: the shipped one until the center sets its own, which needs a basis and can be taken back."""

from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed
from au_desktop.domain.quantities import Dose, DoseUnit, QuantityError
from au_desktop.domain.roles import Role
from au_desktop.services.safety.site_settings import SiteLimits
from tests.builders import MemoryDesk

TOLERANCE, EFFECTIVE = "dosage-tolerance", "medical-event-effective-dose"


@pytest.fixture
def memory():
    return MemoryDesk()


def limits(memory, role=Role.RSO):
    return SiteLimits(memory.desk(role))


def test_what_is_shipped_holds_until_the_center_sets_its_own(memory):
    found = limits(memory).value(TOLERANCE)
    assert (found.words, found.own, found.inclusive) == ("20 %", False, True)
    assert "35.63" in found.basis
    done = limits(memory).set(TOLERANCE, "10 %", "procedure RS-4")
    own = limits(memory).value(TOLERANCE)
    assert (own.words, own.own, own.basis, own.verify) == ("10 %", True, "procedure RS-4", False)
    assert memory.center.state.log[-1].verb == "set limit of the site"
    done.undo.run()
    assert limits(memory).value(TOLERANCE).words == "20 %"


def test_a_second_change_is_taken_back_to_the_first(memory):
    limits(memory).set(TOLERANCE, "10", "procedure RS-4")
    second = limits(memory).set(TOLERANCE, "5", "procedure RS-5")
    second.undo.run()
    assert limits(memory).value(TOLERANCE).basis == "procedure RS-4"


def test_every_limit_is_listed_in_the_order_of_the_file(memory):
    limits(memory).set(EFFECTIVE, "2 rem", "license condition 9")
    found = {one.key: one for one in limits(memory).all()}
    assert next(iter(found)) == TOLERANCE
    assert found[EFFECTIVE].value == Dose(Decimal(2), DoseUnit.REM)
    assert found[EFFECTIVE].amount == 2


def test_exactly_the_limit_is_within_where_it_is_inclusive(memory):
    within = limits(memory).value(TOLERANCE)
    assert not within.exceeded_by(Decimal(20))
    assert within.exceeded_by(Decimal("20.0001"))
    leg = limits(memory).value("medical-event-dosage")
    assert leg.exceeded_by(Decimal(20))
    dose = limits(memory).value(EFFECTIVE)
    assert not dose.exceeded_by(Dose(Decimal(50), DoseUnit.MSV))
    assert dose.exceeded_by(Dose(Decimal("50.1"), DoseUnit.MSV))


@pytest.mark.parametrize(
    ("key", "value", "basis"),
    [
        (TOLERANCE, "ten", "procedure"),
        (TOLERANCE, "0", "procedure"),
        (TOLERANCE, "NaN", "procedure"),
        (TOLERANCE, "10", " "),
        (EFFECTIVE, "0 rem", "procedure"),
    ],
)
def test_what_cannot_be_a_limit_is_refused(memory, key, value, basis):
    with pytest.raises(Invalid):
        limits(memory).set(key, value, basis)


def test_a_quantity_needs_its_unit(memory):
    with pytest.raises(QuantityError):
        limits(memory).set(EFFECTIVE, "2", "procedure")


def test_only_who_manages_the_instruments_sets_limits(memory):
    with pytest.raises(NotAllowed):
        limits(memory, Role.STAFF).set(TOLERANCE, "10", "procedure")
