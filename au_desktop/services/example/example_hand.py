"""The hand that plays the worked example: fills, submits and signs checklists as the person in a role would."""

from dataclasses import replace
from typing import Protocol

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.services.bundle import Services
from au_desktop.services.example.example_answers import Scene, example_answers
from au_desktop.services.ports import Signer


class Stage(Protocol):
    """Where the example is played: the use cases of each role, unlocked keys, and a clock that can be set."""

    def as_role(self, role: Role) -> Services:
        """The use cases of the person in that role."""
        ...

    def signer(self, role: Role) -> Signer:
        """Their unlocked signing key."""
        ...

    def passphrase(self, role: Role) -> str:
        """What they type to sign."""
        ...

    def set_time(self, moment: Moment) -> None:
        """What every use case takes for now."""
        ...

    def now(self) -> Moment:
        """The real time."""
        ...


class ExampleHand:
    """Works at the checklists of a stage, always in the right order."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def fill(self, role: Role, template_id: str, subject: Subject, scene: Scene) -> RunId:
        """Start a checklist and answer it as the scene has it; gives the draft."""
        services = self._stage.as_role(role)
        run_id = services.checklist_work.start(template_id, subject, scene.event).value
        template = services.templates.template(template_id)
        filled_by = replace(scene, actor=services.desk.actor)
        services.checklist_work.answer_all(run_id, example_answers(template, filled_by))
        return run_id

    def submit(self, role: Role, run_id: RunId, meaning: str = "", late_reason: str = "") -> None:
        """Submit it, and sign it with that meaning where one is given."""
        self._stage.as_role(role).checklist_work.submit(run_id, late_reason)
        if meaning:
            self.sign(role, run_id, meaning)

    def sign(self, role: Role, run_id: RunId, meaning: str) -> None:
        """Sign the open slot of that meaning."""
        signing = self._stage.as_role(role).signing
        for slot in signing.slots(run_id):
            if slot.rule.meaning == meaning and not slot.filled and not slot.rule.sections:
                signing.sign_with(self._stage.signer(role), run_id, slot.position)

    def sign_part(self, role: Role, run_id: RunId) -> None:
        """Sign the open slots of a part that the role answers for."""
        signing = self._stage.as_role(role).signing
        for slot in signing.slots(run_id):
            if slot.rule.sections and not slot.filled and role in slot.rule.roles:
                signing.sign_with(self._stage.signer(role), run_id, slot.position)
