"""Small convex fits, in numpy: softmax over candidates or classes, and a logistic regression."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
_SOFTMAX_STEPS, _SOFTMAX_RATE = 400, 0.2


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


def softmax(matrix: Singles, right: Singles, importance: Singles, *, ridge: float) -> Singles:
    """Weights of shape (signals, classes) of a softmax over classes, by Adam from zero.

    Args:
        matrix: shape (examples, signals); the last signal, always 1, is not held back by the ridge.
        right: shape (examples, classes), 1 for the right class of each example.
        importance: how much each example counts.
        ridge: how much the weights are held back, in examples.
    """
    share = importance[:, None]
    total = share.sum()
    weights = np.zeros((matrix.shape[1], right.shape[1]), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    held_back = np.full((matrix.shape[1], 1), ridge / total, dtype=np.float32)
    held_back[-1] = 0.0
    for step in range(1, _SOFTMAX_STEPS + 1):
        missed = (shares(matrix @ weights) - right) * share
        slope = matrix.T @ missed / total + held_back * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights -= _SOFTMAX_RATE * rate
    return weights


def shares(scores: Singles) -> Singles:
    """The share of each class, by row."""
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float32)


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
