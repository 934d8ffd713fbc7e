"""An office that can sign: its folder, its configuration, its seal; and a letter to sign."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import typst
import yaml

from plugins.archive.signing import Signed, Trust, load, sign
from plugins.archive.signing.credentials import opened
from plugins.typeset import seals
from tests.archive.signing.authority import NOW, PASSPHRASE, Authority, Holder

DISTRICT = "昆明市西山区人民政府"
LETTER = """#set document(title: "关于公开的通知", author: "西山区")
#set text(lang: "zh", region: "cn", size: 16pt)
= 关于公开的通知
{body}
{signatures}
#align(right)[2016年12月21日]"""
SIGNATURE = "#v(3cm)\n#align(right)[{office} #link(\"seal:{office}\", box(width: 42mm, height: 42mm))]"


@dataclass(frozen=True)
class Office:
    """What lies in the office's folder: 根证书.pem, 公章.p12, 公章.png, 吊销.crl; `server` gives time-stamps."""

    folder: Path
    authority: Authority
    holder: Holder
    server: str

    def settings(self, **more: Any) -> Path:
        """A configuration file, with what differs from the plainest by its Chinese name."""
        written = {"证书文件": "公章.p12", "信任的根证书": "根证书.pem", **more}
        path = self.folder / f"签章-{abs(hash(str(written)))}.yaml"
        path.write_text(yaml.safe_dump({k: v for k, v in written.items() if v}, allow_unicode=True), "utf-8")
        return path

    @property
    def levels(self) -> dict[str, dict[str, Any]]:
        """What to add to the plainest configuration for each level of PAdES."""
        stamped = {"时间戳服务": self.server}
        return {"B-B": {}, "B-T": stamped, "B-LTA": stamped | {"吊销列表": ["吊销.crl"]}}

    @property
    def seal(self) -> dict[str, Any]:
        return {"印章": {"图像": "公章.png", "机关": [DISTRICT]}}

    def signed(self, data: bytes, **more: Any) -> Signed:
        signing = load(self.settings(**more))
        with opened(signing, lambda _: PASSPHRASE, NOW) as signer:
            return sign(data, signer, signing, NOW)

    def trust(self, **more: Any) -> Trust:
        return load(self.settings(**more)).trust(NOW)


def ring(size: int) -> bytes:
    """A red ring on nothing, as PNG: a seal without words."""
    middle, rows = size / 2, bytearray()
    for y in range(size):
        rows.append(0)
        for x in range(size):
            inside = 0.85 < ((x + 0.5 - middle) ** 2 + (y + 0.5 - middle) ** 2) ** 0.5 / middle < 1
            rows += b"\xd0\x10\x10\xff" if inside else b"\0\0\0\0"
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@cache
def letter(body: str = "正文。", offices: tuple[str, ...] = (DISTRICT,)) -> bytes:
    """A tagged PDF with a place for the seal of each of `offices`."""
    signatures = "\n".join(SIGNATURE.format(office=office) for office in offices)
    made = typst.compile(LETTER.format(body=body, signatures=signatures).encode(), pdf_standards=["a-2a", "ua-1"])
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        seals.make_fields(pdf)
        pdf.save(data, deterministic_id=True)
    return data.getvalue()
