"""Which files lie in the content tree; nothing outside it counts, however a path or a link leads there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .inside.inspection import Inspection


@dataclass(frozen=True)
class ContentFiles:
    """`content` may be relative to the working folder; a path asked for twice is looked up once."""

    content: Path
    _known: dict[str, bool] = field(default_factory=dict, repr=False)

    def exists(self, path: str) -> bool:
        """Whether `path` (relative to the content folder, forward slashes) is a file of the tree."""
        if path not in self._known:
            self._known[path] = self._is_file(path)
        return self._known[path]

    def inspect(self, path: str) -> Inspection:
        """What is inside a file of the tree."""
        from . import inside  # its readers are needed only where there are attachments

        return inside.inspect(self.content / path)

    def _is_file(self, path: str) -> bool:
        try:
            target = (self.content / path).resolve()
            return target.is_relative_to(self.content.resolve()) and target.is_file()
        except (OSError, ValueError, RuntimeError):
            return False

    def relative(self, path: Path) -> str | None:
        """A path given by a person, relative to the content folder; None when it is not in it.

        It may be absolute, or start at the working folder, or at the content folder itself.
        """
        root = self.content.resolve()
        for candidate in (path, self.content / path):
            try:
                if candidate.exists():
                    return _itself(candidate).relative_to(root).as_posix()
            except (OSError, ValueError):
                continue
        return None


def _itself(path: Path) -> Path:
    """The absolute path of a folder, or of a file even when it is a link to another."""
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name
