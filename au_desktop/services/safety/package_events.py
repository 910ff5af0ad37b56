"""The event about a package: found, or begun with what is wrong with the package."""

from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.safety.events import Event, EventKind
from au_desktop.domain.safety.packages import Package
from au_desktop.services.desk import Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.safety.event_log import EventLog, NewEvent
from au_desktop.services.safety.stock_keeping import standing


class PackageEvents:
    """Use cases that tie a package to its event; each of both names the other."""

    def __init__(self, desk: Desk, events: EventLog) -> None:
        self._desk, self._events = desk, events

    def event_of(self, package_id: UUID) -> Event | None:
        """The newest event about a package that stands."""
        with self._desk.reading() as uow:
            found = standing(uow.safety.linked(Event, package_id))
        return next((event for event in found if event.about_id == package_id), None)

    def start(self, package_id: UUID) -> Outcome[Event]:
        """Begin the event about a package, with everything that was found wrong and whom nobody told yet.

        Raises:
            Invalid: there is one already, or the package is void.
        """
        with self._desk.reading() as uow:
            package = uow.safety.get(Package, package_id)
        known = self.event_of(package_id)
        if known is not None:
            raise Invalid("event", f"{known.code} is about {package.code} already")
        if package.voided is not None:
            raise Invalid("package", f"{package.code} is void")
        at = package.monitored_at or package.at
        new = NewEvent(
            EventKind.PACKAGE,
            at,
            at,
            room_id=None if package.room is None else package.room.id,
            about_id=package.id,
            about=package.code,
        )
        return self._events.start(new, {"story": _story(package)})


def _story(package: Package) -> str:
    """What is wrong, each with its limit and basis, one to a line."""
    lines = [f"{package.code} {package.summary.label}, from {package.supplier or 'unknown'}."]
    for finding in package.findings:
        if finding.wrong:
            limit = f", limit {finding.limit}" if finding.limit else ""
            lines.append(f"{finding.issue.value}: {finding.measured}{limit} ({finding.basis}).")
    lines += [f"Not yet told: {party.value}." for party in package.not_yet_told]
    lines += [
        f"Told: {one.party.value}, {one.at.local:%Y-%m-%d %H:%M}." for one in package.notices
    ]
    return "\n".join(line[0].upper() + line[1:] for line in lines)
