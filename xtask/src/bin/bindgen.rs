//! `bindgen <module.wasm> <folder>`: writes the module that JavaScript can load, and the JavaScript that loads it, as
//! `siyu_bg.wasm` and `siyu.js`. A program of its own, so that xtask itself does not wait for wasm-bindgen to be built.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [module, folder] = arguments.as_slice() else {
        eprintln!("error: usage: bindgen <module.wasm> <folder>");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let made = bindgen
        .input_path(module)
        .out_name("siyu")
        // The types that users see are those of the JavaScript layer.
        .typescript(false)
        // Bundlers would look for a file that the layer finds its own way to.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}
