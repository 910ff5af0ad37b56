"""Instruments, sealed sources and their checks for tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import InstrumentId, PersonId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit, Duration, DurationUnit
from au_desktop.domain.safety.check_points import CheckLimit, CheckPoint, SourceRef
from au_desktop.domain.safety.instrument_tests import CheckKind, InstrumentCheck
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef
from au_desktop.domain.safety.sealed_sources import SealedSource

NOON = Moment(datetime(2026, 11, 22, 18, 0, tzinfo=UTC), -360)
DAY = date(2026, 11, 22)
WHO = PersonRef("A. Ames", PersonId(UUID(int=7)))
TEN, FIVE, TWENTY = (
    CheckLimit(Decimal(10), "ten"),
    CheckLimit(Decimal(5), "five"),
    CheckLimit(Decimal(20), "rule"),
)
CS = SourceRef(SafetyId(UUID(int=50)), "CS-1", "Cs-137", "7781")
CO = SourceRef(SafetyId(UUID(int=51)), "CO-1", "Co-57", "123")


def at(days: int = 0, hours: int = 0) -> Moment:
    """So long after noon of the day of the tests."""
    return Moment(NOON.utc + timedelta(days=days, hours=hours), NOON.offset_minutes)


def an_instrument(
    kind: InstrumentKind = InstrumentKind.DOSE_CALIBRATOR, **changes: Any
) -> Instrument:
    made = Instrument(
        InstrumentId(UUID(int=30)),
        "CAL-1",
        kind,
        "CRC-55tR",
        "5501",
        calibrated_on=date(2026, 3, 1),
    )
    return replace(made, **changes)


def a_point(
    measured: str = "101", expected: str = "100", name: str = "Cs-137 setting", **changes: Any
) -> CheckPoint:
    return CheckPoint(
        name, Decimal(expected), Decimal(measured), changes.pop("unit", "µCi"), **changes
    )


def a_check(
    kind: CheckKind = CheckKind.CONSTANCY, *points: CheckPoint, **changes: Any
) -> InstrumentCheck:
    instrument = changes.pop("of", an_instrument())
    facts: dict[str, Any] = {
        "id": SafetyId(UUID(int=1000 + changes.get("number", 1))),
        "number": 1,
        "at": NOON,
        "entered_at": NOON,
        "entered_by": PersonId(UUID(int=7)),
        "check": kind,
        "instrument": MeterRef.of(instrument),
        "instrument_kind": instrument.kind,
        "by": WHO,
        "points": points,
        "tolerance": TEN,
    }
    return InstrumentCheck(**(facts | changes))


def a_source(**changes: Any) -> SealedSource:
    facts: dict[str, Any] = {
        "id": CS.id,
        "number": 1,
        "at": NOON,
        "entered_at": NOON,
        "entered_by": PersonId(UUID(int=7)),
        "name": "CS-1",
        "nuclide_id": "Cs-137",
        "activity": Activity(Decimal("200"), ActivityUnit.UCI),
        "reference": Moment(datetime(2020, 1, 1, 18, tzinfo=UTC), -360),
        "half_life": Duration(Decimal("30.1671"), DurationUnit.Y),
        "serial": "7781",
        "model": "MED3550",
    }
    return SealedSource(**(facts | changes))
