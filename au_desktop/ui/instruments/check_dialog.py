"""The dialog for one check of an instrument: expected values, differences and the verdict while it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.number_text import read_number
from au_desktop.domain.quantities import Duration, DurationUnit
from au_desktop.domain.safety.check_points import Verdict
from au_desktop.domain.safety.instrument_tests import CheckKind, InstrumentCheck, LinearityMethod
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.services.safety.check_filling import (
    RowReader,
    TypedRow,
    read_time,
    row_form,
    rows_of,
    time_text,
)
from au_desktop.ui.instruments.check_rows import CheckRows, result_label
from au_desktop.ui.instruments.instrument_words import (
    VERDICT_STATES,
    equation_words,
    limit_words,
)
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)
from au_desktop.ui.kit.section import show_refusal
from au_desktop.ui.kit.tokens import SPACE_12, SPACE_24, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QShowEvent

    from au_desktop.domain.reference.nuclides import Nuclide
    from au_desktop.domain.safety.sealed_sources import SealedSource

_WIDTH, _WIDEST, _BORDERS, _MARGINS = 800, 1100, 16, 2 * SPACE_24
_YES_NO = [(True, "Yes"), (False, "No")]
_USED_UP = {
    CheckKind.DAILY: 1,
    CheckKind.COUNTER: 1,
    CheckKind.LINEARITY: 4,
    CheckKind.ACCURACY: 2,
    CheckKind.CALIBRATION: 2,
}
_WORDS = {
    Verdict.PASSED: "Within the tolerance.",
    Verdict.ATTENTION: "Usable; look into it.",
    Verdict.FAILED: "Beyond the tolerance: the instrument may not be used until it passes.",
    Verdict.NOTED: "Nothing is judged yet.",
}


class CheckDialog(Dialog):
    """Emits `filled(check)`; `check()` gives what is typed, or raises what is wrong with it."""

    filled = Signal(object)

    def __init__(
        self,
        prepared: InstrumentCheck,
        newest: InstrumentCheck | None,
        sources: Sequence[SealedSource],
        nuclides: Mapping[str, Nuclide],
        parent: QWidget,
    ) -> None:
        title = f"{prepared.check.value.capitalize()} of {prepared.instrument.name}"
        super().__init__(title, parent=parent, name=f"check {prepared.check.value}")
        self._prepared, self._nuclides = prepared, nuclides
        self._sources = {one.id: one for one in sources}
        if prepared.tolerance is not None:
            self.add_text(limit_words(prepared.tolerance), "muted")
        self.form = LabelledForm(self._fields(), label_width=150)
        self.rows: CheckRows | None = None
        form = row_form(prepared.check, self._method())
        if form is not None:
            self.rows = CheckRows(form, sources)
            self.rows.changed.connect(self._recompute)
        self.chip, self.told = StateChip("not read yet", State.NEUTRAL), result_label()
        self.action = paragraph_field(2)
        self._action_form = LabelledForm(
            [Field("action", "What was done", self.action, "Asked for, because it did not pass.")],
            label_width=150,
        )
        self._lay_out()
        self.form.changed.connect(self._on_form_changed)
        self._begin(newest)
        self.accepted_by_person.connect(self._on_accepted)

    def check(self) -> InstrumentCheck:
        """What is typed, as a check.

        Raises:
            DomainError: a field or a row cannot be read.
        """
        head = self._head()
        points = []
        if self.rows is not None:
            for result in RowReader(head, self._unit, self._sources).read(self.rows.rows()):
                if result.problem:
                    raise Invalid("row", result.problem)
                if result.point is not None:
                    points.append(result.point)
        return replace(head, points=tuple(points), action=self.action.toPlainText().strip())

    @property
    def _unit(self) -> str:
        return "" if self.rows is None else self.rows.unit.currentText()

    def _head(self) -> InstrumentCheck:
        values = self.form.values()
        at = read_time(str(values["at"]), self._prepared.at.offset_minutes)
        # the minute in which the dialog was opened is not later than now
        at = self._prepared.at if time_text(at) == time_text(self._prepared.at) else at
        facts: dict[str, Any] = {"at": at, "by": self._by(str(values["by"]))}
        for name in ("battery", "undamaged", "body", "certificate"):
            if name in values:
                facts[name] = values[name]
        facts["method"] = self._method()
        return replace(self._prepared, **(facts | self._numbers(values) | self._nuclide(values)))

    def _numbers(self, values: Mapping[str, object]) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        if values.get("background"):
            facts["background"] = read_number(str(values["background"]))
            facts["background_unit"] = self._unit
        if values.get("minutes"):
            minutes = read_number(str(values["minutes"]))
            facts["counting_time"] = Duration(minutes, DurationUnit.MIN)
        if values.get("counts"):
            facts["counts"] = tuple(read_number(one) for one in str(values["counts"]).split())
        return facts

    def _nuclide(self, values: Mapping[str, object]) -> dict[str, Any]:
        nuclide = self._nuclides.get(str(values.get("nuclide_id") or ""))
        if nuclide is None:
            return {}
        half_life = nuclide.half_life()
        basis = f"{half_life.basis.citation} ({half_life.basis.edition})"
        return {
            "nuclide_id": nuclide.id,
            "half_life": half_life.value,
            "half_life_basis": basis,
        }

    def _by(self, name: str) -> PersonRef:
        known = self._prepared.by
        if not name:
            raise Invalid("by", "is missing: the name of who did it")
        return known if name == known.name else PersonRef(name)

    def _method(self) -> LinearityMethod | None:
        if self._prepared.check is not CheckKind.LINEARITY:
            return None
        return LinearityMethod(str(self.form.value("method")))

    def _fields(self) -> list[Field]:
        fields = [
            Field("at", "When", text_field("2026-11-20 08:05"), required=True),
            Field("by", "Done by", text_field(), required=True),
        ]
        kind = self._prepared.check
        if kind is CheckKind.DAILY:
            fields += [
                Field("battery", "Battery good", choice_field(_YES_NO, empty="Choose…")),
                Field("undamaged", "No damage", choice_field(_YES_NO, empty="Choose…")),
            ]
        if kind is CheckKind.LINEARITY:
            methods = [(one, one.value.capitalize()) for one in LinearityMethod]
            nuclides = [(one, one) for one in self._nuclides]
            fields += [
                Field("method", "Method", choice_field(methods)),
                Field("nuclide_id", "Radionuclide", choice_field(nuclides, empty="Choose…")),
            ]
        if kind is CheckKind.CALIBRATION:
            fields += [
                Field("body", "Laboratory", text_field("Who calibrated it")),
                Field("certificate", "Certificate", text_field()),
            ]
        if kind in (CheckKind.DAILY, CheckKind.CONSTANCY, CheckKind.COUNTER):
            fields.append(Field("background", "Background", text_field("In the unit below")))
        if kind is CheckKind.COUNTER:
            fields += [
                Field("minutes", "Counting time (min)", text_field()),
                Field(
                    "counts",
                    "Ten counts",
                    paragraph_field(2),
                    "Of the same source, for chi-square.",
                ),
            ]
        return fields

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("scroll_body")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE_12, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.form)
        if self.rows is not None:
            column.addWidget(self.rows)
        column.addWidget(self.chip)
        column.addWidget(self.told)
        column.addWidget(self._action_form)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        self._area, self._inside = area, inside
        self.resize(_WIDTH, 600 if self.rows is not None else 420)

    def showEvent(self, event: QShowEvent) -> None:
        """What the rows need is known once they are dressed."""
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Wide enough for the rows: nothing is scrolled sideways."""
        wanted = self._inside.minimumSizeHint().width() + _BORDERS
        self._area.setMinimumWidth(min(wanted, _WIDEST))
        self.resize(max(self.width(), min(wanted, _WIDEST) + _MARGINS), self.height())

    def _begin(self, newest: InstrumentCheck | None) -> None:
        self.form.set_values(
            {"at": time_text(self._prepared.at), "by": self._prepared.by.name, "battery": None}
        )
        if newest is not None:
            self.form.set_values(
                {
                    "method": newest.method or LinearityMethod.DECAY,
                    "nuclide_id": newest.nuclide_id or None,
                }
            )
        if self.rows is None:
            self._recompute()
            return
        typed = rows_of(newest) if newest is not None else ()
        if newest is not None and newest.points:
            self.rows.unit.setCurrentText(newest.points[0].unit)
        few = _USED_UP.get(self._prepared.check, 1)
        self.rows.set_rows(typed or (TypedRow(),) * few)
        self._make_room()
        QTimer.singleShot(0, self.rows, self.rows.focus_first)

    def _on_form_changed(self, name: str) -> None:
        if name == "method" and self.rows is not None:
            form = row_form(self._prepared.check, self._method())
            if form is not None:
                self.rows.set_form(form)
                self._make_room()
        self._recompute()

    def _recompute(self) -> None:
        """Show what is typed so far: expected values and verdicts by row, then all together."""
        try:
            head = self._head()
        except DomainError:
            head = self._prepared
        if self.rows is not None:
            results = RowReader(head, self._unit, self._sources).read(self.rows.rows())
            self.rows.show_results(results, head)
            points = tuple(one.point for one in results if one.point is not None)
            head = replace(head, points=points)
        judged = bool(
            head.points or head.counts or head.battery is False or head.undamaged is False
        )
        verdict = head.verdict if judged else Verdict.NOTED
        self.chip.set_state(
            verdict.value if judged else "not read yet", VERDICT_STATES[verdict.value]
        )
        worst = head.worst_point
        apart = "" if worst is None else f" Furthest off: {worst.name}, {equation_words(worst)}."
        self.told.setText(_WORDS[verdict] + apart)
        self._action_form.setVisible(verdict is Verdict.FAILED)

    def _on_accepted(self) -> None:
        self.form.clear_errors()
        if not self.form.check_required():
            self.form.focus_first_error()
            return
        try:
            check = self.check()
        except DomainError as refused:
            show_refusal(self, self.form, refused)
            return
        self.filled.emit(check)
