"""The path."""
