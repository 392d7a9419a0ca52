"""A GGUF file in process."""
