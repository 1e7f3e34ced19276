"""The examples run, and what they tell and draw is what siyu decided."""

from __future__ import annotations

import json
import os
import runpy
import struct
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from matplotlib import image

EXAMPLES = Path(__file__).parents[3] / "examples"


def test_the_story_is_told_as_in_every_language() -> None:
    command = [sys.executable, str(EXAMPLES / "python" / "story.py"), str(EXAMPLES / "story")]
    # Whatever the terminal's encoding is.
    told = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert told.stdout == (EXAMPLES / "story" / "expected.txt").read_bytes()


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the script leaves behind, its picture, and what it printed."""
    out = tmp_path_factory.mktemp("month")
    arguments, sys.argv = sys.argv, ["month.py", str(out)]
    try:
        left = runpy.run_path(str(EXAMPLES / "python" / "month.py"))
    finally:
        sys.argv = arguments
    printed = subprocess.run(
        [sys.executable, EXAMPLES / "python" / "month.py", out], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout
    return left, out / "month.png", printed


def test_the_month_tells_what_was_decided(month: Any) -> None:
    left, _, printed = month
    outcome = json.loads(left["decision"].json)["outcome"]
    for told in (*outcome["statements"], outcome["house"]):
        line = f"{told['party']}: earned {told['earned']}, clawed back {told['clawed_back']}, closing {told['closing']}\n"
        assert line in printed
    for assessed in outcome["assessments"]:
        assert f"{assessed['assessment']['agent']}: {assessed['assessment']['outcome']}, now " in printed
    net = {told["party"]: Decimal(told["earned"]) - Decimal(told["clawed_back"]) for told in (*outcome["statements"], outcome["house"])}
    assert left["what_if"][Decimal("0.12")] == net
    assert "at 12%: " + ", ".join(f"{party} {amount}" for party, amount in net.items()) + "\n" in printed
    # Whatever the rate, the parties share what was sold and not given back.
    assert {sum(amounts.values()) for amounts in left["what_if"].values()} == {Decimal(outcome["net"])}


def test_the_month_draws_what_was_decided(month: Any) -> None:
    left, _, _ = month
    outcome = json.loads(left["decision"].json)["outcome"]
    (mei,) = (told for told in outcome["statements"] if told["party"] == "mei")
    signs = {"opening": 1, "earned": 1, "clawed_back": -1, "withheld": -1, "paid": -1, "closing": 1}
    assert left["heights"] == [sign * float(mei[name]) for name, sign in signs.items()]
    for party, points in left["points"].items():
        assert points == [float(amounts[party]) for amounts in left["what_if"].values()]


def test_the_picture_of_the_month_is_one(month: Any) -> None:
    _, path, _ = month
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n") and 20_000 < len(data) < 500_000
    width, height = struct.unpack(">II", data[16:24])
    assert (width, height) == (1320, 540)
    colours = {tuple(colour) for colour in image.imread(path).reshape(-1, 4).tolist()}
    assert len(colours) > 50, "a picture, not a sheet of paper"
