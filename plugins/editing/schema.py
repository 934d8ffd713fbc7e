"""The JSON Schema of each kind's front matter, made of the one table of fields and kinds and of nothing else.

For programs that complete and mark what an editor types (JSON Schema draft-07, which YAML language servers read). A
schema is laxer than the checks: it knows types, choices and required fields, not dates of the calendar or relations.
Controlled words are offered, never demanded: which of them is right is said by the checks, which know aliases.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from plugins.gazette.fields import Field
from plugins.gazette.kinds import Kind
from plugins.gazette.vocabularies import Vocabularies

Json = dict[str, Any]
TEXT: Json = {"type": ["string", "number"]}
EMPTY: Json = {"type": "null"}
DAY = r"^\s*\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
SECTION: Json = {
    "type": "object",
    "properties": {"栏目": {"type": "string"}, "文件": {"type": ["array", "string"], "items": TEXT}},
    "required": ["栏目", "文件"],
    "additionalProperties": False,
}
CORRECTION: Json = {
    "type": "object",
    "properties": {"公报": TEXT, "文件": TEXT, "页": TEXT, "误": TEXT, "正": TEXT},
    "required": ["公报", "误", "正"],
    "additionalProperties": False,
}
EXCEPTION: Json = {
    "type": "object",
    "properties": {"规则": {"type": "string", "pattern": "^[A-Z]{2}\\d{3}$"}, "理由": {"type": "string", "minLength": 1}},
    "required": ["规则", "理由"],
    "additionalProperties": False,
}


SHARED = "fields.schema.json"
DRAFT = "http://json-schema.org/draft-07/schema#"


def files(words: Vocabularies) -> Iterator[tuple[str, str]]:
    """The name and text of each schema: one of all fields, and one of every kind, which refers to it."""
    yield SHARED, _written(shared(words))
    for kind in words.kinds:
        yield f"{kind.id}.schema.json", _written(schema(kind, words))


def _written(made: Json) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def shared(words: Vocabularies) -> Json:
    """What each field may hold."""
    fields = words.kinds.by_key.values()
    return {"$schema": DRAFT, "title": "元数据字段", "definitions": {_name(f): _described(f, words) for f in fields}}


def schema(kind: Kind, words: Vocabularies) -> Json:
    """The schema of the front matter of one kind."""
    by_key = words.kinds.by_key
    return {
        "$schema": DRAFT,
        "title": kind.name,
        "description": kind.description or kind.name,
        "type": "object",
        "properties": dict(_properties(words.kinds.fields(kind))),
        "allOf": [{"anyOf": [{"required": [name]} for name in by_key[key].names]} for key in kind.required],
        "additionalProperties": False,
    }


def _properties(fields: Sequence[Field]) -> Iterator[tuple[str, Json]]:
    """Each field under its Chinese key; under its other names too, which are not offered."""
    for field in fields:
        place = {"$ref": f"{SHARED}#/definitions/{quote(_name(field))}"}
        yield field.key, place
        yield from ((name, {**place, "doNotSuggest": True}) for name in field.names[1:])


def _name(field: Field) -> str:
    return field.attribute or field.key


def _described(field: Field, words: Vocabularies) -> Json:
    described: Json = {"title": field.key}
    if field.description:
        described["description"] = field.description
    if field.example:
        described["examples"] = [_example(field)]
    return described | {"anyOf": [*_forms(field, words), EMPTY]}


def _example(field: Field) -> object:
    """The example as YAML would read it: a list of words in brackets is a list."""
    if field.example.startswith("[") and not field.example.startswith("[{"):
        return [word.strip() for word in field.example.strip("[]").split(",")]
    return field.example


def _forms(field: Field, words: Vocabularies) -> list[Json]:
    if field.type in ("texts", "joined", "references", "number"):
        offered = _offered(field, words)
        return [*offered, TEXT, {"type": "array", "items": {"anyOf": [*offered, TEXT]}}]
    plain: Mapping[str, list[Json]] = {
        "date": [{"type": "string", "pattern": f"{DAY}\\s*$"}],
        "moment": [{"type": "string", "pattern": DAY}],
        "year": [{"type": "integer", "minimum": 1000, "maximum": 9999}, {"type": "string", "pattern": r"^\d{4}(年度?)?$"}],
        "flag": [{"enum": ["是", "否", True, False, "true", "false", "yes", "no", 1, 0]}],
        "choice": [{"enum": list(field.choices)}],
        "contents": [{"type": "array", "items": SECTION}],
        "corrections": [{"type": "array", "items": CORRECTION}],
        "exceptions": [{"type": "array", "items": EXCEPTION}],
    }
    return plain.get(field.type, [*_offered(field, words), TEXT])


def _offered(field: Field, words: Vocabularies) -> list[Json]:
    """The controlled words of a field, if it has any."""
    known: Mapping[str, Sequence[str]] = {
        "publisher": [d.name for d in words.departments if d.own],
        "topic": [topic.path for topic in words.topics],
        "genre": [genre.name for genre in words.genres],
    }
    return [{"enum": list(known[field.attribute])}] if field.attribute in known else []
