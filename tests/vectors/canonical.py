#!/usr/bin/env python3
"""The canonical content of a review, the digests that its statements name, and what they declare, made by a program that shares
nothing with signoff but the documents.

    canonical.py REVIEW.toml [CHECKLISTS]    prints it
    canonical.py --write                     writes the vectors beside this file anew
    canonical.py --check                     compares them

Python 3.11 and nothing else. It trusts its input: signoff is who refuses what is wrong.
"""
import hashlib
import json
import pathlib
import re
import sys
import tomllib
from datetime import date, datetime, timezone

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
VECTORS = {
    "example.json": HERE / "example.toml",
    "strange.json": HERE / "strange.toml",
    "example-2.json": HERE / "example-2.toml",
    "strange-2.json": HERE / "strange-2.toml",
}
# Of each of these also what is said in it.
SAID = {"strange-2.said.json": HERE / "strange-2.toml"}
DEEDS = "Accepts Confirms Ends Closes Revokes Disowns Dismisses Vouches Overrules".split()
# What Unicode calls white space.
WHITE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


def canonical(value):
    """RFC 8785: keys by their UTF-16 units, the shortest escapes, nothing between the tokens."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float) or isinstance(value, int) and abs(value) >= 2**53:
        raise ValueError(f"{value} has no place in the content")
    return json.dumps(value, ensure_ascii=False)


def digest(value):
    return "sha256:" + hashlib.sha256(canonical(value).encode()).hexdigest()


def moment(at):
    """RFC 3339 in UTC, with three or six digits of a second where there is a fraction."""
    at = at.astimezone(timezone.utc)
    text = at.strftime("%Y-%m-%dT%H:%M:%S")
    if at.microsecond % 1000:
        text += f".{at.microsecond:06}"
    elif at.microsecond:
        text += f".{at.microsecond // 1000:03}"
    return text + "Z"


def unified(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def simple(key, value):
    """A value as it stands in JSON."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if key in ("owner", "for") or key.endswith("by"):
        return value.strip()
    return unified(value) if key in ("rationale", "action", "text") else value


def pick(table, keys):
    """Some keys of a table, those that are absent left out."""
    return {key: simple(key, table[key]) for key in keys if key in table}


def plain(text):
    return WHITE.sub(" ", text).strip(" ")


def item_digest(item):
    return digest({
        "evidence": item.get("evidence", "optional"),
        "guidance": plain(item.get("guidance", "")),
        "id": item["id"],
        "references": [[plain(one["title"]), one["url"]] for one in item.get("references", [])],
        "severity": item["severity"],
        "ships_as": plain(item["ships-as"]) if "ships-as" in item else None,
        "title": plain(item["title"]),
    })


def checklist_digest(checklist):
    return digest({
        "id": checklist["id"],
        "version": checklist["version"],
        "policy": {"roles": ["approver"]} | checklist.get("policy", {}),
        "notices": [plain(notice) for notice in checklist.get("notices", [])],
        "categories": [{
            "id": category["id"],
            "title": plain(category["title"]),
            "items": [[item_digest(item), item.get("max-age")] for item in category["item"]],
        } for category in checklist["category"]],
    })


EVIDENCE = {"link": ["url"], "note": ["text"], "file": ["path", "digest", "size", "compared"]}


def evidence(one):
    return pick(one, ["kind", "at", *EVIDENCE[one["kind"]]])


def attestation(one):
    out = pick(one, [
        "id", "status", "rationale", "reason", "accepted-by", "until", "by", "at", "item-digest", "reinstates",
        "withdrawn-at", "withdrawn-by", "after", "said-at", "recorded-by",
    ])
    struck = {name: pick(strike, ["digest", "by", "at", "why"]) for name, strike in one.get("struck", {}).items()}
    if struck:
        out["struck"] = struck
    finding = pick(one.get("finding", {}), ["action", "owner", "due"])
    pieces = [evidence(piece) for piece in one.get("evidence", [])]
    if finding:
        out["finding"] = finding
    if pieces:
        out["evidence"] = pieces
    if not out.get("rationale"):
        out.pop("rationale", None)
    return out


def shown(checklist, pinned):
    """What a report shows of a checklist, and how it was when the review began."""
    out = pick(checklist, ["title", "source"])
    if checklist.get("notices"):
        out["notices"] = checklist["notices"]
    return out | {"pinned": pick(pinned, ["version", "digest"])}


def content(file, checklists):
    """In the form of the file's own schema."""
    review = tomllib.loads(file.read_text("utf-8-sig"))
    is_newer = review["schema"] == 2
    lists, asked = {}, set()
    for name, pinned in review["checklist"].items():
        source = file.parent / pinned["path"] if "path" in pinned else checklists / f"{name}.toml"
        found = tomllib.loads(source.read_text("utf-8-sig"))
        lists[name] = {"version": found["version"], "digest": checklist_digest(found)}
        lists[name] |= shown(found, pinned) if is_newer else {}
        asked |= {(name, item["id"]) for category in found["category"] for item in category["item"]}
    items, gone = {}, {}
    for checklist, records in review.get("item", {}).items():
        for name, record in records.items():
            said = [attestation(one) for one in record.get("attestation", [])]
            if is_newer:
                said.sort(key=lambda one: one["id"])
            if said:
                items.setdefault(checklist, {})[name] = said
            if said and (checklist, name) not in asked:
                gone.setdefault(checklist, {})[name] = record["title"]
    out = {
        "schema": review["schema"],
        "review": pick(review["review"], [
            "id", "title", "system", "environment", "revision", "created-at", "created-by", "time-zone",
        ]),
        "checklists": lists,
        "items": items,
    }
    return out | {"gone": gone} if is_newer and gone else out


def remark(one):
    out = pick(one, ["id", "kind", "text", "for", "due", "on", "by", "at"])
    struck = {name: pick(strike, ["digest", "by", "at", "why"]) for name, strike in one.get("struck", {}).items()}
    return out | ({"struck": struck} if struck else {})


def deeds(statement):
    """The lines of what is declared, each with its reason."""
    out = []
    for line in statement.splitlines():
        label, _, value = line.partition(": ")
        if label in DEEDS:
            out.append({"act": label.lower(), "to": value})
        elif label in ("  why", "  key") and out:
            out[-1]["why"] = value
        elif line.startswith("  |") and out and "why" in out[-1]:
            out[-1]["why"] += "\n" + line[4:]
        elif not line.startswith(" ") and out:
            out.append({})
    return [one for one in out if one]


def named(answer):
    """That it was taken back makes it no other one."""
    return digest({key: value for key, value in attestation(answer).items() if not key.startswith("withdrawn-")})


def said(file):
    """By its id what each record is named by, conditions by their numbers, and what the statements declare."""
    review = tomllib.loads(file.read_text("utf-8-sig"))
    start = review["review"]
    names = {start["id"]: digest([start["id"], moment(start["created-at"]), start["created-by"].strip()])}
    for records in review.get("item", {}).values():
        for record in records.values():
            names |= {one["id"]: named(one) for one in record.get("attestation", [])}
            names |= {one["id"]: digest(remark(one)) for one in record.get("remark", [])}
    for one in review.get("signoff", []) + review.get("declaration", []):
        # What was struck is named by what it was.
        whole = "sha256:" + hashlib.sha256(one["statement"].encode()).hexdigest()
        its = one.get("struck", {}).get("statement", {}).get("digest", whole)
        names[one["id"]] = its
        for nth in range(one["statement"].count("\nCondition: ")):
            names[f"{one['id']}/{nth + 1}"] = digest([its, nth])
    statements = review.get("signoff", []) + review.get("declaration", [])
    return {"names": names, "deeds": {one["id"]: deeds(one["statement"]) for one in statements}}


def main(arguments):
    if arguments in (["--write"], ["--check"]):
        made = {name: content(review, REPOSITORY / "checklists") for name, review in VECTORS.items()}
        made |= {name: said(review) for name, review in SAID.items()}
        for name, value in made.items():
            text = canonical(value).encode()
            if arguments == ["--write"]:
                (HERE / name).write_bytes(text)
            elif (HERE / name).read_bytes() != text:
                sys.exit(f"{name} is not what {pathlib.Path(__file__).name} makes")
        return
    checklists = pathlib.Path(arguments[1]) if len(arguments) > 1 else REPOSITORY / "checklists"
    sys.stdout.buffer.write(canonical(content(pathlib.Path(arguments[0]), checklists)).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
