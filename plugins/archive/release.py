"""How is an issue frozen? As the next version of its object, if it differs from the last one, and as an entry of the log.

A correction (更正) is a version with its reason. The bytes of all earlier versions stay where they are, whatever is built,
edited or upgraded later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.gazette.addresses import absolute

from . import aside, inventory, log, package, premis, registration, root, store
from .errors import ArchiveError
from .inventory import Inventory, User
from .log import Entry
from .package import EVENT, TOOLS
from .root import Archived


@dataclass(frozen=True)
class Act:
    """Why, by whom and when something is released, and with what it was made: `made_with` as JSON, with the names and
    versions of programs under ``engines``."""

    message: str
    user: User
    created: str
    made_with: Mapping[str, object]

    @property
    def programs(self) -> dict[str, str]:
        engines = self.made_with.get("engines", {})
        return {str(name): str(number) for name, number in engines.items()} if isinstance(engines, Mapping) else {}


@dataclass(frozen=True)
class Released:
    """The version that holds these files now; `is_new` is False when it held them before. `made_key` is True for the first
    release of all, which made the key of the log unless it was there."""

    id: str
    version: str
    is_new: bool
    files: int
    made_key: bool = False


def release(storage: Path, address: str, home: str, files: Mapping[str, bytes], act: Act, key: Path) -> Released:
    """Freeze these files of the issue at `address`; the key at `key` signs the log. Raises ArchiveError, also when another
    command is at work, and OSError (the disk is full): nothing has changed then."""
    if not act.message.strip():
        raise ArchiveError("归档要写明理由：--message …")
    store.must_be_usable(storage)
    with aside.workplace(storage) as work:
        registration.settle(storage)
        known = root.find(storage, address)
        if known is not None and _holds(known, files):
            return Released(known.inventory.id, known.inventory.head.name, False, len(files))
        if known is not None:
            known.must_be_whole()  # no version is put upon a damaged one, whose bytes it may share
        name = known.inventory.id if known else absolute(home, address)
        held = known.inventory if known else Inventory(name)
        whole = {**files, **_provenance(name, held, act)}
        state = {path: inventory.digest(data) for path, data in whole.items()}
        made_key = _enter(work, storage, held.plus(state, act.created, act.message, act.user), whole, known, key)
        return Released(name, f"v{len(held.versions) + 1}", True, len(whole), made_key)


def _holds(known: Archived, files: Mapping[str, bytes]) -> bool:
    """Whether the newest version has these very files; signatures that it has and nobody gave now stay."""
    state = known.inventory.head.state
    given = {path: inventory.digest(data) for path, data in files.items()}
    lasting = {path for path in (*state, *given) if package.is_lasting(path)}
    return all(state.get(path) == given.get(path) for path in {*lasting, *given})


def _provenance(id: str, held: Inventory, act: Act) -> dict[str, bytes]:
    version = f"v{len(held.versions) + 1}"
    event = premis.event(id, version, act.created, act.message, act.user, act.programs)
    return {EVENT: event, TOOLS: package.tools(act.made_with)}


def _enter(
    work: Path, storage: Path, held: Inventory, files: Mapping[str, bytes], known: Archived | None, key: Path
) -> bool:
    """Into the root and into the log: both happen, or neither. Whether the key was made for it."""
    signer, made_key = registration.key_for(storage, key)
    place = known.place if known else store.place_of(held.id)
    tree = store.stage(work, storage, place, held, files)
    folder = root.log_of(storage)
    head = held.head
    entry = Entry(
        log.read(folder).size + 1, held.id, head.name, inventory.digest(held.to_bytes()), head.created,
        head.user.name, head.message,
    )  # fmt: skip
    registration.prepare(folder, entry, signer)
    store.commit(tree, storage, place)
    registration.settle(storage)
    return made_key
