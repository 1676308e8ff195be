"""Text from outside."""

from __future__ import annotations

from typing import Any


def clean(value: Any) -> Any:
    """Parsed JSON whose texts can be stored: lone surrogates, which JSON may hold and UTF-8 may not, become "?"."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [clean(v) for v in value]
    if isinstance(value, dict):
        return {clean(k): clean(v) for k, v in value.items()}
    return value
