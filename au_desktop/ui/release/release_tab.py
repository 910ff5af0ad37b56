"""The tab Release: the calculator that becomes a record, begun empty, from a case, from a checklist, or from a record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import CaseId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission
from au_desktop.services.changes import Kind
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, paragraph_field
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.release.basis_cards import NOTHING_YET
from au_desktop.ui.release.constraint_dialog import constraint_dialog
from au_desktop.ui.release.release_origin import ChangeRelease, RecordChange
from au_desktop.ui.release.release_work import ReleaseWork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.safety.releases import Release
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.rows import CaseRow, RunRow
    from au_desktop.services.safety.release_reading import ReleaseStart, ReleaseTools
    from au_desktop.services.safety.sheet_keeping import SheetRow
    from au_desktop.ui.kit.form_draft import FormDraft
    from au_desktop.ui.kit.section import SectionContext

DRAFT = "release"


@dataclass(frozen=True, slots=True)
class _Loaded:
    tools: ReleaseTools
    sheets: Sequence[SheetRow]
    cases: Sequence[CaseRow]
    runs: Sequence[RunRow]


class ReleaseTab(PageTab):
    """What is typed stays as a draft until it is kept or cleared."""

    help_topic = "release"
    watches = frozenset({Kind.SAFETY, Kind.CASE, Kind.RUN, Kind.INSTRUMENT, Kind.PERSON})
    permission = Permission.RELEASE_PATIENTS

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Calculate and keep")
        self._loaded: _Loaded | None = None
        self.dialog: Dialog | None = None
        self.notice = Notice()
        self.case_button = SecondaryButton("From a case", "cases")
        self.run_button = SecondaryButton("From a checklist", "checklists")
        self.limit_button = QuietButton("Center's own constraint…")
        self.clear_button = QuietButton("Clear")
        self.case_menu, self.run_menu = QMenu(self), QMenu(self)
        self.case_button.setMenu(self.case_menu)
        self.run_button.setMenu(self.run_menu)
        context.allow(self.limit_button, Permission.MANAGE_INSTRUMENTS)
        self.content.addWidget(self._tools_row())
        self.content.addWidget(self.notice)
        self.work = self._new_work()
        self._draft = self._new_draft()
        self.clear_button.clicked.connect(self.clear)
        self.limit_button.clicked.connect(self.ask_for_constraint)

    def main_action(self) -> MainAction:
        """Keep what is typed."""
        allowed = not self.context.why_not(Permission.RELEASE_PATIENTS)
        words = "Save as record" if self.work.origin.change is None else "Save change"
        return MainAction(words, self.keep, "check", enabled=allowed)

    def refresh(self) -> None:
        """Load what the form offers; what is typed stays."""
        services = self.context.services
        releases, sheets = services.patient_releases, services.instruction_sheets

        def work() -> _Loaded:
            return _Loaded(
                releases.tools(), sheets.rows(), releases.cases(), releases.waiting_runs()
            )

        self.load(work, self._on_loaded)

    def select(self, key: object) -> None:
        """Begin from a case or a checklist, or open a record to change it."""
        if isinstance(key, ChangeRelease):
            work = partial(self.context.services.patient_releases.get, key.record_id)
            self.load(work, partial(self._on_change, key.amend))
        elif isinstance(key, UUID):
            self.load(partial(self._start_of, key), self._begin)

    def keep(self) -> None:
        """Keep the record, or the change of one."""
        form = self.work.form()
        if form is None:
            self.notice.say(NOTHING_YET, State.ATTENTION)
            return
        releases, change = self.context.services.patient_releases, self.work.origin.change
        if change is None:
            self._carry(lambda: releases.keep(form), "Release kept.")
        elif change.amend:
            self._ask_reason(change)
        else:
            work = partial(releases.correct, change.record_id, form, change.seen)
            self._carry(work, f"{change.code} corrected.")

    def clear(self) -> None:
        """Begin an empty form."""
        self._draft.finish()
        self.notice.say("")
        old = self.work
        self.work = self._new_work()
        self.content.replaceWidget(old, self.work)
        old.hide()
        old.deleteLater()
        if self._loaded is not None:
            self.work.offer(self._loaded.tools, self._loaded.sheets)
        self._draft = self._new_draft()
        self._draft.start()
        self.action_changed.emit()

    def keep_work(self) -> None:
        """The window locks: write what is typed."""
        self._draft.keep_now()

    def ask_for_constraint(self) -> None:
        """Ask for a dose constraint of the center."""
        kept = self._loaded.tools.own_methods if self._loaded else ()
        self.dialog = constraint_dialog(self, kept)
        self.dialog.open()

    def _tools_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.case_button, self.run_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.limit_button)
        row.addWidget(self.clear_button)
        return holder

    def _new_work(self) -> ReleaseWork:
        work = ReleaseWork(self.context, _to_the_minute(self.context.services.desk.clock.now()))
        work.inpatient_wanted.connect(lambda: self.go_requested.emit("checklists", None))
        if self.content.indexOf(self.notice) == self.content.count() - 1:
            self.content.addWidget(work, 1)
        return work

    def _new_draft(self) -> FormDraft:
        draft = self.work.draft(self.context.services.drafts, self.context.operations, DRAFT)
        draft.restored.connect(self._say_change)
        return draft

    def _on_loaded(self, loaded: _Loaded) -> None:
        first = self._loaded is None
        self._loaded = loaded
        self.work.offer(loaded.tools, loaded.sheets)
        self._fill_menus(loaded)
        if first:
            self._draft.start()

    def _fill_menus(self, loaded: _Loaded) -> None:
        self.case_menu.clear()
        self.run_menu.clear()
        style = self.context.settings.date_style
        for case in loaded.cases:
            words = f"{case.code}  {case.patient_code}  {day_words(case.on, style)}  {case.administered}"
            self.case_menu.addAction(words, partial(self.select, case.case_id))
        for run in loaded.runs:
            self.run_menu.addAction(
                f"{run.code}  {run.template_title}", partial(self.select, run.run_id)
            )
        self.case_button.setEnabled(bool(loaded.cases))
        self.run_button.setEnabled(bool(loaded.runs))
        self.run_button.setToolTip(
            "" if loaded.runs else "No release checklist waits for its record"
        )

    def _start_of(self, key: UUID) -> ReleaseStart:
        releases = self.context.services.patient_releases
        try:
            return releases.from_case(CaseId(key))
        except NotFound:
            return releases.from_run(RunId(key))

    def _begin(self, start: ReleaseStart) -> None:
        self.clear()
        self.work.begin(start)

    def _on_change(self, amend: bool, record: Release) -> None:
        self.clear()
        self.work.show_record(record, amend=amend)
        self._say_change()

    def _say_change(self) -> None:
        """Say which record is changed, where one is."""
        change = self.work.origin.change
        if change is None:
            return
        does = "Amending" if change.amend else "Correcting"
        after = "a new record takes its place" if change.amend else "it stays the same record"
        self.notice.say(f"{does} {change.code}: {after}.")
        self.action_changed.emit()

    def _ask_reason(self, change: RecordChange) -> None:
        form = LabelledForm((Field("reason", "Reason", paragraph_field(2), required=True),))
        dialog = Dialog(f"Amend {change.code}", parent=self, primary="Amend", name="release_amend")
        dialog.body.addWidget(form)
        releases, typed = self.context.services.patient_releases, self.work.form()

        def amend() -> None:
            if form.check_required() and typed is not None:
                reason = str(form.value("reason"))
                work = partial(releases.amend, change.record_id, typed, reason)
                self.context.operations.run(work, partial(done, dialog), dialog_failed, self)

        def done(box: Dialog, outcome: Outcome[Any]) -> None:
            box.accept()
            self._kept(f"{change.code} amended.", outcome)

        def dialog_failed(error: Exception) -> None:
            dialog.set_error(messages.sentence_for(error).text)

        dialog.accepted_by_person.connect(amend)
        self.dialog = dialog
        dialog.open()

    def _carry(self, work: Any, words: str) -> None:  # noqa: ANN401 - any command
        self.context.operations.run(work, partial(self._kept, words), self._on_refused, self)

    def _on_refused(self, error: Exception) -> None:
        messages.show_error(self, error)

    def _kept(self, words: str, outcome: Outcome[Any]) -> None:
        key = outcome.value if outcome.value is not None else None
        change = self.work.origin.change
        shown = key or (change.record_id if change else None)
        self.clear()
        self.offer(words, outcome)
        self.go_requested.emit("release", TabTarget("records", shown))


def _to_the_minute(moment: Moment) -> Moment:
    """What the form begins with: nobody releases to the second."""
    return Moment(moment.utc.replace(second=0, microsecond=0), moment.offset_minutes)
