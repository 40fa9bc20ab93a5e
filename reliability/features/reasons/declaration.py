"""What a reason is: features that speak of one thing, and the words in which an editor reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
Spans = Sequence[Sequence[int]]

GOOD, NEUTRAL, BAD = 1, 0, -1


@dataclass(frozen=True)
class Usual:
    """What the articles that a model was trained on have of one feature.

    Args:
        mean: over all of them.
        quartiles: between which half of them lie, where the model tells.
    """

    mean: float
    quartiles: tuple[float, float] | None = None


@dataclass(frozen=True)
class Seen:
    """One article as its reasons see it.

    Args:
        title: its headline.
        text: its text.
        claims: its rows of records.CLAIMS.
        values: each feature's value; None where it could not be judged.
        usual: of the features that the model knows.
        places: spans in the text that a feature's value comes from.
        telling: points of the words that the publisher's own voice uses.
    """

    title: str
    text: str
    claims: Sequence[Row]
    values: Mapping[str, float | None]
    usual: Mapping[str, Usual] = field(default_factory=dict)
    places: Mapping[str, Spans] = field(default_factory=dict)
    telling: Mapping[str, float] = field(default_factory=dict)

    def value(self, name: str) -> float:
        """The value of a feature; 0 where it could not be judged."""
        return self.values.get(name) or 0.0

    def mean(self, name: str) -> float:
        """What training articles have of a feature on average; 0 where the model does not know it."""
        return self.usual[name].mean if name in self.usual else 0.0

    def high(self, name: str) -> bool:
        """Whether the article has more of it than training articles on average."""
        return self.value(name) > self.mean(name)

    def words(self, name: str) -> list[str]:
        """The article's own words at the places of a feature, on one line each."""
        return [" ".join(self.text[start:end].split()) for start, end in self.places.get(name, ())]


@dataclass(frozen=True)
class Said:
    """A sentence about an article, and how it sounds to an editor who knows no model: GOOD, NEUTRAL or BAD."""

    text: str
    sounds: int = NEUTRAL


@dataclass(frozen=True)
class Phrase:
    """The sentence about one feature, or about several that measure the same; None where there is nothing to say.

    Args:
        features: which.
        say: the sentence.
        where: the places in the text that it speaks of, where the features' own `spans` do not say.
    """

    features: tuple[str, ...]
    say: Callable[[Seen], Said | None]
    where: Callable[[Seen], Spans] | None = None


@dataclass(frozen=True)
class Draft:
    """The article as its author could have made it; offsets of claims still hold in its text.

    Args:
        values: features whose value is known without computing it.
    """

    title: str
    text: str
    claims: Sequence[Row]
    values: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Remedy:
    """What an author can do about a reason against the article.

    Args:
        advise: one sentence to the author; None where the article gives no occasion for it.
        apply: the article after the author has done it.
    """

    advise: Callable[[Seen], str | None]
    apply: Callable[[Seen, Draft], Draft]


@dataclass(frozen=True)
class Reason:
    """One reason for or against a score.

    Args:
        name: permanent name, in words that an editor reads.
        phrases: its sentences; a feature belongs to one phrase of one reason.
        remedy: what the author can do about it, if anything.
        flagged: features without points, made for flags, whose flags belong to it.
    """

    name: str
    phrases: tuple[Phrase, ...]
    remedy: Remedy | None = None
    flagged: tuple[str, ...] = ()

    @property
    def features(self) -> tuple[str, ...]:
        """The features whose points it sums up."""
        return tuple(name for phrase in self.phrases for name in phrase.features)
