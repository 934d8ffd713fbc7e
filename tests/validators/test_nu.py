"""The Nu HTML checker passes a valid page and points at the place of each fault in a bad one."""

from pathlib import Path

from tests.validators import nu

GOOD = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>公报</title></head>
<body>{}</body>
</html>
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_valid_page_has_no_messages(tmp_path: Path) -> None:
    assert nu([write(tmp_path / "政务 公开.html", GOOD.format("<h1>西山区</h1><p>政府公报</p>"))]) == []


def test_faults_are_reported_with_file_source_and_severity(tmp_path: Path) -> None:
    good = write(tmp_path / "好.html", GOOD.format("<h1>西山区</h1>"))
    bad = write(tmp_path / "坏.html", GOOD.format('<p id="a"><div id="a">区</div><img src="a.png">'))
    messages = nu([bad, good])
    assert {m.file for m in messages} == {bad}
    errors = {m.text.split()[0]: m for m in messages if m.severity == "error"}
    assert errors.keys() == {"Duplicate", "An"}
    assert '<div id="a">' in errors["Duplicate"].extract
    assert '<img src="a.png">' in errors["An"].extract
    assert errors["An"].column > errors["Duplicate"].column > 0


def test_a_warning_is_not_silent(tmp_path: Path) -> None:
    unnamed = write(tmp_path / "a.html", GOOD.format("<section><p>政府公报</p></section>"))
    assert [m.severity for m in nu([unnamed])] == ["warning"]


def test_style_sheets_are_checked_too(tmp_path: Path) -> None:
    (message,) = nu([write(tmp_path / "site.css", "body { color: #zzz; }\n")])
    assert message.severity == "error"


def test_no_files_need_no_java() -> None:
    assert nu([]) == []
