"""Captions that give the answer away: the solver then had nothing to solve."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from codepercept.errors import UserError
from codepercept.types import Value

_CLAIM = r"(?:answers?|solutions?|results?|option|choice)\b[^.\n]{0,40}?\b(?:is|are|=|:|would be|must be)\s*"
_ORDINARY = 3
"""Answers of fewer letters or digits turn up in captions by chance; they count only where called the answer."""


class Leak(Value):
    """How a caption gives an answer away.

    `claimed`: it says that this is the answer. `verbatim`: it has the answer, word for word. `shown` tells whether the
    picture (or the question) has it too: True, False, or None where the picture could not be read.
    """

    kind: Literal["claimed", "verbatim"]
    text: str
    """The stretch of the caption."""
    shown: bool | None


def leak_of(
    caption: str, question: str, answers: Sequence[str], picture: Callable[[], Sequence[str] | None]
) -> Leak | None:
    """Look for an answer in a caption.

    Args:
        caption: of the picture.
        question: with its choices; what stands there is no secret.
        answers: the true answer in all its forms: as given, and the text of its choice.
        picture: reads the texts in the picture when they are needed; None where that is not possible.
    """
    caption = caption[:200_000]
    for answer in dict.fromkeys(" ".join(a.split()) for a in answers):
        if not answer:
            continue
        body = rf"(?<![\w.,]){re.escape(answer)}(?![\w]|[.,]\d)"
        claimed = re.search(_CLAIM + r"[\"'(*$\\{]*" + body, caption, re.I)
        if claimed:
            return Leak(kind="claimed", text=_around(caption, claimed), shown=False)
        if len(re.sub(r"\W", "", answer)) < _ORDINARY:
            continue
        found = re.search(body, caption, re.I)
        if found and not re.search(body, question, re.I):
            texts = picture()
            shown = None if texts is None else any(_plain(answer) in _plain(t) for t in [*texts, " ".join(texts)])
            if not shown:
                return Leak(kind="verbatim", text=_around(caption, found), shown=shown)
    return None


def _plain(text: str) -> str:
    return re.sub(r"[\s,$]", "", text).lower()


def _around(caption: str, found: re.Match[str]) -> str:
    return " ".join(caption[max(0, found.start() - 60) : found.end() + 60].split())


class Reader:
    """Reads the texts in a picture by optical character recognition, if that extra is installed."""

    def __init__(self) -> None:
        self._engine: object = None

    @property
    def able(self) -> bool:
        """Whether pictures can be read."""
        try:
            import rapidocr  # noqa: F401
        except ImportError:
            return False
        return True

    def texts(self, image: bytes) -> list[str] | None:
        """All texts of a picture, None where it cannot be read.

        Raises:
            UserError: the extra is installed but does not start.
        """
        if not self.able:
            return None
        if self._engine is None:
            from rapidocr import RapidOCR

            try:
                self._engine = RapidOCR(params={"Global.log_level": "critical"})
            except Exception as error:
                raise UserError(f"the extra `ocr` does not start ({error}); reinstall codepercept[ocr]") from None
        found = self._engine(image)  # type: ignore[operator]
        return list(found.txts or ())
