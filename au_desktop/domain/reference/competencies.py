"""The steps of an administration in which a trainee's level is rated, with words for the levels 0 to 4."""

from dataclasses import dataclass

from au_desktop.domain.reference.basis import Basis


@dataclass(frozen=True, slots=True)
class Competency:
    """One step; `levels` says in a few words what each level from 0 upward means."""

    id: str
    title: str
    levels: tuple[str, ...]
    basis: Basis
