"""A transfer: recipient and license, how it was verified (30.41), what goes; what is missing is told while it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QCheckBox, QComboBox

from au_desktop.domain.errors import DomainError
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.transfers import (
    LicenseCheck,
    Purpose,
    RecipientLicense,
    Transfer,
    TransferredMaterial,
    Verification,
    confirmation_due,
    faults_of,
)
from au_desktop.services.refusals.waste_sentences import transfer_faults_said
from au_desktop.services.safety.waste_transfers import NewTransfer, stock_materials
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.dialog_values import made
from au_desktop.ui.kit.labelled_form import Field, choice_field, text_field
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.waste.waste_fields import (
    activity_field,
    moment_field,
    moment_of,
    narrow,
    person_field,
    person_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from au_desktop.domain.ids import SafetyId
    from au_desktop.domain.quantities import Activity
    from au_desktop.domain.safety.stock import Stock
    from au_desktop.domain.safety.waste import Container
    from au_desktop.ui.kit.section import Section


class TransferDialog(RecordDialog):
    """Enters the transfer; the ticked containers leave with it."""

    def __init__(
        self,
        section: Section,
        chosen: Sequence[Container],
        here: Sequence[Container],
        stock: Sequence[Stock] = (),
        sent: Stock | None = None,
    ) -> None:
        context = section.context
        self._shelf = {str(one.id): one for one in stock}
        self.stock = TickList()
        self.stock.set_choices(
            [(key, f"{one.code} {one.label}") for key, one in self._shelf.items()]
        )
        self.stock.set_value([] if sent is None else [str(sent.id)])
        self._section = section
        self._closed = {str(one.id): one for one in here if one.sealed is not None}
        self.containers = TickList(2)
        self.containers.set_choices(
            [(key, f"{one.code} ({', '.join(one.nuclides)})") for key, one in self._closed.items()]
        )
        self.containers.set_value([str(one.id) for one in chosen])
        last = context.services.waste_transfers.last()
        super().__init__("New transfer", self._fields(), _before(last), section, "Save transfer")
        self.missing = Notice("")
        self.body.addWidget(self.missing)
        self.let_scroll(700, 700)
        self.form.changed.connect(self._tell)
        self.filled.connect(self._on_filled)
        self._tell()
        self.open()

    def _fields(self) -> tuple[Field, ...]:
        context = self._section.context
        self._covers = QCheckBox("It covers type, form and quantity (30.41(c))")
        self._no_end = QCheckBox("General license without an end")
        ways = [(way, f"{way.value} ({way.paragraph})") for way in Verification]
        nuclide = QComboBox()
        nuclide.setEditable(True)
        nuclide.addItems(["", *sorted(context.services.desk.reference.nuclides)])
        return (
            Field("purpose", "What it is", choice_field([(one, one.value) for one in Purpose])),
            Field("recipient", "Recipient", text_field("Example Waste Broker"), required=True),
            Field("address", "Address", text_field()),
            Field("number", "License number", text_field("99-12345-01"), required=True),
            Field("agency", "Issued by", text_field("NRC, or the State agency"), required=True),
            Field("expires", "License ends", DateEdit()),
            Field("no_end", "", self._no_end),
            Field("way", "Verified by", narrow(choice_field(ways))),
            Field("checked_at", "Verified at", moment_field(context)),
            Field("evidence", "What was read, or who said it", text_field("amendment 12")),
            Field("by", "Verified by person", person_field(context)),
            Field("covers", "Finding", self._covers),
            Field("containers", "Waste containers", self.containers, "Sealed ones only."),
            Field("stock", "From stock", self.stock, "All that is left; split off a part first."),
            Field("nuclide", "Other material: nuclide", nuclide),
            Field("activity", "Its activity", activity_field(context.settings)),
            Field("form", "Its form", text_field("sealed source, liquid, dry solid")),
            Field("packages", "Packages", text_field("number, type, label, waybill")),
            Field("carrier", "Carrier", text_field()),
            Field("at", "Transferred", moment_field(context)),
            Field("notes", "Notes", text_field()),
        )

    def _new(self) -> NewTransfer:
        values = self.form.values()
        by = person_of(cast("QComboBox", self.form.field("by")))
        permit = RecipientLicense(
            words_of(values, "number"),
            words_of(values, "agency"),
            cast("date | None", values["expires"]),
            bool(values["no_end"]),
        )
        check = LicenseCheck(
            Verification(str(values["way"])),
            moment_of(values, "checked_at"),
            by,
            words_of(values, "evidence"),
            covers=bool(values["covers"]),
        )
        keys = cast("tuple[str, ...]", values["containers"])
        things = cast("tuple[str, ...]", values["stock"])
        return NewTransfer(
            at=moment_of(values),
            purpose=Purpose(str(values["purpose"])),
            recipient=words_of(values, "recipient"),
            license=permit,
            check=check,
            address=words_of(values, "address"),
            materials=_typed(values),
            container_ids=tuple(self._closed[key].id for key in keys),
            stock_ids=tuple(self._shelf[key].id for key in things),
            packages=words_of(values, "packages"),
            carrier=words_of(values, "carrier"),
            notes=words_of(values, "notes"),
        )

    def _tell(self, *_: object) -> None:
        """What 30.41 still asks, or what an oral certification will owe."""
        try:
            new = self._new()
            draft = self._draft(new)
        except DomainError:
            self.missing.say("")
            return
        faults = faults_of(draft)
        due = confirmation_due(draft)
        if faults:
            self.missing.say(transfer_faults_said(faults), State.INFO)
        elif due is not None:
            day = moment_words(due, self._section.context.settings.date_style)
            self.missing.say(
                f"To be confirmed in writing by {day} (30.41(d)(3)).", State.ATTENTION
            )
        else:
            self.missing.say("Verified as 10 CFR 30.41 asks.", State.OK)

    def _draft(self, new: NewTransfer) -> Transfer:
        """The transfer as it would be, without reading the containers again."""
        context = self._section.context
        actor = context.services.desk.actor
        first = tuple(
            TransferredMaterial("", one.activity, new.at, "")
            for key in new.container_ids
            for one in self._closed[str(key)].inside
        )
        taken = tuple(
            one for key in new.stock_ids for one in stock_materials(self._shelf[str(key)], new.at)
        )
        return Transfer(
            id=cast("SafetyId", actor.person_id),
            at=new.at,
            entered_at=new.at,
            entered_by=actor.person_id,
            recipient=new.recipient,
            license=new.license,
            check=new.check,
            materials=(*new.materials, *first, *taken),
        )

    def _on_filled(self, _values: object) -> None:
        new = made(self, self._new)
        if new is None:
            return
        work = partial(self._section.context.services.waste_transfers.enter, new)
        self._section.carry_out(work, f"Transfer to {new.recipient} kept.", self, self.form)


def _typed(values: Mapping[str, object]) -> tuple[TransferredMaterial, ...]:
    nuclide = words_of(values, "nuclide")
    activity = cast("Activity | None", values["activity"])
    at = values["at"]
    if not nuclide or activity is None or not isinstance(at, Moment):
        return ()
    return (TransferredMaterial(nuclide, activity, at, words_of(values, "form")),)


def _before(last: Transfer | None) -> dict[str, object]:
    """The last recipient, whose license has to be verified anew."""
    if last is None:
        return {}
    return {
        "recipient": last.recipient,
        "address": last.address,
        "number": last.license.number,
        "agency": last.license.agency,
        "expires": last.license.expires,
        "no_end": last.license.no_end,
        "carrier": last.carrier,
    }
