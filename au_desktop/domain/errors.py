"""The errors that are not bugs: a rule that said no, and an outside that failed."""


class DomainError(Exception):
    """A rule said no. Subclasses carry the facts; the window and the command line put them into words."""


class OutsideError(Exception):
    """Disk, lock, passphrase or file: something outside the program failed and may be tried again."""


class NotAllowed(DomainError):
    """A person asked for something that their role may not do."""

    def __init__(self, role: str, permission: str) -> None:
        super().__init__(f"{role} may not {permission}")
        self.role = role
        self.permission = permission


class NotFound(DomainError):
    """A record that was asked for is not in this center file."""

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"no {kind} {key}")
        self.kind = kind
        self.key = key


class Invalid(DomainError):
    """A value that a person gave cannot be taken: which field, and the reason in plain words."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class ReasonRequired(DomainError):
    """A change that must say why came without a reason."""

    def __init__(self, what: str) -> None:
        super().__init__(f"a reason is required to {what}")
        self.what = what


class SignedRecordIsFinal(DomainError):
    """A signed record was to be changed; it can only be amended or voided."""

    def __init__(self, record: str) -> None:
        super().__init__(f"{record} is signed")
        self.record = record


class ReadOnlyCenter(DomainError):
    """The center is open for reading only, and a change was asked for."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class WrongPassphrase(OutsideError):
    """The passphrase does not open this person's key slot."""

    def __init__(self, person: str, failures: int) -> None:
        super().__init__(f"wrong passphrase for {person}")
        self.person = person
        self.failures = failures


class OpenElsewhere(OutsideError):
    """Another window or program holds the center: who, on which computer, and since when."""

    def __init__(self, holder: str, computer: str, since: str) -> None:
        super().__init__(f"open by {holder} on {computer} since {since}")
        self.holder = holder
        self.computer = computer
        self.since = since


class DamagedCenter(OutsideError):
    """The center file does not read as it was written: what still reads, and the newest good backup."""

    def __init__(self, what: str, readable: str = "", good_backup: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.readable = readable
        self.good_backup = good_backup


class NewerCenter(OutsideError):
    """The center file was made by a newer version of the program."""

    def __init__(self, schema: str, newest_known: str) -> None:
        super().__init__(f"schema {schema}, newest known {newest_known}")
        self.schema = schema
        self.newest_known = newest_known


class NotACenter(OutsideError):
    """The folder or file is not a center file of this program."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path}: {what}")
        self.path = path
        self.what = what


class UnreadableFile(OutsideError):
    """A file that a person gave cannot be read: which file, and why."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


class DiskProblem(OutsideError):
    """The disk refused: no room, no permission, or the place is gone."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


class BackupNotMade(OutsideError):
    """The center was closed whole, but the backup after the work failed: why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Cancelled(OutsideError):
    """A person stopped a long piece of work; nothing was left half done."""


class MistypedRecoveryCode(DomainError):
    """The typed recovery code has a typing error: in which group, counted from 1; 0 where the number of groups is wrong."""

    def __init__(self, group: int, groups: int) -> None:
        super().__init__(f"group {group} of {groups}")
        self.group = group
        self.groups = groups
