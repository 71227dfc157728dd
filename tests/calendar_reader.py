"""Reading a calendar file without the library that wrote it: lines unfolded as RFC 5545 says, and nothing clever."""

import re


def read_calendar(content: bytes) -> tuple[str, list[dict[str, str]]]:
    """The calendar's method and its events, each with its properties by name (parameters left out), in order."""
    text = re.sub(r"\r\n[ \t]", "", content.decode())
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 for line in content.decode().split("\r\n"))
    method, events, event = "", list[dict[str, str]](), None
    for line in lines[:-1]:
        name, _, value = line.partition(":")
        name = name.partition(";")[0]
        if line == "BEGIN:VEVENT":
            event = dict[str, str]()
            events.append(event)
        elif line == "END:VEVENT":
            event = None
        elif event is not None:
            event[name] = re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)
        elif name == "METHOD":
            method = value
    return method, events
