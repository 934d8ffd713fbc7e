"""What does the office's signing configuration say? A YAML file that lies outside the repository, in Chinese.

It holds no secret: the passphrase or PIN comes from the environment or is asked for. Paths count from its own folder. Who
only verifies needs no key: a file that names the root certificates will do.
"""

from __future__ import annotations

import base64
import binascii
import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from pyhanko.keys import load_certs_from_pemder

from plugins.portal.config import SettingsError

from .configuration import Seal, Signing, Token

KEYS = ("证书文件", "密码设备", "中间证书", "信任的根证书", "时间戳服务", "吊销列表", "联网查询吊销", "印章")
TOKEN_KEYS, SEAL_KEYS = ("驱动", "设备", "证书", "私钥"), ("图像", "机关")
FLAGS = {True: True, "是": True, False: False, "否": False}
PEM_LIST = re.compile(rb"-----BEGIN X509 CRL-----(.+?)-----END X509 CRL-----", re.DOTALL)


def load(path: Path) -> Signing:
    """Raises SettingsError that names every fault of the file."""
    try:
        written = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SettingsError(f"签章设置文件 {path} 读不出：{error}") from error
    if not isinstance(written, dict):
        raise SettingsError(f"签章设置文件 {path} 应为“名称: 值”的列表")
    return _Reader(path).signing(written)


class _Reader:
    """Reads values one by one and gathers what is wrong, so that an office mends its file once."""

    def __init__(self, path: Path) -> None:
        self.path, self.folder, self.faults = path, path.parent, list[str]()

    def signing(self, written: Mapping[str, Any]) -> Signing:
        self._known(written, KEYS)
        bundle, token = written.get("证书文件"), written.get("密码设备")
        if bundle and token:
            self.faults.append("“证书文件”和“密码设备”只能填写一项")
        crls, fetches = self._lists(written.get("吊销列表")), FLAGS.get(written.get("联网查询吊销", False))
        found = Signing(
            bundle=self._file("证书文件", bundle) if bundle else None,
            token=self._token(token) if token else None,
            roots=self._certificates("信任的根证书", written.get("信任的根证书")),
            chain=self._certificates("中间证书", written.get("中间证书")),
            server=self._server(written.get("时间戳服务", "")),
            crls=crls,
            fetches=bool(fetches),
            seal=self._seal(written["印章"]) if written.get("印章") else None,
        )
        if fetches is None:
            self.faults.append(f"“联网查询吊销”应为 是 或 否；当前为“{written['联网查询吊销']}”")
        self._require_whole(found)
        if self.faults:
            raise SettingsError("\n".join(f"签章设置文件 {self.path}：{fault}" for fault in self.faults))
        return found

    def _require_whole(self, found: Signing) -> None:
        if not found.roots and not any("信任的根证书" in fault for fault in self.faults):
            self.faults.append("缺少“信任的根证书”：签名和验证都以它为准")
        if found.level == "B-LTA" and not found.server:
            self.faults.append("要用吊销信息，还须填写“时间戳服务”：长期验证（B-LTA）离不开时间戳")

    def _known(self, written: Mapping[str, Any], keys: tuple[str, ...], within: str = "") -> None:
        for name in written:
            if name not in keys:
                close = difflib.get_close_matches(str(name), keys, n=1)
                meant = f"，是否为“{close[0]}”" if close else f"；可用：{'、'.join(keys)}"
                self.faults.append(f"{within}没有“{name}”这一项{meant}")

    def _file(self, name: str, value: object) -> Path:
        found = self.folder / str(value)
        if not found.is_file():
            self.faults.append(f"“{name}”的文件 {found} 不存在")
        return found

    def _files(self, name: str, value: object) -> list[Path]:
        values = value if isinstance(value, list) else [value] if value else []
        return [path for path in (self._file(name, one) for one in values) if path.is_file()]

    def _certificates(self, name: str, value: object) -> tuple[Any, ...]:
        found = list[Any]()
        for path in self._files(name, value):
            try:
                found += load_certs_from_pemder([str(path)])
            except ValueError:
                self.faults.append(f"“{name}”的文件 {path} 不是 X.509 证书（PEM 或 DER）")
        return tuple(found)

    def _lists(self, value: object) -> tuple[bytes, ...]:
        found = list[bytes]()
        for path in self._files("吊销列表", value):
            try:
                found += _ders(path.read_bytes())
            except (ValueError, binascii.Error):
                self.faults.append(f"“吊销列表”的文件 {path} 不是吊销列表（PEM 或 DER）")
        return tuple(found)

    def _server(self, value: object) -> str:
        address = str(value or "")
        if address and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname):
            self.faults.append(f"“时间戳服务”应为 http 或 https 的网址；当前为“{address}”")
        return address

    def _token(self, value: object) -> Token:
        written = value if isinstance(value, dict) else {}
        self._known(written, TOKEN_KEYS, "“密码设备”中")
        self.faults += [f"“密码设备”缺少“{name}”" for name in ("驱动", "设备", "证书") if not written.get(name)]
        label = str(written.get("证书", ""))
        library = self._file("驱动", written["驱动"]) if written.get("驱动") else Path()
        return Token(library, str(written.get("设备", "")), label, str(written.get("私钥", label)))

    def _seal(self, value: object) -> Seal:
        written = value if isinstance(value, dict) else {}
        self._known(written, SEAL_KEYS, "“印章”中")
        self.faults += [f"“印章”缺少“{name}”" for name in SEAL_KEYS if not written.get(name)]
        offices = written.get("机关")
        image = self._file("印章的图像", written["图像"]) if written.get("图像") else Path()
        return Seal(image, tuple(map(str, offices)) if isinstance(offices, list) else (str(offices),))


def _ders(data: bytes) -> list[bytes]:
    """The lists of a file, PEM or DER, each as DER. Raises ValueError when there is none."""
    blocks = PEM_LIST.findall(data)
    if not blocks and not data.startswith(b"\x30"):
        raise ValueError("neither PEM nor DER")
    return [base64.b64decode(block) for block in blocks] or [data]
