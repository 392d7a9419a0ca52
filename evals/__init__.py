"""How good the assistant is, on cases that say what a right answer holds."""
