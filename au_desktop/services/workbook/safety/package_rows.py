"""Rows of the sheet Package receipts: one package with its readings, its highest wipe, its limits and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import DoseRate
from au_desktop.domain.safety.packages import Package, PackageWipe
from au_desktop.services.workbook.sheet_rows import Days, SheetSource


@dataclass(frozen=True, slots=True)
class PackageRow:
    """One package; `wipe` is its highest one."""

    code: str
    received: Moment
    due: Moment
    monitored: Moment | None
    contents: str
    supplier: str
    carrier: str
    label: str
    label_index: Decimal | None
    condition: str
    surface: DoseRate | None
    at_1_m: DoseRate | None
    surface_limit: Decimal | None
    index_limit: Decimal | None
    meter: str
    wipe: PackageWipe | None
    wipe_limit: Decimal | None
    counter: str
    monitored_by: str
    notified: str
    opened: Moment | None
    state: str


def package_rows(source: SheetSource, days: Days) -> Iterator[PackageRow]:
    """Packages received in these days, by time of receipt; void ones say so."""
    for package in source.safety(Package, days):
        yield _row(package)


def _row(package: Package) -> PackageRow:
    limits = package.limits
    wipe = max(package.wipes, key=lambda each: each.dpm_per_cm2, default=None)
    return PackageRow(
        code=package.code,
        received=package.at,
        due=package.clock.due,
        monitored=package.monitored_at,
        contents=", ".join(item.label for item in package.contents),
        supplier=package.supplier,
        carrier=package.carrier,
        label=package.label.value,
        label_index=package.label_index,
        condition=package.condition.value,
        surface=package.surface,
        at_1_m=package.at_1_m,
        surface_limit=None if limits is None else limits.surface.deciding,
        index_limit=None if limits is None or package.exclusive_use else limits.index.deciding,
        meter="" if package.meter is None else package.meter.name,
        wipe=wipe,
        wipe_limit=None if limits is None else limits.wipe.deciding,
        counter="" if package.counter is None else package.counter.name,
        monitored_by="" if package.monitored_by is None else package.monitored_by.name,
        notified="; ".join(
            f"{n.party.value} {n.at.local:%Y-%m-%d %H:%M}, {n.number}" for n in package.notices
        ),
        opened=package.opened_at,
        state=package.state if package.voided is None else f"void: {package.voided.reason}",
    )
