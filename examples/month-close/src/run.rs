//! What each task does, from its files to its summary.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use siyu::calendar::Month;
use siyu::{Language, Rulebook};

use crate::arguments::{Arguments, HELP, ShopPaths, Task};
use crate::closed::ClosedMonth;
use crate::failure::Failure;
use crate::input::Problems;
use crate::input::source::Source;
use crate::online_retail;
use crate::report::files::{OutFolder, payments_csv};
use crate::report::{Teller, summary};
use crate::sample::{RULEBOOK, Shop, Texts};
use crate::shop::{ReadMonth, ShopFiles, file_name, read_rulebook};

/// Faults that are shown; `refused.csv` has all.
const SHOWN: usize = 20;

/// Does what the user asks for.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.task {
        Task::Help => tell(HELP),
        Task::Shop(paths) => close_shop(paths, arguments),
        Task::Sample => close_sample(arguments),
        Task::WriteSample(folder) => write_sample(folder, arguments),
        Task::OnlineRetail { file, agent_spend, rulebook } => {
            let options = online_retail::Options {
                file: file.as_deref(),
                agent_spend: agent_spend.as_deref(),
                rulebook: rulebook.as_deref(),
                out: &arguments.out,
                language: arguments.language,
                strict: arguments.strict,
            };
            tell(&online_retail::close(&options)?)
        }
    }
}

/// Writes to standard output. A reader that has seen enough, like `head`, is no failure.
fn tell(text: &str) -> Result<(), Failure> {
    match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

fn close_shop(paths: &ShopPaths, arguments: &Arguments) -> Result<(), Failure> {
    let month = paths.month.ok_or_else(|| Failure("which month? add `--month YYYY-MM`".into()))?;
    for folder in [&paths.folder, &paths.carried].into_iter().flatten() {
        if is_same(folder, &arguments.out) {
            let folder = folder.display();
            return Err(Failure(format!(
                "{folder}: the results would overwrite what is read: choose another `--out`"
            )));
        }
    }
    let files = ShopFiles::find(paths)?;
    let rulebook = read_rulebook(&files.rulebook, arguments.language)?;
    let closed = close_files(&files, rulebook, month, arguments)?;
    tell_month(&closed, arguments)
}

fn is_same(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// Reads and closes a month and writes its files.
fn close_files(
    files: &ShopFiles,
    rulebook: Rulebook,
    month: Month,
    arguments: &Arguments,
) -> Result<ClosedMonth, Failure> {
    let teller = Teller { language: arguments.language, currency: rulebook.currency() };
    let read = ReadMonth::read(files, rulebook, month)?;
    for note in summary::unknown_columns(&read.problems, teller) {
        eprintln!("{note}");
    }
    stop_if_strict(&read.problems, arguments)?;
    let out = OutFolder::create(&arguments.out)?;
    let mut ledger = out.ledger(false, teller.currency)?;
    let closed = read.close(&mut |entry| ledger.entry(entry)).and_then(|closed| {
        show_problems(&closed.problems, arguments);
        let refused = arguments.strict && closed.problems.refused() > 0;
        if refused { Err(refused_strictly(&closed.problems)) } else { Ok(closed) }
    });
    let closed = match closed {
        Ok(closed) => closed,
        Err(failure) => {
            ledger.abandon()?;
            return Err(failure);
        }
    };
    ledger.finish()?;
    out.write_month(&closed, arguments.language)?;
    Ok(closed)
}

fn tell_month(closed: &ClosedMonth, arguments: &Arguments) -> Result<(), Failure> {
    let currency = closed.rulebook.currency();
    let teller = Teller { language: arguments.language, currency };
    tell(&summary::month(closed, teller)?)?;
    let written = teller.say("Files are in", "结果文件位于");
    tell(&format!("{written} {}\n", arguments.out.display()))
}

fn stop_if_strict(problems: &Problems, arguments: &Arguments) -> Result<(), Failure> {
    if !arguments.strict || problems.refused() == 0 {
        return Ok(());
    }
    show_problems(problems, arguments);
    Err(refused_strictly(problems))
}

/// Why nothing is closed.
pub fn refused_strictly(problems: &Problems) -> Failure {
    let refused = problems.refused();
    let rows = if refused == 1 { "row is" } else { "rows are" };
    Failure(format!("{refused} {rows} refused and nothing is closed: repair them, or leave out `--strict`"))
}

/// The first faults on standard error.
fn show_problems(problems: &Problems, arguments: &Arguments) {
    for line in first_problems(problems, arguments.language, &arguments.out) {
        eprintln!("{line}");
    }
}

/// The first faults, and how many more there are.
pub fn first_problems(problems: &Problems, language: Language, out: &Path) -> Vec<String> {
    let told = problems.told(language);
    let mut lines: Vec<String> = told.iter().take(SHOWN).map(ToString::to_string).collect();
    if told.len() > SHOWN {
        let rest = told.len() - SHOWN;
        let file = out.join("refused.csv");
        lines.push(match language {
            Language::English => format!("… and {rest} more in {}", file.display()),
            Language::Chinese => format!("…… 其余 {rest} 条见 {}", file.display()),
        });
    }
    lines
}

/// The day of the month on which the sample shop pays out everything that is payable.
const PAYDAY: u8 = 8;

/// The sample shop with its month before closed.
struct Sample {
    before: Texts,
    closed_before: ClosedMonth,
    month: Texts,
    payments: Vec<u8>,
    /// All that the month is closed by.
    files: ShopFiles,
}

/// Opens the sample shop; what the month before leaves goes to the folder `carried`.
fn open_sample(arguments: &Arguments, carried: &Path) -> Result<Sample, Failure> {
    let broken = || Failure("the sample shop has no such month".into());
    let strictly = Arguments { out: carried.into(), task: Task::Sample, strict: true, ..*arguments };
    let rulebook = read_rulebook(&Source::memory("rulebook.json", RULEBOOK), Language::English)?;
    let (shop, before) = Shop::open(arguments.seed, &rulebook).ok_or_else(broken)?;
    let closed_before = close_files(&sample_files(&before), rulebook.clone(), before.month, &strictly)?;
    let agents = closed_before.next.agents.iter().map(|agent| agent.id.to_string());
    let month = shop.go_on(&agents.collect::<BTreeSet<String>>());
    let mut files = sample_files(&month);
    files.carry(carried);
    let payday = month.month.date(PAYDAY).ok_or_else(broken)?;
    let currency = rulebook.currency();
    let payments = ReadMonth::read(&files, rulebook, month.month)?.payments_on(payday)?;
    let payments = payments_csv(&payments, currency);
    files.tables.insert("payments", vec![Source::memory("sample:payments.csv", payments.clone())]);
    Ok(Sample { before, closed_before, month, payments, files })
}

fn sample_files(texts: &Texts) -> ShopFiles {
    let table = |(name, text): &(&'static str, Vec<u8>)| {
        let source = Source::memory(format!("sample:{}", file_name(name)), text.as_slice());
        (*name, vec![source])
    };
    let tables = texts.tables.iter().filter(|(_, text)| has_rows(text)).map(table);
    ShopFiles { rulebook: Source::memory("rulebook.json", RULEBOOK), tables: tables.collect() }
}

/// Whether there is more than a header.
fn has_rows(text: &[u8]) -> bool {
    text.iter().filter(|byte| **byte == b'\n').count() > 1
}

fn close_sample(arguments: &Arguments) -> Result<(), Failure> {
    let sample = open_sample(arguments, &arguments.out.join("before"))?;
    let rulebook = sample.closed_before.rulebook.clone();
    let teller = Teller { language: arguments.language, currency: rulebook.currency() };
    let intro = teller.say(
        "The sample shop 小蓝伞优选 (invented). To carry something over, the month before comes first:",
        "示例店铺「小蓝伞优选」(虚构)。为有可结转的数据,先关上个月的账:",
    );
    tell(&format!("{intro}\n  {}\n", summary::heading(&sample.closed_before, teller)))?;
    let closed = close_files(&sample.files, rulebook, sample.month.month, arguments)?;
    tell_month(&closed, arguments)
}

/// Two folders as a user would have them, the second with what the close of the first wrote.
fn write_sample(folder: &Path, arguments: &Arguments) -> Result<(), Failure> {
    let carried = folder.join("carried");
    let sample = open_sample(arguments, &carried)?;
    let mut lines = Vec::new();
    for (texts, payments) in [(&sample.before, None), (&sample.month, Some(&sample.payments))] {
        let month = folder.join(texts.month.to_string());
        let out = OutFolder::create(&month)?;
        out.write("rulebook.json", RULEBOOK.as_bytes())?;
        for (name, text) in texts.tables.iter().filter(|(_, text)| has_rows(text)) {
            out.write(&file_name(name), text)?;
        }
        if let Some(payments) = payments {
            out.write("payments.csv", payments)?;
        }
        let carried = payments.map(|_| format!(" --carried {}", carried.display())).unwrap_or_default();
        lines.push(format!("month-close {} --month {}{carried}\n", month.display(), texts.month));
    }
    tell(&lines.concat())
}
