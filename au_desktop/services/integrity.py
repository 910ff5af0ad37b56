"""The check of a whole center: its pages, its log from the first entry, and every signature."""

from collections.abc import Callable
from dataclasses import dataclass

from au_desktop.domain.audit import ChainReport, walk
from au_desktop.domain.errors import Cancelled
from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Permission, require
from au_desktop.domain.signing.validity import Validity
from au_desktop.services.checklist_work import run_code
from au_desktop.services.custody import CenterFile
from au_desktop.services.desk import Desk
from au_desktop.services.signing import Signing, people_by_id


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
        progress: Callable[[str], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> IntegrityReport:
        """Check everything; `progress` hears what is being checked.

        Raises:
            Cancelled: a person stopped it.
        """
        require(self._desk.actor.role, Permission.CHECK)
        progress("pages")
        page_faults = self._center_file.page_faults()
        progress("log")
        with self._desk.reading() as uow:
            log = walk(uow.log.entries())
            progress("signatures")
            people = people_by_id(uow)
            count = 0
            faults: list[SignatureFault] = []
            for run_id in uow.sign_offs.all_signed_runs():
                if cancelled():
                    raise Cancelled
                for judged in self._signing.judged(uow, run_id, people):
                    count += 1
                    if not judged.validity.sound:
                        code = run_code(uow.runs.get(run_id).number)
                        signer = judged.sign_off.signer
                        faults.append(SignatureFault(run_id, code, signer, judged.validity))
        return IntegrityReport(page_faults, log, count, tuple(faults))
