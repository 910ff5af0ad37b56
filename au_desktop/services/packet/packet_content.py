"""Puts a packet's worksheet together: gaps first, then header, methods and attestation in the form's own order."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from au_desktop.domain.ids import PaperId, SupervisorId
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.reference.profiles import JurisdictionProfile
from au_desktop.domain.signing.statements import Statement, StatementKind
from au_desktop.domain.training.hour_rules.hour_count import HoursStanding
from au_desktop.domain.training.hours import Ledger
from au_desktop.domain.training.papers import Paper
from au_desktop.domain.training.pathways import Entrance, Path
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.standings.attestation_rules import full_name
from au_desktop.domain.training.standings.standing import Gap, GapCode, Standing
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.cases.judgements import TraineeProgress
from au_desktop.services.packet.packet_tables import (
    MORE_PAGES,
    case_blocks,
    classroom_table,
    days_text,
    work_blocks,
)
from au_desktop.services.packet.packet_worksheet import (
    Block,
    Fields,
    FigureList,
    Grid,
    GridColumn,
    Heading,
    Words,
    Worksheet,
    WorksheetPart,
    box,
    number_text,
)
from au_desktop.services.wording.gap_words import gap_words
from au_desktop.services.wording.gate_sentences import reason_sentence
from au_desktop.services.wording.standing_words import hour_sentence

ALL_USES = "35.300 Use of unsealed byproduct material for which a written directive is required"
FOOTNOTE = (
    "* Training and Experience, including board certification, must have been obtained within the 7 years preceding the "
    "date of application or the individual must have related continuing education and experience since the required "
    "training and experience was completed. Provide dates, duration, and description of continuing education and "
    "experience related to the uses checked above."
)
ATTESTING = (
    StatementKind.ATTESTATION,
    StatementKind.DIRECTOR_ATTESTATION,
    StatementKind.FACULTY_CONCURRENCE,
)
_NOT_COUNTED = "On record, but not counted"
_BELOW = f"The last part, {_NOT_COUNTED}, says why."
_NOT_ASKED = "Not asked for by the way chosen below; shown because it is on record."


class StandingNow(Protocol):
    """Where a trainee stands, as the packet needs it."""

    @property
    def trainee(self) -> Trainee:
        """Who."""
        ...

    @property
    def profile(self) -> JurisdictionProfile:
        """What the agency asks."""
        ...

    @property
    def qualification(self) -> Qualification:
        """What the trainee brings."""
        ...

    @property
    def progress(self) -> TraineeProgress:
        """Every case judged."""
        ...

    @property
    def hours(self) -> HoursStanding:
        """Every hour judged."""
        ...

    @property
    def standing(self) -> Standing:
        """Advice, requirements and gaps."""
        ...


@dataclass(frozen=True, slots=True)
class PacketSources:
    """What a worksheet is made from beside the standing."""

    reference: Reference
    supervisors: Mapping[SupervisorId, SupervisingAU]
    papers: Mapping[PaperId, Paper]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class PacketMaking:
    """Where, when and by whom it is made; `log` is the log's length and short digest, `key` the maker's fingerprint."""

    center: str
    license_number: str
    made: str
    made_by: str
    log: str
    key: str


def worksheet_of(now: StandingNow, sources: PacketSources, making: PacketMaking) -> Worksheet:
    """The worksheet of one trainee."""
    trainee, profile = now.trainee, now.profile
    figures = FigureList()
    parts = tuple(_Parts(now, sources, figures).all())
    gaps = now.standing.gaps
    return Worksheet(
        trainee=trainee.code,
        name=full_name(trainee),
        form=profile.form_name,
        center=making.center,
        license_number=making.license_number,
        profile=f"{profile.title}, {profile.edition}",
        made=making.made,
        made_by=making.made_by,
        log=making.log,
        key=making.key,
        draft=any(gap.blocks for gap in gaps),
        gaps=tuple(_gap_rows(gaps)),
        parts=parts,
        figures=tuple(figures),
    )


def _gap_rows(gaps: Sequence[Gap]) -> Iterator[tuple[str, str]]:
    """What blocks first; cases that do not count yet are one row, for each stands below with its reasons."""
    ordered = sorted(gaps, key=lambda gap: not gap.blocks)
    uncounted = [gap for gap in ordered if gap.code is GapCode.CASE_NOT_COUNTING]
    for gap in ordered:
        if gap not in uncounted:
            yield _gap_text(gap), "Blocks the packet" if gap.blocks else "To know"
    if uncounted:
        told = "1 case" if len(uncounted) == 1 else f"{len(uncounted)} cases"
        yield f"On record, but not counted yet: {told}\n{_BELOW}", "To know"


def _gap_text(gap: Gap) -> str:
    said = gap_words(gap)
    return "\n".join(filter(None, (said.what, said.why)))


class _Parts:
    """The parts of one worksheet, in order."""

    def __init__(self, now: StandingNow, sources: PacketSources, figures: FigureList) -> None:
        self._now = now
        self._sources = sources
        self._figures = figures
        self._path: Path | None = now.standing.advice.chosen

    def all(self) -> Iterator[WorksheetPart]:
        """Every part, in the order of the form."""
        path = self._path
        yield self._part("H1", (Fields((("Name", full_name(self._now.trainee)),)),))
        yield self._part("H2", (self._licensed(),))
        yield self._part("H3", (self._requested(),))
        yield self._part("H4", (Words((FOOTNOTE,), quoted=True), self._continuing()))
        yield self._part("1", (*self._asked_for(Entrance.BOARD), *self._boards()))
        yield self._part("2", (*self._asked_for(Entrance.NAMED), self._named()))
        hours = self._now.hours.judged
        profile, supervisors = self._now.profile, self._sources.supervisors
        yield self._part(
            "3.a",
            (
                *_needed(path is None or path.needs_hours),
                classroom_table(hours, profile, self._figures),
            ),
        )
        work = work_blocks(hours, profile, supervisors, self._figures)
        yield self._part(
            "3.b", (*_needed(path is None or path.needs_work), *work, Words((MORE_PAGES,)))
        )
        tools = (self._sources.reference, self._figures)
        cases = case_blocks(self._now.progress.cases, profile, supervisors, tools)
        yield self._part("3.c", (*_needed(path is None or path.needs_cases), *cases))
        yield self._part("Part II", tuple(self._attestation()))
        yield WorksheetPart("", _NOT_COUNTED, tuple(self._not_counted()))

    def _part(self, code: str, blocks: tuple[Block, ...]) -> WorksheetPart:
        for entry in self._now.profile.crosswalk:
            if entry.part == code:
                return WorksheetPart(code, entry.title, blocks, entry.own, entry.verify)
        return WorksheetPart(code, _TITLES[code], blocks, check=True)

    def _licensed(self) -> Fields:
        trainee = self._now.trainee
        return Fields(
            (
                ("State or territory", trainee.license_state or "Not entered"),
                ("License number", trainee.license_number or "Not entered"),
            )
        )

    def _requested(self) -> Words:
        """The box for all uses, or a box for each category."""
        profile, requested = self._now.profile, set(self._now.trainee.requested)
        everything = all(one.code in requested for one in profile.categories)
        boxes = [box(ALL_USES, ticked=everything), "OR"]
        boxes += [
            box(f"35.300 {one.text}", ticked=one.code in requested and not everything)
            for one in profile.categories
        ]
        return Words(tuple(boxes))

    def _continuing(self) -> Grid:
        entries = [
            one.entry
            for one in self._now.hours.judged
            if one.entry.ledger is Ledger.CONTINUING and one.entry.voided is None
        ]
        rows = tuple(
            (
                entry.code,
                ", ".join(filter(None, (entry.course.provider, entry.course.title, entry.notes))),
                f"{number_text(entry.hours)} h",
                days_text([entry]),
            )
            for entry in entries
        )
        columns = (
            GridColumn("Record", 13),
            GridColumn("Description", 49),
            GridColumn("Duration", 13),
            GridColumn("Dates", 25),
        )
        return Grid(columns, rows, "No continuing education on record.")

    def _asked_for(self, entrance: Entrance) -> Iterator[Block]:
        chosen = self._path
        if chosen is None:
            yield Words(("The pathway is not decided yet.",))
        elif chosen.entrance is entrance:
            yield Words((f"The way chosen: {chosen.route.section}, {entrance.value}.",))
        else:
            yield Words(
                (f"Another way is chosen: {chosen.route.section}, {chosen.entrance.value}.",)
            )

    def _boards(self) -> Iterator[Block]:
        titles = {board.id: board.title for board in self._now.profile.boards}
        rows = tuple(
            (
                titles.get(one.board, one.board),
                one.specialty,
                one.certificate_number,
                "" if one.issued is None else one.issued.isoformat(),
                self._copy(one.paper_id),
            )
            for one in self._now.qualification.boards
        )
        columns = (
            GridColumn("Board", 30),
            GridColumn("Specialty", 22),
            GridColumn("Certificate number", 16),
            GridColumn("Issued", 12),
            GridColumn("Copy", 20),
        )
        yield Grid(columns, rows, "No board certificate on record.")

    def _named(self) -> Grid:
        rows = tuple(
            (
                one.license_number,
                one.agency,
                ", ".join(one.sections),
                ", ".join(one.categories),
                self._copy(one.paper_id),
            )
            for one in self._now.qualification.authorizations
        )
        columns = (
            GridColumn("Materials license or permit number", 24),
            GridColumn("Agency", 16),
            GridColumn("Authorized under", 22),
            GridColumn("Categories", 16),
            GridColumn("Copy", 22),
        )
        return Grid(columns, rows, "No license that names the trainee is on record.")

    def _copy(self, paper_id: PaperId | None) -> str:
        paper = None if paper_id is None else self._sources.papers.get(paper_id)
        return "No copy kept" if paper is None else paper.file_name

    def _attestation(self) -> Iterator[Block]:
        taken_back = {one.withdraws for one in self._sources.statements}
        given = [
            one
            for one in self._sources.statements
            if one.kind in ATTESTING and one.id not in taken_back
        ]
        for gap in self._now.standing.gaps if given else ():
            if gap.code is GapCode.ATTESTATION_OUTDATED:
                yield Words((_gap_text(gap),))
        for statement in given:
            yield from _statement_blocks(statement)
        path = self._path
        if given or path is None:
            return
        if not path.needs_attestation or path.route.attestation is None:
            yield Words(("No attestation is asked for by the way chosen.",))
            return
        rule = path.route.attestation
        yield Words(("No attestation is on record yet. The sentence to be attested:",))
        yield Words((rule.text.replace("{name}", full_name(self._now.trainee)),), quoted=True)

    def _not_counted(self) -> Iterator[Block]:
        cases = [
            (one.case.code, one.case.on.isoformat(), "\n".join(map(reason_sentence, reasons)))
            for one in self._now.progress.cases
            if (reasons := one.verdict.reasons)
        ]
        hours = [
            (
                one.entry.code,
                days_text([one.entry]),
                "\n".join(map(hour_sentence, one.reasons)),
            )
            for one in self._now.hours.judged
            if one.reasons
        ]
        columns = (GridColumn("Record", 16), GridColumn("Dates", 24), GridColumn("Why not", 60))
        yield Heading("Cases")
        yield Grid(columns, tuple(cases), "Every case on record counts.")
        yield Heading("Hours")
        yield Grid(columns, tuple(hours), "All hours on record count.")


_TITLES = {
    "H1": "Name of proposed authorized user",
    "H2": "State or territory where licensed",
    "H3": "Requested authorizations",
    "H4": "Continuing education",
    "1": "Board certification",
    "2": "Current authorized user who asks for more",
    "3.a": "Classroom and laboratory training",
    "3.b": "Supervised work experience",
    "3.c": "Supervised clinical case experience",
    "Part II": "Preceptor attestation",
}
"""For a profile that has no crosswalk for a part."""


def _needed(asked: object) -> tuple[Block, ...]:
    return () if asked else (Words((_NOT_ASKED,)),)


def _statement_blocks(statement: Statement) -> Iterator[Block]:
    facts: Mapping[str, Any] = json.loads(statement.content)["facts"]
    yield Heading(f"{statement.kind.value.capitalize()} {statement.code}")
    said = [str(facts[name]) for name in ("text", "statement", "sentence") if name in facts]
    if said:
        yield Words(tuple(said), quoted=True)
    yield Fields(
        (
            ("Signed by", f"{statement.signer} ({statement.role.value})"),
            ("Signed at", _at(statement)),
            ("Digest of what was signed", statement.digest.hex()),
            *_plain_facts(facts),
        )
    )


def _at(statement: Statement) -> str:
    local = statement.signed_at.local.replace(tzinfo=None)
    return local.isoformat(sep=" ", timespec="minutes")


def _plain_facts(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in facts.items():
        if isinstance(value, str) and value and name not in {"text", "statement", "sentence"}:
            yield name.replace("_", " ").capitalize(), value
