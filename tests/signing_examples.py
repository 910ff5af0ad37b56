"""A checklist with a nurse's part and a witness, and short ways to fill, submit and sign it."""

from dataclasses import replace

from au_desktop.domain.checklists.answers import Confirmed
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import Section, SignOffRule, Template
from au_desktop.domain.ids import RunId, TraineeId
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.checklist_work import Given
from tests.checklist_examples import a_template, an_item, mci
from tests.memory_services import MemoryServices

PARTED: Template = replace(
    a_template(id="parted_example", title="Infusion by two", kind="administration"),
    sections=(
        Section("premedication", "Premedication", (an_item("given"),)),
        Section(
            "assay",
            "Assay",
            (an_item("assayed", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY),),
        ),
        Section("observation", "Observation", (an_item("observed"),)),
    ),
    sign_offs=(
        SignOffRule(
            "performed",
            "The nurse's part",
            (Role.STAFF, Role.PRECEPTOR),
            sections=("premedication", "observation"),
        ),
        SignOffRule("performed", "The rest", (Role.COORDINATOR, Role.PRECEPTOR)),
        SignOffRule("witnessed", "Witness", (Role.STAFF, Role.RSO), required=False),
        SignOffRule("countersigned", "Second look", (Role.RSO,), required=False),
    ),
)
ANSWERS = {
    "given": Confirmed(done=True),
    "assayed": mci("200"),
    "observed": Confirmed(done=True),
}
NURSE, REST, WITNESS, SECOND_LOOK = 1, 2, 3, 4


def parted(
    center: MemoryServices, role: Role = Role.COORDINATOR, trainee_id: TraineeId | None = None
) -> RunId:
    """A submitted run of the example."""
    center.take_in(PARTED)
    work = center.work(role).checklist_work
    run_id = work.start(PARTED.id, Subject(trainee_id=trainee_id)).value
    work.answer_all(run_id, [Given(key, value) for key, value in ANSWERS.items()])
    work.submit(run_id)
    return run_id
