"""A submitted checklist of package receipt becomes a package: what is offered, what is taken over, what is left to type."""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Measured,
    Number,
    Reference,
    Text,
)
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import RunId
from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.package_rules import (
    ContentsForm,
    PackageCondition,
    PackageLabel,
    TypeAQuantity,
)
from au_desktop.domain.safety.packages import NoticeParty, Package
from au_desktop.services.checklists.calculations import checklist_formulas
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.services.safety.package_receipt import PackageReceipt
from au_desktop.services.safety.package_take_over import PackageTakeOver
from au_desktop.services.safety.safety_book import SafetyBook
from tests.builders import an_instrument, gbq, reference
from tests.checklist_desk import ChecklistDesk
from tests.checklist_examples import an_answer
from tests.memory_services import ADMINISTERED
from tests.package_examples import COUNTER, METER, after, cpm, mrem


@lru_cache
def desk() -> ChecklistDesk:
    made = ChecklistDesk(ADMINISTERED)
    with made.memory.center.unit_of_work() as uow:
        uow.instruments.add(an_instrument(id=METER.id, name="SM-9"))
        uow.instruments.add(an_instrument(id=COUNTER.id, name="WC-9"))
        uow.commit()
    return made


def submitted() -> RunId:
    """A checklist of package receipt, handed in."""
    staff = desk().memory.desk(Role.STAFF)
    work = ChecklistWork(staff, checklist_formulas(reference()))
    run_id = work.start("package_receipt", Subject()).value
    with desk().memory.center.unit_of_work() as uow:
        uow.runs.mark_submitted(run_id, staff.clock.now(), staff.actor.person_id, 0)
        uow.commit()
    return run_id


def answering(run_id: RunId, **answers: AnswerValue) -> None:
    """Let the checklist say this and nothing else, as an edited one may."""
    runs = desk().memory.center.state.runs
    given = tuple(an_answer(key, value) for key, value in answers.items())
    runs[run_id] = replace(runs[run_id], answers=given)


def take_over() -> PackageTakeOver:
    rso = desk().memory.desk(Role.RSO)
    return PackageTakeOver(rso, PackageReceipt(rso))


def named(ref: Any) -> Reference:
    return Reference("instrument", ref.name, ref.id)


def test_a_submitted_checklist_is_offered_until_a_package_was_made_of_it() -> None:
    run_id = submitted()
    service = take_over()
    offer = next(one for one in service.offers() if one.run_id == run_id)
    assert offer.words.startswith(f"{offer.code}: received ")
    package = service.package(run_id)
    assert package.run_id == run_id
    assert package.number == 0
    rso = desk().memory.desk(Role.RSO)
    bare = replace(package, monitored_at=None, notices=())
    key = PackageReceipt(rso).keep(bare).value
    assert run_id not in {one.run_id for one in service.offers()}
    SafetyBook(rso).void(Package, key, "made by mistake")
    assert run_id in {one.run_id for one in service.offers()}


def test_everything_it_says_is_taken_over() -> None:
    run_id = submitted()
    answering(
        run_id,
        received_at=At(after()),
        day_begins=At(after(hours=1)),
        carrier=Text("Swift Courier"),
        label=Chosen(("yellow_3",)),
        label_index=Number(Decimal("1.2")),
        type_a=Chosen(("not_arranged",)),
        condition=Chosen(("damaged",)),
        form=Chosen(("special",)),
        survey_instrument=named(METER),
        background=Measured(mrem("0.02")),
        rate_surface=Measured(mrem("240")),
        rate_1m=Measured(mrem("1.1")),
        wipe_counter=named(COUNTER),
        wipe_gross=Measured(cpm("9000")),
        wipe_background=Measured(cpm("45")),
        wipe_efficiency=Number(Decimal("0.25")),
        wipe_area=Number(Decimal(100), "cm²"),
        pick_up=Number(Decimal("0.2")),
        monitored_at=At(after(hours=4)),
        late_reason=Text("spill"),
        carrier_called=At(after(hours=4, minutes=2)),
        nrc_called=At(after(hours=4, minutes=6)),
        notify_words=Text("told the dispatcher"),
        content=Text("Lu-177 vial, lot A1"),
        activity=Measured(gbq("7.4")),
        received_by=Reference("person", "Casey Example"),
    )
    package = take_over().package(run_id)
    assert (package.at, package.day_begins) == (after(), after(hours=1))
    assert (package.label, package.label_index) == (PackageLabel.YELLOW_III, Decimal("1.2"))
    assert package.quantity is TypeAQuantity.NOT_ARRANGED
    assert package.condition is PackageCondition.DAMAGED
    assert package.contents_form is ContentsForm.SPECIAL
    assert (package.meter.name, package.counter.name) == ("SM-9", "WC-9")  # type: ignore[union-attr] # both are named
    assert (package.surface, package.at_1_m) == (mrem("240"), mrem("1.1"))
    assert package.highest_wipe == Decimal(8955) / 5
    assert package.late_reason == "spill"
    assert [notice.party for notice in package.notices] == list(NoticeParty)
    assert package.notices[0].note == "told the dispatcher"
    assert package.monitored_by is not None
    assert package.monitored_by.id is None
    assert package.notes.endswith("Lu-177 vial, lot A1, 7.4 GBq")
    assert package.contents == ()


def test_what_it_does_not_say_is_left_to_be_typed() -> None:
    run_id = submitted()
    answering(run_id, carrier_called=At(after()), survey_instrument=Reference("instrument", "old"))
    package = take_over().package(run_id)
    run = desk().memory.center.state.runs[run_id]
    assert package.at == run.event_time
    assert (package.label, package.contents_form) == (PackageLabel.NONE, ContentsForm.OTHER)
    assert (package.condition, package.quantity) == (
        PackageCondition.INTACT,
        TypeAQuantity.WITHIN,
    )
    assert (package.meter, package.surface, package.wipes, package.notices) == (None, None, (), ())
    assert (package.notes, package.received_by) == ("", None)


def test_a_wipe_and_a_rate_need_what_they_are() -> None:
    run_id = submitted()
    answering(
        run_id,
        wipe_gross=Measured(cpm("60")),
        wipe_background=Measured(cpm("45")),
        wipe_efficiency=Number(Decimal("0.25")),
        rate_surface=Measured(Activity.parse("1 MBq")),
        received_by=Reference("person", "Casey", METER.id),
    )
    package = take_over().package(run_id)
    assert package.wipes[0].area_cm2 == Decimal(300)
    assert package.surface is None
    assert package.received_by is not None
    assert package.received_by.id == METER.id
    offer = next(one for one in take_over().offers() if one.run_id == run_id)
    assert "," not in offer.words
    assert isinstance(mrem("1"), DoseRate)
