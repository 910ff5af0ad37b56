"""What radiation safety asks for by a day: clocks of open records, and what each subject says beside them."""

from datetime import timedelta

from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.safety.safety_due import SafetyDue, SafetyDues
from tests.safety_examples import Diary, a_page


def test_clocks_stand_before_what_has_no_time_of_its_own():
    diary = Diary()
    now = diary.memory.clock.now()
    page = diary.enter(a_page(due=Moment(now.utc + timedelta(hours=2), now.offset_minutes)))
    diary.enter(a_page(due=Moment(now.utc + timedelta(days=30), now.offset_minutes)))
    day = now.local.date()
    survey = SafetyDue("End-of-day survey", "Hot lab", day, RecordKind.SURVEY)
    old = SafetyDue("Weekly wipes", "Hot lab", day - timedelta(days=1), RecordKind.SURVEY)
    dues = SafetyDues(diary.memory.desk(Role.RSO), (lambda _until: (survey, old),))
    found = dues.until(day + timedelta(days=14))
    assert [one.title for one in found] == ["Weekly wipes", "Write it up", "End-of-day survey"]
    clock = found[1]
    assert (clock.record_id, clock.about, clock.basis) == (
        page.id,
        "SV-0001 Hot lab",
        "center practice",
    )
