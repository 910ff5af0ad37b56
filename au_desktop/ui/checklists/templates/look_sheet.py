"""A checklist shown whole and read-only, at desk or bedside size, every item with its basis; and the same for print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument

from au_desktop.ui.checklists.templates.live_preview import LivePreview
from au_desktop.ui.checklists.templates.preview_picks import all_picks
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.printing import print_document
from au_desktop.ui.kit.template_parts import (
    basis_line,
    condition_words,
    limits_words,
    signature_words,
    type_words,
)

if TYPE_CHECKING:
    from au_desktop.domain.checklists.items import Item
    from au_desktop.domain.checklists.templates import Template
    from au_desktop.ui.kit.section import Section, SectionContext

ABOUT = "Fill it as you like to see what it asks: nothing is stored."


class LookDialog(Dialog):
    """The checklist as it is filled; it can be tried out and printed, not changed."""

    def __init__(self, template: Template, context: SectionContext, parent: Section) -> None:
        title = f"{template.title}, version {template.version}"
        super().__init__(title, parent=parent.window(), primary="Close", name="template_look")
        self._template = template
        self.hide_cancel()
        self.setMinimumSize(800, 520)
        self.resize(900, 680)
        if template.note:
            self.body.addWidget(text_label(template.note, wrap=True))
        self.body.addWidget(text_label(ABOUT, "muted", wrap=True))
        self.preview = LivePreview(template, context, stacked=False)
        self.body.addWidget(self.preview, 1)
        self.print_button = SecondaryButton("Print", "printer")
        self.print_button.clicked.connect(self.print_look)
        self.foot.insertWidget(0, self.print_button)
        self.accepted_by_person.connect(self.accept)
        context.operations.run(
            lambda: all_picks(context.services), self.preview.take_picks, None, self
        )

    def print_look(self) -> None:
        """Print every item with its basis."""
        document = QTextDocument(self)
        document.setHtml(template_html(self._template))
        print_document(self, document)


def template_html(template: Template) -> str:
    """Every section and item, with answer, limits, condition and basis."""
    rows: list[str] = []
    for section in template.sections:
        rows.append(
            f'<tr><td colspan="2" style="padding-top:10px"><b>{escape(section.title)}</b></td></tr>'
        )
        when = condition_words(template, section.condition)
        if when:
            rows.append(f'<tr><td colspan="2"><i>Applies when {escape(when)}</i></td></tr>')
        rows.extend(_item_html(template, item) for item in section.items)
    signatures = "".join(f"<p>{escape(signature_words(rule))}</p>" for rule in template.sign_offs)
    note = f"<p>{escape(template.note)}</p>" if template.note else ""
    return (
        f"<h2>{escape(template.title)}</h2><p>Version {template.version} \u00b7 "
        f"{escape(basis_line(template.basis))}</p>{note}"
        f'<table width="100%" cellspacing="0" cellpadding="3">{"".join(rows)}</table>'
        f"<h3>Signatures</h3>{signatures}"
    )


def _item_html(template: Template, item: Item) -> str:
    marks = [type_words(item.type)]
    marks.extend(
        word
        for word, holds in (("critical", item.critical), ("not required", not item.required))
        if holds
    )
    marks.extend(words for words in (limits_words(item.limits),) if words)
    when = condition_words(template, item.condition)
    lines = [", ".join(marks)]
    if when:
        lines.append(f"when {when}")
    if item.choices:
        lines.append("; ".join(choice.title for choice in item.choices))
    checked = " (needs checking)" if item.basis.verify else ""
    told = "<br/>".join(escape(line) for line in lines)
    return (
        f'<tr><td width="52%" valign="top">{escape(item.title)}<br/><small>{escape(item.hint)}</small>'
        f'</td><td valign="top"><small>{told}<br/>{escape(basis_line(item.basis))}{checked}</small></td></tr>'
    )
