"""The check of a whole center: its pages, its log from the first entry, and every signature."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from au_desktop.domain.audit import ChainReport, walk
from au_desktop.domain.errors import Cancelled
from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Permission, require
from au_desktop.domain.signing.validity import Validity
from au_desktop.services.checklist_work import run_code
from au_desktop.services.custody import CenterFile
from au_desktop.services.desk import Desk
from au_desktop.services.signing import Signing, people_by_id

T = TypeVar("T")
Progress: TypeAlias = Callable[[str, int, int], None]
"""What is being checked, how many of it are done, and how many there are; none where that is not known."""
_TELL_EVERY = 500


@dataclass(frozen=True, slots=True)
class SignatureFault:
    """A signature that is not sound."""

    run_id: RunId
    code: str
    signer: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """What a check found."""

    page_faults: tuple[str, ...]
    log: ChainReport
    signatures: int
    signature_faults: tuple[SignatureFault, ...]

    @property
    def sound(self) -> bool:
        """Whether pages, log and signatures are all as they were written."""
        return not self.page_faults and self.log.unbroken and not self.signature_faults


class Integrity:
    """The use case behind `check` and the Center page's button."""

    def __init__(self, desk: Desk, signing: Signing, center_file: CenterFile) -> None:
        self._desk = desk
        self._signing = signing
        self._center_file = center_file

    def check(
        self,
        progress: Progress = lambda _step, _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> IntegrityReport:
        """Check everything; `progress` hears what is being checked and how far it is.

        Raises:
            Cancelled: a person stopped it.
        """
        require(self._desk.actor.role, Permission.CHECK)
        progress("pages", 0, 0)
        page_faults = self._center_file.page_faults()
        steps = _Steps(progress, cancelled)
        with self._desk.reading() as uow:
            log = walk(steps.told("log", uow.log.entries(), uow.log.head().length))
            people = people_by_id(uow)
            sealed = uow.sealed.all()
            count = 0
            faults: list[SignatureFault] = []
            for run in steps.told("signatures", sealed.runs, sealed.total):
                for judged in self._signing.judged(run, people):
                    count += 1
                    if not judged.validity.sound:
                        code, signer = run_code(run.run.number), judged.sign_off.signer
                        faults.append(SignatureFault(run.run.id, code, signer, judged.validity))
        return IntegrityReport(page_faults, log, count, tuple(faults))


@dataclass(frozen=True, slots=True)
class _Steps:
    """Tells how far a step is, every so many, and stops it when asked to."""

    progress: Progress
    cancelled: Callable[[], bool]

    def told(self, step: str, each: Iterable[T], total: int) -> Iterator[T]:
        self.progress(step, 0, total)
        for done, one in enumerate(each):
            if done % _TELL_EVERY == 0:
                if self.cancelled():
                    raise Cancelled
                self.progress(step, done, total)
            yield one
