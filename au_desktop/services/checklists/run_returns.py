"""Return for correction: a signer sends a submitted, unsigned checklist back to whoever submitted it, with the reason."""

from au_desktop.domain.checklists.returns import RunReturn, returned
from au_desktop.domain.checklists.runs import Run, RunIsVoid
from au_desktop.domain.errors import NotAllowed, SignedRecordIsFinal
from au_desktop.domain.ids import RunId
from au_desktop.domain.people import Actor
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.signing.sign_offs import PERMISSION_TO_SIGN, Meaning
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import Page, PageRequest, RunFilter, RunRow
from au_desktop.services.signing_stores import Slot

RETURNED = "return checklist"
"""What the log says when a checklist was sent back."""


class RunReturns:
    """Use cases about returns."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_run(self, run_id: RunId) -> tuple[RunReturn, ...]:
        """The returns of a run, oldest first."""
        with self._desk.unit_of_work() as uow:
            return uow.returns.of_run(run_id)

    def mine(self, page: PageRequest) -> Page[RunRow]:
        """Checklists that were returned to the person at work and wait to be corrected."""
        return self._desk.queries.runs(RunFilter(returned_to=self._desk.actor.person_id), page)

    def may_return(self, run: Run, slots: tuple[Slot, ...]) -> bool:
        """Whether the person at work is to sign it and did not submit it: what one submitted oneself is taken back."""
        return _may_return(self._desk.actor, run, slots)

    def send_back(self, run_id: RunId, reason: str) -> Outcome[RunReturn]:
        """Make it a draft again for whoever submitted it; every return stays on record.

        Raises:
            SignedRecordIsFinal: somebody has signed it already; amend it instead.
            NotAllowed: none of its signatures is this person's to give.
            ReasonRequired, NotSubmitted, RunIsVoid: nothing to send back, or no reason.
        """
        with self._desk.change(Permission.READ) as change:
            run = change.uow.runs.get(run_id)
            self._require(change.uow, run)
            earlier = change.uow.returns.of_run(run_id)
            actor = change.actor
            made = returned(run, reason, actor.person_id, change.at, len(earlier) + 1)
            change.uow.returns.add(made)
            change.uow.runs.mark_reopened(run_id)
            change.uow.sign_offs.close_slots(run_id)
            subject = Subject(Kind.RUN, run.id, run_code(run.number))
            to = change.uow.people.get(made.to).name
            said = {"submitted": False, "returned to": to}
            change.record(RETURNED, subject, {"submitted": True}, said, made.reason)
            change.kinds.add(Kind.SIGN_OFF)
        return Outcome(made, change.changes)

    def _require(self, uow: UnitOfWork, run: Run) -> None:
        if uow.sign_offs.seal(run.id) is not None:
            raise SignedRecordIsFinal(run_code(run.number))
        if run.voided is not None:
            raise RunIsVoid(run.id)
        role = self._desk.actor.role
        if run.submitted_at is not None and not _may_return(
            self._desk.actor, run, uow.sign_offs.slots(run.id)
        ):
            raise NotAllowed(role.value, "return a checklist that is not theirs to sign")


def _may_return(actor: Actor, run: Run, slots: tuple[Slot, ...]) -> bool:
    signs = any(
        actor.role in slot.rule.roles
        and may(actor.role, PERMISSION_TO_SIGN[Meaning(slot.rule.meaning)])
        for slot in slots
        if not slot.filled
    )
    return signs and run.submitted_at is not None and run.submitted_by != actor.person_id
