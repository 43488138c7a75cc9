//! Project chores: `cargo xtask <task>`.

mod fuzz;
mod targets;
mod web;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask fuzz TARGET SECONDS [SEED]   random inputs for one target: parse, format, program, snapshot, journal, regexp, or all; 500x: so many inputs
cargo xtask replay TARGET FILE           one input again
cargo xtask web [small]                  the package for pages and the playground; small: with wasm-opt, a minute more
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["fuzz", target, effort, rest @ ..] => effort.parse().and_then(|effort| {
            let seed = rest.first().and_then(|s| s.parse().ok()).unwrap_or(1);
            fuzz::run(target, effort, seed)
        }),
        ["replay", target, file] => fuzz::replay(target, file),
        ["web"] => web::run(false),
        ["web", "small"] => web::run(true),
        _ => {
            print!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
