"""A reader of IATI's rulesets (https://github.com/IATI/IATI-Rulesets): what they say against a document.

Two things are done otherwise than by the public validator, both more strictly: where a path names several nodes all of
them are looked at, not the first alone; and where a rule asks a registry of organisations, which no test can, the
organisation is taken to be unknown there, so that the rule applies.
"""

import datetime
import re
from decimal import Decimal, InvalidOperation

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Identifiers begin with the code of a list of org-id.guide: a jurisdiction, a hyphen, the list, a hyphen.
AGENCY = re.compile(r"^[A-Z]{2}-[A-Z0-9_]+-.")


def text_of(node):
    """The text of an element, or the value of an attribute; None where there is nothing."""
    if isinstance(node, str):
        return str(node)
    return node.text


def values(context, path):
    return [text_of(node) for node in context.xpath(path)]


def day(text):
    return datetime.date.fromisoformat(text.strip()[:10])


def days(context, path, now):
    return [now] if path == "NOW" else [day(text) for text in values(context, path) if text]


def number(text):
    try:
        return Decimal(text)
    except (InvalidOperation, TypeError):
        return None


def year_later(start):
    try:
        return start.replace(year=start.year + 1)
    except ValueError:
        return start.replace(year=start.year + 1, month=3, day=1)


def atleast_one(context, case, now):
    return any(text is None or text.strip() for path in case["paths"] for text in values(context, path))


def no_more_than_one(context, case, now):
    return sum(len(context.xpath(path)) for path in case["paths"]) <= 1


def one_or_all(context, case, now):
    if context.xpath(case["one"], namespaces={"xml": "http://www.w3.org/XML/1998/namespace"}):
        return True
    if case["all"] == "lang":
        return all(XML_LANG in node.attrib for node in context.iter("narrative"))
    if case["all"] == "currency":
        amounts = [node for node in context.iter("value", "forecast", "loan-status")]
        return all("currency" in node.attrib for node in amounts)
    transactions = context.findall("transaction")
    return all(node.find(case["all"]) is not None for node in transactions)


def unique(context, case, now):
    found = [text for path in case["paths"] for text in values(context, path)]
    return len(found) == len(set(found))


def startswith(context, case, now):
    if case["prefix"] == ["ORG-ID-PREFIX"]:
        return all(AGENCY.match(text or "") for path in case["paths"] for text in values(context, path))
    prefixes = [text + case.get("separator", "") for path in case["prefix"] for text in values(context, path) if text]
    found = [text for path in case["paths"] for text in values(context, path)]
    return all(any((text or "").startswith(prefix) for prefix in prefixes) for text in found)


def regex_matches(context, case, now):
    return all(re.search(case["regex"], text or "") for path in case["paths"] for text in values(context, path))


def no_spaces(context, case, now):
    return all((text or "") == (text or "").strip() for path in case["paths"] for text in values(context, path))


def date_now(context, case, now):
    return all(moment <= now for moment in days(context, case["date"], now))


def date_order(context, case, now):
    less, more = days(context, case["less"], now), days(context, case["more"], now)
    return not less or not more or max(less) <= min(more)


def time_limit(context, case, now):
    starts, ends = days(context, case["start"], now), days(context, case["end"], now)
    return all(end <= year_later(start) for start, end in zip(starts, ends))


def between_dates(context, case, now):
    starts, ends = days(context, case["start"], now), days(context, case["end"], now)
    inside = lambda moment: all(start <= moment for start in starts) and all(moment <= end for end in ends)
    return all(inside(moment) for moment in days(context, case["date"], now))


def strict_sum(context, case, now):
    found = [number(text) for path in case["paths"] for text in values(context, path)]
    return None not in found and sum(found) == Decimal(str(case["sum"]))


def in_range(context, case, now):
    low, high = Decimal(str(case["min"])), Decimal(str(case["max"]))
    found = [number(text) for path in case["paths"] for text in values(context, path)]
    return all(one is not None and low <= one <= high for one in found)


def if_then(context, case, now):
    holds = lambda test: bool(context.xpath(f"boolean({test})"))
    return not holds(case["if"]) or holds(case["then"])


RULES = {
    "atleast_one": atleast_one,
    "between_dates": between_dates,
    "date_now": date_now,
    "date_order": date_order,
    "if_then": if_then,
    "no_more_than_one": no_more_than_one,
    "no_spaces": no_spaces,
    "one_or_all": one_or_all,
    "range": in_range,
    "regex_matches": regex_matches,
    "startswith": startswith,
    "strict_sum": strict_sum,
    "time_limit": time_limit,
    "unique": unique,
}


def put_in(value, found):
    """A value of a rule with what a loop is at."""
    if isinstance(value, str):
        return value.replace("$1", found)
    return [put_in(one, found) for one in value] if isinstance(value, list) else value


def judge_case(context, rule, case, now):
    """The rules of a case that a context breaks: rule, its number, its severity."""
    if rule == "loop":
        for found in sorted(set(values(context, case["foreach"]))):
            for inner, body in case["do"].items():
                for one in body["cases"]:
                    # "subs" names what varies; a condition always does.
                    filled = {key: put_in(value, found) if key != "ruleInfo" else value for key, value in one.items()}
                    yield from judge_case(context, inner, filled, now)
        return
    condition = case.get("condition")
    if condition and not context.xpath(f"boolean({condition})"):
        return
    if not RULES[rule](context, case, now):
        info = case["ruleInfo"]
        yield rule, info["id"], info["severity"], info["message"]


def judge(document, ruleset, now):
    """All that a ruleset has against a document, as (element, line, rule, number, severity, message)."""
    for selector, rules in ruleset.items():
        for context in document.xpath(selector):
            for rule, body in rules.items():
                for case in body["cases"]:
                    for broken in judge_case(context, rule, case, now):
                        yield (context.tag, context.sourceline, *broken)
