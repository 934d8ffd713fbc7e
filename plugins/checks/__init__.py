"""The editors' gate: what is wrong with the content, where, and what to write instead.

Pure: it sees a corpus and options, never Pelican, Markdown or a clock. `check` reads a content tree and checks
it, `judge` checks a tree that has been read, `run` a corpus alone; `refuses` says whether a build may go on.
"""

from .gate import refuses
from .options import Options
from .run import check, judge, run

__all__ = ["Options", "check", "judge", "refuses", "run"]
