"""A tab of packages or inventory over a center in memory, with hands to work it."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.services.center.drafts import Drafts
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.safety.event_log import EventLog
from au_desktop.services.safety.instrument_book import Instruments
from au_desktop.services.safety.inventory import Inventory
from au_desktop.services.safety.package_events import PackageEvents
from au_desktop.services.safety.package_receipt import PackageReceipt
from au_desktop.services.safety.package_take_over import PackageTakeOver
from au_desktop.services.safety.possession_lines import Possession
from au_desktop.services.safety.record_signing import RecordSigning
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.site_settings import SiteLimits
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.section import SectionContext
from tests.builders import MemoryDesk, a_room, an_instrument
from tests.checklist_hands import settle
from tests.fakes import FakeKeyRing, fake_verify
from tests.fakes_ui import ImmediateOperations
from tests.package_examples import COUNTER, HOT_LAB, METER, STORE


def stocked_desk():
    """A center with two rooms, a survey meter and a wipe counter; it is Friday, 20 November 2026, 15:00."""
    memory = MemoryDesk()
    with memory.center.unit_of_work() as uow:
        for ref in (HOT_LAB, STORE):
            uow.rooms.add(a_room(id=ref.id, name=ref.name))
        uow.instruments.add(an_instrument(id=METER.id, name=METER.name))
        counter = an_instrument(
            id=COUNTER.id,
            name=COUNTER.name,
            kind=InstrumentKind.WIPE_COUNTER,
            calibrated_on=date(2026, 2, 2),
        )
        uow.instruments.add(counter)
        uow.facts.put("agency", "NRC Region I")
        uow.commit()
    return memory


class StockHands:
    """One person before one tab."""

    def __init__(self, tab_type, qtbot, role=Role.RSO, memory=None):
        self.memory = memory or stocked_desk()
        self.qtbot = qtbot
        desk = self.memory.desk(role)
        self.services = SimpleNamespace(
            desk=desk,
            drafts=Drafts(desk),
            facilities=Facilities(desk),
            instruments=Instruments(desk),
            inventory=Inventory(desk),
            packages=PackageReceipt(desk),
            package_events=PackageEvents(desk, EventLog(desk)),
            package_take_over=PackageTakeOver(desk, PackageReceipt(desk)),
            possession=Possession(desk),
            record_signing=RecordSigning(desk, FakeKeyRing(), fake_verify),
            safety_book=SafetyBook(desk),
            site_limits=SiteLimits(desk),
        )
        self.changes = ChangesBus()
        self.operations = ImmediateOperations()
        context = SectionContext(self.services, self.operations, self.changes, Settings())
        self.tab = tab_type(context)
        qtbot.addWidget(self.tab)
        self.changes.changed.connect(lambda _: self.tab.refresh())
        self.said, self.asked = [], []
        self.tab.told.connect(self.said.append)
        self.tab.undo_offered.connect(lambda words, undo: self.said.append(words))
        self.tab.go_requested.connect(lambda page, target: self.asked.append((page, target)))
        self.tab.resize(1040, 660)
        self.tab.show()
        self.tab.refresh()
        settle()

    def now(self):
        return self.memory.clock.now()

    def ago(self, **by):
        now = self.now()
        return Moment(now.utc - timedelta(**by), now.offset_minutes)

    def texts(self, within=None):
        labels = (within or self.tab).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def buttons(self, within=None):
        found = (within or self.tab).findChildren(QPushButton)
        return [button for button in found if button.isVisible()]

    def press(self, words, within=None):
        button = next(b for b in self.buttons(within) if b.text() == words)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settle()

    def rows(self, table):
        return [
            [table.rows.index(at, column).data() for column in range(table.rows.columnCount())]
            for at in range(table.rows.rowCount())
        ]


def local(text):
    """A moment by the clock of the center, which keeps UTC."""
    return Moment.of(datetime.fromisoformat(f"{text}+00:00"))
