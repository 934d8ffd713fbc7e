"""Can a signed PDF be trusted? Intact, covered to its last byte, by whom the roots vouch for, and at a stated time.

Of several signatures, each covers the file up to its own end, and each later one may only fill a field of its own.

Time-stamps form a chain (ETSI EN 319 102-1): each is judged at the time that the next one vouches for, the last one at
the moment of the judge, and the signature at the time of its own stamp. So a signature outlives its certificate.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Set
from datetime import datetime
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    ModificationInfo,
    SignatureCoverageLevel,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureStatus

from .findings import Code, Finding, Trust

MAY_SIGN = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)

Fault = tuple[Code, str]


class Unreadable(Exception):
    """What a PDF is signed with can't be read; the text, in Chinese, says so."""


def verify(path: Path, trust: Trust) -> list[Finding]:
    """All that is wrong with the signatures of a PDF; none when it may be trusted. Raises OSError."""
    return [Finding(code, path, message) for code, message in faults(path.read_bytes(), trust)]


def faults(data: bytes, trust: Trust) -> list[Fault]:
    """The same for the bytes of a file: codes and messages."""
    try:
        reader = PdfFileReader(io.BytesIO(data))
        if not reader.embedded_regular_signatures:
            return [(Code.UNSIGNED, "没有数字签名")]
        return list(dict.fromkeys(_faults(reader, trust)))
    except Exception as error:  # a damaged file fails anywhere in the readers of PDF and ASN.1, with whatever they raise
        return [(Code.ALTERED, str(_unreadable(error)))]


def signers(data: bytes) -> list[Any]:
    """The subjects (X.509 names, as pyHanko reads them) of the certificates that a PDF is signed with. Raises Unreadable."""
    try:
        return [one.signer_cert.subject for one in PdfFileReader(io.BytesIO(data)).embedded_regular_signatures]
    except Exception as error:  # a damaged file fails anywhere in the readers, as in `faults`
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> Unreadable:
    return Unreadable(f"文件已损坏，签名读不出（{type(error).__name__}）")


def _faults(reader: PdfFileReader, trust: Trust) -> Iterator[Fault]:
    """From the last signature or time-stamp to the first, each with the moment that is vouched for from outside."""
    moment, later = trust.at, frozenset[str]()
    for embedded in reversed(reader.embedded_signatures):
        if embedded.sig_object_type == "/DocTimeStamp":
            status = validate_pdf_timestamp(embedded, _context(reader, trust, moment))
            yield from _of_extent(status, later)
            yield from _of_time_stamp(status, "归档时间戳")
            moment = status.timestamp
        else:
            yield from _of_signature(embedded, later, reader, trust, moment)
            later |= {embedded.field_name}


def _of_signature(
    signature: EmbeddedPdfSignature, later: Set[str], reader: PdfFileReader, trust: Trust, until: datetime
) -> Iterator[Fault]:
    """`until` is when it is vouched for from outside; its own time-stamp may put it earlier. `later` are the fields of the
    signatures after it."""
    stamp = validate_pdf_signature(signature, _context(reader, trust, until), skip_diff=True).timestamp_validity
    moment = stamp.timestamp if stamp is not None else until
    judge = _context(reader, trust, moment)
    status = validate_pdf_signature(signature, judge, _context(reader, trust, until), key_usage_settings=MAY_SIGN)
    name = status.signing_cert.subject.native.get("common_name", status.signing_cert.subject.human_friendly)
    if not (status.intact and status.valid):
        yield Code.ALTERED, f"内容在“{name}”签名后被改动，或签名已损坏"
        return
    yield from _of_extent(status, later)
    yield from _of_trust(status, name, moment)
    if stamp is not None:
        yield from _of_time_stamp(stamp, "签名时间戳")
    elif trust.wants_time_stamp:
        yield Code.NO_TIME_STAMP, f"“{name}”的签名没有时间戳，不能证明何时签名"


def _of_extent(status: ModificationInfo, later: Set[str]) -> Iterator[Fault]:
    """Behind a signature only what prolongs it may stand (certificates, revocation data and time-stamps), and signatures in
    the fields `later`."""
    covers = status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    if not covers or status.docmdp_ok is False or not _is_allowed(status, later):
        yield Code.NOT_COVERED, "签名没有覆盖整个文件：签名后又添加了内容"


def _is_allowed(status: ModificationInfo, later: Set[str]) -> bool:
    level, found = status.modification_level, status.diff_result
    if level is ModificationLevel.FORM_FILLING and isinstance(found, DiffResult):
        return set(found.changed_form_fields) <= later
    return level is not None and level <= ModificationLevel.LTA_UPDATES


def _of_trust(status: SignatureStatus, name: str, moment: datetime) -> Iterator[Fault]:
    if status.trusted:
        return
    details, certificate, day = status.revocation_details, status.signing_cert, f"{moment.astimezone():%Y-%m-%d}"
    if details is not None:
        yield Code.REVOKED, f"“{name}”的证书已于 {details.revocation_date.astimezone():%Y-%m-%d} 吊销"
    elif not certificate.not_valid_before <= moment <= certificate.not_valid_after:
        term = f"{certificate.not_valid_before.astimezone():%Y-%m-%d} 至 {certificate.not_valid_after.astimezone():%Y-%m-%d}"
        yield Code.OUT_OF_TERM, f"“{name}”的证书在 {day} 不在有效期内（{term}）"
    elif status.trust_problem_indic is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        yield Code.UNTRUSTED, f"“{name}”的证书不是由所信任的根证书签发的"
    else:
        yield Code.UNTRUSTED, f"“{name}”的证书不能信任（{status.trust_problem_indic}）"


def _of_time_stamp(status: SignatureStatus, kind: str) -> Iterator[Fault]:
    if not (status.intact and status.valid):
        yield Code.BAD_TIME_STAMP, f"{kind}与文件内容不符"
    elif not status.trusted:
        certificate = status.signing_cert
        ends, name = certificate.not_valid_after.astimezone(), certificate.subject.human_friendly
        yield Code.BAD_TIME_STAMP, f"{kind}的证书不能信任，或已过有效期（{name}，至 {ends:%Y-%m-%d}）"


def _context(reader: PdfFileReader, trust: Trust, moment: datetime) -> Any:
    """What pyHanko judges with at a moment: the roots, and what the file itself carries."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        store = DocumentSecurityStore(writer=None)
    return store.as_validation_context(
        {
            "trust_roots": list(trust.roots),
            "crls": list(trust.crls),
            "moment": moment,
            "best_signature_time": moment,
            "allow_fetching": False,
            "revocation_mode": "soft-fail",
            "retroactive_revinfo": True,
        }
    )

