//! The files of a closed month, written beside their names first and renamed when whole.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use siyu::document::{self, Choice};
use siyu::money::{Currency, Money};
use siyu::{Id, Language};

use super::member_files;
use super::text::Teller;
use crate::closed::ClosedMonth;
use crate::facts::{Payment, RefundReason};
use crate::failure::Failure;
use crate::input::ledger::{KINDS, LedgerEntry};
use crate::input::{Problems, refunds};

/// A folder that results go to.
#[derive(Debug)]
pub struct OutFolder {
    folder: PathBuf,
}

impl OutFolder {
    /// Makes the folder where it is not there.
    pub fn create(folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(|error| Failure::of_file(folder, &error))?;
        Ok(Self { folder: folder.into() })
    }

    /// Writes a whole file.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<(), Failure> {
        let path = self.folder.join(name);
        let part = self.folder.join(format!("{name}.part"));
        fs::write(&part, content).map_err(|error| Failure::of_file(&part, &error))?;
        fs::rename(&part, &path).map_err(|error| Failure::of_file(&path, &error))
    }

    /// Opens the ledger; `packed` makes it gzip.
    pub fn ledger(&self, packed: bool, currency: Currency) -> Result<LedgerFile, Failure> {
        let path = self.folder.join(if packed { "ledger.csv.gz" } else { "ledger.csv" });
        let mut part = path.clone().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part).map_err(|error| Failure::of_file(&part, &error))?;
        let file = BufWriter::new(file);
        let out: Box<dyn Finish> =
            if packed { Box::new(GzEncoder::new(file, Compression::fast())) } else { Box::new(file) };
        let mut ledger = LedgerFile { rows: csv::Writer::from_writer(out), part, path, currency };
        ledger.row(LEDGER_HEADER)?;
        Ok(ledger)
    }

    /// Writes everything but the ledger.
    pub fn write_month(&self, month: &ClosedMonth, language: Language) -> Result<(), Failure> {
        let currency = month.rulebook.currency();
        self.write("statements.csv", &statements_csv(month))?;
        let statements: Vec<_> = month.statements().cloned().collect();
        self.write("statements.json", document::to_json(&statements, currency).as_bytes())?;
        self.write("assessments.csv", &assessments_csv(month, language))?;
        self.write("agents.csv", &agents_csv(month))?;
        self.write("history.csv", &history_csv(month))?;
        self.write("accounts.json", document::to_json(&month.next.accounts, currency).as_bytes())?;
        member_files::write(self, month, Teller { language, currency })?;
        self.write("refused.csv", &refused_csv(&month.problems, language))
    }
}

/// A writer that can be brought to its end.
trait Finish: Write {
    fn finish(self: Box<Self>) -> std::io::Result<()>;
}

impl Finish for BufWriter<File> {
    fn finish(mut self: Box<Self>) -> std::io::Result<()> {
        self.flush()
    }
}

impl Finish for GzEncoder<BufWriter<File>> {
    fn finish(self: Box<Self>) -> std::io::Result<()> {
        GzEncoder::finish(*self)?.flush()
    }
}

/// A ledger that is being written.
pub struct LedgerFile {
    rows: csv::Writer<Box<dyn Finish>>,
    part: PathBuf,
    path: PathBuf,
    currency: Currency,
}

const LEDGER_HEADER: [&str; 9] =
    ["order", "line", "on", "kind", "party", "role", "amount", "frozen_through", "reason"];

impl LedgerFile {
    /// Writes an entry.
    pub fn entry(&mut self, entry: &LedgerEntry) -> Result<(), Failure> {
        let kind = KINDS.iter().find(|(_, kind)| *kind == entry.kind).map_or("", |(word, _)| *word);
        let frozen_through = or_empty(entry.frozen_through.as_ref());
        self.row([
            entry.key.0.as_str(),
            entry.key.1.as_str(),
            &entry.on.to_string(),
            kind,
            entry.party.as_ref().map(Id::as_str).unwrap_or_default(),
            entry.role.map(Choice::slug).unwrap_or_default(),
            &entry.amount.to_text(self.currency),
            &frozen_through,
            reason_word(entry.reason),
        ])
    }

    fn row(&mut self, row: [&str; 9]) -> Result<(), Failure> {
        self.rows.write_record(row).map_err(|error| Failure::of_file(&self.part, &error))
    }

    /// Leaves no file behind.
    pub fn abandon(self) -> Result<(), Failure> {
        let part = self.part.clone();
        drop(self);
        fs::remove_file(&part).map_err(|error| Failure::of_file(&part, &error))
    }

    /// Ends the file and gives it its name.
    pub fn finish(self) -> Result<(), Failure> {
        let Self { rows, part, path, .. } = self;
        let inner = rows.into_inner().map_err(|error| Failure::of_file(&part, &error))?;
        inner.finish().map_err(|error| Failure::of_file(&part, &error))?;
        fs::rename(&part, &path).map_err(|error| Failure::of_file(&path, &error))
    }
}

fn reason_word(reason: Option<RefundReason>) -> &'static str {
    let found = refunds::REASONS.iter().find(|(_, other)| Some(*other) == reason);
    found.map_or("", |(word, _)| *word)
}

/// A value as text, nothing where there is none.
pub fn or_empty<T: ToString>(value: Option<&T>) -> String {
    value.map(T::to_string).unwrap_or_default()
}

/// A CSV text of rows.
pub fn csv_text<const WIDTH: usize>(
    header: [&str; WIDTH],
    rows: impl Iterator<Item = [String; WIDTH]>,
) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn statements_csv(month: &ClosedMonth) -> Vec<u8> {
    let currency = month.rulebook.currency();
    let header = [
        "party",
        "period",
        "opening",
        "earned",
        "clawed_back",
        "withheld",
        "paid",
        "closing",
        "released",
        "pending",
        "frozen",
        "payable",
        "debt",
    ];
    let rows = month.statements().map(|statement| {
        let frozen = Money::sum(statement.account.frozen.iter().map(|frozen| frozen.amount));
        let money = |amount: Money| amount.to_text(currency);
        [
            statement.party.to_string(),
            statement.period.to_string(),
            money(statement.opening),
            money(statement.earned),
            money(statement.clawed_back),
            money(statement.withheld),
            money(statement.paid),
            money(statement.closing),
            money(statement.released),
            money(statement.account.pending),
            money(frozen.unwrap_or_default()),
            money(statement.account.payable),
            money(statement.debt),
        ]
    });
    csv_text(header, rows)
}

fn assessments_csv(month: &ClosedMonth, language: Language) -> Vec<u8> {
    let currency = month.rulebook.currency();
    let header = [
        "agent",
        "name",
        "tier_before",
        "outcome",
        "tier_after",
        "effective_from",
        "misses",
        "remaining_grace",
        "own_net_sales",
        "direct_team_net_sales",
        "whole_team_net_sales",
        "orders",
        "active_customers",
        "new_customers",
        "next_tier",
        "reasons",
    ];
    let rows = month.close().assessments.iter().map(|assessed| {
        let (assessment, facts) = (&assessed.assessment, &assessed.facts);
        let name = month.agents.agent(&assessment.agent).and_then(|agent| agent.name.clone());
        let sentences = assessed.reasons.iter().map(|reason| reason.sentence(language, currency));
        [
            assessment.agent.to_string(),
            name.unwrap_or_default(),
            assessment.tier_before.to_string(),
            assessment.outcome.slug().into(),
            or_empty(assessment.tier_after.as_ref()),
            or_empty(assessment.effective_from.as_ref()),
            assessment.misses.to_string(),
            assessment.remaining_grace.to_string(),
            facts.own_net_sales.to_text(currency),
            facts.direct_team_net_sales.to_text(currency),
            facts.whole_team_net_sales.to_text(currency),
            facts.orders.to_string(),
            facts.active_customers.to_string(),
            facts.new_customers.to_string(),
            or_empty(assessment.next_tier.as_ref()),
            sentences.collect::<Vec<_>>().join("; "),
        ]
    });
    csv_text(header, rows)
}

fn agents_csv(month: &ClosedMonth) -> Vec<u8> {
    let currency = month.rulebook.currency();
    let header =
        ["agent", "name", "sponsor", "tier", "joined_on", "misses", "last_assessed", "lifetime_spend"];
    let rows = month.next.agents.iter().map(|agent| {
        [
            agent.id.to_string(),
            agent.name.clone().unwrap_or_default(),
            or_empty(agent.sponsor.as_ref()),
            agent.tier.to_string(),
            agent.joined_on.to_string(),
            agent.misses.to_string(),
            or_empty(agent.last_assessed.as_ref()),
            agent.lifetime_spend.to_text(currency),
        ]
    });
    csv_text(header, rows)
}

fn history_csv(month: &ClosedMonth) -> Vec<u8> {
    let currency = month.rulebook.currency();
    let header = [
        "agent",
        "period",
        "own_net_sales",
        "direct_team_net_sales",
        "whole_team_net_sales",
        "profit",
        "orders",
        "active_customers",
        "repeat_customers",
        "new_customers",
        "store_score",
        "satisfaction",
    ];
    let months = month.next.history.iter();
    let rows = months.flat_map(|(agent, months)| months.values().map(move |facts| (agent, facts)));
    let rows = rows.map(|(agent, facts): (&Id, _)| {
        let rate = |rate: Option<siyu::money::Rate>| rate.map(|rate| rate.to_text()).unwrap_or_default();
        [
            agent.to_string(),
            facts.period.to_string(),
            facts.own_net_sales.to_text(currency),
            facts.direct_team_net_sales.to_text(currency),
            facts.whole_team_net_sales.to_text(currency),
            facts.profit.to_text(currency),
            facts.orders.to_string(),
            facts.active_customers.to_string(),
            facts.repeat_customers.to_string(),
            facts.new_customers.to_string(),
            rate(facts.store_score),
            rate(facts.satisfaction),
        ]
    });
    csv_text(header, rows)
}

/// Every fault of every refused row.
pub fn refused_csv(problems: &Problems, language: Language) -> Vec<u8> {
    let rows = problems.told(language).into_iter().map(|told| {
        [
            told.file,
            told.line.to_string(),
            told.number.map(|number| number.to_string()).unwrap_or_default(),
            told.column.unwrap_or_default().into(),
            told.message,
        ]
    });
    csv_text(["file", "line", "column", "name", "message"], rows)
}

/// Payments as the `payments.csv` of a month.
pub fn payments_csv(payments: &[Payment], currency: Currency) -> Vec<u8> {
    let rows = payments
        .iter()
        .map(|payment| [payment.party.to_string(), payment.on.to_string(), payment.amount.to_text(currency)]);
    csv_text(["party", "on", "amount"], rows)
}
