"""What a conversation asks for: intent, inputs, question back, search. No model, only rules."""

from assistant.dialogue.lexicon import prepare
from assistant.dialogue.plan import Intent, Plan, Question, Understood
from assistant.dialogue.understand import understand

__all__ = ["Intent", "Plan", "Question", "Understood", "prepare", "understand"]
