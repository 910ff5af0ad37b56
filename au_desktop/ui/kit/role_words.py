"""The roles as people say them."""

from au_desktop.domain.roles import Role

_WORDS = {
    Role.COORDINATOR: "Coordinator",
    Role.PRECEPTOR: "Preceptor",
    Role.RSO: "RSO",
    Role.STAFF: "Nurse or technologist",
    Role.TRAINEE: "Trainee",
    Role.INSPECTOR: "Inspector",
}


def role_words(role: Role | str) -> str:
    """Such as "RSO"; a role that this version does not know is shown as it stands."""
    try:
        return _WORDS[Role(role)]
    except ValueError:
        return str(role)
