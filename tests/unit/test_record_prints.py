"""A record on paper says everything that the file holds of it: answers, findings, reasons, people, times, digests."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from au_desktop.domain.checklists.answers import Confirmed, Measured, Reply, Skipped, YesNo
from au_desktop.domain.checklists.conditions import Is
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import (
    Cancelled,
    DiskProblem,
    NotAllowed,
    NotFound,
    ReadOnlyCenter,
)
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.quantity_display import UnitSystem
from au_desktop.domain.roles import Role
from au_desktop.services.center.facilities import LATE_ENTRY_HOURS
from au_desktop.services.checklists.checklist_work import Given
from au_desktop.services.checklists.run_attachments import GivenFile
from au_desktop.services.leaving.printed_record import PrintedItem, PrintedRecord
from au_desktop.services.leaving.record_prints import RecordPrints
from tests.builders import NOBODY, gbq
from tests.checklist_examples import a_template, an_item
from tests.memory_services import ADMINISTERED, SURVEY
from tests.paper_hands import PAGE, PaperHands
from tests.picture_files import a_pdf


@pytest.fixture
def hands() -> PaperHands:
    return PaperHands()


def printed(hands: PaperHands, run_id: RunId, folder: Path) -> PrintedRecord:
    hands.prints().print_run(run_id, folder / "out.pdf")
    return hands.printer.records[-1]


def line(record: PrintedRecord, title: str) -> PrintedItem:
    items = (item for section in record.sections for item in section.items)
    return next(item for item in items if item.title == title)


def test_a_draft_says_that_it_is_one(hands: PaperHands, tmp_path: Path) -> None:
    record = printed(hands, hands.center.run(), tmp_path)
    assert record.mark == "DRAFT, not signed"
    assert record.digests[1] == ("Sealed record", "none: the record is not signed")
    assert dict(record.facts)["Time of the signatures"] == "not signed"
    assert line(record, "Do assay_activity").answer == "7.40 GBq (200 mCi)"
    assert line(record, "Do remarks").answer == "\u2013"
    assert record.signatures == ()


def test_units_come_in_the_order_that_is_asked_for(hands: PaperHands, tmp_path: Path) -> None:
    run_id = hands.center.run()
    hands.prints().print_run(run_id, tmp_path / "a.pdf", UnitSystem.CURIE)
    record = hands.printer.records[0]
    assert line(record, "Do assay_activity").answer == "200 mCi (7.40 GBq)"


def test_what_waits_for_signatures_says_so(hands: PaperHands, tmp_path: Path) -> None:
    run_id = hands.center.submitted(hands.center.case())
    record = printed(hands, run_id, tmp_path)
    assert record.mark == "Not signed"
    assert record.waiting == (
        "Performed (performed): trainee or preceptor, needed",
        "Supervised (supervised): preceptor, needed",
        "Reviewed (reviewed): RSO, may follow",
    )
    assert dict(record.facts)["Case"] == "C-000001"
    assert dict(record.facts)["Submitted"].endswith("The preceptor")
    hands.center.sign(run_id)
    assert printed(hands, run_id, tmp_path).mark == "Signatures open"


def test_a_signed_record_names_signers_times_and_digests(
    hands: PaperHands, tmp_path: Path
) -> None:
    run_id = hands.center.signed()
    hands.center.sign(run_id, 1)
    record = printed(hands, run_id, tmp_path)
    assert record.mark == ""
    assert [one.head for one in record.signatures] == [
        "Supervised: The preceptor, preceptor",
        "Performed: The preceptor, preceptor",
    ]
    facts = dict(record.signatures[0].facts)
    assert facts["Part"] == "the whole record"
    assert facts["Validity when printed"] == "valid"
    with hands.center.memory.center.unit_of_work() as uow:
        seal = uow.sign_offs.seal(run_id)
        run = uow.runs.get(run_id)
    assert seal is not None
    assert record.digests == (
        ("Checklist version", run.template_digest),
        ("Sealed record", seal.digest.hex()),
    )
    assert record.center == "Lakeside RPT Center, license 45-00000-01"
    assert "log of" in record.made


def test_a_broken_signature_names_its_fields(hands: PaperHands, tmp_path: Path) -> None:
    run_id = hands.center.signed()
    runs = hands.center.memory.center.state.runs
    runs[run_id] = replace(runs[run_id], amend_reason="other")
    record = printed(hands, run_id, tmp_path)
    assert not record.signatures[0].sound
    assert dict(record.signatures[0].facts)["Validity when printed"] == "broken at amend reason"


def test_a_replaced_record_and_its_amendment_name_each_other(
    hands: PaperHands, tmp_path: Path
) -> None:
    old = hands.center.signed()
    work = hands.center.work(Role.PRECEPTOR).checklist_work
    new = work.amend(old, "wrong syringe").value
    work.submit(new)
    hands.center.sign(new)
    before, after = printed(hands, old, tmp_path), printed(hands, new, tmp_path)
    assert before.mark == "Superseded by R-000002"
    assert dict(before.facts)["Replaced by"] == "R-000002"
    assert dict(after.facts)["Amends"] == "R-000001: wrong syringe"


def test_a_void_record_says_why(hands: PaperHands, tmp_path: Path) -> None:
    run_id = hands.center.signed()
    hands.center.work(Role.RSO).checklist_work.void(run_id, "another patient")
    record = printed(hands, run_id, tmp_path)
    assert record.mark == "VOID"
    assert dict(record.facts)["Void"].startswith("another patient (The rso, ")


def test_findings_notes_reasons_and_other_people_stand_beside_the_answer(
    hands: PaperHands, tmp_path: Path
) -> None:
    run_id = hands.center.run()
    work = hands.center.work(Role.PRECEPTOR)
    work.checklist_work.answer(run_id, "checked", Confirmed(done=False), "tap was dry")
    work.checklist_work.override(run_id, "checked", "directed by the AU")
    hands.center.work(Role.TRAINEE).checklist_work.answer(
        run_id, "residual_activity", Skipped("vial was lost")
    )
    work.attachments.attach(run_id, replace(PAGE, item="checked"))
    work.attachments.attach(run_id, GivenFile("note.pdf", a_pdf(), "Delivery note"))
    record = printed(hands, run_id, tmp_path)
    checked = line(record, "Do checked")
    assert checked.stands_out
    assert checked.answer == "Not done"
    assert checked.remarks[0] == "Attention: Expected: done."
    assert checked.remarks[1].startswith("Passed: directed by the AU (The preceptor, preceptor, ")
    assert checked.remarks[2:] == ("Note: tap was dry", "Attached file 1")
    skipped = line(record, "Do residual_activity")
    assert skipped.answer == "Skipped: vial was lost"
    assert skipped.remarks[0].startswith(
        "Answered by The trainee, 2026-11-20 15:00:00 (UTC+00:00)"
    )
    first, second = record.files
    assert first.facts.startswith("beside \u201cDo checked\u201d, JPEG picture")
    assert second.facts.startswith("PDF document")
    assert record.content(first.paper_id).startswith(b"\xff\xd8")
    hands.center.memory.center.state.entities["paper content"][first.paper_id] = b"other"
    assert record.content(first.paper_id) == b""


def test_limits_stand_beside_computed_values(hands: PaperHands, tmp_path: Path) -> None:
    work = hands.center.work().checklist_work
    run_id = work.start(SURVEY.id, Subject()).value
    work.answer_all(
        run_id,
        (Given("prescribed", Measured(gbq("7.4"))), Given("measured", Measured(gbq("8.4")))),
    )
    difference = line(printed(hands, run_id, tmp_path), "Do difference")
    assert difference.remarks == (
        "Limits: attention below -10 % or above 10 %; action below -20 % or above 20 %",
        "Attention: 13.514 % is above 10 %.",
    )
    assert Decimal("13.5") < Decimal(difference.answer.split()[0])


def test_answers_that_no_longer_apply_are_printed_too(hands: PaperHands, tmp_path: Path) -> None:
    asked = a_template(
        an_item("first", ItemType.YES_NO),
        an_item("then", condition=Is("first", "yes")),
        id="asked",
        title="Asked",
        note="For practice.",
    )
    hands.center.take_in(asked)
    work = hands.center.work().checklist_work
    run_id = work.start("asked", Subject()).value
    work.answer(run_id, "first", YesNo(Reply.YES))
    work.answer(run_id, "then", Confirmed(done=True))
    work.answer(run_id, "first", YesNo(Reply.NO))
    record = printed(hands, run_id, tmp_path)
    assert record.note == "For practice."
    last = record.sections[-1]
    assert last.title == "Answered, but does not apply any more"
    assert [item.title for item in last.items] == ["Do then"]


def test_a_hidden_part_is_not_printed(hands: PaperHands, tmp_path: Path) -> None:
    case_id = hands.center.case()
    trainee = hands.center.work(Role.TRAINEE).checklist_work
    run_id = trainee.start(ADMINISTERED.id, Subject(case_id=case_id)).value
    trainee.answer_all(run_id, hands.center.answers())
    trainee.submit(run_id)
    part = line(printed(hands, run_id, tmp_path), "Do part_overall")
    assert part.answer == "\u2013"
    assert "hidden until whoever prints this has rated the part" in " ".join(part.remarks)


def test_a_typed_in_record_says_so(hands: PaperHands, tmp_path: Path) -> None:
    with hands.center.memory.center.unit_of_work() as uow:
        uow.facts.put(LATE_ENTRY_HOURS, "24")
        uow.commit()
    form = hands.forms().print_blank(SURVEY.id, Subject(), tmp_path / "f.pdf").value
    run_id = hands.forms().type_in(form.id, hands.filled(200)).value
    facts = dict(printed(hands, run_id, tmp_path).facts)
    assert facts["Typed in from paper"].startswith(f"form {form.code}, filled by hand by A. Exam")
    assert facts["Entered late"] == f"typed in from paper form {form.code}"


def test_a_person_who_is_gone_is_said_to_be_gone(hands: PaperHands, tmp_path: Path) -> None:
    run_id = hands.center.run()
    runs = hands.center.memory.center.state.runs
    runs[run_id] = replace(runs[run_id], started_by=PersonId(NOBODY))
    facts = dict(printed(hands, run_id, tmp_path).facts)
    assert facts["Time of the entry"].endswith("somebody who is not in the center file")


def test_a_print_is_noted_as_a_file_that_left(hands: PaperHands, tmp_path: Path) -> None:
    run_id = hands.center.run()
    row = hands.prints().print_run(run_id, tmp_path / "R.pdf").value
    assert (row.what, row.file_name, row.digest) == ("Printed record", "R.pdf", "d1" * 32)
    assert row.period == "R-000001, DRAFT, not signed"
    assert hands.center.memory.center.state.exports == [row]
    assert hands.center.log[-1].subject == "Printed record R-000001"
    assert row.log_length == len(hands.center.log) - 1


def test_several_records_go_into_a_folder(hands: PaperHands, tmp_path: Path) -> None:
    runs = [hands.center.run(), hands.center.run()]
    heard: list[tuple[int, int]] = []
    rows = hands.prints().print_runs(runs, tmp_path, progress=lambda *step: heard.append(step))
    assert [row.file_name for row in rows.value] == ["R-000001.pdf", "R-000002.pdf"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["R-000001.pdf", "R-000002.pdf"]
    assert heard == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(Cancelled):
        hands.prints().print_runs(runs, tmp_path, cancelled=lambda: True)


def test_who_may_not_export_prints_nothing(hands: PaperHands, tmp_path: Path) -> None:
    run_id = hands.center.run()
    for prints, error in (
        (hands.prints(Role.TRAINEE), NotAllowed),
        (hands.prints(read_only="a restored center"), ReadOnlyCenter),
    ):
        with pytest.raises(error):
            prints.print_run(run_id, tmp_path / "R.pdf")
    assert list(tmp_path.iterdir()) == []


def test_what_the_log_does_not_know_of_does_not_leave(hands: PaperHands, tmp_path: Path) -> None:
    run_id = hands.center.run()
    work, memory = hands.center.work(Role.PRECEPTOR), hands.center.memory

    def unit_of_work() -> Any:
        if hands.printer.records:
            raise DiskProblem("center.db", "No space left on device")
        return memory.center.unit_of_work()

    desk = replace(memory.desk(Role.PRECEPTOR), unit_of_work=unit_of_work)
    reading = (work.run_sheets, work.signing)
    prints = RecordPrints(desk, reading, hands.printer, bytes.hex)
    with pytest.raises(DiskProblem):
        prints.print_run(run_id, tmp_path / "R.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_not_noted(hands: PaperHands, tmp_path: Path) -> None:
    run_id = hands.center.run()
    hands.printer.full = True
    entries = len(hands.center.log)
    with pytest.raises(DiskProblem):
        hands.prints().print_run(run_id, tmp_path / "R.pdf")
    assert len(hands.center.log) == entries


def test_a_record_is_found_by_its_code(hands: PaperHands) -> None:
    hands.center.trainee()
    first, second = hands.center.run(hands.center.case()), hands.center.run()
    assert hands.prints().find(" r-000001 ") == first
    assert hands.prints().find("R-000002") == second
    assert hands.prints().find("C-000001") is None
    assert hands.prints().find("R-000009") is None


def test_a_record_that_is_not_there_is_not_found(hands: PaperHands, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        hands.prints().print_run(RunId(NOBODY), tmp_path / "R.pdf")
