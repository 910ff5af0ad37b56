"""Starts the program: a known verb runs without Qt, anything else opens the window."""

import sys


def main(argv: list[str] | None = None) -> int:
    """Run one verb or open the window, and return the exit code."""
    from au_desktop.cli import command_line

    words = sys.argv[1:] if argv is None else argv
    if words and words[0] == "headless-story":
        from au_desktop.headless_story import story_telling

        return story_telling.main(words[1:])
    if words and (words[0] in command_line.VERBS or words[0].startswith("-")):
        return command_line.main(words)
    from au_desktop import app  # loads Qt, which no verb needs

    return app.main(words)


if __name__ == "__main__":
    sys.exit(main())
