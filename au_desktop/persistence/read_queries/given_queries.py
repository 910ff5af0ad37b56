"""How many administrations were given in some days, by drug and activity: what the center's own rate is taken from."""

from datetime import date

from sqlalchemy import Connection, Text, cast, distinct, func, select

from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.training.cases import CaseState
from au_desktop.persistence.tables.case_tables import cases
from au_desktop.services.rows import GivenRow

_AMOUNT = func.coalesce(cases.c.prescribed_low, cases.c.administered)
_UNIT = func.coalesce(cases.c.prescribed_low_unit, cases.c.administered_unit)
# Two trainees at one administration share its day, drug and patient code; without a code each case stands for itself.
_WHICH = (
    cast(cases.c.on_day, Text)
    + ":"
    + func.coalesce(func.nullif(cases.c.patient_code, ""), "#" + cast(cases.c.number, Text))
)


def given_between(connection: Connection, first: date, last: date) -> tuple[GivenRow, ...]:
    """Administrations given in these days that are not void and whose activity is known."""
    statement = (
        select(cases.c.drug_id, _AMOUNT, _UNIT, func.count(distinct(_WHICH)))
        .where(
            cases.c.on_day.between(first, last),
            cases.c.voided_at.is_(None),
            cases.c.state == CaseState.GIVEN.value,
            _AMOUNT.is_not(None),
        )
        .group_by(cases.c.drug_id, _AMOUNT, _UNIT)
        .order_by(cases.c.drug_id)
    )
    return tuple(
        GivenRow(drug_id, Activity(amount, ActivityUnit(unit)), number)
        for drug_id, amount, unit, number in connection.execute(statement)
    )
