"""The part that a trainee claims by logging it, and the cases whose claim is still hidden from whoever is to rate them."""

from collections.abc import Sequence
from dataclasses import replace

from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.ids import CaseId, PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission, Role, may
from au_desktop.domain.training.cases import Case, Part
from au_desktop.domain.training.counting.gate import CaseVerdict, GateReason, Reason
from au_desktop.domain.training.ratings import DualRating, PartStatement
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.carry_over import PART_ITEM
from au_desktop.services.desk import Change, Subject
from au_desktop.services.ports import UnitOfWork


def rating_of(uow: UnitOfWork, case_id: CaseId) -> DualRating:
    """The rating of a case, empty where nobody has said anything."""
    return uow.ratings.of_cases((case_id,)).get(case_id) or DualRating(case_id)


def hidden_parts(uow: UnitOfWork, role: Role, case_ids: Sequence[CaseId]) -> frozenset[CaseId]:
    """The cases whose part this role may not see yet: claimed, and not rated by the preceptor."""
    if not may(role, Permission.RATE_PART):
        return frozenset()
    found = uow.ratings.of_cases(case_ids)
    return frozenset(case_id for case_id, rating in found.items() if rating.pending)


_TELLING = (GateReason.OBSERVED_ONLY, GateReason.RATING_MISSING)


def without_claim(verdict: CaseVerdict) -> CaseVerdict:
    """The verdict of such a case, the same for an observer as for one who took part: the rating is what is missing."""
    rest = tuple(reason for reason in verdict.reasons if reason.code not in _TELLING)
    waits = Reason(GateReason.RATING_MISSING, {"missing": "rating"})
    return replace(verdict, reasons=(*rest, waits))


def is_answer_withheld(uow: UnitOfWork, role: Role, run: Run) -> bool:
    """Whether the part in this checklist is the trainee's word, which this role is to rate before seeing it.

    A draft's answer is not a claim yet, but becomes one when the checklist is submitted.
    """
    answer, case_id = run.answer(PART_ITEM), run.subject.case_id
    if answer is None or case_id is None or not may(role, Permission.RATE_PART):
        return False
    if may(uow.people.get(answer.by).role, Permission.RATE_PART):
        return False
    rating = rating_of(uow, case_id)
    return rating.pending or (run.is_draft and rating.rating is None)


def note_logged_part(change: Change, before: Case | None, after: Case) -> None:
    """A part that is logged by whoever states it for the trainee is the claim, as long as nobody has rated it."""
    if may(change.actor.role, Permission.CLAIM_PART):
        old = None if before is None else before.part
        if after.part is not old:
            note_claim(change, after, after.part, change.actor.person_id, change.at)


def note_claim(change: Change, case: Case, part: Part | None, by: PersonId, at: Moment) -> None:
    """Keep a claim that came with other facts; levels that were given before stay. Once rated, the claim stays as it was."""
    before = rating_of(change.uow, case.id)
    if before.rating is not None or (before.claim is None and part is None):
        return
    kept = before.claim
    claim = None
    if part is not None:
        claim = (
            PartStatement(part, by, at) if kept is None else replace(kept, part=part, by=by, at=at)
        )
    after = replace(before, claim=claim)
    change.uow.ratings.put(after)
    change.record("claim part", Subject(Kind.RATING, case.id, case.code), before, after)
