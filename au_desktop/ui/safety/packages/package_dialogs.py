"""The dialogs around a package: a call to carrier or agency, taking the contents in, and the center's habits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from au_desktop.domain.errors import Invalid
from au_desktop.domain.safety.package_rules import Weekday, WorkingHours
from au_desktop.domain.safety.packages import NoticeParty, PackageNotice
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.services.wording.possession_words import check_words
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.item_editors.moment_entry import parse_time
from au_desktop.ui.kit.labelled_form import Field, choice_field, text_field
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.safety.packages.package_fields import moment_field, number_field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import time

    from au_desktop.domain.safety.packages import Package
    from au_desktop.domain.safety.possession import PossessionCheck
    from au_desktop.services.safety.package_receipt import PackageHabits
    from au_desktop.services.safety.package_take_over import PackageOffer
    from au_desktop.ui.kit.section import Section
    from au_desktop.ui.safety.packages.package_values import PackageChoices

_PART_73 = "The NRC Headquarters Operations Center's number is in 10 CFR Part 73, Appendix A."


def call_dialog(
    section: Section, package: Package, choices: PackageChoices, agency: str
) -> RecordDialog:
    """Ask who was called, when, at which number, and who answered."""
    party = package.not_yet_told[0] if package.not_yet_told else NoticeParty.AGENCY
    carrier = party is NoticeParty.CARRIER
    parties = [(each, _party_words(each, package, agency)) for each in NoticeParty]
    fields = [
        Field("party", "Called", choice_field(parties), required=True),
        Field("at", "At", moment_field(choices.now, "Called at"), required=True),
        Field("by", "By", text_field(), required=True),
        Field("number", "Number called", text_field(), "" if carrier else _PART_73, required=True),
        Field("spoke_to", "Spoke to", text_field()),
        Field("note", "What was said", text_field()),
    ]
    number = package.carrier_phone if carrier else choices.habits.agency_phone
    values = {"party": party, "at": choices.now, "by": choices.actor.name, "number": number}
    dialog = RecordDialog(f"Call about {package.code}", fields, values, section, "Note the call")
    waiting = " and ".join(each.value for each in package.not_yet_told)
    if waiting:
        dialog.body.insertWidget(
            0,
            text_label(
                f"10 CFR 20.1906(d): telephone the {waiting} immediately.", "problem", wrap=True
            ),
        )
    return dialog


def call_of(values: Mapping[str, object], choices: PackageChoices) -> PackageNotice:
    """The call that was typed."""
    by = choices.person(values["by"]) or PersonRef(choices.actor.name)
    return PackageNotice(
        NoticeParty(str(values["party"])),
        values["at"],  # type: ignore[arg-type] # the form asks for one
        by,
        str(values["number"]),
        str(values["spoke_to"]),
        str(values["note"]),
    )


def take_in_dialog(
    section: Section,
    package: Package,
    choices: PackageChoices,
    checks: Sequence[PossessionCheck],
) -> RecordDialog:
    """Ask where the contents go, and show what the license says to them."""
    rooms = [(room.id, room.name) for room in choices.rooms]
    fields = [
        Field("room", "Stored in", choice_field(rooms, empty="Choose the room"), required=True)
    ]
    chosen = None if package.room is None else package.room.id
    dialog = RecordDialog(
        f"Take {package.code} into the inventory", fields, {"room": chosen}, section, "Take in"
    )
    for item in package.waiting_items:
        dialog.add_text(f"{item.label}, {item.form.value}")
    if not checks:
        dialog.add_text(
            "No possession limit of the license is entered: nothing is checked.", "muted"
        )
    for check in checks:
        dialog.add_text(check_words(check), "problem" if check.exceeded else "muted")
    return dialog


def checklist_dialog(section: Section, offers: Sequence[PackageOffer]) -> RecordDialog:
    """Ask which submitted checklist is taken over."""
    choices = [(str(one.run_id), one.words) for one in offers]
    fields = [Field("run", "Checklist", choice_field(choices), required=True)]
    values = {"run": choices[0][0]}
    dialog = RecordDialog("Take over a checklist", fields, values, section, "Take over")
    dialog.add_text(
        "Its answers fill the form; what it does not ask is left to be typed.", "muted"
    )
    return dialog


def habits_dialog(section: Section, habits: PackageHabits) -> RecordDialog:
    """Ask for working hours, whom to call, and what the wipes pick up."""
    days = named(TickList(3), "Working days")
    days.set_choices([(day, day.value) for day in Weekday])
    fields = [
        Field("opens", "Working day begins", text_field("08:00"), required=True),
        Field("closes", "and ends", text_field("17:00"), required=True),
        Field("days", "On", days),
        Field("agency_phone", "Agency's telephone", text_field(), _PART_73),
        Field(
            "wipe_efficiency",
            "Wipe efficiency",
            number_field(),
            "The actual one of your wipes as a fraction, or 0.10 (49 CFR 173.443(a)(1)(i)).",
            required=True,
        ),
    ]
    values = {
        "opens": f"{habits.hours.opens:%H:%M}",
        "closes": f"{habits.hours.closes:%H:%M}",
        "days": tuple(habits.hours.days),
        "agency_phone": habits.agency_phone,
        "wipe_efficiency": habits.wipe_efficiency,
    }
    return RecordDialog("Receiving packages", fields, values, section)


def habits_of(habits: PackageHabits, values: Mapping[str, object]) -> PackageHabits:
    """The habits that were typed; raises `Invalid` where a time cannot be read."""
    chosen = set(values["days"])  # type: ignore[call-overload] # a tick list gives several
    hours = WorkingHours(
        _time("opens", values["opens"]),
        _time("closes", values["closes"]),
        tuple(day for day in Weekday if day in chosen),
    )
    return replace(
        habits,
        hours=hours,
        agency_phone=str(values["agency_phone"]),
        wipe_efficiency=values["wipe_efficiency"],  # type: ignore[arg-type] # the form asks for it
    )


def _time(field: str, text: object) -> time:
    read = parse_time(str(text))
    if read is None:
        raise Invalid(field, "is no time of day such as 08:00")
    return read


def _party_words(party: NoticeParty, package: Package, agency: str) -> str:
    name = package.carrier if party is NoticeParty.CARRIER else agency
    words = party.value.capitalize()
    return f"{words}: {name}" if name else words
