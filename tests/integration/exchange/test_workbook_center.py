"""The workbook of a real center file: the worked example exported, checked against what the stores hold, and verified."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from au_desktop import bootstrap
from au_desktop.domain.roles import Role
from au_desktop.exchange.rso_workbook import RsoWorkbookWriter
from au_desktop.exchange.workbook_reader import SealedWorkbookReader
from au_desktop.opened_center import OpenedCenter
from au_desktop.persistence.read_queries.sheet_queries import SqlSheetQueries
from au_desktop.security.seals import fingerprint, verify
from au_desktop.services.example.worked_example import ExampleSize
from au_desktop.services.leaving.documents import DocumentFiles, Documents, ProgramFacts
from au_desktop.services.rows import PageRequest, RunFilter, RunState
from au_desktop.services.workbook.sheet_rows import Days
from au_desktop.services.workbook.workbook_checks import FaultKind, FileVerdict, WorkbookChecks
from au_desktop.services.workbook.workbook_content import ContentTools
from tests.read_centers import statements
from tests.workbook_tampering import edited, part_of

DAYS = Days(date(2025, 1, 1), date(2027, 12, 31))


@dataclass(frozen=True)
class Exported:
    """The worked example with its workbook."""

    center: OpenedCenter
    documents: Documents
    passphrase: str
    path: Path
    book: Any

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        rows = list(self.book[sheet].iter_rows(min_row=4, values_only=True))
        return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def documents_of(center: OpenedCenter) -> Documents:
    services = center.services
    return Documents(
        services.desk,
        SqlSheetQueries(center._parts.engines),
        ContentTools(services.desk, services.judgements, services.standings, verify),
        DocumentFiles(
            RsoWorkbookWriter(fingerprint), WorkbookChecks(SealedWorkbookReader(), verify)
        ),
        ProgramFacts("0.1.0", "2", str(center._parts.vault.center_id)),
    )


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exported]:
    folder = tmp_path_factory.mktemp("example")
    opening = bootstrap.opening()
    made = opening.worked_example(folder / "center", size=ExampleSize(trainees=4, cases=6))
    rso = next(person.name for person in made.people if person.role is Role.RSO)
    center = opening.unlock_by_name(folder / "center", rso, made.passphrase)
    documents = documents_of(center)
    path = folder / "rso.xlsx"
    documents.export_rso_workbook(path, center.services.signing.signer(made.passphrase), DAYS)
    yield Exported(center, documents, made.passphrase, path, load_workbook(path, data_only=True))
    center.close()


def test_administrations_are_the_cases_given(exported: Exported) -> None:
    services = exported.center.services
    with services.desk.unit_of_work() as uow:
        given = [
            case for case in uow.cases.all() if case.state.value == "given" and case.voided is None
        ]
    rows = exported.rows("Administrations")
    assert Counter(row["Case"] for row in rows) == Counter(case.code for case in given)
    signed = [row for row in rows if row["Checklist state"] == "signed"]
    assert signed
    for row in signed:
        assert row["Net (mCi)"] == pytest.approx(row["Assay (mCi)"] - row["Residual (mCi)"])
        assert row["Checklist"].startswith("R-")


def test_dosages_name_their_patient_by_code(exported: Exported) -> None:
    rows = exported.rows("Dosage checks")
    assert rows
    for row in rows:
        assert row["Patient code"]
        assert row["Determined by"]
        assert row["Instrument"]


def test_surveys_have_one_row_a_reading(exported: Exported) -> None:
    rows = exported.rows("Surveys")
    assert len({row["Place"] for row in rows}) > 3
    for row in rows:
        assert row["Room"]
        assert row["Reading (µSv/h)"] == pytest.approx(row["Reading (mrem/h)"] * 10)


def test_every_answer_of_every_submitted_checklist_is_there(exported: Exported) -> None:
    services = exported.center.services
    page = services.checklist_work.runs(RunFilter(), PageRequest(limit=500))
    submitted = [row for row in page.rows if row.state is not RunState.DRAFT]
    counted = Counter(row["Checklist"] for row in exported.rows("Checklists"))
    assert set(counted) == {row.code for row in submitted}
    with services.desk.unit_of_work() as uow:
        assert sum(counted.values()) == sum(
            len(uow.runs.get(row.run_id).answers) for row in submitted
        )


def test_every_signature_is_there_and_valid(exported: Exported) -> None:
    given = exported.center.services.signing.given(PageRequest(limit=500))
    rows = exported.rows("Signatures")
    assert len(rows) == given.total
    assert {row["Validity"] for row in rows} == {"valid"}


def test_cases_and_trainees_agree_with_the_gate(exported: Exported) -> None:
    services = exported.center.services
    with services.desk.unit_of_work() as uow:
        trainees = uow.trainees.all()
    progress = services.judgements.progress([trainee.id for trainee in trainees])
    counting = {
        judged.case.code: judged.verdict.counts
        for found in progress.values()
        for judged in found.cases
    }
    assert {row["Case"]: row["Counts"] == "counts" for row in exported.rows("Cases")} == counting
    needed = [
        (row["Trainee"], row["Cases needed"])
        for row in exported.rows("Trainees")
        if row["Category"]
    ]
    assert Counter(code for code, _ in needed) == Counter(
        found.trainee.code for found in progress.values() for _ in found.categories
    )


def test_gaps_name_what_stands_open(exported: Exported) -> None:
    kinds = {row["What"] for row in exported.rows("Gaps")}
    assert kinds >= {
        "Signature waited for",
        "Draft, not submitted",
        "Case does not count yet",
        "Instrument",
    }
    for row in exported.rows("Gaps"):
        assert row["Why"] or row["What"].startswith("Draft")


def test_it_is_genuine_until_a_cell_is_changed(exported: Exported) -> None:
    assert exported.documents.verify(
        exported.path
    ).genuine  # perhaps older: another test adds a record
    changed = edited(
        exported.path,
        part_of(exported.path, "Administrations"),
        lambda text: text.replace("performed", "observed ", 1),
    )
    report = exported.documents.verify(changed)
    assert report.verdict is FileVerdict.ALTERED
    assert [(fault.sheet, fault.kind) for fault in report.faults] == [
        ("Administrations", FaultKind.CELL)
    ]


def test_the_history_and_the_log_know_of_it(exported: Exported) -> None:
    history = exported.documents.history(PageRequest(limit=20)).rows
    (noted,) = [row for row in history if row.file_name == exported.path.name]
    assert noted.period == "2025-01-01 to 2027-12-31"
    with exported.center.unit_of_work() as uow:
        entry = next(
            entry for entry in uow.log.entries() if entry.sequence == noted.log_length + 1
        )
    assert (entry.verb, entry.subject_id) == ("export", noted.export_id)


def test_a_newer_record_makes_it_older(exported: Exported) -> None:
    target = exported.path.with_name("before.xlsx")
    services = exported.center.services
    exported.documents.export_rso_workbook(
        target, services.signing.signer(exported.passphrase), DAYS
    )
    assert exported.documents.verify(target).verdict is FileVerdict.GENUINE
    center = services.facilities.center()
    services.facilities.change_center(replace(center, agency="Another agency"))
    report = exported.documents.verify(target)
    assert report.verdict is FileVerdict.GENUINE_BUT_OLDER
    assert report.newer >= 1


def test_other_days_leave_the_records_out(exported: Exported) -> None:
    target = exported.path.with_name("past.xlsx")
    signer = exported.center.services.signing.signer(exported.passphrase)
    exported.documents.export_rso_workbook(
        target, signer, Days(date(2001, 1, 1), date(2001, 1, 31))
    )
    book = load_workbook(target)
    for sheet in (
        "Administrations",
        "Dosage checks",
        "Surveys",
        "Cases",
        "Checklists",
        "Signatures",
    ):
        assert book[sheet]["A5"].value is None
    assert exported.documents.verify(target).genuine


def test_records_are_read_in_batches(exported: Exported) -> None:
    """So many questions for a view of everything, however many records there are."""
    engines = exported.center._parts.engines
    with statements(engines) as asked, SqlSheetQueries(engines).view() as source:
        filled = list(source.runs(DAYS, sealed=True))
        given = list(source.given_cases(DAYS))
    assert len(filled) > 20
    assert len(given) > 4
    assert len(asked) < 15
