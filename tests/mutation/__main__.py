"""`make mutate`: small changes of the code, each of which a test ought to notice; those that none does are judged.

Tried are a sample by chance of practice, store and handlers, every mutant of three files, and those known to matter.
A run that was broken off goes on where it was. Only the tests that run a mutant's line are tried, the quickest first.
"""

import argparse
import sys
import time
from collections.abc import Sequence

from tests.mutation import trials
from tests.mutation.choosing import IN_FULL, PACKAGES, in_full, mutants_of, sample, source, tests_for
from tests.mutation.judged import Judged, is_judged, judged
from tests.mutation.known import known
from tests.mutation.mutants import Mutant
from tests.mutation.recording import FOLDERS, LONG, Recording, record
from tests.mutation.results import Outcome, Result, Results, digest, share, table
from tests.mutation.swapping import Job, Swapping
from tests.mutation.trials import WORK

SEED = 12
SAMPLE = 400
ENOUGH = 90.0
"""Percent that have to be killed."""
MOST = 12.0
"""Seconds of the processor that the tests of one mutant may take together."""
START = 30.0
"""Seconds of the processor until the tests have begun, at the longest."""
SLOWER = 4
"""Times as long as it took without a mutant a test may take."""


class Run:
    """Tries mutants, and keeps what becomes of them."""

    def __init__(self, recording: Recording, results: Results, most: float, processes: int) -> None:
        """Take which tests run what, where results are kept, and how many seconds the tests of a mutant may take."""
        self.recording, self.results, self.most, self.processes = recording, results, most, processes
        self.against = f"{recording.digest} {most:g} and others"
        self.began = time.monotonic()

    def of(self, chosen: Sequence[Mutant]) -> dict[Mutant, Result]:
        """Try those that are not settled yet, and return what became of all."""
        jobs = [self._job(each) for each in chosen if not self._settled(each)]
        print(f"{len(chosen)} mutants, {len(jobs)} of them to be tried", flush=True)
        if quick := [job for job in jobs if job.tests and job.mutant.in_function]:
            trials.apart(
                lambda: trials.run_pytest(FOLDERS, Swapping(quick, self._told_of_swapped, self.processes)), LONG
            )
            self.results.read()
        for job in jobs:
            if not self._settled(job.mutant):
                self._try_afresh(job)
        return {each: self._result(each) for each in chosen}

    def _job(self, mutant: Mutant) -> Job:
        tests = self.recording.in_order(tests_for(mutant, self.recording), self.most)
        others = (f"tests/{mutant.file.split('/')[1]}/", "tests/test_dialogues.py")
        tests = list(dict.fromkeys((*tests, *self.recording.some(others, self.most / 2))))
        limit = START + SLOWER * sum(self.recording.seconds[each] for each in tests)
        return Job(mutant, mutant.applied(source(mutant.file)), tests, limit)

    def _settled(self, mutant: Mutant) -> bool:
        return self.results.settled(digest(mutant, source(mutant.file)), self.against) is not None

    def _result(self, mutant: Mutant) -> Result:
        found = self.results.settled(digest(mutant, source(mutant.file)), self.against)
        assert found
        return found

    def _told_of_swapped(self, job: Job, by: str | None, endless: bool) -> None:
        """Keep what became of a mutant whose code was swapped, unless it has to be tried afresh."""
        if by or endless or not self.recording.is_early(job.mutant.file, job.mutant.lines):
            self._keep(job, by, endless)

    def _try_afresh(self, job: Job) -> None:
        by, endless = None, False
        if job.tests:
            with trials.replaced(job.mutant.file, job.source):
                try:
                    by = trials.first_failure(job.tests, job.limit)
                except trials.OutOfTime:
                    endless = True
        self._keep(job, by, endless)

    def _keep(self, job: Job, by: str | None, endless: bool) -> None:
        outcome: Outcome = "killed" if by else "out of time" if endless else "survived" if job.tests else "not run"
        told = digest(job.mutant, source(job.mutant.file))
        self.results.add(Result(job.mutant.name, told, outcome, by or "", len(job.tests), self.against))
        passed = time.monotonic() - self.began
        print(f"{passed:6.0f} s  {outcome}: {job.mutant.name[:200]}", flush=True)


def faults(became: dict[Mutant, Result], sampled: list[Mutant], all_judged: list[Judged]) -> list[str]:
    """Return in sentences what has to be mended: a test, or a judgement."""
    found = [f"known to matter, and it survived: {each.name}" for each in known() if not became[each].is_killed]
    for mutant, result in became.items():
        if result.is_killed and is_judged(mutant, all_judged):
            found.append(f"judged harmless, but {result.by or 'it never ends'}: {mutant.name}")
        elif not result.is_killed and not is_judged(mutant, all_judged):
            found.append(f"survived {result.tried} tests, and isn't judged: {mutant.name}")
    if (whole := share([became[each] for each in sampled])) < ENOUGH:
        found.append(f"{ENOUGH:g} % of the sample have to be killed: {whole:.1f} % are")
    return found


def control(became: dict[Mutant, Result]) -> list[str]:
    """Return which test that killed a mutant fails without any."""
    killers = sorted({each.by for each in became.values() if "::" in each.by})
    failing = trials.first_failure(killers, 3600) if killers else None
    return [f"fails without a mutant: {failing}"] if failing else []


def main() -> int:
    """Print what became of the mutants; return 1 if a survivor isn't judged, or too few were killed."""
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the sample, {SEED} without it")
    parser.add_argument("--sample", type=int, default=SAMPLE, help=f"mutants of the sample, {SAMPLE} without it")
    parser.add_argument("--most", type=float, default=MOST, help="seconds of tests for one mutant")
    parser.add_argument(
        "--processes", type=int, default=1, help="in which mutants are tried at once, where they can be"
    )
    parser.add_argument("--not-in-full", action="store_true", help="the sample and the known ones alone")
    parser.add_argument("--afresh", action="store_true", help="record anew which tests run what")
    options = parser.parse_args()
    began = time.monotonic()
    trials.copy_checkout()
    trials.prepare()
    recording, results = record(options.afresh), Results(WORK / "results.jsonl")
    sampled = sample(options.seed, options.sample)
    whole = [] if options.not_in_full else in_full(options.seed)
    became = Run(recording, results, options.most, options.processes).of(
        list(dict.fromkeys((*known(), *sampled, *whole)))
    )
    rows = [(f"sample, {package}", [each for each in sampled if each.file.startswith(package)]) for package in PACKAGES]
    rows += [("sample", sampled), *((file, list(mutants_of(file))) for file in IN_FULL if whole), ("all", [*became])]
    print(f"seed {options.seed}", *table((name, [became[each] for each in part]) for name, part in rows), sep="\n")
    endless = sum(each.outcome == "out of time" for each in became.values())
    print(f"killed by running out of time: {endless}; this run took {time.monotonic() - began:.0f} s")
    found = [*faults(became, sampled, judged()), *control(became)]
    print(*found, sep="\n", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
