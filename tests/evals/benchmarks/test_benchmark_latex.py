"""Values of answers in LaTeX, as the parser behind MathVision's rule has them."""

from __future__ import annotations

import pytest

from codepercept.evals.benchmarks.base import CannotJudge
from codepercept.evals.benchmarks.latex_value import NoValue, rounded


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,000", 1000),
        ("1,2345", 6170),  # 1,234 times 5
        (".5", 0.5),
        ("6/2", 3.0),
        ("\\frac{1}{3}", 0.33),
        ("1/2\\sqrt{3}", 0.29),
        ("2/(3)(4)", 0.17),
        ("1\\frac{1}{2}", 0.5),
        ("2^3^2", 64),
        ("2^10", 1024),
        ("-2^2", -4),
        ("\\sqrt[3]{8}", 2.0),
        ("1:2", 0.5),
        ("5!", 120),
        ("\\binom{5}{2}", 10),
        ("(5)_{2}", 20.0),  # a falling factorial
        ("4\\pi", 12.57),
        ("\\sin 30", -0.99),  # radians
        ("\\sin^{-1}1", 1.57),
        ("\\log 100", 2.0),
        ("\\log_{2}8", 3.0),
        ("e^2", 7.39),
        ("x=3", 3),
        ("1<2", 1),
        ("50\\%", 0.5),
        ("\\left(3\\right)", 3),
        ("\\{12\\}", 12),
        ("12)", 12),
        ("12triangles", 12),
        ("7eyes", 7),
        ("12_5", 12),
        ("12.", 12),
    ],
)
def test_values(text: str, value: float) -> None:
    found = rounded(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    ["", "a", "12cm", "3,5", "3;", "12°", "\\frac12", "2^-1", "2^(3)", "e", "\\ln 5", "|3|", "(3", "3:", "\\infty",
     "\\sqrt{-1}", "(-8)^{1/3}", "\\frac{1}{0}", "1=1", "3.5!", "(1,2)", "12\\circ", "12\\mathrm{cm}"],
)  # fmt: skip
def test_texts_without_a_value(text: str) -> None:
    with pytest.raises(NoValue):
        rounded(text)


@pytest.mark.parametrize(
    "text",
    ["10^{10^{9}}", "99999999!", "(" * 500, "\\frac{" * 500, "1" * 9_999, "9*" * 30_000 + "9", "+".join("1" * 30_000)],
)
def test_what_is_too_big_or_too_deep_is_said_to_be(text: str) -> None:
    with pytest.raises(CannotJudge):
        rounded(text)
