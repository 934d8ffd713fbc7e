"""Is the log of releases whole, signed, and the same history that the archive tells and that an earlier head told?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from plugins.gazette.findings import Finding, Severity

from . import keys, log, registration, root
from .findings import Code, finding
from .log import ENTRIES, HEADS, PUBLIC_KEY, Entry, Head, Log
from .root import Archived

ADVICE = "归档被中断过的，再运行一次 invoke release 即可；否则从备份恢复，并查明是谁改动的。"


def check(storage: Path, objects: Sequence[Archived], earlier: Path | None = None) -> Iterator[Finding]:
    """All that is wrong with the log beside a root, whose `objects` are known; `earlier` is a head that was kept."""
    folder = root.log_of(storage)
    found, prepared = log.read(folder), log.prepared(folder)
    if registration.holds(storage, prepared.newest):
        found = log.merged(found, prepared)
    if not found.entries and not found.heads:
        severity = Severity.ERROR if objects and earlier else Severity.NOTE
        yield finding(folder, Code.NO_LOG, "归档旁边没有日志，不能核对有无版本被改动或抽走", severity=severity)
        return
    yield from _history(folder, found)
    yield from _agreement(folder, found, objects)
    if earlier is not None:
        yield from _since(earlier, found)


def _history(folder: Path, found: Log) -> Iterator[Finding]:
    """Whether every entry and head is there, and each head is signed over the entries before it."""
    key = keys.read_public(found.public_key)
    if key is None or found.public_key != _pem(key):
        yield finding(folder / PUBLIC_KEY, Code.PUBLIC_KEY, "公钥不在或已被改动，不能核对日志头的签名")
        key = None
    size = max((*found.entries, *found.heads), default=0)
    for number in range(1, size + 1):
        if number not in found.entries:
            yield finding(folder / log.path_of(ENTRIES, number), Code.ENTRY_MISSING, f"日志的第 {number} 条不在了", ADVICE)
        if number not in found.heads:
            yield finding(folder / log.path_of(HEADS, number), Code.HEAD_MISSING, f"日志的第 {number} 个头不在了", ADVICE)
    if key is not None:
        yield from _signatures(folder, found, key)
    yield from _alterations(folder, found)


def _signatures(folder: Path, found: Log, key: Ed25519PublicKey) -> Iterator[Finding]:
    heads = {number: log.parse(Head, data) for number, data in found.heads.items()}
    if heads and not any(head and head.key == keys.fingerprint(key) for head in heads.values()):
        yield finding(folder / PUBLIC_KEY, Code.PUBLIC_KEY, "公钥不是签日志的那一把", ADVICE)
        return
    for number, data in found.heads.items():
        if not keys.is_signed(key, found.signatures.get(number, b""), data):
            path = folder / log.path_of(HEADS, number)
            yield finding(path, Code.HEAD_SIGNATURE, f"第 {number} 个日志头与它的签名不符", ADVICE)


def _alterations(folder: Path, found: Log) -> Iterator[Finding]:
    """The entries that are not what the head after them was signed over; one alteration shows in all later heads."""
    numbers = list(takewhile(lambda number: number in found.entries, range(1, found.size + 1)))
    hashes = log.tree_hashes([found.entries[number] for number in numbers], numbers)
    for number, expected in zip(numbers, hashes, strict=True):
        entry, head = log.parse(Entry, found.entries[number]), log.parse(Head, found.heads.get(number, b""))
        is_said = head is None or (head.size == number and head.root == expected)
        if entry is None or entry.index != number or not is_said:
            path = folder / log.path_of(ENTRIES, number)
            yield finding(path, Code.ENTRY_ALTERED, f"日志的第 {number} 条被改动，与签过名的日志头不符", ADVICE)
            return


def _agreement(folder: Path, found: Log, objects: Sequence[Archived]) -> Iterator[Finding]:
    """Whether the log and the archive tell of the same versions."""
    entries = {number: entry for number, data in found.entries.items() if (entry := log.parse(Entry, data))}
    logged = {(entry.object, entry.version): (number, entry) for number, entry in entries.items()}
    for one in objects:
        for version in one.versions:
            if (one.inventory.id, version.name) not in logged:
                path = one.root / one.place / version.name
                yield finding(path, Code.NOT_LOGGED, f"{one.address} 的 {version.name} 没有登记在日志里", ADVICE)
    held = {(one.inventory.id, version.name): (one, version) for one in objects for version in one.versions}
    for key, (number, entry) in logged.items():
        if key not in held:
            message = f"{entry.object} 的 {entry.version} 登记在日志里，归档里却没有"
            yield finding(folder / log.path_of(ENTRIES, number), Code.NOT_ARCHIVED, message, ADVICE)
            continue
        one, version = held[key]
        path = one.root / one.place / version.name / "inventory.json"
        if not path.is_file() or one.inventory_digest(version) != entry.inventory:
            yield finding(path, Code.NOT_ARCHIVED, f"{entry.version} 的清单不是登记在日志里的那一份（第 {number} 条）", ADVICE)


def _since(earlier: Path, found: Log) -> Iterator[Finding]:
    """Whether what an earlier head told of is still the beginning of the log."""
    head = log.parse(Head, earlier.read_bytes())
    if head is None:
        yield finding(earlier, Code.HEAD_EARLIER, "不是日志头文件", "应为日志 heads 文件夹中的一个 .json 文件。")
        return
    leaves = [found.entries[number] for number in range(1, head.size + 1) if number in found.entries]
    key = keys.read_public(found.public_key)
    if key is not None and head.key != keys.fingerprint(key):
        yield finding(earlier, Code.HEAD_EARLIER, "这个日志头是用另一把密钥签的：日志可能整个换过", ADVICE)
    elif len(leaves) < head.size:
        message = f"以前的日志有 {head.size} 条，现在只有 {found.size} 条：有版本被抽走"
        yield finding(earlier, Code.HEAD_EARLIER, message, ADVICE)
    elif log.tree_hash(leaves) != head.root:
        yield finding(earlier, Code.HEAD_EARLIER, "现在的日志与以前的日志头不符：历史被改动过", ADVICE)


def _pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
