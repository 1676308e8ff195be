"""Static pages that show what a run made."""

from codepercept.gallery.pages import write_gallery

__all__ = ["write_gallery"]
