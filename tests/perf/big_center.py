"""Fills a center file with plausible records straight through the tables, by the million and always the same for a seed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, insert

from au_desktop.domain.training.cases import case_code
from au_desktop.domain.training.trainees import trainee_code
from au_desktop.persistence.column_types import to_micros
from au_desktop.persistence.engine import DriverConnection, sql_of
from au_desktop.persistence.stores.entity_store import name_key
from au_desktop.persistence.tables.case_tables import cases
from au_desktop.persistence.tables.equipment_tables import instruments, rooms
from au_desktop.persistence.tables.export_tables import exports
from au_desktop.persistence.tables.log_tables import log_entries
from au_desktop.persistence.tables.people_tables import people
from au_desktop.persistence.tables.run_tables import answers, run_voids, runs
from au_desktop.persistence.tables.search_tables import search_key, search_records
from au_desktop.persistence.tables.sign_off_tables import seals, sign_off_slots, sign_offs
from au_desktop.persistence.tables.supervisor_tables import supervisors
from au_desktop.persistence.tables.template_version_tables import template_versions
from au_desktop.persistence.tables.trainee_tables import (
    trainee_capacities,
    trainee_visits,
    trainees,
)
from au_desktop.services.checklists.checklist_work import run_code
from tests.perf.plausible_words import DRUGS, FAMILY, GIVEN, TEMPLATES, VERBS

TODAY = date(2026, 11, 18)
_BATCH = 10_000
_BYTES = bytes(range(256))


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each; `odd` of a thousand runs are drafts, as many void, waiting and amended."""

    trainees: int = 300
    cases: int = 20_000
    runs: int = 120_000
    answers_a_run: int = 21
    log_entries: int = 360_000
    days: int = 3650
    odd: int = 4


NORMAL = Sizes()


@dataclass(slots=True)
class BigCenter:
    """One filling: what was made so far, for what refers to it."""

    raw: DriverConnection
    sizes: Sizes
    chance: Random
    made: int = 0
    ids: dict[str, list[UUID]] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)
    case_of: dict[UUID, tuple[int, UUID, date]] = field(default_factory=dict)
    words: list[tuple[int, str]] = field(default_factory=list)
    records: list[tuple[object, ...]] = field(default_factory=list)

    def id(self, day: date = TODAY) -> UUID:
        """A UUIDv7 of that day."""
        self.made += 1
        millis = to_micros(_noon(day)) // 1000 + self.made % 3_600_000
        tail = (7 << 76) | ((self.made & 0xFFF) << 64) | (2 << 62) | self.chance.getrandbits(62)
        return UUID(int=(millis << 80) | tail)

    def day(self) -> date:
        return TODAY - timedelta(days=self.chance.randrange(self.sizes.days))

    def odd(self) -> bool:
        return self.chance.randrange(1000) < self.sizes.odd

    def put(self, table: Table, rows: Iterable[Sequence[object]]) -> None:
        """The last columns of a table may be left out where they may be empty."""
        stream = iter(rows)
        while batch := list(islice(stream, _BATCH)):
            given = [column.name for column in table.columns][: len(batch[0])]
            sql = sql_of(insert(table).values({name: bindparam(name) for name in given}))
            self.raw.executemany(sql, batch)

    def found(self, kind: str, number: int, key: UUID, *told: str) -> None:
        title, detail, words = told
        rowid = search_key(kind, number)
        self.records.append((rowid, kind, key.bytes, title, detail))
        self.words.append((rowid, words))


def fill(connection: Connection, sizes: Sizes = NORMAL, seed: int = 1) -> None:
    """Fill an empty center in the open transaction."""
    raw = connection.connection.driver_connection
    center = BigCenter(raw, sizes, Random(seed))  # noqa: S311 - plausible, not secret
    steps: tuple[Callable[[BigCenter], None], ...] = (
        _people, _equipment, _trainees, _templates, _cases, _runs, _log, _exports, _search,
    )  # fmt: skip
    for step in steps:
        step(center)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


def _people(center: BigCenter) -> None:
    roles = ("coordinator", "preceptor", "preceptor", "rso", "trainee")
    keys = center.ids["people"] = [center.id() for _ in roles]
    for number, (key, role) in enumerate(zip(keys, roles, strict=True), start=1):
        name = f"{FAMILY[number]} {role}"
        center.names[key] = name
        at = to_micros(_noon(TODAY))
        row = (key.bytes, name, role, "[]", at, -300, None, None, None)
        center.put(people, [row])
        center.found("person", number, key, name, role, f"{name} {role}")
    made = center.ids["supervisors"] = [center.id() for _ in range(6)]
    for number, key in enumerate(made, start=1):
        name = f"Supervisor {FAMILY[number]}"
        person = keys[number].bytes if number <= 2 else None
        center.names[key] = name
        center.put(supervisors, [(key.bytes, name, name_key(name), person, "")])
        center.found("supervisor", number, key, name, "supervising AU", name)


def _equipment(center: BigCenter) -> None:
    for kind, table, count in (("room", rooms, 12), ("instrument", instruments, 15)):
        keys = center.ids[kind] = [center.id() for _ in range(count)]
        for number, key in enumerate(keys, start=1):
            name = f"{kind.title()} {number}"
            center.names[key] = name
            if kind == "room":
                row: tuple[object, ...] = (key.bytes, name, "administration", True, False, "")
            else:
                on = (
                    None
                    if center.chance.random() < 0.1
                    else (TODAY - timedelta(number * 40)).isoformat()
                )
                row = (
                    key.bytes,
                    name,
                    "survey meter",
                    "M 3",
                    f"S{number:04d}",
                    on,
                    12,
                    number == 9,
                    "",
                )
            center.put(table, [row])
            center.found(kind, number, key, name, kind, f"{name} {kind}")


def _trainees(center: BigCenter) -> None:
    chance = center.chance
    statuses = ("applied", "active", "active", "completed", "withdrawn")
    keys = center.ids["trainees"] = [center.id() for _ in range(center.sizes.trainees)]
    for number, key in enumerate(keys, start=1):
        family, given = f"{chance.choice(FAMILY)} {number % 97:02d}", chance.choice(GIVEN)
        name = f"{family}, {given}" if given else family
        center.names[key] = name
        until = chance.choice((None, TODAY + timedelta(chance.randrange(-100, 400))))
        row = (
            key.bytes, number, family, given, name_key(name), "MD", f"t{number}@example.org", "",
            chance.choice(("FL", "TX", "OH")), "", f"M{number}", until and until.isoformat(),
            None, None, None, "", "35.396", "nrc-2019", '["G3"]', chance.choice(statuses), None, "",
        )  # fmt: skip
        center.put(trainees, [row])
        center.put(trainee_visits, _periods(center, key))
        periods = [
            (*start, "observer", first, last, "") for *start, first, last in _periods(center, key)
        ]
        center.put(trainee_capacities, periods)
        code = trainee_code(number)
        center.found(
            "trainee", number, key, name, code, f"{code} {family} {given} t{number}@example.org"
        )


def _periods(center: BigCenter, key: UUID) -> list[tuple[Any, ...]]:
    firsts = [
        TODAY + timedelta(center.chance.randrange(-200, 60))
        for _ in range(center.chance.randrange(4))
    ]
    return [
        (
            key.bytes,
            place,
            first.isoformat(),
            (first + timedelta(center.chance.randrange(9))).isoformat(),
        )
        for place, first in enumerate(firsts)
    ]


def _templates(center: BigCenter) -> None:
    rows = []
    for name, title, kind in TEMPLATES:
        for version in (1, 2):
            digest = sha256(f"{name} {version}".encode()).digest()
            rows.append((digest, name, version, f"{title} v{version}", kind, "{}", None, None))
    center.put(template_versions, rows)


def _cases(center: BigCenter) -> None:
    center.put(cases, (_case(center, number) for number in range(1, center.sizes.cases + 1)))


def _case(center: BigCenter, number: int) -> tuple[object, ...]:
    chance = center.chance
    span = center.sizes.days * number // center.sizes.cases
    day = TODAY - timedelta(center.sizes.days - span) + timedelta(chance.randrange(-3, 4))
    key, trainee = center.id(day), chance.choice(center.ids["trainees"])
    drug, title = chance.choice(DRUGS)
    supervisor = chance.choice((None, *center.ids["supervisors"]))
    patient = f"P{chance.randrange(9)}-{chance.randrange(10_000):04d}"
    void = to_micros(_noon(day)) if center.odd() else None
    center.ids.setdefault("cases", []).append(key)
    center.case_of[key] = (number, trainee, day)
    who = f"{center.names[trainee]} {center.names.get(supervisor, '') if supervisor else ''}"
    code = case_code(number)
    center.found(
        "case", number, key, code, f"{day} · {title}", f"{code} {patient} {title} {who} {day}"
    )
    return (
        key.bytes, number, trainee.bytes, day.isoformat(), drug, "planned" if day > TODAY else "given",
        patient, "7.4", "GBq", None, None, "7.41", "GBq", chance.choice((None, "observed", "performed")),
        supervisor and supervisor.bytes, "Room 3", "45-00000-01", None, "", 1,
        "wrong entry" if void else None, void, void and -300,
    )  # fmt: skip


@dataclass(slots=True)
class _RunRows:
    """The rows that belong to runs; seals last, since a sealed run takes no answers."""

    answers: list[tuple[object, ...]] = field(default_factory=list)
    voids: list[tuple[object, ...]] = field(default_factory=list)
    signs: list[tuple[object, ...]] = field(default_factory=list)
    slots: list[tuple[object, ...]] = field(default_factory=list)
    seals: list[tuple[object, ...]] = field(default_factory=list)

    def put(self, center: BigCenter) -> None:
        for table, rows in (
            (answers, self.answers), (run_voids, self.voids), (sign_offs, self.signs),
            (sign_off_slots, self.slots), (seals, self.seals),
        ):  # fmt: skip
            center.put(table, rows)
            rows.clear()


def _runs(center: BigCenter) -> None:
    rest, batch = _RunRows(), []
    earlier: list[UUID] = []
    for number in range(1, center.sizes.runs + 1):
        batch.append(_run(center, number, earlier, rest))
        if len(batch) == _BATCH:
            center.put(runs, batch)
            rest.put(center)
            batch.clear()
    center.put(runs, batch)
    rest.put(center)


def _run(
    center: BigCenter, number: int, earlier: list[UUID], rest: _RunRows
) -> tuple[object, ...]:
    chance = center.chance
    name, title, kind = chance.choice(TEMPLATES)
    version, subject = chance.choice((1, 2)), _run_subject(center, number, kind)
    day, person = subject["day"], center.ids["people"][1].bytes
    event = to_micros(_noon(day)) + chance.randrange(4) * 600_000_000
    key, draft, void = center.id(day), center.odd(), center.odd()
    amends = earlier.pop(0) if earlier and not draft else None
    offset = chance.choice((-300, -240, 60))
    if void:
        rest.voids.append((key.bytes, "wrong room", event, offset, person))
    if not draft:
        _signatures(center, key, event, rest)
        if center.odd():
            earlier.append(key)
    rest.answers.extend(_answers(center, key, event, person))
    code = run_code(number)
    words = f"{code} {title} {day} {subject['words']}"
    center.found("run", number, key, f"{code} {title}", str(day), words)
    return (
        key.bytes, number, name, version, sha256(f"{name} {version}".encode()).digest(), *subject["refs"],
        "", event, offset, event + 60_000_000, offset, person, *((None,) * 3 if draft else (event, offset, person)),
        chance.choice((0, 0, 0, 2)), amends and amends.bytes, "a digit" if amends else "",
    )  # fmt: skip


def _run_subject(center: BigCenter, number: int, kind: str) -> dict[str, Any]:
    """What the run is about, and its day: runs follow the cases through the years."""
    some = center.ids["cases"]
    case_id = some[min(len(some) - 1, number * len(some) // (center.sizes.runs + 1))]
    case_number, trainee, day = center.case_of[case_id]
    day = min(day, TODAY)
    if kind in {"administration", "dosage_assay"}:
        words = f"{center.names[trainee]} {case_code(case_number)}"
        supervisor = center.chance.choice(center.ids["supervisors"]).bytes
        return {
            "day": day,
            "words": words,
            "refs": (case_id.bytes, trainee.bytes, supervisor, None, None, None),
        }
    thing = "room" if kind == "area_survey" else "instrument"
    chosen = center.chance.choice(center.ids[thing])
    refs = (
        None,
        None,
        None,
        *((chosen.bytes, None) if thing == "room" else (None, chosen.bytes)),
        None,
    )
    return {"day": day, "words": center.names[chosen], "refs": refs}


def _signatures(center: BigCenter, key: UUID, event: int, rest: _RunRows) -> None:
    waiting = center.odd()
    rules = (
        ("performed", "preceptor", True),
        ("reviewed", "rso", True),
        ("supervised", "preceptor", False),
    )
    sealed = False
    for position, (meaning, role, required) in enumerate(rules, start=1):
        filled = None
        if not (waiting and position >= 2) and (required or center.chance.random() < 0.98):
            filled, sealed = center.id(), True
            signer = center.ids["people"][1]
            rest.signs.append((
                filled.bytes, key.bytes, position, signer.bytes, center.names[signer], role, meaning,
                event + position * 3_600_000_000, -300, _BYTES * 2, bytes(32), bytes(64), None,
            ))  # fmt: skip
        roles = f'["{role}", "coordinator"]'
        rest.slots.append(
            (key.bytes, position, meaning, meaning, roles, required, filled and filled.bytes)
        )
    if sealed:
        rest.seals.append((key.bytes, _BYTES * 3, bytes(32), event, -300))


def _answers(
    center: BigCenter, key: UUID, event: int, person: bytes
) -> Iterator[tuple[object, ...]]:
    empty = (None,) * 6
    for place in range(center.sizes.answers_a_run):
        number = center.chance.randrange(10_000)
        yield (
            key.bytes, f"item_{place:02d}", place, "number", None, str(number), float(number), "cpm",
            None, None, None, None, None, None, None, None, None, "", person, event, -300,
            *empty[:5],
        )  # fmt: skip


def _log(center: BigCenter) -> None:
    def entries() -> Iterator[tuple[object, ...]]:
        previous = bytes(32)
        start = to_micros(_noon(TODAY - timedelta(center.sizes.days)))
        step = center.sizes.days * 86_400_000_000 // max(1, center.sizes.log_entries)
        for sequence in range(1, center.sizes.log_entries + 1):
            digest = sha256(previous + sequence.to_bytes(8)).digest()
            actor = center.ids["people"][center.chance.randrange(5)]
            run = 1 + sequence * center.sizes.runs // (center.sizes.log_entries + 1)
            yield (
                sequence, start + sequence * step, -300, actor.bytes, center.names[actor], "preceptor",
                center.chance.choice(VERBS), "run", actor.bytes, run_code(run),
                f'{{"item_01":[null,{{"kind":"number","number":"{sequence}","unit":"cpm"}}]}}',
                "late entry" if sequence % 50 == 0 else "", previous, digest,
            )  # fmt: skip
            previous = digest

    center.put(log_entries, entries())


def _exports(center: BigCenter) -> None:
    person = center.ids["people"][0].bytes
    at = to_micros(_noon(TODAY))
    for place in range(40):
        made = (person, "A", at + place // 2, -300, "ab", place, bytes(32))
        center.put(exports, [(center.id().bytes, "workbook", f"w{place}.xlsx", "2026", *made)])


def _search(center: BigCenter) -> None:
    center.put(search_records, center.records)
    center.raw.executemany("INSERT INTO search_words (rowid, words) VALUES (?, ?)", center.words)
