"""Profile and reference: the center's own facts, and the dated data that judge cases, with their basis."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission
from au_desktop.services.changes import Kind
from au_desktop.ui.center.profile_rows import VERIFY, add_profile_rows
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.labelled_form import Field, choice_field, text_field
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import SPACE_12, State

if TYPE_CHECKING:
    from au_desktop.domain.reference.profiles import JurisdictionProfile
    from au_desktop.services.center.facilities import CenterFacts
    from au_desktop.ui.kit.section import SectionContext


_SHOW = "Show sections, boards and form"
_HIDE = "Hide sections, boards and form"

_HOUSE = frozenset({"late_entry_hours", "rating_asked", "one_trainee_a_case"})


class ProfileSection(Section):
    """The center's facts can be changed; profiles are read, with a clear mark where the source must be checked."""

    watches = frozenset({Kind.CENTER})
    permission = Permission.MANAGE_CENTER

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Center & profile")
        self._style = context.settings.date_style
        self._facts: CenterFacts | None = None
        self.edit_button = SecondaryButton("Edit…", "pencil")
        self.facts_card = Card("The center")
        self.facts_card.add_head_widget(self.edit_button)
        self._profiles = QVBoxLayout()
        self._profiles.setSpacing(SPACE_12)
        body = QWidget()
        body.setObjectName("scroll_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.facts_card)
        column.addLayout(self._profiles)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.setFocusPolicy(area.focusPolicy().NoFocus)
        self.content.addWidget(area, 1)
        context.allow(self.edit_button, Permission.MANAGE_CENTER)
        self.edit_button.clicked.connect(self.edit)

    def refresh(self) -> None:
        """Load the facts."""
        self.load(self.context.services.facilities.center, self._show)

    def edit(self) -> None:
        """Ask for changed facts."""
        facts = self._facts
        if facts is None:
            return
        dialog = RecordDialog("The center", self._fields(), _values(facts), self)
        facilities = self.context.services.facilities

        def change(given: dict[str, object]) -> None:
            texts = {name: str(value) for name, value in given.items() if name not in _HOUSE}
            hours = str(given["late_entry_hours"])
            if hours and not (hours.isascii() and hours.isdigit()):
                dialog.form.set_error("late_entry_hours", "Type whole hours, or leave it empty.")
                dialog.form.focus_first_error()
                return
            changed = replace(
                facts,
                **texts,
                late_entry_hours=int(hours) if hours else None,
                rating_asked=given["rating_asked"] is True,
                one_trainee_a_case=given["one_trainee_a_case"] is True,
            )
            words = "The center's facts are changed."
            self.carry_out(lambda: facilities.change_center(changed), words, dialog, dialog.form)

        dialog.filled.connect(change)
        dialog.open()

    def _fields(self) -> list[Field]:
        profiles = self.context.services.desk.reference.profiles
        return [
            Field("name", "Name of the center", text_field(), required=True),
            Field("license_number", "License number", text_field()),
            Field("agency", "Agency", text_field()),
            Field("address", "Address", text_field()),
            Field(
                "profile_id",
                "Jurisdiction profile",
                choice_field([(one.id, one.title) for one in profiles.values()]),
                "For new trainees; those on the roster keep theirs.",
            ),
            Field(
                "late_entry_hours",
                "Late entry after (hours)",
                text_field("empty: never"),
                "After this many hours an entry needs a reason. The center's own choice; no rule gives a number.",
            ),
            *_house_fields(),
        ]

    def _show(self, facts: CenterFacts) -> None:
        self._facts = facts
        profiles = self.context.services.desk.reference.profiles
        profile = profiles.get(facts.profile_id)
        self.facts_card.clear_rows()
        for name, value in (
            ("Name", facts.name),
            ("License number", facts.license_number),
            ("Agency", facts.agency),
            ("Address", facts.address),
            ("Jurisdiction profile", profile.title if profile else facts.profile_id),
            ("Late entry", _late_words(facts.late_entry_hours)),
            ("Rating", "asked of every case" if facts.rating_asked else "not asked"),
            (
                "One administration",
                "counts for one trainee only"
                if facts.one_trainee_a_case
                else "may count for two trainees, flagged",
            ),
        ):
            self.facts_card.add_row(_fact(name, value))
        while (item := self._profiles.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        used_first = sorted(profiles.values(), key=lambda one: one.id != facts.profile_id)
        for one in used_first:
            self._profiles.addWidget(self._profile_card(one, in_use=one.id == facts.profile_id))

    def _profile_card(self, profile: JurisdictionProfile, *, in_use: bool) -> Card:
        card = Card(profile.title)
        if in_use:
            card.add_head_widget(StateChip("used here", State.OK))
        if profile.verify or profile.basis.verify:
            card.add_head_widget(StateChip(VERIFY, State.ATTENTION))
        verified = day_words(profile.last_verified, self._style)
        card.add_row(_fact("Agency", profile.agency))
        card.add_row(_fact("Edition", profile.edition))
        card.add_row(_fact("In effect from", day_words(profile.effective_from, self._style)))
        card.add_row(
            _fact(
                "Last verified",
                verified if profile.last_verified else "not yet, check it against the source",
            )
        )
        card.add_row(_fact("Basis", f"{profile.basis.citation}, {profile.basis.edition}"))
        hours = profile.hours
        card.add_row(
            _fact(
                "Hours",
                f"{hours.full_total} in all with {hours.full_classroom} in the classroom by the full route; "
                f"{hours.narrow_classroom} in the classroom by the narrow routes",
            )
        )
        card.add_row(_fact("Form", profile.form_name))
        card.add_section("Categories of dosages", f"{len(profile.categories)}")
        for category in profile.categories:
            chips = [StateChip(f"{category.min_cases} cases", State.INFO)]
            if category.basis.verify:
                chips.insert(0, StateChip(VERIFY, State.ATTENTION))
            card.add_row(CardRow(category.title, category.text, *chips))
        self._add_fold(card, profile)
        return card

    def _add_fold(self, card: Card, profile: JurisdictionProfile) -> None:
        """Sections, boards and form parts are long, and made when they are first asked for."""
        more = Card()
        more.hide()
        fold = QuietButton(_SHOW)
        fold.setAccessibleName(f"{_SHOW}: {profile.title}")

        def turn() -> None:
            if not more.rows():
                add_profile_rows(more, profile, self._style)
            more.setVisible(more.isHidden())
            fold.setText(_SHOW if more.isHidden() else _HIDE)

        fold.clicked.connect(turn)
        card.add_head_widget(fold)
        card.add_content(more, padded=False)


def _values(facts: CenterFacts) -> dict[str, object]:
    return {
        "name": facts.name,
        "license_number": facts.license_number,
        "agency": facts.agency,
        "address": facts.address,
        "profile_id": facts.profile_id,
        "late_entry_hours": facts.late_entry_hours,
        "rating_asked": facts.rating_asked,
        "one_trainee_a_case": facts.one_trainee_a_case,
    }


def _house_fields() -> tuple[Field, ...]:
    """What the center asks of a case beyond the rules."""
    return (
        Field(
            "rating_asked",
            "Cases count",
            choice_field([(False, "with or without a rating"), (True, "only once rated")]),
            "Rated: the trainee's claim and the preceptor's rating of the part taken.",
        ),
        Field(
            "one_trainee_a_case",
            "One administration",
            choice_field(
                [(False, "may count for two trainees"), (True, "counts for one trainee only")]
            ),
            "No rule was found on this; where it may, both cases carry a flag.",
        ),
    )


def _late_words(hours: int | None) -> str:
    if hours is None:
        return "no entry needs a reason"
    return f"needs a reason more than {hours} h after the work (the center's own choice)"


def _fact(name: str, value: str) -> CardRow:
    return CardRow(name, value or "–")
