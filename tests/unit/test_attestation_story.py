"""From records to an attestation and on, with nothing stood in for: the gate, the count, the standing, the signatures."""

from dataclasses import replace

import pytest

from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.standings.standing import GapCode
from au_desktop.domain.training.trainees import Pathway
from au_desktop.services.attesting.attestations import Attestations
from au_desktop.services.packet.packet_worksheet import Words
from au_desktop.services.statements.stated_records import stated_hours
from tests.builders import a_case, a_trainee
from tests.memory_services import MemoryServices
from tests.standing_desk import an_entry, named_under_490, some_work
from tests.statement_examples import PASS, a_draft, a_paper


class Story(MemoryServices):
    """A trainee of 35.396 with 80 hours, work in every element and three signed cases."""

    def __init__(self) -> None:
        super().__init__()
        supervisor_id = self.supervisor()
        trainee = a_trainee(degree="MD", pathway=Pathway.PARENTERAL, requested=("G3",))
        self.trainee_id = self.work().enrolment.enroll(trainee).value
        paper = replace(a_paper(self), owner_id=self.trainee_id)
        self.course = an_entry(trainee_id=self.trainee_id, paper_id=paper.id)
        work = some_work(trainee_id=self.trainee_id, supervisor_id=supervisor_id)
        named = named_under_490()
        license_copy = replace(named.authorizations[0], paper_id=paper.id)
        brought = replace(named, id=self.trainee_id, authorizations=(license_copy,))
        with self.memory.center.unit_of_work() as uow:
            uow.papers.add(paper, b"data")
            uow.hours.add(self.course)
            uow.hours.add(work)
            uow.qualifications.put(brought)
            uow.commit()
        for entry in (self.course, work):
            self.work(Role.PRECEPTOR).statements.sign(a_draft(entry), PASS)
        for number in range(1, 4):
            case = a_case(
                trainee_id=self.trainee_id,
                supervisor_id=supervisor_id,
                on=self.now().local.date(),
                state=CaseState.PLANNED,
                administered=None,
                part=None,
                patient_code=f"LR-{number}",
            )
            self.signed(self.work().case_log.add(case).value)

    @property
    def service(self) -> Attestations:
        return self.work(Role.PRECEPTOR).attestations

    def gaps(self) -> set[GapCode]:
        standing = self.work().standings.of(self.trainee_id).standing
        return {gap.code for gap in standing.gaps if gap.blocks}


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_ready_trainee_waits_is_attested_and_a_later_change_shows(story: Story) -> None:
    assert story.gaps() == {GapCode.ATTESTATION_MISSING}
    assert [wait.code for wait in story.service.waiting()] == ["T-001"]
    draft = story.service.preceptor_draft(story.trainee_id)
    codes = {record.code for record in draft.records}
    assert {"C-000001", "C-000002", "C-000003", "R-000001", "H-000001", "S-000001"} <= codes
    story.work(Role.PRECEPTOR).statements.sign(draft, PASS)
    assert story.gaps() == set()
    assert story.service.waiting() == ()
    page = story.service.page(story.trainee_id)
    assert not page.worksheet.draft
    assert page.state.current

    changed = replace(story.course, parts=story.course.parts[:4], revision=2)
    with story.memory.center.unit_of_work() as uow:
        uow.hours.replace(changed)
        uow.commit()
    assert GapCode.ATTESTATION_OUTDATED in story.gaps()
    state = story.service.state(story.trainee_id)
    (view,) = state.given
    assert [one.record.code for one in view.validity.drift] == ["H-000001"]
    assert state.changed[view.statement.id] == {("hours", story.course.id): ("parts",)}
    parts = {part.code: part for part in story.service.page(story.trainee_id).worksheet.parts}
    warning = parts["Part II"].blocks[0]
    assert isinstance(warning, Words)
    assert "H-000001" in warning.lines[0]


def test_an_attestation_that_is_out_of_date_is_waited_for_anew(story: Story) -> None:
    statements = story.work(Role.PRECEPTOR).statements
    statements.sign(story.service.preceptor_draft(story.trainee_id), PASS)
    changed = replace(story.course, place="Elsewhere", revision=2)
    with story.memory.center.unit_of_work() as uow:
        uow.hours.replace(changed)
        uow.commit()
    statements.sign(a_draft(changed, records=(stated_hours(changed),)), PASS)
    assert story.gaps() == {GapCode.ATTESTATION_OUTDATED}
    assert [wait.code for wait in story.service.waiting()] == ["T-001"]
    statements.sign(story.service.preceptor_draft(story.trainee_id), PASS)
    assert (story.gaps(), story.service.waiting()) == (set(), ())


def test_what_is_added_later_changes_nothing_that_was_signed(story: Story) -> None:
    draft = story.service.preceptor_draft(story.trainee_id)
    story.work(Role.PRECEPTOR).statements.sign(draft, PASS)
    story.memory.clock.move(hours=1)
    case = a_case(
        trainee_id=story.trainee_id,
        supervisor_id=None,
        on=story.now().local.date(),
        patient_code="LR-9",
    )
    story.work().case_log.add(case)
    story.work(Role.RSO)
    assert story.service.state(story.trainee_id).current


def test_a_withdrawn_verification_of_hours_shows_behind_the_attestation(story: Story) -> None:
    draft = story.service.preceptor_draft(story.trainee_id)
    statements = story.work(Role.PRECEPTOR).statements
    statements.sign(draft, PASS)
    first = statements.of_trainee(story.trainee_id)[0].statement
    statements.withdraw(first.id, "the certificate is another one", PASS)
    (view,) = story.service.state(story.trainee_id).given
    assert [one.record.code for one in view.validity.drift] == ["S-000001"]
    assert GapCode.CLASSROOM_SHORT in story.gaps()
