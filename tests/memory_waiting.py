"""The queries of signing in memory: what waits, narrowed; what was returned; which cases changed since they were signed."""

from au_desktop.domain.checklists.returns import open_return
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.ids import CaseId, RunId
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.rows import ChangedCaseRow, RunFilter, WaitingFilter
from au_desktop.services.signing_stores import Slot
from tests.memory_center import MemoryCenter, MemoryUnitOfWork


def is_wanted(slot: Slot, run: Run, wanted: WaitingFilter) -> bool:
    if wanted.required_only and not slot.rule.required:
        return False
    if wanted.role is not None and wanted.role not in slot.rule.roles:
        return False
    theirs = wanted.person_id in {None, run.submitted_by}
    if wanted.person_id is not None and slot.rule.meaning == "witnessed" and theirs:
        return False
    by_anyone = slot.rule.meaning != "performed" or slot.rule.sections
    return bool(theirs or not slot.rule.required or by_anyone)


def fits(run: Run, kind: str, attention: int, wanted: WaitingFilter) -> bool:
    before = wanted.submitted_before
    early = before is None or (run.submitted_at is not None and run.submitted_at.utc < before.utc)
    return (
        early
        and run.voided is None
        and wanted.kind in {"", kind}
        and wanted.trainee_id in {None, run.subject.trainee_id}
        and (attention > 0 or not wanted.attention_only)
    )


def returned_because(uow: MemoryUnitOfWork, run_id: RunId) -> str:
    found = open_return(uow.returns.of_run(run_id))
    return "" if found is None else found.reason


def is_returned(uow: MemoryUnitOfWork, run: Run, wanted: RunFilter) -> bool:
    if wanted.returned_to is None:
        return True
    found = open_return(uow.returns.of_run(run.id))
    return found is not None and found.to == wanted.returned_to and run.voided is None


def changed_cases(center: MemoryCenter) -> tuple[ChangedCaseRow, ...]:
    uow, found = center.unit_of_work(), []
    for key, sign_offs in center.state.sign_offs.items():
        run = uow.runs.get(RunId(key))
        signed = [one for one in sign_offs if one.meaning is Meaning.SUPERVISED]
        replaced = run.voided or uow.runs.superseded_by(run.id)
        if run.subject.case_id is None or not signed or replaced:
            continue
        case, newest = uow.cases.get(run.subject.case_id), signed[-1]
        if case.voided or (newest.case_revision or 0) >= case.revision:
            continue
        found.append(
            ChangedCaseRow(
                CaseId(case.id),
                case.code,
                run.id,
                run_code(run.number),
                uow.templates.get(run.template_digest).title,
                uow.trainees.get(case.trainee_id).display_name,
                newest.signer,
                newest.signed_at,
            )
        )
    return tuple(sorted(found, key=lambda row: row.signed_at.utc))
