"""A Qwen3-VL small enough for a CPU: the real architecture, tokenizer and chat format, made from nothing.

Settings with which it is known to learn: initializer range 0.06, pictures normalised with mean 1.0 and deviation 0.5,
so that white becomes 0.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from codepercept.errors import UserError
from codepercept.models.processor import without_video
from codepercept.train.data import Source

SPECIAL = (
    "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>",
    "<|video_pad|>",
)  # fmt: skip
CHAT = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{% if m.content is string %}{{ m.content }}{% else %}"
    "{% for p in m.content %}{% if p.type == 'text' %}{{ p.text }}{% else %}<|vision_start|><|image_pad|><|vision_end|>"
    "{% endif %}{% endfor %}{% endif %}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


@dataclass(frozen=True)
class TinySize:
    """Shape of a tiny model; `pixels` is what pictures are scaled down to at most."""

    layers: int
    hidden: int
    heads: int
    shared_heads: int
    intermediate: int
    vision_layers: int
    vision_hidden: int
    vision_heads: int
    pixels: int


SIZES = {
    "200k": TinySize(2, 64, 2, 1, 160, 1, 48, 2, 64 * 64),
    "1m": TinySize(3, 128, 4, 2, 336, 2, 96, 3, 64 * 64),
    "5m": TinySize(4, 256, 8, 4, 704, 4, 144, 4, 128 * 128),
    "20m": TinySize(6, 448, 14, 7, 1216, 6, 256, 8, 224 * 224),
}
"""By name: about so many parameters with a vocabulary of 512 to 4,096 pieces."""


def write_tiny_checkpoint(
    folder: Path, texts: Iterable[str], vocabulary: int = 512, seed: int = 0, size: str = "1m"
) -> int:
    """Make an untrained checkpoint.

    Args:
        folder: where to; made if needed.
        texts: what the tokenizer learns its pieces from.
        vocabulary: at most so many pieces.
        seed: of the weights.
        size: a key of `SIZES`.

    Returns:
        Its number of parameters.
    """
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast, Qwen3VLConfig, Qwen3VLForConditionalGeneration

    shape = SIZES[size]
    folder.mkdir(parents=True, exist_ok=True)
    core = Tokenizer(models.BPE())
    core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    core.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=vocabulary, special_tokens=list(SPECIAL), initial_alphabet=alphabet)
    core.train_from_iterator(texts, trainer)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=core, eos_token="<|im_end|>", pad_token="<|endoftext|>", chat_template=CHAT,
        extra_special_tokens={"image_token": "<|image_pad|>", "video_token": "<|video_pad|>"},
    )  # fmt: skip
    ids = {token: core.token_to_id(token) for token in SPECIAL}
    torch.manual_seed(seed)
    config = Qwen3VLConfig(
        text_config={
            "vocab_size": core.get_vocab_size(), "hidden_size": shape.hidden, "num_hidden_layers": shape.layers,
            "intermediate_size": shape.intermediate, "num_attention_heads": shape.heads,
            "num_key_value_heads": shape.shared_heads, "head_dim": 32, "max_position_embeddings": 8192,
            "rope_scaling": {"rope_type": "default", "mrope_section": [8, 4, 4], "mrope_interleaved": True},
            "tie_word_embeddings": True, "initializer_range": 0.06, "bos_token_id": None,
            "eos_token_id": ids["<|im_end|>"], "pad_token_id": ids["<|endoftext|>"],
        },
        vision_config={
            "depth": shape.vision_layers, "hidden_size": shape.vision_hidden, "num_heads": shape.vision_heads,
            "intermediate_size": 2 * shape.vision_hidden, "patch_size": 8, "spatial_merge_size": 2,
            "temporal_patch_size": 2, "out_hidden_size": shape.hidden, "num_position_embeddings": 256,
            "deepstack_visual_indexes": [0], "initializer_range": 0.06,
        },
        image_token_id=ids["<|image_pad|>"], video_token_id=ids["<|video_pad|>"],
        vision_start_token_id=ids["<|vision_start|>"], vision_end_token_id=ids["<|vision_end|>"],
        tie_word_embeddings=True,
    )  # fmt: skip
    model = Qwen3VLForConditionalGeneration(config)
    model.generation_config.eos_token_id = ids["<|im_end|>"]
    model.generation_config.pad_token_id = ids["<|endoftext|>"]
    model.save_pretrained(folder)
    _processor(tokenizer, shape.pixels).save_pretrained(folder)
    # `AutoProcessor` looks for it, even where nothing uses it.
    settings = {"processor_class": "Qwen3VLProcessor", "video_processor_type": "Qwen3VLVideoProcessor"}
    (folder / "video_preprocessor_config.json").write_text(json.dumps(settings))
    return int(model.num_parameters())


def init_tiny(out: Path, data: Path, size: str, vocabulary: int, rows: int, seed: int) -> int:
    """Make an untrained checkpoint whose tokenizer has learnt from training data.

    Args:
        out: a new or empty folder.
        data: a run directory, or what `codepercept export --to trl` wrote.
        size: a key of `SIZES`.
        vocabulary: at most so many pieces.
        rows: at most so many rows are read.
        seed: of the weights.

    Returns:
        Its number of parameters.

    Raises:
        UserError: `out` holds something, `data` no rows, or torch is not installed.
    """
    if importlib.util.find_spec("torch") is None or importlib.util.find_spec("transformers") is None:
        raise UserError("a tiny model needs torch and transformers; install codepercept[train]")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UserError(f"{out}: not an empty folder; name a new one with --out")
    source = Source(data)
    found = (row for file in range(len(source.files)) for _, row in source.rows(file))
    texts = (text for row in itertools.islice(found, rows) for text in (row.prompt, row.answer))
    return write_tiny_checkpoint(out, texts, vocabulary, seed, size)


def _processor(tokenizer: Any, pixels: int) -> Any:
    from transformers import Qwen2VLImageProcessor
    from transformers.models.qwen3_vl import Qwen3VLProcessor

    without_video()
    pictures = Qwen2VLImageProcessor(
        patch_size=8, merge_size=2, temporal_patch_size=2, image_mean=[1.0] * 3, image_std=[0.5] * 3,
        size={"shortest_edge": 32 * 32, "longest_edge": pixels},
    )  # fmt: skip
    return Qwen3VLProcessor(pictures, tokenizer, chat_template=CHAT)


def teach(folder: Path, examples: Sequence[tuple[Image.Image, str, str]], steps: int, rate: float = 2e-3) -> float:
    """Train a checkpoint on a handful of (picture, prompt, answer) until it knows them by heart.

    Returns:
        The last loss, in nats per token of the answers.
    """
    import torch
    from transformers import AutoModelForImageTextToText, AutoProcessor

    without_video()
    torch.manual_seed(0)
    processor = AutoProcessor.from_pretrained(folder)
    model = AutoModelForImageTextToText.from_pretrained(folder).train()
    batches = [_batch(processor, *example) for example in examples]
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate)
    loss = torch.zeros(())
    for step in range(steps):
        loss = model(**batches[step % len(batches)]).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
    model.save_pretrained(folder)
    return float(loss.detach())


def _batch(processor: Any, image: Image.Image, prompt: str, answer: str) -> Any:
    asked = {"role": "user", "content": [{"type": "image", "image": image}, {"type": "text", "text": prompt}]}
    told = {"role": "assistant", "content": [{"type": "text", "text": answer}]}
    options = {"tokenize": True, "return_dict": True, "return_tensors": "pt"}
    start = processor.apply_chat_template([asked], add_generation_prompt=True, **options)["input_ids"].shape[1]
    batch = processor.apply_chat_template([asked, told], **options)
    labels = batch["input_ids"].clone()
    labels[:, :start] = -100
    return {**batch, "labels": labels}
