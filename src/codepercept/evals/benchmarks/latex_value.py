r"""The value of an answer written in LaTeX, without executing it.

MathVision's own rule turns LaTeX into Python text and runs that. This parser gives the value which that text would have
had, or none where it would have failed: an int stays an int and everything divided is a float, `\ln` and bars have no
value, angles are radians, `1/2\sqrt{3}` is 1/(2 sqrt 3).
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from fractions import Fraction

from codepercept.evals.benchmarks.base import CannotJudge
from codepercept.evals.benchmarks.latex_tokens import FUNCTIONS, OPENING, OPERATORS, RELATIONS, Tokens

Number = int | float

DEEPEST = 40
BITS = 14_000
DIGITS = 4_000
SYMBOL = re.compile(
    r"\s*(?:[a-df-z]|\\(?:alpha|beta|gamma|delta|theta|lambda|mu|phi|omega))\s*(?:_(?:[a-z0-9]|\{[a-z0-9,]*\}))?\s*=(?!=)"
)
FALLING = re.compile(r"\(([a-zA-Z0-9+\-*/\\ ]+)\)_\{([a-zA-Z0-9+\-*/\\ ]+)\}")
POWERED = {"sin", "cos", "tan", "sinh", "cosh", "tanh"}
COMPARISONS: dict[str, Callable[[Number, Number], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge
}  # fmt: skip


class NoValue(Exception):
    """The text is not an expression with a number as its value."""


def rounded(text: str) -> Number:
    """The value at two decimals. Raises NoValue, and CannotJudge for what is too big or too deeply nested."""
    try:
        return round(_Parser(_prepared(text)).whole(), 2)
    except (ArithmeticError, ValueError, TypeError):
        raise NoValue(text[:80]) from None


def _prepared(text: str) -> str:
    for old, new in ((r"\dfrac", r"\frac"), (r"\tfrac", r"\frac"), (r"\displaystyle", " ")):
        text = text.replace(old, new)
    text = FALLING.sub(r"\\frac{(\1)!}{((\1)-(\2))!}", text)
    for space in (r"\quad", r"\qquad", "~", r"\,", "$"):
        text = text.replace(space, " ")
    return text


class _Parser:
    def __init__(self, text: str) -> None:
        start = 0
        while symbol := SYMBOL.match(text, start):  # "x=3" and "x=y=3" have the value 3
            start = symbol.end()
        self.tokens = Tokens(text, start)
        self.depth = 0

    @property
    def kind(self) -> str:
        return self.tokens.now.kind

    def whole(self) -> Number:
        value = self.sum()
        if self.kind == "relation":
            compare = COMPARISONS[RELATIONS[self.tokens.take().text]]
            value = int(compare(value, self.sum()))
        if self.kind not in ("stop", "end", "close", "_", "^"):
            raise NoValue
        return value

    def sum(self) -> Number:
        self.depth += 1
        if self.depth > DEEPEST:
            raise CannotJudge(f"nested deeper than {DEEPEST} levels")
        value = self.product()
        while self.kind in ("+", "-"):
            sign = 1 if self.tokens.take().kind == "+" else -1
            value = value + sign * self.product()
        self.depth -= 1
        return value

    def product(self, functions: bool = True) -> Number:
        value = self.signed(functions)
        while self.kind == "operator":
            if OPERATORS[self.tokens.take().text] == "*":
                value = times(value, self.signed(functions))
            else:
                value = value / self.signed(functions)
        return value

    def signed(self, functions: bool = True) -> Number:
        sign = 1
        while self.kind in ("+", "-"):
            sign *= 1 if self.tokens.take().kind == "+" else -1
        value = self.postfixed()
        while self.starts(functions):
            value = times(value, self.postfixed())
        return sign * value

    def starts(self, functions: bool) -> bool:
        """Whether an operand follows without any sign between."""
        return self.kind in ("number", "percent", "letter", "pi", "tau", "open", "left", "frac", "binom") or (
            functions and self.kind in ("function", "sqrt", "e")
        )

    def postfixed(self) -> Number:
        value = self.operand()
        while self.kind == "^":
            self.tokens.take()
            value = power(value, self.script())
            if self.kind == "_":
                self.subscript()
        while self.kind in ("!", "'"):
            if self.tokens.take().kind == "!":
                value = factorial(value)
        return value

    def script(self) -> Number:
        """What stands behind `^` or `_`: a single atom, or an expression in braces."""
        if self.kind in ("number", "percent", "pi", "tau"):
            return self.operand()
        if self.tokens.now.text == "{":
            return self.braced()
        raise NoValue

    def subscript(self) -> Number:
        self.expect("_")
        return self.script()

    def operand(self) -> Number:
        kind, text = self.tokens.now
        if kind in ("number", "percent"):
            self.tokens.take()
            return number(text)
        if kind in ("pi", "tau"):
            self.tokens.take()
            return math.pi if kind == "pi" else math.tau
        if kind in ("open", "left"):
            return self.group()
        if kind == "frac":
            self.tokens.take()
            top = self.braced()
            return top / self.braced()
        if kind == "binom":
            self.tokens.take()
            top = self.braced()
            return choose(top, self.braced())
        if kind == "sqrt":
            return self.root()
        if kind == "e":
            self.tokens.take()
            self.expect("^")
            return exponential(self.script())
        if kind == "function":
            return self.function()
        raise NoValue

    def group(self) -> Number:
        left = self.kind == "left"
        if left:
            self.tokens.take()
        opening = self.tokens.take().text
        if opening not in OPENING:
            raise NoValue
        value = self.sum()
        if opening == "{" and self.tokens.now.text == r"\choose":
            self.tokens.take()
            value = choose(value, self.sum())
        if left and self.tokens.take().text not in (r"\right", r"\mright"):
            raise NoValue
        self.expect(OPENING[opening])
        return math.floor(value) if opening in (r"\lfloor", r"\llcorner") else value

    def braced(self) -> Number:
        self.expect("{")
        value = self.sum()
        self.expect("}")
        return value

    def root(self) -> Number:
        self.tokens.take()
        degree: Number = 2
        if self.tokens.now.text == "[":
            self.tokens.take()
            degree = self.sum()
            self.expect("]")
        return power(self.braced(), 1 / degree)

    def function(self) -> Number:
        name = FUNCTIONS[self.tokens.take().text[1:]]
        base: Number | None = None
        exponent: Number | None = None
        for _ in range(2):
            if self.kind == "_":
                base = self.subscript()
            elif self.kind == "^":
                self.tokens.take()
                exponent = self.script()
        if self.tokens.now.text == "(":
            self.tokens.take()
            argument = self.sum()
            self.expect(")")
        else:
            self.depth += 1
            if self.depth > DEEPEST:
                raise CannotJudge(f"nested deeper than {DEEPEST} levels")
            argument = self.product(functions=False)  # a further function ends it
            self.depth -= 1
        if name in POWERED and exponent == -1:
            name, exponent = "a" + name, None
        if name == "exp":
            value: Number = exponential(argument)
        elif name == "log":
            value = math.log(argument, 10 if base is None else base)
        elif name == "ln":
            if base is None:  # the natural base stays a symbol
                raise NoValue
            value = math.log(argument, base)
        else:
            value = getattr(math, name)(argument)
        return power(value, exponent) if exponent else value

    def expect(self, text: str) -> None:
        if self.tokens.now.text != text:
            raise NoValue
        self.tokens.take()


def number(text: str) -> Number:
    """A number with commas for thousands, or a percentage."""
    percent = text.endswith(r"\%")
    digits = text.removesuffix(r"\%").replace(",", "")
    if len(digits) > DIGITS:
        raise CannotJudge(f"a number of {len(digits)} digits")
    value = Fraction(digits) / (100 if percent else 1)
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def times(one: Number, other: Number) -> Number:
    """A product that stays within the limit."""
    if isinstance(one, int) and isinstance(other, int) and one.bit_length() + other.bit_length() > BITS:
        raise CannotJudge("a product that is too big")
    return one * other


def power(base: Number, exponent: Number) -> Number:
    """A real power that stays within the limit; of negative numbers, whole powers only."""
    whole = isinstance(base, int) and isinstance(exponent, int) and abs(base) > 1
    if whole and int(base).bit_length() * abs(exponent) > BITS:
        raise CannotJudge("a power that is too big")
    value = base**exponent
    if isinstance(value, complex):
        raise NoValue
    return value


def factorial(value: Number) -> int:
    """n! of an integer up to 5,000."""
    if isinstance(value, float):
        raise NoValue
    if value > 5_000:
        raise CannotJudge("a factorial that is too big")
    return math.factorial(value)


def choose(top: Number, bottom: Number) -> int:
    """A binomial coefficient of integers."""
    if isinstance(top, float) or isinstance(bottom, float):
        raise NoValue
    if max(top, bottom) > 5_000:
        raise CannotJudge("a binomial coefficient that is too big")
    return math.comb(top, bottom)


def exponential(value: Number) -> Number:
    """e to the `value`; e itself stays a symbol without a value, as in the original."""
    if value == 1:
        raise NoValue
    return 1 if value == 0 else math.exp(value)
