"""Fits the speech-time model of a language to a voice: `make calibrate` writes content/<language>/speech_time.yaml."""

import argparse
import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from skill.content.content import build
from skill.content.files import read
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.speech_time import SpeechTime, features
from tests.bench.sessions import all_plans, as_spoken, lines
from tests.bench.voices import ROOT, piper

NAMES = tuple(field.name for field in fields(SpeechTime))
HEAD = """\
# Seconds that the voice spends on each feature of a text. Made by `make calibrate`; do not edit by hand.
# Voice: {voice}. Fitted to {lines} lines: {quality}.
"""


@dataclass(frozen=True, slots=True)
class Fit:
    """A speech-time model beside the lines that it was fitted to."""

    model: SpeechTime
    spoken: Mapping[str, float]
    """Seconds that the voice took for each line."""

    def errors(self) -> dict[str, float]:
        """Return by how many seconds each line is estimated too long."""
        return {line: self.model.seconds(line) - seconds for line, seconds in self.spoken.items()}

    def quality(self) -> str:
        """Return the figures of the fit in a few words."""
        errors = np.array(list(self.errors().values()))
        bias, spread = errors.sum() / sum(self.spoken.values()), np.sqrt((errors**2).mean())
        return f"mean bias {bias:+.2%}, RMS {spread:.2f} s a line, worst line {abs(errors).max():.2f} s"


def fit(spoken: Mapping[str, float]) -> Fit:
    """Return the model with the least squares of errors in seconds, none of its coefficients below zero."""
    counts = np.array([features(line) for line in spoken], dtype=float)
    seconds, used = np.array(list(spoken.values())), list(range(len(NAMES)))
    while True:
        found = np.linalg.lstsq(counts[:, used], seconds, rcond=None)[0]
        if (found >= 0).all():
            break
        del used[int(found.argmin())]
    values = {NAMES[index]: round(float(value), 4) for index, value in zip(used, found, strict=True)}
    return Fit(SpeechTime(**{name: values.get(name, 0.0) for name in NAMES}), spoken)


def uncalibrated(language: str) -> Library:
    """Return the library with a speech-time model that owes nothing to an earlier calibration."""
    raw = dict(read(ROOT / "content", language))
    raw[f"{language}/speech_time.yaml"] = dict.fromkeys(NAMES, 0.1)
    return build(raw, language).library


def with_model(library: Library, model: SpeechTime) -> Library:
    """Return the library with another speech-time model."""
    return dataclasses.replace(library, speech_time=model)


def worst_session(plans: Sequence[Plan], spoken: Mapping[str, float]) -> tuple[float, Plan]:
    """Return the plan whose length as spoken is farthest from its planned length, and by what share of it."""
    shares = [(as_spoken(plan, spoken) / plan.seconds - 1, plan) for plan in plans]
    return max(shares, key=lambda each: abs(each[0]))


def main() -> None:
    """Calibrate a language and tell how well it went."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.calibrate", description=__doc__)
    parser.add_argument("--language", default="en")
    language = parser.parse_args().language
    library, voice = uncalibrated(language), piper(language)
    fitted = fit(voice.seconds(lines(all_plans(library))))
    plans = list(all_plans(with_model(library, fitted.model)))
    share, worst = worst_session(plans, voice.seconds(lines(plans)))
    target = ROOT / "content" / language / "speech_time.yaml"
    _write(target, fitted, f"{voice.name} {voice.identity}")
    line, error = max(fitted.errors().items(), key=lambda each: abs(each[1]))
    print(f"voice    {voice.name} {voice.identity}, {len(fitted.spoken)} lines")
    print(f"fit      {fitted.quality()}")
    print(f"worst    {error:+.2f} s: {line}")
    print(f"session  {share:+.2%} at worst of {len(plans)}: {worst.spec.routine}, {worst.spec.minutes} minutes")
    print(f"written  {target.relative_to(ROOT)}")


def _write(target: Path, fitted: Fit, voice: str) -> None:
    head = HEAD.format(voice=voice, lines=len(fitted.spoken), quality=fitted.quality())
    values = "".join(f"{name}: {getattr(fitted.model, name)}\n" for name in NAMES)
    target.write_text(head + values, "utf-8")


if __name__ == "__main__":
    main()
