"""Onboarding at a host hospital: program and host profiles, a visit's papers with due dates, dosimeters."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from au_desktop.domain.errors import Invalid
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
    """A host hospital and its onboarding template; `longest_stay_days` None where it sets none."""

    id: HostId
    name: str
    items: tuple[AskedItem, ...] = ()
    longest_stay_days: int | None = None
    notes: str = ""
    retired: bool = False

    def __post_init__(self) -> None:
        """A host needs a name."""
        if not self.name.strip():
            raise Invalid("name", "is empty")


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


@dataclass(frozen=True, slots=True)
class Placement:
    """One trainee's visit to one host, with the papers it takes and the dosimeters lent."""

    id: PlacementId
    trainee_id: TraineeId
    host_id: HostId
    visit: Period
    items: tuple[OnboardingItem, ...] = ()
    dosimeters: tuple[Dosimeter, ...] = ()
    notes: str = ""
    voided: Voided | None = None


def items_for(host: HostProfile, visit: Period) -> tuple[OnboardingItem, ...]:
    """The host's items with due dates counted back from the first day of the visit."""
    return tuple(
        OnboardingItem(item.title, item.owner, visit.first - timedelta(days=item.days_before))
        for item in host.items
    )
