"""The server of the desk on a store, as a process: `python -m tests.load.served sqlite FILE`, or `dynamodb URL`.

With a number after that, a turn may take so many seconds.

It says its port; when its input ends, how often the store failed.
"""

import logging
import os
import sys
import threading
import time
from pathlib import Path

from skill.alexa import endpoint
from skill.alexa.endpoint import Endpoint
from skill.app.app import App
from skill.app.telemetry import Count, Counted, Metric
from skill.content.languages import load_languages
from skill.simulator.desk import CONTENT, LOCALE
from skill.simulator.serve import application, listening, server
from skill.store.dynamodb import DynamoStore
from skill.store.port import Store
from skill.store.sqlite import SqliteStore
from tests.load.lives import BEGIN
from tests.store.table import TABLE, client_for


def main() -> None:
    """Serve until nobody writes any more."""
    kind, place, *patience = sys.argv[1:]
    for seconds in patience:
        endpoint.TURN = float(seconds)
    logging.getLogger("skill").setLevel(logging.CRITICAL)  # faults are counted
    store: Store
    if kind == "sqlite":
        store = SqliteStore(Path(place), clock=lambda: BEGIN)
    else:
        store = DynamoStore(client_for(place), TABLE, clock=lambda: BEGIN)
    faults = list[Metric]()
    skill = Endpoint(App(load_languages(CONTENT).of(LOCALE), store, count=_counting(faults)))
    with listening(0) as opened, open(os.devnull, "w") as nowhere:
        running = server(application(skill, say=lambda line: print(line, file=nowhere)))
        thread = threading.Thread(target=running.run, args=([opened],))
        thread.start()
        while not running.started:
            time.sleep(0.01)
        print(opened.getsockname()[1], flush=True)
        sys.stdin.read()
        running.should_exit = True
        thread.join()
    print(len(faults), flush=True)


def _counting(faults: list[Metric]) -> Count:
    def count(counted: Counted) -> None:
        if counted.metric is Metric.STORE_FAULTS:
            faults.append(counted.metric)

    return count


if __name__ == "__main__":
    main()
