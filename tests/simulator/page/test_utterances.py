from itertools import pairwise

from skill.simulator.page.utterances import utterances
from skill.simulator.understanding import Understanding


def test_every_sample_is_said_with_words_in_its_slots(understanding: Understanding) -> None:
    said = utterances(understanding.model, understanding.calling)
    samples = sum(map(len, understanding.model.samples.values()))
    assert len(said) > samples
    assert not [each for each in said if "{" in each or each != each.lower()]
    assert "carry on" in said


def test_it_is_called_as_people_call_it_and_every_pair_of_words_is_there(understanding: Understanding) -> None:
    said = utterances(understanding.model, understanding.calling)
    pairs = {pair for each in said for pair in pairwise(each.split())}
    for words in ("alexa start muscle relaxation", "alexa ask muscle relaxation to", "twenty minutes"):
        assert set(pairwise(words.split())) <= pairs, words
    assert {second for first, second in pairs if first == "left"} & {*understanding.model.values["AREA"]}
    assert not [each for each in said if any(character.isdigit() for character in each)]
