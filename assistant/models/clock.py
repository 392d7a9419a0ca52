"""Time, and the waits that depend on it; a test gives one of its own."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass


class Clock:
    """The clock of the machine. All times are seconds."""

    def now(self) -> float:
        """Return a moment that only differences have a meaning of."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Return after so many seconds."""
        time.sleep(seconds)

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Return whether the event came within so many seconds."""
        return event.wait(max(0.0, seconds))

    def acquire(self, slots: threading.Semaphore, seconds: float) -> bool:
        """Return whether a slot came free within so many seconds; it is taken then."""
        return slots.acquire(timeout=max(0.0, seconds))


@dataclass(frozen=True)
class Deadline:
    """The moment by which an answer has to be there.

    `at` is a moment of `clock`.
    """

    at: float
    clock: Clock

    @classmethod
    def after(cls, seconds: float, clock: Clock) -> Deadline:
        """Return the deadline so many seconds from now."""
        return cls(clock.now() + seconds, clock)

    def remaining(self) -> float:
        """Return the seconds left, 0 when it has passed."""
        return max(0.0, self.at - self.clock.now())
