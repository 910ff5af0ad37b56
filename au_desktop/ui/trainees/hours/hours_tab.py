"""The hours of one trainee: what counts against what is asked, every entry with its state, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout

from au_desktop.domain.roles import Permission
from au_desktop.domain.training.hour_rules.hour_count import HourReason, JudgedHours
from au_desktop.domain.training.hours import HourEntry, Ledger
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.services.changes import Kind
from au_desktop.ui.kit.buttons import DangerButton, PrimaryButton, SecondaryButton
from au_desktop.ui.kit.hour_words import hours_words
from au_desktop.ui.kit.labelled_form import Field, paragraph_field
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.tokens import SPACE_8
from au_desktop.ui.trainees.hours.hour_dialog import HourDialog
from au_desktop.ui.trainees.hours.hour_divide import DivideDialog
from au_desktop.ui.trainees.hours.hour_form import HourFacts
from au_desktop.ui.trainees.hours.hour_signing import (
    CONFIRM,
    VERIFY,
    HourSigning,
    SigningWords,
    waiting_for,
)
from au_desktop.ui.trainees.hours.hour_sums import HourSums
from au_desktop.ui.trainees.hours.hour_table import HourTable, show_entry
from au_desktop.ui.trainees.trainee_tab import TraineeTab

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from au_desktop.domain.ids import TraineeId
    from au_desktop.domain.training.courses import CourseTemplate
    from au_desktop.domain.training.supervisors import SupervisingAU
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.standing.standings import TraineeStanding
    from au_desktop.ui.kit.section import SectionContext


_STAYS = "The entry no longer counts; it stays readable with the reason."


@dataclass(frozen=True, slots=True)
class _Loaded:
    standing: TraineeStanding
    supervisors: tuple[SupervisingAU, ...]
    courses: tuple[CourseTemplate, ...]
    papers: dict[object, str]


class HoursTab(TraineeTab):
    """Enter changes the chosen entry; what overlaps is refused with the offer to keep the free hours."""

    watches = frozenset(
        {
            Kind.HOURS,
            Kind.STATEMENT,
            Kind.PAPER,
            Kind.TRAINEE,
            Kind.SUPERVISOR,
            Kind.QUALIFICATION,
            Kind.PROGRAM,
        }
    )
    permission = Permission.KEEP_HOURS

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Hours")
        self._loaded: _Loaded | None = None
        self.add_buttons: dict[Ledger, SecondaryButton | PrimaryButton] = {
            Ledger.CLASSROOM: PrimaryButton("Add classroom hours", "plus"),
            Ledger.WORK: SecondaryButton("Add work experience", "plus"),
            Ledger.CONTINUING: SecondaryButton("Add continuing education", "plus"),
        }
        self.verify_button = SecondaryButton(VERIFY.button, "sign")
        self.confirm_button = SecondaryButton(CONFIRM.button, "sign")
        self.sums = HourSums()
        self.panel = HourTable(context.settings.date_style)
        self.signing = HourSigning(self)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Count every entry of the trainee again."""
        if self.trainee_id is not None:
            self.load(partial(self._read, self.trainee_id), self._show)

    def select(self, key: object) -> None:
        """Put the cursor on one entry."""
        self.panel.show_everything()
        table = self.panel.table
        if table.select_key(key):  # again once the details beside the table have taken their room
            QTimer.singleShot(0, table, partial(table.select_key, key))

    def tasks(self) -> Mapping[str, Callable[[], None]]:
        """Enter hours of one ledger."""
        return {ledger.value: partial(self.add_entry, ledger) for ledger in Ledger}

    def find_in_page(self) -> bool:
        """Find an entry."""
        return self.panel.find_in_page()

    def add_entry(self, ledger: Ledger) -> None:
        """Ask for a new entry."""
        self._open_form(ledger, None, signed=False)

    def edit(self, judged: JudgedHours) -> None:
        """Ask for changes; what is signed needs a reason."""
        self._open_form(judged.entry.ledger, judged.entry, signed=_is_signed(judged))

    def divide(self, judged: JudgedHours) -> None:
        """Ask how many hours go to which ledger."""
        if self._loaded is None:
            return
        profile = self._loaded.standing.profile
        dialog = DivideDialog(judged.entry, profile, self, signed=_is_signed(judged))
        split = self.context.services.hour_log.split
        words = f"{judged.entry.code} divided."
        dialog.filled.connect(
            lambda kept, moved, reason: self._write(
                partial(split, kept, moved, reason), words, dialog
            )
        )
        dialog.open()

    def void(self, judged: JudgedHours) -> None:
        """Ask why the entry is taken out of the count."""
        entry = judged.entry
        reason = Field("reason", "Reason", paragraph_field(3), _STAYS, required=True)
        dialog = RecordDialog(f"Void {entry.code}", [reason], {}, self, "Void")
        void = self.context.services.hour_log.void
        dialog.filled.connect(
            lambda said: self.carry_out(
                partial(void, entry.id, str(said["reason"])),
                f"{entry.code} voided.",
                dialog,
                dialog.form,
            )
        )
        dialog.open()

    def sign(self, words: SigningWords) -> None:
        """Sign what waits for this signature, in one batch."""
        if self._loaded is None:
            return
        waiting = waiting_for(words, self._loaded.standing.hours.judged, self.context.today())
        if waiting:
            self.signing.start(words, waiting)
        else:
            self.told.emit(words.nothing)

    def _read(self, trainee_id: TraineeId) -> _Loaded:
        services = self.context.services
        papers = services.papers.of(PaperOwner.TRAINEE, trainee_id)
        return _Loaded(
            services.standings.of(trainee_id),
            services.supervision.supervisors(),
            services.didactics.courses(),
            {paper.id: paper.title for paper in papers},
        )

    def _show(self, loaded: _Loaded) -> None:
        found = loaded.standing
        if found.trainee.id != self.trainee_id:
            return
        self._loaded = loaded
        self.signing.supervisors = {one.id: one.name for one in loaded.supervisors}
        self.sums.show_standing(found.hours, found.standing.requirements, found.profile)
        self.panel.show_judged(found.hours.judged, found.profile.recent_years)
        today = self.context.today()
        for words, button in ((VERIFY, self.verify_button), (CONFIRM, self.confirm_button)):
            waiting = len(waiting_for(words, found.hours.judged, today))
            button.setText(f"{words.button} ({waiting})" if waiting else words.button)
            self.context.allow(button, words.permission, words.title)
            if not waiting:
                button.setEnabled(False)
                button.setToolTip(words.nothing)
        self._show_chosen(self.panel.table.current_row())

    def _show_chosen(self, judged: JudgedHours | None) -> None:
        pane = self.panel.details
        if judged is None or self._loaded is None:
            pane.clear()
            return
        names = dict(self._loaded.papers)
        names |= {one.id: one.name for one in self._loaded.supervisors}
        years = self._loaded.standing.profile.recent_years
        show_entry(pane, judged, names, years, self.context.settings.date_style)
        if judged.entry.voided is not None:
            return
        actions = (
            (SecondaryButton("Change…", "pencil"), self.edit, Permission.KEEP_HOURS),
            (SecondaryButton("Divide…"), self.divide, Permission.KEEP_HOURS),
            (DangerButton("Void…"), self.void, Permission.VOID_RECORDS),
        )
        for button, act, permission in actions:
            button.clicked.connect(partial(_call, act, judged))
            self.context.allow(button, permission)
            pane.add_action(button)

    def _open_form(self, ledger: Ledger, entry: HourEntry | None, *, signed: bool) -> None:
        if self._loaded is None or self.trainee_id is None:
            return
        dialog = HourDialog(self._facts(self._loaded), ledger, entry, self, signed=signed)
        log = self.context.services.hour_log

        def save(made: HourEntry, reason: str) -> None:
            if entry is None:
                words = f"{hours_words(made.hours)} entered."
                self._write(partial(log.add, made), words, dialog)
            else:
                self._write(partial(log.change, made, reason), f"{made.code} changed.", dialog)

        def keep_free(made: HourEntry) -> None:
            self.context.operations.run(
                partial(log.fitted, made), dialog.take_free, dialog.show_failure, self
            )

        dialog.filled.connect(save)
        dialog.keep_free_wanted.connect(keep_free)
        dialog.open()

    def _facts(self, loaded: _Loaded) -> HourFacts:
        found = loaded.standing
        chosen = found.standing.advice.chosen
        return HourFacts(
            found.trainee.id,
            found.profile,
            "" if chosen is None else chosen.route.section,
            loaded.supervisors,
            loaded.courses,
        )

    def _write(
        self,
        work: Callable[[], Outcome[Any]],
        words: str,
        dialog: HourDialog | DivideDialog,
    ) -> None:
        """Run a command of a dialog that shows its own refusals."""
        dialog.set_busy(busy=True)

        def done(outcome: Outcome[Any]) -> None:
            dialog.accept()
            self.offer(words, outcome)

        self.context.operations.run(work, done, dialog.show_failure, self)

    def _on_activated(self, judged: JudgedHours) -> None:
        if judged.entry.voided is None and not self.context.why_not(Permission.KEEP_HOURS):
            self.edit(judged)

    def _on_signed(self, outcome: Outcome[Any]) -> None:
        self.told.emit("Signed.")
        self.context.changes.tell(outcome.changes)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        for button in self.add_buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.verify_button)
        row.addWidget(self.confirm_button)
        self.content.addWidget(self.sums)
        self.content.addLayout(row)
        self.content.addWidget(self.panel, 1)

    def _connect(self) -> None:
        for ledger, button in self.add_buttons.items():
            self.context.allow(button, Permission.KEEP_HOURS)
            button.clicked.connect(partial(_call, self.add_entry, ledger))
        self.context.allow(self.panel.empty.button, Permission.KEEP_HOURS)
        self.panel.empty.first_step.connect(partial(self.add_entry, Ledger.CLASSROOM))
        self.verify_button.clicked.connect(partial(_call, self.sign, VERIFY))
        self.confirm_button.clicked.connect(partial(_call, self.sign, CONFIRM))
        self.panel.table.current_changed.connect(self._show_chosen)
        self.panel.table.row_activated.connect(self._on_activated)
        self.signing.signed.connect(self._on_signed)


def _call(act: Callable[[Any], None], what: object, _checked: object = None) -> None:
    """Run an action of a button, whose signal brings a word of its own."""
    act(what)


def _is_signed(judged: JudgedHours) -> bool:
    return not judged.has(HourReason.NOT_VERIFIED, HourReason.NOT_CONFIRMED)
