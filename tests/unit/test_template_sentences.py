"""What stands against drafting and publishing templates is said in sentences, with the facts in them."""

from datetime import date

import pytest

from au_desktop.domain.checklists.faults import Fault, TemplateFault
from au_desktop.domain.ids import TemplateDraftId
from au_desktop.services.checklists.draft_book import DraftClosed, DraftExists
from au_desktop.services.checklists.template_packs import PackAltered
from au_desktop.services.checklists.template_publishing import (
    EffectiveInPast,
    NothingNew,
    TemplateFaulty,
    TemplateNotRetired,
    TemplateRetired,
)
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.sentences import sentence_for
from tests.builders import NOBODY

rule_sentences.register()
FAULT = TemplateFault("meter", Fault.NO_TITLE)
OF_ALL = TemplateFault("", Fault.NO_SIGN_OFF)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DraftExists("Wipe test", TemplateDraftId(NOBODY)), "Wipe test is being drafted."),
        (DraftClosed("Wipe test"), "The draft of Wipe test was published or discarded."),
        (NothingNew("Wipe test"), "says what the version before it says."),
        (
            EffectiveInPast(date(2026, 11, 1), date(2026, 11, 20)),
            "2026-11-01 lies before today, 2026-11-20.",
        ),
        (TemplateRetired("Wipe test"), "Wipe test is out of use."),
        (TemplateNotRetired("Wipe test"), "Wipe test is not retired"),
        (PackAltered(), "Its signature does not fit what it says."),
        (
            TemplateFaulty("Wipe test", (FAULT, OF_ALL)),
            "meter: The title is blank. The template asks for no sign-off.",
        ),
    ],
)
def test_each_has_its_sentence(error: Exception, words: str) -> None:
    assert words in sentence_for(error).what_happened


def test_many_faults_are_counted() -> None:
    message = sentence_for(TemplateFaulty("Wipe test", (FAULT,) * 5))
    assert message.what_happened.endswith("And 2 more.")
    assert message.what_was_kept == "The draft is kept as it is."
