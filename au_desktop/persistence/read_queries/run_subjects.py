"""What a run is about, in words: whose case, or which room, instrument or person."""

from typing import Any

from sqlalchemy import Row, Select, case, func

from au_desktop.domain.training.cases import case_code
from au_desktop.persistence.read_queries.shown_names import TRAINEE_NAME
from au_desktop.persistence.tables.case_tables import cases
from au_desktop.persistence.tables.equipment_tables import instruments, rooms
from au_desktop.persistence.tables.people_tables import people
from au_desktop.persistence.tables.run_tables import runs
from au_desktop.persistence.tables.trainee_tables import trainees

_subject_people = people.alias("subject_people")


def with_subject(select: Select[Any]) -> Select[Any]:
    """The select over runs with the names of what each is about."""
    return (
        select.add_columns(
            case((trainees.c.id.is_not(None), TRAINEE_NAME), else_="").label("about_trainee"),
            cases.c.number.label("about_case"),
            func.coalesce(rooms.c.name, "").label("about_room"),
            func.coalesce(instruments.c.name, "").label("about_instrument"),
            func.coalesce(_subject_people.c.name, "").label("about_person"),
        )
        .outerjoin(trainees, trainees.c.id == runs.c.trainee_id)
        .outerjoin(cases, cases.c.id == runs.c.case_id)
        .outerjoin(rooms, rooms.c.id == runs.c.room_id)
        .outerjoin(instruments, instruments.c.id == runs.c.instrument_id)
        .outerjoin(_subject_people, _subject_people.c.id == runs.c.person_id)
    )


def about(row: Row[Any]) -> str:
    """Trainee and case where there is one, else the room, the instrument and the person."""
    code = "" if row.about_case is None else case_code(row.about_case)
    training = [part for part in (row.about_trainee, code) if part]
    things = (row.about_room, row.about_instrument, row.about_person)
    return " · ".join(training or [thing for thing in things if thing])
