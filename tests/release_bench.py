"""What the tabs of the page Release are made with: a bench with a survey meter and the use cases of releases."""

from datetime import timedelta

from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.safety.patient_releases import PatientReleases
from au_desktop.services.safety.sheet_keeping import InstructionSheets
from au_desktop.ui.kit.section import SectionContext
from tests.builders import an_instrument
from tests.fakes_center import Bench
from tests.release_desk import METER_ID, Pen


class ReleaseBench(Bench):
    """A center in memory at the page Release."""

    def __init__(self, role: Role = Role.RSO) -> None:
        super().__init__(role)
        with self.memory.center.unit_of_work() as uow:
            uow.instruments.add(an_instrument(id=METER_ID))
            uow.commit()
        self.pen = Pen()
        self.services.patient_releases = PatientReleases(self.desk)
        self.services.instruction_sheets = InstructionSheets(self.desk, self.pen)
        self.services.case_log = CaseLog(self.desk)
        self.context = SectionContext(self.services, self.operations, self.changes, self.settings)

    def ago(self, hours: float) -> Moment:
        now = self.memory.clock.now()
        return Moment(now.utc - timedelta(hours=hours), now.offset_minutes)
