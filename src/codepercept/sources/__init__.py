"""Where seeds lie on disk: scripts and pictures, listed, counted and read one at a time."""

from codepercept.sources.pictures import Pictures, PictureSource, holds_pictures, open_pictures
from codepercept.sources.scripts import script_files

__all__ = ["PictureSource", "Pictures", "holds_pictures", "open_pictures", "script_files"]
