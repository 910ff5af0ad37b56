"""Tests of who can open a center: people, roles, passphrases, the recovery sheet, the last manager."""

from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, NotFound, WrongPassphrase
from au_desktop.domain.ids import PersonId
from au_desktop.domain.roles import Role
from au_desktop.services.center.access import LastManager
from au_desktop.services.changes import Kind
from tests.fakes import FakeSigner
from tests.memory_services import MemoryServices

NEW = "seven quiet herons"


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def test_a_person_gets_a_slot_a_key_and_an_entry(center: MemoryServices) -> None:
    access = center.work().access
    outcome = access.add_person("  Example N. ", Role.TRAINEE, NEW, center.trainee())
    added = next(person for person in access.people() if person.id == outcome.value)
    assert (added.name, added.role) == ("Example N.", Role.TRAINEE)
    assert added.public_keys == (FakeSigner(added.id).public_key,)
    assert added.added_at == center.now()
    assert center.keys.passphrases[added.id] == NEW
    entry = center.log[-1]
    assert (entry.verb, entry.subject, entry.subject_id) == ("add person", "Example N.", added.id)
    assert entry.fields["name"] == [None, "Example N."]
    assert NEW not in str(entry)
    assert outcome.changes.touches(Kind.PERSON, Kind.LOG)
    assert not outcome.changes.touches(Kind.RUN)
    assert [hit.title for hit in center.memory.queries.find("example n", 5)] == ["Example N."]


@pytest.mark.parametrize(
    ("name", "passphrase", "field"),
    [
        (" ", NEW, "name"),
        ("the RSO ", NEW, "name"),
        ("Example N.", "short", "passphrase"),
    ],
)
def test_a_person_needs_a_name_of_their_own_and_a_passphrase(
    center: MemoryServices, name: str, passphrase: str, field: str
) -> None:
    slots = dict(center.keys.passphrases)
    with pytest.raises(Invalid) as refused:
        center.work().access.add_person(name, Role.TRAINEE, passphrase)
    assert refused.value.field == field
    assert center.keys.passphrases == slots
    assert center.log == []


def test_a_name_is_free_again_once_its_bearer_left(center: MemoryServices) -> None:
    access = center.work().access
    access.remove_person(center.memory.people[Role.RSO].id, "moved")
    access.add_person("The RSO", Role.RSO, NEW)
    assert [person.name for person in access.people()].count("The rso") == 1
    assert access.people()[-1].removed_at is not None


def test_another_role_brings_another_key_and_keeps_the_old_one_known(
    center: MemoryServices,
) -> None:
    person = center.memory.people[Role.TRAINEE]
    access = center.work().access
    access.change_role(person.id, Role.PRECEPTOR, NEW)
    after = next(one for one in access.people() if one.id == person.id)
    assert after.role is Role.PRECEPTOR
    assert after.public_keys[0] == person.public_keys[0]
    assert len(after.public_keys) == 2
    assert center.log[-1].fields["role"] == ["trainee", "preceptor"]
    assert center.keys.passphrases[person.id] == NEW


def test_a_forgotten_passphrase_is_replaced_with_a_new_key(center: MemoryServices) -> None:
    person = center.memory.people[Role.TRAINEE]
    center.work().access.reset_passphrase(person.id, NEW)
    assert center.keys.passphrases[person.id] == NEW
    assert list(center.log[-1].fields) == ["public_keys"]


def test_one_changes_only_ones_own_passphrase_and_must_know_it(center: MemoryServices) -> None:
    access = center.work(Role.INSPECTOR).access
    inspector = center.memory.people[Role.INSPECTOR].id
    with pytest.raises(Invalid, match="same"):
        access.change_passphrase("inspector", "inspector")
    with pytest.raises(WrongPassphrase):
        access.change_passphrase("guess", NEW)
    assert center.log == []
    access.change_passphrase("inspector", NEW)
    assert center.keys.passphrases[inspector] == NEW
    assert (center.log[-1].verb, center.log[-1].fields) == ("change own passphrase", {})


def test_a_removed_person_keeps_records_but_no_slot(center: MemoryServices) -> None:
    person = center.memory.people[Role.TRAINEE]
    center.work().access.remove_person(person.id, "training over")
    assert person.id not in center.keys.passphrases
    entry = center.log[-1]
    assert (entry.verb, entry.reason) == ("remove person", "training over")
    assert entry.fields["removed_at"] == [None, center.now().iso()]


def test_the_last_who_manages_people_stays(center: MemoryServices) -> None:
    access = center.work().access
    coordinator, rso = (center.memory.people[role].id for role in (Role.COORDINATOR, Role.RSO))
    access.change_role(rso, Role.COORDINATOR, NEW)
    access.remove_person(rso, "moved")
    with pytest.raises(LastManager) as refused:
        access.remove_person(coordinator, "too")
    assert refused.value.name == "The coordinator"
    with pytest.raises(LastManager):
        access.change_role(coordinator, Role.TRAINEE, NEW)
    access.change_role(coordinator, Role.RSO, NEW)


def test_removing_someone_unknown_changes_nothing(center: MemoryServices) -> None:
    with pytest.raises(NotFound):
        center.work().access.remove_person(PersonId(UUID(int=1)), "?")
    assert center.log == []


def test_the_database_key_is_replaced_after_the_entry(center: MemoryServices) -> None:
    center.work().access.replace_database_key()
    assert center.keys.rekeyed == 1
    assert center.log[-1].verb == "replace database key"


def test_a_sheet_counts_only_once_it_was_typed_back(center: MemoryServices) -> None:
    access = center.work().access
    assert access.recovery_confirmed() is None
    groups = access.new_recovery_sheet()
    assert center.log[-1].verb == "make recovery sheet"
    assert not any(group in str(center.log[-1]) for group in groups)
    with pytest.raises(Invalid, match="does not open"):
        access.confirm_recovery_sheet("AAAA CCCC")
    assert access.recovery_confirmed() is None
    assert access.confirm_recovery_sheet(" ".join(groups)).value
    assert access.recovery_confirmed() == center.now()


def test_a_new_sheet_takes_the_tested_ones_place(center: MemoryServices) -> None:
    access = center.work().access
    access.confirm_recovery_sheet(" ".join(access.new_recovery_sheet()))
    access.new_recovery_sheet()
    assert access.recovery_confirmed() is None
    assert center.log[-1].fields == {"confirmed": [center.now().iso(), ""]}


def test_who_manages_nobody_does_not_even_try_a_sheet(center: MemoryServices) -> None:
    with pytest.raises(NotAllowed):
        center.work(Role.TRAINEE).access.confirm_recovery_sheet("wrong")


def test_passphrases_are_checked_as_they_are_typed(center: MemoryServices) -> None:
    access = center.work().access
    access.check_passphrase(NEW)
    with pytest.raises(Invalid):
        access.check_passphrase("short")
