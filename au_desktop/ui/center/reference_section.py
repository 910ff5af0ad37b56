"""Drugs, nuclides and tables as they are shipped: read-only, each figure with its basis and the mark to check the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from au_desktop.domain.quantity_display import UnitSystem, in_both_systems
from au_desktop.settings import UnitsFirst
from au_desktop.ui.center.table_entries import TABLE, TableEntry, table_entries
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.reference.basis import Basis
    from au_desktop.domain.reference.drugs import Drug, UsualDosage
    from au_desktop.domain.reference.nuclides import Nuclide
    from au_desktop.ui.kit.section import SectionContext

VERIFY = "check the source"
_FILTERS = (
    ("all", "All"),
    ("drug", "Drugs"),
    ("nuclide", "Nuclides"),
    (TABLE, "Tables"),
    ("verify", "To check"),
)


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One entry of the reference data as the table shows it."""

    kind: str
    id: str
    title: str
    detail: str
    verify: bool


class ReferenceSection(Section):
    """Browses the reference data of this installation."""

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Drugs, nuclides, tables")
        self._reference = context.services.desk.reference
        self._style = context.settings.date_style
        self._tables = {f"{one.table}/{one.id}": one for one in table_entries(self._reference)}
        table = RowTable(
            _columns(), name="Reference data", key=lambda row: (row.kind, row.id), stretch="title"
        )
        empty = EmptyState("table", "No reference data", "The installation is incomplete.")
        self.panel = ListPanel(
            table, empty, filters=_FILTERS, search_hint="Find a drug or nuclide"
        )
        self.content.addWidget(self.panel, 1)
        self.panel.query_changed.connect(self.refresh)
        table.current_changed.connect(self._show_entry)

    def refresh(self) -> None:
        """Show what fits; the data is in memory already."""
        words, chosen = self.panel.query()
        fits = [
            row
            for row in self._rows()
            if words.casefold() in f"{row.title} {row.detail}".casefold()
            and (chosen in {"all", row.kind} or (chosen == "verify" and row.verify))
        ]
        self.panel.set_rows(fits)

    def find_in_page(self) -> bool:
        """Find an entry."""
        return self.panel.find_in_page()

    def _rows(self) -> list[ReferenceRow]:
        drugs = [
            ReferenceRow(
                "drug", drug.id, drug.title, f"{drug.nuclide_id}, {drug.route.value}", drug.verify
            )
            for drug in self._reference.drugs.values()
        ]
        nuclides = [
            ReferenceRow("nuclide", one.id, one.id, ", ".join(one.decay_modes), one.verify)
            for one in self._reference.nuclides.values()
        ]
        tables = [
            ReferenceRow(TABLE, f"{one.table}/{one.id}", one.title, one.table, one.basis.verify)
            for one in self._tables.values()
        ]
        return drugs + nuclides + tables

    def _show_entry(self, row: ReferenceRow | None) -> None:
        if row is None:
            self.panel.details.clear()
        elif row.kind == "drug":
            self._show_drug(self._reference.drug(row.id))
        elif row.kind == TABLE:
            self._show_table_entry(self._tables[row.id])
        else:
            self._show_nuclide(self._reference.nuclide(row.id))

    def _show_drug(self, drug: Drug) -> None:
        pane = self.panel.details
        pane.show_facts(
            drug.generic_name,
            ", ".join(drug.brand_names),
            [
                ("Nuclide", drug.nuclide_id),
                ("Route", drug.route.value),
                ("Regulated under", drug.regulation.value),
                *_check_fact(verify=drug.verify),
            ],
        )
        for dosage in drug.usual_dosages:
            pane.add_section("Usual dosage", [self._dosage(dosage), self._basis(dosage.basis)])
        if drug.supply:
            pane.add_section("Supply", [drug.supply, self._basis(drug.supply_basis)])
        for fact in drug.facts:
            pane.add_section(fact.topic.capitalize(), [fact.text, self._basis(fact.basis)])
        pane.add_section("Basis", [self._basis(drug.basis)])

    def _show_nuclide(self, nuclide: Nuclide) -> None:
        pane = self.panel.details
        pane.show_facts(
            nuclide.id,
            nuclide.name,
            [
                ("Decay", ", ".join(nuclide.decay_modes)),
                ("Used for", nuclide.emission.value),
                (
                    "Decay in storage",
                    "may be held (35.92)" if nuclide.dis_eligible else "not eligible",
                ),
                *_check_fact(verify=nuclide.verify),
            ],
        )
        for half_life in nuclide.half_lives:
            lines = [half_life.value.format(), self._basis(half_life.basis)]
            pane.add_section(f"Half-life, {half_life.source.value.upper()}", lines)
        for gamma in nuclide.gamma_constants:
            lines = [f"{gamma.r_cm2_per_mci_h} R·cm²/(mCi·h)", self._basis(gamma.basis)]
            pane.add_section("Gamma constant", lines)
        for contaminant in nuclide.contaminants:
            lines = [contaminant.known, self._basis(contaminant.basis)]
            pane.add_section(f"May come with {contaminant.nuclide}", lines)
        if nuclide.note:
            pane.add_section("Note", [nuclide.note])
        pane.add_section("Basis", [self._basis(nuclide.basis)])

    def _show_table_entry(self, entry: TableEntry) -> None:
        pane = self.panel.details
        facts = [*entry.facts(), *_check_fact(verify=entry.basis.verify)]
        pane.show_facts(entry.title, entry.table, facts)
        pane.add_section("Basis", [self._basis(entry.basis)])

    def _dosage(self, dosage: UsualDosage) -> str:
        first = (
            UnitSystem.SI
            if self.context.settings.units_first is UnitsFirst.GBQ
            else UnitSystem.CURIE
        )
        shown = f" = {in_both_systems(dosage.activity, first)}" if dosage.activity else ""
        interval = f", {dosage.interval}" if dosage.interval else ""
        return f"{dosage.text}{shown}{interval}"

    def _basis(self, basis: Basis) -> str:
        mark = f" – {VERIFY}" if basis.verify else ""
        note = f" {basis.note}" if basis.note else ""
        edition = f", {basis.edition}" if basis.edition else ""
        return (
            f"{basis.citation}{edition} (as of {day_words(basis.as_of, self._style)}){mark}.{note}"
        )


def _check_fact(*, verify: bool) -> Sequence[tuple[str, str | StateChip]]:
    return [("Figures", StateChip(VERIFY, State.ATTENTION))] if verify else []


def _columns() -> list[Column]:
    return [
        Column("title", "Name", lambda row: row.title, tooltip=lambda row: row.detail),
        Column("kind", "Kind", lambda row: row.detail if row.kind == TABLE else row.kind, 180),
        Column(
            "verify",
            "Figures",
            lambda row: VERIFY if row.verify else "with basis",
            162,
            state=lambda row: State.ATTENTION if row.verify else State.OK,
        ),
    ]
