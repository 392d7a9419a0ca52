"""What a model has to give: statements, each with the quote that bears it out, quote first."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict, Field

from assistant.grounding import Claim, Evidence

_ANSWERED_YES_OR_NO = re.compile(r"^(?:ja|nee|neen|oui|non|yes|no)\s*[,;:.–-]\s*", re.IGNORECASE)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Proof(_Strict):
    """Where a statement stands: the source's token, and its words."""

    source: str = Field(description="token of the source")
    quote: str = Field(description="the words of the source that prove it, copied exactly")


class Statement(_Strict):
    """One sentence for the person who asks, after what proves it."""

    proofs: list[Proof] = Field(description="one quote, or two where one does not prove it all")
    text: str = Field(description="one short sentence, in the language asked for")


class Reply(_Strict):
    """The whole of it."""

    statements: list[Statement] = Field(
        description="one to four; none where the sources do not answer the question"
    )


def claim_of(statement: Statement) -> Claim:
    """The statement as it is verified and shown.

    A yes or no at its head goes: it speaks of the question, so no quote can bear it out.
    """
    text = _ANSWERED_YES_OR_NO.sub("", " ".join(statement.text.split()))
    return Claim(
        _as_sentence(text), tuple(Evidence(p.source.strip(), p.quote) for p in statement.proofs)
    )


def _as_sentence(text: str) -> str:
    """With a capital at its head and a full stop at its end."""
    whole = text.rstrip(" ;,:")
    if not whole:
        return ""
    ended = whole if whole[-1] in '.?!)”"' else f"{whole}."
    return ended[0].upper() + ended[1:]
