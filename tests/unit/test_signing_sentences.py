"""What a person reads when signing refuses: what stands against it, and who or what would help."""

import pytest

from au_desktop.domain.signing.added_signatures import (
    AskedAlready,
    NotAskable,
    NotAWitness,
    NothingToCountersign,
)
from au_desktop.domain.signing.batches import BatchIncomplete
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.sentences import sentence_for
from au_desktop.services.statements.asked_signatures import NothingChanged
from au_desktop.services.statements.signing import ShownOtherwise

rule_sentences.register()


@pytest.mark.parametrize(
    ("error", "title", "said"),
    [
        (NothingToCountersign("R-000007"), "Nothing to countersign yet", "has signed R-000007"),
        (NotAWitness("R-000007"), "A witness is somebody else", "the work of R-000007"),
        (NothingChanged("supervised"), "No new confirmation is needed", "reads as it did"),
        (NotAskable("reviewed"), "Only a template asks for this", "as reviewed is asked for"),
        (AskedAlready("R-000007", "witnessed"), "Asked for already", "R-000007 waits"),
        (BatchIncomplete(2), "Look at every record first", "2 of the records were not shown"),
        (BatchIncomplete(0), "Look at every record first", "The fact was not told"),
        (ShownOtherwise("R-000007"), "What you looked at has changed", "R-000007 is no longer"),
    ],
)
def test_each_refusal_has_its_sentence(error: Exception, title: str, said: str) -> None:
    message = sentence_for(error)
    assert message.title == title
    assert said in message.text
