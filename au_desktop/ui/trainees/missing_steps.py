"""What one trainee still misses, each line with why, and the place where it is put right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from au_desktop.domain.roles import Permission
from au_desktop.domain.training.gate import GateReason, Reason
from au_desktop.domain.training.trainees import Pathway, Trainee
from au_desktop.services.judgements import JudgedCase, TraineeProgress
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.gate_words import by_weight, reason_sentence
from au_desktop.ui.kit.targets import NewCase
from au_desktop.ui.kit.training_words import counted

EDIT_TRAINEE = "edit"
_SETTLED = {GateReason.VOIDED, GateReason.NOT_GIVEN, GateReason.NO_CATEGORY}
_MEMBERSHIP_WARNING = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class MissingStep:
    """One line. `page` is where the button leads, or `EDIT_TRAINEE` for the trainee's own dialog."""

    title: str
    why: str
    action: str
    page: str
    target: object = None
    permission: Permission = Permission.MANAGE_TRAINEES


def missing_steps(
    progress: TraineeProgress, today: date, style: DateStyle
) -> tuple[MissingStep, ...]:
    """Everything that stands between this trainee and what they asked for: cases to come, intake, cases to put right."""
    return (
        *_of_categories(progress),
        *_of_intake(progress.trainee, today, style),
        *_of_cases(progress.cases, style),
    )


def _of_categories(progress: TraineeProgress) -> Iterator[MissingStep]:
    for entry in progress.categories:
        if entry.complete:
            continue
        category = entry.category
        why = f"{category.title}: {entry.counted} of {entry.needed} count"
        if entry.waiting:
            why += f", {entry.waiting} logged but not yet counted"
        yield MissingStep(
            f"{counted(entry.missing, 'more case')} in {category.code}",
            why,
            "Add case",
            "cases",
            NewCase(progress.trainee.id),
            Permission.LOG_CASES,
        )


def _of_cases(cases: tuple[JudgedCase, ...], style: DateStyle) -> Iterator[MissingStep]:
    unsigned = []
    for judged in reversed(cases):
        reasons = by_weight(judged.verdict)
        codes = {reason.code for reason in reasons}
        if codes == {GateReason.NOT_CONFIRMED}:
            unsigned.append(judged)
        elif reasons and not codes & _SETTLED:
            yield _of_case(judged, reasons, style)
    if unsigned:
        yield _of_unsigned(unsigned)


def _of_unsigned(unsigned: list[JudgedCase]) -> MissingStep:
    """One line for all cases that only wait for the preceptor."""
    codes = ", ".join(judged.case.code for judged in unsigned[:4])
    more = f" and {len(unsigned) - 4} more" if len(unsigned) > 4 else ""
    return MissingStep(
        f"{counted(len(unsigned), 'case')} not signed as supervised yet",
        f"{codes}{more}: the preceptor signs the checklist of the case.",
        "Open",
        "cases",
        unsigned[0].case.id,
        Permission.READ,
    )


def _of_case(judged: JudgedCase, reasons: tuple[Reason, ...], style: DateStyle) -> MissingStep:
    supervisor_id = judged.case.supervisor_id
    first = reasons[0]
    title = f"{judged.case.code} of {day_words(judged.case.on, style)} does not count yet"
    why = reason_sentence(first, style)
    if len(reasons) > 1:
        why += f" And {counted(len(reasons) - 1, 'more reason')}."
    if first.code is GateReason.SUPERVISOR_NOT_AUTHORIZED and supervisor_id is not None:
        return _at_supervisor(title, why, supervisor_id)
    if first.code in (GateReason.NO_CAPACITY, GateReason.OBSERVER_CAPACITY):
        return MissingStep(title, why, "Edit", EDIT_TRAINEE)
    return MissingStep(title, why, "Open", "cases", judged.case.id, Permission.READ)


def _at_supervisor(title: str, why: str, supervisor_id: UUID) -> MissingStep:
    target = ("supervisor", supervisor_id)
    return MissingStep(title, why, "Licenses", "center", target, Permission.MANAGE_SUPERVISORS)


def _of_intake(trainee: Trainee, today: date, style: DateStyle) -> Iterator[MissingStep]:
    for title, why in (
        *_of_pathway(trainee),
        *_of_membership(trainee, today, style),
        *_of_papers(trainee),
    ):
        yield MissingStep(title, why, "Edit", EDIT_TRAINEE)


def _of_pathway(trainee: Trainee) -> Iterator[tuple[str, str]]:
    if trainee.pathway is Pathway.UNDECIDED:
        yield "Decide on the pathway", "It says by which section the trainee means to qualify."
    if not trainee.requested:
        yield "Choose the requested categories", "Cases are counted only toward these."
    if not trainee.capacities:
        yield "Enter the capacity", "No case counts on a day without a granted capacity."


def _of_membership(trainee: Trainee, today: date, style: DateStyle) -> Iterator[tuple[str, str]]:
    until = trainee.membership.valid_until
    if until is not None and until < today:
        yield "Membership has ended", f"It was valid until {day_words(until, style)}."
    elif until is not None and until <= today + _MEMBERSHIP_WARNING:
        yield "Membership ends soon", f"It is valid until {day_words(until, style)}."
    elif trainee.eligibility.membership_seen is False:
        yield "Membership is not shown", "The intake gate says that it was not seen."


def _of_papers(trainee: Trainee) -> Iterator[tuple[str, str]]:
    gate = trainee.eligibility
    if gate.classroom_complete is not True:
        word = "not complete" if gate.classroom_complete is False else "not checked yet"
        yield "Classroom training", f"At intake: {word}."
    if gate.license_seen is not True:
        word = "not shown" if gate.license_seen is False else "not checked yet"
        yield "Home license", f"At intake: {word}."
