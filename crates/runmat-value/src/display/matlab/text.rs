//! Chars and strings.

use crate::array::{Char, Element};
use crate::value::{Value, decode_in};
use crate::{Dialect, Text};

/// The rows of one char page, decoded.
pub fn rows(data: &[Char], nr: usize, nc: usize) -> Vec<String> {
    (0..nr).map(|r| decode_in(&(0..nc).map(|c| data[c * nr + r]).collect::<Vec<_>>(), Dialect::Matlab)).collect()
}

/// The text of a char row.
pub fn row(v: &Value) -> String {
    Char::view(v).map(|a| decode_in(a.data(), Dialect::Matlab)).unwrap_or_default()
}

/// A string with its quotes, or `<missing>`.
pub fn quote(t: &Text) -> String {
    match &t.0 {
        Some(s) => format!("\"{s}\""),
        None => "<missing>".into(),
    }
}

/// Lines after the first are indented below the text.
pub fn indented(text: &str) -> String {
    text.replace('\n', "\n     ")
}
