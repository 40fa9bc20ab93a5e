"""Write the reference pages from the code: tables, features, flags, settings, commands, schemas, the API and others.

Run `python docs/generate.py` after a change; `--check` fails where a page is not current.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))
sys.path.insert(0, str(DOCS))

import api_pages  # noqa: E402
import notebook  # noqa: E402
import schema_pages  # noqa: E402

NOTE = "<!-- Written by docs/generate.py; change the code, not this page. -->\n\n"


def tables() -> str:
    """Every table with its columns, types, units and meaning."""
    from reliability import records

    parts = ["# Tables\n\nThe frames that stages exchange and the tables of the database.\n"]
    for table in (*records.TABLES, records.TRACE, records.EXPORTED, *records.MEASURES, records.REASONS):
        key = ", ".join(f"`{name}`" for name in table.key)
        parts.append(f"\n## {table.name}\n\n{table.help} Key: {key}.\n\n")
        parts.append("| column | type | unit | meaning |\n| --- | --- | --- | --- |\n")
        parts += [f"| `{c.name}` | {_type(c.dtype)} | {c.unit} | {_cell(c.help)} |\n" for c in table.columns]
        if table.open:
            parts.append("| *one per feature* | Float64 | | see [features](features.md) |\n")
    return "".join(parts)


def features() -> str:
    """Every feature with its theme, unit, range and meaning."""
    from reliability import features as room

    parts = ["# Features\n\nOne number each per article; empty where it cannot be judged.\n"]
    theme = ""
    for feature in room.catalogue():
        if feature.theme != theme:
            theme = feature.theme
            parts.append(f"\n## {theme}\n\n| feature | unit | range | meaning |\n| --- | --- | --- | --- |\n")
        span = f"{_number(feature.low)} to {_number(feature.high)}"
        parts.append(f"| `{feature.name}` | {feature.unit} | {span} | {_cell(feature.help)} |\n")
    return "".join(parts)


def reasons() -> str:
    """Every reason with the features that it folds and whether the author gets a hint."""
    from reliability.features import reasons as room

    parts = [
        "# Reasons\n\n`reliability explain` folds the features into these reasons and puts the three strongest for "
        "and against into words.\nA reason's points are the sum of its features' points. Hints are computed by the "
        "model: what it would say of the article\nif its author had followed them. They are estimates of how it "
        "reads, not of what is true.\n\n| reason | hint for the author | features |\n| --- | --- | --- |\n"
    ]
    for reason in room.catalogue():
        names = ", ".join(f"`{name}`" for name in reason.features)
        parts.append(f"| {reason.name} | {'yes' if reason.remedy else ''} | {names} |\n")
    return "".join(parts)


def flags() -> str:
    """Every flag and finding with its severity, test, reason and action, suite by suite."""
    from reliability import flags as room
    from reliability import resources

    suites = room.load([resources.expectations()])
    documented = room.catalogue(suites)
    parts = ["# Flags and findings\n\n", _FLAGS]
    parts.append("\n| suite | about | flags | findings | critical | warning | info |\n| --- " + "| --- " * 6 + "|\n")
    for suite, about in suites.themes.items():
        of = [flag for flag in documented if flag.suite == suite]
        counts = [sum(flag.finding is kind for flag in of) for kind in (False, True)]
        counts += [sum(flag.severity == severity for flag in of) for severity in ("critical", "warning", "info")]
        parts.append(f"| [{suite}](#{suite}) | {_cell(about)} | {' | '.join(map(str, counts))} |\n")
    suite = ""
    for flag in documented:
        if flag.suite != suite:
            suite = flag.suite
            parts.append(f"\n## {suite}\n")
        kind = "finding" if flag.finding else "flag"
        parts.append(f"\n### {flag.code}: {flag.name}\n\n")
        parts.append(f"*{flag.severity}* {kind}, table `{flag.table}`, column `{flag.column}`: `{flag.test}`\n\n")
        parts.append(f"- Message: {flag.message}\n- Why: {flag.why}\n- What to do: {flag.action}\n")
    return "".join(parts)


_FLAGS = """\
A flag concerns an article, a finding the data of a run: a table, a feature, a source, a theme or the run itself.
Each code is permanent. Thresholds stand in `expectations/`; [suites.md](suites.md) says how to add suites of your own
and how to silence what you do not want to see. In messages `{value}` is what was seen, `{words}` are the words of the
article that it was seen in, and other names in braces are thresholds or columns.
"""


def settings() -> str:
    """Every setting with its variable, default and meaning, and the weights of the review queue."""
    from reliability import config, review_weights

    head = (
        "# Settings\n\n`reliability.toml` in the working folder is weaker than the environment, "
        "which is weaker than an option.\n\n| setting | environment | default | meaning |\n| --- | --- | --- | --- |\n"
    )
    rows = (f"| `{s.name}` | `{s.variable}` | `{s.default!r}` | {_cell(s.help)} |\n" for s in config.SETTINGS)
    blocks = (
        "\n`reliability.toml` may also hold `[[outlets]]` blocks ([outlets](outlets.md)), `[[silence]]` blocks "
        "([suites and silences](suites.md)) and weights of the review queue:\n\n## [review.weights]\n\n"
        "The need of an article for a human is the mean of these parts, each 0 to 1, by weight ([review](review.md)). "
        "Only the proportions\nof the weights count; 0 leaves a part out.\n\n"
        "| part | weight | what it is |\n| --- | --- | --- |\n"
    )
    parts = (f"| `{part.name}` | {part.weight:g} | {_cell(part.help)} |\n" for part in review_weights.PARTS)
    return f"{head}{''.join(rows)}{blocks}{''.join(parts)}"


def annotations() -> str:
    """The formats of annotation tools, each with its columns and an example, and annotated articles as input."""
    import io

    from reliability.claims import gold
    from reliability.reports import brat, conll, documents, webanno

    article = pl.DataFrame([_EXAMPLE], schema=documents.SCHEMA)
    out = io.BytesIO()
    conll.render([article], out)
    pair = {name: content.decode() for name, content in brat.render([article])}
    (_, tsv), *_ = webanno.render([article])
    parts = [
        "# Annotations\n\n`reliability claims INPUT --format conll|brat|webanno` writes whole articles with their "
        "claims\nfor annotation tools. brat and webanno are folders, given by `--output`; a single article of webanno "
        "may also go to\nstandard output or to a `.tsv` file. File names come from the article ids; what is not plain "
        "in an id is replaced and\na digest added.\n",
        f"\n## conll\n\n{_prose(conll.__doc__)}\n\n{_listed(conll.COLUMNS, 'column')}\n",
        _fenced(out.getvalue().decode()),
        f"\n## brat\n\n{_prose(brat.__doc__)}\n\n{_fenced(pair['tower.ann'])}",
        f"\n`annotation.conf`:\n\n{_fenced(pair['annotation.conf'])}",
        f"\n## webanno\n\n{_prose(webanno.__doc__)}\n\n{_WEBANNO}\n\n{_listed(webanno.FEATURES, 'feature')}\n"
        f"{_fenced(tsv.decode())}",
        f"\n## Annotated articles as input\n\n{_prose(gold.__doc__)}\n\n{_GOLD}\n",
    ]
    return "".join(parts)


def commands() -> str:
    """The `--help` of every command, as a terminal of 100 columns shows it."""
    import os

    from typer.testing import CliRunner

    from reliability.cli import main

    os.environ.update(COLUMNS="100", TERMINAL_WIDTH="100", NO_COLOR="1")
    app = main.build()
    parts = ["# Commands\n"]
    for name in ("", *main.commands(app)):
        shown = CliRunner().invoke(app, [*name.split(), "--help"]).output
        text = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", shown).strip().splitlines())
        parts.append(f"\n## reliability {name}".rstrip() + f"\n\n```text\n{text}\n```\n")
    return "".join(parts)


_TEXT = "The tower is safe, Ida Holm told Radio Almar."
_EXAMPLE = {
    "article_id": "tower",
    "text": _TEXT,
    "sentences": [[[m.start(), m.end()] for m in re.finditer(r"\w+|[^\w\s]", _TEXT)]],
    "claims": [
        {
            "quotation": "indirect",
            "source": [[19, 27]],
            "cue": [[28, 32]],
            "content": [[0, 17]],
            "origin": "Ida Holm",
            "source_type": "person",
            "via": [{"kind": "outlet", "name": "Radio Almar"}],
            "hops": 1,
            "second_hand": True,
            "anonymous": False,
            "hedged": False,
        }
    ],
}
_WEBANNO = """\
INCEpTION imports a file only where the project has these layers. Make them first: a span layer with the internal name
`webanno.custom.Attribution` (granularity token-level, overlap any, crossing sentences allowed) with the string
features below, then a relation layer `webanno.custom.AttributionLink` attached to it, with the string feature `role`
(crossing sentences allowed)."""
_GOLD = """\
`reliability claims` reads such lines as articles: the `id` becomes the `article_id`, the text is kept as it is, and
`attributions` are ignored. `reliability train claims` learns from them. One line:

    {"id": "tower", "text": "The tower is safe, Ida Holm said.", "attributions":
      [{"source": [[19, 27]], "cue": [[28, 32]], "content": [[0, 17]]}]}

(broken here for the page). In a brat folder each `NAME.txt` has its `NAME.ann` beside it, where `Source`, `Cue` and
`Content` are text-bound annotations which relations (as `--format brat` writes them) or an event (as PolNeAR has it)
tie to the cue. Pieces that only a line break keeps apart are read as one."""


def grades() -> str:
    """Both axes of the Admiralty code with their rules, and what goes into a source's score."""
    from reliability.scoring import combination, given, together
    from reliability.scoring import grades as room

    axes = (
        ("Source: A to F", room.SOURCE_RULES, given.source_evidence),
        ("Information: 1 to 6", room.INFORMATION_RULES, given.information_evidence),
    )
    parts = ["# Scores of sources, and grades\n\n", _prose(room.__doc__), "\n"]
    for title, rules, evidence in axes:
        parts.append(f"\n## {title}\n\n| grade | meaning | given where |\n| --- | --- | --- |\n")
        parts += [f"| {r.grade} | {r.meaning} | {_cell(r.words)} |\n" for r in sorted(rules, key=lambda r: r.grade)]
        example = re.findall(r"such as `(.+?)`", _cell(evidence.__doc__ or ""))[0]
        parts.append(f"\nThe evidence is shown with the grade, such as: {example}.\n")
    weak = ", ".join(f"{words} (`{name}`)" for name, words in room.WEAKNESSES.items())
    parts.append(f"\nSourcing is weak in the largest of these shares of the claims: {weak}.\n")
    for title, module in (("What a source's score is made of", combination), ("Article and source together", together)):
        parts.append(f"\n## {title}\n\n{_prose(module.__doc__)}\n")
    return "".join(parts)


def no_score() -> str:
    """Why articles and sources get no score, and how an intake is held against training."""
    from reliability import abstentions
    from reliability.scoring import abstention, drift, novelty

    parts = ["# No score, and drift\n\n", _prose(abstention.__doc__), "\n"]
    for title, reasons in (("Articles", abstentions.ARTICLES), ("Sources", abstentions.SOURCES)):
        parts.append(f"\n## {title}\n\n| `abstained` | shown as | meaning |\n| --- | --- | --- |\n")
        parts += [f"| `{code}` | {given.short} | {_cell(given.meaning)} |\n" for code, given in reasons.items()]
    parts.append(
        "\n## Rules\n\nThe first that applies is the reason; `explain` says it with the article's numbers.\n\n"
    )
    parts.append("| kind of text | reason | said |\n| --- | --- | --- |\n")
    parts += [f"| {rule.kind} | `{rule.code}` | {_cell(_blanked(rule.says))} |\n" for rule in abstention.RULES]
    for title, module in (("Too far from training", novelty), ("Drift", drift)):
        parts.append(f"\n## {title}\n\n{_prose(module.__doc__)}\n")
    return "".join(parts)


def audit() -> str:
    """What `reliability evaluate` measures and how, the rewriting rules, and the keys of its JSON."""
    from reliability.scoring.audit import attack, certainty, curves, keys, parity, plan, probes, rewriting, themes
    from reliability.scoring.audit import baselines as compared

    parts = ["# Audit\n\n", _AUDIT, "\n"]
    for title, module in (
        ("Baselines", compared),
        ("Outlet and lean", probes),
        ("Groups", parity),
        ("Style attack", attack),
        ("More data", curves),
        ("Certainty", certainty),
        ("Themes", themes),
    ):
        parts.append(f"\n## {title}\n\n{_prose(module.__doc__)}\n")
        if module is attack:
            parts.append("\n| rule | what it does |\n| --- | --- |\n")
            parts += [f"| {rule.name} | {_cell(rule.what)} |\n" for rule in rewriting.RULES]
    parts.append("\n## How much is done\n\n| | full | `--quick` |\n| --- | --- | --- |\n")
    pairs = [[_sized(getattr(one, name)) for one in (plan.FULL, plan.QUICK)] for name in _SIZES]
    parts += [f"| {words} | {full} | {quick} |\n" for words, (full, quick) in zip(_SIZES.values(), pairs, strict=True)]
    parts.append(f"\n## Keys of the JSON\n\n{_prose(keys.__doc__)}\n\n{_listed(keys.KEYS, 'key')}")
    return "".join(parts)


_AUDIT = """\
`reliability evaluate ARTICLES --ratings RATINGS.csv` makes the model anew many times, each time without the publishers
that it is then tested on, and writes what it finds as one page (`--out`) and as JSON (`--json`). The same data, seed
and version give the same figures. It audits how models are made, not one model file: a stored model has seen its
publishers.

Articles on which scores abstain take no part. Figures are over publishers with five or more articles, or over articles
in which a publisher weighs the root of its number. `benchmarks/audit.py` holds the shipped model to pinned floors."""
_SIZES = {
    "cap": "articles of one publisher, at most",
    "folds": "rounds of the model and the baselines",
    "fewer_folds": "rounds of what is fitted many times",
    "draws": "bootstrap samples per figure",
    "attacked": "articles that the style attack rewrites",
    "source_steps": "training publishers on the learning curve",
    "article_steps": "training articles of a publisher on the learning curve",
    "repeats": "random choices of training publishers",
    "outlets": "outlets to tell apart",
}


def _sized(value: int | tuple[int, ...]) -> str:
    return ", ".join([*map(str, value), "all"]) if isinstance(value, tuple) else str(value)


def model_cards() -> str:
    """The cards of all shipped models, one after the other."""
    parts = [
        "# Model cards\n\nEach shipped model with what it is for, what it learned from, how good it is and where it "
        "fails. `reliability models show ID` prints one.\n"
    ]
    for path in sorted((DOCS.parent / "models").rglob("CARD.md"), key=lambda path: (len(path.parts), path.parent.name)):
        card = re.sub(r"^#", "##", path.read_text(encoding="utf-8").strip(), flags=re.M)
        parts.append(f"\n{re.sub(r'[(](?:[.][.]/)+docs/', '(', card)}\n")
    return "".join(parts)


def architecture() -> str:
    """The floors of the house as a drawing."""
    import drawing

    return drawing.architecture()


PAGES: dict[str, Callable[[], str]] = {
    "tables.md": tables,
    "features.md": features,
    "reasons.md": reasons,
    "flags.md": flags,
    "settings.md": settings,
    "commands.md": commands,
    "annotations.md": annotations,
    "grades.md": grades,
    "no-score.md": no_score,
    "audit.md": audit,
    "quality.md": schema_pages.quality,
    "schemas.md": schema_pages.schemas,
    "api-reference.md": api_pages.reference,
    "openapi.json": api_pages.document,
    "model-cards.md": model_cards,
    "notebook.md": notebook.page,
    "pictures/architecture.svg": architecture,
}


def main(arguments: list[str]) -> int:
    """Write every page, or with `--check` name those that are not current."""
    stale = []
    pages = {name: (NOTE if name.endswith(".md") else "") + page() for name, page in PAGES.items()}
    for name, text in (pages | schema_pages.files()).items():
        path = DOCS / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
    verb = "not current, run python docs/generate.py:" if "--check" in arguments else "written:"
    print(verb if stale else "all pages are current", *stale)
    return 1 if stale and "--check" in arguments else 0


def _blanked(template: str) -> str:
    """A sentence with dots for its numbers."""
    return re.sub(r"\{[^}]+\}%?", "...", template)


def _prose(docstring: str | None) -> str:
    return (docstring or "").strip()


def _listed(meanings: dict[str, str], what: str) -> str:
    rows = "".join(f"| `{name}` | {_cell(meaning)} |\n" for name, meaning in meanings.items())
    return f"| {what} | meaning |\n| --- | --- |\n{rows}"


def _fenced(text: str) -> str:
    return f"```text\n{text.strip()}\n```\n"


def _type(dtype: pl.DataType | type[pl.DataType]) -> str:
    return re.sub(r"\s+", " ", str(dtype)).replace("|", "\\|")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _number(value: float | None) -> str:
    return "any" if value is None or value in (float("inf"), float("-inf")) else f"{value:g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
