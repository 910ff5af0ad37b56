"""The levels that surveys are judged by: what is shipped with its basis, and what the site sets in its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.roles import Permission
from au_desktop.services.safety.survey_limits import level_keys
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field

if TYPE_CHECKING:
    from au_desktop.domain.safety.site_limits import SiteLimit
    from au_desktop.ui.kit.section import Section


class LevelsDialog(Dialog):
    """Choose a level, read what holds and why, and type the site's own with its basis; empty goes back to the shipped one."""

    def __init__(self, section: Section) -> None:
        super().__init__("Levels for surveys", parent=section.window(), primary="Set level")
        self._section = section
        self._limits: dict[str, SiteLimit] = {}
        self.choice = choice_field([])
        self.holds = text_label("", wrap=True)
        self.form = LabelledForm(
            [
                Field("level", "Level", self.choice),
                Field("holds", "Holds here", self.holds),
                Field(
                    "value",
                    "The site's own",
                    text_field("with its unit, such as 2 mR/h"),
                    "Empty: the shipped level holds.",
                ),
                Field("basis", "Basis", text_field("license condition, procedure or decision")),
            ]
        )
        self.add_text(
            "The license goes first. A shipped level that nobody read in its source yet says so: "
            "check it against your license.",
            "muted",
        )
        self.body.addWidget(self.form)
        section.context.allow(self.primary_button, Permission.MANAGE_INSTRUMENTS)
        self.resize(620, 420)
        self.choice.currentIndexChanged.connect(self._show_chosen)
        self.accepted_by_person.connect(self._set)
        section.load(section.context.services.site_limits.all, self._fill)

    def _fill(self, limits: tuple[SiteLimit, ...]) -> None:
        keys = level_keys()
        self._limits = {one.key: one for one in limits if one.key in keys}
        for key in keys:
            self.choice.addItem(self._limits[key].title, key)

    def _show_chosen(self) -> None:
        limit = self._limits[str(self.choice.currentData())]
        checking = " · needs checking" if limit.verify else ""
        self.holds.setText(f"{limit.words}{checking}\n{limit.basis}")
        self.form.set_values(
            {"value": limit.words if limit.own else "", "basis": limit.basis if limit.own else ""}
        )

    def _set(self) -> None:
        values = self.form.values()
        limits, key = self._section.context.services.site_limits, str(values["level"])
        work = partial(limits.set, key, str(values["value"]), str(values["basis"]))
        self._section.carry_out(work, "Level set.", self, self.form)
