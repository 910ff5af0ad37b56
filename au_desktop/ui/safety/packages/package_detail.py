"""The details of one package beside the list: clock, verdicts, readings, calls, contents, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from au_desktop.domain.quantity_display import UnitSystem, in_both_systems
from au_desktop.domain.roles import Permission
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.safety.record_bar import RecordBar
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.packages.package_words import (
    clock_words,
    contents_words,
    finding_words,
    index_words,
    wipe_equation,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from au_desktop.domain.safety.events import Event
    from au_desktop.domain.safety.packages import Package
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.buttons import Button
    from au_desktop.ui.kit.detail_pane import DetailPane
    from au_desktop.ui.kit.section import Section, SectionContext

STATES = {
    "notify now": State.PROBLEM,
    "to monitor": State.ATTENTION,
    "to open": State.INFO,
    "to take in": State.INFO,
    "done": State.OK,
}


class PackageDetail(QObject):
    """Fills the pane. Emits what is wanted of the shown package."""

    continue_wanted = Signal(object)
    call_wanted = Signal(object)
    take_in_wanted = Signal(object)
    stock_wanted = Signal(object)
    event_wanted = Signal(object)

    def __init__(self, context: SectionContext, section: Section, pane: DetailPane) -> None:
        super().__init__(pane)
        self._context, self._section, self._pane = context, section, pane
        self.package: Package | None = None
        self.about: Event | None = None
        self.bar = RecordBar(context, section)

    def show_package(self, package: Package, event: Event | None = None) -> None:
        """Show one package, with the event about it."""
        self.package, self.about = package, event
        style = self._context.settings.date_style
        now = self._context.services.desk.clock.now()
        word = "void" if package.voided is not None else package.state
        chip = StateChip(word, STATES.get(word, State.NEUTRAL))
        facts: list[tuple[str, str | QLabel]] = [
            ("State", chip),
            ("Received", moment_words(package.at, style)),
            ("Clock", clock_words(package, now, style)),
            *_facts(package),
        ]
        subtitle = " · ".join(part for part in (package.supplier, package.carrier) if part)
        self._pane.show_facts(f"{package.code} · {package.summary.label}", subtitle, facts)
        wrong = [finding for finding in package.findings if finding.wrong]
        for finding in wrong:
            self._pane.add_content(text_label(finding_words(finding), "problem", wrap=True))
        good = [finding_words(finding) for finding in package.findings if not finding.wrong]
        if good:
            self._pane.add_section("Verdicts", good)
        reckoned = [wipe_equation(wipe) for wipe in package.wipes]
        reckoned += [index_words(package)] if package.at_1_m is not None else []
        if reckoned:
            self._pane.add_section("Reckoned", reckoned)
        if package.notices:
            self._pane.add_section("Calls", _calls(package, style))
        if package.contents:
            self._pane.add_section("Contents", contents_words(package, style))
        if package.voided is None:
            self._add_actions(package)
        self.bar.show_record(package)

    def _add_actions(self, package: Package) -> None:
        state = package.state
        if state == "notify now":
            self._add(PrimaryButton("Note the call\u2026", "warning"), self.call_wanted)
        elif state == "to take in" and package.waiting_items:
            self._add(PrimaryButton("Take into inventory\u2026", "plus"), self.take_in_wanted)
        words = "Change\u2026" if state == "done" else "Continue\u2026"
        self._add(SecondaryButton(words, "pencil"), self.continue_wanted)
        if self.about is not None:
            self._add(SecondaryButton(f"Show event {self.about.code}"), self.event_wanted)
        elif any(finding.wrong for finding in package.findings):
            self._add(SecondaryButton("Open an event", "warning"), self.event_wanted)
        if any(item.stock_id is not None for item in package.contents):
            self._add(SecondaryButton("Show in inventory"), self.stock_wanted)

    def _add(self, button: Button, wanted: SignalInstance) -> None:
        package = self.package
        self._context.allow(button, Permission.KEEP_SAFETY)
        button.clicked.connect(lambda: wanted.emit(package))
        self._pane.add_action(button)


def _facts(package: Package) -> list[tuple[str, str | QLabel]]:
    index = "" if package.label_index is None else f", TI {package.label_index}"
    found: list[tuple[str, str | QLabel]] = [("Label", f"{package.label.value}{index}")]
    for name, rate in (("Surface", package.surface), ("At 1 m", package.at_1_m)):
        if rate is not None:
            found.append((name, in_both_systems(rate, UnitSystem.CURIE)))
    for name, ref in (("Survey meter", package.meter), ("Counter", package.counter)):
        if ref is not None:
            found.append((name, ref.name))
    if package.monitored_by is not None:
        found.append(("Monitored by", package.monitored_by.name))
    if package.room is not None:
        found.append(("Received in", package.room.name))
    if package.notes:
        found.append(("Notes", package.notes))
    return found


def _calls(package: Package, style: DateStyle) -> list[str]:
    return [
        f"{notice.party.value.capitalize()}, {moment_words(notice.at, style)}, {notice.number}, by {notice.by.name}"
        + (f", spoke to {notice.spoke_to}" if notice.spoke_to else "")
        for notice in package.notices
    ]
