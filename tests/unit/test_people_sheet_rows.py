"""The rows of the sheets Instruction and Visits, and what the sheets reckon of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from au_desktop.domain.safety.instruction import Instruction
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.training.cases import Voided
from au_desktop.exchange.sheets.people_sheets import INSTRUCTION, VISITS
from au_desktop.services.workbook.safety.people_rows import instruction_rows, visit_rows
from au_desktop.services.workbook.sheet_rows import Days
from tests.package_examples import FRIDAY_9, SOMEBODY
from tests.safety_examples import a_page
from tests.unit.test_visits import DETERMINED, a_visit, mrem_h, rem

NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))
VOID = Voided("twice", FRIDAY_9)
HEAD = a_page()


class Records:
    """What the rows are read from."""

    def __init__(self, *records: Any) -> None:
        self._records = records

    def safety(self, kind: type, _days: Days) -> Iterator[Any]:
        yield from (one for one in self._records if isinstance(one, kind))


def told(sheet: Any, row: Any) -> dict[str, Any]:
    keys = [column.key for column in sheet.columns]
    return dict(zip(keys, sheet.values(row), strict=True))


def an_instruction(**changes: Any) -> Instruction:
    given = Instruction(
        id=HEAD.id,
        number=3,
        at=FRIDAY_9,
        entered_at=FRIDAY_9,
        entered_by=HEAD.entered_by,
        subject_id="workers",
        subject="Instruction to workers",
        topics=("Storage", "Alarms"),
        attendees=(SOMEBODY, PersonRef("Nora Reed")),
        instructors=(SOMEBODY,),
    )
    return replace(given, **changes)


def test_an_instruction_stands_with_its_people_and_topics():
    whole, void = an_instruction(), an_instruction(voided=VOID)
    (row,) = instruction_rows(Records(whole, void), NOVEMBER)
    said = told(INSTRUCTION, row)
    assert said["record"] == "IN-0003"
    assert said["topics"] == "Storage; Alarms"
    assert said["attendees"] == "Casey Example, Nora Reed"
    assert said["state"] == "complete"
    assert (
        told(INSTRUCTION, replace(row, missing_topics=("Reports",)))["state"] == "topics missing"
    )


def test_a_visit_is_reckoned_in_rem():
    (row,) = visit_rows(Records(a_visit(), a_visit(voided=VOID)), NOVEMBER)
    said = told(VISITS, row)
    assert (said["dose"], said["total"], said["total_si"]) == (
        Decimal("0.01"),
        Decimal("0.01"),
        Decimal("0.1"),
    )
    assert (said["verdict"], said["room"], said["by"]) == ("within 0.1 rem", "", "")


def test_a_visit_above_the_limit_names_who_determined_it():
    visit = a_visit(rate=mrem_h(90), earlier=rem("0.05"), instructed=True, **DETERMINED)
    said = told(VISITS, visit)
    assert (said["verdict"], said["by"], said["instructed"]) == (
        "determined before",
        "Casey Example",
        "yes",
    )
