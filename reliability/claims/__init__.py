"""The claims room: who says what, through whom."""

from reliability.claims.ahead import Ahead as Ahead
from reliability.claims.attribution import Attribution as Attribution
from reliability.claims.extraction import attributions as attributions
from reliability.claims.extraction import extract as extract
