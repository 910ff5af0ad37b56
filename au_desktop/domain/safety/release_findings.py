"""What a release may rest on, and what was found for each basis: dose, limit, verdict, instructions, record."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Dose
from au_desktop.domain.safety.release_equations import Worked
from au_desktop.domain.safety.retention_fit import RetentionFit


class BasisKind(StrEnum):
    """The bases for release, by the words of the guide's Table 4."""

    ADMINISTERED = "administered activity"
    RETAINED = "retained activity after decay"
    MEASURED = "measured dose rate"
    SPECIFIC = "patient-specific calculation"


class Verdict(StrEnum):
    """What a basis says."""

    PERMITS = "permits release"
    ABOVE = "above the limit"
    OPEN = "not known yet"


class RecordReason(StrEnum):
    """Why 10 CFR 35.2075 asks for a record of the release, in words."""

    RETAINED = (
        "the retained activity was used rather than the activity administered (35.2075(a)(1))"
    )
    OCCUPANCY = "an occupancy factor below 0.25 at 1 m was used (35.2075(a)(2))"
    HALF_LIFE = "a biological or effective half-life was used (35.2075(a)(3))"
    TISSUE = "shielding by tissue was considered (35.2075(a)(4))"
    MEASURED = "the measured rate includes shielding by tissue (35.2075(a)(4); the guide, Table 1, note b)"
    INFANT = "the dose to the child from breast-feeding could exceed 5 mSv (35.2075(b))"


@dataclass(frozen=True, slots=True)
class BasisFinding:
    """One basis with its numbers.

    Args:
        kind: which basis.
        verdict: what it says.
        equation: as the guide prints it.
        worked: the same with the numbers in it.
        compared: what was held against the limit.
        limit: the limit, with its unit.
        source: where the limit comes from.
        dose: the likely dose, where the basis gives one.
        instructions: the dose is likely above 1 mSv.
        reasons: why a record is required if the release rests on it.
        missing: what must still be given; empty where the verdict stands.
        reached_at: when the basis would permit it by decay.
        notes: what else the guide says about it.
    """

    kind: BasisKind
    verdict: Verdict
    equation: str = ""
    worked: str = ""
    compared: str = ""
    limit: str = ""
    source: str = ""
    dose: Dose | None = None
    instructions: bool = False
    reasons: tuple[RecordReason, ...] = ()
    missing: str = ""
    reached_at: Moment | None = None
    notes: tuple[str, ...] = ()

    @property
    def permits(self) -> bool:
        """Whether the patient may go on this basis."""
        return self.verdict is Verdict.PERMITS

    @property
    def record_required(self) -> bool:
        """Whether a release on this basis must be recorded."""
        return bool(self.reasons)


@dataclass(frozen=True, slots=True)
class InternalFinding:
    """The dose from taking in a little of the activity: `counts` where it is 10 % of the external dose or more."""

    dose: Dose
    worked: Worked
    basis: str
    share: Decimal | None
    counts: bool


@dataclass(frozen=True, slots=True)
class SecondFinding:
    """What a method of a State or of the center says; it never decides under the federal rule."""

    key: str
    title: str
    basis: str
    verify: bool
    compared: str
    limit: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class DraftComparison:
    """What the unity occupancy of the draft of Revision 2 would give; not in force."""

    title: str
    worked: str
    dose: Dose


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Everything found for one patient at one moment."""

    findings: tuple[BasisFinding, ...]
    internal: InternalFinding | None = None
    second: tuple[SecondFinding, ...] = ()
    draft: DraftComparison | None = None
    fit: RetentionFit | None = None
    fit_fault: str = ""

    def of(self, kind: BasisKind) -> BasisFinding:
        """What was found for one basis."""
        return next(one for one in self.findings if one.kind is kind)

    @property
    def best(self) -> BasisFinding | None:
        """The first basis that permits release, in the guide's order."""
        return next((one for one in self.findings if one.permits), None)

    @property
    def permitted_by_decay_at(self) -> Moment | None:
        """The earliest moment at which decay alone would permit it."""
        moments = [one.reached_at for one in self.findings if one.reached_at is not None]
        return min(moments, default=None)
