"""From a folder of ES modules to the few scripts that pages load: fewer requests, and scripts that also work where modules
do not, on a page opened from a disk (`file://`).

A folder of the theme with a `bundles.json` is published as its bundles alone: `{"search.js": ["search.js"]}` names for each
the files that it begins with; what these import comes along. A name may lead out of the folder (`../…`): a service worker
reaches no further than the folder that it lies in. A bundle called `.bin` is gzip. Files that are no modules (a library)
are taken as they are.
Only the plain forms of import and export are understood, one to a line; anything else is an error.
"""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from pathlib import Path

import minify

LIST = "bundles.json"
PACKED = ".bin"
IMPORT = re.compile(r'^import (?:\{(?P<names>[^}]*)\}|\* as (?P<whole>\w+)) from "(?P<path>\.{1,2}/[^"]+)";[^\n]*$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (?P<name>\w+))", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b(?!\()[^\n]*", re.MULTILINE)


class ScriptError(Exception):
    """A module is written in a form that can't be bundled, or is not there."""


def names(folder: Path) -> list[str]:
    """The bundles of a folder."""
    return list(_entries(folder))


def bundle(folder: Path, name: str) -> bytes:
    """The bundle of this name: one classic script that does what its files do, one after another, and adds
    no names to the page's. Raises ScriptError."""
    written = _Bundle(folder)
    for entry in _entries(folder)[name]:
        written.add(entry)
    text = f'(()=>{{"use strict";\n{"".join(written.parts)}\n}})();'
    script = minify.string("application/javascript", text).encode("utf-8") + b"\n"
    return gzip.compress(script, mtime=0) if name.endswith(PACKED) else script


def _entries(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((folder / LIST).read_text("utf-8"))
    return found


class _Bundle:
    """`parts` are the modules in an order in which each comes after those that it imports."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, str] = {}
        self.parts: list[str] = []

    def add(self, path: str) -> str:
        """The name of the variable that holds what the module exports."""
        if path not in self._names:
            self._names[path] = ""  # while its imports are read
            self._names[path] = self._write(path)
        if not self._names[path]:
            raise ScriptError(f"{path} imports itself, by way of others")
        return self._names[path]

    def _write(self, path: str) -> str:
        try:
            source = (self._folder / path).read_text("utf-8")
        except OSError as error:
            raise ScriptError(f"{path}: {error.strerror}") from error
        exported = [found["name"] for found in EXPORT.finditer(source)]
        inner = EXPORT.sub("", IMPORT.sub(lambda found: self._imported(path, found), source))
        if left := LEFT.search(inner):
            raise ScriptError(f"{path}: {left[0]}")
        name = f"module{len(self.parts)}"
        if exported:
            self.parts.append(f"const {name}=(()=>{{\n{inner}\nreturn {{{','.join(exported)}}};\n}})();\n")
        else:
            self.parts.append(f"{inner}\n")
        return name

    def _imported(self, path: str, found: re.Match[str]) -> str:
        other = posixpath.normpath(posixpath.join(posixpath.dirname(path), found["path"]))
        name = self.add(other)
        if found["whole"]:
            return f"const {found['whole']}={name};"
        return f"const {{{re.sub(r' as ', ':', found['names'])}}}={name};"
