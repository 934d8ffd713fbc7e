"""How does plain text stand in a content file so that every character of it reaches the page?

What Markdown would read as a mark is escaped. White space at the ends of a line carries no text and is
dropped, and so is a line of nothing but invisible characters; nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
MARKS = re.compile(r"[\\`*_{}\[\]#]")
LINE_START = re.compile(r"^(?:[+\-=](?![^\x00-\x7f])|[>:~])")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*$")
COMMENT = re.compile(r"^<!--.*-->$")


def body(text: str) -> str:
    """Plain law text, with `##` before its 编, 章 and 节, as the body of a content file."""
    return "\n\n".join(filter(None, map(_line, text.split("\n")))) + "\n"


def _line(raw: str) -> str:
    line = raw.strip()
    if not line.strip(INVISIBLE) or COMMENT.match(line):
        return ""
    if match := HEADING.match(line):
        return f"{match[1]} {escape(match[2])}" if match[2] else ""
    return "" if set(line) == {"#"} else escape(line)


def escape(line: str) -> str:
    """One line of text, without line breaks, for a block of its own."""
    escaped = MARKS.sub(r"\\\g<0>", line).replace("&", "&amp;").replace("<", "&lt;")
    match = LINE_START.match(escaped)
    if match and match[0] in "~=:":
        return f"&#{ord(match[0])};{escaped[1:]}"
    return f"\\{escaped}" if match else escaped


def front_matter(fields: Iterable[tuple[str, str | tuple[str, ...]]]) -> str:
    """The head of a content file: keys with a text or a list of texts."""
    return "---\n" + "".join(_entry(key, value) for key, value in fields) + "---\n"


def _entry(key: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return f"{key}: {_scalar(value)}\n"
    return f"{key}:\n" + "".join(f"  - {_scalar(item)}\n" for item in value)


def _scalar(text: str) -> str:
    """Plain where YAML reads it back as it is, quoted otherwise."""
    try:
        plain = yaml.load(f"- {text}\n", Loader=yaml.BaseLoader) == [text]
    except yaml.YAMLError:
        plain = False
    return text if plain and text not in ("~", "null") else "'" + text.replace("'", "''") + "'"
