"""What can be done with a checklist of the library, each with its dialog: look, begin, compare, publish, retire, packs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Signal

from au_desktop.domain.roles import Permission
from au_desktop.ui.checklists.templates.act_dialog import ActDialog, ActWish
from au_desktop.ui.checklists.templates.begin_dialog import BeginDialog, Beginning
from au_desktop.ui.checklists.templates.compare_view import CompareDialog
from au_desktop.ui.checklists.templates.look_sheet import LookDialog
from au_desktop.ui.checklists.templates.pack_export_dialog import (
    SUFFIX,
    PackExportDialog,
    PackWish,
)
from au_desktop.ui.checklists.templates.pack_import_dialog import PackImportDialog
from au_desktop.ui.checklists.templates.publish_dialog import (
    PublishDialog,
    PublishFacts,
    PublishWish,
)
from au_desktop.ui.kit import messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.checklists.template_drafts import TemplateDraft
    from au_desktop.domain.checklists.templates import Template
    from au_desktop.domain.ids import TemplateDraftId
    from au_desktop.services.checklists.template_packs import PackEntry, PackReading
    from au_desktop.services.checklists.template_shelf import LibraryEntry, TemplateVersion
    from au_desktop.services.outcomes import Outcome
    from au_desktop.ui.checklists.templates.library_rows import LibraryRow
    from au_desktop.ui.kit.dialog import Dialog
    from au_desktop.ui.kit.section import Section

PACK_NAME = f"Checklists{SUFFIX}"


class TemplateSteps(QObject):
    """Emits `draft_opened(draft_id)` when the editor is wanted, and `published` when a draft became a version."""

    draft_opened = Signal(object)
    published = Signal()
    discarded = Signal()

    def __init__(self, section: Section) -> None:
        super().__init__(section)
        self._section, self._context = section, section.context
        self._editing = self._context.services.template_editing
        self.dialog: Dialog | None = None

    def look(self, template: Template) -> None:
        """Show a checklist whole, read-only."""
        self._open(LookDialog(template, self._context, self._section))

    def edit(self, row: LibraryRow) -> None:
        """Open the draft, or begin the next version."""
        if row.draft_id is not None:
            self.draft_opened.emit(row.draft_id)
        elif row.entry is not None:
            self._begin(partial(self._editing.begin, row.entry.digest), row.template.title)

    def begin_new(self, taken: Sequence[str], titles: Sequence[str]) -> None:
        """Ask for title and kind of a new checklist."""
        dialog = BeginDialog(taken, titles, self._section)
        dialog.chosen.connect(partial(self._on_new, dialog))
        self._open(dialog)

    def begin_copy(self, row: LibraryRow, taken: Sequence[str], titles: Sequence[str]) -> None:
        """Ask for the title of a copy."""
        dialog = BeginDialog(taken, titles, self._section, row.template)
        dialog.chosen.connect(partial(self._on_copy, dialog, row))
        self._open(dialog)

    def compare(self, row: LibraryRow, versions: Sequence[TemplateVersion]) -> None:
        """Hold two versions against each other; the draft, where there is one, against the version in use."""
        choices = [
            (
                f"Version {one.template.version}, {one.origin.value}, {one.state.value}",
                one.template,
            )
            for one in versions
        ]
        digests = [one.digest for one in versions]
        entry = row.entry
        current = digests.index(entry.digest) if entry and entry.digest in digests else 0
        other = current + 1 if current + 1 < len(choices) else max(0, current - 1)
        old, new = other, current
        if entry is not None and entry.update in digests:
            old, new = current, digests.index(entry.update)
        if row.draft is not None:
            choices.append((f"Draft of version {row.draft.template.version}", row.draft.template))
            old, new = current, len(choices) - 1
        self._open(CompareDialog(choices, old, new, self._section))

    def compare_two(self, old: tuple[str, Template], new: tuple[str, Template]) -> None:
        """Hold these two against each other."""
        self._open(CompareDialog((old, new), 0, 1, self._section))

    def compare_draft(self, draft: TemplateDraft, template: Template) -> None:
        """Hold the draft, as it stands in the editor, against what it was begun from."""
        if not draft.based_on:
            self.look(template)
            return

        def show(based_on: Template) -> None:
            old = (f"Version {based_on.version}", based_on)
            self.compare_two(old, (f"Draft of version {template.version}", template))

        work = partial(self._editing.version, draft.based_on)
        self._context.operations.run(work, show, None, self._section)

    def publish(self, draft_id: TemplateDraftId) -> None:
        """Show what publishing changes and touches, then sign; others are told whom to ask."""

        def work() -> PublishFacts:
            impact = self._editing.impact(draft_id)
            replaced = self._editing.version(impact.replaces) if impact.replaces else None
            return PublishFacts(self._editing.draft(draft_id).template, replaced, impact)

        def show(facts: PublishFacts) -> None:
            may = not self._context.why_not(Permission.PUBLISH_TEMPLATES)
            today = self._context.today()
            dialog = PublishDialog(facts, today, self._section, may_publish=may)
            dialog.wished.connect(partial(self._on_publish, dialog, draft_id, facts.template))
            self._open(dialog)

        self._context.operations.run(work, show, None, self._section)

    def retire(self, row: LibraryRow) -> None:
        """Ask why, and for the passphrase."""
        dialog = ActDialog(row.template.title, self._section, retires=True)
        dialog.wished.connect(partial(self._on_retire, dialog, row))
        self._open(dialog)

    def bring_back(self, row: LibraryRow) -> None:
        """Ask for the passphrase."""
        dialog = ActDialog(row.template.title, self._section, retires=False)
        dialog.wished.connect(partial(self._on_bring_back, dialog, row))
        self._open(dialog)

    def discard(self, draft_id: TemplateDraftId, title: str) -> None:
        """Put a draft aside; it can be taken back at once."""

        def agree() -> None:
            self._section.carry_out(
                partial(self._editing.discard, draft_id), f"Draft of {title} discarded."
            )
            self.discarded.emit()

        self.dialog = messages.confirm(
            self._section,
            "Discard the draft?",
            f"What was changed in the draft of \u201c{title}\u201d is put aside. The version in use stays as it is.",
            "Discard",
            agree,
        )

    def export_pack(self, entries: Sequence[LibraryEntry], chosen: str) -> None:
        """Ask what goes into a pack and where it goes."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents) or ".")
        path = (folder if folder.is_dir() else Path.home()) / PACK_NAME
        dialog = PackExportDialog(entries, chosen, path, self._section)
        dialog.wished.connect(partial(self._on_export, dialog))
        self._open(dialog)

    def import_pack(self, path: Path | None = None) -> None:
        """Read a pack and take drafts from it."""
        dialog = PackImportDialog(self._context, self._section)
        dialog.take_wanted.connect(partial(self._on_take, dialog))
        dialog.compare_wanted.connect(self._on_compare_entry)
        self._open(dialog)
        if path is not None:
            dialog.read(path)

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _begin(self, work: Any, title: str, dialog: BeginDialog | None = None) -> None:  # noqa: ANN401
        def done(outcome: Outcome[Any]) -> None:
            if dialog is not None:
                dialog.accept()
            self._section.told.emit(f"Draft of {title} begun.")
            self._context.changes.tell(outcome.changes)
            self.draft_opened.emit(outcome.value)

        def failed(error: Exception) -> None:
            if dialog is None:
                messages.show_error(self._section, error)
                return
            dialog.set_busy(busy=False)
            dialog.set_error(messages.sentence_for(error).text)

        if dialog is not None:
            dialog.set_busy(busy=True)
        self._context.operations.run(work, done, failed, self._section)

    def _on_new(self, dialog: BeginDialog, asked: Beginning) -> None:
        begin = partial(self._editing.begin_new, asked.template_id, asked.title, asked.kind)
        self._begin(begin, asked.title, dialog)

    def _on_copy(self, dialog: BeginDialog, row: LibraryRow, asked: Beginning) -> None:
        digest = "" if row.entry is None else row.entry.digest
        begin = partial(self._editing.begin_copy, digest, asked.template_id, asked.title)
        self._begin(begin, asked.title, dialog)

    def _on_publish(
        self,
        dialog: PublishDialog,
        draft_id: TemplateDraftId,
        template: Template,
        wish: PublishWish,
    ) -> None:
        work = partial(self._editing.publish, draft_id, wish.effective_from, wish.passphrase)
        dialog.accepted.connect(self.published)
        words = f"{template.title}, version {template.version}, published."
        self._section.carry_out(work, words, dialog, dialog.form)

    def _on_retire(self, dialog: ActDialog, row: LibraryRow, wish: ActWish) -> None:
        work = partial(self._editing.retire, row.template_id, wish.reason, wish.passphrase)
        self._section.carry_out(work, f"{row.template.title} retired.", dialog, dialog.form)

    def _on_bring_back(self, dialog: ActDialog, row: LibraryRow, wish: ActWish) -> None:
        work = partial(self._editing.bring_back, row.template_id, wish.passphrase)
        self._section.carry_out(work, f"{row.template.title} is offered again.", dialog)

    def _on_export(self, dialog: PackExportDialog, wish: PackWish) -> None:
        packs = self._context.services.template_packs
        work = partial(packs.export, wish.target, wish.digests, wish.passphrase)
        self._section.carry_out(work, f"{wish.target.name} written.", dialog, dialog.form)

    def _on_take(self, dialog: PackImportDialog, reading: PackReading, ids: Sequence[str]) -> None:
        packs = self._context.services.template_packs
        count = len(ids)
        words = f"{count} {'draft' if count == 1 else 'drafts'} taken in from {reading.center}."
        self._section.carry_out(partial(packs.take, reading, ids), words, dialog)

    def _on_compare_entry(self, entry: PackEntry) -> None:
        brought = ("In the pack", entry.template)
        if not entry.against:
            self.look(entry.template)
            return

        def show(here: Template) -> None:
            self.compare_two((f"Here, version {here.version}", here), brought)

        work = partial(self._editing.version, entry.against)
        self._context.operations.run(work, show, None, self._section)
