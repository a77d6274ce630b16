"""Writes files of IATI activities again with lxml: iati_peer.py FOLDER, which `bench_iati FOLDER` has filled.

The files are read into plain tuples first. The seconds are of writing alone: each activity is built as a tree of lxml and
written by `etree.xmlfile`, which holds one activity at a time. Prints them, and whether the files say the same.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from lxml import etree


def plain(node):
    """An element as tuples."""
    return node.tag, dict(node.attrib), (node.text or "").strip(), [plain(child) for child in node]


def built(parts):
    """Tuples as an element."""
    tag, attributes, text, children = parts
    node = etree.Element(tag, attributes)
    if text:
        node.text = text
    for child in children:
        node.append(built(child))
    return node


def write(parts, path):
    tag, attributes, _, children = parts
    with etree.xmlfile(str(path), encoding="UTF-8") as file:
        file.write_declaration()
        with file.element(tag, attributes):
            for child in children:
                file.write(built(child), pretty_print=True)


def main():
    folder = Path(sys.argv[1])
    read = {path.name: plain(etree.parse(path).getroot()) for path in sorted(folder.glob("*.xml"))}
    with tempfile.TemporaryDirectory() as written:
        start = time.perf_counter()
        for name, parts in read.items():
            write(parts, Path(written) / name)
        seconds = time.perf_counter() - start
        same = all(plain(etree.parse(Path(written) / name).getroot()) == parts for name, parts in read.items())
    print(json.dumps({"files": len(read), "seconds": round(seconds, 3), "same": same}))


if __name__ == "__main__":
    main()
