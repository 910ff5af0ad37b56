"""The places where a workbook or packet was altered: sheet or file, cell or record, and what was done to it."""

from collections.abc import Sequence

from au_desktop.services.workbook.workbook_checks import SheetFault
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column

_MOST_SEEN = 6


class FaultTable(RowTable):
    """As high as its rows up to a few; more are scrolled inside."""

    def __init__(self, faults: Sequence[SheetFault]) -> None:
        super().__init__(
            (
                Column("sheet", "Sheet or file", lambda fault: fault.sheet, 220),
                Column("place", "Place", lambda fault: fault.place or "–", 170),
                Column("kind", "What was found", lambda fault: fault.kind.value),
            ),
            name="Altered places",
            stretch="kind",
        )
        self.set_rows(faults)
        seen = min(len(faults), _MOST_SEEN)
        self.setFixedHeight(theme.current().row_height * (seen + 1) + 2)
