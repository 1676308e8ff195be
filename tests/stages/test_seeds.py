"""Where rows start: equal shares of families, scripts that can and cannot be read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from codepercept.config import FamilyShare
from codepercept.sandbox.source import code_block
from codepercept.stages.seeds import code_row, geometry_row

FAMILIES = dict.fromkeys(("cube_stacks", "cube_nets", "polyhedra"), FamilyShare())


def test_families_come_in_equal_shares_and_mixed_order() -> None:
    rows = [geometry_row(i, 0, FAMILIES) for i in range(600)]
    assert Counter(r.family for r in rows) == dict.fromkeys(FAMILIES, 200)
    assert len({r.id for r in rows}) == 600
    for start in range(0, 600, 60):
        assert set(Counter(r.family for r in rows[start : start + 60]).values()) == {20}
    assert [r.family for r in rows[:60]] != [r.family for r in rows[60:120]]


def test_shares_that_are_no_whole_numbers_even_out() -> None:
    eight = dict.fromkeys("abcdefgh", FamilyShare())
    rows = [geometry_row(i, 0, eight) for i in range(6000)]
    counts = Counter(r.family for r in rows)
    assert max(counts.values()) - min(counts.values()) <= 3
    for start in range(0, 6000, 60):
        assert set(Counter(r.family for r in rows[start : start + 60]).values()) <= {7, 8}
    rare = {"a": FamilyShare(weight=1), "b": FamilyShare(weight=199)}
    assert 28 <= sum(geometry_row(i, 0, rare).family == "a" for i in range(6000)) <= 32


def test_weights_are_kept() -> None:
    rows = [geometry_row(i, 5, {"cube_nets": FamilyShare(weight=3), "polyhedra": FamilyShare()}) for i in range(240)]
    assert Counter(r.family for r in rows) == {"cube_nets": 180, "polyhedra": 60}


def test_a_row_depends_on_its_number_and_the_seed_alone() -> None:
    assert geometry_row(77, 3, FAMILIES) == geometry_row(77, 3, FAMILIES)
    assert [geometry_row(i, 3, FAMILIES).family for i in range(60)] != [
        geometry_row(i, 4, FAMILIES).family for i in range(60)
    ]


def test_scripts_are_read_as_text(tmp_path: Path) -> None:
    contents = {
        "bom.py": b"\xef\xbb\xbfx = 1\r\ny = 2\r\n",
        "magic.py": b"%matplotlib inline\nx = 1",
        "latin.py": "# caf\xe9".encode("latin-1"),
        "null.py": b"x = 1\0",
        "blank.py": b" \n\n",
    }
    rows = {}
    for number, (name, data) in enumerate(contents.items()):
        (tmp_path / name).write_bytes(data)
        rows[name] = code_row(tmp_path / name, tmp_path, number, "MIT")
    assert rows["bom.py"].code == "x = 1\ny = 2\n" and rows["bom.py"].seed.licence == "MIT"
    assert rows["magic.py"].code == "pass\nx = 1"
    assert [rows[n].rejection.kind for n in ("latin.py", "null.py", "blank.py")] == ["not_text", "not_text", "empty"]
    assert code_row(tmp_path / "gone.py", tmp_path, 9, "").rejection.kind == "unreadable"


def test_ids_tell_folders_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same name.py").write_text("x = 1")
    ids = [code_row(tmp_path / f / "same name.py", tmp_path, i, "").id for i, f in enumerate("ab")]
    assert ids == ["code-000000-a-same-name", "code-000001-b-same-name"]


def test_the_code_block_is_found_whatever_it_holds() -> None:
    assert code_block("text\n```python\nx = 1\n\ny = 2\n```\nmore") == "x = 1\n\ny = 2"
    assert code_block('````python\ndoc = """\n```\n"""\n````') == 'doc = """\n```\n"""'
    assert code_block("no code here") == ""
