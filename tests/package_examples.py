"""Packages, stock and possession lines of a plausible center, for tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import InstrumentId, PersonId, RoomId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import (
    CountRate,
    CountRateUnit,
    DoseRate,
    DoseRateUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.safety.package_rules import WipeRow
from au_desktop.domain.safety.packages import (
    LevelUsed,
    NoticeParty,
    Package,
    PackageItem,
    PackageLimits,
    PackageNotice,
    PackageWipe,
)
from au_desktop.domain.safety.possession import PossessionLine
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef, RoomRef
from au_desktop.domain.safety.sealed_sources import SealedSource
from au_desktop.domain.safety.stock import Companion, Stock
from tests.builders import NOBODY, gbq

FRIDAY_9 = Moment(datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
"""A Friday morning in working hours."""
HOT_LAB = RoomRef(RoomId(UUID(int=31)), "Hot lab")
STORE = RoomRef(RoomId(UUID(int=32)), "Store")
SOMEBODY = PersonRef("Casey Example", PersonId(UUID(int=41)))
METER = MeterRef(InstrumentId(UUID(int=51)), "SM-1")
COUNTER = MeterRef(InstrumentId(UUID(int=52)), "WC-1")
LU_LIFE = Duration(Decimal("6.647"), DurationUnit.D)


def after(moment: Moment = FRIDAY_9, **by: float) -> Moment:
    return Moment(moment.utc + timedelta(**by), moment.offset_minutes)


def mrem(amount: str) -> DoseRate:
    return DoseRate.of(amount, DoseRateUnit.MREM_H)


def cpm(amount: str) -> CountRate:
    return CountRate.of(amount, CountRateUnit.CPM)


def a_wipe(gross: str = "60", **changes: Any) -> PackageWipe:
    wipe = PackageWipe("all six sides", cpm(gross), cpm("45"), Decimal("0.25"))
    return replace(wipe, **changes)


def limits(wipe: str = "240", federal: str = "240") -> PackageLimits:
    table = "49 CFR 173.443"
    return PackageLimits(
        LevelUsed(Decimal(wipe), "dpm/cm²", "license condition 14", Decimal(federal), table),
        WipeRow.BETA_GAMMA,
        LevelUsed(Decimal(200), "mrem/h", "10 CFR 71.47", Decimal(200), "10 CFR 71.47"),
        LevelUsed(Decimal(10), "", "10 CFR 71.47", Decimal(10), "10 CFR 71.47"),
    )


def an_item(**changes: Any) -> PackageItem:
    item = PackageItem(
        "Lu-177",
        gbq("7.4"),
        after(hours=24),
        "lu-177-vipivotide-tetraxetan",
        "Lu-177 vipivotide tetraxetan",
        lot="A1234",
    )
    return replace(item, **changes)


def a_package(**changes: Any) -> Package:
    package = Package(
        id=SafetyId(UUID(int=61)),
        number=7,
        at=FRIDAY_9,
        entered_at=after(minutes=2),
        entered_by=PersonId(NOBODY),
        supplier="Isotope house",
        carrier="Swift Courier",
        room=HOT_LAB,
        label_index=Decimal("0.6"),
        limits=limits(),
        contents=(an_item(),),
    )
    return replace(package, **changes)


def a_monitored(**changes: Any) -> Package:
    package = a_package(
        monitored_at=after(minutes=40),
        monitored_by=SOMEBODY,
        meter=METER,
        background=mrem("0.02"),
        surface=mrem("4.2"),
        at_1_m=mrem("0.52"),
        counter=COUNTER,
        wipes=(a_wipe(),),
    )
    return replace(package, **changes)


def a_notice(party: NoticeParty, **changes: Any) -> PackageNotice:
    notice = PackageNotice(party, after(minutes=45), SOMEBODY, "555 0100")
    return replace(notice, **changes)


def a_stock(**changes: Any) -> Stock:
    stock = Stock(
        id=SafetyId(UUID(int=71)),
        number=3,
        at=FRIDAY_9,
        entered_at=FRIDAY_9,
        entered_by=PersonId(NOBODY),
        nuclide_id="Lu-177",
        reference=gbq("7.4"),
        reference_at=FRIDAY_9,
        half_life=LU_LIFE,
        drug="Lu-177 vipivotide tetraxetan",
        lot="A1234",
        room=HOT_LAB,
    )
    return replace(stock, **changes)


def companion(amount: str | None) -> Companion:
    life = Duration(Decimal("160.4"), DurationUnit.D)
    return Companion("Lu-177m", life, None if amount is None else gbq(amount))


def a_source(**changes: Any) -> SealedSource:
    source = SealedSource(
        id=SafetyId(UUID(int=82)),
        number=2,
        at=FRIDAY_9,
        entered_at=FRIDAY_9,
        entered_by=PersonId(NOBODY),
        name="Cs-137 vial",
        nuclide_id="Cs-137",
        activity=gbq("0.0074"),
        reference=FRIDAY_9,
        half_life=Duration(Decimal("30.1671"), DurationUnit.Y),
        room=HOT_LAB,
    )
    return replace(source, **changes)


def a_line(*nuclides: str, limit: str = "37", **changes: Any) -> PossessionLine:
    line = PossessionLine(NOBODY, nuclides, gbq(limit), item="Item 6.A")
    return replace(line, **changes)
