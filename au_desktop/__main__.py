"""Starts the program: a verb runs without Qt; a center's folder, or nothing, opens the window."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

NO_SCREEN = "au-desktop: There is no display to open the window on; au-desktop --help lists what works without one."
_CANNOT_TELL = 2


def main(argv: list[str] | None = None) -> int:
    """Run one verb or open the window, and return the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if words:  # without any the window is wanted, which need not wait for what verbs load
        from au_desktop.cli import command_line

        if words[0] == "headless-story":
            from au_desktop.headless_story import story_telling

            return story_telling.main(words[1:])
        if words[0] in command_line.VERBS or not _may_be_folder(words[0]):
            return command_line.main(words)
    if not has_screen(os.environ, sys.platform):
        sys.stderr.write(f"{NO_SCREEN}\n")  # Qt would end the program with a core dump instead
        return _CANNOT_TELL
    from au_desktop import app  # loads Qt, which no verb needs

    return app.main(words)


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether Qt finds something to draw on, or was told what to draw on."""
    if platform != "linux":
        return True
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in known)


def _may_be_folder(word: str) -> bool:
    """A mistyped verb is no folder: it has no folder's name and nothing is there."""
    if word.startswith("-"):
        return False
    return len(Path(word).parts) > 1 or word.endswith(".aucenter") or Path(word).exists()


if __name__ == "__main__":
    sys.exit(main())
