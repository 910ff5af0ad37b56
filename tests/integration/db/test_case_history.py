"""Moves, late entries and dual ratings in a real file, and a file from before they were kept."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from au_desktop.domain.ids import CaseId
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.domain.signing.validity import record_faults
from au_desktop.domain.training.cases import Case, CaseState, Move, Part
from au_desktop.domain.training.confirmed_facts import same_facts
from au_desktop.domain.training.ratings import DualRating, PartStatement, Resolution
from au_desktop.persistence import schema
from au_desktop.persistence.engine import DriverConnection, connect
from au_desktop.services.statements.signing import sealed_document
from tests.center_files import (
    CASE,
    KEY,
    NOW,
    PERSON,
    OpenCenter,
    a_sign_off,
    a_stored_run,
    later,
    older_center,
    opened,
)

MOVES = (
    Move(date(2026, 11, 18), date(2026, 11, 19), "no dosage came", NOW),
    Move(date(2026, 11, 19), date(2026, 11, 20), "the patient asked", later(4)),
)
TOLD = replace(
    CASE,
    id=CaseId(UUID(int=3001)),
    number=2,
    state=CaseState.LOST,
    entered_at=later(1),
    late_reason="back from leave",
    lost_reason="the patient was too ill",
    moves=MOVES,
)


def test_history_comes_back_and_is_replaced_whole(filled: OpenCenter) -> None:
    with filled.work() as uow:
        uow.cases.add(TOLD)
        assert uow.cases.get(TOLD.id) == TOLD
        assert uow.cases.several((TOLD.id, CASE.id)) == (TOLD, CASE)
        moved = replace(TOLD, moves=MOVES[:1], entered_at=None, late_reason="", lost_reason="")
        uow.cases.replace(moved)
        assert uow.cases.of_trainees((CASE.trainee_id,)) == (CASE, moved)


def test_a_late_reason_of_a_run_comes_back(filled: OpenCenter) -> None:
    run = a_stored_run(7, late_reason="the network was down")
    with filled.work() as uow:
        uow.runs.add(run)
        uow.commit()
    with filled.work() as uow:
        assert uow.runs.get(run.id).late_reason == "the network was down"
        uow.runs.set_late_reason(run.id, "nobody was there")
        assert uow.runs.get(run.id).late_reason == "nobody was there"
        uow.runs.set_late_reason(run.id, "")
        assert uow.runs.get(run.id).late_reason == ""


def test_ratings_come_back_as_they_grow(filled: OpenCenter) -> None:
    claim = PartStatement(Part.PERFORMED, PERSON.id, NOW, {"assay": 3}, "first one")
    steps = [
        DualRating(CASE.id, claim),
        DualRating(CASE.id, claim, PartStatement(Part.ASSISTED, PERSON.id, later(3))),
    ]
    steps.append(
        replace(steps[1], resolution=Resolution(Part.ASSISTED, "agreed", PERSON.id, later(5)))
    )
    with filled.work() as uow:
        assert uow.ratings.of_cases((CASE.id,)) == {}
        for rating in steps:
            uow.ratings.put(rating)
            assert uow.ratings.of_cases((CASE.id, TOLD.id)) == {CASE.id: rating}
            assert uow.ratings.complete() == ((rating,) if rating.rating else ())


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A center file of the first version with one case."""
    path = tmp_path / "Old.aucenter" / "center.db"
    path.parent.mkdir()
    older_center(path)
    with closing(connect(path, KEY)) as made:
        made.execute(
            "INSERT INTO trainees (id, number, name_key, pathway, requested, status, family_name, "
            "given_name, degree, email, telephone, license_state, license_number, "
            "membership_number, eligibility_note, profile_id, notes) "
            "VALUES (?, 1, 'x', '35.396', '[\"G3\"]', 'active', "
            "'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'nrc-2019', 'x')",
            (CASE.trainee_id.bytes,),
        )
        made.execute(
            "INSERT INTO cases (id, number, trainee_id, on_day, drug_id, state, patient_code, part, "
            "location, license_number, notes, revision) VALUES "
            "(?, 1, ?, '2026-11-18', ?, 'given', ?, 'performed', ?, ?, '', 3)",
            (
                CASE.id.bytes,
                CASE.trainee_id.bytes,
                CASE.drug_id,
                CASE.patient_code,
                CASE.location,
                CASE.license_number,
            ),
        )
    return path


def test_a_case_from_before_reads_as_it_was_and_stands_for_the_same(older: Path) -> None:
    schema.upgrade(older, KEY)
    with opened(older) as center, center.work() as uow:
        found: Case = uow.cases.get(CASE.id)
    assert (found.entered_at, found.late_reason, found.moves, found.revision) == (None, "", (), 3)
    expected = replace(CASE, prescribed=None, administered=None, supervisor_id=None)
    assert same_facts(found, expected)


KEPT_BEFORE = (
    "people",
    "trainees",
    "supervisors",
    "rooms",
    "instruments",
    "template_versions",
    "cases",
    "runs",
    "answers",
    "seals",
    "sign_offs",
)


def test_a_signature_from_before_still_fits_and_confirms(
    filled: OpenCenter, tmp_path: Path
) -> None:
    """The rows of a signed case as the version before wrote them, brought up to date."""
    with filled.work() as uow:
        run = uow.runs.get(a_stored_run().id)
        uow.sign_offs.add(a_sign_off(run, 2, Meaning.SUPERVISED))
        uow.commit()
    path = tmp_path / "Before.aucenter" / "center.db"
    path.parent.mkdir()
    older_center(path, "0006")
    with (
        closing(connect(filled.path, KEY)) as new,
        closing(connect(path, KEY, foreign_keys=False)) as old,
    ):
        for table in KEPT_BEFORE:
            _copy(new, old, table)
    schema.upgrade(path, KEY)
    with opened(path) as center, center.work() as uow:
        (sealed,) = uow.sealed.all().runs
        assert record_faults(sealed.seal, sealed_document(sealed.run)) == ()
        assert len(sealed.sign_offs) == 2
        case = uow.cases.get(CASE.id)
        (confirmation,) = uow.cases.confirmations((CASE.id,))[CASE.id]
        assert confirmation.revision == case.revision
        assert same_facts(case, CASE)


def _copy(new: DriverConnection, old: DriverConnection, table: str) -> None:
    """Carry over what both versions of the table have."""
    names, known = (
        [row[1] for row in file.execute(f"PRAGMA table_info({table})").fetchall()]
        for file in (old, new)
    )
    names = [name for name in names if name in known]
    columns, marks = ", ".join(names), ", ".join("?" * len(names))
    for row in new.execute(f"SELECT {columns} FROM {table}").fetchall():  # noqa: S608 - our own names
        old.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)  # noqa: S608
