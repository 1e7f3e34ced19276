//! The codes of refusals.

use siyu::error::Code;

use super::syntax::{HEAD, literal};

pub fn module() -> String {
    let rows: String =
        Code::ALL.iter().map(|code| format!("    {}: {},\n", literal(code.slug()), code.number())).collect();
    format!(
        "{HEAD}\"\"\"The codes of refusals with their numbers; `outcomes.error.Code` is their type.\"\"\"\n\n\
         NUMBERS: dict[str, int] = {{\n{rows}}}\n"
    )
}
