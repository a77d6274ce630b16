"""What the rules of the standard do not look at, or look at once only, and what our files hold in all."""

from collections import defaultdict
from decimal import Decimal

from rules import day

INCOMING_FUNDS, EXPENDITURE, INCOMING_COMMITMENT, INCOMING_PLEDGE = "1", "4", "11", "13"
IN = {INCOMING_FUNDS, INCOMING_COMMITMENT, INCOMING_PLEDGE}
FORBIDDEN = set("/&|? \n")


def identifiers_twice(documents):
    """Identifiers that stand in more than one activity, in one file or in two."""
    seen, twice = set(), []
    for document in documents:
        for node in document.iter("iati-identifier"):
            if node.text in seen:
                twice.append(f"{node.text} stands twice")
            seen.add(node.text)
    return twice


def document_faults(document, now):
    """Faults of one file."""
    faults = []
    for node in document.iter():
        faults += [f"line {node.sourceline}: {node.tag}/@{name} is empty" for name, value in node.attrib.items() if not value]
    for activity in document.iter("iati-activity"):
        identifier = activity.findtext("iati-identifier")
        told = lambda what: faults.append(f"{identifier}: {what}")
        if FORBIDDEN & set(identifier):
            told("a sign that no identifier may hold")
        is_pool = activity.get("hierarchy") == "1"
        roles(activity, is_pool, told)
        for node in activity.iter("sector", "recipient-region"):
            if node.get("vocabulary") == "99" and not node.findtext("narrative"):
                told(f"{node.tag} {node.get('code')} of the fund's own without its name")
        for transaction in activity.iter("transaction"):
            transaction_faults(transaction, is_pool, now, told)
        for name in ("recipient", "sector"):
            shares_add_up(activity, name, told)
        for budget in activity.iter("budget"):
            start, end = (day(budget.find(f"period-{one}").get("iso-date")) for one in ("start", "end"))
            if is_pool or start > end or (end - start).days > 366:
                told(f"budget from {start} to {end}")
    return faults


def roles(activity, is_pool, told):
    """Who funds, answers for and carries out: donors the pool, the pool what is below it."""
    funding = [node for node in activity.findall("participating-org") if node.get("role") == "1"]
    others = {node.get("role") for node in activity.findall("participating-org")} - {"1"}
    if others != ({"2"} if is_pool else {"2", "4"}):
        told(f"roles {sorted(others)}")
    providers = {node.findtext("narrative") for node in activity.iter("provider-org")}
    if is_pool and {node.findtext("narrative") for node in funding} != providers:
        told(f"{len(funding)} fund the pool, and money comes from {sorted(providers)}")
    above = {node.get("ref") for node in activity.findall("related-activity") if node.get("type") == "1"}
    if not is_pool and {node.get("activity-id") for node in funding} != above:
        told(f"funded by other activities than {sorted(above)}")


def transaction_faults(transaction, is_pool, now, told):
    """Each transaction by itself: the rules look at the first only."""
    kind = transaction.find("transaction-type").get("code")
    for moment in (transaction.find("transaction-date").get("iso-date"), transaction.find("value").get("value-date")):
        if day(moment) > now:
            told(f"transaction of {moment}, which is after {now}")
    if (kind in IN) and not is_pool:
        told("money comes in below the pool")
    if kind not in IN | {EXPENDITURE}:
        told(f"transaction of type {kind}")
    aid_types = [(node.get("vocabulary"), node.get("code")) for node in transaction.iter("aid-type")]
    vocabularies = [vocabulary for vocabulary, _ in aid_types]
    if vocabularies.count("1") != 1 or len(set(vocabularies)) != len(vocabularies):
        told(f"aid types {aid_types}")
    if ("2" in vocabularies) != ("3" in vocabularies):
        told(f"an earmarking category without its modality, or the other way round: {aid_types}")


def shares_add_up(activity, name, told):
    """Shares of recipients, regions beside countries; of sectors, each vocabulary by itself."""
    groups = defaultdict(list)
    for node in activity:
        if node.tag in ("recipient-country", "recipient-region") and name == "recipient":
            groups["recipients"].append(node.get("percentage"))
        elif node.tag == "sector" and name == "sector":
            groups[node.get("vocabulary")].append(node.get("percentage"))
    if not groups:
        told(f"no {name}")
    for vocabulary, shares in groups.items():
        if len(shares) == 1 and shares[0] in (None, "100"):
            continue
        if None in shares or sum(map(Decimal, shares)) != 100 or min(map(Decimal, shares)) <= 0:
            told(f"shares of {name} {vocabulary}: {shares}")
    regions = {node.get("vocabulary") for node in activity.iter("recipient-region")}
    if len(regions) > 1:
        told(f"regions in {len(regions)} vocabularies")


def held(documents):
    """Sums of transactions by level and type, of budgets, and numbers of activities, as text that is exact."""
    sums, results = defaultdict(Decimal), defaultdict(int)
    activities = 0
    for document in documents:
        for activity in document.iter("iati-activity"):
            activities += 1
            level = activity.get("hierarchy")
            for transaction in activity.iter("transaction"):
                kind = transaction.find("transaction-type").get("code")
                sums[f"{level}/{kind}"] += Decimal(transaction.findtext("value"))
            for budget in activity.iter("budget"):
                sums[f"{level}/budget"] += Decimal(budget.findtext("value"))
            for actual in activity.iter("actual"):
                results[f"{level}/actual"] += int(actual.get("value"))
    return {"activities": activities, "sums": {key: str(value) for key, value in sorted(sums.items())},
            "results": dict(sorted(results.items()))}
