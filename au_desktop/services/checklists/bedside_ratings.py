"""The rating that lies in a preceptor's own answer at the bedside: signed with the checklist, so nothing is rated twice.

The order makes it blind. A part that the preceptor filled in while the claim was hidden is the rating as soon as the
preceptor signs the checklist as supervised. Where somebody else filled it in, signing would show it: so the preceptor
is asked to rate first.
"""

from dataclasses import replace

from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import PersonId
from au_desktop.domain.training.cases import Case, Part
from au_desktop.domain.training.confirmed_facts import same_facts
from au_desktop.domain.training.ratings import PartStatement
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.carry_over import PART_ITEM, part_of
from au_desktop.services.checklists.part_claims import rating_of
from au_desktop.services.desk import Change, Subject
from au_desktop.services.ports import UnitOfWork


class RatingComesFirst(DomainError):
    """A preceptor was to sign a checklist that shows the trainee's claim, before having rated the part."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def take_bedside_rating(change: Change, run: Run) -> None:
    """Keep the signer's own answer as the rating of the case, unless there is one.

    Raises:
        RatingComesFirst: the answer is somebody else's, and the claim waits for a rating.
    """
    answer, part, case_id = run.answer(PART_ITEM), part_of(run), run.subject.case_id
    if answer is None or part is None or case_id is None:
        return
    before, case = rating_of(change.uow, case_id), change.uow.cases.get(case_id)
    if before.rating is not None or case.voided is not None:
        return
    require_rated(change.uow, change.actor.person_id, run)
    if answer.by != change.actor.person_id:
        return
    after = replace(before, rating=PartStatement(part, answer.by, answer.at))
    change.uow.ratings.put(after)
    change.record(
        "rate part at the bedside", Subject(Kind.RATING, case.id, case.code), before, after
    )
    if after.claim is not None:
        settle_part(change, case, part, "the preceptor's rating")


def require_rated(uow: UnitOfWork, signer_id: PersonId, run: Run) -> None:
    """Refuse with `RatingComesFirst` what would show the claim of an open case to whoever has not rated it."""
    answer, case_id = run.answer(PART_ITEM), run.subject.case_id
    if answer is None or case_id is None or answer.by == signer_id:
        return
    case = uow.cases.get(case_id)
    if case.voided is None and rating_of(uow, case_id).pending:
        raise RatingComesFirst(case.code)


def settle_part(change: Change, case: Case, part: Part, why: str) -> Case:
    """Let the case say the part that was rated or settled on; a confirmation of other facts no longer stands for it."""
    after = replace(case, part=part)
    if same_facts(after, case):
        return case
    after = replace(after, revision=case.revision + 1)
    change.uow.cases.replace(after)
    change.record("change case", Subject(Kind.CASE, case.id, case.code), case, after, why)
    return after
