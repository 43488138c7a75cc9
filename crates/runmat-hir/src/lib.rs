//! Names and scopes: which identifiers of a unit are variables, in which slot each lives, what nested
//! and anonymous functions take from outside; constant folding; diagnostics that need no execution.
//!
//! The syntax tree itself stays the program; this crate gives the compiler tables beside it.

pub mod check;
pub mod fold;
pub mod parfor;
pub mod scope;
pub mod walk;

pub use scope::{Scope, ScopeKind, Slot};
