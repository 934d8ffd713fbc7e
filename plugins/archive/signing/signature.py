"""How is a PDF signed? A PAdES signature (ETSI EN 319 142-1) of level B-B, B-T or B-LTA, as the configuration allows."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, TimestampDSSContentSettings
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.status import ValidationError
from pyhanko.stamp import BaseStampStyle, StaticStampStyle

from plugins.portal.config import SettingsError

from . import field
from .configuration import Seal, Signing
from .field import Place
from .verification import Unreadable, faults, signers

WAIT = 30  # seconds for a time-stamp server
NOTHING = StaticStampStyle(border_width=0)
FILLING = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, inner_content_scaling=InnerScaling.STRETCH_TO_FIT
)
# All that validation needs stands before the last time-stamp, which so covers the file to its end.
LASTING = DSSContentSettings(
    include_vri=False, next_ts_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
)


class NotSigned(Exception):
    """A file could not be signed; the text, in Chinese, says why."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The signed file, and where its seal is to be seen, if anywhere."""

    data: bytes
    place: Place | None


def sign(data: bytes, signer: Signer, signing: Signing, moment: datetime) -> Signed:
    """The PDF `data` with a signature appended that holds. `moment` (with its zone) is when certificates must be in term.

    A file that other offices have signed gets one more signature, theirs hold still. Raises NotSigned, and SettingsError
    for what no file could be signed with.
    """
    writer, seal = _writer(data), signing.seal
    place = field.place_of(writer, seal.offices) if seal is not None else None
    if writer.prev.embedded_signatures:
        _require_room(data, writer, place, signer, signing, moment)
    else:
        field.reserve(writer, place)
    name = place.field if place else field.free_name(writer)
    server = HTTPTimeStamper(signing.server, timeout=WAIT) if signing.server else None
    work = PdfSigner(
        _metadata(signing, name, moment),
        signer,
        timestamper=server,
        stamp_style=NOTHING if seal is None else _style(seal),
        new_field_spec=None if place else field.unseen(name, _words(signer)),
    )
    try:
        signed = work.sign_pdf(writer, existing_fields_only=place is not None).getvalue()
    except TimestampRequestError as error:
        raise NotSigned(f"时间戳服务 {signing.server} 没有给出时间戳：{_cause(error)}") from error
    except (SigningError, PdfError, ValidationError) as error:
        cause = _cause(error)
        withdrawn = "证书已吊销，或吊销信息不全、过期：" if isinstance(cause, ValidationError) else ""
        raise NotSigned(f"没有签成：{withdrawn}{cause}") from error
    if wrong := faults(signed, signing.trust(moment)):
        raise NotSigned("签名没有通过验证：" + "；".join(message for _, message in wrong))
    return Signed(signed, place)


def _writer(data: bytes) -> IncrementalPdfFileWriter:
    ended = data if data.endswith((b"\n", b"\r")) else data + b"\n"  # an object begins on a line of its own (PDF/A)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(ended))
        list(writer.prev.embedded_signatures)
    except (PdfError, ValueError) as error:
        raise NotSigned(f"不是可以签名的 PDF：{error}") from error
    return writer


def _require_room(
    data: bytes, writer: IncrementalPdfFileWriter, place: Place | None, signer: Signer, signing: Signing, moment: datetime
) -> None:
    """That a file signed by others can take one more signature. Raises NotSigned."""
    if wrong := faults(data, signing.trust(moment)):
        raise NotSigned("已有的签名没有通过验证：" + "；".join(message for _, message in wrong))
    if is_signed_by(data, signer):
        raise NotSigned("本机关已在这个文件上签过名")
    if place is not None and not field.is_reserved(writer, place):
        raise NotSigned("前一个签名没有给后面的机关留好印章位置（由别的软件或本程序的旧版签成）：请从没有签名的 PDF 起依次重签")


def _metadata(signing: Signing, name: str, moment: datetime) -> PdfSignatureMetadata:
    lasting = signing.level == "B-LTA"
    return PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=lasting,
        use_pades_lta=lasting,
        dss_settings=LASTING,
        validation_context=_context(signing, moment) if lasting else None,
        signer_key_usage=set(),  # that it may sign is judged by `verify`, for all levels alike
    )


def _context(signing: Signing, moment: datetime) -> Any:
    """What pyHanko checks certificates with; a document's store without a document holds nothing of its own."""
    return DocumentSecurityStore(writer=None).as_validation_context(
        {
            "trust_roots": list(signing.roots),
            "other_certs": list(signing.chain),
            "crls": list(signing.crls),
            "allow_fetching": signing.fetches,
            "revocation_mode": "require",
            "moment": None if signing.fetches else moment,
        }
    )


def _style(seal: Seal) -> BaseStampStyle:
    try:
        picture = PdfImage(str(seal.image))
        picture.image.load()
    except (OSError, SyntaxError) as error:  # the second is what Pillow has for a broken PNG
        raise SettingsError(f"印章的图像 {seal.image} 读不出：应为 PNG 图片") from error
    return StaticStampStyle(background=picture, background_layout=FILLING, border_width=0)


def is_signed_by(data: bytes, signer: Signer) -> bool:
    """Whether the office has signed a file, be it with an earlier certificate: it is known by the certificate's subject.
    What can't be read nobody has signed."""
    try:
        return _subject(signer) in signers(data)
    except Unreadable:
        return False


def is_signed_by_others(data: bytes, signer: Signer) -> bool:
    """Raises Unreadable."""
    own = _subject(signer)
    return any(subject != own for subject in signers(data))


def _subject(signer: Signer) -> Any:
    return signer.signing_cert.subject if signer.signing_cert else None


def _words(signer: Signer) -> str:
    subject = signer.signing_cert.subject.native if signer.signing_cert else {}
    return f"电子签名：{subject.get('common_name') or subject.get('organization_name', '')}"


def _cause(error: BaseException) -> BaseException:
    """The innermost reason, which says most."""
    return error if error.__cause__ is None else _cause(error.__cause__)
