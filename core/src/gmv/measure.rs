//! `gmv_measure`: what GMV was, from the orders themselves, with every variant named.

use alloc::string::String;

use super::factors::{Counted, Factors};
use super::orders::{MeasureRequest, Order, OrderKind, Refund, sum};
use super::rules::{RefundPeriod, Rules, Variant};
use crate::calendar::{Date, Window};
use crate::document::{Choice, Gather, Id, Map, Seen, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money, write_scaled};
use crate::number::{Figure, Number, Proportion};
use crate::reason::{Computation, Quantity, Reason, Reasons, Rule};

record! {
    /// An average of money.
    pub struct Average {
        /// Rounded once, by the rulebook's mode.
        pub amount: Money,
        /// The exact average in the currency's own unit, where the amount is not it.
        pub exact: Option<Number>,
    }
}

record! {
    /// One variant of GMV and what follows from it. What would divide by zero is absent.
    pub struct VariantFigures {
        /// The GMV of this variant.
        pub amount: Money,
        /// The orders behind it. In `net` an order that was refunded whole is none.
        pub orders: u64,
        /// The distinct buyers behind it.
        pub buyers: u64,
        /// Amount / orders (笔单价, AOV).
        pub average_per_order: Option<Average>,
        /// Amount / buyers (客单价).
        pub average_per_buyer: Option<Average>,
        /// Orders / buyers, at least 1; over a customer's whole time these are the lifetime purchases.
        pub purchases_per_buyer: Option<Figure>,
        /// Buyers / visitors.
        pub conversion_by_buyer: Option<Figure>,
        /// Orders / visitors.
        pub conversion_by_order: Option<Figure>,
        /// Orders / visits.
        pub conversion_by_session: Option<Figure>,
    }
}

record! {
    /// What one channel brought, in the merchant's variant.
    pub struct ChannelFigures {
        /// Its GMV.
        pub amount: Money,
        /// Its orders.
        pub orders: u64,
        /// Its distinct buyers; one who bought through two channels counts in both.
        pub buyers: u64,
    }
}

record! {
    /// GMV in all its variants. placed − unpaid − cancelled = paid; paid − refunded = net.
    pub struct Measured {
        /// What this merchant calls GMV.
        pub variant: Variant,
        /// The GMV of that variant.
        pub gmv: Money,
        /// Everything ordered.
        pub placed: VariantFigures,
        /// What was paid.
        pub paid: VariantFigures,
        /// What was paid and kept. Below zero when a period's refunds are more than its sales.
        pub net: VariantFigures,
        /// What was ordered, not cancelled, and not paid.
        pub unpaid: Money,
        /// What was cancelled before it was paid.
        pub cancelled: Money,
        /// What went back and counts here.
        pub refunded: Money,
        /// Top-ups that were paid: no GMV.
        pub top_ups: Money,
        /// Each channel that is named by an order.
        pub channels: Map<Id, ChannelFigures> = Map::new(),
        /// The factors of the merchant's variant; their product is its GMV, to the fen. There when `visitors` is given and
        /// something was bought.
        pub factors: Option<Factors>,
    }
}

/// Amounts, orders and buyers of one variant.
#[derive(Default)]
struct Tally<'a> {
    amount: i128,
    orders: u64,
    buyers: Seen<'a>,
}

impl<'a> Tally<'a> {
    fn enter(&mut self, order: &'a Order) {
        self.orders = self.orders.saturating_add(1);
        self.buyers.add(&order.buyer);
    }

    fn buyers(&self) -> u64 {
        u64::try_from(self.buyers.len()).unwrap_or(u64::MAX)
    }
}

/// Everything that is summed up, for the shop or for one channel.
#[derive(Default)]
struct Books<'a> {
    placed: Tally<'a>,
    paid: Tally<'a>,
    net: Tally<'a>,
    cancelled: i128,
    refunded: i128,
    top_ups: i128,
}

/// Which days count, and how.
#[derive(Clone, Copy)]
struct Days {
    window: Option<Window>,
    refunds_in: RefundPeriod,
}

impl Days {
    fn contain(&self, date: Date) -> bool {
        self.window.is_none_or(|window| window.contains(date))
    }

    /// What went back of an order and counts in these days.
    fn refunded(&self, order: &Order) -> i128 {
        let counts = |refund: &&Refund| match self.refunds_in {
            RefundPeriod::OrderDate => self.contain(order.placed_on),
            RefundPeriod::RefundDate => self.contain(refund.refunded_on),
        };
        sum(order.refunds.iter().filter(counts).map(|refund| refund.amount))
    }
}

impl<'a> Books<'a> {
    fn enter(&mut self, order: &'a Order, days: Days) {
        let in_period = days.contain(order.placed_on);
        let paid = order.paid.filter(|_| in_period).map(Money::exact);
        if order.kind == OrderKind::TopUp {
            self.top_ups = self.top_ups.saturating_add(paid.unwrap_or(0));
            return;
        }
        let refunded = days.refunded(order);
        self.refunded = self.refunded.saturating_add(refunded);
        self.net.amount = self.net.amount.saturating_sub(refunded);
        if !in_period {
            return;
        }
        self.placed.enter(order);
        self.placed.amount = self.placed.amount.saturating_add(order.amount.exact());
        if order.cancelled {
            self.cancelled = self.cancelled.saturating_add(order.amount.exact());
        }
        if let Some(paid) = paid {
            self.paid.enter(order);
            self.paid.amount = self.paid.amount.saturating_add(paid);
            self.net.amount = self.net.amount.saturating_add(paid);
            if refunded == 0 || refunded < paid {
                self.net.enter(order);
            }
        }
    }

    fn of(&self, variant: Variant) -> &Tally<'a> {
        match variant {
            Variant::Placed => &self.placed,
            Variant::Paid => &self.paid,
            Variant::Net => &self.net,
        }
    }

    fn unpaid(&self) -> i128 {
        self.placed.amount.saturating_sub(self.paid.amount).saturating_sub(self.cancelled)
    }
}

/// Makes figures of tallies, and tells how.
struct Teller<'a> {
    rules: &'a Rules,
    currency: Currency,
    visitors: Option<u64>,
    sessions: Option<u64>,
}

/// `gmv_measure`: measures GMV.
pub(crate) fn measure(
    rules: &Rules,
    currency: Currency,
    request: &MeasureRequest,
    reasons: &mut Reasons,
) -> Result<Measured, Error> {
    let days = Days { window: request.window()?, refunds_in: rules.refunds_in };
    request.check(currency)?;
    let mut books = Books::default();
    let mut channels: Gather<&Id, Books<'_>> = Gather::new();
    for order in &request.orders {
        books.enter(order, days);
        if let Some(channel) = &order.channel {
            channels.change(channel, |books| books.enter(order, days));
        }
    }
    check_traffic(&books, request.visitors)?;
    let teller = Teller { rules, currency, visitors: request.visitors, sessions: request.sessions };
    let amount = |minor: i128| Money::from_exact(minor).map_err(|error| error.at("/orders"));
    let gmv = amount(books.of(rules.variant).amount)?;
    reasons.decisive(|| teller.chosen(&books, gmv));
    let measured = Measured {
        variant: rules.variant,
        gmv,
        placed: teller.figures(&books, Variant::Placed, reasons)?,
        paid: teller.figures(&books, Variant::Paid, reasons)?,
        net: teller.figures(&books, Variant::Net, reasons)?,
        unpaid: amount(books.unpaid())?,
        cancelled: amount(books.cancelled)?,
        refunded: amount(books.refunded)?,
        top_ups: amount(books.top_ups)?,
        channels: by_channel(channels, rules.variant)?,
        factors: teller.factors(books.of(rules.variant), gmv),
    };
    teller.tell_rest(&measured, reasons);
    Ok(measured)
}

/// Buyers are visitors: with more of them the traffic is not that of these orders.
fn check_traffic(books: &Books<'_>, visitors: Option<u64>) -> Result<(), Error> {
    let buyers = books.placed.buyers();
    match visitors {
        Some(visitors) if visitors < buyers => {
            Err(Error::new(Code::FewerVisitors).found(visitors).allowed(buyers).at("/visitors"))
        }
        _ => Ok(()),
    }
}

fn by_channel(channels: Gather<&Id, Books<'_>>, variant: Variant) -> Result<Map<Id, ChannelFigures>, Error> {
    let mut figures = Map::new();
    for (channel, books) in channels.sorted() {
        let tally = books.of(variant);
        let amount = Money::from_exact(tally.amount)?;
        let row = ChannelFigures { amount, orders: tally.orders, buyers: tally.buyers() };
        figures.insert(channel.clone(), row);
    }
    Ok(figures)
}

impl Teller<'_> {
    /// The figures of one variant.
    fn figures(
        &self,
        books: &Books<'_>,
        variant: Variant,
        reasons: &mut Reasons,
    ) -> Result<VariantFigures, Error> {
        let tally = books.of(variant);
        let amount = Money::from_exact(tally.amount)?;
        reasons.detail(|| {
            Reason::new(Rule::GmvVariant)
                .of(variant.slug())
                .with("formula", Quantity::text(self.formula(books, variant)))
                .with("orders", count(tally.orders))
                .with("buyers", count(tally.buyers()))
                .computed(Computation::fixed(amount))
        });
        let (orders, buyers) = (tally.orders, tally.buyers());
        let mut ratio = |above: Option<u64>, below: Option<u64>, name: &str| {
            let (above, below) = (Number::of(above?), Number::of(below?));
            let number = above.over(&below)?;
            reasons.detail(|| {
                Reason::new(Rule::GmvFigure)
                    .of(alloc::format!("{}/{name}", variant.slug()))
                    .with("formula", Quantity::text(alloc::format!("{above} ÷ {below}")))
                    .with("exact", Quantity::text(number.shown()))
            });
            Some(Figure::of(number))
        };
        let purchases_per_buyer = ratio(Some(orders), Some(buyers), "purchases_per_buyer");
        let conversion_by_buyer = ratio(Some(buyers), self.visitors, "conversion_by_buyer");
        let conversion_by_order = ratio(Some(orders), self.visitors, "conversion_by_order");
        let conversion_by_session = ratio(Some(orders), self.sessions, "conversion_by_session");
        let mut average = |below: u64, name: &str| self.average((amount, below), variant, name, reasons);
        Ok(VariantFigures {
            amount,
            orders,
            buyers,
            average_per_order: average(orders, "average_per_order")?,
            average_per_buyer: average(buyers, "average_per_buyer")?,
            purchases_per_buyer,
            conversion_by_buyer,
            conversion_by_order,
            conversion_by_session,
        })
    }

    fn average(
        &self,
        (amount, below): (Money, u64),
        variant: Variant,
        name: &str,
        reasons: &mut Reasons,
    ) -> Result<Option<Average>, Error> {
        let whole = Number::of_money(amount, self.currency);
        let Some(exact) = whole.over(&Number::of(below)) else { return Ok(None) };
        let rounded = exact.to_money(self.rules.rounding, self.currency)?;
        reasons.detail(|| {
            Reason::new(Rule::GmvAmount)
                .of(alloc::format!("{}/{name}", variant.slug()))
                .with(
                    "formula",
                    Quantity::text(alloc::format!("{} ÷ {below}", amount.to_text(self.currency))),
                )
                .with("exact", Quantity::text(exact.shown()))
                .computed(Computation::fixed(rounded))
        });
        let differs = Number::of_money(rounded, self.currency) != exact;
        Ok(Some(Average { amount: rounded, exact: differs.then_some(exact) }))
    }

    /// "220.00 − 50.00 − 30.00": how a variant comes from the one before it.
    fn formula(&self, books: &Books<'_>, variant: Variant) -> String {
        let text = |minor: i128| write_scaled(minor, u32::from(self.currency.decimals()));
        match variant {
            Variant::Placed => "Σ amount".into(),
            Variant::Paid => alloc::format!(
                "{} − {} − {}",
                text(books.placed.amount),
                text(books.unpaid()),
                text(books.cancelled)
            ),
            Variant::Net => alloc::format!("{} − {}", text(books.paid.amount), text(books.refunded)),
        }
    }

    fn chosen(&self, books: &Books<'_>, gmv: Money) -> Reason {
        Reason::new(Rule::GmvChosen)
            .at("/gmv/variant")
            .of(self.rules.variant.slug())
            .with("formula", Quantity::text(self.formula(books, self.rules.variant)))
            .computed(Computation::fixed(gmv))
    }

    /// What was left out or taken off, and by which rule.
    fn tell_rest(&self, measured: &Measured, reasons: &mut Reasons) {
        if !measured.refunded.is_zero() {
            reasons.detail(|| {
                Reason::new(Rule::GmvRefunds)
                    .at("/gmv/refunds_in")
                    .of(self.rules.refunds_in.slug())
                    .computed(Computation::fixed(measured.refunded))
            });
        }
        if !measured.top_ups.is_zero() {
            reasons.detail(|| Reason::new(Rule::GmvTopUps).computed(Computation::fixed(measured.top_ups)));
        }
    }

    /// visitors × buyers/visitors × amount/orders × orders/buyers = amount, exactly.
    fn factors(&self, tally: &Tally<'_>, gmv: Money) -> Option<Factors> {
        let (orders, buyers) = (Number::of(tally.orders), Number::of(tally.buyers()));
        let visitors = Number::of(self.visitors?);
        let order_value = Number::of_money(gmv, self.currency).over(&orders)?;
        if order_value.is_negative() {
            return None;
        }
        Some(Factors {
            conversion: Proportion(buyers.over(&visitors)?),
            order_value,
            lifetime_purchases: Some(orders.over(&buyers)?),
            fission: None,
            conversion_by: Some(Counted::Buyer),
            order_value_per: Some(Counted::Order),
            traffic: visitors,
        })
    }
}

fn count(count: u64) -> Quantity {
    Quantity::Count(i64::try_from(count).unwrap_or(i64::MAX))
}
