import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skill.content.content import Content, build, load
from skill.content.fault import ContentError, Fault
from skill.content.files import read
from skill.content.languages import compile_content
from skill.content.yaml_file import parse
from skill.practice.library import Library
from skill.practice.planner import make_plan, nearest
from skill.practice.routine import Manner
from skill.practice.spec import Spec
from skill.speech.chunk import AROUND
from tests.strategies import CONTENT


def faults(raw: dict[str, Any]) -> list[Fault]:
    with pytest.raises(ContentError) as error:
        build(raw, "en")
    return list(error.value.faults)


Edit = Callable[[dict[str, Any]], Any]


def test_compiled_content_is_the_same_content(tmp_path: Path, content: Content) -> None:
    compile_content(CONTENT, tmp_path / "content.json")
    compiled = load(tmp_path / "content.json")
    assert compiled.library.groups == content.library.groups
    assert compiled.library.routines == content.library.routines
    assert compiled.library.guidance == content.library.guidance
    assert compiled.phrases == content.phrases


@pytest.mark.promise("faults-teach")
@pytest.mark.parametrize(
    ("edit", "file", "key", "reason"),
    [
        (lambda raw: raw["en/opening.yaml"].pop("welcome"), "en/opening.yaml", "welcome", "missing"),
        (lambda raw: raw["en/opening.yaml"].update(hello="Hi."), "en/opening.yaml", "hello", "unknown key"),
        (lambda raw: raw["en/closing.yaml"].update(kept=True), "en/closing.yaml", "kept", "quotes"),
        (lambda raw: raw["en/closing.yaml"].update(kept=" "), "en/closing.yaml", "kept", "line of words"),
        (lambda raw: raw["en/closing.yaml"].update(kept="Wait 5 seconds."), "en/closing.yaml", "kept", "as words"),
        (lambda raw: raw["en/closing.yaml"].update(kept="<break/>"), "en/closing.yaml", "kept", "no tags"),
        (lambda raw: raw["en/opening.yaml"].update(back="Back."), "en/opening.yaml", "back", "{place} is missing"),
        (lambda raw: raw["en/opening.yaml"].update(back="{plaice}"), "en/opening.yaml", "back", "unknown placeholder"),
        (lambda raw: raw["en/opening.yaml"].update(back="{place"), "en/opening.yaml", "back", "braces"),
        (lambda raw: raw["en/guidance.yaml"].update(gather="All."), "en/guidance.yaml", "gather", "a list is"),
        (lambda raw: raw["en/guidance.yaml"]["leads"].update(rest="Again."), "en/guidance.yaml", "leads.rest",
         "a list is"),
        (lambda raw: raw["en/guidance.yaml"]["leads"].pop("rest"), "en/guidance.yaml", "leads.rest", "missing"),
        (lambda raw: raw["en/guidance.yaml"]["leads_again"].update(pause=["Again."]), "en/guidance.yaml",
         "leads_again.pause", "unknown key"),
        (lambda raw: raw["en/guidance.yaml"]["counts"].pop(), "en/guidance.yaml", "counts", "at least 10"),
        (lambda raw: raw["en/guidance.yaml"]["directions"].pop("feet_to_head"), "en/guidance.yaml",
         "directions.feet_to_head", "missing"),
        (lambda raw: raw["en/groups.yaml"]["feet"].update(tense="Up, {speed}."), "en/groups.yaml", "feet.tense",
         "{speed}"),
        (lambda raw: raw["en/groups.yaml"]["feet"].update(tense={"both": "Up.", "left": "Up."}), "en/groups.yaml",
         "feet.tense.right", "missing"),
        (lambda raw: raw["en/groups.yaml"]["feet"].pop("again"), "en/groups.yaml", "feet.again", "missing"),
        (lambda raw: raw["en/groups.yaml"]["feet"].pop("imagine"), "en/groups.yaml", "feet.imagine", "missing"),
        (lambda raw: raw["en/groups.yaml"]["feet"].pop("rest"), "en/groups.yaml", "feet.rest", "missing"),
        (lambda raw: raw["en/groups.yaml"]["breath"].update(tense="Push."), "en/groups.yaml", "breath.tense",
         "never tensed"),
        (lambda raw: raw["en/groups.yaml"]["feet"].update(name="your feet"), "en/groups.yaml", "feet.name",
         "keys with values"),
        (lambda raw: raw["routines.yaml"]["groups"]["jaw"].update(tension=[5, 3]), "routines.yaml",
         "groups.jaw.tension", "the shorter first"),
        (lambda raw: raw["routines.yaml"]["groups"]["jaw"].update(region="face"), "routines.yaml",
         "groups.jaw.region", "legs, middle, arms, head"),
        (lambda raw: raw["routines.yaml"]["routines"]["quick"].update(order=["hand"]), "routines.yaml",
         "routines.quick.order[1]", "no muscle group 'hand'"),
        (lambda raw: raw["routines.yaml"]["routines"]["quick"].update(order=["hands", "breath"]), "routines.yaml",
         "routines.quick.order", "'breath' is never tensed"),
        (lambda raw: raw["routines.yaml"]["routines"]["quick"].update(time="noon"), "routines.yaml",
         "routines.quick.time", "day, bedtime"),
        (lambda raw: raw["routines.yaml"]["routines"]["quick"].update(colour="red"), "routines.yaml",
         "routines.quick.colour", "unknown key"),
        (lambda raw: raw["routines.yaml"]["routines"]["quick"].update(order="hands"), "routines.yaml",
         "routines.quick.order", "a list"),
        (lambda raw: raw["routines.yaml"]["routines"]["quick"].update(passes=2), "routines.yaml",
         "routines.quick.passes", "a list"),
        (lambda raw: raw["routines.yaml"]["routines"]["quick"].update(passes=["tense", "one"]), "routines.yaml",
         "routines.quick.passes[2]", "tense, gentle, picture"),
        (lambda raw: raw["routines.yaml"]["routines"]["quick"].update(passes=[]), "routines.yaml",
         "routines.quick.passes", "at least 1"),
        (lambda raw: raw["routines.yaml"]["routines"]["quick"].update(released=["hand"]), "routines.yaml",
         "routines.quick.released[1]", "no muscle group 'hand'"),
        (lambda raw: raw["routines.yaml"]["routines"]["quick"].update(usual="two"), "routines.yaml",
         "routines.quick.usual", "a whole number"),
        (lambda raw: raw["routines.yaml"]["routines"]["quick"].update(picked="no"), "routines.yaml",
         "routines.quick.picked", "true or false"),
        (lambda raw: raw["routines.yaml"]["pacing"]["day"].update(tension=[5, 30]), "routines.yaml",
         "pacing.day.tension", "10 at most"),
        (lambda raw: raw["routines.yaml"]["pacing"]["day"].pop("waking"), "routines.yaml", "pacing.day.waking",
         "missing"),
        (lambda raw: raw["routines.yaml"]["paces"].update(fast={}), "routines.yaml", "paces.fast", "unknown key"),
        (lambda raw: raw["routines.yaml"]["paces"]["slow"].update(rate=0), "routines.yaml", "paces.slow.rate",
         "a number"),
        (lambda raw: raw["routines.yaml"]["groups"]["trunk"].update(parts=["foot"]), "routines.yaml",
         "groups.trunk.parts[1]", "'foot'"),
        (lambda raw: raw["routines.yaml"]["groups"]["jaw"].update(paired="maybe"), "routines.yaml",
         "groups.jaw.paired", "true or false"),
        (lambda raw: raw["en/speech_time.yaml"].update(word="quick"), "en/speech_time.yaml", "word", "make calibrate"),
        (lambda raw: raw["en/guidance.yaml"].update(numbers=["one"]), "en/guidance.yaml", "numbers", "at least 70"),
        (lambda raw: raw["en/guidance.yaml"]["cautions"].update(tail="Mind it."), "en/guidance.yaml", "cautions.tail",
         "unknown key"),
        (lambda raw: raw["en/groups.yaml"]["feet"].update(release="Let go."), "en/groups.yaml", "feet.release",
         "a list is"),
        (lambda raw: raw["en/groups.yaml"]["feet"].update(release=["Let {part} go."]), "en/groups.yaml",
         "feet.release[1]", "{part}"),
        (lambda raw: raw["routines.yaml"]["groups"]["feet"].update(cautions=["cold"]), "routines.yaml",
         "groups.feet.cautions[1]", "cramp"),
        (lambda raw: raw["en/groups.yaml"]["feet"].update(brief="{Part}. Up."), "en/groups.yaml", "feet.brief",
         "{Part}"),
        (lambda raw: raw["en/groups.yaml"]["feet"].update(brief="{part:d}. Up."), "en/groups.yaml", "feet.brief",
         "only a name"),
        (lambda raw: raw["en/guiding.yaml"].update(go_on="Go on."), "en/guiding.yaml", "go_on", "question mark"),
    ],
)  # fmt: skip
def test_a_fault_names_file_key_and_reason(edit: Edit, file: str, key: str, reason: str) -> None:
    raw = copy.deepcopy(dict(read(CONTENT, "en")))
    edit(raw)
    found = faults(raw)
    assert [fault[:2] for fault in found] == [(file, key)]
    assert reason in found[0].reason


@pytest.mark.promise("all-faults")
def test_all_faults_of_all_files_are_told_at_once_one_a_line(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    for file, old, new in (
        (
            "routines.yaml",
            "region: legs,   paired: true,  tension: [3, 5], cautions: [cramp]}   # light",
            "tension: [3], cautions: [cramps]}  #",
        ),
        ("routines.yaml", "usual: 15", "usual: soon"),
        ("en/groups.yaml", "name: your jaw", "name: {both: your jaw, right: one, left: other}"),
        ("en/closing.yaml", "kept: ", 'kept: ["'),
        ("en/asking.yaml", "unknown: ", "unknwon: "),
        ("en/help_lines.yaml", "https://988.ca", "988.ca"),
        ("en/answers.yaml", "Many people find that it gives", "It gives"),
    ):
        path = tmp_path / "content" / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
    with pytest.raises(ContentError) as error:
        load(tmp_path / "content")
    assert {fault[:2] for fault in error.value.faults} == {
        ("routines.yaml", "groups.feet.region"),
        ("routines.yaml", "groups.feet.paired"),
        ("routines.yaml", "groups.feet.tension"),
        ("routines.yaml", "groups.feet.cautions[1]"),
        ("routines.yaml", "routines.sixteen.usual"),
        ("routines.yaml", "routines.bedtime_gentle.usual"),
        ("en/groups.yaml", "jaw.name"),
        ("en/closing.yaml", "line 2"),
        ("en/asking.yaml", "unknwon"),
        ("en/asking.yaml", "unknown"),
        ("en/help_lines.yaml", "en-CA.source"),
        ("en/answers.yaml", "answers.rest.say"),
        ("en/answers.yaml", "answers.rest.card"),
    }
    assert str(error.value).splitlines() == [f"{file}: {key}: {why}" for file, key, why in error.value.faults]


def test_a_key_given_twice_and_a_broken_file_name_their_line() -> None:
    with pytest.raises(ContentError, match="'kept' stands here twice"):
        parse("kept: one\nkept: two\n", "en/closing.yaml")
    with pytest.raises(ContentError, match=r"en/closing.yaml: line 1: a quote is opened here"):
        parse('kept: "one\n: [', "en/closing.yaml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    for name in ("routines.yaml", "en/closing.yaml"):
        (tmp_path / "content" / name).unlink()
    with pytest.raises(ContentError, match=r"routines.yaml: \(the whole file\): this file is missing") as error:
        load(tmp_path / "content")
    assert {fault[:2] for fault in error.value.faults} >= {("en/closing.yaml", "(the whole file)")}
    with pytest.raises(ContentError, match=r"xx/language.yaml: .*: there is no such language; there are en$"):
        load(CONTENT, "xx")


def test_what_goes_before_a_chunk_leaves_room_for_it(content: Content) -> None:
    opening = content.phrases.opening
    assert len(f"{opening.welcome} {opening.safety} {opening.safety_pause}") <= AROUND


@pytest.mark.parametrize(
    "routine", ["standard", "seven", "four", "quick", "sixteen", "recall", "counting", "cool_down", "bedtime_gentle"]
)
def test_a_name_begins_its_cue(routine: str, library: Library) -> None:
    guidance = library.guidance
    plan = make_plan(nearest(Spec(routine, 10), library), library)
    passed = 1
    for segment in plan.segments[1:-1]:
        new, passed = segment.place.cycle > passed, segment.place.cycle
        spoken = [beat for beat in segment.beats if beat.text]
        leads = [beat.text for beat in spoken if beat.kind == "lead"]
        if counts := tuple(beat.text for beat in spoken if beat.kind == "count"):
            assert counts == guidance.counts
            assert len(leads) == new
            assert {*leads} <= {*guidance.leads[Manner.COUNTING]}
            assert len(spoken) == len(leads) + len(counts)
            continue
        first = spoken[0]
        assert first.kind == "cue"
        lines = (*guidance.leads.values(), *guidance.leads_again.values())
        lead = next((words for each in lines for words in each if first.text.startswith(f"{words} ")), "")
        assert bool(lead) == new
        name = library.groups[segment.place.group].names[segment.place.side]
        said = first.text.removeprefix(lead).lstrip()
        assert f"{said} ".startswith(f"{name[0].upper()}{name[1:]}. ")
