"""Waste containers: opened, filled, sealed, surveyed, stripped of their labels and disposed of, each a step that is kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import RoomId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import PersonRef, RoomRef
from au_desktop.domain.safety.stock import Movement, MovementKind
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.safety.waste_contents import (
    Clearance,
    Content,
    ContentSource,
    find_present,
    rule_out,
)
from au_desktop.domain.safety.waste_disposal import (
    defaced_with,
    disposed_with,
    reopened_with,
    sealed_with,
    surveyed_with,
    with_content,
    with_known_content,
    without_content,
)
from au_desktop.domain.safety.waste_steps import (
    Defacing,
    Disposition,
    Reopening,
    Sealing,
    WasteType,
    Way,
)
from au_desktop.services.desk import Change, Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.stock_keeping import move_stock
from au_desktop.services.safety.waste_rules import NewContent, SurveyEntry, WasteRules


@dataclass(frozen=True, slots=True)
class NewContainer:
    """What a person says of a container when it is opened."""

    at: Moment
    waste_type: WasteType
    room_id: RoomId | None = None
    shelf: str = ""
    from_where: str = ""
    notes: str = ""


class WasteStorage:
    """Use cases about waste containers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)
        self._rules = WasteRules(desk)

    def container(self, key: UUID) -> Container:
        """One container."""
        return self._book.get(Container, key)

    def open_containers(self) -> tuple[Container, ...]:
        """Every container that is still here, by number."""
        with self._desk.reading() as uow:
            return uow.safety.open_ones(Container)

    def open_container(self, new: NewContainer) -> Outcome[SafetyId]:
        """Open a container."""
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            container = Container(
                **self._book.head(new.at),
                notes=new.notes,
                waste_type=new.waste_type,
                room=_room(change.uow, new.room_id),
                shelf=new.shelf.strip(),
                from_where=new.from_where.strip(),
                rules=self._rules.inside(change.uow),
            )
            kept = self._book.enter(change, container)
        return Outcome(kept.id, change.changes)

    def move(self, key: UUID, room_id: RoomId | None, shelf: str) -> Outcome[None]:
        """Put it on another shelf, or into another room."""

        def moved(container: Container, change: Change) -> Container:
            return replace(container, room=_room(change.uow, room_id), shelf=shelf.strip())

        return self._step(Permission.KEEP_SAFETY, key, "move waste container", moved)

    def put_in(self, key: UUID, new: NewContent) -> Outcome[None]:
        """Put something in. What comes from stock leaves the inventory of stock by the same step."""

        def filled(container: Container, change: Change) -> Container:
            after = with_content(container, self._rules.content_of(new, container.rules))
            if new.source is ContentSource.STOCK and new.source_id is not None:
                movement = Movement(
                    MovementKind.WASTE,
                    change.at,
                    to=container.code,
                    ref=container.id,
                    by=self._me(),
                )
                move_stock(change, self._book, new.source_id, movement)
            return after

        return self._step(Permission.KEEP_SAFETY, key, "put into waste container", filled)

    def take_out(self, key: UUID, number: int, reason: str) -> Outcome[None]:
        """Take a content out again, which stays on the list with the reason."""
        return self._step(
            Permission.KEEP_SAFETY,
            key,
            "take out of waste container",
            lambda container, _: without_content(container, number, reason),
            reason,
        )

    def rule_out(self, key: UUID, nuclide: str, document: str) -> Outcome[None]:
        """Note that a certificate rules an impurity out, for every content that it was asked about."""
        clearance = Clearance(document.strip(), self._me(), self._desk.clock.now())
        return self._learn(
            key,
            "rule out impurity of waste",
            lambda content: rule_out(content, nuclide, clearance),
            document,
        )

    def find_present(
        self, key: UUID, nuclide: str, percent: Decimal | None, document: str
    ) -> Outcome[None]:
        """Note that a certificate states an impurity, and how much of it where it says so."""
        return self._learn(
            key,
            "find impurity in waste",
            lambda content: find_present(content, nuclide, percent),
            document,
        )

    def seal(self, key: UUID, at: Moment, by: PersonRef, *, tagged: bool) -> Outcome[None]:
        """Close it; its tag has to be on."""
        if not tagged:
            raise Invalid("tag", "put the tag on: date sealed, longest-lived nuclide, initials")
        return self._step(
            Permission.KEEP_SAFETY,
            key,
            "seal waste container",
            lambda container, change: sealed_with(container, Sealing(_past(at, change), by)),
        )

    def reopen(self, key: UUID, reason: str) -> Outcome[None]:
        """Open it again: what was surveyed before counts no more."""
        return self._step(
            Permission.KEEP_SAFETY,
            key,
            "open waste container again",
            lambda container, change: reopened_with(
                container, Reopening(change.at, self._me(), reason)
            ),
            reason,
        )

    def survey(self, key: UUID, entry: SurveyEntry) -> Outcome[None]:
        """Write down a survey: it clears the container for disposal, or sends it back to storage with a day."""

        def surveyed(container: Container, change: Change) -> Container:
            _past(entry.at, change)
            return surveyed_with(container, self._rules.survey_of(change.uow, entry))

        return self._step(Permission.DISPOSE_WASTE, key, "survey waste container", surveyed)

    def deface(self, key: UUID, by: PersonRef, *, inner_stay: bool = False) -> Outcome[None]:
        """Note that its radiation labels were removed or obliterated."""
        return self._step(
            Permission.DISPOSE_WASTE,
            key,
            "deface labels of waste container",
            lambda container, change: defaced_with(container, Defacing(change.at, by, inner_stay)),
        )

    def dispose(self, key: UUID, way: Way, at: Moment, by: PersonRef) -> Outcome[None]:
        """Let it go as decayed; a transfer or the sewer has its own record and takes the container along."""
        return self._step(
            Permission.DISPOSE_WASTE,
            key,
            "dispose of waste container",
            lambda container, change: disposed_with(
                container, Disposition(way, _past(at, change), by)
            ),
        )

    def _learn(
        self, key: UUID, verb: str, learn: Callable[[Content], Content], document: str
    ) -> Outcome[None]:
        if not document.strip():
            raise Invalid("certificate", "name the certificate or statement that was read")

        def learned(container: Container, _: Change) -> Container:
            after = container
            for content in container.inside:
                after = with_known_content(after, learn(content))
            if after.contents == container.contents:
                raise Invalid("nuclide", "is not asked about, or comes with what was put in")
            return after

        return self._step(Permission.DISPOSE_WASTE, key, verb, learned, document.strip())

    def _step(
        self,
        permission: Permission,
        key: UUID,
        verb: str,
        take: Callable[[Container, Change], Container],
        reason: str = "",
    ) -> Outcome[None]:
        """One step, judged by the rules that hold now; they are kept in the record with it."""
        with self._desk.change(permission) as change:
            before = change.uow.safety.get(Container, key)
            current = self._rules.brought_up(before, self._rules.inside(change.uow))
            self._book.step(change, verb, before, take(current, change), reason)
        return Outcome(None, change.changes)

    def _me(self) -> PersonRef:
        return PersonRef(self._desk.actor.name, self._desk.actor.person_id)


def _room(uow: UnitOfWork, room_id: RoomId | None) -> RoomRef | None:
    if room_id is None:
        return None
    room = uow.rooms.get(room_id)
    return RoomRef(room.id, room.name)


def _past(at: Moment, change: Change) -> Moment:
    if at.utc > change.at.utc:
        raise Invalid("at", "lies in the future")
    return at
