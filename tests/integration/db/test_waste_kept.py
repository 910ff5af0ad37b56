"""Containers, transfers and releases into the sewer in the encrypted file: what is kept comes back as it was."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.domain.safety.sewer import SewerDisposal, month_shares, year_shares
from au_desktop.domain.safety.transfers import (
    LicenseCheck,
    Transfer,
    Verification,
    WrittenConfirmation,
)
from au_desktop.domain.safety.waste import Container, holdings
from au_desktop.domain.safety.waste_contents import (
    Clearance,
    Production,
    find_present,
    rule_out,
)
from au_desktop.domain.safety.waste_disposal import (
    defaced_with,
    disposed_with,
    reopened_with,
    surveyed_with,
)
from au_desktop.domain.safety.waste_steps import Defacing, Disposition, Reopening, Way
from au_desktop.services.rows import PageRequest
from au_desktop.services.safety_stores import SafetyFilter
from tests.builders import reference
from tests.unit.test_sewer_rules import a_disposal
from tests.waste_examples import (
    BY,
    a_content,
    a_survey,
    a_transfer,
    cleared,
    failing,
    on,
    poured,
    sealed,
)

CLEARANCE = Clearance("certificate 77-A, µ", BY, on(2))


def test_a_container_comes_back_with_every_step(center):
    known = rule_out(a_content("Ac-225", source_id=UUID(int=9)), "Ac-227", CLEARANCE)
    container = surveyed_with(surveyed_with(sealed(known), failing()), a_survey(120))
    gone = disposed_with(
        defaced_with(container, Defacing(on(121), BY, inner_stay=True)),
        Disposition(Way.BIOMEDICAL, on(122), BY),
    )
    with center.work() as uow:
        uow.safety.put(gone, on(122))
        uow.commit()
    with center.work() as uow:
        kept = uow.safety.get(Container, gone.id)
        assert kept == gone
        assert kept.surveys[0].next_survey == failing().next_survey
        assert uow.safety.open_ones(Container) == ()
        assert uow.safety.linked(Container, UUID(int=9)) == (gone,)
        wanted = SafetyFilter(RecordKind.CONTAINER, states=("disposed",))
        (row,) = uow.safety.page(wanted, PageRequest()).rows
        assert row.label == "Ac-225, dry waste"


def test_a_held_container_keeps_how_much_of_the_impurity_is_in_it(center):
    lutetium = a_content("Lu-177", Production.CARRIER_ADDED)
    held = sealed(find_present(lutetium, "Lu-177m", Decimal("0.0125")))
    opened = reopened_with(held, Reopening(on(3), BY, "one more vial"))
    with center.work() as uow:
        uow.safety.put(opened, on(3))
        uow.commit()
    with center.work() as uow:
        (kept,) = uow.safety.open_ones(Container)
        assert kept == opened
        assert holdings(kept, on(9)) == holdings(opened, on(9))


def test_the_reminder_to_survey_is_a_clock_that_runs(center):
    with center.work() as uow:
        uow.safety.put(sealed(), on(1))
        uow.commit()
    with center.work() as uow:
        (clock,) = uow.safety.clocks()
        assert (clock.code, clock.deadline.key) == ("WC-0031", "waste-survey")
    with center.work() as uow:
        uow.safety.put(replace(cleared(), revision=2), on(100))
        assert uow.safety.clocks() == ()


def test_transfers_and_releases_come_back_digit_by_digit(center):
    oral = LicenseCheck(Verification.ORAL, on(49), BY, "telephone", covers=True)
    transfer = a_transfer(check=oral, confirmation=WrittenConfirmation(on(52), "letter"))
    parts = (poured("I-131", "0.10"), poured("Tc-99m", "12.5", "1E-2"))
    release = a_disposal(
        released=parts,
        water_m3=Decimal("912.50"),
        month=month_shares(parts, Decimal("912.50"), reference().sewer_limits),
        year=year_shares(parts),
        by=BY,
    )
    with center.work() as uow:
        uow.safety.put(transfer, on(52))
        uow.safety.put(release, on(52))
        uow.commit()
    with center.work() as uow:
        assert uow.safety.get(Transfer, transfer.id) == transfer
        kept = uow.safety.get(SewerDisposal, release.id)
        assert kept == release
        assert str(kept.water_m3) == "912.50"
        days = (date(2026, 6, 1), date(2026, 6, 30))
        assert tuple(uow.safety.between(SewerDisposal, *days)) == (release,)
