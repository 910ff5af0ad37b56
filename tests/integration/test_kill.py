"""Tests that nothing acknowledged is lost when the program is killed while answering, signing and typing."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.checklists.answer_rows import answer_document
from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.validity import ValidityState
from au_desktop.opened_center import OpenedCenter
from au_desktop.services.rows import PageRequest, RunFilter
from tests.centers import PROJECT, CenterFolder, equip, make_center
from tests.killed_worker import INFUSION, PLACE, TIMER

KILLS = 12
MOST_LINES = 40

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")


@dataclass
class Acknowledged:
    """What was said to be done before the kills."""

    started: set[str] = field(default_factory=set)
    answers: dict[tuple[str, str], Any] = field(default_factory=dict)
    submitted: set[str] = field(default_factory=set)
    signed: set[tuple[str, int]] = field(default_factory=set)
    kept: str = ""

    def hear(self, fact: list[Any]) -> None:
        match fact:
            case ["started", run]:
                self.started.add(run)
            case ["answered", run, item, document]:
                self.answers[run, item] = document
            case ["submitted", run]:
                self.submitted.add(run)
            case ["signed", run, position]:
                self.signed.add((run, position))
            case ["kept", text]:
                self.kept = text


class Killer:
    """Starts workers and kills each after some lines, then hears what it still had said."""

    def __init__(self, center: CenterFolder) -> None:
        self._server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.killed_worker",
                str(center.folder),
                str(center.people[Role.RSO]),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
        )

    def _line(self) -> list[Any]:
        assert self._server.stdout is not None
        line = self._server.stdout.readline()
        assert line, "the worker ended by itself"
        said: list[Any] = json.loads(line)
        return said

    def _fact(self) -> list[Any]:
        said = self._line()
        assert said != ["killed"], "the worker ended by itself"
        return said

    def round(self, name: str, lines: int) -> Iterator[list[Any]]:
        assert self._server.stdin is not None
        self._server.stdin.write(f"{name}\n")
        self._server.stdin.flush()
        what, pid = self._line()
        assert what == "open"
        for _ in range(lines):
            yield self._fact()
        os.kill(pid, signal.SIGKILL)
        while (said := self._line()) != ["killed"]:
            yield said

    def close(self) -> None:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(30)
        self._server.stdout.close()


def hold_against(opened: OpenedCenter, said: Acknowledged) -> None:
    """Everything acknowledged is there, and the file is sound."""
    services = opened.services
    report = services.integrity.check()
    assert report.sound, report
    rows = services.checklist_work.runs(RunFilter(), PageRequest(limit=10_000)).rows
    assert sorted(row.number for row in rows) == list(range(1, len(rows) + 1))
    assert said.started <= {str(row.run_id) for row in rows}
    with opened.unit_of_work() as uow:
        runs = {run: uow.runs.get(RunId(UUID(run))) for run in said.started}
    for (run, item), document in said.answers.items():
        answer = runs[run].answer(item)
        assert answer is not None, (run, item)
        assert answer_document(answer) == document
    assert all(runs[run].submitted_at is not None for run in said.submitted)
    for run, position in said.signed:
        judged = services.signing.signatures(RunId(UUID(run)))
        states = {one.sign_off.position: one.validity.state for one in judged}
        assert states[position] is ValidityState.VALID
    draft = services.drafts.recall(PLACE)
    assert (draft.fields["text"] if draft else "") >= said.kept


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    center = make_center(tmp_path / "Hillside.aucenter")
    with center.opened() as opened:
        equip(opened.services)
        opened.services.templates.take_in((INFUSION,))
    said, chance = Acknowledged(), Random(11)  # noqa: S311 - moments, not secrets
    killer = Killer(center)
    try:
        for number in range(KILLS):
            for fact in killer.round(f"{number:02}", chance.randrange(MOST_LINES)):
                said.hear(fact)
            with center.opened(Role.RSO) as opened:
                hold_against(opened, said)
    finally:
        killer.close()
    assert len(said.answers) > KILLS
    assert any(
        item == TIMER and "text" in document for (_, item), document in said.answers.items()
    )
    assert said.signed
    assert said.kept
