"""The chat model that DUAAL_LLM names, behind deadlines, retries and a circuit breaker.

deadline = model.deadline()
answer = model.structured([{"role": "user", "content": "…"}], Schema, deadline=deadline)

Nothing of LangChain or of a provider is imported before `load_model` is called with a model set.
"""

from assistant.models.clock import Clock, Deadline
from assistant.models.loading import load_model
from assistant.models.model import Model, Reply, ToolRequest

__all__ = ["Clock", "Deadline", "Model", "Reply", "ToolRequest", "load_model"]
