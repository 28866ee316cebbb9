"""How long a month's readiness report takes, from its request to its last file, at a council's size.

    python benchmarks/report_time.py [AUDITS_A_MONTH [CHILDREN]]

Eighteen months of audits; 30 a month and 2,500 children unless told otherwise. Prints one line of JSON, in seconds.
`reading` is the facts and the snapshot, `files` the PDF, the workbook, the JSON and the manifest.
"""

import json
import os
import resource
import sys
import time

from council_rows import NOVEMBER, council

from dcpp.inspection import queries
from dcpp.inspection.rules import snapshot as snapshots
from dcpp.inspection.services import building, reports
from dcpp.kernel.db import transaction


def main() -> None:
    audits = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    children = int(sys.argv[2]) if len(sys.argv) > 2 else 2500
    with council(audits, children=children):
        with transaction():
            report_id = reports.request_report(NOVEMBER).id
        began, cpu = time.perf_counter(), time.process_time()
        snapshot = building.frozen_snapshot(report_id)
        read = time.perf_counter()
        made = {file.kind: file for file in building.make_files(snapshot)}
        wrote = time.perf_counter()
        with transaction():
            reports.keep_files(queries.get_report(report_id), list(made.values()))
        print(
            json.dumps(
                {
                    "audits": audits * 18,
                    "children": children,
                    "seconds": round(time.perf_counter() - began, 2),
                    "reading": round(read - began, 2),
                    "files": round(wrote - read, 2),
                    "cpu_seconds": round(time.process_time() - cpu, 2),
                    "pdf_pages": count_pages(made["pdf"].content),
                    "pdf_kb": len(made["pdf"].content) // 1024,
                    "xlsx_kb": len(made["xlsx"].content) // 1024,
                    "snapshot_kb": len(snapshots.to_text(snapshot)) // 1024,
                    "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                    "load": round(os.getloadavg()[0], 1),
                }
            )
        )


def count_pages(pdf: bytes) -> int:
    import page

    return int(page.validate_pdf_bytes(pdf).document.page_count)


if __name__ == "__main__":
    main()
