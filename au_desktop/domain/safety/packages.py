"""A package from its receipt to its place in the inventory: readings, wipes, limits, notices, opening and contents."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import Activity, CountRate, DoseRate, DoseRateUnit
from au_desktop.domain.radiation.safety_checks import (
    PACKAGE_WIPE_CM2,
    PACKAGE_WIPE_EFFICIENCY,
    package_contamination,
    transport_index,
)
from au_desktop.domain.safety.package_rules import (
    LABEL_RULE,
    MONITORING_RULE,
    NOTICE_RULE,
    USUAL_HOURS,
    ContentsForm,
    FittingLabel,
    MonitoringClock,
    PackageCondition,
    PackageLabel,
    RequiredSurveys,
    TypeAQuantity,
    WipeRow,
    WorkingHours,
    fitting_label,
    monitoring_clock,
    required_surveys,
)
from au_desktop.domain.safety.safety_records import (
    Deadline,
    MeterRef,
    PersonRef,
    RecordKind,
    RoomRef,
    SafetyRecord,
    Summary,
)
from au_desktop.domain.safety.stock import StockForm


@dataclass(frozen=True, slots=True)
class LevelUsed:
    """A limit as the center set it, beside the federal one; the lower of both decides."""

    value: Decimal
    unit: str
    basis: str
    federal: Decimal
    federal_basis: str

    @property
    def deciding(self) -> Decimal:
        """The number that must not be exceeded."""
        return min(self.value, self.federal)

    @property
    def deciding_basis(self) -> str:
        """Whose number that is."""
        return self.federal_basis if self.federal <= self.value else self.basis


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """The limits that a package was judged by."""

    wipe: LevelUsed
    wipe_row: WipeRow
    surface: LevelUsed
    index: LevelUsed


@dataclass(frozen=True, slots=True)
class PackageWipe:
    """One wipe of the package, as counted; `efficiency` is the counter's, `wipe_efficiency` what the wipe picks up."""

    place: str
    gross: CountRate
    background: CountRate
    efficiency: Decimal
    area_cm2: Decimal = PACKAGE_WIPE_CM2
    wipe_efficiency: Decimal = PACKAGE_WIPE_EFFICIENCY

    @property
    def dpm_per_cm2(self) -> Decimal:
        """Removable contamination of the surface: 49 CFR 173.443(a)(1)(i)."""
        return package_contamination(
            self.gross, self.background, self.efficiency, self.area_cm2, self.wipe_efficiency
        )


class NoticeParty(StrEnum):
    """Who must be telephoned at once when a limit is exceeded."""

    CARRIER = "final delivery carrier"
    AGENCY = "regulatory agency"


@dataclass(frozen=True, slots=True)
class PackageNotice:
    """A telephone call: to whom, at which number, when, by whom, and who answered."""

    party: NoticeParty
    at: Moment
    by: PersonRef
    number: str
    spoke_to: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PackageItem:
    """One thing in the package; `stock_id` is its record in the inventory once it was taken in.

    `impurity_percent` is the part of a long-lived impurity at the calibration time, where the certificate states it.
    """

    nuclide_id: str
    activity: Activity
    calibrated_at: Moment
    drug_id: str = ""
    drug: str = ""
    form: StockForm = StockForm.VIAL
    lot: str = ""
    expires: Moment | None = None
    carrier_added: bool = False
    impurity_percent: Decimal | None = None
    stock_id: SafetyId | None = None
    stock_code: str = ""

    @property
    def label(self) -> str:
        """What it is, with its activity."""
        return f"{self.drug or self.nuclide_id} {self.activity.format()}"


class NotMonitored(DomainError):
    """A package was to be opened, or called monitored, while required surveys had no result."""

    def __init__(self, code: str, missing: tuple[str, ...]) -> None:
        super().__init__(f"{code}: {', '.join(missing)}")
        self.code = code
        self.missing = missing


class PackageIssue(StrEnum):
    """What may be wrong with a package."""

    CONTAMINATION = "removable contamination above the limit"
    SURFACE_RATE = "surface rate above the limit"
    INDEX = "transport index above the limit"
    LATE = "monitored late"
    LABEL = "label below what the readings ask for"
    INDEX_ON_LABEL = "transport index on the label below the reading"
    DEGRADED = "crushed, wet or damaged"
    NOT_ARRANGED = "above Type A, receipt not arranged"


@dataclass(frozen=True, slots=True)
class PackageFinding:
    """One thing that was judged: what was found, by which limit, and whether the carrier and the agency must be told."""

    issue: PackageIssue
    measured: str
    limit: str
    basis: str
    wrong: bool
    notify: bool = False


_ARRANGEMENT_RULE = "10 CFR 20.1906(a)"
_DEGRADED_RULE = "10 CFR 20.1906(b)(3)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package(SafetyRecord):
    """A package received at `at`; it lives on in steps until it was opened and its contents are in the inventory."""

    KIND: ClassVar[RecordKind] = RecordKind.PACKAGE
    FINAL: ClassVar[bool] = False

    supplier: str = ""
    carrier: str = ""
    carrier_phone: str = ""
    waybill: str = ""
    received_by: PersonRef | None = None
    hours: WorkingHours = USUAL_HOURS
    day_begins: Moment | None = None
    room: RoomRef | None = None
    label: PackageLabel = PackageLabel.YELLOW_II
    label_index: Decimal | None = None
    quantity: TypeAQuantity = TypeAQuantity.WITHIN
    contents_form: ContentsForm = ContentsForm.OTHER
    condition: PackageCondition = PackageCondition.INTACT
    exclusive_use: bool = False
    limits: PackageLimits | None = None
    monitored_at: Moment | None = None
    monitored_by: PersonRef | None = None
    late_reason: str = ""
    meter: MeterRef | None = None
    background: DoseRate | None = None
    surface: DoseRate | None = None
    at_1_m: DoseRate | None = None
    counter: MeterRef | None = None
    wipes: tuple[PackageWipe, ...] = ()
    notices: tuple[PackageNotice, ...] = ()
    opened_at: Moment | None = None
    opened_by: PersonRef | None = None
    contents: tuple[PackageItem, ...] = ()

    @property
    def clock(self) -> MonitoringClock:
        """Until when it must be monitored."""
        return monitoring_clock(self.at, self.hours, self.day_begins)

    @property
    def required(self) -> RequiredSurveys:
        """Which surveys are required, and why."""
        return required_surveys(self.label, self.quantity, self.contents_form, self.condition)

    @property
    def index_by_reading(self) -> Decimal | None:
        """The transport index by the reading at 1 m, rounded up to the next tenth."""
        return None if self.at_1_m is None else transport_index(self.at_1_m)

    @property
    def label_by_readings(self) -> FittingLabel | None:
        """The label that the readings ask for; None until both were taken."""
        if self.surface is None or self.at_1_m is None:
            return None
        return fitting_label(self.surface, self.at_1_m)

    @property
    def highest_wipe(self) -> Decimal | None:
        """The highest removable contamination of any wipe, in dpm/cm²."""
        return max((wipe.dpm_per_cm2 for wipe in self.wipes), default=None)

    @property
    def surveys_missing(self) -> tuple[str, ...]:
        """Required surveys without a result."""
        required = self.required
        missing = []
        if required.wipe and not self.wipes:
            missing.append("wipe")
        if required.rates and (self.surface is None or self.at_1_m is None):
            missing.append("dose rates")
        return tuple(missing)

    @property
    def findings(self) -> tuple[PackageFinding, ...]:
        """Everything that can be judged by what is known, the limits first."""
        return (*self._limit_findings(), *self._label_findings(), *self._handling_findings())

    @property
    def notify(self) -> bool:
        """Whether carrier and agency must be telephoned at once."""
        return any(finding.notify for finding in self.findings)

    @property
    def not_yet_told(self) -> tuple[NoticeParty, ...]:
        """Who must still be telephoned."""
        if not self.notify:
            return ()
        told = {notice.party for notice in self.notices}
        return tuple(party for party in NoticeParty if party not in told)

    @property
    def waiting_items(self) -> tuple[PackageItem, ...]:
        """Contents that are not in the inventory yet."""
        return tuple(item for item in self.contents if item.stock_id is None)

    @property
    def state(self) -> str:
        """What is to be done next, in a word or two."""
        if self.not_yet_told:
            return "notify now"
        if self.required.any and self.monitored_at is None:
            return "to monitor"
        if self.opened_at is None:
            return "to open"
        return "to take in" if self.waiting_items or not self.contents else "done"

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        contents = ", ".join(item.label for item in self.contents)
        refs = (self.room, self.meter, self.counter)
        stock = (item.stock_id for item in self.contents if item.stock_id is not None)
        return Summary(
            label=contents or f"Package from {self.supplier or 'unknown supplier'}",
            about=self.supplier,
            state=self.state,
            open=self.state != "done",
            attention=any(finding.wrong for finding in self.findings),
            deadlines=self._deadlines(),
            links=(*(ref.id for ref in refs if ref is not None), *stock),
            words=" ".join(
                (self.waybill, self.carrier, *(f"{i.nuclide_id} {i.lot}" for i in self.contents))
            ),
        )

    def _deadlines(self) -> tuple[Deadline, ...]:
        running = []
        if self.required.any and self.monitored_at is None:
            running.append(
                Deadline("monitor", "Monitor the package", self.clock.due, MONITORING_RULE)
            )
        since = self.monitored_at or self.at
        running.extend(
            Deadline(f"notify {party.value}", f"Telephone the {party.value}", since, NOTICE_RULE)
            for party in self.not_yet_told
        )
        return tuple(running)

    def _limit_findings(self) -> list[PackageFinding]:
        if self.limits is None:
            return []
        limits, found = self.limits, []
        wipe, index = self.highest_wipe, self.index_by_reading
        if wipe is not None:
            found.append(_against(PackageIssue.CONTAMINATION, wipe, limits.wipe))
        if self.surface is not None:
            rate = self.surface.to(DoseRateUnit.MREM_H).amount
            found.append(_against(PackageIssue.SURFACE_RATE, rate, limits.surface))
        if index is not None and not self.exclusive_use:
            found.append(_against(PackageIssue.INDEX, index, limits.index))
        return found

    def _label_findings(self) -> list[PackageFinding]:
        found = []
        asked, index = self.label_by_readings, self.index_by_reading
        if asked is not None and self.label is not PackageLabel.NONE:
            low = self.label.rank < asked.label.rank
            found.append(
                PackageFinding(
                    PackageIssue.LABEL, asked.label.value, self.label.value, LABEL_RULE, low
                )
            )
        if index is not None and self.label_index is not None:
            shown = f"TI {self.label_index} on the label"
            found.append(
                PackageFinding(
                    PackageIssue.INDEX_ON_LABEL,
                    f"TI {index}",
                    shown,
                    LABEL_RULE,
                    index > self.label_index,
                )
            )
        return found

    def _handling_findings(self) -> list[PackageFinding]:
        found = []
        if self.monitored_at is not None and self.required.any:
            clock = self.clock
            found.append(
                PackageFinding(
                    PackageIssue.LATE,
                    f"{self.monitored_at.local:%Y-%m-%d %H:%M}",
                    f"{clock.due.local:%Y-%m-%d %H:%M}",
                    MONITORING_RULE,
                    self.monitored_at.utc > clock.due.utc,
                )
            )
        if self.condition.degraded:
            found.append(_noted(PackageIssue.DEGRADED, self.condition.value, _DEGRADED_RULE))
        if self.quantity is TypeAQuantity.NOT_ARRANGED:
            found.append(_noted(PackageIssue.NOT_ARRANGED, self.quantity.value, _ARRANGEMENT_RULE))
        return found


def _against(issue: PackageIssue, measured: Decimal, level: LevelUsed) -> PackageFinding:
    above = measured > level.deciding
    return PackageFinding(
        issue,
        _said(measured, level.unit, level.deciding),
        _said(level.deciding, level.unit, level.deciding),
        level.deciding_basis,
        above,
        notify=above,
    )


def _noted(issue: PackageIssue, measured: str, basis: str) -> PackageFinding:
    return PackageFinding(issue, measured, "", basis, wrong=True)


def _said(amount: Decimal, unit: str, limit: Decimal) -> str:
    """To four digits; what is just above a limit is never written as the limit."""
    short = rounded(amount, 4)
    hides = amount > limit >= short
    return f"{plain_text(rounded(amount, 8) if hides else short)} {unit}".strip()
