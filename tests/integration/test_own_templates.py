"""A center's own checklists on a real file: published, used, sent to another center, and checked against tampering."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.template_versions import Origin
from au_desktop.domain.errors import UnreadableFile, WrongPassphrase
from au_desktop.domain.ids import RoomId
from au_desktop.domain.roles import Role
from au_desktop.opened_center import OpenedCenter
from au_desktop.persistence.engine import connect
from au_desktop.services.rows import PageRequest
from tests.builders import a_room
from tests.centers import PASSPHRASES, CenterFolder, database_key, make_center, quick_tools

SURVEY = "end_of_day_survey"
PASSPHRASE = PASSPHRASES[Role.RSO]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> CenterFolder:
    return make_center(tmp_path_factory.mktemp("own") / "Own.aucenter")


@pytest.fixture
def folder(made: CenterFolder, tmp_path: Path) -> CenterFolder:
    return made.copy_to(tmp_path / "Own.aucenter")


@pytest.fixture
def center(folder: CenterFolder) -> Iterator[OpenedCenter]:
    with folder.opened(Role.RSO) as opened:
        yield opened


def publish(center: OpenedCenter, title: str, days: int = 0) -> str:
    editing = center.services.template_editing
    key = editing.begin(editing.versions(SURVEY)[0].digest).value
    editing.save(key, replace(editing.draft(key).template, title=title))
    day = center.services.desk.today() + timedelta(days=days)
    return editing.publish(key, day, PASSPHRASE).value


def test_new_runs_take_the_new_version_and_open_ones_keep_theirs(folder: CenterFolder) -> None:
    with folder.opened(Role.RSO) as center:
        before = center.services.templates.template(SURVEY)
        room = _room(center)
        open_run = center.services.checklist_work.start(SURVEY, Subject(room_id=room)).value
        digest = publish(center, "Our survey")
        new_run = center.services.checklist_work.start(SURVEY, Subject(room_id=room)).value
        sheets = center.services.run_sheets
        assert sheets.sheet(open_run).template == before
        assert sheets.sheet(new_run).template.title == "Our survey"
        newest, first = center.services.template_editing.versions(SURVEY)
        assert (newest.digest, newest.runs, first.runs, first.drafts) == (digest, 1, 1, 1)
    with folder.opened(Role.TRAINEE) as again:
        assert again.services.templates.template(SURVEY).title == "Our survey"
        assert again.services.run_sheets.sheet(open_run).template == before


def test_what_the_program_brings_does_not_override(folder: CenterFolder) -> None:
    with folder.opened(Role.RSO) as center:
        publish(center, "Our survey")
    tools = quick_tools()
    newer = tuple(replace(one, version=one.version + 1, note="Newer") for one in tools.templates)
    with folder.opened(Role.PRECEPTOR, tools=replace(tools, templates=newer)) as center:
        entries = {one.template.id: one for one in center.services.template_editing.library()}
        ours, others = entries.pop(SURVEY), entries.values()
        assert (ours.template.title, ours.origin) == ("Our survey", Origin.CENTER)
        assert ours.update
        assert {one.template.note for one in others} == {"Newer"}
        assert not any(one.update for one in others)


def test_the_check_covers_what_was_signed(folder: CenterFolder) -> None:
    with folder.opened(Role.RSO) as center:
        publish(center, "Our survey", days=2)
        center.services.template_editing.retire("dosage_assay", "not here", PASSPHRASE)
        report = center.services.integrity.check()
        assert (report.sound, report.template_acts) == (True, 2)
    with closing(connect(folder.database, database_key(folder))) as file:
        file.execute("DROP TRIGGER template_acts_no_update")
        file.execute("UPDATE template_acts SET signature = zeroblob(64) WHERE kind = 'publish'")
    with folder.opened(Role.RSO) as center:
        (fault,) = center.services.integrity.check().template_faults
        assert fault.startswith("Our survey, version ")
        assert "publish: signature, log entry: tells of another signature" in fault


@pytest.mark.parametrize(
    "altered",
    [
        "UPDATE template_versions SET effective_from = '2020-01-01' WHERE title = 'Our survey'",
        "UPDATE template_versions SET kind = 'administration' WHERE title = 'Our survey'",
        "UPDATE template_versions SET title = 'Theirs' WHERE title = 'Our survey'",
        "UPDATE template_versions SET version = 9 WHERE title = 'Our survey'",
    ],
)
def test_what_stands_beside_a_version_is_held_against_its_content(
    folder: CenterFolder, altered: str
) -> None:
    with folder.opened(Role.RSO) as center:
        publish(center, "Our survey", days=2)
    with closing(connect(folder.database, database_key(folder))) as file:
        file.execute("DROP TRIGGER template_versions_no_update")
        file.execute(altered)
    with folder.opened(Role.RSO) as center:
        (fault,) = center.services.integrity.check().template_faults
        assert fault.endswith("the content is not what its digest says")


def test_a_wrong_passphrase_publishes_nothing(center: OpenedCenter) -> None:
    editing = center.services.template_editing
    key = editing.begin_new("hot_lab", "Hot lab", "area_survey").value
    with pytest.raises(WrongPassphrase):
        editing.retire(SURVEY, "old", "not this one")
    assert editing.draft(key).is_open
    assert center.services.integrity.check().template_acts == 0


def test_a_pack_goes_to_another_center(
    center: OpenedCenter, made: CenterFolder, tmp_path: Path
) -> None:
    digest = publish(center, "Our survey")
    pack = tmp_path / "ours.autemplates"
    row = center.services.template_packs.export(pack, [digest], PASSPHRASE).value
    assert center.services.documents.history(PageRequest()).rows[0] == row
    there = made.copy_to(tmp_path / "There.aucenter")
    with there.opened(Role.COORDINATOR) as other:
        packs, editing = other.services.template_packs, other.services.template_editing
        reading = packs.read(pack)
        assert (reading.genuine, reading.center) == (True, "Hillside RPT Center")
        (key,) = packs.take(reading, [SURVEY]).value
        assert editing.draft(key).template.title == "Our survey"
        assert other.services.templates.template(SURVEY).title != "Our survey"
    altered = pack.read_text(encoding="utf-8").replace("Our survey", "My survey")
    pack.write_text(altered, encoding="utf-8")
    with there.opened(Role.COORDINATOR) as other:
        assert not other.services.template_packs.read(pack).genuine
    pack.write_bytes(b"{}")
    with pytest.raises(UnreadableFile, match="not a template pack"):
        center.services.template_packs.read(pack)


def _room(center: OpenedCenter) -> RoomId:
    return center.services.facilities.add_room(a_room()).value
