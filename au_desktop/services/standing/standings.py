"""Where trainees stand: everything that counts, everything that is missing and why, worked out anew whenever it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import CaseId, TraineeId
from au_desktop.domain.reference.profiles import JurisdictionProfile, TrainingRoute
from au_desktop.domain.training.hour_rules.hour_count import (
    HourEvidence,
    HoursStanding,
    count_hours,
)
from au_desktop.domain.training.pathway_rules import advise
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.recount import requested_under
from au_desktop.domain.training.standings.standing import (
    AttestationFacts,
    GapCode,
    SafetyInstruction,
    Standing,
)
from au_desktop.domain.training.standings.standing_evidence import StandingEvidence
from au_desktop.domain.training.standings.standing_rules import standing_of
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.cases.judgements import Measure, TraineeProgress, progress_of
from au_desktop.services.checklists.part_claims import hidden_parts, without_claim
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.standing.training_records import (
    ATTESTING,
    TrainingRecords,
    read_training_records,
)
from au_desktop.services.statements.signed_statements import Statements


@dataclass(frozen=True, slots=True)
class TraineeStanding:
    """A trainee with everything that was worked out about them under one jurisdiction profile.

    `requested` are the requested categories in the profile's codes; `trainee` is as recorded.
    """

    trainee: Trainee
    profile: JurisdictionProfile
    requested: tuple[str, ...]
    qualification: Qualification
    progress: TraineeProgress
    hours: HoursStanding
    standing: Standing


class Standings:
    """Read-only use cases about where trainees stand."""

    def __init__(self, desk: Desk, statements: Statements) -> None:
        self._desk = desk
        self._statements = statements

    def trainee_of_code(self, code: str) -> TraineeId:
        """The trainee of a code such as "T-007", in any case; raises `NotFound`."""
        wanted = code.strip().upper()
        with self._desk.reading() as uow:
            for trainee in uow.trainees.all():
                if trainee.code == wanted and not trainee.void_reason:
                    return trainee.id
        raise NotFound("trainee", code)

    def of(self, trainee_id: TraineeId, profile_id: str = "") -> TraineeStanding:
        """Where one trainee stands under their own jurisdiction profile, or under another one."""
        return self.of_many((trainee_id,), profile_id)[trainee_id]

    def of_many(
        self, trainee_ids: Sequence[TraineeId], profile_id: str = ""
    ) -> Mapping[TraineeId, TraineeStanding]:
        """The same for many, with one question a kind of record."""
        with self._desk.reading() as uow:
            records = read_training_records(uow, self._desk, trainee_ids)
            attested = {key: self._attested(uow, key) for key in records.attested}
            logged = [case.id for some in records.cases.cases.values() for case in some]
            hidden = hidden_parts(uow, self._desk.actor.role, logged)
        found = {
            trainee.id: self._standing(
                trainee,
                profile_id or trainee.profile_id,
                records,
                attested.get(trainee.id, AttestationFacts()),
            )
            for trainee in records.cases.trainees
        }
        return {key: _unrevealed(one, hidden) for key, one in found.items()} if hidden else found

    def _attested(self, uow: UnitOfWork, trainee_id: TraineeId) -> AttestationFacts:
        """The newest attestation that fits what was signed and was not withdrawn, with the records that changed since."""
        standing = [
            view
            for view in self._statements.views(uow, trainee_id)
            if view.statement.kind in ATTESTING and view.validity.stands
        ]
        if not standing:
            return AttestationFacts()
        newest = max(standing, key=lambda view: (view.validity.current, view.statement.number))
        drift = newest.validity.drift
        changed = tuple(f"{one.record.code} {one.change.value}" for one in drift)
        return AttestationFacts(newest.statement.signed_at.local.date(), changed)

    def _standing(
        self,
        trainee: Trainee,
        profile_id: str,
        records: TrainingRecords,
        attested: AttestationFacts,
    ) -> TraineeStanding:
        reference, today = self._desk.reference, self._desk.today()
        profile = reference.profile(profile_id)
        qualification = records.cases.qualifications[trainee.id]
        recorded, trainee = trainee, self._asking(trainee, profile)
        advice = advise(trainee, qualification, profile, today)
        route = None if advice.chosen is None else advice.chosen.route
        progress = progress_of(trainee, records.cases, Measure(profile, route, reference, today))
        hours = hours_of(trainee, records, profile, route, today)
        evidence = StandingEvidence(
            today=today,
            profile=profile,
            trainee=trainee,
            qualification=qualification,
            advice=advice,
            hours=hours,
            cases=tuple((one.case, one.verdict) for one in progress.cases),
            categories=progress.categories,
            placements=records.placements.get(trainee.id, ()),
            follow_ups=records.follow_ups.get(trainee.id, ()),
            instruction=records.instruction.get(trainee.id, SafetyInstruction()),
            attestation=attested,
        )
        return TraineeStanding(
            recorded,
            profile,
            trainee.requested,
            qualification,
            progress,
            hours,
            standing_of(evidence),
        )

    def _asking(self, trainee: Trainee, profile: JurisdictionProfile) -> Trainee:
        """The trainee with the requested categories in this profile's codes."""
        if profile.id == trainee.profile_id:
            return trainee
        own = self._desk.reference.profile(trainee.profile_id)
        return replace(trainee, requested=requested_under(trainee.requested, own, profile))


def _unrevealed(found: TraineeStanding, hidden: frozenset[CaseId]) -> TraineeStanding:
    """Why a case does not count must not tell the claim to whoever is to rate the part unseen."""
    cases = tuple(
        replace(one, case=replace(one.case, part=None), verdict=without_claim(one.verdict))
        if one.case.id in hidden and not one.verdict.counts
        else one
        for one in found.progress.cases
    )
    reasons = {one.case.id: one.verdict.reasons for one in cases if one.case.id in hidden}
    gaps = tuple(
        replace(gap, reasons=reasons[CaseId(gap.record_id)])
        if gap.code is GapCode.CASE_NOT_COUNTING and gap.record_id in reasons
        else gap
        for gap in found.standing.gaps
    )
    return replace(
        found,
        progress=replace(found.progress, cases=cases),
        standing=replace(found.standing, gaps=gaps),
    )


def hours_of(
    trainee: Trainee,
    records: TrainingRecords,
    profile: JurisdictionProfile,
    route: TrainingRoute | None,
    today: date,
) -> HoursStanding:
    """The trainee's hours counted toward a route: a pure function of the records."""
    evidence = HourEvidence(
        today=today,
        applying_on=records.cases.qualifications[trainee.id].applying_on,
        profile=profile,
        route=route,
        confirmations=records.confirmations,
        supervisors=records.cases.supervisors,
        paper_digests=records.paper_digests,
        daily=records.hours_a_day,
        requested=profile.own_codes(trainee.requested),
    )
    return count_hours(records.hours.get(trainee.id, ()), evidence)
