"""The last gate: what is not borne out by its quotes does not reach the user.

Pure code, and closed when in doubt: a statement with nothing to check fails. `statements` holds
what applies to the prepared answers; `verify` is for statements that a language model wrote: each
check is a module, `verification` runs them in order.
"""

from assistant.grounding.claims import (
    Calculation,
    Claim,
    Code,
    Evidence,
    Failure,
    Passage,
    Source,
    Verdict,
)
from assistant.grounding.statements import grounded, numbers_grounded, numbers_in, verbatim
from assistant.grounding.verification import verify

__all__ = [
    "Calculation",
    "Claim",
    "Code",
    "Evidence",
    "Failure",
    "Passage",
    "Source",
    "Verdict",
    "grounded",
    "numbers_grounded",
    "numbers_in",
    "verbatim",
    "verify",
]
