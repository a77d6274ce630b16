"""Judges IATI 2.03 files by the schemas, the rules and the codelists of the standard.

    validate.py DATA itself             the validator against the standard's own test files
    validate.py DATA YYYY-MM-DD FILE    files of ours, NOW being the day; prints what they hold as JSON

DATA is the folder that holds `iati/` and `codelists/`. Exit code 1 where something is wrong.
"""

import datetime
import json
import sys
from pathlib import Path

from lxml import etree

import codelists
import own
import rules

ACTIVITIES, ORGANISATIONS = "iati-activities", "iati-organisations"


class Standard:
    def __init__(self, data):
        self.data = data
        schema = lambda name: etree.XMLSchema(etree.parse(data / "iati/schemas" / f"{name}-schema.xsd"))
        self.schemas = {name: schema(name) for name in (ACTIVITIES, ORGANISATIONS)}
        self.rules = json.loads((data / "iati/rulesets/standard.json").read_text(encoding="utf-8"))
        self.lists = codelists.load(data)

    def schema_errors(self, document):
        schema = self.schemas.get(document.getroot().tag)
        if schema is None:
            return [f"{document.getroot().tag} is no root of the standard"]
        schema.validate(document)
        return [f"line {error.line}: {error.message}" for error in schema.error_log]

    def rule_errors(self, document, now):
        return list(rules.judge(document, self.rules, now))


def parsed(path):
    """A document, or None where the file is no XML."""
    try:
        return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def itself(standard):
    """The validator against the test files of the standard; gives what is wrong."""
    wrong = []
    counted = {"should-pass": 0, "should-fail": 0}
    for kind in counted:
        for path in sorted((standard.data / "iati/activity-tests" / kind).rglob("*.xml")):
            document = parsed(path)
            passes = document is not None and not standard.schema_errors(document)
            counted[kind] += 1
            if passes != (kind == "should-pass"):
                wrong.append(f"{path.name}: {'passes' if passes else 'fails'}, though it {kind}")
    if counted != {"should-pass": 58, "should-fail": 225}:
        wrong.append(f"there are {counted} test files of the schema")
    return wrong + rule_tests(standard)


# What each test file of the public validator breaks, by a part of its name.
BREAKS = {
    "atLeastOne-error": {"atleast_one"},
    "betweenDates-error": {"between_dates"},
    "dateNow-error": {"date_now"},
    "dateOrder-error": {"date_order"},
    "noMoreThanOne-error": {"no_more_than_one"},
    "noSpaces-error": {"no_spaces"},
    "oneOrAll-error": {"one_or_all"},
    "range-ifThen-error": {"range", "if_then"},
    "regexMatches-error": {"regex_matches"},
    "strictSum-error": {"strict_sum"},
    "timeLimit-error": {"time_limit"},
    "unique-startsWith-error": {"unique", "startswith"},
}
CLEAN = ["iati-act-no-errors.xml", "iati-org-no-errors.xml"]


def rule_tests(standard):
    wrong, seen = [], set()
    now = datetime.date.today()
    for path in sorted((standard.data / "iati/rule-tests").glob("*.xml")):
        document = parsed(path)
        told = lambda what: wrong.append(f"{path.name}: {what}")
        if "xml-errors" in path.name or path.name in ("broken-xml.xml", "not-xml.xml"):
            if document is not None:
                told("is read as XML")
            continue
        if "schema-errors" in path.name:
            if document is not None and not standard.schema_errors(document):
                told("passes the schema")
            continue
        if document is None:
            continue
        breaks = next((found for part, found in BREAKS.items() if part in path.name), None)
        broken = standard.rule_errors(document, now)
        if breaks:
            seen |= breaks
            missed = breaks - {rule for _, _, rule, *_ in broken}
            if missed:
                told(f"{', '.join(sorted(missed))} finds nothing")
        elif path.name in CLEAN:
            wrong += [f"{path.name}: {one}" for one in standard.schema_errors(document)]
            wrong += [f"{path.name}: {one}" for one in broken if one[4] == "error"]
        elif "codelist" in path.name and not codelists.judge(document, standard.data, standard.lists)[0]:
            told("its wrong code is not seen")
        elif path.name == "iati-dup-activity-ids.xml" and not own.identifiers_twice([document]):
            told("its identifier that stands twice is not seen")
    if seen != set(rules.RULES):
        wrong.append(f"no test file breaks {sorted(set(rules.RULES) - seen)}")
    return wrong


def ours(standard, now, paths):
    """Files of ours; gives what is wrong."""
    wrong, documents = [], []
    for path in paths:
        document = parsed(path)
        if document is None:
            wrong.append(f"{path}: no XML")
            continue
        documents.append(document)
        name = Path(path).name
        wrong += [f"{name}: schema: {one}" for one in standard.schema_errors(document)]
        wrong += [f"{name}: rule: {one}" for one in standard.rule_errors(document, now)]
        codes, unknown = codelists.judge(document, standard.data, standard.lists)
        wrong += [f"{name}: codelist: {one}" for one in codes]
        wrong += [f"{name}: the codelist {one} is not at hand" for one in sorted(unknown)]
        wrong += [f"{name}: {one}" for one in own.document_faults(document, now)]
    wrong += own.identifiers_twice(documents)
    print(json.dumps(own.held(documents)))
    return wrong


def main():
    standard = Standard(Path(sys.argv[1]))
    if sys.argv[2] == "itself":
        wrong = itself(standard)
    else:
        wrong = ours(standard, datetime.date.fromisoformat(sys.argv[2]), sys.argv[3:])
    for one in wrong:
        print(one, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
