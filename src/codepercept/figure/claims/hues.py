"""Colour names of everyday English against "#rrggbb" colours, tolerant between neighbours.

Names stand for regions in lightness, chroma and hue (CIE LCh of L*a*b*, D65) that overlap as usage does: teal, cyan and
turquoise share one; a dull orange may be called brown or tan.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable

from matplotlib.colors import CSS4_COLORS

from codepercept.figure.words import color_name, lab

# Name: hue from, hue to (degrees, may wrap), lightness from, to, chroma from, to. Several regions may share a name.
_REGIONS: dict[str, tuple[tuple[float, float, float, float, float, float], ...]] = {
    "red": ((0, 52, 18, 80, 28, 140), (350, 360, 18, 75, 45, 140)),
    "orange": ((33, 88, 45, 92, 22, 130),),
    "yellow": ((76, 118, 62, 101, 14, 130),),
    "green": ((104, 172, 12, 98, 9, 140), (172, 198, 12, 62, 9, 140)),
    "teal": ((150, 232, 18, 82, 9, 90),),
    "olive": ((88, 135, 25, 80, 18, 90),),
    "cyan": ((166, 244, 30, 98, 8, 90),),
    "blue": ((212, 318, 8, 96, 8, 140),),
    "purple": ((307.5, 352, 10, 92, 10, 96), (288, 307.5, 20, 92, 10, 69)),
    "magenta": ((312, 360, 36, 75, 56, 140), (0, 22, 30, 70, 56, 140)),
    "pink": ((318, 360, 45, 97, 8, 110), (0, 45, 52, 97, 8, 90)),
    "brown": ((18, 92, 10, 70, 10, 75),),
    "tan": ((45, 108, 58, 97, 5, 48),),
    "gray": ((0, 360, 8, 97, 0, 15),),
    "black": ((0, 360, 0, 30, 0, 16),),
    "white": ((0, 360, 91, 101, 0, 9),),
}
_ALIASES = {
    "grey": "gray", "violet": "purple", "lilac": "purple", "mauve": "purple", "indigo": "purple|blue",
    "lavender": "purple|blue", "plum": "purple|magenta", "orchid": "purple|magenta|pink", "fuchsia": "magenta|pink",
    "turquoise": "cyan|teal", "aqua": "cyan", "aquamarine": "cyan|green", "crimson": "red",
    "scarlet": "red", "maroon": "red|brown", "burgundy": "red|brown|purple", "brick": "red|brown", "ruby": "red",
    "salmon": "red|pink|orange", "coral": "red|orange|pink", "peach": "orange|tan|pink", "amber": "orange|yellow",
    "gold": "yellow|orange|tan", "golden": "yellow|orange|tan", "mustard": "yellow|olive|orange|tan",
    "khaki": "yellow|olive|tan", "beige": "tan|white|yellow", "cream": "tan|white|yellow", "ivory": "white|tan|yellow",
    "wheat": "tan|orange|yellow", "sand": "tan|orange", "sandy": "tan|orange", "bisque": "tan|orange", "lime": "green",
    "emerald": "green|cyan", "mint": "green|cyan", "forest": "green", "sage": "green|gray", "navy": "blue",
    "azure": "blue|cyan|white", "sky": "blue|cyan", "royal": "blue", "steel": "blue|gray", "slate": "gray|blue",
    "cornflower": "blue", "dodger": "blue", "denim": "blue", "cobalt": "blue", "chocolate": "brown|orange",
    "sienna": "brown|orange|red", "rust": "brown|orange|red", "ochre": "orange|brown|yellow", "copper": "brown|orange",
    "bronze": "brown|orange", "charcoal": "gray|black", "silver": "gray", "rose": "pink|red|magenta",
    "tomato": "red|orange", "vermilion": "red|orange", "firebrick": "red|brown", "rust-red": "red|brown",
    "buff": "tan", "honey": "orange|yellow|tan", "lemon": "yellow", "straw": "yellow|tan", "moss": "green|olive",
    "seafoam": "green|cyan", "cerulean": "blue|cyan", "periwinkle": "blue|purple", "eggplant": "purple",
    "reddish": "red|orange|pink|brown", "bluish": "blue|cyan|gray", "greenish": "green|cyan|olive",
    "yellowish": "yellow|tan|olive", "purplish": "purple|magenta", "greyish": "gray", "grayish": "gray",
    "brownish": "brown|tan|orange", "pinkish": "pink|red|tan", "orangish": "orange|tan",
    "rebecca": "purple", "midnight": "blue|black", "hot": "", "deep": "", "ghost": "white",
}  # fmt: skip
_DARK = {"dark", "deep", "darker", "navy", "midnight", "maroon", "burgundy"}
_LIGHT = {"light", "pale", "lighter", "faint", "pastel", "soft", "whitish"}
SHADES = (
    _DARK
    | _LIGHT
    | {"bright", "vivid", "medium", "hot", "muted", "dull", "rich", "warm", "cool", "strong", "mid", "neon"}
)  # fmt: skip
"""Words that may stand before a colour name."""

BASES = frozenset(_REGIONS) | frozenset(k for k, v in _ALIASES.items() if v)
_CSS = {re.sub(r"\W", "", k): v for k, v in CSS4_COLORS.items()}


def is_shade(word: str, following: str) -> bool:
    """Whether a word belongs to the colour name behind it: "dark" red, "cadet" blue."""
    return word in SHADES or bool(word and following in BASES and word + following in _CSS)


def is_color_word(word: str) -> bool:
    """Whether a lower-case word names a colour by itself."""
    return word in BASES or (word in _CSS and len(word) > 3)


@functools.lru_cache(maxsize=8192)
def lch(color: str) -> tuple[float, float, float]:
    """Lightness (0-100), chroma and hue (degrees) of an "#rrggbb" colour."""
    lightness, a, b = (float(v) for v in lab([color])[0])
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


@functools.lru_cache(maxsize=65536)
def matches(color: str, name: str) -> bool:
    """Whether an "#rrggbb" colour may be called `name`, e.g. "pale green", "steel blue" or "#ff0000"."""
    if name.startswith("#"):
        return _distance(color, name.lower()) < 4
    if is_typical(color, name):
        return True
    parts = name.split()
    compact = name.replace(" ", "").replace("grey", "gray")
    known = _CSS.get(compact, _CSS.get(name.replace(" ", "")))
    if known is not None and _distance(color, known) < 14:
        return True
    lightness, chroma, _ = lch(color)
    bases = [p for p in parts if p in BASES] or (
        [re.sub(r"^(?:dark|light|medium|deep|pale)", "", p) for p in parts if p in _CSS]
    )
    if any(p.startswith("dark") or p in _DARK for p in parts) and lightness > 68:
        return False
    if any(p.startswith(("light", "pale")) or p in _LIGHT for p in parts) and lightness < 52:
        return False
    if not bases:
        return known is not None and _distance(color, known) < 30
    # "steel blue", "forest green": the last word decides; "blue green", "red orange": either does.
    plain = [b for b in bases if b in _REGIONS or b in ("grey", "violet", "turquoise")]
    chosen = plain or bases
    regions = [r for b in chosen for r in _ALIASES.get(b, b).split("|") if r in _REGIONS]
    if not regions and known is not None:
        return _distance(color, known) < 30
    light = any(p in _LIGHT for p in parts)
    return any(_within(color, r, light) for r in regions) or (light and "white" in regions and chroma < 12)


def is_typical(color: str, name: str) -> bool:
    """Whether the colour is of the shade that our own captions call so."""
    own, wanted = color_name(color).split(), name.replace("grey", "gray").split()
    return bool(own and wanted) and own[-1] == wanted[-1] and (own == wanted or len(wanted) == 1)


def _within(color: str, name: str, light: bool) -> bool:
    lightness, chroma, hue = lch(color)
    for low, high, darkest, lightest, dullest, purest in _REGIONS[name]:
        least = dullest * (0.3 if light and name != "gray" else 1.0)
        top = 101 if light else lightest
        if low <= hue <= high and darkest <= lightness <= top and least <= chroma <= purest:
            return True
    return False


def _distance(one: str, other: str) -> float:
    first, second = lab([one, other])
    return float(((first - second) ** 2).sum() ** 0.5)


def any_matches(colors: Iterable[str], name: str) -> bool:
    """Whether one of the colours may be called `name`."""
    return _any_matches(colors, name) if isinstance(colors, tuple) else any(matches(c, name) for c in colors)


@functools.lru_cache(maxsize=65536)
def _any_matches(colors: tuple[str, ...], name: str) -> bool:
    return any(matches(c, name) for c in colors)


def blend(color: str, alpha: float, paper: str) -> str:
    """The colour as it looks when painted translucently on paper."""
    mixed = (
        round(alpha * int(color[i : i + 2], 16) + (1 - alpha) * int(paper[i : i + 2], 16)) for i in (1, 3, 5)
    )  # fmt: skip
    return "#" + "".join(f"{v:02x}" for v in mixed)
