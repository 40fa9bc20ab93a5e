"""Tokens by which programs use the HTTP API: make, list and revoke them."""

from reliability.cli import _options as options

PANEL = options.SET_UP
DEFAULT = "list"
