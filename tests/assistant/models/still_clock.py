"""A clock that only moves when something waits: no test sleeps."""

from __future__ import annotations

import threading

from assistant.models import Clock


class StillClock(Clock):
    """Time passes by waiting alone; `slept` are the waits between attempts."""

    def __init__(self) -> None:
        self.moment = 1000.0
        self.slept: list[float] = []
        self.never: threading.Event | None = None

    def now(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += seconds

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait for the event, or, where `never` is set, for that: then the time is up."""
        if self.never is None:
            return event.wait(30)
        self.never.wait(30)
        self.moment += seconds
        return False

    def acquire(self, slots: threading.Semaphore, seconds: float) -> bool:
        """Take a slot if there is one; if there is none, the time is up at once."""
        taken = slots.acquire(blocking=False)
        self.moment += 0 if taken else seconds
        return taken
