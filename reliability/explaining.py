"""Why an article has its score: its reasons in words with their places, and what its author could do about them."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from reliability import features, rulebook, scoring
from reliability.claims.tokens import tokenise
from reliability.config import Config
from reliability.features import reasons
from reliability.records import ARTICLES, CLAIMS
from reliability.scoring import abstention, catalogue
from reliability.scoring.usual import usual
from reliability.scoring.whatif import what_if
from reliability.store import Reader, dossier, sources

WORTH = 0.03  # of the score: a hint that promises less is left out

Frames = dict[str, pl.DataFrame]


def explain(store: Reader, key: str, config: Config) -> Frames:
    """All that is known of one article, with the reasons for its score.

    Args:
        store: an open store.
        key: the article's id, URL, the start of its id, or words of its title.
        config: settings; names the model and the suites.

    Returns:
        The frames of `store.dossier`; `reasons` (records.REASONS; empty without a score); `flags` with `reason`, the
        reason that speaks of the same thing, or null; `abstained` with one `text`, why there is no score and what is
        missing, or no row; `grades` (axis, grade, meaning, evidence).

    Raises:
        ReliabilityError: no article or several fit, or a suite cannot be read.
    """
    found = dossier(store, key)
    found["flags"] = _with_reasons(found["flags"], config)
    model = model_of(found["result"]["model"][0], config)
    found["abstained"] = _abstained(found, model)
    found["reasons"] = _reasons(found, model)
    found["grades"] = _grades(store, found)
    return found


def _grades(store: Reader, found: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    article = found["article"].row(0, named=True)
    name = article["domain"] or article["publisher"] or ""
    published = pl.concat(sources(store, "publisher", name))
    return scoring.graded(found["features"], published.filter(pl.col("source") == name))


def _with_reasons(raised: pl.DataFrame, config: Config) -> pl.DataFrame:
    suites = rulebook.suites(config)
    about = reasons.reason_of()
    known = {code: about[column] for code, column in suites.columns.items() if column in about}
    return raised.with_columns(
        pl.col("code").replace_strict(known, default=None, return_dtype=pl.String).alias("reason")
    )


def _abstained(found: Mapping[str, pl.DataFrame], model: scoring.Model | None) -> pl.DataFrame:
    """Why there is no score; of an article unlike all training articles, what sets it apart."""
    code = found["result"]["abstained"][0]
    texts = [abstention.reason(code, found["features"])] if code is not None else []
    if code == abstention.BEYOND and model is not None and model.reference is not None:
        seen = reasons.see(found["article"], found["claims"], found["features"], _usual(model))
        texts += [reasons.say(name, seen) for name, _, _ in model.reference.strangest(found["features"])]
    return pl.DataFrame({"text": [" ".join(texts)] if texts else []}, schema={"text": pl.String})


def model_of(name: str | None, config: Config) -> scoring.Model | None:
    """The model that gave the score, or null where it is not here any more."""
    return catalogue.by_id(name, config["model"]) if name else None


def _reasons(found: Mapping[str, pl.DataFrame], model: scoring.Model | None) -> pl.DataFrame:
    article, claims = found["article"], found["claims"]
    if not found["contributions"].height:
        return reasons.build(found["contributions"], reasons.see(article, claims, found["features"])).clear()
    seen = reasons.see(article, claims, found["features"], _usual(model), _telling(article, model))
    built = reasons.build(found["contributions"], seen, _sentences(seen.text))
    return built if model is None else _with_hints(built, seen, found, model)


def _usual(model: scoring.Model | None) -> dict[str, reasons.Usual]:
    """What training articles have of each feature."""
    return {name: reasons.Usual(*known) for name, known in usual(model).items()} if model is not None else {}


def _telling(article: pl.DataFrame, model: scoring.Model | None) -> dict[str, float]:
    """The points of the article's words."""
    if model is None:
        return {}
    linear = model.linear
    per_unit = dict(zip(linear.names, (linear.weights / linear.scale).tolist(), strict=True))
    return features.telling(article, per_unit, dict(zip(linear.names, linear.mean.tolist(), strict=True)))


def _sentences(text: str) -> list[tuple[int, int]]:
    tokens = tokenise(text)
    bounds = zip(tokens.sentences, tokens.sentences[1:], strict=False)
    found = ((tokens.starts[first], tokens.ends[after - 1]) for first, after in bounds if after > first)
    return [(start, start + len(text[start:end].rstrip())) for start, end in found]


def _with_hints(
    built: pl.DataFrame, seen: reasons.Seen, found: Mapping[str, pl.DataFrame], model: scoring.Model
) -> pl.DataFrame:
    """The reasons with what the author could do about those against, where the model says that it would help."""
    named = {reason.name: reason for reason in reasons.catalogue()}
    hints = []
    for name in built.filter(side="against")["reason"]:
        remedy = named[name].remedy if name in named else None
        advice = remedy.advise(seen) if remedy is not None else None
        if remedy is not None and advice is not None:
            hints.append((name, advice, remedy.apply(seen, reasons.Draft(seen.title, seen.text, seen.claims))))
    if not hints:
        return built
    score = float(found["result"]["score"][0])
    before, after = features_of([reasons.Draft(seen.title, seen.text, seen.claims), *(d for _, _, d in hints)], found)
    scores = what_if(score, before, after, model)
    told = [
        {"reason": name, "hint": advice, "hint_score": would}
        for (name, advice, _), would in zip(hints, scores, strict=True)
        if would - score >= WORTH
    ]
    schema = {"reason": pl.String, "hint": pl.String, "hint_score": pl.Float64}
    return built.drop("hint", "hint_score").join(
        pl.DataFrame(told, schema=schema), on="reason", how="left", maintain_order="left"
    )


def features_of(drafts: list[reasons.Draft], found: Mapping[str, pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The features of the first draft, the article as it is, and of the others."""
    article = found["article"].row(0, named=True)
    articles = [article | {"article_id": str(n), "title": d.title, "text": d.text} for n, d in enumerate(drafts)]
    claims = [dict(claim) | {"article_id": str(n)} for n, draft in enumerate(drafts) for claim in draft.claims]
    members = pl.concat([found["members"].with_columns(article_id=pl.lit(str(n))) for n in range(len(drafts))])
    computed = features.compute(ARTICLES.frame(articles), CLAIMS.frame(claims), members)
    known = pl.DataFrame(
        [{name: draft.values.get(name) for name in computed.columns[1:]} for draft in drafts],
        schema=dict.fromkeys(computed.columns[1:], pl.Float64),
    )
    mended = computed.with_columns(
        pl.coalesce(known[name], computed[name]).alias(name) for name in computed.columns[1:]
    )
    return mended.head(1), mended.slice(1)
