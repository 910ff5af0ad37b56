"""People and roles: who can unlock, what each role may do, passphrases, the recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from au_desktop.domain.ids import PersonId
from au_desktop.domain.roles import Permission, Role
from au_desktop.services.changes import Kind
from au_desktop.ui.center import people_dialogs
from au_desktop.ui.center.permission_table import PermissionDialog
from au_desktop.ui.kit.buttons import DangerButton, QuietButton, SecondaryButton
from au_desktop.ui.kit.date_words import day_words, exact_words, moment_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.people import Person
    from au_desktop.ui.kit.section import SectionContext

NO_SHEET = (
    "No recovery sheet has been tried out. When every passphrase is lost, the records are lost with them: "
    "make a sheet and type it back."
)


class PeopleSection(Section):
    """The table of people, the detail pane with what may be done, and the state of the recovery sheet."""

    watches = frozenset({Kind.PERSON, Kind.CENTER})
    permission = Permission.MANAGE_PEOPLE

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "People & roles")
        self._style = context.settings.date_style
        self._people: tuple[Person, ...] = ()
        self.notice = Notice("", State.ATTENTION)
        self.sheet_button = SecondaryButton("New recovery sheet…", "key")
        self.own_button = SecondaryButton("Change my passphrase…", "lock")
        self.roles_button = QuietButton("Who may do what")
        table = RowTable(self._columns(), name="People", key=lambda row: row.id, stretch="name")
        empty = EmptyState(
            "people", "Nobody here yet", "People who can unlock the center stand here."
        )
        self.panel = ListPanel(table, empty, search_hint="Find a person")
        self._lay_out()
        self._wire()
        context.allow(self.sheet_button, Permission.MANAGE_PEOPLE)
        context.allow(self.own_button, Permission.READ)

    def main_action(self) -> MainAction:
        """Add a person."""
        allowed = not self.context.why_not(Permission.MANAGE_PEOPLE)
        return MainAction("Add person", self.add_person, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load people and the state of the sheet."""
        access = self.context.services.access
        self.load(lambda: (access.people(), access.recovery_confirmed()), self._show)

    def select(self, key: object) -> None:
        """Choose a person."""
        self.panel.table.select_key(key)

    def find_in_page(self) -> bool:
        """Find a person."""
        return self.panel.find_in_page()

    def add_person(self) -> None:
        """Ask for name, role and passphrase."""
        dialog = people_dialogs.AddPersonDialog(
            self.context.services.access.check_passphrase, self
        )
        access = self.context.services.access

        def add(name: str, role: Role, passphrase: str) -> None:
            words = f"{name} can unlock the center now."
            self.carry_out(
                lambda: access.add_person(name, role, passphrase), words, dialog, dialog.form
            )

        dialog.filled.connect(add)
        dialog.open()

    def new_sheet(self) -> None:
        """Make a new sheet and show it once."""
        services = self.context.services
        self.load(
            lambda: (services.access.new_recovery_sheet(), services.facilities.center().name),
            lambda made: self._show_sheet(*made),
        )

    def _show_sheet(self, groups: tuple[str, ...], center: str) -> None:
        dialog = people_dialogs.SheetDialog(groups, center, self)
        access = self.context.services.access

        def confirm(code: str) -> None:
            def done(outcome: Any) -> None:  # noqa: ANN401 - an outcome of any value
                dialog.accept()
                self.told.emit("The recovery sheet fits. Keep it locked away.")
                self.context.changes.tell(outcome.changes)

            self.context.operations.run(
                lambda: access.confirm_recovery_sheet(code), done, dialog.sheet.refuse, dialog
            )

        dialog.sheet.typed_back.connect(confirm)
        dialog.open()

    def _columns(self) -> list[Column]:
        return [
            Column("name", "Name", lambda row: row.name, 200),
            Column("role", "Role", lambda row: role_words(row.role), 168),
            Column(
                "since",
                "Since",
                lambda row: day_words(row.added_at.local.date(), self._style),
                130,
                tooltip=lambda row: exact_words(row.added_at),
                gives_way=1,
            ),
            Column(
                "state",
                "State",
                lambda row: "active" if row.active else "removed",
                110,
                state=lambda row: State.OK if row.active else State.NEUTRAL,
            ),
        ]

    def _lay_out(self) -> None:
        from PySide6.QtWidgets import QHBoxLayout

        row = QHBoxLayout()
        for button in (self.own_button, self.sheet_button, self.roles_button):
            row.addWidget(button)
        row.addStretch(1)
        self.content.addWidget(self.notice)
        self.content.addLayout(row)
        self.content.addWidget(self.panel, 1)

    def _wire(self) -> None:
        self.panel.query_changed.connect(self._fill)
        self.panel.table.current_changed.connect(self._show_person)
        self.sheet_button.clicked.connect(self.new_sheet)
        self.own_button.clicked.connect(self._change_own)
        self.roles_button.clicked.connect(lambda: PermissionDialog(self).open())

    def _show(self, loaded: tuple[tuple[Person, ...], Moment | None]) -> None:
        self._people, confirmed = loaded
        self.notice.say("" if confirmed else NO_SHEET)
        tip = (
            f"The present sheet was typed back on {moment_words(confirmed, self._style)}."
            if confirmed
            else ""
        )
        self.context.allow(self.sheet_button, Permission.MANAGE_PEOPLE, tip)
        self._fill()

    def _fill(self) -> None:
        words = self.panel.query()[0].casefold()
        rows = [one for one in self._people if words in f"{one.name} {one.role}".casefold()]
        self.panel.set_rows(rows)
        self._show_person(self.panel.table.current_row())

    def _show_person(self, person: Person | None) -> None:
        pane = self.panel.details
        if person is None:
            pane.clear()
            return
        facts = [
            ("Role", role_words(person.role)),
            ("Since", day_words(person.added_at.local.date(), self._style)),
            ("Signing keys", str(len(person.public_keys))),
        ]
        if person.removed_at is not None:
            facts.append(("Removed", day_words(person.removed_at.local.date(), self._style)))
        pane.show_facts(person.name, "", facts)
        if person.active:
            for button in self._person_buttons(person):
                pane.add_content(button)

    def _person_buttons(self, person: Person) -> tuple[SecondaryButton | DangerButton, ...]:
        role = SecondaryButton("Change role…")
        reset = SecondaryButton("New passphrase…")
        remove = DangerButton("Remove…")
        role.clicked.connect(lambda: self._change_role(person))
        reset.clicked.connect(lambda: self._reset(person))
        remove.clicked.connect(lambda: self._remove(person))
        for button in (role, reset, remove):
            self.context.allow(button, Permission.MANAGE_PEOPLE)
        return role, reset, remove

    def _change_role(self, person: Person) -> None:
        access = self.context.services.access
        dialog = people_dialogs.ChangeRoleDialog(person, access.check_passphrase, self)

        def change(role: Role, passphrase: str) -> None:
            words = f"{person.name} is {role_words(role)} now."
            self.carry_out(lambda: access.change_role(person.id, role, passphrase), words, dialog)

        dialog.filled.connect(change)
        dialog.open()

    def _reset(self, person: Person) -> None:
        access = self.context.services.access
        dialog = people_dialogs.ResetDialog(person, access.check_passphrase, self)

        def reset(passphrase: str) -> None:
            words = f"{person.name} has a new passphrase."
            self.carry_out(lambda: access.reset_passphrase(person.id, passphrase), words, dialog)

        dialog.filled.connect(reset)
        dialog.open()

    def _remove(self, person: Person) -> None:
        access = self.context.services.access
        dialog = people_dialogs.RemoveDialog(person, self)

        def remove(reason: str) -> None:
            words = f"{person.name} can no longer unlock the center."
            self.carry_out(
                lambda: access.remove_person(PersonId(person.id), reason), words, dialog
            )

        dialog.filled.connect(remove)
        dialog.open()

    def _change_own(self) -> None:
        access = self.context.services.access
        dialog = people_dialogs.OwnPassphraseDialog(access.check_passphrase, self)

        def change(old: str, new: str) -> None:
            self.carry_out(
                lambda: access.change_passphrase(old, new), "Your passphrase is changed.", dialog
            )

        dialog.filled.connect(change)
        dialog.open()
