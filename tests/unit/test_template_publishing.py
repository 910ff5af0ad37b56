"""Tests of publishing, retiring and bringing back: signed by the RSO, from a day on, with every version kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.template_versions import Origin, VersionState
from au_desktop.domain.errors import NotAllowed, NotFound, ReasonRequired, WrongPassphrase
from au_desktop.domain.ids import TemplateDraftId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.template_acts import ActKind, act_faults
from au_desktop.services.checklists.draft_book import DraftClosed
from au_desktop.services.checklists.template_editing import TemplateEditing
from au_desktop.services.checklists.template_publishing import (
    EffectiveInPast,
    NothingNew,
    TemplateFaulty,
    TemplateNotRetired,
    TemplateRetired,
)
from tests.fakes import fake_verify
from tests.memory_services import SURVEY, MemoryServices

DAY = date(2026, 11, 20)
SURVEYED = template_digest(SURVEY)
RSO = Role.RSO.value


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


@pytest.fixture
def editing(center: MemoryServices) -> TemplateEditing:
    return center.work(Role.RSO).template_editing


def drafted(editing: TemplateEditing, title: str = "Our survey") -> TemplateDraftId:
    key = editing.begin(editing.versions(SURVEY.id)[0].digest).value
    editing.save(key, replace(editing.draft(key).template, title=title))
    return key


def test_a_published_version_is_in_use_and_signed(
    center: MemoryServices, editing: TemplateEditing
) -> None:
    key = drafted(editing)
    digest = editing.publish(key, DAY, RSO).value
    version, before = editing.versions(SURVEY.id)
    assert (version.digest, version.template.version) == (digest, 2)
    assert (version.origin, version.state) == (Origin.CENTER, VersionState.IN_USE)
    assert (before.origin, before.state) == (Origin.PROGRAM, VersionState.EARLIER)
    assert before.template == SURVEY
    assert center.work().templates.template(SURVEY.id).title == "Our survey"
    act = version.publication
    assert act is not None
    assert (act.kind, act.digest, act.signer) == (ActKind.PUBLISH, digest, "The rso")
    assert list(act_faults(act, center.memory.people[Role.RSO], fake_verify)) == []
    assert editing.draft(key).published == digest
    assert editing.drafts() == ()
    entry = center.log[-1]
    assert (entry.verb, entry.subject) == ("publish template", "Our survey, version 2")
    assert entry.fields["digest"] == [None, digest]


def test_a_version_of_a_later_day_waits(center: MemoryServices, editing: TemplateEditing) -> None:
    first = DAY + timedelta(days=10)
    digest = editing.publish(drafted(editing), first, RSO).value
    entry = next(one for one in editing.library() if one.template.id == SURVEY.id)
    assert (entry.digest, entry.coming, entry.coming_from) == (SURVEYED, digest, first)
    assert [one.state for one in editing.versions(SURVEY.id)] == [
        VersionState.LATER,
        VersionState.IN_USE,
    ]
    center.memory.clock.move(days=10)
    entry = next(one for one in editing.library() if one.template.id == SURVEY.id)
    assert (entry.digest, entry.coming, entry.coming_from) == (digest, "", None)


def test_a_later_version_that_was_overtaken_is_history(editing: TemplateEditing) -> None:
    editing.publish(drafted(editing, "Later"), DAY + timedelta(days=10), RSO)
    editing.publish(drafted(editing, "Now"), DAY, RSO)
    states = [one.state for one in editing.versions(SURVEY.id)]
    assert states == [VersionState.IN_USE, VersionState.EARLIER, VersionState.EARLIER]


def test_a_template_of_the_center_alone_waits_for_its_day(editing: TemplateEditing) -> None:
    key = editing.begin_copy(SURVEYED, "mine", "My own").value
    digest = editing.publish(key, DAY + timedelta(days=1), RSO).value
    entry = next(one for one in editing.library() if one.template.id == "mine")
    assert (entry.digest, entry.state, entry.origin) == (
        digest,
        VersionState.LATER,
        Origin.CENTER,
    )


def test_what_the_program_brings_later_stands_behind_as_an_update(
    center: MemoryServices, editing: TemplateEditing
) -> None:
    digest = editing.publish(drafted(editing), DAY, RSO).value
    center.memory.clock.move(days=3)
    newer = replace(SURVEY, version=2, title="From the program")
    center.work(Role.TRAINEE).templates.take_in((newer,))
    entry = next(one for one in editing.library() if one.template.id == SURVEY.id)
    assert (entry.digest, entry.update) == (digest, template_digest(newer))
    assert center.work().templates.template(SURVEY.id).title == "Our survey"
    states = {one.digest: one.state for one in editing.versions(SURVEY.id)}
    assert states == {
        digest: VersionState.IN_USE,
        entry.update: VersionState.UPDATE,
        SURVEYED: VersionState.EARLIER,
    }
    # Its number is above every version known, the program's too.
    taken = editing.begin(entry.update).value
    assert editing.impact(taken).stale
    assert editing.versions(SURVEY.id)[0].template.version == 2
    assert editing.draft(taken).template.version == 3
    center.memory.clock.move(minutes=1)
    editing.publish(taken, editing.draft(taken).template.effective_from, RSO)
    entry = next(one for one in editing.library() if one.template.id == SURVEY.id)
    assert (entry.template.title, entry.template.version, entry.update) == (
        "From the program",
        3,
        "",
    )


def test_what_stands_against_it_is_told_before_the_passphrase(editing: TemplateEditing) -> None:
    key = editing.begin(SURVEYED).value
    with pytest.raises(NothingNew):
        editing.publish(key, DAY, "wrong")
    template = editing.draft(key).template
    editing.save(key, replace(template, title="", drugs=("gold",)))
    with pytest.raises(TemplateFaulty) as caught:
        editing.publish(key, DAY, "wrong")
    assert len(caught.value.faults) == 2
    editing.save(key, replace(template, title="Other"))
    with pytest.raises(EffectiveInPast) as passed:
        editing.publish(key, DAY - timedelta(days=1), "wrong")
    assert (passed.value.day, passed.value.today) == (DAY - timedelta(days=1), DAY)
    with pytest.raises(WrongPassphrase):
        editing.publish(key, DAY, "wrong")
    editing.publish(key, DAY, RSO)
    with pytest.raises(DraftClosed):
        editing.publish(key, DAY, RSO)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PRECEPTOR, Role.STAFF])
def test_only_the_rso_publishes_and_retires(center: MemoryServices, role: Role) -> None:
    key = drafted(center.work(Role.COORDINATOR).template_editing)
    editing = center.work(role).template_editing
    for ask in (
        lambda: editing.publish(key, DAY, role.value),
        lambda: editing.retire(SURVEY.id, "old", role.value),
        lambda: editing.bring_back(SURVEY.id, role.value),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_a_retired_template_is_offered_no_more_until_it_is_brought_back(
    center: MemoryServices, editing: TemplateEditing
) -> None:
    key = drafted(editing)
    with pytest.raises(ReasonRequired):
        editing.retire(SURVEY.id, "  ", RSO)
    editing.retire(SURVEY.id, " no longer done here ", RSO)
    assert [one.template.id for one in center.work().templates.current()] == [
        "administration_example"
    ]
    with pytest.raises(NotFound):
        center.work().templates.template(SURVEY.id)
    entry = next(one for one in editing.library() if one.template.id == SURVEY.id)
    assert (entry.state, entry.draft_id) == (VersionState.RETIRED, key)
    assert entry.retirement is not None
    assert entry.retirement.reason == "no longer done here"
    (version,) = editing.versions(SURVEY.id)
    assert (version.retired, version.state) == (True, VersionState.RETIRED)
    with pytest.raises(TemplateRetired):
        editing.retire(SURVEY.id, "again", RSO)
    with pytest.raises(TemplateRetired):
        editing.publish(key, DAY, RSO)
    editing.bring_back(SURVEY.id, RSO)
    with pytest.raises(TemplateNotRetired):
        editing.bring_back(SURVEY.id, RSO)
    assert center.work().templates.template(SURVEY.id) == SURVEY
    assert [entry.verb for entry in center.log[-2:]] == ["retire template", "bring back template"]
    assert center.log[-2].reason == "no longer done here"


def test_what_is_not_there_is_not_retired(editing: TemplateEditing) -> None:
    with pytest.raises(NotFound):
        editing.retire("other", "old", RSO)
    with pytest.raises(NotFound):
        editing.versions("other")


def test_versions_tell_how_often_they_were_used(center: MemoryServices) -> None:
    center.run()
    center.submitted()
    (version,) = center.work(Role.RSO).template_editing.versions("administration_example")
    assert (version.runs, version.drafts) == (2, 1)
