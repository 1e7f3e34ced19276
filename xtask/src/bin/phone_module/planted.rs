//! Modules with one fault each. A check that does not see the fault it is for is worth nothing.

use crate::checks::{
    CHECKS, FEATURES, IMPORTS, NO_BIG_INTEGERS, NO_CUSTOM_SECTIONS, NO_GLOBAL, NO_REFERENCES, ONE_NAME,
};

pub struct Planted {
    pub check: &'static str,
    pub what: &'static str,
    /// In the text format of WebAssembly.
    text: &'static str,
}

impl Planted {
    /// Whether the check that is meant to see the fault does.
    pub fn is_seen(&self) -> Result<(), String> {
        let module = wat::parse_str(self.text).map_err(|error| error.to_string())?;
        let check = CHECKS.iter().find(|check| check.name == self.check).ok_or("no such check")?;
        match (check.run)(&module) {
            Ok(()) => Err("the check saw nothing".to_owned()),
            Err(_) => Ok(()),
        }
    }
}

pub const PLANTED: &[Planted] = &[
    Planted {
        check: FEATURES,
        what: "sign extension",
        text: "(module (func (param i32) (result i32) (i32.extend8_s (local.get 0))))",
    },
    Planted {
        check: FEATURES,
        what: "a float made an integer without trapping",
        text: "(module (func (param f32) (result i32) (i32.trunc_sat_f32_s (local.get 0))))",
    },
    Planted {
        check: FEATURES,
        what: "memory.copy",
        text: "(module (memory 1) (func (memory.copy (i32.const 0) (i32.const 0) (i32.const 0))))",
    },
    Planted {
        check: FEATURES,
        what: "memory.fill",
        text: "(module (memory 1) (func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0))))",
    },
    Planted {
        check: FEATURES,
        what: "two results",
        text: "(module (func (result i32 i32) (i32.const 1) (i32.const 2)))",
    },
    Planted { check: FEATURES, what: "vectors", text: "(module (func (drop (v128.const i32x4 0 0 0 0))))" },
    Planted { check: FEATURES, what: "tail calls", text: "(module (func $f (return_call $f)))" },
    Planted { check: FEATURES, what: "externref", text: "(module (table 1 externref))" },
    Planted { check: FEATURES, what: "two tables", text: "(module (table 1 funcref) (table 1 funcref))" },
    Planted { check: FEATURES, what: "threads", text: "(module (memory 1 1 shared))" },
    Planted {
        check: FEATURES,
        what: "a Global that changes, exported",
        text: "(module (global (export \"g\") (mut i32) (i32.const 0)))",
    },
    Planted {
        check: NO_GLOBAL,
        what: "an exported constant",
        text: "(module (global (export \"g\") i32 (i32.const 0)))",
    },
    Planted {
        check: NO_GLOBAL,
        what: "an imported constant",
        text: "(module (import \"env\" \"g\" (global i32)))",
    },
    Planted { check: NO_REFERENCES, what: "a table of externref", text: "(module (table 1 externref))" },
    Planted {
        check: NO_REFERENCES,
        what: "an imported table of externref",
        text: "(module (import \"env\" \"t\" (table 1 externref)))",
    },
    Planted { check: NO_REFERENCES, what: "a parameter", text: "(module (func (param externref)))" },
    Planted { check: ONE_NAME, what: "a second name", text: "(module (func (export \"a\") (export \"b\")))" },
    Planted {
        check: NO_BIG_INTEGERS,
        what: "a parameter of an export",
        text: "(module (func (export \"a\") (param i64)))",
    },
    Planted {
        check: NO_BIG_INTEGERS,
        what: "a result of an import",
        text: "(module (import \"env\" \"clock\" (func (result i64))))",
    },
    Planted {
        check: IMPORTS,
        what: "an unknown function",
        text: "(module (import \"env\" \"clock\" (func (result i32))))",
    },
    Planted { check: IMPORTS, what: "a memory", text: "(module (import \"env\" \"memory\" (memory 1)))" },
    Planted {
        check: NO_CUSTOM_SECTIONS,
        what: "the features that a compiler used",
        text: "(module (@custom \"target_features\" \"\\00\"))",
    },
];
