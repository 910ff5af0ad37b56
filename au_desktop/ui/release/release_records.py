"""The tab Records: every release kept, searched and filtered, the chosen one beside the list with all its numbers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.release_equations import activity_words, dose_words, rate_words
from au_desktop.domain.safety.releases import Decision, Release
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.changes import Kind
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.safety.record_bar import RecordBar
from au_desktop.ui.kit.safety.safety_list import (
    SafetyList,
    everything,
    in_states,
    needing_attention,
    not_signed,
)
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.release.basis_cards import VERDICT_STATES
from au_desktop.ui.release.release_origin import ChangeRelease

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from au_desktop.services.safety_stores import SafetyRow
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.detail_pane import DetailPane
    from au_desktop.ui.kit.section import SectionContext

CHIPS = {
    "all": ("All", everything),
    "held": ("Held", in_states(Decision.HELD.value)),
    "attention": ("Needs attention", needing_attention),
    "unsigned": ("Not signed", not_signed),
}
_STATES = {Decision.RELEASED.value: State.OK, Decision.HELD.value: State.ATTENTION}


class RecordsTab(PageTab):
    """Reads only; correcting and amending go through the form."""

    help_topic = "release"
    watches = frozenset({Kind.SAFETY})
    permission = Permission.RELEASE_PATIENTS

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Release records")
        empty = EmptyState(
            "release",
            "No patient release is on record",
            "Each release kept from the calculator is listed here with its basis and its numbers.",
            "Reckon a release",
        )
        self.list = SafetyList(
            context, RecordKind.RELEASE, empty, self, chips=CHIPS, states=_STATES,
            titles=("Drug and activity", "Patient code"), when="Release",
        )  # fmt: skip
        self.bar = RecordBar(context, self, amending=True)
        self.correct_button: QuietButton | None = None
        self._row: SafetyRow | None = None
        self._shown: Release | None = None
        self.content.addWidget(self.list.panel, 1)
        self.content.addWidget(self.bar)
        self.list.chosen.connect(self._on_chosen)
        self.list.start_wanted.connect(self._on_start)
        self.bar.amend_wanted.connect(partial(self._change, amend=True))
        self.bar.done.connect(self.list.load)

    def main_action(self) -> MainAction:
        """Begin a new one."""
        allowed = not self.context.why_not(Permission.RELEASE_PATIENTS)
        return MainAction("New release", self._on_start, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load the list again."""
        self.list.load()

    def select(self, key: object) -> None:
        """Choose a record."""
        self.list.choose(key)

    def find_in_page(self) -> bool:
        """Put the cursor in the search field."""
        return self.list.panel.find_in_page()

    def _on_start(self) -> None:
        self.go_requested.emit("release", TabTarget("release"))

    def _on_chosen(self, row: SafetyRow | None) -> None:
        self._row = row
        if row is None:
            self.bar.show_record(None)
            return
        work = partial(self.context.services.patient_releases.get, row.id)
        self.load(work, partial(self._show, row))

    def _show(self, row: SafetyRow, record: Release) -> None:
        if self._row is None or self._row.id != row.id:
            return
        self._shown = record
        pane = self.list.panel.details
        show_release(pane, record, self.context.settings.date_style)
        may_correct = record.voided is None and not row.signatures and not row.amended
        if may_correct:
            button = QuietButton("Correct…", "pencil")
            self.context.allow(button, Permission.RELEASE_PATIENTS)
            button.clicked.connect(self._on_correct)
            self.correct_button = button
            pane.add_action(button)
        self.bar.show_record(record)

    def _on_correct(self) -> None:
        if self._shown is not None:
            self._change(self._shown, amend=False)

    def _change(self, record: Release, *, amend: bool) -> None:
        self.go_requested.emit("release", TabTarget("release", ChangeRelease(record.id, amend)))


def show_release(pane: DetailPane, record: Release, style: DateStyle) -> None:
    """Everything an inspector asks of a release, in the pane."""
    finding = record.finding
    verdict = StateChip(finding.verdict.value, VERDICT_STATES[finding.verdict])
    decided = StateChip(record.decision.value, _STATES[record.decision.value])
    head: list[tuple[str, str | QWidget]] = [("Decision", decided), ("Basis says", verdict)]
    title = f"{record.code} · {record.drug}"
    pane.show_facts(title, f"Patient code {record.patient_code}", (*head, *_facts(record, style)))
    others = [
        f"{other.kind.value.capitalize()}: {other.verdict.value}, {other.compared}"
        for other in record.reckoning.findings
        if other.kind is not finding.kind and other.compared
    ]
    if others:
        pane.add_section("The other bases", others)
    beside = [f"{one.title}: {one.verdict.value}" for one in record.reckoning.second]
    if beside:
        pane.add_section("Beside the federal rule", beside)
    if record.notes:
        pane.add_section("Notes", (record.notes,))


def _facts(record: Release, style: DateStyle) -> list[tuple[str, str]]:
    facts, finding = record.facts, record.finding
    measured = facts.measured
    reasons = "; ".join(reason.value for reason in record.record_reasons)
    given = record.instructions
    rows = [
        ("Administered", activity_words(facts.administered)),
        ("Given at", moment_words(facts.administered_at, style)),
        ("Released at" if record.released else "Decided at", moment_words(record.at, style)),
        ("Basis used", finding.kind.value),
        ("Found", finding.compared or finding.missing),
        ("Limit", f"{finding.limit} ({finding.source})" if finding.limit else ""),
        ("Likely dose", "" if finding.dose is None else dose_words(finding.dose)),
        ("Equation", finding.worked),
        ("Rate at 1 m", "" if measured.rate is None else rate_words(measured.rate)),
        (
            "Measured with",
            "" if measured.meter is None else f"{measured.meter.name}, {measured.meter.serial}",
        ),
        ("Measured by", "" if measured.surveyor is None else measured.surveyor.name),
        ("Record required", reasons or "no, kept all the same"),
        ("Instructions", _told(record)),
        ("Why not given", given.why_not),
        ("Breast-feeding", record.infant.asked.value),
        ("Guidance given", record.infant.given),
        ("Authorized by", "" if record.authorized_by is None else record.authorized_by.name),
        ("Guide", record.edition),
    ]
    return [(name, value) for name, value in rows if value]


def _told(record: Release) -> str:
    given = record.instructions
    due = "due" if record.instructions_due else "not required"
    if not given.given:
        return f"{due}; none given"
    copy = "written copy" if given.written else "spoken only"
    sheet = f"{given.sheet}, version {given.version}, {given.language}; " if given.sheet else ""
    return f"{due}; {sheet}{copy}, to {', '.join(given.to_whom)}"
