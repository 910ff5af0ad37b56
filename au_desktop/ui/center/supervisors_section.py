"""Supervising AUs: which licenses list them, for which sections and categories, from when to when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from au_desktop.domain.ids import SupervisorId
from au_desktop.domain.roles import Permission, Role
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.services.changes import Kind
from au_desktop.ui.center.eligibility_card import EligibilityCard
from au_desktop.ui.center.listing_dialog import ListingDialog
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.reference_choices import category_titles
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from au_desktop.domain.people import Person
    from au_desktop.ui.kit.section import SectionContext

_NEW = SupervisingAU(SupervisorId(UUID(int=0)), "new")


class SupervisorsSection(Section):
    """The table of supervising AUs; the pane shows every listing."""

    watches = frozenset({Kind.SUPERVISOR, Kind.PERSON})
    permission = Permission.MANAGE_SUPERVISORS

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Supervising AUs & licenses")
        self._style = context.settings.date_style
        self._titles = category_titles(context.services.desk.reference)
        self._supervisors: tuple[SupervisingAU, ...] = ()
        self._people: tuple[Person, ...] = ()
        self._profile_id = ""
        table = RowTable(
            self._columns(), name="Supervising AUs", key=lambda row: row.id, stretch="categories"
        )
        empty = EmptyState(
            "people",
            "No supervising AU yet",
            "A case counts only under an authorized user whose license listed that category on that day.",
            "Add supervising AU",
        )
        self.panel = ListPanel(table, empty, search_hint="Find an AU or a license")
        self.content.addWidget(self.panel, 1)
        context.allow(empty.button, Permission.MANAGE_SUPERVISORS)
        empty.first_step.connect(self.add_supervisor)
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_supervisor)

    def main_action(self) -> MainAction:
        """Add a supervising AU."""
        allowed = not self.context.why_not(Permission.MANAGE_SUPERVISORS)
        return MainAction("Add supervising AU", self.add_supervisor, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load supervisors, and the people whose account may stand for one."""
        services = self.context.services
        self.load(
            lambda: (
                services.supervision.supervisors(),
                services.access.people(),
                services.facilities.center().profile_id,
            ),
            self._show,
        )

    def select(self, key: object) -> None:
        """Choose a supervising AU."""
        self.panel.table.select_key(key)

    def find_in_page(self) -> bool:
        """Find a supervising AU."""
        return self.panel.find_in_page()

    def add_supervisor(self) -> None:
        """Ask for a new supervising AU; the licenses follow."""
        dialog = self._dialog("Add a supervising AU", _NEW)
        supervision = self.context.services.supervision

        def add(values: dict[str, object]) -> None:
            added = _with(_NEW, values)
            words = f"{added.name} added. Now add the license that lists them."
            self.carry_out(lambda: supervision.add(added), words, dialog, dialog.form)

        dialog.filled.connect(add)
        dialog.open()

    def edit(self, supervisor: SupervisingAU) -> None:
        """Ask for changes of name, account and notes."""
        dialog = self._dialog(f"Edit {supervisor.name}", supervisor)

        def change(values: dict[str, object]) -> None:
            self._store(_with(supervisor, values), dialog)

        dialog.filled.connect(change)
        dialog.open()

    def edit_listing(self, supervisor: SupervisingAU, at: int | None) -> None:
        """Ask for a listing: a new one, or changes of one that is there, for instance its end."""
        listing = supervisor.listings[at] if at is not None else None
        dialog = ListingDialog(supervisor, listing, self)

        def store(given: LicenseListing) -> None:
            kept = [one for place, one in enumerate(supervisor.listings) if place != at]
            listings = (*kept, given)
            self._store(replace(supervisor, listings=listings), dialog)

        dialog.taken.connect(store)
        dialog.open()

    def _store(self, changed: SupervisingAU, dialog: RecordDialog) -> None:
        supervision = self.context.services.supervision
        self.carry_out(
            lambda: supervision.change(changed), f"{changed.name} changed.", dialog, dialog.form
        )

    def _dialog(self, title: str, supervisor: SupervisingAU) -> RecordDialog:
        accounts = [
            (one.id, one.name) for one in self._people if one.active and one.role is Role.PRECEPTOR
        ]
        fields = [
            Field("name", "Name", text_field("As the license names them"), required=True),
            Field(
                "person_id",
                "Account",
                choice_field(accounts, empty="None"),
                "Whose signature as supervised stands for this AU.",
            ),
            Field("notes", "Notes", paragraph_field(2)),
        ]
        name = "" if supervisor is _NEW else supervisor.name
        values = {"name": name, "person_id": supervisor.person_id, "notes": supervisor.notes}
        return RecordDialog(title, fields, values, self)

    def _columns(self) -> list[Column]:
        return [
            Column("name", "Name", lambda row: row.name, 130),
            Column("licenses", "License", _licenses, 120, gives_way=1),
            Column(
                "categories",
                "Authorized today for",
                self._in_short,
                260,
                tooltip=lambda row: "\n".join(self._categories(row)),
            ),
            Column(
                "state",
                "State",
                lambda row: "listed" if self._listed(row) else "not listed",
                120,
                state=lambda row: State.OK if self._listed(row) else State.ATTENTION,
            ),
        ]

    def _listed(self, supervisor: SupervisingAU) -> bool:
        return bool(supervisor.listings_on(self.context.today()))

    def _categories(self, supervisor: SupervisingAU) -> tuple[str, ...]:
        today = supervisor.listings_on(self.context.today())
        codes = dict.fromkeys(code for listing in today for code in listing.categories)
        return tuple(self._titles.get(code, code) for code in codes)

    def _in_short(self, supervisor: SupervisingAU) -> str:
        """The first category and how many more; the hover text and the pane name them all."""
        titles = self._categories(supervisor)
        more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
        return f"{titles[0]}{more}" if titles else "–"

    def _show(self, loaded: tuple[tuple[SupervisingAU, ...], tuple[Person, ...], str]) -> None:
        self._supervisors, self._people, self._profile_id = loaded
        self._fill()

    def _fill(self) -> None:
        words = self.panel.query()[0].casefold()
        rows = [
            one for one in self._supervisors if words in f"{one.name} {_licenses(one)}".casefold()
        ]
        self.panel.set_rows(rows)
        self._show_supervisor(self.panel.table.current_row())

    def _show_supervisor(self, supervisor: SupervisingAU | None) -> None:
        pane = self.panel.details
        if supervisor is None:
            pane.clear()
            return
        account = next((one.name for one in self._people if one.id == supervisor.person_id), "–")
        pane.show_facts(supervisor.name, "", [("Account", account)])
        pane.add_content(self._listing_card(supervisor))
        self._add_eligibility(supervisor)
        if supervisor.notes:
            pane.add_section("Notes", [supervisor.notes])
        add = SecondaryButton("Add license…", "plus")
        edit = SecondaryButton("Edit…", "pencil")
        add.clicked.connect(lambda: self.edit_listing(supervisor, None))
        edit.clicked.connect(lambda: self.edit(supervisor))
        for button in (add, edit):
            self.context.allow(button, Permission.MANAGE_SUPERVISORS)
            pane.add_action(button)

    def _add_eligibility(self, supervisor: SupervisingAU) -> None:
        profiles = self.context.services.desk.reference.profiles
        profile = profiles.get(self._profile_id) or next(iter(profiles.values()))
        today = self.context.today()
        card = EligibilityCard(supervisor, profile, today, self._style)
        self.panel.details.add_content(card)

    def _listing_card(self, supervisor: SupervisingAU) -> Card:
        card = Card("Licenses that list them", str(len(supervisor.listings)))
        for at, listing in enumerate(supervisor.listings):
            card.add_row(self._listing_row(supervisor, at, listing))
        if not supervisor.listings:
            card.add_note("None yet: no case counts under this AU until one is added.")
        return card

    def _listing_row(self, supervisor: SupervisingAU, at: int, listing: LicenseListing) -> CardRow:
        period = listing.period
        end = day_words(period.last, self._style) if period.last else "open"
        titles = "; ".join(self._titles.get(code, code) for code in listing.categories)
        amendment = f", amendment {listing.amendment}" if listing.amendment else ""
        holds = period.holds(self.context.today())
        edit = QuietButton("Edit…")
        edit.setAccessibleName(f"Edit the listing on license {listing.license_number}")
        edit.clicked.connect(lambda: self.edit_listing(supervisor, at))
        self.context.allow(edit, Permission.MANAGE_SUPERVISORS)
        sections = ", ".join(listing.sections) or "no section given"
        state = "In force" if holds else "Not in force"
        lines = (
            f"{state} · {listing.agency or 'agency not given'}{amendment}",
            f"Sections {sections}",
            titles or "no category",
            f"{day_words(period.first, self._style)} – {end}",
            *self._more_lines(listing),
        )
        detail = "\n".join(lines)
        return CardRow(listing.license_number, detail, edit).emphasize().put_ends_below()

    def _more_lines(self, listing: LicenseListing) -> Iterator[str]:
        if listing.named_by is not None:
            yield f"First named by {day_words(listing.named_by, self._style)} (35.57)"
        if listing.category_waiver:
            yield f"Category not asked: {listing.category_waiver}"
        yield "Copy kept" if listing.paper_id is not None else "No copy kept"


def _licenses(supervisor: SupervisingAU) -> str:
    numbers = dict.fromkeys(listing.license_number for listing in supervisor.listings)
    return ", ".join(numbers) or "–"


def _with(supervisor: SupervisingAU, values: dict[str, object]) -> SupervisingAU:
    chosen = values["person_id"]
    return replace(
        supervisor,
        name=str(values["name"]),
        person_id=None if chosen is None else chosen,  # type: ignore[arg-type] # the combo holds ids
        notes=str(values["notes"]),
    )
