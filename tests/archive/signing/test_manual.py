"""Is docs/签章手册.md true: do its commands say what it promises, and does it know all keys, codes and variables?"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from plugins.archive.signing import cli, configuration_file, load
from plugins.archive.signing.findings import Code
from tests.archive.signing.office import DISTRICT, Office, letter
from tests.building import ROOT

MANUAL = (ROOT / "docs" / "签章手册.md").read_text("utf-8")


def block(kind: str, words: str) -> str:
    """The block of code of the manual that has these words."""
    (found,) = (text for text in re.findall(rf"```{kind}\n(.*?)```", MANUAL, re.DOTALL) if words in text)
    return found


def shell(commands: str, folder: Path) -> str:
    run = subprocess.run(["bash", "-e", "-c", commands], cwd=folder, capture_output=True, encoding="utf-8")
    return run.stdout + run.stderr


@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LTA"])
@pytest.mark.parametrize("offices", [("西山区财政局", DISTRICT), ()])
def test_its_commands_verify_a_signed_file_and_find_a_changed_one(
    level: str, offices: tuple[str, ...], office: Office
) -> None:
    path = office.folder / "document.pdf"
    path.write_bytes(office.signed(letter(offices=offices), **office.levels[level], **office.seal).data)
    said = shell(block("sh", "pdfsig -nocert"), office.folder)
    assert "Signature is Valid" in said
    first, second, end = re.findall(r"Signed Ranges: \[0 - (\d+)\], \[(\d+) - (\d+)\]", said)[0]
    commands = block("sh", "openssl cms").replace("甲", first).replace("乙", second).replace("丙", end)
    assert "erification successful" in shell(commands, office.folder)
    altered = bytearray(path.read_bytes())
    altered[100] ^= 1
    path.write_bytes(altered)
    assert "erification failure" in shell(commands, office.folder)


def test_its_commands_compare_a_signed_file_with_the_unsigned_one(office: Office) -> None:
    (office.folder / "signed").mkdir()
    (office.folder / "bulletin.pdf").write_bytes(letter())
    (office.folder / "signed" / "bulletin.pdf").write_bytes(office.signed(letter()).data)
    first, second = shell(block("sh", "sha512sum"), office.folder).splitlines()
    assert first.split()[0] == second.split()[0]


def test_its_configuration_can_be_used(office: Office) -> None:
    (office.folder / "签章.yaml").write_text(block("yaml", "证书文件"), "utf-8")
    signing = load(office.folder / "签章.yaml")
    assert signing.level == "B-LTA"
    assert signing.seal is not None
    assert signing.seal.offices == ("昆明市西山区人民政府办公室", "昆明市西山区人民政府")


def test_it_knows_all_names_and_codes() -> None:
    rows = [f"| {word} |" for word in (*configuration_file.KEYS, *Code)]
    assert [row for row in rows if row not in MANUAL] == []
    nested = (*configuration_file.TOKEN_KEYS, *configuration_file.SEAL_KEYS)
    assert [name for name in nested if f"`{name}`" not in MANUAL] == []
    assert f"`{cli.VARIABLE}`" in MANUAL
