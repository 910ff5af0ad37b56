"""A center in memory with a waste room and a survey meter, and hands that take a container through its life."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import InstrumentId, RoomId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.rooms import RoomUse
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.transfers import (
    LicenseCheck,
    Purpose,
    RecipientLicense,
    Verification,
)
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.safety.waste_contents import Production
from au_desktop.domain.safety.waste_steps import WasteType
from au_desktop.domain.safety.waste_surveys import (
    MeterUnit,
    Side,
    SideReading,
    SurveyCondition,
)
from au_desktop.services.safety.sewer_log import NewRelease, SewerLog
from au_desktop.services.safety.site_settings import SiteLimits
from au_desktop.services.safety.waste_offers import WasteOffers
from au_desktop.services.safety.waste_rules import NewContent, SurveyEntry, WasteRules
from au_desktop.services.safety.waste_storage import NewContainer, WasteStorage
from au_desktop.services.safety.waste_transfers import NewTransfer, WasteTransfers
from tests.builders import MemoryDesk, a_room, an_instrument
from tests.waste_examples import mbq

ROOM_ID, METER_ID = RoomId(UUID(int=80)), InstrumentId(UUID(int=70))
BY = PersonRef("Example R.")


class WasteDesk(MemoryDesk):
    """The use cases of waste, as the RSO has them."""

    def __init__(self, role: Role = Role.RSO) -> None:
        super().__init__()
        with self.center.unit_of_work() as uow:
            uow.rooms.add(a_room(id=ROOM_ID, name="Waste room", use=RoomUse.STORAGE))
            uow.instruments.add(an_instrument(id=METER_ID))
            uow.commit()
        self.at_desk = self.desk(role)
        self.waste = WasteStorage(self.at_desk)
        self.rules = WasteRules(self.at_desk)
        self.offers = WasteOffers(self.at_desk)
        self.transfers = WasteTransfers(self.at_desk)
        self.sewer = SewerLog(self.at_desk)
        self.site = SiteLimits(self.at_desk)

    def now(self, days: float = 0) -> Moment:
        now = self.clock.now()
        return Moment(now.utc + timedelta(days=days), now.offset_minutes)

    def opened(self, **changes: Any) -> SafetyId:
        new = NewContainer(self.now(), WasteType.DRY, ROOM_ID, "B2", "room 3")
        return self.waste.open_container(replace(new, **changes)).value

    def filled(self, nuclide: str = "I-131", made: Production = Production.UNKNOWN) -> SafetyId:
        key = self.opened()
        self.waste.put_in(key, NewContent(nuclide, mbq("220"), self.now(), made))
        return key

    def sealed(self, nuclide: str = "I-131", made: Production = Production.UNKNOWN) -> SafetyId:
        key = self.filled(nuclide, made)
        self.waste.seal(key, self.now(), BY, tagged=True)
        return key

    def survey_entry(self, highest: str = "0.02", **changes: Any) -> SurveyEntry:
        entry = SurveyEntry(
            at=self.now(),
            by=BY,
            instrument_id=METER_ID,
            unit=MeterUnit.MR_H,
            background=Decimal("0.02"),
            readings=tuple(SideReading(side, Decimal(highest)) for side in Side),
            conditions=tuple(SurveyCondition),
            indistinguishable=True,
        )
        return replace(entry, **changes)

    def cleared(self) -> SafetyId:
        key = self.sealed()
        self.clock.move(days=81)
        self.waste.survey(key, self.survey_entry())
        return key

    def container(self, key: UUID) -> Container:
        return self.waste.container(key)

    def new_transfer(self, *keys: SafetyId, **changes: Any) -> NewTransfer:
        check = LicenseCheck(Verification.COPY, self.now(-1), BY, "amendment 12 read", covers=True)
        new = NewTransfer(
            at=self.now(),
            purpose=Purpose.WASTE,
            recipient="Example Waste Broker",
            license=RecipientLicense("99-12345-01", "NRC", date(2030, 1, 1)),
            check=check,
            container_ids=keys,
        )
        return replace(new, **changes)

    def new_release(self, activity: str = "1", **changes: Any) -> NewRelease:
        new = NewRelease(
            at=self.now(),
            materials=(("I-131", mbq(activity)),),
            water_m3=Decimal(900),
            water_basis="water bills of 2025",
            where="hot sink",
            soluble=True,
            public_sewer=True,
        )
        return replace(new, **changes)
