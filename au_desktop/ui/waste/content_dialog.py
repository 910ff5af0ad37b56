"""Putting something into a container: from a case, a dosage, stock or typed, with what it does to the container told live."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QComboBox

from au_desktop.domain.errors import DomainError, NotFound
from au_desktop.domain.quantities import Duration, DurationUnit
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.waste_contents import (
    ContentSource,
    Production,
    productions_of,
)
from au_desktop.domain.safety.waste_disposal import with_content
from au_desktop.domain.safety.waste_steps import Sealing
from au_desktop.services.safety.waste_rules import NewContent
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.dialog_values import made
from au_desktop.ui.kit.labelled_form import Field, choice_field
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.pick_edit import PickEdit
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.waste.waste_fields import (
    activity_field,
    activity_of,
    moment_field,
    moment_of,
    narrow,
    words_of,
)
from au_desktop.ui.waste.waste_words import (
    flag_words,
    governing_words,
    next_survey_words,
)

if TYPE_CHECKING:
    from au_desktop.domain.safety.waste import Container
    from au_desktop.services.safety.waste_offers import ContentOffer
    from au_desktop.ui.kit.section import Section

_PRODUCED = {way: way.value for way in Production}


class ContentDialog(RecordDialog):
    """Emits nothing of its own: it puts the content in and closes."""

    def __init__(
        self, section: Section, container: Container, offers: tuple[ContentOffer, ...]
    ) -> None:
        context = section.context
        self._section, self._container = section, container
        self._offer = PickEdit("Case, dosage or stock; empty for anything else")
        narrow(self._offer.combo)
        self._offer.set_choices([(offer, f"{offer.label} ({offer.nuclide})") for offer in offers])
        self._nuclide = QComboBox()
        self._nuclide.setEditable(True)
        self._nuclide.addItems(sorted(context.services.desk.reference.nuclides))
        self._nuclide.setCurrentText("")
        self._production = choice_field(())
        self._activity = activity_field(context.settings)
        units = [unit.value for unit in (DurationUnit.D, DurationUnit.H, DurationUnit.Y)]
        half_life = QuantityEdit(Duration.parse, units, show=lambda value: value.format())
        fields = (
            Field("offer", "Take over from", self._offer),
            Field("nuclide", "Nuclide", self._nuclide, required=True),
            Field(
                "production",
                "Made by",
                self._production,
                "Decides which long-lived impurity comes with it.",
            ),
            Field("activity", "Activity, estimated", self._activity, required=True),
            Field("at", "Estimated for", moment_field(context)),
            Field("half_life", "Half-life", half_life, "Only for a nuclide that is not listed."),
        )
        super().__init__(f"Put into {container.code}", fields, {}, section, "Put in")
        self._live = text_label("", "muted", wrap=True)
        self._flags = Notice("")
        self.body.addWidget(self._live)
        self.body.addWidget(self._flags)
        self.let_scroll(620, 640)
        self._offer.changed.connect(self._on_offer)
        self._nuclide.currentTextChanged.connect(self._on_nuclide)
        self.form.changed.connect(self._tell)
        self.filled.connect(self._on_filled)
        self._on_nuclide(self._nuclide.currentText())
        self.open()

    def _on_offer(self, offer: object) -> None:
        chosen = cast("ContentOffer | None", offer)
        if chosen is None:
            return
        values: dict[str, object] = {"nuclide": chosen.nuclide, "at": chosen.at}
        if chosen.activity is not None:
            values["activity"] = chosen.activity
        self.form.set_values(values)

    def _on_nuclide(self, text: str) -> None:
        known = self._section.context.services.desk.reference.nuclides.get(text.strip())
        ways = () if known is None else productions_of(known)
        self._production.clear()
        for way in reversed(ways) if ways else (Production.UNKNOWN,):
            self._production.addItem(_PRODUCED[way] if ways else "makes no difference", way)
        self._production.setEnabled(bool(ways))
        self.form.field("half_life").setEnabled(known is None)
        self._tell()

    def _new(self) -> NewContent:
        values = self.form.values()
        offer = cast("ContentOffer | None", values["offer"])
        source = ContentSource.TYPED if offer is None else offer.source
        return NewContent(
            nuclide=words_of(values, "nuclide"),
            activity=activity_of(values),
            at=moment_of(values),
            production=Production(str(values["production"] or Production.UNKNOWN)),
            half_life=cast("Duration | None", values["half_life"]),
            source=source,
            source_id=None if offer is None else offer.source_id,
            source_label="" if offer is None else offer.label,
        )

    def _tell(self, *_: object) -> None:
        """What the container would be with it, sealed now."""
        context = self._section.context
        try:
            content = context.services.waste_rules.content_of(self._new(), self._container.rules)
            after = with_content(self._container, content)
        except (DomainError, NotFound):
            self._live.setText("")
            self._flags.say("")
            return
        now = context.services.desk.clock.now()
        closed = replace(after, sealed=Sealing(now, PersonRef("")))
        said = next_survey_words(closed, context.settings)
        self._live.setText(
            f"{governing_words(after)}. If sealed now: {said}" if said else governing_words(after)
        )
        self._flags.say(*flag_words(after))

    def _on_filled(self, _values: object) -> None:
        new = made(self, self._new)
        if new is None:
            return
        storage = self._section.context.services.waste_storage
        work = partial(storage.put_in, self._container.id, new)
        self._section.carry_out(work, f"Put into {self._container.code}.", self, self.form)
