//! `string(x)`: MATLAB's conversion to string arrays.

use super::chars;
use super::columns::{self, Numbers, Style};
use crate::array::{C64, NdArray, Text};
use crate::class::Class;
use crate::dims::Dims;
use crate::error::{ErrorKind, Result};
use crate::value::{Value, decode_in};
use runmat_syntax::Dialect;
use std::sync::Arc;

/// A string array of the size of `v`; the rows of a char matrix become a column.
pub fn string_of(v: &Value) -> Result<Value> {
    match v {
        Value::Strings(_) => Ok(v.clone()),
        Value::Char(_) | Value::Chars(_) => Ok(char_strings(v)),
        Value::Cell(c) => {
            let items = c.data().iter().map(cell_text).collect::<Result<Vec<Text>>>()?;
            Ok(NdArray::new(c.dims().clone(), items).into())
        }
        _ => {
            let Some(numbers) = columns::numbers(v) else {
                return Err(ErrorKind::Conversion { from: v.class_name(), to: "string".into() }.into());
            };
            Ok(NdArray::new(v.dims(), number_texts(&numbers, v.class() == Class::Logical)).into())
        }
    }
}

fn text(s: String) -> Text {
    Text(Some(Arc::from(s)))
}

fn char_strings(v: &Value) -> Value {
    if v.dims().is_zero_by_zero() {
        return Value::string("");
    }
    let rows = chars::char_rows(v).unwrap_or_default();
    let items: Vec<Text> = rows.iter().map(|r| text(decode_in(r, Dialect::Matlab))).collect();
    NdArray::new(Dims::col(items.len()), items).into()
}

fn cell_text(v: &Value) -> Result<Text> {
    let converted = string_of(v)?;
    match &converted {
        Value::Strings(a) if a.len() == 1 => Ok(a.data()[0].clone()),
        _ => Err(ErrorKind::Conversion { from: "cell".into(), to: "string".into() }.into()),
    }
}

fn number_texts(numbers: &Numbers, logical: bool) -> Vec<Text> {
    match numbers {
        Numbers::Real(xs) if logical => xs.iter().map(|&x| text((x != 0.0).to_string())).collect(),
        Numbers::Real(xs) => {
            let style = columns::style(xs.iter().copied());
            xs.iter().map(|&x| if x.is_nan() { Text(None) } else { text(columns::to_string(style, x)) }).collect()
        }
        Numbers::Whole(xs) => xs.iter().map(|x| text(x.to_string())).collect(),
        Numbers::Complex(zs) => {
            let style = columns::style(zs.iter().flat_map(|z| [z.re, z.im]));
            zs.iter().map(|z| text(complex(style, *z))).collect()
        }
    }
}

fn complex(style: Style, z: C64) -> String {
    let im = columns::to_string(style, z.im);
    let sign = if im.starts_with('-') { "" } else { "+" };
    format!("{}{sign}{im}i", columns::to_string(style, z.re))
}
