"""The dialog for a dose constraint of the center: set one, or take one out of use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from au_desktop.domain.safety.release_equations import dose_words
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.card import CardRow
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, text_field
from au_desktop.ui.release.release_fields import dose_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from au_desktop.services.safety.release_reading import OwnMethod
    from au_desktop.ui.kit.section import Section


def constraint_dialog(section: Section, kept: Sequence[OwnMethod]) -> Dialog:
    """Ask for a constraint; those that are kept stand below the form."""
    form = LabelledForm(
        (
            Field("title", "Name", text_field("Household constraint"), required=True),
            Field("dose", "At or below", dose_field(), required=True),
            Field(
                "basis", "Basis", text_field("procedure, decision or State rule"), required=True
            ),
        )
    )
    dialog = Dialog(
        "Constraint of the center", parent=section, primary="Set", name="release_constraint"
    )
    dialog.add_text("Shown beside the federal limit on every release; it never decides.", "muted")
    dialog.body.addWidget(form)
    releases = section.context.services.patient_releases
    for own in kept:
        dialog.body.addWidget(_kept_row(section, dialog, own))

    def set_it() -> None:
        if form.check_required():
            values: dict[str, Any] = form.values()
            work = partial(
                releases.add_constraint, values["title"], values["dose"], values["basis"]
            )
            section.carry_out(work, "Constraint set.", dialog, form)

    dialog.accepted_by_person.connect(set_it)
    return dialog


def _kept_row(section: Section, dialog: Dialog, own: OwnMethod) -> QWidget:
    """A constraint that holds now, with the way to take it out of use."""
    button = QuietButton("Take out of use")
    retire = partial(section.context.services.patient_releases.retire_constraint, own.id)
    words = f"{own.method.title} taken out of use."
    button.clicked.connect(lambda: section.carry_out(retire, words, dialog))
    limit = "" if own.method.dose is None else dose_words(own.method.dose)
    return CardRow(own.method.title, f"at or below {limit}, {own.method.basis}", button)
