"""Electronic signatures on released PDFs (PAdES, ETSI EN 319 142-1): how they are made and how they are verified.

Signing is apart from the build: it takes the reproducible PDF and appends to it, so that a signed file begins with the
bytes of the unsigned one. Configuration is a YAML file outside the repository (docs/签章手册.md).
"""

import logging

from .configuration import Signing
from .configuration_file import load
from .findings import Finding, Trust
from .signature import NotSigned, Signed, sign
from .verification import verify

__all__ = ["Finding", "NotSigned", "Signed", "Signing", "Trust", "load", "sign", "verify"]

# What pyHanko has to say comes to readers as findings, in Chinese; its own warnings are tracebacks on the terminal.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
