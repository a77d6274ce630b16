"""What a PDF says to a program that reads aloud, as JSON; or the same PDF with one kind of element passed off as another.

structure.py read FILE
structure.py change FILE COPY FROM TO
"""

import hashlib
import json
import sys

import pikepdf


def kids(element):
    """The elements below an element."""
    below = element.get("/K", [])
    below = below if isinstance(below, pikepdf.Array) else [below]
    return [kid for kid in below if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def tag(element):
    return str(element["/S"]).lstrip("/")


def all_below(element):
    for kid in kids(element):
        yield kid
        yield from all_below(kid)


def attributes(element):
    """The attributes of an element, whoever owns them."""
    found = {}
    owned = element.get("/A", [])
    for of_owner in owned if isinstance(owned, pikepdf.Array) else [owned]:
        if isinstance(of_owner, pikepdf.Dictionary):
            found.update({name: value for name, value in of_owner.items()})
    return found


def text_or_none(element, name):
    return str(element[name]) if name in element else None


def cell(element):
    known = attributes(element)
    scope = str(known["/Scope"]).lstrip("/") if "/Scope" in known else None
    return {"tag": tag(element), "scope": scope, "span": int(known.get("/ColSpan", 1))}


def table(element):
    rows = [row for row in all_below(element) if tag(row) == "TR"]
    captions = [kid for kid in kids(element) if tag(kid) == "Caption"]
    return {"captions": len(captions), "rows": [[cell(kid) for kid in kids(row)] for row in rows]}


def attachment(name, specification):
    stream = specification["/EF"]["/F"]
    return {
        "name": name,
        "sha256": hashlib.sha256(stream.read_bytes()).hexdigest(),
        "kind": text_or_none(stream, "/Subtype"),
        "relation": text_or_none(specification, "/AFRelationship"),
    }


def read(path):
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        elements = list(all_below(root["/StructTreeRoot"]))
        with pdf.open_metadata() as xmp:
            identifiers = {name: xmp.get(name) for name in ["pdfuaid:part", "pdfaid:part", "pdfaid:conformance", "dc:title"]}
        files = root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
        found = {
            "pages": len(pdf.pages),
            "language": text_or_none(root, "/Lang"),
            "marked": bool(root.get("/MarkInfo", {}).get("/Marked", False)),
            "title_shown": bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            "identifiers": identifiers,
            "outline": "/Outlines" in root,
            "attachments": [attachment(str(name), what) for name, what in zip(files[::2], files[1::2])],
            "headings": [tag(element) for element in elements if tag(element) in {"H1", "H2", "H3", "H4", "H5", "H6"}],
            "tables": [table(element) for element in elements if tag(element) == "Table"],
            "figures": [text_or_none(element, "/Alt") for element in elements if tag(element) == "Figure"],
        }
        json.dump(found, sys.stdout)


def change(path, copy, before, after):
    with pikepdf.open(path) as pdf:
        for element in all_below(pdf.Root["/StructTreeRoot"]):
            if tag(element) == before:
                element["/S"] = pikepdf.Name("/" + after)
        pdf.save(copy)


if __name__ == "__main__":
    {"read": read, "change": change}[sys.argv[1]](*sys.argv[2:])
