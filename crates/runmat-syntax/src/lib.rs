//! Lexer, error-recovering parser and syntax tree of the MATLAB and Octave dialects.
pub mod ast;
pub mod dialect;
pub use dialect::Dialect;
