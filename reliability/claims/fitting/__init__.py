"""Learning claims models from annotated articles. Needs torch; nothing here is used to find claims."""

from reliability.claims.fitting.training import train as train
