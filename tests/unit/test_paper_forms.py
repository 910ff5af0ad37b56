"""Forms are numbered without a gap, known by a checked code, and typed in once, with the version that was printed."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.checklists.answers import Reply, YesNo
from au_desktop.domain.checklists.attachments import PageMissing
from au_desktop.domain.checklists.paper_form import (
    FormCodeWrong,
    FormSettled,
    FormState,
    PaperForm,
    form_code,
    read_code,
)
from au_desktop.domain.checklists.runs import RunIsSubmitted, RunIsVoid, Subject
from au_desktop.domain.checklists.submission import SubjectIncomplete
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.errors import (
    DiskProblem,
    Invalid,
    NotAllowed,
    NotFound,
    ReadOnlyCenter,
    ReasonRequired,
)
from au_desktop.domain.ids import FormId, TraineeId
from au_desktop.domain.roles import Role
from au_desktop.services.center.facilities import LATE_ENTRY_HOURS
from au_desktop.services.wording.run_words import WITHHELD
from tests.builders import NOBODY
from tests.checklist_examples import a_template, an_item
from tests.memory_services import ADMINISTERED, SURVEY
from tests.paper_hands import PAGE, PaperHands

DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
NUMBERS = st.integers(1, (1 << 20) - 1)
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NEEDY = a_template(
    an_item("plain"),
    id="needy",
    title="Needs a trainee",
    needs=(Need.TRAINEE,),
    kind="area_survey",
)


@pytest.fixture
def hands() -> PaperHands:
    return PaperHands()


def blank(hands: PaperHands, folder: Path, template_id: str = SURVEY.id) -> PaperForm:
    return hands.forms().print_blank(template_id, Subject(), folder / "form.pdf").value


@given(NUMBERS, DIGESTS)
def test_a_code_is_read_back_however_it_is_typed(number: int, digest: str) -> None:
    code = form_code(number, digest)
    assert re.fullmatch(r"F-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", code)
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_code(sloppy) == code
    assert read_code(code[2:]) == code


@given(NUMBERS, DIGESTS, st.integers(0, 8), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(number: int, digest: str, place: int, sign: str) -> None:
    signs = form_code(number, digest).replace("-", "")[1:]
    wrong = signs[:place] + sign + signs[place + 1 :]
    if wrong == signs:
        assert read_code(wrong).replace("-", "")[1:] == signs
        return
    with pytest.raises(FormCodeWrong):
        read_code(wrong)


@given(NUMBERS, DIGESTS, st.integers(0, 7))
def test_two_signs_that_changed_places_are_noticed(number: int, digest: str, at: int) -> None:
    signs = form_code(number, digest).replace("-", "")[1:]
    swapped = signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :]
    if swapped != signs:
        with pytest.raises(FormCodeWrong):
            read_code(swapped)


@pytest.mark.parametrize("text", ["", "F-", "F-0001-87MF", "F-0001-87MF-88", "U-0001-87MF-8"])
def test_what_is_no_code_is_said_to_be_none(text: str) -> None:
    with pytest.raises(FormCodeWrong) as refused:
        read_code(text)
    assert refused.value.text == text


def test_forms_are_numbered_and_outstanding(hands: PaperHands, tmp_path: Path) -> None:
    first, second = blank(hands, tmp_path), blank(hands, tmp_path, ADMINISTERED.id)
    assert (first.number, second.number) == (1, 2)
    assert [row.form for row in hands.forms().outstanding()] == [first, second]
    assert hands.printer.forms[0].code == first.code
    assert hands.forms().by_code(first.code.lower()).form == first
    assert hands.forms().by_code(hands.printer.forms[1].scanned).form == second
    entry = hands.center.log[-1]
    assert (entry.verb, entry.subject) == ("print paper form", second.code)


def test_a_full_disk_spends_no_number(hands: PaperHands, tmp_path: Path) -> None:
    hands.printer.full = True
    with pytest.raises(DiskProblem):
        blank(hands, tmp_path)
    assert hands.forms().rows() == ()
    hands.printer.full = False
    assert blank(hands, tmp_path).number == 1


def test_who_may_not_fill_prints_nothing(hands: PaperHands, tmp_path: Path) -> None:
    for forms, error in (
        (hands.forms(Role.INSPECTOR), NotAllowed),
        (hands.forms(read_only="a restored center"), ReadOnlyCenter),
    ):
        with pytest.raises(error):
            forms.print_blank(SURVEY.id, Subject(), tmp_path / "form.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_code_of_another_center_is_not_found(hands: PaperHands, tmp_path: Path) -> None:
    blank(hands, tmp_path)
    with pytest.raises(NotFound):
        hands.forms().by_code(form_code(9, "ab" * 32))


def test_a_form_is_typed_in_once_with_its_page(hands: PaperHands, tmp_path: Path) -> None:
    form = blank(hands, tmp_path)
    filled = hands.filled(1)
    outcome = hands.forms().type_in(form.id, filled)
    with hands.center.memory.center.unit_of_work() as uow:
        run = uow.runs.get(outcome.value)
    assert run.transcription is not None
    assert run.transcription.form_code == form.code
    assert run.transcription.written_by == "A. Example"
    assert run.event_time == filled.written_at
    assert run.late_reason == ""
    assert [one.title for one in run.attachments] == ["Page 1"]
    (row,) = hands.forms().rows()
    assert (row.state, row.run_code) == (FormState.TYPED_IN, "R-000001")
    with pytest.raises(FormSettled) as refused:
        hands.forms().type_in(form.id, filled)
    assert refused.value.state is FormState.TYPED_IN
    assert outcome.undo is not None
    outcome.undo.run()
    (back,) = hands.forms().outstanding()
    assert back.form.id == form.id
    again = hands.forms().type_in(form.id, filled)
    assert again.value != outcome.value


def test_that_it_was_typed_in_is_part_of_what_is_signed(hands: PaperHands, tmp_path: Path) -> None:
    form = blank(hands, tmp_path, ADMINISTERED.id)
    run_id = hands.forms().type_in(form.id, hands.filled()).value
    work = hands.center.work(Role.PRECEPTOR).checklist_work
    work.answer_all(run_id, hands.center.answers())
    work.submit(run_id)
    hands.center.sign(run_id)
    with hands.center.memory.center.unit_of_work() as uow:
        seal = uow.sign_offs.seal(run_id)
    assert seal is not None
    content = json.loads(seal.content)
    assert content["transcription"]["form"] == form.code
    assert "item" not in content["attachments"][0]


def test_a_record_that_was_submitted_is_not_taken_back(hands: PaperHands, tmp_path: Path) -> None:
    form = blank(hands, tmp_path, ADMINISTERED.id)
    outcome = hands.forms().type_in(form.id, hands.filled())
    work = hands.center.work(Role.PRECEPTOR).checklist_work
    work.answer_all(outcome.value, hands.center.answers())
    work.submit(outcome.value)
    assert outcome.undo is not None
    with pytest.raises(RunIsSubmitted):
        outcome.undo.run()


def test_the_printed_version_is_the_one_that_is_filled(hands: PaperHands, tmp_path: Path) -> None:
    form = blank(hands, tmp_path)
    hands.center.take_in(replace(SURVEY, version=2))
    run_id = hands.forms().type_in(form.id, hands.filled()).value
    with hands.center.memory.center.unit_of_work() as uow:
        run = uow.runs.get(run_id)
    assert (run.template_version, run.template_digest) == (1, template_digest(SURVEY))
    assert blank(hands, tmp_path).version == 2


def test_a_late_form_says_why_it_is_late(hands: PaperHands, tmp_path: Path) -> None:
    with hands.center.memory.center.unit_of_work() as uow:
        uow.facts.put(LATE_ENTRY_HOURS, "24")
        uow.commit()
    form = blank(hands, tmp_path)
    run_id = hands.forms().type_in(form.id, hands.filled(30)).value
    with hands.center.memory.center.unit_of_work() as uow:
        assert uow.runs.get(run_id).late_reason == f"typed in from paper form {form.code}"


def test_without_a_page_nothing_is_typed_in(hands: PaperHands, tmp_path: Path) -> None:
    form = blank(hands, tmp_path, ADMINISTERED.id)
    with pytest.raises(PageMissing):
        hands.forms().type_in(form.id, replace(hands.filled(), pages=()))
    assert len(hands.forms().outstanding()) == 1
    run_id = hands.forms().type_in(form.id, hands.filled()).value
    work = hands.center.work(Role.PRECEPTOR)
    work.checklist_work.answer_all(run_id, hands.center.answers())
    with hands.center.memory.center.unit_of_work() as uow:
        (page,) = uow.runs.get(run_id).attachments
    work.attachments.remove(run_id, page.paper_id)
    with pytest.raises(PageMissing) as refused:
        work.checklist_work.submit(run_id)
    assert refused.value.form_code == form.code
    work.attachments.attach(run_id, PAGE)
    work.checklist_work.submit(run_id)


@pytest.mark.parametrize("change", [{"written_by": " "}, {"hours": -1}])
def test_who_wrote_it_and_when_must_make_sense(
    hands: PaperHands, tmp_path: Path, change: dict[str, object]
) -> None:
    form = blank(hands, tmp_path)
    filled = hands.filled(float(str(change.get("hours", 0))))
    if "written_by" in change:
        filled = replace(filled, written_by=" ")
    with pytest.raises(Invalid):
        hands.forms().type_in(form.id, filled)
    assert len(hands.forms().outstanding()) == 1


def test_what_was_left_open_is_said_when_it_is_typed_in(hands: PaperHands, tmp_path: Path) -> None:
    hands.center.take_in(NEEDY)
    form = blank(hands, tmp_path, NEEDY.id)
    assert ("Trainee", "") in hands.printer.forms[0].facts
    with pytest.raises(SubjectIncomplete):
        hands.forms().type_in(form.id, hands.filled())
    trainee_id = hands.center.trainee()
    filled = replace(hands.filled(), subject=Subject(trainee_id=trainee_id))
    run_id = hands.forms().type_in(form.id, filled).value
    with hands.center.memory.center.unit_of_work() as uow:
        assert uow.runs.get(run_id).subject.trainee_id == trainee_id


def test_what_is_printed_stays_what_it_is_about(hands: PaperHands, tmp_path: Path) -> None:
    trainee_id = hands.center.trainee()
    subject = Subject(trainee_id=trainee_id, drug_id="lu-177-dotatate")
    form = hands.forms().print_blank(SURVEY.id, subject, tmp_path / "f.pdf").value
    facts = dict(hands.printer.forms[0].facts)
    assert facts["Trainee"] == "Example 07, A."
    other = Subject(trainee_id=TraineeId(NOBODY))
    run_id = hands.forms().type_in(form.id, replace(hands.filled(), subject=other)).value
    with hands.center.memory.center.unit_of_work() as uow:
        assert uow.runs.get(run_id).subject == subject


def test_a_half_filled_draft_is_typed_in_to_itself(hands: PaperHands, tmp_path: Path) -> None:
    work = hands.center.work(Role.PRECEPTOR).checklist_work
    run_id = work.start(ADMINISTERED.id, Subject()).value
    work.answer(run_id, "go_ahead", YesNo(Reply.YES))
    form = hands.forms().print_half_filled(run_id, tmp_path / "half.pdf").value
    printed = hands.printer.forms[0]
    assert printed.sections[0].items[0].answered == "Yes"
    assert printed.scanned.endswith("R-000001")
    (row,) = hands.forms().outstanding()
    assert row.draft_code == "R-000001"
    outcome = hands.forms().type_in(form.id, hands.filled(1))
    assert outcome.value == run_id
    assert outcome.undo is None
    with hands.center.memory.center.unit_of_work() as uow:
        run = uow.runs.get(run_id)
    assert run.transcription is not None
    assert run.event_time == run.transcription.written_at
    assert run.answer("go_ahead") is not None
    assert len(run.attachments) == 1


def test_a_half_filled_form_does_not_show_the_claim_to_whoever_rates_it(
    hands: PaperHands, tmp_path: Path
) -> None:
    run_id = hands.center.run(hands.center.case(), Role.TRAINEE)

    def printed(role: Role) -> str:
        hands.forms(role).print_half_filled(run_id, tmp_path / "half.pdf")
        items = [one for section in hands.printer.forms[-1].sections for one in section.items]
        (part,) = (one.answered for one in items if one.title == "Do part_overall")
        return part

    assert printed(Role.PRECEPTOR) == WITHHELD
    assert printed(Role.TRAINEE) not in {"", WITHHELD}


def test_only_a_draft_is_printed_half_filled(hands: PaperHands, tmp_path: Path) -> None:
    run_id = hands.center.submitted()
    with pytest.raises(RunIsSubmitted):
        hands.forms().print_half_filled(run_id, tmp_path / "half.pdf")
    draft = hands.center.run()
    form = hands.forms().print_half_filled(draft, tmp_path / "half.pdf").value
    hands.center.work(Role.PRECEPTOR).checklist_work.void(draft, "not needed")
    with pytest.raises(RunIsVoid):
        hands.forms().type_in(form.id, hands.filled())


def test_a_form_that_will_not_come_back_says_why(hands: PaperHands, tmp_path: Path) -> None:
    form = blank(hands, tmp_path)
    with pytest.raises(ReasonRequired):
        hands.forms().spoil(form.id, " ")
    outcome = hands.forms().spoil(form.id, "torn, written again")
    (row,) = hands.forms().rows()
    assert row.state is FormState.SPOILED
    assert row.form.spoiled is not None
    assert row.form.spoiled.reason == "torn, written again"
    assert hands.forms().outstanding() == ()
    with pytest.raises(FormSettled):
        hands.forms().spoil(form.id, "again")
    with pytest.raises(FormSettled):
        hands.forms().type_in(form.id, hands.filled())
    assert outcome.undo is not None
    outcome.undo.run()
    assert [one.form for one in hands.forms().outstanding()] == [form]


def test_a_form_that_is_not_there_is_said_to_be_missing(hands: PaperHands) -> None:
    with pytest.raises(NotFound):
        hands.forms().spoil(FormId(NOBODY), "lost")
