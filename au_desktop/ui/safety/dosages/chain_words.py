"""One treatment as a chain in words: directive, time-out, dosage, administration, residual and net, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from au_desktop.domain.quantity_display import in_both_systems
from au_desktop.domain.safety.directives import ORAL_FIRST, ORAL_REVISION, Listing, gaps_of
from au_desktop.domain.safety.time_outs import STOP_BASIS
from au_desktop.domain.safety.treatments import Missing, Treatment, missing_of
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.dosages.reckoned_words import (
    expected_words,
    net_words,
    off_expected_words,
    prescribed_words,
    shown,
    time_left_words,
    within_words,
)

if TYPE_CHECKING:
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.directives import Directive
    from au_desktop.domain.safety.dosages import Dosage
    from au_desktop.domain.safety.safety_records import PersonRef
    from au_desktop.domain.safety.time_outs import TimeOut

MISSING_WORDS = {
    Missing.DIRECTIVE: "No written directive (10 CFR 35.40(a)).",
    Missing.DIRECTIVE_CONTENT: "The directive is not complete (10 CFR 35.40(b)).",
    Missing.SIGNATURE: "The authorized user has not dated and signed it: before the dosage (10 CFR 35.40(a)).",
    Missing.WRITTEN_AFTER_ORAL: "The oral directive waits for its written one: within 48 h (10 CFR 35.40).",
    Missing.DOCUMENTED: "The oral directive is not noted in the patient's record yet: as soon as possible.",
    Missing.LISTING: "No license known to this center lists the signer for this dosage. Check the supervising AUs.",
    Missing.DOSAGE: "The dosage is not determined (10 CFR 35.63(a)).",
    Missing.DIRECTION: "Outside 20 % or the range: the authorized user's direction is missing (10 CFR 35.63(d)).",
    Missing.TIME_OUT: "No time-out: identity is verified before each administration (10 CFR 35.41(a)(1)).",
    Missing.STOPPED: "The last time-out says stop.",
    Missing.ADMINISTRATION: "Not given yet.",
    Missing.RESIDUAL: "The residual was not read: the net activity is open.",
}


@dataclass(frozen=True, slots=True)
class StepWords:
    """One step of the chain: its title, the word on its chip and its color, and its lines."""

    key: str
    title: str
    chip: str
    state: State
    lines: tuple[str, ...]


def missing_words(treatment: Treatment) -> tuple[str, ...]:
    """What is missing, first things first."""
    return tuple(MISSING_WORDS[lack] for lack in missing_of(treatment))


def chain_of(treatment: Treatment, now: Moment) -> tuple[StepWords, ...]:
    """The five steps in their order; one that is not there yet says so."""
    dosage = treatment.dosage
    return (
        _directive_step(treatment, now),
        _dosage_step(dosage),
        _time_out_step(treatment.time_out, dosage),
        _given_step(dosage),
        _net_step(dosage),
    )


def _directive_step(treatment: Treatment, now: Moment) -> StepWords:
    directive, dosage = treatment.directive, treatment.dosage
    title = "Written directive"
    if directive is None:
        if dosage is not None and not dosage.directive_needed:
            line = "Sodium iodide I-131 of at most 1.11 MBq (30 µCi) needs none (10 CFR 35.40(a))."
            return StepWords("directive", title, "not needed", State.NEUTRAL, (line,))
        return StepWords("directive", title, "missing", State.PROBLEM, ("None yet.",))
    chip, state = _directive_chip(directive, now)
    lines = [
        f"{directive.code}: {directive.drug.title}, {prescribed_words(directive.prescribed)}"
        + ("" if directive.route is None else f", {directive.route.value}"),
        *_site(directive),
        _user_line(directive),
        *_oral_lines(directive, now),
        *(f"Missing: {gap.value} (10 CFR 35.40(b))." for gap in gaps_of(directive)),
        *(
            f"Takes the place of {one.code} ({prescribed_words(one.prescribed)}): {directive.amend_reason}"
            for one in treatment.earlier[-1:]
        ),
    ]
    return StepWords("directive", title, chip, state, tuple(lines))


def _directive_chip(directive: Directive, now: Moment) -> tuple[str, State]:
    if directive.signed_at is not None:
        late = directive.written_late or directive.authorized_user.listing is Listing.NOT_LISTED
        return "signed", State.ATTENTION if late else State.OK
    if directive.oral is None:
        return directive.state, State.ATTENTION
    over = directive.oral.due.utc < now.utc
    return directive.state, State.PROBLEM if over else State.ATTENTION


def _site(directive: Directive) -> tuple[str, ...]:
    return (f"Site: {directive.treatment_site}",) if directive.treatment_site else ()


def _user_line(directive: Directive) -> str:
    user = directive.authorized_user
    license_words = {
        Listing.LISTED: f"listed on license {user.license_number}",
        Listing.NOT_LISTED: "no license in force lists them for this dosage",
        Listing.UNKNOWN: "license not known here",
    }[user.listing]
    if directive.signed_at is None:
        return f"Authorized user: {user.person.name}, {license_words}."
    signed = moment_words(directive.signed_at)
    entered = directive.signature_entered_at
    note = ""
    if entered is not None and (entered.utc - directive.signed_at.utc).total_seconds() >= 60:
        note = f", entered here {moment_words(entered)}"
    return f"Dated and signed {signed} by {user.person.name} ({license_words}){note}."


def _oral_lines(directive: Directive, now: Moment) -> tuple[str, ...]:
    oral = directive.oral
    if oral is None:
        return ()
    rule = ORAL_FIRST if directive.amends is None else ORAL_REVISION
    said = (
        f"Spoken {moment_words(oral.given_at)} to {oral.taken_by.name}: {_stopped(oral.reason)} "
        + (
            "Not yet noted in the patient's record."
            if oral.documented_at is None
            else f"In the patient's record {moment_words(oral.documented_at)}."
        )
    )
    if directive.signed_at is not None:
        kept = "after 48 h" if directive.written_late else "within 48 h"
        return said, f"Written {kept} ({rule})."
    left = time_left_words(oral.due, now)
    return said, f"Written and signed by {moment_words(oral.due)} ({rule}): {left}."


def _dosage_step(dosage: Dosage | None) -> StepWords:
    title = "Dosage"
    if dosage is None:
        return StepWords("dosage", title, "not determined", State.NEUTRAL, ("None yet.",))
    figure = (
        "less than 1.1 MBq (30 µCi)" if dosage.determined is None else shown(dosage.determined)
    )
    meter = "" if dosage.meter is None else f" with {dosage.meter.name}"
    lines = [
        f"{dosage.code}: {figure} by {dosage.method.value}{meter}, "
        f"{moment_words(dosage.at)}, {_named(dosage.determined_by)}"
    ]
    lines += _from_where(dosage)
    if dosage.supplier is not None:
        lines.append(expected_words(dosage.supplier, dosage.at, dosage.drug))
        if (
            dosage.expected is not None
            and dosage.determined is not None
            and dosage.expected.amount
        ):
            lines.append(off_expected_words(dosage.expected, dosage.determined))
    if dosage.prescribed is not None and dosage.determined is not None:
        lines.append(within_words(dosage.prescribed, dosage.determined)[1])
    if dosage.direction is not None:
        one = dosage.direction
        lines.append(f"Directed by {one.by.name}, {moment_words(one.at)}: {one.reason}")
    if dosage.not_used:
        lines.append(f"Not used: {dosage.not_used}")
    return StepWords("dosage", title, *_dosage_chip(dosage), tuple(lines))


def _from_where(dosage: Dosage) -> list[str]:
    """The lot, the stock that it was taken from, and the room."""
    lines = [f"Lot or prescription {dosage.lot}."] if dosage.lot else []
    if dosage.stock_code:
        part = "all that was left of " if dosage.stock_all else ""
        back = ", put back" if dosage.put_back else ""
        lines.append(f"Taken from stock: {part}{dosage.stock_code}{back}.")
    if dosage.room is not None:
        lines.append(f"Determined in: {_stopped(dosage.room.name)}")
    return lines


def _dosage_chip(dosage: Dosage) -> tuple[str, State]:
    if dosage.not_used:
        return "not used", State.NEUTRAL
    if dosage.within:
        return "within", State.OK
    return ("directed", State.ATTENTION) if dosage.direction else ("out of range", State.PROBLEM)


def _time_out_step(time_out: TimeOut | None, dosage: Dosage | None) -> StepWords:
    title = "Time-out"
    if time_out is None:
        given = dosage is not None and dosage.administration is not None
        chip, state = ("missing", State.ATTENTION) if given else ("not held", State.NEUTRAL)
        return StepWords("time_out", title, chip, state, ("None yet.",))
    kinds = ", ".join(kind.value for kind in time_out.identifiers) or "none"
    people = ", ".join(one.name for one in time_out.present) or "nobody else"
    lines = (
        f"{time_out.code}: {moment_words(time_out.at)}, led by {time_out.led_by.name}, with {_stopped(people)}",
        f"Identified by {kinds}. Pregnancy: {time_out.pregnancy.value}; "
        f"breastfeeding: {time_out.breastfeeding.value}.",
        *(f"Stop: {reason.value} ({STOP_BASIS[reason]})." for reason in time_out.stops),
        *((f"Reason: {time_out.stopped_because}",) if time_out.stopped_because else ()),
    )
    state = State.OK if time_out.go else State.PROBLEM
    return StepWords("time_out", title, "go" if time_out.go else "stop", state, lines)


def _given_step(dosage: Dosage | None) -> StepWords:
    title = "Administration"
    given = None if dosage is None else dosage.administration
    if given is None:
        return StepWords("given", title, "not given", State.NEUTRAL, ("Not given yet.",))
    until = "" if given.ended_at is None else f" to {given.ended_at.local:%H:%M}"
    site = f", {given.site}" if given.site else ""
    room = "" if given.room is None else f" in {given.room.name}"
    line = (
        f"{moment_words(given.at)}{until}{room}, {given.route.value}{site}, by {_named(given.by)}"
    )
    return StepWords("given", title, "given", State.OK, (line,))


def _net_step(dosage: Dosage | None) -> StepWords:
    title = "Residual and net"
    if dosage is None or dosage.administration is None or dosage.determined is None:
        return StepWords("net", title, "open", State.NEUTRAL, ("After the administration.",))
    read = tuple(
        f"{one.part.value.capitalize()}: {in_both_systems(one.activity)}, {moment_words(one.at)}."
        for one in dosage.residuals
    )
    lines = (*read, *net_words(dosage))
    if dosage.net is None:
        return StepWords("net", title, "to be read", State.ATTENTION, lines)
    state = State.ATTENTION if dosage.meets_event_leg else State.OK
    return StepWords("net", title, f"net {dosage.net.format(significant=4)}", state, lines)


def _named(person: PersonRef) -> str:
    return _stopped(person.name)


def _stopped(text: str) -> str:
    """With one full stop at its end."""
    return f"{text.rstrip('.')}."
