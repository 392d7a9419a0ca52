"""Small convex fits, in numpy: a softmax over candidates and a logistic regression."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def softmax_weights(signals: Floats, right: Floats, importance: Floats) -> Floats:
    """Weights of a sum of signals under which the right candidates get the largest share.

    Args:
        signals: shape (questions, candidates, signals).
        right: 1 for each right candidate of a question, else 0.
        importance: how much each question counts; sums to 1.
    """
    scale = signals.std(axis=(0, 1)) + 1e-9
    fitted = _descend(_softmax_gradient(signals / scale, right, importance), len(scale))
    return np.asarray(fitted / scale)


def logistic(signals: Floats, truth: Floats, importance: Floats) -> tuple[Floats, float]:
    """Weights and intercept of a logistic regression with a small ridge."""
    mean, scale = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    scaled = np.c_[(signals - mean) / scale, np.ones(len(signals))]
    share = importance / importance.sum()

    def gradient(weights: Floats) -> Floats:
        probability = 1 / (1 + np.exp(-(scaled @ weights)))
        ridge = 1e-3 * np.r_[weights[:-1], 0.0]
        return np.asarray(scaled.T @ ((probability - truth) * share) + ridge)

    fitted = _descend(gradient, scaled.shape[1])
    weights = fitted[:-1] / scale
    return weights, float(fitted[-1] - weights @ mean)


def _softmax_gradient(
    signals: Floats, right: Floats, importance: Floats
) -> Callable[[Floats], Floats]:
    """Of the loss: minus the logarithm of the share that the right cards get together."""

    def gradient(weights: Floats) -> Floats:
        scores = signals @ weights
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        wanted = shares * right
        wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
        slope = np.einsum("nk,nkf,n->f", shares - wanted, signals, importance)
        return np.asarray(slope + 1e-3 * weights)

    return gradient


def _descend(gradient: Callable[[Floats], Floats], size: int, steps: int = 2000) -> Floats:
    """Minimises by Adam from zero; the losses here are convex."""
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        slope = gradient(weights)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights -= 0.05 * rate
    return weights
