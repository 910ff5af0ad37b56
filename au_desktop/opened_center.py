"""A center that is open: who works in it, its first records, and closing it again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from au_desktop.domain.audit import LogHead
from au_desktop.domain.errors import BackupNotMade, OutsideError
from au_desktop.domain.people import Actor, Person
from au_desktop.domain.roles import Permission
from au_desktop.persistence.read_queries.sql_read_queries import SqlReadQueries
from au_desktop.persistence.unit_of_work import SqlUnitOfWork
from au_desktop.security.key_ring import VaultKeyRing
from au_desktop.services.bundle import Services
from au_desktop.services.center.access import Access
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.changes import Kind
from au_desktop.services.custody import KeyRing
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import Hit
from au_desktop.wiring import CenterParts, Tools, Wiring


class OpenedCenter:
    """`OpenCenter` over the adapters. Closing drops connections, keys and lock; doing so twice is harmless."""

    def __init__(self, parts: CenterParts, tools: Tools) -> None:
        self._parts = parts
        self._tools = tools
        self._closed = False
        self._key_ring = VaultKeyRing(
            parts.vault, parts.keys, tools.common, self._rekey, tools.kdf
        )
        self._services = self.services_for(parts.actor)
        self._head_at_start = self._head()

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._parts.folder

    @property
    def services(self) -> Services:
        """The use cases of whoever unlocked it."""
        return self._services

    @property
    def failures_before(self) -> int:
        """How many wrong passphrases were tried since this person last got in."""
        return self._parts.keys.failures_before

    @property
    def key_ring(self) -> KeyRing:
        """The key slots, while the center is open."""
        return self._key_ring

    def unit_of_work(self) -> SqlUnitOfWork:
        """A transaction on the writing connection."""
        return SqlUnitOfWork(self._parts.engines)

    def _reader(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._parts.engines, reading=True)

    def services_for(
        self,
        actor: Actor,
        tools: Tools | None = None,
        unit_of_work: Callable[[], UnitOfWork] | None = None,
    ) -> Services:
        """The use cases as someone else, or on another clock or transaction: for the worked example."""
        with_tools = tools or self._tools
        desk = Desk(
            actor=actor,
            unit_of_work=unit_of_work or self.unit_of_work,
            queries=SqlReadQueries(self._parts.engines.read),
            clock=with_tools.clock,
            ids=with_tools.ids,
            reference=with_tools.reference,
            read_only=self._parts.read_only,
            reader=None if unit_of_work else self._reader,
        )
        return Wiring(self._parts, self._key_ring, with_tools).services(desk)

    def found(self, founder: Person, facts: CenterFacts) -> None:
        """Write the first records of a new center: its facts and its first person."""
        with self._services.desk.change(Permission.MANAGE_PEOPLE) as change:
            for key, text in facts.texts().items():
                change.uow.facts.put(key, text)
            change.record("found center", Subject(Kind.CENTER, None, facts.name), None, facts)
            change.uow.people.add(founder)
            subject = Subject(Kind.PERSON, founder.id, founder.name)
            change.record("add person", subject, None, founder)
            change.uow.search.put(
                Hit("person", founder.id, founder.name, founder.role.value), founder.name
            )

    def let_in(self, new_passphrase: str) -> None:
        """Give whoever came with the recovery sheet a new passphrase; in a restored center, too, or nobody could confirm it."""
        desk = replace(self._services.desk, read_only="")
        Access(desk, self._key_ring).reset_passphrase(desk.actor.person_id, new_passphrase)

    def close(self, progress: Callable[[str], None] = lambda _: None) -> None:
        """Close it; makes a backup first when something changed. A backup that fails does not keep the center open.

        Raises:
            BackupNotMade: the center is closed all the same.
        """
        if self._closed:
            return
        self._closed = True
        try:
            if not self._parts.read_only and self._head() != self._head_at_start:
                progress("backup")
                self._back_up()
        finally:
            self._parts.engines.dispose()
            self._parts.lock.release()

    def _back_up(self) -> None:
        shelf = self._parts.shelf()
        now = self._tools.clock.now().utc
        try:
            shelf.make(None, now, lambda _: None)
            shelf.thin(now)
        except OutsideError as error:
            raise BackupNotMade(str(error)) from error

    def _rekey(self, key: bytes) -> None:
        """Put the file under another key; whoever looks at the whole file goes on with it."""
        self._parts.engines.rekey(key)
        self._parts.center_file.rekeyed(key)

    def _head(self) -> LogHead:
        with self.unit_of_work() as uow:
            return uow.log.head()
