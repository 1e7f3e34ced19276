//! What the user asks for.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;
use siyu::Language;
use siyu::calendar::Month;

use crate::sample;

/// Shown for `--help`.
pub const HELP: &str = "\
Closes a month of a shop: orders, refunds and agents in, statements and assessments out.

Usage: month-close                            close a month of the built-in sample shop
       month-close FOLDER --month YYYY-MM     close a month of your own shop
       month-close --online-retail [FILE]     close 13 months of UCI Online Retail
       month-close --write-sample FOLDER      write the sample shop's files, to see the format

FOLDER holds rulebook.json and orders.csv, and, if you have them, agents.csv, refunds.csv, received.csv,
payments.csv, accounts.json, history.csv and ledger.csv; for VIP customers and their balances customers.csv,
top_ups.csv, spends.csv, restores.csv, balance_refunds.csv and balances.json; for GMV visitors.csv, unpaid.csv
and gmv.json. Any of them may be gzip (`orders.csv.gz`).

Your own shop:
  --month YYYY-MM        the month to close
  --carried FOLDER       what the last close wrote: agents.csv, accounts.json, history.csv, ledger.csv,
                         customers.csv, balances.json, gmv.json
  --rulebook FILE        this file instead of the one in FOLDER; so do the others, and each but the
  --orders FILE          rulebook may be given several times
  --agents FILE
  --refunds FILE
  --received FILE
  --payments FILE
  --accounts FILE
  --history FILE
  --ledger FILE          (of the months whose orders are refunded or received only now, oldest first)
  --customers FILE, --top-ups FILE, --spends FILE, --restores FILE, --balance-refunds FILE,
  --balances FILE, --visitors FILE, --unpaid FILE, --gmv FILE
  --strict               close nothing when a single row is refused

The sample shop:
  --seed NUMBER          another shop of the same kind

Online Retail (without FILE: $SIYU_DATA/online_retail/online_retail.csv.gz):
  --agent-spend AMOUNT   customers with at least this net spend are agents (default 5000)
  --rulebook FILE        another rulebook than the built-in one

Always:
  --out FOLDER           where the files go (default target/month-close)
  --language LANGUAGE    en (default) or zh-CN
  --help
";

/// Where the results go unless the user says otherwise.
const OUT: &str = "target/month-close";

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Show the help.
    Help,
    /// Close a month of the sample shop.
    Sample,
    /// Write the sample shop's files to a folder.
    WriteSample(PathBuf),
    /// Close a month of the user's own shop.
    Shop(ShopPaths),
    /// Close the months of Online Retail.
    OnlineRetail { file: Option<PathBuf>, agent_spend: Option<String>, rulebook: Option<PathBuf> },
}

/// Where the user's files are.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ShopPaths {
    /// The folder of the month.
    pub folder: Option<PathBuf>,
    /// The folder that the last close wrote.
    pub carried: Option<PathBuf>,
    /// The month to close.
    pub month: Option<Month>,
    /// Files given by name: the name of their option, and where they are.
    pub files: Vec<(&'static str, PathBuf)>,
}

/// The options that name a file of the shop.
pub const FILES: [&str; 18] = [
    "rulebook",
    "orders",
    "agents",
    "refunds",
    "received",
    "payments",
    "accounts",
    "history",
    "ledger",
    "customers",
    "top-ups",
    "spends",
    "restores",
    "balance-refunds",
    "balances",
    "visitors",
    "unpaid",
    "gmv",
];

/// All that the user asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    /// What to do.
    pub task: Task,
    /// Where the results go.
    pub out: PathBuf,
    /// In which language the summary is.
    pub language: Language,
    /// Whether one refused row stops the close.
    pub strict: bool,
    /// The seed of the sample.
    pub seed: u64,
}

/// What was read before it is known what it is for.
#[derive(Default)]
struct Given {
    help: bool,
    online_retail: bool,
    write_sample: Option<PathBuf>,
    agent_spend: Option<String>,
    seed: Option<u64>,
    strict: bool,
    out: Option<PathBuf>,
    language: Language,
    positional: Option<PathBuf>,
    shop: ShopPaths,
}

impl Arguments {
    /// Reads the command line, the program's name left out.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut parser = lexopt::Parser::from_args(arguments);
        let mut given = Given::default();
        given.take(&mut parser).map_err(|error| error.to_string())?;
        given.settle()
    }
}

impl Given {
    fn take(&mut self, parser: &mut lexopt::Parser) -> Result<(), lexopt::Error> {
        while let Some(argument) = parser.next()? {
            match argument {
                Long("help") | Short('h') => self.help = true,
                Long("strict") => self.strict = true,
                Long("online-retail") => self.online_retail = true,
                Long("write-sample") => self.write_sample = Some(parser.value()?.into()),
                Long("out") => self.out = Some(parser.value()?.into()),
                Long("carried") => self.shop.carried = Some(parser.value()?.into()),
                Long("agent-spend") => self.agent_spend = Some(parser.value()?.string()?),
                Long("seed") => self.seed = Some(parser.value()?.parse()?),
                Long("language") => {
                    let refused = "is no language, allowed are `en` and `zh-CN`";
                    self.language = parser
                        .value()?
                        .parse_with(|tag| Language::from_tag(tag).ok_or(format!("`{tag}` {refused}")))?;
                }
                Long("month") => {
                    let refused = "is no month, write it like `2026-10`";
                    let month = parser
                        .value()?
                        .parse_with(|text| Month::parse(text).ok_or(format!("`{text}` {refused}")))?;
                    self.shop.month = Some(month);
                }
                Long(option) => match FILES.into_iter().find(|name| *name == option) {
                    Some(name) => self.shop.files.push((name, parser.value()?.into())),
                    None => return Err(argument.unexpected()),
                },
                Value(path) if self.positional.is_none() => self.positional = Some(path.into()),
                other => return Err(other.unexpected()),
            }
        }
        Ok(())
    }

    fn settle(mut self) -> Result<Arguments, String> {
        let task = self.task()?;
        Ok(Arguments {
            task,
            out: self.out.unwrap_or_else(|| OUT.into()),
            language: self.language,
            strict: self.strict,
            seed: self.seed.unwrap_or(sample::SEED),
        })
    }

    fn task(&mut self) -> Result<Task, String> {
        if self.help {
            return Ok(Task::Help);
        }
        self.shop.folder = self.positional.take();
        let shop = std::mem::take(&mut self.shop);
        let of_shop = shop != ShopPaths::default();
        let task = match (self.online_retail, self.write_sample.take()) {
            (true, Some(_)) => return Err("`--online-retail` and `--write-sample`: choose one".into()),
            (true, None) => self.online_retail(shop)?,
            (false, Some(_)) if of_shop => {
                return Err("`--write-sample` takes no files: remove them".into());
            }
            (false, Some(folder)) => Task::WriteSample(folder),
            (false, None) if of_shop => Task::Shop(shop),
            (false, None) => Task::Sample,
        };
        self.refuse_what_is_for_another(&task)?;
        Ok(task)
    }

    fn online_retail(&mut self, shop: ShopPaths) -> Result<Task, String> {
        let ShopPaths { folder, carried, month, files } = shop;
        let mut rulebook = None;
        for (name, path) in files {
            if name != "rulebook" {
                return Err(format!("`--online-retail` takes no `--{name}`: remove it"));
            }
            rulebook = Some(path);
        }
        if carried.is_some() || month.is_some() {
            return Err("`--online-retail` closes all its months: remove `--month` and `--carried`".into());
        }
        Ok(Task::OnlineRetail { file: folder, agent_spend: self.agent_spend.take(), rulebook })
    }

    /// An option that would have no effect is a misunderstanding.
    fn refuse_what_is_for_another(&self, task: &Task) -> Result<(), String> {
        if self.agent_spend.is_some() {
            return Err("`--agent-spend` is for `--online-retail`: remove it, or add that".into());
        }
        if self.seed.is_some() && !matches!(task, Task::Sample | Task::WriteSample(_)) {
            return Err("`--seed` is for the sample shop: remove it".into());
        }
        match task {
            Task::Shop(paths) if paths.month.is_none() => Err("which month? add `--month YYYY-MM`".into()),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Arguments, String> {
        Arguments::read(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn without_arguments_the_sample_is_closed() {
        let arguments = read("").unwrap();
        assert_eq!(arguments.task, Task::Sample);
        assert_eq!((arguments.out, arguments.seed), (PathBuf::from(OUT), sample::SEED));
    }

    #[test]
    fn a_folder_or_files_are_the_users_own_shop() {
        let task = read("shop --month 2026-10 --ledger a.csv --ledger b.csv --strict").unwrap().task;
        let files = vec![("ledger", "a.csv".into()), ("ledger", "b.csv".into())];
        let month = Month::new(2026, 10);
        assert_eq!(task, Task::Shop(ShopPaths { folder: Some("shop".into()), carried: None, month, files }));
    }

    #[test]
    fn the_file_of_online_retail_may_be_left_out() {
        for (line, file) in [("--online-retail", None), ("--online-retail x.csv", Some("x.csv".into()))] {
            let task = read(line).unwrap().task;
            assert_eq!(task, Task::OnlineRetail { file, agent_spend: None, rulebook: None });
        }
    }

    #[test]
    fn misunderstandings_are_refused_with_the_repair() {
        for (line, told) in [
            ("shop", "which month? add `--month YYYY-MM`"),
            ("shop --month 2026-13", "`2026-13` is no month"),
            ("--language fr", "`fr` is no language"),
            ("--agent-spend 7", "`--agent-spend` is for `--online-retail`"),
            ("shop --month 2026-10 --seed 7", "`--seed` is for the sample shop"),
            ("--online-retail --orders x.csv", "takes no `--orders`"),
            ("--online-retail --write-sample x", "choose one"),
            ("--write-sample x --month 2026-10", "takes no files"),
            ("--colour red", "--colour"),
            ("a b", "\"b\""),
        ] {
            let error = read(line).unwrap_err();
            assert!(error.contains(told), "{line}: {error}");
        }
    }
}
