//! `mat2str`: text that evaluates to the value again.

use super::chars;
use super::columns::{self, Numbers};
use super::number::{self, Ascii, NumberSpec};
use crate::array::Char;
use crate::class::Class;
use crate::dims::Dims;
use crate::error::{Error, Result};
use crate::value::{Value, decode_in};
use runmat_syntax::Dialect;
use std::fmt::Write as _;

/// The text of a matrix, with the given significant digits (of real and imaginary parts), and with
/// the class around it if wanted.
pub fn mat2str(v: &Value, precision: Option<(usize, Option<usize>)>, class: bool, dialect: Dialect) -> Result<Value> {
    let dims = v.dims();
    if !dims.is_matrix() {
        return Err(match dialect {
            Dialect::Octave => Error::msg("mat2str: X must be two dimensional"),
            Dialect::Matlab => Error::new("MATLAB:mat2str:NumDims", "Input matrix must be 2-D."),
        });
    }
    if v.is_char() {
        return Ok(Value::text_in(&text_rows(v, dialect), dialect));
    }
    if let Value::Strings(a) = v {
        let items: Vec<String> = a.data().iter().map(|t| quoted_string(t.0.as_deref())).collect();
        return Ok(Value::text_in(&bracketed(&dims, "strings", dialect, |k| items[k].clone()), dialect));
    }
    let Some(numbers) = columns::numbers(v) else { return Err(bad_input(dialect)) };
    let precision = precision.unwrap_or((default_digits(v, dialect), None));
    let writer = Writer { precision: (precision.0, precision.1.unwrap_or(precision.0)), dialect };
    let logical = v.class() == Class::Logical;
    let body = bracketed(&dims, "zeros", dialect, |k| writer.element(&numbers, k, logical));
    let class_shown = class && (dialect.is_octave() || !(v.class() == Class::Double || logical));
    let text = if class_shown { format!("{}({body})", v.class().name()) } else { body };
    Ok(Value::text_in(&text, dialect))
}

fn bad_input(dialect: Dialect) -> Error {
    match dialect {
        Dialect::Octave => Error::msg("mat2str: X must be two dimensional"),
        Dialect::Matlab => Error::new(
            "MATLAB:mat2str:NonNumericInput",
            "Input matrix must be numeric, logical, a character array, or a string array.",
        ),
    }
}

fn default_digits(v: &Value, dialect: Dialect) -> usize {
    if v.class() == Class::Single && !dialect.is_octave() { 8 } else { 15 }
}

struct Writer {
    precision: (usize, usize),
    dialect: Dialect,
}

impl Writer {
    fn element(&self, numbers: &Numbers, k: usize, logical: bool) -> String {
        match numbers {
            Numbers::Real(xs) if logical => (xs[k] != 0.0).to_string(),
            Numbers::Real(xs) => self.real(xs[k], self.precision.0, false),
            Numbers::Whole(xs) if self.dialect.is_octave() => self.real(xs[k] as f64, self.precision.0, false),
            Numbers::Whole(xs) => xs[k].to_string(),
            Numbers::Complex(zs) if zs[k].im == 0.0 && !self.dialect.is_octave() => {
                self.real(zs[k].re, self.precision.0, false)
            }
            Numbers::Complex(zs) => {
                let re = self.real(zs[k].re, self.precision.0, false);
                re + &self.real(zs[k].im, self.precision.1, true) + "i"
            }
        }
    }

    fn real(&self, x: f64, digits: usize, plus: bool) -> String {
        let x = if x == 0.0 && !self.dialect.is_octave() { 0.0 } else { x };
        let mut spec = NumberSpec::new('g').precision(digits);
        spec.flags.plus = plus;
        let mut text = Ascii::new();
        number::write_f64(&mut text, &spec, x);
        text.as_str().to_string()
    }
}

/// The elements in brackets unless there is only one.
fn bracketed(dims: &Dims, empty: &str, dialect: Dialect, mut element: impl FnMut(usize) -> String) -> String {
    let (rows, cols) = (dims.rows(), dims.cols());
    if dims.is_empty() {
        return if dialect.is_octave() { "[]".into() } else { format!("{empty}({rows},{cols})") };
    }
    if dims.is_scalar() {
        return element(0);
    }
    let mut text = String::from("[");
    for r in 0..rows {
        if r > 0 {
            text.push(';');
        }
        for c in 0..cols {
            if c > 0 {
                text.push(' ');
            }
            let _ = text.write_str(&element(r + c * rows));
        }
    }
    text.push(']');
    text
}

fn text_rows(v: &Value, dialect: Dialect) -> String {
    let rows = chars::char_rows(v).unwrap_or_default();
    let rows: Vec<String> = rows.iter().map(|r| quoted(r, dialect)).collect();
    match rows.len() {
        0 => quoted(&[], dialect),
        1 => rows[0].clone(),
        _ => format!("[{}]", rows.join(";")),
    }
}

fn quoted(row: &[Char], dialect: Dialect) -> String {
    if dialect.is_octave() {
        let escaped = super::undo_escapes(row).unwrap_or_default();
        format!("\"{}\"", decode_in(&escaped, dialect))
    } else {
        format!("'{}'", decode_in(row, dialect).replace('\'', "''"))
    }
}

fn quoted_string(s: Option<&str>) -> String {
    match s {
        Some(s) => format!("\"{}\"", s.replace('"', "\"\"")),
        None => "missing".into(),
    }
}
