"""`make hear`: speak every line by Piper, hear it back, and list what came back wrong, cut off or too long."""

import argparse
from collections.abc import Collection, Sequence

from skill.audio.clip import Clip
from skill.content.content import load
from skill.content.fault import ContentError
from skill.studio.hearing.ear import Ear, EarMissing
from skill.studio.hearing.findings import Finding, findings
from skill.studio.hearing.judgements import Judgements, check_judgements, read_judgements
from skill.studio.hearing.lines import HeardLine, lines
from skill.studio.speaking import CONTENT, ROOT, TAKES, progress, refuse, speak, voice
from skill.studio.takes import Takes
from skill.studio.voice import VoiceMissing

JUDGED = ROOT / "docs" / "heard"


def main() -> int:
    """List what should be listened to; return 1 if there is any, 2 (and one sentence) where nothing can be heard."""
    parser = argparse.ArgumentParser(prog="make hear", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="FILE", help="files of content/<language>, such as groups")
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    file = JUDGED / f"{options.language}.yaml"
    try:
        every = lines(CONTENT, load(CONTENT, options.language), options.language)
        judged = read_judgements(file)
        check_judgements(judged, {line.text for line in every}, file.name)
        ear = Ear.of(options.language, [line.words for line in every], judged.pronunciations)
        takes = Takes(TAKES, voice("piper", options.language))
        chosen = _chosen(every, options.only)
        found = listen(chosen, ear, takes)
    except (ContentError, VoiceMissing, EarMissing) as reason:
        refuse(reason)
    open_, fine = divided(found, judged)
    _print(open_)
    print(f"{len(chosen)} lines heard, {len({each.line for each in fine})} judged fine, {len(open_)} to listen to")
    return 1 if open_ else 0


def listen(chosen: Sequence[HeardLine], ear: Ear, takes: Takes) -> list[Finding]:
    """Return what is found in lines, spoken as far as they have to be; raises VoiceMissing."""
    unknown = ear.unknown()
    clips = [Clip(line.text) for line in chosen]
    speak(takes, clips)
    with progress(len(chosen), "hearing", "line") as tell:
        heard = ear.hear([takes.path(clip) for clip in clips], tell)
    found = []
    for line, clip, words in zip(chosen, clips, heard, strict=True):
        found += [Finding(line, _unheard(word)) for word in line.words if word in unknown]
        found += findings(line, words, takes.samples(clip))
    return found


def divided(found: Sequence[Finding], judged: Judgements) -> tuple[list[Finding], list[Finding]]:
    """Return what is open, and what was judged fine."""
    fine = {each.line for each in judged.fine}
    return [each for each in found if each.line.text not in fine], [each for each in found if each.line.text in fine]


def _unheard(word: str) -> str:
    return f"the ear doesn't know the word {word!r}: give its sounds under pronunciations in docs/heard"


def _chosen(every: Sequence[HeardLine], only: Collection[str] | None) -> list[HeardLine]:
    there = dict.fromkeys(line.file for line in every)
    if unknown := [name for name in only or () if name not in there]:
        raise EarMissing(f"no lines are from {', '.join(unknown)}; there are {', '.join(there)}")
    return [line for line in every if not only or line.file in only]


def _print(found: Sequence[Finding]) -> None:
    rows = [(f"{each.line.file} {each.line.key}", each.line.text, each.what) for each in found]
    widths = [min(60, max((len(row[column]) for row in rows), default=0)) for column in range(2)]
    for where, text, what in rows:
        print(f"{where:{widths[0]}}  {text:{widths[1]}}  {what}")


if __name__ == "__main__":
    raise SystemExit(main())
