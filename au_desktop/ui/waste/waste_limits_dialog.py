"""What the license asks of waste here: what is shipped with its basis, and what the center sets in its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.roles import Permission
from au_desktop.services.safety.waste_rules import BACKGROUND, HALF_LIFE, HALF_LIVES, MARGIN
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field
from au_desktop.ui.waste.waste_words import CHECK

if TYPE_CHECKING:
    from au_desktop.domain.safety.site_limits import SiteLimit
    from au_desktop.ui.kit.section import Section

KEYS = (HALF_LIFE, HALF_LIVES, MARGIN, BACKGROUND)
_NAMES = {
    HALF_LIFE: "Longest half-life for decay in storage",
    HALF_LIVES: "Half-lives that must pass before disposal",
    MARGIN: "Still background: so much above it",
    BACKGROUND: "Background at the place of a survey, below",
}


class WasteLimitsDialog(Dialog):
    """Choose one, read what holds and why, type the center's own with its basis; empty goes back to the shipped one."""

    def __init__(self, section: Section) -> None:
        super().__init__("Limits for waste", parent=section.window(), primary="Set limit")
        self._section = section
        self._limits: dict[str, SiteLimit] = {}
        self.choice = choice_field([(key, _NAMES[key]) for key in KEYS])
        self.holds = text_label("", wrap=True)
        self.form = LabelledForm(
            [
                Field("limit", "Limit", self.choice),
                Field("holds", "Holds here", self.holds),
                Field(
                    "value",
                    "The center's own",
                    text_field("with its unit, such as 90 d or 10 half-lives"),
                    "Empty: what is shipped holds.",
                ),
                Field("basis", "Basis", text_field("license condition, procedure or decision")),
            ]
        )
        self.add_text(
            "10 CFR 35.92 asks for a half-life of 120 days or less and a survey. An older license or a State may ask "
            "for more: what is set here holds from the next step of every container on.",
            "muted",
        )
        self.body.addWidget(self.form)
        section.context.allow(self.primary_button, Permission.MANAGE_INSTRUMENTS)
        self.resize(620, 420)
        self.choice.currentIndexChanged.connect(self._show_chosen)
        self.accepted_by_person.connect(self._set)
        section.load(section.context.services.site_limits.all, self._fill)
        self.open()

    def _fill(self, limits: tuple[SiteLimit, ...]) -> None:
        self._limits = {one.key: one for one in limits if one.key in KEYS}
        self._show_chosen()

    def _show_chosen(self) -> None:
        limit = self._limits[str(self.choice.currentData())]
        words = limit.words if limit.amount else "none"
        checking = f" ({CHECK})" if limit.verify else ""
        self.holds.setText(f"{words}{checking}\n{limit.basis}")
        own = (limit.words, limit.basis) if limit.own else ("", "")
        self.form.set_values({"value": own[0], "basis": own[1]})

    def _set(self) -> None:
        values = self.form.values()
        limits, key = self._section.context.services.site_limits, str(values["limit"])
        work = partial(limits.set, key, str(values["value"]), str(values["basis"]))
        self._section.carry_out(work, "Limit set.", self, self.form)
