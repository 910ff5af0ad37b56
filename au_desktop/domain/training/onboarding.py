"""Onboarding at a host hospital: program and host profiles, a visit's papers with due dates, dosimeters."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from au_desktop.domain.errors import Invalid, NotFound
from au_desktop.domain.ids import HostId, PaperId, PlacementId, ProgramId, TraineeId
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.trainees import Period


@dataclass(frozen=True, slots=True)
class ProgramProfile:
    """What a training program asks; None and empty where the program does not say."""

    id: ProgramId
    title: str
    days: int | None = None
    cases: int | None = None
    membership_asked: bool | None = None
    classroom_first: bool | None = None
    documents: tuple[str, ...] = ()
    edition: str = ""
    verify: bool = True
    notes: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One paper or step that a host asks for: who brings it, and how many days before the visit it is due."""

    title: str
    owner: str = ""
    days_before: int = 30
    valid_days: int | None = None

    def __post_init__(self) -> None:
        """A step has a name and no negative lead time."""
        if not self.title.strip():
            raise Invalid("title", "is empty")
        if self.days_before < 0:
            raise Invalid("days before", "cannot be negative")


@dataclass(frozen=True, slots=True)
class HostProfile:
    """A host hospital and its onboarding template; `longest_stay_days` None where it sets none.

    `verify` says that the items come from an example and nobody has held them against the host's own list yet.
    """

    id: HostId
    name: str
    items: tuple[AskedItem, ...] = ()
    longest_stay_days: int | None = None
    notes: str = ""
    retired: bool = False
    verify: bool = False

    def __post_init__(self) -> None:
        """A host needs a name, and each item one of its own: by it the visit's items are known."""
        if not self.name.strip():
            raise Invalid("name", "is empty")
        refuse_twin_titles(item.title for item in self.items)

    def item(self, title: str) -> AskedItem | None:
        """The item of that title."""
        return next((item for item in self.items if item.title == title), None)


class ItemState(StrEnum):
    """Where one item stands on a day."""

    RECEIVED = "received"
    NOT_NEEDED = "not needed"
    OPEN = "open"
    OVERDUE = "overdue"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class OnboardingItem:
    """One paper or step of one visit."""

    title: str
    owner: str
    due: date
    received: date | None = None
    expires: date | None = None
    paper_id: PaperId | None = None
    not_needed: str = ""

    def __post_init__(self) -> None:
        """An item has a name, and does not expire before it was received."""
        if not self.title.strip():
            raise Invalid("title", "is empty")
        if self.received and self.expires and self.expires < self.received:
            raise Invalid("expires", "is before the day it was received")

    @property
    def settled(self) -> bool:
        """Whether nobody waits for it any more."""
        return self.received is not None or bool(self.not_needed)

    def state_on(self, day: date, until: date | None = None) -> ItemState:
        """Where it stands on `day`; `until` is the last day of the visit, before which a paper must not expire."""
        if self.not_needed:
            return ItemState.NOT_NEEDED
        if self.received is not None:
            lapsed = self.expires is not None and self.expires < max(day, until or day)
            return ItemState.EXPIRED if lapsed else ItemState.RECEIVED
        return ItemState.OVERDUE if self.due < day else ItemState.OPEN


@dataclass(frozen=True, slots=True)
class Dosimeter:
    """A badge or ring lent to the trainee."""

    number: str
    kind: str
    issued: date
    returned: date | None = None

    def __post_init__(self) -> None:
        """It has a number, and comes back no earlier than it went out."""
        if not self.number.strip():
            raise Invalid("number", "is empty")
        if self.returned is not None and self.returned < self.issued:
            raise Invalid("returned", "is before the day of issue")


@dataclass(frozen=True, slots=True)
class Placement:
    """One trainee's visit to one host, with the papers it takes and the dosimeters lent.

    An item is known by its title, a dosimeter by its number.
    """

    id: PlacementId
    trainee_id: TraineeId
    host_id: HostId
    visit: Period
    items: tuple[OnboardingItem, ...] = ()
    dosimeters: tuple[Dosimeter, ...] = ()
    notes: str = ""
    voided: Voided | None = None

    def __post_init__(self) -> None:
        """No two items have one title, no two dosimeters one number."""
        refuse_twin_titles(item.title for item in self.items)
        numbers = [dosimeter.number for dosimeter in self.dosimeters]
        if len(set(numbers)) < len(numbers):
            raise Invalid("number", "a dosimeter of that number is lent already")

    def item(self, title: str) -> OnboardingItem:
        """The item of that title; raises `NotFound`."""
        found = next((item for item in self.items if item.title == title), None)
        if found is None:
            raise NotFound("onboarding item", title)
        return found

    def with_item(self, changed: OnboardingItem) -> "Placement":
        """The same with another value in the place of the item of that title."""
        self.item(changed.title)
        items = tuple(changed if item.title == changed.title else item for item in self.items)
        return replace(self, items=items)

    def with_returned(self, number: str, day: date) -> "Placement":
        """The same with a dosimeter given back; raises `NotFound`."""
        lent = next((one for one in self.dosimeters if one.number == number), None)
        if lent is None:
            raise NotFound("dosimeter", number)
        back = replace(lent, returned=day)
        return replace(
            self,
            dosimeters=tuple(back if one.number == number else one for one in self.dosimeters),
        )

    def moved_to(self, visit: Period) -> "Placement":
        """The same on other days. What is still open is due as many days before the new first day as before the old one."""
        shift = visit.first - self.visit.first
        items = tuple(
            item if item.settled else replace(item, due=item.due + shift) for item in self.items
        )
        return replace(self, visit=visit, items=items)

    def state_of(self, item: OnboardingItem, day: date) -> ItemState:
        """Where one of its items stands on a day."""
        return item.state_on(day, self.visit.last)


def refuse_twin_titles(titles: Iterable[str]) -> None:
    """Refuse a list in which two items have the same title."""
    seen: set[str] = set()
    for title in titles:
        if title.strip().casefold() in seen:
            raise Invalid("items", f"{title} is there twice")
        seen.add(title.strip().casefold())


def items_for(host: HostProfile, visit: Period) -> tuple[OnboardingItem, ...]:
    """The host's items with due dates counted back from the first day of the visit."""
    return tuple(
        OnboardingItem(item.title, item.owner, visit.first - timedelta(days=item.days_before))
        for item in host.items
    )
