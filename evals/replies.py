"""A chat model's replies in a file: the same prompt is answered from there, without the model.

So a change of the verification is measured on the same words in seconds.
"""

from __future__ import annotations

import hashlib
import json
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
        self._model = model
        self._file = file
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        self._known = {row["prompt"]: row["reply"] for row in map(json.loads, lines)}

    def structured(
        self,
        messages: Sequence[Any],
        schema: type[S],
        *,
        deadline: Deadline | None = None,
    ) -> S:
        """The reply, from the file or from the model; errors as the model's."""
        key = hashlib.sha256(json.dumps(messages, sort_keys=True, default=str).encode()).hexdigest()
        if key not in self._known:
            reply = self._model.structured(messages, schema, deadline=deadline)
            self._known[key] = reply.model_dump(mode="json")
            row = {"prompt": key, "reply": self._known[key]}
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        return schema.model_validate(self._known[key])
