"""The life of the money, replayed: documents of funds in, the figures of each run out (`life/` has the rules).

A document is a line of JSON, `{"name", "runs": [...]}`; its runs are made one after another on the same fund.  An
answer is a line of JSON a run.  Where a run has no "recommended" (what the optimum of its as-of day places), a
simple filler stands in for it.
Use: python replay.py [documents.jsonl]
"""

from __future__ import annotations

import json
import sys

from life.month import replay


def main() -> None:
    """Documents from a file or from standard input."""
    with open(sys.argv[1], encoding="utf-8") if len(sys.argv) > 1 else sys.stdin as lines:
        for line in lines:
            for figures in replay(json.loads(line)):
                print(json.dumps(figures, separators=(",", ":")))


if __name__ == "__main__":
    main()
