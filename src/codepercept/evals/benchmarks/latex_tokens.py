"""Words of the small LaTeX that answers are written in, cut as the parser behind MathVision's rule cuts them.

That parser reads as much as it understands and leaves the rest alone, so what *ends* an expression matters as much as
what continues it: "12)" and "12 triangles" (`tr` is its name of the trace) have the value 12, "12 cm" has none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from codepercept.evals.benchmarks.base import CannotJudge


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FUNCTIONS = {
    "sin": "sin", "cos": "cos", "tan": "tan", "arcsin": "asin", "arccos": "acos", "arctan": "atan",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh",
    "arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh", "log": "log", "ln": "ln", "exp": "exp",
    "floor": "floor",
}  # fmt: skip
OPENING = {"(": ")", "[": "]", "{": "}", r"\{": r"\}", r"\lgroup": r"\rgroup", r"\lbrace": r"\rbrace",
           r"\lbrack": r"\rbrack", r"\lfloor": r"\rfloor", r"\llcorner": r"\lrcorner"}  # fmt: skip
OPERATORS = {"*": "*", r"\times": "*", r"\cdot": "*", "/": "/", r"\over": "/", r"\div": "/", ":": "/"}
RELATIONS = {"<": "<", r"\leq": "<=", r"\le": "<=", r"\leqslant": "<=", ">": ">", r"\geq": ">=", r"\ge": ">=",
             r"\geqslant": ">="}  # fmt: skip
# Tokens that can never continue an expression: after one that is complete, they and all behind them are ignored.
ENDING_WORDS = _names(
    "arsinh arcsinh arcosh arccosh artanh arctanh gcd lcm floor ceil eye zeros ones cols rows diag norm rank "
    "trace tr rref hstack vstack orth ortho orthogonal orthogonalize nullspace eig eigen diagonalize eigenvals "
    "eigenvalues eigenvects eigenvectors svd matrix pmatrix bmatrix vmatrix"
)
ENDING_COMMANDS = _names(
    r"\to \rightarrow \Rightarrow \longrightarrow \Longrightarrow \choose \xrightarrow \xRightarrow "
    r"\leftrightarrow \Leftrightarrow \right \mright \rvert \rceil \urcorner"
)
SPECIAL = {r"\frac": "frac", r"\binom": "binom", r"\tbinom": "binom", r"\dbinom": "binom", r"\sqrt": "sqrt",
           r"\pi": "pi", r"\tau": "tau", r"\left": "left", r"\mleft": "left"}  # fmt: skip
# Known commands without a value of their own; listed because the longest known beginning of a command counts.
VALUELESS = _names(
    r"\alpha \beta \gamma \delta \epsilon \varepsilon \zeta \eta \theta \vartheta \iota \kappa \lambda \mu \nu \xi "
    r"\omicron \varpi \rho \varrho \sigma \varsigma \upsilon \phi \varphi \chi \psi \omega \infty \partial \lim "
    r"\int \sum \prod \csc \sec \cot \arccsc \arcsec \arccot \gcd \lcm \ceil \max \min \det \mod \mathit "
    r"\operatorname \in \equiv \ne \neq \lvert \vert \lceil \ulcorner \angle \ell \prime \triangle \square \flat "
    r"\sharp \natural \overline \overrightarrow \bar \hat \tilde \vec \dot \ddot \acute \grave \breve \check \text "
    r"\textit \mathrm \mathbf \mathbb \mathcal \mathsf \mathtt \mathfrak \mathnormal \mathop \mathord \mathrel "
    r"\mathpunct \mathinner \bm \boldsymbol \emptyset \measuredangle \triangledown \blacksquare \blacktriangle "
    r"\lozenge \variable"
)

COMMANDS: dict[str, str] = {
    **dict.fromkeys(VALUELESS, "bad"),
    **dict.fromkeys(ENDING_COMMANDS, "end"),
    **{"\\" + name: "function" for name in FUNCTIONS},
    **dict.fromkeys(OPERATORS, "operator"),
    **dict.fromkeys(RELATIONS, "relation"),
    **dict.fromkeys(OPENING, "open"),
    **dict.fromkeys(OPENING.values(), "close"),
    **SPECIAL,
}
LONGEST = max(map(len, COMMANDS))
MOST = 20_000
NUMBER = re.compile(r"[0-9]*(?:,[0-9]{3})*\.[0-9]+|[0-9]+(?:,[0-9]{3})*")
WORD = re.compile("|".join(sorted(ENDING_WORDS, key=len, reverse=True)))
SKIPPED = re.compile(r"(?:[ \t\r\n]|\\\$)+")
MATRIX_END = re.compile(r"\\end\{[pbv]?matrix\}")
SINGLE = {
    **dict.fromkeys("+-^!'_,;=", ""), **dict.fromkeys("*/:", "operator"), **dict.fromkeys("<>", "relation"),
    **dict.fromkeys("([{", "open"), **dict.fromkeys(")]}", "close"), "&": "end", ".": "end",
}  # fmt: skip


class Token(NamedTuple):
    """`kind` is a sign itself, or number, percent, letter, e, open, close, function, ..., end, bad, stop."""

    kind: str
    text: str


STOP = Token("stop", "")


class Tokens:
    """Cuts one token at a time, never further than the parser looks: what lies behind does not matter."""

    def __init__(self, text: str, start: int = 0) -> None:
        self.text = text
        self.place = start
        self.taken = 0
        self.now = self._next()

    def take(self) -> Token:
        """The present token; the next becomes present. Raises CannotJudge after `MOST` of them."""
        self.taken += 1
        if self.taken > MOST:
            raise CannotJudge(f"an expression of more than {MOST} tokens")
        taken, self.now = self.now, self._next()
        return taken

    def _next(self) -> Token:
        skipped = SKIPPED.match(self.text, self.place)
        if skipped:
            self.place = skipped.end()
        token = self._cut()
        self.place += len(token.text)
        return token

    def _cut(self) -> Token:
        text, place = self.text, self.place
        if place >= len(text):
            return STOP
        if number := NUMBER.match(text, place):
            percent = text.startswith(r"\%", number.end())
            return Token("percent", number[0] + r"\%") if percent else Token("number", number[0])
        if word := WORD.match(text, place):
            return Token("end", word[0])
        if text[place] == "\\":
            return self._command()
        sign = text[place]
        if sign in SINGLE:
            return Token(SINGLE[sign] or sign, sign)
        if sign.isascii() and sign.isalpha():
            return Token("e" if sign == "e" else "letter", sign)
        return Token("bad", sign)

    def _command(self) -> Token:
        if self.text.startswith("\\\\", self.place):
            return Token("end", "\\\\")
        if matrix := MATRIX_END.match(self.text, self.place):
            return Token("end", matrix[0])
        for length in range(min(LONGEST, len(self.text) - self.place), 1, -1):
            candidate = self.text[self.place : self.place + length]
            if candidate in COMMANDS:
                return Token(COMMANDS[candidate], candidate)
        return Token("bad", "\\")
