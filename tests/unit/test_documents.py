"""The use cases about files that leave and come back: who may, what the log says, and the verdict on a workbook."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from au_desktop.domain.audit import LogHead
from au_desktop.domain.errors import NotAllowed, ReadOnlyCenter
from au_desktop.domain.roles import Role
from au_desktop.services.cases.judgements import Judgements
from au_desktop.services.changes import Kind
from au_desktop.services.leaving.documents import (
    DocumentFiles,
    Documents,
    ProgramFacts,
    Progress,
    WrittenFile,
)
from au_desktop.services.ports import Signer
from au_desktop.services.rows import PageRequest
from au_desktop.services.statements.signing import OtherSigner
from au_desktop.services.workbook.sheet_rows import Days
from au_desktop.services.workbook.workbook_checks import (
    Examined,
    FaultKind,
    FileVerdict,
    NotSealed,
    SheetFault,
    WorkbookChecks,
)
from au_desktop.services.workbook.workbook_content import ContentTools
from au_desktop.services.workbook.workbook_manifest import BookFacts, Manifest, SheetSeal
from tests.builders import MemoryDesk
from tests.fakes import FakeSigner, fake_verify
from tests.standing_desk import standings_of

CENTER = "center-1"


@dataclass
class FakeView:
    """What a view of the records says, set by the test."""

    memory: MemoryDesk
    newer: int = 0

    def log_head(self) -> LogHead:
        with self.memory.center.unit_of_work() as uow:
            return uow.log.head()

    def facts(self) -> Any:
        with self.memory.center.unit_of_work() as uow:
            return uow.facts.all()

    def people(self) -> Any:
        return tuple(self.memory.people.values())

    def templates(self, _days: Days) -> Any:
        return ()

    def newer_records(self, _after: int) -> int:
        return self.newer

    @contextmanager
    def view(self) -> Iterator["FakeView"]:
        yield self


@dataclass
class FakeFiles:
    """Writes the manifest as the whole file, and reads it back."""

    faults: tuple[SheetFault, ...] = ()
    written: list[BookFacts] = field(default_factory=list)

    def write(
        self,
        target: Path,
        book: tuple[BookFacts, Any],
        signer: Signer,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> WrittenFile:
        progress(1, 1)
        assert not cancelled()
        self.written.append(book[0])
        manifest = Manifest(
            book[0], (SheetSeal("Cases", 3, 20, (16,), "ab", "cd"),), "cd"
        ).to_bytes()
        target.write_bytes(b"\n".join((signer.public_key, signer.sign(manifest), manifest)))
        return WrittenFile(target, hashlib.sha256(target.read_bytes()).hexdigest())

    def examine(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> Examined:
        content = path.read_bytes()
        if not content:
            raise NotSealed(str(path), "it is empty")
        assert not cancelled()
        return Examined(content[98:], content[33:97], content[:32], self.faults)


@dataclass
class Office:
    """Everything around the use cases."""

    memory: MemoryDesk = field(default_factory=MemoryDesk)
    files: FakeFiles = field(default_factory=FakeFiles)

    def __post_init__(self) -> None:
        self.view = FakeView(self.memory)

    def documents(
        self, role: Role = Role.RSO, center_id: str = CENTER, read_only: str = ""
    ) -> Documents:
        desk = self.memory.desk(role, read_only)
        return Documents(
            desk,
            self.view,  # type: ignore[arg-type]  # streams nothing here
            ContentTools(desk, Judgements(desk), standings_of(desk), fake_verify),
            DocumentFiles(self.files, WorkbookChecks(self.files, fake_verify)),
            ProgramFacts("0.1.0", "2", center_id),
        )

    def signer(self, role: Role = Role.RSO) -> FakeSigner:
        return FakeSigner(self.memory.people[role].id)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def path(office: Office, tmp_path: Path) -> Path:
    target = tmp_path / "rso.xlsx"
    office.documents().export_rso_workbook(target, office.signer())
    return target


def test_an_export_is_noted_in_the_log_and_the_history(office: Office, tmp_path: Path) -> None:
    documents = office.documents()
    told: list[tuple[int, int]] = []
    outcome = documents.export_rso_workbook(
        tmp_path / "rso.xlsx", office.signer(), progress=lambda *step: told.append(step)
    )
    row = outcome.value
    assert row.file_name == "rso.xlsx"
    assert row.digest == hashlib.sha256((tmp_path / "rso.xlsx").read_bytes()).hexdigest()
    assert outcome.changes.touches(Kind.EXPORT, Kind.LOG)
    assert documents.history(PageRequest()).rows == (row,)
    with office.memory.center.unit_of_work() as uow:
        (entry,) = uow.log.entries()
    assert (entry.verb, entry.subject_kind) == ("export", "export")
    assert entry.fields["sha256"] == [None, row.digest]
    assert told == [(1, 1)]


def test_the_month_is_taken_where_no_days_are_given(office: Office, path: Path) -> None:
    assert path.exists()
    today = office.memory.desk().today()
    (facts,) = office.files.written
    assert facts.period == str(Days.month_of(today))
    assert facts.center == "Lakeside RPT Center"
    assert facts.license_number == "45-00000-01"
    assert facts.profile.startswith("nrc-2019: ")


def test_days_are_whole_months_and_in_order() -> None:
    assert Days.month_of(date(2028, 2, 11)) == Days(date(2028, 2, 1), date(2028, 2, 29))
    assert Days.month_of(date(2026, 12, 31)).last == date(2026, 12, 31)
    assert Days(date(2026, 1, 1), date(2026, 1, 1)).holds(date(2026, 1, 1))
    with pytest.raises(ValueError, match="before"):
        Days(date(2026, 1, 2), date(2026, 1, 1))


def test_a_trainee_may_not_export(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        office.documents(Role.TRAINEE).export_rso_workbook(
            tmp_path / "a.xlsx", office.signer(Role.TRAINEE)
        )
    assert office.files.written == []


def test_what_cannot_be_logged_does_not_leave(office: Office, tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyCenter):
        office.documents(read_only="older copy").export_rso_workbook(
            tmp_path / "a.xlsx", office.signer()
        )
    assert office.files.written == []


def test_only_ones_own_key_signs_an_export(office: Office, tmp_path: Path) -> None:
    with pytest.raises(OtherSigner):
        office.documents().export_rso_workbook(tmp_path / "a.xlsx", office.signer(Role.PRECEPTOR))
    assert office.files.written == []


def test_a_file_that_the_log_did_not_take_is_removed(office: Office, tmp_path: Path) -> None:
    documents = office.documents()
    office.memory.ids = None  # type: ignore[assignment]  # noting the export needs an id
    documents = office.documents()
    with pytest.raises(AttributeError):
        documents.export_rso_workbook(tmp_path / "a.xlsx", office.signer())
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_of_this_center_is_genuine(office: Office, path: Path) -> None:
    report = office.documents().verify(path)
    assert report.verdict is FileVerdict.GENUINE
    assert report.with_center
    assert report.genuine


def test_newer_records_are_counted(office: Office, path: Path) -> None:
    office.view.newer = 4
    report = office.documents().verify(path)
    assert (report.verdict, report.newer) == (FileVerdict.GENUINE_BUT_OLDER, 4)


def test_a_workbook_of_another_center_is_told_apart(office: Office, path: Path) -> None:
    report = office.documents(center_id="center-2").verify(path)
    assert report.verdict is FileVerdict.NOT_FROM_THIS_CENTER
    assert not report.genuine


def test_a_workbook_signed_by_an_unknown_key_is_not_from_here(office: Office, path: Path) -> None:
    rso = office.memory.people[Role.RSO]
    office.memory.people[Role.RSO] = replace(rso, public_keys=())
    assert office.documents().verify(path).verdict is FileVerdict.NOT_FROM_THIS_CENTER


def reworded(office: Office, path: Path, log: LogHead) -> Path:
    """The same workbook as if it had been made at another place of the log."""
    facts = replace(office.files.written[-1], log=log)
    signer = office.signer()
    manifest = Manifest(facts, (), "").to_bytes()
    path.write_bytes(b"\n".join((signer.public_key, signer.sign(manifest), manifest)))
    return path


def test_a_log_that_ends_before_the_workbook_was_cut(office: Office, path: Path) -> None:
    cut = reworded(office, path, LogHead(99, bytes(32)))
    assert office.documents().verify(cut).verdict is FileVerdict.LOG_CUT


def test_a_log_that_says_something_else_was_rewritten(office: Office, path: Path) -> None:
    rewritten = reworded(office, path, LogHead(1, bytes(32)))
    assert office.documents().verify(rewritten).verdict is FileVerdict.LOG_REWRITTEN


def test_an_altered_workbook_is_told_before_anything_else(office: Office, path: Path) -> None:
    office.files.faults = (SheetFault("Cases", "B5", FaultKind.CELL),)
    report = office.documents(center_id="center-2").verify(path)
    assert report.verdict is FileVerdict.ALTERED
    assert report.faults == office.files.faults


def test_a_signature_that_does_not_fit_is_a_fault(office: Office, path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Lakeside", b"Seaside "))
    report = office.documents().verify(path)
    assert report.verdict is FileVerdict.ALTERED
    assert [fault.kind for fault in report.faults] == [FaultKind.SIGNATURE]


def test_what_carries_no_seal_cannot_be_told(office: Office, tmp_path: Path) -> None:
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    report = office.documents().verify(empty)
    assert (report.verdict, report.reason) == (FileVerdict.CANNOT_TELL, "it is empty")


def test_a_seal_that_does_not_read_cannot_be_told(office: Office, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:98] + b"{}")
    assert office.documents().verify(path).verdict is FileVerdict.CANNOT_TELL
