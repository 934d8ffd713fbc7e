"""Killed at any moment, or with damaged stores: the site is always one whole state, and the next build is right."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.portal import cli
from plugins.portal.cli import Places
from tests.building import DAY, ROOT, files, policy, write

COMMAND = [sys.executable, "-m", "invoke", "build", "--date", DAY.isoformat(), "--no-pdf"]
COUNT = 30


def texts(word: str) -> dict[str, str]:
    return {f"policies/2020/{n}.md": policy(f"关于{n}的通知", body=f"第一条 {word}。") for n in range(COUNT)}


def build(content: Path, folder: Path) -> dict[str, bytes]:
    places = Places(str(content), str(folder / "output"), str(folder / "cache"), str(ROOT / "pelicanconf.py"))
    assert cli.build(places, DAY.isoformat(), pdf=False) == 0
    return files(folder / "output")


def test_killed_at_any_moment_the_site_is_of_one_build(tmp_path: Path) -> None:
    chance = random.Random(20161220)
    content = write(tmp_path / "content", texts("甲"))
    one = build(content, tmp_path)
    other = build(write(tmp_path / "other", texts("乙")), tmp_path / "clean")
    places = [f"--content={content}", f"--output={tmp_path / 'output'}", f"--cache={tmp_path / 'cache'}"]
    seen = set[str]()
    for turn in range(14):
        # Edits of all texts, of one text (a partial build), and back again.
        write(content, texts("乙" if turn % 2 else "甲"))
        process = subprocess.Popen([*COMMAND, *places], cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0.2, 1.8))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = files(tmp_path / "output")
        assert now in (one, other)
        seen.add("one" if now == one else "other")
    write(content, texts("乙"))
    assert build(content, tmp_path) == other
    assert seen == {"one", "other"}, "no build ever got so far as to change the site: the waits are too short"


def test_killed_while_one_text_is_published(tmp_path: Path) -> None:
    chance = random.Random(35)
    content = write(tmp_path / "content", texts("甲"))
    states = [build(content, tmp_path)]
    places = [f"--content={content}", f"--output={tmp_path / 'output'}", f"--cache={tmp_path / 'cache'}"]
    for turn in range(8):
        edit = {"policies/2020/3.md": policy("关于3的通知", body=f"第一条 第{turn}稿。")}
        write(content, edit)
        states.append(build(content, tmp_path / "clean"))
        process = subprocess.Popen([*COMMAND, *places], cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0.3, 1.2))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert files(tmp_path / "output") in states
    assert build(content, tmp_path) == states[-1]


@pytest.mark.parametrize("name", ["build-*.sqlite", "build-*.sum", "corpus.pickle", "texts.sqlite", "text-digests.sqlite",
                                  "checks*.sqlite", "search*", "catalogue-*"])  # fmt: skip
@pytest.mark.parametrize("damage", ["flipped", "cut", "emptied", "gone"])
def test_a_damaged_store_costs_time_and_never_truth(tmp_path: Path, name: str, damage: str) -> None:
    content = write(tmp_path / "content", texts("甲"))
    build(content, tmp_path)
    damaged = [path for path in (tmp_path / "cache").glob(name) if path.is_file()]
    assert damaged
    for path in damaged:
        _damage(path, damage)
    write(content, {"policies/2020/3.md": policy("关于3的通知", body="第一条 改。")})
    now = build(content, tmp_path)
    assert now == build(content, tmp_path / "clean")
    write(content, {"policies/2020/4.md": policy("关于4的通知", body="第一条 又改。")})
    assert build(content, tmp_path) == build(content, tmp_path / "clean")


def _damage(path: Path, how: str) -> None:
    data = bytearray(path.read_bytes())
    if how == "flipped":
        for at in range(0, len(data), 997):
            data[at] ^= 0x40
    elif how == "cut":
        del data[len(data) // 2 :]
    elif how == "emptied":
        data.clear()
    path.write_bytes(data)
    if how == "gone":
        path.unlink()
