"""IATI's codelists, and where a document must hold to them (mapping.xml)."""

import csv

from lxml import etree


def load(data):
    """Codes by the name of their list, withdrawn ones left out."""
    lists = {}
    for path in sorted((data / "codelists").glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            lists[path.stem] = {row["code"] for row in csv.DictReader(file) if row.get("status") != "withdrawn"}
    for path in sorted((data / "iati/codelists").glob("*.xml")):
        items = etree.parse(path).iter("codelist-item")
        lists[path.stem] = {item.findtext("code") for item in items if item.get("status") != "withdrawn"}
    return lists


# Lists that the mapping leaves out: modalities of vocabulary 3.
MORE = [("//iati-activity/transaction/aid-type/@code", "EarmarkingModality", "@vocabulary = '3'")]


def mapping(data):
    for node in etree.parse(data / "iati/mapping.xml").getroot().iter("mapping"):
        yield node.findtext("path"), node.find("codelist").get("ref"), node.findtext("condition")
    yield from MORE


def judge(document, data, lists):
    """Codes that stand in no list, as (path, code, list); lists that are not at hand are named once each."""
    found, unknown = [], set()
    for path, name, condition in mapping(data):
        attribute = path.rsplit("/", 1)[-1]
        element = path.rsplit("/", 1)[0]
        nodes = document.xpath((f"{element}[{condition}]" if condition else element) + f"/{attribute}") if element not in ("", "/") \
            else document.xpath(path)
        codes = {str(node) for node in nodes}
        if codes and name not in lists:
            unknown.add(name)
        found += [(path, code, name) for code in sorted(codes) if name in lists and code not in lists[name]]
    return found, unknown
