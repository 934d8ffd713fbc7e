"""Under which conditions was a site made? Content apart, everything on which its bytes depend.

When any of them is another, every output is looked at anew. Light on purpose: this is asked before Pelican is loaded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.engine import program, stamps

from .config import PortalConfig
from .keys import digest, said

FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "~/Library/Fonts", "/Library/Fonts")
PLACES = frozenset({"PATH", "OUTPUT_PATH", "CACHE_PATH", "PORTAL", "THEME"})  # of this run, or looked at in their own way
PRINTING = ("typst", "pikepdf", "pylopdf-fonts-zh-cn")


def conditions(config: PortalConfig, settings: Mapping[str, Any]) -> dict[str, str]:
    """`settings` are those of the file, PORTAL apart."""
    named = ((name, value) for name, value in settings.items() if name.isupper() and name not in PLACES)
    plain = sorted((name, repr(value)) for name, value in named if is_plain(value))
    return {
        "日期": f"{config.day} {config.judged_on}",
        "设置": digest(said(config), config.severities, config.samples, config.pdf, plain),
        "程序": made_by(settings),
        "字体": _fonts(config) if config.pdf else "",
    }


def is_plain(value: object) -> bool:
    """Whether a setting is a word, a number or a collection of them: what the bytes of a page may depend on. What is
    code depends on the program."""
    if isinstance(value, Mapping):
        return all(map(is_plain, (*value.keys(), *value.values())))
    if isinstance(value, list | tuple | set | frozenset):
        return all(map(is_plain, value))
    return value is None or isinstance(value, str | int | float | bool)


def made_by(settings: Mapping[str, Any]) -> str:
    """The digest of the program: of ours, of the plugins that the settings name, and of the libraries."""
    return program.digest(("plugins", *sorted(map(str, settings.get("PLUGINS", ())))), (*program.LIBRARIES, *PRINTING))


def _fonts(config: PortalConfig) -> str:
    """The states of all font files that may be chosen."""
    folders = [(name, Path(name).expanduser()) for name in FONTS]
    own = [(str(name), Path(name)) for name in config.fonts.values()]
    seen = stamps.of([*folders, *own, *((f".fonts/{p.name}", p) for p in sorted(Path(".fonts").glob("*")))])
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def folders(config: PortalConfig, content: Path, theme: Path) -> list[tuple[str, Path]]:
    """What is looked at for changes: label and folder."""
    return [("content", content), ("vocabularies", config.vocabularies), ("theme", theme), ("archive", config.archive)]
