# %% [markdown]
# # A month of a tea house
#
# Closes a small month, draws a party's statement, and asks what another rate would have done. Run it as a script
# (`python month.py OUT_FOLDER`) or cell by cell in an editor that knows `# %%`.

# %%
from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot

from siyu import Decision, Rulebook, inputs, outcomes

OUT = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
PERIOD = "2026-11"


# %% [markdown]
# ## The rules
#
# Amounts and rates are `Decimal`. A float would be refused before it could lose a fen.


# %%
def rules(direct: Decimal) -> inputs.rulebook.Rulebook:
    """The shop's rules with a rate for whoever sells."""
    return {
        "name": "tea-house",
        "version": PERIOD,
        "effective_from": date(2026, 11, 1),
        "agent": {
            "tiers": [
                {"id": "bronze", "keep": {"metric": "own_net_sales", "at_least": Decimal(300)}},
                {
                    "id": "silver",
                    "reach": {"metric": "own_net_sales", "at_least": Decimal(1000)},
                    "keep": {"metric": "own_net_sales", "at_least": Decimal(800)},
                },
            ],
            "assessment": {"protect": 0, "grace": 0, "clear_grace": 1, "promotion_effective": "now"},
        },
        "commission": {
            "residual": "house",
            "roles": {"direct": {"rate": direct}, "sponsor": {"rate": Decimal("0.03")}},
        },
    }


rulebook = Rulebook.parse(rules(Decimal("0.12")))
rulebook

# %% [markdown]
# ## The month's facts
#
# Mei was brought by Lan. One order is partly given back. Mei had money left from October and took most of it out.

# %%
SOLD = [
    # id, day, who sold, paid, given back
    ("o-1", 2, "mei", "399.00", None),
    ("o-2", 5, "mei", "268.80", "68.80"),
    ("o-3", 9, "lan", "199.90", None),
    ("o-4", 12, "mei", "88.88", None),
    ("o-5", 20, "mei", "459.00", None),
    ("o-6", 28, "lan", "35.50", None),
]
SPONSORS = {"mei": "lan"}


def sale(name: str, day: int, agent: str, paid: str, given_back: str | None) -> inputs.month.Sale:
    chain: list[inputs.commission.Link] = [{"agent": agent}]
    if agent in SPONSORS:
        chain.append({"agent": SPONSORS[agent]})
    refunds: list[inputs.month.LineRefund] = []
    if given_back is not None:
        refunds.append({"line": "1", "on": date(2026, 11, 25), "amount": Decimal(given_back), "reason": "returned"})
    return {
        "order": {
            "id": name,
            "placed_on": date(2026, 11, day),
            "chain": chain,
            "lines": [{"id": "1", "paid": Decimal(paid)}],
        },
        "refunds": refunds,
    }


sales = [sale(*sold) for sold in SOLD]

# %% [markdown]
# ## Closing
#
# A month is absorbed in chunks, on as many machines as one likes, merged, and closed.


# %%
def close(rulebook: Rulebook) -> Decision[outcomes.month.Close]:
    halves = [sales[:3], sales[3:]]
    partials = [rulebook.month_absorb({"period": PERIOD, "sales": half}).outcome for half in halves]
    merged = rulebook.month_merge({"partials": partials}).outcome
    agents: list[inputs.month.AgentRecord] = [
        {"state": {"agent": agent, "tier": "bronze", "joined_on": date(2026, 11, 1)}} for agent in ("lan", "mei")
    ]
    return rulebook.month_close(
        {
            "partial": merged,
            "agents": agents,
            "accounts": [{"party": "mei", "account": {"payable": Decimal("56.30")}}],
            "payments": [{"party": "mei", "on": date(2026, 11, 10), "amount": Decimal(45), "withheld": Decimal("5.00")}],
        }
    )


decision = close(rulebook)
closed = decision.outcome
for assessed in closed.assessments:
    print(f"{assessed.assessment.agent}: {assessed.assessment.outcome}, now {assessed.assessment.tier_after}")
    for reason in assessed.reasons:
        print(f"  {reason}")
for statement in (*closed.statements, closed.house):
    print(f"{statement.party}: earned {statement.earned}, clawed back {statement.clawed_back}, closing {statement.closing}")

# %% [markdown]
# ## A party's statement, and a what-if
#
# What would the same month have cost at another rate? Only the rulebook changes.

# %%
mei = next(statement for statement in closed.statements if statement.party == "mei")
steps = {
    "opening": mei.opening,
    "earned": mei.earned,
    "clawed back": -mei.clawed_back,
    "withheld": -mei.withheld,
    "paid": -mei.paid,
    "closing": mei.closing,
}

what_if: dict[Decimal, dict[str, Decimal]] = {}
for percent in range(8, 17, 2):
    rate = Decimal(percent) / 100
    other = close(Rulebook.parse(rules(rate))).outcome
    what_if[rate] = {told.party: told.earned - told.clawed_back for told in (*other.statements, other.house)}
    print(f"at {rate:.0%}: " + ", ".join(f"{party} {amount}" for party, amount in what_if[rate].items()))


# %%
def draw() -> tuple[list[float], dict[str, list[float]]]:
    """Draws both, and gives the heights of the bars and the points of the lines."""
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4.5), layout="constrained")
    running = Decimal(0)
    heights = []
    for name, amount in steps.items():
        bottom = Decimal(0) if name == "closing" else running
        colour = "#3b6ea5" if name in ("opening", "closing") else "#4f9d69" if amount >= 0 else "#c8553d"
        # matplotlib counts in floats: from here on it is a picture, and no money any more.
        (bar,) = left.bar(name, float(amount), bottom=float(bottom), color=colour)
        left.annotate(f"{amount}", (bar.get_x() + bar.get_width() / 2, float(max(bottom, bottom + amount))), ha="center", va="bottom")
        heights.append(bar.get_height())
        running += amount if name != "closing" else 0
    # Room for the figure on the highest bar.
    left.set_ylim(top=1.1 * left.get_ylim()[1])
    left.set_title(f"mei, {PERIOD}")
    left.set_ylabel("yuan")
    left.tick_params(axis="x", rotation=30)
    points = {}
    for party in what_if[Decimal("0.12")]:
        (line,) = right.plot(
            [float(rate * 100) for rate in what_if],
            [float(amounts.get(party, 0)) for amounts in what_if.values()],
            marker="o",
            label=party,
        )
        points[party] = [float(point) for point in line.get_ydata()]
    right.set_xlabel("rate of whoever sells, per cent")
    right.set_ylabel("yuan")
    right.set_title("what each party gets, net of refunds")
    right.legend()
    figure.savefig(OUT / "month.png", dpi=120)
    pyplot.close(figure)
    return heights, points


heights, points = draw()
print(f"drawn: {OUT / 'month.png'}")
