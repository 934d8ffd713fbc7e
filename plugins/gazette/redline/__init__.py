"""What changed between two versions of a text, clause by clause (逐条对照)? See `comparison`."""

from .comparison import ComparedClause, Kind, Paragraph, compare, new_text, old_text
from .runs import Run, RunKind

__all__ = ["ComparedClause", "Kind", "Paragraph", "Run", "RunKind", "compare", "new_text", "old_text"]
