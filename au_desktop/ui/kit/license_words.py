"""The words for the home license: whether the trainee may act as AU, and where the notice stands."""

from au_desktop.domain.training.license_follow_up import (
    ActingBanner,
    ActingState,
    Notice,
    NoticeState,
)
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State

NOT_AUTHORIZED_HERE = "Training record, not an authorization."
_TOO_EARLY = " A start as authorized user is noted before that: tell the RSO of the home license."

_ACTING = {
    ActingState.MAY_NOT: (
        "May not act as authorized user until the license amendment issues (10 CFR 35.13(b)).",
        State.ATTENTION,
    ),
    ActingState.MAY_START: (
        "May start before the amendment (10 CFR 35.13(b)(1) and (4)); the licensee gives notice within 30 days of the start "
        "(10 CFR 35.14(a)).",
        State.INFO,
    ),
    ActingState.BROAD_SCOPE: (
        "Type A license of broad scope: no amendment is needed (10 CFR 35.15(b)); the licensee approves its own authorized "
        "users.",
        State.INFO,
    ),
    ActingState.PATH_OPEN: (
        "Whether the amendment must come first is not known until the pathway is settled. Until then, act under supervision.",
        State.ATTENTION,
    ),
}
_NOTICES = {
    NoticeState.NOT_NEEDED: ("not needed", State.NEUTRAL),
    NoticeState.NOT_STARTED: ("runs from the start", State.NEUTRAL),
    NoticeState.RUNNING: ("due", State.INFO),
    NoticeState.OVERDUE: ("overdue", State.PROBLEM),
    NoticeState.SENT: ("sent", State.OK),
    NoticeState.SENT_LATE: ("sent late", State.ATTENTION),
}


def acting_words(banner: ActingBanner, style: DateStyle) -> tuple[str, State]:
    """The sentence of the banner, and its color."""
    if banner.state is ActingState.LISTED:
        amendment = f" by amendment {banner.amendment}" if banner.amendment else ""
        words, state = f"Listed{amendment} since {day_words(banner.since, style)}.", State.OK
    else:
        words, state = _ACTING[banner.state]
    if banner.began_too_early:
        words, state = f"{words}{_TOO_EARLY}", State.PROBLEM
    return f"{words} {NOT_AUTHORIZED_HERE}", state


def sent_chip(notice: Notice) -> tuple[str, State]:
    """The word and color of a notice that was sent, also where none was needed."""
    late = notice.state is NoticeState.SENT_LATE
    return _NOTICES[NoticeState.SENT_LATE if late else NoticeState.SENT]


def notice_chip(notice: Notice, style: DateStyle) -> tuple[str, State]:
    """The word and color of a notice's state, with its last day while it runs."""
    words, state = _NOTICES[notice.state]
    if notice.state in (NoticeState.RUNNING, NoticeState.OVERDUE):
        return f"{words} {day_words(notice.due, style)}", state
    return words, state
