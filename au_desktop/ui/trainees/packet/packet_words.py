"""The words of the packet page: where the attestation stands, what changed since, who was asked."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from au_desktop.domain.ids import PersonId
from au_desktop.domain.people import Person
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.signing.statement_validity import (
    RecordChange,
    RecordDrift,
    RecordKey,
    StatementState,
    StatementValidity,
)
from au_desktop.domain.training.standings.attestation_rules import SignatureRequest
from au_desktop.services.attesting.attestations import AttestationState
from au_desktop.services.packet.packet_content import StandingNow
from au_desktop.settings import DateStyle
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.hour_words import about_words, days_words
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import counted

CHANGED_SINCE = "Evidence changed since signing"
NOT_AUTHORIZED = "Training record, not an authorization."
_NAMED = 6
_CHIPS = {
    StatementState.VALID: ("valid", State.OK),
    StatementState.WITHDRAWN: ("withdrawn", State.NEUTRAL),
    StatementState.BROKEN: ("broken", State.PROBLEM),
    StatementState.KEY_REVOKED: ("key revoked", State.PROBLEM),
}


def record_words(now: StandingNow, reference: Reference, style: DateStyle) -> dict[UUID, str]:
    """When and what each case and each entry of hours was, by its id."""
    drugs = reference.drugs
    said: dict[UUID, str] = {}
    for judged in now.progress.cases:
        case = judged.case
        drug = drugs.get(case.drug_id)
        title = case.drug_id if drug is None else drug.generic_name
        said[case.id] = f"{day_words(case.on, style)} · {title}"
    for one in now.hours.judged:
        said[one.entry.id] = f"{days_words(one.entry, style)} · {about_words(one.entry)}"
    return said


def statement_chip(validity: StatementValidity) -> tuple[str, State]:
    """The state in a word and its color."""
    words, state = _CHIPS[validity.state]
    if validity.fields:
        return f"{words} at {', '.join(validity.fields)}", state
    if validity.stands and validity.drift:
        return "evidence changed", State.ATTENTION
    return words, state


Fields = Mapping[RecordKey, tuple[str, ...]]


def drift_words(drift: Iterable[RecordDrift], fields: Fields) -> str:
    """Which records are others now, and in which fields where that is known."""
    named = [f"{one.record.code} ({_change_words(one, fields)})" for one in drift]
    more = len(named) - _NAMED
    listed = ", ".join(named[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"{CHANGED_SINCE}: {listed}."


def _change_words(drift: RecordDrift, fields: Fields) -> str:
    record = drift.record
    words = f"{record.kind} {drift.change.value}"
    differ = fields.get((record.kind, record.id), ())
    if drift.change is not RecordChange.CHANGED or not differ:
        return words
    # A dotted path or an underscore is the computer's; the first part says what a person looks for.
    named = dict.fromkeys(path.split(".")[0].split("[")[0].replace("_", " ") for path in differ)
    return f"{words}: {', '.join(named)}"


def page_words(state: AttestationState, style: DateStyle) -> tuple[str, str]:
    """What stands above everything, and its color."""
    return _signed_words(state, style) or _open_words(state)


def _signed_words(state: AttestationState, style: DateStyle) -> tuple[str, str] | None:
    for view in state.standing:
        if view.validity.current:
            statement = view.statement
            day = day_words(statement.signed_at.local.date(), style)
            said = f"Attested by {statement.signer} on {day} ({statement.code})."
            return f"{said} Nothing behind it has changed. {NOT_AUTHORIZED}", State.OK
    if not state.standing:
        return None
    view = state.standing[-1]
    said = drift_words(view.validity.drift, state.changed.get(view.statement.id, {}))
    return f"{said} Look again and sign anew.", State.ATTENTION


def _open_words(state: AttestationState) -> tuple[str, str]:
    if state.refused is not None:
        return messages.sentence_for(state.refused).what_happened, State.INFO
    if state.gaps:
        count = counted(len(state.gaps), "gap")
        words = f"{count} to settle before anybody can attest; the list stands first."
        return words, State.ATTENTION
    return "Ready for attestation: nothing is missing but the signature.", State.INFO


def request_words(
    request: SignatureRequest, people: Mapping[PersonId, Person], today: date, style: DateStyle
) -> tuple[str, str]:
    """Who was asked for what, by whom, and since when."""
    who, by = people[request.person_id].name, people[request.asked_by].name
    day = request.asked_at.local.date()
    waited = counted((today - day).days, "day")
    title = f"{request.asked_for.value.capitalize()} asked of {who}"
    return title, f"Asked by {by} on {day_words(day, style)}, waiting {waited}."
