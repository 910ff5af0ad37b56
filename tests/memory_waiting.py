"""The queries of signing in memory: what waits, narrowed; what was returned; which cases changed since they were signed."""

from collections.abc import Callable

from au_desktop.domain.checklists.returns import open_return
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.ids import CaseId, RunId
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.rows import ChangedCaseRow, RunFilter, WaitingFilter, WaitingRow
from au_desktop.services.signing_stores import Slot
from tests.memory_center import MemoryCenter, MemoryUnitOfWork


def waiting_rows(
    center: MemoryCenter, wanted: WaitingFilter, about: Callable[[MemoryUnitOfWork, Run], str]
) -> list[WaitingRow]:
    uow, rows = center.unit_of_work(), []
    for run in center.state.runs.values():
        if run.submitted_at is None or run.submitted_by is None:
            continue
        template = uow.templates.get(run.template_digest)
        attention = center.state.attention.get(run.id, 0)
        if not fits(run, template.kind, attention, wanted):
            continue
        rows += [
            WaitingRow(
                run_id=run.id,
                position=slot.position,
                meaning=slot.rule.meaning,
                roles=slot.rule.roles,
                code=run_code(run.number),
                template_title=template.title,
                about=about(uow, run),
                event_at=run.event_time,
                submitted_at=run.submitted_at,
                submitted_by=uow.people.get(run.submitted_by).name,
                attention=attention,
                supervisor_person_id=None,
                required=slot.rule.required,
                kind=template.kind,
                sections=slot.rule.sections,
                asked=slot.asked is not None,
            )
            for slot in uow.sign_offs.slots(run.id)
            if not slot.filled and is_wanted(slot, run, wanted)
        ]
    return rows


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
