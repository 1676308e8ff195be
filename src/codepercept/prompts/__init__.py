"""Prompts: one Markdown file each, with a header that says who is asked, with what, and for what."""

from codepercept.prompts.load import OUTPUTS, Prompt, load, names

__all__ = ["OUTPUTS", "Prompt", "load", "names"]
