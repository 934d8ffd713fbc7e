"""Whatever is edited, in whatever order: the site is byte for byte the one that a clean build makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from plugins.portal import cli
from plugins.portal.cli import Places
from tests.building import ROOT, files, policy, write

DAY = "2026-11-22"
ISSUER = "昆明市西山区人民政府"
SETTINGS = """
import sys
sys.path.insert(0, {root!r})
from pelicanconf import *
from pelicanconf import PORTAL
THEME = {theme!r}
PORTAL = {{**PORTAL, "telephone": {telephone!r}, "vocabularies": {vocabularies!r}, "content_label": "content"}}
"""


def number(n: int) -> str:
    return f"西政发〔2020〕{n}号"


def document(n: int) -> str:
    """The nth document: each names others in its fields or its text."""
    fields = {"文号": number(n), "成文日期": f"2020-05-{n % 27 + 1:02}"}
    if n % 4 == 1 and n > 1:
        fields["依据"] = f"[{number(n - 1)}]"
    if n % 9 == 2 and n > 2:
        fields["修改"] = f"[{number(n - 2)}]"
    if n % 7 == 3:
        fields["附件"] = f"[attachments/{n % 3}.csv]"
    other = n - 1 or 7
    body = f"第一条 为了示范，根据《关于事项{other}的通知》（{number(other)}）第二条，制定本办法。\n\n第二条 办法{n}。\n"
    return policy(f"关于事项{n}的通知", f"2020-05-{n % 27 + 1:02}", body, **fields)


def interpretation(n: int) -> str:
    text = policy(f"《关于事项{n}的通知》解读", "2020-06-01", "一问一答。", 解读=f"[{number(n)}]")
    return text.replace("体裁: 通知\n", "")


def contents() -> dict[str, str]:
    """Sixty files: policies, interpretations, a work of two versions, an issue of the bulletin, attachments."""
    made = {f"policies/2020/p{n}.md": document(n) for n in range(1, 45)}
    made |= {f"interpretations/2020/i{n}.md": interpretation(n) for n in range(4, 44, 4)}
    made |= {f"policies/2018/办法/{day}.md": policy("示范办法", day, f"第一条 {day}。") for day in ("2018-01-01", "2019-01-01")}
    printed = "  - 栏目: 文件\n    文件: [policies/2020/p1.md, policies/2020/p2.md, 示范办法]\n"
    head = f"标题: 公报\n期号: 2020年第1期\n发布机构: {ISSUER}\n发布日期: 2020-06-30"
    made["bulletins/2020/01.md"] = f"---\n{head}\n目录:\n{printed}---\n"
    return made | {f"attachments/{n}.csv": f"甲,{n}\n" for n in range(3)}


@dataclass
class World:
    """A project on disk: content, theme, vocabularies and settings, all of which may be edited."""

    folder: Path
    telephone: str = "68212345"
    day: str = DAY
    edits: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @classmethod
    def make(cls, folder: Path) -> World:
        world = cls(folder)
        write(world.content, contents())
        shutil.copytree(ROOT / "theme", folder / "theme")
        shutil.copytree(ROOT / "content" / "vocabularies", folder / "vocabularies")
        return world

    def build(self, name: str) -> int:
        """With the output and the cache of that name."""
        settings = self.folder / "settings.py"
        values = {"root": str(ROOT), "theme": str(self.folder / "theme"), "telephone": self.telephone,
                  "vocabularies": str(self.folder / "vocabularies")}  # fmt: skip
        settings.write_text(SETTINGS.format(**values), "utf-8")
        places = Places(str(self.content), str(self.folder / name), str(self.folder / f"{name}-cache"), str(settings))
        return cli.build(places, self.day, pdf=False)

    def clean(self) -> dict[str, bytes] | None:
        """What a clean build makes; None where it refuses the content."""
        for name in ("clean", ".clean.spare", "clean-cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return files(self.folder / "clean") if self.build("clean") == 0 else None

    def is_as_clean(self) -> bool:
        """Build, and compare: with a clean build, or, where that refuses, with the site as it was."""
        before = files(self.folder / "site")
        status, clean = self.build("site"), self.clean()
        assert status == (1 if clean is None else 0)
        expected = before if clean is None else clean
        assert _differing(files(self.folder / "site"), expected) == {}
        return clean is not None

    def path(self, choose: Choose) -> Path:
        return choose(sorted(self.content.rglob("*.md")))

    def policy(self, choose: Choose) -> Path:
        return choose(sorted(self.content.glob("policies/2020/*.md")))


Choose = Callable[[Sequence[Any]], Any]
TABLE = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"
ADDED = ("又一段。", "第三条 又一条。", "见《关于事项5的通知》。", "[另一件](p7.md)", "![图](/images/a.png)", TABLE,
         "根据《示范办法》第一条办理。", "附注[^1]\n\n[^1]: 注释")  # fmt: skip


def add_to_a_body(world: World, choose: Choose) -> None:
    path, text = world.policy(choose), choose(ADDED)
    write(world.content, {"images/a.png": "不是图"})
    _write(path, f"{path.read_text('utf-8')}\n{text}\n")


def change_a_body(world: World, choose: Choose) -> None:
    path = world.policy(choose)
    _write(path, path.read_text("utf-8").replace("办法", f"办法{world.edits}甲"))


def change_a_title(world: World, choose: Choose) -> None:
    path = world.policy(choose)
    _write(path, path.read_text("utf-8").replace("标题: 关于", f"标题: 关于第{world.edits}次修订的", 1))


def change_a_date(world: World, choose: Choose) -> None:
    path = world.policy(choose)
    _write(path, path.read_text("utf-8").replace("2020-05-0", "2020-05-1"))


def change_the_publisher(world: World, choose: Choose) -> None:
    path = world.policy(choose)
    _write(path, path.read_text("utf-8").replace(f"发布机构: {ISSUER}\n", f"发布机构: {ISSUER}办公室\n"))


def move_to_another_column(world: World, choose: Choose) -> None:
    path = world.policy(choose)
    target = world.content / "notices" / "2020" / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)


def delete(world: World, choose: Choose) -> None:
    world.policy(choose).unlink()


def rename(world: World, choose: Choose) -> None:
    path = world.policy(choose)
    path.rename(path.with_name(f"改名{world.edits}.md"))


def add_a_version(world: World, choose: Choose) -> None:
    day = f"20{21 + world.edits % 6}-0{1 + world.edits % 9}-01"
    write(world.content, {f"policies/2018/办法/{day}.md": policy("示范办法", day, f"第一条 {day}新版。")})


def change_a_version(world: World, choose: Choose) -> None:
    path = choose(sorted(world.content.glob("policies/2018/办法/*.md")))
    _write(path, path.read_text("utf-8").replace("第一条", f"第一条 第{world.edits}次改动，", 1) + "\n第九条 又一条。\n")


def add_a_document(world: World, choose: Choose) -> None:
    write(world.content, {f"policies/2020/新{world.edits}.md": document(1008 + 36 * world.edits)})


def change_a_template(world: World, choose: Choose) -> None:
    name = choose(["document.html", "components/redline.html", "components/footer.html", "column.html", "catalogue.html",
                   "changes.html"])  # fmt: skip
    path = world.folder / "theme" / "templates" / str(name)
    _write(path, path.read_text("utf-8").replace("</", f"<!-- {world.edits} --></", 1))


def change_the_style(world: World, choose: Choose) -> None:
    path = world.folder / "theme" / "static" / "css" / "portal.css"
    _write(path, f"{path.read_text('utf-8')}/* {world.edits} */\n")


def change_a_setting(world: World, choose: Choose) -> None:
    world.telephone = f"6821{world.edits:04}"


def change_a_vocabulary(world: World, choose: Choose) -> None:
    path = world.folder / "vocabularies" / "columns.yaml"
    _write(path, path.read_text("utf-8").replace("政策文件", f"政策文件{world.edits}", 1))


def change_the_day(world: World, choose: Choose) -> None:
    world.day = str(choose(["2026-11-22", "2026-11-23", "2026-12-31"]))


def change_an_attachment(world: World, choose: Choose) -> None:
    write(world.content, {f"attachments/{choose(range(3))}.csv": f"乙,{world.edits}\n"})


def keep_size_and_time(world: World, choose: Choose) -> None:
    path = world.policy(choose)
    before = path.stat()
    text = path.read_text("utf-8")
    _write(path, text.replace("为了示范", "因为示范") if "为了示范" in text else text.replace("因为示范", "为了示范"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def touch(world: World, choose: Choose) -> None:
    world.path(choose).touch()


def break_and_mend(world: World, choose: Choose) -> None:
    """A build that is refused changes nothing, and the next knows all that happened before."""
    path = world.policy(choose)
    text = path.read_text("utf-8")
    before = files(world.folder / "site")
    _write(path, f"{text}\n<script>1</script>\n")
    assert world.build("site") == 1
    assert files(world.folder / "site") == before
    _write(path, text.replace("第一条", "第一条 修正", 1))


EDITS = (add_to_a_body, change_a_body, change_a_title, change_a_date, change_the_publisher, move_to_another_column, delete,
         rename, add_a_version,
         change_a_version, add_a_document, change_a_template, change_the_style, change_a_setting, change_a_vocabulary,
         change_the_day, change_an_attachment, keep_size_and_time, touch, break_and_mend)  # fmt: skip


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world that is built already, to be copied."""
    folder = tmp_path_factory.mktemp("world")
    world = World.make(folder)
    assert world.build("site") == 0
    return folder


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_after_any_edits_the_site_is_that_of_a_clean_build(
    template: Path, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("edited") / "world"
    shutil.copytree(template, folder, symlinks=True)
    world = World(folder)
    for _ in range(data.draw(st.integers(2, 5), "rounds")):
        for edit in data.draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=2), "edits"):
            world.edits += 1
            note(edit.__name__)
            edit(world, lambda choices: data.draw(st.sampled_from(choices)))
        world.is_as_clean()
    shutil.rmtree(folder.parent)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_after_one_edit_the_site_is_that_of_a_clean_build(template: Path, edit: Callable[..., None], tmp_path: Path) -> None:
    folder = tmp_path / "world"
    shutil.copytree(template, folder, symlinks=True)
    world = World(folder, edits=1)
    assert world.build("site") == 0
    edit(world, lambda choices: choices[len(choices) // 3])
    assert world.is_as_clean()


def _differing(one: dict[str, bytes], other: dict[str, bytes]) -> dict[str, str]:
    paths = {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}
    return {path: "more" if path not in other else "less" if path not in one else "other" for path in sorted(paths)}
