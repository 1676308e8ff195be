"""All texts of a figure with the roles they play."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from codepercept.figure.claims.spelling import folded
from codepercept.types import AxesTrace, FigureTrace

X_LABEL, Y_LABEL, TITLE, LEGEND, TICK, NAME = "x-axis label", "y-axis label", "title", "legend", "tick label", "label"


@dataclass
class Texts:
    """Texts by their folded spelling.

    Attributes:
        roles: folded text -> roles in which it stands.
        ids: folded text -> ids of the elements that show it.
        shown: folded text -> one spelling as drawn.
    """

    roles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ids: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    shown: dict[str, str] = field(default_factory=dict)

    def add(self, text: str, role: str, element: int | None = None) -> None:
        """Take note of a text, and of each of its lines."""
        for piece in {text, *text.split("\n")} if "\n" in text else {text}:
            key = folded(piece)
            if key:
                self.roles[key].add(role)
                self.shown.setdefault(key, " ".join(piece.split()))
                if element is not None:
                    self.ids[key].append(element)

    def with_role(self, roles: Iterable[str]) -> list[str]:
        """The texts that stand in one of the roles, as drawn."""
        wanted = set(roles)
        return [self.shown[k] for k, r in self.roles.items() if r & wanted]

    def find(self, text: str) -> list[str]:
        """Folded texts that a quotation means: the same, or else those of which it is a fair part."""
        key = folded(text)
        if not key:
            return []
        if key in self.roles:
            return [key]
        if len(key) < 3:
            return [k for k in self.roles if _has_word(self.shown[k], text)]
        parts = [p for p in (folded(p) for p in text.replace("…", "...").split("...")) if p]
        return [k for k in self.roles if len(k) > len(key) and all(p in k for p in parts)] or (
            [k for k in self.roles if all(p in k for p in parts)] if len(parts) > 1 else []
        )

    def joined(self, text: str) -> list[str]:
        """Folded texts that together make up a quotation, as where it spans several lines; empty if they do not."""
        key, used = folded(text), []
        while key:
            piece = max((k for k in self.roles if len(k) > 1 and key.startswith(k)), key=len, default="")
            if not piece:
                return []
            used.append(piece)
            key = key[len(piece) :].lstrip(".,;:-/|")
        return used if len(used) > 1 else []


def _has_word(shown: str, word: str) -> bool:
    key = folded(word)
    pieces = shown.replace("$", " ").replace("=", " ").replace(",", " ").replace(":", " ").replace("(", " ").split()
    return any(folded(p) == key for p in pieces)


def texts_of(trace: FigureTrace) -> Texts:
    """Collect the texts of a figure."""
    found = Texts()
    for axes in trace.axes:
        _add_axes(found, axes)
    for element in trace.elements:
        if element.label and not element.label.startswith("_"):
            found.add(element.label, NAME)
        if element.kind != "text" or not element.visible or not element.text.strip():
            continue
        role = {"title": TITLE, "tick_label": TICK, "legend": LEGEND, "axis_label": "axis label"}.get(
            element.role, "text"
        )
        found.add(element.text, role, element.id)
    return found


def _add_axes(found: Texts, axes: AxesTrace) -> None:
    found.add(axes.title, TITLE)
    found.add(axes.x.label, X_LABEL)
    found.add(axes.y.label, Y_LABEL)
    if axes.z is not None:
        found.add(axes.z.label, "z-axis label")
    for axis in (axes.x, axes.y, axes.z):
        for _, label in axis.ticks if axis is not None else ():
            found.add(label, TICK)
    for entry in axes.legend:
        found.add(entry, LEGEND)
