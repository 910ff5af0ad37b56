"""Every error that is not a bug has a sentence, also those that later modules add."""

import importlib
import inspect
import pkgutil
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

import au_desktop
from au_desktop.domain import errors
from au_desktop.domain.checklists.faults import Fault, TemplateFault
from au_desktop.domain.errors import DomainError, OutsideError
from au_desktop.domain.quantities import Activity
from au_desktop.domain.safety.instruments import Fitness
from au_desktop.domain.signing.statement_validity import RecordDrift
from au_desktop.domain.training.hour_rules.hour_overlap import Overlap, OverlapKind
from au_desktop.domain.training.standings.attestation_rules import AttestationStop
from au_desktop.services import sentences
from au_desktop.ui.kit import messages

FACTS = {
    int: 3,
    Fitness: Fitness.RETIRED,
    date | None: date(2026, 11, 19),
    date: date(2026, 11, 19),
    AttestationStop: AttestationStop.UNDECIDED,
    Overlap: Overlap(
        OverlapKind.SAME_TIME,
        ("H-000001",),
        date(2026, 11, 19),
        date(2026, 11, 19),
        Decimal(4),
        Decimal(2),
    ),
    Sequence[RecordDrift]: (),
    Sequence[TemplateFault]: (TemplateFault("assay", Fault.NO_TITLE),),
}


def _all_modules():
    skipped = ("au_desktop.persistence.migrations", "au_desktop.__main__")
    for module in pkgutil.walk_packages(au_desktop.__path__, "au_desktop."):
        if not module.name.startswith(skipped):
            importlib.import_module(module.name)


def _kinds():
    _all_modules()
    found, waiting = set(), [DomainError, OutsideError]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting.extend(kind.__subclasses__())
    return sorted((kind for kind in found if kind.__module__.startswith("au_desktop.")), key=str)


def _made(kind):
    """An error of this kind with plain facts; one whose `__init__` wants more gets its facts set from outside."""
    names = [
        one
        for one in inspect.signature(kind.__init__).parameters.values()
        if one.name != "self" and one.kind is one.POSITIONAL_OR_KEYWORD
    ]
    facts = {one.name: FACTS.get(one.annotation, f"some {one.name}") for one in names}
    try:
        return kind(**facts)
    except (AttributeError, TypeError):
        error = kind.__new__(kind, "fact one")
        for name, value in facts.items():
            setattr(error, name, value)
        return error


def test_every_error_has_a_sentence():
    for kind in _kinds():
        message = messages.sentence_for(_made(kind))
        assert message.title
        assert message.what_happened.endswith((".", "?", "!"))
        assert kind.__name__ not in message.text
        assert "_" not in message.title


def test_errors_of_the_base_module_have_their_own_sentence():
    own = [
        kind
        for kind in vars(errors).values()
        if inspect.isclass(kind)
        and issubclass(kind, DomainError | OutsideError)
        and kind not in (DomainError, OutsideError)
    ]
    assert own
    assert set(own) <= set(sentences._SENTENCES)


def test_facts_are_in_the_sentence():
    text = messages.sentence_for(errors.OpenElsewhere("Example P.", "clinic-2", "09:12")).text
    assert "Example P." in text
    assert "clinic-2" in text


def test_an_unknown_rule_speaks_by_its_name():
    class SupervisorNotAuthorized(DomainError):
        pass

    message = messages.sentence_for(SupervisorNotAuthorized("not on 18 Nov"))
    assert message.title == "Supervisor not authorized"
    assert message.what_happened == "Not on 18 Nov."


def test_a_bug_is_apologized_for():
    assert "fault of the program" in messages.sentence_for(KeyError("x")).text


def test_error_window_closes_by_key(qtbot):
    dialog = messages.show_error(None, errors.Cancelled())
    qtbot.addWidget(dialog)
    assert dialog.isVisible()
    dialog.primary_button.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize(("agree", "expected"), [(True, ["done"]), (False, [])])
def test_confirm_runs_only_on_the_named_action(qtbot, agree, expected):
    heard = []
    dialog = messages.confirm(
        None, "Void this case?", "It no longer counts.", "Void case", lambda: heard.append("done")
    )
    qtbot.addWidget(dialog)
    (dialog.primary_button if agree else dialog.cancel_button).click()
    assert heard == expected
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("typed", "part"),
    [("7,4 GBq", "decimal point"), ("x", "number"), ("7.4", "unit"), ("-1 GBq", "negative")],
)
def test_a_typed_activity_that_cannot_be_read_says_why(typed, part):
    with pytest.raises(DomainError) as refused:
        Activity.parse(typed)
    assert part in messages.reason_for(refused.value)
