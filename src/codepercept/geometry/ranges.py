"""What a recipe asks of a family's parameters: a fixed value, some choices, or a range."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

Wanted = Mapping[str, Any]
"""Parameter names mapped to a value (`true`), a list of choices, or `{"min": 2, "max": 6}` (either may be left out)."""


def check(params: type[BaseModel], wanted: Wanted) -> None:
    """Refuses what no parameter set can be.

    Raises:
        ValueError: one sentence that names the parameter, what it can be, and what was asked.
    """
    for name, rule in wanted.items():
        field = params.model_fields.get(name)
        if field is None:
            close = difflib.get_close_matches(name, params.model_fields, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(params.model_fields)}"
            raise ValueError(f"unknown parameter {name}; {hint}")
        if isinstance(rule, Mapping) and (not rule or set(rule) - {"min", "max"}):
            raise ValueError(f"{name}: a range is {{min: ..., max: ...}}, not {dict(rule)}")
        values = _values(rule)
        if not values:
            raise ValueError(f"{name}: no choice is left")
        adapter: TypeAdapter[Any] = TypeAdapter(Annotated[field.annotation, field])  # type: ignore[arg-type]
        for value in values:
            try:
                adapter.validate_python(value, strict=isinstance(value, bool))
            except ValidationError as error:
                problem = error.errors()[0]
                message = problem["msg"].replace("Input should", "must")
                if problem["type"] in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
                    message = f"must be {limits(field)}"
                raise ValueError(f"{name}: {message} (got {value!r})") from None
        if isinstance(rule, Mapping):
            if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
                raise ValueError(f"{name}: only numbers have a range, give a list of choices instead")
            if rule.get("min", float("-inf")) > rule.get("max", float("inf")):
                raise ValueError(f"{name}: min {rule['min']} is above max {rule['max']}")


def accepts(wanted: Wanted) -> Callable[[BaseModel], bool]:
    """A test whether a parameter set is as asked."""

    def accept(theta: BaseModel) -> bool:
        return all(_fits(getattr(theta, name), rule) for name, rule in wanted.items())

    return accept


def limits(field: FieldInfo) -> str:
    """The range of a numeric field, e.g. "1 to 12"."""
    ends = {key: getattr(m, key) for m in field.metadata for key in ("ge", "gt", "le", "lt") if hasattr(m, key)}
    low = f"above {ends['gt']:g}" if "gt" in ends else f"{ends['ge']:g}" if "ge" in ends else ""
    high = f"below {ends['lt']:g}" if "lt" in ends else f"{ends['le']:g}" if "le" in ends else ""
    joint = " to " if "le" in ends and "gt" not in ends else " and "
    return joint.join(filter(None, (low, high)))


def _values(rule: Any) -> list[Any]:
    if isinstance(rule, Mapping):
        return list(rule.values())
    return list(rule) if isinstance(rule, list | tuple) else [rule]


def _fits(value: Any, rule: Any) -> bool:
    if isinstance(rule, Mapping):
        return bool(rule.get("min", float("-inf")) <= value <= rule.get("max", float("inf")))
    return value in _values(rule)
