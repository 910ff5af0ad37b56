"""The sentences for what the rules of checklists, signatures, instruments, rosters and typed quantities refuse."""

from au_desktop.domain.checklists.answer_checks import AnswerRefused
from au_desktop.domain.checklists.runs import NotAnswered, NotSubmitted, RunIsSubmitted, RunIsVoid
from au_desktop.domain.checklists.submission import (
    CriticalStop,
    NotComplete,
    OtherDrug,
    SubjectIncomplete,
)
from au_desktop.domain.number_text import QuantityError, TextFault
from au_desktop.domain.safety.instruments import InstrumentUnfit
from au_desktop.domain.training.lateness import LateEntryNeedsReason
from au_desktop.domain.training.papers import PaperKeptAlready, PaperTooLarge
from au_desktop.services.center.access import LastManager
from au_desktop.services.checklists.bedside_ratings import RatingComesFirst
from au_desktop.services.checklists.calculations import ParameterError
from au_desktop.services.imports.import_tables import NoTableFound
from au_desktop.services.refusals import (
    attestation_sentences,
    event_sentences,
    hour_sentences,
    instrument_sentences,
    inventory_sentences,
    paper_sentences,
    people_sentences,
    release_sentences,
    safety_sentences,
    signing_sentences,
    survey_sentences,
    template_sentences,
    treatment_sentences,
    waste_sentences,
)
from au_desktop.services.sentences import Message, as_sentence, role_said, roles_said, says
from au_desktop.services.statements.signed_statements import AlreadyWithdrawn, RecordsChanged
from au_desktop.services.statements.signing import NotWaiting, NotYourSignature, OtherSigner

_QUANTITY_REASONS = {
    TextFault.EMPTY: "Type a number.",
    TextFault.NOT_A_NUMBER: "This does not begin with a number.",
    TextFault.COMMA_DECIMAL: "Write a decimal point, not a comma.",
    TextFault.COMMA_AMBIGUOUS: "The comma may be a decimal point or a thousands mark.",
    TextFault.NEGATIVE: "It cannot be negative.",
    TextFault.NOT_FINITE: "It must be a finite number.",
    TextFault.TOO_MANY_DIGITS: "It has too many digits.",
    TextFault.OUT_OF_RANGE: "It is too large or too small.",
    TextFault.UNIT_MISSING: "Add the unit.",
    TextFault.UNIT_UNKNOWN: "This unit is not known here.",
    TextFault.UNIT_AMBIGUOUS: "This unit can be read in two ways.",
}


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""
    attestation_sentences.register()
    event_sentences.register()
    hour_sentences.register()
    instrument_sentences.register()
    inventory_sentences.register()
    paper_sentences.register()
    people_sentences.register()
    release_sentences.register()
    safety_sentences.register()
    signing_sentences.register()
    survey_sentences.register()
    template_sentences.register()
    treatment_sentences.register()
    waste_sentences.register()


@says(QuantityError)
def _quantity(error: QuantityError) -> Message:
    reason = _QUANTITY_REASONS.get(error.fault, as_sentence(str(error)))
    offer = ""
    if error.suggestion:
        offer = f" Type {error.suggestion}."
    elif error.units:
        offer = f" Units: {', '.join(error.units)}."
    return Message("A value cannot be taken", f"{reason}{offer}", "What you typed is still there.")


@says(ParameterError)
def _parameter(error: ParameterError) -> Message:
    offer = f" ({', '.join(error.offered)})" if error.offered else ""
    typed = f" = {error.typed}" if error.typed else ""
    return Message(
        "A value cannot be taken",
        as_sentence(f'"{error.parameter}{typed}": {error.reason}{offer}'),
        "What you typed is still there.",
    )


@says(AnswerRefused)
def _answer_refused(error: AnswerRefused) -> Message:
    why = str(error.refusal).replace("_", " ")
    fact = f" ({error.fact})" if error.fact else ""
    return Message(
        "An answer cannot be taken",
        as_sentence(f"{error.item}: {why}{fact}"),
        "The answer before it is kept.",
        "Answer again.",
    )


@says(RunIsSubmitted)
def _run_is_submitted(_error: RunIsSubmitted) -> Message:
    return Message(
        "The checklist is submitted",
        "Its answers cannot be changed any more.",
        what_to_do="Return it for correction while nothing is signed, or amend it.",
    )


@says(RunIsVoid)
def _run_is_void(_error: RunIsVoid) -> Message:
    return Message("The checklist is void", "Nothing more can be done with it; it stays readable.")


@says(NotAnswered)
def _not_answered(error: NotAnswered) -> Message:
    return Message(
        "Not answered yet",
        as_sentence(f"{error.item} has no answer"),
        what_to_do="Answer it first, then record why it may be passed.",
    )


@says(NotSubmitted)
def _not_submitted(_error: NotSubmitted) -> Message:
    return Message(
        "Still a draft",
        "Only a submitted checklist can be amended or taken back.",
        what_to_do="Change the draft itself.",
    )


@says(SubjectIncomplete)
def _subject_incomplete(error: SubjectIncomplete) -> Message:
    needs = ", ".join(str(need) for need in error.missing)
    return Message("The checklist cannot start yet", as_sentence(f"it needs: {needs}"))


@says(OtherDrug)
def _other_drug(_error: OtherDrug) -> Message:
    return Message(
        "Another drug",
        "This checklist is not written for the drug of the case.",
        what_to_do="Choose the checklist for that drug.",
    )


@says(NotComplete)
def _not_complete(error: NotComplete) -> Message:
    count = len(error.missing)
    items = "1 item still needs" if count == 1 else f"{count} items still need"
    return Message(
        "Not complete yet",
        f"{items} an answer or a skip with its reason.",
        "Every answer is kept.",
        "The items are marked in the checklist.",
    )


@says(CriticalStop)
def _critical_stop(error: CriticalStop) -> Message:
    count = len(error.items)
    items = "1 critical item stops" if count == 1 else f"{count} critical items stop"
    return Message(
        "A critical item stops the signature",
        f"{items} this checklist.",
        "Every answer is kept.",
        "Correct the answer, or let a supervising AU or the RSO record why it may be passed.",
    )


@says(InstrumentUnfit)
def _instrument_unfit(error: InstrumentUnfit) -> Message:
    word = "since" if error.fitness.blocking else "due"
    since = f", {word} {error.due.isoformat()}" if error.due else ""
    note = f" ({error.note})" if error.note else ""
    return Message(
        "This instrument may not be used",
        as_sentence(f"{error.instrument}: {error.fitness.value}{since}{note}"),
        what_to_do="Choose another instrument, or record its calibration or the check that it passed.",
    )


@says(LateEntryNeedsReason)
def _late_entry(error: LateEntryNeedsReason) -> Message:
    return Message(
        "A late entry needs a reason",
        f"This was written down more than {error.hours} h after it happened.",
        "What you typed is still there.",
        "Say why, and save again. The limit is the center's own: Center & profile.",
    )


@says(RatingComesFirst)
def _rating_comes_first(error: RatingComesFirst) -> Message:
    return Message(
        "Rate the part first",
        f"The checklist shows the part that the trainee claims in {error.code}.",
        "Nothing was signed.",
        f"Open {error.code} on the Cases page, choose Rate…, then sign.",
    )


@says(LastManager)
def _last_manager(error: LastManager) -> Message:
    return Message(
        "The last person who manages people",
        f"{error.name} is the only one who can add and remove people.",
        what_to_do="Give another person that role first.",
    )


@says(NoTableFound)
def _no_table_found(error: NoTableFound) -> Message:
    sheets = ", ".join(error.sheets)
    return Message(
        f"No {error.kind} in this file",
        as_sentence(
            f"no sheet has a row of headings with the columns of {error.kind}. Looked at: {sheets}"
        ),
        what_to_do="Check that the column headings are in one row, then import again.",
    )


@says(NotWaiting)
def _not_waiting(error: NotWaiting) -> Message:
    return Message(
        "No signature is waiting here",
        f"{error.code} is not submitted yet, or this signature is given already.",
        what_to_do="Refresh the list.",
    )


@says(NotYourSignature)
def _not_your_signature(error: NotYourSignature) -> Message:
    allowed = roles_said(error.allowed)
    return Message(
        "A signature for another role",
        f"This signature is given by: {allowed}. You are signed in as {role_said(error.role)}.",
    )


@says(OtherSigner)
def _other_signer(_error: OtherSigner) -> Message:
    return Message(
        "Another person's passphrase",
        "The passphrase belongs to someone else than the person at work.",
        what_to_do="Sign with your own passphrase, or lock and let that person unlock.",
    )


@says(RecordsChanged)
def _records_changed(error: RecordsChanged) -> Message:
    return Message(
        "What you looked at has changed",
        f"Between showing and signing, these records became others: {', '.join(error.codes)}.",
        "Nothing was signed.",
        "Look at it again, then sign.",
    )


@says(AlreadyWithdrawn)
def _already_withdrawn(error: AlreadyWithdrawn) -> Message:
    return Message(
        "Nothing to withdraw",
        f"{error.code} was withdrawn before, or is itself a withdrawal.",
        what_to_do="Refresh the list.",
    )


@says(PaperTooLarge)
def _paper_too_large(error: PaperTooLarge) -> Message:
    return Message(
        "The file is too large",
        f"{error.file_name} has more than {error.most >> 20} MB; papers are kept up to that size.",
        what_to_do="Scan it in a lower resolution, or keep its parts one by one.",
    )


@says(PaperKeptAlready)
def _paper_kept_already(error: PaperKeptAlready) -> Message:
    return Message(
        "This file is kept already",
        f'The same file is here as "{error.title}" ({error.file_name}).',
        what_to_do="Choose that paper instead of adding it again.",
    )
