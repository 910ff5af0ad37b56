"""The sheets Instruments (10 CFR 35.2060, 35.2061) and Sources (10 CFR 35.2067)."""

from decimal import Decimal

from au_desktop.domain.quantities import ActivityUnit, CountRateUnit
from au_desktop.domain.safety.check_points import CheckPoint, Verdict
from au_desktop.domain.safety.instrument_tests import InstrumentCheck
from au_desktop.domain.safety.source_checks import SourceCheckKind
from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import (
    NO_REVIEW,
    REVIEW_COLUMNS,
    Column,
    Kind,
    Sheet,
    Style,
    Total,
)
from au_desktop.exchange.sheets.reckoning import as_cell, rounded
from au_desktop.services.workbook.safety.instrument_sheet_rows import CheckRow, SourceRow

WITHIN, BEYOND = "within", "beyond"
LEAKING, PASSED, FOUND, MISSING = "leaking", "passed", "found", "missing"
_PLACES = 3
_DIFFERENCE = 'IF({expected}="","",ROUND(100*({read}-{expected})/{expected},3))'
_JUDGED = (
    'IF(OR({expected}="",{tolerance}=""),"",'
    f'IF(ROUND(ABS({{read}}-{{expected}})*100,9)>ROUND({{tolerance}}*{{expected}},9),"{BEYOND}","{WITHIN}"))'
)
_BECQUERELS = (
    'IF({gross}="",IF({reported}="","",{reported}),ROUND(MAX(0,{gross}-{bkg})/(60*{eff}),3))'
)
_RESULT = f'IF({{bq}}="",{{seen}},IF({{bq}}>={{limit}},"{LEAKING}","{PASSED}"))'


def _point(point: CheckPoint | None, check: InstrumentCheck) -> tuple[CellValue, ...]:
    """Point, expected, read, unit, difference, tolerance, verdict."""
    if point is None:
        return ("", None, None, "", "", None, "")
    tolerance = check.tolerance
    verdict = ""
    if tolerance is not None:
        verdict = BEYOND if point.beyond(tolerance) else WITHIN
    return (
        " ".join(part for part in (point.scale, point.name) if part),
        as_cell(point.expected),
        as_cell(point.measured),
        point.unit,
        rounded(point.difference, _PLACES),
        None if tolerance is None else as_cell(tolerance.percent),
        verdict,
    )


def _other(check: InstrumentCheck) -> str:
    """Efficiencies and the scatter of counts, which stand beside the points."""
    parts = [f"{one.nuclide_id} efficiency {one.value:f}" for one in check.efficiencies]
    if check.chi_square is not None:
        parts.append(f"chi-square {rounded(check.chi_square, _PLACES):f}")
    return "; ".join(parts)


def _check(row: CheckRow) -> tuple[CellValue, ...]:
    check = row.check
    return (
        check.code,
        check.at.local,
        check.instrument.name,
        check.instrument.model,
        check.instrument.serial,
        check.check.value,
        *_point(row.point, check),
        _other(check),
        check.verdict.value,
        check.by.name,
        ", ".join(part for part in (check.body, check.certificate) if part),
        check.action,
        row.state,
        *NO_REVIEW,
    )


INSTRUMENTS: Sheet[CheckRow] = Sheet(
    "Instruments",
    "One reading of a check, test or calibration. Model, serial number, date, results and name are kept for 3 years "
    "(10 CFR 35.2060, 35.2061); a survey meter off by more than 20 % is not used (35.61(b)).",
    (
        Column("record", "Record", 9),
        Column("at", "Done (local time)", 16, Kind.MOMENT),
        Column("instrument", "Instrument", 14, Kind.LONG_TEXT),
        Column("model", "Model", 14, Kind.LONG_TEXT),
        Column("serial", "Serial number", 13),
        Column("check", "Check", 14),
        Column("point", "Setting, scale or source", 22, Kind.LONG_TEXT),
        Column("expected", "Expected", 11, Kind.NUMBER),
        Column("read", "Read", 11, Kind.NUMBER),
        Column("unit", "Unit", 7),
        Column("difference", "Difference (%)", 11, Kind.NUMBER, _DIFFERENCE),
        Column("tolerance", "Tolerance (%)", 10, Kind.NUMBER),
        Column(
            "judged",
            "Against it",
            10,
            formula=_JUDGED,
            words={BEYOND: Style.FAIL, WITHIN: Style.PASS},
        ),
        Column("other", "Other results", 26, Kind.LONG_TEXT),
        Column(
            "verdict",
            "Result of the check",
            12,
            words={
                Verdict.PASSED.value: Style.PASS,
                Verdict.ATTENTION.value: Style.ATTENTION,
                Verdict.FAILED.value: Style.FAIL,
            },
        ),
        Column("by", "Performed by", 18, Kind.LONG_TEXT),
        Column("body", "Laboratory, certificate", 22, Kind.LONG_TEXT),
        Column("action", "What was done", 26, Kind.LONG_TEXT),
        Column("state", "State", 9, words={"void": Style.VOID, "amended": Style.VOID}),
        *REVIEW_COLUMNS,
    ),
    _check,
    "No instrument was checked in this period.",
    (Total("Readings beyond their tolerance", "judged", BEYOND),),
)


def _microcuries(row: SourceRow) -> Decimal | None:
    if row.activity is None:
        return None
    return as_cell(row.activity.to(ActivityUnit.UCI).amount)


def _count(row: SourceRow) -> tuple[CellValue, ...]:
    """Gross, background, efficiency, reported, found, limit, whether it was seen, the result."""
    count = row.check.count
    if count is None:
        seen = FOUND if row.line is not None and row.line.found else MISSING
        return (None, None, None, None, "", None, seen, seen)
    found = count.found.to(ActivityUnit.BQ).amount
    counted: tuple[CellValue, ...] = (None, None, None, as_cell(found))
    if count.gross is not None and count.background is not None and count.reported is None:
        counted = (
            as_cell(count.gross.to(CountRateUnit.CPM).amount),
            as_cell(count.background.to(CountRateUnit.CPM).amount),
            count.efficiency,
            None,
        )
        found = rounded(found, _PLACES)
    limit = as_cell(count.limit.to(ActivityUnit.BQ).amount)
    verdict = LEAKING if count.leaking else PASSED
    return (*counted, as_cell(found), limit, "", verdict)


def _source(row: SourceRow) -> tuple[CellValue, ...]:
    check, line = row.check, row.line
    source = check.source if line is None else line.source
    model = check.model if line is None else line.model
    return (
        check.code,
        check.at.local,
        check.check.value,
        "" if source is None else source.name,
        model,
        "" if source is None else source.serial,
        "" if source is None else source.nuclide_id,
        _microcuries(row),
        "" if line is None else line.place,
        *_count(row),
        check.by.name,
        "" if check.count is None else check.count.laboratory,
        check.action if line is None else line.note,
        row.state,
        *NO_REVIEW,
    )


SOURCES: Sheet[SourceRow] = Sheet(
    "Sources",
    f"One {SourceCheckKind.LEAK.value} of a sealed source, or one source of the semi-annual inventory, kept for 3 years "
    "(10 CFR 35.2067). A source leaks at 185 Bq (0.005 µCi) or more.",
    (
        Column("record", "Record", 9),
        Column("at", "Done (local time)", 16, Kind.MOMENT),
        Column("kind", "Kind", 11),
        Column("source", "Source", 12, Kind.LONG_TEXT),
        Column("model", "Model", 14, Kind.LONG_TEXT),
        Column("serial", "Serial number", 13),
        Column("nuclide", "Nuclide", 9),
        Column("activity", "Activity (µCi)", 11, Kind.NUMBER),
        Column("place", "Location", 20, Kind.LONG_TEXT),
        Column("gross", "Wipe (cpm)", 10, Kind.NUMBER),
        Column("bkg", "Background (cpm)", 11, Kind.NUMBER),
        Column("eff", "Efficiency", 10, Kind.NUMBER),
        Column("reported", "Reported (Bq)", 10, Kind.NUMBER),
        Column("bq", "On the wipe (Bq)", 10, Kind.NUMBER, _BECQUERELS),
        Column("limit", "Leaks at (Bq)", 9, Kind.NUMBER),
        Column("seen", "Looked for", 9),
        Column(
            "result",
            "Result",
            10,
            formula=_RESULT,
            words={
                LEAKING: Style.FAIL,
                MISSING: Style.FAIL,
                PASSED: Style.PASS,
                FOUND: Style.PASS,
            },
        ),
        Column("by", "Performed by", 18, Kind.LONG_TEXT),
        Column("laboratory", "Laboratory", 16, Kind.LONG_TEXT),
        Column("note", "Action or note", 26, Kind.LONG_TEXT),
        Column("state", "State", 9, words={"void": Style.VOID, "amended": Style.VOID}),
        *REVIEW_COLUMNS,
    ),
    _source,
    "No source was tested or looked for in this period.",
    (Total("Leaking sources", "result", LEAKING), Total("Missing sources", "result", MISSING)),
)
