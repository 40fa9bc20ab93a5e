"""Webhooks: other programs, or a Slack channel, are told of new critical flags, decisions and finished runs.

The program calls out by itself only to addresses that were added here: the server all the time, `score` and `rescore`
at their end. What does not arrive is sent again by whichever of them runs next; after 10 times, over about 15 hours, it
is given up.
"""

from reliability.cli import _options as options

PANEL = options.SET_UP
DEFAULT = "list"
