"""Every example of the documentation gives what it says."""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import siyu

NAMES = {"Decimal": Decimal, "Rulebook": siyu.Rulebook, "SiyuError": siyu.SiyuError, "date": date, "json": json, "siyu": siyu}
MODULES = ["siyu", *(name for _, name, _ in pkgutil.walk_packages(siyu.__path__, "siyu.") if "._native" not in name)]
# The fewest examples that there must be where they are told to be.
LEAST = {"siyu._operations": 60, "siyu._rulebook": 6, "siyu._decision": 4, "siyu": 3}


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), extraglobs=NAMES)
    assert result.failed == 0 and result.attempted >= LEAST.get(name, 0)


def test_the_examples_of_the_front_page() -> None:
    result = doctest.testfile(str(Path(__file__).parents[1] / "README.md"), module_relative=False, encoding="utf-8")
    assert result.failed == 0 and result.attempted > 10


def test_the_front_page_of_the_project_says_what_happens(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    exec(block, {})
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "2.39" and told[1].startswith("line 1: mei gets 12% of 19.99") and len(told) == 3


def test_the_front_page_lists_every_operation() -> None:
    page = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    from siyu._operations import Operations

    operations = [name for name in vars(Operations) if not name.startswith("_")]
    assert [name for name in operations if f"`{name}`" not in page] == []
