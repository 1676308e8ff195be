"""What the site needs besides pages: files outside docs/ that pages link to become pages of their own.

A link such as `../recipes/eval.yaml` works on a code host as it stands; on the site it leads to a page that shows the
file. Called by MkDocs (`hooks` in mkdocs.yml).
"""

from __future__ import annotations

import os.path
import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

LINK = re.compile(r"(?<!!)(\[[^\]]*\]\()([^)#\s:]+)(\))")
LANGUAGES = {".yaml": "yaml", ".yml": "yaml", ".py": "python", ".json": "json", ".md": "markdown"}


def outside(page: str, target: str) -> str | None:
    """The path from the repository's root of a file that a page links to; None where it lies in docs/."""
    path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page), target))
    return None if path.startswith(("docs/", "..")) else path


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each file outside docs/ that some page links to."""
    root = Path(config.docs_dir).parent
    for page in list(files.documentation_pages()):
        for link in LINK.finditer(page.content_string):
            path = outside(page.src_uri, link[2])
            if path is None or not (root / path).is_file() or files.get_file_from_path(_shown(path)):
                continue
            language = LANGUAGES.get(Path(path).suffix, "text")
            text = (root / path).read_text(encoding="utf-8").rstrip()
            content = f"---\nsearch: {{exclude: true}}\n---\n# {path}\n\n`````{language}\n{text}\n`````\n"
            shown = File.generated(config, _shown(path), content=content, inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(shown)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links to files outside docs/ to their pages."""

    def lead(link: re.Match[str]) -> str:
        path = outside(page.file.src_uri, link[2])
        if path is None or files.get_file_from_path(_shown(path)) is None:
            return link[0]
        here = os.path.relpath(_shown(path), posixpath.dirname(page.file.src_uri) or ".")
        return f"{link[1]}{here}{link[3]}"

    return LINK.sub(lead, markdown)


def _shown(path: str) -> str:
    return f"files/{path}.md"
