"""Rows as bytes and back: Parquet where pyarrow is installed, JSON Lines anywhere."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from coercionscan.batch.tables import VERSION, Column, Row
from coercionscan.errors import MissingExtra
from coercionscan.reports.write import encode

PARQUET, JSONL = "parquet", "jsonl"
KINDS = (PARQUET, JSONL)


def default_kind() -> str:
    """Parquet where it can be written, else JSON Lines."""
    return PARQUET if find_spec("pyarrow") else JSONL


def dump(rows: Sequence[Row], columns: Sequence[Column], kind: str, table: str) -> bytes:
    """Rows as the bytes of one file.

    Args:
        rows: The rows, with a value for each column; may be empty.
        columns: Names and kinds.
        kind: ``parquet`` or ``jsonl``.
        table: Name of the table, written into the file.

    Returns:
        The same bytes for the same rows.

    Raises:
        MissingExtra: When Parquet is asked for without pyarrow.
    """
    return _parquet(rows, columns, table) if kind == PARQUET else _json_lines(rows, columns)


def load(data: bytes, kind: str, names: Sequence[str]) -> list[Row]:
    """Rows of a file.

    Args:
        data: Its bytes.
        kind: As for ``dump``.
        names: Columns wanted, in this order; one that the file lacks is None throughout.

    Returns:
        The rows.
    """
    if kind == PARQUET:
        # No threads: in memory there is nothing to wait for, and one that outlives the program ends it with an abort.
        file = _pyarrow("parquet").ParquetFile(_pyarrow("arrow").BufferReader(data), pre_buffer=False)
        table = file.read(use_threads=False)
        lists = [table[name].to_pylist() if name in table.column_names else [None] * table.num_rows for name in names]
        return list(zip(*lists, strict=True))
    # Cut at the line feed alone: the words of a turn may hold other signs that Python takes for the end of a line.
    rows = (json.loads(line) for line in data.decode("utf-8").split("\n") if line)
    return [tuple(row.get(name) for name in names) for row in rows]


def _json_lines(rows: Sequence[Row], columns: Sequence[Column]) -> bytes:
    names = [column.name for column in columns]
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
    return encode("".join(lines))


def _pyarrow(part: str) -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("Parquet needs pyarrow", extra="parquet") from error
    return pq if part == "parquet" else pa


def _parquet(rows: Sequence[Row], columns: Sequence[Column], table: str) -> bytes:
    pa = _pyarrow("arrow")
    types = {"text": pa.string(), "int": pa.int64(), "real": pa.float64(), "bool": pa.bool_()}
    about = {"coercionscan.table": table, "coercionscan.tables_version": str(VERSION)}
    schema = pa.schema([(column.name, types[column.kind]) for column in columns], metadata=about)
    values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    arrays = [_array(pa, some, field.type) for some, field in zip(values, schema, strict=True)]
    sink = io.BytesIO()
    _pyarrow("parquet").write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def _array(pa: Any, values: Sequence[Any], kind: Any) -> Any:
    try:
        return pa.array(values, type=kind)
    except UnicodeEncodeError:  # half of a surrogate pair: no text that can be written
        return pa.array([encode(value).decode() if isinstance(value, str) else value for value in values], type=kind)
