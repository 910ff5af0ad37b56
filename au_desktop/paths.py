"""Places on disk: what ships with the program, and where a person's settings, logs and centers live."""

from pathlib import Path

_APP = "AU Desktop"


def resources_folder() -> Path:
    """The icons, styles, reference data, checklists and help that ship with the program.

    An installed program has them inside the package, a checkout beside it.
    """
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def config_folder() -> Path:
    """Where this person's settings are kept. Not made here: who writes first makes it."""
    import platformdirs  # not needed by a verb that is told every place

    return platformdirs.user_config_path(_APP, appauthor=False)


def log_folder() -> Path:
    """Where the program's own log is kept."""
    import platformdirs

    return platformdirs.user_log_path(_APP, appauthor=False)


def default_centers_folder() -> Path:
    """Where a new center is offered a place: a folder a person can find and back up."""
    import platformdirs

    return platformdirs.user_documents_path() / _APP
