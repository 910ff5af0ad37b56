"""What is out of the ordinary about each case of the worked example, so that every page has something to show."""

from dataclasses import dataclass, replace

_UNSIGNED = 3
_UNREVIEWED = 8


@dataclass(frozen=True, slots=True)
class Turn:
    """One case's own story.

    Args:
        observed: the trainee only watched.
        assisted: the trainee helped.
        no_location: the location was not entered.
        second_supervisor: the second supervising AU was in charge.
        no_capacity: the trainee had no capacity on the day.
        entered_late: the checklist was filled the next morning.
        unsigned: the preceptor has not signed yet.
        unreviewed: the RSO has not looked at it yet.
        changed_after: the case was corrected after the preceptor had signed.
        rate_high: a survey found a rate above the local attention value.
        survey_voided: a survey was recorded for the wrong room.
        survey_amended: a survey was corrected after it was signed.
        dosage_low: the dosage was far below the directive, and the AU directed its use.
    """

    observed: bool = False
    assisted: bool = False
    no_location: bool = False
    second_supervisor: bool = False
    no_capacity: bool = False
    entered_late: bool = False
    unsigned: bool = False
    unreviewed: bool = False
    changed_after: bool = False
    rate_high: bool = False
    survey_voided: bool = False
    survey_amended: bool = False
    dosage_low: bool = False


def turn_of(number: int, total: int) -> Turn:
    """The story of the case of that number, from 1; the rarer ones come near the end in any case."""
    left = total - number
    voided = left == 9 or number % 250 == 90
    return Turn(
        observed=number % 11 == 0,
        assisted=number % 4 == 0,
        no_location=number % 17 == 5,
        second_supervisor=number % 13 == 7,
        no_capacity=number % 19 == 9,
        entered_late=number % 8 == 3,
        unsigned=left < _UNSIGNED,
        unreviewed=left < _UNREVIEWED,
        changed_after=left == 4 or number % 300 == 150,
        rate_high=left == 5 or number % 60 == 20,
        survey_voided=voided,
        survey_amended=not voided and (left == 10 or number % 250 == 120),
        dosage_low=left == 12 or number % 500 == 200,
    )


def plain(turn: Turn) -> Turn:
    """The same without what happens in the first room only."""
    return replace(turn, rate_high=False, survey_voided=False, survey_amended=False)
