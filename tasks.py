"""The commands, `invoke --list`. Each is a thin call of a package."""

import os
import shlex
import sys
from pathlib import Path

from invoke import Context, task

ROOT = Path(__file__).resolve().parent
if sys.dont_write_bytecode:  # compiling every module anew is half of what an editor would wait for: keep it out of the way
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(ROOT / ".cache" / "bytecode")

from plugins.portal import cli
from plugins.portal.paths_task import PathsTask

PYTHON = shlex.quote(sys.executable)
HERE = Path.cwd()
os.chdir(ROOT)


def given(path: str, default: str = "") -> str:
    """A path of the command line, which counts from where the command was typed; a default counts from here."""
    return path if path == default or HERE == ROOT else str(HERE / path)


def places(
    content: str, output: str = "output", cache: str = ".cache", settings: str = "pelicanconf.py", archive: str = ""
) -> cli.Places:
    return cli.Places(
        given(content, "content"), given(output, "output"), given(cache, ".cache"), given(settings, "pelicanconf.py"),
        str(HERE), archive and given(archive),
    )  # fmt: skip


@task
def build(
    c: Context,
    content: str = "content",
    output: str = "output",
    cache: str = ".cache",
    date: str = "",
    settings: str = "pelicanconf.py",
    pdf: bool = True,
    only: str = "",
    explain: str = "",
    fresh: bool = False,
    archive: str = "",
) -> None:
    """生成站点（--date 构建日期，--no-pdf，--only pages：只要页面，--explain 地址：为何重做，--fresh：全部重做）"""
    cli.leave(cli.build(places(content, output, cache, settings, archive), date, pdf, only, explain, fresh))


@task
def serve(c: Context, content: str = "content", output: str = "output", cache: str = ".cache", port: int = 8000) -> None:
    """生成并在本机预览，保存文件后自动重新生成"""
    sys.exit(cli.serve(places(content, output, cache), port))


@task(klass=PathsTask, positional=["paths"])
def check(
    c: Context,
    paths: str = "",
    format: str = "text",
    content: str = "content",
    cache: str = ".cache",
    date: str = "",
    settings: str = "pelicanconf.py",
) -> None:
    """检查文稿（可给出一个或多个文件；--format text|github|json|sarif）"""
    cli.leave(cli.check([given(path) for path in paths], format, places(content, cache=cache, settings=settings), date))


@task(klass=PathsTask, positional=["paths"])
def number(c: Context, paths: str = "", content: str = "content", date: str = "", settings: str = "pelicanconf.py") -> None:
    """编定索引号并登记（可给出文件或文件夹；不给出时为全部已发布的本区文件）"""
    from plugins.editing import cli as editing

    sys.exit(editing.number([given(path) for path in paths], places(content, settings=settings), date))


@task(klass=PathsTask, positional=["paths"])
def fix(
    c: Context,
    paths: str = "",
    dry_run: bool = False,
    content: str = "content",
    cache: str = ".cache",
    date: str = "",
    settings: str = "pelicanconf.py",
) -> None:
    """改正不需判断的错误（文号括号、零宽字符、全角数字等）并显示改动；--dry-run 只显示"""
    from plugins.editing import cli as editing

    where = places(content, cache=cache, settings=settings)
    sys.exit(editing.fix([given(path) for path in paths], where, date, dry=dry_run))


@task(positional=["kind"], help={"kind": "文件种类，如 办事指南、意见征集、policy"})
def new(
    c: Context,
    kind: str,
    title: str = "",
    name: str = "",
    content: str = "content",
    date: str = "",
    settings: str = "pelicanconf.py",
) -> None:
    """写一份新文件的骨架（--title 标题 --name 文件名）"""
    from plugins.editing import cli as editing

    sys.exit(editing.new(kind, title, name, places(content, settings=settings), date))


@task(positional=[])
def docs(c: Context, content: str = "content", to: str = "docs", settings: str = "pelicanconf.py") -> None:
    """由程序生成的文档：检查规则、字段表、各种文件元数据的 JSON Schema（--to 文件夹）"""
    from plugins.editing import cli as editing

    sys.exit(editing.describe(Path(given(to, "docs")), places(content, settings=settings)))


@task(positional=["what"], help={"what": "导出什么：search（检索服务器用的数据）"})
def export(
    c: Context,
    what: str,
    to: str = "",
    content: str = "content",
    output: str = "output",
    cache: str = ".cache",
    date: str = "",
    settings: str = "pelicanconf.py",
) -> None:
    """导出数据：invoke export search --to 文件夹，逐条款写出 OpenSearch 和 Meilisearch 用的数据和设置"""
    from plugins.search.export import cli as exporting

    cli.leave(exporting.export(what, given(to), places(content, output, cache, settings), date))


@task(klass=PathsTask, positional=["paths"])
def sign(
    c: Context,
    paths: str = "",
    to: str = "signed",
    config: str = "",
    output: str = "output",
    settings: str = "pelicanconf.py",
) -> None:
    """给 PDF 签名（文件，或一期公报如 2016/06；--to 文件夹，--config 签章设置文件），见 docs/签章手册.md"""
    from plugins.archive.signing import cli as signing

    config = config and given(config)
    sys.exit(signing.sign(paths, given(to, "signed"), places("content", output, settings=settings), config))


@task(positional=["issue"], help={"issue": "哪一期，如 2016/06"})
def release(
    c: Context,
    issue: str,
    message: str = "",
    user: str = "",
    signed: str = "",
    created: str = "",
    archive: str = "",
    content: str = "content",
    output: str = "output",
    cache: str = ".cache",
    date: str = "",
    settings: str = "pelicanconf.py",
) -> None:
    """归档一期公报：先生成站点，再把这一期封存为一个版本（--message 理由，--user "姓名 <邮箱>"，--signed 签过名的 PDF）"""
    from plugins.archive import cli as archiving
    from plugins.typeset.provenance import made_with

    where, act = places(content, output, cache, settings, archive), archiving.Wish(message, user, created, given(signed))
    unready = archiving.unready(issue, act, where, date)
    cli.leave(unready or archiving.release(issue, act, where, date, made_with, cli.build(where, date)))


@task(positional=[])
def verify(c: Context, archive: str = "archive", site: str = "", head: str = "", signing: str = "", format: str = "text") -> None:
    """核验归档（--archive 文件夹，--site 已发布的站点，--head 以前存下的日志头，--signing 签章设置文件）"""
    from plugins.archive import cli as archiving

    archive = given(archive, "archive")
    sys.exit(archiving.verify(archive, given(site), given(head), given(signing), format))


@task(positional=["issue"], help={"issue": "哪一期，如 2016/06"})
def bag(
    c: Context,
    issue: str,
    to: str = ".",
    version: str = "",
    archive: str = "",
    content: str = "content",
    settings: str = "pelicanconf.py",
) -> None:
    """把已归档的一期打成 BagIt 包（--to 文件夹，--version 版本，不写为最新版）"""
    from plugins.archive import cli as archiving

    sys.exit(archiving.bag(issue, given(to), version, places(content, settings=settings, archive=archive)))


@task(positional=["action"], help={"action": "export"})
def archive(c: Context, action: str, to: str = "", archive: str = "archive") -> None:
    """复制整个归档：invoke archive export --to 文件夹 或 s3://存储桶/路径，复制后逐个核对"""
    from plugins.archive import cli as archiving

    sys.exit(archiving.export(action, to if "://" in to else to and given(to), given(archive, "archive")))


@task
def log_key(c: Context, archive: str = "", content: str = "content", settings: str = "pelicanconf.py") -> None:
    """生成归档日志的密钥，已有的显示其指纹"""
    from plugins.archive import cli as archiving

    sys.exit(archiving.log_key(places(content, settings=settings, archive=archive)))


@task(positional=[])
def test(c: Context, args: str = "") -> None:
    """运行全部测试（--args 传给 pytest）"""
    sys.exit(c.run(f"{PYTHON} -m pytest {args}", pty=sys.stdout.isatty(), warn=True).exited)


@task
def bench(c: Context, args: str = "") -> None:
    """测量各阶段用时"""
    sys.exit(c.run(f"{PYTHON} -m tests.bench {args}", pty=sys.stdout.isatty(), warn=True).exited)
