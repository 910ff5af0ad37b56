"""Dosages as determined and given (10 CFR 35.63, 35.2063): reading beside expectation, the 20 percent, residual and net."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import CaseId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.radiation.decay import decayed
from au_desktop.domain.radiation.dosage import (
    DOSAGE_TOLERANCE_PERCENT,
    DosageVerdict,
    PrescribedDosage,
    check_dosage,
    meets_event_dosage_leg,
    net_administered,
    percent_difference,
    total_activity,
)
from au_desktop.domain.safety.au_directions import AuDirection
from au_desktop.domain.safety.dosage_parts import (
    OTHER_METHODS,
    UNIT_METHODS,
    Administration,
    Method,
    Residual,
    ResidualPart,
    SupplierValue,
    between,
)
from au_desktop.domain.safety.safety_records import (
    MeterRef,
    PersonRef,
    RecordKind,
    RoomRef,
    SafetyRecord,
    Summary,
)
from au_desktop.domain.safety.treated_drugs import (
    SODIUM_IODIDE_WITHOUT_DIRECTIVE,
    TreatedDrug,
    needs_directive,
)
from au_desktop.domain.training.cases import refuse_identity

SMALL_DOSAGE = SODIUM_IODIDE_WITHOUT_DIRECTIVE
"""10 CFR 35.2063(b)(3): "less than 1.1 MBq (30 µCi)"; compared in µCi, below it and not at it."""
WITHIN_RULE = "10 CFR 35.63(d)"

AWAITS_DIRECTIVE = "no directive"
OUT_OF_RANGE = "out of range"
READY = "ready to give"
GIVEN = "residual to read"
DONE = "given"
NOT_USED = "not used"


class MethodUnfit(DomainError):
    """The way in which a dosage was determined is not one that 10 CFR 35.63 allows for it."""

    def __init__(self, method: Method, *, unit_dosage: bool) -> None:
        super().__init__(
            f"{method.value} for {'a' if unit_dosage else 'other than a'} unit dosage"
        )
        self.method = method
        self.unit_dosage = unit_dosage


class DosageOutOfRange(DomainError):
    """A dosage outside 20 percent, or the range, was to be given without the authorized user's direction."""

    def __init__(self, code: str, verdict: DosageVerdict, determined: Activity) -> None:
        super().__init__(f"{code}: {determined} outside {verdict.lowest} to {verdict.highest}")
        self.code = code
        self.verdict = verdict
        self.determined = determined


class DosageSettled(DomainError):
    """A dosage that was given, or taken out of use, was to be given or taken out of use again."""

    def __init__(self, code: str, state: str) -> None:
        super().__init__(f"{code}: {state}")
        self.code = code
        self.state = state


class DeterminedAfterUse(DomainError):
    """The activity was determined at or after the administration, which 10 CFR 35.63(a) asks for before it."""

    def __init__(self, code: str, determined_at: Moment, given_at: Moment) -> None:
        super().__init__(f"{code} determined after use")
        self.code = code
        self.determined_at = determined_at
        self.given_at = given_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Dosage(SafetyRecord):
    """One dosage from its determination to what the patient received; `at` is the time of the determination.

    Args:
        prescribed: as the directive says, kept here with the numbers that judged it.
        unit_dosage: prepared for one administration without further handling (10 CFR 35.2).
        determined: what was measured or calculated; None only with `small`.
        small: noted as less than 30 µCi in place of a figure (35.2063(b)(3)).
        meter: the dose calibrator, where one took part.
        supplier: the supplier's value, which gives the expectation beside the reading.
        direction: the authorized user's direction where the dosage is not within.
        not_used: why it was not given.
        stock_id: the lot in the inventory that it was taken from, all that was left of it where `stock_all` says so.
        put_back: it was not used and went back into that lot.
        room: where it was determined.
    """

    KIND: ClassVar[RecordKind] = RecordKind.DOSAGE
    FINAL: ClassVar[bool] = False
    CLOSES: ClassVar[bool] = True

    patient_code: str
    drug: TreatedDrug
    prescribed: PrescribedDosage | None = None
    unit_dosage: bool = True
    method: Method = Method.DIRECT
    determined: Activity | None = None
    determined_by: PersonRef
    small: bool = False
    meter: MeterRef | None = None
    setting: str = ""
    supplier: SupplierValue | None = None
    lot: str = ""
    tolerance_percent: Decimal = DOSAGE_TOLERANCE_PERCENT
    tolerance_basis: str = WITHIN_RULE
    direction: AuDirection | None = None
    administration: Administration | None = None
    residuals: tuple[Residual, ...] = ()
    residual_waived: str = ""
    not_used: str = ""
    directive_id: SafetyId | None = None
    directive_code: str = ""
    time_out_id: SafetyId | None = None
    time_out_code: str = ""
    stock_id: SafetyId | None = None
    stock_code: str = ""
    stock_all: bool = False
    put_back: bool = False
    room: RoomRef | None = None
    case_id: CaseId | None = None

    def __post_init__(self) -> None:
        """A patient is a code, and a dosage has a figure or the note that stands for it."""
        refuse_identity(self.patient_code)
        if not self.patient_code:
            raise Invalid("patient code", "is empty")
        if self.determined is None and not self.small:
            raise Invalid("determined activity", "is empty")
        if self.determined is not None and self.determined.amount <= 0:
            raise Invalid("determined activity", "must be above zero")

    @property
    def expected(self) -> Activity | None:
        """The supplier's value, decay-corrected to the time of the determination."""
        if self.supplier is None:
            return None
        return self.supplier.at_time(self.at, self.drug.half_life)

    @property
    def off_expected(self) -> Decimal | None:
        """How far the reading lies from the expectation, in percent of the expectation."""
        expected = self.expected
        if expected is None or self.determined is None or not expected.amount:
            return None
        return percent_difference(expected, self.determined)

    @property
    def verdict(self) -> DosageVerdict | None:
        """What 10 CFR 35.63(d) says of it; None without a prescribed or a determined activity."""
        if self.prescribed is None or self.determined is None:
            return None
        return check_dosage(self.prescribed, self.determined, self.tolerance_percent)

    @property
    def within(self) -> bool:
        """Whether it may be used without a direction."""
        return self.verdict is None or self.verdict.may_be_used

    @property
    def directive_needed(self) -> bool:
        """Whether the rule asks for a written directive."""
        if self.prescribed is not None:
            return needs_directive(self.drug, self.prescribed.high or self.prescribed.low)
        return not self.small and needs_directive(self.drug, self.determined or SMALL_DOSAGE)

    @property
    def at_administration(self) -> Activity | None:
        """The determined activity, decayed to the time of the administration."""
        if self.determined is None or self.administration is None:
            return None
        return self._at_giving(self.determined, self.at)

    @property
    def residual(self) -> Activity | None:
        """All residuals together, decay-corrected to the time of the administration."""
        if self.administration is None or not self.residuals:
            return None
        return total_activity(self._at_giving(one.activity, one.at) for one in self.residuals)

    @property
    def net(self) -> Activity | None:
        """What the patient received, at the time of the administration: None until residuals are read or waived."""
        start = self.at_administration
        if start is None:
            return None
        if self.residual is None:
            return start if self.residual_waived else None
        return net_administered(start, self.residual)

    @property
    def meets_event_leg(self) -> bool:
        """Whether the net activity meets the dosage leg of 10 CFR 35.3045; the dose leg is for the RSO to judge."""
        if self.prescribed is None or self.net is None:
            return False
        return meets_event_dosage_leg(self.prescribed, self.net)

    @property
    def state(self) -> str:
        """Where it stands."""
        if self.not_used:
            return NOT_USED
        if self.administration is not None:
            return GIVEN if self.net is None and self.determined is not None else DONE
        if self.directive_needed and self.directive_id is None:
            return AWAITS_DIRECTIVE
        return READY if self.within or self.direction is not None else OUT_OF_RANGE

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        given = self.administration
        links = (
            self.case_id,
            self.directive_id,
            self.time_out_id,
            self.stock_id,
            self.amends,
            self.run_id,
            None if self.meter is None else self.meter.id,
            self.determined_by.id,
            None if self.room is None else self.room.id,
            None if given is None or given.room is None else given.room.id,
        )
        figure = "below 30 µCi" if self.determined is None else self.determined.format()
        return Summary(
            label=f"{self.drug.title}, {figure}",
            about=", ".join(part for part in (self.patient_code, self.lot) if part),
            state=self.state,
            open=self.state not in {DONE, NOT_USED},
            attention=not self.within or self.meets_event_leg,
            links=tuple(link for link in links if link is not None),
            words=f"{self.patient_code} {self.lot} {self.drug.title} {self.directive_code}",
        )

    def _at_giving(self, activity: Activity, read_at: Moment) -> Activity:
        given = self.at if self.administration is None else self.administration.at
        return decayed(activity, self.drug.half_life, between(read_at, given))


def require_method(method: Method, *, unit_dosage: bool) -> None:
    """Refuse a way of determination that 10 CFR 35.63(b), (c) does not name for this kind of dosage."""
    if method not in (UNIT_METHODS if unit_dosage else OTHER_METHODS):
        raise MethodUnfit(method, unit_dosage=unit_dosage)


def require_determination(dosage: Dosage) -> None:
    """Refuse a determination that misses what its method rests on: the calibrator, the supplier's value, the volumes."""
    require_method(dosage.method, unit_dosage=dosage.unit_dosage)
    if dosage.small:
        _require_small(dosage)
        return
    if dosage.method.measured and dosage.meter is None:
        raise Invalid("dose calibrator", "a measurement names the instrument")
    if not dosage.method.measured and dosage.supplier is None:
        raise Invalid("supplier's activity", "this method rests on the supplier's value")
    drawn = dosage.supplier is not None and dosage.supplier.drawn_ml is not None
    if dosage.method is Method.VOLUME and not drawn:
        raise Invalid("volume", "this method rests on the volume drawn")


def _require_small(dosage: Dosage) -> None:
    if dosage.determined is not None and dosage.determined >= SMALL_DOSAGE:
        raise Invalid("determined activity", "is not less than 1.1 MBq (30 µCi)")
    if dosage.prescribed is not None and dosage.prescribed.low >= SMALL_DOSAGE:
        raise Invalid("prescribed", "is not less than 1.1 MBq (30 µCi)")


def require_givable(dosage: Dosage, given_at: Moment) -> None:
    """Refuse to give a dosage that is settled, was not determined before, or is out of range without a direction.

    Source: 10 CFR 35.63(a), (d).
    """
    if dosage.not_used or dosage.administration is not None:
        raise DosageSettled(dosage.code, dosage.state)
    if given_at.utc < dosage.at.utc:
        raise DeterminedAfterUse(dosage.code, dosage.at, given_at)
    verdict = dosage.verdict
    if verdict is None or verdict.may_be_used or dosage.determined is None:
        return
    if dosage.direction is None or dosage.direction.at.utc > given_at.utc:
        raise DosageOutOfRange(dosage.code, verdict, dosage.determined)


def with_residuals(dosage: Dosage, residuals: tuple[Residual, ...], waived: str = "") -> Dosage:
    """The dosage with what was left; refuses readings before the administration and more than was there."""
    if dosage.administration is None:
        raise Invalid("residual", "is read after the administration")
    if not residuals and not waived.strip():
        raise Invalid("residual", "give a reading, or say why none was made")
    if len(residuals) > 1 and any(one.part is ResidualPart.TOGETHER for one in residuals):
        raise Invalid("residual", "give one reading for all together, or piece by piece")
    begun = dosage.administration.at
    if any(one.at.utc < begun.utc for one in residuals):
        raise Invalid("time of the residual", "is before the administration")
    found = replace(dosage, residuals=residuals, residual_waived="" if residuals else waived)
    _ = found.net
    return found
