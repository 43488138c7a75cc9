//! Conversion to string elements, for assignment into and concatenation with string arrays.

use crate::array::{NdArray, Text};
use crate::dims::Dims;
use crate::value::{Value, decode};
use std::sync::Arc;

fn text(s: &str) -> Text {
    Text(Some(Arc::from(s)))
}

/// The strings a value becomes: rows of char, numbers in short form, cells of text. `None` when it can't.
pub(crate) fn convert(value: &Value) -> Option<NdArray<Text>> {
    match value {
        Value::Strings(a) => Some(NdArray::new(a.dims().clone(), a.data().to_vec())),
        Value::Char(c) => Some(NdArray::new(Dims::scalar(), vec![text(&decode(&[*c]))])),
        Value::Chars(a) => {
            let (rows, cols) = (a.dims().rows().max(1), a.dims().iter().skip(1).product::<usize>());
            let row = |r: usize| text(&decode(&(0..cols).map(|c| a.data()[c * rows + r]).collect::<Vec<_>>()));
            if a.is_empty() {
                return Some(NdArray::new(Dims::scalar(), vec![text("")]));
            }
            Some(NdArray::col((0..rows).map(row).collect()))
        }
        Value::Cell(a) => {
            let data = a.data().iter().map(|x| x.as_text().map(|s| text(&s))).collect::<Option<Vec<_>>>()?;
            Some(NdArray::new(a.dims().clone(), data))
        }
        Value::Bool(b) => Some(NdArray::new(Dims::scalar(), vec![truth(*b)])),
        Value::Bools(a) => Some(a.map(|b| truth(*b))),
        _ if value.is_complex() => None,
        _ => {
            let numbers = super::cast::part::<f64>(value)?;
            let data = numbers.data().iter().map(|x| Text(number(*x).map(|s| Arc::from(s.as_str())))).collect();
            Some(NdArray::new(numbers.dims(), data))
        }
    }
}

fn truth(b: bool) -> Text {
    text(if b { "true" } else { "false" })
}

/// `string(x)` of a double; `None` (missing) for NaN.
fn number(x: f64) -> Option<String> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { "Inf".into() } else { "-Inf".into() });
    }
    if x == x.trunc() && x.abs() < 1e15 {
        return Some(format!("{}", x as i64));
    }
    let exponent = x.abs().log10().floor() as i32;
    let digits = (exponent + 5).clamp(5, 16);
    Some(general(x, digits as usize))
}

/// `%.Ng`.
fn general(x: f64, digits: usize) -> String {
    let scientific = format!("{:.*e}", digits - 1, x);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if exponent < -5 || exponent >= digits as i32 {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{}e{sign}{:02}", trimmed(mantissa), exponent.abs());
    }
    let places = (digits as i32 - 1 - exponent).max(0) as usize;
    trimmed(&format!("{x:.places$}")).to_string()
}

fn trimmed(s: &str) -> &str {
    if s.contains('.') { s.trim_end_matches('0').trim_end_matches('.') } else { s }
}
