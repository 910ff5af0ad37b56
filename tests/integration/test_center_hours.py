"""Hours in a real center file: entered, verified, confirmed, changed by hand outside the program, and found again."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from au_desktop.domain.errors import WrongPassphrase
from au_desktop.domain.roles import Role
from au_desktop.domain.training.hour_rules.hour_count import HourReason
from au_desktop.domain.training.hour_rules.hour_overlap import HoursOverlap
from au_desktop.domain.training.hours import HourEntry
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.trainees import Pathway
from au_desktop.services.bundle import Services
from au_desktop.services.roster.paper_keeping import PaperDraft
from tests.builders import a_supervisor, a_trainee
from tests.centers import PASSPHRASES, make_center
from tests.hour_builders import an_entry, work


def long_ago(entry: HourEntry, today: date, days: int) -> HourEntry:
    """The entry on one day before today, whatever day that is."""
    day = today - timedelta(days=days)
    return replace(entry, first=day, last=day)


def entered(services: Services) -> tuple[HourEntry, HourEntry]:
    """One course with its certificate and one day of work."""
    today = services.desk.today()
    trainee_id = services.enrolment.enroll(a_trainee(pathway=Pathway.PARENTERAL)).value
    supervisor_id = services.supervision.add(a_supervisor()).value
    draft = PaperDraft(PaperOwner.TRAINEE, trainee_id, "Certificate")
    paper_id = services.papers.keep_bytes(draft, "certificate.pdf", b"%PDF-1.7").value
    course = replace(long_ago(an_entry(), today, 30), trainee_id=trainee_id, paper_id=paper_id)
    rounds = replace(
        long_ago(work(), today, 20), trainee_id=trainee_id, supervisor_id=supervisor_id
    )
    log = services.hour_log
    keys = (log.add(course).value, log.add(rounds).value)
    found = tuple(log.entry(key) for key in keys)
    return found[0], found[1]


def test_hours_are_kept_signed_and_counted_in_the_file(tmp_path: Path) -> None:
    center = make_center(tmp_path / "Hillside.aucenter")
    with center.opened() as opened:
        course, rounds = entered(opened.services)
        with pytest.raises(WrongPassphrase):
            opened.services.hour_log.verify_classroom((course.id,), "not it")
        opened.services.hour_log.verify_classroom((course.id,), PASSPHRASES[Role.COORDINATOR])
    with center.opened(Role.PRECEPTOR) as opened:
        opened.services.hour_log.confirm_work((rounds.id,), PASSPHRASES[Role.PRECEPTOR])
        standing = opened.services.hour_log.standing(course.trainee_id)
        assert (standing.classroom, standing.work) == (4, 4)
        views = opened.services.statements.of_trainee(course.trainee_id)
        assert [view.validity.sound for view in views] == [True, True]


def test_a_change_in_the_file_waits_to_be_signed_again(tmp_path: Path) -> None:
    center = make_center(tmp_path / "Hillside.aucenter")
    with center.opened() as opened:
        log = opened.services.hour_log
        course, _ = entered(opened.services)
        log.verify_classroom((course.id,), PASSPHRASES[Role.COORDINATOR])
        log.change(replace(course, place="Auditorium"), "the place was missing")
        judged = log.standing(course.trainee_id).judged[0]
        assert [note.code for note in judged.reasons] == [HourReason.CHANGED_SINCE]
        with pytest.raises(HoursOverlap):
            log.add(replace(course, paper_id=None, parts=an_entry(hours="9").parts))
        assert len(log.entries(course.trainee_id)) == 2
