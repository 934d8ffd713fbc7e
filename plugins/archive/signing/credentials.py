"""With which key is signed? One in a PKCS#12 file, or one that never leaves its device (PKCS#11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pyhanko.sign.signers import Signer, SimpleSigner

from plugins.portal.config import SettingsError

from .configuration import Signing, Token

Passphrase = Callable[[str], str]
FAULTS = {
    "PKCS11Error": "没有这个设备，或其中没有所设的证书或私钥（{}）",
    "PinIncorrect": "PIN 不对",
    "PinLenRange": "PIN 不对",
    "PinLocked": "PIN 已锁定",
    "TokenNotPresent": "没有插入设备",
}


@contextmanager
def opened(signing: Signing, passphrase: Passphrase, moment: datetime) -> Iterator[Signer]:
    """The key, ready to sign. `passphrase` is asked with words that say for what. Raises SettingsError."""
    if signing.token is not None:
        with _in_device(signing, signing.token, passphrase) as signer:
            _require_in_term(signer, moment)
            yield signer
    elif signing.bundle is not None:
        signer = _in_file(signing, signing.bundle, passphrase)
        _require_in_term(signer, moment)
        yield signer
    else:
        raise SettingsError("签章设置文件缺少“证书文件”或“密码设备”：没有它们只能验证，不能签名")


def _in_file(signing: Signing, path: Path, passphrase: Passphrase) -> Signer:
    secret = passphrase(f"证书文件 {path.name} 的口令")
    try:
        return SimpleSigner.load_pkcs12_data(path.read_bytes(), signing.chain, secret.encode("utf-8"))
    except (ValueError, OSError) as error:
        raise SettingsError(f"证书文件 {path} 打不开：口令不对，或文件不是 PKCS#12（.p12、.pfx）") from error


@contextmanager
def _in_device(signing: Signing, token: Token, passphrase: Passphrase) -> Iterator[Signer]:
    try:
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Error, PKCS11Signer, open_pkcs11_session
    except ImportError as error:
        raise SettingsError("用密码设备签名还须安装 python-pkcs11：.venv/bin/pip install python-pkcs11") from error
    secret = passphrase(f"密码设备“{token.label}”的 PIN")
    try:
        with open_pkcs11_session(str(token.library), None, TokenCriteria(token.label), secret) as session:
            signer = PKCS11Signer(session, token.certificate, ca_chain=signing.chain, key_label=token.key)
            yield signer
    except (PKCS11Error, RuntimeError) as error:
        raise SettingsError(f"密码设备“{token.label}”不能使用：{_why(error)}") from error


def _why(error: Exception) -> str:
    """The library's errors are known by their names; pyHanko's own, of what it did not find, have the plainest."""
    name = type(error).__name__
    return FAULTS.get(name, f"{name} {error}".strip()).format(error)


def _require_in_term(signer: Signer, moment: datetime) -> None:
    certificate = signer.signing_cert
    if certificate is None:
        raise SettingsError("证书文件中没有签名证书")
    begins, ends = certificate.not_valid_before, certificate.not_valid_after
    if not begins <= moment <= ends:
        name = certificate.subject.native.get("common_name", certificate.subject.human_friendly)
        term = f"{begins.astimezone():%Y-%m-%d} 至 {ends.astimezone():%Y-%m-%d}"
        raise SettingsError(f"签名证书“{name}”不在有效期内（{term}），请向证书机构换发")
