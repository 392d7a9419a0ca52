"""Calls that are tried again where that helps, and not made where it does not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from random import SystemRandom
from typing import TypeVar

from assistant.errors import ModelCause, ModelUnavailableError
from assistant.models.circuit import CircuitBreaker
from assistant.models.clock import Clock, Deadline
from assistant.models.failures import Failure, failure_of
from assistant.models.parameters import Limits, limits
from assistant.models.slots import Slots
from assistant.models.tracing import untraced

T = TypeVar("T")
logger = logging.getLogger(__name__)
_RANDOM = SystemRandom()
_UNWELL = {
    ModelCause.TIMEOUT,
    ModelCause.RATE_LIMITED,
    ModelCause.SERVER_ERROR,
    ModelCause.CONNECTION,
    ModelCause.UNAUTHORIZED,
}


class Attempts:
    """Makes the calls to one model.

    Args:
        name: of the model, for errors and the log.
        concurrency: calls at once.
        clock: where time comes from.
        figures: attempts, waits, and when the circuit opens; those of limits.yaml if not given.
        jitter: gives a number from 0 to 1 that spreads the waits.
    """

    def __init__(
        self,
        name: str,
        concurrency: int,
        clock: Clock | None = None,
        figures: Limits | None = None,
        jitter: Callable[[], float] = _RANDOM.random,
    ) -> None:
        self._name = name
        self._clock = clock or Clock()
        self._figures = figures or limits()
        self._jitter = jitter
        self._slots = Slots(name, concurrency, self._clock)
        self._circuit = CircuitBreaker(self._figures.failures, self._figures.cool_down, self._clock)

    def deadline(self, seconds: float) -> Deadline:
        """Return the deadline so many seconds from now."""
        return Deadline.after(seconds, self._clock)

    def run(
        self, call: Callable[[Deadline], T], deadline: Deadline, *, with_tools: bool = False
    ) -> T:
        """Return what `call` returns, in one of the attempts.

        Args:
            call: asks the model once; it is told the deadline.
            deadline: of all attempts together, waiting for a slot and between them included.
            with_tools: tools are offered, so that a refusal of tools is told apart.

        Raises:
            ModelUnavailableError: its `cause` says why.
        """
        if deadline.remaining() <= 0:
            raise ModelUnavailableError(ModelCause.TIMEOUT, self._name)
        if not self._circuit.admits():
            raise ModelUnavailableError(ModelCause.CIRCUIT_OPEN, self._name)
        failure: Failure | None = Failure(ModelCause.BUSY, "")
        try:
            outcome, failure = self._tried(call, deadline, with_tools)
        finally:
            self._tell(failure)
        if failure:
            raise ModelUnavailableError(failure.cause, self._name, failure.kind)
        return outcome[0]

    def _tried(
        self, call: Callable[[Deadline], T], deadline: Deadline, with_tools: bool
    ) -> tuple[list[T], Failure | None]:
        for attempt in range(1, self._figures.attempts + 1):
            try:
                return [self._slots.run(lambda: untraced(call, deadline), deadline)], None
            except Exception as error:  # noqa: BLE001 - whatever a provider's library raises
                failure = failure_of(error, with_tools=with_tools)
            self._log(failure, attempt)
            wait = self._wait(failure, attempt)
            if wait is None or wait >= deadline.remaining():
                break
            self._clock.sleep(wait)
        return [], failure

    def _wait(self, failure: Failure, attempt: int) -> float | None:
        """Return the seconds before the next attempt; none if there is to be none."""
        if not failure.retryable or attempt >= self._figures.attempts:
            return None
        if failure.retry_after is not None:
            return failure.retry_after
        longest: float = self._figures.backoff * 2 ** (attempt - 1)
        return min(longest, self._figures.backoff_longest) * (0.5 + self._jitter() / 2)

    def _tell(self, failure: Failure | None) -> None:
        if failure is None:
            self._circuit.succeeded()
        elif failure.cause in _UNWELL:
            self._circuit.failed()
        elif failure.cause is ModelCause.BUSY:
            self._circuit.untold()
        else:  # it answered, only not what was asked
            self._circuit.succeeded()

    def _log(self, failure: Failure, attempt: int) -> None:
        logger.warning(
            "Model %s: %s (%s), attempt %d of %d.",
            self._name,
            failure.cause,
            failure.kind or "-",
            attempt,
            self._figures.attempts,
        )
