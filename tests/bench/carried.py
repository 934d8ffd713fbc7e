"""A program that a Python package carries, without the Python that calls it."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path


def program(package: str, folder: str, name: str) -> Path | None:
    """The program `name` in a folder of the package; None when the package is not installed."""
    try:
        files = distribution(package).files or ()
    except PackageNotFoundError:
        return None
    names = {name, f"{name}.exe"}
    found = [Path(file.locate()) for file in files if file.name in names and file.parent.name == folder]
    return next((path for path in found if os.access(path, os.X_OK)), None)
