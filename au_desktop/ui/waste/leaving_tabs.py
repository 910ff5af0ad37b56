"""The tabs Transfers and Sewer: lists of what left, each record with its numbers, rules and verdict."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import ActivityUnit
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.sewer import SewerDisposal, sewer_faults
from au_desktop.domain.safety.stock import Stock
from au_desktop.domain.safety.transfers import Transfer, confirmation_due
from au_desktop.services.refusals.waste_sentences import sewer_faults_said
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.date_words import day_words, moment_words
from au_desktop.ui.kit.dialog_values import made
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import Field, text_field
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.safety.records_tab import RecordsTab
from au_desktop.ui.kit.safety.safety_list import (
    everything,
    needing_attention,
    not_signed,
)
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.waste.sewer_dialog import SewerDialog
from au_desktop.ui.waste.transfer_dialog import TransferDialog
from au_desktop.ui.waste.waste_fields import moment_field, moment_of, words_of
from au_desktop.ui.waste.waste_words import CHECK, activity_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from au_desktop.domain.safety.sewer import MonthShare
    from au_desktop.domain.safety.waste import Container
    from au_desktop.services.outcomes import Outcome
    from au_desktop.ui.kit.dialog import Dialog
    from au_desktop.ui.kit.section import SectionContext

_DIGITS = 3


class LeavingTab(RecordsTab):
    """What both tabs share."""

    help_topic = "waste"
    new_words = ""
    chips = {  # noqa: RUF012 - a constant
        "": ("All", everything),
        "attention": ("Needs attention", needing_attention),
        "unsigned": ("Not signed", not_signed),
    }

    def __init__(self, context: SectionContext, title: str, empty: EmptyState) -> None:
        super().__init__(context, title, empty)
        self.dialog: Dialog | None = None

    def main_action(self) -> MainAction:
        """A new record."""
        reason = self.context.why_not(Permission.DISPOSE_WASTE)
        return MainAction(self.new_words, self.ask_new, "plus", enabled=not reason)


class TransfersTab(LeavingTab):
    """Transfers to others."""

    kind = Transfer
    new_words = "New transfer"
    titles = ("Recipient and nuclides", "License")
    states = {"transferred": State.OK, "confirmation due": State.ATTENTION}  # noqa: RUF012

    def __init__(self, context: SectionContext) -> None:
        empty = EmptyState(
            "release",
            "No transfer yet",
            "Waste, sources and material that went to another licensee, with the license that was verified before.",
            "New transfer",
        )
        super().__init__(context, "Transfers", empty)

    def ask_new(self) -> None:
        """Ask for a transfer; containers can be ticked in it."""
        self._ask(None)

    def select(self, key: object) -> None:
        """Show one transfer; a thing of the inventory begins a transfer of it."""
        if not isinstance(key, Stock):
            super().select(key)
        elif not self.context.why_not(Permission.DISPOSE_WASTE):
            self._ask(key)

    def _ask(self, sent: Stock | None) -> None:
        services = self.context.services

        def work() -> tuple[tuple[Container, ...], tuple[Stock, ...]]:
            return services.waste_storage.open_containers(), services.inventory.on_shelf()

        def show(found: tuple[tuple[Container, ...], tuple[Stock, ...]]) -> None:
            containers, stock = found
            self.dialog = TransferDialog(self, (), containers, stock, sent)

        self.load(work, show)

    def show_record(self, record: Transfer) -> None:
        """Who, what, and how the license was verified."""
        style = self.context.settings.date_style
        permit, check = record.license, record.check
        ends = "without an end" if permit.no_end else f"until {day_words(permit.expires, style)}"
        facts = [
            ("Transferred", moment_words(record.at, style)),
            ("What", record.purpose.value),
            ("License", f"{permit.number}, {permit.agency}, {ends}"),
            ("Address", record.address),
            ("Packages", record.packages),
            ("Carrier", record.carrier),
            ("Containers", ", ".join(one.code for one in record.containers)),
        ]
        pane = self.list.panel.details
        pane.show_facts(f"{record.code} · {record.recipient}", "", [f for f in facts if f[1]])
        if check is not None:
            found = "covers type, form and quantity" if check.covers else "does not cover it"
            when = moment_words(check.at, style)
            lines = (f"{check.way.value}: {check.evidence}", f"{check.by.name}, {when}: {found}")
            pane.add_section(f"Verified ({check.way.paragraph})", lines)
        pane.add_section("Material", self._materials(record))
        self._show_confirmation(record)

    def ask_confirmation(self) -> None:
        """Ask for the writing that confirms an oral certification."""
        record = self.record
        if record is None:
            return
        fields = (
            Field("at", "Received", moment_field(self.context)),
            Field("document", "Letter or message", text_field(), required=True),
        )
        dialog = RecordDialog(f"Confirmation for {record.code}", fields, {}, self, "Keep")

        def filled(values: dict[str, object]) -> None:
            at = made(dialog, partial(moment_of, values))
            if at is not None:
                confirm = self.context.services.waste_transfers.confirm
                work: partial[Outcome[None]] = partial(
                    confirm, record.id, at, words_of(values, "document")
                )
                self.carry_out(work, "Confirmation kept.", dialog, dialog.form)

        dialog.filled.connect(filled)
        self.dialog = dialog
        dialog.open()

    def _show_confirmation(self, record: Transfer) -> None:
        style = self.context.settings.date_style
        pane = self.list.panel.details
        due = confirmation_due(record)
        if record.confirmation is not None:
            when = moment_words(record.confirmation.at, style)
            pane.add_section("Confirmed in writing", (f"{record.confirmation.document}, {when}",))
        if due is not None and record.voided is None:
            line = f"An oral certification is confirmed in writing by {moment_words(due, style)} (10 CFR 30.41(d)(3))."
            pane.add_section("Confirmation is owed", (line,))
            button = SecondaryButton("Confirmed in writing\u2026")
            self.context.allow(button, Permission.DISPOSE_WASTE)
            button.clicked.connect(self.ask_confirmation)
            pane.add_action(button)

    def _materials(self, record: Transfer) -> Sequence[str]:
        settings = self.context.settings
        return [
            f"{one.nuclide} {activity_words(one.activity, settings)} on "
            f"{moment_words(one.at, settings.date_style)}, {one.form}".rstrip(", ")
            for one in record.materials
        ]


class SewerTab(LeavingTab):
    """Releases into the sanitary sewer."""

    kind = SewerDisposal
    new_words = "New sewer release"
    titles = ("Released", "Where")
    states = {"within limits": State.OK, "above the limit": State.PROBLEM}  # noqa: RUF012

    def __init__(self, context: SectionContext) -> None:
        empty = EmptyState(
            "drop",
            "Nothing released into the sewer",
            "Releases under 10 CFR 20.2003 with the sums of month and year. Excreta of patients are exempt.",
            "New sewer release",
        )
        super().__init__(context, "Sewer", empty)

    def ask_new(self) -> None:
        """Ask for a release; containers can be ticked in it."""

        def show(containers: tuple[Container, ...]) -> None:
            self.dialog = SewerDialog(self, containers)

        self.load(self.context.services.waste_storage.open_containers, show)

    def show_record(self, record: SewerDisposal) -> None:
        """What went, and month and year against their limits, with the numbers in the equation."""
        style = self.context.settings.date_style
        by = "" if record.by is None else record.by.name
        facts = [
            ("Released", moment_words(record.at, style)),
            ("What", ", ".join(f"{one.nuclide} {one.activity}" for one in record.released)),
            ("Where", record.where),
            ("By", by),
            ("Water a month", _water_words(record)),
            ("Containers", ", ".join(one.code for one in record.containers)),
        ]
        pane = self.list.panel.details
        pane.show_facts(
            f"{record.code} · {record.where}", record.summary.state, [f for f in facts if f[1]]
        )
        total = f"Sum of fractions {figure(record.fraction)}, at most 1 (20.2003(a)(3))."
        lines = [month_words(one, record.water_m3) for one in record.month]
        pane.add_section("The month with it (20.2003(a)(2))", (*lines, total))
        pane.add_section("The year with it (20.2003(a)(4))", year_lines(record))
        faults = sewer_faults(record)
        if faults:
            pane.add_section("Against the rule", (sewer_faults_said(faults), record.over_reason))
        pane.add_section(
            "Not counted",
            ("Excreta of patients are not subject to these limits (20.2003(b)).",),
        )


def _water_words(record: SewerDisposal) -> str:
    amount = f"{plain_text(record.water_m3)} m³"
    return f"{amount} ({record.water_basis})" if record.water_basis else amount


def figure(number: Decimal) -> str:
    """A number to three digits."""
    return plain_text(rounded(number, _DIGITS))


def month_words(share: MonthShare, water_m3: Decimal) -> str:
    """One nuclide of a month with the numbers in the equation, curie first."""
    check = f" ({CHECK})" if share.verify else ""
    activity = share.activity.format(ActivityUnit.UCI, _DIGITS)
    return (
        f"{share.nuclide}: {activity} / {plain_text(water_m3)} m³ = {share.concentration:.2E} µCi/mL; "
        f"limit {share.limit_uci_ml:.0E} µCi/mL{check}; fraction {figure(share.fraction)}"
    )


def year_lines(record: SewerDisposal) -> tuple[str, ...]:
    """Each group of the year against its limit, curie first."""
    return tuple(
        f"{share.group.value}: {share.activity.format(ActivityUnit.CI, _DIGITS)} "
        f"({share.activity.format(ActivityUnit.MBQ, _DIGITS)}) of {share.limit}"
        for share in record.year
    )
