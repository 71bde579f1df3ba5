# SPDX-License-Identifier: Apache-2.0
"""What a user of dlt would write to load files of JSON once into Iceberg.

Arguments: data folder, stream, "tables" or "json", empty folder, processes that normalise.
"""
import json
import os
import sys

DATA, STREAM, NESTING, FOLDER, WORKERS = sys.argv[1:6]

# Only files of some rows each can be normalised by several processes at once.
os.environ.update(
    {
        "DLT_DATA_DIR": FOLDER + "/dlt",
        "RUNTIME__DLTHUB_TELEMETRY": "false",
        "RUNTIME__LOG_LEVEL": "ERROR",
        "NORMALIZE__WORKERS": WORKERS,
        "DATA_WRITER__FILE_MAX_ITEMS": "50000",
        "DESTINATION__FILESYSTEM__BUCKET_URL": "file://" + FOLDER + "/lake",
        "ICEBERG_CATALOG__ICEBERG_CATALOG_NAME": "benchmark",
        "ICEBERG_CATALOG__ICEBERG_CATALOG_TYPE": "sql",
        "ICEBERG_CATALOG__ICEBERG_CATALOG_CONFIG": json.dumps(
            {
                "type": "sql",
                "uri": "sqlite:///" + FOLDER + "/catalog.db",
                "warehouse": "file://" + FOLDER + "/lake",
            }
        ),
    }
)

import dlt  # noqa: E402 (it reads the environment)
from dlt.sources.filesystem import filesystem, read_jsonl  # noqa: E402


def main():
    files = filesystem(bucket_url="file://" + DATA, file_glob=STREAM + "*.ndjson")
    rows = (files | read_jsonl()).with_name(STREAM)
    if NESTING == "json":
        rows.max_table_nesting = 0
    pipeline = dlt.pipeline("benchmark", destination="filesystem", dataset_name="benchmark")
    loaded = pipeline.run(rows, write_disposition="append", table_format="iceberg")
    loaded.raise_on_failed_jobs()
    print("rows=%d" % pipeline.last_trace.last_normalize_info.row_counts[STREAM])


if __name__ == "__main__":
    main()
