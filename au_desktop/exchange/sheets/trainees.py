"""The sheet Trainees: one trainee and one requested category, counted against the requirement."""

from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import Column, Kind, Sheet, Style, Total
from au_desktop.services.workbook.sheet_rows import TraineeSheetRow

COMPLETE, OPEN = "complete", "open"
_MISSING = 'IF(ISNUMBER({needed}),IF({satisfied}<>"",0,MAX(0,{needed}-{counted})),"")'
_STATE = 'IF(ISNUMBER({missing}),IF({missing}=0,"complete","open"),"")'


def _values(row: TraineeSheetRow) -> tuple[CellValue, ...]:
    missing = None
    if row.needed is not None and row.counted is not None:
        missing = 0 if row.satisfied_by else max(0, row.needed - row.counted)
    state = "" if missing is None else OPEN if missing else COMPLETE
    return (
        row.trainee,
        row.name,
        row.degree,
        row.status,
        row.capacity,
        row.pathway,
        row.profile,
        row.category,
        row.needed,
        row.counted,
        row.waiting,
        row.satisfied_by,
        missing,
        state,
        row.cases_in_period,
        row.hours.classroom_needed,
        row.hours.classroom_counted,
        row.hours.total_needed,
        row.hours.total_counted,
        row.hours.topics_missing,
        row.hours.elements_missing,
        row.license_state,
        row.member_until,
    )


TRAINEES: Sheet[TraineeSheetRow] = Sheet(
    "Trainees",
    "One trainee and one requested category. Counted are all cases and hours that count today, of any period; "
    "capacity is that of the last day.",
    (
        Column("trainee", "Trainee", 9),
        Column("name", "Name", 24, Kind.LONG_TEXT),
        Column("degree", "Degree", 9),
        Column("status", "Status", 11),
        Column("capacity", "Capacity", 14, Kind.LONG_TEXT),
        Column("pathway", "Pathway", 12),
        Column("profile", "Profile", 24, Kind.LONG_TEXT),
        Column("category", "Category", 32, Kind.LONG_TEXT),
        Column("needed", "Cases needed", 8, Kind.COUNT),
        Column("counted", "Cases counted", 8, Kind.COUNT),
        Column("waiting", "Cases not counting yet", 10, Kind.COUNT),
        Column("satisfied", "Satisfied by category", 10),
        Column("missing", "Cases missing", 8, Kind.COUNT, formula=_MISSING),
        Column(
            "state",
            "State",
            10,
            formula=_STATE,
            words={OPEN: Style.ATTENTION, COMPLETE: Style.PASS},
        ),
        Column("in_period", "Cases in this period", 8, Kind.COUNT),
        Column("classroom_needed", "Classroom hours needed", 9, Kind.NUMBER),
        Column("classroom_counted", "Classroom hours counted", 9, Kind.NUMBER),
        Column("total_needed", "Hours in all needed", 9, Kind.NUMBER),
        Column("total_counted", "Hours in all counted", 9, Kind.NUMBER),
        Column("topics_missing", "Topics without hours", 11),
        Column("elements_missing", "Elements without experience", 11),
        Column("license_state", "License state", 10),
        Column("member_until", "Member until", 11, Kind.DAY),
    ),
    _values,
    "No trainees.",
    totals=(Total("Cases missing, all trainees", "missing"),),
)
