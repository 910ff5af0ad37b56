"""A kind of safety record made for tests, and a diary of such records in a center in memory."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from au_desktop.domain.ids import PersonId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.roles import Permission, Role
from au_desktop.domain.safety.safety_records import (
    Deadline,
    MeterRef,
    PersonRef,
    RecordKind,
    RoomRef,
    SafetyRecord,
    Summary,
)
from au_desktop.services.safety.safety_book import SafetyBook
from tests.builders import MemoryDesk
from tests.package_examples import after


@dataclass(frozen=True, slots=True)
class Finding:
    """One point of a diary page."""

    place: str
    rate: DoseRate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryPage(SafetyRecord):
    """A page of a diary, kept under the kind of surveys."""

    KIND: ClassVar[RecordKind] = RecordKind.SURVEY

    title: str = "Hot lab"
    activity: Activity | None = None
    share: Decimal | None = None
    room: RoomRef | None = None
    meter: MeterRef | None = None
    by: PersonRef | None = None
    findings: tuple[Finding, ...] = ()
    due: Moment | None = None
    done: bool = False
    bad: bool = False

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        return Summary(
            label=self.title,
            about="" if self.room is None else self.room.name,
            state="done" if self.done else "open",
            open=not self.done,
            attention=self.bad,
            deadlines=()
            if self.due is None
            else (Deadline("written", "Write it up", self.due, "center practice"),),
            links=() if self.room is None else (self.room.id,),
            words="diary",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingPage(DiaryPage):
    """A page that is written on in steps."""

    KIND: ClassVar[RecordKind] = RecordKind.EVENT
    FINAL: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPage(LivingPage):
    """A page that is final once it is done and signed."""

    CLOSES: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretPage(DiaryPage):
    """A page that only some may see."""

    KIND: ClassVar[RecordKind] = RecordKind.PREGNANCY
    SEEN_BY: ClassVar[Permission | None] = Permission.SEE_DOSES


def a_page(number: int = 1, kind: type[DiaryPage] = DiaryPage, **changes: object) -> DiaryPage:
    """A page that was entered already."""
    at = after(minutes=number)
    page = kind(
        id=SafetyId(UUID(int=7000 + number)),
        number=number,
        at=at,
        entered_at=at,
        entered_by=PersonId(UUID(int=900)),
    )
    return replace(page, **changes)  # type: ignore[arg-type]


class Diary:
    """Enters pages as one person or another."""

    def __init__(self) -> None:
        self.memory = MemoryDesk()

    def book(self, role: Role = Role.RSO) -> SafetyBook:
        return SafetyBook(self.memory.desk(role))

    def enter(self, page: DiaryPage, role: Role = Role.RSO) -> DiaryPage:
        book, desk = self.book(role), self.memory.desk(role)
        fresh = replace(page, id=SafetyId(desk.ids.new()), at=desk.clock.now())
        with desk.change(Permission.KEEP_SAFETY) as change:
            return book.enter(change, fresh)

    def step(
        self, page: DiaryPage, change_it: Callable[[DiaryPage], DiaryPage], reason: str = ""
    ) -> DiaryPage:
        desk = self.memory.desk(Role.RSO)
        with desk.change(Permission.KEEP_SAFETY) as change:
            return self.book().step(change, "write on", page, change_it(page), reason)

    def amend(self, page: DiaryPage, after_it: DiaryPage, reason: str) -> DiaryPage:
        desk = self.memory.desk(Role.RSO)
        with desk.change(Permission.KEEP_SAFETY) as change:
            return self.book().amend(change, page, after_it, reason)
