"""Finds or begins the administration checklist of a case, for every page that leads to the bedside."""

from dataclasses import dataclass

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import CaseId, RunId
from au_desktop.domain.training.cases import Case
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Changes
from au_desktop.services.checklists.administration_choice import fitting_administrations
from au_desktop.services.checklists.carry_over import ADMINISTRATION
from au_desktop.services.rows import PageRequest, RunFilter, RunState

CHOOSE = "No single administration checklist fits this case: choose one."
"""Said where the person is led to the list instead."""


@dataclass(frozen=True, slots=True)
class Started:
    """The run of a case: the draft that was there, or the one that was begun now with what it changed."""

    run_id: RunId
    changes: Changes | None = None


def open_administration(services: Services, case: Case) -> Started | None:
    """The draft about the case, or a new run of the only checklist that fits it; None where somebody has to choose."""
    templates = [entry.template for entry in services.templates.current()]
    for template in templates:
        if template.kind == ADMINISTRATION:
            draft = draft_of(services, case.id, template.id)
            if draft is not None:
                return Started(draft)
    fitting = fitting_administrations(templates, case)
    if len(fitting) != 1:
        return None
    subject = Subject(
        case_id=case.id,
        trainee_id=case.trainee_id,
        supervisor_id=case.supervisor_id,
        drug_id=case.drug_id,
    )
    outcome = services.checklist_work.start(fitting[0].id, subject)
    return Started(outcome.value, outcome.changes)


def draft_of(services: Services, case_id: CaseId, template_id: str) -> RunId | None:
    """The draft of that checklist about the case, if somebody began one."""
    wanted = RunFilter(case_id=case_id, template_id=template_id, state=RunState.DRAFT)
    found = services.checklist_work.runs(wanted, PageRequest(1)).rows
    return found[0].run_id if found else None
