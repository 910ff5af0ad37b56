"""The rows of the workbook's sheets about training, made from where trainees stand."""

from collections.abc import Iterator

from au_desktop.domain.training.standings.standing import GapCode, RequirementKind
from au_desktop.domain.training.trainees import TraineeStatus
from au_desktop.services.standing.standings import TraineeStanding
from au_desktop.services.wording.gap_words import gap_words
from au_desktop.services.workbook.sheet_rows import Days, GapRow, HourFigures, TraineeSheetRow

_IN_TRAINING = frozenset({TraineeStatus.APPLIED, TraineeStatus.ACTIVE})


def trainee_rows(found: TraineeStanding, days: Days) -> Iterator[TraineeSheetRow]:
    """One row a requested category; a trainee who requests none has one row without a category."""
    trainee, hours = found.trainee, hour_figures(found)
    in_period = sum(
        1
        for judged in found.progress.cases
        if days.holds(judged.case.on) and judged.case.voided is None
    )
    capacity = trainee.capacity_on(days.last)
    for category in found.progress.categories or (None,):
        yield TraineeSheetRow(
            trainee=trainee.code,
            name=trainee.display_name,
            degree=trainee.degree,
            pathway=trainee.pathway.value,
            profile=found.profile.title,
            status=trainee.status.value,
            license_state=trainee.license_state,
            member_until=trainee.membership.valid_until,
            capacity="" if capacity is None else capacity.value,
            category=""
            if category is None
            else f"{category.category.code} {category.category.title}",
            needed=None if category is None else category.needed,
            counted=None if category is None else category.counted,
            waiting=None if category is None else category.waiting,
            satisfied_by="" if category is None else category.satisfied_by,
            cases_in_period=in_period,
            hours=hours,
        )


def hour_figures(found: TraineeStanding) -> HourFigures:
    """Hours needed and counted on the chosen path, and the topics and elements that are empty."""
    by_kind = {one.kind: one for one in found.standing.requirements}
    classroom = by_kind.get(RequirementKind.CLASSROOM_HOURS)
    total = by_kind.get(RequirementKind.TOTAL_HOURS)
    return HourFigures(
        classroom_needed=None if classroom is None else classroom.needed,
        classroom_counted=found.hours.classroom,
        total_needed=None if total is None else total.needed,
        total_counted=found.hours.total,
        topics_missing=_open(found, RequirementKind.TOPIC),
        elements_missing=_open(found, RequirementKind.ELEMENT),
    )


def gap_rows(found: TraineeStanding) -> Iterator[GapRow]:
    """What a trainee in training still misses; cases that do not count have rows of their own."""
    if found.trainee.status not in _IN_TRAINING:
        return
    for gap in found.standing.gaps:
        if gap.code is GapCode.CASE_NOT_COUNTING:
            continue
        words = gap_words(gap)
        due = "" if gap.due is None else f" Due {gap.due.isoformat()}."
        yield GapRow(
            kind="Training record",
            record=found.trainee.code,
            since=None,
            about=found.trainee.display_name,
            detail=f"{words.what}. {words.why}{due}".strip(),
            todo=words.todo,
        )


def _open(found: TraineeStanding, kind: RequirementKind) -> str:
    return ", ".join(
        one.code for one in found.standing.requirements if one.kind is kind and not one.met
    )
