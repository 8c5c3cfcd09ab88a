"""Reads every feed and calendar of a built site with parsers that others wrote.

Usage: python3 tests/outputs/feeds.py <built site>
Packages: requirements.txt beside this file. Prints one line per fault and a count; exits 1 on a fault.
"""

import re
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import icalendar

ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$")
TAG = re.compile(r"^tag:[^,:]+,\d{4}(-\d\d(-\d\d)?)?:\S+$")
faults = []


def fault(path, text):
    faults.append(f"{path}: {text}")


def feed(path, root):
    name = path.relative_to(root).as_posix()
    data = path.read_bytes()
    parsed = feedparser.parse(data)
    if parsed.bozo:
        fault(name, f"bozo: {parsed.bozo_exception}")
        return set()
    if parsed.version != "atom10":
        fault(name, f"is {parsed.version}, not Atom 1.0")
    for key in ("id", "title", "updated", "author"):
        if not parsed.feed.get(key):
            fault(name, f"the feed has no {key}")
    links = {link.rel: link.href for link in parsed.feed.get("links", [])}
    if not links.get("self", "").startswith("http") or not links.get("self", "").endswith(name):
        fault(name, f"self link is {links.get('self')}")
    if not parsed.entries:
        fault(name, "holds nothing")
    ids = [entry.get("id", "") for entry in parsed.entries]
    for double in {one for one in ids if ids.count(one) > 1}:
        fault(name, f"id twice: {double}")
    for entry in parsed.entries:
        for key in ("id", "title", "updated", "link"):
            if not entry.get(key):
                fault(name, f"an entry has no {key}: {entry.get('id')}")
        if not TAG.match(entry.get("id", "")):
            fault(name, f"no tag: id: {entry.get('id')}")
    times = [node.text for node in ElementTree.fromstring(data).iter() if node.tag in (ATOM + "updated", ATOM + "published")]
    for time in times:
        if not TIME.match(time or ""):
            fault(name, f"not a time of China: {time}")
    updated = [entry.updated for entry in parsed.entries if entry.get("updated")]
    if updated != sorted(updated, reverse=True):
        fault(name, "entries are not in the order of their dates")
    if updated and parsed.feed.get("updated") != updated[0]:
        fault(name, "the feed is not as new as its newest entry")
    return {parsed.feed.get("id")}


def calendar(path, root):
    name = path.relative_to(root).as_posix()
    data = path.read_bytes()
    if b"\n" in data.replace(b"\r\n", b""):
        fault(name, "a line does not end in CR LF")
    for number, line in enumerate(data.split(b"\r\n"), 1):
        if len(line) > 75:
            fault(name, f"line {number} has {len(line)} octets")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            fault(name, f"line {number} is folded inside a character")
    try:
        parsed = icalendar.Calendar.from_ical(data)
    except ValueError as error:
        fault(name, f"cannot be read: {error}")
        return
    again = icalendar.Calendar.from_ical(parsed.to_ical())
    if again.to_ical() != parsed.to_ical():
        fault(name, "does not come back the same")
    if parsed.errors:
        fault(name, f"errors: {parsed.errors}")
    for key in ("VERSION", "PRODID", "X-WR-CALNAME", "REFRESH-INTERVAL"):
        if key not in parsed:
            fault(name, f"has no {key}")
    events = list(parsed.walk("VEVENT"))
    if not events:
        fault(name, "holds nothing")
    uids = [str(event.get("UID")) for event in events]
    for double in {one for one in uids if uids.count(one) > 1}:
        fault(name, f"UID twice: {double}")
    for event in events:
        check_event(name, event)


def check_event(name, event):
    uid = event.get("UID")
    for key in ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DTSTART", "TRANSP", "STATUS"):
        if key not in event:
            fault(name, f"{uid} has no {key}")
    if event.errors:
        fault(name, f"{uid}: {event.errors}")
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else None
    if end is not None and (type(start) is not type(end) or end <= start):
        fault(name, f"{uid} ends before it begins")
    if isinstance(start, datetime):
        if start.utcoffset() != timedelta(0):
            fault(name, f"{uid} is not in UTC")
    elif isinstance(start, date) and end is None:
        fault(name, f"{uid} has no end")
    for alarm in event.walk("VALARM"):
        for key in ("ACTION", "DESCRIPTION", "TRIGGER"):
            if key not in alarm:
                fault(name, f"{uid}: the alarm has no {key}")
        if alarm["TRIGGER"].dt != timedelta(days=-7):
            fault(name, f"{uid}: the alarm comes at {alarm['TRIGGER'].dt}")
    if "-deadline" in str(uid) and "-tixing" not in str(uid) and not list(event.walk("VALARM")):
        fault(name, f"{uid} is a deadline without an alarm")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = Path(sys.argv[1])
    feeds = sorted(path for path in root.rglob("*.xml") if path.parent.name == "feed")
    ids = []
    for path in feeds:
        ids.extend(feed(path, root))
    if len(ids) != len(set(ids)):
        faults.append("two feeds have one id")
    calendars = sorted(root.rglob("*.ics"))
    for path in calendars:
        calendar(path, root)
    for text in faults:
        print(text)
    print(f"{len(feeds)} feeds, {len(calendars)} calendars, {len(faults)} faults")
    sys.exit(1 if faults or not calendars else 0)


main()
