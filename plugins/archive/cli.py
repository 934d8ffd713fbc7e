"""What the archive's commands do, with their exit statuses.

0 all is well · 1 something is wrong with what was looked at · 2 the command could not do its work.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.checks import refuses, reports
from plugins.gazette import vocabularies
from plugins.gazette.findings import Finding
from plugins.portal.bodies import ContentChanged
from plugins.portal.cli import FAILED, OK, REFUSED, Places
from plugins.portal.config import PortalConfig, seconds

from . import aside, contents, keys, package, root
from .errors import ArchiveError, why
from .findings import Code
from .inventory import User

if TYPE_CHECKING:
    from .release import Released

NUMBER = re.compile(r"\d{0,9}", re.ASCII)
PERSON = re.compile(r"^(?P<name>[^<>]+?)\s*(?:<(?P<address>[^<>\s]+)>)?$")


@dataclass(frozen=True, slots=True)
class Wish:
    """A release as it is asked for at the terminal; `signed` is a folder of signed PDFs or empty."""

    message: str
    user: str = ""
    created: str = ""
    signed: str = ""


def unready(name: str, wish: Wish, places: Places, date: str) -> int:
    """Whether a release can't be as it is asked for: told before the build, which may take minutes. An exit status."""
    from . import store

    try:
        config = places.portal(date)
        contents.must_be_name(name)
        _asked(wish, config)
        store.must_be_usable(config.archive)
    except (ArchiveError, ValueError) as error:
        return _say(f"没有归档：{error}")
    except OSError as error:
        return _say(f"没有归档：{why(error, config.archive)}")
    return OK


def release(
    name: str, wish: Wish, places: Places, date: str, made_with: Callable[[PortalConfig], Mapping[str, object]], built: int
) -> int:
    """Freeze the issue `<year>/<no>` as the site in `places.output` has it; `built` is the exit status of its build."""
    from . import release as releasing  # only this command writes the root

    if built != OK:
        return _say("没有归档：站点没有完整生成，先解决以上问题")
    try:
        config = places.portal(date)
        words = vocabularies.read(Path(places.content) / "vocabularies", config.vocabularies)
        found = contents.read(Path(places.content), words, name)
        files = package.lasting(found, Path(places.output), words, config.home)
        if wish.signed:
            files |= package.signed(files, Path(wish.signed))
        user, created = _asked(wish, config)
        act = releasing.Act(wish.message, user, created, made_with(config))
        done = releasing.release(config.archive, found.address, config.home, files, act, key_of(config))
    except (ArchiveError, ContentChanged, ValueError) as error:
        return _say(f"没有归档：{error}")
    except OSError as error:
        return _say(f"没有归档：{why(error, config.archive)}，归档保持原样")
    _tell(name, done, config)
    return OK


def verify(archive: str, site: str, head: str, signing: str, form: str) -> int:
    """Look at a storage root and say what is wrong with it."""
    from . import verify as judging

    published, earlier = (Path(name) if name else None for name in (site, head))
    try:
        if form not in reports.FORMATS:
            raise ArchiveError(f"--format 没有“{form}”，可用：{'、'.join(reports.FORMATS)}")
        verdict = judging.verify(Path(archive), published, earlier, judge(signing) if signing else None)
    except (ArchiveError, ValueError) as error:
        return _say(f"没有核验：{error}")
    except OSError as error:
        return _say(f"没有核验：{why(error)}")
    if verdict.findings or form != "text":
        print(reports.FORMATS[form](list(verdict.findings)))
    if form == "text":
        size = f"{verdict.size / 1e6:.1f} MB"
        print(f"核验了 {verdict.issues} 期、{verdict.versions} 个版本、{verdict.files} 个文件（{size}）")
        print(_judged(verdict.findings))
    return REFUSED if refuses(verdict.findings) else OK


def _judged(findings: Iterable[Finding]) -> str:
    """The verdict in a sentence, which claims no more than was looked at."""
    if refuses(findings):
        return "没有通过核验，见以上错误：从备份或其他副本取回这些文件，再核验一次"
    if any(one.code == Code.NO_LOG for one in findings):
        return "核验通过：各文件与清单一致；没有日志，清单本身有没有改动还不知道"
    return "核验通过：内容完整，没有改动"


def bag(name: str, to: str, version: str, places: Places) -> int:
    """Write the bag of an archived issue's newest version, or of the one numbered `version`, into the folder `to`."""
    from . import bag as bagging

    try:
        config = places.portal("")
        one = root.find(config.archive, f"bulletins/{name}/")
        if one is None:
            known = "、".join(held.address.strip("/").removeprefix("bulletins/") for held in root.objects(config.archive))
            advice = f"现有 {known}" if known else "先运行 invoke release"
            raise ArchiveError(f"{config.archive} 中没有已归档的 {name}；{advice}")
        if not NUMBER.fullmatch(version):
            raise ArchiveError(f"--version 应写作 2 的样子；当前为“{version}”")
        chosen = one.inventory.version(int(version)) if version else one.inventory.head
        made = bagging.zipped(one, chosen, config.organiser or config.host_unit or config.site_name)
        bagging.check(made)
        path = Path(to) / f"{bagging.name(one, chosen)}.zip"
        aside.replace(path, made)
    except (ArchiveError, ValueError) as error:
        return _say(f"没有打包：{error}")
    except OSError as error:
        return _say(f"没有打包：{why(error, to)}")
    print(f"已打包 {name} 第 {chosen.number} 版：{path}（BagIt 1.0，{len(made) / 1e6:.1f} MB）")
    return OK


def export(action: str, to: str, archive: str) -> int:
    """Copy the storage root and its log to a folder or to object storage, and read everything back."""
    from . import export as copying

    try:
        if action != "export":
            raise ArchiveError(f"invoke archive 后面只能是 export；当前为“{action}”")
        if not to:
            raise ArchiveError("请给出目的地：--to 文件夹 或 --to s3://存储桶/路径")
        count = copying.export(Path(archive), to)
    except (ArchiveError, ValueError, ImportError) as error:
        return _say(f"没有导出：{error}")
    except OSError as error:
        return _say(f"没有导出：{why(error, to)}；目的地还不是完整的归档，再运行一次即接着复制")
    print(f"已导出到 {to}：{count} 个文件，逐个读回核对无误")
    return OK


def log_key(places: Places) -> int:
    """Make the key of the log, or say which one there is."""
    try:
        path = key_of(places.portal(""))
        key = keys.load(path) if path.exists() else keys.create(path)
    except (ArchiveError, ValueError) as error:
        return _say(f"日志密钥有误：{error}")
    except OSError as error:
        return _say(f"日志密钥有误：{why(error)}")
    print(f"日志密钥 {path}")
    print(f"公钥指纹（SHA-256）{keys.fingerprint(key.public_key())}")
    return OK


def judge(settings: str) -> Callable[[Path, str], Iterable[Finding]]:
    """Judges the signatures of a PDF by the office's signing configuration, as of the day of its release."""
    from . import signing
    from .findings import finding

    office = signing.load(Path(settings))

    def of_file(path: Path, created: str) -> Iterable[Finding]:
        for fault in signing.verify(path, office.trust(datetime.fromisoformat(created))):
            yield finding(path, fault.code, fault.message)

    return of_file


def _tell(name: str, done: Released, config: PortalConfig) -> None:
    if not done.is_new:
        print(f"{name} 与已归档的 {done.version} 完全相同，没有新增版本")
        return
    print(f"已归档 {name} 第 {done.version.removeprefix('v')} 版（{done.version}），{done.files} 个文件，{done.id}")
    if done.made_key:
        print(f"第一次归档，日志密钥是 {key_of(config)}：请妥善保管并另存备份，以后每次归档都用它签名")
    print("再次运行 invoke build，新版本即随站点公布")


def _asked(wish: Wish, config: PortalConfig) -> tuple[User, str]:
    """Who releases, and when. Raises ArchiveError for what is missing or can't be understood."""
    if not wish.message.strip():
        raise ArchiveError("归档要写明理由：--message 理由")
    if wish.signed and not Path(wish.signed).is_dir():
        raise ArchiveError(f"没有签过名的 PDF 的文件夹 {wish.signed}")
    return user_of(wish.user, config), moment(wish.created, os.environ)


def key_of(config: PortalConfig) -> Path:
    """The private key of the log: as the settings say, else beside the storage root."""
    return config.log_key or config.archive.with_name(f".{config.archive.name}-log-key.pem")


def user_of(written: str, config: PortalConfig) -> User:
    """`姓名 <邮箱>`, the address left out or not; without either the office itself. Raises ArchiveError."""
    office = config.organiser or config.host_unit or config.site_name
    match = PERSON.match(written.strip() or office)
    if match is None:
        raise ArchiveError(f"--user 应写作 张三 <zhangsan@example.gov.cn> 的样子；当前为“{written}”")
    address = match["address"] or config.home
    return User(match["name"], address if ":" in address else f"mailto:{address}")


def moment(given: str, environment: Mapping[str, str]) -> str:
    """When it happens, with its zone: as given, else SOURCE_DATE_EPOCH, else now. Raises ArchiveError."""
    if given:
        try:
            found = datetime.fromisoformat(given)
        except ValueError:
            raise ArchiveError(f"--created 应写作 2016-12-30T09:00:00+08:00 的样子；当前为“{given}”") from None
    else:
        epoch = seconds(environment)
        found = datetime.fromtimestamp(epoch, UTC) if epoch is not None else datetime.now().astimezone()
    return (found if found.tzinfo else found.astimezone()).isoformat(timespec="seconds")


def _say(words: str) -> int:
    print(words, file=sys.stderr)
    return FAILED
