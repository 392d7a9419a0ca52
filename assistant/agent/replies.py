"""What a model has to give: statements, each with the quote that bears it out, quote first."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from assistant.grounding import Claim, Evidence


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
    """The statement as it is verified."""
    return Claim(
        " ".join(statement.text.split()),
        tuple(Evidence(p.source.strip(), p.quote) for p in statement.proofs),
    )
