"""The sentences for what stands against drafting, publishing and retiring checklist templates."""

from au_desktop.services.checklists.draft_book import DraftClosed, DraftExists
from au_desktop.services.checklists.template_packs import PackAltered
from au_desktop.services.checklists.template_publishing import (
    EffectiveInPast,
    NothingNew,
    TemplateFaulty,
    TemplateNotRetired,
    TemplateRetired,
)
from au_desktop.services.sentences import Message, as_sentence, says
from au_desktop.services.wording.template_words import fault_words

_DRAFT_KEPT = "The draft is kept as it is."
_MOST_SHOWN = 3


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


@says(DraftExists)
def _draft_exists(error: DraftExists) -> Message:
    return Message(
        "A draft is open already",
        as_sentence(f"the next version of {error.title} is being drafted"),
        what_to_do="Go on with that draft, or discard it first.",
    )


@says(DraftClosed)
def _draft_closed(error: DraftClosed) -> Message:
    return Message(
        "The draft is closed",
        as_sentence(f"the draft of {error.title} was published or discarded"),
        what_to_do="Begin a new draft from the version in use.",
    )


@says(TemplateFaulty)
def _template_faulty(error: TemplateFaulty) -> Message:
    shown = fault_words(error.faults[:_MOST_SHOWN])
    said = " ".join(f"{one.where}: {one.sentence}" if one.where else one.sentence for one in shown)
    more = len(error.faults) - len(shown)
    rest = f" And {more} more." if more else ""
    return Message(
        "The checklist has faults",
        f"{said}{rest}",
        _DRAFT_KEPT,
        "Correct them, then publish.",
    )


@says(NothingNew)
def _nothing_new(error: NothingNew) -> Message:
    return Message(
        "Nothing to publish",
        as_sentence(f"the draft of {error.title} says what the version before it says"),
        _DRAFT_KEPT,
        "Change it, or discard the draft.",
    )


@says(EffectiveInPast)
def _effective_in_past(error: EffectiveInPast) -> Message:
    return Message(
        "The first day of use has passed",
        f"{error.day.isoformat()} lies before today, {error.today.isoformat()}.",
        _DRAFT_KEPT,
        "Choose today or a later day; what was done before was done with the version before.",
    )


@says(TemplateRetired)
def _template_retired(error: TemplateRetired) -> Message:
    return Message(
        "The checklist is retired",
        as_sentence(f"{error.title} is out of use"),
        what_to_do="Bring it back first.",
    )


@says(PackAltered)
def _pack_altered(_error: PackAltered) -> Message:
    return Message(
        "The template pack was altered",
        "Its signature does not fit what it says.",
        what_to_do="Ask the center that sent it for the file again.",
    )


@says(TemplateNotRetired)
def _template_not_retired(error: TemplateNotRetired) -> Message:
    return Message(
        "The checklist is in use",
        as_sentence(f"{error.title} is not retired, so there is nothing to bring back"),
    )
