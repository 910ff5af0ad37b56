"""The tab Surveys before one person, over a center in memory with rooms, plans and meters."""

from types import SimpleNamespace

from au_desktop.domain.roles import Role
from au_desktop.services.center.drafts import Drafts
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.safety.area_surveys import AreaSurveys
from au_desktop.services.safety.instrument_book import Instruments
from au_desktop.services.safety.room_plan_keeping import RoomPlanKeeping
from au_desktop.services.safety.room_states import RoomStates
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.site_settings import SiteLimits
from au_desktop.services.safety.survey_take_over import SurveyTakeOver
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.safety.surveys.surveys_tab import SurveysTab
from tests.checklist_hands import settle
from tests.fakes_ui import ImmediateOperations
from tests.survey_examples import SurveyedCenter


class NoSignatures:
    """Nobody signs here."""

    def meanings(self, _kind):
        return ()

    def signatures(self, _kind, _key):
        return ()


def survey_services(desk):
    """What the tab calls."""
    return SimpleNamespace(
        desk=desk,
        area_surveys=AreaSurveys(desk),
        drafts=Drafts(desk),
        facilities=Facilities(desk),
        instruments=Instruments(desk),
        record_signing=NoSignatures(),
        room_plans=RoomPlanKeeping(desk),
        room_states=RoomStates(desk),
        safety_book=SafetyBook(desk),
        site_limits=SiteLimits(desk),
        survey_take_over=SurveyTakeOver(desk),
    )


class SurveyStand:
    """One person before the tab; `center` is what the records are in."""

    def __init__(self, qtbot, role=Role.RSO, center=None, size=(1100, 640)):
        self.center = center or SurveyedCenter()
        self.services = survey_services(self.center.memory.desk(role))
        self.changes = ChangesBus()
        context = SectionContext(self.services, ImmediateOperations(), self.changes, Settings())
        self.tab = SurveysTab(context)
        qtbot.addWidget(self.tab)
        self.changes.changed.connect(lambda _: self.tab.refresh())
        self.told = []
        self.tab.told.connect(self.told.append)
        self.tab.undo_offered.connect(lambda words, _: self.told.append(words))
        self.went = []
        self.tab.go_requested.connect(lambda page, target: self.went.append((page, target)))
        self.tab.resize(*size)
        self.tab.show()
        self.tab.refresh()
        settle()

    def open_room(self, room_id):
        """Open a room from the list."""
        self.tab.panel.table.select_key(room_id)
        self.tab.open_room(self.tab.panel.table.current_row())
        settle()
        return self.tab.room

    def begin(self, room_id):
        """Open a room and begin a survey of it."""
        self.open_room(room_id)
        self.tab.main_action().run()
        settle()
        return self.tab.form
