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


def places(content: str, output: str = "output", cache: str = ".cache", settings: str = "pelicanconf.py") -> cli.Places:
    return cli.Places(
        given(content, "content"), given(output, "output"), given(cache, ".cache"), given(settings, "pelicanconf.py"),
        str(HERE),
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
) -> None:
    """生成站点（--date 构建日期，--no-pdf，--only pages：只要页面，--explain 地址：为何重做，--fresh：全部重做）"""
    cli.leave(cli.build(places(content, output, cache, settings), date, pdf, only, explain, fresh))


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


@task(positional=[])
def test(c: Context, args: str = "") -> None:
    """运行全部测试（--args 传给 pytest）"""
    sys.exit(c.run(f"{PYTHON} -m pytest {args}", pty=sys.stdout.isatty(), warn=True).exited)


@task
def bench(c: Context, args: str = "") -> None:
    """测量各阶段用时"""
    sys.exit(c.run(f"{PYTHON} -m tests.bench {args}", pty=sys.stdout.isatty(), warn=True).exited)
