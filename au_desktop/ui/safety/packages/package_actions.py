"""What is asked about a package in dialogs: calls to carrier and agency, taking the contents in, the center's habits."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.errors import Invalid
from au_desktop.ui.kit.messages import reason_for
from au_desktop.ui.kit.section import show_refusal
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.safety.packages.package_dialogs import (
    call_dialog,
    call_of,
    checklist_dialog,
    habits_dialog,
    habits_of,
    take_in_dialog,
)
from au_desktop.ui.safety.packages.package_values import PackageChoices

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from au_desktop.domain.safety.events import Event
    from au_desktop.domain.safety.packages import Package
    from au_desktop.domain.safety.possession import PossessionCheck
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.safety.package_receipt import PackageHabits
    from au_desktop.services.safety.package_take_over import PackageOffer
    from au_desktop.ui.kit.page_tab import PageTab
    from au_desktop.ui.kit.record_dialog import RecordDialog

    Begin = Callable[[Package, PackageChoices], None]


class PackageActions:
    """Asks for its section, which carries out and tells; `begin` opens the form of a package."""

    def __init__(self, section: PageTab, begin: Begin) -> None:
        self._section, self._begin = section, begin
        self.dialog: RecordDialog | None = None

    def ask_call(self, package: Package) -> None:
        """Ask for the call that the rule wants at once."""
        services = self._section.context.services

        def work() -> tuple[PackageChoices, str]:
            return PackageChoices.read(services), services.facilities.center().agency

        def show(found: tuple[PackageChoices, str]) -> None:
            choices, agency = found
            dialog = call_dialog(self._section, package, choices, agency)

            def write(values: Mapping[str, object]) -> None:
                notices = (*package.notices, call_of(values, choices))
                kept = replace(package, notices=notices)
                command = partial(services.packages.keep, kept)
                self._section.carry_out(command, "Call noted.", dialog, dialog.form)

            dialog.filled.connect(write)
            dialog.accepted.connect(lambda: self.ask_remaining_calls(package.id))
            self._open(dialog)

        self._section.load(work, show)

    def ask_take_in(self, package: Package) -> None:
        """Ask where the contents go; show what the license says to them."""
        services = self._section.context.services

        def work() -> tuple[PackageChoices, tuple[PossessionCheck, ...]]:
            receipt = services.packages
            stocks = [receipt.stock_of(package, item, None) for item in package.waiting_items]
            return PackageChoices.read(services), services.possession.foresee(stocks)

        def show(found: tuple[PackageChoices, tuple[PossessionCheck, ...]]) -> None:
            choices, checks = found
            dialog = take_in_dialog(self._section, package, choices, checks)

            def write(values: Mapping[str, object]) -> None:
                room = choices.room(values["room"])
                command = partial(services.packages.take_in, package.id, room)
                self._section.carry_out(command, "Taken into the inventory.", dialog, dialog.form)

            dialog.filled.connect(write)
            self._open(dialog)

        self._section.load(work, show)

    def ask_checklist(self) -> None:
        """Ask which submitted checklist the form is to begin with."""
        services = self._section.context.services
        taker = services.package_take_over

        def show(offers: tuple[PackageOffer, ...]) -> None:
            if not offers:
                self._section.told.emit(
                    "No submitted package checklist of the last 3 months waits."
                )
                return
            dialog = checklist_dialog(self._section, offers)

            def write(values: Mapping[str, object]) -> None:
                run_id = next(one.run_id for one in offers if str(one.run_id) == values["run"])
                dialog.accept()

                def work() -> tuple[Package, PackageChoices]:
                    return taker.package(run_id), PackageChoices.read(services)

                self._section.load(work, lambda found: self._begin(*found))

            dialog.filled.connect(write)
            self._open(dialog)

        self._section.load(taker.offers, show)

    def show_event(self, package: Package, about: Event | None) -> None:
        """Go to the event about a package; begin it where there is none."""
        section = self._section

        def go(event: Event) -> None:
            section.go_requested.emit("safety", TabTarget("events", event.id))

        def done(outcome: Outcome[Event]) -> None:
            section.offer(f"{outcome.value.code} started.", outcome)
            go(outcome.value)

        def failed(error: Exception) -> None:
            section.told.emit(reason_for(error))

        if about is not None:
            go(about)
            return
        start = partial(section.context.services.package_events.start, package.id)
        section.context.operations.run(start, done, failed, section)

    def ask_habits(self) -> None:
        """Ask for working hours, telephone and wipe efficiency."""
        packages = self._section.context.services.packages

        def show(habits: PackageHabits) -> None:
            dialog = habits_dialog(self._section, habits)

            def write(values: Mapping[str, object]) -> None:
                try:
                    wanted = habits_of(habits, values)
                except Invalid as refused:
                    show_refusal(dialog, dialog.form, refused)
                    return
                self._section.carry_out(
                    partial(packages.set_habits, wanted), "Set.", dialog, dialog.form
                )

            dialog.filled.connect(write)
            self._open(dialog)

        self._section.load(packages.habits, show)

    def ask_remaining_calls(self, package_id: UUID) -> None:
        """As long as somebody must still be told, ask for the next call."""

        def ask(package: Package) -> None:
            if package.not_yet_told:
                self.ask_call(package)

        self._section.load(partial(self._section.context.services.packages.get, package_id), ask)

    def _open(self, dialog: RecordDialog) -> None:
        self.dialog = dialog
        dialog.open()
