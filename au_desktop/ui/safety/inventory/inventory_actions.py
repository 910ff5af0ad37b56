"""What is asked about stock and limits in dialogs: entering, steps, splitting, lines of the license, a look at the shelves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from au_desktop.domain.safety.stock import StockForm
from au_desktop.ui.kit.labelled_form import Field, paragraph_field
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.safety.inventory.stock_dialogs import (
    StockChoices,
    draft_of,
    line_dialog,
    line_of,
    movement_dialog,
    movement_of,
    split_dialog,
    stock_dialog,
    take_dialog,
    taken_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from au_desktop.domain.safety.possession import PossessionLine
    from au_desktop.domain.safety.stock import Stock, TakenLine
    from au_desktop.services.outcomes import Outcome
    from au_desktop.ui.kit.section import Section

    Command = Callable[[Mapping[str, Any]], Callable[[], Outcome[Any]]]


class InventoryActions:
    """Asks for its section, which carries out and tells."""

    def __init__(self, section: Section) -> None:
        self._section = section
        self._services = section.context.services
        self.dialog: RecordDialog | None = None

    def enter(self) -> None:
        """Ask for stock that came without a package."""

        def show(choices: StockChoices) -> None:
            def command(values: Mapping[str, Any]) -> Callable[[], Outcome[Any]]:
                return partial(self._services.inventory.enter, draft_of(values, choices))

            self._ask(stock_dialog(self._section, choices), command, "Stock entered.")

        self._with_choices(show)

    def step(self, stock: Stock) -> None:
        """Ask what became of a thing."""

        def show(choices: StockChoices) -> None:
            def command(values: Mapping[str, Any]) -> Callable[[], Outcome[Any]]:
                return partial(
                    self._services.inventory.move, stock.id, movement_of(values, choices)
                )

            dialog = movement_dialog(self._section, stock, choices)
            self._ask(dialog, command, f"Step of {stock.code} recorded.")

        self._with_choices(show)

    def split(self, stock: Stock) -> None:
        """Ask how much is drawn off."""

        def show(choices: StockChoices) -> None:
            def command(values: Mapping[str, Any]) -> Callable[[], Outcome[Any]]:
                return partial(
                    self._services.inventory.split,
                    stock.id,
                    values["activity"],
                    values["at"],
                    StockForm(str(values["form"])),
                    choices.room(values["room"]),
                )

            dialog = split_dialog(self._section, stock, choices)
            self._ask(dialog, command, f"{stock.code} split.")

        self._with_choices(show)

    def keep_line(self, line: PossessionLine | None = None) -> None:
        """Ask for a line of the license."""
        reference = self._services.desk.reference

        def command(values: Mapping[str, Any]) -> Callable[[], Outcome[Any]]:
            made = line_of(line, values)
            return partial(self._services.possession.keep, made, values["reason"])

        dialog = line_dialog(self._section, line, reference)
        self._ask(dialog, command, "Possession limit kept.")

    def end_line(self, line: PossessionLine) -> None:
        """Ask why a line does not hold any more."""
        fields = [Field("reason", "Why", paragraph_field(2), required=True)]
        title = "Take the possession limit out"
        dialog = RecordDialog(title, fields, {}, self._section, "Take out")
        dialog.add_text(f"{line.title}, {line.item}")

        def command(values: Mapping[str, Any]) -> Callable[[], Outcome[Any]]:
            return partial(self._services.possession.retire, line.id, values["reason"])

        self._ask(dialog, command, "Possession limit taken out.")

    def take_stock(self) -> None:
        """Ask which of the expected things are there."""
        inventory = self._services.inventory

        def show(lines: tuple[TakenLine, ...]) -> None:
            dialog = take_dialog(self._section, lines)

            def command(values: Mapping[str, Any]) -> Callable[[], Outcome[Any]]:
                found = taken_lines(lines, values)
                return partial(inventory.take_stock, found, None, values["notes"])

            self._ask(dialog, command, "Stock taking recorded.")

        self._section.load(inventory.expected_lines, show)

    def _with_choices(self, show: Callable[[StockChoices], None]) -> None:
        self._section.load(partial(StockChoices.read, self._services), show)

    def _ask(self, dialog: RecordDialog, command: Command, words: str) -> None:
        def write(values: Mapping[str, Any]) -> None:
            self._section.carry_out(command(values), words, dialog, dialog.form)

        dialog.filled.connect(write)
        self.dialog = dialog
        dialog.open()
