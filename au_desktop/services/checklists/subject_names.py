"""What a checklist is about, by the names people know: for paper, where nothing can be looked up."""

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.reference.library import Reference
from au_desktop.services.ports import UnitOfWork

SubjectNames = tuple[tuple[str, str], ...]
"""Pairs of what it is and its name."""


def subject_names(uow: UnitOfWork, reference: Reference, subject: Subject) -> SubjectNames:
    """The names of everything that is set; patients by their code only."""
    case = None if subject.case_id is None else uow.cases.get(subject.case_id)
    drug = reference.drugs.get(subject.drug_id)
    named = (
        ("Case", case.code if case else ""),
        ("Patient code", case.patient_code if case else ""),
        (
            "Trainee",
            uow.trainees.get(subject.trainee_id).display_name if subject.trainee_id else "",
        ),
        (
            "Supervising AU",
            uow.supervisors.get(subject.supervisor_id).name if subject.supervisor_id else "",
        ),
        ("Drug", drug.title if drug else subject.drug_id),
        ("Room", uow.rooms.get(subject.room_id).name if subject.room_id else ""),
        (
            "Instrument",
            uow.instruments.get(subject.instrument_id).name if subject.instrument_id else "",
        ),
        ("Person", uow.people.get(subject.person_id).name if subject.person_id else ""),
    )
    return tuple((name, value) for name, value in named if value)
