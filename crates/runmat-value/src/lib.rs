//! Values of the language: classes, arrays, indexing, operators, text and display.
//!
//! Knows nothing of execution or of the outside world. See [`value::Value`] for the representation and
//! [`array::NdArray`] for dense storage.

pub mod array;
pub mod census;
pub mod class;
pub mod compare;
pub mod concat;
pub mod convert;
pub mod dictionary;
pub mod dims;
pub mod display;
pub mod error;
pub mod exception;
pub mod function;
pub mod index;
pub mod ledger;
pub mod map;
mod nested;
pub mod object;
pub mod ops;
pub mod parallel;
pub mod range;
pub mod snapshot;
pub mod sparse;
pub mod structs;
pub mod text;
pub mod value;

pub use array::{C32, C64, Char, Element, NdArray, Note, Text, View};
pub use class::Class;
pub use dims::Dims;
pub use error::{Error, ErrorKind, Result};
pub use runmat_syntax::Dialect;
pub use structs::{Name, StructArray};
pub use value::Value;
