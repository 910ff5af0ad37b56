"""What a trainee brings: board certificates, authorizations that already stand, and what the regulator confirmed."""

from dataclasses import dataclass
from datetime import date

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import PaperId, TraineeId


@dataclass(frozen=True, slots=True)
class BoardCertificate:
    """A certificate of a medical specialty board; `board` is an id of the profile's list of boards, or a name not on it.

    Only the original certificate's date counts, never that of a recertification.
    """

    board: str
    specialty: str = ""
    certificate_number: str = ""
    issued: date | None = None
    paper_id: PaperId | None = None

    def __post_init__(self) -> None:
        """A certificate is one of a board."""
        if not self.board.strip():
            raise Invalid("board", "is empty")


@dataclass(frozen=True, slots=True)
class CurrentAuthorization:
    """A license or permit that already names the trainee as authorized user, under which sections and for which categories."""

    license_number: str
    agency: str = ""
    sections: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    named_since: date | None = None
    paper_id: PaperId | None = None

    def __post_init__(self) -> None:
        """A listing without a license number proves nothing."""
        if not self.license_number.strip():
            raise Invalid("license number", "is empty")

    @property
    def bare_sections(self) -> frozenset[str]:
        """The sections without their paragraphs."""
        return frozenset(section.split("(")[0].strip() for section in self.sections)


@dataclass(frozen=True, slots=True)
class RegulatorAnswer:
    """What the regulator confirmed about the pathway: who, when, what, and by which document.

    `section` and `paragraph` name the way it is about, such as 35.396 by 35.396(a)(3); both empty where it is about the
    pathway as a whole. `allows` says whether the regulator lets that way stand, None where the answer leaves it open.
    """

    who: str
    on: date
    says: str
    document: str = ""
    paper_id: PaperId | None = None
    section: str = ""
    paragraph: str = ""
    allows: bool | None = None

    def __post_init__(self) -> None:
        """An answer is somebody's."""
        if not self.who.strip():
            raise Invalid("who", "is empty")
        if not self.says.strip():
            raise Invalid("answer", "is empty")


@dataclass(frozen=True, slots=True)
class Qualification:
    """Everything about one trainee on which the pathway depends; `id` is the trainee's."""

    id: TraineeId
    boards: tuple[BoardCertificate, ...] = ()
    authorizations: tuple[CurrentAuthorization, ...] = ()
    answers: tuple[RegulatorAnswer, ...] = ()
    applying_on: date | None = None
    broad_scope: bool | None = None
    notes: str = ""
