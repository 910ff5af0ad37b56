"""Tests that the permission table is whole, and that each use case refuses exactly the roles that it leaves out."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import DomainError, NotAllowed, NotFound, ReadOnlyCenter
from au_desktop.domain.ids import CaseId, InstrumentId, PersonId, RoomId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.domain.roles import PERMISSIONS, Permission, Role, may, require
from au_desktop.domain.signing.sign_offs import PERMISSION_TO_SIGN, Meaning
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.statements.signing import actor_of
from tests.builders import NOBODY, a_case, a_room, a_supervisor, a_trainee, an_instrument
from tests.checklist_examples import a_template
from tests.memory_services import ADMINISTERED, MemoryServices, Work

Command = Callable[[Work, "Center"], object]
LATER = Moment.from_iso("2026-11-20T16:00:00+00:00")


class Center(MemoryServices):
    """One record of each kind."""

    def __init__(self) -> None:
        super().__init__()
        work = self.work()
        self.case_id = self.case()
        self.draft = self.run(self.case_id)
        self.waiting = self.submitted(self.case_id)
        self.room_id = work.facilities.add_room(a_room()).value
        self.instrument_id = work.facilities.add_instrument(an_instrument()).value
        self.inspector = self.memory.people[Role.INSPECTOR].id

    def moment(self) -> Moment:
        return self.now()


COMMANDS: dict[str, tuple[Permission, Command]] = {
    "add person": (
        Permission.MANAGE_PEOPLE,
        lambda work, _: work.access.add_person("New P.", Role.TRAINEE, "long enough"),
    ),
    "change role": (
        Permission.MANAGE_PEOPLE,
        lambda work, center: work.access.change_role(center.inspector, Role.RSO, "long enough"),
    ),
    "reset passphrase": (
        Permission.MANAGE_PEOPLE,
        lambda work, center: work.access.reset_passphrase(center.inspector, "long enough"),
    ),
    "remove person": (
        Permission.MANAGE_PEOPLE,
        lambda work, center: work.access.remove_person(center.inspector, "left"),
    ),
    "replace database key": (
        Permission.MANAGE_PEOPLE,
        lambda work, _: work.access.replace_database_key(),
    ),
    "make recovery sheet": (
        Permission.MANAGE_PEOPLE,
        lambda work, _: work.access.new_recovery_sheet(),
    ),
    "confirm recovery sheet": (
        Permission.MANAGE_PEOPLE,
        lambda work, _: work.access.confirm_recovery_sheet("AAAA BBBB"),
    ),
    "change center": (
        Permission.MANAGE_CENTER,
        lambda work, _: work.facilities.change_center(CenterFacts("Other name")),
    ),
    "add room": (
        Permission.MANAGE_INSTRUMENTS,
        lambda work, _: work.facilities.add_room(a_room(name="Hot lab")),
    ),
    "change room": (
        Permission.MANAGE_INSTRUMENTS,
        lambda work, center: work.facilities.change_room(
            a_room(id=RoomId(center.room_id), notes="painted")
        ),
    ),
    "add instrument": (
        Permission.MANAGE_INSTRUMENTS,
        lambda work, _: work.facilities.add_instrument(an_instrument(name="SM-2")),
    ),
    "change instrument": (
        Permission.MANAGE_INSTRUMENTS,
        lambda work, center: work.facilities.change_instrument(
            an_instrument(id=InstrumentId(center.instrument_id), retired=True)
        ),
    ),
    "enroll trainee": (
        Permission.MANAGE_TRAINEES,
        lambda work, _: work.enrolment.enroll(a_trainee()),
    ),
    "import trainee": (
        Permission.IMPORT_RECORDS,
        lambda work, _: work.enrolment.import_all((a_trainee(), a_trainee()), "roster.xlsx"),
    ),
    "add supervising AU": (
        Permission.MANAGE_SUPERVISORS,
        lambda work, _: work.supervision.add(a_supervisor()),
    ),
    "log case": (
        Permission.LOG_CASES,
        lambda work, center: work.case_log.add(
            a_case(trainee_id=work.case_log.case(center.case_id).trainee_id, supervisor_id=None)
        ),
    ),
    "change case": (
        Permission.LOG_CASES,
        lambda work, center: work.case_log.change(
            replace(work.case_log.case(center.case_id), notes="seen"), "typing error"
        ),
    ),
    "void case": (
        Permission.VOID_RECORDS,
        lambda work, center: work.case_log.void(CaseId(center.case_id), "twice"),
    ),
    "start checklist": (
        Permission.FILL_CHECKLISTS,
        lambda work, _: work.checklist_work.start(ADMINISTERED.id, no_subject()),
    ),
    "answer": (
        Permission.FILL_CHECKLISTS,
        lambda work, center: work.checklist_work.clear(center.draft, "checked"),
    ),
    "submit checklist": (
        Permission.FILL_CHECKLISTS,
        lambda work, center: work.checklist_work.submit(center.draft),
    ),
    "take back checklist": (
        Permission.FILL_CHECKLISTS,
        lambda work, center: work.checklist_work.take_back(center.waiting, "slip"),
    ),
    "amend checklist": (
        Permission.FILL_CHECKLISTS,
        lambda work, center: work.checklist_work.amend(center.waiting, "slip"),
    ),
    "correct event time": (
        Permission.FILL_CHECKLISTS,
        lambda work, center: work.checklist_work.set_event_time(center.draft, LATER),
    ),
    "override critical item": (
        Permission.OVERRIDE_CRITICAL,
        lambda work, center: work.checklist_work.override(center.draft, "checked", "told so"),
    ),
    "void checklist": (
        Permission.VOID_RECORDS,
        lambda work, center: work.checklist_work.void(center.waiting, "wrong patient"),
    ),
}


def no_subject() -> Subject:
    return Subject()


CASES = [(verb, role) for verb in COMMANDS for role in Role]


@pytest.mark.parametrize(("verb", "role"), CASES)
def test_the_table_decides_who_may(verb: str, role: Role) -> None:
    center = Center()
    permission, command = COMMANDS[verb]
    before = center.memory.center.state
    entries = len(center.log)
    if not may(role, permission):
        with pytest.raises(NotAllowed) as refused:
            command(center.work(role), center)
        assert (refused.value.role, refused.value.permission) == (role.value, permission.value)
        assert center.memory.center.state is before
        return
    command(center.work(role), center)
    new = center.log[entries:]
    assert verb in {entry.verb for entry in new}
    assert {(entry.actor, entry.role) for entry in new} == {
        (center.memory.people[role].name, role.value)
    }


@pytest.mark.parametrize("verb", COMMANDS)
def test_a_center_open_for_reading_takes_no_change(verb: str) -> None:
    center = Center()
    permission, command = COMMANDS[verb]
    role = sorted(PERMISSIONS[permission])[0]
    before = center.memory.center.state
    keys = dict(center.keys.passphrases)
    with pytest.raises(ReadOnlyCenter, match="restored"):
        command(center.work(role, read_only="restored"), center)
    assert center.memory.center.state is before
    assert (center.keys.passphrases, center.keys.rekeyed) == (keys, 0)


def test_every_permission_and_every_meaning_is_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Permission)
    assert all(PERMISSIONS.values())
    assert set(PERMISSION_TO_SIGN) == set(Meaning)


def test_only_a_preceptor_supervises_and_only_the_rso_reviews() -> None:
    assert PERMISSIONS[Permission.SIGN_SUPERVISED] == {Role.PRECEPTOR}
    assert PERMISSIONS[Permission.SIGN_REVIEWED] == {Role.RSO}


def test_an_inspector_reads_and_takes_copies_but_changes_nothing() -> None:
    allowed = {permission for permission in Permission if may(Role.INSPECTOR, permission)}
    assert allowed == {Permission.READ, Permission.EXPORT, Permission.CHECK}
    with pytest.raises(NotAllowed, match="inspector may not fill checklists"):
        require(Role.INSPECTOR, Permission.FILL_CHECKLISTS)


def test_someone_who_was_removed_does_not_act() -> None:
    person = MemoryServices().memory.people[Role.RSO]
    assert actor_of(person) == Actor(person.id, person.name, Role.RSO)
    with pytest.raises(NotFound):
        actor_of(replace(person, removed_at=person.added_at))


@pytest.mark.parametrize(
    "read",
    [
        lambda work: work.case_log.case(CaseId(NOBODY)),
        lambda work: work.enrolment.trainee(NOBODY),
        lambda work: work.run_sheets.sheet(RunId(NOBODY)),
        lambda work: work.access.reset_passphrase(PersonId(NOBODY), "long enough"),
        lambda work: work.checklist_work.start("other", no_subject()),
        lambda work: work.templates.template(a_template(id="other").id),
    ],
)
def test_what_is_not_there_is_not_found(read: Callable[[Work], object]) -> None:
    with pytest.raises(DomainError) as refused:
        read(Center().work())
    assert isinstance(refused.value, NotFound)
