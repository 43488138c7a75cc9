//! Tests of this module.

mod compare;
mod fuzz;
mod numbers;
mod printf;
mod scanf;

use crate::array::{C64, Char, Element, NdArray, Note};
use crate::value::{Value, decode_in};
use runmat_syntax::Dialect::{self, Matlab, Octave};

/// A char row of ASCII text.
fn t(s: &str) -> Value {
    Value::text(s)
}

/// Text as Octave's double quotes leave it.
fn dq(s: &str) -> Value {
    NdArray::row(s.bytes().map(|b| Char(b as u16)).collect()).with_note(Note::DoubleQuoted).into()
}

fn row(xs: &[f64]) -> Value {
    Value::row(xs.to_vec())
}

fn z(re: f64, im: f64) -> Value {
    C64::new(re, im).scalar()
}

/// The rows of a char value, joined by `/`.
fn shown(v: &Value, dialect: Dialect) -> String {
    super::chars::rows(v, dialect).expect("text").join("/")
}

fn sprintf(dialect: Dialect, template: &str, args: &[Value]) -> String {
    match super::format("sprintf", &t(template), args, dialect) {
        Ok(chars) => decode_in(&chars, dialect),
        Err(e) => format!("error: {}", e.message(dialect)),
    }
}

fn matlab(template: &str, args: &[Value]) -> String {
    sprintf(Matlab, template, args)
}

fn octave(template: &str, args: &[Value]) -> String {
    sprintf(Octave, template, args)
}
