"""What the usual course of the safety checklists answers otherwise than that of the others, by template and item."""

from au_desktop.domain.checklists.answers import AnswerValue, Chosen, Measured
from au_desktop.domain.quantities import Activity, Dose, DoseRate, Duration


def dose(text: str) -> Measured:
    return Measured(Dose.parse(text))


def rate(text: str) -> Measured:
    return Measured(DoseRate.parse(text))


def lasting(text: str) -> Measured:
    return Measured(Duration.parse(text))


def amount(text: str) -> Measured:
    return Measured(Activity.parse(text))


_SPILL = {"amount": amount("0.2 mCi"), "level": amount("2 mCi")}

SAFETY_COURSES: dict[str, dict[str, AnswerValue]] = {
    "wipe_test": {"count_time": lasting("2 min"), "background_time": lasting("10 min")},
    "waste_survey": {"background": rate("0.02 mR/h"), "surface": rate("0.02 mR/h")},
    "spill_minor": dict(_SPILL),
    "spill_major": dict(_SPILL),
    "medical_event_screen": {
        "delivered": amount("198 mCi"),
        "result": Chosen(("possible",)),
    },
}
