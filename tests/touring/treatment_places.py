"""The stops at checklists of other treatments: every section of a few of them, as they are found at the bedside."""

from uuid import UUID

from au_desktop.domain.checklists.answers import Reply, YesNo
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import CaseId
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.services.rows import CaseFilter, PageRequest
from au_desktop.ui.bedside.bedside_view import BedsideView
from tests.touring.bedside import BEDSIDE_SIZES
from tests.touring.trip import Trip

TREATMENTS = (
    ("radium", "ra223_dichloride_administration", "ra-223-dichloride"),
    ("microspheres", "y90_microspheres_administration", "y-90-glass-microspheres"),
    ("iodide", "i131_oral_above_33_administration", "i-131-sodium-iodide"),
    ("directive", "written_directive", "ra-223-dichloride"),
)


def treatments(trip: Trip) -> None:
    """A new run of each, walked from its first section to its end."""
    with trip.sizes(BEDSIDE_SIZES):
        for name, template_id, drug_id in TREATMENTS:
            trip.frame.go_to("bedside", _new_run(trip, template_id, drug_id))
            trip.settle()
            view = trip.desktop.session._bedside
            assert isinstance(view, BedsideView)
            for at, key in enumerate(view.pages.order(), start=1):
                view.go_to_section(key)
                trip.settle()
                trip.photograph(f"treatments_{name}_{at}_{key}", may_scroll=True)
            view.left.emit()
            trip.settle()


def _new_run(trip: Trip, template_id: str, drug_id: str) -> UUID:
    services = trip.desktop.session.center.services
    like = services.case_log.cases(CaseFilter(), PageRequest(1)).rows[0]
    planned = Case(
        id=CaseId(UUID(int=0)),
        number=0,
        trainee_id=like.trainee_id,
        on=services.desk.today(),
        drug_id=drug_id,
        state=CaseState.PLANNED,
        patient_code="LR-09001",
        supervisor_id=like.supervisor_id,
    )
    subject = Subject(
        case_id=services.case_log.add(planned).value,
        trainee_id=like.trainee_id,
        supervisor_id=like.supervisor_id,
        drug_id=drug_id,
    )
    run_id = services.checklist_work.start(template_id, subject).value
    if services.run_sheets.sheet(run_id).template.has_item("go_ahead"):
        services.checklist_work.answer(run_id, "go_ahead", YesNo(Reply.YES), "")
    return run_id
