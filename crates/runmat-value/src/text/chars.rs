//! Char arrays as text: rows, padding, trimming, case, comparison.

use crate::array::{Char, NdArray};
use crate::value::{Value, decode_in};
use runmat_syntax::Dialect;

pub use super::compare::{strcmp, strcmp_with, strncmp_with};

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
