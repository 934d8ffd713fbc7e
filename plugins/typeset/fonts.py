"""Which font files are the texts set in? The roles of GB/T 9704-2012 (仿宋, 楷体, 黑体, 小标宋) and their stand-ins.

A role takes the owner's file, else the first family of its list that the machine has. Whatever is chosen, the
families behind it are the same for every role, so a character is either in the whole chain or in none of it.
Noto Serif SC and Noto Sans SC from the wheel `pylopdf-fonts-zh-cn` are always there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from .cmap import characters
from .roles import BEST_FREE, BOLD, CANDIDATES, MADE_FOR_TITLES, POOR_LATIN, RARE, SANS, SERIF, SYMBOLS, Role

SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
SYSTEM_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
    Path.home() / "Library/Fonts",
    Path("/Library/Fonts"),
)


class FontSettingError(ValueError):
    """A font file that the owner names can't be used; the message is Chinese and says which."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file; `index` counts the faces of a collection from 0."""

    family: str
    weight: int
    path: Path
    index: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What a role is set in: its families, first choice first.

    `latin` is the family of letters and digits, where it is another; `embolden` asks for strokes in place of a bold.
    """

    role: Role
    families: tuple[str, ...]
    weight: int
    embolden: bool = False
    latin: str = ""


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The chosen fonts. `advice` says in Chinese which better fonts would be used if they were there."""

    settings: tuple[Setting, ...]
    faces: tuple[Face, ...]
    digest: str
    advice: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(face.path for face in self.faces))

    def covered(self) -> frozenset[int]:
        """The code points that at least one font of the chain has."""
        return _covered(self.faces)


@cache
def _covered(faces: tuple[Face, ...]) -> frozenset[int]:
    return frozenset().union(*(characters(face.path, face.index) for face in faces))


def find(
    chosen: Mapping[str, str | Path] | None = None,
    project: Path | None = None,
    system: Sequence[Path] = SYSTEM_FOLDERS,
) -> Typefaces:
    """The fonts for all roles: `chosen` maps a role's Chinese name to a file (relative to `project`).

    Then come `.fonts/` of the project, if one is given, the wheel's fonts and the `system` folders. Raises FontSettingError.
    """
    root = project or Path()
    own_folders = [project / ".fonts"] if project else []
    own = {
        _role(name): _owned(_role(name), root / file) for name, file in sorted((chosen or {}).items()) if file
    }
    wheel = [Path(pylopdf_fonts_zh_cn.serif_path()).parent]
    here = [face for folder in [*own_folders, *wheel, *system] for face in _faces_in(folder)]
    by_role = {role: own.get(role) or _first(CANDIDATES[role], here, role is Role.TITLE) for role in Role}
    base = [face for role in (Role.SONG, Role.HEI, Role.KAI, Role.FANG) if (face := by_role[role])]
    base += [face for family in (*SYMBOLS, SERIF[0], SANS[0], *RARE) if (face := _first((family,), here))]
    settings = tuple(
        _setting(role, face, base, by_role[Role.LATIN]) for role, face in by_role.items() if face
    )
    faces = tuple(dict.fromkeys([*(face for face in by_role.values() if face), *base]))
    return Typefaces(settings, faces, _digest(faces, settings), tuple(_advice(by_role, own)))


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError:
        known = "、".join(Role)
        raise FontSettingError(f"没有“{name}”这一字体角色；可用的角色：{known}") from None


def _owned(role: Role, path: Path) -> Face:
    if not path.is_file():
        raise FontSettingError(f"字体设置“{role}”指向的文件不存在：{path.name}")
    face = next((f for f in _faces_in(path.parent) if f.path.name == path.name), None)
    if face is None:
        raise FontSettingError(f"字体设置“{role}”指向的文件不是可用的字体：{path.name}")
    return face


def _faces_in(folder: Path) -> Iterator[Face]:
    """The upright faces below `folder`, in the order of their paths."""
    if not folder.is_dir():
        return
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    ).fonts()
    for info in sorted(found, key=lambda info: (info.path or "", info.index)):
        if info.path and info.style == "normal" and Path(info.path).suffix.lower() in SUFFIXES:
            yield Face(info.family, info.weight, Path(info.path), info.index)


def _first(families: Sequence[str], here: Sequence[Face], bold: bool = False) -> Face | None:
    """The first family's face; for a bold one, a family with a bold face goes before one without."""
    for heavy in (True, False) if bold else (False,):
        for family in families:
            faces = [face for face in here if face.family == family]
            if heavy and family not in MADE_FOR_TITLES:
                faces = [face for face in faces if face.weight == BOLD]
            if faces:
                return min(faces, key=lambda face: abs(face.weight - (BOLD if heavy else 400)))
    return None


def _setting(role: Role, face: Face, base: Sequence[Face], latin: Face | None) -> Setting:
    families = tuple(dict.fromkeys([face.family, *(other.family for other in base)]))
    thin = role is Role.TITLE and face.weight < 600 and face.family in SERIF
    letters = latin.family if latin else base[0].family if face.family in POOR_LATIN else ""
    return Setting(role, families, face.weight, thin, letters)


def _digest(faces: Sequence[Face], settings: Sequence[Setting]) -> str:
    """A name for exactly these files and their use; the folders they lie in do not matter."""
    total = hashlib.sha256()
    for face in faces:
        total.update(f"{face.family}\0{face.weight}\0{face.index}\0{file_digest(face.path)}\n".encode())
    total.update(repr([(str(s.role), s.families, s.weight, s.embolden, s.latin) for s in settings]).encode())
    return total.hexdigest()


@cache
def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _advice(by_role: Mapping[Role, Face | None], own: Mapping[Role, Face]) -> Iterator[str]:
    for role, better in BEST_FREE.items():
        face = by_role[role]
        plain = face is not None and (face.weight < 600 if role is Role.TITLE else True)
        if face is not None and role not in own and plain and face.family in SERIF:
            yield f"{role}暂用 {face.family} 代替；装有 {better} 时改用之（运行 make fonts，或在设置中指定字体文件）"


def linked(typefaces: Typefaces, folder: Path) -> Path:
    """A folder that holds exactly these font files, for Typst, which takes folders. Safe to make twice at once."""
    target = folder / typefaces.digest[:16]
    target.mkdir(parents=True, exist_ok=True)
    for path in typefaces.files:
        link = target / f"{file_digest(path)[:16]}{path.suffix.lower()}"
        if not link.exists():
            temporary = target / f".{link.name}.{os.getpid()}"
            temporary.unlink(missing_ok=True)
            temporary.symlink_to(path.resolve())
            temporary.replace(link)
    return target
