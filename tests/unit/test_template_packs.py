"""Tests of template packs: signed when they leave, read with suspicion, taken in as drafts that nobody uses yet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from au_desktop.domain.checklists.comparison import Way
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.errors import Invalid, NotAllowed, UnreadableFile, WrongPassphrase
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.draft_book import DraftExists
from au_desktop.services.checklists.template_packs import PackAltered, TemplatePacks
from tests.checklist_examples import a_template, an_item
from tests.memory_services import ADMINISTERED, SURVEY, MemoryServices

OUT = Path("/nowhere/ours.autemplates")
OURS = replace(SURVEY, title="Their survey", note="From far away")
MINE = a_template(an_item(), id="mine", title="Mine", drugs=("gold",))
RSO = Role.RSO.value


@pytest.fixture
def pack() -> dict[str, Any]:
    """What another center sent."""
    there = MemoryServices()
    there.take_in(OURS, MINE)
    digests = [template_digest(one) for one in (ADMINISTERED, OURS, MINE)]
    there.work(Role.RSO).template_packs.export(OUT, digests, RSO)
    document: dict[str, Any] = there.pack_files.documents[OUT]
    return document


@pytest.fixture
def center(pack: dict[str, Any]) -> MemoryServices:
    made = MemoryServices()
    made.pack_files.documents[OUT] = pack
    return made


def packs(center: MemoryServices, role: Role = Role.COORDINATOR) -> TemplatePacks:
    return center.work(role).template_packs


def test_what_leaves_is_signed_and_logged() -> None:
    center = MemoryServices()
    digest = template_digest(SURVEY)
    row = packs(center, Role.RSO).export(OUT, [digest], RSO).value
    assert (row.what, row.file_name, row.period) == ("Template pack", OUT.name, SURVEY.id)
    assert center.memory.center.state.exports == [row]
    entry = center.log[-1]
    assert (entry.verb, entry.fields["templates"]) == ("export template pack", [None, [digest]])
    both = [digest, template_digest(ADMINISTERED)]
    assert packs(center, Role.RSO).export(OUT, both, RSO).value.period == "2 checklists"


def test_only_the_rso_lets_them_leave(center: MemoryServices) -> None:
    digest = template_digest(SURVEY)
    with pytest.raises(NotAllowed):
        packs(center).export(OUT, [digest], Role.COORDINATOR.value)
    with pytest.raises(WrongPassphrase):
        packs(center, Role.RSO).export(OUT, [digest], "wrong")
    for chosen in ((), (digest, digest)):
        with pytest.raises(Invalid):
            packs(center, Role.RSO).export(OUT, chosen, RSO)
    with pytest.raises(NotAllowed):
        packs(center, Role.TRAINEE).read(OUT)


class UnwillingExports:
    """An unwilling list of exports."""

    def append(self, _row: object) -> None:
        raise OSError


def test_what_the_log_does_not_know_of_does_not_leave(tmp_path: Path) -> None:
    center = MemoryServices()
    out = tmp_path / "ours.autemplates"
    out.write_text("as the writer left it")
    center.memory.center.state.exports = UnwillingExports()  # type: ignore[assignment]
    with pytest.raises(OSError):  # noqa: PT011 - nothing more is known of it
        packs(center, Role.RSO).export(out, [template_digest(SURVEY)], RSO)
    assert not out.exists()
    center.pack_files.write = _full  # type: ignore[method-assign]
    out.write_text("another file")
    with pytest.raises(OSError):  # noqa: PT011 - see above
        packs(center, Role.RSO).export(out, [template_digest(SURVEY)], RSO)
    assert out.exists()


def _full(_path: Path, _document: object) -> str:
    raise OSError


def test_a_pack_is_held_against_what_is_here(center: MemoryServices) -> None:
    reading = packs(center).read(OUT)
    assert (reading.genuine, reading.center) == (True, "Lakeside RPT Center")
    assert (reading.signer, reading.role, len(reading.fingerprint)) == ("The rso", "rso", 8)
    assert reading.known_signer == "The rso"  # the examples share their people
    same, changed, new = reading.entries
    assert (same.is_same, same.is_new, same.can_be_taken) == (True, False, False)
    assert (changed.against, changed.can_be_taken) == (template_digest(SURVEY), True)
    assert [(one.way, one.field) for one in changed.differences] == [
        (Way.CHANGED, "title"),
        (Way.CHANGED, "note"),
    ]
    assert (new.is_new, new.can_be_taken, new.differences) == (True, True, ())
    assert [fault.sentence for fault in new.faults] == [
        "The drug 'gold' is not in the reference data."
    ]


def test_a_stranger_is_a_stranger(center: MemoryServices, pack: dict[str, Any]) -> None:
    with center.memory.center.unit_of_work() as uow:
        uow.people.replace(replace(center.memory.people[Role.RSO], public_keys=()))
        uow.commit()
    assert packs(center).read(OUT).known_signer == ""
    assert pack["signer"]["name"] == "The rso"


def test_what_is_taken_is_a_draft_and_no_more(center: MemoryServices) -> None:
    work = center.work()
    reading = work.template_packs.read(OUT)
    ids = [entry.template.id for entry in reading.entries]
    outcome = work.template_packs.take(reading, ids)
    taken = outcome.value
    assert len(taken) == 2
    changed, new = (work.template_editing.draft(key) for key in taken)
    assert changed.template.title == "Their survey"
    assert changed.template.version == 2
    assert changed.based_on == template_digest(SURVEY)
    assert new.based_on == ""
    assert changed.origin is not None
    assert (changed.origin.center, changed.origin.signer) == ("Lakeside RPT Center", "The rso")
    assert changed.origin.digest == template_digest(OURS)
    assert work.templates.template(SURVEY.id) == SURVEY
    assert [entry.verb for entry in center.log] == ["begin template draft"] * 2
    again = work.template_packs.read(OUT)
    assert [entry.can_be_taken for entry in again.entries] == [False, False, False]
    with pytest.raises(DraftExists):
        work.template_packs.take(again, [MINE.id])
    assert outcome.undo is not None
    assert outcome.undo.label == "2 drafts taken from the pack"
    outcome.undo.run()
    assert work.template_editing.drafts() == ()


def test_nothing_chosen_is_nothing_taken(center: MemoryServices) -> None:
    reading = packs(center).read(OUT)
    outcome = packs(center).take(reading, [ADMINISTERED.id])
    assert (outcome.value, outcome.changes.kinds) == ((), frozenset())


def test_an_altered_pack_is_shown_and_not_taken(
    center: MemoryServices, pack: dict[str, Any]
) -> None:
    pack["templates"][1]["title"] = "Something else"
    reading = packs(center).read(OUT)
    assert not reading.genuine
    assert reading.entries[1].template.title == "Something else"
    with pytest.raises(PackAltered):
        packs(center).take(reading, [SURVEY.id])


def without(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda pack: pack.pop(name)


def with_value(value: object, *path: str | int) -> Callable[[dict[str, Any]], object]:
    def change(pack: dict[str, Any]) -> None:
        inner: Any = pack
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value

    return change


PLAIN = "does not say plainly who made it"
SIGNATURE = "carries no signature"
WHEN = "does not say when it was made"
NONE = "holds no templates, or too many"
FIELDS = "has fields that a template pack does not have, or lacks some"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (without("format"), "is not a template pack of this program"),
        (without("signature"), FIELDS),
        (with_value(1, "more"), FIELDS),
        (with_value("x" * 300, "center"), PLAIN),
        (with_value("\u202eabc", "center"), PLAIN),
        (with_value([], "signer"), PLAIN),
        (with_value({"name": "A"}, "signer"), PLAIN),
        (with_value(7, "signer", "role"), PLAIN),
        (with_value("zz" * 32, "public_key"), SIGNATURE),
        (with_value("00", "signature"), SIGNATURE),
        (with_value(None, "signature"), SIGNATURE),
        (with_value("yesterday", "made_at"), WHEN),
        (with_value("2026-01-01T10:00:00", "made_at"), WHEN),
        (with_value("0001-01-01T00:00:00+10:00", "made_at"), WHEN),
        (with_value(5, "made_at"), WHEN),
        (with_value([], "templates"), NONE),
        (with_value({}, "templates"), NONE),
        (with_value([None], "templates"), "template 1 cannot be read at its beginning"),
        (with_value(5, "templates", 1, "title"), "template 2 cannot be read at title"),
        (
            with_value("Not A Key", "templates", 0, "id"),
            "holds a template whose id is not small letters, digits and underscores",
        ),
        (with_value("mine", "templates", 0, "id"), "holds a template twice"),
    ],
)
def test_what_is_no_pack_is_refused_with_a_reason(
    center: MemoryServices,
    pack: dict[str, Any],
    change: Callable[[dict[str, Any]], object],
    why: str,
) -> None:
    change(pack)
    with pytest.raises(UnreadableFile) as caught:
        packs(center).read(OUT)
    assert caught.value.why == why


def test_a_list_is_no_pack(center: MemoryServices) -> None:
    center.pack_files.documents[OUT] = [1]
    with pytest.raises(UnreadableFile, match="is not a template pack"):
        packs(center).read(OUT)


def test_a_taken_template_is_published_here(center: MemoryServices) -> None:
    work = center.work(Role.RSO)
    reading = work.template_packs.read(OUT)
    taken = work.template_packs.take(reading, [SURVEY.id])
    assert taken.undo is not None
    assert taken.undo.label == "1 draft taken from the pack"
    (key,) = taken.value
    work.template_editing.publish(key, date(2026, 11, 20), RSO)
    assert work.templates.template(SURVEY.id).title == "Their survey"
