"""`python worker.py FOLDER`: the peers that are written in Python, and siyu from Python, in turns with the others."""

from __future__ import annotations

import os
import sys

# One thread each, as all others have.
os.environ.update(POLARS_MAX_THREADS="1", NUMBA_NUM_THREADS="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import decision  # noqa: E402
import doorway  # noqa: E402
import month  # noqa: E402
import segments  # noqa: E402
from protocol import Case, serve  # noqa: E402
from shop import Shop  # noqa: E402


def main() -> None:
    shop = Shop(sys.argv[1])
    cases: list[Case] = []
    missing: dict[str, str] = {}
    for peer in (month, doorway, decision, segments):
        for name, make in peer.cases(shop):
            try:
                cases.append(make())
            except ImportError as error:
                missing[name] = str(error)
    try:
        cases += doorway.siyu_cases(shop)()
    except ImportError as error:
        missing["siyu, Python"] = str(error)
    serve(cases, missing)


if __name__ == "__main__":
    main()
