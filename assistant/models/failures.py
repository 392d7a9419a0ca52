"""From what a provider's library raises to one of our causes.

The libraries have error types of their own; what they share is the HTTP status, the types of
langchain_core and httpx, and the names. Nothing is imported to look at them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from assistant.errors import ModelCause, ModelUnavailableError

RETRYABLE = {ModelCause.RATE_LIMITED, ModelCause.SERVER_ERROR, ModelCause.CONNECTION}
_STATUSES = {
    401: ModelCause.UNAUTHORIZED,
    403: ModelCause.UNAUTHORIZED,
    408: ModelCause.TIMEOUT,
    429: ModelCause.RATE_LIMITED,
}
_NAMES = (
    ("Timeout", ModelCause.TIMEOUT),
    ("RateLimit", ModelCause.RATE_LIMITED),
    ("Connect", ModelCause.CONNECTION),
    ("TransportError", ModelCause.CONNECTION),
    ("ModelAPIError", ModelCause.SERVER_ERROR),
    ("AuthenticationError", ModelCause.UNAUTHORIZED),
    ("ContextOverflow", ModelCause.REJECTED),
    ("InvalidRequest", ModelCause.REJECTED),
)


@dataclass(frozen=True)
class Failure:
    """Why a call failed, and the seconds that the provider asks to wait, if it does."""

    cause: ModelCause
    kind: str
    retry_after: float | None = None

    @property
    def retryable(self) -> bool:
        """Whether the same call may succeed a little later."""
        return self.cause in RETRYABLE


def failure_of(error: BaseException, *, with_tools: bool = False) -> Failure:
    """Return why a call failed.

    Args:
        error: what the call raised.
        with_tools: tools were offered; a refusal that names them is of the cause NO_TOOLS.
    """
    if isinstance(error, ModelUnavailableError):
        return Failure(error.cause, error.kind)
    chain = list(_chain(error))
    cause = _by_status(chain) or _by_name(chain) or ModelCause.BAD_OUTPUT
    if cause is ModelCause.REJECTED and with_tools and "tool" in str(error).lower():
        cause = ModelCause.NO_TOOLS
    return Failure(cause, type(error).__name__, _retry_after(chain))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _by_status(chain: list[BaseException]) -> ModelCause | None:
    for error in chain:
        status = getattr(error, "status_code", None)
        if status is None:
            status = getattr(getattr(error, "response", None), "status_code", None)
        if isinstance(status, int) and status >= 400:
            refused = ModelCause.REJECTED if status < 500 else ModelCause.SERVER_ERROR
            return _STATUSES.get(status, refused)
    return None


def _by_name(chain: list[BaseException]) -> ModelCause | None:
    for error in chain:
        names = [kind.__name__ for kind in type(error).__mro__]
        for part, cause in _NAMES:
            if any(part in name for name in names):
                return cause
    return None


def _retry_after(chain: list[BaseException]) -> float | None:
    for error in chain:
        headers = getattr(getattr(error, "response", None), "headers", None)
        given = headers.get("retry-after") if headers is not None else None
        if given:
            return _seconds(str(given))
    return None


def _seconds(given: str) -> float | None:
    """Return the seconds of a Retry-After header: a number, or a moment."""
    try:
        return max(0.0, float(given))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(given)
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(tz=UTC)).total_seconds())
