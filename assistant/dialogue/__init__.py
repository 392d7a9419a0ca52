"""What a conversation asks for: intent, inputs, question back, search. Rules and a small model."""

from assistant.dialogue.plan import Intent, Plan, Question, Understood
from assistant.dialogue.reading import prepare
from assistant.dialogue.router import Router
from assistant.dialogue.understand import understand

__all__ = ["Intent", "Plan", "Question", "Router", "Understood", "prepare", "understand"]
