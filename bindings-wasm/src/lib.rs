//! The WebAssembly doorway of siyu: what `bindings-wasm/js` calls, and nobody else.
//!
//! Only strings cross the border, and nothing is thrown: an answer is an envelope, `{"ok":…}` with the very text that
//! [`siyu::call`] gives, or `{"error":…}` with the refusal.

#[cfg(feature = "columns")]
mod columns;

// Generated, and not laid out by rustfmt.
#[cfg(feature = "columns")]
#[rustfmt::skip]
mod kernels;

use siyu::Findings;
use siyu::operation::{findings_json, refusal_json, rulebook_refusal_json};
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(feature = "columns")]
pub use columns::{Batch, Column};

/// A rulebook that was read, or why it is none.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Handle(Result<siyu::Rulebook, Findings>);

#[wasm_bindgen]
impl Handle {
    /// Reads a rulebook. Ask [`Handle::refusal`] next.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(siyu::Rulebook::parse(text))
    }

    /// Why it is no rulebook, as JSON; empty when it is one.
    #[must_use]
    pub fn refusal(&self) -> String {
        self.0.as_ref().err().map(rulebook_refusal_json).unwrap_or_default()
    }

    /// The fingerprint of its meaning.
    #[must_use]
    pub fn digest(&self) -> String {
        self.tell(|rulebook| rulebook.digest().to_string())
    }

    /// The canonical form that the fingerprint is made of.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.tell(|rulebook| rulebook.canonical().to_owned())
    }

    /// What was found and refuses nothing: a JSON list.
    #[must_use]
    pub fn warnings(&self) -> String {
        self.tell(|rulebook| findings_json(rulebook.warnings()))
    }

    /// Calls an operation under the rulebook and answers with an envelope.
    #[must_use]
    pub fn call(&self, operation: &str, input: &str) -> String {
        envelope(self.0.as_ref().ok(), operation, input)
    }

    fn tell(&self, told: impl FnOnce(&siyu::Rulebook) -> String) -> String {
        self.0.as_ref().map(told).unwrap_or_default()
    }
}

/// Calls an operation that needs no rulebook and answers with an envelope.
#[wasm_bindgen]
#[must_use]
pub fn call(operation: &str, input: &str) -> String {
    envelope(None, operation, input)
}

/// The version of siyu.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn envelope(rulebook: Option<&siyu::Rulebook>, operation: &str, input: &str) -> String {
    sealed(siyu::call(rulebook, operation, input))
}

fn sealed(answer: Result<String, siyu::Error>) -> String {
    match answer {
        Ok(answer) => ["{\"ok\":", &answer, "}"].concat(),
        Err(error) => ["{\"error\":", &refusal_json(&error), "}"].concat(),
    }
}
