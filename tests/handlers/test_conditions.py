"""What somebody says of their health: every value that the model knows has its own caution, and no offer follows."""

import yaml

from skill.content.content import Content
from skill.handlers.moments import caring
from skill.handlers.turn import Question
from tests.conftest import ROOT
from tests.handlers.turns import turn


def test_every_condition_that_is_understood_has_its_caution(content: Content) -> None:
    declared = yaml.safe_load((ROOT / "interaction_model" / "intents.yaml").read_text("utf-8"))
    assert set(declared["slot_types"]["CONDITION"]) == set(content.phrases.conditions.cautions)


def test_each_is_told_what_to_mind_and_whom_to_ask(content: Content) -> None:
    conditions = content.phrases.conditions
    for condition, caution in {**conditions.cautions, "the lurgy": conditions.general}.items():
        reply = caring.condition(turn(content, slots={"condition": condition}))
        assert reply.before == f"{caution} {conditions.ask_doctor}"
        assert reply.state.question is Question.CARE
