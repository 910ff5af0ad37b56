"""Written directives (10 CFR 35.40): what they hold, when they must be signed, and the two days of an oral one."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import CaseId, SupervisorId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.safety.safety_records import (
    Deadline,
    PersonRef,
    RecordKind,
    SafetyRecord,
    Summary,
)
from au_desktop.domain.safety.treated_drugs import TreatedDrug
from au_desktop.domain.training.cases import refuse_identity

WRITTEN_WITHIN = timedelta(hours=48)
"""10 CFR 35.40(a)(1) and (c)(2): the written directive, or the signed revision, within 48 hours of the oral one."""
SIGNED_BEFORE = "10 CFR 35.40(a)"
ORAL_FIRST = "10 CFR 35.40(a)(1)"
REVISED_BEFORE = "10 CFR 35.40(c)(1)"
ORAL_REVISION = "10 CFR 35.40(c)(2)"

AWAITS_SIGNATURE = "to be signed"
ORAL_TO_WRITE = "oral, to write"
SIGNED = "signed"


class SignedAfterAdministration(DomainError):
    """A directive may not be signed, or used, for a dosage given before or at that moment (10 CFR 35.40(a))."""

    def __init__(self, code: str, signed_at: Moment, given_at: Moment, rule: str) -> None:
        super().__init__(f"{code} signed after the administration: {rule}")
        self.code = code
        self.signed_at = signed_at
        self.given_at = given_at
        self.rule = rule


class DirectiveMissing(DomainError):
    """A dosage that needs a directive was to be given without one in force (10 CFR 35.40(a))."""

    def __init__(self, drug: str, code: str = "") -> None:
        super().__init__(f"no directive in force for {drug}: {SIGNED_BEFORE}")
        self.drug = drug
        self.code = code


class DirectiveIncomplete(DomainError):
    """A directive lacks what 10 CFR 35.40(b) asks of it."""

    def __init__(self, missing: "tuple[DirectiveGap, ...]") -> None:
        super().__init__(", ".join(str(gap) for gap in missing))
        self.missing = missing


class DirectiveSettled(DomainError):
    """A signed directive was to be changed or signed again; it is revised, never edited."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is signed by the authorized user")
        self.code = code


class NotOral(DomainError):
    """A directive that was written from the start was to be followed by its written form."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is no oral directive")
        self.code = code


class DirectiveGap(StrEnum):
    """What a directive must contain and does not (10 CFR 35.40(b))."""

    PATIENT = "patient code"
    ROUTE = "route of administration"
    SITE = "treatment site"
    AUTHORIZED_USER = "authorized user"


class Listing(StrEnum):
    """Whether a license known to this center lists the authorized user for the dosage on the day of the signature."""

    LISTED = "listed"
    NOT_LISTED = "not listed"
    UNKNOWN = "not known here"


@dataclass(frozen=True, slots=True)
class OralDirective:
    """A directive, or a revision of one, that was spoken because a delay would have jeopardized the patient's health.

    `documented_at` is when its content stood in the patient's record, which is due as soon as possible.
    """

    given_at: Moment
    taken_by: PersonRef
    reason: str
    documented_at: Moment | None = None

    def __post_init__(self) -> None:
        """Only an emergency allows it, so the reason is part of it."""
        if not self.reason.strip():
            raise Invalid("reason", "an oral directive needs the reason why a delay was no choice")
        if self.documented_at is not None and self.documented_at < self.given_at:
            raise Invalid("documented", "is before the oral directive")

    @property
    def due(self) -> Moment:
        """By when the signed written one must be there."""
        return Moment(self.given_at.utc + WRITTEN_WITHIN, self.given_at.offset_minutes)

    def written_in_time(self, signed_at: Moment) -> bool:
        """Whether the signature came within 48 hours; exactly 48 hours is within."""
        return signed_at.utc <= self.due.utc


@dataclass(frozen=True, slots=True)
class AuthorizedUser:
    """Who dates and signs a directive, and what this center knows of their license on that day."""

    person: PersonRef
    supervisor_id: SupervisorId | None = None
    listing: Listing = Listing.UNKNOWN
    license_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive(SafetyRecord):
    """A written directive for one administration to one patient code; the patient's name stands in the chart only.

    Args:
        prescribed: one activity or a range (10 CFR 35.2, prescribed dosage).
        planned_for: when it is to be given, where that is known.
        signed_at: when the authorized user dated and signed it.
        signature_entered_at: when that was entered here; later than `signed_at` where it was signed on paper.
        oral: set where an oral directive, or an oral revision, came first.
        checked_by: who checked the calculation of the dosage (35.41(b)(3)), where one was made.
    """

    KIND: ClassVar[RecordKind] = RecordKind.DIRECTIVE
    FINAL: ClassVar[bool] = False

    patient_code: str
    drug: TreatedDrug
    prescribed: PrescribedDosage
    route: Route | None = None
    treatment_site: str = ""
    authorized_user: AuthorizedUser
    prepared_by: PersonRef | None = None
    planned_for: Moment | None = None
    signed_at: Moment | None = None
    signature_entered_at: Moment | None = None
    oral: OralDirective | None = None
    checked_by: PersonRef | None = None
    case_id: CaseId | None = None

    def __post_init__(self) -> None:
        """A patient is a code."""
        refuse_identity(self.patient_code)

    @property
    def effective_from(self) -> Moment | None:
        """From when a dosage may be given under it: its signature, or the oral directive before it."""
        return self.signed_at if self.oral is None else self.oral.given_at

    @property
    def written_late(self) -> bool:
        """Whether the written one came later than 48 hours after the oral one."""
        if self.oral is None or self.signed_at is None:
            return False
        return not self.oral.written_in_time(self.signed_at)

    @property
    def state(self) -> str:
        """Where it stands."""
        if self.signed_at is not None:
            return SIGNED
        return AWAITS_SIGNATURE if self.oral is None else ORAL_TO_WRITE

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        user = self.authorized_user
        links = (self.case_id, user.person.id, user.supervisor_id, self.amends, self.run_id)
        return Summary(
            label=f"{self.drug.title}, {dosage_words(self.prescribed)}",
            about=f"{self.patient_code}, {user.person.name}",
            state=self.state,
            open=self.signed_at is None,
            attention=self.written_late or user.listing is Listing.NOT_LISTED,
            deadlines=self._deadlines(),
            links=tuple(link for link in links if link is not None),
            words=f"{self.patient_code} {self.drug.title} {user.person.name}",
        )

    def _deadlines(self) -> tuple[Deadline, ...]:
        if self.signed_at is not None:
            return ()
        if self.oral is not None:
            rule = ORAL_FIRST if self.amends is None else ORAL_REVISION
            return (Deadline("written", "Sign the written directive", self.oral.due, rule),)
        if self.planned_for is None:
            return ()
        return (
            Deadline("signature", "Sign the written directive", self.planned_for, SIGNED_BEFORE),
        )


def dosage_words(prescribed: PrescribedDosage) -> str:
    """The dosage as prescribed, such as "7.4 GBq" or "3.7 GBq to 7.4 GBq"."""
    if prescribed.high is None:
        return prescribed.low.format()
    return f"{prescribed.low.format()} to {prescribed.high.format()}"


def most_of(prescribed: PrescribedDosage) -> Activity:
    """The single activity, or the upper end of the range."""
    return prescribed.high or prescribed.low


def gaps_of(directive: Directive) -> tuple[DirectiveGap, ...]:
    """What 10 CFR 35.40(b) asks for and the directive lacks.

    For sodium iodide I-131 the dosage alone; for other unsealed dosages drug, dosage and route; for a device under
    35.1000 the treatment site. Drug and dosage are always there.
    """
    missing = []
    if not directive.patient_code:
        missing.append(DirectiveGap.PATIENT)
    if directive.route is None and not directive.drug.sodium_iodide and not directive.drug.device:
        missing.append(DirectiveGap.ROUTE)
    if directive.drug.device and not directive.treatment_site.strip():
        missing.append(DirectiveGap.SITE)
    if not directive.authorized_user.person.name.strip():
        missing.append(DirectiveGap.AUTHORIZED_USER)
    return tuple(missing)


def require_complete(directive: Directive) -> None:
    """Refuse a directive that lacks what the rule asks of it."""
    missing = gaps_of(directive)
    if missing:
        raise DirectiveIncomplete(missing)


def require_signable(directive: Directive, signed_at: Moment, given_at: Moment | None) -> None:
    """Refuse a signature on a directive that is signed already, or one after the dosage was given.

    A written directive is dated and signed before the administration (10 CFR 35.40(a), (c)(1)); at the same minute is not
    before. What was spoken in an emergency is signed afterwards, within 48 hours, and never before it was spoken.
    """
    if directive.signed_at is not None:
        raise DirectiveSettled(directive.code)
    require_complete(directive)
    if directive.oral is not None:
        if signed_at < directive.oral.given_at:
            raise Invalid("signed", "is before the oral directive")
        return
    if given_at is not None and signed_at.utc >= given_at.utc:
        rule = SIGNED_BEFORE if directive.amends is None else REVISED_BEFORE
        raise SignedAfterAdministration(directive.code, signed_at, given_at, rule)


def require_in_force(
    directive: Directive | None, drug: TreatedDrug, given_at: Moment, *, needed: bool
) -> None:
    """Refuse to give a dosage at that moment unless a directive was signed, or spoken in an emergency, before it.

    Source: 10 CFR 35.40(a), (a)(1), (c). `needed` is False for sodium iodide I-131 of at most 30 µCi.

    Raises:
        DirectiveMissing: none is there, or it is not signed.
        SignedAfterAdministration: it was signed at that moment or later.
    """
    if directive is None:
        if needed:
            raise DirectiveMissing(drug.title)
        return
    since = directive.effective_from
    if since is None:
        raise DirectiveMissing(drug.title, directive.code)
    if since.utc >= given_at.utc:
        rule = SIGNED_BEFORE if directive.amends is None else REVISED_BEFORE
        raise SignedAfterAdministration(directive.code, since, given_at, rule)


def require_revisable(directive: Directive, revised_at: Moment, given_at: Moment | None) -> None:
    """Refuse a revision, written or oral, of a dosage that was given before or at that moment (10 CFR 35.40(c))."""
    if given_at is not None and revised_at.utc >= given_at.utc:
        raise SignedAfterAdministration(directive.code, revised_at, given_at, REVISED_BEFORE)
