"""Tests of the agreement report: over all, for each preceptor, over parts and over the levels that both gave."""

from datetime import UTC, datetime
from fractions import Fraction
from uuid import UUID

from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.training.agreement import RatedPair, agreement_report
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.ratings import PartStatement

NOON = Moment(datetime(2026, 11, 20, 12, tzinfo=UTC))


def said(part: Part, **levels: int) -> PartStatement:
    return PartStatement(part, PersonId(UUID(int=1)), NOON, levels)


def test_the_report_counts_overall_and_by_preceptor() -> None:
    report = agreement_report(
        [
            RatedPair("Q", said(Part.PERFORMED, assay=3, survey=1), said(Part.PERFORMED, assay=2)),
            RatedPair("P", said(Part.PERFORMED), said(Part.ASSISTED)),
            RatedPair("P", said(Part.OBSERVED, assay=1), said(Part.ASSISTED, assay=1)),
        ]
    )
    assert (report.overall.parts.count, report.overall.parts.observed) == (3, Fraction(1, 3))
    assert (report.overall.levels.count, report.overall.levels.observed) == (2, Fraction(1, 2))
    assert report.overall.table[Part.PERFORMED, Part.ASSISTED] == 1
    assert (report.overall.higher, report.overall.lower) == (1, 1)
    assert [one.preceptor for one in report.preceptors] == ["P", "Q"]
    assert [one.parts.observed for one in report.preceptors] == [Fraction(0), Fraction(1)]
    assert report.preceptors[0].parts.kappa == Fraction(0)


def test_a_report_of_nothing_says_so() -> None:
    report = agreement_report([])
    assert (report.overall.parts.count, report.overall.parts.kappa) == (0, None)
    assert report.preceptors == ()
