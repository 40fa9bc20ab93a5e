"""Reports: tables in, files and pictures out. Nothing is computed here."""
