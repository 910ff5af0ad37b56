"""Placements: a trainee's visit to a host with the papers it takes, due dates counted back, and dosimeters lent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.ids import HostId, PaperId, PlacementId, TraineeId
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.onboarding import (
    Dosimeter,
    HostProfile,
    OnboardingItem,
    Placement,
    items_for,
)
from au_desktop.domain.training.trainees import Period, Trainee
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.roster.onboarding_views import (
    Onboarding,
    OnboardingDue,
    onboarding_due,
    onboarding_of,
)


@dataclass(frozen=True, slots=True)
class PlacementPlan:
    """A visit to be planned."""

    trainee_id: TraineeId
    host_id: HostId
    visit: Period
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """That an item came: when, until when it is good, and the paper."""

    received: date
    expires: date | None = None
    paper_id: PaperId | None = None


class Placements:
    """Use cases about visits and their papers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, trainee_id: TraineeId) -> Onboarding:
        """A trainee's placements by first day, voided ones last, each with its warnings, and what precedes the first case."""
        return onboarding_of(self._desk, trainee_id)

    def due(self, until: date) -> tuple[OnboardingDue, ...]:
        """What visits that are not over wait for by a day, overdue first, and dosimeters not returned after a visit."""
        return onboarding_due(self._desk, until)

    def place(self, plan: PlacementPlan) -> Outcome[PlacementId]:
        """Plan a visit: the host's items with due dates counted back; the visit joins those of the trainee."""
        with self._desk.change(Permission.MANAGE_TRAINEES) as change:
            host = change.uow.hosts.get(plan.host_id)
            if host.retired:
                raise Invalid("host", f"{host.name} is retired")
            trainee = change.uow.trainees.get(plan.trainee_id)
            placement = Placement(
                id=PlacementId(self._desk.ids.new()),
                trainee_id=plan.trainee_id,
                host_id=plan.host_id,
                visit=plan.visit,
                items=items_for(host, plan.visit),
                notes=plan.notes,
            )
            change.uow.placements.put(placement)
            subject = _subject(placement, trainee, host)
            change.record("plan visit", subject, None, placement)
            _with_visits(change, trainee, _joined(trainee.visits, plan.visit))
        undo = Undo(
            f"Visit to {host.name} planned",
            lambda: self.void(placement.id, "planned by mistake and taken back at once"),
        )
        return Outcome(placement.id, change.changes, undo)

    def move(self, placement_id: PlacementId, visit: Period) -> Outcome[None]:
        """Put a visit on other days: what is still open is due as many days before as it was; received items stay."""

        def update(placement: Placement) -> Placement:
            return placement.moved_to(visit)

        return self._change(placement_id, "move visit", update)

    def describe(self, placement_id: PlacementId, notes: str) -> Outcome[None]:
        """Change the notes of a visit."""
        return self._change(
            placement_id, "change visit", lambda placement: replace(placement, notes=notes)
        )

    def add_item(self, placement_id: PlacementId, item: OnboardingItem) -> Outcome[None]:
        """Ask for one more thing on this visit alone."""

        def update(placement: Placement) -> Placement:
            return replace(placement, items=(*placement.items, item))

        return self._change(placement_id, "add onboarding item", update)

    def receive(self, placement_id: PlacementId, title: str, receipt: Receipt) -> Outcome[None]:
        """Note that an item came. Without a day of expiry it takes the one that the host's rule gives, if any."""

        def update(placement: Placement, host: HostProfile) -> Placement:
            item = placement.item(title)
            return placement.with_item(
                replace(
                    item,
                    received=receipt.received,
                    expires=receipt.expires or _expiry(host, title, receipt.received),
                    paper_id=receipt.paper_id or item.paper_id,
                    not_needed="",
                )
            )

        return self._change_with_host(placement_id, "receive onboarding item", update)

    def attach(
        self, placement_id: PlacementId, title: str, paper_id: PaperId | None
    ) -> Outcome[None]:
        """Put a kept paper with an item, or take it away."""

        def update(placement: Placement) -> Placement:
            return placement.with_item(replace(placement.item(title), paper_id=paper_id))

        return self._change(placement_id, "attach paper to onboarding item", update)

    def not_needed(self, placement_id: PlacementId, title: str, reason: str) -> Outcome[None]:
        """Note why an item is not needed for this visit."""
        if not reason.strip():
            raise ReasonRequired("leave an item out")

        def update(placement: Placement) -> Placement:
            return placement.with_item(
                replace(placement.item(title), not_needed=reason.strip(), received=None)
            )

        return self._change(placement_id, "leave onboarding item out", update, reason)

    def change_item(self, placement_id: PlacementId, item: OnboardingItem) -> Outcome[None]:
        """Change everything about an item but its title: who brings it, its dates and paper, or why it is not needed.

        One that came just now takes the day of expiry that the host's rule gives, if none is said.
        """

        def update(placement: Placement, host: HostProfile) -> Placement:
            expires = item.expires
            if item.received is not None and placement.item(item.title).received is None:
                expires = expires or _expiry(host, item.title, item.received)
            return placement.with_item(replace(item, expires=expires))

        return self._change_with_host(placement_id, "change onboarding item", update)

    def issue_dosimeter(self, placement_id: PlacementId, dosimeter: Dosimeter) -> Outcome[None]:
        """Lend a badge or ring."""

        def update(placement: Placement) -> Placement:
            return replace(placement, dosimeters=(*placement.dosimeters, dosimeter))

        return self._change(placement_id, "issue dosimeter", update)

    def return_dosimeter(self, placement_id: PlacementId, number: str, day: date) -> Outcome[None]:
        """Take a badge or ring back."""
        return self._change(
            placement_id,
            "return dosimeter",
            lambda placement: placement.with_returned(number, day),
        )

    def void(self, placement_id: PlacementId, reason: str) -> Outcome[None]:
        """Take a visit's onboarding out of use, with the reason; it stays readable.

        The days leave the trainee's visits unless another placement has them, too.
        """
        if not reason.strip():
            raise ReasonRequired("take a visit out of use")
        with self._desk.change(Permission.MANAGE_TRAINEES) as change:
            before, trainee, host = _known(change, placement_id)
            after = replace(before, voided=Voided(reason.strip(), change.at))
            change.uow.placements.put(after)
            subject = _subject(after, trainee, host)
            change.record("void visit", subject, before, after, reason.strip())
            if not _shared(change, before):
                left = tuple(visit for visit in trainee.visits if visit != before.visit)
                _with_visits(change, trainee, left)
        return Outcome(None, change.changes)

    def _change(
        self,
        placement_id: PlacementId,
        verb: str,
        update: Callable[[Placement], Placement],
        reason: str = "",
    ) -> Outcome[None]:
        return self._change_with_host(
            placement_id, verb, lambda placement, _host: update(placement), reason
        )

    def _change_with_host(
        self,
        placement_id: PlacementId,
        verb: str,
        update: Callable[[Placement, HostProfile], Placement],
        reason: str = "",
    ) -> Outcome[None]:
        """Change a placement; where its days change, those of the trainee follow, which only who keeps the roster may."""
        with self._desk.change(_PERMISSIONS.get(verb, Permission.KEEP_PAPERS)) as change:
            before, trainee, host = _known(change, placement_id)
            after = update(before, host)
            if after == before:
                change.nothing_to_do()
                return Outcome(None, change.changes)
            change.uow.placements.put(after)
            change.record(verb, _subject(after, trainee, host), before, after, reason.strip())
            if after.visit != before.visit:
                _follow(change, trainee, before, after)
        undo = Undo(
            f"Visit to {host.name} changed",
            lambda: self._change(placement_id, verb, lambda _now: before, "taken back"),
        )
        return Outcome(None, change.changes, undo)


_PERMISSIONS = {
    "move visit": Permission.MANAGE_TRAINEES,
    "change visit": Permission.MANAGE_TRAINEES,
}


def _known(change: Change, placement_id: PlacementId) -> tuple[Placement, Trainee, HostProfile]:
    placement = change.uow.placements.get(placement_id)
    if placement.voided is not None:
        raise Invalid("visit", "is out of use")
    trainee = change.uow.trainees.get(placement.trainee_id)
    return placement, trainee, change.uow.hosts.get(placement.host_id)


def _follow(change: Change, trainee: Trainee, before: Placement, after: Placement) -> None:
    kept = trainee.visits
    if not _shared(change, before):
        kept = tuple(visit for visit in kept if visit != before.visit)
    _with_visits(change, trainee, _joined(kept, after.visit))


def _shared(change: Change, placement: Placement) -> bool:
    """Whether another placement of the trainee in use has the same days."""
    others = change.uow.placements.of_trainees((placement.trainee_id,))
    return any(
        other.id != placement.id and other.voided is None and other.visit == placement.visit
        for other in others
    )


def _joined(visits: Sequence[Period], visit: Period) -> tuple[Period, ...]:
    return tuple(visits) if visit in visits else (*visits, visit)


def _with_visits(change: Change, trainee: Trainee, visits: tuple[Period, ...]) -> None:
    if visits == trainee.visits:
        return
    after = replace(trainee, visits=tuple(sorted(visits, key=lambda one: one.first)))
    change.uow.trainees.replace(after)
    subject = Subject(Kind.TRAINEE, trainee.id, f"{trainee.code} {trainee.display_name}")
    change.record("change trainee", subject, trainee, after)


def _expiry(host: HostProfile, title: str, received: date) -> date | None:
    asked = host.item(title)
    if asked is None or asked.valid_days is None:
        return None
    return received + timedelta(days=asked.valid_days)


def _subject(placement: Placement, trainee: Trainee, host: HostProfile) -> Subject:
    label = f"{trainee.code} at {host.name} from {placement.visit.first.isoformat()}"
    return Subject(Kind.PLACEMENT, placement.id, label)
