"""Review results for other tools: one file per format, each with one `render(...)`."""
