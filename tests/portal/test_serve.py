"""The preview's server: what it serves and what it never does, its streams, and how it lives through broken files."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from plugins.engine.exchange import exchange
from plugins.engine.output import locked
from plugins.engine.serving import FolderServer, path_of
from plugins.engine.watching import Watch
from plugins.gazette.findings import Finding, Severity
from plugins.portal.preview import outcome, pages
from plugins.portal.preview.builds import Builds
from plugins.portal.preview.news import EVERYTHING, MOST, Message, News
from plugins.portal.preview.pages import PreviewServer
from plugins.portal.serve import PortError, serve, server
from tests.browser.previewing import Project, copied_program, previewed, ready, typed, until, words
from tests.building import files, write

SECRET = "机密"


def ask(port: int, address: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """The answer to an address that is sent as it stands."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest(method, address, skip_accept_encoding=True)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text(SECRET)
    folder = write(tmp_path / "site", {
        "index.html": "<html><head><title>首页</title></head></html>", "404.html": "<p>没有这一页", "a/index.html": "甲",
        "a/b.pdf": "PDF", "文件/index.html": "乙", ".generated-site": "state 1\n",
    })  # fmt: skip
    (folder / "out").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    return folder


@pytest.fixture
def running(site: Path) -> Iterator[PreviewServer]:
    with PreviewServer(site, 0, News()) as running:
        running.start()
        yield running
        running.news.close()
        running.shutdown()


@pytest.mark.parametrize(
    "address",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/a/../../secret.txt", "/a%2f..%2f..%2fsecret.txt", "/%00",
     "/secret.txt%00", "/a/%00/b", "//etc/passwd", "/out/secret.txt", "/out/", "/pipe", "/" + "a" * 5000, "/%", "/%ff%fe",
     "http://127.0.0.1/../secret.txt", "*", "secret.txt", "/./secret.txt", "/index.html/", "/a/b.pdf/c"],
)  # fmt: skip
def test_nothing_but_the_folder_is_served(running: FolderServer, address: str) -> None:
    for method in ("GET", "HEAD"):
        status, _, body = ask(running.server_port, address, method)
        assert status == 404
        assert SECRET.encode() not in body


def test_addresses_are_paths() -> None:
    assert path_of("/%E6%96%87%E4%BB%B6/") == "文件/"
    assert path_of("/文件/".encode().decode("latin-1")) == "文件/"
    assert path_of("/") == ""
    assert path_of("/a/..") is None


def test_a_head_is_an_answer_without_its_body(running: FolderServer) -> None:
    for address in ("/", "/a/", "/a/b.pdf", "/nowhere", "/.preview/preview.js", "/.preview/events"):
        status, headers, body = ask(running.server_port, address, "HEAD")
        if address != "/.preview/events":
            got = ask(running.server_port, address)
            assert (status, headers.get("Content-Length")) == (got[0], str(len(got[2])))
        assert headers["Cache-Control"] == "no-store"
        assert body == b""


def test_a_folder_has_an_address_with_a_slash(running: FolderServer) -> None:
    status, headers, _ = ask(running.server_port, "/%E6%96%87%E4%BB%B6?q=1")
    assert (status, headers["Location"]) == (301, "/%E6%96%87%E4%BB%B6/?q=1")
    assert ask(running.server_port, "//a")[1]["Location"] == "/a/"


def test_other_methods_are_refused(running: FolderServer) -> None:
    assert [ask(running.server_port, "/", method)[0] for method in ("POST", "PUT", "DELETE", "BREW")] == [501] * 4


def test_a_page_is_served_with_the_script_and_stays_as_it_is(running: PreviewServer, site: Path) -> None:
    before = (site / "index.html").read_bytes()
    _, headers, body = ask(running.server_port, "/")
    assert body.startswith(b'<html><head><script src="/.preview/preview.js" defer data-since="')
    assert b'data-shows="index.html"></script><title>' in body
    assert int(headers["Content-Length"]) == len(body)
    assert (site / "index.html").read_bytes() == before
    assert b'data-shows="nowhere 404.html"' in ask(running.server_port, "/nowhere")[2]
    assert b"preview" not in ask(running.server_port, "/a/b.pdf")[2]


def test_a_plain_server_adds_nothing(site: Path) -> None:
    with server(site, 0) as running:
        assert ask(running.server_port, "/")[2] == (site / "index.html").read_bytes()
        assert ask(running.server_port, "/.preview/preview.js")[0] == 404
        running.shutdown()


def test_nobody_meets_half_an_exchange(running: FolderServer, site: Path) -> None:
    spare = shutil.copytree(site, site.with_name("spare"), symlinks=True, ignore=shutil.ignore_patterns("pipe"))
    done = threading.Event()

    def exchange_on() -> None:
        while not done.wait(0.001):
            exchange(spare, site)
            (spare / "a" / "index.html").unlink()  # as the old site is brought up to date
            (spare / "a" / "index.html").write_text("甲")

    thread = threading.Thread(target=exchange_on)
    thread.start()
    try:
        assert {ask(running.server_port, "/a/")[0] for _ in range(400)} == {200}
    finally:
        done.set()
        thread.join()


class Stream:
    """An event stream as a page reads it."""

    def __init__(self, port: int, since: str, **headers: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.connection.request("GET", f"/.preview/events?since={since}", headers=headers)
        self.answer = self.connection.getresponse()

    def part(self) -> str:
        """To the next empty line; nothing at the end."""
        lines = []
        while line := self.answer.readline().decode().rstrip("\n"):
            lines.append(line)
        return "\n".join(lines)

    def event(self) -> dict[str, Any]:
        while not (part := self.part()).startswith("id:"):
            assert part
        told, _, data = part.partition("\ndata: ")
        return {"id": told.removeprefix("id: "), **json.loads(data)}

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


def test_a_stream_tells_the_state_at_once_and_then_each_change(running: PreviewServer) -> None:
    news = running.news
    news.tell(Message("有错误"))
    streams = [Stream(running.server_port, news.token) for _ in range(12)]
    assert streams[0].answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"
    assert all(s.event()["message"]["title"] == "有错误" for s in streams)
    news.tell(Message(), frozenset({"文 件/index.html"}))
    told = [s.event() for s in streams]
    assert {t["id"] for t in told} == {news.token}
    assert all(t["changed"] == ["%E6%96%87%20%E4%BB%B6/index.html"] and t["message"]["title"] == "" for t in told)
    news.close()
    assert [s.part() for s in streams] == [""] * 12
    for stream in streams:
        stream.close()


def test_who_comes_back_is_told_what_was_missed(running: PreviewServer) -> None:
    news = running.news
    seen = news.token
    news.tell(Message(), frozenset({"a"}))
    news.tell(Message(), frozenset({"b"}))
    asked = [(seen, {}), ("other-3", {}), ("other-3", {"Last-Event-ID": seen}), ("", {}), (news.token, {})]
    found = []
    for since, headers in asked:
        stream = Stream(running.server_port, since, **headers)
        found.append(stream.event()["changed"])
        stream.close()
    assert found == [["a", "b"], EVERYTHING, ["a", "b"], EVERYTHING, []]


def test_a_silent_stream_shows_that_it_is_alive(running: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "BEAT", 0.01)
    stream = Stream(running.server_port, running.news.token)
    stream.event()
    assert [stream.part(), stream.part()] == [": ", ": "]
    stream.close()


def test_very_many_changes_and_very_old_pages_are_told_that_all_changed() -> None:
    news = News()
    first = news.token
    news.tell(Message(), frozenset(map(str, range(MOST + 1))))
    assert json.loads(next(filter(None, news.follow(first, 1)))[1])["changed"] == EVERYTHING
    second = news.token
    for _ in range(300):
        news.tell(Message(), frozenset({"a"}))
    assert json.loads(next(filter(None, news.follow(second, 1)))[1])["changed"] == EVERYTHING


def test_a_port_in_use_is_explained(site: Path, tmp_path: Path) -> None:
    project = Project.make(tmp_path / "project")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortError, match=f"端口 {port} 已被占用"):
            serve(lambda: 0, [project.content], project.output, port, print)
    with pytest.raises(PortError, match="端口 70000 不能使用"):
        serve(lambda: 0, [project.content], project.output, 70000, print)


def next_of(watch: Watch) -> frozenset[str]:
    """The next files that are told by name."""
    while not (found := watch.next(threading.Event(), 20)):
        assert found is not None
    return found


def test_saves_are_told_however_an_editor_saves(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"a/b.md": "1", "a/c.md": "1"})
    settings = write(tmp_path, {"settings.py": "1", "other.py": "1"}) / "settings.py"
    with Watch() as watch:
        watch.follow([content, settings, tmp_path / "not-there"])
        assert watch.next(threading.Event(), 20) == frozenset()  # from now on nothing is missed
        (content / "a" / "b.md").write_text("2")
        assert next_of(watch) == {str(content / "a" / "b.md")}
        for name in (".b.md.swp", "b.md~", "__pycache__"):
            (content / "a" / name).write_text("")
        (content / "a" / "c.new").write_text("2")
        (content / "a" / "c.new").replace(content / "a" / "c.md")
        assert str(content / "a" / "c.md") in next_of(watch)
        for text in ("2", "3"):  # a file that is exchanged is followed still
            (tmp_path / "other.py").write_text(text)
            write(tmp_path, {"settings.new": text})
            (tmp_path / "settings.new").replace(settings)
            assert next_of(watch) == {str(settings)}


def test_a_folder_that_comes_and_goes_is_followed(tmp_path: Path) -> None:
    content, stop = write(tmp_path / "content", {"a.md": "1"}), threading.Event()
    with Watch() as watch:
        watch.follow([content, tmp_path / "theme"])
        watch.next(stop, 20)
        content.rename(tmp_path / "aside")
        assert str(content) in next_of(watch)
        (tmp_path / "aside").rename(content)
        assert watch.next(stop, 20) is not None
        until(lambda: watch.next(stop, 1.5) is None)
        write(content, {"sub/new.md": "1"})
        assert any(path.startswith(str(content / "sub")) for path in next_of(watch))
        (tmp_path / "theme").mkdir()
        assert str(tmp_path / "theme") in next_of(watch)
        stop.set()
        assert watch.next(stop) is None


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path / "project")


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def builds(project: Project, said: list[str]) -> Builds:
    """After a first build that is good."""
    builds = Builds(project.places, lambda: ready(project), News(), said.append)
    assert builds() == 0, said
    said.clear()
    return builds


def message(builds: Builds) -> dict[str, Any]:
    """What an open page shows."""
    told = next(filter(None, builds.news.follow("", 1)))
    found: dict[str, Any] = json.loads(told[1])["message"]
    return found


Break = Callable[[Project], None]


def break_front_matter(project: Project) -> None:
    project.policy().write_text("---\n标题: [\n---\n", "utf-8")


def break_template(project: Project) -> None:
    template = project.theme / "templates" / "document.html"
    template.write_text(template.read_text("utf-8") + "\n{% if %}\n", "utf-8")


def break_template_at_work(project: Project) -> None:
    template = project.theme / "templates" / "components" / "header.html"
    template.write_text("\n{{ nothing.at.all }}\n" + template.read_text("utf-8"), "utf-8")


def break_settings(project: Project) -> None:
    project.settings.write_text(f"{project.settings.read_text('utf-8')}\nTHEME = = 1\n", "utf-8")


def break_settings_at_work(project: Project) -> None:
    project.settings.write_text(f"{project.settings.read_text('utf-8')}\n1 / 0\n", "utf-8")


def leave_the_settings(project: Project) -> None:
    project.settings.write_text(f"{project.settings.read_text('utf-8')}\nraise SystemExit('去')\n", "utf-8")


def misspell_a_setting(project: Project) -> None:
    project.settings.write_text(f"{project.settings.read_text('utf-8')}\nPORTAL['site_nam'] = ''\n", "utf-8")


def lose_portal(project: Project) -> None:
    project.settings.write_text(f"{project.settings.read_text('utf-8')}\ndel PORTAL\n", "utf-8")


def lose_settings(project: Project) -> None:
    project.settings.unlink()


def lose_content(project: Project) -> None:
    shutil.rmtree(project.content)


def lose_theme(project: Project) -> None:
    shutil.rmtree(project.theme)


def lose_vocabularies(project: Project) -> None:
    shutil.rmtree(project.folder / "vocabularies")


def name_a_plugin_that_is_not_there(project: Project) -> None:
    project.settings.write_text(f"{project.settings.read_text('utf-8')}\nPLUGINS = [*PLUGINS, 'no_such']\n", "utf-8")


BROKEN: list[tuple[Break, int, str, str]] = [
    (break_front_matter, 1, "content/policies/2020/p1.md:2:", ""),
    (break_template, 2, "theme/templates/document.html:", "模板有误"),
    (break_template_at_work, 2, "theme/templates/components/header.html:2", "模板有误"),
    (break_settings, 2, "settings.py:9", "设置文件有误"),
    (break_settings_at_work, 2, "settings.py:9", "ZeroDivisionError"),
    (leave_the_settings, 2, "settings.py:9", "SystemExit：去"),
    (misspell_a_setting, 2, "settings.py", "是否为 site_name"),
    (lose_portal, 2, "settings.py", "没有 PORTAL"),
    (lose_settings, 2, "settings.py", "没有设置文件"),
    (lose_content, 2, "", "没有内容文件夹"),
    (lose_vocabularies, 1, "vocabularies/columns.yaml:1:1", "词表有误"),
    (lose_theme, 2, "settings.py", "没有主题文件夹"),
    (name_a_plugin_that_is_not_there, 2, "", "no_such"),
]


@pytest.mark.parametrize(("break_it", "status", "place", "text"), BROKEN, ids=[one[0].__name__ for one in BROKEN])
def test_whatever_breaks_is_told_and_mended(
    project: Project, builds: Builds, said: list[str], tmp_path: Path, break_it: Break, status: int, place: str, text: str
) -> None:
    good = files(project.output)
    kept = shutil.copytree(project.folder, tmp_path / "kept", ignore=shutil.ignore_patterns("output", ".*", "cache"))
    break_it(project)
    assert builds() == status
    shown = message(builds)
    assert shown["title"].startswith("没有生成站点")
    assert any(place in problem["place"] and text in problem["text"] for problem in shown["problems"]), shown
    assert any(place in line and text in line for line in said), said
    assert files(project.output) == good
    shutil.copytree(kept, project.folder, dirs_exist_ok=True)
    assert builds() == 0, said
    assert message(builds)["title"] == ""
    assert files(project.output) == good


def test_an_unexpected_fault_leaves_its_traceback_in_the_cache(
    project: Project, builds: Builds, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("不该如此")

    monkeypatch.setattr("plugins.portal.pages.list_pages", fail)
    project.policy().write_text(project.policy().read_text("utf-8").replace("事项1", "事项9"), "utf-8")
    assert builds() == 2
    assert message(builds)["problems"][0]["text"] == "程序出错：RuntimeError：不该如此"
    assert "preview-error.txt" in message(builds)["note"]
    assert "Traceback" not in "".join(said)
    assert "in fail" in (project.folder / "cache" / "preview-error.txt").read_text("utf-8")


def is_quiet(builds: Builds) -> bool:
    """Whether a build has nothing to say; so it is once every file has a stamp that can be relied on."""
    told = builds.news.token
    builds()
    return builds.news.token == told


def test_what_was_told_is_not_told_again_while_no_file_changes(project: Project, builds: Builds, said: list[str]) -> None:
    until(lambda: is_quiet(builds))
    break_front_matter(project)
    assert builds() == 1
    until(lambda: is_quiet(builds))
    assert "没有生成站点" in said[-1]
    assert message(builds)["problems"]


def test_warnings_are_those_of_the_edited_files(project: Project, builds: Builds) -> None:
    first, second = project.policy(1), project.policy(2)
    first.write_text(first.read_text("utf-8") + "\n第⼀段。\n", "utf-8")
    assert builds() == 0
    until(lambda: is_quiet(builds))
    shown = message(builds)
    assert shown["title"] == "站点已更新，改动的文件有 1 个警告"
    assert [(one["code"], one["severity"], one["place"].partition(":")[0]) for one in shown["problems"]] == [
        ("TX005", "warning", "content/policies/2020/p1.md")
    ]
    second.write_text(second.read_text("utf-8") + "\n又一段。\n", "utf-8")
    assert builds() == 0
    assert message(builds)["title"] == ""


def test_after_any_edits_the_site_is_the_one_of_a_clean_build(project: Project, builds: Builds, tmp_path: Path) -> None:
    def edit(number: int, old: str, new: str, status: int) -> None:
        path = project.policy(number)
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        assert builds() == status
        builds.rest()

    builds.rest()
    edit(1, "的正文。", "的正文，改过。", 0)
    edit(1, "改过。", "再改。\n\n第一条 见《关于事项2的通知》第一条。", 0)
    edit(2, "标题: ", "标题: [", 1)
    edit(1, "再改。", "又改。", 1)
    edit(2, "标题: [", "标题: ", 0)
    edit(2, "的正文。", "的正文。\n\n第一条 新的一条。", 0)
    edit(3, "关于事项3", "关于别的事项", 0)
    edit(1, "又改。", "末改。", 0)
    clean = replace(project.places, output=str(tmp_path / "clean" / "output"), cache=str(tmp_path / "clean" / "cache"))
    assert Builds(clean, lambda: None, News(), print)() == 0
    assert files(project.output) == files(tmp_path / "clean" / "output")


def test_another_command_that_builds_the_site_is_waited_for(project: Project, builds: Builds, said: list[str]) -> None:
    statuses: list[int] = []
    break_front_matter(project)
    with locked(project.output):
        thread = threading.Thread(target=lambda: statuses.append(builds()))
        thread.start()
        until(lambda: any("等它完成" in text for text in said))
        assert not statuses
    thread.join()
    assert statuses == [1]


def test_a_site_with_errors_is_not_called_good() -> None:
    error = Finding("content/a.md", 3, 1, "PD001", Severity.ERROR, "PDF 未能排版", "改一改。")
    warning = Finding("content/b.md", 3, 1, "TX001", Severity.WARNING, "可疑")
    assert outcome.made(0, [error, warning], {"content/b.md"}, frozenset()).title == "站点已更新，但有 1 个错误"
    assert [one.severity for one in outcome.made(0, [warning, error], (), frozenset()).problems] == ["error"]
    many = outcome.refused([error] * 80, ()).message
    assert (len(many.problems), many.more) == (outcome.MOST, 80 - outcome.MOST)


def test_settings_that_change_within_a_second_are_read(project: Project, builds: Builds) -> None:
    text = project.settings.read_text("utf-8")
    for number in range(3):
        project.settings.write_text(f'{text}PORTAL["telephone"] = "6820000{number}"\n', "utf-8")
        assert builds() == 0
        assert f"6820000{number}" in (project.output / "index.html").read_text("utf-8")


def test_edits_are_built_one_after_the_other_and_the_end_is_clean(project: Project) -> None:
    with previewed(project) as running:
        for number in (1, 2):
            path = project.policy(number)
            path.write_text(path.read_text("utf-8") + f"\n补充{number}。\n", "utf-8")
        until(lambda: "补充1" in text_of(project, 1) and "补充2" in text_of(project, 2))
        shutil.move(project.content, project.folder / "aside")
        until(lambda: running.statuses[-1] == 2)
        shutil.move(project.folder / "aside", project.content)
        until(lambda: running.statuses[-1] == 0)
        stream = Stream(urlsplit(running.address).port or 0, running.news.token)
        stream.event()
    assert stream.part() == ""
    stream.close()
    assert running.told("预览结束")


def text_of(project: Project, number: int) -> str:
    return (project.output / project.page(number) / "index.html").read_text("utf-8")


SLOW = """
import time
from plugins.portal import signals

def register():
    signals.site_ready.connect(wait)

def wait(site):
    print("慢", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("during", ["a build", "nothing"])
def test_ctrl_c_ends_it_with_status_0(tmp_path: Path, during: str) -> None:
    project = copied_program(tmp_path / "project")
    if during == "a build":
        write(project.folder, {"slow.py": SLOW})
        settings = project.folder / "pelicanconf.py"
        settings.write_text(f'{settings.read_text("utf-8")}\nPLUGINS += ["slow"]\n', "utf-8")
    with typed(project) as process:
        until(lambda: ("慢" if during == "a build" else "已更新") in words(project))
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    said = words(project)
    assert said.endswith("预览结束。\n")
    assert "Traceback" not in said
    assert project.output.exists() == (during == "nothing")


def test_the_command_says_that_its_port_is_taken(tmp_path: Path) -> None:
    project = copied_program(tmp_path / "project")
    with socket.create_server(("127.0.0.1", 0)) as taken, typed(project, taken.getsockname()[1]) as process:
        assert process.wait(60) == 2
    assert words(project).startswith("端口 ")
    assert "已被占用" in words(project)


def test_another_program_starts_again_and_a_broken_one_waits(tmp_path: Path) -> None:
    project = copied_program(tmp_path / "project")
    module = project.folder / "plugins" / "portal" / "preview" / "outcome.py"
    good = module.read_text("utf-8")
    with typed(project) as process:
        until(lambda: "已更新" in words(project))
        module.write_text(f"{good}\ndef (\n", "utf-8")
        until(lambda: "程序有误" in words(project))
        module.write_text(f"{good}\n# another one\n", "utf-8")
        until(lambda: words(project).count("预览：http") == 2)
        until(lambda: "站点没有变化" in words(project))
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert words(project).count("预览重新启动") == 1
