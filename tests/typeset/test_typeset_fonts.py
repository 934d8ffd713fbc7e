"""The wheel's fonts alone will do; better ones are named; an owner's file goes first; the same files, the same name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest

from plugins.typeset import fonts
from plugins.typeset.cmap import characters
from plugins.typeset.fonts import FontSettingError, Typefaces
from plugins.typeset.roles import Role
from tests.typeset.samples import Text, fonts_of

SANS = Path(pylopdf_fonts_zh_cn.sans_path())


def test_the_wheel_serves_every_role_of_the_standard(wheel_fonts: Typefaces) -> None:
    roles = {setting.role for setting in wheel_fonts.settings}
    assert {Role.FANG, Role.KAI, Role.HEI, Role.TITLE, Role.SONG, Role.MONO} <= roles
    title = next(s for s in wheel_fonts.settings if s.role is Role.TITLE)
    assert title.embolden
    assert {ord(char) for char in "〔〕《》—〇①㎡℃"} <= wheel_fonts.covered()


def test_it_says_which_fonts_would_be_better(wheel_fonts: Typefaces) -> None:
    advice = "\n".join(wheel_fonts.advice)
    for name in ("仿宋", "楷体", "小标宋", "FandolFang", "霞鹜文楷", "make fonts"):
        assert name in advice


def test_every_role_falls_back_on_the_same_families(wheel_fonts: Typefaces) -> None:
    assert len({frozenset(setting.families) for setting in wheel_fonts.settings}) == 1


def test_a_rare_character_is_set_from_the_font_that_has_it(
    wheel_fonts: Typefaces, text: Callable[..., Text], set_text: Callable[[Text], bytes]
) -> None:
    rare, usual = "\u4db6", "面"
    chain = next(setting.families for setting in wheel_fonts.settings if setting.role is Role.HEI)
    having = [face.family for face in wheel_fonts.faces if ord(rare) in characters(face.path, face.index)]
    assert chain[0] == "Noto Sans SC"
    assert having == ["Noto Serif SC"], "only a font behind the first has it"
    found = fonts_of(set_text(text(f"## 一、{rare}{usual}\n\n正文。")))
    assert (found[rare], found[usual]) == ("NotoSerifSC-Regular", "NotoSansSC-Regular")


def test_an_owners_file_goes_first(tmp_path: Path) -> None:
    (tmp_path / "字体").mkdir()
    shutil.copy(SANS, tmp_path / "字体" / "我的 仿宋.otf")
    found = fonts.find({"仿宋": "字体/我的 仿宋.otf"}, tmp_path, system=())
    fang = next(s for s in found.settings if s.role is Role.FANG)
    assert fang.families[0] == "Noto Sans SC"
    assert not any("仿宋" in sentence for sentence in found.advice)


def test_fonts_in_the_projects_folder_are_found(tmp_path: Path) -> None:
    (tmp_path / ".fonts/deep").mkdir(parents=True)
    shutil.copy(SANS, tmp_path / ".fonts/deep/a.otf")
    hei = next(
        face for face in fonts.find(project=tmp_path, system=()).faces if face.family == "Noto Sans SC"
    )
    assert hei.path.is_relative_to(tmp_path)


def test_the_name_does_not_depend_on_the_folder(tmp_path: Path, wheel_fonts: Typefaces) -> None:
    (tmp_path / ".fonts").mkdir()
    shutil.copytree(SANS.parent, tmp_path / ".fonts/copy")
    assert fonts.find(project=tmp_path, system=()).digest == wheel_fonts.digest


@pytest.mark.parametrize(
    ("setting", "words"),
    [({"仿宋": "没有.ttf"}, "没有.ttf"), ({"隶书": "a.ttf"}, "隶书"), ({"楷体": "坏.ttf"}, "坏.ttf")],
)
def test_a_wrong_setting_is_named(setting: dict[str, str], words: str, tmp_path: Path) -> None:
    (tmp_path / "坏.ttf").write_text("not a font")
    with pytest.raises(FontSettingError, match=words):
        fonts.find(setting, tmp_path, system=())


def test_the_gathered_folder_holds_the_files_and_can_be_made_twice(
    tmp_path: Path, wheel_fonts: Typefaces
) -> None:
    folder = fonts.linked(wheel_fonts, tmp_path)
    assert fonts.linked(wheel_fonts, tmp_path) == folder
    assert len(list(folder.iterdir())) == len(wheel_fonts.files)


def test_a_fonts_characters() -> None:
    found = characters(SANS)
    assert {ord("的"), ord("〔"), ord("A"), 0x20} <= found
    assert 0xE010 not in found
    assert len(found) > 20_000


def test_a_file_that_is_no_font(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(b"\0\1\0\0 no font")
    with pytest.raises(ValueError, match=r"a\.ttf"):
        characters(tmp_path / "a.ttf")
