"""The fixture of all tests of signing: an office that can sign, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.signing.authority import Authority, time_stamp_server
from tests.archive.signing.office import Office, ring
from tests.typeset.conftest import press, text, wheel_fonts  # noqa: F401 - fixtures of the typesetter


@pytest.fixture(scope="session")
def whole_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder, authority = tmp_path_factory.mktemp("office"), Authority()
    holder = authority.office()
    (folder / "根证书.pem").write_bytes(authority.root.pem)
    (folder / "公章.p12").write_bytes(holder.bundle())
    (folder / "吊销.crl").write_bytes(authority.crl())
    (folder / "公章.png").write_bytes(ring(200))
    with time_stamp_server(authority.time_stamper(), tmp_path_factory.mktemp("tsa")) as server:
        yield Office(folder, authority, holder, server)


@pytest.fixture
def office(whole_office: Office, tmp_path: Path) -> Office:
    """The office in a folder of the test's own."""
    folder = shutil.copytree(whole_office.folder, tmp_path / "办公室")
    return Office(folder, whole_office.authority, whole_office.holder, whole_office.server)
