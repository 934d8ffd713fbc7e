"""Independent judges of what the program writes: veraPDF, the Nu HTML checker, axe-core.

None of them is ever skipped: a machine that lacks one fails the test with the command that installs it.
"""

from tests.validators.axe import Violation, axe
from tests.validators.nu import Message, nu
from tests.validators.tools import MissingTool
from tests.validators.verapdf import Failure, Result, verapdf

__all__ = ["Failure", "Message", "MissingTool", "Result", "Violation", "axe", "nu", "verapdf"]
