"""What is inside an attachment: its true type, its texts with their places, and what a reader would not see.

Attachments are published as they are: what stands in a hidden sheet, a deleted paragraph or the file's properties is
published too. Nothing here raises for what a file may hold; what can't be looked into is said.
"""

from __future__ import annotations

from pathlib import Path

from .inspection import Inspection, Passage

__all__ = ["Inspection", "Passage", "inspect"]

MOST_BYTES = 60_000_000


def inspect(path: Path) -> Inspection:
    """Look into one file. The readers are imported when a file needs them."""
    from . import content_types

    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
    except OSError:
        return Inspection(size=-1)
    if size > MOST_BYTES:
        return Inspection(size=size, type=content_types.detect(data), unreadable="文件过大")
    return content_types.look(data, path.name, size)
