"""The record of a release is PREMIS 3.0: units in the schema's order, the mandatory ones there, words of its vocabularies.

No package ships the schema, and it is not fetched for a test: the part of it that a record can use is written down here,
after the schema (premis-v3-0.xsd) and the data dictionary.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element as Element

from plugins.archive.inventory import User
from plugins.archive.premis import INSTANCE, NAMESPACE, event

MANY = 1_000


def identified(what: str, roles: int = 0) -> list[tuple[str, int, int]]:
    """The units of an identifier: how it is named, the least and the most of each."""
    return [(f"{what}Type", 1, 1), (f"{what}Value", 1, 1), (what.replace("Identifier", "Role"), 0, roles)]


# Each unit that holds others: these in this order, each at least and at most so often.
UNITS = {
    "premis": [("object", 1, MANY), ("event", 0, MANY), ("agent", 0, MANY), ("rights", 0, MANY)],
    "object": [("objectIdentifier", 1, MANY)],
    "event": [("eventIdentifier", 1, 1), ("eventType", 1, 1), ("eventDateTime", 1, 1), ("eventDetailInformation", 0, MANY),
              ("eventOutcomeInformation", 0, MANY), ("linkingAgentIdentifier", 0, MANY),
              ("linkingObjectIdentifier", 0, MANY)],
    "eventDetailInformation": [("eventDetail", 0, 1)],
    "eventOutcomeInformation": [("eventOutcome", 1, 1)],
    "agent": [("agentIdentifier", 1, MANY), ("agentName", 0, MANY), ("agentType", 0, 1), ("agentVersion", 0, 1)],
    **{name: identified(name) for name in ("objectIdentifier", "eventIdentifier", "agentIdentifier")},
    **{name: identified(name, MANY) for name in ("linkingAgentIdentifier", "linkingObjectIdentifier")},
}  # fmt: skip
# The preservation vocabularies of the Library of Congress (id.loc.gov), as far as they are used.
WORDS = {
    "eventType": {"ingestion", "modification"},
    "eventOutcome": {"success"},
    "linkingAgentRole": {"implementer", "executing program"},
    "linkingObjectRole": {"outcome", "source"},
    "agentType": {"person", "software", "organization"},
}


def local(node: Element) -> str:
    name = etree.QName(node)
    assert name.namespace == NAMESPACE
    return name.localname


def faults(node: Element) -> list[str]:
    """What a unit, or one in it, has too often, too seldom or in the wrong place."""
    name, held = local(node), [local(child) for child in node]
    if name not in UNITS:
        text = node.text or ""
        return [] if not held and text.strip() and text in WORDS.get(name, {text}) else [f"{name}: {held or text!r}"]
    order = [unit for unit, _, _ in UNITS[name]]
    wrong = [f"{name}/{unit}" for unit, least, most in UNITS[name] if not least <= held.count(unit) <= most]
    if held != sorted(held, key=lambda unit: order.index(unit) if unit in order else -1) or not set(held) <= set(order):
        wrong.append(f"{name}: {held}")
    return wrong + [fault for child in node for fault in faults(child)]


def record(version: str = "v1", message: str = "首次归档") -> Element:
    user, programs = User("张三", "mailto:zhangsan@example.gov.cn"), {"typst": "0.15.2", "pikepdf": "10.17.0"}
    data = event("https://www.example.gov.cn/bulletins/2016/06/", version, "2016-12-30T01:00:00+08:00", message, user, programs)
    return etree.fromstring(data)


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_units_are_whole_and_in_order(version: str) -> None:
    found = record(version)
    assert local(found) == "premis"
    assert found.get("version") == "3.0"
    assert faults(found) == []


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1).filter(str.strip))
def test_any_reason_is_kept(message: str) -> None:
    found = record(message=message)
    assert faults(found) == []
    assert found.findtext(f".//{{{NAMESPACE}}}eventDetail") == message


def test_what_is_linked_is_described() -> None:
    """Every agent and object that the event links to stands in the record under the same identifier, and none else."""
    found = record()
    for what in ("Agent", "Object"):
        linked = [[part.text for part in node][:2] for node in found.iter(f"{{{NAMESPACE}}}linking{what}Identifier")]
        described = [[part.text for part in node] for node in found.iter(f"{{{NAMESPACE}}}{what.lower()}Identifier")]
        assert linked == described != []


def test_the_object_has_its_category_and_the_event_its_time() -> None:
    found = record()
    (issue,) = found.iter(f"{{{NAMESPACE}}}object")
    assert issue.get(f"{{{INSTANCE}}}type") == "intellectualEntity"  # `object` itself is abstract
    assert found.nsmap[None] == NAMESPACE  # in which the type's name is read
    time = datetime.fromisoformat(found.findtext(f".//{{{NAMESPACE}}}eventDateTime") or "")
    assert time.tzinfo is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda root: root.remove(root[0]),
        lambda root: root.append(root[0]),
        lambda root: root[1].remove(root[1][1]),
        lambda root: root[1].insert(0, root[1][3]),
        lambda root: etree.SubElement(root[1], f"{{{NAMESPACE}}}eventNote"),
        lambda root: setattr(root[1][1], "text", "归档"),
    ],
    ids=["no object", "object last", "no type", "order", "unknown unit", "unknown word"],
)
def test_these_rules_find_what_is_wrong(change: object) -> None:
    found = record()
    assert callable(change)
    change(found)
    assert faults(found)
