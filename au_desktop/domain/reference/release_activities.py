"""Release activities and dose rates as NRC Regulatory Guide 8.39 prints them, with the constants they were made from."""

from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.quantities import Activity, DoseRate, Duration
from au_desktop.domain.reference.basis import Basis


@dataclass(frozen=True, slots=True)
class ReleaseLevel:
    """One cell pair of Table 1 or 2: activity and dose rate at 1 m, in both units as printed."""

    activity: Activity
    activity_si: Activity
    rate: DoseRate
    rate_si: DoseRate


@dataclass(frozen=True, slots=True)
class ReleaseActivity:
    """One row of Tables 1 and 2 with its row of Table A-1; without levels where the guide says "not applicable".

    Args:
        id: the nuclide, with "implant" behind it for a sealed one.
        nuclide_id: the nuclide.
        half_life: the guide's own half-life.
        gamma: the guide's own exposure rate constant in R·cm²/(mCi·h).
        release: Table 1, 5 mSv.
        instructions: Table 2, 1 mSv.
        note: what a reader should know.
        basis: where it stands.
    """

    id: str
    nuclide_id: str
    half_life: Duration | None
    gamma: Decimal | None
    release: ReleaseLevel | None
    instructions: ReleaseLevel | None
    note: str
    basis: Basis

    @property
    def implant(self) -> bool:
        """Whether the row is for an implanted sealed source."""
        return self.id != self.nuclide_id
