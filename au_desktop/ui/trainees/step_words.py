"""The words about the steps a trainee took part in, and the printed page."""

from collections.abc import Iterable
from html import escape

from au_desktop.services.checklists.item_statistics import StepUse, TraineeSteps
from au_desktop.ui.kit.training_words import counted

EMPTY = (
    "Once the checklist of an administration with this trainee is submitted, this shows for each step whether it was "
    "observed, assisted or performed."
)
_COMMON = "Trainee's part: "
_NOT_A_COUNT = "For planning the next cases only; no requirement counts steps."


def step_title(use: StepUse) -> str:
    """The step without the words that all of them begin with: "Assay" for "Trainee's part: assay"."""
    own = use.title.removeprefix(_COMMON)
    return own[:1].upper() + own[1:]


def performed_share(use: StepUse) -> float:
    """How many of the administrations with the step."""
    return use.performed / use.runs if use.runs else 0.0


def share_text(use: StepUse) -> str:
    """Such as "2 of 3"."""
    return f"{use.performed} of {use.runs}"


def never(use: StepUse) -> str:
    """What was never done; nothing where all was."""
    if use.never_seen:
        return "never observed"
    return "never performed" if use.never_performed else ""


def summary(found: TraineeSteps) -> str:
    """The gaps in a sentence, and what was left out."""
    unseen = [step_title(use).casefold() for use in found.steps if use.never_seen]
    undone = [
        step_title(use).casefold()
        for use in found.steps
        if use.never_performed and not use.never_seen
    ]
    parts = [
        f"Never observed: {'; '.join(unseen)}." if unseen else "",
        f"Never performed: {'; '.join(undone)}." if undone else "",
    ]
    if found.left_out:
        waits = "waits" if found.left_out == 1 else "wait"
        parts.append(
            f"{counted(found.left_out, 'administration')} {waits} for your rating and "
            f"{'is' if found.left_out == 1 else 'are'} left out until then."
        )
    return " ".join(filter(None, (*parts, _NOT_A_COUNT)))


def print_html(name: str, found: TraineeSteps) -> str:
    """The table for paper."""
    head = ("Step", "Asked", "Observed", "Assisted", "Performed", "")
    rows = "".join(
        _row(
            (
                step_title(use),
                str(use.runs),
                str(use.observed),
                str(use.assisted),
                str(use.performed),
                never(use),
            )
        )
        for use in found.steps
    )
    return (
        f"<h2>Steps of {escape(name)}</h2><p>{escape(counted(found.runs, 'administration'))}. {escape(summary(found))}</p>"
        f"<table cellspacing='0' cellpadding='4' border='1' width='100%'>{_row(head, 'th')}{rows}</table>"
    )


def _row(cells: Iterable[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
