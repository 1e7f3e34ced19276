# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: `balance`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from siyu import inputs, outcomes, values


class Account(TypedDict):
    """One customer's balance: what `balance_apply` returned last, or `{}` for a new one. Hosts keep it as it is."""

    lots: NotRequired[Sequence[inputs.balance.Lot | outcomes.balance.Lot] | None]
    """The lots, in the order of their top-ups."""

    purchases: NotRequired[Sequence[inputs.balance.Purchase | outcomes.balance.Purchase] | None]
    """The purchases, in the order in which they were paid."""

    applied: NotRequired[Sequence[inputs.balance.Command | outcomes.balance.Command] | None]
    """Every command that was applied, in order: the ledger by which any figure can be computed again."""


class ApplyRequest(TypedDict):
    """An account and a group of commands for it."""

    account: NotRequired[inputs.balance.Account | outcomes.balance.Account | None]
    """The account; a new one where absent."""

    commands: Sequence[inputs.balance.Command | outcomes.balance.Command]
    """The commands, in order. Where one of them is rejected or in conflict, none is applied."""


BonusGrant: TypeAlias = Literal["once", "per_multiple"]
"""How often a step of the bonus ladder is given."""


class BonusRules(TypedDict):
    """What the merchant adds to a top-up."""

    steps: NotRequired[Sequence[inputs.balance.BonusStep] | None]
    """The ladder, lowest step first."""

    grant: NotRequired[inputs.balance.BonusGrant | None]
    """How often a step is given."""

    valid_days: NotRequired[int | None]
    """Days after the top-up through which the bonus can be spent; no end where absent."""


class BonusStep(TypedDict):
    """A step of the bonus ladder: "充3000送300"."""

    at_least: values.Money
    """The least top-up, above zero."""

    bonus: values.Money
    """What the merchant adds, not negative."""


CapCounts: TypeAlias = Literal["principal_and_bonus", "principal"]
"""What the cap of a card counts."""


CardKind: TypeAlias = Literal["named", "anonymous"]
"""Whether a card bears its holder's name. The law caps the two differently."""


class CardRules(TypedDict):
    """The card that a balance is kept on."""

    kind: NotRequired[inputs.balance.CardKind | None]
    """Named or anonymous."""

    cap: NotRequired[values.Money | None]
    """The most that a top-up may lift the balance to. Where absent, the law's cap in CNY (单用途商业预付卡管理办法(试行)): 5,000.00 named, 1,000.00 anonymous; no cap in other currencies."""

    cap_counts: NotRequired[inputs.balance.CapCounts | None]
    """What the cap counts."""


Cause: TypeAlias = Literal["operator", "consumer", "none"]
"""By whose doing the contract ends: it decides what the law grants."""


class Channel(TypedDict):
    """A way in which customers pay."""

    refundable: NotRequired[bool | None]
    """Whether it can take money back at all: cash cannot."""

    days: NotRequired[int | None]
    """Days after the payment through which it takes money back (WeChat Pay: 365); no end where absent."""

    transfer_fallback: NotRequired[str | None]
    """The channel that pays what this one no longer can; any transfer where absent."""


class Command(TypedDict):
    """One change of an account: exactly one of `top_up`, `spend`, `restore`, `refund` and `expire`."""

    id: str
    """The host's id of this command. The same again, with the same content, changes nothing."""

    date: values.Date
    """The day on which it happens, not before that of the last command applied."""

    top_up: NotRequired[inputs.balance.TopUp | outcomes.balance.TopUp | None]
    """Money comes in; the lot bears the command's id."""

    spend: NotRequired[inputs.balance.Spend | outcomes.balance.Spend | None]
    """A purchase is paid from the balance."""

    restore: NotRequired[inputs.balance.Restore | outcomes.balance.Restore | None]
    """A purchase is given back, in whole or in part."""

    refund: NotRequired[inputs.balance.Refund | outcomes.balance.Refund | None]
    """Balance is paid back to the customer."""

    expire: NotRequired[inputs.balance.Expire | outcomes.balance.Expire | None]
    """Bonus whose time is over is written off."""


ConsumerPrice: TypeAlias = Literal["undiscounted", "charged"]
"""At which price used goods count when the customer ends the contract."""


class Draw(TypedDict):
    """What a purchase holds of a lot."""

    lot: str
    """The lot."""

    paid: NotRequired[values.Money | None]
    """Of its principal."""

    bonus: NotRequired[values.Money | None]
    """Of its bonus."""


class Expire(TypedDict):
    """Bonus that could last be spent before the command's date is written off. Principal never is."""


class Lot(TypedDict):
    """What one top-up made. Each colour is conserved: paid = paid_left + drawn by purchases + refunded + kept, bonus = bonus_left + drawn by purchases + bonus_lapsed."""

    id: str
    """The id of the top-up's command."""

    date: values.Date
    """The day of payment."""

    channel: NotRequired[str | None]
    """How it was paid."""

    expires: NotRequired[values.Date | None]
    """The last day on which the lot can be spent."""

    bonus_expires: NotRequired[values.Date | None]
    """The last day on which its bonus can be spent, where that is another."""

    goods_known: NotRequired[bool | None]
    """Whether the customer had had the same goods before (art. 14, exception)."""

    paid: values.Money
    """What was paid: principal."""

    bonus: NotRequired[values.Money | None]
    """What the merchant added."""

    paid_left: NotRequired[values.Money | None]
    """Unspent principal."""

    bonus_left: NotRequired[values.Money | None]
    """Unspent bonus."""

    refunded: NotRequired[values.Money | None]
    """Principal that was paid back."""

    kept: NotRequired[values.Money | None]
    """Principal that was closed in the merchant's favour when the contract ended (art. 19)."""

    bonus_lapsed: NotRequired[values.Money | None]
    """Bonus that expired, or lapsed when its principal was paid back."""


class PlanRequest(TypedDict):
    """Asks by which ways an amount goes back."""

    account: inputs.balance.Account | outcomes.balance.Account
    """The account."""

    amount: values.Money
    """How much is paid back, above zero."""

    on: values.Date
    """On which day."""


Promise: TypeAlias = Literal["any_time", "none"]
"""What the merchant promises beyond the law."""


class Purchase(TypedDict):
    """A purchase that was paid from the balance."""

    id: str
    """The host's id."""

    amount: values.Money
    """What was charged."""

    list_value: values.Money
    """What it cost without any discount."""

    restored: NotRequired[values.Money | None]
    """How much of `amount` was given back."""

    draws: NotRequired[Sequence[inputs.balance.Draw | outcomes.balance.Draw] | None]
    """What it still holds of lots, in the order drawn; together `amount` less `restored`."""


class QuoteRequest(TypedDict):
    """Asks what is due: of an account, or of a card for unlimited use; exactly one of the two."""

    account: NotRequired[inputs.balance.Account | outcomes.balance.Account | None]
    """The account."""

    unlimited: NotRequired[inputs.balance.UnlimitedCard | None]
    """A card for unlimited use through a time."""

    on: values.Date
    """The day of asking."""

    cause: NotRequired[inputs.balance.Cause | None]
    """By whose doing the contract ends."""


class Refund(TypedDict):
    """Balance is paid back, newest lots first, at most what the quote of the day for this cause gives."""

    amount: values.Money
    """How much, above zero (zero only where it closes an account to which nothing is due)."""

    cause: NotRequired[inputs.balance.Cause | None]
    """By whose doing."""

    close: NotRequired[bool | None]
    """Whether the contract ends: the whole quote is paid, and what is left after it (bonus; the price difference that art. 19 leaves to the operator) is closed with it."""


class RefundRules(TypedDict):
    """What is paid back, and when."""

    promise: inputs.balance.Promise
    """What the merchant promises."""

    window_days: NotRequired[int | None]
    """Days after the day of payment through which an untouched lot is paid back in full (法释〔2025〕4号 art. 14)."""

    consumer_price: NotRequired[inputs.balance.ConsumerPrice | None]
    """At which price used goods count on the consumer's cause."""


class Restore(TypedDict):
    """A purchase is given back: the same lots and colours have it again, what was drawn last first."""

    purchase: str
    """The purchase."""

    amount: NotRequired[values.Money | None]
    """How much of what was charged, above zero; all that is left of it where absent."""


class Rules(TypedDict):
    """The rules of balances."""

    card: NotRequired[inputs.balance.CardRules | None]
    """The card."""

    bonus: NotRequired[inputs.balance.BonusRules | None]
    """What is added to a top-up."""

    valid_days: NotRequired[int | None]
    """Days after the top-up through which a lot can be spent; no end where absent. Principal that can no longer be spent is never forfeited: it stays refundable."""

    spending: NotRequired[inputs.balance.SpendingOrder | None]
    """The order of spending."""

    refund: inputs.balance.RefundRules
    """What is paid back, and when."""

    channels: NotRequired[Mapping[str, inputs.balance.Channel] | None]
    """The ways of paying, by id."""


class Spend(TypedDict):
    """A purchase is paid from the balance."""

    purchase: str
    """The host's id of the purchase."""

    amount: values.Money
    """What is charged to the balance, above zero."""

    list_value: NotRequired[values.Money | None]
    """What the same goods cost without any discount, at least `amount`; `amount` where absent."""


SpendingOrder: TypeAlias = Literal["principal_first", "bonus_first", "proportional", "soonest_expiry"]
"""In which order a purchase draws on lots and colours. Lots go by expiry (none is last), date and id; expired ones are never drawn on."""


class TopUp(TypedDict):
    """Money comes in and makes a lot."""

    paid: values.Money
    """What the customer pays, above zero."""

    channel: NotRequired[str | None]
    """How it is paid: one of the rulebook's channels."""

    goods_known: NotRequired[bool | None]
    """Whether the customer had had the same goods before: then an untouched lot is not paid back within 7 days (法释〔2025〕4号 art. 14, exception)."""


UnlimitedCard = TypedDict(
    "UnlimitedCard",
    {
        "paid": "values.Money",
        "date": "values.Date",
        "from": "NotRequired[values.Date | None]",
        "days": "int",
        "untouched": "NotRequired[bool | None]",
        "refunded": "NotRequired[values.Money | None]",
    },
)
"""A card that was paid once and lets its holder come as often as they like."""
