"""Signatures that a person asks for beside those of the template: a witness, a countersignature, a fresh confirmation."""

from au_desktop.domain.checklists.runs import NotSubmitted, Run, RunIsVoid
from au_desktop.domain.errors import NotAllowed
from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.signing.added_signatures import (
    ASKABLE,
    Asked,
    AskedAlready,
    NotAskable,
    asked_rule,
    next_position,
)
from au_desktop.domain.signing.sign_offs import PERMISSION_TO_SIGN, Meaning
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.rows import ChangedCaseRow
from au_desktop.services.signing_stores import Slot
from au_desktop.services.statements.signing import NotWaiting, open_slot

ASKED = "ask for a signature"
"""What the log says when somebody asks for one."""


class NothingChanged(NotAskable):
    """A fresh confirmation was to be asked for, and the case reads as it was confirmed."""


class AskedSignatures:
    """Use cases about added slots. They are optional: a record is complete without them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def changed_cases(self) -> tuple[ChangedCaseRow, ...]:
        """Cases that were changed after their last signature as supervised and wait for a new one."""
        return self._desk.queries.cases_changed_since_signed()

    def ask(self, run_id: RunId, meaning: Meaning, reason: str = "") -> Outcome[int]:
        """Ask for a witness or a countersignature of a submitted run; gives its position.

        Raises:
            NotAskable: only the template asks for signatures of that meaning.
            AskedAlready: one is waited for.
            NotSubmitted, RunIsVoid: the run waits for no signature.
        """
        if meaning not in ASKABLE:
            raise NotAskable(meaning.value)
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            run = change.uow.runs.get(run_id)
            waiting = _waiting(change, run, meaning)
            if waiting:
                raise AskedAlready(run_code(run.number), meaning.value)
            position = _add(change, run, meaning, reason)
        undo = Undo("signature asked for", lambda: self.withdraw(run_id, position))
        return Outcome(position, change.changes, undo)

    def ask_again(self, run_id: RunId) -> Outcome[int]:
        """Let a run be signed as supervised once more, because its case was changed; gives the position to sign.

        Raises:
            NothingChanged: the last signature stands for the case as it reads now.
        """
        with self._desk.change(PERMISSION_TO_SIGN[Meaning.SUPERVISED]) as change:
            run = change.uow.runs.get(run_id)
            if not _case_changed(change, run):
                raise NothingChanged(Meaning.SUPERVISED.value)
            waiting = _waiting(change, run, Meaning.SUPERVISED)
            if waiting:
                change.nothing_to_do()
                return Outcome(waiting[0].position, change.changes)
            position = _add(change, run, Meaning.SUPERVISED, "the case was changed")
        return Outcome(position, change.changes)

    def withdraw(self, run_id: RunId, position: int) -> Outcome[None]:
        """Take back an asked signature that nobody has given.

        Raises:
            NotWaiting: it was given, or the template asks for it.
            NotAllowed: somebody else asked for it, and the role may not void.
        """
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            run = change.uow.runs.get(run_id)
            slot = open_slot(change.uow, run, position)
            if slot.asked is None:
                raise NotWaiting(run_code(run.number), position)
            actor = change.actor
            if slot.asked.by != actor.person_id and not may(actor.role, Permission.VOID_RECORDS):
                raise NotAllowed(actor.role.value, "withdraw what somebody else asked for")
            change.uow.sign_offs.remove_slot(run_id, position)
            change.record("withdraw asked signature", _subject(run), _said(slot), None)
            change.kinds.add(Kind.SIGN_OFF)
        again = Meaning(slot.rule.meaning)
        undo = None
        if again in ASKABLE:
            reason = slot.asked.reason
            undo = Undo(
                "signature no longer asked for", lambda: self._ask_anew(run_id, again, reason)
            )
        return Outcome(None, change.changes, undo)

    def _ask_anew(self, run_id: RunId, meaning: Meaning, reason: str) -> Outcome[None]:
        return Outcome(None, self.ask(run_id, meaning, reason).changes)


def _waiting(change: Change, run: Run, meaning: Meaning) -> tuple[Slot, ...]:
    """The open slots of that meaning; raises for a run that waits for nothing."""
    if run.voided is not None:
        raise RunIsVoid(run.id)
    if run.submitted_at is None:
        raise NotSubmitted(run.id)
    slots = change.uow.sign_offs.slots(run.id)
    return tuple(slot for slot in slots if slot.rule.meaning == meaning and not slot.filled)


def _add(change: Change, run: Run, meaning: Meaning, reason: str) -> int:
    taken = [slot.position for slot in change.uow.sign_offs.slots(run.id)]
    taken += [one.position for one in change.uow.sign_offs.of_run(run.id)]
    asked = Asked(change.actor.person_id, change.at, reason.strip())
    slot = Slot(next_position(taken), asked_rule(meaning), filled=False, asked=asked)
    change.uow.sign_offs.add_slot(run.id, slot)
    change.record(ASKED, _subject(run), None, _said(slot), asked.reason)
    change.kinds.add(Kind.SIGN_OFF)
    return slot.position


def _case_changed(change: Change, run: Run) -> bool:
    if run.subject.case_id is None:
        return False
    case = change.uow.cases.get(run.subject.case_id)
    signed = [
        one.case_revision or 0
        for one in change.uow.sign_offs.of_run(run.id)
        if one.meaning is Meaning.SUPERVISED
    ]
    return bool(signed) and case.voided is None and max(signed) < case.revision


def _said(slot: Slot) -> dict[str, str]:
    return {"meaning": slot.rule.meaning, "by": ", ".join(role.value for role in slot.rule.roles)}


def _subject(run: Run) -> Subject:
    return Subject(Kind.RUN, run.id, run_code(run.number))
