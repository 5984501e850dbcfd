"""The pattern of Amazon's own Python samples: persistent attributes by the SDK's adapter, Powertools on top.

A stand-in for what a skill's author would otherwise deploy, which the bench measures beside this skill. It runs from
its folder, in an environment of its own (build/yardstick), with Lambda's handler named `amazon_pattern.handler`.
"""

import os
from typing import Any

import boto3
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_core.utils import is_intent_name, is_request_type
from ask_sdk_dynamodb.adapter import DynamoDbAdapter
from ask_sdk_model import Response
from aws_lambda_powertools import Logger, Metrics, Tracer

ASK = "Shall we go on?"
GUIDE = f"<break time='7s'/> And relax. <break time='10s'/> {ASK}"

logger = Logger(service="pattern")
metrics = Metrics(namespace="pattern", service="pattern")
tracer = Tracer(service="pattern", disabled=True)
resource = boto3.resource("dynamodb", endpoint_url=os.environ.get("AWS_ENDPOINT_URL_DYNAMODB"))
adapter = DynamoDbAdapter(table_name=os.environ["TABLE_NAME"], dynamodb_resource=resource)
builder = CustomSkillBuilder(persistence_adapter=adapter)


@builder.request_handler(can_handle_func=is_request_type("LaunchRequest"))
def launch(handler_input: HandlerInput) -> Response:
    attributes: Any = handler_input.attributes_manager  # the SDK's types make every part optional
    saved = attributes.persistent_attributes
    saved["visits"] = int(saved.get("visits", 0)) + 1
    attributes.save_persistent_attributes()
    attributes.session_attributes["step"] = 1
    return handler_input.response_builder.speak(f"Tense your feet. {GUIDE}").ask(ASK).response


@builder.request_handler(can_handle_func=is_intent_name("AMAZON.YesIntent"))
def go_on(handler_input: HandlerInput) -> Response:
    session: Any = handler_input.attributes_manager.session_attributes
    session["step"] = session.get("step", 0) + 1
    return handler_input.response_builder.speak(f"Step {session['step']}. {GUIDE}").ask(ASK).response


@builder.request_handler(can_handle_func=is_intent_name("AMAZON.NextIntent"))
def go_on_and_write(handler_input: HandlerInput) -> Response:
    attributes: Any = handler_input.attributes_manager
    session = attributes.session_attributes
    session["step"] = attributes.persistent_attributes["step"] = session.get("step", 0) + 1
    attributes.save_persistent_attributes()
    return handler_input.response_builder.speak(f"Step {session['step']}. {GUIDE}").ask(ASK).response


@builder.request_handler(can_handle_func=is_request_type("SessionEndedRequest"))
def end(handler_input: HandlerInput) -> Response:
    return handler_input.response_builder.response


handler = logger.inject_lambda_context(metrics.log_metrics(builder.lambda_handler()))
