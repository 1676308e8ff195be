"""Two spellings of one text: LaTeX against Unicode against plain characters, upper against lower case, line breaks."""

from __future__ import annotations

import functools
import re
import unicodedata

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi",
    "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    "ς": "sigma",
}  # fmt: skip
_SIGNS = {
    "√": "sqrt", "×": "*", "·": "*", "⋅": "*", "∙": "*", "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "⁻": "-",
    "⁺": "+", "≤": "<=", "≥": ">=", "≠": "!=", "°": "deg", "∞": "infty", "→": "to", "′": "'", "″": "''", "’": "'",
    "‘": "'", "“": '"', "”": '"', "±": "pm", "∑": "sum", "∫": "int", "∂": "partial", "∠": "angle", "△": "triangle",
    "≈": "approx", "∈": "in", "∪": "cup", "∩": "cap", "⟂": "perp", "⊥": "perp", "∥": "parallel", "∇": "nabla",
    "∘": "deg", "º": "deg", "¬": "neg", "∧": "wedge", "∨": "vee", "⊕": "oplus", "ℓ": "ell", "…": "...", "⁄": "/",
}  # fmt: skip
_COMMANDS = {
    "leq": "<=", "le": "<=", "geq": ">=", "ge": ">=", "neq": "!=", "ne": "!=", "cdot": "*", "times": "*", "circ": "deg",
    "degree": "deg", "prime": "'", "rightarrow": "to", "varepsilon": "epsilon", "varphi": "phi", "vartheta": "theta",
    "dots": "...", "ldots": "...", "cdots": "...", "tfrac": "frac", "dfrac": "frac", "land": "wedge", "lor": "vee",
    "lnot": "neg",
    **dict.fromkeys(
        ("left", "right", "mathrm", "mathbf", "mathit", "mathsf", "mathcal", "text", "textbf", "rm", "bf", "it", "vec",
         "overline", "bar", "hat", "mathdefault", "displaystyle", "quad", "qquad", "big", "Big", "bigl", "bigr",
         "operatorname", "overrightarrow", "boldsymbol", "limits", "tilde", "widehat", "textstyle"), ""),
}  # fmt: skip
_FRACTION = re.compile(r"frac\{([^{}]{0,60})\}\{([^{}]{0,60})\}")
_VALUE = re.compile(r"[-+]?\d+(?:\.\d+)?")


@functools.lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The text without anything that two fair spellings of it may differ in."""
    text = (
        text[:400].replace("\\n", "\n") if "\\n" in text and "\\nu" not in text and "\\ne" not in text else text[:400]
    )
    text = re.sub(r"\\([A-Za-z]+)", lambda m: _COMMANDS.get(m[1], m[1]), text)
    text = text.replace(r"\%", "%").replace(r"\_", "_")
    text = "".join(_SIGNS.get(c, c) for c in text)
    text = unicodedata.normalize("NFKC", text).replace("\u2044", "/").replace("\u00b5", "mu").casefold()
    text = "".join(_GREEK.get(c, c) for c in text)
    text = _FRACTION.sub(r"\1/\2", text)
    text = re.sub(r"[\s{}$^_\\`\"()]|\*(?=[a-z(])|\u20d7|\u0305", "", text)
    return text.replace("...", "").strip(".,;:!")


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same in different spelling."""
    return folded(one) == folded(other)


def value_of(text: str) -> float | None:
    """The number that a text consists of, with or without a unit: "12", "−0.5", "45°", "30%"."""
    plain = unicodedata.normalize("NFKC", text.replace("−", "-").replace("$", "")).replace(",", "").strip()
    match = _VALUE.match(plain)
    return float(match[0]) if match and len(plain) - match.end() <= 6 else None


def numbers_in(text: str) -> list[float]:
    """Every number written in a text."""
    return [float(m[0]) for m in _VALUE.finditer(text.replace("−", "-")[:400].replace(",", ""))]
