//! See `xtask/src/targets.rs`.
#![no_main]

#[allow(dead_code)]
#[path = "../../xtask/src/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::journal(bytes));
