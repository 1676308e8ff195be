"""Chat models behind one Protocol: OpenAI-compatible servers, local checkpoints, recorded answers."""

from codepercept.models.ask import Answer, Models, accounts, check_models, open_models
from codepercept.models.base import ChatModel, GenerateConfig, Message, ModelError, ModelOutput, Usage
from codepercept.models.readers import Judgement, ReadError

__all__ = [
    "Answer",
    "ChatModel",
    "GenerateConfig",
    "Judgement",
    "Message",
    "ModelError",
    "ModelOutput",
    "Models",
    "ReadError",
    "Usage",
    "accounts",
    "check_models",
    "open_models",
]
