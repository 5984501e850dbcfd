"""`make voice`: speak every line of a language over every background, into build/clips/<language>."""

import argparse

from skill.content.content import load
from skill.content.fault import ContentError
from skill.practice.background import Background
from skill.studio.limits import TooMuch, check_clips, check_size
from skill.studio.pack import files_of, write_pack
from skill.studio.script import all_clips
from skill.studio.speaking import CLIPS, CONTENT, TAKES, progress, refuse, speak, voice
from skill.studio.takes import Takes
from skill.studio.voice import VoiceMissing


def main() -> None:
    """Speak, mix and encode what changed."""
    parser = argparse.ArgumentParser(prog="make voice", description=__doc__)
    parser.add_argument("--voice", default="piper", help="as in skill/studio/voices.yaml")
    parser.add_argument("--language", default="en")
    parser.add_argument("--backgrounds", nargs="+", choices=list(Background), default=list(Background))
    options = parser.parse_args()
    backgrounds = [Background(name) for name in options.backgrounds]
    try:
        clips = all_clips(load(CONTENT, options.language).library)
        counted = check_clips(clips)
        takes = Takes(TAKES, voice(options.voice, options.language))
        speak(takes, clips)
        sized = check_size(clips, takes, backgrounds)
    except (ContentError, VoiceMissing, TooMuch) as reason:
        refuse(reason)
    folder = CLIPS / options.language
    with progress(files_of(clips, backgrounds), "mixing", "file") as tell:
        write_pack(folder, clips, takes, backgrounds, tell)
    print(f"{counted} of {takes.voice.identity} in {folder}: {sized}")


if __name__ == "__main__":
    main()
