//! Recorded and documented displays.

mod matlab;
mod matlab_containers;
mod octave;

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

#[test]
fn any_number_in_any_style() {
    let extremes = [0.0, -0.0, 5e-324, f64::MIN_POSITIVE, f64::EPSILON, 0.1, 1.0, -1.5, 999.9999, 1e5, 1e9, 1e15];
    let more = [1e16, 1e45, 1e100, f64::MAX, f64::MIN, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let all: Vec<f64> = extremes.into_iter().chain(more).collect();
    let words =
        ["short", "long", "shorte", "longe", "shortg", "longg", "shorteng", "longeng", "bank", "hex", "rat", "+"];
    for dialect in [Dialect::Matlab, Dialect::Octave] {
        for word in words {
            let mut f = Format::default();
            f.apply(&[word], dialect).unwrap();
            for precision in [None, Some(0), Some(1), Some(16)] {
                f.precision = precision;
                for &x in &all {
                    for &y in &all {
                        for v in [row(&[x, y]), Value::Num(x), zrow(&[z(x, y)]), zrow(&[z(x, y), z(y, x)])] {
                            assert!(disp(&v, &f, dialect).ends_with('\n'));
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn narrow_windows_and_deep_cells() {
    let mut deep = Value::Num(1.0);
    for _ in 0..2000 {
        deep = Value::cell_row(vec![deep]);
    }
    for dialect in [Dialect::Matlab, Dialect::Octave] {
        let f = Format { width: 0, ..Format::default() };
        assert!(display("x", &row(&[1.5, 2.5]), &f, dialect).contains("2.5000"));
        assert!(!display("x", &deep, &f, dialect).is_empty());
    }
}
