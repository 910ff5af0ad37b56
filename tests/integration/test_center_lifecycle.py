"""Tests of a real center from its first day: people, the recovery sheet, keys, backups, restores and a first signature."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from au_desktop.domain.errors import (
    DamagedCenter,
    DiskProblem,
    Invalid,
    MistypedRecoveryCode,
    NotAllowed,
    NotFound,
    ReadOnlyCenter,
    WrongPassphrase,
)
from au_desktop.domain.roles import Role
from au_desktop.persistence import backups, engine, schema
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.opening import NewCenter
from au_desktop.services.rows import PageRequest
from tests.builders import a_trainee
from tests.center_files import older_center
from tests.centers import (
    FACTS,
    NAMES,
    PASSPHRASES,
    CenterFolder,
    backed_up,
    backups_of,
    database_key,
    equip,
    fill_and_submit,
    make_center,
    plan_case,
    quick_tools,
    slot,
    start,
)

NEW = "an entirely different sentence"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> CenterFolder:
    return make_center(tmp_path_factory.mktemp("founded") / "Hillside.aucenter")


@pytest.fixture
def center(founded: CenterFolder, tmp_path: Path) -> CenterFolder:
    return founded.copy_to(tmp_path / "Hillside.aucenter")


def test_a_new_center_holds_its_founder_its_facts_and_its_checklists(center: CenterFolder) -> None:
    glance = center.opening().look(center.folder)
    assert (glance.name, glance.has_recovery, glance.restored) == (FACTS.name, False, False)
    assert {(person.name, person.role) for person in glance.people} == {
        (name, role) for role, name in NAMES.items()
    }
    with center.opened(Role.RSO) as opened:
        services = opened.services
        assert services.facilities.center() == FACTS
        assert services.desk.actor.name == NAMES[Role.RSO]
        assert len(services.templates.current()) == len(quick_tools().templates)
        assert services.integrity.check().sound
        with opened.unit_of_work() as uow:
            verbs = [entry.verb for entry in uow.log.entries()]
    assert verbs[:2] == ["found center", "add person"]
    assert verbs.count("add person") == len(NAMES)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"passphrase": "short"}, Invalid),
        ({"passphrase": FACTS.name}, Invalid),
        ({"facts": CenterFacts("Name", profile_id="none")}, NotFound),
    ],
)
def test_a_center_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, changes: dict[str, object], error: type[Exception]
) -> None:
    folder = tmp_path / "new.aucenter"
    new = NewCenter(folder, FACTS, "Founder F.", Role.COORDINATOR, NEW)
    with pytest.raises(error):
        CenterFolder(folder, {}).opening().create(replace(new, **changes))  # type: ignore[arg-type]
    assert not folder.exists()


def test_no_center_is_made_over_another(center: CenterFolder) -> None:
    before = center.database.read_bytes()
    new = NewCenter(center.folder, FACTS, "Founder F.", Role.COORDINATOR, NEW)
    with pytest.raises(Invalid):
        center.opening().create(new)
    assert center.database.read_bytes() == before
    with center.opened():
        pass


def test_the_recovery_sheet_lets_a_manager_in_with_a_new_passphrase(center: CenterFolder) -> None:
    with center.opened() as opened:
        access = opened.services.access
        groups = access.new_recovery_sheet()
        with pytest.raises(MistypedRecoveryCode):
            access.confirm_recovery_sheet(" ".join([*groups[:-1], "AAAAA"]))
        assert access.recovery_confirmed() is None
        access.confirm_recovery_sheet(" ".join(groups).lower())
        assert access.recovery_confirmed() is not None
    assert center.opening().look(center.folder).has_recovery
    coordinator = center.people[Role.COORDINATOR]
    opened = center.opening().unlock_with_recovery(
        center.folder, "-".join(groups), coordinator, NEW
    )
    assert opened.services.desk.actor.role is Role.COORDINATOR
    opened.services.enrolment.enroll(a_trainee())
    opened.close()
    with pytest.raises(WrongPassphrase):
        center.unlock()
    with center.opened(passphrase=NEW) as again:
        person = next(one for one in again.services.access.people() if one.id == coordinator)
        assert len(person.public_keys) == 2
        assert len(again.services.enrolment.everyone()) == 1


def test_the_sheet_is_for_those_who_manage_people(center: CenterFolder) -> None:
    with center.opened() as opened:
        code = "-".join(opened.services.access.new_recovery_sheet())
    with pytest.raises(NotAllowed):
        center.opening().unlock_with_recovery(
            center.folder, code, center.people[Role.TRAINEE], NEW
        )
    with center.opened(Role.TRAINEE):
        pass


def test_an_earlier_sheet_no_longer_opens(center: CenterFolder) -> None:
    with center.opened() as opened:
        first = "-".join(opened.services.access.new_recovery_sheet())
        opened.services.access.new_recovery_sheet()
    with pytest.raises(WrongPassphrase):
        center.opening().unlock_with_recovery(
            center.folder, first, center.people[Role.COORDINATOR], NEW
        )
    with center.opened():
        pass


def test_someone_gets_another_role_and_passphrase(center: CenterFolder) -> None:
    trainee = center.people[Role.TRAINEE]
    with center.opened() as opened:
        opened.services.access.change_role(trainee, Role.PRECEPTOR, NEW)
    with pytest.raises(WrongPassphrase):
        center.unlock(Role.TRAINEE)
    with center.opened(Role.TRAINEE, NEW) as opened:
        assert opened.services.desk.actor.role is Role.PRECEPTOR


def test_one_changes_ones_own_passphrase(center: CenterFolder) -> None:
    with center.opened(Role.TRAINEE) as opened:
        opened.services.access.change_passphrase(PASSPHRASES[Role.TRAINEE], NEW)
    with pytest.raises(WrongPassphrase):
        center.unlock(Role.TRAINEE)
    with center.opened(Role.TRAINEE, NEW) as opened:
        assert opened.failures_before == 1


def test_who_was_removed_is_out_and_the_key_can_be_replaced(center: CenterFolder) -> None:
    old_key = database_key(center)
    with center.opened() as opened:
        services = opened.services
        services.access.remove_person(center.people[Role.TRAINEE], "training over")
        services.access.replace_database_key()
        services.enrolment.enroll(a_trainee())
        assert services.integrity.check().sound
        made = services.backups.make().value
        assert services.backups.last_proven() is not None
        assert services.backups.entries()[0].path == made.path
        services.enrolment.enroll(a_trainee())
    assert len(backups_of(center)) == 2
    with pytest.raises(NotFound):
        center.unlock(Role.TRAINEE)
    with pytest.raises(DamagedCenter):
        engine.open_file(center.database, old_key)
    for role in (Role.COORDINATOR, Role.PRECEPTOR, Role.RSO):
        assert database_key(center, role) != old_key
    with center.opened(Role.RSO) as opened:
        assert len(opened.services.enrolment.everyone()) == 2
        assert opened.services.integrity.check().sound
        log = opened.services.desk.queries.log("replace database key", PageRequest())
        assert log.total == 1


def test_wrong_passphrases_are_counted_slowed_and_shown(center: CenterFolder) -> None:
    opening, person = center.opening(), center.people[Role.RSO]
    for count in (1, 2, 3):
        with pytest.raises(WrongPassphrase) as refused:
            center.unlock(Role.RSO, f"guess number {count}")
        assert (refused.value.failures, refused.value.person) == (count, NAMES[Role.RSO])
    assert opening.retry_after_seconds(center.folder, person) > 0
    assert opening.retry_after_seconds(center.folder, center.people[Role.COORDINATOR]) == 0
    with center.opened(Role.RSO) as opened:
        assert opened.failures_before == 3
    with center.opened(Role.RSO) as opened:
        assert opened.failures_before == 0


def test_a_restored_center_is_read_only_until_someone_confirms(center: CenterFolder) -> None:
    backup = backed_up(center)
    folder = center.opening().restore(backup, center.folder.parent / "restored.aucenter")
    restored = CenterFolder(folder, center.people)
    assert restored.opening().look(folder).restored
    with restored.opened() as opened:
        services = opened.services
        with pytest.raises(ReadOnlyCenter):
            services.enrolment.enroll(a_trainee())
        services.backups.confirm_restored()
        with pytest.raises(ReadOnlyCenter):
            services.enrolment.enroll(a_trainee())
    assert backups_of(restored) == ()
    assert not restored.opening().look(folder).restored
    with restored.opened() as opened:
        opened.services.enrolment.enroll(a_trainee())
        assert [one.number for one in opened.services.enrolment.everyone()] == [1, 2]
    with pytest.raises(DiskProblem):
        center.opening().restore(backup, folder)


def test_a_restored_center_opens_with_the_sheet_too(center: CenterFolder) -> None:
    with center.opened() as opened:
        code = "-".join(opened.services.access.new_recovery_sheet())
    (backup,) = backups_of(center)
    folder = center.opening().restore(backup, center.folder.parent / "restored.aucenter")
    opened = center.opening().unlock_with_recovery(
        folder, code, center.people[Role.COORDINATOR], NEW
    )
    with pytest.raises(ReadOnlyCenter):
        opened.services.enrolment.enroll(a_trainee())
    opened.close()
    with CenterFolder(folder, center.people).opened(passphrase=NEW) as again:
        assert again.services.desk.read_only


def test_closing_backs_up_only_what_changed(center: CenterFolder) -> None:
    with center.opened() as opened:
        assert opened.services.enrolment.everyone() == ()
    assert backups_of(center) == ()
    heard: list[str] = []
    opened = center.unlock()
    opened.services.enrolment.enroll(a_trainee())
    opened.close(heard.append)
    opened.close(heard.append)
    assert heard == ["backup"]
    (backup,) = backups_of(center)
    assert backups.prove(backup, database_key(center)).sound


def test_an_older_file_is_upgraded_after_a_backup(center: CenterFolder) -> None:
    key = database_key(center)
    center.database.unlink()
    for left in center.folder.glob("center.db-*"):
        left.unlink()
    older_from_keys(center, key)
    with center.opened() as opened:
        assert opened.services.integrity.check().sound
        assert opened.services.enrolment.everyone() == ()
    assert schema.version_of(center.database, key) == schema.REVISIONS[-1]
    first = backups_of(center)[0]
    assert backups.prove(first, key).manifest.schema == "0001"


def older_from_keys(center: CenterFolder, key: bytes) -> None:
    """An empty file of the first schema under the center's key."""
    scratch = center.folder.parent / "older.db"
    older_center(scratch)
    with closing(engine.connect(scratch, bytes(range(100, 132)))) as opened:
        opened.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")
    scratch.rename(center.database)


def test_lost_side_files_lose_nothing_that_was_closed(center: CenterFolder) -> None:
    backed_up(center)
    for left in center.folder.glob("center.db-*"):
        left.unlink()
    with center.opened() as opened:
        assert len(opened.services.enrolment.everyone()) == 1
        assert opened.services.integrity.check().sound


def test_a_case_is_filled_signed_and_counts(center: CenterFolder) -> None:
    with center.opened() as opened:
        equip(opened.services)
        case_id = plan_case(opened.services, center.people[Role.PRECEPTOR])
    with center.opened(Role.PRECEPTOR) as opened:
        services = opened.services
        run_id = start(services, case_id)
        fill_and_submit(services, run_id)
        position = slot(services, run_id, "supervised")
        with pytest.raises(WrongPassphrase):
            services.signing.sign(run_id, position, "a wrong guess")
        services.signing.sign(run_id, position, PASSPHRASES[Role.PRECEPTOR])
        trainee_id = services.case_log.case(case_id).trainee_id
        assert services.judgements.verdicts([(trainee_id, case_id)])[case_id].counts
        assert services.today.counts().waiting_for_me == 0
    with center.opened(Role.RSO) as opened:
        (judged,) = opened.services.signing.signatures(run_id)
        assert judged.validity.sound
        assert opened.services.integrity.check().sound
