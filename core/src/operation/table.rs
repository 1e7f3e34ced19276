//! The one table of operations. A row: documentation, name, input, outcome, and the function that decides.

use alloc::string::String;

use super::{Decision, about, decide, share};
use crate::balance;
use crate::document::Node;
use crate::error::Error;
use crate::reason::{Detail, Reasons};
use crate::rulebook::Rulebook;

/// One operation.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// Its name: `family_verb`, the same in every language.
    pub name: &'static str,
    /// What it does.
    pub documentation: &'static str,
    /// JSON in, JSON out.
    pub(super) call: fn(Option<&Rulebook>, &str, &Node<'_>) -> Result<String, Error>,
}

/// Makes a typed function of each row, and the table.
macro_rules! operations {
    (
        about {$(
            $(#[doc = $about_doc:literal])+
            $about:ident = $about_call:expr;
        )+}
        decisions {$(
            $(#[doc = $doc:literal])+
            $name:ident($input:ty) -> $outcome:ty = $function:expr;
        )+}
    ) => {
        $(
            $(#[doc = $doc])+
            ///
            /// # Errors
            /// The section is missing, or the facts are refused: see the codes.
            pub fn $name(rulebook: &Rulebook, input: &$input, detail: Detail) -> Result<Decision<$outcome>, Error> {
                let mut reasons = Reasons::new(detail);
                let function: fn(&Rulebook, &$input, &mut Reasons) -> Result<$outcome, Error> = $function;
                let outcome = function(rulebook, input, &mut reasons)?;
                Ok(Decision::new(stringify!($name), rulebook, outcome, reasons))
            }
        )+

        /// Every operation, in the order of the table.
        pub const TABLE: &[Operation] = &[
            $(Operation {
                name: stringify!($about),
                documentation: concat!($($about_doc, "\n"),+),
                call: $about_call,
            },)+
            $(Operation {
                name: stringify!($name),
                documentation: concat!($($doc, "\n"),+),
                call: |rulebook, text, root| decide(stringify!($name), rulebook, (text, root), $name),
            },)+
        ];
    };
}

operations! {
    about {
        /// All findings of a rulebook's text at once, its digest and canonical form. Needs no rulebook.
        rulebook_check = about::rulebook_check;
        /// Replays an operation's input under the rulebook and says whether a decision is what it gives.
        decision_verify = about::decision_verify;
        /// The reasons of a decision as sentences in `zh-CN` or `en`.
        decision_explain = about::decision_explain;
    }
    decisions {
        /// Shares a whole among fixed, rated and pooled parts and one residual party (RULES.md §0).
        money_share(share::ShareRequest) -> share::Shared =
            |rulebook, request, reasons| share::share(rulebook.currency(), request, reasons);

        // agent

        // commission

        // month

        // vip

        // balance

        /// Applies a group of commands to a customer's balance, all or nothing: top up, spend, restore, refund, expire
        /// (RULES.md §4).
        balance_apply(balance::ApplyRequest) -> balance::Applied =
            |rulebook, request, reasons| balance::apply(rulebook.balance()?, rulebook.currency(), request, reasons);
        /// What is due when a balance is paid back: every candidate basis with its article and figures, and which applies.
        balance_refund_quote(balance::QuoteRequest) -> balance::Quote = |rulebook, request, reasons| {
            balance::refund_quote(rulebook.balance()?, rulebook.currency(), request, reasons)
        };
        /// By which ways an amount goes back: original payments while their channels allow, newest first, then transfers.
        balance_refund_plan(balance::PlanRequest) -> balance::Plan = |rulebook, request, reasons| {
            balance::refund_plan(rulebook.balance()?, rulebook.currency(), request, reasons)
        };

        // gmv
    }
}
