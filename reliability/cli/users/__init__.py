"""Who may sign in to the review pages: add users, change their roles and passwords, shut them out; what was done.

As long as there are none, the server listens on this machine only, and whoever sits there may do everything.
"""

from reliability.cli import _options as options

PANEL = options.SET_UP
DEFAULT = "list"
