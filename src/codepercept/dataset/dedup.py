"""Exact and near duplicates among a million rows: who is dropped, and for whom.

Near ones are found by bands: some bits of a signature, always the same ones, are taken as a key; rows with equal keys
are compared. Rows that differ in few bits agree in some band nearly always. Time grows with rows times bands, memory
with rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from codepercept.dataset.signatures import BITS, VIEWS, View

Words = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.int16]
Rule = Literal["strict", "loose", "none"]

ALIKE = 24
"""Bits of 256 in which one view of near duplicates may differ; docs/curation.md has the distances it comes from."""
RELATED = 48
"""Programs of one template differ in as little as 11 bits however different their figures are: that two look alike by
code counts only if picture or trace differ in no more than this."""
KEY_BITS = 20
BANDS = 24
"""Rows that differ in 24 of 256 bits agree in all 20 of some band in 97 of 100 cases, in 12 bits, always."""
NEIGHBOURS = 48
"""Of rows with equal keys each is compared with so many that come next; the rest is crowded out (see `Found`)."""
_LEADERS = 8
_PENDING = 4_000_000
"""Pairs that are held before repetitions among them are removed."""


@dataclass
class Signatures:
    """Signatures of n rows as columns, by view.

    Attributes:
        near: (n, 4) words of 64 bits.
        exact: (n,) the first 63 bits of a digest, -1 where a row has none. That two of a million different rows
            agree in them has a chance of one in twenty million.
        has: (n,) whether the row has this view.
        inventory: (n,) the same for the list of elements, -1 where a row has no trace.
    """

    near: dict[View, Words]
    exact: dict[View, Numbers]
    has: dict[View, Flags]
    inventory: Numbers

    def __len__(self) -> int:
        return len(self.inventory)

    def take(self, which: Numbers) -> Signatures:
        """Some of the rows."""
        return Signatures(
            {v: self.near[v][which] for v in VIEWS},
            {v: self.exact[v][which] for v in VIEWS},
            {v: self.has[v][which] for v in VIEWS},
            self.inventory[which],
        )


@dataclass
class Found:
    """What was dropped.

    Attributes:
        leader: (n,) row that this one is dropped for, -1 if it is kept.
        exact: (n,) whether the two are duplicates, not only near ones.
        crowded: comparisons by view that were not made, because too many rows had the same key.
    """

    leader: Numbers
    exact: Flags
    crowded: dict[View, int] = field(default_factory=dict)


def find_duplicates(rows: Signatures, rule: Rule = "strict") -> Found:
    """Decide which rows are kept: of those that are the same, the first.

    A row is dropped only for one that is kept, never for one that is dropped itself, so that a chain of small steps
    does not end in one row.

    Args:
        rows: in the order in which they are preferred.
        rule: which near duplicates are dropped: "strict", see `near_duplicate`; "loose", see `looks_alike`; "none".
    """
    found = Found(np.full(len(rows), -1, np.int64), np.zeros(len(rows), np.bool_), dict.fromkeys(VIEWS, 0))
    first = _first_of_clones(rows)
    own = np.flatnonzero(first == np.arange(len(rows)))
    pairs = np.empty((0, 2), np.int64) if rule == "none" else _near_pairs(rows, own, rule, found)
    _settle(rows, found, own, pairs)
    clones = np.flatnonzero(first != np.arange(len(rows)))
    of = first[clones]  # what is equal in all views shares its twin's fate
    found.leader[clones] = np.where(found.leader[of] < 0, of, found.leader[of])
    found.exact[clones] = (found.leader[of] < 0) | found.exact[of]
    return found


def duplicate(rows: Signatures, left: Numbers, right: Numbers, apart: Mapping[View, Bits]) -> Flags:
    """Which pairs are the same figure: equal pixels; or equal code or trace, and pictures that look alike.

    One program draws two figures where it reads different files; one trace stands for two where images are drawn.
    """
    same = {v: (rows.exact[v][left] == rows.exact[v][right]) & (rows.exact[v][left] >= 0) for v in VIEWS}
    found: Flags = same["picture"] | ((same["code"] | same["trace"]) & (apart["picture"] <= ALIKE))
    return found


def near_duplicate(rows: Signatures, left: Numbers, right: Numbers, apart: Mapping[View, Bits]) -> Flags:
    """Which pairs tell the same: equal elements in equal order, alike by picture and by trace.

    Texts, colours, styles and numbers of elements are the same; places and sizes differ a little. That code is alike
    as well says nothing: a program with one number changed may draw another edge of a graph.
    """
    told: Flags = (rows.inventory[left] == rows.inventory[right]) & (rows.inventory[left] >= 0)
    told &= (apart["picture"] <= ALIKE) & (apart["trace"] <= ALIKE)
    return told


def looks_alike(apart: Mapping[View, Bits]) -> Flags:
    """Which pairs may be the same figure with another text, colour or number: alike by picture or trace, or by code
    with a related picture or trace.
    """
    shown = np.minimum(apart["picture"], apart["trace"])
    return (shown <= ALIKE) | ((apart["code"] <= ALIKE) & (shown <= RELATED))


def apart_by_view(rows: Signatures, left: Numbers, right: Numbers) -> dict[View, Bits]:
    """Bits in which rows `left` differ from rows `right`, by view; `BITS` where either lacks it."""
    return {
        view: np.where(rows.has[view][left] & rows.has[view][right], _count(near[left] ^ near[right]), np.int16(BITS))
        for view, near in rows.near.items()
    }


def apart_from(rows: Signatures, others: Signatures, other: int) -> dict[View, Bits]:
    """Bits in which all rows differ from one of some others, by view; `BITS` where either lacks it."""
    return {
        view: np.where(
            rows.has[view] & others.has[view][other], _count(near ^ others.near[view][other]), np.int16(BITS)
        )
        for view, near in rows.near.items()
    }


def same_as(rows: Signatures, others: Signatures, other: int) -> tuple[Flags, dict[View, Bits]]:
    """Which rows equal one of some others in some view or look like it, and how far they are from it."""
    apart = apart_from(rows, others, other)
    same = looks_alike(apart)
    for view in VIEWS:
        if others.has[view][other]:
            same |= rows.exact[view] == others.exact[view][other]
    return same, apart


def _count(different: Words) -> Bits:
    return np.asarray(np.bitwise_count(different).sum(axis=1, dtype=np.int16))


def _first_of_clones(rows: Signatures) -> Numbers:
    """For each row the first that equals it in all views, itself if there is none."""
    key = np.stack([rows.exact[v] for v in VIEWS], axis=1)
    key[:, 0] = np.where(key[:, 0] < 0, -2 - np.arange(len(rows)), key[:, 0])  # without a picture, none is a clone
    order = np.lexsort((np.arange(len(rows)), *key.T))
    new = np.ones(len(rows), np.bool_)
    new[1:] = (key[order][1:] != key[order][:-1]).any(axis=1)
    first = np.empty(len(rows), np.int64)
    first[order] = order[np.flatnonzero(new)][np.cumsum(new) - 1]
    return first


def _near_pairs(rows: Signatures, subset: Numbers, rule: Rule, found: Found) -> Numbers:
    """Pairs (earlier, later) of near duplicates among some rows, at most eight of the earliest for each later one."""
    kept = [np.empty((0, 2), np.int64)]
    for view in VIEWS:
        members = subset[rows.has[view][subset]]
        for left, right in _candidates(rows.near[view], members, view, found):
            apart = apart_by_view(rows, left, right)
            near = near_duplicate(rows, left, right, apart) if rule == "strict" else looks_alike(apart)
            if near.any():
                kept.append(np.stack([left[near], right[near]], axis=1))
            if sum(map(len, kept[1:])) > _PENDING:
                kept = [_earliest(np.concatenate(kept))]
    return _earliest(np.concatenate(kept))


def _candidates(near: Words, members: Numbers, view: View, found: Found) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs of rows, the earlier one first, that have the same key in some band."""
    if len(members) < 2:
        return
    bits = np.random.default_rng(0).permuted(np.tile(np.arange(BITS), (BANDS, 1)), axis=1)[:, :KEY_BITS]
    bytes_ = near.view(np.uint8).reshape(len(near), -1)
    for band in bits:
        keys = np.zeros(len(members), np.uint32)
        for bit in band:
            keys = (keys << np.uint32(1)) | ((bytes_[members, bit // 8] >> np.uint8(bit % 8)) & 1)
        # Within a key, rows that agree in more bits lie closer together: a crowd is cut where it matters least.
        order = np.lexsort((near[members, 1], near[members, 0], keys))
        keys, rows = keys[order], members[order]
        for step in range(1, NEIGHBOURS + 1):
            same = np.flatnonzero(keys[:-step] == keys[step:])
            if not len(same):
                break
            one, other = rows[same], rows[same + step]
            yield np.minimum(one, other), np.maximum(one, other)
        else:
            sizes = np.unique(keys, return_counts=True)[1].astype(np.int64)
            spare = sizes[sizes > NEIGHBOURS + 1] - NEIGHBOURS
            found.crowded[view] += int((spare * (spare - 1) // 2).sum())


def _earliest(pairs: Numbers) -> Numbers:
    """Each pair once, for each later row only the first eight earlier ones."""
    pairs = np.unique(pairs[:, ::-1], axis=0)[:, ::-1]
    starts = np.flatnonzero(np.diff(pairs[:, 1], prepend=-1))
    place = np.arange(len(pairs)) - np.repeat(starts, np.diff(np.append(starts, len(pairs))))
    return pairs[place < _LEADERS]


def _settle(rows: Signatures, found: Found, own: Numbers, pairs: Numbers) -> None:
    """Go through the rows in order; of those that are the same, the first stays."""
    later = np.searchsorted(pairs[:, 1], np.arange(len(rows) + 1))
    shared = {view: _shared(rows.exact[view], own) for view in VIEWS}
    kept: dict[View, dict[int, list[int]]] = {view: {} for view in VIEWS}
    open_rows = np.diff(later) > 0
    for view in VIEWS:
        open_rows |= shared[view]
    for row in np.flatnonzero(open_rows):
        equal = [i for v in VIEWS if shared[v][row] for i in kept[v].get(int(rows.exact[v][row]), ())]
        if equal:
            others = np.array(sorted(set(equal)), np.int64)
            here = np.full(len(others), row)
            same = others[duplicate(rows, others, here, apart_by_view(rows, others, here))]
            if len(same):
                found.leader[row], found.exact[row] = same[0], True
                continue
        leaders = [i for i in pairs[later[row] : later[row + 1], 0] if found.leader[i] < 0]
        if leaders:
            found.leader[row] = leaders[0]
            continue
        for view in VIEWS:
            if shared[view][row]:
                same_number = kept[view].setdefault(int(rows.exact[view][row]), [])
                if len(same_number) < NEIGHBOURS:
                    same_number.append(int(row))


def _shared(numbers: Numbers, own: Numbers) -> Flags:
    """Which rows have a number that another of `own` has too."""
    having = own[numbers[own] >= 0]
    values, inverse, counts = np.unique(numbers[having], return_inverse=True, return_counts=True)
    shared = np.zeros(len(numbers), np.bool_)
    if len(values):
        shared[having] = counts[inverse] > 1
    return shared
