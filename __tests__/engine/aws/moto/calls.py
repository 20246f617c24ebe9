"""Reads a list of calls from standard input, makes them through boto3, and prints the list of what came back."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

once = Config(retries={"total_max_attempts": 1})
clients = {}


def answer(call):
    service = call["service"]
    if service not in clients:
        clients[service] = boto3.client(service, config=once)
    try:
        return {"answer": getattr(clients[service], call["operation"])(**call["arguments"])}
    except ClientError as error:
        return {"refused": error.response["Error"]["Code"]}


json.dump([answer(call) for call in json.load(sys.stdin)], sys.stdout, default=str)
