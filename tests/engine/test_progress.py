"""Does a build say how long a stage will take: a bar where someone watches, a line in a log, nothing for a short one?"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from rich.console import Console

from plugins.engine.progress import Report
from tests.building import ROOT


class Clock:
    """Goes on only when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def lasting(clock: Clock, items: int, seconds: float) -> Iterator[int]:
    """Items that take so long each to be made."""
    for item in range(items):
        clock.now += seconds
        yield item


def said(items: int, seconds: float, terminal: bool) -> str:
    """What is printed for a stage of so many items that take so long each."""
    clock, file = Clock(), io.StringIO()
    console = Console(file=file, width=100, force_terminal=terminal, color_system=None, highlight=False, soft_wrap=True,
                      _environ={"TERM": "xterm"})  # fmt: skip
    report = Report(console, clock)
    with report.stage("排版 PDF") as stage:
        assert list(stage.track(lasting(clock, items, seconds), items)) == list(range(items))
        stage.note = f"{items} 个文件"
    return file.getvalue()


def test_a_long_stage_in_a_log_gets_a_line_every_ten_seconds() -> None:
    lines = said(80, 0.5, terminal=False).splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "排版 PDF 25%，约剩 30 秒",
        "排版 PDF 50%，约剩 20 秒",
        "排版 PDF 75%，约剩 10 秒",
        "排版 PDF 80 个文件 40.00 秒",
    ]


def test_minutes_are_named() -> None:
    assert "10%，约剩 3 分 0 秒" in said(10, 20.0, terminal=False)


@pytest.mark.parametrize("terminal", [False, True], ids=["in a log", "on a terminal"])
@pytest.mark.parametrize(("items", "seconds"), [(0, 0.0), (10, 0.0), (10, 0.19), (1, 60.0)])
def test_a_short_stage_and_one_of_one_piece_say_one_line(items: int, seconds: float, terminal: bool) -> None:
    told = said(items, seconds, terminal)
    assert told.count("\n") == 1
    assert "━" not in told
    assert "\x1b" not in told


def test_a_bar_that_would_only_flash_is_not_drawn() -> None:
    assert "\x1b" not in said(11, 0.2, terminal=True)


def test_a_long_stage_on_a_terminal_shows_a_bar_with_the_time_that_is_left() -> None:
    told = said(80, 0.125, terminal=True)
    assert "━" in told
    states = re.findall(r"\d+/80 约剩 \d+ 秒", told)
    assert states[:2] == ["16/80 约剩 8 秒", "17/80 约剩 8 秒"]
    assert states[-1] == "79/80 约剩 1 秒"
    assert "%" not in told
    assert told.rstrip().endswith("10.00 秒")


def test_a_bar_is_not_drawn_more_than_ten_times_a_second() -> None:
    assert 10 <= said(4_000, 0.001, terminal=True).count("约剩") <= 25


def test_a_bar_goes_away_when_the_stage_fails() -> None:
    clock, file = Clock(), io.StringIO()
    report = Report(Console(file=file, width=100, force_terminal=True, _environ={"TERM": "xterm"}), clock)
    with pytest.raises(ZeroDivisionError), report.stage("排版 PDF") as stage:
        sum(1 // (50 - item) for item in stage.track(lasting(clock, 100, 0.1), 100))
    assert "\x1b[?25h" in file.getvalue(), "the cursor is shown again"
    assert not file.getvalue().endswith("秒\n")


def test_a_dumb_terminal_is_a_log() -> None:
    clock, file = Clock(), io.StringIO()
    report = Report(Console(file=file, force_terminal=True, _environ={"TERM": "dumb"}), clock)
    with report.stage("排版 PDF") as stage:
        list(stage.track(lasting(clock, 100, 0.4), 100))
    assert file.getvalue().count("%，约剩") == 3


def test_without_a_console_the_words_go_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    report = Report(clock=clock)
    report.say("[生成] 站点 :smile:")
    with report.stage("检查内容") as stage:
        clock.now += 3
        stage.note = "没有问题"
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "[生成] 站点 :smile:"
    assert said[1].split() == ["检查内容", "没有问题", "3.00", "秒"]
    assert report.seconds == 3


def test_rich_is_loaded_for_a_bar_alone() -> None:
    script = """
import sys
from plugins.engine.progress import Report
report = Report()
report.say("生成站点")
with report.stage("转换正文") as stage:
    list(stage.track(range(100), 100))
sys.exit("rich" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[0] == "生成站点"
