"""Opens a package with Python's own tools: check.py PACKAGE FOLDER."""

import csv
import json
import pathlib
import re
import sys
import zipfile

package, folder = sys.argv[1], pathlib.Path(sys.argv[2])

with zipfile.ZipFile(package) as archive:
    assert archive.testzip() is None
    assert len(set(archive.namelist())) == len(archive.namelist())
    for info in archive.infolist():
        assert re.fullmatch(r"[a-z0-9._/-]{1,100}|README\.txt", info.filename), info.filename
        assert ".." not in info.filename.split("/") and not info.filename.startswith("/")
        assert info.date_time == (1980, 1, 1, 0, 0, 0)
    archive.extractall(folder)
print("zipfile: ok")

# The rule of manifest.json undoes every apostrophe.
rule = json.loads((folder / "manifest.json").read_text("utf-8"))["csv"]["defused"]
rule = re.compile(rule)
rows = json.loads((folder / "data/shop/orders.json").read_text("utf-8"))["rows"]
with open(folder / "data/shop/orders.csv", newline="", encoding="utf-8") as file:
    for row, cells in zip(rows, csv.DictReader(file), strict=True):
        cell = cells["message"]
        if cell.startswith("'") and rule.match(cell):
            cell = cell[1:]
        assert cell == (row["message"] or ""), (cell, row)
print("undo: ok")

try:
    import frictionless
    import jsonschema
except ImportError as fault:
    print("frictionless: missing", fault)
    sys.exit(0)

descriptor = folder / "datapackage.json"
report = frictionless.validate(str(descriptor))
assert report.valid, report.to_summary()
assert report.stats["warnings"] == 0, report.to_summary()
print(f"frictionless: ok, {len(report.tasks)} files, version {frictionless.__version__}")

# The validator must be able to fail, or its word is worth nothing.
damaged = folder / "data/shop/orders.csv"
text = damaged.read_bytes()
damaged.write_bytes(text.replace(b"2026-01-02T", b"2026-13-02T", 1))
assert not frictionless.validate(str(descriptor)).valid
damaged.write_bytes(text)

checked = 0
for path in folder.glob("data/*/*.json"):
    document = json.loads(path.read_text("utf-8"))
    schema = json.loads((path.parent / document["schema"]).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(document)
    checked += 1
print(f"jsonschema: ok, {checked} files")
