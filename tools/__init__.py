"""Exact, pure functions for what the texts let one compute."""
