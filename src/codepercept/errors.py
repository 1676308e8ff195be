"""Errors that cross a boundary of the system."""

from __future__ import annotations


class CodePerceptError(Exception):
    """Base of all our errors."""


class UserError(CodePerceptError):
    """The user's mistake: printed as one sentence, exit code 2, no traceback."""


class SandboxUnavailable(UserError):
    """The kernel lacks what safe execution needs and `--unsafe-sandbox` was not given."""


class Unscored(CodePerceptError):
    """A fault around one row, in one sentence: the row is tried again on the next run, never held against it."""


class StopRun(CodePerceptError):
    """The run cannot go on, whatever the row; what is finished stays, and the same command resumes."""
