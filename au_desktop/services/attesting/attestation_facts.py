"""What an attestation says beside its evidence, in plain words and in the order of the form's second part."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from au_desktop.domain.canonical import Document, as_document
from au_desktop.domain.people import Actor
from au_desktop.domain.signing.statements import Statement
from au_desktop.domain.training.standings.attestation_rules import (
    Attested,
    DirectorClaim,
    PreceptorShown,
)
from au_desktop.domain.training.supervisors import LicenseListing
from au_desktop.services.center.facilities import CenterFacts

SAFETY_ONLY = "Radiation-safety attestation only, not general clinical competency."
Concurring = tuple[Sequence[Statement], Sequence[tuple[PreceptorShown, date]]]
"""Those who signed here, and those whom the director names with the day."""


def shared_facts(
    attested: Attested, center: Mapping[str, str], telephone: str, *, director: bool
) -> Document:
    """What every attestation says: the sentence with its edition, the section, the categories, the facility."""
    facility = CenterFacts.of(center)
    return {
        "sentence": attested.sentence(director=director),
        "wording": attested.rule.version,
        "wording_needs_checking": attested.rule.verify,
        "trainee_name": attested.name,
        "section": attested.route.section,
        "categories": "; ".join(one.title for one in attested.categories),
        "category_codes": [one.code for one in attested.categories],
        "facility": facility.name,
        "license_number": facility.license_number,
        "telephone": telephone.strip(),
        "note": SAFETY_ONLY,
    }


def preceptor_facts(shown: PreceptorShown) -> Document:
    """How the preceptor qualifies."""
    return {
        "preceptor": shown.supervisor.name,
        **_qualifies(shown),
    }


def concurring_facts(shown: PreceptorShown) -> Document:
    """How the faculty member qualifies who concurs."""
    return {
        "faculty_member": shown.supervisor.name,
        "concurs": "I concur with the attestation provided by the residency program director.",
        **_qualifies(shown),
    }


def director_facts(
    claim: DirectorClaim, attested: Attested, director: Actor, concurring: Concurring
) -> Document:
    """What the residency program director affirms, and who of the faculty concurs, signed here or as recorded."""
    signed, recorded = concurring
    return {
        "director": director.name,
        "program": claim.program.strip(),
        "approving_body": claim.approving_body,
        "consensus": "The attestation represents the consensus of the residency program faculty.",
        "program_includes": (
            f"The program includes training and experience of 10 CFR {attested.route.section}."
        ),
        "concurring_signed": "; ".join(f"{one.signer}, {one.code}" for one in signed),
        "concurring_recorded": "; ".join(
            f"{shown.supervisor.name}, {on.isoformat()}, no signature in this center"
            for shown, on in recorded
        ),
        "concurring_faculty": [
            {"name": shown.supervisor.name, "on": on.isoformat(), **_qualifies(shown)}
            for shown, on in recorded
        ],
    }


def _qualifies(shown: PreceptorShown) -> Document:
    return {
        "meets": ", ".join(shown.sections),
        "experience": ", ".join(shown.categories),
        "licenses": "; ".join(listing_words(shown.listings)),
        "listings": [as_document(one) for one in shown.listings],
    }


def listing_words(listings: Iterable[LicenseListing]) -> list[str]:
    """Number and agency of each license, once."""
    words = (", ".join(filter(None, (one.license_number, one.agency))) for one in listings)
    return list(dict.fromkeys(words))
