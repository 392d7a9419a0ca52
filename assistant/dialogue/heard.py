"""What the router hears in a turn."""

from __future__ import annotations

import math
from dataclasses import dataclass

_LEAST = 1e-9


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

    def beside(self, whole: Heard) -> Heard:
        """What is heard in a turn by itself and, in `whole`, with what it goes on from.

        The calculation is the one of the whole; both must make it likely.
        """
        share = math.sqrt(self.calculation / max(whole.calculation, self.calculation, _LEAST))
        return Heard({topic: chance * share for topic, chance in whole.chances.items()})
