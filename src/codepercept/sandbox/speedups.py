"""Answers of matplotlib's that are asked for again and again and never change: remembered. Pixels stay the same.

Installed in the zygote before the fork, so that scripts also profit from what others before them would have asked.
Standard library and matplotlib only.
"""

from __future__ import annotations

import functools
from typing import Any

from matplotlib import font_manager, rcParams
from matplotlib.backends.backend_agg import RendererAgg, get_hinting_flag
from matplotlib.ft2font import FT2Font

_FONT_SETTINGS = [name for name in rcParams if name.startswith("font.")]


def install(manager: Any) -> None:
    """Remember which fonts fit which properties, their tables, and the extents of plain texts.

    Args:
        manager: matplotlib's font manager.
    """
    manager._find_fonts_by_props = _fonts(manager._find_fonts_by_props)
    FT2Font.get_sfnt_table = _font_table(FT2Font.get_sfnt_table)
    RendererAgg.get_text_width_height_descent = _extents(RendererAgg.get_text_width_height_descent)


def _fonts(find: Any) -> Any:
    known: dict[Any, list[Any]] = {}

    @functools.wraps(find)
    def find_fonts_by_props(prop: Any, *args: Any, **kwargs: Any) -> Any:
        if args or kwargs:
            return find(prop, *args, **kwargs)
        settings = [rcParams._get(name) for name in _FONT_SETTINGS]
        key = prop, *(tuple(value) if isinstance(value, list) else value for value in settings)
        if key not in known:
            known[prop.copy(), *key[1:]] = find(prop)
        return list(known[key])

    return find_fonts_by_props


def _font_table(read: Any) -> Any:
    known: dict[tuple[int, str], tuple[Any, Any]] = {}

    @functools.wraps(read)
    def get_sfnt_table(self: Any, name: str) -> Any:
        key = id(self), name
        if key not in known:
            known[key] = self, read(self, name)  # holding the font keeps its id from being given to another
        table = known[key][1]
        return None if table is None else dict(table)

    return get_sfnt_table


def _extents(measure: Any) -> Any:
    known: dict[Any, tuple[Any, Any]] = {}

    @functools.wraps(measure)
    def get_text_width_height_descent(self: Any, s: str, prop: Any, ismath: Any) -> Any:
        if ismath:
            return measure(self, s, prop, ismath)
        font = font_manager.get_font(font_manager.fontManager._find_fonts_by_props(prop))
        key = id(font), s, prop.get_size_in_points(), self.dpi, get_hinting_flag()
        if key not in known:
            known[key] = font, measure(self, s, prop, ismath)
        return known[key][1]

    return get_text_width_height_descent
