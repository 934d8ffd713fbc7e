"""The editors' gate: what is wrong with the content, where, and what to write instead.

Pure: it sees documents and options, never Pelican, Markdown or a clock. `check` reads a content tree and checks it,
`run` checks a corpus that is at hand; `refuses` says whether a build may go on.
"""

from .gate import refuses
from .options import Options
from .run import check, run

__all__ = ["Options", "check", "refuses", "run"]
