"""The page Waste over a center in memory, with the waste of the worked example or with nothing in it."""

from types import SimpleNamespace
from typing import Any

from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.services.center.access import Access
from au_desktop.services.center.drafts import Drafts
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.desk import Desk
from au_desktop.services.example.example_waste import example_waste
from au_desktop.services.safety.instrument_book import Instruments
from au_desktop.services.safety.inventory import Inventory
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.sewer_log import SewerLog
from au_desktop.services.safety.site_settings import SiteLimits
from au_desktop.services.safety.waste_offers import WasteOffers
from au_desktop.services.safety.waste_rules import WasteRules
from au_desktop.services.safety.waste_storage import WasteStorage
from au_desktop.services.safety.waste_tags import WasteTags
from au_desktop.services.safety.waste_take_over import WasteTakeOver
from au_desktop.services.safety.waste_transfers import WasteTransfers
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.waste.waste_page import WastePage
from tests.fakes import FakeKeyRing
from tests.fakes_ui import ImmediateOperations
from tests.waste_desk import WasteDesk

SETTINGS = Settings(theme=ThemeChoice.LIGHT)


class TagsInMemory:
    """Keeps the tags that were written."""

    def __init__(self) -> None:
        self.written: list[Any] = []

    def write_tag(self, target: Any, tag: Any) -> None:
        self.written.append((target, tag))


def waste_services(desk: Desk, writer: Any = None) -> Any:
    """The use cases that the page asks for."""
    signing = SimpleNamespace(meanings=lambda _kind: (), signatures=lambda *_: ())
    return SimpleNamespace(
        desk=desk,
        access=Access(desk, FakeKeyRing()),
        drafts=Drafts(desk),
        facilities=Facilities(desk),
        instruments=Instruments(desk),
        inventory=Inventory(desk),
        record_signing=signing,
        safety_book=SafetyBook(desk),
        sewer_log=SewerLog(desk),
        site_limits=SiteLimits(desk),
        waste_offers=WasteOffers(desk),
        waste_rules=WasteRules(desk),
        waste_storage=WasteStorage(desk),
        waste_take_over=WasteTakeOver(desk),
        waste_tags=WasteTags(desk, writer or TagsInMemory()),
        waste_transfers=WasteTransfers(desk),
    )


class MemoryWasteStage:
    """The stage of the example with nothing but waste on it."""

    def __init__(self, center: WasteDesk) -> None:
        self._center, self._today = center, center.clock.now()

    def as_role(self, role: Role) -> Any:
        return waste_services(self._center.desk(role))

    def set_time(self, moment: Moment) -> None:
        self._center.clock.move(
            seconds=(moment.utc - self._center.clock.now().utc).total_seconds()
        )

    def now(self) -> Moment:
        return self._today


def play_example(center: WasteDesk) -> None:
    """Play the waste of the worked example up to now."""
    stage = MemoryWasteStage(center)
    today = stage.now()
    moves = sorted(example_waste(stage, today.local.date()), key=lambda move: move.at.utc)
    for move in moves:
        stage.set_time(move.at)
        move.play()
    stage.set_time(today)


def make_page(
    center: WasteDesk, role: Role = Role.RSO, settings: Settings = SETTINGS
) -> WastePage:
    """The page as a person in that role has it."""
    bus = ChangesBus()
    page = WastePage(waste_services(center.desk(role)), ImmediateOperations(), bus, settings)
    bus.changed.connect(page.on_changes)
    return page
