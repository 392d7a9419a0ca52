"""What the router hears in a turn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """How likely a turn asks for each calculation; the rest up to 1 is the text's."""

    chances: dict[str, float]

    @property
    def topic(self) -> str:
        """The calculation that is likeliest."""
        return max(self.chances, key=lambda name: self.chances[name])

    @property
    def calculation(self) -> float:
        """How likely the turn asks for any calculation."""
        return sum(self.chances.values())
