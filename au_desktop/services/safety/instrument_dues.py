"""What instruments and sealed sources ask for by a day, beside the calibrations, which Today lists anyway."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from au_desktop.domain.safety.instrument_tests import CheckKind
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.desk import Desk
from au_desktop.services.safety.instrument_book import Instruments, InstrumentStanding
from au_desktop.services.safety.safety_due import SafetyDue
from au_desktop.services.safety.source_book import Sources


def instrument_dues(desk: Desk) -> Callable[[date], Iterable[SafetyDue]]:
    """Gives checks that are due by a day, and the inventory of sealed sources; daily checks are done before use, not listed."""
    instruments, sources = Instruments(desk), Sources(desk)

    def until(day: date) -> Iterator[SafetyDue]:
        today = desk.today()
        for standing in instruments.standings():
            yield from _checks(standing, today, day)
        inventory = sources.inventory_due()
        due = inventory.due or today
        if inventory.sources and due <= day:
            many = "" if inventory.sources == 1 else "s"
            about = f"{inventory.sources} sealed source{many}"
            yield SafetyDue(
                "Inventory of sealed sources",
                about,
                due,
                RecordKind.SOURCE_CHECK,
                basis=inventory.basis,
            )

    return until


def _checks(standing: InstrumentStanding, today: date, day: date) -> Iterator[SafetyDue]:
    for check in standing.due:
        if check.check is CheckKind.CALIBRATION or check.interval.each_day_of_use:
            continue
        due = check.due or today
        if due <= day:
            yield SafetyDue(
                check.check.value.capitalize(),
                standing.instrument.name,
                due,
                RecordKind.INSTRUMENT_CHECK,
                basis=check.interval.basis,
            )
