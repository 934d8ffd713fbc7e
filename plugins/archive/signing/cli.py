"""The command `sign`, with its exit statuses.

0 all is signed · 1 a file could not be signed, and none was written · 2 a setting, a key or an argument can't be used.
"""

from __future__ import annotations

import getpass
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pyhanko.sign.signers import Signer

from plugins.archive import aside
from plugins.archive.errors import ArchiveError, why
from plugins.portal.cli import FAILED, OK, REFUSED, Places
from plugins.portal.config import SettingsError

from . import configuration_file, signature
from .configuration import Signing
from .credentials import opened
from .findings import Trust
from .signature import NotSigned, Signed
from .verification import Unreadable, faults

ISSUE = re.compile(r"^\d{4}/[^/]+$")
VARIABLE = "GAZETTE_PASSPHRASE"
WITHOUT_TIME = "没有设置时间戳服务：按 PAdES B-B 签名，签名不能证明何时作出，证书到期后不能再验证"


def sign(paths: Sequence[str], to: str, places: Places, configuration: str = "") -> int:
    """Sign PDF files, or the PDF of an issue (2016/06), into the folder `to`; all of them or none."""
    try:
        signing = configuration_file.load(_configuration(places, configuration))
        files, moment = _files(paths, Path(to), places), datetime.now(UTC)
        if not signing.server:
            print(WITHOUT_TIME)
        with opened(signing, _passphrase, moment) as signer:
            made = dict(_signed(files, signer, signing, moment))
        _write(Path(to), made)
    except SettingsError as error:
        print(f"设置有误：{error}", file=sys.stderr)
        return FAILED
    except (NotSigned, ArchiveError, OSError) as error:
        print(f"没有签名，原有文件未变：{why(error, to) if isinstance(error, OSError) else error}", file=sys.stderr)
        return REFUSED
    print(f"完成：新签 {len(made)} 份，已有 {len(files) - len(made)} 份")
    return OK


def _configuration(places: Places, given: str) -> Path:
    path = given or places.portal("").signing
    if not path:
        raise SettingsError("没有签章设置：用 --config 指出签章设置文件，或写在 PORTAL['signing']（见 docs/签章手册.md）")
    return Path(path)


def _files(paths: Sequence[str], to: Path, places: Places) -> Mapping[Path, Path]:
    """Each file to be made, and the one it is made of. Raises SettingsError."""
    if not paths:
        raise SettingsError("没有说明给什么签名：invoke sign 文件.pdf… 或 invoke sign 2016/06")
    site, found = Path(places.output).resolve(), dict[Path, Path]()
    for path in paths:
        file = (Path(places.typed_in) / path).resolve()
        if ISSUE.match(path) and not file.exists():
            file = site / "bulletins" / path / "document.pdf"
        if not file.is_file():
            raise SettingsError(f"没有文件 {file}" + ("：请先 invoke build" if ISSUE.match(path) else ""))
        known = next((folder for folder in (site, to.resolve()) if file.is_relative_to(folder)), file.parent)
        target = to / file.relative_to(known)
        if target.resolve() in (file, *(one.resolve() for one in found)):
            raise SettingsError(f"{path} 签名后的文件 {target} 会覆盖另一份：请用 --to 另指文件夹，或分几次签名")
        found[target] = file
    return found


def _signed(files: Mapping[Path, Path], signer: Signer, signing: Signing, moment: datetime) -> Iterator[tuple[Path, bytes]]:
    for target, file in files.items():
        trust = signing.trust(moment)
        data = _standing(target, file.read_bytes(), signer, trust)
        if signature.is_signed_by(data, signer) and not faults(data, trust):
            print(f"{target}：已有签名，没有变化")
            continue
        try:
            signed = signature.sign(data, signer, signing, moment)
        except NotSigned as error:
            raise NotSigned(f"{file}：{error}") from error
        print(f"{target}：PAdES {signing.level}，{_seen(signed, signing)}")
        yield target, signed.data


def _seen(signed: Signed, signing: Signing) -> str:
    if signed.place is not None:
        return f"印章盖在第 {signed.place.page} 页"
    return "页面上没有留给印章的位置，印章不显示" if signing.seal else "没有设置印章图像，印章不显示"


def _standing(target: Path, given: bytes, signer: Signer, trust: Trust) -> bytes:
    """What is to be signed: what stands in the target's place, if an earlier run made it of these very bytes. One's own
    signature that does not hold, or is of other bytes, is made anew. Raises NotSigned where another office's would be lost."""
    if not target.is_file():
        return given
    data = target.read_bytes()
    try:
        is_shared = signature.is_signed_by_others(data, signer)
    except Unreadable as error:
        raise NotSigned(f"{target}：{error}，看不出有没有别的机关的签名：请先把它移走") from error
    if not data.startswith(given):
        if is_shared:
            raise NotSigned(f"{target}：有别的机关的签名，但不是由现在的 PDF 签成的：请先把它移走，各机关依次重签")
        return given
    return data if is_shared or not faults(data, trust) else given


def _write(to: Path, made: Mapping[Path, bytes]) -> None:
    """Put the files in their places, when all of them are on the disk."""
    with aside.workplace(to) as work:
        for number, data in enumerate(made.values()):
            aside.write(work / str(number), data)
        for number, target in enumerate(made):
            target.parent.mkdir(parents=True, exist_ok=True)
            (work / str(number)).replace(target)
            aside.sync(target.parent)


def _passphrase(words: str) -> str:
    """From the environment, else asked for at the terminal: never an argument, which others on the machine can read."""
    given = os.environ.get(VARIABLE)
    if given is None and not sys.stdin.isatty():
        raise SettingsError(f"没有{words}：请在终端运行，或设环境变量 {VARIABLE}")
    return getpass.getpass(f"{words}：") if given is None else given
