"""Train a model of your own: `claims` learns to find who says what, `scores` learns whom raters trust."""

from reliability.cli import _options as options

PANEL = options.SET_UP
