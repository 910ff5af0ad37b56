"""Training programs and host hospitals: what each asks, listed, added from a shipped starting point, changed, retired."""

from dataclasses import replace
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import HostId, ProgramId
from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.reference.programs import ShippedHost, ShippedProgram
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.onboarding import AskedItem, HostProfile, ProgramProfile
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo

_NOBODY = UUID(int=0)


class HostProfiles:
    """Use cases about programs and hosts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def programs(self) -> tuple[ProgramProfile, ...]:
        """The center's programs by title, retired ones last."""
        with self._desk.unit_of_work() as uow:
            kept = uow.programs.all()
        return tuple(sorted(kept, key=lambda one: (one.retired, one.title.casefold())))

    def hosts(self) -> tuple[HostProfile, ...]:
        """The center's hosts by name, retired ones last."""
        with self._desk.unit_of_work() as uow:
            kept = uow.hosts.all()
        return tuple(sorted(kept, key=lambda one: (one.retired, one.name.casefold())))

    def shipped_programs(self) -> tuple[ProgramProfile, ...]:
        """Starting points that come with the program, to be added and completed; their ids mean nothing."""
        return tuple(_program_of(one) for one in self._desk.reference.programs.values())

    def shipped_hosts(self) -> tuple[HostProfile, ...]:
        """Examples of what hosts ask, to be added under the host's own name and corrected."""
        return tuple(_host_of(one) for one in self._desk.reference.hosts.values())

    def add_program(self, program: ProgramProfile) -> Outcome[ProgramId]:
        """Add a program; its id is given here."""
        with self._desk.change(Permission.MANAGE_CENTER) as change:
            _require_sound(program)
            _refuse_twin("title", program.title, [one.title for one in change.uow.programs.all()])
            added = replace(program, id=ProgramId(self._desk.ids.new()))
            change.uow.programs.put(added)
            change.record("add program", _program_subject(added), None, added)
        undo = Undo(f"{added.title} added", lambda: self._retire_program(added.id))
        return Outcome(added.id, change.changes, undo)

    def change_program(self, program: ProgramProfile) -> Outcome[None]:
        """Change a program, or retire it."""
        with self._desk.change(Permission.MANAGE_CENTER) as change:
            _require_sound(program)
            before = change.uow.programs.get(program.id)
            others = [one.title for one in change.uow.programs.all() if one.id != program.id]
            _refuse_twin("title", program.title, others)
            change.uow.programs.put(program)
            change.record("change program", _program_subject(program), before, program)
        undo = Undo(f"{program.title} changed", lambda: self.change_program(before))
        return Outcome(None, change.changes, undo)

    def add_host(self, host: HostProfile) -> Outcome[HostId]:
        """Add a host; its id is given here."""
        with self._desk.change(Permission.MANAGE_CENTER) as change:
            _refuse_twin("name", host.name, [one.name for one in change.uow.hosts.all()])
            added = replace(host, id=HostId(self._desk.ids.new()))
            change.uow.hosts.put(added)
            change.record("add host", _host_subject(added), None, added)
        undo = Undo(f"{added.name} added", lambda: self._retire_host(added.id))
        return Outcome(added.id, change.changes, undo)

    def change_host(self, host: HostProfile) -> Outcome[None]:
        """Change a host, or retire it; visits that are planned keep the items that they were given."""
        with self._desk.change(Permission.MANAGE_CENTER) as change:
            before = change.uow.hosts.get(host.id)
            others = [one.name for one in change.uow.hosts.all() if one.id != host.id]
            _refuse_twin("name", host.name, others)
            change.uow.hosts.put(host)
            change.record("change host", _host_subject(host), before, host)
        undo = Undo(f"{host.name} changed", lambda: self.change_host(before))
        return Outcome(None, change.changes, undo)

    def _retire_program(self, program_id: ProgramId) -> Outcome[None]:
        with self._desk.unit_of_work() as uow:
            kept = uow.programs.get(program_id)
        return self.change_program(replace(kept, retired=True))

    def _retire_host(self, host_id: HostId) -> Outcome[None]:
        with self._desk.unit_of_work() as uow:
            kept = uow.hosts.get(host_id)
        return self.change_host(replace(kept, retired=True))


def _require_sound(program: ProgramProfile) -> None:
    if not program.title.strip():
        raise Invalid("title", "is empty")


def _refuse_twin(field: str, name: str, others: list[str]) -> None:
    if name.strip().casefold() in {other.strip().casefold() for other in others}:
        raise Invalid(field, f"{name} already exists")


def _program_subject(program: ProgramProfile) -> Subject:
    return Subject(Kind.PROGRAM, program.id, f"program {program.title}")


def _host_subject(host: HostProfile) -> Subject:
    return Subject(Kind.PROGRAM, host.id, f"host {host.name}")


def _source(notes: str, basis: Basis) -> str:
    """The notes with where the facts come from, which a copy must not lose."""
    return f"{notes}\n\nSource: {basis.citation} ({basis.edition}).".strip()


def _program_of(shipped: ShippedProgram) -> ProgramProfile:
    return ProgramProfile(
        id=ProgramId(_NOBODY),
        title=shipped.title,
        days=shipped.days,
        cases=shipped.cases,
        membership_asked=shipped.membership_asked,
        classroom_first=shipped.classroom_first,
        documents=shipped.documents,
        edition=shipped.edition,
        verify=shipped.basis.verify,
        notes=_source(shipped.notes, shipped.basis),
    )


def _host_of(shipped: ShippedHost) -> HostProfile:
    return HostProfile(
        id=HostId(_NOBODY),
        name=shipped.title,
        items=tuple(AskedItem(item.title, item.owner, item.days_before) for item in shipped.items),
        notes=_source(shipped.notes, shipped.basis),
        verify=shipped.basis.verify or any(item.basis.verify for item in shipped.items),
    )
