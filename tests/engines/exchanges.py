"""Functions that tests of engines send to other processes."""

from reliability.engines import Piece
from reliability.errors import ReliabilityError


def double(number):
    return number * 2


def letters(word):
    """Each letter to the bucket of its place in the alphabet, in pieces of two tables."""
    for place, letter in enumerate(word):
        yield Piece(ord(letter) - ord("a"), "vowels" if letter in "aeiou" else "others", place, word.encode())


def gathered(bucket, pieces):
    return bucket, [(piece.table, piece.place, piece.rows.decode()) for piece in pieces]


def refuse(number):
    raise ReliabilityError(f"no {number}", "try another", exit_code=3)
