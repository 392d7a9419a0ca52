"""How sure a figure is: bootstrap intervals, and paired tests of two runs on the same cases."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np
import numpy.typing as npt

_SEED = 20261122
_RESAMPLES = 2000
_TAILS = (2.5, 97.5)
Floats = npt.NDArray[np.float64]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean by the percentile bootstrap over cases, the same every time."""
    low, high = np.percentile(_resampled_means(np.asarray(values, dtype=float)), _TAILS)
    return round(float(low), 6), round(float(high), 6)


def paired_p(before: Sequence[float], after: Sequence[float]) -> float:
    """How likely a difference this large is by chance, for the same cases before and after.

    Exact McNemar where all values are 0 or 1, else a paired bootstrap of the mean difference.
    """
    difference = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    if not difference.any():
        return 1.0
    if set(before) | set(after) <= {0.0, 1.0}:
        fell, rose = int((difference < 0).sum()), int((difference > 0).sum())
        return _sign_test(fell, rose)
    means = _resampled_means(difference)
    tail = min((means <= 0).mean(), (means >= 0).mean())
    return float(min(1.0, 2 * max(tail, 1 / _RESAMPLES)))


def _sign_test(fell: int, rose: int) -> float:
    """Two-sided exact probability of a split at least this uneven, were both equally likely."""
    flipped = fell + rose
    as_uneven = sum(comb(flipped, k) for k in range(min(fell, rose) + 1))
    return min(1.0, 2 * float(as_uneven / 2.0**flipped))


def paired_interval(before: Sequence[float], after: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean difference after - before."""
    return interval((np.asarray(after, dtype=float) - np.asarray(before, dtype=float)).tolist())


def _resampled_means(values: Floats) -> Floats:
    drawn = np.random.default_rng(_SEED).integers(0, len(values), (_RESAMPLES, len(values)))
    return np.asarray(values[drawn].mean(axis=1))
