"""Transfers and the sewer log at the desk, and what is offered to put into a container."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.quantities import Activity, ActivityUnit, Duration, DurationUnit
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.dosage_parts import Administration, Residual, ResidualPart
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.sewer import SewerFault, SewerRefused
from au_desktop.domain.safety.transfers import (
    Purpose,
    TransferNotVerified,
    Verification,
)
from au_desktop.domain.safety.treated_drugs import TreatedDrug
from au_desktop.domain.safety.waste_contents import ContentSource, Production
from au_desktop.domain.safety.waste_disposal import WasteNotReady
from au_desktop.domain.safety.waste_steps import Way
from au_desktop.domain.training.cases import Voided
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.safety.safety_book import SafetyBook
from tests.builders import a_case, a_supervisor, a_trainee
from tests.waste_desk import BY, WasteDesk
from tests.waste_examples import mbq


@pytest.fixture
def desk():
    return WasteDesk()


def test_a_container_that_may_not_decay_leaves_with_its_transfer(desk):
    key = desk.sealed("Lu-177", Production.CARRIER_ADDED)
    (first, impurity) = desk.transfers.materials_in([key], desk.now())
    assert (first.nuclide, impurity.nuclide) == ("Lu-177", "Lu-177m")
    done = desk.transfers.enter(desk.new_transfer(key, purpose=Purpose.RETURN)).value
    transfer = desk.transfers.transfer(done)
    assert transfer.containers[0].code == "WC-0001"
    assert {m.nuclide for m in transfer.materials} == {"Lu-177", "Lu-177m"}
    gone = desk.container(key).disposition
    assert (gone.way, gone.record_id, gone.record_code) == (Way.RETURNED, done, "TR-0001")
    assert desk.transfers.last() == transfer
    with pytest.raises(WasteNotReady):
        desk.transfers.enter(desk.new_transfer(key))


def test_a_transfer_without_verification_is_refused_and_nothing_leaves(desk):
    key = desk.sealed()
    new = desk.new_transfer(key)
    with pytest.raises(TransferNotVerified):
        desk.transfers.enter(replace(new, check=replace(new.check, covers=False)))
    assert desk.container(key).disposition is None
    assert desk.transfers.last() is None


def test_an_oral_certification_is_confirmed_once(desk):
    new = desk.new_transfer(desk.sealed())
    oral = replace(new, check=replace(new.check, way=Verification.ORAL))
    key = desk.transfers.enter(oral).value
    with pytest.raises(Invalid, match="name the letter"):
        desk.transfers.confirm(key, desk.now(), " ")
    with pytest.raises(Invalid, match="future"):
        desk.transfers.confirm(key, desk.now(1), "letter")
    desk.transfers.confirm(key, desk.now(), "letter of the broker")
    assert desk.transfers.transfer(key).confirmation.document == "letter of the broker"
    with pytest.raises(Invalid, match="not owed"):
        desk.transfers.confirm(key, desk.now(), "letter of the broker")


def test_a_release_is_summed_with_its_month_and_year(desk):
    first = desk.sewer.enter(desk.new_release("37")).value
    sums = desk.sewer.sums(desk.new_release("37"))
    (share,) = sums.month
    assert share.activity == mbq("74")
    assert sums.fraction == share.fraction
    assert share.verify
    desk.clock.move(days=20)
    (later,) = desk.sewer.sums(desk.new_release("37")).month
    assert later.activity == mbq("37")
    others = desk.sewer.sums(desk.new_release("37")).year[-1]
    assert others.activity == mbq("74")
    assert desk.sewer.last() == desk.sewer.release(first)
    SafetyBook(desk.at_desk).void(type(desk.sewer.release(first)), first, "typed twice")
    assert desk.sewer.sums(desk.new_release("37")).year[-1].activity == mbq("37")


def test_a_release_above_the_limit_is_refused_unless_it_happened(desk):
    much = Activity(Decimal(2), ActivityUnit.CI)
    new = desk.new_release(materials=(("I-131", much),))
    with pytest.raises(SewerRefused) as refused:
        desk.sewer.enter(new)
    assert SewerFault.YEAR in refused.value.faults
    key = desk.sewer.enter(replace(new, over_reason="poured before it was counted")).value
    assert desk.sewer.release(key).summary.attention


def test_a_container_may_go_into_the_sewer_with_its_release(desk):
    key = desk.sealed("Tc-99m")
    done = desk.sewer.enter(
        desk.new_release(materials=(("Tc-99m", mbq("220")),), container_ids=(key,))
    ).value
    assert desk.container(key).disposition.record_id == done
    assert desk.container(key).disposition.way is Way.SEWER


def test_a_nuclide_without_a_line_takes_the_limit_for_what_is_not_listed(desk):
    (share,) = desk.sewer.sums(desk.new_release(materials=(("Xx-99", mbq("1")),))).month
    assert share.limit_uci_ml > 0


def a_dosage(desk, number, **changes):
    drug = TreatedDrug(
        id="sodium-iodide-i-131",
        title="Sodium iodide I-131",
        nuclide_id="I-131",
        route=Route.ORAL,
        sodium_iodide=True,
        device=False,
        half_life=Duration(Decimal("8.02"), DurationUnit.D),
        half_life_basis="ICRP-107",
    )
    dosage = Dosage(
        id=SafetyId(UUID(int=600 + number)),
        number=number,
        at=desk.now(),
        entered_at=desk.now(),
        entered_by=desk.actor(Role.RSO).person_id,
        patient_code="LR-0193",
        drug=drug,
        determined=mbq("370"),
        determined_by=BY,
    )
    return replace(dosage, **changes)


def test_recent_dosages_and_cases_are_offered_with_what_was_left(desk):
    given = Administration(desk.now(), Route.ORAL, BY)
    left = Residual(ResidualPart(next(iter(ResidualPart))), mbq("5"), desk.now())
    with desk.center.unit_of_work() as uow:
        uow.safety.put(a_dosage(desk, 1, administration=given, residuals=(left,)), desk.now())
        uow.safety.put(a_dosage(desk, 2, not_used="patient did not come"), desk.now())
        uow.safety.put(a_dosage(desk, 3), desk.now())
        uow.safety.void(SafetyId(UUID(int=603)), Voided("typed twice", desk.now()))
        uow.trainees.add(a_trainee())
        uow.supervisors.add(a_supervisor())
        uow.commit()
    CaseLog(desk.desk(Role.COORDINATOR)).add(a_case())
    offers = desk.offers.recent()
    assert [(o.source, o.activity) for o in offers] == [
        (ContentSource.DOSAGE, mbq("5")),
        (ContentSource.DOSAGE, mbq("370")),
        (ContentSource.CASE, None),
    ]
    assert offers[-1].nuclide == "Lu-177"
    assert "LR-0193" in offers[-1].label
