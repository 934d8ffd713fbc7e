"""With what were the PDFs of a site set? The engines and fonts that made them, for whoever keeps them."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

from plugins.portal.config import PortalConfig, SettingsError

from . import fonts
from .compile import STANDARDS
from .fonts import FontSettingError
from .jobs import TOOLS


def made_with(config: PortalConfig) -> dict[str, Any]:
    """Names and versions, fonts by the SHA-256 of their files, the standards that the PDFs keep. Raises SettingsError."""
    try:
        found = fonts.find(config.fonts, Path())
    except FontSettingError as error:
        raise SettingsError(str(error)) from error
    files = {(face.family, face.weight, face.path) for face in found.faces}
    return {
        "engines": {"Python": platform.python_version()} | {tool: version(tool) for tool in TOOLS},
        "fonts": [
            {"family": family, "weight": weight, "file": path.name, "sha256": fonts.file_digest(path)}
            for family, weight, path in sorted(files)
        ],
        "standards": [str(standard) for standard in STANDARDS],
    }
