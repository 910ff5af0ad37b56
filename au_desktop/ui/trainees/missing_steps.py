"""What one trainee still misses, each line with why, and the place where it is put right."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from au_desktop.domain.roles import Permission
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.counting.gate import GateReason
from au_desktop.domain.training.hours import Ledger
from au_desktop.domain.training.standings.standing import Gap, GapCode
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.standing.standings import TraineeStanding
from au_desktop.services.wording.gap_words import gap_words
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.targets import NewCase
from au_desktop.ui.kit.training_words import counted
from au_desktop.ui.trainees.trainee_tab import Task

EDIT_TRAINEE = "edit"
TRAINEES = "trainees"
_MEMBERSHIP_WARNING = timedelta(days=30)
_SHOWN_NAMES = 5
_UNSIGNED = "cases that wait for a signature"


@dataclass(frozen=True, slots=True)
class MissingStep:
    """One line, what its button says, the page that it leads to, and what is shown there.

    `blocks` says whether the packet cannot be made without it; `sums_up` that a ring shows it already.
    """

    title: str
    why: str
    action: str
    page: str
    target: object = None
    permission: Permission = Permission.READ
    due: date | None = None
    blocks: bool = True
    sums_up: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a kind of gap is put right, and what is begun there."""

    action: str
    tab: str
    permission: Permission
    task: str = ""


_PATHWAY = _Place("Choose", "pathway", Permission.MANAGE_TRAINEES, "choose")
_ANSWER = _Place("Record", "pathway", Permission.MANAGE_TRAINEES, "answer")
_COPY = _Place("Attach", "pathway", Permission.KEEP_PAPERS)
_CLASSROOM = _Place("Add hours", "hours", Permission.KEEP_HOURS, Ledger.CLASSROOM.value)
_WORK = _Place("Add work", "hours", Permission.KEEP_HOURS, Ledger.WORK.value)
_EDUCATION = _Place("Add education", "hours", Permission.KEEP_HOURS, Ledger.CONTINUING.value)
_HOURS = _Place("Open", "hours", Permission.READ)
_PACKET = _Place("Open", "packet", Permission.READ)
_ONBOARDING = _Place("Open", "onboarding", Permission.READ)
_LICENSE = _Place("Open", "home_license", Permission.READ)
_REQUEST = _Place("Begin", "home_license", Permission.MANAGE_TRAINEES, "begin")
_EDIT = _Place("Edit", EDIT_TRAINEE, Permission.MANAGE_TRAINEES)

_PLACES = {
    GapCode.NOTHING_REQUESTED: _EDIT,
    GapCode.PATHWAY_UNDECIDED: _PATHWAY,
    GapCode.PATHWAY_CLOSED: _PATHWAY,
    GapCode.CATEGORY_OUTSIDE_ROUTE: _PATHWAY,
    GapCode.REGULATOR_NOT_ASKED: _ANSWER,
    GapCode.CLASSROOM_SHORT: _CLASSROOM,
    GapCode.TOTAL_SHORT: _WORK,
    GapCode.TOPIC_EMPTY: _CLASSROOM,
    GapCode.ELEMENT_EMPTY: _WORK,
    GapCode.HOURS_NOT_VERIFIED: _HOURS,
    GapCode.WORK_NOT_CONFIRMED: _HOURS,
    GapCode.HOURS_COUNT_TWICE: _HOURS,
    GapCode.WORK_SUPERVISOR: _HOURS,
    GapCode.WORK_INCOMPLETE: _HOURS,
    GapCode.HOURS_OTHER_SECTION: _HOURS,
    GapCode.HOURS_OFF_TOPIC: _HOURS,
    GapCode.HOURS_TOO_OLD: _EDUCATION,
    GapCode.ATTESTATION_MISSING: _PACKET,
    GapCode.ATTESTATION_OUTDATED: _PACKET,
    GapCode.INSTRUCTION_MISSING: _ONBOARDING,
    GapCode.ORIENTATION_MISSING: _ONBOARDING,
    GapCode.DOSIMETER_MISSING: _ONBOARDING,
    GapCode.PAPER_MISSING: _ONBOARDING,
    GapCode.PAPER_EXPIRED: _ONBOARDING,
    GapCode.CAPACITY_MISSING: _EDIT,
    GapCode.AMENDMENT_OPEN: _LICENSE,
    GapCode.NOTICE_DUE: _LICENSE,
}


@dataclass(frozen=True, slots=True)
class _Group:
    """How several gaps of one kind are told in one line; `names` are the facts by which each is known."""

    one: str
    many: str
    tail: str
    names: tuple[str, ...]


_GROUPS = {
    GapCode.TOPIC_EMPTY: _Group("topic", "topics", "without hours that count", ("code", "title")),
    GapCode.ELEMENT_EMPTY: _Group(
        "element", "elements", "of work experience without hours that count", ("code", "title")
    ),
    GapCode.HOURS_NOT_VERIFIED: _Group(
        "entry", "entries", "of hours not verified yet", ("entry", "title")
    ),
    GapCode.WORK_NOT_CONFIRMED: _Group(
        "entry", "entries", "of work experience not confirmed yet", ("entry",)
    ),
    GapCode.PAPER_MISSING: _Group("onboarding paper", "onboarding papers", "open", ("title",)),
    GapCode.PAPER_EXPIRED: _Group("onboarding paper", "onboarding papers", "expired", ("title",)),
}


def missing_steps(
    found: TraineeStanding, today: date, style: DateStyle
) -> tuple[MissingStep, ...]:
    """Everything that stands between this trainee and what they asked for; what blocks the packet comes first."""
    cases: dict[object, Case] = {one.case.id: one.case for one in found.progress.cases}
    make = partial(_of_gap, found.trainee, cases, style)
    steps = (
        *_of_gaps(found.standing.gaps, make),
        *_of_intake(found.trainee, today, style),
    )
    return tuple(sorted(steps, key=lambda step: not step.blocks))


def _of_gaps(gaps: Iterable[Gap], make: Callable[[Gap], MissingStep]) -> Iterator[MissingStep]:
    """A line each, but one for all of a kind, and one for the cases that only wait for a signature."""
    kinds: dict[object, list[Gap]] = {}
    for gap in gaps:
        kinds.setdefault(_kind(gap), []).append(gap)
    for kind, several in kinds.items():
        group = _GROUPS.get(several[0].code)
        if len(several) == 1 and kind != _UNSIGNED:
            yield make(several[0])
        elif kind == _UNSIGNED:
            yield _of_unsigned(several, make)
        elif group is not None:
            yield _of_several(several, group, make)


def _kind(gap: Gap) -> object:
    """What shares a line: all of one code that is told together, or the gap alone."""
    codes = {reason.code for reason in gap.reasons}
    if gap.code is GapCode.CASE_NOT_COUNTING and codes == {GateReason.NOT_CONFIRMED}:
        return _UNSIGNED
    return gap.code if gap.code in _GROUPS else id(gap)


def _of_unsigned(several: list[Gap], make: Callable[[Gap], MissingStep]) -> MissingStep:
    codes = _listed(gap.facts["case"] for gap in several)
    return replace(
        make(several[0]),
        title=f"{counted(len(several), 'case')} not signed as supervised yet",
        why=f"{codes}: the preceptor signs the checklist of the case.",
    )


def _of_several(
    several: list[Gap], group: _Group, make: Callable[[Gap], MissingStep]
) -> MissingStep:
    names = (
        " ".join(gap.facts[name] for name in group.names if gap.facts.get(name)) for gap in several
    )
    return replace(
        make(several[0]),
        title=f"{counted(len(several), group.one, group.many)} {group.tail}",
        why=f"{_listed(names)}.",
        due=min((gap.due for gap in several if gap.due is not None), default=None),
        blocks=any(gap.blocks for gap in several),
    )


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = len(every) - _SHOWN_NAMES
    return "; ".join(every[:_SHOWN_NAMES]) + (f" and {more} more" if more > 0 else "")


def _of_gap(
    trainee: Trainee, cases: dict[object, Case], style: DateStyle, gap: Gap
) -> MissingStep:
    words = gap_words(gap, lambda day: day_words(day, style))
    sums_up = gap.code in {GapCode.CLASSROOM_SHORT, GapCode.TOTAL_SHORT, GapCode.CASES_SHORT}
    step = MissingStep(words.what, words.why, "", "", due=gap.due, blocks=gap.blocks)
    step = replace(step, sums_up=sums_up)
    if gap.record_id in cases and gap.code is GapCode.CASE_NOT_COUNTING:
        return _at_case(step, trainee, cases[gap.record_id], gap)
    if gap.code is GapCode.CASES_SHORT:
        return _leading(step, "Add case", "cases", NewCase(trainee.id), Permission.LOG_CASES)
    if gap.code is GapCode.PROFILE_UNVERIFIED:
        return _leading(step, "Open", "center", "profile")
    place = _PLACES.get(gap.code, _HOURS if gap.record_id else _COPY)
    if gap.code is GapCode.AMENDMENT_OPEN and gap.record_id is None:
        place = _REQUEST
    target = (trainee.id, place.tab, Task(place.task) if place.task else gap.record_id)
    return _leading(step, place.action, TRAINEES, target, place.permission)


def _at_case(step: MissingStep, trainee: Trainee, case: Case, gap: Gap) -> MissingStep:
    """A license or a capacity is put right where it is kept; anything else at the case."""
    codes = {reason.code for reason in gap.reasons}
    if GateReason.SUPERVISOR_NOT_AUTHORIZED in codes and case.supervisor_id is not None:
        target = ("supervisor", case.supervisor_id)
        return _leading(step, "Licenses", "center", target, Permission.MANAGE_SUPERVISORS)
    if codes & {GateReason.NO_CAPACITY, GateReason.OBSERVER_CAPACITY}:
        edit = (trainee.id, EDIT_TRAINEE, None)
        return _leading(step, "Edit", TRAINEES, edit, Permission.MANAGE_TRAINEES)
    return _leading(step, "Open", "cases", case.id)


def _leading(
    step: MissingStep,
    action: str,
    page: str,
    target: object,
    permission: Permission = Permission.READ,
) -> MissingStep:
    return replace(step, action=action, page=page, target=target, permission=permission)


def _of_intake(trainee: Trainee, today: date, style: DateStyle) -> Iterator[MissingStep]:
    for title, why in (*_of_membership(trainee, today, style), *_of_license(trainee)):
        step = MissingStep(title, why, "", "", blocks=False)
        target = (trainee.id, EDIT_TRAINEE, None)
        yield _leading(step, "Edit", TRAINEES, target, Permission.MANAGE_TRAINEES)


def _of_membership(trainee: Trainee, today: date, style: DateStyle) -> Iterator[tuple[str, str]]:
    until = trainee.membership.valid_until
    if until is not None and until < today:
        yield "Membership has ended", f"It was valid until {day_words(until, style)}."
    elif until is not None and until <= today + _MEMBERSHIP_WARNING:
        yield "Membership ends soon", f"It is valid until {day_words(until, style)}."
    elif trainee.eligibility.membership_seen is False:
        yield "Membership is not shown", "The intake gate says that it was not seen."


def _of_license(trainee: Trainee) -> Iterator[tuple[str, str]]:
    seen = trainee.eligibility.license_seen
    if seen is not True:
        yield "Home license", f"At intake: {'not shown' if seen is False else 'not checked yet'}."
