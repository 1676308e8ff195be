"""Reading the claims of a caption and checking them against a trace."""

from __future__ import annotations

from codepercept.figure.claims.checking import check_caption

__all__ = ["check_caption"]
