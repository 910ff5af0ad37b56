"""Says beside an item why an answer was not taken."""

from au_desktop.domain.checklists.answer_checks import AnswerRefused, Refusal
from au_desktop.domain.safety.instruments import Fitness, InstrumentUnfit
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.messages import sentence_for

_REFUSALS = {
    Refusal.UNKNOWN_CHOICE: "This choice is not one of the list.",
    Refusal.ONE_CHOICE_ONLY: "Only one choice may be taken.",
    Refusal.NO_CHOICE: "Choose at least one.",
    Refusal.EMPTY: "Type something, or skip the item.",
    Refusal.UNREADABLE_SIGN: "The text holds a sign that cannot be printed. Type it again.",
    Refusal.ONE_LINE_ONLY: "This takes one line only.",
    Refusal.NOT_FINITE: "This is not a number that can be kept.",
    Refusal.STOP_WITHOUT_START: "Start the timer first.",
    Refusal.STOP_BEFORE_START: "The end lies before the start.",
    Refusal.INTERRUPTION_OUTSIDE: "A pause lies outside the time that was measured.",
    Refusal.INTERRUPTION_OPEN: "Let the timer go on before it is stopped.",
    Refusal.SKIP_NOT_ALLOWED: "This item may not be skipped.",
    Refusal.SKIP_NEEDS_REASON: "Say why it is skipped.",
}
_UNFIT = {
    Fitness.CALIBRATION_OVERDUE: "its calibration has run out",
    Fitness.NEVER_CALIBRATED: "no calibration is on record",
    Fitness.CALIBRATION_FAILED: "its last calibration was off by more than the rule allows",
    Fitness.CHECK_FAILED: "it did not pass its last check",
    Fitness.UNDER_REPAIR: "it is under repair",
    Fitness.REPAIRED: "it was repaired and not calibrated since",
    Fitness.RETIRED: "it is retired",
}


def refusal_words(error: AnswerRefused) -> str:
    """Why an answer cannot be taken, in one sentence."""
    if error.refusal is Refusal.TOO_LONG:
        return f"The text is longer than {error.fact} letters."
    return _REFUSALS.get(error.refusal, "This answer does not fit the item.")


def item_reason(error: Exception) -> str:
    """The words beside the item for an error that an answer met."""
    if isinstance(error, AnswerRefused):
        return refusal_words(error)
    if isinstance(error, InstrumentUnfit):
        return _unfit_words(error)
    message = sentence_for(error)
    return f"{message.what_happened} {message.what_to_do}".strip()


def _unfit_words(error: InstrumentUnfit) -> str:
    word = "since" if error.fitness.blocking else "on"
    since = f" {word} {day_words(error.due)}" if error.due is not None else ""
    why = _UNFIT.get(error.fitness, error.fitness.value)
    return f"{error.instrument} may not be used on the day of the work: {why}{since}."
