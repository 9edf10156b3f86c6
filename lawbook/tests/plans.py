"""A centre's staffing plan as facts, and short ways to ask what the law says of it."""

import json

from lawbook.catalogue import apply


def job(office: str, fraction: object = 1, kind: str = "permanent") -> dict:
    return {"office": office, "fraction": fraction, "kind": kind}


BASE = [
    job("directeur"), job("arts"), job("maatschappelijk_werker"), job("maatschappelijk_werker"),
    job("paramedisch_werker"), job("paramedisch_werker"), job("psycho_pedagogisch_consulent"),
    job("psycho_pedagogisch_consulent"), job("administratief_werker"),
]  # fmt: skip


def plan(*more: dict, **changed: object) -> dict:
    facts = {
        "centre": "CLB Netevallei",
        "school_year": "2014-2015",
        "total_weight": "20",
        "linear_weight": "18",
        "jobs": [*BASE, *more],
        "transfers": [],
        "roc": [],
    }
    return {**facts, **changed}


def answer(facts: dict) -> dict:
    return json.loads(json.dumps(apply("clb.staffing.check", facts).as_json("clb.staffing.check", "en")))


def value(facts: dict) -> dict:
    return answer(facts)["value"]


def broken(facts: dict) -> list[str]:
    return [one["code"] for one in value(facts)["violations"]]


def reasons(facts: dict) -> list[str]:
    return [one["code"] for one in answer(facts)["reasons"]]


def out(weight: str, kind: str = "centre") -> dict:
    return {"direction": "out", "kind": kind, "weight": weight}
