//! `month-close`: see README.md beside the sources.

mod arguments;
mod carry;
mod close;
mod closed;
mod conditions;
mod customers;
mod facts;
mod failure;
mod gmv;
mod input;
mod online_retail;
mod report;
mod run;
mod sample;
mod shop;
mod sold;
mod vip;

use std::env;
use std::process::ExitCode;

use arguments::Arguments;

/// The exit code of a command line that cannot be understood.
const MISUSE: u8 = 2;

fn main() -> ExitCode {
    let arguments = match Arguments::read(env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(complaint) => {
            eprintln!("month-close: {complaint}; see `--help`");
            return ExitCode::from(MISUSE);
        }
    };
    match run::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("month-close: {failure}");
            ExitCode::FAILURE
        }
    }
}
