"""Runs and cases read into the rows of the workbook: what stands in the answers, and what is said where they are silent."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from au_desktop.domain.checklists.answers import (
    Answer,
    AnswerValue,
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Reference,
    Reply,
    Skipped,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import (
    CountRate,
    CountRateUnit,
    DoseRate,
    DoseRateUnit,
    QuantityKind,
)
from au_desktop.domain.training.cases import Part, Prescribed
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.rows import RunState
from au_desktop.services.workbook.run_readings import (
    administration_row,
    answer_words,
    checklist_rows,
    dosage_rows,
    survey_rows,
)
from au_desktop.services.workbook.sheet_rows import FilledRun, GivenCase, RunNames, SheetAmounts
from tests.builders import a_case, gbq, reference
from tests.builders import mci as millicuries
from tests.checklist_examples import NOON, PERSON, a_run, a_template, an_item, later, mci

PEOPLE = {PERSON: "Dana Whitfield"}
NAMES = RunNames("C-0001", "Example 07, A.", "Room 3", "SM-1", "LR-0193")


def filled(*items: Item, names: RunNames = NAMES, **values: AnswerValue) -> FilledRun:
    template = a_template(*(items or (an_item(),)))
    return FilledRun(a_run(template, **values), template, names, RunState.DONE)


def about_drug(run: FilledRun, drug_id: str) -> FilledRun:
    subject = replace(run.run.subject, drug_id=drug_id)
    return replace(run, run=replace(run.run, subject=subject))


def given(run: FilledRun | None = None, **changes: Any) -> GivenCase:
    return GivenCase(a_case(**changes), "Example 07, A.", "Example P.", run)


def rate(amount: str, unit: DoseRateUnit = DoseRateUnit.MR_H) -> Measured:
    return Measured(DoseRate(Decimal(amount), unit))


def reading(key: str, **changes: Any) -> Item:
    return an_item(
        key, ItemType.QUANTITY, quantity_kind=QuantityKind.DOSE_RATE, required=False, **changes
    )


def test_an_administration_without_a_checklist_says_so_and_keeps_what_the_case_knows() -> None:
    row = administration_row(given(), reference())
    assert (row.checklist, row.state, row.given_at) == ("", "no checklist", None)
    assert (row.assay, row.residual, row.assayed_at) == (None, None, None)
    assert row.prescribed == SheetAmounts(gbq("7.4"))
    assert row.administered == gbq("7.41")
    assert (row.part, row.patient_code) == ("performed", "LR-0193")
    assert (row.nuclide, row.route) == ("Lu-177", "intravenous")


def test_an_administration_is_read_from_its_checklist() -> None:
    run = filled(
        assay_activity=mci("199.8"),
        residual_activity=mci("1.2"),
        assay_time=At(later(-25)),
        administration=Timed(later(2), later(9)),
        part_overall=PartTaken(StepPart.ASSISTED, 3),
    )
    row = administration_row(given(run, part=None), reference())
    assert (row.assay, row.residual) == (millicuries("199.8"), millicuries("1.2"))
    assert (row.assayed_at, row.given_at) == (later(-25), later(2))
    assert (row.part, row.checklist, row.state) == ("assisted", run_code(12), "signed")


def test_the_part_and_the_directive_of_the_case_go_before_the_checklists() -> None:
    run = filled(part_overall=PartTaken(StepPart.ASSISTED), prescribed=mci("200"))
    row = administration_row(
        given(run, part=Part.OBSERVED, prescribed=Prescribed(gbq("7"), gbq("8"))), reference()
    )
    assert row.part == "observed"
    assert row.prescribed == SheetAmounts(gbq("7"), gbq("8"))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"prescribed": mci("200")}, SheetAmounts(millicuries("200"))),
        (
            {"prescribed_low": mci("29"), "prescribed_high": mci("33")},
            SheetAmounts(millicuries("29"), millicuries("33")),
        ),
        ({"prescribed": rate("3")}, SheetAmounts()),
        ({}, SheetAmounts()),
    ],
)
def test_a_directive_is_one_activity_or_a_range(
    values: dict[str, AnswerValue], expected: SheetAmounts
) -> None:
    row = administration_row(given(filled(**values), prescribed=None), reference())
    assert row.prescribed == expected


def test_without_a_timer_it_was_given_when_the_run_says() -> None:
    untimed = filled(administration=Text("around noon"))
    assert administration_row(given(untimed), reference()).given_at == NOON
    running = filled(administration=Timed(later(3)))
    assert administration_row(given(running), reference()).given_at == later(3)


def test_a_drug_that_the_reference_data_do_not_know_goes_by_its_id() -> None:
    row = administration_row(given(drug_id="ac-225-trial"), reference())
    assert (row.drug, row.nuclide, row.route) == ("ac-225-trial", "", "")


def test_a_determination_is_read_with_its_circumstances() -> None:
    run = filled(
        assay_activity=mci("199.8"),
        assay_time=At(later(-25)),
        assayed_by=Reference("person", "Robin Ellery"),
        assay_instrument=Reference("instrument", "DC-1"),
        lot=Text("LOT-4"),
        patient_code=Text("LR-0200"),
        part_assay=PartTaken(StepPart.OBSERVED),
    )
    (row,) = dosage_rows(about_drug(run, "lu-177-dotatate"), reference(), PEOPLE)
    assert (row.determined, row.determined_at) == (millicuries("199.8"), later(-25))
    assert (row.determined_by, row.instrument, row.lot) == ("Robin Ellery", "DC-1", "LOT-4")
    assert (row.patient_code, row.part, row.nuclide) == ("LR-0200", "observed", "Lu-177")


def test_where_the_answers_are_silent_the_run_speaks() -> None:
    (row,) = dosage_rows(filled(assay_activity=mci("199.8")), reference(), PEOPLE)
    assert (row.determined_at, row.determined_by) == (NOON, "Dana Whitfield")
    assert (row.patient_code, row.instrument, row.case) == ("LR-0193", "SM-1", "C-0001")
    assert (row.drug, row.lot, row.part) == ("", "", "")
    (nobody,) = dosage_rows(filled(assay_activity=mci("199.8")), reference(), {})
    assert nobody.determined_by == ""


def test_the_drug_is_the_answers_where_the_run_is_about_none() -> None:
    named = Reference("drug", "Lutathera", drug_id="lu-177-dotatate")
    run = about_drug(filled(assay_activity=mci("199.8"), drug=named), "")
    (row,) = dosage_rows(run, reference(), PEOPLE)
    assert row.drug == reference().drug("lu-177-dotatate").title
    typed = about_drug(filled(assay_activity=mci("199.8"), drug=Text("a trial drug")), "")
    (row,) = dosage_rows(typed, reference(), PEOPLE)
    assert (row.drug, row.nuclide) == ("a trial drug", "")


@pytest.mark.parametrize("value", [Skipped("broken"), rate("3")])
def test_no_activity_no_determination(value: AnswerValue) -> None:
    assert list(dosage_rows(filled(assay_activity=value), reference(), PEOPLE)) == []
    assert list(dosage_rows(filled(), reference(), PEOPLE)) == []


def test_a_survey_has_a_row_for_each_reading_in_the_order_of_the_work() -> None:
    run = filled(
        reading("background"),
        reading("reading_floor", title="Floor"),
        reading("reading_chair", title="Chair"),
        reading("reading_door", title="Door"),
        reading_chair=rate("0.2"),
        reading_floor=Measured(CountRate(Decimal(40), CountRateUnit.CPM)),
        reading_door=Skipped("door is gone"),
        background=rate("0.02"),
    )
    rows = list(survey_rows(run, PEOPLE))
    assert [row.place for row in rows] == ["Floor", "Chair"]
    assert {row.background for row in rows} == {DoseRate(Decimal("0.02"), DoseRateUnit.MR_H)}
    assert {(row.room, row.instrument, row.surveyed_by) for row in rows} == {
        ("Room 3", "SM-1", "Dana Whitfield")
    }


def test_a_survey_takes_room_meter_and_surveyor_from_the_answers() -> None:
    run = filled(
        reading("reading_floor"),
        names=RunNames(),
        reading_floor=rate("0.2"),
        room=Reference("room", "Hot lab"),
        survey_instrument=Reference("instrument", "SM-3"),
        surveyed_by=Reference("person", "Robin Ellery"),
        background=Text("not taken"),
    )
    (row,) = survey_rows(run, {})
    assert (row.room, row.instrument, row.surveyed_by) == ("Hot lab", "SM-3", "Robin Ellery")
    assert row.background is None


@pytest.mark.parametrize(
    ("limits", "trigger", "action"),
    [
        (None, None, None),
        (Limits("cpm", high_attention=Decimal(100)), None, None),
        (Limits("mR/h", high_attention=Decimal(5)), "5", None),
        (Limits("mR/h", high_action=Decimal(100)), None, "100"),
        (Limits("mR/h", high_attention=Decimal(5), high_action=Decimal(100)), "5", "100"),
    ],
)
def test_trigger_and_action_level_are_dose_rates(
    limits: Limits | None, trigger: str | None, action: str | None
) -> None:
    run = filled(reading("reading_floor", limits=limits), reading_floor=rate("0.2"))
    (row,) = survey_rows(run, PEOPLE)
    assert row.trigger == (trigger and rate(trigger).quantity)
    assert row.action == (action and rate(action).quantity)


CHOICE = an_item("choice", ItemType.CHOICE)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Confirmed(done=True), "done"),
        (Confirmed(done=False), "not done"),
        (YesNo(Reply.NA), "na"),
        (Chosen(("two", "one")), "Two; One"),
        (Chosen(("of an older version",)), "of an older version"),
        (Text("calm and in order"), "calm and in order"),
        (Reference("room", "Room 3"), "Room 3"),
        (PartTaken(StepPart.PERFORMED), "performed"),
        (PartTaken(StepPart.PERFORMED, 0), "performed, level 0"),
        (Skipped(), "skipped"),
        (Skipped("no residual left"), "skipped: no residual left"),
        (Number(Decimal("7.40"), "mL"), "7.40 mL"),
        (Number(Decimal("1E+3")), "1000"),
        (Computed(Decimal("-1.5"), "%", "dosage_difference"), "-1.5 %"),
        (mci("200.0"), "200.0 mCi"),
        (At(NOON), "2026-11-20 12:00"),
        (Timed(NOON, later(7)), "2026-11-20 12:00 to 2026-11-20 12:07"),
        (Timed(NOON), "2026-11-20 12:00"),
        (Timed(), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_an_answer_in_words(value: AnswerValue, words: str) -> None:
    assert answer_words(CHOICE, value) == words


def test_a_time_is_shown_as_the_local_clock_showed_it() -> None:
    there = Moment(NOON.utc + timedelta(hours=9), 60)
    assert answer_words(CHOICE, At(there)) == "2026-11-21 03:00"


def test_each_answered_item_has_a_row_with_amount_and_unit() -> None:
    items = (
        an_item("done"),
        an_item("volume", ItemType.NUMBER, units=("mL",)),
        an_item("open", ItemType.TEXT),
    )
    run = filled(*items, volume=Number(Decimal("7.40"), "mL"), done=Confirmed(done=True))
    done, volume = checklist_rows(run, PEOPLE)
    assert (done.item, done.answer, done.amount, done.unit) == ("Do done", "done", None, "")
    assert (volume.answer, volume.amount, volume.unit) == ("7.40 mL", Decimal("7.40"), "mL")
    assert volume.about == "C-0001, Example 07, A., Room 3"
    assert (volume.section, volume.answered_by, volume.state) == (
        "Only",
        "Dana Whitfield",
        "signed",
    )


def test_what_a_run_is_about_names_only_what_there_is() -> None:
    run = filled(names=RunNames(room="Hot lab"), a=Confirmed(done=True))
    (row,) = checklist_rows(run, {})
    assert (row.about, row.answered_by) == ("Hot lab", "")
    assert run.run.subject != Subject()


BOUNDED = Limits("mR/h", high_attention=Decimal(5), high_action=Decimal(100))


@pytest.mark.parametrize(
    ("item", "value", "finding"),
    [
        (an_item("a"), Confirmed(done=True), ""),
        (an_item("a"), Confirmed(done=False), "attention"),
        (an_item("a", critical=True), Confirmed(done=False), "critical"),
        (reading("a", limits=BOUNDED), rate("5"), ""),
        (reading("a", limits=BOUNDED), rate("5.1"), "attention"),
        (reading("a", limits=BOUNDED), rate("101"), "action"),
        (an_item("a", ItemType.TEXT, required=False), Skipped(), ""),
    ],
)
def test_the_worst_finding_of_an_answer_is_named(
    item: Item, value: AnswerValue, finding: str
) -> None:
    (row,) = checklist_rows(filled(item, a=value), PEOPLE)
    assert row.finding == finding


def test_a_note_stands_beside_its_answer() -> None:
    run = filled(reading("reading_a"), reading_a=rate("0.2"))
    noted = (Answer("reading_a", rate("0.2"), PERSON, NOON, note="behind the shield"),)
    run = replace(run, run=replace(run.run, answers=noted))
    assert [row.note for row in checklist_rows(run, PEOPLE)] == ["behind the shield"]
    assert [row.note for row in survey_rows(run, PEOPLE)] == ["behind the shield"]
