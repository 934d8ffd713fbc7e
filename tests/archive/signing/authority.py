"""A certificate authority, a time-stamp authority and an office of their own, made for the tests and kept in no file.

Time-stamps are given by OpenSSL's `ts` behind a server on the loopback: another implementation than the one tested.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSPHRASE = "公章-口令 1"
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
NOW = datetime.now(UTC)
TS_CONFIGURATION = """[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def private_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def bundle(self, passphrase: str = PASSPHRASE) -> bytes:
        """Both as PKCS#12."""
        secret = BestAvailableEncryption(passphrase.encode("utf-8"))
        return pkcs12.serialize_key_and_certificates(b"seal", self.key, self.certificate, None, secret)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _usage(*wanted: str) -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
    return x509.KeyUsage(**{name: name in wanted for name in names})


class Authority:
    """A root authority. `years` is how long what it issues is in term, `crl_at` where its list of withdrawn ones lies."""

    def __init__(self, name: str = "测试根证书") -> None:
        self.key, self.name = rsa.generate_private_key(65537, 2048), _name(name)
        usage = _usage("key_cert_sign", "crl_sign")
        self.root = Holder(self._issue(self.name, self.key, NOW - 2 * YEAR, 40, usage, ca=True), self.key)

    def _issue(
        self, subject: x509.Name, key: rsa.RSAPrivateKey, begins: datetime, years: float, usage: x509.KeyUsage,
        ca: bool = False, purposes: Sequence[x509.ObjectIdentifier] = (), crl_at: str = "",
    ) -> x509.Certificate:  # fmt: skip
        made = x509.CertificateBuilder(self.name, subject, key.public_key(), x509.random_serial_number())
        made = made.not_valid_before(begins).not_valid_after(begins + years * YEAR)
        made = made.add_extension(x509.BasicConstraints(ca, None), critical=True).add_extension(usage, critical=True)
        made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        made = made.add_extension(issuer, critical=False)
        if purposes:
            made = made.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
        if crl_at:
            point = x509.DistributionPoint([x509.UniformResourceIdentifier(crl_at)], None, None, None)
            made = made.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        return made.sign(self.key, hashes.SHA256())

    def office(self, name: str = "昆明市西山区人民政府", begins: datetime = NOW - DAY, years: float = 3,
               usage: str = "content_commitment", crl_at: str = "") -> Holder:  # fmt: skip
        key = rsa.generate_private_key(65537, 2048)
        return Holder(self._issue(_name(name), key, begins, years, _usage(usage), crl_at=crl_at), key)

    def time_stamper(self, years: float = 10, crl_at: str = "") -> Holder:
        key, begins = rsa.generate_private_key(65537, 2048), NOW - DAY
        usage, purposes = _usage("digital_signature"), [ExtendedKeyUsageOID.TIME_STAMPING]
        return Holder(self._issue(_name("测试时间戳"), key, begins, years, usage, purposes=purposes, crl_at=crl_at), key)

    def crl(self, *revoked: Holder, on: datetime = NOW - 2 * HOUR, issued: datetime = NOW - HOUR) -> bytes:
        """The list of withdrawn certificates, DER."""
        made = x509.CertificateRevocationListBuilder(self.name)
        made = made.last_update(issued).next_update(issued + 7 * DAY)
        made = made.add_extension(x509.CRLNumber(1), critical=False)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        made = made.add_extension(issuer, critical=False)
        for holder in revoked:
            one = x509.RevokedCertificateBuilder(holder.certificate.serial_number, on)
            made = made.add_revoked_certificate(one.build())
        return made.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)


@contextmanager
def time_stamp_server(stamper: Holder, folder: Path, files: dict[str, bytes] | None = None) -> Iterator[str]:
    """An RFC 3161 server on the loopback; it also serves `files`, lists of withdrawn certificates. Gives its address."""
    (folder / "tsa.pem").write_bytes(stamper.pem)
    (folder / "tsa.key").write_bytes(stamper.private_pem)
    (folder / "tsa.cnf").write_text(TS_CONFIGURATION.format(folder=folder), "utf-8")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(200, "application/timestamp-reply", _reply(folder, query))

        def do_GET(self) -> None:
            found = (files or {}).get(self.path)
            self._answer(200 if found else 404, "application/pkix-crl", found or b"")

        def _answer(self, status: int, kind: str, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def _reply(folder: Path, query: bytes) -> bytes:
    (folder / "query.tsq").write_bytes(query)
    command: list[str | Path] = ["openssl", "ts", "-reply", "-config", folder / "tsa.cnf", "-section", "one",
               "-queryfile", folder / "query.tsq", "-signer", folder / "tsa.pem", "-inkey", folder / "tsa.key"]  # fmt: skip
    return subprocess.run(command, capture_output=True, check=True).stdout
