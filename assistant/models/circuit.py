"""A circuit breaker: a model that keeps failing is left alone for a while."""

from __future__ import annotations

import threading

from assistant.models.clock import Clock


class CircuitBreaker:
    """Closed: calls go through. Open: none does. Half open: one does, to try.

    Args:
        failures: calls in a row that fail before it opens.
        cool_down: seconds that it stays open.
        clock: where the time comes from.
    """

    def __init__(self, failures: int, cool_down: float, clock: Clock) -> None:
        self._allowed = failures
        self._cool_down = cool_down
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._opened_at: float | None = None
        self._trying = False

    def admits(self) -> bool:
        """Return whether a call may be made; its outcome must be told afterwards."""
        with self._lock:
            if self._opened_at is None:
                return True
            if self._trying or self._clock.now() - self._opened_at < self._cool_down:
                return False
            self._trying = True
            return True

    def succeeded(self) -> None:
        """The model answered: close."""
        with self._lock:
            self._failed, self._opened_at, self._trying = 0, None, False

    def failed(self) -> None:
        """The model failed: open, if it failed often enough or was on trial."""
        with self._lock:
            self._failed += 1
            if self._trying or self._failed >= self._allowed:
                self._opened_at = self._clock.now()
            self._trying = False

    def untold(self) -> None:
        """The call came to nothing that says how the model is: let another one try."""
        with self._lock:
            self._trying = False
