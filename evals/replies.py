"""A chat model's replies in a file: the same prompt is answered from there, without the model.

So a change of the verification is measured on the same words in seconds. How long the model took
stands in the file too: `spared_s` adds it up.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from assistant.models import Deadline, Model

S = TypeVar("S", bound=BaseModel)


class Remembered(Model):
    """The model, asked only for what the file does not hold.

    A model that calls tools is asked each time: what its tools gave is not in the prompt.
    """

    def __init__(self, model: Model, file: Path) -> None:
        """Args: the model that answers, and the file, a JSON object a line."""
        self.__dict__.update(model.__dict__)
        self.spared_s = 0.0
        self._model = model
        self._file = file
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        self._known = {row["prompt"]: row for row in map(json.loads, lines)}

    def structured(
        self,
        messages: Sequence[Any],
        schema: type[S],
        *,
        deadline: Deadline | None = None,
    ) -> S:
        """The reply, from the file or from the model; errors as the model's."""
        key = hashlib.sha256(json.dumps(messages, sort_keys=True, default=str).encode()).hexdigest()
        if key in self._known:
            self.spared_s += self._known[key].get("seconds", 0.0)
        else:
            started = time.perf_counter()
            reply = self._model.structured(messages, schema, deadline=deadline)
            self._keep(key, reply.model_dump(mode="json"), time.perf_counter() - started)
        return schema.model_validate(self._known[key]["reply"])

    def _keep(self, key: str, reply: Any, seconds: float) -> None:
        self._known[key] = {"prompt": key, "reply": reply, "seconds": round(seconds, 3)}
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(self._known[key], ensure_ascii=False) + "\n")
