//! Ignition: bytecode, compiler and the stackless machine that runs it as a pollable future.
//!
//! Knows no concrete builtin and no host: both come in through [`builtin::Library`] and [`host::Host`].

pub mod builtin;
pub mod bytecode;
pub mod compiler;
pub mod context;
pub mod host;
pub mod output;
pub mod vm;

pub use builtin::{
    Builtin, BuiltinId, Kernel, Library, LibraryClass, MANY, Outcome, Resume, Scope, Then, Values, Work, one,
};
pub use context::{CallCx, FunctionInfo, FunctionKind, SessionState};
pub use vm::snapshot::StatePart;
pub use vm::{Machine, Slice, Stop};
