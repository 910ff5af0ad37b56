"""Tests of a real center from its first day: people, locks, the recovery sheet, keys, backups, and the five diagnoses."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from au_desktop.domain.errors import (
    DamagedCenter,
    DiskProblem,
    Invalid,
    MistypedRecoveryCode,
    NewerCenter,
    NotACenter,
    NotAllowed,
    NotFound,
    OpenElsewhere,
    OutsideError,
    ReadOnlyCenter,
    WrongPassphrase,
)
from au_desktop.domain.roles import Role
from au_desktop.persistence import backups, engine, schema
from au_desktop.security.vault import Vault
from au_desktop.services.facilities import CenterFacts
from au_desktop.services.opening import NewCenter
from au_desktop.services.rows import PageRequest
from tests.builders import a_trainee
from tests.center_files import older_center
from tests.centers import (
    FACTS,
    NAMES,
    PASSPHRASES,
    CenterFolder,
    equip,
    fill_and_submit,
    in_another_process,
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


def backups_of(center: CenterFolder) -> tuple[Path, ...]:
    return backups.backups_in(center.folder / backups.BACKUPS_NAME)


def backed_up(center: CenterFolder) -> Path:
    """One trainee more, and the backup that closing makes of it."""
    with center.opened() as opened:
        opened.services.enrolment.enroll(a_trainee())
    return backups_of(center)[-1]


def database_key(center: CenterFolder, role: Role = Role.COORDINATOR) -> bytes:
    return Vault.open(center.folder).unlock(center.people[role], PASSPHRASES[role]).database_key


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


HOLD = """
import sys
from pathlib import Path
from uuid import UUID
from tests.centers import CenterFolder, PASSPHRASES
from au_desktop.domain.roles import Role
folder, person = Path(sys.argv[1]), UUID(sys.argv[2])
center = CenterFolder(folder, {Role.RSO: person}).unlock(Role.RSO)
print("open", flush=True)
sys.stdin.readline()
center.close()
"""


def test_the_second_who_opens_learns_who_where_and_since_when(center: CenterFolder) -> None:
    holder = in_another_process(HOLD, str(center.folder), str(center.people[Role.RSO]), stdin=True)
    with holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(OpenElsewhere) as refused:
            center.unlock()
        with pytest.raises(OpenElsewhere):
            center.unlock(Role.COORDINATOR, "a wrong guess")
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert holder.wait(30) == 0
    assert refused.value.holder == NAMES[Role.RSO]
    assert refused.value.computer
    assert refused.value.since.startswith("20")
    with center.opened() as opened:
        assert opened.failures_before == 0


def test_a_failed_unlock_gives_the_lock_back(center: CenterFolder) -> None:
    with pytest.raises(WrongPassphrase):
        center.unlock(Role.RSO, "a wrong guess")
    with center.opened():
        pass


def flip(path: Path, offset: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset] ^= 0x40
    path.write_bytes(content)


DAMAGE: dict[str, Callable[[CenterFolder], object]] = {
    "first page": lambda center: flip(center.database, 100),
    "salt": lambda center: flip(center.database, 3),
    "schema page": lambda center: flip(center.database, 2000),
    "cut short": lambda center: center.database.write_bytes(
        center.database.read_bytes()[: 4096 * 3]
    ),
    "emptied": lambda center: center.database.write_bytes(b""),
    "missing": lambda center: center.database.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_told_from_a_wrong_passphrase_and_names_the_backup(
    center: CenterFolder, damage: str
) -> None:
    backup = backed_up(center)
    DAMAGE[damage](center)
    with pytest.raises(DamagedCenter) as refused:
        center.unlock()
    assert refused.value.good_backup == str(backup)
    assert backups_of(center) == (backup,)
    restored = center.opening().restore(backup, center.folder.parent / "restored.aucenter")
    with CenterFolder(restored, center.people).opened() as opened:
        assert len(opened.services.enrolment.everyone()) == 1


def check_of(center: CenterFolder) -> str:
    """The backup that the diagnosis names, or what the check finds."""
    try:
        opened = center.unlock()
    except DamagedCenter as error:
        return error.good_backup
    try:
        return "" if opened.services.integrity.check().sound else "found"
    except DamagedCenter as error:
        return error.what
    finally:
        opened.close()


def test_any_flipped_byte_is_found_when_opening_or_by_the_check(center: CenterFolder) -> None:
    backup = backed_up(center)
    pages = center.database.stat().st_size // 4096
    pristine = center.database.read_bytes()
    found = set()
    for page in range(1, pages, pages // 12):
        center.database.write_bytes(pristine)
        flip(center.database, page * 4096 + 1234)
        found.add(check_of(center))
    assert "" not in found
    assert str(backup) in found


def test_a_damaged_center_never_pushes_out_a_good_backup(center: CenterFolder) -> None:
    good = backed_up(center)
    flip(center.database, center.database.stat().st_size - 2000)
    try:
        opened = center.unlock()
    except DamagedCenter:
        pass
    else:
        opened.close()
    assert good in backups_of(center)
    assert backups.last_proof(center.folder / backups.BACKUPS_NAME) is not None


def alter_keys(center: CenterFolder, change: Callable[[dict[str, object]], object]) -> None:
    path = center.folder / "keys.json"
    document = json.loads(path.read_bytes())
    change(document)
    path.write_text(json.dumps(document))


def test_altered_keys_are_damage(center: CenterFolder) -> None:
    alter_keys(center, lambda document: document["slots"][0].update(role="rso"))  # type: ignore[index]
    with pytest.raises(DamagedCenter):
        center.unlock()
    (center.folder / "keys.json").write_bytes(b"{")
    with pytest.raises(DamagedCenter):
        center.unlock()


def test_a_newer_file_is_not_touched(center: CenterFolder) -> None:
    key = database_key(center)
    with closing(engine.connect(center.database, key)) as opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")
        opened.commit()
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = center.database.read_bytes()
    with pytest.raises(NewerCenter) as refused:
        center.unlock()
    assert (refused.value.schema, refused.value.newest_known) == ("9999", schema.REVISIONS[-1])
    assert center.database.read_bytes() == before
    assert backups_of(center) == ()


def test_what_is_not_a_center_is_said_to_be_none(tmp_path: Path, center: CenterFolder) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    file = tmp_path / "letter.txt"
    file.write_text("dear all")
    for place in (empty, file, tmp_path / "nowhere"):
        with pytest.raises(NotACenter):
            center.opening().look(place)
        with pytest.raises(OutsideError):
            center.opening().unlock(place, center.people[Role.RSO], PASSPHRASES[Role.RSO])
    assert list(empty.iterdir()) == []
    center.database.unlink()
    with closing(sqlite3.connect(center.database)) as plain:
        plain.execute("CREATE TABLE people (name)")
        plain.commit()
    with pytest.raises(NotACenter):
        center.unlock()
    shutil.rmtree(center.folder / "backups", ignore_errors=True)
    center.database.unlink()
    with pytest.raises(NotACenter):
        center.unlock()


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


def test_a_folder_that_cannot_be_written_is_a_disk_problem(
    center: CenterFolder, tmp_path: Path
) -> None:
    gone = center.folder / "center.lock"
    gone.unlink(missing_ok=True)
    gone.mkdir()
    with pytest.raises(DiskProblem):
        center.unlock()
    gone.rmdir()
    with center.opened():
        pass
    blocked = tmp_path / "file"
    blocked.write_text("x")
    new = NewCenter(blocked / "new.aucenter", FACTS, "Founder F.", Role.COORDINATOR, NEW)
    with pytest.raises(DiskProblem):
        center.opening().create(new)


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
