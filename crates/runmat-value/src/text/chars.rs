//! Char arrays as text: rows, padding, trimming, case, comparison.

use crate::array::{Char, NdArray, Text};
use crate::dims::Dims;
use crate::error::{Error, Result};
use crate::value::{Value, decode_in};
use runmat_syntax::Dialect;
use std::borrow::Cow;

/// The elements of UTF-8 text in the dialect's encoding.
pub fn encode(s: &str, dialect: Dialect) -> Vec<Char> {
    if dialect.is_octave() { s.bytes().map(|b| Char(b as u16)).collect() } else { s.encode_utf16().map(Char).collect() }
}

/// Elements from ASCII text.
pub fn from_ascii(s: &str) -> Vec<Char> {
    s.bytes().map(|b| Char(b as u16)).collect()
}

/// A char row; 0×0 when there is nothing in it.
pub fn row(data: Vec<Char>) -> Value {
    if data.is_empty() { NdArray::<Char>::empty().into() } else { NdArray::row(data).into() }
}

/// The elements of row `k` of a char matrix.
pub fn row_of(a: &NdArray<Char>, k: usize) -> Vec<Char> {
    a.data().iter().skip(k).step_by(a.dims().rows().max(1)).copied().collect()
}

/// The rows of a char value, each in its elements. A 0×0 char has none.
pub fn char_rows(v: &Value) -> Option<Vec<Vec<Char>>> {
    match v {
        Value::Char(c) => Some(vec![vec![*c]]),
        Value::Chars(a) => Some((0..a.dims().rows()).map(|k| row_of(a, k)).collect()),
        _ => None,
    }
}

/// The rows of a char value as strings.
pub fn rows(v: &Value, dialect: Dialect) -> Option<Vec<String>> {
    Some(char_rows(v)?.iter().map(|r| decode_in(r, dialect)).collect())
}

/// A char matrix from rows, the shorter ones padded with blanks.
pub fn matrix(rows: &[Vec<Char>]) -> Value {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let height = rows.len();
    let mut data = vec![Char(b' ' as u16); width * height];
    for (r, row) in rows.iter().enumerate() {
        for (c, &x) in row.iter().enumerate() {
            data[c * height + r] = x;
        }
    }
    NdArray::matrix(height, width, data).into()
}

/// A char matrix from strings.
pub fn matrix_of(rows: &[String], dialect: Dialect) -> Value {
    matrix(&rows.iter().map(|s| encode(s, dialect)).collect::<Vec<_>>())
}

/// Blank, tab, line feed, vertical tab, form feed or return.
pub fn is_space(c: Char) -> bool {
    matches!(c.0, 9..=13 | 32)
}

/// Without white space (and NUL) at either end.
pub fn trim(s: &[Char]) -> &[Char] {
    let blank = |c: &Char| is_space(*c) || c.0 == 0;
    let start = s.iter().position(|c| !blank(c)).unwrap_or(s.len());
    let end = s.iter().rposition(|c| !blank(c)).map_or(start, |k| k + 1);
    &s[start..end]
}

/// Without white space (and NUL) at the end.
pub fn trim_end(s: &[Char]) -> &[Char] {
    let end = s.iter().rposition(|c| !(is_space(*c) || c.0 == 0)).map_or(0, |k| k + 1);
    &s[..end]
}

fn map_case(s: &[Char], dialect: Dialect, ascii: fn(u8) -> u8, wide: fn(char) -> Option<char>) -> Vec<Char> {
    let one = |c: &Char| match c.0 {
        b if b < 0x80 => Char(ascii(b as u8) as u16),
        _ if dialect.is_octave() => *c,
        u => char::from_u32(u as u32).and_then(wide).and_then(|w| u16::try_from(w as u32).ok()).map_or(*c, Char),
    };
    s.iter().map(one).collect()
}

fn only(mut it: impl Iterator<Item = char>) -> Option<char> {
    let first = it.next()?;
    it.next().is_none().then_some(first)
}

/// Upper case, element by element. Octave's bytes beyond ASCII stay.
pub fn upper(s: &[Char], dialect: Dialect) -> Vec<Char> {
    map_case(s, dialect, |b| b.to_ascii_uppercase(), |c| only(c.to_uppercase()))
}

/// Lower case, element by element.
pub fn lower(s: &[Char], dialect: Dialect) -> Vec<Char> {
    map_case(s, dialect, |b| b.to_ascii_lowercase(), |c| only(c.to_lowercase()))
}

/// Equality of elements without regard to case.
pub fn eq_ignore_case(a: &[Char], b: &[Char], dialect: Dialect) -> bool {
    a.len() == b.len() && lower(a, dialect) == lower(b, dialect)
}

/// One side of a comparison.
enum Side<'a> {
    /// A char array.
    Chars(Dims, Cow<'a, [Char]>),
    /// A missing string: equal to nothing.
    Missing,
    /// Anything else: equal to nothing.
    Other,
}

/// Elements to compare, or one for all.
enum Operand<'a> {
    One(Side<'a>),
    Many(Dims, Vec<Side<'a>>),
}

fn chars_side(v: &Value) -> Side<'_> {
    match v {
        Value::Char(c) => Side::Chars(Dims::scalar(), Cow::Borrowed(std::slice::from_ref(c))),
        Value::Chars(a) => Side::Chars(a.dims().clone(), Cow::Borrowed(a.data())),
        Value::Strings(a) if a.len() == 1 => string_side(&a.data()[0], Dialect::Matlab),
        _ => Side::Other,
    }
}

fn string_side(t: &Text, dialect: Dialect) -> Side<'_> {
    match &t.0 {
        None => Side::Missing,
        Some(s) => {
            let data = encode(s, dialect);
            Side::Chars(Dims::row(data.len()), data.into())
        }
    }
}

fn operand(v: &Value) -> Operand<'_> {
    match v {
        Value::Cell(c) => Operand::Many(c.dims().clone(), c.data().iter().map(chars_side).collect()),
        Value::Strings(a) if a.len() != 1 => {
            let sides = a.data().iter().map(|t| string_side(t, Dialect::Matlab)).collect();
            Operand::Many(a.dims().clone(), sides)
        }
        _ => Operand::One(chars_side(v)),
    }
}

fn sides_equal(a: &Side, b: &Side, eq: &impl Fn(&[Char], &[Char]) -> bool, sized: bool) -> bool {
    match (a, b) {
        (Side::Chars(p, x), Side::Chars(q, y)) => {
            let same_size = p == q || (x.is_empty() && y.is_empty() && (p.rows() <= 1 && q.rows() <= 1));
            (!sized || same_size) && eq(x, y)
        }
        _ => false,
    }
}

/// Comparison as `strcmp` broadcasts it: text with text gives one logical, a cell or string array an
/// array of its size. What is not text equals nothing. `sized`: the sizes must agree too (`strcmp`,
/// not `strncmp`).
pub fn strcmp_with(a: &Value, b: &Value, sized: bool, eq: impl Fn(&[Char], &[Char]) -> bool) -> Result<Value> {
    let (dims, data): (Dims, Vec<bool>) = match (operand(a), operand(b)) {
        (Operand::One(x), Operand::One(y)) => return Ok(sides_equal(&x, &y, &eq, sized).into()),
        (Operand::Many(d, xs), Operand::One(y)) => (d, xs.iter().map(|x| sides_equal(x, &y, &eq, sized)).collect()),
        (Operand::One(x), Operand::Many(d, ys)) => (d, ys.iter().map(|y| sides_equal(&x, y, &eq, sized)).collect()),
        (Operand::Many(d, xs), Operand::Many(_, ys)) if xs.len() == 1 => {
            let _ = d;
            let dims = b.dims();
            (dims, ys.iter().map(|y| sides_equal(&xs[0], y, &eq, sized)).collect())
        }
        (Operand::Many(d, xs), Operand::Many(_, ys)) if ys.len() == 1 => {
            (d, xs.iter().map(|x| sides_equal(x, &ys[0], &eq, sized)).collect())
        }
        (Operand::Many(p, xs), Operand::Many(q, ys)) => {
            if p != q {
                return Err(Error::new(
                    "MATLAB:strcmp:InputsSizeMismatch",
                    "Inputs must be the same size or either one can be a scalar.",
                ));
            }
            (p, xs.iter().zip(&ys).map(|(x, y)| sides_equal(x, y, &eq, sized)).collect())
        }
    };
    Ok(NdArray::new(dims, data).into())
}
