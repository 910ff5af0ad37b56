"""The time-out before an administration (10 CFR 35.41): who the patient is, what the directive says, what is in hand."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import CaseId, SafetyId
from au_desktop.domain.quantities import Activity
from au_desktop.domain.radiation.dosage import PrescribedDosage, check_dosage
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.safety.au_directions import AuDirection
from au_desktop.domain.safety.safety_records import PersonRef, RecordKind, SafetyRecord, Summary
from au_desktop.domain.safety.treated_drugs import TreatedDrug
from au_desktop.domain.training.cases import refuse_identity

IDENTIFIERS_ASKED = 2
"""By center practice; 10 CFR 35.41(a)(1) asks that identity be verified and names no number."""
GO, STOP = "go", "stop"


class IdentifierKind(StrEnum):
    """By what a patient was identified; the value itself is never written down."""

    NAME = "name"
    BIRTH_DATE = "date of birth"
    RECORD_NUMBER = "medical record number"
    WRISTBAND = "wristband"
    PHOTO = "photograph"
    ADDRESS = "address"
    OTHER = "another identifier"


class Pregnancy(StrEnum):
    """What was answered about pregnancy."""

    NOT_ASKED = "not asked"
    NOT_PREGNANT = "not pregnant"
    NOT_APPLICABLE = "not applicable"
    PREGNANT = "pregnant"
    UNKNOWN = "not known"


class Breastfeeding(StrEnum):
    """What was answered about breastfeeding."""

    NOT_ASKED = "not asked"
    NO = "no"
    NOT_APPLICABLE = "not applicable"
    YES = "breastfeeding"
    UNKNOWN = "not known"


class StopReason(StrEnum):
    """Why the administration does not go ahead."""

    IDENTITY = "fewer than two identifiers matched"
    DIRECTIVE = "no directive in hand"
    DRUG = "the drug is not that of the directive"
    DOSAGE = "the dosage is not that of the directive"
    ROUTE = "the route is not that of the directive"
    LABEL = "syringe, vial or shield is not labeled"
    NOT_ASSAYED = "the dosage was not determined"
    OUT_OF_RANGE = "the dosage is off by more than 20 % or out of the range"
    PREGNANCY = "pregnancy is not ruled out"
    BREASTFEEDING = "breastfeeding is not ruled out"
    NOBODY_BESIDE = "no second person was present"
    OTHER = "stopped for another reason"


STOP_BASIS: dict[StopReason, str] = {
    StopReason.IDENTITY: "10 CFR 35.41(a)(1)",
    StopReason.DIRECTIVE: "10 CFR 35.40(a)",
    StopReason.DRUG: "10 CFR 35.41(a)(2)",
    StopReason.DOSAGE: "10 CFR 35.41(a)(2)",
    StopReason.ROUTE: "10 CFR 35.41(a)(2)",
    StopReason.LABEL: "10 CFR 35.69",
    StopReason.NOT_ASSAYED: "10 CFR 35.63(a)",
    StopReason.OUT_OF_RANGE: "10 CFR 35.63(d)",
    StopReason.PREGNANCY: "10 CFR 35.3047(a)",
    StopReason.BREASTFEEDING: "10 CFR 35.3047(b)",
    StopReason.NOBODY_BESIDE: "center practice",
    StopReason.OTHER: "center practice",
}
"""The rule behind each."""

DIRECTED_AWAY = frozenset(
    {StopReason.OUT_OF_RANGE, StopReason.PREGNANCY, StopReason.BREASTFEEDING}
)
"""What the authorized user's own direction, given in advance, lets pass; nothing else does."""


class TimeOutStopped(DomainError):
    """A dosage was to be given although its time-out said stop."""

    def __init__(self, code: str, reasons: tuple[StopReason, ...]) -> None:
        super().__init__(f"{code}: {', '.join(reason.value for reason in reasons)}")
        self.code = code
        self.reasons = reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOut(SafetyRecord):
    """One time-out; whether it is go or stop follows from what was found.

    Args:
        directive_code: the directive that was read aloud, empty where none was in hand.
        drug: as labeled on what was in hand.
        prescribed: as the directive says.
        identifiers: the kinds that matched.
        assayed: the activity as determined, None where it was not.
        small: noted as less than 30 µCi in place of a figure.
        direction: the authorized user's direction about the dosage, pregnancy or breastfeeding, given in advance.
        stopped_because: another reason to stop, in words.
    """

    KIND: ClassVar[RecordKind] = RecordKind.TIME_OUT

    patient_code: str
    drug: TreatedDrug
    directive_id: SafetyId | None = None
    directive_code: str = ""
    dosage_id: SafetyId | None = None
    case_id: CaseId | None = None
    prescribed: PrescribedDosage | None = None
    route: Route | None = None
    identifiers: tuple[IdentifierKind, ...] = ()
    drug_agrees: bool = False
    dosage_agrees: bool = False
    route_agrees: bool = False
    labeled: bool = False
    assayed: Activity | None = None
    small: bool = False
    pregnancy: Pregnancy = Pregnancy.NOT_ASKED
    breastfeeding: Breastfeeding = Breastfeeding.NOT_ASKED
    direction: AuDirection | None = None
    led_by: PersonRef
    present: tuple[PersonRef, ...] = ()
    stopped_because: str = ""
    directive_needed: bool = True

    def __post_init__(self) -> None:
        """A patient is a code."""
        refuse_identity(self.patient_code)

    @property
    def stops(self) -> tuple[StopReason, ...]:
        """Why it does not go ahead; empty where it does."""
        return stop_reasons(self)

    @property
    def go(self) -> bool:
        """Whether the administration may go ahead."""
        return not self.stops

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        links = (
            self.case_id,
            self.directive_id,
            self.dosage_id,
            self.led_by.id,
            self.amends,
            self.run_id,
        )
        people = (self.led_by, *self.present)
        return Summary(
            label=f"{self.drug.title}, time-out",
            about=f"{self.patient_code}, {self.led_by.name}",
            state=GO if self.go else STOP,
            attention=not self.go,
            links=tuple(link for link in links if link is not None),
            words=" ".join(
                [self.patient_code, self.directive_code, *(one.name for one in people)]
            ),
        )


def stop_reasons(time_out: TimeOut) -> tuple[StopReason, ...]:
    """Every reason to stop, in the order in which a time-out asks.

    An authorized user's direction lets pass what the rules leave to them: a dosage out of range (35.63(d)), and a dosage in
    pregnancy or to a breastfeeding patient approved in advance; never a wrong patient, drug or route.
    """
    directed = DIRECTED_AWAY if time_out.direction is not None else frozenset()
    found = (*_of_the_patient(time_out), *_of_the_directive(time_out), *_of_the_dosage(time_out))
    stopped = (StopReason.OTHER,) if time_out.stopped_because.strip() else ()
    return tuple(reason for reason in (*found, *stopped) if reason not in directed)


def _of_the_patient(time_out: TimeOut) -> list[StopReason]:
    asked = (
        (len(set(time_out.identifiers)) >= IDENTIFIERS_ASKED, StopReason.IDENTITY),
        (
            time_out.pregnancy in {Pregnancy.NOT_PREGNANT, Pregnancy.NOT_APPLICABLE},
            StopReason.PREGNANCY,
        ),
        (
            time_out.breastfeeding in {Breastfeeding.NO, Breastfeeding.NOT_APPLICABLE},
            StopReason.BREASTFEEDING,
        ),
        (_somebody_beside(time_out), StopReason.NOBODY_BESIDE),
    )
    return [reason for fine, reason in asked if not fine]


def _somebody_beside(time_out: TimeOut) -> bool:
    return any(one.name.strip() and one != time_out.led_by for one in time_out.present)


def _of_the_directive(time_out: TimeOut) -> list[StopReason]:
    if time_out.directive_id is None:
        return [StopReason.DIRECTIVE] if time_out.directive_needed else []
    asked = (
        (time_out.drug_agrees, StopReason.DRUG),
        (time_out.dosage_agrees, StopReason.DOSAGE),
        (time_out.route_agrees, StopReason.ROUTE),
    )
    return [reason for fine, reason in asked if not fine]


def _of_the_dosage(time_out: TimeOut) -> list[StopReason]:
    found = [] if time_out.labeled else [StopReason.LABEL]
    if time_out.assayed is None:
        return found if time_out.small else [*found, StopReason.NOT_ASSAYED]
    if time_out.prescribed is None:
        return found
    within = check_dosage(time_out.prescribed, time_out.assayed).may_be_used
    return found if within else [*found, StopReason.OUT_OF_RANGE]
