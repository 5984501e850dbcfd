"""`make content`: whether what authors wrote can be used, with every fault at once."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from skill.content.content import Content
from skill.content.fault import WHOLE, Fault
from skill.content.files import file_of
from skill.content.languages import Languages, load_languages
from skill.content.outside import noting
from skill.content.routines import ROUTINES
from skill.practice.planner import minutes_of, nearest
from skill.practice.spec import Spec
from skill.simulator.declared import DECLARATION
from skill.simulator.desk import CONTENT, MODEL
from skill.simulator.drawn import undrawn
from skill.simulator.generated import stale
from skill.simulator.model import models_of
from skill.simulator.sentences import LANGUAGE, Sentences, other_talk
from skill.simulator.sentences import read as read_sentences

NAMES_CONTENT = {"AREA": "area", "TOPIC": "answer", "ROUTINE": "routine"}
"""Slot types whose values are keys of content."""
OF_THEIR_OWN = {"bedtime"}
"""Values that stand for one of several routines."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what there is in each language, or what is wrong with it; return the exit code."""
    parser = argparse.ArgumentParser(prog="make content", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CONTENT, help="instead of content/")
    parser.add_argument("--model", type=Path, default=MODEL, help="instead of interaction_model/")
    given = parser.parse_args(arguments)
    faults: list[Fault] = []
    sentences: dict[str, Sentences] = {}
    languages: Languages | None = None
    with noting(faults):
        languages = load_languages(given.folder)
    unfit: list[Fault] = []
    for code in sorted(path.parent.name for path in given.model.glob(f"??/{LANGUAGE}")):
        with noting(unfit):
            sentences[code] = read_sentences(given.model, code)
        with noting(unfit):
            other_talk(given.model, code)
    for language in sentences.values():
        with noting(unfit):
            unfit.extend(_outdated(given.model, language))
    faults.extend(_of_the_model(fault) for fault in unfit)
    if languages is not None:
        faults.extend(_minutes(languages))
        faults.extend(undrawn(given.folder, next(iter(languages.contents.values())).library))
        faults.extend(fault for code in sentences for fault in _unfit(code, sentences[code], languages.contents))
    for fault in dict.fromkeys(faults):
        print(fault)
    if faults or languages is None:
        print(f"{len(dict.fromkeys(faults))} to mend", file=sys.stderr)
        return 1
    for code, content in languages.contents.items():
        print(f"{code}: {_told(content)}: nothing to mend")
    return 0


def _of_the_model(fault: Fault) -> Fault:
    """Return a fault with its file named so that no file of content/ has the same name."""
    return fault._replace(file=f"interaction_model/{fault.file}")


def _outdated(model: Path, language: Sentences) -> Iterator[Fault]:
    """Yield the models of Alexa that were made of other sentences; raises ContentError where none can be made."""
    for path in stale(dict(models_of(model, language))):
        reason = f"this wasn't made of the sentences in {language.code}/ as they are now: run `make model`"
        yield Fault(path.relative_to(model).as_posix(), WHOLE, reason)


def _minutes(languages: Languages) -> Iterator[Fault]:
    """Yield the routines whose usual minutes can't be had, by the language that takes longest to say them."""
    for content in languages.contents.values():
        for key, usual in content.usual_minutes.items():
            try:
                had = nearest(Spec(key, usual), content.library).minutes == usual
                minutes = () if had else minutes_of(Spec(key, usual), content.library)
            except ValueError:  # of nothing that there is a session can be made
                reason = "no session can be made of it: its lines are too long, or its silences too short or too long"
                yield Fault(ROUTINES, f"routines.{key}", reason)
                continue
            if not had:
                reason = f"its sessions have {min(minutes)} to {max(minutes)} minutes: name one of these"
                yield Fault(ROUTINES, f"routines.{key}.usual", reason)


def _unfit(code: str, sentences: Sentences, contents: Mapping[str, Content]) -> Iterator[Fault]:
    """Yield where a language's sentences and its content don't fit together."""
    content = contents.get(code)
    if content is None:
        return
    language, file = content.language, file_of(code, "language")
    for locale in (each for each in language.locales if each not in sentences.locales):
        yield Fault(file, "locales", f"{locale} has no place in interaction_model/{file}: add it there")
    for locale in (each for each in sentences.locales if each not in language.locales):
        yield _of_the_model(Fault(file, "locales", f"{locale} has no place in content/{file}: add it there"))
    if language.calling.names[0] != sentences.invocation:
        yield Fault(file, "calling.names", f"the first is the invocation name {sentences.invocation!r}: put it there")
    asked = sentences.declared["slot_types"].get("ROUTINE")
    for key, routine in content.library.routines.items():
        if asked is not None and key not in asked and not routine.picked:
            reason = f"nobody can ask for it: name it in slot_types.ROUTINE of {DECLARATION}, or say `picked: true`"
            yield Fault(ROUTINES, f"routines.{key}", reason)
    known = {"AREA": content.library.areas, "TOPIC": content.answers, "ROUTINE": content.library.routines}
    for type_, what in NAMES_CONTENT.items():
        for id_ in sentences.declared["slot_types"].get(type_, ()):
            if id_ not in known[type_] and id_ not in OF_THEIR_OWN:
                yield _of_the_model(
                    Fault(DECLARATION, f"slot_types.{type_}", f"there is no {what} {id_!r}: take it out, or write it")
                )


def _told(content: Content) -> str:
    library = content.library
    return (
        f"{len(library.routines)} routines, {len(library.groups)} muscle groups, {len(content.answers)} answers, "
        f"in {', '.join(content.language.locales)}"
    )


if __name__ == "__main__":
    sys.exit(main())
