"""A record with its files, its paper form and its parts, altered with the key in hand: the check says what was altered."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from au_desktop.domain.checklists.answers import Confirmed
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import Section, SignOffRule
from au_desktop.domain.errors import DamagedCenter
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import signed_part
from au_desktop.domain.signing.validity import ValidityState
from au_desktop.opened_center import OpenedCenter
from au_desktop.persistence.engine import connect
from au_desktop.services.checklists.paper_forms import FilledForm
from au_desktop.services.checklists.run_attachments import GivenFile
from au_desktop.services.rows import PageRequest
from tests.centers import PASSPHRASES, CenterFolder, database_key, make_center
from tests.checklist_examples import BASIS, an_item
from tests.picture_files import a_jpeg, a_png

PASSPHRASE = PASSPHRASES[Role.RSO]
PAGES = (GivenFile("one.jpg", a_jpeg(), "Page 1"), GivenFile("two.png", a_png(), "Page 2"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> CenterFolder:
    folder = tmp_path_factory.mktemp("altered")
    center = make_center(folder / "Own.aucenter")
    with center.opened(Role.RSO) as opened:
        _publish(opened)
        _sign_from_paper(opened, folder / "form.pdf")
    return center


@pytest.fixture
def folder(made: CenterFolder, tmp_path: Path) -> CenterFolder:
    return made.copy_to(tmp_path / "Own.aucenter")


def _publish(center: OpenedCenter) -> None:
    editing = center.services.template_editing
    key = editing.begin_new("hot_lab", "Hot lab", "area_survey").value
    rule = SignOffRule("performed", "Checked by", (Role.RSO,), sections=("work",))
    template = replace(
        editing.draft(key).template,
        sections=(Section("work", "Work", (an_item("tidy"),)),),
        sign_offs=(rule,),
        basis=BASIS,
    )
    editing.save(key, template)
    editing.publish(key, center.services.desk.today(), PASSPHRASE)


def _sign_from_paper(center: OpenedCenter, target: Path) -> None:
    services = center.services
    form = services.paper_forms.print_blank("hot_lab", Subject(), target).value
    written = Moment(services.desk.clock.now().utc - timedelta(minutes=5))
    run_id = services.paper_forms.type_in(form.id, FilledForm(PAGES, "Pat Doe", written)).value
    services.checklist_work.answer(run_id, "tidy", Confirmed(done=True))
    services.checklist_work.submit(run_id)
    services.signing.sign(run_id, 1, PASSPHRASE)


def alter(folder: CenterFolder, *statements: str) -> None:
    """What someone can do who has the key and another tool: no trigger stands in the way."""
    with closing(connect(folder.database, database_key(folder))) as file:
        names = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            file.execute(statement)


def test_what_nobody_altered_is_sound(folder: CenterFolder) -> None:
    with folder.opened() as center:
        report = center.services.integrity.check()
    assert (report.sound, report.signatures, report.papers) == (True, 1, 2)


@pytest.mark.parametrize(
    ("statement", "field"),
    [
        ("UPDATE run_attachments SET title = 'Other'", "attachments"),
        ("UPDATE run_attachments SET item = 'tidy' WHERE position = 1", "attachments"),
        ("UPDATE run_attachments SET digest = zeroblob(32)", "attachments"),
        ("DELETE FROM run_attachments WHERE position = 1", "attachments"),
        ("UPDATE run_attachments SET paper_id = (SELECT min(id) FROM papers)", "attached file"),
        ("UPDATE run_transcriptions SET written_by = 'Sam Roe'", "transcription"),
        ("UPDATE run_transcriptions SET written_at = written_at - 1000000", "transcription"),
        ("DELETE FROM run_transcriptions", "transcription"),
        ("UPDATE sign_offs SET public_key = zeroblob(32)", "signature"),
        ("UPDATE sign_offs SET meaning = 'supervised'", "meaning"),
        ("UPDATE runs SET event_at = event_at - 1000000", "event_time"),
    ],
)
def test_what_a_signature_rests_on_is_missed(
    folder: CenterFolder, statement: str, field: str
) -> None:
    alter(folder, statement)
    with folder.opened() as center:
        report = center.services.integrity.check()
    assert not report.sound
    (fault,) = report.signature_faults
    assert any(field in one for one in fault.validity.fields), fault.validity.fields


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE template_versions SET document = replace(document, 'Do tidy', 'Do nothing')",
        "UPDATE template_acts SET content = replace(content, 'Hot lab', 'Hot bed')",
        "UPDATE template_acts SET kind = 'retire'",
        "DELETE FROM template_acts",
    ],
)
def test_what_the_rso_published_is_missed_too(folder: CenterFolder, statement: str) -> None:
    alter(folder, statement)
    with folder.opened() as center:
        report = center.services.integrity.check()
    assert not report.sound
    assert report.template_faults


@pytest.mark.parametrize(
    "statement",
    ["UPDATE sign_off_slots SET sections = '[]'", "DELETE FROM sign_off_slots"],
)
def test_what_a_signer_answers_for_stands_in_the_statement_and_not_in_the_request(
    folder: CenterFolder, statement: str
) -> None:
    alter(folder, statement)
    with folder.opened() as center:
        (row,) = center.services.signing.given(PageRequest()).rows
        (judged,) = center.services.signing.signatures(row.run_id)
    assert judged.validity.state is ValidityState.VALID
    assert [part.key for part in signed_part(judged.sign_off)] == ["work"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE template_versions SET document = '['",
        "UPDATE template_versions SET document = '{}'",
        "UPDATE template_acts SET role = 'boss'",
    ],
)
def test_what_does_not_read_is_said_to_be_damaged(folder: CenterFolder, statement: str) -> None:
    alter(folder, statement)
    with pytest.raises(DamagedCenter, match="does not read"), folder.opened() as center:
        center.services.integrity.check()
