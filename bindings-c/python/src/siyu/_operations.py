# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""Every operation as a method."""

from __future__ import annotations

from typing import Any

from siyu import inputs, outcomes
from siyu._decision import Decision, Operator
from siyu._told import Told


class Operations(Operator):
    """Every operation: facts in, decision out."""

    __slots__ = ()

    @staticmethod
    def rulebook_check(text: str) -> outcomes.operation.Checked:
        """All findings of a rulebook's text at once, its digest and canonical form. Needs no rulebook."""
        return outcomes.operation.read_checked(Operator._ask_without_rulebook("rulebook_check", {"text": text}), Told(None))

    def rulebook_columns(self) -> outcomes.operation.ColumnPlaces:
        """What the numbers in columns mean under the rulebook: tiers, readings, roles, pools, overrides by their places."""
        return outcomes.operation.read_column_places(self._ask("rulebook_columns", {}), Told(None))

    def decision_verify(self, operation: str, input: Any, decision: Any) -> outcomes.operation.Verification:
        """Replays an operation's input under the rulebook and says whether a decision is what it gives."""
        return outcomes.operation.read_verification(self._ask("decision_verify", {"operation": operation, "input": input, "decision": decision}), Told(None))

    def decision_explain(self, decision: Any, language: str) -> outcomes.operation.Explanation:
        """The reasons of a decision as sentences in `zh-CN` or `en`."""
        return outcomes.operation.read_explanation(self._ask("decision_explain", {"decision": decision, "language": language}), Told(None))

    def money_share(
        self, facts: inputs.operation.ShareRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.operation.Shared]:
        """Shares a whole among fixed, rated and pooled parts and one residual party (RULES.md §0).

        >>> rulebook = Rulebook.parse({"name": "plain", "version": "1", "effective_from": "2026-01-01"})
        >>> decision = rulebook.money_share({"whole": "19.99", "parts": [{"id": "a", "rate": "5%"}], "residual": "house"}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'shares': [{'id': 'a', 'amount': '0.99'}, {'id': 'house', 'amount': '19.00'}]}
        """
        return self._decide("money_share", facts, detail)

    def agent_admit(
        self, facts: inputs.agent.Application, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.agent.Admission]:
        """Decides an application: admitted to a tier, or refused with every condition that does not hold (RULES.md §1).

        >>> rulebook = Rulebook.parse({"name": "march", "version": "1", "effective_from": "2024-01-01", "agent": {"tiers": [{"id": "bronze", "admit": {"metric": "age", "at_least": 18}}], "leap_day": "march_1"}})
        >>> decision = rulebook.agent_admit({"agent": "a1", "applied_on": "2022-02-28", "born": "2004-02-29", "own_lifetime_spend": "0", "completed_orders": 0}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'agent': 'a1', 'result': 'refused', 'asked_tier': 'bronze', 'missing': [{'metric': 'age', 'window': 'lifetime', 'observed': {'count': 17}, 'threshold': {'count': 18}, 'margin': {'count': 1}, 'path': '/agent/tiers/0/admit'}]}
        """
        return self._decide("agent_admit", facts, detail)

    def agent_assess(
        self, facts: inputs.agent.AssessmentRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.agent.Assessment]:
        """Assesses one agent for one month: protected, promoted, kept, warned, demoted or cleared (RULES.md §1).

        >>> rulebook = Rulebook.parse({"name": "strict", "version": "1", "effective_from": "2024-01-01", "agent": {"tiers": [{"id": "bronze", "keep": {"metric": "own_net_sales", "at_least": "1000.00"}}, {"id": "silver", "reach": {"metric": "own_net_sales", "at_least": "20000.00"}, "keep": {"metric": "own_net_sales", "at_least": "10000.00"}}, {"id": "gold", "reach": {"metric": "own_net_sales", "at_least": "50000.00"}, "keep": {"metric": "own_net_sales", "at_least": "30000.00"}}], "assessment": {"protect": 1, "grace": 0, "clear_grace": 1, "promotion_effective": "now"}, "clearing": {"reentry_months": 12}}})
        >>> decision = rulebook.agent_assess({"period": "2024-01", "state": {"agent": "a1", "tier": "silver", "joined_on": "2024-01-31"}, "facts": {"periods": [{"period": "2024-01"}]}}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'agent': 'a1', 'period': '2024-01', 'outcome': 'protected', 'tier_before': 'silver', 'tier_after': 'silver', 'misses': 0, 'remaining_grace': 0, 'next_tier': 'gold', 'missing': [{'metric': 'own_net_sales', 'observed': {'money': '0.00'}, 'threshold': {'money': '50000.00'}, 'margin': {'money': '50000.00'}, 'path': '/agent/tiers/2/reach'}], 'state': {'agent': 'a1', 'tier': 'silver', 'joined_on': '2024-01-31', 'last': {'period': '2024-01', 'outcome': 'protected', 'tier_before': 'silver'}}}
        """
        return self._decide("agent_assess", facts, detail)

    def agent_tree_check(
        self, facts: inputs.agent.TreeCheck, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.agent.TreeSummary]:
        """Checks that the sponsors of all agents make a tree without cycles, and says how deep it is (RULES.md §1).

        >>> rulebook = Rulebook.parse({"name": "one", "version": "1", "effective_from": "2024-01-01", "agent": {"tiers": [{"id": "agent"}]}, "commission": {"residual": "house"}})
        >>> decision = rulebook.agent_tree_check({"agents": []}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'agents': 0, 'roots': [], 'levels': [], 'beyond_paid_levels': 0}
        """
        return self._decide("agent_tree_check", facts, detail)

    def commission_split(
        self, facts: inputs.commission.Order, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.commission.Split]:
        """Shares each line of an order among supplier, agents, mentor, pools and the residual party (RULES.md §2).

        >>> rulebook = Rulebook.parse({"name": "flat", "version": "1", "effective_from": "2026-01-01", "commission": {"residual": "house", "roles": {"direct": {"rate": "5%"}, "sponsor": {"rate": "2%"}, "mentor": {"rate": "1%"}}}})
        >>> decision = rulebook.commission_split({"id": "o22", "placed_on": "2026-01-05", "lines": [{"id": "1", "paid": "100.00"}]}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'order': 'o22', 'lines': [{'line': '1', 'paid': '100.00', 'parts': [{'party': 'house', 'role': 'residual', 'amount': '100.00'}]}], 'totals': [{'party': 'house', 'amount': '100.00'}]}
        """
        return self._decide("commission_split", facts, detail)

    def commission_clawback(
        self, facts: inputs.commission.ClawbackRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.commission.Clawback]:
        """Who gives back what when a buyer is refunded: by the cumulative floor, whatever the slicing (RULES.md §2).

        >>> rulebook = Rulebook.parse({"name": "plain", "version": "1", "effective_from": "2026-01-01", "commission": {"residual": "house", "roles": {"direct": {"rate": "5%"}}}})
        >>> decision = rulebook.commission_clawback({"line": {"line": "1", "paid": "0", "parts": [{"party": "mill", "role": "supplier", "amount": "5.00"}, {"party": "house", "role": "residual", "amount": "-5.00"}]}, "refund": {"amount": "0"}}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'line': '1', 'reason': 'returned', 'parts': [{'party': 'mill', 'role': 'supplier', 'amount': '0.00'}, {'party': 'house', 'role': 'residual', 'amount': '0.00'}], 'refunded': {}, 'left': '0.00'}
        """
        return self._decide("commission_clawback", facts, detail)

    def commission_statement(
        self, facts: inputs.commission.StatementRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.commission.Statement]:
        """A party's account over a month: opening, earned, clawed back, released, withheld, paid, debt, closing (RULES.md §2).

        >>> rulebook = Rulebook.parse({"name": "plain", "version": "1", "effective_from": "2026-01-01", "commission": {"residual": "house", "roles": {"direct": {"rate": "5%"}}}})
        >>> decision = rulebook.commission_statement({"party": "a", "period": "2026-01", "opening": {"frozen": [{"through": "2026-01-31", "amount": "2.00"}, {"through": "2026-01-30", "amount": "1.00"}]}}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'party': 'a', 'period': '2026-01', 'opening': '3.00', 'earned': '0.00', 'clawed_back': '0.00', 'released': '1.00', 'withheld': '0.00', 'paid': '0.00', 'debt': '0.00', 'closing': '3.00', 'account': {'frozen': [{'through': '2026-01-31', 'amount': '2.00'}], 'payable': '1.00'}, 'lines': []}
        """
        return self._decide("commission_statement", facts, detail)

    def commission_withdraw(
        self, facts: inputs.commission.WithdrawRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.commission.Withdrawal]:
        """What a party is paid when it asks for its money: minimum, maximum, fee (RULES.md §2).

        >>> rulebook = Rulebook.parse({"name": "fixed", "version": "1", "effective_from": "2026-01-01", "commission": {"residual": "house", "withdrawal": {"fee": "2.00"}}})
        >>> decision = rulebook.commission_withdraw({"account": {"payable": "300.00"}, "amount": "2.01", "on": "2026-01-20"}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'gross': '2.01', 'fee': '2.00', 'paid': '0.01', 'movement': {'on': '2026-01-20', 'kind': 'paid', 'amount': '2.01'}, 'account': {'payable': '297.99'}}
        """
        return self._decide("commission_withdraw", facts, detail)

    def month_absorb(
        self, facts: inputs.month.Chunk, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.month.Partial]:
        """Absorbs a chunk of a month's orders, refunds and receipts into sums.

        >>> rulebook = Rulebook.parse({"name": "shop", "version": "1", "effective_from": "2026-01-01", "agent": {"tiers": [{"id": "bronze", "keep": {"metric": "own_net_sales", "at_least": "500.00"}}, {"id": "silver", "reach": {"metric": "own_net_sales", "at_least": "1000.00"}, "keep": {"metric": "own_net_sales", "at_least": "800.00"}}], "assessment": {"protect": 0, "grace": 0, "clear_grace": 0, "promotion_effective": "now"}}, "commission": {"residual": "house", "roles": {"direct": {"rate": "12%"}, "sponsor": {"rate": "3%"}}}})
        >>> decision = rulebook.month_absorb({"period": "2026-10"}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'period': '2026-10'}
        """
        return self._decide("month_absorb", facts, detail)

    def month_merge(
        self, facts: inputs.month.MergeRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.month.Partial]:
        """Adds sums of one month.

        >>> rulebook = Rulebook.parse({"name": "shop", "version": "1", "effective_from": "2026-01-01", "agent": {"tiers": [{"id": "bronze", "keep": {"metric": "own_net_sales", "at_least": "500.00"}}, {"id": "silver", "reach": {"metric": "own_net_sales", "at_least": "1000.00"}, "keep": {"metric": "own_net_sales", "at_least": "800.00"}}], "assessment": {"protect": 0, "grace": 0, "clear_grace": 0, "promotion_effective": "now"}}, "commission": {"residual": "house", "roles": {"direct": {"rate": "12%"}, "sponsor": {"rate": "3%"}}}})
        >>> decision = rulebook.month_merge({"partials": [{"period": "2026-10", "parties": {"a": [{"on": "2026-10-09", "kind": "earned", "amount": "3.00"}, {"on": "2026-10-05", "kind": "earned", "amount": "1.00"}]}}, {"period": "2026-10", "parties": {"a": [{"on": "2026-10-05", "kind": "earned", "amount": "0.50"}, {"on": "2026-10-05", "kind": "earned", "amount": "0.25"}]}}]}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'period': '2026-10', 'parties': {'a': [{'on': '2026-10-05', 'kind': 'earned', 'amount': '1.75'}, {'on': '2026-10-09', 'kind': 'earned', 'amount': '3.00'}]}}
        """
        return self._decide("month_merge", facts, detail)

    def month_close(
        self, facts: inputs.month.CloseRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.month.Close]:
        """Closes a month: statements, assessments, the house.

        >>> rulebook = Rulebook.parse({"name": "shop", "version": "1", "effective_from": "2026-01-01", "agent": {"tiers": [{"id": "bronze", "keep": {"metric": "own_net_sales", "at_least": "500.00"}}, {"id": "silver", "reach": {"metric": "own_net_sales", "at_least": "1000.00"}, "keep": {"metric": "own_net_sales", "at_least": "800.00"}}], "assessment": {"protect": 0, "grace": 0, "clear_grace": 0, "promotion_effective": "now"}}, "commission": {"residual": "house", "roles": {"direct": {"rate": "12%"}, "sponsor": {"rate": "3%"}}}})
        >>> decision = rulebook.month_close({"partial": {"period": "2026-10"}, "agents": [{"state": {"agent": "mei", "tier": "bronze", "joined_on": "2026-08-01", "last": {"period": "2026-09", "outcome": "kept", "tier_before": "bronze"}}}]}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'period': '2026-10', 'totals': {}, 'net': '0.00', 'house': {'party': 'house', 'period': '2026-10', 'opening': '0.00', 'earned': '0.00', 'clawed_back': '0.00', 'released': '0.00', 'withheld': '0.00', 'paid': '0.00', 'debt': '0.00', 'closing': '0.00', 'account': {}, 'lines': []}, 'statements': [], 'assessments': [{'facts': {'period': '2026-10'}, 'assessment': {'agent': 'mei', 'period': '2026-10', 'outcome': 'cleared', 'tier_before': 'bronze', 'effective_from': '2026-11', 'misses': 1, 'remaining_grace': 0, 'clearing': {'effective_from': '2026-11', 'heir': 'house', 'paid': '0.00', 'runs_on': '0.00', 'forfeited': '0.00'}, 'state': {'agent': 'mei', 'tier': 'bronze', 'joined_on': '2026-08-01', 'misses': 1, 'last': {'period': '2026-10', 'outcome': 'cleared', 'tier_before': 'bronze', 'effective_from': '2026-11'}}}}], 'unassessed': []}
        """
        return self._decide("month_close", facts, detail)

    def vip_level(
        self, facts: inputs.vip.LevelFacts, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.vip.Standing]:
        """The VIP level of a customer on a day, when it ends, and what the next one needs (RULES.md §3).

        >>> rulebook = Rulebook.parse({"name": "open", "version": "1", "effective_from": "2026-01-01", "vip": {"purchase_required": False, "levels": [{"id": "gold", "top_up": "3000"}]}})
        >>> decision = rulebook.vip_level({"as_of": "2026-05-01", "top_ups": [{"id": "t1", "on": "2026-05-01", "amount": "3000"}]}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'level': 'gold', 'change': 'granted', 'since': '2026-05-01', 'counted': '3000.00'}
        """
        return self._decide("vip_level", facts, detail)

    def vip_refund_quote(
        self, facts: inputs.vip.LevelRefundRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.vip.LevelRefundQuote]:
        """What of a VIP customer's balance can be refunded, the way back, and the level before and after (RULES.md §3, §4).

        >>> rulebook = Rulebook.parse({"name": "sample", "version": "1", "effective_from": "2026-01-01", "vip": {"levels": [{"id": "gold", "name": "黄金", "top_up": "3000", "factor": "9.5折"}, {"id": "platinum", "top_up": "4000", "factor": "9折"}, {"id": "diamond", "top_up": "5000", "factor": "8.5折"}]}, "balance": {"refund": {"promise": "any_time"}, "card": {"cap": "100000"}, "channels": {"wechat_pay": {"days": 365, "transfer_fallback": "bank"}, "bank": {}}}})
        >>> decision = rulebook.vip_refund_quote({"account": {}, "on": "2026-06-01"}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'quote': {'amount': '0.00', 'applies': 'promise', 'principal': '0.00', 'candidates': [{'basis': 'promise', 'granted': True, 'amount': '0.00'}, {'basis': 'seven_days', 'article': '法释〔2025〕4号 art. 14', 'granted': False, 'amount': '0.00'}, {'basis': 'operator', 'article': '法释〔2025〕4号 art. 18', 'granted': False, 'amount': '0.00'}, {'basis': 'consumer', 'article': '法释〔2025〕4号 art. 19', 'granted': False, 'amount': '0.00'}]}, 'legs': [], 'before': {'change': 'none', 'counted': '0.00', 'next': {'level': 'gold', 'top_up': '3000.00', 'missing': '3000.00', 'purchase_missing': True}}, 'after': {'change': 'none', 'counted': '0.00', 'next': {'level': 'gold', 'top_up': '3000.00', 'missing': '3000.00', 'purchase_missing': True}}}
        """
        return self._decide("vip_refund_quote", facts, detail)

    def vip_price(
        self, facts: inputs.vip.PriceFacts, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.vip.Priced]:
        """The price waterfall of an order: list, level, birthday, coupon, points, payable, each line by line (RULES.md §3).

        >>> rulebook = Rulebook.parse({"name": "close", "version": "1", "effective_from": "2026-01-01", "vip": {"levels": [{"id": "gold", "top_up": "3000", "factor": "85折"}, {"id": "platinum", "top_up": "4000", "factor": "8折"}]}})
        >>> decision = rulebook.vip_price({"on": "2026-05-20", "level": "gold", "lines": [{"id": "a", "list": "0.08", "floor": "0.07"}, {"id": "b", "list": "0.08", "floor": "0.22"}, {"id": "c", "list": "0.03"}]}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'list': '0.19', 'steps': [{'step': 'level', 'amount': '0.01', 'unused': '0.02', 'price': '0.18'}, {'step': 'birthday', 'amount': '0.00', 'unused': '0.00', 'price': '0.18'}, {'step': 'coupon', 'amount': '0.00', 'unused': '0.00', 'price': '0.18'}, {'step': 'points', 'amount': '0.00', 'unused': '0.00', 'price': '0.18'}], 'payable': '0.18', 'lines': [{'id': 'a', 'list': '0.08', 'level': '0.01', 'birthday': '0.00', 'coupon': '0.00', 'points': '0.00', 'payable': '0.07', 'unused': '0.01'}, {'id': 'b', 'list': '0.08', 'level': '0.00', 'birthday': '0.00', 'coupon': '0.00', 'points': '0.00', 'payable': '0.08', 'unused': '0.01'}, {'id': 'c', 'list': '0.03', 'level': '0.00', 'birthday': '0.00', 'coupon': '0.00', 'points': '0.00', 'payable': '0.03', 'unused': '0.00'}], 'points_used': 0}
        """
        return self._decide("vip_price", facts, detail)

    def vip_entitle(
        self, facts: inputs.vip.EntitlementFacts, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.vip.Entitlements]:
        """Which perks customers may have on a day, and who gets what there is of them (RULES.md §3).

        >>> rulebook = Rulebook.parse({"name": "sample", "version": "1", "effective_from": "2026-01-01", "vip": {"levels": [{"id": "gold", "top_up": "3000"}, {"id": "platinum", "top_up": "4000"}, {"id": "diamond", "top_up": "5000"}], "perks": [{"id": "spring_gift", "kind": "festival_gift", "name": "春节礼物", "festival": "spring", "items": {"gold": "tea", "diamond": "set"}, "periods": [{"from": "2026-02-10", "to": "2026-02-24"}, {"from": "2027-02-01", "to": "2027-02-14"}]}, {"id": "serum_sample", "kind": "sample", "name": "新品小样", "from_level": "platinum", "total": 100, "periods": [{"from": "2026-03-01", "to": "2026-04-01"}]}, {"id": "serum_trial", "kind": "early_trial", "from_level": "gold", "days_earlier": {"platinum": 3, "diamond": 7}, "periods": [{"from": "2026-03-08", "to": "2026-04-01"}]}, {"id": "rare_set", "kind": "limited_offer", "name": "限量", "per_person": 2, "total": 3, "periods": [{"from": "2026-05-01", "to": "2026-06-01"}]}]}})
        >>> decision = rulebook.vip_entitle({"on": "2026-05-01", "customers": [{"id": "g", "level": "gold"}]}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'entitlements': [{'customer': 'g', 'perk': 'spring_gift', 'kind': 'festival_gift', 'item': 'tea', 'available': 0, 'opens_on': '2027-02-01', 'limited_by': 'period'}, {'customer': 'g', 'perk': 'serum_sample', 'kind': 'sample', 'available': 0, 'limited_by': 'level'}, {'customer': 'g', 'perk': 'serum_trial', 'kind': 'early_trial', 'available': 0, 'limited_by': 'period'}, {'customer': 'g', 'perk': 'rare_set', 'kind': 'limited_offer', 'available': 2, 'until': '2026-06-01'}], 'grants': []}
        """
        return self._decide("vip_entitle", facts, detail)

    def balance_apply(
        self, facts: inputs.balance.ApplyRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.balance.Applied]:
        """Applies a group of commands to a customer's balance, all or nothing: top up, spend, restore, refund, expire (RULES.md §4).

        >>> rulebook = Rulebook.parse({"name": "anonymous", "version": "1", "effective_from": "2026-01-01", "balance": {"card": {"kind": "anonymous"}, "valid_days": 1096, "refund": {"promise": "none"}}})
        >>> decision = rulebook.balance_apply({"commands": [{"id": "t1", "date": "9999-01-01", "top_up": {"paid": "1"}}]}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'accepted': False, 'account': {}, 'results': [{'id': 't1', 'status': 'rejected', 'rejection': {'code': 'date_out_of_range', 'number': 21, 'path': '/commands/0/date', 'parameters': {'allowed': '≤ 9996-12-30', 'found': '`9999-01-01`'}, 'en': {'message': 'the date `9999-01-01` is out of range, expected ≤ 9996-12-30', 'repair': 'use a date ≤ 9996-12-30'}, 'zh_cn': {'message': '日期 `9999-01-01` 超出范围,应 ≤ 9996-12-30', 'repair': '使用 ≤ 9996-12-30 的日期'}}}], 'events': []}
        """
        return self._decide("balance_apply", facts, detail)

    def balance_refund_quote(
        self, facts: inputs.balance.QuoteRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.balance.Quote]:
        """What is due when a balance is paid back: every candidate basis with its article and figures, and which applies.

        >>> rulebook = Rulebook.parse({"name": "law-only", "version": "1", "effective_from": "2026-01-01", "balance": {"bonus": {"steps": [{"at_least": "3000", "bonus": "1000"}]}, "channels": {"wechat_pay": {"days": 365, "transfer_fallback": "bank"}, "bank": {}, "cash": {"refundable": False}}, "refund": {"promise": "none"}}})
        >>> decision = rulebook.balance_refund_quote({"account": {}, "on": "2026-03-01", "cause": "operator"}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'amount': '0.00', 'applies': 'operator', 'principal': '0.00', 'candidates': [{'basis': 'promise', 'granted': False, 'amount': '0.00'}, {'basis': 'seven_days', 'article': '法释〔2025〕4号 art. 14', 'granted': False, 'amount': '0.00'}, {'basis': 'operator', 'article': '法释〔2025〕4号 art. 18', 'granted': True, 'amount': '0.00'}, {'basis': 'consumer', 'article': '法释〔2025〕4号 art. 19', 'granted': False, 'amount': '0.00'}]}
        """
        return self._decide("balance_refund_quote", facts, detail)

    def balance_refund_plan(
        self, facts: inputs.balance.PlanRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.balance.Plan]:
        """By which ways an amount goes back: original payments while their channels allow, newest first, then transfers.

        >>> rulebook = Rulebook.parse({"name": "channels", "version": "1", "effective_from": "2026-01-01", "balance": {"card": {"cap": "100000"}, "bonus": {"steps": [{"at_least": "3000", "bonus": "1000"}]}, "channels": {"wechat_pay": {"days": 365, "transfer_fallback": "bank"}, "bank": {}, "cash": {"refundable": False}}, "refund": {"promise": "none"}}})
        >>> decision = rulebook.balance_refund_plan({"account": {"lots": [{"id": "t1", "date": "2026-01-01", "channel": "wechat_pay", "paid": "3000.00", "bonus": "1000.00", "bonus_left": "1000.00"}, {"id": "t2", "date": "2026-01-02", "channel": "bank", "paid": "1000.00", "paid_left": "1000.00"}], "purchases": [{"id": "o1", "amount": "3000.00", "list_value": "3000.00", "draws": [{"lot": "t1", "paid": "3000.00"}]}], "applied": [{"id": "t1", "date": "2026-01-01", "top_up": {"paid": "3000.00", "channel": "wechat_pay"}}, {"id": "t2", "date": "2026-01-02", "top_up": {"paid": "1000.00", "channel": "bank"}}, {"id": "pay-o1", "date": "2026-02-01", "spend": {"purchase": "o1", "amount": "3000.00"}}]}, "amount": "1600", "on": "2026-03-01"}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'legs': [{'lot': 't2', 'route': 'original', 'channel': 'bank', 'amount': '1000.00', 'age_days': 58}, {'lot': 't1', 'route': 'original', 'channel': 'wechat_pay', 'amount': '600.00', 'age_days': 59}]}
        """
        return self._decide("balance_refund_plan", facts, detail)

    def gmv_measure(
        self, facts: inputs.gmv.MeasureRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.gmv.Measured]:
        """Placed, paid and net GMV from orders, with averages, conversions and the factors that make it (RULES.md §5).

        >>> rulebook = Rulebook.parse({"name": "plain", "version": "1", "effective_from": "2026-01-01", "gmv": {}})
        >>> decision = rulebook.gmv_measure({"orders": [], "visitors": 100}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'variant': 'paid', 'gmv': '0.00', 'placed': {'amount': '0.00', 'orders': 0, 'buyers': 0, 'conversion_by_buyer': {'value': '0'}, 'conversion_by_order': {'value': '0'}}, 'paid': {'amount': '0.00', 'orders': 0, 'buyers': 0, 'conversion_by_buyer': {'value': '0'}, 'conversion_by_order': {'value': '0'}}, 'net': {'amount': '0.00', 'orders': 0, 'buyers': 0, 'conversion_by_buyer': {'value': '0'}, 'conversion_by_order': {'value': '0'}}, 'unpaid': '0.00', 'cancelled': '0.00', 'refunded': '0.00', 'top_ups': '0.00'}
        """
        return self._decide("gmv_measure", facts, detail)

    def gmv_compose(
        self, facts: inputs.gmv.ComposeRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.gmv.Composed]:
        """GMV from its factors, what one per cent of each does, and what-if tables.

        >>> rulebook = Rulebook.parse({"name": "plain", "version": "1", "effective_from": "2026-01-01", "gmv": {}})
        >>> decision = rulebook.gmv_compose({"factors": {"traffic": "100000", "conversion": "2%", "order_value": "150"}}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'formula': 'traditional', 'gmv': '300000.00', 'exact': '300000', 'steps': [{'factor': 'traffic', 'value': {'value': '100000'}, 'product': {'value': '100000'}}, {'factor': 'conversion', 'value': {'value': '0.02'}, 'product': {'value': '2000'}}, {'factor': 'order_value', 'value': {'value': '150'}, 'product': {'value': '300000'}}], 'sensitivity': [{'factor': 'traffic', 'raised': {'value': '101000'}, 'gmv': '303000.00', 'change': '3000.00'}, {'factor': 'conversion', 'raised': {'value': '0.0202'}, 'gmv': '303000.00', 'change': '3000.00'}, {'factor': 'order_value', 'raised': {'value': '151.5'}, 'gmv': '303000.00', 'change': '3000.00'}]}
        """
        return self._decide("gmv_compose", facts, detail)

    def gmv_attribute(
        self, facts: inputs.gmv.AttributeRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.gmv.Attributed]:
        """Parts a change of GMV among its factors, by chain substitution (连环替代) and by Shapley, to the fen.

        >>> rulebook = Rulebook.parse({"name": "plain", "version": "1", "effective_from": "2026-01-01", "gmv": {}})
        >>> decision = rulebook.gmv_attribute({"before": {"traffic": "100", "conversion": "0.8", "order_value": "50"}, "after": {"traffic": "110", "conversion": "0.7", "order_value": "60"}}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'before': '4000.00', 'after': '4620.00', 'change': '620.00', 'chain': [{'factor': 'traffic', 'before': {'value': '100'}, 'after': {'value': '110'}, 'exact': '400', 'amount': '400.00'}, {'factor': 'conversion', 'before': {'value': '0.8'}, 'after': {'value': '0.7'}, 'exact': '-550', 'amount': '-550.00'}, {'factor': 'order_value', 'before': {'value': '50'}, 'after': {'value': '60'}, 'exact': '770', 'amount': '770.00'}], 'shapley': [{'factor': 'traffic', 'before': {'value': '100'}, 'after': {'value': '110'}, 'exact': '1235/3', 'amount': '411.67'}, {'factor': 'conversion', 'before': {'value': '0.8'}, 'after': {'value': '0.7'}, 'exact': '-1735/3', 'amount': '-578.33'}, {'factor': 'order_value', 'before': {'value': '50'}, 'after': {'value': '60'}, 'exact': '2360/3', 'amount': '786.66'}]}
        """
        return self._decide("gmv_attribute", facts, detail)

    def gmv_solve(
        self, facts: inputs.gmv.SolveRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.gmv.Solved]:
        """The least value of one factor that reaches a target.

        >>> rulebook = Rulebook.parse({"name": "plain", "version": "1", "effective_from": "2026-01-01", "gmv": {}})
        >>> decision = rulebook.gmv_solve({"factors": {"traffic": "10000000", "conversion": "5%", "order_value": "1000"}, "factor": "traffic", "target": "700000000.00"}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'factor': 'traffic', 'before': '500000000.00', 'current': {'value': '10000000'}, 'value': '14000000', 'times': {'value': '1.4'}, 'gmv': '700000000.00'}
        """
        return self._decide("gmv_solve", facts, detail)

    def gmv_reach(
        self, facts: inputs.gmv.ReachRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.gmv.Reached]:
        """What impressions are worth, ROAS and ROI, and the friends that channels are expected to add.

        >>> rulebook = Rulebook.parse({"name": "plain", "version": "1", "effective_from": "2026-01-01", "gmv": {}})
        >>> decision = rulebook.gmv_reach({"returns": {"revenue": "0.00", "cost": "1.00"}}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'returns': {'roas': {'value': '0'}, 'roi': {'value': '-1'}}}
        """
        return self._decide("gmv_reach", facts, detail)

    def customer_classify(
        self, facts: inputs.customer.ClassifyRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.customer.Classified]:
        """The class of a customer by repurchases, what the next one needs, when it falls, and whether the customer sleeps (RULES.md §6).

        >>> rulebook = Rulebook.parse({"name": "usual", "version": "1", "effective_from": "2026-01-01", "customer": {}})
        >>> decision = rulebook.customer_classify({"as_of": "2026-06-30"}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'window_from': '2025-07-01', 'orders': 0, 'repurchases': 0, 'net_sales': '0.00', 'next': {'class': 'D', 'orders': 1, 'missing': 1}, 'dormant': False, 'sample_due': False}
        """
        return self._decide("customer_classify", facts, detail)

    def customer_segments(
        self, facts: inputs.customer.SegmentsRequest, /, *, detail: inputs.reason.Detail | None = None
    ) -> Decision[outcomes.customer.Segments]:
        """All customers together: classes, repurchase rates, super users, concentration and Gini (RULES.md §6).

        >>> rulebook = Rulebook.parse({"name": "known", "version": "1", "effective_from": "2026-01-01", "customer": {"classes_over": "all_known", "shares_over": "all_known"}})
        >>> decision = rulebook.customer_segments({"as_of": "2026-06-30", "customers": {"a": {}, "b": {}}}, detail="none")
        >>> json.loads(decision.json)["outcome"]
        {'window_from': '2025-07-01', 'customers': 2, 'buyers': 0, 'orders': 0, 'net_sales': '0.00', 'classes': [{'class': 'A', 'customers': 0, 'net_sales': '0.00', 'share': {'value': '0'}}, {'class': 'B', 'customers': 0, 'net_sales': '0.00', 'share': {'value': '0'}}, {'class': 'C', 'customers': 0, 'net_sales': '0.00', 'share': {'value': '0'}}, {'class': 'D', 'customers': 2, 'net_sales': '0.00', 'share': {'value': '1'}}], 'unclassified': 0, 'dormant': 0, 'samples_due': [], 'repurchase': {}, 'super_users': {'users': [], 'customers': 0, 'net_sales': '0.00'}}
        """
        return self._decide("customer_segments", facts, detail)


FACTS: dict[str, str] = {
    "money_share": "operation.ShareRequest",
    "agent_admit": "agent.Application",
    "agent_assess": "agent.AssessmentRequest",
    "agent_tree_check": "agent.TreeCheck",
    "commission_split": "commission.Order",
    "commission_clawback": "commission.ClawbackRequest",
    "commission_statement": "commission.StatementRequest",
    "commission_withdraw": "commission.WithdrawRequest",
    "month_absorb": "month.Chunk",
    "month_merge": "month.MergeRequest",
    "month_close": "month.CloseRequest",
    "vip_level": "vip.LevelFacts",
    "vip_refund_quote": "vip.LevelRefundRequest",
    "vip_price": "vip.PriceFacts",
    "vip_entitle": "vip.EntitlementFacts",
    "balance_apply": "balance.ApplyRequest",
    "balance_refund_quote": "balance.QuoteRequest",
    "balance_refund_plan": "balance.PlanRequest",
    "gmv_measure": "gmv.MeasureRequest",
    "gmv_compose": "gmv.ComposeRequest",
    "gmv_attribute": "gmv.AttributeRequest",
    "gmv_solve": "gmv.SolveRequest",
    "gmv_reach": "gmv.ReachRequest",
    "customer_classify": "customer.ClassifyRequest",
    "customer_segments": "customer.SegmentsRequest",
}
"""The record that each operation decides on."""

READERS: dict[str, Any] = {
    "money_share": outcomes.operation.read_shared,
    "agent_admit": outcomes.agent.read_admission,
    "agent_assess": outcomes.agent.read_assessment,
    "agent_tree_check": outcomes.agent.read_tree_summary,
    "commission_split": outcomes.commission.read_split,
    "commission_clawback": outcomes.commission.read_clawback,
    "commission_statement": outcomes.commission.read_statement,
    "commission_withdraw": outcomes.commission.read_withdrawal,
    "month_absorb": outcomes.month.read_partial,
    "month_merge": outcomes.month.read_partial,
    "month_close": outcomes.month.read_close,
    "vip_level": outcomes.vip.read_standing,
    "vip_refund_quote": outcomes.vip.read_level_refund_quote,
    "vip_price": outcomes.vip.read_priced,
    "vip_entitle": outcomes.vip.read_entitlements,
    "balance_apply": outcomes.balance.read_applied,
    "balance_refund_quote": outcomes.balance.read_quote,
    "balance_refund_plan": outcomes.balance.read_plan,
    "gmv_measure": outcomes.gmv.read_measured,
    "gmv_compose": outcomes.gmv.read_composed,
    "gmv_attribute": outcomes.gmv.read_attributed,
    "gmv_solve": outcomes.gmv.read_solved,
    "gmv_reach": outcomes.gmv.read_reached,
    "customer_classify": outcomes.customer.read_classified,
    "customer_segments": outcomes.customer.read_segments,
}
"""How the outcome of each operation is read."""
