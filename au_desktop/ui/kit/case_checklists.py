"""Finds or begins the administration checklist of a case, for every page that leads to the bedside."""

from dataclasses import dataclass

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import CaseId, RunId
from au_desktop.domain.training.cases import Case
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Changes
from au_desktop.services.rows import PageRequest, RunFilter, RunState

ADMINISTRATION = "administration"


@dataclass(frozen=True, slots=True)
class Started:
    """The run of a case: the draft that was there, or the one that was begun now with what it changed."""

    run_id: RunId
    changes: Changes | None = None


def administration_templates(services: Services) -> dict[str, str]:
    """The administration checklist of each drug that has one: template id by drug id."""
    return {
        drug_id: entry.template.id
        for entry in services.templates.current()
        if entry.template.kind == ADMINISTRATION
        for drug_id in entry.template.drugs
    }


def start_or_resume(services: Services, case: Case, template_id: str) -> Started:
    """The draft about the case, or a new run of the template."""
    draft = draft_of(services, case.id, template_id)
    if draft is not None:
        return Started(draft)
    subject = Subject(
        case_id=case.id,
        trainee_id=case.trainee_id,
        supervisor_id=case.supervisor_id,
        drug_id=case.drug_id,
    )
    outcome = services.checklist_work.start(template_id, subject)
    return Started(outcome.value, outcome.changes)


def draft_of(services: Services, case_id: CaseId, template_id: str) -> RunId | None:
    """The draft of that checklist about the case, if somebody began one."""
    wanted = RunFilter(case_id=case_id, template_id=template_id, state=RunState.DRAFT)
    found = services.checklist_work.runs(wanted, PageRequest(1)).rows
    return found[0].run_id if found else None
