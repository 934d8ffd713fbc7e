"""A key that never leaves its device (PKCS#11) signs as one in a file does: tried with SoftHSM."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.archive.signing import load, sign, verify
from plugins.archive.signing.credentials import opened
from plugins.portal.config import SettingsError
from tests.archive.signing.authority import NOW
from tests.archive.signing.office import Office, letter
from tests.validators.tools import existing, program

PIN = "246810"
LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")


@pytest.fixture(scope="module")
def device(whole_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A token “西山区” with key and certificate “公章”; gives the library that reads it."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        tool = program("softhsm2-util", package="softhsm2")
        subprocess.run([tool, "--init-token", "--free", "--label", "西山区", "--so-pin", PIN, "--pin", PIN], check=True,
                       capture_output=True)  # fmt: skip
        _fill(whole_office)
        yield existing(LIBRARY, "run `apt-get install softhsm2`")


def _fill(office: Office) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pkcs11 import Attribute, ObjectClass, lib
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    token = lib(str(LIBRARY)).get_token(token_label="西山区")
    key = office.holder.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    certificate = office.holder.certificate.public_bytes(Encoding.DER)
    with token.open(rw=True, user_pin=PIN) as session:
        session.create_object({**decode_rsa_private_key(key), Attribute.TOKEN: True, Attribute.LABEL: "公章", Attribute.ID: b"1"})
        stored = {**decode_x509_certificate(certificate), Attribute.TOKEN: True, Attribute.LABEL: "公章", Attribute.ID: b"1"}
        session.create_object({**stored, Attribute.CLASS: ObjectClass.CERTIFICATE})


def written(device: Path, **more: str) -> dict[str, object]:
    return {"证书文件": "", "密码设备": {"驱动": str(device), "设备": "西山区", "证书": "公章", **more}}


def test_a_key_in_a_device_signs(office: Office, device: Path, tmp_path: Path) -> None:
    signing = load(office.settings(**written(device), **office.levels["B-LTA"]))
    with opened(signing, lambda words: PIN if words == "密码设备“西山区”的 PIN" else "", NOW) as signer:
        (tmp_path / "a.pdf").write_bytes(sign(letter(), signer, signing, NOW).data)
    assert verify(tmp_path / "a.pdf", signing.trust(NOW)) == []


@pytest.mark.parametrize(
    ("more", "pin", "said"),
    [
        ({}, "135791", "密码设备“西山区”不能使用：PIN 不对"),
        ({"设备": "东山区"}, PIN, "密码设备“东山区”不能使用：没有这个设备"),
        ({"证书": "私章"}, PIN, "其中没有所设的证书或私钥"),
    ],
)
def test_what_is_wrong_with_a_device_is_said(more: dict[str, str], pin: str, said: str, office: Office, device: Path) -> None:
    signing = load(office.settings(**written(device, **more)))
    with pytest.raises(SettingsError, match=said), opened(signing, lambda _: pin, NOW):
        pass


def test_a_library_that_is_none_is_said(office: Office) -> None:
    signing = load(office.settings(**written(office.folder / "公章.png")))
    with pytest.raises(SettingsError, match="不能使用"), opened(signing, lambda _: PIN, NOW):
        pass


def test_without_the_python_library_it_says_what_to_install(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pyhanko.sign.pkcs11", raising=False)
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    signing = load(office.settings(**written(office.folder / "公章.png")))
    with pytest.raises(SettingsError, match="python-pkcs11"), opened(signing, lambda _: PIN, NOW):
        pass
