"""Supervising AUs: who they are and which licenses list them, for what, from when to when."""

from dataclasses import replace

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import SupervisorId
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.rows import Hit


class Supervision:
    """Use cases about supervising AUs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def supervisors(self) -> tuple[SupervisingAU, ...]:
        """All supervising AUs, by name."""
        with self._desk.unit_of_work() as uow:
            return uow.supervisors.all()

    def add(self, supervisor: SupervisingAU) -> Outcome[SupervisorId]:
        """Add a supervising AU; the id is given here."""
        self._require_known(supervisor)
        with self._desk.change(Permission.MANAGE_SUPERVISORS) as change:
            added = replace(supervisor, id=SupervisorId(self._desk.ids.new()))
            change.uow.supervisors.add(added)
            change.record("add supervising AU", _subject(added), None, added)
            _index(change, added)
        return Outcome(added.id, change.changes)

    def change(self, supervisor: SupervisingAU) -> Outcome[None]:
        """Change a supervising AU or their listings; earlier cases are judged anew by the dates."""
        self._require_known(supervisor)
        with self._desk.change(Permission.MANAGE_SUPERVISORS) as change:
            before = change.uow.supervisors.get(supervisor.id)
            change.uow.supervisors.replace(supervisor)
            change.record("change supervising AU", _subject(supervisor), before, supervisor)
            _index(change, supervisor)
        undo = Undo(f"{supervisor.name} changed", lambda: self.change(before))
        return Outcome(None, change.changes, undo)

    def add_listing(self, supervisor_id: SupervisorId, listing: LicenseListing) -> Outcome[None]:
        """Add one license that names the supervisor."""
        with self._desk.unit_of_work() as uow:
            supervisor = uow.supervisors.get(supervisor_id)
        return self.change(replace(supervisor, listings=(*supervisor.listings, listing)))

    def _require_known(self, supervisor: SupervisingAU) -> None:
        """Category codes must be those of a shipped profile: a typing slip would silently authorize nothing."""
        known = {
            category.code
            for profile in self._desk.reference.profiles.values()
            for category in profile.categories
        }
        for listing in supervisor.listings:
            unknown = sorted(set(listing.categories) - known)
            if unknown:
                raise Invalid("categories", f"{', '.join(unknown)} is in no jurisdiction profile")


def _subject(supervisor: SupervisingAU) -> Subject:
    return Subject(Kind.SUPERVISOR, supervisor.id, supervisor.name)


def _index(change: Change, supervisor: SupervisingAU) -> None:
    licenses = " ".join(listing.license_number for listing in supervisor.listings)
    hit = Hit("supervisor", supervisor.id, supervisor.name, "supervising AU")
    change.uow.search.put(hit, f"{supervisor.name} {licenses}")
