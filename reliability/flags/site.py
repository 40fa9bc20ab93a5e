"""Great Expectations' own pages, built in the checker's process: results of suites, kept for some runs, as HTML."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reliability.flags.engine import expectation, read_frame, refused

HISTORY = "history"  # the results that the pages are made of, a folder inside the site
EXAMPLES = 20  # failing rows that a page shows of each expectation
LONGEST = 200  # characters of a value on a page


@dataclass(frozen=True)
class Request:
    """What is judged and where the pages go.

    Args:
        entries: dictionaries with `suite, code, table, column, type, kwargs, severity` and `description`.
        tables: table name -> Arrow IPC stream.
        keys: table name -> the column that names a row.
        assets: table name -> what the pages call it.
        folder: the site.
        run: name of the run; what is known of a run of that name is replaced.
        keep: runs that stay, this one included.
    """

    entries: Sequence[Mapping[str, Any]]
    tables: Mapping[str, bytes]
    keys: Mapping[str, str]
    assets: Mapping[str, str]
    folder: str
    run: str
    keep: int


def build(request: Request) -> None:
    """Judge the tables, add the results to the history, prune it, and write the pages that are new.

    Raises:
        ReliabilityError: an expectation cannot be judged.
    """
    from great_expectations.core.run_identifier import RunIdentifier
    from great_expectations.data_context.types.resource_identifiers import ExpectationSuiteIdentifier

    context = _context(Path(request.folder).resolve())
    history = context.validation_results_store
    for key in history.list_keys():
        if key.run_id.run_name == request.run:
            history.remove_key(key)
    run = RunIdentifier(run_name=request.run, run_time=datetime.now(UTC))
    for definition, frame, key in _definitions(context, request):
        shown = {
            "result_format": "SUMMARY",
            "partial_unexpected_count": EXAMPLES,
            "unexpected_index_column_names": [key],
            "return_unexpected_index_query": False,
        }
        found = definition.run(batch_parameters={"dataframe": frame}, result_format=shown, run_id=run)
        for result, entry in _with_entries(found.results, request.entries):
            if problem := refused(result, entry):
                raise problem
    fresh = [key for key in history.list_keys() if key.run_id.run_name == request.run]
    for key in fresh:
        _defuse(history, key)
    _prune(history, request.keep)
    suites = [ExpectationSuiteIdentifier(name=suite.name) for suite in context.suites.all()]
    context.build_data_docs(resource_identifiers=[*fresh, *suites])
    _tidy(Path(request.folder))


def _context(folder: Path) -> Any:
    """A context in memory but for its results and pages; nothing is looked for or written elsewhere."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import DataContextConfig, ProgressBarsConfig

    def files(place: Path) -> dict[str, str]:
        return {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(place)}

    memory = {"class_name": "InMemoryStoreBackend"}
    config = DataContextConfig(
        config_version=4.0,
        analytics_enabled=False,
        fluent_datasources={},
        expectations_store_name="suites",
        validation_results_store_name="results",
        checkpoint_store_name="checkpoints",
        stores={
            "suites": {"class_name": "ExpectationsStore", "store_backend": memory},
            "results": {"class_name": "ValidationResultsStore", "store_backend": files(folder / HISTORY)},
            "checkpoints": {"class_name": "CheckpointStore", "store_backend": memory},
            "validation_definition_store": {"class_name": "ValidationDefinitionStore", "store_backend": memory},
        },
        data_docs_sites={
            "site": {"class_name": "SiteBuilder", "show_how_to_buttons": False, "store_backend": files(folder)}
        },
        progress_bars=ProgressBarsConfig(globally=False),
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def _definitions(context: Any, request: Request) -> Iterator[tuple[Any, Any, str]]:
    """One validation for each suite and table, with its rows and the column that names them."""
    import great_expectations as gx

    source = context.data_sources.add_pandas("run")
    for table, stream in request.tables.items():
        frame, key = read_frame(stream), request.keys[table]
        rows = source.add_dataframe_asset(request.assets[table]).add_batch_definition_whole_dataframe("rows")
        for name in dict.fromkeys(entry["suite"] for entry in request.entries if entry["table"] == table):
            members = [e for e in request.entries if (e["table"], e["suite"]) == (table, name)]
            built = [expectation(entry, conditional=True) for entry in members]
            suite = context.suites.add(gx.ExpectationSuite(name=f"{name}-{table}", expectations=built))
            definition = gx.ValidationDefinition(name=suite.name, data=rows, suite=suite)
            yield context.validation_definitions.add(definition), frame, key


def _with_entries(
    results: Sequence[Any], entries: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    known = {entry["code"]: entry for entry in entries}
    for result in results:
        yield result, known[result.expectation_config.meta["code"]]


def _defuse(history: Any, key: Any) -> None:
    """Escape and cut the values of a stored result: the pages show them as they are, and a headline may hold HTML.

    The rows that were named are given in the place where the pages look for them.
    """
    stored = history.get(key)
    for result in stored.results:
        shown = _harmless(result.result)
        result.result = {**shown, "unexpected_index_list": shown.get("partial_unexpected_index_list")}
    history.set(key, stored)


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return html.escape(value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…")
    if isinstance(value, Mapping):
        return {name: _harmless(inner) for name, inner in value.items()}
    return [_harmless(inner) for inner in value] if isinstance(value, list | tuple) else value


def _tidy(folder: Path) -> None:
    """Take out the folders in which a run that is gone has left nothing."""
    for place in (folder / HISTORY, folder / "validations"):
        for path in sorted(place.rglob("*"), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()


def _prune(history: Any, keep: int) -> None:
    """Take all but the newest runs out; the pages of a result that is gone go with the next index."""
    newest: dict[str, datetime] = {}
    for key in history.list_keys():
        name, moment = key.run_id.run_name, key.run_id.run_time
        newest[name] = max(moment, newest.get(name, moment))
    gone = set(sorted(newest, key=lambda name: newest[name], reverse=True)[keep:])
    for key in history.list_keys():
        if key.run_id.run_name in gone:
            history.remove_key(key)
