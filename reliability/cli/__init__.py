"""The command line: one file per command. A command parses, calls and prints."""
