"""Bounded concurrency: so many calls at once, each ended or left behind at its deadline."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from assistant.errors import ModelCause, ModelUnavailableError
from assistant.models.clock import Clock, Deadline

T = TypeVar("T")


class _Outcome(Generic[T]):
    def __init__(self) -> None:
        self.done = threading.Event()
        self.values: list[T] = []
        self.error: BaseException | None = None


class Slots:
    """Runs calls, at most `count` at once.

    A call that is still running at its deadline is left behind and keeps its slot until it ends,
    so calls that hang cannot pile up: those after them find no slot.
    """

    def __init__(self, name: str, count: int, clock: Clock) -> None:
        self._name = name
        self._clock = clock
        self._free = threading.BoundedSemaphore(count)

    def run(self, call: Callable[[], T], deadline: Deadline) -> T:
        """Return what `call` returns.

        Raises:
            ModelUnavailableError: BUSY, no slot came free in time; TIMEOUT, the call did not end
                in time. What `call` raises comes through as it is.
        """
        if not self._clock.acquire(self._free, deadline.remaining()):
            raise ModelUnavailableError(ModelCause.BUSY, self._name)
        outcome: _Outcome[T] = _Outcome()
        threading.Thread(target=self._work, args=(call, outcome), daemon=True).start()
        if not self._clock.wait(outcome.done, deadline.remaining()):
            raise ModelUnavailableError(ModelCause.TIMEOUT, self._name)
        if outcome.error is not None:
            raise outcome.error
        return outcome.values[0]

    def _work(self, call: Callable[[], T], outcome: _Outcome[T]) -> None:
        try:
            outcome.values.append(call())
        except BaseException as error:  # noqa: BLE001 - raised again where the call was asked for
            outcome.error = error
        finally:
            self._free.release()
            outcome.done.set()
