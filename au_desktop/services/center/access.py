"""Who can open the center: people and their roles, passphrases, the recovery sheet."""

from dataclasses import replace

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import PersonId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person
from au_desktop.domain.roles import Permission, Role, may, require
from au_desktop.services.changes import Kind
from au_desktop.services.custody import KeyRing
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.rows import Hit

RECOVERY_CONFIRMED = "recovery_confirmed_at"


class LastManager(DomainError):
    """The last person who can manage people was to be removed or given another role."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Access:
    """Use cases about people and keys."""

    def __init__(self, desk: Desk, keys: KeyRing) -> None:
        self._desk = desk
        self._keys = keys

    def people(self) -> tuple[Person, ...]:
        """Everyone, removed people last."""
        with self._desk.unit_of_work() as uow:
            return uow.people.all()

    def check_passphrase(self, text: str) -> None:
        """Refuse a passphrase that is too short or too common; raises `Invalid`."""
        self._keys.check_passphrase(text)

    def add_person(
        self, name: str, role: Role, passphrase: str, trainee_id: TraineeId | None = None
    ) -> Outcome[PersonId]:
        """Give someone a way in: their own slot and signing key.

        The slot is written first: a slot without a record opens nothing more than the center; a record without a slot
        would be a person who cannot sign.
        """
        self._keys.check_passphrase(passphrase)
        with self._desk.change(Permission.MANAGE_PEOPLE) as change:
            self._require_free_name(change, name)
            person = _new_person(PersonId(self._desk.ids.new()), name, role, trainee_id, change.at)
            public_key = self._keys.add(person, passphrase, change.at)
            person = replace(person, public_keys=(public_key,))
            change.uow.people.add(person)
            change.record("add person", _subject(person), None, person)
            _index(change, person)
        return Outcome(person.id, change.changes)

    def change_role(self, person_id: PersonId, role: Role, new_passphrase: str) -> Outcome[None]:
        """Give a person another role; the slot is bound to it, so a new passphrase and key are made.

        Earlier signatures keep the role that they were made in.
        """
        self._keys.check_passphrase(new_passphrase)
        with self._desk.change(Permission.MANAGE_PEOPLE) as change:
            before = change.uow.people.get(person_id)
            self._keep_a_manager(change, before, role)
            after = replace(before, role=role)
            after = self._with_new_key(after, new_passphrase, change.at)
            change.uow.people.replace(after)
            change.record("change role", _subject(after), before, after)
            _index(change, after)
        return Outcome(None, change.changes)

    def reset_passphrase(self, person_id: PersonId, new_passphrase: str) -> Outcome[None]:
        """Let someone who forgot the passphrase in again, with a new signing key beside the old public one."""
        self._keys.check_passphrase(new_passphrase)
        with self._desk.change(Permission.MANAGE_PEOPLE) as change:
            before = change.uow.people.get(person_id)
            after = self._with_new_key(before, new_passphrase, change.at)
            change.uow.people.replace(after)
            change.record("reset passphrase", _subject(after), before, after)
        return Outcome(None, change.changes)

    def change_passphrase(self, old: str, new: str) -> Outcome[None]:
        """Change one's own passphrase; keys stay as they are. Raises `WrongPassphrase`."""
        self._keys.check_passphrase(new)
        if old == new:
            raise Invalid("passphrase", "is the same as before")
        actor = self._desk.actor
        with self._desk.change(Permission.READ) as change:
            subject = Subject(Kind.PERSON, actor.person_id, actor.name)
            change.record("change own passphrase", subject, None, None)
            self._keys.change_passphrase(actor.person_id, old, new)
        return Outcome(None, change.changes)

    def remove_person(self, person_id: PersonId, reason: str) -> Outcome[None]:
        """Close a person's way in. Their records and signatures stay."""
        with self._desk.change(Permission.MANAGE_PEOPLE) as change:
            before = change.uow.people.get(person_id)
            self._keep_a_manager(change, before, None)
            after = replace(before, removed_at=change.at)
            change.uow.people.replace(after)
            change.record("remove person", _subject(after), before, after, reason)
            self._keys.remove(person_id)
        return Outcome(None, change.changes)

    def replace_database_key(self) -> Outcome[None]:
        """Re-key the file after someone left; older backups still open with the older keys."""
        with self._desk.change(Permission.MANAGE_PEOPLE) as change:
            change.record(
                "replace database key", Subject(Kind.CENTER, None, "database key"), None, None
            )
        self._keys.replace_database_key()
        return Outcome(None, change.changes)

    def new_recovery_sheet(self) -> tuple[str, ...]:
        """Make a recovery sheet, to be shown once; it counts once it was typed back, the one before no longer does."""
        with self._desk.change(Permission.MANAGE_PEOPLE) as change:
            confirmed = change.uow.facts.all().get(RECOVERY_CONFIRMED, "")
            change.uow.facts.put(RECOVERY_CONFIRMED, "")
            change.record(
                "make recovery sheet",
                Subject(Kind.CENTER, None, "recovery sheet"),
                {"confirmed": confirmed},
                {"confirmed": ""},
            )
            return self._keys.make_recovery(change.at)

    def confirm_recovery_sheet(self, typed: str) -> Outcome[bool]:
        """Type the sheet back; where it fits, the center notes that a tested sheet exists."""
        require(self._desk.actor.role, Permission.MANAGE_PEOPLE)
        if not self._keys.confirm_recovery(typed):
            raise Invalid(
                "recovery sheet",
                "what was typed does not open the center; compare it with the sheet",
            )
        with self._desk.change(Permission.MANAGE_PEOPLE) as change:
            change.uow.facts.put(RECOVERY_CONFIRMED, change.at.iso())
            change.record(
                "confirm recovery sheet", Subject(Kind.CENTER, None, "recovery sheet"), None, None
            )
        return Outcome(value=True, changes=change.changes)

    def recovery_confirmed(self) -> Moment | None:
        """When the recovery sheet was last typed back; None means there is no tested sheet."""
        with self._desk.unit_of_work() as uow:
            text = uow.facts.all().get(RECOVERY_CONFIRMED, "")
        return Moment.from_iso(text) if text else None

    def _with_new_key(self, person: Person, passphrase: str, at: Moment) -> Person:
        public_key = self._keys.replace(person, passphrase, at)
        return replace(person, public_keys=(*person.public_keys, public_key))

    @staticmethod
    def _require_free_name(change: Change, name: str) -> None:
        taken = {person.name.casefold() for person in change.uow.people.all() if person.active}
        if name.strip().casefold() in taken:
            raise Invalid("name", f"{name.strip()} already works here; tell them apart")

    @staticmethod
    def _keep_a_manager(change: Change, person: Person, new_role: Role | None) -> None:
        if new_role is not None and may(new_role, Permission.MANAGE_PEOPLE):
            return
        others = [
            other for other in change.uow.people.all() if other.active and other.id != person.id
        ]
        if not any(may(other.role, Permission.MANAGE_PEOPLE) for other in others):
            raise LastManager(person.name)


def _new_person(
    person_id: PersonId, name: str, role: Role, trainee_id: TraineeId | None, at: Moment
) -> Person:
    if not name.strip():
        raise Invalid("name", "is empty")
    return Person(person_id, name.strip(), role, (), at, None, trainee_id)


def _subject(person: Person) -> Subject:
    return Subject(Kind.PERSON, person.id, person.name)


def _index(change: Change, person: Person) -> None:
    change.uow.search.put(Hit("person", person.id, person.name, person.role.value), person.name)
