"""A release into the sewer: nuclides, water, conditions, with the sums of month and year told while they are typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import ActivityUnit
from au_desktop.services.safety.sewer_log import NewRelease, SewerSums
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.dialog_values import made
from au_desktop.ui.kit.labelled_form import Field, text_field
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8, State
from au_desktop.ui.waste.waste_fields import (
    activity_field,
    moment_field,
    moment_of,
    number_field,
    number_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.quantities import Activity
    from au_desktop.domain.safety.waste import Container
    from au_desktop.ui.kit.quantity_edit import QuantityEdit
    from au_desktop.ui.kit.section import Section

ROWS = 3


class ReleasedFields(QWidget):
    """A few rows of nuclide and activity; empty ones are left out."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        known = sorted(section.context.services.desk.reference.nuclides)
        self.rows: list[tuple[QComboBox, QuantityEdit]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_8)
        grid.setVerticalSpacing(SPACE_4)
        for at in range(ROWS):
            nuclide = named(QComboBox(), f"Nuclide {at + 1}")
            nuclide.setEditable(True)
            nuclide.addItems(["", *known])
            activity = named(activity_field(section.context.settings), f"Activity {at + 1}")
            self.rows.append((nuclide, activity))
            grid.addWidget(nuclide, at, 0)
            grid.addWidget(activity, at, 1)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self.rows[0][0])

    def value(self) -> tuple[tuple[str, Activity], ...]:
        """What was typed."""
        return tuple(
            (nuclide.currentText().strip(), cast("Activity", activity.value()))
            for nuclide, activity in self.rows
            if nuclide.currentText().strip() and activity.value() is not None
        )


class SewerDialog(RecordDialog):
    """Writes the release down."""

    def __init__(self, section: Section, here: Sequence[Container] = ()) -> None:
        self._section = section
        closed = {str(one.id): one for one in here if one.sealed is not None}
        self._closed = closed
        self.containers = TickList(2)
        self.containers.set_choices(
            [(key, f"{one.code} ({', '.join(one.nuclides)})") for key, one in closed.items()]
        )
        self.released = ReleasedFields(section)
        super().__init__("New release into the sewer", self._fields(), {}, section, "Save release")
        self.sums = Notice("")
        self.body.addWidget(self.sums)
        self.let_scroll(700, 660)
        last = section.context.services.sewer_log.last()
        if last is not None:
            values = {
                "water": plain_text(last.water_m3),
                "water_basis": last.water_basis,
                "where": last.where,
            }
            self.form.set_values(values)
        for nuclide, activity in self.released.rows:
            nuclide.currentTextChanged.connect(self._tell)
            activity.changed.connect(self._tell)
        self.form.changed.connect(self._tell)
        self.filled.connect(self._on_filled)
        self._tell()
        self.open()

    def _fields(self) -> tuple[Field, ...]:
        soluble = QCheckBox("Readily soluble or dispersible biological (20.2003(a)(1))")
        public = QCheckBox("Public sanitary sewer; no septic tank (20.1003)")
        return (
            Field("at", "Released", moment_field(self._section.context)),
            Field(
                "released", "What", self.released, "Excreta of patients are exempt and not logged."
            ),
            Field("where", "Where", text_field("hot sink")),
            Field(
                "water",
                "Water, m³ a month",
                number_field("900"),
                "Average monthly volume that the center releases into the sewer.",
                required=True,
            ),
            Field("water_basis", "Known from", text_field("water bills of 2025")),
            Field("soluble", "Material", soluble),
            Field(
                "containers",
                "Waste containers",
                self.containers,
                "Ticked ones leave with it; sealed ones only.",
            ),
            Field("public", "Sewer", public),
            Field(
                "over_reason",
                "If above a limit",
                text_field(),
                "Only where it has happened already: how, and who was told.",
            ),
            Field("notes", "Notes", text_field()),
        )

    def _new(self) -> NewRelease:
        values = self.form.values()
        materials = self.released.value()
        if not materials:
            raise Invalid("released", "name a nuclide and its activity")
        return NewRelease(
            at=moment_of(values),
            materials=materials,
            water_m3=number_of(values["water"], "water"),
            water_basis=words_of(values, "water_basis"),
            where=words_of(values, "where"),
            soluble=bool(values["soluble"]),
            public_sewer=bool(values["public"]),
            container_ids=tuple(self._closed[key].id for key in self.containers.value()),
            over_reason=words_of(values, "over_reason"),
            notes=words_of(values, "notes"),
        )

    def _tell(self, *_: object) -> None:
        """Month and year with this release in them."""
        try:
            sums = self._section.context.services.sewer_log.sums(self._new())
        except DomainError:
            self.sums.say("")
            return
        self.sums.say(*_sum_words(sums))

    def _on_filled(self, _values: object) -> None:
        new = made(self, self._new)
        if new is None:
            return
        work = partial(self._section.context.services.sewer_log.enter, new)
        self._section.carry_out(work, "Release kept.", self, self.form)


def _sum_words(sums: SewerSums) -> tuple[str, str]:
    """The sums in words, and whether they are within the limits."""
    parts = [
        f"{one.nuclide} {one.concentration:.2E} of {one.limit_uci_ml:.0E} µCi/mL"
        f"{' (needs checking)' if one.verify else ''}"
        for one in sums.month
    ]
    fraction = plain_text(rounded(sums.fraction, 3))
    year = "; ".join(
        f"{share.group.value} {share.activity.format(ActivityUnit.CI, 3)} of {share.limit}"
        for share in sums.year
        if share.activity.amount
    )
    within = sums.fraction <= 1 and all(share.within for share in sums.year)
    verdict = "within the limits" if within else "above the limits of 20.2003(a)"
    said = (
        f"Month: {', '.join(parts)}; sum of fractions {fraction}. Year: {year}. This is {verdict}."
    )
    return said, State.OK if within else State.PROBLEM
