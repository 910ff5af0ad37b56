"""Records as a statement names them: kind, code, revision and the digest of their facts; and how the same records read now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from au_desktop.domain.canonical import Document, as_document, digest_of
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import RunId, TraineeId
from au_desktop.domain.signing.sign_offs import Seal
from au_desktop.domain.signing.statement_validity import RecordKey, RecordNow
from au_desktop.domain.signing.statements import StatedRecord, Statement
from au_desktop.domain.training.cases import Case, case_code
from au_desktop.domain.training.hours import HourEntry
from au_desktop.domain.training.papers import Paper
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.ratings import DualRating
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.ports import UnitOfWork

_BESIDE_THE_FACTS = ("notes", "revision", "voided")
_HISTORY = ("entered_at", "late_reason", "moves", "lost_reason")


def hour_facts(entry: HourEntry) -> Document:
    """What a statement about hours rests on: everything but notes, the count of versions and a later void."""
    return _without(as_document(entry), *_BESIDE_THE_FACTS)


def case_facts(case: Case) -> Document:
    """What a statement about a case rests on: the same facts that its confirmation stands for."""
    return _without(as_document(case), *_BESIDE_THE_FACTS, *_HISTORY)


def paper_facts(paper: Paper) -> Document:
    """A paper is its bytes: a new title or expiry date makes no other paper of it."""
    return {"id": str(paper.id), "digest": paper.digest.hex()}


def trainee_facts(trainee: Trainee) -> Document:
    """Who it is and what is asked for; visits and notes go on without touching a statement."""
    return {
        name: as_document(getattr(trainee, name))
        for name in (
            "number",
            "family_name",
            "given_name",
            "degree",
            "license_state",
            "license_number",
            "pathway",
            "profile_id",
            "requested",
        )
    }


def qualification_facts(qualification: Qualification) -> Document:
    """Certificates and authorizations that stand already."""
    return {
        "boards": as_document(qualification.boards),
        "authorizations": as_document(qualification.authorizations),
    }


def listing_facts(name: str, listing: LicenseListing) -> Document:
    """What a license says of a supervisor; the amendment's number and the copy on file may be brought up to date."""
    return {"supervisor": name, **_without(as_document(listing), "amendment", "paper_id")}


def stated_hours(entry: HourEntry) -> StatedRecord:
    """An entry of the hour ledgers."""
    digest = digest_of(hour_facts(entry))
    return StatedRecord(Kind.HOURS.value, entry.id, entry.code, entry.revision, digest)


def stated_case(case: Case) -> StatedRecord:
    """A case."""
    digest = digest_of(case_facts(case))
    return StatedRecord(Kind.CASE.value, case.id, case.code, case.revision, digest)


def stated_paper(paper: Paper) -> StatedRecord:
    """A paper."""
    return StatedRecord(Kind.PAPER.value, paper.id, paper.title, 1, digest_of(paper_facts(paper)))


def stated_trainee(trainee: Trainee) -> StatedRecord:
    """The trainee's own facts."""
    digest = digest_of(trainee_facts(trainee))
    return StatedRecord(Kind.TRAINEE.value, trainee.id, trainee.code, 1, digest)


def stated_qualification(qualification: Qualification, code: str) -> StatedRecord:
    """What the trainee brings; `code` is the trainee's."""
    digest = digest_of(qualification_facts(qualification))
    return StatedRecord(Kind.QUALIFICATION.value, qualification.id, code, 1, digest)


def stated_rating(rating: DualRating, number: int) -> StatedRecord:
    """Claim, rating and resolution of the case of that number."""
    digest = digest_of(as_document(rating))
    return StatedRecord(Kind.RATING.value, rating.id, case_code(number), 1, digest)


def stated_run(run: Run, seal: Seal) -> StatedRecord:
    """A signed checklist."""
    return StatedRecord(Kind.RUN.value, run.id, run_code(run.number), 1, seal.digest)


def stated_statement(statement: Statement) -> StatedRecord:
    """An earlier statement."""
    kind = Kind.STATEMENT.value
    return StatedRecord(kind, statement.id, statement.code, 1, statement.digest)


def stated_listings(supervisor: SupervisingAU) -> tuple[StatedRecord, ...]:
    """Each license listing of a supervisor on its own, so that a license that is added later touches no statement."""
    seen: dict[str, int] = {}
    found = []
    for listing in supervisor.listings:
        first = listing.period.first.isoformat()
        name = f"{listing.license_number}|{listing.agency}|{first}"
        seen[name] = seen.get(name, 0) + 1
        key = uuid5(supervisor.id, f"{name}|{seen[name]}")
        digest = digest_of(listing_facts(supervisor.name, listing))
        code = f"{listing.license_number} ({supervisor.name})"
        found.append(StatedRecord(Kind.SUPERVISOR.value, key, code, 1, digest))
    return tuple(found)


def records_now(
    uow: UnitOfWork, trainee_id: TraineeId, stated: Iterable[StatedRecord]
) -> Mapping[RecordKey, RecordNow]:
    """How the records of one trainee's statements read now; those that are gone are left out."""
    read = _read(uow, trainee_id, stated)
    return {key: RecordNow(record.digest, voided) for key, (record, voided, _) in read.items()}


def facts_now(
    uow: UnitOfWork, trainee_id: TraineeId, stated: Iterable[StatedRecord]
) -> Mapping[RecordKey, Document]:
    """The facts of these records as they read now; signed ones, whose digest says it all, have none."""
    read = _read(uow, trainee_id, stated)
    return {key: facts() for key, (_record, _voided, facts) in read.items()}


_Facts = Callable[[], Document]
_Found = tuple[StatedRecord, bool, _Facts]
Read = Iterator[_Found]


def _read(
    uow: UnitOfWork, trainee_id: TraineeId, stated: Iterable[StatedRecord]
) -> dict[RecordKey, _Found]:
    wanted: dict[str, set[UUID]] = {}
    for record in stated:
        wanted.setdefault(record.kind, set()).add(record.id)
    return {
        (kind, found[0].id): found
        for kind, keys in wanted.items()
        for found in _readers()[kind](uow, trainee_id, keys)
    }


def _readers() -> Mapping[str, Callable[[UnitOfWork, TraineeId, set[UUID]], Read]]:
    return {
        Kind.HOURS.value: _hours,
        Kind.CASE.value: _cases,
        Kind.PAPER.value: _papers,
        Kind.TRAINEE.value: _trainee,
        Kind.QUALIFICATION.value: _qualification,
        Kind.RATING.value: _ratings,
        Kind.RUN.value: _runs,
        Kind.STATEMENT.value: _statements,
        Kind.SUPERVISOR.value: _listings,
    }


def _hours(uow: UnitOfWork, trainee_id: TraineeId, keys: set[UUID]) -> Read:
    for entry in uow.hours.of_trainees((trainee_id,)):
        if entry.id in keys:
            yield stated_hours(entry), entry.voided is not None, partial(hour_facts, entry)


def _cases(uow: UnitOfWork, trainee_id: TraineeId, keys: set[UUID]) -> Read:
    for case in uow.cases.of_trainees((trainee_id,)):
        if case.id in keys:
            yield stated_case(case), case.voided is not None, partial(case_facts, case)


def _papers(uow: UnitOfWork, _trainee_id: TraineeId, keys: set[UUID]) -> Read:
    for key in keys:
        try:
            paper = uow.papers.get(key)
        except NotFound:
            continue
        yield stated_paper(paper), paper.voided is not None, partial(paper_facts, paper)


def _trainee(uow: UnitOfWork, trainee_id: TraineeId, _keys: set[UUID]) -> Read:
    trainee = uow.trainees.get(trainee_id)
    yield stated_trainee(trainee), bool(trainee.void_reason), partial(trainee_facts, trainee)


def _qualification(uow: UnitOfWork, trainee_id: TraineeId, _keys: set[UUID]) -> Read:
    for found in uow.qualifications.of_trainees((trainee_id,)):
        yield stated_qualification(found, ""), False, partial(qualification_facts, found)


def _ratings(uow: UnitOfWork, trainee_id: TraineeId, keys: set[UUID]) -> Read:
    cases = {case.id: case for case in uow.cases.of_trainees((trainee_id,)) if case.id in keys}
    for key, rating in uow.ratings.of_cases(tuple(cases)).items():
        record = stated_rating(rating, cases[key].number)
        yield record, False, partial(as_document, rating)


def _runs(uow: UnitOfWork, _trainee_id: TraineeId, keys: set[UUID]) -> Read:
    for key in keys:
        seal = uow.sign_offs.seal(RunId(key))
        if seal is not None:
            run = uow.runs.get(RunId(key))
            replaced = uow.runs.superseded_by(run.id) is not None
            yield stated_run(run, seal), run.voided is not None or replaced, dict


def _statements(uow: UnitOfWork, trainee_id: TraineeId, _keys: set[UUID]) -> Read:
    about = uow.statements.of_trainees((trainee_id,))
    withdrawn = {statement.withdraws for statement in about}
    for statement in about:
        yield stated_statement(statement), statement.id in withdrawn, dict


def _listings(uow: UnitOfWork, _trainee_id: TraineeId, _keys: set[UUID]) -> Read:
    for supervisor in uow.supervisors.all():
        pairs = zip(supervisor.listings, stated_listings(supervisor), strict=True)
        for listing, record in pairs:
            yield record, False, partial(listing_facts, supervisor.name, listing)


def _without(document: Any, *names: str) -> Document:  # noqa: ANN401 - see as_document
    return {name: value for name, value in document.items() if name not in names}
