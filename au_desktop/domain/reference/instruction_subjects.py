"""Subjects of instruction that a rule or the center's practice asks for, as dated data."""

from dataclasses import dataclass

from au_desktop.domain.reference.basis import Basis


@dataclass(frozen=True, slots=True)
class InstructionSubject:
    """One subject.

    Args:
        id: how records name it.
        title: as people know it.
        who: whom the rule has in mind.
        topics: what is taught, in the order of the rule.
        repeat_months: after how many months it is given again; None where neither rule nor practice says so.
        repeat_note: where the interval comes from.
        basis: where it stands.
    """

    id: str
    title: str
    who: str
    topics: tuple[str, ...]
    repeat_months: int | None
    repeat_note: str
    basis: Basis
