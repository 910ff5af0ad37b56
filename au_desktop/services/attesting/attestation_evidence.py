"""The evidence behind an attestation, frozen: every number with its records, and each record with the digest of its facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from au_desktop.domain.canonical import Document, as_document
from au_desktop.domain.ids import PaperId, SupervisorId
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.signing.statement_validity import RecordKey
from au_desktop.domain.signing.statements import StatedRecord, StatementKind
from au_desktop.domain.signing.validity import differences
from au_desktop.domain.training.hour_rules.hour_count import JudgedHours
from au_desktop.domain.training.hours import Ledger
from au_desktop.domain.training.standings.attestation_rules import PreceptorShown
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.services.cases.judgements import JudgedCase
from au_desktop.services.desk import Desk
from au_desktop.services.packet.packet_content import StandingNow
from au_desktop.services.packet.packet_tables import case_blocks, classroom_table, work_blocks
from au_desktop.services.packet.packet_worksheet import Figure, FigureList, number_text
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import PageRequest, RunFilter
from au_desktop.services.statements.stated_records import (
    facts_now,
    stated_case,
    stated_hours,
    stated_listings,
    stated_paper,
    stated_qualification,
    stated_rating,
    stated_run,
    stated_statement,
    stated_trainee,
)

CONFIRMING = frozenset({StatementKind.CLASSROOM_VERIFIED, StatementKind.WORK_CONFIRMED})
_RUNS_OF_A_CASE = 20
_Spans = dict[SupervisorId, set[tuple[date, date]]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The plain document that is signed with the sentence, and the records that it names."""

    document: Document
    records: tuple[StatedRecord, ...]


def figures_of(
    now: StandingNow, supervisors: Mapping[SupervisorId, SupervisingAU], reference: Reference
) -> tuple[Figure, ...]:
    """The numbers of the worksheet, each with the records that it is made of."""
    figures = FigureList()
    classroom_table(now.hours.judged, now.profile, figures)
    tuple(work_blocks(now.hours.judged, now.profile, supervisors, figures))
    tuple(case_blocks(now.progress.cases, now.profile, supervisors, (reference, figures)))
    return tuple(figures)


class EvidenceReader:
    """Collects what counts for one trainee, with everything that makes it count."""

    def __init__(self, desk: Desk, uow: UnitOfWork, now: StandingNow) -> None:
        self._desk = desk
        self._uow = uow
        self._now = now
        self._hours = [one.entry for one in now.hours.judged if _stands(one)]
        self._cases = [one for one in now.progress.cases if one.verdict.counts]
        self._supervisors = {one.id: one for one in uow.supervisors.all()}

    def read(self, beside: Iterable[StatedRecord] = ()) -> Evidence:
        """The evidence as of now; `beside` are records that the signer's own right to sign rests on."""
        now = self._now
        figures = figures_of(now, self._supervisors, self._desk.reference)
        listings = tuple(self._listings())
        document: Document = {
            "as_of": self._desk.today().isoformat(),
            "profile": {
                "id": now.profile.id,
                "title": now.profile.title,
                "edition": now.profile.edition,
            },
            "hours": {
                "classroom": number_text(now.hours.classroom),
                "work": number_text(now.hours.work),
                "total": number_text(now.hours.total),
            },
            "categories": [
                {
                    "code": one.category.code,
                    "title": one.category.title,
                    "needed": one.needed,
                    "counted": one.counted,
                    "satisfied_by": one.satisfied_by,
                }
                for one in now.progress.categories
            ],
            "figures": [_figure_document(figure) for figure in figures],
            "supervisors": [
                {"name": supervisor.name, "listing": as_document(listing)}
                for supervisor, listing, _ in listings
            ],
        }
        behind = (*self._records(record for *_, record in listings), *beside)
        records = tuple({(one.kind, one.id): one for one in behind}.values())
        facts = facts_now(self._uow, now.trainee.id, records)
        document["records"] = [
            {"kind": one.kind, "id": str(one.id), "code": one.code, "facts": said}
            for one in records
            if (said := facts[one.kind, one.id])
        ]
        return Evidence(document, records)

    def _records(self, listings: Iterable[StatedRecord]) -> Iterator[StatedRecord]:
        uow, now = self._uow, self._now
        yield stated_trainee(now.trainee)
        brought = uow.qualifications.find(now.trainee.id)
        if brought is not None:
            yield stated_qualification(brought, now.trainee.code)
        yield from (stated_hours(entry) for entry in self._hours)
        yield from self._confirming()
        for one in self._cases:
            yield stated_case(one.case)
            yield from self._signed_runs(one)
        yield from self._ratings()
        yield from listings
        for key in dict.fromkeys(self._papers()):
            yield stated_paper(uow.papers.get(key))

    def _confirming(self) -> Iterator[StatedRecord]:
        """The statements by which the hours count, each once."""
        given = self._uow.statements.confirmations([entry.id for entry in self._hours])
        keys = {
            one.statement_id
            for entry in self._hours
            for one in given.get(entry.id, ())
            if one.kind in CONFIRMING and one.revision == entry.revision
        }
        found = (self._uow.statements.get(key) for key in keys)
        yield from map(stated_statement, sorted(found, key=lambda one: one.number))

    def _signed_runs(self, judged: JudgedCase) -> Iterator[StatedRecord]:
        """The checklists by which a case counts; one that a newer one took the place of is not among them."""
        wanted = RunFilter(case_id=judged.case.id)
        rows = self._desk.queries.runs(wanted, PageRequest(limit=_RUNS_OF_A_CASE)).rows
        for row in sorted(rows, key=lambda row: row.number):
            seal = self._uow.sign_offs.seal(row.run_id)
            run = self._uow.runs.get(row.run_id)
            replaced = self._uow.runs.superseded_by(row.run_id) is not None
            if seal is not None and run.voided is None and not replaced:
                yield stated_run(run, seal)

    def _ratings(self) -> Iterator[StatedRecord]:
        numbers = {one.case.id: one.case.number for one in self._cases}
        found = self._uow.ratings.of_cases(tuple(numbers))
        for key in sorted(found, key=lambda key: numbers[key]):
            yield stated_rating(found[key], numbers[key])

    def _listings(self) -> Iterator[tuple[SupervisingAU, LicenseListing, StatedRecord]]:
        """The licenses in force on the days that count, of whoever supervised then; each once, by name."""
        spans: _Spans = {}
        named = [(entry.supervisor_id, (entry.first, entry.last)) for entry in self._hours]
        named += [(one.case.supervisor_id, (one.case.on, one.case.on)) for one in self._cases]
        for key, span in named:
            if key is not None:
                spans.setdefault(key, set()).add(span)
        who = [self._supervisors[key] for key in spans]
        for supervisor in sorted(who, key=lambda one: (one.name, str(one.id))):
            pairs = zip(supervisor.listings, stated_listings(supervisor), strict=True)
            for listing, record in pairs:
                if any(_in_force(listing, *span) for span in spans[supervisor.id]):
                    yield supervisor, listing, record

    def _papers(self) -> Iterator[PaperId]:
        brought = self._now.qualification
        held = [entry.paper_id for entry in self._hours]
        held += [one.paper_id for one in brought.boards]
        held += [one.paper_id for one in brought.authorizations]
        yield from (key for key in held if key is not None)


def _stands(judged: JudgedHours) -> bool:
    """Whether an entry counts, or answers for older training as continuing education does."""
    continuing = judged.entry.ledger is Ledger.CONTINUING
    return judged.counts or (continuing and judged.sound)


def _in_force(listing: LicenseListing, first: date, last: date) -> bool:
    period = listing.period
    return period.first <= last and (period.last is None or period.last >= first)


def shown_listings(shown: PreceptorShown) -> Iterator[StatedRecord]:
    """The licenses by which somebody qualifies to attest or to concur."""
    pairs = zip(shown.supervisor.listings, stated_listings(shown.supervisor), strict=True)
    return (record for listing, record in pairs if listing in shown.listings)


def changed_fields(
    evidence: Mapping[str, Any], now: Mapping[RecordKey, Document]
) -> Mapping[RecordKey, tuple[str, ...]]:
    """Of the records that were frozen with an attestation, the fields that read differently now."""
    found: dict[RecordKey, tuple[str, ...]] = {}
    for frozen in evidence.get("records", ()):
        key = (frozen["kind"], UUID(frozen["id"]))
        fields = tuple(differences(frozen["facts"], now.get(key, frozen["facts"])))
        if fields:
            found[key] = fields
    return found


def _figure_document(figure: Figure) -> Document:
    return {
        "id": figure.id,
        "label": figure.label,
        "unit": figure.unit,
        "value": number_text(figure.value),
        "behind": [
            {
                "kind": one.kind,
                "id": str(one.id),
                "code": one.code,
                "amount": number_text(one.amount),
                "part": one.part,
            }
            for one in figure.behind
        ],
    }
