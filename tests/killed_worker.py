"""Works in a center as an RSO does and says so line by line, until it is killed: the other side of `test_kill`."""

import json
import os
import sys
from itertools import count
from pathlib import Path
from uuid import UUID

from au_desktop.domain.checklists.answer_rows import answer_document
from au_desktop.domain.checklists.answers import Timed
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.roles import Role
from au_desktop.services.bundle import Services
from au_desktop.services.center.drafts import Draft
from au_desktop.services.checklists.checklist_work import ChecklistWork, Given
from au_desktop.services.example.example_answers import example_answers
from au_desktop.services.ports import Signer
from tests.centers import PASSPHRASES, CenterFolder, quick_tools, scene
from tests.checklist_examples import a_template, an_item

TEMPLATE = "end_of_day_survey"
TIMER = "infusion"
INFUSION = a_template(an_item(TIMER, ItemType.TIMER), id="infusion_only", title="Infusion only")
PLACE = "bedside/remarks"


def say(*facts: object) -> None:
    """An acknowledgement: what it names has returned."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def work(services: Services, signer: Signer, text: str) -> None:
    """One checklist from its start to its signature, with something half typed in between."""
    run = services.checklist_work.start(TEMPLATE, Subject(room_id=scene(services).room.id)).value
    say("started", str(run))
    for given in example_answers(services.templates.template(TEMPLATE), scene(services)):
        answer(services, run, given)
        services.drafts.keep(Draft(PLACE, {"text": text}, "text", len(text)))
        say("kept", text)
    services.checklist_work.submit(run)
    say("submitted", str(run))
    for slot in services.signing.slots(run):
        if Role.RSO in slot.rule.roles and slot.rule.meaning == "performed":
            services.signing.sign_with(signer, run, slot.position)
            say("signed", str(run), slot.position)


def infuse(services: Services) -> None:
    """A timer that is paused, goes on, and is stopped by somebody else who took the device over."""
    run = services.checklist_work.start(INFUSION.id, Subject()).value
    say("started", str(run))
    clock, timer = services.desk.clock, Timed(services.desk.clock.now())
    tap(services.checklist_work, run, timer)
    timer = timer.pause(clock.now())
    tap(services.checklist_work, run, timer)
    timer = timer.go_on(clock.now())
    tap(services.checklist_work, run, timer)
    other = services.hand_over.others()[0]
    answering = services.hand_over.take(run, other.id, PASSPHRASES[other.role]).value
    tap(answering.work, run, timer.stop(clock.now()))


def tap(checklists: ChecklistWork, run: RunId, timer: Timed) -> None:
    kept = checklists.answer(run, TIMER, timer).value.answer(TIMER)
    assert kept is not None
    say("answered", str(run), TIMER, answer_document(kept))


def answer(services: Services, run: RunId, given: Given) -> None:
    after = services.checklist_work.answer(run, given.item, given.value).value
    kept = after.answer(given.item)
    assert kept is not None
    say("answered", str(run), given.item, answer_document(kept))


def main(folder: str, person: str) -> None:
    """Start a worker for every line read; each is killed from outside."""
    quick_tools()
    center = CenterFolder(Path(folder), {Role.RSO: PersonId(UUID(person))})
    for line in sys.stdin:
        worker = os.fork()
        if worker == 0:
            opened = center.unlock(Role.RSO)
            signer = opened.services.signing.signer(PASSPHRASES[Role.RSO])
            say("open", os.getpid())
            for number in count():
                infuse(opened.services)
                work(opened.services, signer, f"{line.strip()}.{number:04}")
        os.waitpid(worker, 0)
        say("killed")


if __name__ == "__main__":
    main(*sys.argv[1:])
