//! Recorded and documented displays.

mod matlab;
mod matlab_containers;

use super::{Format, disp, display};
use crate::array::{Char, Element, NdArray, Text};
use crate::{C64, Dialect, Dims, Value};

/// Double array from rows.
pub(super) fn d(rows: &[&[f64]]) -> Value {
    from_rows(rows, |&x| x)
}

pub(super) fn from_rows<T, U: Element>(rows: &[&[T]], f: impl Fn(&T) -> U) -> Value {
    let cols = rows[0].len();
    let data = (0..cols).flat_map(|c| rows.iter().map(move |r| &r[c])).map(f).collect();
    NdArray::matrix(rows.len(), cols, data).into()
}

pub(super) fn row(data: &[f64]) -> Value {
    d(&[data])
}

pub(super) fn z(re: f64, im: f64) -> C64 {
    C64::new(re, im)
}

pub(super) fn zrow(data: &[C64]) -> Value {
    from_rows(&[data], |&x| x)
}

pub(super) fn chars(rows: &[&str]) -> Value {
    let rows: Vec<Vec<u16>> = rows.iter().map(|r| r.encode_utf16().collect()).collect();
    let refs: Vec<&[u16]> = rows.iter().map(Vec::as_slice).collect();
    from_rows(&refs, |&c| Char(c))
}

pub(super) fn strings(rows: &[&[&str]]) -> Value {
    from_rows(rows, |&s| Text(Some(s.into())))
}

pub(super) fn zeros(dims: &[usize]) -> Value {
    NdArray::filled(Dims::from_slice(dims), 0.0).into()
}

pub(super) fn filled<T: Element>(dims: &[usize], x: T) -> Value {
    NdArray::filled(Dims::from_slice(dims), x).into()
}

/// What MATLAB prints for `x`.
pub(super) fn shown(v: &Value) -> String {
    display("x", v, &Format::default(), Dialect::Matlab)
}

/// The frame `x =` around this body.
pub(super) fn framed(body: &str) -> String {
    format!("\nx =\n\n{body}\n\n")
}

pub(super) fn styled(words: &[&str]) -> Format {
    let mut f = Format::default();
    f.apply(words, Dialect::Matlab).unwrap();
    f
}

/// The lines of `disp` in a style.
pub(super) fn body(v: &Value, words: &[&str]) -> String {
    disp(v, &styled(words), Dialect::Matlab).trim_end_matches('\n').to_string()
}
