"""Plays the worked example on a real center file: its people, their keys, a clock that is set, many changes a transaction."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from au_desktop.domain.errors import OutsideError
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.domain.roles import Role
from au_desktop.opened_center import OpenedCenter
from au_desktop.persistence.unit_of_work import SqlUnitOfWork
from au_desktop.services.bundle import Services
from au_desktop.services.example.worked_example import EXAMPLE_FACTS, ExampleSize, first_moment
from au_desktop.services.example.worked_example import WorkedExample as Play
from au_desktop.services.opening import NewCenter, PersonGlance, WorkedExample
from au_desktop.services.ports import Signer
from au_desktop.wiring import Tools

PASSPHRASE = "lanterns over the quiet lake"  # noqa: S105 - it is printed: everything in the example is made up
NAMES = {
    Role.COORDINATOR: "Casey Brooks",
    Role.PRECEPTOR: "Dana Whitfield",
    Role.RSO: "Robin Ellery",
    Role.STAFF: "Morgan Ellis",
    Role.TRAINEE: "Alex Hartman",
    Role.INSPECTOR: "Jordan Pike",
}
_CHANGES_A_TRANSACTION = 400


class Maker(Protocol):
    """What makes the empty center."""

    def create(self, new: NewCenter) -> OpenedCenter:
        """Make a center and open it for its first person."""
        ...


class SetClock:
    """A clock that shows what it was set to."""

    def __init__(self, now: Moment) -> None:
        self._now = now

    def now(self) -> Moment:
        """The moment it was set to."""
        return self._now

    def set(self, moment: Moment) -> None:
        """Set it."""
        self._now = moment


class SharedTransaction:
    """Lets many use cases share one transaction of the real file: an example loses nothing worth a sync each."""

    def __init__(self, begin: Callable[[], SqlUnitOfWork]) -> None:
        self._begin = begin
        self._open: SqlUnitOfWork | None = None
        self._changes = 0

    def __call__(self) -> "_Joined":
        """Join the open transaction, or begin one."""
        if self._open is None:
            self._open = self._begin().__enter__()
        return _Joined(self, self._open)

    def count(self) -> None:
        """A use case asked to commit."""
        self._changes += 1
        if self._changes >= _CHANGES_A_TRANSACTION:
            self.flush()

    def flush(self) -> None:
        """Make everything so far last."""
        if self._open is not None:
            self._open.commit()
            self._open.__exit__(None, None, None)
        self._open, self._changes = None, 0

    @contextmanager
    def kept_or_dropped(self) -> Iterator[None]:
        """Leave no transaction open after the play: the center could not close over it."""
        try:
            yield
        except BaseException:
            self.drop()
            raise
        self.flush()

    def drop(self) -> None:
        """Roll back what is not committed."""
        if self._open is not None:
            self._open.__exit__(None, None, None)
        self._open, self._changes = None, 0


class _Joined:
    """Stands for the shared unit of work in one use case."""

    def __init__(self, shared: SharedTransaction, uow: SqlUnitOfWork) -> None:
        self._shared = shared
        self._uow = uow

    def __getattr__(self, name: str) -> object:
        return getattr(self._uow, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._shared.drop()

    def commit(self) -> None:
        """Leave the committing to the shared transaction."""
        self._shared.count()


class FileStage:
    """`Stage` on an open center whose tools have the clock that is set; `now` is the real time."""

    def __init__(self, center: OpenedCenter, tools: Tools, clock: SetClock, now: Moment) -> None:
        self._center = center
        self._now = now
        self._clock = clock
        self._tools = tools
        self.shared = SharedTransaction(center.unit_of_work)
        self._services: dict[Role, Services] = {}
        self._signers: dict[Role, Signer] = {}

    def join(self, role: Role, person_id: PersonId) -> None:
        """Let a person of that role act from now on."""
        actor = Actor(person_id, NAMES[role], role)
        self._services[role] = self._center.services_for(actor, self._tools, self.shared)  # type: ignore[arg-type]  # joined units give every store by name
        self._signers[role] = self._center.key_ring.signer(person_id, PASSPHRASE)

    def as_role(self, role: Role) -> Services:
        """The use cases of the person in that role."""
        return self._services[role]

    def signer(self, role: Role) -> Signer:
        """Their unlocked signing key."""
        return self._signers[role]

    def passphrase(self, role: Role) -> str:  # noqa: ARG002 - the example gives everybody the same
        """What they type to sign."""
        return PASSPHRASE

    def set_time(self, moment: Moment) -> None:
        """What every use case takes for now."""
        self._clock.set(moment)

    def now(self) -> Moment:
        """The real time."""
        return self._now


def make_example(
    maker: Callable[[Tools], Maker],
    tools: Tools,
    folder: Path,
    size: ExampleSize,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> WorkedExample:
    """Make the center, its people, and everything that the example holds; returns who lives there.

    The center is founded when its story begins, so its log never shows a clock that went backwards.
    """
    now = tools.clock.now()
    clock = SetClock(first_moment(now, size))
    then = tools.with_clock(clock)
    founder = NewCenter(
        folder, EXAMPLE_FACTS, NAMES[Role.COORDINATOR], Role.COORDINATOR, PASSPHRASE
    )
    ours = not folder.exists() or not any(folder.iterdir())
    center = maker(then).create(founder)
    with _whole_or_gone(center, folder if ours else None):
        people = {Role.COORDINATOR: center.services.desk.actor.person_id}
        for role in (Role.PRECEPTOR, Role.RSO, Role.STAFF, Role.TRAINEE, Role.INSPECTOR):
            people[role] = center.services.access.add_person(NAMES[role], role, PASSPHRASE).value
        stage = FileStage(center, then, clock, now)
        for role, person_id in people.items():
            stage.join(role, person_id)
        with stage.shared.kept_or_dropped():
            Play(stage, size, NAMES[Role.PRECEPTOR]).play(progress)
        clock.set(tools.clock.now())
    glances = tuple(
        PersonGlance(person_id, NAMES[role], role) for role, person_id in people.items()
    )
    return WorkedExample(folder, glances, PASSPHRASE)


@contextmanager
def _whole_or_gone(center: OpenedCenter, folder: Path | None) -> Iterator[None]:
    """Close the example when it is done; half of one, stopped or failed, is taken away so that nobody works in it."""
    try:
        yield
    except BaseException:
        with suppress(OutsideError):
            center.close()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    center.close()
