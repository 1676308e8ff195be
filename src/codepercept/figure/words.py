"""Small pieces of English: numbers, plurals, lists, colour names."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import numpy as np

_COUNTS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_IRREGULAR = {"ellipse": "ellipses", "axes": "axes", "mesh": "meshes", "box": "boxes", "series": "series"}

# Names a person would use, with a typical shade each; several shades may share a name.
_SHADES = {
    "black": ["#000000", "#141414"],
    "dark gray": ["#333333", "#4d4d4d"],
    "gray": ["#7f7f7f", "#808080", "#696969", "#999999"],
    "light gray": ["#b0b0b0", "#c8c8c8", "#d3d3d3", "#e0e0e0", "#ececec"],
    "white": ["#ffffff", "#f9f9f9"],
    "red": ["#ff0000", "#d62728", "#e41a1c", "#dc143c", "#e74c3c"],
    "dark red": ["#8b0000", "#b22222", "#990000"],
    "light red": ["#ff9896", "#f08080", "#fa8072", "#ff6b6b"],
    "orange": ["#ff7f0e", "#ffa500", "#ff8c00", "#f28e2b", "#e67e22"],
    "light orange": ["#ffbb78", "#fdbf6f", "#ffdab9", "#ffe0b2"],
    "yellow": ["#ffff00", "#ffd700", "#f1c40f", "#edc948"],
    "light yellow": ["#ffffb3", "#fffacd", "#fff3b0", "#ffffe0"],
    "green": ["#008000", "#2ca02c", "#4daf4a", "#27ae60", "#32cd32", "#00ff00", "#59a14f"],
    "dark green": ["#006400", "#1b5e20", "#2e8b57", "#228b22"],
    "light green": ["#98df8a", "#90ee90", "#b2df8a", "#ccebc5", "#c8e6c9"],
    "olive": ["#808000", "#bcbd22", "#6b8e23"],
    "teal": ["#008080", "#20b2aa", "#1abc9c", "#009688", "#76b7b2", "#2a9d8f"],
    "cyan": ["#00ffff", "#17becf", "#00bcd4", "#40e0d0"],
    "light cyan": ["#e0ffff", "#9edae5", "#afeeee"],
    "blue": ["#0000ff", "#1f77b4", "#4169e1", "#377eb8", "#3498db", "#1e90ff", "#4c72b0", "#4e79a7", "#2980b9"],
    "dark blue": ["#00008b", "#000080", "#191970", "#08306b", "#1f3a5f"],
    "light blue": ["#add8e6", "#aec7e8", "#87ceeb", "#a6cee3", "#bbdefb", "#d6eaf8", "#87cefa"],
    "steel blue": ["#4682b4", "#6baed6", "#5b8fc0"],
    "purple": ["#800080", "#9467bd", "#984ea3", "#8e44ad", "#6a3d9a", "#7b1fa2"],
    "violet": ["#8a2be2", "#9400d3", "#ee82ee", "#7c4dff"],
    "light purple": ["#c5b0d5", "#cab2d6", "#d8bfd8", "#e6e6fa", "#b39ddb"],
    "magenta": ["#ff00ff", "#c71585", "#d81b60"],
    "pink": ["#e377c2", "#ffc0cb", "#ff69b4", "#f7b6d2", "#ff9da7"],
    "brown": ["#8c564b", "#a52a2a", "#8b4513", "#795548", "#9c755f", "#a0522d"],
    "tan": ["#d2b48c", "#c49c94", "#deb887", "#f5deb3", "#e6c9a8"],
    "beige": ["#f5f5dc", "#faebd7", "#fdf5e6", "#f7f1e3"],
}  # fmt: skip


def lab(colors: Sequence[str]) -> np.ndarray:
    """CIE L*a*b* (D65) of "#rrggbb" colours, shape (N, 3)."""
    rgb = np.array([[int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in colors])
    linear = np.where(rgb > 0.04045, ((rgb + 0.055) / 1.055) ** 2.4, rgb / 12.92)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = linear @ to_xyz.T / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.column_stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])])


_NAMED = [(name, shade) for name, shades in _SHADES.items() for shade in shades]
_NAMED_LAB = lab([shade for _, shade in _NAMED])


@functools.lru_cache(maxsize=4096)
def color_name(color: str | None) -> str:
    """Everyday name of an "#rrggbb" colour, "" for None."""
    if color is None or not re.fullmatch(r"#[0-9a-f]{6}", color):
        return ""
    distance = ((_NAMED_LAB - lab([color])) ** 2).sum(axis=1)
    return _NAMED[int(distance.argmin())][0]


def number(value: float, digits: int = 4) -> str:
    """A number as one writes it: at most `digits` significant ones, no needless zeros."""
    if value == 0 or not np.isfinite(value):
        return "0"
    if abs(value - round(value)) < 1e-9 * max(1.0, abs(value)) and abs(value) < 1e10:
        return str(round(value))
    if 1e-4 <= abs(value) < 1e7:
        decimals = max(0, digits - 1 - int(np.floor(np.log10(abs(value)))))
        text = f"{value:.{min(decimals, 8)}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return re.sub(r"\.?0*e([+-])0*", r"e\1", f"{value:.{digits - 1}e}").replace("e+", "e")


def point(position: Sequence[float]) -> str:
    """ "(1, 2.5)"."""
    return "(" + ", ".join(number(v) for v in position) + ")"


def count(amount: int, noun: str) -> str:
    """ "one circle", "12 circles"; small amounts in words."""
    word = _COUNTS[amount] if amount < 13 else f"{amount:,}"
    return f"{word} {noun if amount == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """Plural of the last word, or of what comes before a "with"."""
    if " with " in noun:
        thing, _, feature = noun.partition(" with ")
        return f"{plural(thing)} with {plural(feature.removeprefix('a ').removeprefix('an '))}"
    head, _, last = noun.rpartition(" ")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last.endswith(("s", "x", "ch", "sh")):
        last += "es"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    else:
        last += "s"
    return f"{head} {last}".strip()


def a(noun: str) -> str:
    """The noun with "a" or "an"."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def listing(items: Sequence[str], most: int = 0, last: str = "and") -> str:
    """ "a, b and c"; with `most`, the rest is counted: "a, b and 5 more"."""
    shown = list(items)
    if most and len(shown) > most:
        shown = [*shown[: most - 1], f"{len(items) - most + 1} more"]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def quoted(text: str) -> str:
    """Text as it stands in the picture, in quotation marks, line breaks as spaces."""
    return '"' + clean(text).replace('"', "'") + '"'


def shortened(text: str, most: int = 70) -> str:
    """`quoted`, a long text cut at a word."""
    whole = quoted(text)
    return whole if len(whole) <= most else whole[: most - 2].rpartition(" ")[0].rstrip(",.;:") + ' ..."'


def clean(text: str) -> str:
    """One line, without matplotlib's invisible markup."""
    text = re.sub(r"\\mathdefault\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1", text)
    text = re.sub(r"\s+", " ", text).strip()
    text = _MATH.sub(lambda m: _plain_math(m[1]) or m[0], text)
    if re.fullmatch(r"\$[−\-]?[\d.,]+\$", text):
        text = text.strip("$")
    return text.replace("−", "-")


_MATH = re.compile(r"\$((?:[^$\\]|\\.)+)\$")
_SIGNS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Delta": "Δ", "Omega": "Ω", "Sigma": "Σ",
    "Gamma": "Γ", "times": "×", "cdot": "·", "circ": "°", "degree": "°", "pm": "±", "infty": "∞", "sin": "sin ",
    "cos": "cos ", "log": "log ", "exp": "exp ", "approx": "≈", "leq": "≤", "geq": "≥", "to": "→", "sum": "Σ",
    "int": "∫",
}  # fmt: skip
_HIGH = str.maketrans("0123456789-+n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ")
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _plain_math(formula: str) -> str:
    """A simple formula in plain characters, "" if it needs more than those."""
    formula = re.sub(r"\\(?:mathrm|mathit|mathbf|text|rm)\b\s*|\\[,;! ]", "", formula)
    formula = re.sub(r"\\([A-Za-z]+) ?", lambda m: _SIGNS.get(m[1], m[0]), formula)
    formula = re.sub(r"\^\{?([-+\dn]+)\}?", lambda m: m[1].translate(_HIGH), formula)
    formula = re.sub(r"_\{?(\d+)\}?", lambda m: m[1].translate(_LOW), formula)
    formula = re.sub(r"[{}]", "", formula)
    return "" if re.search(r"[\\^]", formula) else formula.strip()


def sentence(text: str) -> str:
    """With a capital at the start and a full stop at the end."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", '."')) else text + "."
