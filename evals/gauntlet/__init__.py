"""Statements with their evidence, right and wrong, that the verification must tell apart."""
