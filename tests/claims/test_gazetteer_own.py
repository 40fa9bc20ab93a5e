"""Outlets of one's own in reliability.toml, as a user adds them."""

import json

SETTINGS = """
[[outlets]]
name = "Bridgeline"
domain = "bridgeline.example"
aliases = ["BL News", "~The Line"]
"""
TEXT = "Ida Lund told BL News that the bridge was safe. The ferry drew a line. The toll will stay, The Line reported."


def test_an_outlet_of_the_settings_is_known_and_is_no_hop_in_its_own_pages(tmp_path, run_program):
    (tmp_path / "reliability.toml").write_text(SETTINGS, encoding="utf-8")
    rows = [{"id": "other", "text": TEXT}, {"id": "own", "text": TEXT, "domain": "www.bridgeline.example"}]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = run_program("claims", "in.jsonl", "--format", "jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    told = {one["article_id"]: one for one in found if one["origin"] == "Ida Lund"}
    assert told["other"]["via"] == [{"kind": "outlet", "name": "Bridgeline"}]
    assert told["own"]["hops"] == 0
    reported = {one["article_id"]: one["source_type"] for one in found if one["origin"] == "Bridgeline"}
    assert reported == {"other": "media_outlet", "own": "self"}


def test_a_wrong_entry_says_which(tmp_path, run_program):
    (tmp_path / "reliability.toml").write_text('[[outlets]]\nname = "Bridgeline"\naliases = [1]\n', encoding="utf-8")
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    done = run_program("claims", "in.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert "Bridgeline" in done.stderr
