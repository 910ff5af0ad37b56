"""Whether an instrument may be used, in words and colors; the same wherever instruments are listed."""

from au_desktop.domain.safety.instruments import Fitness
from au_desktop.ui.kit.tokens import State

FITNESS_STATES: dict[Fitness, State] = {
    Fitness.FIT: State.OK,
    Fitness.CALIBRATION_DUE_SOON: State.ATTENTION,
    Fitness.CALIBRATION_OVERDUE: State.PROBLEM,
    Fitness.NEVER_CALIBRATED: State.PROBLEM,
    Fitness.CALIBRATION_FAILED: State.PROBLEM,
    Fitness.CHECK_FAILED: State.PROBLEM,
    Fitness.UNDER_REPAIR: State.ATTENTION,
    Fitness.REPAIRED: State.PROBLEM,
    Fitness.RETIRED: State.NEUTRAL,
}
FITNESS_WORDS: dict[Fitness, str] = {
    Fitness.FIT: "fit",
    Fitness.CALIBRATION_DUE_SOON: "due soon",
    Fitness.CALIBRATION_OVERDUE: "overdue",
    Fitness.NEVER_CALIBRATED: "never calibrated",
    Fitness.CALIBRATION_FAILED: "calibration failed",
    Fitness.CHECK_FAILED: "check failed",
    Fitness.UNDER_REPAIR: "under repair",
    Fitness.REPAIRED: "to be calibrated",
    Fitness.RETIRED: "retired",
}
