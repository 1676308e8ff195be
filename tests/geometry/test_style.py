"""Renaming in scripts: identifiers, never what the picture says."""

from __future__ import annotations

from codepercept.geometry.style import rename


def test_texts_keep_their_words() -> None:
    code = """ax.set_title("Which solid fits?")
note = f"{solid.sum():.0f} solid cubes, {len(gap)}"
d["solid"], solid, p.solid, 'gap'  # the solid and its view_lines"""
    assert rename(code, {"solid": "filled", "gap": "space", "view_lines": "edges"}) == (
        'ax.set_title("Which solid fits?")\n'
        'note = f"{filled.sum():.0f} solid cubes, {len(space)}"\n'
        "d[\"solid\"], filled, p.solid, 'gap'  # the solid and its edges"
    )
