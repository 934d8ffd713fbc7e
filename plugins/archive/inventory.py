"""What does an archived object hold, and which version says so? The inventory of OCFL 1.1, section 3.5.

Contents are named by their SHA-512 and kept once, in the version that first had them. Inventories are values: a new
version makes a new one, and equal ones are the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .errors import ArchiveError

ALGORITHM = "sha512"
NAME = "inventory.json"
SIDECAR = f"{NAME}.{ALGORITHM}"
TYPE = "https://ocfl.io/1.1/spec/#inventory"
CONTENT = "content"


def digest(data: bytes) -> str:
    """The name of these bytes in an inventory."""
    return hashlib.sha512(data).hexdigest()


@dataclass(frozen=True, slots=True)
class User:
    """Who released: a name, and an address as a URI (``mailto:…``)."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version; `created` is RFC 3339 with seconds, `state` the digest of each file by its logical path."""

    number: int
    created: str
    message: str
    user: User
    state: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"v{self.number}"


@dataclass(frozen=True, slots=True)
class Inventory:
    """`manifest` says where in the object the bytes of a digest lie (``v1/content/…``)."""

    id: str
    versions: tuple[Version, ...] = ()
    manifest: Mapping[str, str] = field(default_factory=dict)

    @property
    def head(self) -> Version:
        return self.versions[-1]

    def version(self, number: int) -> Version:
        """Raises ArchiveError for a version that is not there."""
        if not 0 < number <= len(self.versions):
            raise ArchiveError(f"{self.id} 没有第 {number} 版")
        return self.versions[number - 1]

    def plus(self, state: Mapping[str, str], created: str, message: str, user: User) -> Inventory:
        """The inventory with one more version of these logical files."""
        number = len(self.versions) + 1
        manifest = dict(self.manifest)
        for path, name in sorted(state.items()):
            manifest.setdefault(name, f"v{number}/{CONTENT}/{path}")
        return replace(self, versions=(*self.versions, Version(number, created, message, user, dict(state))), manifest=manifest)

    def place(self, version: Version, path: str) -> str:
        """Where in the object the file of a version lies."""
        return self.manifest[version.state[path]]

    def to_bytes(self) -> bytes:
        return (json.dumps(self.data(), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    def data(self) -> dict[str, Any]:
        """What `to_bytes` writes."""
        return {
            "id": self.id, "type": TYPE, "digestAlgorithm": ALGORITHM, "head": self.head.name,
            "manifest": {name: [path] for name, path in self.manifest.items()},
            "versions": {version.name: _block(version) for version in self.versions},
        }  # fmt: skip


def _block(version: Version) -> dict[str, Any]:
    state: dict[str, list[str]] = {}
    for path, name in sorted(version.state.items()):
        state.setdefault(name, []).append(path)
    user = {"name": version.user.name, "address": version.user.address}
    return {"created": version.created, "message": version.message, "user": user, "state": state}


def parse(data: bytes) -> Inventory:
    """Read an inventory of this program. Raises ArchiveError for one that is none; `verify` says what is wrong."""
    try:
        return _parsed(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ArchiveError(f"归档清单读不出来（{error}），运行 invoke verify 查看") from error


def _parsed(data: Mapping[str, Any]) -> Inventory:
    if data["digestAlgorithm"] != ALGORITHM:
        raise ArchiveError(f"归档清单用的是 {data['digestAlgorithm']}，本程序只写 {ALGORITHM}")
    names = sorted(data["versions"], key=lambda name: int(name.removeprefix("v")))
    versions = tuple(_version(int(name.removeprefix("v")), data["versions"][name]) for name in names)
    if [version.number for version in versions] != list(range(1, len(versions) + 1)) or not versions:
        raise ArchiveError("归档清单的版本号不连续")
    return Inventory(data["id"], versions, {name.lower(): paths[0] for name, paths in data["manifest"].items()})


def _version(number: int, block: Mapping[str, Any]) -> Version:
    state = {path: name.lower() for name, paths in block["state"].items() for path in paths}
    user = block.get("user", {})
    return Version(number, block["created"], block.get("message", ""), User(user.get("name", ""), user.get("address", "")), state)
