//! Sorting by comparison: complex numbers and texts.

use super::super::support::{gather, sparse_like};
use super::Order;
use runmat_ignition::{CallCx, Values};
use runmat_value::ops::compare::complex_order;
use runmat_value::{C64, Char, Error, NdArray, Result, Text, Value, convert};
use std::cmp::Ordering;

/// A text that can be compared; missing strings come last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// UTF-16 units or bytes.
    Units(Vec<u16>),
    /// `<missing>`.
    Missing,
}

/// The texts of a cell array of char rows, or of a string array; `None` when an element is no text.
pub fn text_keys(v: &Value) -> Option<Vec<Key>> {
    let of_str = |t: &Text| t.0.as_deref().map_or(Key::Missing, |s| Key::Units(s.encode_utf16().collect()));
    match v {
        Value::Cell(c) => c.data().iter().map(text_key).collect(),
        Value::Strings(s) => Some(s.data().iter().map(of_str).collect()),
        Value::Char(_) | Value::Chars(_) => Some(vec![text_key(v)?]),
        _ => None,
    }
}

/// The units of a char row.
pub fn text_key(v: &Value) -> Option<Key> {
    let units = |c: &[Char]| Key::Units(c.iter().map(|c| c.0).collect());
    match v {
        Value::Char(c) => Some(Key::Units(vec![c.0])),
        Value::Chars(a) if a.is_empty() || a.dims().is_row() => Some(units(a.data())),
        _ => None,
    }
}

/// Sorts each column of a cell array of char rows or a string array.
pub fn texts(cx: &mut CallCx<'_>, v: &Value, dim: usize, order: Order) -> Result<Values> {
    let keys = text_keys(v).ok_or_else(|| {
        if cx.octave() {
            Error::msg("sort: only cell arrays of character strings may be sorted")
        } else {
            Error::new("MATLAB:sort:InvalidCellArray", "Argument must be a cell array of character vectors.")
        }
    })?;
    cx.charge(keys.len() * 8);
    let missing_first = order.nan_first.unwrap_or(order.descending);
    let by = |&a: &usize, &b: &usize| match order.descending {
        true if keys[a] != Key::Missing && keys[b] != Key::Missing => keys[b].cmp(&keys[a]),
        _ if missing_first => (keys[a] != Key::Missing).cmp(&(keys[b] != Key::Missing)).then(keys[a].cmp(&keys[b])),
        _ => keys[a].cmp(&keys[b]),
    };
    Ok(sorted_by(cx, v, v, dim, by))
}

/// Sorts complex numbers: Octave by absolute value and angle; NaN behind (ascending) or in front.
pub fn complexes(cx: &mut CallCx<'_>, source: &Value, data: &Value, dim: usize, order: Order) -> Values {
    let z = convert::complex_array(data);
    let x = z.data();
    cx.charge(x.len() * 16);
    let nan = |z: C64| z.re.is_nan() || z.im.is_nan();
    let nan_last = !order.nan_first.unwrap_or(order.descending);
    let by = |&a: &usize, &b: &usize| match (nan(x[a]), nan(x[b])) {
        (true, true) => Ordering::Equal,
        (true, false) => {
            if nan_last {
                Ordering::Greater
            } else {
                Ordering::Less
            }
        }
        (false, true) => {
            if nan_last {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
        _ => {
            let o = compared(x[a], x[b], order.by_real);
            if order.descending { o.reverse() } else { o }
        }
    };
    sorted_by(cx, source, data, dim, by)
}

/// Order of complex numbers.
pub fn compared(a: C64, b: C64, by_real: bool) -> Ordering {
    if by_real {
        let o = a.re.partial_cmp(&b.re).unwrap_or(Ordering::Equal);
        return o.then(a.im.partial_cmp(&b.im).unwrap_or(Ordering::Equal));
    }
    complex_order(a, false, b, false).unwrap_or(Ordering::Equal)
}

fn sorted_by(
    cx: &CallCx<'_>,
    source: &Value,
    data: &Value,
    dim: usize,
    by: impl Fn(&usize, &usize) -> Ordering,
) -> Values {
    let dims = data.dims();
    let (before, along, after) = dims.split_at(dim);
    let mut places = vec![0; dims.numel()];
    let mut numbers = vec![0.0; dims.numel()];
    for j in 0..after {
        for i in 0..before {
            let at = |k: usize| i + before * (k + along * j);
            let mut column: Vec<usize> = (0..along).map(at).collect();
            column.sort_by(&by);
            for (k, &from) in column.iter().enumerate() {
                places[at(k)] = from;
                numbers[at(k)] = ((from / before.max(1)) % along + 1) as f64;
            }
        }
    }
    let mut out = Values::new();
    out.push(sparse_like(source, gather(data, dims.clone(), &places)));
    if cx.nargout > 1 {
        out.push(NdArray::<f64>::new(dims, numbers).into());
    }
    out
}
