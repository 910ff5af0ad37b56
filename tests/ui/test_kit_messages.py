"""Every error that is not a bug has a sentence, also those that later modules add."""

import importlib
import inspect
import pkgutil
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import get_args, get_origin, get_type_hints
from uuid import UUID

import pytest

import au_desktop
from au_desktop.domain import errors
from au_desktop.domain.checklists.faults import Fault, TemplateFault
from au_desktop.domain.errors import DomainError, OutsideError
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Dose
from au_desktop.domain.radiation.dosage import DosageVerdict
from au_desktop.domain.safety.instruments import Fitness
from au_desktop.domain.safety.possession import PossessionCheck, PossessionLine
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.signing.statement_validity import RecordDrift
from au_desktop.domain.training.hour_rules.hour_overlap import Overlap, OverlapKind
from au_desktop.domain.training.standings.attestation_rules import AttestationStop
from au_desktop.services import sentences
from au_desktop.ui.kit import messages
from tests.waste_examples import a_container

ACTIVITY = Activity.parse("7.4 GBq")
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
    bool: True,
    Decimal: Decimal("1.5"),
    Moment: Moment.of(datetime(2026, 11, 19, 9, 12, tzinfo=UTC)),
    Activity: ACTIVITY,
    Activity | None: ACTIVITY,
    Dose: Dose.parse("0.2 mSv"),
    DosageVerdict: DosageVerdict(
        may_be_used=False, percent_difference=Decimal(23), lowest=ACTIVITY, highest=ACTIVITY
    ),
    PossessionCheck: PossessionCheck(
        PossessionLine(UUID(int=1), ("Lu-177",), ACTIVITY), "Lu-177", ACTIVITY, ACTIVITY
    ),
    Container: a_container(),
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


def _types_of(kind):
    """The types that `__init__` names, read from their quoted form; none where one is imported for typing alone."""
    try:
        return get_type_hints(kind.__init__)
    except (NameError, TypeError):
        return {}


def _fact(wanted, name):
    """A fact of that type: the listed one, the first member of an enumeration, one such member in a tuple, a text."""
    if wanted in FACTS:
        return FACTS[wanted]
    if get_origin(wanted) is tuple:
        return (_fact(get_args(wanted)[0], name),)
    if inspect.isclass(wanted) and issubclass(wanted, Enum):
        return next(iter(wanted))
    return f"some {name}"


def _made(kind):
    """An error of this kind with plain facts; one whose `__init__` wants more gets its facts set from outside."""
    names = [
        one
        for one in inspect.signature(kind.__init__).parameters.values()
        if one.name != "self"
        and (
            one.kind is one.POSITIONAL_OR_KEYWORD
            or (one.kind is one.KEYWORD_ONLY and one.default is one.empty)
        )
    ]
    types = _types_of(kind)
    facts = {one.name: _fact(types.get(one.name, one.annotation), one.name) for one in names}
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
