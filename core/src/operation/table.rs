//! The one table of operations. A row: documentation, the features that it is built with, name, input, outcome, and the function
//! that decides.

use alloc::string::String;

#[cfg(feature = "columns")]
use super::places;
use super::{Decision, about, decide, describe_input, in_tree, share};
#[cfg(feature = "agent")]
use crate::agent;
#[cfg(feature = "balance")]
use crate::balance;
#[cfg(feature = "commission")]
use crate::commission;
#[cfg(feature = "customer")]
use crate::customer;
use crate::document::{Description, Shape as _};
use crate::error::Error;
#[cfg(feature = "gmv")]
use crate::gmv;
#[cfg(feature = "month")]
use crate::month;
use crate::reason::{Detail, Reasons};
use crate::rulebook::Rulebook;
#[cfg(feature = "vip")]
use crate::vip;

/// One operation.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// Its name: `family_verb`, the same in every language.
    pub name: &'static str,
    /// JSON in, JSON out.
    pub(super) call: fn(Option<&Rulebook>, &str) -> Result<String, Error>,
}

/// The forms of what one operation reads and answers.
#[derive(Debug, Clone, Copy)]
pub struct Forms {
    /// The operation's name.
    pub name: &'static str,
    /// What it does, as a documentation comment.
    pub documentation: &'static str,
    /// The features that it is built with: the families whose rules it asks.
    pub families: &'static [&'static str],
    /// What it reads.
    pub input: fn() -> Description,
    /// The same without the level of detail: the type that the typed function takes.
    pub facts: fn() -> Description,
    /// What it answers.
    pub output: fn() -> Description,
}

/// Makes a typed function of each row, the table, and the table of forms.
macro_rules! operations {
    (
        about {$(
            $(#[doc = $about_doc:literal])+
            of [$($of_about:literal),*]
            $about:ident($about_input:path) -> $about_output:ty = $about_call:expr;
        )+}
        decisions {$(
            $(#[doc = $doc:literal])+
            of [$($of_name:literal),*]
            $name:ident($input:ty) -> $outcome:ty = $function:expr;
        )+}
    ) => {
        $(
            $(#[doc = $doc])+
            ///
            /// # Errors
            /// The section is missing, or the facts are refused: see the codes.
            #[cfg(all($(feature = $of_name),*))]
            pub fn $name(rulebook: &Rulebook, input: &$input, detail: Detail) -> Result<Decision<$outcome>, Error> {
                let mut reasons = Reasons::new(detail);
                let function: fn(&Rulebook, &$input, &mut Reasons) -> Result<$outcome, Error> = $function;
                let outcome = function(rulebook, input, &mut reasons)?;
                Ok(Decision::new(stringify!($name), rulebook, outcome, reasons))
            }
        )+

        /// Every operation that is built in, in the order of the table.
        pub const TABLE: &[Operation] = &[
            $(#[cfg(all($(feature = $of_about),*))] Operation {
                name: stringify!($about),
                call: |rulebook, text| in_tree(rulebook, text, $about_call),
            },)+
            $(#[cfg(all($(feature = $of_name),*))] Operation {
                name: stringify!($name),
                call: |rulebook, text| decide(stringify!($name), rulebook, text, $name),
            },)+
        ];

        /// The operations that this build lacks, each with the features that it needs.
        pub const NOT_BUILT_IN: &[(&str, &[&str])] = &[
            $(#[cfg(not(all($(feature = $of_about),*)))] (stringify!($about), &[$($of_about),*]),)+
            $(#[cfg(not(all($(feature = $of_name),*)))] (stringify!($name), &[$($of_name),*]),)+
        ];

        /// The forms of every operation, in the order of the table. Apart from it, so that whoever calls operations does not
        /// carry the forms along.
        pub const FORMS: &[Forms] = &[
            $(#[cfg(all($(feature = $of_about),*))] Forms {
                name: stringify!($about),
                documentation: concat!($($about_doc, "\n"),+),
                families: &[$($of_about),*],
                input: $about_input,
                facts: $about_input,
                output: <$about_output>::describe,
            },)+
            $(#[cfg(all($(feature = $of_name),*))] Forms {
                name: stringify!($name),
                documentation: concat!($($doc, "\n"),+),
                families: &[$($of_name),*],
                input: describe_input::<$input>,
                facts: <$input>::describe,
                output: || Decision::<$outcome>::describe(stringify!($name)),
            },)+
        ];
    };
}

/// The rules that a month is closed by.
#[cfg(feature = "month")]
fn books(rulebook: &Rulebook) -> Result<month::Books<'_>, Error> {
    Ok(month::Books {
        agent: rulebook.agent()?,
        commission: rulebook.commission()?,
        currency: rulebook.currency(),
    })
}

operations! {
    about {
        /// All findings of a rulebook's text at once, its digest and canonical form. Needs no rulebook.
        of ["agent", "balance", "commission", "customer", "gmv", "vip"]
        rulebook_check(about::describe_check) -> about::Checked = about::rulebook_check;
        /// What the numbers in columns mean under the rulebook: tiers, readings, roles, pools, overrides by their places.
        of ["columns"]
        rulebook_columns(places::describe) -> places::ColumnPlaces = places::rulebook_columns;
        /// Replays an operation's input under the rulebook and says whether a decision is what it gives.
        of []
        decision_verify(about::describe_verify) -> about::Verification = about::decision_verify;
        /// The reasons of a decision as sentences in `zh-CN` or `en`.
        of []
        decision_explain(about::describe_explain) -> about::Explanation = about::decision_explain;
    }
    decisions {
        /// Shares a whole among fixed, rated and pooled parts and one residual party (RULES.md §0).
        of []
        money_share(share::ShareRequest) -> share::Shared =
            |rulebook, request, reasons| share::share(rulebook.currency(), request, reasons);

        /// Decides an application: admitted to a tier, or refused with every condition that does not hold (RULES.md §1).
        of ["agent"]
        agent_admit(agent::Application) -> agent::Admission =
            |rulebook, application, reasons| agent::admit(rulebook.agent()?, application, reasons);
        /// Assesses one agent for one month: protected, promoted, kept, warned, demoted or cleared (RULES.md §1).
        of ["agent"]
        agent_assess(agent::AssessmentRequest) -> agent::Assessment =
            |rulebook, request, reasons| agent::assess(rulebook.agent()?, request, reasons);
        /// Checks that the sponsors of all agents make a tree without cycles, and says how deep it is (RULES.md §1).
        of ["agent", "commission"]
        agent_tree_check(agent::TreeCheck) -> agent::TreeSummary = |rulebook, check, reasons| {
            rulebook.agent()?;
            let paid_levels = rulebook.commission().ok().and_then(commission::Rules::paid_levels);
            agent::check_tree(paid_levels, check, reasons)
        };

        /// Shares each line of an order among supplier, agents, mentor, pools and the residual party (RULES.md §2).
        of ["commission"]
        commission_split(commission::Order) -> commission::Split =
            |rulebook, order, reasons| commission::split(rulebook.commission()?, order, rulebook.currency(), reasons);
        /// Who gives back what when a buyer is refunded: by the cumulative floor, whatever the slicing (RULES.md §2).
        of ["commission"]
        commission_clawback(commission::ClawbackRequest) -> commission::Clawback =
            |rulebook, request, reasons| commission::clawback(rulebook.commission()?, request, rulebook.currency(), reasons);
        /// A party's account over a month: opening, earned, clawed back, released, withheld, paid, debt, closing (RULES.md §2).
        of ["commission"]
        commission_statement(commission::StatementRequest) -> commission::Statement =
            |rulebook, request, reasons| commission::statement(rulebook.commission()?, request, rulebook.currency(), reasons);
        /// What a party is paid when it asks for its money: minimum, maximum, fee (RULES.md §2).
        of ["commission"]
        commission_withdraw(commission::WithdrawRequest) -> commission::Withdrawal =
            |rulebook, request, reasons| commission::withdraw(rulebook.commission()?, request, rulebook.currency(), reasons);

        /// Absorbs a chunk of a month's orders, refunds and receipts into sums.
        of ["month"]
        month_absorb(month::Chunk) -> month::Partial = |rulebook, chunk, _| month::absorb(&books(rulebook)?, chunk, &mut |_| {});
        /// Adds sums of one month.
        of ["month"]
        month_merge(month::MergeRequest) -> month::Partial = |_, request, _| month::merge_all(&request.partials);
        /// Closes a month: statements, assessments, the house.
        of ["month"]
        month_close(month::CloseRequest) -> month::Close =
            |rulebook, request, reasons| month::close(&books(rulebook)?, request, reasons);

        /// The VIP level of a customer on a day, when it ends, and what the next one needs (RULES.md §3).
        of ["vip"]
        vip_level(vip::LevelFacts) -> vip::Standing =
            |rulebook, facts, reasons| vip::level(rulebook.vip()?, rulebook.currency(), facts, reasons);

        /// What of a VIP customer's balance can be refunded, the way back, and the level before and after (RULES.md §3, §4).
        of ["vip", "balance"]
        vip_refund_quote(vip::LevelRefundRequest) -> vip::LevelRefundQuote = |rulebook, request, reasons| {
            vip::refund_quote(rulebook.vip()?, rulebook.balance()?, rulebook.currency(), request, reasons)
        };

        /// The price waterfall of an order: list, level, birthday, coupon, points, payable, each line by line (RULES.md §3).
        of ["vip"]
        vip_price(vip::PriceFacts) -> vip::Priced =
            |rulebook, facts, reasons| vip::price(rulebook.vip()?, rulebook.currency(), facts, reasons);

        /// Which perks customers may have on a day, and who gets what there is of them (RULES.md §3).
        of ["vip"]
        vip_entitle(vip::EntitlementFacts) -> vip::Entitlements =
            |rulebook, facts, reasons| vip::entitle(rulebook.vip()?, facts, reasons);


        /// Applies a group of commands to a customer's balance, all or nothing: top up, spend, restore, refund, expire
        /// (RULES.md §4).
        of ["balance"]
        balance_apply(balance::ApplyRequest) -> balance::Applied =
            |rulebook, request, reasons| balance::apply(rulebook.balance()?, rulebook.currency(), request, reasons);
        /// What is due when a balance is paid back: every candidate basis with its article and figures, and which applies.
        of ["balance"]
        balance_refund_quote(balance::QuoteRequest) -> balance::Quote = |rulebook, request, reasons| {
            balance::refund_quote(rulebook.balance()?, rulebook.currency(), request, reasons)
        };
        /// By which ways an amount goes back: original payments while their channels allow, newest first, then transfers.
        of ["balance"]
        balance_refund_plan(balance::PlanRequest) -> balance::Plan = |rulebook, request, reasons| {
            balance::refund_plan(rulebook.balance()?, rulebook.currency(), request, reasons)
        };


        /// Placed, paid and net GMV from orders, with averages, conversions and the factors that make it (RULES.md §5).
        of ["gmv"]
        gmv_measure(gmv::MeasureRequest) -> gmv::Measured =
            |rulebook, request, reasons| gmv::measure(rulebook.gmv()?, rulebook.currency(), request, reasons);
        /// GMV from its factors, what one per cent of each does, and what-if tables.
        of ["gmv"]
        gmv_compose(gmv::ComposeRequest) -> gmv::Composed =
            |rulebook, request, reasons| gmv::compose(rulebook.gmv()?, rulebook.currency(), request, reasons);
        /// Parts a change of GMV among its factors, by chain substitution (连环替代) and by Shapley, to the fen.
        of ["gmv"]
        gmv_attribute(gmv::AttributeRequest) -> gmv::Attributed =
            |rulebook, request, reasons| gmv::attribute(rulebook.gmv()?, rulebook.currency(), request, reasons);
        /// The least value of one factor that reaches a target.
        of ["gmv"]
        gmv_solve(gmv::SolveRequest) -> gmv::Solved =
            |rulebook, request, reasons| gmv::solve(rulebook.gmv()?, rulebook.currency(), request, reasons);
        /// What impressions are worth, ROAS and ROI, and the friends that channels are expected to add.
        of ["gmv"]
        gmv_reach(gmv::ReachRequest) -> gmv::Reached =
            |rulebook, request, reasons| gmv::reach(rulebook.gmv()?, rulebook.currency(), request, reasons);

        /// The class of a customer by repurchases, what the next one needs, when it falls, and whether the customer sleeps
        /// (RULES.md §6).
        of ["customer"]
        customer_classify(customer::ClassifyRequest) -> customer::Classified = |rulebook, request, reasons| {
            customer::classify(rulebook.customer()?, rulebook.currency(), request, reasons)
        };
        /// All customers together: classes, repurchase rates, super users, concentration and Gini (RULES.md §6).
        of ["customer"]
        customer_segments(customer::SegmentsRequest) -> customer::Segments = |rulebook, request, reasons| {
            customer::segments(rulebook.customer()?, rulebook.currency(), request, reasons)
        };
    }
}
