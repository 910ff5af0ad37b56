"""The dialogs of single steps: new container, move, seal, open again, take out, certificate, labels, disposal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QCheckBox, QComboBox

from au_desktop.domain.errors import DomainError
from au_desktop.domain.safety.waste import Container, reasons_against
from au_desktop.domain.safety.waste_contents import ImpurityStanding
from au_desktop.domain.safety.waste_disposal import sealed_with
from au_desktop.domain.safety.waste_steps import Sealing, WasteType, Way
from au_desktop.services.safety.waste_storage import NewContainer
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.dialog_values import made
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.waste.waste_fields import (
    moment_field,
    moment_of,
    narrow,
    number_field,
    number_of,
    person_field,
    person_of,
    room_field,
    words_of,
)
from au_desktop.ui.waste.waste_words import next_survey_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from au_desktop.domain.ids import RoomId
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.safety.waste_take_over import ClosedOffer
    from au_desktop.ui.kit.section import Section

    Work = Callable[[], Outcome[Any]]

RULED_OUT, PRESENT = "ruled out", "present"


def _carry(
    section: Section, dialog: RecordDialog, make: Callable[[], Work], words: str
) -> RecordDialog:
    """Do the step when the dialog is filled; a refusal is shown in it."""

    def filled(_values: object) -> None:
        work = made(dialog, make)
        if work is not None:
            section.carry_out(work, words, dialog, dialog.form)

    dialog.filled.connect(filled)
    dialog.open()
    return dialog


def ask_new_container(section: Section) -> RecordDialog:
    """Open a container."""
    context = section.context
    fields = (
        Field(
            "waste_type",
            "Type of waste",
            choice_field([(one, one.value) for one in WasteType]),
            "Types and half-lives are kept apart.",
        ),
        Field("room_id", "Storage room", room_field(context)),
        Field("shelf", "Shelf", text_field("B2")),
        Field("from_where", "From", text_field("room 3"), "Where the waste comes from."),
        Field("at", "Opened", moment_field(context)),
        Field("notes", "Notes", paragraph_field(2)),
    )
    dialog = RecordDialog("New waste container", fields, {}, section, "Open container")
    room = cast("QComboBox", dialog.form.field("room_id"))
    room.setCurrentIndex(1 if room.count() > 1 else 0)

    def make() -> Work:
        values = dialog.form.values()
        new = NewContainer(
            moment_of(values),
            WasteType(str(values["waste_type"])),
            cast("RoomId | None", values["room_id"]),
            words_of(values, "shelf"),
            words_of(values, "from_where"),
            words_of(values, "notes"),
        )
        return partial(context.services.waste_storage.open_container, new)

    return _carry(section, dialog, make, "Container opened.")


def ask_checklist(section: Section, offers: Sequence[ClosedOffer]) -> RecordDialog:
    """Make a container from a checklist of a closed one."""
    choice = narrow(choice_field([(offer.run_id, offer.words) for offer in offers]))
    fields = (Field("run", "Checklist", choice),)
    dialog = RecordDialog("Container from a checklist", fields, {}, section, "Take over")
    live = text_label("", "muted", wrap=True)
    dialog.body.addWidget(live)
    dialog.setMinimumWidth(560)

    def tell(*_: object) -> None:
        offer = offers[choice.currentIndex()]
        style = section.context.settings.date_style
        life = "" if offer.half_life is None else f", half-life {offer.half_life}"
        live.setText(
            f"Sealed {moment_words(offer.sealed_at, style)} by {offer.by.name}; longest-lived "
            f"{offer.longest or offer.nuclides}{life}. The container is made sealed, with this content; long-lived "
            "impurities as the checklist answered them. Its shelf can be set afterwards."
        )

    dialog.form.changed.connect(tell)
    tell()

    def make() -> Work:
        run_id = offers[choice.currentIndex()].run_id
        return partial(section.context.services.waste_take_over.take, run_id)

    return _carry(section, dialog, make, "Container made from the checklist.")


def ask_move(section: Section, container: Container) -> RecordDialog:
    """Put it elsewhere."""
    context = section.context
    fields = (
        Field("room_id", "Storage room", room_field(context)),
        Field("shelf", "Shelf", text_field()),
    )
    room = None if container.room is None else container.room.id
    values = {"room_id": room, "shelf": container.shelf}
    dialog = RecordDialog(f"Move {container.code}", fields, values, section, "Move")

    def make() -> Work:
        values = dialog.form.values()
        where = cast("RoomId | None", values["room_id"])
        shelf = words_of(values, "shelf")
        return partial(context.services.waste_storage.move, container.id, where, shelf)

    return _carry(section, dialog, make, f"{container.code} moved.")


def ask_seal(section: Section, container: Container) -> RecordDialog:
    """Close it; the earliest suggested survey is told while the time is typed."""
    context = section.context
    tagged = QCheckBox("The tag is on: date sealed, longest-lived nuclide, initials")
    fields = (
        Field("at", "Sealed", moment_field(context)),
        Field("by", "By", person_field(context)),
        Field("tag", "Tag", tagged),
    )
    dialog = RecordDialog(f"Seal {container.code}", fields, {}, section, "Seal")
    live = text_label("", "muted", wrap=True)
    dialog.body.addWidget(live)

    def tell(*_: object) -> None:
        live.setText(_sealing_words(section, container, dialog))

    dialog.form.changed.connect(tell)
    tell()

    def make() -> Work:
        values = dialog.form.values()
        by = person_of(cast("QComboBox", dialog.form.field("by")))
        return partial(
            context.services.waste_storage.seal,
            container.id,
            moment_of(values),
            by,
            tagged=tagged.isChecked(),
        )

    return _carry(section, dialog, make, f"{container.code} sealed.")


def _sealing_words(section: Section, container: Container, dialog: RecordDialog) -> str:
    try:
        by = person_of(cast("QComboBox", dialog.form.field("by")))
        closed = sealed_with(container, Sealing(moment_of(dialog.form.values()), by))
    except DomainError:
        return ""
    return next_survey_words(closed, section.context.settings)


def ask_reopen(section: Section, container: Container) -> RecordDialog:
    """Open it again with a reason."""
    fields = (Field("reason", "Reason", paragraph_field(3), required=True),)
    dialog = RecordDialog(f"Open {container.code} again", fields, {}, section, "Open again")
    dialog.body.addWidget(
        text_label(
            "Surveys made before count no more; it is sealed, surveyed and stripped of its labels anew.",
            "muted",
            wrap=True,
        )
    )

    def make() -> Work:
        reason = words_of(dialog.form.values(), "reason")
        return partial(section.context.services.waste_storage.reopen, container.id, reason)

    return _carry(section, dialog, make, f"{container.code} is open again.")


def ask_take_out(section: Section, container: Container) -> RecordDialog:
    """Take a content out with a reason."""
    choices = [
        (content.number, f"{content.number}: {content.nuclide}, {content.activity}")
        for content in container.inside
    ]
    fields = (
        Field("number", "Content", choice_field(choices)),
        Field("reason", "Reason", paragraph_field(3), required=True),
    )
    dialog = RecordDialog(f"Take out of {container.code}", fields, {}, section, "Take out")

    def make() -> Work:
        values = dialog.form.values()
        number, reason = cast("int", values["number"]), words_of(values, "reason")
        return partial(
            section.context.services.waste_storage.take_out, container.id, number, reason
        )

    return _carry(section, dialog, make, f"Taken out of {container.code}.")


def ask_certificate(section: Section, container: Container) -> RecordDialog:
    """What the certificate says of an impurity: none of it, or so much."""
    named = dict.fromkeys(
        reason.nuclide for reason in reasons_against(container) if reason.with_nuclide
    )
    asked = dict.fromkeys(
        reason.nuclide
        for reason in reasons_against(container)
        if reason.standing is ImpurityStanding.ASK
    )
    finding = choice_field(
        ((RULED_OUT, "It rules this nuclide out"), (PRESENT, "It states this nuclide"))
    )
    fields = (
        Field(
            "nuclide", "Impurity", choice_field([(one, one) for one in (*asked, *named) if one])
        ),
        Field("finding", "The certificate", finding),
        Field(
            "percent",
            "How much",
            number_field("0.02"),
            "In % of the activity of the content at its time; empty where it does not say.",
        ),
        Field(
            "document",
            "Certificate or statement",
            text_field("batch certificate 77-A"),
            required=True,
        ),
    )
    dialog = RecordDialog(f"Certificate for {container.code}", fields, {}, section, "Keep")

    def make() -> Work:
        values = dialog.form.values()
        nuclide, document = words_of(values, "nuclide"), words_of(values, "document")
        storage = section.context.services.waste_storage
        if values["finding"] == RULED_OUT:
            return partial(storage.rule_out, container.id, nuclide, document)
        typed = words_of(values, "percent")
        percent = number_of(typed, "percent") if typed else None
        return partial(storage.find_present, container.id, nuclide, percent, document)

    return _carry(section, dialog, make, f"Certificate kept with {container.code}.")


def ask_deface(section: Section, container: Container) -> RecordDialog:
    """Labels off."""
    inner = QCheckBox("Labels inside stay: it goes as closed biomedical waste (35.92(a)(2))")
    fields = (
        Field("by", "By", person_field(section.context)),
        Field("inner", "Inside", inner),
    )
    dialog = RecordDialog(
        f"Deface labels of {container.code}", fields, {}, section, "Labels are defaced"
    )
    dialog.body.addWidget(
        text_label(
            "Remove or obliterate every radiation label (10 CFR 35.92(a)(2)); the biohazard label stays.",
            "muted",
            wrap=True,
        )
    )

    def make() -> Work:
        by = person_of(cast("QComboBox", dialog.form.field("by")))
        return partial(
            section.context.services.waste_storage.deface,
            container.id,
            by,
            inner_stay=inner.isChecked(),
        )

    return _carry(section, dialog, make, f"Labels of {container.code} defaced.")


def ask_dispose(section: Section, container: Container) -> RecordDialog:
    """Let it go as decayed."""
    context = section.context
    kept = container.defaced is not None and container.defaced.inner_stay
    biomedical = kept or container.waste_type in {WasteType.SHARPS, WasteType.BIOMEDICAL}
    ways = [way for way in Way if way.by_decay]
    fields = (
        Field("way", "Goes as", choice_field([(way, way.value) for way in ways])),
        Field("at", "Disposed", moment_field(context)),
        Field("by", "By", person_field(context)),
    )
    values = {"way": Way.BIOMEDICAL if biomedical else Way.REGULAR}
    dialog = RecordDialog(f"Dispose of {container.code}", fields, values, section, "Dispose")
    dialog.add_text(
        "A filled checklist \u201cWaste disposal\u201d is not taken over: it names its containers in words, and a container "
        "leaves by its own record."
    )
    survey = container.standing_survey
    if survey is not None:
        dialog.body.addWidget(
            text_label(
                f"Survey {survey.number} by {survey.by.name} with {survey.meter.name}: highest "
                f"{survey.said(survey.highest)} at a background of {survey.said(survey.background)}, not to be told "
                "from background. The record is kept for 3 years (10 CFR 35.2092).",
                "muted",
                wrap=True,
            )
        )

    def make() -> Work:
        values = dialog.form.values()
        by = person_of(cast("QComboBox", dialog.form.field("by")))
        way = Way(str(values["way"]))
        return partial(
            context.services.waste_storage.dispose, container.id, way, moment_of(values), by
        )

    return _carry(section, dialog, make, f"{container.code} is gone.")
