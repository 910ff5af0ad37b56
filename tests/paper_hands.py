"""Printing and typing in over a center in memory, with a printer that keeps what it was given."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from au_desktop.domain.errors import DiskProblem
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.paper_forms import FilledForm, PaperForms
from au_desktop.services.checklists.printed_form import PrintedForm
from au_desktop.services.checklists.run_attachments import GivenFile
from au_desktop.services.leaving.printed_record import PrintedRecord
from au_desktop.services.leaving.record_prints import RecordPrints
from tests.memory_services import MemoryServices
from tests.picture_files import a_jpeg

PAGE = GivenFile("scan.jpg", a_jpeg(), "Page 1")


@dataclass
class FakePrinter:
    """Writes a few bytes and keeps the pages; `full` refuses like a disk without room."""

    forms: list[PrintedForm] = field(default_factory=list)
    records: list[PrintedRecord] = field(default_factory=list)
    full: bool = False

    def write_form(self, target: Path, form: PrintedForm) -> str:
        self._write(target, form.code)
        self.forms.append(form)
        return "f0" * 32

    def write_record(self, target: Path, record: PrintedRecord) -> str:
        self._write(target, record.code)
        self.records.append(record)
        return "d1" * 32

    def _write(self, target: Path, code: str) -> None:
        if self.full:
            raise DiskProblem(str(target), "No space left on device")
        target.write_text(code)


class PaperHands:
    """One center and its printer."""

    def __init__(self) -> None:
        self.center = MemoryServices()
        self.printer = FakePrinter()

    def forms(self, role: Role = Role.PRECEPTOR, read_only: str = "") -> PaperForms:
        return PaperForms(self.center.memory.desk(role, read_only), self.printer)

    def prints(self, role: Role = Role.PRECEPTOR, read_only: str = "") -> RecordPrints:
        work = self.center.work(role)
        desk = self.center.memory.desk(role, read_only)
        return RecordPrints(
            desk, (work.run_sheets, work.signing), self.printer, lambda key: key.hex()[:8]
        )

    def filled(self, hours_ago: float = 0, *pages: GivenFile) -> FilledForm:
        """A form that came back, written so many hours ago."""
        now = self.center.now()
        back = Moment(now.utc - timedelta(hours=hours_ago), now.offset_minutes)
        return FilledForm(pages or (PAGE,), "A. Example", back)
