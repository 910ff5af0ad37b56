"""Half-typed text and where the cursor stood, kept in the encrypted file so that a lock or a crash loses nothing."""

import json
from dataclasses import dataclass

from au_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Draft:
    """What was being typed at a place, and the cursor's position in it.

    `place` names a form and a field, such as `bedside/<run id>/<item key>`; `fields` holds the texts of a whole form.
    """

    place: str
    fields: dict[str, str]
    focus: str = ""
    cursor: int = 0


class Drafts:
    """Drafts are not records: they are not logged, and only their author gets them back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, draft: Draft) -> None:
        """Write the draft; it is in the file when the call returns."""
        if self._desk.read_only:
            return
        content = json.dumps([draft.fields, draft.focus, draft.cursor])
        with self._desk.unit_of_work() as uow:
            owner = self._desk.actor.person_id
            uow.drafts.put(owner, draft.place, content, self._desk.clock.now())
            uow.commit()

    def recall(self, place: str) -> Draft | None:
        """What the person at work left at the place."""
        with self._desk.unit_of_work() as uow:
            content = uow.drafts.get(self._desk.actor.person_id, place)
        if content is None:
            return None
        fields, focus, cursor = json.loads(content)
        return Draft(place, fields, focus, cursor)

    def forget(self, place: str) -> None:
        """The work at the place is finished or dropped."""
        if self._desk.read_only:
            return
        with self._desk.unit_of_work() as uow:
            if uow.drafts.get(self._desk.actor.person_id, place) is not None:
                uow.drafts.remove(self._desk.actor.person_id, place)
                uow.commit()
