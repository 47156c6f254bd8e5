"""Reads a JSON list of YAML texts, writes what PyYAML's safe_load makes of each."""

import datetime
import json
import math
import sys

import yaml


class NotCompared(Exception):
    """A value that neither JSON nor a mark can hold."""


def key(value):
    """A key as JSON calls it. Floats and dates are written in more than one way."""
    if isinstance(value, (float, datetime.date)):
        raise NotCompared
    return json.dumps(value) if isinstance(value, bool) or value is None else str(value)


def plain(value):
    """A value as JSON, with marks for what JSON does not have."""
    if isinstance(value, dict):
        return {key(name): plain(member) for name, member in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else {"$float": str(value)}
    if isinstance(value, datetime.datetime):
        # What has no zone is taken for UTC: enough to compare two readings of one text.
        zoned = value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
        zero = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
        return {"$time": (zoned - zero) // datetime.timedelta(milliseconds=1)}
    if isinstance(value, datetime.date):
        return {"$time": (value - datetime.date(1970, 1, 1)).days * 86400000}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise NotCompared


def verdict(text):
    try:
        value = yaml.safe_load(text)
    except Exception as error:  # whatever it is, the program that reads the file ends with it
        return {"refused": type(error).__name__}
    try:
        return {"value": plain(value)}
    except (NotCompared, RecursionError):
        return {"odd": True}


json.dump([verdict(text) for text in json.load(sys.stdin)], sys.stdout)
