"""The story of a tea house, as `examples/story/README.md` tells it: `python story.py ../story`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from siyu import Decision, Rulebook, SiyuError, outcomes


def main(folder: Path) -> None:
    def read(name: str) -> str:
        return (folder / name).read_text(encoding="utf-8")

    tell_faults(read("faulty.json"))
    with Rulebook.parse(folder / "rulebook.json") as rulebook:
        print(f"本月的规则,指纹 {rulebook.digest}")
        split = tell_split(rulebook, read("order.json"))
        line = split.outcome.lines[0]
        for amount in (Decimal("1.00"), Decimal("20.00")):
            tell_refund(rulebook, line, amount)
        tell_price(rulebook, read("basket.json"))
        tell_verification(rulebook, split)


def tell_faults(rules: str) -> None:
    try:
        Rulebook.parse(rules)
    except SiyuError as error:
        print(f"下月的规则被拒绝,{len(error.findings)} 处:")
        for finding in error.findings:
            assert finding.span is not None, "a finding of a text has its place there"
            place = f"{finding.span.line}:{finding.span.column} {finding.code} {finding.path}"
            print(f"  {place}:{finding.zh_cn.message}")


def tell_split(rulebook: Rulebook, order: str) -> Decision[outcomes.commission.Split]:
    # The order comes from the shop's queue as JSON; json.loads makes the dictionary that a program would write.
    split = rulebook.commission_split(json.loads(order))
    line = split.outcome.lines[0]
    print(f"订单 {split.outcome.order},实付 {line.paid}:")
    tell_parts(line.parts)
    tell_why(split)
    return split


def tell_refund(rulebook: Rulebook, line: outcomes.commission.SplitLine, amount: Decimal) -> None:
    print(f"退款 {amount}:")
    try:
        clawback = rulebook.commission_clawback({"line": line, "refund": {"amount": amount, "reason": "returned"}})
    except SiyuError as error:
        print(f"  被拒绝,{error.code} {error.path}")
        print(f"  {error.zh_cn.message};{error.zh_cn.repair}")
        print(f"  {error.en.message}; {error.en.repair}")
        return
    tell_parts(clawback.outcome.parts)
    tell_why(clawback)


def tell_price(rulebook: Rulebook, basket: str) -> None:
    priced = rulebook.vip_price(json.loads(basket))
    print(f"生日价,标价 {priced.outcome.list},应付 {priced.outcome.payable}:")
    for step in priced.outcome.steps:
        print(f"  {step.step}: 减 {step.amount},得 {step.price}")
    tell_why(priced)


def tell_verification(rulebook: Rulebook, split: Decision[outcomes.commission.Split]) -> None:
    verified = rulebook.decision_verify(split.operation, split.input, split)
    print(f"核对分账:{'一致' if verified.verified else '不一致'}")
    forged = json.loads(split.json)
    forged["outcome"]["lines"][0]["parts"][1]["amount"] = Decimal("2.40")
    verified = rulebook.decision_verify(split.operation, split.input, forged)
    print(f"核对多记一分的分账:{'一致' if verified.verified else f'不一致,{verified.differs_at}'}")


def tell_parts(parts: Iterable[outcomes.commission.LinePart]) -> None:
    for part in parts:
        print(f"  {part.party} ({part.role}): {part.amount}")


def tell_why(decision: Decision[object]) -> None:
    for reason in decision.reasons:
        print(f"  - {reason:zh-CN}")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    main(Path(sys.argv[1]))
