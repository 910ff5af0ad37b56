"""The words and chips of Today: ages, due days, and what becomes of a planned case."""

from datetime import date

from au_desktop.domain.moments import Moment
from au_desktop.domain.training.trainees import Capacity, Trainee
from au_desktop.services.attesting.attestation_waits import AttestationWait
from au_desktop.services.day.day_waits import PapersDue, PartsDiffer
from au_desktop.services.day.overview import HereToday, PlannedCase
from au_desktop.services.roster.license_follow_ups import FollowUpDue, FollowUpTask
from au_desktop.services.roster.onboarding_views import DueKind
from au_desktop.services.rows import DueRow
from au_desktop.services.safety.safety_due import SafetyDue
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.gate_words import WILL_NOT_COUNT
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import counted, part_words

Chip = tuple[str, State]

_SOON_DAYS = 7
_OLD_DAYS = 7
_HOURS_SHOWN = 48
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_day(day: date, style: DateStyle) -> str:
    """With its weekday, as the page's subtitle says it."""
    return f"{_WEEKDAYS[day.weekday()]} {day_words(day, style)}"


def age_chip(submitted: date, today: date) -> Chip:
    """How long a signature has been waited for."""
    days = (today - submitted).days
    if days <= 0:
        return "today", State.INFO
    return counted(days, "day"), State.PROBLEM if days >= _OLD_DAYS else State.ATTENTION


def due_chip(due: date, today: date, style: DateStyle) -> Chip:
    """Overdue, today, in so many days, or the day itself when it is farther off."""
    days = (due - today).days
    if days < 0:
        return "overdue", State.PROBLEM
    if days == 0:
        return "today", State.ATTENTION
    if days <= _SOON_DAYS:
        return f"in {counted(days, 'day')}", State.ATTENTION
    return day_words(due, style), State.INFO


def due_words(row: DueRow, today: date, style: DateStyle) -> tuple[str, str]:
    """What ends, and since or until when."""
    was = "was due" if row.due < today else "due"
    day = day_words(row.due, style)
    if row.kind == "schedule":
        return row.title, f"{row.detail} · {was} {day}"
    if row.kind == "instrument":
        return f"{row.title}: calibration", f"{row.detail} · {was} {day}"
    ends = "ended" if row.due < today else "ends"
    return f"{row.title}: membership", f"{row.detail} · {ends} {day}".removeprefix(" · ")


_KINDS = {
    DueKind.ITEM: ("onboarding paper", "onboarding papers"),
    DueKind.EXPIRY: ("paper that ends too early", "papers that end too early"),
    DueKind.DOSIMETER: ("dosimeter not returned", "dosimeters not returned"),
}
_TASKS = {
    FollowUpTask.NOTICE: "notice to the agency",
    FollowUpTask.QUESTION: "a question of the agency is open",
    FollowUpTask.INQUIRE: "no answer yet: ask the agency",
}


_LONGEST_BASIS = 60


def paper_words(one: PapersDue, style: DateStyle) -> tuple[str, str]:
    """What a visit waits for, and since or until when; one is named, several are listed."""
    number, day = len(one.titles), day_words(one.due, style)
    name, (single, several) = one.trainee.display_name, _KINDS[one.what]
    if number == 1:
        return f"{name}: {one.titles[0]}", f"{single} · {day}"
    return f"{name}: {number} {several}", f"{', '.join(one.titles)} · from {day}"


def safety_words(one: SafetyDue) -> tuple[str, str]:
    """What radiation safety asks for, and about what; a basis that is a whole sentence is told where it is done."""
    basis = one.basis if len(one.basis) <= _LONGEST_BASIS else ""
    return one.title, " · ".join(part for part in (one.about, basis) if part)


def safety_chip(one: SafetyDue, now: Moment, style: DateStyle) -> Chip:
    """How long is left; by the hour where a rule counts hours and the end is near."""
    if one.at is None:
        return due_chip(one.due, now.local.date(), style)
    left = round((one.at.utc - now.utc).total_seconds() / 60)
    if abs(left) >= _HOURS_SHOWN * 60:
        return due_chip(one.due, now.local.date(), style)
    hours, minutes = divmod(abs(left), 60)
    said = f"{hours} h {minutes} min" if hours else f"{minutes} min"
    return (f"overdue {said}", State.PROBLEM) if left < 0 else (f"{said} left", State.ATTENTION)


def license_words(one: FollowUpDue) -> tuple[str, str]:
    """What somebody should do about a home license."""
    number = one.follow_up.license_number
    about = f"license {number} · {one.follow_up.agency}" if number else one.follow_up.agency
    return f"{one.trainee.display_name}: {_TASKS[one.task]}", about


def license_chip(one: FollowUpDue, today: date, style: DateStyle) -> Chip:
    """A question has an age; the other tasks have a day."""
    if one.task is FollowUpTask.QUESTION:
        return age_chip(one.due, today)
    return due_chip(one.due, today, style)


def attestation_words(one: AttestationWait) -> tuple[str, str]:
    """Whose attestation waits, and for whom."""
    asked = f"asked of {one.asked}" if one.asked else "ready; nobody is asked yet"
    return f"{one.trainee} · attestation, {one.section}", asked


def parts_words(one: PartsDiffer) -> tuple[str, str]:
    """Which case, and who said what."""
    claim, rated = one.rating.claim, one.rating.rating
    said = f"trainee: {part_words(claim.part if claim else None)}"
    said += f" · preceptor: {part_words(rated.part if rated else None)}"
    return f"{one.case.code} · {one.trainee.display_name}", said


def here_chip(here: HereToday) -> Chip:
    """What the day holds for someone who is here."""
    if here.capacity is None:
        return "no capacity today", State.PROBLEM
    if here.capacity is Capacity.OBSERVER:
        return "observer", State.ATTENTION
    if not here.cases_today:
        return "no case today", State.NEUTRAL
    return counted(len(here.cases_today), "case") + " today", State.OK


def planned_chip(planned: PlannedCase, today: date) -> Chip:
    """What stands against a coming case, or the day it is on."""
    if visit_missed(planned.trainee, planned.case.on):
        return "outside the visit", State.PROBLEM
    if any(reason.code in WILL_NOT_COUNT for reason in planned.verdict.reasons):
        return "would not count", State.ATTENTION
    days = (planned.case.on - today).days
    words = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return words, State.INFO


def visit_missed(trainee: Trainee, day: date) -> bool:
    """Whether visits are known and none of them holds the day."""
    return bool(trainee.visits) and not any(visit.holds(day) for visit in trainee.visits)
