"""Blind dual rating: the trainee claims a part, the preceptor rates it unseen, and a difference is settled on the record.

The model, as the help tells it:

- The claim is what the trainee states, or the coordinator for the trainee: here, in the case form, or at the bedside.
- Until the preceptor has rated, no use case gives a preceptor the claim. The log of changes and the workbooks
  keep everything and can be read; blindness is an order of work, not a secret.
- The rating is what the preceptor signs here, or the part that the preceptor filled in at the bedside and signed there.
- The case then says the part that was rated. Where the two differ it does not count until the preceptor, who has talked
  it over with the trainee, settles it here with a reason and a signature. Claim and rating stay as they were.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from au_desktop.domain.canonical import Document, as_document
from au_desktop.domain.errors import Invalid, NotFound, ReasonRequired
from au_desktop.domain.ids import CaseId, PersonId
from au_desktop.domain.roles import Permission, may, require
from au_desktop.domain.signing.statements import StatementDraft, StatementKind
from au_desktop.domain.training.agreement import AgreementReport, RatedPair, agreement_report
from au_desktop.domain.training.cases import Case, CaseState, Part
from au_desktop.domain.training.participation import refuse_observer_participation
from au_desktop.domain.training.ratings import DualRating, PartStatement, Resolution
from au_desktop.services.cases.case_log import open_case
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.bedside_ratings import settle_part
from au_desktop.services.checklists.part_claims import hidden_parts, rating_of
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.statements.signed_statements import Statements
from au_desktop.services.statements.stated_records import stated_case


class AlreadyRated(Invalid):
    """A part was to be claimed or rated once more after the preceptor's rating."""

    def __init__(self, code: str) -> None:
        super().__init__(
            "part", f"the part in {code} is rated, and a rating stays as it was signed"
        )


class NothingToSettle(Invalid):
    """A difference was to be settled where there is none, or where it is settled."""

    def __init__(self, code: str) -> None:
        super().__init__("part", f"no difference waits in {code}")


@dataclass(frozen=True, slots=True)
class Judgment:
    """What somebody says of a part: the part itself, levels 0 to 4 by competency, a comment."""

    part: Part
    levels: Mapping[str, int] = field(default_factory=dict)
    comment: str = ""


@dataclass(frozen=True, slots=True)
class RatingView:
    """Claim and rating of a case as the person at work may see them.

    `claimed` says that there is a claim even while it is `hidden`. `names` gives the people by id.
    """

    case_id: CaseId
    claimed: bool
    hidden: bool
    claim: PartStatement | None
    rating: PartStatement | None
    resolution: Resolution | None
    names: Mapping[PersonId, str] = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        """Whether claim and rating name different parts."""
        return DualRating(self.case_id, self.claim, self.rating).differs

    @property
    def unresolved(self) -> bool:
        """Whether a difference still waits to be settled."""
        return self.differs and self.resolution is None


class DualRatings:
    """Use cases about claims and ratings."""

    def __init__(self, desk: Desk, statements: Statements) -> None:
        self._desk = desk
        self._statements = statements

    def view(self, case_id: CaseId) -> RatingView:
        """Claim and rating of a case; the claim is left out while it is to be rated unseen."""
        with self._desk.unit_of_work() as uow:
            uow.cases.get(case_id)
            return self._view(uow, rating_of(uow, case_id))

    def claim(self, case_id: CaseId, said: Judgment) -> Outcome[None]:
        """State the trainee's part. It may be stated anew until the preceptor has rated.

        Raises:
            AlreadyRated: the preceptor has rated.
            ObserverParticipation: the trainee is an observer on that day.
        """
        self._require_known(said)
        with self._desk.change(Permission.CLAIM_PART) as change:
            case, before = self._given_case(change, case_id)
            if before.rating is not None:
                raise AlreadyRated(case.code)
            trainee = change.uow.trainees.get(case.trainee_id)
            refuse_observer_participation(replace(case, part=said.part), trainee)
            after = replace(before, claim=_stated(change, said))
            _put(change, "claim part", case, after)
            if not change.uow.cases.confirmations((case_id,)).get(case_id):
                settle_part(change, case, said.part, "the trainee's claim")
        undo = Undo(f"part claimed in {case.code}", lambda: self._take_back(case, before))
        return Outcome(None, change.changes, undo)

    def rate(self, case_id: CaseId, said: Judgment, passphrase: str) -> Outcome[None]:
        """State and sign what part the trainee took, without having been shown the claim.

        Raises:
            AlreadyRated: there is a rating; a difference is settled with `resolve`.
            WrongPassphrase: nothing was signed.
        """
        self._require_known(said)
        require(self._desk.actor.role, Permission.RATE_PART)
        signer = self._statements.signer(passphrase)
        with self._desk.change(Permission.RATE_PART) as change:
            case, before = self._given_case(change, case_id)
            if before.rating is not None:
                raise AlreadyRated(case.code)
            after = replace(before, rating=_stated(change, said))
            _put(change, "rate part", case, after)
            standing = settle_part(change, case, said.part, "the preceptor's rating")
            facts = _facts(case, said.part) | {
                "levels": as_document(said.levels),
                "comment": said.comment.strip(),
            }
            draft = _draft(StatementKind.PART_RATED, standing, facts)
            self._statements.written(change, draft, signer)
        return Outcome(None, change.changes)

    def resolve(self, case_id: CaseId, part: Part, reason: str, passphrase: str) -> Outcome[None]:
        """Settle a difference: the part that both stand by, and why. Signed; claim and rating stay as they were.

        Raises:
            NothingToSettle: claim and rating do not differ, or it is settled.
            ReasonRequired: the reason is missing.
        """
        if not reason.strip():
            raise ReasonRequired("settle a difference")
        require(self._desk.actor.role, Permission.RATE_PART)
        signer = self._statements.signer(passphrase)
        with self._desk.change(Permission.RATE_PART) as change:
            case, before = self._given_case(change, case_id)
            if before.claim is None or before.rating is None or not before.unresolved:
                raise NothingToSettle(case.code)
            settled = Resolution(part, reason.strip(), change.actor.person_id, change.at)
            after = replace(before, resolution=settled)
            _put(change, "settle difference", case, after, reason.strip())
            standing = settle_part(change, case, part, "settled with the trainee")
            facts = _facts(case, part) | {
                "claimed": before.claim.part.value,
                "rated": before.rating.part.value,
            }
            draft = replace(
                _draft(StatementKind.PART_RESOLVED, standing, facts), reason=reason.strip()
            )
            self._statements.written(change, draft, signer)
        return Outcome(None, change.changes)

    def agreement(self) -> AgreementReport:
        """How far claims and ratings agree, overall and for each preceptor; settled differences stay differences."""
        with self._desk.reading() as uow:
            complete = uow.ratings.complete()
            cases = uow.cases.several([rating.id for rating in complete])
            names = {person.id: person.name for person in uow.people.all()}
        pairs = [
            RatedPair(names.get(rating.rating.by, ""), rating.claim, rating.rating)
            for rating, case in zip(complete, cases, strict=True)
            if case.voided is None and rating.claim is not None and rating.rating is not None
        ]
        return agreement_report(pairs)

    def _view(self, uow: UnitOfWork, rating: DualRating) -> RatingView:
        hidden = rating.id in hidden_parts(uow, self._desk.actor.role, (rating.id,))
        shown = replace(rating, claim=None) if hidden else rating
        said = (shown.claim, shown.rating, shown.resolution)
        keys = {one.by for one in said if one is not None}
        return RatingView(
            case_id=rating.id,
            claimed=rating.claim is not None,
            hidden=hidden,
            claim=shown.claim,
            rating=shown.rating,
            resolution=shown.resolution,
            names={key: uow.people.get(key).name for key in keys},
        )

    def may_rate(self) -> bool:
        """Whether the person at work rates parts."""
        return may(self._desk.actor.role, Permission.RATE_PART)

    def _given_case(self, change: Change, case_id: CaseId) -> tuple[Case, DualRating]:
        case = open_case(change, case_id)
        if case.state is not CaseState.GIVEN:
            raise Invalid("part", f"{case.code} is not given yet")
        return case, rating_of(change.uow, case_id)

    def _require_known(self, said: Judgment) -> None:
        for key in said.levels:
            if key not in self._desk.reference.competencies:
                raise NotFound("competency", key)

    def _take_back(self, case: Case, before: DualRating) -> Outcome[None]:
        """The claim as it was, as long as nobody has rated it."""
        with self._desk.change(Permission.CLAIM_PART) as change:
            now = rating_of(change.uow, case.id)
            if now.rating is not None:
                raise AlreadyRated(case.code)
            _put(change, "take claim back", case, before)
            standing = change.uow.cases.get(case.id)
            if case.part is None:
                cleared = replace(standing, part=None, revision=standing.revision + 1)
                change.uow.cases.replace(cleared)
                subject = Subject(Kind.CASE, case.id, case.code)
                change.record("change case", subject, standing, cleared, "claim taken back")
            else:
                settle_part(change, standing, case.part, "claim taken back")
        return Outcome(None, change.changes)


def _put(change: Change, verb: str, case: Case, after: DualRating, reason: str = "") -> None:
    before = rating_of(change.uow, case.id)
    change.uow.ratings.put(after)
    change.record(verb, Subject(Kind.RATING, case.id, case.code), before, after, reason)


def _stated(change: Change, said: Judgment) -> PartStatement:
    return PartStatement(
        said.part, change.actor.person_id, change.at, dict(said.levels), said.comment.strip()
    )


def _facts(case: Case, part: Part) -> Document:
    return {
        "case": case.code,
        "date": case.on.isoformat(),
        "drug": case.drug_id,
        "part": part.value,
    }


def _draft(kind: StatementKind, case: Case, facts: Document) -> StatementDraft:
    return StatementDraft(kind, case.trainee_id, facts, (stated_case(case),))
