"""The flags room."""
