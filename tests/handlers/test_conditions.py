"""What somebody says of their health: every value of the model but "other" has its own caution, no offer follows."""

import pytest
import yaml

from skill.content.content import Content
from skill.handlers.moments import caring
from skill.handlers.turn import Question
from tests.conftest import ROOT
from tests.handlers.turns import turn


@pytest.mark.promise("cautions")
def test_every_condition_that_is_understood_has_its_caution_but_the_rest(content: Content) -> None:
    declared = yaml.safe_load((ROOT / "interaction_model" / "intents.yaml").read_text("utf-8"))
    assert set(declared["slot_types"]["CONDITION"]) - {"other"} == set(content.phrases.conditions.cautions)


def test_each_is_told_what_to_mind_and_whom_to_ask(content: Content) -> None:
    conditions = content.phrases.conditions
    unknown = dict.fromkeys(["other", "the lurgy"], conditions.general)
    for condition, caution in {**conditions.cautions, **unknown}.items():
        reply = caring.condition(turn(content, slots={"condition": condition}))
        assert reply.before == f"{caution} {conditions.ask_doctor}"
        assert reply.state.question is Question.CARE
