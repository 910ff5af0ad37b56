"""Didactic courses: shipped starting points and the center's own templates, from which certificates are entered."""

from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CourseId
from au_desktop.domain.reference.didactic_courses import ShippedCourse
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.courses import CourseModule, CourseTemplate
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork


class Didactics:
    """Use cases about course templates. Editing a shipped one keeps a copy of the center's own in its place."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def courses(self) -> tuple[CourseTemplate, ...]:
        """Shipped courses, or the center's copies in their place, and its own; by title, retired ones last."""
        with self._desk.unit_of_work() as uow:
            return self._all(uow)

    def course(self, course_id: CourseId) -> CourseTemplate:
        """One of them; raises `NotFound`."""
        with self._desk.unit_of_work() as uow:
            return self._get(uow, course_id)

    def is_shipped(self, course: CourseTemplate) -> bool:
        """Whether it stands as it was shipped."""
        return course in self._shipped().values()

    def add(self, course: CourseTemplate) -> Outcome[CourseId]:
        """Add a course; its id is given here."""
        with self._desk.change(Permission.MANAGE_CENTER) as change:
            added = replace(course, id=CourseId(self._desk.ids.new()))
            self._put(change, "add course", None, added)
        undo = Undo(f"{added.title} added", lambda: self.change(replace(added, retired=True)))
        return Outcome(added.id, change.changes, undo)

    def change(self, course: CourseTemplate) -> Outcome[None]:
        """Change a course, or retire it; hours that were entered from it stay as they are."""
        with self._desk.change(Permission.MANAGE_CENTER) as change:
            before = self._get(change.uow, course.id)
            self._put(change, "change course", before, course)
        undo = Undo(f"{course.title} changed", lambda: self.change(before))
        return Outcome(None, change.changes, undo)

    def _put(
        self, change: Change, verb: str, before: CourseTemplate | None, after: CourseTemplate
    ) -> None:
        others = (one for one in self._all(change.uow) if one.id != after.id)
        if after.title.strip().casefold() in {one.title.strip().casefold() for one in others}:
            raise Invalid("title", f"{after.title} already exists")
        change.uow.courses.put(after)
        subject = Subject(Kind.PROGRAM, after.id, f"course {after.title}")
        change.record(verb, subject, before, after)

    def _all(self, uow: UnitOfWork) -> tuple[CourseTemplate, ...]:
        found = self._shipped() | {course.id: course for course in uow.courses.all()}
        return tuple(sorted(found.values(), key=lambda one: (one.retired, one.title.casefold())))

    def _get(self, uow: UnitOfWork, course_id: CourseId) -> CourseTemplate:
        shipped = self._shipped()
        kept = uow.courses.find(course_id)
        if kept is None and course_id in shipped:
            return shipped[course_id]
        return uow.courses.get(course_id) if kept is None else kept

    def _shipped(self) -> dict[CourseId, CourseTemplate]:
        found = map(_template, self._desk.reference.courses.values())
        return {course.id: course for course in found}


def _template(shipped: ShippedCourse) -> CourseTemplate:
    basis = shipped.basis
    source = f"{basis.citation} ({basis.edition}), as of {basis.as_of.isoformat()}."
    return CourseTemplate(
        # The same id on every computer, so that a copy takes the place of what it was copied from.
        id=CourseId(uuid5(NAMESPACE_URL, f"au-desktop/course/{shipped.id}")),
        title=shipped.title,
        provider=shipped.provider,
        total_hours=shipped.total_hours,
        modules=tuple(CourseModule(module.title, module.topic) for module in shipped.modules),
        complete=shipped.complete,
        source=f"{source} {shipped.notes}".strip(),
        verify=basis.verify or any(module.basis.verify for module in shipped.modules),
    )
