"""Intents that are said in whole sentences and mean another one, with some of its values.

A built-in intent is triggered by its exact samples only, and a slot's values are no sentences: so each has custom
intents beside it, whose sentences Alexa hears in other words too. Only what they mean is known to the table.
"""

from collections.abc import Mapping
from types import MappingProxyType

NO_VALUES: Mapping[str, str] = MappingProxyType({})

MEANINGS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    # In longer talk than the built-in ones are heard in.
    "AgreeIntent": ("AMAZON.YesIntent", NO_VALUES),
    "DeclineIntent": ("AMAZON.NoIntent", NO_VALUES),
    "OnwardIntent": ("AMAZON.NextIntent", NO_VALUES),
    "BackIntent": ("AMAZON.PreviousIntent", NO_VALUES),
    "AgainIntent": ("AMAZON.RepeatIntent", NO_VALUES),
    "FromTheTopIntent": ("AMAZON.StartOverIntent", NO_VALUES),
    "WaitIntent": ("AMAZON.PauseIntent", NO_VALUES),
    "CarryOnIntent": ("AMAZON.ResumeIntent", NO_VALUES),
    "LeaveIntent": ("AMAZON.StopIntent", NO_VALUES),
    "WhatCanISayIntent": ("AMAZON.HelpIntent", NO_VALUES),
    # A session for what troubles.
    "CannotSleepIntent": ("StartIntent", {"routine": "bedtime"}),
    "InAHurryIntent": ("StartIntent", {"routine": "quick"}),
    "TenseJawIntent": ("StartIntent", {"routine": "jaw"}),
    "StiffNeckIntent": ("StartIntent", {"routine": "head_and_neck"}),
    "AtMyDeskIntent": ("StartIntent", {"routine": "desk"}),
    "AngryIntent": ("StartIntent", {"routine": "cool_down"}),
    "RestlessLegsIntent": ("StartIntent", {"routine": "legs"}),
    # On the way.
    "GoToRestIntent": ("GoToIntent", {"area": "rest"}),
    "MoreMinutesIntent": ("ChangeMinutesIntent", {"change": "longer"}),
    "FewerMinutesIntent": ("ChangeMinutesIntent", {"change": "shorter"}),
    "MakeItMinutesIntent": ("ChangeMinutesIntent", {"change": "in_all"}),
    "SlowerIntent": ("SetPaceIntent", {"pace": "slow"}),
    "FasterIntent": ("SetPaceIntent", {"pace": "brisk"}),
    "UsualPaceIntent": ("SetPaceIntent", {"pace": "normal"}),
    "FewerWordsIntent": ("SetDetailIntent", {"detail": "brief"}),
    "MoreDetailIntent": ("SetDetailIntent", {"detail": "full"}),
    "SofterIntent": ("SetVolumeIntent", {"volume": "soft"}),
    "LouderIntent": ("SetVolumeIntent", {"volume": "loud"}),
    "UsualVolumeIntent": ("SetVolumeIntent", {"volume": "normal"}),
    # Remembered.
    "HandsFreeIntent": ("SetCheckInsIntent", {"check_ins": "none"}),
    "MoreQuestionsIntent": ("SetCheckInsIntent", {"check_ins": "more"}),
    "UsualQuestionsIntent": ("SetCheckInsIntent", {"check_ins": "default"}),
    "BothSidesIntent": ("SetSidesIntent", {"sides": "together"}),
    "OneSideIntent": ("SetSidesIntent", {"sides": "one_at_a_time"}),
    "LyingIntent": ("SetPostureIntent", {"posture": "lying"}),
    "SeatedIntent": ("SetPostureIntent", {"posture": "seated"}),
    "TenseAsUsualIntent": ("SetTensionIntent", {"tension": "usual"}),
    "TenseLightlyIntent": ("SetTensionIntent", {"tension": "light"}),
    "OnlyPictureIntent": ("SetTensionIntent", {"tension": "pictured"}),
    "OnlyLetGoIntent": ("SetTensionIntent", {"tension": "none"}),
    "SoftWordsIntent": ("SetSoftIntent", {"soft": "on"}),
    "NoSoftWordsIntent": ("SetSoftIntent", {"soft": "off"}),
    "NoBackgroundIntent": ("SetBackgroundIntent", {"background": "floor"}),
    # Questions.
    "WhatIsItIntent": ("AboutIntent", {"topic": "what"}),
    "HowItWorksIntent": ("AboutIntent", {"topic": "how"}),
    "WhatItFeelsLikeIntent": ("AboutIntent", {"topic": "feelings"}),
    "BenefitsIntent": ("AboutIntent", {"topic": "benefits"}),
    "GoalIntent": ("AboutIntent", {"topic": "goal"}),
    "IsItSafeIntent": ("AboutIntent", {"topic": "safe"}),
    "WhoShouldNotIntent": ("AboutIntent", {"topic": "who_not"}),
    "HowOftenIntent": ("AboutIntent", {"topic": "how_often"}),
    "WhenIntent": ("AboutIntent", {"topic": "when"}),
    "HowLongUntilIntent": ("AboutIntent", {"topic": "how_long"}),
    "ReadMoreIntent": ("AboutIntent", {"topic": "read_more"}),
    "HowHardIntent": ("AboutIntent", {"topic": "how_hard"}),
    "HowToBreatheIntent": ("AboutIntent", {"topic": "how_to_breathe"}),
    "DoingItRightIntent": ("AboutIntent", {"topic": "doing_it_right"}),
    "FeelingNothingIntent": ("AboutIntent", {"topic": "feeling_nothing"}),
    "MindWandersIntent": ("AboutIntent", {"topic": "mind_wanders"}),
    "CannotRelaxIntent": ("AboutIntent", {"topic": "cannot_relax"}),
    "TwitchingIntent": ("AboutIntent", {"topic": "twitching"}),
    "LaughingIntent": ("AboutIntent", {"topic": "laughing"}),
    "HoldLongerIntent": ("AboutIntent", {"topic": "hold_longer"}),
    "FellAsleepIntent": ("AboutIntent", {"topic": "falling_asleep"}),
}
"""What each means: an intent of the table, and the values that its sentences imply."""


TOUCHES: Mapping[str, str] = {
    "pause": "AMAZON.PauseIntent",
    "go_on": "AMAZON.ResumeIntent",
    "next": "AMAZON.NextIntent",
    "previous": "AMAZON.PreviousIntent",
}
"""What a touch on the screen means, by the name that the picture gives it."""


def meant(intent: str, slots: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return the intent that another one means, with the values that it implies and those that were said."""
    name, values = MEANINGS.get(intent, (intent, NO_VALUES))
    return name, {**values, **slots}
