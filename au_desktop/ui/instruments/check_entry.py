"""Opens the dialog that fits a check and keeps what it gives: the same from the list, the detail and what is due."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from au_desktop.domain.errors import DomainError
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.instrument_tests import CHECKS_OF, CheckKind, InstrumentCheck
from au_desktop.domain.safety.instruments import Fitness
from au_desktop.ui.instruments.check_dialog import CheckDialog
from au_desktop.ui.instruments.instrument_dialogs import (
    back_dialog,
    efficiency_dialog,
    efficiency_of,
    repair_dialog,
    step_of,
)
from au_desktop.ui.instruments.instrument_words import check_lines
from au_desktop.ui.kit.labelled_form import Field, paragraph_field
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import show_refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.domain.ids import InstrumentId
    from au_desktop.domain.safety.instruments import Instrument
    from au_desktop.domain.safety.sealed_sources import SealedSource
    from au_desktop.services.safety.check_take_over import CheckOffer
    from au_desktop.ui.kit.dialog import Dialog
    from au_desktop.ui.kit.section import Section

MANAGED = frozenset({CheckKind.CALIBRATION, CheckKind.EFFICIENCY, CheckKind.SENT, CheckKind.BACK})


def steps_of(instrument: Instrument) -> tuple[CheckKind, ...]:
    """What can be entered about an instrument now."""
    if instrument.retired:
        return ()
    blocked = instrument.blocked
    if blocked is not None and blocked.fitness is Fitness.UNDER_REPAIR:
        return (CheckKind.BACK,)
    return (*CHECKS_OF[instrument.kind], CheckKind.SENT)


def step_title(check: CheckKind) -> str:
    """What the menu says."""
    return {
        CheckKind.SENT: "Send for repair…",
        CheckKind.BACK: "Back from repair…",
    }.get(check, f"{check.value.capitalize()}…")


def permission_for(check: CheckKind) -> Permission:
    """What entering it asks of a role."""
    return Permission.MANAGE_INSTRUMENTS if check in MANAGED else Permission.KEEP_SAFETY


class CheckEntry:
    """Works for one section; `dialog` is the one that is open."""

    def __init__(self, section: Section) -> None:
        self._section = section
        self._services = section.context.services
        self.dialog: Dialog | None = None

    def begin(self, instrument_id: InstrumentId, check: CheckKind) -> None:
        """Load what the dialog begins with, then open it."""
        instruments, sources = self._services.instruments, self._services.sources

        def work() -> Any:  # noqa: ANN401 - a bundle that only _open takes apart
            prepared = instruments.prepare(instrument_id, check)
            newest = instruments.newest(instrument_id, check)
            return prepared, newest, sources.here()

        self._section.load(work, lambda found: self._open(*found))

    def take_over(self, instrument_id: InstrumentId, offer: CheckOffer) -> None:
        """Show what a submitted checklist says, to be kept as a check."""
        service = self._services.check_take_over
        work = partial(service.read, instrument_id, offer.run_id)
        self._section.load(work, partial(self._open_taken, offer))

    def _open_taken(self, offer: CheckOffer, check: InstrumentCheck) -> None:
        lines = [f"{offer.title}: {check.verdict.value}", *check_lines(check)]
        action = paragraph_field(2)
        field = Field("action", "What was done", action, "Asked for where it did not pass.")
        values = {"action": check.action}
        dialog = RecordDialog(f"Take over {offer.code}", [field], values, self._section, "Keep")
        for line in lines:
            dialog.add_text(line, "muted")
        self._ask(dialog, lambda v: replace(check, action=str(v["action"])))

    def _open(
        self,
        prepared: InstrumentCheck,
        newest: InstrumentCheck | None,
        sources: tuple[SealedSource, ...],
    ) -> None:
        nuclides = self._services.desk.reference.nuclides
        if prepared.check is CheckKind.SENT:
            self._ask(repair_dialog(prepared, self._section), lambda v: step_of(prepared, v))
        elif prepared.check is CheckKind.BACK:
            self._ask(back_dialog(prepared, self._section), lambda v: step_of(prepared, v))
        elif prepared.check is CheckKind.EFFICIENCY:
            dialog = efficiency_dialog(prepared, nuclides, self._section)
            self._ask(dialog, lambda v: efficiency_of(prepared, v))
        else:
            check_dialog = CheckDialog(prepared, newest, sources, nuclides, self._section)
            check_dialog.filled.connect(lambda check: self._keep(check, check_dialog))
            self.dialog = check_dialog
            check_dialog.open()

    def _ask(
        self, dialog: RecordDialog, made: Callable[[dict[str, object]], InstrumentCheck]
    ) -> None:
        def take(values: dict[str, object]) -> None:
            try:
                check = made(values)
            except DomainError as refused:
                show_refusal(dialog, dialog.form, refused)
                return
            self._keep(check, dialog)

        dialog.filled.connect(take)
        self.dialog = dialog
        dialog.open()

    def _keep(self, check: InstrumentCheck, dialog: Dialog) -> None:
        name, instruments = check.instrument.name, self._services.instruments
        words = f"{check.check.value.capitalize()} of {name} kept: {check.verdict.value}."
        if check.failed:
            words = f"{words} It may not be used."
        form = getattr(dialog, "form", None)
        self._section.carry_out(lambda: instruments.enter(check), words, dialog, form)
