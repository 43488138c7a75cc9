//! Lexer, error-recovering parser and syntax tree of the MATLAB and Octave dialects.
//!
//! [`parse`] reads any text and always gives a tree, with what was wrong beside it. Nothing here knows what a
//! program means: no names are looked up but to tell a command from an expression, nothing is evaluated, no
//! file is opened.

pub mod ast;
mod diagnostics;
mod dialect;
pub mod dump;
mod highlight;
mod lexer;
mod literal;
mod parser;
pub mod print;
mod token;

pub use diagnostics::{Diagnostic, LineIndex, render};
pub use dialect::Dialect;
pub use highlight::{Paint, highlight};
pub use parser::{MAX_HEIGHT, MAX_NESTING, Options, Parsed, parse, parse_with};
