"""What a human should read next, who reads it, and what was decided.

`reliability review` lists the queue (see `reliability review queue --help` for filters); `reliability review ARTICLE
--verdict rejected --reason "..."` decides on an article.
"""

from reliability.cli import _options as options

PANEL = options.LOOK
DEFAULT = "queue"
