"""Transfers to others: the license, how it was verified, and what oral certification still owes."""

from dataclasses import replace
from datetime import date

import pytest

from au_desktop.domain.safety.transfers import (
    LicenseCheck,
    RecipientLicense,
    TransferFault,
    TransferNotVerified,
    Verification,
    WrittenConfirmation,
    confirmation_due,
    faults_of,
    require_verified,
)
from tests.waste_examples import BY, a_transfer, on

ORAL = LicenseCheck(Verification.ORAL, on(49), BY, "telephone, Example B.", covers=True)


def test_a_verified_transfer_has_no_fault():
    transfer = a_transfer()
    require_verified(transfer)
    assert transfer.summary.state == "transferred"
    assert not transfer.summary.open
    assert transfer.summary.deadlines == ()
    assert Verification.COPY.paragraph == "10 CFR 30.41(d)(1)"
    assert Verification.AGENCY.paragraph == "10 CFR 30.41(d)(5)"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"recipient": " "}, TransferFault.RECIPIENT),
        ({"license": RecipientLicense("", "NRC", date(2030, 1, 1))}, TransferFault.LICENSE),
        ({"license": RecipientLicense("1", "NRC")}, TransferFault.NO_EXPIRY),
        ({"license": RecipientLicense("1", "NRC", date(2026, 7, 20))}, TransferFault.EXPIRED),
        ({"check": None}, TransferFault.NOT_COVERED),
        ({"check": replace(ORAL, covers=False)}, TransferFault.NOT_COVERED),
        ({"check": replace(ORAL, evidence="")}, TransferFault.EVIDENCE),
        ({"check": replace(ORAL, at=on(51))}, TransferFault.AFTER),
        ({"materials": ()}, TransferFault.NOTHING),
    ],
)
def test_each_thing_that_30_41_asks_is_asked(change, fault):
    transfer = a_transfer(**change)
    assert faults_of(transfer) == (fault,)
    with pytest.raises(TransferNotVerified):
        require_verified(transfer)


def test_a_license_holds_through_its_last_day_and_a_general_one_has_no_end():
    last = RecipientLicense("1", "NRC", on(50).local.date())
    assert faults_of(a_transfer(license=last)) == ()
    assert faults_of(a_transfer(license=RecipientLicense("G", "NRC", no_end=True))) == ()


def test_an_oral_certification_is_confirmed_in_writing_within_ten_days():
    transfer = a_transfer(check=ORAL)
    assert confirmation_due(transfer) == on(59)
    (deadline,) = transfer.summary.deadlines
    assert (deadline.due, deadline.basis) == (on(59), "10 CFR 30.41(d)(3)")
    assert transfer.summary.open
    done = replace(transfer, confirmation=WrittenConfirmation(on(52), "letter of 22 July"))
    assert confirmation_due(done) is None
    assert not done.summary.open
    assert done.summary.deadlines == ()
