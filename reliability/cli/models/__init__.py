"""The models at hand: list them, read the card of one, choose the one that scores."""

from reliability.cli import _options as options

PANEL = options.SET_UP
