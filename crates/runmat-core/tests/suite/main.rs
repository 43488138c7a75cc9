//! Tests of sessions as hosts see them.

mod alternation;
mod architecture;
mod capabilities;
mod journals;
mod limits;
mod long_kernels;
mod looks;
mod malformed;
mod policies;
mod sessions;
mod snapshots;
mod stopping;
mod support;
mod tasks;
mod wasm;
