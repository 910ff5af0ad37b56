"""Figures, facts and records of patient releases, as small as tests need them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import InstrumentId, PersonId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, DoseRate, Duration
from au_desktop.domain.radiation.release_figures import ReleaseFigures
from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.reference.release_activities import ReleaseActivity, ReleaseLevel
from au_desktop.domain.safety.infant_exposure import Asked, InfantAdvice
from au_desktop.domain.safety.occupancy import LIVES_ALONE, TWO_DAYS
from au_desktop.domain.safety.release_facts import (
    IodineFactors,
    Loss,
    MeasuredRate,
    Model,
    ReleaseFacts,
    SpecificFactors,
)
from au_desktop.domain.safety.release_reckoning import reckoned
from au_desktop.domain.safety.releases import InstructionsGiven, Release
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef

GIVEN_AT = Moment(datetime(2026, 11, 20, 15, 0, tzinfo=UTC), -300)
GUIDE_BASIS = Basis(
    "NRC Regulatory Guide 8.39", "Rev 0, April 1997", date(2026, 11, 22), verify=False
)
TOLD = tuple(one.key for one in TWO_DAYS)
ALONE = TOLD + tuple(one.key for one in LIVES_ALONE)
METER = MeterRef(InstrumentId(UUID(int=7)), "Survey meter 1", "451P", "0001", date(2027, 6, 1))
LEE = PersonRef("Lee Fox", PersonId(UUID(int=8)))


def _level(activity: str, si: str, rate: str, rate_si: str) -> ReleaseLevel:
    return ReleaseLevel(
        Activity.parse(activity), Activity.parse(si), DoseRate.parse(rate), DoseRate.parse(rate_si)
    )


def _row(
    nuclide: str, half_life: str, gamma: str, levels: tuple[ReleaseLevel, ...]
) -> ReleaseActivity:
    release, instructions = levels if levels else (None, None)
    return ReleaseActivity(
        nuclide, nuclide, Duration.parse(half_life), Decimal(gamma), release, instructions,
        "" if levels else "Limits are not applicable.", GUIDE_BASIS,
    )  # fmt: skip


def figures(
    nuclide: str, half_life: str, gamma: str, row: ReleaseActivity | None = None
) -> ReleaseFigures:
    return ReleaseFigures(
        nuclide,
        Duration.parse(half_life),
        Decimal(gamma),
        row,
        (GUIDE_BASIS,),
        (),
        row is not None,
    )


IODINE = figures(
    "I-131", "8.04 d", "2.2",
    _row("I-131", "8.04 d", "2.2", (
        _level("33 mCi", "1.2 GBq", "7 mrem/h", "0.07 mSv/h"),
        _level("7 mCi", "0.24 GBq", "2 mrem/h", "0.02 mSv/h"),
    )),
)  # fmt: skip
IODINE_125 = figures(
    "I-125", "60.14 d", "1.42",
    _row("I-125", "60.14 d", "1.42", (
        _level("7 mCi", "0.25 GBq", "1 mrem/h", "0.01 mSv/h"),
        _level("1 mCi", "0.05 GBq", "0.2 mrem/h", "0.002 mSv/h"),
    )),
)  # fmt: skip
LUTETIUM = figures("Lu-177", "6.647 d", "0.181")
FLUORINE = figures("F-18", "109.77 min", "5.68")
YTTRIUM = figures("Y-90", "2.67 d", "0", _row("Y-90", "2.67 d", "0", ()))


def mci(text: str) -> Activity:
    return Activity.parse(f"{text} mCi")


def after(hours: float, begun: Moment = GIVEN_AT) -> Moment:
    return Moment(begun.utc + timedelta(hours=hours), begun.offset_minutes)


def facts(of: ReleaseFigures, activity: str, **others: Any) -> ReleaseFacts:
    plain = ReleaseFacts(of, Activity.parse(activity), GIVEN_AT, after(1))
    return replace(plain, **others)


def half_life_model(**others: Any) -> SpecificFactors:
    return replace(
        SpecificFactors(Model.HALF_LIFE, occupancy=Decimal("0.25"), confirmed=TOLD), **others
    )


def effective(hours: str, **others: Any) -> SpecificFactors:
    return half_life_model(
        loss=Loss.EFFECTIVE,
        effective=Duration.parse(f"{hours} h"),
        half_life_basis="measured",
        **others,
    )


CANCER = IodineFactors(
    "thyroid-cancer", Decimal("0.95"), Duration.parse("0.32 d"), Decimal("0.05"),
    Duration.parse("7.3 d"), Decimal("0.75"), "The guide, Table B-1",
)  # fmt: skip
HYPERTHYROID = IodineFactors(
    "hyperthyroidism", Decimal("0.20"), Duration.parse("0.32 d"), Decimal("0.80"),
    Duration.parse("5.2 d"), Decimal("0.75"), "The guide, Table B-1",
)  # fmt: skip


def iodine_model(factors: IodineFactors | None = CANCER, **others: Any) -> SpecificFactors:
    plain = SpecificFactors(
        Model.IODINE, occupancy=Decimal("0.25"), confirmed=TOLD, iodine=factors
    )
    return replace(plain, **others)


def measured(rate: str, **others: Any) -> MeasuredRate:
    return replace(MeasuredRate(DoseRate.parse(rate), after(1), METER, LEE), **others)


WRITTEN = InstructionsGiven(
    "Lu-177 dotatate", None, 1, "English", True, ("patient",), LEE, after(1)
)
NOT_NURSING = InfantAdvice(Asked.NOT_APPLICABLE)


def a_release(given: ReleaseFacts | None = None, **others: Any) -> Release:
    stated = given or facts(LUTETIUM, "200 mCi")
    plain = Release(
        id=SafetyId(UUID(int=77)), at=stated.at, entered_at=stated.at,
        entered_by=PersonId(UUID(int=1)), patient_code="P-0012", drug="Lu-177 dotatate",
        drug_id="lu-177-dotatate", facts=stated, reckoning=reckoned(stated),
        instructions=WRITTEN, infant=NOT_NURSING, authorized_by=LEE,
    )  # fmt: skip
    return replace(plain, **others)
