"""The releases of the worked example: on every basis, with kept sheets, one not given, one patient held."""

from datetime import date
from functools import lru_cache

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.release_findings import BasisKind
from au_desktop.domain.safety.releases import Release
from au_desktop.services.example.example_releases import example_releases
from tests.builders import an_instrument
from tests.memory_stage import MemoryStage
from tests.package_examples import METER

LAST_DAY = date(2026, 11, 20)


@lru_cache
def played() -> MemoryStage:
    stage = MemoryStage()
    with stage.memory.center.unit_of_work() as uow:
        calibrated = date(2026, 9, 1)
        uow.instruments.add(an_instrument(id=METER.id, name="SM-1", calibrated_on=calibrated))
        uow.commit()
    for move in sorted(example_releases(stage, LAST_DAY), key=lambda move: move.at.utc):  # type: ignore[arg-type] # these parts are all it uses
        stage.set_time(move.at)
        move.play()
    stage.set_time(stage.now())
    return stage


def releases() -> tuple[Release, ...]:
    with played().memory.center.unit_of_work() as uow:
        return uow.safety.all(Release)


def test_every_basis_but_waiting_is_there() -> None:
    kinds = {one.basis for one in releases() if one.released}
    assert kinds == {BasisKind.ADMINISTERED, BasisKind.MEASURED, BasisKind.SPECIFIC}


def test_one_sheet_was_not_given_and_one_patient_is_held() -> None:
    summaries = [one.summary for one in releases()]
    assert [summary.attention for summary in summaries].count(True) == 1
    (held,) = [one for one in releases() if not one.released]
    assert held.reckoning.best is None
    assert held.summary.open


def test_the_records_name_the_version_of_the_sheet() -> None:
    told = [one.instructions for one in releases() if one.instructions.written]
    assert {one.version for one in told} == {1, 2}
    assert all(one.sheet_id is not None for one in told)


def test_the_curve_of_one_patient_is_in_its_record() -> None:
    (fitted,) = [one for one in releases() if one.reckoning.fit is not None]
    assert fitted.record_reasons


def test_the_own_words_of_the_center_are_kept() -> None:
    sheets = played().as_role(Role.RSO).instruction_sheets
    text = sheets.text("lu-177-dotatate")
    assert any("own rule" in line.center_says for line in text.lines)
