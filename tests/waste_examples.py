"""Waste containers, surveys, transfers and releases into the sewer as tests need them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import InstrumentId, PersonId, RoomId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit, Duration, DurationUnit
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef, RoomRef
from au_desktop.domain.safety.sewer import Released
from au_desktop.domain.safety.transfers import (
    LicenseCheck,
    RecipientLicense,
    Transfer,
    TransferredMaterial,
    Verification,
)
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.safety.waste_contents import (
    Content,
    HoldingRules,
    Production,
    impurities_of,
)
from au_desktop.domain.safety.waste_disposal import sealed_with, surveyed_with, with_content
from au_desktop.domain.safety.waste_steps import Sealing
from au_desktop.domain.safety.waste_surveys import (
    MeterUnit,
    Side,
    SideReading,
    SurveyCondition,
    WasteSurvey,
)
from tests.builders import reference

START = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
BY = PersonRef("Example R.", PersonId(UUID(int=902)))
METER = MeterRef(InstrumentId(UUID(int=70)), "SM-1", "Model 3", "100234", date(2027, 3, 2))
ROOM = RoomRef(RoomId(UUID(int=80)), "Waste room")


def on(day: float, hour: int = 0) -> Moment:
    """So many days after the first of June."""
    return Moment(START + timedelta(days=day, hours=hour), 0)


def days(amount: str) -> Duration:
    return Duration(Decimal(amount), DurationUnit.D)


def mbq(amount: str) -> Activity:
    return Activity(Decimal(amount), ActivityUnit.MBQ)


def a_content(
    nuclide: str = "I-131", made: Production = Production.UNKNOWN, **changes: Any
) -> Content:
    """A content of a shipped nuclide with its impurities."""
    known = reference().nuclide(nuclide)
    content = Content(
        number=0,
        nuclide=nuclide,
        half_life=known.half_life().value,
        half_life_basis="ICRP-107",
        activity=mbq("220"),
        at=on(0),
        added_at=on(0),
        added_by=BY,
        production=made,
        impurities=impurities_of(known, made, HoldingRules()),
    )
    return replace(content, **changes)


def a_container(*contents: Content, **changes: Any) -> Container:
    """An open container with these contents."""
    container = Container(
        id=SafetyId(UUID(int=31)),
        number=31,
        at=on(0),
        entered_at=on(0),
        entered_by=PersonId(UUID(int=902)),
        room=ROOM,
        shelf="B2",
        from_where="room 3",
    )
    for content in contents:
        container = with_content(container, content)
    return replace(container, **changes)


def sealed(*contents: Content, day: float = 1) -> Container:
    """A closed container."""
    return sealed_with(a_container(*contents or (a_content(),)), Sealing(on(day), BY))


def a_survey(day: float = 100, highest: str = "0.02", **changes: Any) -> WasteSurvey:
    """A survey that passes: background 0.02 mR/h, every side the same."""
    survey = WasteSurvey(
        number=0,
        at=on(day),
        by=BY,
        meter=METER,
        unit=MeterUnit.MR_H,
        background=Decimal("0.02"),
        readings=tuple(SideReading(side, Decimal(highest)) for side in Side),
        conditions=tuple(SurveyCondition),
        indistinguishable=True,
    )
    return replace(survey, **changes)


def failing(day: float = 100, **changes: Any) -> WasteSurvey:
    """A survey that finds it above background."""
    facts: dict[str, Any] = {
        "indistinguishable": False,
        "next_survey": on(day + 14).local.date(),
        **changes,
    }
    return a_survey(day, "0.08", **facts)


def cleared(*contents: Content) -> Container:
    """A closed container with a survey that stands."""
    return surveyed_with(sealed(*contents), a_survey())


def a_transfer(**changes: Any) -> Transfer:
    """A transfer that is as it should be."""
    transfer = Transfer(
        id=SafetyId(UUID(int=41)),
        number=1,
        at=on(50),
        entered_at=on(50),
        entered_by=PersonId(UUID(int=902)),
        recipient="Example Waste Broker",
        license=RecipientLicense("99-12345-01", "NRC", date(2030, 1, 1)),
        check=LicenseCheck(Verification.COPY, on(49), BY, "amendment 12 read", covers=True),
        materials=(TransferredMaterial("Lu-177m", mbq("1.4"), on(0), "dry solid"),),
    )
    return replace(transfer, **changes)


def poured(nuclide: str = "I-131", activity: str = "1", limit: str = "1E-5") -> Released:
    """One nuclide poured away."""
    return Released(nuclide, mbq(activity), Decimal(limit), "10 CFR 20 App. B, Table 3")
