"""How a case came about, in words: when it happened, was entered and was signed, why it was late, how it was moved."""

from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.settings import DateStyle
from au_desktop.ui.cases.case_facts import CaseFacts
from au_desktop.ui.kit.date_words import day_words, moment_words


def time_lines(facts: CaseFacts, style: DateStyle) -> list[tuple[str, str]]:
    """The three times apart: the day of the case, its entry, its signature; and why the entry was late."""
    case = facts.case
    lines = [("Day of the case", day_words(case.on, style))]
    if case.state is CaseState.GIVEN:
        entered = moment_words(case.entered_at, style) if case.entered_at else "not kept then"
        lines.append(("Entered", entered))
        lines.append(("Signed", day_words(facts.signed_on, style)))
    if case.late_reason:
        lines.append(("Why so late", case.late_reason))
    return lines


def moves_lines(case: Case, style: DateStyle) -> tuple[str, ...]:
    """Every move of a planned case, oldest first, and why it was lost."""
    moved = [
        f"From {day_words(move.from_day, style)} to {day_words(move.to_day, style)}: {move.reason}"
        for move in case.moves
    ]
    if case.lost_reason:
        moved.append(
            f"Lost: {case.lost_reason}"
            if case.state is CaseState.LOST
            else f"Was given up once: {case.lost_reason}"
        )
    return tuple(moved)
