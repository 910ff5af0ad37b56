"""Use cases about written directives: prepared by anyone, dated and signed by an authorized user, revised before the dosage."""

from dataclasses import dataclass, replace

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CaseId, PersonId, RunId, SafetyId, SupervisorId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.reference.categories import NotACategory, categorize
from au_desktop.domain.reference.drugs import Drug, Route
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.directives import (
    AuthorizedUser,
    Directive,
    DirectiveSettled,
    Listing,
    NotOral,
    OralDirective,
    most_of,
    require_complete,
    require_revisable,
    require_signable,
)
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.services.desk import Change, Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.safety_book import SafetyBook, as_read
from au_desktop.services.safety.treatment_file import given_at, treated_drug


@dataclass(frozen=True, slots=True)
class DirectiveFacts:
    """What a person enters of a directive; `authorized_user` is by name, and by account where they have one."""

    patient_code: str
    drug_id: str
    prescribed: PrescribedDosage
    authorized_user: PersonRef
    route: Route | None = None
    treatment_site: str = ""
    supervisor_id: SupervisorId | None = None
    planned_for: Moment | None = None
    checked_by: PersonRef | None = None
    case_id: CaseId | None = None
    run_id: RunId | None = None
    notes: str = ""


class Prescribing:
    """Use cases about directives."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)

    def prepare(self, facts: DirectiveFacts) -> Outcome[SafetyId]:
        """Write a directive for an authorized user to sign."""
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            made = self._book.enter(change, self._made(change.uow, facts, change.at))
        return Outcome(made.id, change.changes)

    def redraft(
        self, key: SafetyId, facts: DirectiveFacts, seen: int | None = None
    ) -> Outcome[None]:
        """Change a directive that nobody has signed yet, as it was read at revision `seen`.

        Raises:
            RecordMoved: somebody changed it meanwhile.
            DirectiveSettled: it is signed, or was spoken: it is revised.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = as_read(change.uow, Directive, key, seen)
            if before.signed_at is not None or before.oral is not None:
                raise DirectiveSettled(before.code)
            self._book.step(
                change, "change directive", before, self._redone(change, before, facts)
            )
        return Outcome(None, change.changes)

    def enter_oral(self, facts: DirectiveFacts, oral: OralDirective) -> Outcome[SafetyId]:
        """Enter what an authorized user directed by word of mouth in an emergency; 48 hours begin at its moment."""
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            _require_past("oral directive", oral.given_at, change.at)
            made = self._made(change.uow, facts, oral.given_at)
            spoken = replace(made, oral=oral)
            require_complete(spoken)
            entered = self._book.enter(change, spoken, oral.reason)
        return Outcome(entered.id, change.changes)

    def document(self, key: SafetyId, at: Moment) -> Outcome[None]:
        """Note when an oral directive's content stood in the patient's record."""
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = change.uow.safety.get(Directive, key)
            if before.oral is None:
                raise NotOral(before.code)
            _require_past("documented", at, change.at)
            noted = replace(before, oral=replace(before.oral, documented_at=at))
            self._book.step(change, "document oral directive", before, noted)
        return Outcome(None, change.changes)

    def sign(self, key: SafetyId, signed_at: Moment | None = None) -> Outcome[None]:
        """Date and sign a directive as an authorized user, now or as signed in the chart at an earlier moment.

        Who is named by account signs for themself; where only a name stands, the log says who entered the signature.

        Raises:
            SignedAfterAdministration: the dosage was given before: 10 CFR 35.40(a).
            DirectiveIncomplete, DirectiveSettled: it lacks content, or is signed.
        """
        with self._desk.change(Permission.PRESCRIBE) as change:
            before = change.uow.safety.get(Directive, key)
            at = signed_at or change.at
            _require_past("signed", at, change.at)
            require_signable(before, at, given_at(change.uow, before))
            signed = self._signed(change, before, at)
            self._book.step(change, "sign directive", before, signed)
        return Outcome(None, change.changes)

    def revise(
        self,
        key: SafetyId,
        facts: DirectiveFacts,
        reason: str,
        signed_at: Moment | None = None,
    ) -> Outcome[SafetyId]:
        """Revise a directive in writing: dated and signed in the same act, before the dosage is given.

        Raises:
            SignedAfterAdministration: the dosage was given before: 10 CFR 35.40(c)(1).
        """
        with self._desk.change(Permission.PRESCRIBE) as change:
            before = change.uow.safety.get(Directive, key)
            at = signed_at or change.at
            _require_past("signed", at, change.at)
            require_revisable(before, at, given_at(change.uow, before))
            made = replace(self._made(change.uow, facts, at), amends=before.id)
            require_signable(made, at, None)
            signed = self._signed(change, made, at)
            revised = self._book.amend(change, before, signed, reason)
        return Outcome(revised.id, change.changes)

    def revise_orally(
        self, key: SafetyId, facts: DirectiveFacts, oral: OralDirective
    ) -> Outcome[SafetyId]:
        """Enter an oral revision; the authorized user signs the written one within 48 hours (10 CFR 35.40(c)(2))."""
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = change.uow.safety.get(Directive, key)
            _require_past("oral revision", oral.given_at, change.at)
            require_revisable(before, oral.given_at, given_at(change.uow, before))
            made = replace(self._made(change.uow, facts, oral.given_at), oral=oral)
            require_complete(made)
            revised = self._book.amend(change, before, made, oral.reason)
        return Outcome(revised.id, change.changes)

    def authorized_users(self) -> tuple[AuthorizedUser, ...]:
        """Who may be named: the center's supervising AUs, with their account where they have one."""
        with self._desk.reading() as uow:
            return tuple(
                AuthorizedUser(PersonRef(one.name, one.person_id), one.id)
                for one in uow.supervisors.all()
            )

    def _made(self, uow: UnitOfWork, facts: DirectiveFacts, at: Moment) -> Directive:
        if not facts.patient_code:
            raise Invalid("patient code", "is empty")
        drug = treated_drug(self._desk, facts.drug_id)
        supervisor_id = facts.supervisor_id or self._supervisor_of(facts.authorized_user.id)
        actor = self._desk.actor
        return Directive(
            **self._book.head(at, facts.run_id),
            patient_code=facts.patient_code,
            drug=drug,
            prescribed=facts.prescribed,
            route=facts.route,
            treatment_site=facts.treatment_site.strip(),
            authorized_user=self._listed(uow, facts, supervisor_id, at),
            prepared_by=PersonRef(actor.name, actor.person_id),
            planned_for=facts.planned_for,
            checked_by=facts.checked_by,
            case_id=facts.case_id,
            notes=facts.notes.strip(),
        )

    def _redone(self, change: Change, before: Directive, facts: DirectiveFacts) -> Directive:
        made = self._made(change.uow, facts, before.at)
        return replace(
            made,
            id=before.id,
            entered_at=before.entered_at,
            entered_by=before.entered_by,
            prepared_by=before.prepared_by,
            amends=before.amends,
            amend_reason=before.amend_reason,
            run_id=facts.run_id or before.run_id,
        )

    def _signed(self, change: Change, directive: Directive, at: Moment) -> Directive:
        """With the signer in the place of whoever was named by account, judged on the day of the signature."""
        user = directive.authorized_user
        person, supervisor_id = user.person, user.supervisor_id
        if person.id is not None and person.id != change.actor.person_id:
            person = PersonRef(change.actor.name, change.actor.person_id)
            supervisor_id = self._supervisor_of(person.id)
        supervisor = None if supervisor_id is None else change.uow.supervisors.get(supervisor_id)
        most = most_of(directive.prescribed)
        judged = self._judged(person, supervisor, directive.drug.id, most, at)
        return replace(
            directive,
            authorized_user=judged,
            at=at if directive.oral is None else directive.at,
            signed_at=at,
            signature_entered_at=change.at,
        )

    def _supervisor_of(self, person_id: PersonId | None) -> SupervisorId | None:
        return None if person_id is None else self._desk.queries.supervisor_of(person_id)

    def _listed(
        self,
        uow: UnitOfWork,
        facts: DirectiveFacts,
        supervisor_id: SupervisorId | None,
        at: Moment,
    ) -> AuthorizedUser:
        supervisor = None if supervisor_id is None else uow.supervisors.get(supervisor_id)
        most = most_of(facts.prescribed)
        return self._judged(facts.authorized_user, supervisor, facts.drug_id, most, at)

    def _judged(
        self,
        person: PersonRef,
        supervisor: SupervisingAU | None,
        drug_id: str,
        most: Activity,
        at: Moment,
    ) -> AuthorizedUser:
        """What this center knows of the person's license for such a dosage on that day."""
        if supervisor is None:
            return AuthorizedUser(person)
        codes = self._codes(self._desk.reference.drug(drug_id), most)
        listing, number = _listing_of(supervisor, codes, at)
        return AuthorizedUser(person, supervisor.id, listing, number)

    def _codes(self, drug: Drug, most: Activity) -> frozenset[str]:
        """The category codes, by any shipped profile, that such a dosage falls under; none for uses under 35.1000."""
        nuclide = self._desk.reference.nuclide_of(drug)
        found = (
            categorize(profile, drug, nuclide, most)
            for profile in self._desk.reference.profiles.values()
        )
        return frozenset(
            code for one in found if not isinstance(one, NotACategory) for code in one.listed_as
        )


def _require_past(field: str, at: Moment, now: Moment) -> None:
    if at.utc > now.utc:
        raise Invalid(field, "lies in the future")


def _listing_of(
    supervisor: SupervisingAU, codes: frozenset[str], at: Moment
) -> tuple[Listing, str]:
    """Whether a license in force that day lists the person for one of the categories, and its number."""
    listings = supervisor.listings_on(at.local.date())
    if listings and not codes:
        return Listing.UNKNOWN, ""
    fit = next((one for one in listings if not codes.isdisjoint(one.categories)), None)
    return (Listing.NOT_LISTED, "") if fit is None else (Listing.LISTED, fit.license_number)
