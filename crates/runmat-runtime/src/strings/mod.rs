//! Text: printing, conversion, comparison, searching, editing.

pub mod build;
pub mod classify;
pub mod compare;
pub mod convert;
pub mod edit;
pub mod encode;
pub mod layout;
pub mod matlab;
pub mod print;
pub mod radix;
pub mod regexp;
pub mod scan;
pub mod search;
pub mod split;
mod texts;
pub mod textscan;

pub use texts::{Kind, Texts, map_text};

use runmat_value::text::chars;
use runmat_value::value::decode_in;
use runmat_value::{Char, Dialect, Value};
use std::borrow::Cow;

/// The elements of a char row, an empty char array or a string scalar.
pub fn row_chars(v: &Value, dialect: Dialect) -> Option<Cow<'_, [Char]>> {
    match v {
        Value::Char(c) => Some(Cow::Borrowed(std::slice::from_ref(c))),
        Value::Chars(a) if a.is_empty() || a.dims().is_row() => Some(Cow::Borrowed(a.data())),
        Value::Strings(a) if a.len() == 1 => a.data()[0].0.as_deref().map(|s| Cow::Owned(chars::encode(s, dialect))),
        _ => None,
    }
}

/// The elements of any char array, row by row; of a string scalar as well.
pub fn any_chars(v: &Value, dialect: Dialect) -> Option<Cow<'_, [Char]>> {
    row_chars(v, dialect).or_else(|| chars::char_rows(v).map(|rows| Cow::Owned(rows.into_iter().flatten().collect())))
}

/// A char row or string scalar, whichever `like` is.
pub fn text_like(like: &Value, text: Vec<Char>, dialect: Dialect) -> Value {
    match like {
        Value::Strings(_) => Value::string(&decode_in(&text, dialect)),
        _ => chars::row(text),
    }
}
