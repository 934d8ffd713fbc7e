"""Who made this version, when and why, with which programs? The event as preservation systems read it: PREMIS 3.0.

A record wants at least one object before its events: the issue itself, which is what the event brought about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from .inventory import User

NAMESPACE = "http://www.loc.gov/premis/v3"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
LOCAL = "local"


def event(id: str, version: str, created: str, message: str, user: User, programs: Mapping[str, str]) -> bytes:
    """The record of one release. `programs` are names and versions. The same arguments give the same bytes."""
    root = etree.fromstring(f'<premis xmlns="{NAMESPACE}" xmlns:xsi="{INSTANCE}" version="3.0"/>')
    kind = "ingestion" if version == "v1" else "modification"
    issue = _add(root, "object")
    issue.set(f"{{{INSTANCE}}}type", "intellectualEntity")
    _identify(issue, "object", "URI", id)
    node = _add(root, "event")
    _identify(node, "event", "URI", f"{id}#{version}")
    _add(node, "eventType", kind)
    _add(node, "eventDateTime", created)
    _add(_add(node, "eventDetailInformation"), "eventDetail", message)
    _add(_add(node, "eventOutcomeInformation"), "eventOutcome", "success")
    _link(node, "Agent", "URI", user.address, "implementer")
    for name, number in programs.items():
        _link(node, "Agent", LOCAL, f"{name} {number}", "executing program")
    _link(node, "Object", "URI", id, "outcome")
    _agents(root, user, programs.items())
    etree.indent(root, space=" ")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _agents(root: Element, user: User, programs: Iterable[tuple[str, str]]) -> None:
    node = _add(root, "agent")
    _identify(node, "agent", "URI", user.address)
    _add(node, "agentName", user.name)
    _add(node, "agentType", "person")
    for name, number in programs:
        node = _add(root, "agent")
        _identify(node, "agent", LOCAL, f"{name} {number}")
        _add(node, "agentName", name)
        _add(node, "agentType", "software")
        _add(node, "agentVersion", number)


def _identify(node: Element, what: str, kind: str, value: str) -> None:
    holder = _add(node, f"{what}Identifier")
    _add(holder, f"{what}IdentifierType", kind)
    _add(holder, f"{what}IdentifierValue", value)


def _link(node: Element, what: str, kind: str, value: str, role: str) -> None:
    holder = _add(node, f"linking{what}Identifier")
    _add(holder, f"linking{what}IdentifierType", kind)
    _add(holder, f"linking{what}IdentifierValue", value)
    _add(holder, f"linking{what}Role", role)


def _add(node: Element, name: str, text: str | None = None) -> Element:
    child = etree.SubElement(node, f"{{{NAMESPACE}}}{name}")
    child.text = text
    return child
