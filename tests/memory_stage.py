"""The worked example's stage over a center in memory, with the shipped templates and a clock that is set."""

from dataclasses import dataclass
from functools import lru_cache

from au_desktop.bootstrap import tools
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.services.calculations import checklist_formulas
from au_desktop.services.case_log import CaseLog
from au_desktop.services.checklist_work import ChecklistWork
from au_desktop.services.desk import Desk
from au_desktop.services.enrolment import Enrolment
from au_desktop.services.facilities import Facilities
from au_desktop.services.judgements import Judgements
from au_desktop.services.signing import Signing
from au_desktop.services.supervision import Supervision
from au_desktop.services.template_library import TemplateLibrary
from au_desktop.services.worked_example import ExampleSize, WorkedExample
from tests.builders import MemoryDesk, reference
from tests.fakes import FakeKeyRing, FakeSigner, fake_verify


class StageClock:
    """Shows what it was set to."""

    def __init__(self, moment: Moment) -> None:
        self.moment = moment

    def now(self) -> Moment:
        return self.moment


@dataclass(frozen=True)
class Parts:
    """The use cases of one role that the example asks for, and what a test looks at afterwards."""

    desk: Desk
    case_log: CaseLog
    checklist_work: ChecklistWork
    enrolment: Enrolment
    facilities: Facilities
    judgements: Judgements
    signing: Signing
    supervision: Supervision
    templates: TemplateLibrary


class MemoryStage:
    """`Stage` in memory; `today` is the real time, which the clock shows again when the play is over."""

    def __init__(self, today: Moment | None = None) -> None:
        self.memory = MemoryDesk()
        self.today = today or self.memory.clock.now()
        self.clock = StageClock(self.today)
        self.memory.clock = self.clock
        with self.memory.center.unit_of_work() as uow:
            for template in tools().templates:
                uow.templates.add(template_digest(template), template)
            uow.commit()
        self._parts = {role: self._made(role) for role in Role}

    def _made(self, role: Role) -> Parts:
        desk = self.memory.desk(role)
        return Parts(
            desk=desk,
            case_log=CaseLog(desk),
            checklist_work=ChecklistWork(desk, checklist_formulas(reference())),
            enrolment=Enrolment(desk),
            facilities=Facilities(desk),
            judgements=Judgements(desk),
            signing=Signing(desk, FakeKeyRing(), fake_verify),
            supervision=Supervision(desk),
            templates=TemplateLibrary(desk),
        )

    def as_role(self, role: Role) -> Parts:
        return self._parts[role]

    def signer(self, role: Role) -> FakeSigner:
        return FakeSigner(self.memory.people[role].id)

    def set_time(self, moment: Moment) -> None:
        self.clock.moment = moment

    def now(self) -> Moment:
        return self.today


@lru_cache
def played(size: ExampleSize) -> MemoryStage:
    """A stage on which the example of that size was played; shared, so that a test only looks."""
    stage = MemoryStage()
    WorkedExample(stage, size, "Dana Whitfield").play()  # type: ignore[arg-type]  # these parts are all it uses
    return stage
