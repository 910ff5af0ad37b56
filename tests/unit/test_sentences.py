"""What a person reads when something was refused: the facts are in the sentence, and what to do."""

from datetime import date

import pytest

from au_desktop.domain import errors
from au_desktop.domain.checklists.answer_checks import AnswerRefused, Refusal
from au_desktop.domain.checklists.runs import NotAnswered, NotSubmitted, RunIsSubmitted, RunIsVoid
from au_desktop.domain.checklists.submission import (
    CriticalStop,
    NotComplete,
    OtherDrug,
    SubjectIncomplete,
)
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.number_text import QuantityError, TextFault
from au_desktop.domain.safety.instruments import Fitness, InstrumentUnfit
from au_desktop.services.center.access import LastManager
from au_desktop.services.checklists.calculations import ParameterError
from au_desktop.services.imports.import_tables import NoTableFound
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.sentences import NOTHING_CHANGED, as_sentence, reason_for, sentence_for
from au_desktop.services.statements.signing import NotWaiting, NotYourSignature, OtherSigner
from tests.builders import NOBODY

rule_sentences.register()
RUN = RunId(NOBODY)


@pytest.mark.parametrize(
    ("error", "title", "said"),
    [
        (errors.NotAllowed("trainee", "export"), "Not for this role", "as trainee may not export"),
        (
            errors.NotAllowed("rso", "export"),
            "Not for this role",
            "signed in as RSO may not export",
        ),
        (errors.NotFound("case", "7"), "Not in this center", "This case is not in the center"),
        (
            errors.Invalid("license_number", "is too long"),
            "A value cannot be taken",
            "License number: is too long.",
        ),
        (errors.ReasonRequired("void a case"), "A reason is needed", "To void a case, say why."),
        (
            errors.SignedRecordIsFinal("CL-000007"),
            "A signed record stays as it is",
            "CL-000007 is signed and cannot be changed.",
        ),
        (errors.ReadOnlyCenter("older copy"), "Open for reading only", "Older copy."),
        (
            errors.BackupNotMade("disk full"),
            "No backup was made",
            "after your work failed: disk full.",
        ),
        (
            errors.OpenElsewhere("Casey", "desk-2", "9:00"),
            "The center is open elsewhere",
            "Casey has it open on desk-2 since 9:00.",
        ),
        (
            errors.OpenElsewhere("Casey", "desk-2", "2026-11-22T09:00:31.000000-05:00"),
            "The center is open elsewhere",
            "Casey has it open on desk-2 since 2026-11-22 09:00.",
        ),
        (
            errors.NewerCenter("9", "4"),
            "Made by a newer version",
            "layout 9; this program knows up to 4",
        ),
        (
            errors.NotACenter("photos", "there is no manifest"),
            "Not a center",
            "Photos is not a center of this program: there is no manifest.",
        ),
        (
            errors.UnreadableFile("a.xlsx", "encrypted"),
            "The file cannot be read",
            "A.xlsx: encrypted.",
        ),
        (errors.DiskProblem("E:", "no room"), "The disk refused", "E:: no room."),
        (errors.Cancelled(), "Stopped", "stopped as you asked. Nothing was left half done."),
        (RunIsSubmitted(RUN), "The checklist is submitted", "cannot be changed any more"),
        (RunIsVoid(RUN), "The checklist is void", "it stays readable"),
        (NotAnswered("assay"), "Not answered yet", "Assay has no answer."),
        (NotSubmitted(RUN), "Still a draft", "Change the draft itself."),
        (
            SubjectIncomplete([Need.CASE, Need.ROOM]),
            "The checklist cannot start yet",
            "needs: case, room.",
        ),
        (OtherDrug("t", "d"), "Another drug", "not written for the drug of the case"),
        (LastManager("Casey"), "The last person who manages people", "Casey is the only one"),
        (
            NoTableFound("roster", ["May", "June"]),
            "No roster in this file",
            "Looked at: May, June.",
        ),
        (
            NotWaiting("CL-000007", 2),
            "No signature is waiting here",
            "CL-000007 is not submitted yet",
        ),
        (
            NotYourSignature("trainee", ["preceptor", "RSO"]),
            "A signature for another role",
            "given by: preceptor or RSO. You are signed in as trainee.",
        ),
        (
            OtherSigner(PersonId(NOBODY)),
            "Another person's passphrase",
            "Sign with your own passphrase",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_the_sentence_names_the_facts(error: Exception, title: str, said: str) -> None:
    message = sentence_for(error)
    assert message.title == title
    assert said in message.text


def test_failed_attempts_are_counted_from_the_second_on() -> None:
    first = sentence_for(errors.WrongPassphrase("Casey", 1)).text
    third = sentence_for(errors.WrongPassphrase("Casey", 3)).text
    assert "Failed attempts" not in first
    assert "Failed attempts so far: 3." in third


def test_a_mistyped_recovery_code_names_the_group_or_the_number_of_groups() -> None:
    group = sentence_for(errors.MistypedRecoveryCode(4, 8))
    number = sentence_for(errors.MistypedRecoveryCode(0, 8))
    assert str(errors.MistypedRecoveryCode(4, 8)) == "group 4 of 8"
    assert "Group 4 of 8" in group.text
    assert "8 groups on the sheet; another number was typed" in number.text


def test_a_damaged_center_says_what_still_reads_and_the_newest_good_backup() -> None:
    known = sentence_for(errors.DamagedCenter("page 4 is torn", "the log", "backup 12"))
    unknown = sentence_for(errors.DamagedCenter("page 4 is torn"))
    assert known.what_was_kept == "Still readable: the log."
    assert known.what_to_do.startswith("The newest good backup is backup 12. Restore")
    assert unknown.what_was_kept == NOTHING_CHANGED
    assert unknown.what_to_do.startswith("Restore a backup")


@pytest.mark.parametrize("fault", TextFault)
def test_every_fault_of_a_typed_number_has_its_own_reason(fault: TextFault) -> None:
    said = {one: sentence_for(QuantityError("x", one)).what_happened for one in TextFault}
    assert sum(said[fault] == other for other in said.values()) == 1
    assert "'x'" not in said[fault]


def test_a_typed_quantity_is_offered_its_correction_or_else_the_units() -> None:
    comma = QuantityError("7,4 GBq", TextFault.COMMA_DECIMAL, ("GBq",), "7.4 GBq")
    bare = QuantityError("200", TextFault.UNIT_MISSING, ("GBq", "mCi"))
    assert sentence_for(comma).what_happened.endswith("not a comma. Type 7.4 GBq.")
    assert sentence_for(bare).what_happened == "Add the unit. Units: GBq, mCi."


def test_a_parameter_names_what_was_typed_and_what_is_offered() -> None:
    unknown = ParameterError("decay", "nuclide", "Xx-1", "is not known", ("Lu-177", "I-131"))
    missing = ParameterError("decay", "elapsed", "", "is missing")
    assert sentence_for(unknown).what_happened == (
        '"nuclide = Xx-1": is not known (Lu-177, I-131).'
    )
    assert sentence_for(missing).what_happened == '"elapsed": is missing.'


def test_a_refused_answer_names_the_limit_where_there_is_one() -> None:
    wrong = sentence_for(AnswerRefused("level", Refusal.LEVEL_OUT_OF_RANGE, "0 to 4"))
    plain = sentence_for(AnswerRefused("remarks", Refusal.ONE_LINE_ONLY))
    assert wrong.what_happened == "Level: level out of range (0 to 4)."
    assert plain.what_happened == "Remarks: one line only."


@pytest.mark.parametrize(
    ("keys", "missing", "stopped"),
    [
        (("a",), "1 item still needs", "1 critical item stops"),
        (("a", "b"), "2 items still need ", "2 critical items stop "),
    ],
)
def test_items_are_counted(keys: tuple[str, ...], missing: str, stopped: str) -> None:
    assert missing in sentence_for(NotComplete(keys)).text
    assert stopped in sentence_for(CriticalStop(keys)).text


def test_an_unfit_instrument_says_since_when_if_that_is_known() -> None:
    due = InstrumentUnfit("SM-2", Fitness.CALIBRATION_OVERDUE, date(2026, 11, 16))
    never = InstrumentUnfit("SM-9", Fitness.NEVER_CALIBRATED, None)
    assert sentence_for(due).what_happened == "SM-2: calibration overdue, due 2026-11-16."
    assert sentence_for(never).what_happened == "SM-9: never calibrated."


def test_an_error_without_a_sentence_speaks_by_its_name_and_facts() -> None:
    class TwoKeysAtOnce(errors.DomainError):
        pass

    class TapeJammed(errors.OutsideError):
        pass

    rule, outside = sentence_for(TwoKeysAtOnce("")), sentence_for(TapeJammed("tape 3"))
    assert (rule.title, rule.what_happened) == ("Two keys at once", "A rule does not allow this.")
    assert (outside.title, outside.what_to_do) == ("Tape jammed", "Try again.")
    assert outside.what_happened == "Tape 3."


def test_a_kind_of_error_uses_the_sentence_of_its_nearest_base() -> None:
    class NoSuchRoom(errors.NotFound):
        pass

    assert sentence_for(NoSuchRoom("room", "3")).title == "Not in this center"


def test_a_bug_is_told_apart_from_what_a_person_did() -> None:
    message = sentence_for(ZeroDivisionError("division by zero"))
    assert "not of what you did" in message.what_happened
    assert "division" not in message.text


def test_the_short_reason_is_the_errors_own_where_it_has_one() -> None:
    assert reason_for(errors.Invalid("name", "is missing")) == "is missing"
    assert reason_for(errors.ReadOnlyCenter("older copy")) == "Older copy."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("so it is", "So it is."), ("Why?", "Why?"), (" ", "A rule does not allow this.")],
)
def test_a_text_becomes_a_sentence(text: str, sentence: str) -> None:
    assert as_sentence(text) == sentence
