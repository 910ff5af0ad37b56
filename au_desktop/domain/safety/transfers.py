"""Transfers of radioactive material to others: to whom, by which license, how that was verified, and what went."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.safety.safety_records import (
    Deadline,
    PersonRef,
    RecordKind,
    SafetyRecord,
    Summary,
)

ORAL_CONFIRMATION = timedelta(days=10)
"""10 CFR 30.41(d)(3): an oral certification is confirmed in writing within 10 days."""
ORAL_BASIS = "10 CFR 30.41(d)(3)"


class Verification(StrEnum):
    """How the recipient's license was verified before the transfer: the ways of 10 CFR 30.41(d)."""

    COPY = "current copy of the license read"
    WRITTEN = "written certification of the recipient"
    ORAL = "oral certification, emergency shipment"
    SERVICE = "reporting service of official records"
    AGENCY = "confirmed by NRC or the State agency"

    @property
    def paragraph(self) -> str:
        """The paragraph that allows it."""
        number = list(Verification).index(self) + 1
        return f"10 CFR 30.41(d)({number})"


class Purpose(StrEnum):
    """Why the material goes."""

    WASTE = "waste to a broker or disposal site"
    RETURN = "returned to the supplier"
    LICENSEE = "to another licensee"


class TransferFault(StrEnum):
    """Why a transfer may not be written down as made."""

    RECIPIENT = "the recipient is not named"
    LICENSE = "the license number and its agency are not given"
    EXPIRED = "the license has expired before the transfer"
    NO_EXPIRY = "the end of the license is not given"
    NOT_COVERED = "the license was not found to cover type, form and quantity"
    AFTER = "the verification comes after the transfer"
    NOTHING = "nothing is transferred"
    EVIDENCE = "what was read or who confirmed it is not given"


class TransferNotVerified(DomainError):
    """A transfer was to be entered that 10 CFR 30.41 does not allow: everything that is missing."""

    def __init__(self, faults: tuple[TransferFault, ...]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class TransferredMaterial:
    """One material that goes: nuclide, activity at a time, physical and chemical form."""

    nuclide: str
    activity: Activity
    at: Moment
    form: str


@dataclass(frozen=True, slots=True)
class ContainerRef:
    """A waste container under its number."""

    id: SafetyId
    code: str


@dataclass(frozen=True, slots=True)
class StockRef:
    """A thing of the inventory under its number."""

    id: SafetyId
    code: str


@dataclass(frozen=True, slots=True)
class RecipientLicense:
    """The license of whoever receives it. Only a general license without an end has no `expires`."""

    number: str = ""
    agency: str = ""
    expires: date | None = None
    no_end: bool = False


@dataclass(frozen=True, slots=True)
class LicenseCheck:
    """How the license was verified, by whom and when, and what was read or who said it.

    `covers` says that it was found to allow receipt of the type, form and quantity (10 CFR 30.41(c)).
    """

    way: Verification
    at: Moment
    by: PersonRef
    evidence: str = ""
    covers: bool = False


@dataclass(frozen=True, slots=True)
class WrittenConfirmation:
    """The writing that confirms an oral certification."""

    at: Moment
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(SafetyRecord):
    """A transfer; `at` is when the material left. It lives on until an oral certification is confirmed in writing."""

    KIND: ClassVar[RecordKind] = RecordKind.TRANSFER
    FINAL: ClassVar[bool] = False

    purpose: Purpose = Purpose.WASTE
    recipient: str = ""
    address: str = ""
    license: RecipientLicense = RecipientLicense()
    check: LicenseCheck | None = None
    materials: tuple[TransferredMaterial, ...] = ()
    containers: tuple[ContainerRef, ...] = ()
    stock: tuple[StockRef, ...] = ()
    packages: str = ""
    carrier: str = ""
    confirmation: WrittenConfirmation | None = None

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        owed = () if self.voided is not None else _deadlines(self)
        nuclides = dict.fromkeys(material.nuclide for material in self.materials)
        codes = (*(one.code for one in self.containers), *(one.code for one in self.stock))
        links = (*(one.id for one in self.containers), *(one.id for one in self.stock))
        return Summary(
            label=f"{self.recipient}: {', '.join(nuclides)}",
            about=", ".join((f"license {self.license.number}", *codes)),
            state="confirmation due" if owed else "transferred",
            open=bool(owed),
            attention=bool(owed),
            deadlines=owed,
            links=links,
            words=" ".join((self.license.agency, self.packages, self.carrier)),
        )


def faults_of(transfer: Transfer) -> tuple[TransferFault, ...]:
    """Everything that 10 CFR 30.41(c) and (d) still ask of a transfer."""
    permit, check = transfer.license, transfer.check
    ended = permit.expires is not None and permit.expires < transfer.at.local.date()
    checks = (
        (not transfer.recipient.strip(), TransferFault.RECIPIENT),
        (not permit.number.strip() or not permit.agency.strip(), TransferFault.LICENSE),
        (permit.expires is None and not permit.no_end, TransferFault.NO_EXPIRY),
        (ended, TransferFault.EXPIRED),
        (check is None or not check.covers, TransferFault.NOT_COVERED),
        (check is not None and not check.evidence.strip(), TransferFault.EVIDENCE),
        (check is not None and check.at.utc > transfer.at.utc, TransferFault.AFTER),
        (not transfer.materials, TransferFault.NOTHING),
    )
    return tuple(fault for holds, fault in checks if holds)


def require_verified(transfer: Transfer) -> None:
    """Refuse a transfer whose recipient was not verified before (10 CFR 30.41(c))."""
    faults = faults_of(transfer)
    if faults:
        raise TransferNotVerified(faults)


def confirmation_due(transfer: Transfer) -> Moment | None:
    """By when an oral certification has to be confirmed in writing; None where none is owed.

    Equation: t = t_oral + 10 d. Source: 10 CFR 30.41(d)(3).
    """
    check = transfer.check
    if check is None or check.way is not Verification.ORAL or transfer.confirmation is not None:
        return None
    return Moment(check.at.utc + ORAL_CONFIRMATION, check.at.offset_minutes)


def _deadlines(transfer: Transfer) -> tuple[Deadline, ...]:
    due = confirmation_due(transfer)
    if due is None:
        return ()
    title = f"Written confirmation of {transfer.recipient}'s license"
    return (Deadline("oral-certification", title, due, ORAL_BASIS),)
