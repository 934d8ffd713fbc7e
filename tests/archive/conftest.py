from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from .samples import Archive


@pytest.fixture
def quick_path() -> Iterator[Path]:
    """A folder in memory where the system has one: a release waits for the disk at every file, and kills are many."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def archive(quick_path: Path) -> Archive:
    """A storage root that is still to be made."""
    return Archive(quick_path)
