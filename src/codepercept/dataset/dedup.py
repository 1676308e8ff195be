"""Exact and near duplicates among a million rows: who is dropped, and for whom.

Near ones are found by bands: some bits of a signature, always the same ones, are taken as a key; rows with equal keys
are compared. Rows that differ in few bits agree in some band nearly always. Time grows with rows times bands, memory
with rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from codepercept.dataset.signatures import BITS, VIEWS, View

Words = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Bits = npt.NDArray[np.int16]

ALIKE = 24
"""Bits of 256 in which near duplicates may differ.

Of distinct figures (263 hand-written ones, 400 of the geometry families) the nearest two differ in 40 by picture and in
46 by trace; copies with another resolution in none, with a note added in at most 24.
"""
RELATED = 48
"""Programs of one template differ in as little as 11 bits however different their figures are: that two are alike by
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
    """

    near: dict[View, Words]
    exact: dict[View, Numbers]
    has: dict[View, npt.NDArray[np.bool_]]

    def __len__(self) -> int:
        return len(self.has["picture"])

    def take(self, which: Numbers) -> Signatures:
        """Some of the rows."""
        return Signatures(
            {v: self.near[v][which] for v in VIEWS},
            {v: self.exact[v][which] for v in VIEWS},
            {v: self.has[v][which] for v in VIEWS},
        )


@dataclass
class Found:
    """What was dropped.

    Attributes:
        leader: (n,) row that this one is dropped for, -1 if it is kept.
        exact: (n,) whether the two are equal in some view.
        crowded: comparisons by view that were not made, because too many rows had the same key.
    """

    leader: Numbers
    exact: npt.NDArray[np.bool_]
    crowded: dict[View, int] = field(default_factory=dict)


def find_duplicates(rows: Signatures) -> Found:
    """Decide which rows are kept: of those that are alike, the first.

    A row is dropped only for one that is kept, never for one that is dropped itself, so that a chain of small steps
    does not end in one row. Equal in any view is enough; see `alike` for near ones.
    """
    found = Found(np.full(len(rows), -1, np.int64), np.zeros(len(rows), np.bool_))
    equal = _equal(rows)
    first = np.flatnonzero(equal < 0)  # the rest needs no comparing
    pairs = _near_pairs(rows, first, found)
    _settle(found, equal, pairs)
    return found


def alike(apart: Mapping[View, Bits]) -> npt.NDArray[np.bool_]:
    """Whether rows so many bits apart, by view, are near duplicates; a view that one lacks is `BITS` apart."""
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


def equal_to(rows: Signatures, others: Signatures, other: int) -> npt.NDArray[np.bool_]:
    """Which rows equal one of some others in some view."""
    same = np.zeros(len(rows), np.bool_)
    for view in VIEWS:
        if others.has[view][other]:
            same |= rows.exact[view] == others.exact[view][other]
    return same


def _count(different: Words) -> Bits:
    return np.asarray(np.bitwise_count(different).sum(axis=1, dtype=np.int16))


def _equal(rows: Signatures) -> Numbers:
    """For each row the first that equals it in some view, -1 if it is that itself."""
    first = np.full(len(rows), len(rows), np.int64)
    for view in VIEWS:
        numbers = rows.exact[view]
        has = np.flatnonzero(numbers >= 0)
        if len(has):
            _, start, group = np.unique(numbers[has], return_index=True, return_inverse=True)
            first[has] = np.minimum(first[has], has[start][group])
    first[first >= np.arange(len(rows))] = -1
    return first


def _near_pairs(rows: Signatures, subset: Numbers, found: Found) -> Numbers:
    """Pairs (earlier, later) of near duplicates among some rows, at most eight of the earliest for each later one."""
    kept = [np.empty((0, 2), np.int64)]
    for view in VIEWS:
        members = subset[rows.has[view][subset]]
        found.crowded[view] = 0
        for left, right in _candidates(rows.near[view], members, view, found):
            near = alike(apart_by_view(rows, left, right))
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


def _settle(found: Found, equal: Numbers, pairs: Numbers) -> None:
    """Go through the rows in order; the first of those alike stays."""
    later = np.searchsorted(pairs[:, 1], np.arange(len(found.leader) + 1))
    for row in np.flatnonzero((equal >= 0) | (np.diff(later) > 0)):
        twin = equal[row]
        if twin >= 0:
            # What equals a dropped row goes the same way: its twin's leader is its own.
            found.leader[row] = twin if found.leader[twin] < 0 else found.leader[twin]
            found.exact[row] = found.leader[twin] < 0 or bool(found.exact[twin])
            continue
        for leader in pairs[later[row] : later[row + 1], 0]:
            if found.leader[leader] < 0:
                found.leader[row] = leader
                break
