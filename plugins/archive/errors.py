"""Why something can't be archived, taken away or looked at; the message is for the person at the terminal."""

from __future__ import annotations

from plugins.engine.output import OutputError


class ArchiveError(OutputError):
    """The message is Chinese and says what to do where something can be done."""
