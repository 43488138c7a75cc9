//! Text arguments as lists: a char row, a cell array of them, or a string array.

use super::text_like;
use runmat_value::text::chars;
use runmat_value::value::decode_in;
use runmat_value::{Char, Dialect, Dims, NdArray, Text, Value};
use std::sync::Arc;

/// What the texts came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A char array: one text, or one a row.
    Char,
    /// A cell array.
    Cell,
    /// A string array.
    String,
}

/// Texts with the size of their container.
#[derive(Debug, Clone)]
pub struct Texts {
    /// What they came in.
    pub kind: Kind,
    /// Its size; of char arrays one entry a row.
    pub dims: Dims,
    /// The texts; `None` for a missing string.
    pub items: Vec<Option<Vec<Char>>>,
}

impl Texts {
    /// The texts of an argument; `None` when it is no text, or a cell holding something else.
    pub fn of(v: &Value, dialect: Dialect) -> Option<Texts> {
        match v {
            Value::Char(_) | Value::Chars(_) => {
                let mut rows = chars::char_rows(v)?;
                if rows.is_empty() {
                    rows.push(Vec::new());
                }
                Some(Texts {
                    kind: Kind::Char,
                    dims: Dims::col(rows.len()),
                    items: rows.into_iter().map(Some).collect(),
                })
            }
            Value::Cell(c) => {
                let item = |v: &Value| match v {
                    Value::Cell(_) => None,
                    Value::Strings(a) if a.len() == 1 && a.data()[0].0.is_none() => Some(None),
                    _ => super::any_chars(v, dialect).map(|t| Some(t.into_owned())),
                };
                let items = c.data().iter().map(item).collect::<Option<Vec<_>>>()?;
                Some(Texts { kind: Kind::Cell, dims: c.dims().clone(), items })
            }
            Value::Strings(a) => {
                let items = a.data().iter().map(|t| t.0.as_deref().map(|s| chars::encode(s, dialect))).collect();
                Some(Texts { kind: Kind::String, dims: a.dims().clone(), items })
            }
            _ => None,
        }
    }

    /// The texts, missing ones as empty.
    pub fn plain(&self) -> Vec<&[Char]> {
        self.items.iter().map(|t| t.as_deref().unwrap_or(&[])).collect()
    }

    /// New texts in a container of the same kind and size.
    pub fn pack(&self, items: Vec<Option<Vec<Char>>>, dialect: Dialect) -> Value {
        pack(self.kind, self.dims.clone(), items, dialect)
    }
}

/// Texts in a container.
pub fn pack(kind: Kind, dims: Dims, items: Vec<Option<Vec<Char>>>, dialect: Dialect) -> Value {
    match kind {
        Kind::Char => {
            let mut rows: Vec<Vec<Char>> = items.into_iter().map(Option::unwrap_or_default).collect();
            if rows.len() == 1 { chars::row(rows.remove(0)) } else { chars::matrix(&rows) }
        }
        Kind::Cell => {
            let data = items.into_iter().map(|t| chars::row(t.unwrap_or_default())).collect();
            NdArray::<Value>::new(dims, data).into()
        }
        Kind::String => {
            let text = |t: Option<Vec<Char>>| Text(t.map(|t| Arc::from(decode_in(&t, dialect))));
            NdArray::new(dims, items.into_iter().map(text).collect()).into()
        }
    }
}

/// The texts of an argument, each changed; cells also nested. `None` when something in it is no text.
pub fn map_text(v: &Value, dialect: Dialect, f: impl Fn(&[Char]) -> Vec<Char>) -> Option<Value> {
    map_with(v, dialect, &f)
}

fn map_with(v: &Value, dialect: Dialect, f: &dyn Fn(&[Char]) -> Vec<Char>) -> Option<Value> {
    match v {
        Value::Cell(c) => {
            let items = c.data().iter().map(|v| map_with(v, dialect, f)).collect::<Option<Vec<_>>>()?;
            Some(NdArray::new(c.dims().clone(), items).into())
        }
        Value::Strings(a) => {
            let one =
                |t: &Text| Text(t.0.as_deref().map(|s| Arc::from(decode_in(&f(&chars::encode(s, dialect)), dialect))));
            Some(a.map(one).into())
        }
        Value::Char(c) => Some(text_like(v, f(std::slice::from_ref(c)), dialect)),
        Value::Chars(a) if a.is_empty() => Some(v.clone()),
        Value::Chars(a) if a.dims().is_row() => Some(text_like(v, f(a.data()), dialect)),
        Value::Chars(_) => {
            let rows: Vec<Vec<Char>> = chars::char_rows(v)?.iter().map(|r| f(r)).collect();
            Some(chars::matrix(&rows))
        }
        _ => None,
    }
}
