"""The one place that makes Qwen3-VL's processor work where torchvision is missing."""

from __future__ import annotations

import importlib.util


def without_video() -> None:
    """Leave the video part out of Qwen3-VL processors if torchvision, which it needs, is not installed.

    Figures need no video. Called before a processor is loaded, in this process or in one that serves a checkpoint.
    """
    if importlib.util.find_spec("torchvision") is None:
        from transformers.models.qwen3_vl.processing_qwen3_vl import Qwen3VLProcessor

        Qwen3VLProcessor.get_attributes = classmethod(lambda cls: ["image_processor", "tokenizer"])
