//! What an old phone would stumble over, each as a check of its own.

use std::collections::BTreeMap;

use wasmparser::{
    CompositeInnerType, Export, ExternalKind, FuncType, Import, Parser, Payload, TypeRef, ValType, Validator,
    WasmFeatures,
};

pub struct Check {
    pub name: &'static str,
    pub run: fn(&[u8]) -> Result<(), String>,
}

pub const CHECKS: &[Check] = &[
    Check { name: FEATURES, run: features_of_the_first_release },
    Check { name: NO_GLOBAL, run: no_global_outside },
    Check { name: NO_REFERENCES, run: no_references },
    Check { name: ONE_NAME, run: one_name_for_a_function },
    Check { name: NO_BIG_INTEGERS, run: no_big_integers_outside },
    Check { name: IMPORTS, run: imports_known_functions },
    Check { name: NO_CUSTOM_SECTIONS, run: no_custom_sections },
];

pub const FEATURES: &str = "features of the first release only";
pub const NO_GLOBAL: &str = "no Global exported or imported";
pub const NO_REFERENCES: &str = "no reference types";
pub const ONE_NAME: &str = "no function exported under two names";
pub const NO_BIG_INTEGERS: &str = "no 64-bit integer across the border";
pub const IMPORTS: &str = "imports are the known functions";
pub const NO_CUSTOM_SECTIONS: &str = "no custom sections";

/// What the module asks of JavaScript, without the hashes that wasm-bindgen puts behind a name. A new one is to be looked
/// at: whether phones have what it calls.
const KNOWN_IMPORTS: &[&str] = &["__wbg___wbindgen_throw"];

/// Sign extension, bulk memory, several values, vectors and all else that came after 2017 is refused by iOS before 15.
fn features_of_the_first_release(module: &[u8]) -> Result<(), String> {
    let mut validator = Validator::new_with_features(WasmFeatures::MVP);
    validator.validate_all(module).map(drop).map_err(|error| error.to_string())
}

/// iOS hands out no Global.
fn no_global_outside(module: &[u8]) -> Result<(), String> {
    let border = Border::read(module)?;
    let exported = border.exports.iter().filter(|export| export.kind == ExternalKind::Global);
    let imported = border.imports.iter().filter(|import| matches!(import.ty, TypeRef::Global(_)));
    none(exported.map(|export| export.name).chain(imported.map(|import| import.name)))
}

/// `externref` came with iOS 15.1; wasm-bindgen falls back to a list of its own where it is not to be had.
fn no_references(module: &[u8]) -> Result<(), String> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.map_err(|error| error.to_string())? {
            Payload::TypeSection(section) => {
                for group in section {
                    for ty in group.map_err(|error| error.to_string())?.types() {
                        if let CompositeInnerType::Func(ty) = &ty.composite_type.inner
                            && values(ty).any(|value| matches!(value, ValType::Ref(_)))
                        {
                            found.push(format!("{ty}"));
                        }
                    }
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    let ty = table.map_err(|error| error.to_string())?.ty.element_type;
                    if !ty.is_func_ref() {
                        found.push(format!("a table of {ty}"));
                    }
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    if let TypeRef::Table(table) = import.map_err(|error| error.to_string())?.ty
                        && !table.element_type.is_func_ref()
                    {
                        found.push(format!("a table of {}", table.element_type));
                    }
                }
            }
            _ => {}
        }
    }
    none(found.iter().map(String::as_str))
}

/// WeChat on iOS drops what is exported under more than three names; here two are too many.
fn one_name_for_a_function(module: &[u8]) -> Result<(), String> {
    let mut names = BTreeMap::<u32, Vec<&str>>::new();
    for export in Border::read(module)?.exports {
        if export.kind == ExternalKind::Func {
            names.entry(export.index).or_default().push(export.name);
        }
    }
    let several: Vec<String> =
        names.into_values().filter(|names| names.len() > 1).map(|names| names.join(" = ")).collect();
    none(several.iter().map(String::as_str))
}

/// A 64-bit integer is a BigInt in JavaScript, and phones without BigInt refuse the call.
fn no_big_integers_outside(module: &[u8]) -> Result<(), String> {
    let border = Border::read(module)?;
    let imported = border.imports.iter().filter_map(|import| match import.ty {
        TypeRef::Func(ty) => Some((import.name, ty)),
        _ => None,
    });
    let exported = border.exports.iter().filter_map(|export| {
        let ty = border.functions.get(usize::try_from(export.index).ok()?)?;
        (export.kind == ExternalKind::Func).then_some((export.name, *ty))
    });
    none(imported.chain(exported).filter_map(|(name, ty)| {
        let ty = border.types.get(usize::try_from(ty).ok()?)?.as_ref()?;
        values(ty).any(|value| value == ValType::I64).then_some(name)
    }))
}

fn imports_known_functions(module: &[u8]) -> Result<(), String> {
    none(Border::read(module)?.imports.iter().filter_map(|import| {
        let is_function = matches!(import.ty, TypeRef::Func(_));
        (!is_function || !KNOWN_IMPORTS.contains(&without_hash(import.name))).then_some(import.name)
    }))
}

/// They say to tools what a phone does not ask, and some name folders of the machine that built the module.
fn no_custom_sections(module: &[u8]) -> Result<(), String> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::CustomSection(section) = payload.map_err(|error| error.to_string())? {
            found.push(section.name());
        }
    }
    none(found.into_iter())
}

/// `__wbg_name_0123456789abcdef` is `__wbg_name`.
fn without_hash(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((plain, hash)) if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => plain,
        _ => name,
    }
}

fn values(ty: &FuncType) -> impl Iterator<Item = ValType> {
    ty.params().iter().chain(ty.results()).copied()
}

fn none<'name>(found: impl Iterator<Item = &'name str>) -> Result<(), String> {
    let found: Vec<&str> = found.collect();
    if found.is_empty() { Ok(()) } else { Err(format!("found {}", found.join(", "))) }
}

/// What a module shows to JavaScript.
#[derive(Default)]
struct Border<'module> {
    imports: Vec<Import<'module>>,
    exports: Vec<Export<'module>>,
    /// By index; none for a type that is no function's.
    types: Vec<Option<FuncType>>,
    /// The type of each function, the imported ones first.
    functions: Vec<u32>,
}

impl<'module> Border<'module> {
    fn read(module: &'module [u8]) -> Result<Self, String> {
        Self::parse(module).map_err(|error| error.to_string())
    }

    fn parse(module: &'module [u8]) -> wasmparser::Result<Self> {
        let mut border = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => {
                    for group in section {
                        border.types.extend(group?.into_types().map(|ty| match ty.composite_type.inner {
                            CompositeInnerType::Func(ty) => Some(ty),
                            _ => None,
                        }));
                    }
                }
                Payload::ImportSection(section) => {
                    border.imports = section.into_imports().collect::<Result<_, _>>()?;
                    border.functions.extend(border.imports.iter().filter_map(|import| match import.ty {
                        TypeRef::Func(ty) => Some(ty),
                        _ => None,
                    }));
                }
                Payload::FunctionSection(section) => {
                    border.functions.extend(section.into_iter().collect::<Result<Vec<_>, _>>()?);
                }
                Payload::ExportSection(section) => {
                    border.exports = section.into_iter().collect::<Result<_, _>>()?;
                }
                _ => {}
            }
        }
        Ok(border)
    }
}
