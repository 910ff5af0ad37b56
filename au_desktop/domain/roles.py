"""Who may do what: six roles and one permission table."""

from enum import StrEnum

from au_desktop.domain.errors import NotAllowed


class Role(StrEnum):
    """What a person is in the center; `STAFF` are the nurses and technologists who do their part of a treatment."""

    COORDINATOR = "coordinator"
    PRECEPTOR = "preceptor"
    RSO = "rso"
    STAFF = "staff"
    TRAINEE = "trainee"
    INSPECTOR = "inspector"


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    READ = "read records"
    MANAGE_PEOPLE = "add or remove people"
    MANAGE_CENTER = "change the center's licenses, rooms, instruments and profile"
    MANAGE_INSTRUMENTS = "change instruments and rooms"
    MANAGE_TRAINEES = "change the roster"
    MANAGE_SUPERVISORS = "change supervising AUs and their licenses"
    LOG_CASES = "add or change cases"
    KEEP_HOURS = "add or change hours"
    VERIFY_CLASSROOM = "verify classroom hours"
    CONFIRM_WORK = "confirm work experience"
    CLAIM_PART = "state the trainee's own part"
    RATE_PART = "rate the trainee's part"
    ATTEST = "attest"
    KEEP_PAPERS = "keep papers"
    FILL_CHECKLISTS = "fill checklists"
    SIGN_PERFORMED = "sign as performed"
    SIGN_SUPERVISED = "sign as supervised"
    SIGN_REVIEWED = "sign as reviewed"
    SIGN_WITNESSED = "sign as witness"
    COUNTERSIGN = "countersign"
    EDIT_TEMPLATES = "edit checklist templates"
    PUBLISH_TEMPLATES = "publish and retire checklist templates"
    SCHEDULE_CHECKLISTS = "schedule recurring checklists"
    KEEP_SAFETY = "keep radiation safety records"
    PRESCRIBE = "sign written directives and direct dosages"
    RELEASE_PATIENTS = "record patient releases"
    DISPOSE_WASTE = "dispose of or transfer waste"
    JUDGE_EVENTS = "decide about and close events"
    SEE_DOSES = "see and enter doses of persons"
    OVERRIDE_CRITICAL = "record why a critical item may be passed"
    VOID_RECORDS = "void records"
    IMPORT_RECORDS = "import records"
    EXPORT = "export workbooks and packets"
    BACK_UP = "make backups and restore"
    CHECK = "check the center file"


_EVERYONE = frozenset(Role)
_C, _P, _R, _T = Role.COORDINATOR, Role.PRECEPTOR, Role.RSO, Role.TRAINEE
_S = Role.STAFF

PERMISSIONS: dict[Permission, frozenset[Role]] = {
    Permission.READ: _EVERYONE,
    Permission.MANAGE_PEOPLE: frozenset({_C, _R}),
    Permission.MANAGE_CENTER: frozenset({_C, _R}),
    Permission.MANAGE_INSTRUMENTS: frozenset({_C, _R}),
    Permission.MANAGE_TRAINEES: frozenset({_C}),
    Permission.MANAGE_SUPERVISORS: frozenset({_C, _R}),
    Permission.LOG_CASES: frozenset({_C, _P, _T}),
    Permission.KEEP_HOURS: frozenset({_C, _P, _T}),
    Permission.VERIFY_CLASSROOM: frozenset({_C, _P}),
    Permission.CONFIRM_WORK: frozenset({_P}),
    Permission.CLAIM_PART: frozenset({_C, _T}),
    Permission.RATE_PART: frozenset({_P}),
    Permission.ATTEST: frozenset({_P}),
    Permission.KEEP_PAPERS: frozenset({_C, _P, _R, _T}),
    Permission.FILL_CHECKLISTS: frozenset({_C, _P, _R, _S, _T}),
    Permission.SIGN_PERFORMED: frozenset({_C, _P, _R, _S, _T}),
    Permission.SIGN_SUPERVISED: frozenset({_P}),
    Permission.SIGN_REVIEWED: frozenset({_R}),
    Permission.SIGN_WITNESSED: frozenset({_C, _P, _R, _S}),
    Permission.COUNTERSIGN: frozenset({_P, _R}),
    Permission.EDIT_TEMPLATES: frozenset({_C, _P, _R}),
    Permission.PUBLISH_TEMPLATES: frozenset({_R}),
    Permission.SCHEDULE_CHECKLISTS: frozenset({_C, _R}),
    Permission.KEEP_SAFETY: frozenset({_C, _P, _R, _S}),
    Permission.PRESCRIBE: frozenset({_P}),
    Permission.RELEASE_PATIENTS: frozenset({_P, _R, _S}),
    Permission.DISPOSE_WASTE: frozenset({_R, _S}),
    Permission.JUDGE_EVENTS: frozenset({_R}),
    Permission.SEE_DOSES: frozenset({_R}),
    Permission.OVERRIDE_CRITICAL: frozenset({_P, _R}),
    Permission.VOID_RECORDS: frozenset({_C, _P, _R}),
    Permission.IMPORT_RECORDS: frozenset({_C}),
    Permission.EXPORT: frozenset({_C, _P, _R, Role.INSPECTOR}),
    Permission.BACK_UP: frozenset({_C, _R}),
    Permission.CHECK: _EVERYONE,
}


def may(role: Role, permission: Permission) -> bool:
    """Whether the table allows it."""
    return role in PERMISSIONS[permission]


def require(role: Role, permission: Permission) -> None:
    """Refuse with `NotAllowed` where the table does not allow it."""
    if not may(role, permission):
        raise NotAllowed(role.value, permission.value)
