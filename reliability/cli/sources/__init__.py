"""Publishers with their scores, and the outlets that articles cite; your rating lists of them.

`reliability sources` lists them all, `reliability sources NAME` shows what the score of one is made of (see
`reliability sources list --help` for options).
"""

from reliability.cli import _options as options

PANEL = options.LOOK
DEFAULT = "list"
