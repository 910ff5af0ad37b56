"""Prints how long lists and search take on a center of the normal size, beside a bare SELECT on the same file.

python -m tests.perf.list_speed [FILE]      makes FILE (or a temporary one) when it is not there
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import Table, select

from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.trainees import TraineeStatus
from au_desktop.persistence import schema
from au_desktop.persistence.engine import Engines, open_engines
from au_desktop.persistence.read_queries.sql_read_queries import SqlReadQueries
from au_desktop.persistence.tables.case_tables import cases
from au_desktop.persistence.tables.log_tables import log_entries
from au_desktop.persistence.tables.run_tables import runs
from au_desktop.persistence.tables.sign_off_tables import sign_off_slots, sign_offs
from au_desktop.persistence.tables.trainee_tables import trainees
from au_desktop.services.rows import (
    CaseFilter,
    Page,
    PageRequest,
    RosterFilter,
    RunFilter,
    RunState,
)
from tests.perf.big_center import TODAY, fill

KEY = bytes(range(32))
TIMES = 5
WORDS = ("ex", "a", "lu", "lu-177 administration", "R-0", "C-12345", "P3-2", "muster hugo", "zzz")

Ask = Callable[[PageRequest], Page[Any]]


def timed(ask: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds of the first time and the median of the next."""
    taken = []
    for _ in range(TIMES + 1):
        start = perf_counter()
        ask()
        taken.append((perf_counter() - start) * 1000)
    return taken[0], median(taken[1:])


def bare(engines: Engines, table: Table) -> float:
    """Milliseconds of a bare page of the table by its primary key."""
    page = select(table).order_by(*table.primary_key.columns).limit(60)

    def ask() -> None:
        with engines.read.begin() as connection:
            connection.execute(page).all()

    return timed(ask)[1]


def line(name: str, took: tuple[float, float], base: float) -> None:
    cold, warm = took
    mark = "  <-- over 100" if max(cold, warm) > 100 else ""
    sys.stdout.write(
        f"{name:<58} first {cold:7.1f}  then {warm:7.1f} ms  {warm / base:6.1f} x bare{mark}"
        + "\n"
    )


def measure(name: str, ask: Ask, sorts: tuple[str, ...], base: float) -> None:
    for sort in sorts:
        for descending in (False, True) if sort else (False,):
            first = PageRequest(60, None, sort, descending=descending)
            label = f"{name} {sort or 'natural'} {'down' if descending else 'up'}"
            line(f"{label}, first page", timed(lambda first=first: ask(first)), base)
            page = ask(first)
            if page.next is None:
                continue
            then = replace(first, after=page.next)
            line(f"{label}, next page", timed(lambda then=then: ask(then)), base)
    deep = middle(ask, sorts[-1])
    line(f"{name} {sorts[-1]}, a late page", timed(lambda: ask(deep)), base)


def middle(ask: Ask, sort: str) -> PageRequest:
    """A request far down the list: by way of some large pages."""
    request = PageRequest(4000, None, sort)
    for _ in range(3):
        page = ask(request)
        if page.next is None:
            break
        request = replace(request, after=page.next)
    return replace(request, limit=60)


def run(engines: Engines) -> None:
    lists = SqlReadQueries(engines.read)
    trainee = lists.roster(RosterFilter(), PageRequest(1), TODAY).rows[0].trainee_id
    case = lists.cases(CaseFilter(), PageRequest(1)).rows[0].case_id
    roster_sorts = ("", "name", "number", "status", "last_case", "next_visit")
    base = bare(engines, trainees)
    for wanted in (
        RosterFilter(),
        RosterFilter("ex hugo"),
        RosterFilter(status=TraineeStatus.ACTIVE),
    ):
        measure(
            f"roster {shown(wanted)}",
            lambda page, w=wanted: lists.roster(w, page, TODAY),
            roster_sorts,
            base,
        )
    case_sorts = ("", "on", "number", "trainee", "drug")
    base = bare(engines, cases)
    for filtered in (
        CaseFilter(), CaseFilter("lu"), CaseFilter("pluvicto muster"), CaseFilter("P3-21"), CaseFilter(trainee_id=trainee),
        CaseFilter(state=CaseState.PLANNED), CaseFilter(state=CaseState.GIVEN, with_voided=True),
        CaseFilter("lu", first=TODAY.replace(year=2020), last=TODAY.replace(year=2021)),
    ):  # fmt: skip
        measure(
            f"cases {shown(filtered)}",
            lambda page, w=filtered: lists.cases(w, page),
            case_sorts,
            base,
        )
    run_sorts = ("", "event_at", "number", "template", "state")
    base = bare(engines, runs)
    for asked in (
        RunFilter(), *(RunFilter(state=state) for state in RunState), RunFilter("administration"), RunFilter("muster"),
        RunFilter("R-012345"), RunFilter(template_id="area-survey"), RunFilter(trainee_id=trainee), RunFilter(case_id=case),
        RunFilter("r", template_id="area-survey", state=RunState.DONE),
        RunFilter(first=TODAY.replace(year=2020), last=TODAY.replace(year=2021)),
        RunFilter("administration", trainee_id=trainee, state=RunState.DONE),
    ):  # fmt: skip
        measure(f"runs {shown(asked)}", lambda page, w=asked: lists.runs(w, page), run_sorts, base)
    measure("waiting", lists.waiting, ("",), bare(engines, sign_off_slots))
    measure("signatures", lists.signatures, ("",), bare(engines, sign_offs))
    base = bare(engines, log_entries)
    for words in ("", "sign", "late R-0123", "muster", "zzz"):
        measure(f"log {words!r}", lambda page, w=words: lists.log(w, page), ("",), base)
    for words in WORDS:
        line(f"search {words!r}", timed(lambda words=words: lists.find(words, 20)), base)
    line("due", timed(lambda: lists.due(TODAY)), base)
    line("draft count", timed(lists.draft_count), base)


def shown(wanted: RosterFilter | CaseFilter | RunFilter) -> str:
    """What the filter asks, without what it leaves open."""
    empty = type(wanted)()
    fields = type(wanted).__dataclass_fields__
    return " ".join(
        f"{name}={str(getattr(wanted, name))[:14]}"
        for name in fields
        if getattr(wanted, name) != getattr(empty, name)
    )


def main(path: Path) -> None:
    if not path.exists():
        schema.create(path, KEY)
        engines = open_engines(path, KEY)
        with engines.write.begin() as connection:
            fill(connection)
        engines.dispose()
    engines = open_engines(path, KEY)
    run(engines)
    engines.dispose()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with TemporaryDirectory() as folder:
            main(Path(folder) / "center.db")
