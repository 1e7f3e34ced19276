//! W2 by zen-engine: a graph of a decision table and an expression node, compiled once, evaluated once per order. What a graph cannot
//! hold, the tree of 180,000 agents, is looked up beforehand: an order comes with its three agents and the seller's tier.

#[path = "../../../src/protocol.rs"]
mod protocol;

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use protocol::{Case, Checksum, Job, serve};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine, EvaluationOptions};

const TIERS: [&str; 4] = ["bronze", "silver", "gold", "star"];

struct Engine {
    decision: Decision,
    runtime: Runtime,
}

impl Engine {
    fn new() -> Result<Self, Box<dyn Error>> {
        let content: DecisionContent = serde_json::from_str(include_str!("../split.json"))?;
        let mut decision = DecisionEngine::default().create_decision(content.into())?;
        decision.compile();
        Ok(Self { decision, runtime: tokio::runtime::Builder::new_current_thread().build()? })
    }

    fn decide(&self, order: Value) -> Value {
        let evaluated = self.runtime.block_on(self.decision.evaluate(order.into()));
        evaluated.expect("the order is sound").result.to_value()
    }

    fn decide_text(&self, order: &str, trace: bool) -> String {
        let order: Value = serde_json::from_str(order).expect("the order is JSON");
        let options = EvaluationOptions { trace, ..EvaluationOptions::default() };
        let evaluated = self.runtime.block_on(self.decision.evaluate_with_opts(order.into(), options));
        serde_json::to_string(&evaluated.expect("the order is sound")).expect("a decision can be written")
    }
}

/// An order as its host has it.
struct Facts {
    paid: i64,
    tier: &'static str,
    chain: [Option<String>; 3],
}

impl Facts {
    fn value(&self) -> Value {
        let [direct, sponsor, sponsor_2] = &self.chain;
        json!({"paid": self.paid, "tier": self.tier, "direct": direct, "sponsor": sponsor, "sponsor_2": sponsor_2})
    }
}

fn facts(folder: &Path) -> Result<Vec<Facts>, Box<dyn Error>> {
    let cells = |name: &str| -> Result<Vec<u32>, Box<dyn Error>> {
        let bytes = fs::read(folder.join(name))?;
        Ok(bytes.as_chunks().0.iter().map(|cell| u32::from_le_bytes(*cell)).collect())
    };
    let (agent, sponsor, tier) =
        (cells("agent.u32")?, cells("sponsor.u32")?, fs::read(folder.join("tier.u8"))?);
    let paid = fs::read(folder.join("paid.i64"))?;
    let count = fs::read_to_string(folder.join("requests.jsonl"))?.lines().count();
    let above = |agent: u32| sponsor.get(agent as usize).copied().unwrap_or(u32::MAX);
    let name = |agent: u32| (agent != u32::MAX).then(|| format!("a{agent}"));
    let one = |(agent, paid): (&u32, &[u8; 8])| Facts {
        paid: i64::from_le_bytes(*paid),
        tier: TIERS[usize::from(tier[*agent as usize])],
        chain: [*agent, above(*agent), above(above(*agent))].map(name),
    };
    Ok(agent.iter().zip(paid.as_chunks().0).take(count).map(one).collect())
}

struct Work<'a> {
    engine: &'a Engine,
    facts: &'a [Facts],
    texts: &'a [String],
}

/// What a written decision comes to.
fn result(text: String) -> Value {
    serde_json::from_str::<Value>(&text).expect("a decision is JSON")["result"].take()
}

/// The checksum over the parts of every decision.
fn sum(decisions: impl Iterator<Item = Value>) -> u64 {
    let parts = |decision: Value| {
        (0..4).map(move |part| {
            let amount = &decision["parts"][part]["amount"];
            amount.as_i64().or_else(|| amount.as_f64().map(|whole| whole as i64)).expect("an amount")
        })
    };
    Checksum::default().column(decisions.flat_map(parts)).value()
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: siyu-benches-zen FOLDER")?;
    let (engine, facts) = (Engine::new()?, facts(Path::new(&folder))?);
    let texts: Vec<String> = facts.iter().map(|order| order.value().to_string()).collect();
    let state = || Work { engine: &engine, facts: &facts, texts: &texts };
    let case = |name, task| Case { work: "decision-json", name, rows: facts.len(), task };
    let cases = vec![
        case(
            "zen-engine 2.1.6 (values in and out, no trace)",
            Box::new(Job {
                state: state(),
                run: |work| {
                    work.facts.iter().for_each(|order| drop(black_box(work.engine.decide(order.value()))))
                },
                sum: |work| sum(work.facts.iter().map(|order| work.engine.decide(order.value()))),
            }),
        ),
        case(
            "zen-engine 2.1.6 (JSON in and out, no trace)",
            Box::new(Job {
                state: state(),
                run: |work| {
                    work.texts.iter().for_each(|order| drop(black_box(work.engine.decide_text(order, false))))
                },
                sum: |work| sum(work.texts.iter().map(|order| result(work.engine.decide_text(order, false)))),
            }),
        ),
        case(
            "zen-engine 2.1.6 (JSON in and out, with its trace)",
            Box::new(Job {
                state: state(),
                run: |work| {
                    work.texts.iter().for_each(|order| drop(black_box(work.engine.decide_text(order, true))))
                },
                sum: |work| sum(work.texts.iter().map(|order| result(work.engine.decide_text(order, true)))),
            }),
        ),
    ];
    Ok(serve(cases)?)
}
