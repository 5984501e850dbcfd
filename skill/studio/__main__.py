"""`make voice`: speak every line of a language over every background, into build/clips/<language>."""

import argparse

from skill.content.content import load
from skill.content.fault import ContentError
from skill.practice.background import Background
from skill.studio.pack import files_of, write_pack
from skill.studio.script import all_clips
from skill.studio.speaking import CLIPS, CONTENT, TAKES, VOICES, progress, refuse, speak, voice
from skill.studio.takes import Takes
from skill.studio.voice import VoiceMissing


def main() -> None:
    """Speak, mix and encode what changed."""
    parser = argparse.ArgumentParser(prog="make voice", description=__doc__)
    parser.add_argument("--voice", choices=VOICES, default="piper")
    parser.add_argument("--language", default="en")
    parser.add_argument("--backgrounds", nargs="+", choices=list(Background), default=list(Background))
    options = parser.parse_args()
    try:
        clips = all_clips(load(CONTENT, options.language).library)
        takes = Takes(TAKES, voice(options.voice, options.language))
        speak(takes, clips)
    except (ContentError, VoiceMissing) as reason:
        refuse(reason)
    backgrounds = [Background(name) for name in options.backgrounds]
    folder = CLIPS / options.language
    with progress(files_of(clips, backgrounds), "mixing", "file") as tell:
        write_pack(folder, clips, takes, backgrounds, tell)
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{len(clips)} clips of {takes.voice.identity} in {folder}: {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
