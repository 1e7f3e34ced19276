//! The section `agent` of a rulebook: what a merchant writes about tiers, assessment and clearing.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Deref;

use super::condition::Condition;
use super::findings;
use super::metric::Unit;
use crate::calendar::LeapDay;
use crate::document::{Description, Id, Node, Reader, Shape, Writer, choice, record};

choice! {
    /// How far one promotion goes.
    pub enum Promotion {
        /// All the way: to the highest tier whose `reach` holds.
        Jump = "jump",
        /// One tier up, when the `reach` of any higher tier holds.
        Step = "step",
    }
}

choice! {
    /// From when a promotion is in force.
    pub enum Effect {
        /// From the assessed period on.
        Now = "now",
        /// From the period after the assessed one.
        NextPeriod = "next_period",
    }
}

choice! {
    /// How far one demotion goes.
    pub enum Demotion {
        /// One tier down.
        OneStep = "one_step",
        /// To the highest lower tier whose `keep` holds; the lowest when none does.
        ToHeld = "to_held",
    }
}

choice! {
    /// Who takes over what a cleared agent leaves.
    pub enum Heir {
        /// The agent's sponsor; the house where there is none.
        Sponsor = "sponsor",
        /// The house.
        House = "house",
    }
}

choice! {
    /// What becomes of commission that is not payable yet when its agent is cleared.
    pub enum Fate {
        /// It goes its way and is paid when it becomes payable.
        RunsOn = "runs_on",
        /// It is lost to the agent.
        Forfeited = "forfeited",
    }
}

choice! {
    /// The period that a refund lowers the net sales of. For whoever sums the facts of a period.
    pub enum RefundAttribution {
        /// The period of the order.
        OrderPeriod = "order_period",
        /// The period of the refund.
        RefundPeriod = "refund_period",
    }
}

record! {
    /// One tier.
    pub struct Tier {
        /// The tier's name.
        pub id: Id,
        /// What an applicant must meet to enter here; absent: nobody enters here.
        pub admit: Option<Condition>,
        /// What an agent of a lower tier must meet to be promoted into it; absent: nobody is promoted into it.
        pub reach: Option<Condition>,
        /// What an agent of this tier must meet to stay; absent: nobody falls from it.
        pub keep: Option<Condition>,
        /// Misses in a row that are only warned of, in place of the assessment's `grace`.
        pub grace: Option<u32>,
    }
}

record! {
    /// How agents are assessed, once per period (a calendar month).
    pub struct AssessmentPolicy {
        /// Periods after the period of joining in which nobody falls; the period of joining is always protected. 0–120.
        pub protect: u32 = 1,
        /// Misses in a row that are only warned of. 0–120.
        pub grace: u32 = 2,
        /// The same on the lowest tier, where the next miss clears. 0–120.
        pub clear_grace: u32 = 3,
        /// How far a promotion goes.
        pub promotion: Promotion = Promotion::Jump,
        /// From when it is in force.
        pub promotion_effective: Effect = Effect::NextPeriod,
        /// How far a demotion goes. A fall is in force from the period after the assessed one.
        pub demotion: Demotion = Demotion::OneStep,
    }
}

impl AssessmentPolicy {
    fn usual() -> Self {
        Self {
            protect: 1,
            grace: 2,
            clear_grace: 3,
            promotion: Promotion::Jump,
            promotion_effective: Effect::NextPeriod,
            demotion: Demotion::OneStep,
        }
    }
}

record! {
    /// What becomes of what a cleared agent leaves. What is payable is always paid.
    pub struct ClearingPolicy {
        /// Who takes over downline and customers.
        pub inherit: Heir = Heir::Sponsor,
        /// What becomes of frozen commission.
        pub frozen: Fate = Fate::RunsOn,
        /// What becomes of pending commission.
        pub pending: Fate = Fate::RunsOn,
        /// Months from the clearing until the agent may apply again; absent: never. 0–1200.
        pub reentry_months: Option<u32>,
    }
}

impl ClearingPolicy {
    fn usual() -> Self {
        Self { inherit: Heir::Sponsor, frozen: Fate::RunsOn, pending: Fate::RunsOn, reentry_months: None }
    }
}

record! {
    /// The section as it is written.
    pub struct Section {
        /// The tiers, lowest first; 1–32.
        pub tiers: Vec<Tier>,
        /// How agents are assessed.
        pub assessment: AssessmentPolicy = AssessmentPolicy::usual(),
        /// What becomes of what a cleared agent leaves.
        pub clearing: ClearingPolicy = ClearingPolicy::usual(),
        /// Metrics that the host measures itself, by name, with their unit.
        pub metrics: BTreeMap<Id, Unit> = BTreeMap::new(),
        /// The period that a refund counts in.
        pub refund_attribution: RefundAttribution = RefundAttribution::OrderPeriod,
        /// The birthday of those born on 29 February, in a common year.
        pub leap_day: LeapDay = LeapDay::February28,
    }
}

/// The rules of agents: a checked [`Section`]. The only way to have them is to read a rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules(Section);

impl Deref for Rules {
    type Target = Section;
    fn deref(&self) -> &Section {
        &self.0
    }
}

impl Shape for Rules {
    fn blank() -> Self {
        Self(Section::blank())
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let mut section = Section::read(node, reader)?;
        section.resolve_thresholds(reader);
        reader.checking(|reader| findings::check(&section, reader));
        Some(Self(section))
    }
    fn write(&self, writer: &mut Writer) {
        self.0.write(writer);
    }
    fn describe() -> Description {
        Section::describe()
    }
}

impl Section {
    /// The place of a tier among the others, from the lowest.
    #[must_use]
    pub fn rank(&self, tier: &Id) -> Option<usize> {
        self.tiers.iter().position(|other| other.id == *tier)
    }

    /// The misses in a row that are only warned of on a tier.
    pub(super) fn grace_of(&self, rank: usize) -> u32 {
        match self.tiers.get(rank) {
            _ if rank == 0 => self.assessment.clear_grace,
            Some(tier) => tier.grace.unwrap_or(self.assessment.grace),
            None => self.assessment.grace,
        }
    }

    /// Gives the thresholds of the host's metrics their units.
    fn resolve_thresholds(&mut self, reader: &mut Reader) {
        let metrics = &self.metrics;
        for (at, tier) in self.tiers.iter_mut().enumerate() {
            let conditions =
                [("admit", &mut tier.admit), ("reach", &mut tier.reach), ("keep", &mut tier.keep)];
            for (name, condition) in conditions {
                let mut path: String = alloc::format!("/tiers/{at}/{name}");
                let Some(condition) = condition else { continue };
                condition.visit_mut(&mut path, &mut |requirement, path| {
                    let super::Metric::Host(id) = &requirement.metric else { return };
                    // A metric that nobody declared is a finding of its own.
                    let Some(unit) = metrics.get(id) else { return };
                    if let Err(error) = requirement.resolve(*unit, reader) {
                        reader.refuse(&alloc::format!("{path}/at_least"), error);
                    }
                });
            }
        }
    }
}

/// One of the three conditions of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gate {
    Admit,
    Reach,
    Keep,
}

impl Gate {
    pub(super) const ALL: [Self; 3] = [Self::Admit, Self::Reach, Self::Keep];

    /// The field of the tier.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Admit => "admit",
            Self::Reach => "reach",
            Self::Keep => "keep",
        }
    }

    /// The condition of a tier, where it is there.
    pub(super) const fn of(self, tier: &Tier) -> Option<&Condition> {
        match self {
            Self::Admit => tier.admit.as_ref(),
            Self::Reach => tier.reach.as_ref(),
            Self::Keep => tier.keep.as_ref(),
        }
    }
}
