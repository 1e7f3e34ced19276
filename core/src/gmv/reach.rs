//! `gmv_reach`: what being seen is worth, what money spent brought back, and how many friends a channel should add.

use alloc::string::String;
use alloc::vec::Vec;

use super::rules::Rules;
use crate::document::{Id, Seen, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money, Rate};
use crate::number::{Figure, Number};
use crate::reason::{Computation, Quantity, Reason, Reasons, Rule};

record! {
    /// What to compute: at least one of the three.
    pub struct ReachRequest {
        /// Being seen.
        pub exposure: Option<Exposure>,
        /// Money spent and brought back.
        pub returns: Option<Returns>,
        /// Channels that add friends.
        pub funnels: Vec<Funnel> = Vec::new(),
    }
}

record! {
    /// How often a campaign was seen: `impressions`, or `promoters` × `impressions_each`.
    pub struct Exposure {
        /// The price of a thousand impressions (CPM); not negative.
        pub cpm: Money,
        /// All impressions. Whoever sees twice counts twice: impressions are not reach.
        pub impressions: Option<u64>,
        /// How many promote.
        pub promoters: Option<u64>,
        /// How many impressions each of them makes.
        pub impressions_each: Option<u64>,
    }
}

record! {
    /// What was spent, and the revenue it brought.
    pub struct Returns {
        /// The revenue; not negative.
        pub revenue: Money,
        /// The cost; above zero.
        pub cost: Money,
    }
}

record! {
    /// A channel through which people are asked to add a friend.
    pub struct Funnel {
        /// The channel, once in the list.
        pub channel: Id,
        /// How many are asked.
        pub contacts: u64,
        /// The stages on the way, each with the share that passes; at least one, at most eight.
        pub stages: Vec<Stage>,
    }
}

record! {
    /// A stage of a funnel.
    pub struct Stage {
        /// What it is called.
        pub name: Id,
        /// The share that passes at least.
        pub low: Rate,
        /// The share that passes at most.
        pub high: Rate,
    }
}

record! {
    /// What was asked for.
    pub struct Reached {
        /// The exposure's worth.
        pub exposure: Option<ExposureValue>,
        /// The returns, under each of their names.
        pub returns: Option<ReturnFigures>,
        /// Each channel, in the order of the request.
        pub funnels: Vec<FunnelResult> = Vec::new(),
        /// All channels together.
        pub adds: Option<Range>,
    }
}

record! {
    /// What it would have cost to buy the impressions.
    pub struct ExposureValue {
        /// The impressions.
        pub impressions: u64,
        /// CPM × impressions / 1000, rounded once, by the rulebook's mode.
        pub value: Money,
        /// The exact value in the currency's own unit.
        pub exact: Number,
    }
}

record! {
    /// Three figures that all go by the name ROI.
    pub struct ReturnFigures {
        /// revenue / cost: what shops call ROI (10 spent, 100 sold: 10).
        pub roas: Figure,
        /// (revenue − cost) / cost: what finance calls ROI (10 spent, 100 sold: 9).
        pub roi: Figure,
        /// cost / revenue (费比); absent without revenue.
        pub cost_share: Option<Figure>,
    }
}

record! {
    /// From the least to the most that is expected.
    pub struct Range {
        /// The least.
        pub low: Figure,
        /// The most.
        pub high: Figure,
    }
}

record! {
    /// What is expected of one channel.
    pub struct FunnelResult {
        /// The channel.
        pub channel: Id,
        /// How many pass each stage.
        pub stages: Vec<StageResult>,
        /// How many are added: those that pass the last stage.
        pub adds: Range,
    }
}

record! {
    /// How many pass a stage.
    pub struct StageResult {
        /// The stage.
        pub name: Id,
        /// How many.
        pub passed: Range,
    }
}

/// The most stages of a funnel.
const MOST_STAGES: usize = 8;

/// `gmv_reach`: values exposure, returns and funnels.
pub(crate) fn reach(
    rules: &Rules,
    currency: Currency,
    request: &ReachRequest,
    reasons: &mut Reasons,
) -> Result<Reached, Error> {
    if request.exposure.is_none() && request.returns.is_none() && request.funnels.is_empty() {
        return Err(Error::new(Code::MissingField).found("{}").allowed("exposure, returns, funnels"));
    }
    let exposure = match &request.exposure {
        Some(exposure) => {
            let valued = value(exposure, (rules, currency), reasons);
            Some(valued.map_err(|error| error.within("/exposure"))?)
        }
        None => None,
    };
    let returns = match &request.returns {
        Some(returns) => Some(figures(returns, currency, reasons).map_err(|error| error.within("/returns"))?),
        None => None,
    };
    let (funnels, adds) = expected(&request.funnels, reasons)?;
    Ok(Reached { exposure, returns, funnels, adds })
}

fn not_negative(amount: Money, currency: Currency, at: &str) -> Result<Number, Error> {
    match amount.is_negative() {
        true => {
            let error = Error::new(Code::NegativeAmount).found(amount.to_text(currency));
            Err(error.allowed("≥ 0").at(at))
        }
        false => Ok(Number::of_money(amount, currency)),
    }
}

fn value(
    exposure: &Exposure,
    (rules, currency): (&Rules, Currency),
    reasons: &mut Reasons,
) -> Result<ExposureValue, Error> {
    let cpm = not_negative(exposure.cpm, currency, "/cpm")?;
    let (count, shown) = impressions(exposure)?;
    let product = cpm.times(&Number::of(count));
    let exact = product.over(&Number::of(1000)).unwrap_or(product);
    let value = exact.to_money(rules.rounding, currency)?;
    reasons.decisive(|| {
        Reason::new(Rule::GmvAmount)
            .of("exposure")
            .with("formula", Quantity::text(alloc::format!("{cpm} × {shown} ÷ 1000")))
            .with("exact", Quantity::text(exact.shown()))
            .computed(Computation::fixed(value))
    });
    Ok(ExposureValue { impressions: count, value, exact })
}

/// The impressions, and how they are written in the formula.
fn impressions(exposure: &Exposure) -> Result<(u64, String), Error> {
    const MOST: u64 = (1 << 53) - 1;
    match (exposure.impressions, exposure.promoters, exposure.impressions_each) {
        (Some(all), None, None) => Ok((all, alloc::format!("{all}"))),
        (None, Some(promoters), Some(each)) => {
            let shown = alloc::format!("{promoters} × {each}");
            match promoters.checked_mul(each).filter(|all| *all <= MOST) {
                Some(all) => Ok((all, shown)),
                None => Err(Error::new(Code::CountOutOfRange).found(shown).allowed("≤ 9007199254740991")),
            }
        }
        (all, promoters, each) => {
            let names = [
                ("impressions", all.is_some()),
                ("promoters", promoters.is_some()),
                ("impressions_each", each.is_some()),
            ];
            let there: Vec<&str> =
                names.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect();
            let error = Error::new(Code::AlternativeFields).found(there.join(", "));
            Err(error.allowed("impressions, promoters × impressions_each"))
        }
    }
}

fn figures(returns: &Returns, currency: Currency, reasons: &mut Reasons) -> Result<ReturnFigures, Error> {
    let revenue = not_negative(returns.revenue, currency, "/revenue")?;
    let cost = not_negative(returns.cost, currency, "/cost")?;
    let (Some(roas), Some(roi)) = (revenue.over(&cost), revenue.minus(&cost).over(&cost)) else {
        let found = returns.cost.to_text(currency);
        return Err(Error::new(Code::ValueOutOfRange).found(found).allowed("> 0").at("/cost"));
    };
    let (revenue_text, cost_text) = (returns.revenue.to_text(currency), returns.cost.to_text(currency));
    let mut tell = |name: &'static str, formula: String, figure: &Number| {
        reasons.decisive(|| {
            Reason::new(Rule::GmvFigure)
                .of(name)
                .with("formula", Quantity::text(formula))
                .with("exact", Quantity::text(figure.shown()))
        });
    };
    tell("roas", alloc::format!("{revenue_text} ÷ {cost_text}"), &roas);
    tell("roi", alloc::format!("({revenue_text} − {cost_text}) ÷ {cost_text}"), &roi);
    let cost_share = cost.over(&revenue);
    if let Some(share) = &cost_share {
        tell("cost_share", alloc::format!("{cost_text} ÷ {revenue_text}"), share);
    }
    Ok(ReturnFigures { roas: Figure::of(roas), roi: Figure::of(roi), cost_share: cost_share.map(Figure::of) })
}

/// Each funnel, and all of them together.
fn expected(funnels: &[Funnel], reasons: &mut Reasons) -> Result<(Vec<FunnelResult>, Option<Range>), Error> {
    let mut channels = Seen::new();
    let mut results = Vec::with_capacity(funnels.len());
    let (mut low, mut high) = (Number::zero(), Number::zero());
    for (index, funnel) in funnels.iter().enumerate() {
        let within = |error: Error| error.within(alloc::format!("/funnels/{index}"));
        if !channels.add(&funnel.channel) {
            let twice = Error::new(Code::DuplicateItem).found(&funnel.channel).allowed(1_u8);
            return Err(within(twice.at("/channel")));
        }
        let result = pass(funnel).map_err(within)?;
        low = low.plus(result.adds.low.number());
        high = high.plus(result.adds.high.number());
        reasons.decisive(|| told(funnel, &result));
        results.push(result);
    }
    let adds = (!results.is_empty()).then(|| Range { low: Figure::of(low), high: Figure::of(high) });
    Ok((results, adds))
}

/// Stage by stage: expected numbers are not rounded, so that funnels can be added up.
fn pass(funnel: &Funnel) -> Result<FunnelResult, Error> {
    if funnel.stages.is_empty() || funnel.stages.len() > MOST_STAGES {
        let error = Error::new(Code::ListLength).found(funnel.stages.len());
        return Err(error.allowed(alloc::format!("1–{MOST_STAGES}")).at("/stages"));
    }
    let (mut low, mut high) = (Number::of(funnel.contacts), Number::of(funnel.contacts));
    let mut stages = Vec::with_capacity(funnel.stages.len());
    for (index, stage) in funnel.stages.iter().enumerate() {
        if stage.high < stage.low {
            let error = Error::new(Code::RangeOrder).found(stage.high.to_text());
            return Err(error.allowed(stage.low.to_text()).at(alloc::format!("/stages/{index}/high")));
        }
        low = low.times(&Number::of_rate(stage.low));
        high = high.times(&Number::of_rate(stage.high));
        let passed = Range { low: Figure::of(low.clone()), high: Figure::of(high.clone()) };
        stages.push(StageResult { name: stage.name.clone(), passed });
    }
    let adds = Range { low: Figure::of(low), high: Figure::of(high) };
    Ok(FunnelResult { channel: funnel.channel.clone(), stages, adds })
}

fn told(funnel: &Funnel, result: &FunnelResult) -> Reason {
    let rates: Vec<String> = funnel
        .stages
        .iter()
        .map(|stage| alloc::format!("{}–{}", stage.low.to_text(), stage.high.to_text()))
        .collect();
    Reason::new(Rule::GmvFunnel)
        .of(&funnel.channel)
        .with("formula", Quantity::text(alloc::format!("{} × {}", funnel.contacts, rates.join(" × "))))
        .with("low", Quantity::text(result.adds.low.number().shown()))
        .with("high", Quantity::text(result.adds.high.number().shown()))
}
