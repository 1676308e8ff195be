"""The element scorer: two figures compared by the traces of what they painted."""

from codepercept.scorers.elements.compare import Comparison, compare
from codepercept.scorers.elements.drawing import Drawing
from codepercept.scorers.elements.report import Finding, findings, name_of
from codepercept.scorers.elements.scorer import ElementScorer, code_score, element_score, element_scores

__all__ = [
    "Comparison",
    "Drawing",
    "ElementScorer",
    "Finding",
    "code_score",
    "compare",
    "element_score",
    "element_scores",
    "findings",
    "name_of",
]
