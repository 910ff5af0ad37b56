"""Says on the screen what a package record knows: clocks, verdicts with their rule, equations with their numbers."""

from datetime import timedelta

from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import CountRateUnit, DoseRateUnit
from au_desktop.domain.quantity_display import UnitSystem, in_both_systems
from au_desktop.domain.safety.package_rules import RequiredSurveys
from au_desktop.domain.safety.packages import (
    LevelUsed,
    Package,
    PackageFinding,
    PackageIssue,
    PackageWipe,
)
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import moment_words, time_words

_GOOD = {
    PackageIssue.CONTAMINATION: "Removable contamination",
    PackageIssue.SURFACE_RATE: "Surface rate",
    PackageIssue.INDEX: "Transport index",
    PackageIssue.LATE: "Monitored",
    PackageIssue.LABEL: "Label that the readings ask for",
    PackageIssue.INDEX_ON_LABEL: "Transport index by the reading",
    PackageIssue.DEGRADED: "Condition",
    PackageIssue.NOT_ARRANGED: "Quantity",
}


def span_words(span: timedelta) -> str:
    """Such as "1 h 20 min"; part of a minute is left out."""
    minutes = int(abs(span).total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    days, hours_left = divmod(hours, 24)
    if days:
        return f"{days} d {hours_left} h"
    return f"{hours} h {rest} min" if hours else f"{rest} min"


def clock_words(package: Package, now: Moment, style: DateStyle = DateStyle.DAY_MONTH) -> str:
    """Until when it must be monitored and how much of that is left, or when it was monitored."""
    clock = package.clock
    if not package.required.any:
        return "No monitoring required by 10 CFR 20.1906(b)."
    since = "receipt" if clock.in_hours else f"{time_words(clock.begins.local, style)}"
    if package.monitored_at is not None:
        took = package.monitored_at.utc - clock.begins.utc
        before = took < timedelta(0)
        said = "before that beginning" if before else f"{span_words(took)} after {since}"
        return f"Monitored {said}; 3 h are allowed."
    left = clock.due.utc - now.utc
    due = moment_words(clock.due, style)
    if left < timedelta(0):
        return f"Overdue for {span_words(left)}: it was due by {due}, 3 h after {since}."
    return f"Monitor by {due}: {span_words(left)} left (3 h after {since})."


_SIDES = {
    PackageIssue.CONTAMINATION: ("within the limit of", "above the limit of"),
    PackageIssue.SURFACE_RATE: ("within the limit of", "above the limit of"),
    PackageIssue.INDEX: ("within the limit of", "above the limit of"),
    PackageIssue.LATE: ("in time, due by", "late, due by"),
    PackageIssue.LABEL: ("the label has it:", "above the label"),
    PackageIssue.INDEX_ON_LABEL: ("not above", "above"),
}


def finding_words(finding: PackageFinding) -> str:
    """What was judged, in a sentence with the rule."""
    said = f"{_GOOD[finding.issue]}: {finding.measured}"
    sides = _SIDES.get(finding.issue)
    if sides is None:
        return f"{said} ({finding.basis})."
    return f"{said}, {sides[finding.wrong]} {finding.limit} ({finding.basis})."


def wipe_equation(wipe: PackageWipe) -> str:
    """The contamination with its numbers in the equation."""
    gross = plain_text(wipe.gross.to(CountRateUnit.CPM).amount)
    background = plain_text(wipe.background.to(CountRateUnit.CPM).amount)
    parts = (wipe.efficiency, wipe.wipe_efficiency, wipe.area_cm2)
    under = " · ".join(plain_text(part) for part in parts)
    result = plain_text(rounded(wipe.dpm_per_cm2, 4))
    return f"({gross} \u2212 {background}) cpm / ({under} cm²) = {result} dpm/cm²"


def index_words(package: Package) -> str:
    """The transport index with the reading that it comes from."""
    if package.at_1_m is None or package.index_by_reading is None:
        return ""
    rate = plain_text(rounded(package.at_1_m.to(DoseRateUnit.MREM_H).amount, 4))
    index = plain_text(package.index_by_reading)
    return f"{rate} mrem/h at 1 m, rounded up to the next tenth: TI {index}"


def required_words(required: RequiredSurveys) -> tuple[str, str]:
    """What must be measured, and why: wipe, then dose rates."""
    wipe = "Wipe required" if required.wipe else "Wipe not required"
    rates = "Dose rates required" if required.rates else "Dose rates not required"
    return (
        f"{wipe}: {required.wipe_reason.value}.",
        f"{rates}: {required.rates_reason.value}.",
    )


def level_words(title: str, level: LevelUsed) -> str:
    """A limit of the site beside the federal one."""
    own = f"{plain_text(level.value)} {level.unit}".strip()
    federal = f"{plain_text(level.federal)} {level.unit}".strip()
    if level.value == level.federal:
        return f"{title}: {federal} ({level.federal_basis})"
    return f"{title}: {own} here ({level.basis}); {federal} by {level.federal_basis}"


def contents_words(package: Package, style: DateStyle = DateStyle.DAY_MONTH) -> tuple[str, ...]:
    """Each thing in the package with its activity at calibration, lot and place in the inventory."""
    lines = []
    for item in package.contents:
        activity = in_both_systems(item.activity, UnitSystem.CURIE)
        lot = f", lot {item.lot}" if item.lot else ""
        at = f" at {time_words(item.calibrated_at.local, style)}"
        stock = f", in the inventory as {item.stock_code}" if item.stock_code else ""
        added = ", carrier-added" if item.carrier_added else ""
        name = item.drug or item.nuclide_id
        lines.append(f"{name} {item.form.value}: {activity}{at}{lot}{added}{stock}")
    return tuple(lines)
