"""Item statistics: what was skipped, not expected or out of limits, and what a trainee never did."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from au_desktop.domain.checklists.answers import PartTaken, Reply, StepPart, YesNo
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import CaseId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.ratings import DualRating, PartStatement
from au_desktop.services.checklists.item_counts import Span
from au_desktop.services.checklists.item_statistics import ItemStatistics, ItemUse, TemplateUse
from tests.builders import MemoryDesk, a_case, a_trainee
from tests.checklist_examples import NOON
from tests.item_answers import DAY, FIRST, SECOND, Filing, file_many, percent
from tests.memory_items import MemoryItems


class Stand:
    """A center in memory with runs in it."""

    def __init__(self) -> None:
        self.memory = MemoryDesk()
        self.by = self.memory.people[Role.PRECEPTOR].id

    def file(self, fill) -> None:
        with self.memory.center.unit_of_work() as uow:
            fill(Filing(uow, self.by))
            uow.commit()

    def asks(self, role: Role = Role.RSO) -> ItemStatistics:
        return ItemStatistics(self.memory.desk(role), MemoryItems(self.memory.center))


@pytest.fixture
def stand() -> Stand:
    return Stand()


def test_a_center_without_runs_has_nothing_to_count(stand):
    assert stand.asks().templates() == ()
    with pytest.raises(NotFound):
        stand.asks().of_template(FIRST.id)


def test_templates_with_runs_stand_by_their_newest_title(stand):
    stand.file(file_many)

    assert stand.asks().templates() == (
        TemplateUse("survey", "A survey", "area_survey", 1),
        TemplateUse("given", "Given, newer", "administration", 33),
    )
    earlier = Span(last=DAY - timedelta(days=1))
    assert stand.asks().templates(earlier) == ()
    with pytest.raises(NotFound):
        stand.asks().of_template(FIRST.id, earlier)


def test_every_answer_is_counted_once_by_its_own_versions_limits(stand):
    stand.file(file_many)
    found = stand.asks().of_template(FIRST.id)
    uses = {use.key: use for use in found.items}

    assert (found.title, found.runs, found.versions) == ("Given, newer", 33, (2, 1))
    assert counted(uses["rate"]) == {"answered": 8, "skipped": 3, "attention": 2, "action": 2}
    assert counted(uses["leak"]) == {"answered": 4, "action": 3}
    assert counted(uses["difference"]) == {"answered": 8, "attention": 4, "action": 2}
    assert counted(uses["wait"]) == {"answered": 3, "action": 1}
    assert counted(uses["ready"]) == {"answered": 6, "unexpected": 1, "overridden": 1}
    assert counted(uses["used"]) == {"answered": 4, "unexpected": 2}
    assert counted(uses["result"]) == {"answered": 2, "unexpected": 1}
    assert counted(uses["remarks"]) == {"answered": 2, "skipped": 3}
    assert counted(uses["part_survey"]) == {}


def counted(use: ItemUse) -> dict[str, int]:
    names = ("answered", "skipped", "unexpected", "attention", "action", "overridden")
    return {name: getattr(use, name) for name in names if getattr(use, name)}


def test_the_most_skipped_and_most_out_of_limits_come_first(stand):
    stand.file(file_many)
    uses = stand.asks().of_template(FIRST.id).items

    assert [use.key for use in uses[:5]] == ["dropped", "difference", "leak", "remarks", "rate"]
    assert [use.key for use in uses[-2:]] == ["part_assay", "part_survey"]
    assert (uses[1].outside_share, uses[3].skipped_share) == (0.75, 0.6)
    assert (uses[-1].outside_share, uses[-1].skipped_share, uses[-1].reached) == (0, 0, 0)


def test_an_item_is_named_by_the_newest_version_that_has_it(stand):
    stand.file(file_many)
    uses = {use.key: use for use in stand.asks().of_template(FIRST.id).items}

    assert (uses["ready"].title, uses["ready"].section) == ("Do ready", "Measure")
    assert (uses["dropped"].section, uses["dropped"].in_use) == ("Only", False)
    assert (uses["ready"].runs, uses["dropped"].runs, uses["remarks"].runs) == (33, 23, 10)


def test_days_are_those_of_the_work(stand):
    stand.file(file_many)
    found = stand.asks().of_template(FIRST.id, Span(DAY + timedelta(days=1)))
    uses = {use.key: use for use in found.items}

    assert (found.runs, found.versions) == (2, (2,))
    assert counted(uses["rate"]) == {"answered": 2, "action": 1}


def test_an_answer_to_an_item_that_its_version_does_not_have_is_left_out(stand):
    stand.file(lambda filing: filing.run(SECOND, dropped=YesNo(Reply.NO)))

    assert "dropped" not in {use.key for use in stand.asks().of_template(FIRST.id).items}


CASES = tuple(a_case(id=CaseId(UUID(int=number))) for number in (41, 42))


def file_steps(trainee_id):
    """One administration watched, one assisted and one done alone in the assay; nobody ever noted the survey."""

    def fill(filing):
        first, second = (case.id for case in CASES)
        for case_id, part in ((first, "observed"), (second, "assisted"), (None, "performed")):
            filing.about(case_id, trainee_id)
            filing.run(FIRST if case_id else SECOND, part_assay=PartTaken(StepPart(part)))
        filing.run(FIRST, difference=percent("1"))
        filing.void(filing.run(FIRST, part_survey=PartTaken(StepPart.PERFORMED)))
        filing.about(None, None)
        filing.run(FIRST, part_survey=PartTaken(StepPart.PERFORMED))

    return fill


def test_the_steps_of_a_trainee_say_what_was_never_done(stand):
    trainee = a_trainee()
    stand.file(file_steps(trainee.id))
    found = stand.asks(Role.TRAINEE).of_trainee(trainee.id)
    assay, survey = found.steps

    assert (found.runs, found.left_out) == (4, 0)
    assert (assay.title, assay.section, assay.runs) == ("Do part_assay", "Measure", 4)
    assert (assay.observed, assay.assisted, assay.performed) == (1, 1, 1)
    assert not assay.never_seen
    assert not assay.never_performed
    assert survey.key == "part_survey"
    assert survey.never_seen
    assert survey.never_performed


def test_a_case_that_waits_for_the_rating_gives_nothing_away(stand):
    trainee = a_trainee()
    stand.file(file_steps(trainee.id))
    claim = PartStatement(Part.OBSERVED, stand.memory.people[Role.TRAINEE].id, NOON)
    with stand.memory.center.unit_of_work() as uow:
        uow.ratings.put(DualRating(CASES[0].id, claim=claim))
        uow.commit()

    rater = stand.asks(Role.PRECEPTOR).of_trainee(trainee.id)
    assert (rater.runs, rater.left_out) == (3, 1)
    assert rater.steps[0].observed == 0
    assert stand.asks(Role.RSO).of_trainee(trainee.id).steps[0].observed == 1

    with stand.memory.center.unit_of_work() as uow:
        rating = replace(claim, by=stand.by)
        uow.ratings.put(DualRating(CASES[0].id, claim=claim, rating=rating))
        uow.commit()
    assert stand.asks(Role.PRECEPTOR).of_trainee(trainee.id).steps[0].observed == 1


def test_a_trainee_without_administrations_has_no_steps(stand):
    found = stand.asks().of_trainee(a_trainee().id)

    assert (found.runs, found.left_out, found.steps) == (0, 0, ())
