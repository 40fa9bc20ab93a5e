"""The stories room."""
