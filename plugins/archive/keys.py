"""With which key are the heads of the log signed, and how does a reader know it again? Ed25519 (RFC 8032).

The private key is the office's own and lies outside everything that is published; the public one stands in the log, as PEM,
so that openssl alone can check a head.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from . import aside
from .errors import ArchiveError, why


def create(path: Path) -> Ed25519PrivateKey:
    """Make a new key that its owner alone may read. Raises ArchiveError when there is one: a log keeps its key."""
    if path.exists():
        raise ArchiveError(f"日志密钥 {path} 已经存在，不再生成")
    key = Ed25519PrivateKey.generate()
    old = os.umask(0o077)
    try:
        aside.replace(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    finally:
        os.umask(old)
    return key


def load(path: Path) -> Ed25519PrivateKey:
    """Raises ArchiveError."""
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except OSError as error:
        raise ArchiveError(f"日志密钥 {path} 读不出来：{why(error)}") from error
    except (ValueError, TypeError) as error:
        raise ArchiveError(f"{path} 不是没有口令的 PEM 私钥") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ArchiveError(f"{path} 不是 Ed25519 密钥")
    return key


def public_pem(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_public(pem: bytes) -> Ed25519PublicKey | None:
    """None for what is no Ed25519 public key."""
    try:
        key = load_pem_public_key(pem)
    except ValueError:
        return None
    return key if isinstance(key, Ed25519PublicKey) else None


def fingerprint(key: Ed25519PublicKey) -> str:
    """The SHA-256 of the key as `openssl pkey -pubin -outform DER` writes it, in hex."""
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def is_signed(key: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True
