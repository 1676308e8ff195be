"""Volumes and areas as text: numbers of the form p + q pi."""

from __future__ import annotations

from codepercept.geometry.combined_solids.body import Mixed
from codepercept.geometry.exact import decimal, exact, spoken, spoken_pi, times_pi


def spoken_mixed(value: Mixed) -> str:
    """The exact form with its decimal, e.g. "144 - 36π ≈ 30.903", or "about 30.903"."""
    if abs(value.pi) < 1e-12:
        return spoken(value.plain)
    if abs(value.plain) < 1e-12:
        return spoken_pi(value.pi)
    plain, multiple = exact(abs(value.plain)), times_pi(abs(value.pi))
    near = decimal(value.value, 3)
    if not plain or not multiple:
        return f"about {near}"
    if value.plain < 0:
        return f"{multiple} - {_bracketed(plain)} ≈ {near}"
    sign = "+" if value.pi > 0 else "-"
    return f"{plain} {sign} {multiple} ≈ {near}"


def _bracketed(text: str) -> str:
    return f"({text})" if " " in text else text
