//! Finding nonzero elements, and converting between subscripts and linear indices.

use super::support::{count, gather, is_plain, option_text, wrong_type};
use runmat_ignition::{Builtin, CallCx, MANY, Values};
use runmat_value::{C64, Dims, Error, ErrorKind, NdArray, Result, Value, convert};

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("find", (1, 3), 5, find)
        .pure()
        .doc("k = find(x, n, 'last'), [i, j, v] = find(x): places of the nonzero elements.\n  find([0 1 1])"),
    Builtin::one("nonzeros", (1, 1), nonzeros).doc("nonzeros(x): the nonzero elements as a column."),
    Builtin::one("sub2ind", (2, MANY), sub2ind)
        .doc("sub2ind(dims, i, j, …): linear indices of subscripts.\n  sub2ind([2 3], 2, 3)"),
    Builtin::many("ind2sub", (2, 2), u16::MAX, ind2sub)
        .pure()
        .doc("[i, j, …] = ind2sub(dims, k): subscripts of linear indices.\n  [i, j] = ind2sub([2 3], 6)"),
];

/// The places of a logical vector, of which there is more than one element.
fn of_vector(mask: &NdArray<bool>) -> Value {
    let bits = mask.data();
    let mut out = Vec::with_capacity(bits.iter().filter(|b| **b).count());
    out.extend(bits.iter().enumerate().filter(|(_, b)| **b).map(|(k, _)| (k + 1) as f64));
    if mask.dims().is_row() { Value::row(out) } else { Value::col(out) }
}

fn find(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if let [Value::Bools(mask)] = args
        && cx.nargout <= 1
        && mask.dims().is_vector()
        && mask.len() > 1
    {
        cx.charge(mask.len() / 2);
        return Ok(runmat_ignition::one(of_vector(mask)));
    }
    let v = args[0].take();
    let limit = match args.get(1) {
        None => usize::MAX,
        Some(n) if n.as_f64() == Some(f64::INFINITY) => usize::MAX,
        Some(n) => count(n).filter(|&n| n > 0 || !cx.octave()).ok_or_else(|| match cx.octave() {
            true => Error::msg("find: N must be an integer"),
            false => Error::new("MATLAB:find:PosIntValue", "Second argument must be a positive scalar integer."),
        })?,
    };
    let last = match args.get(2).map(option_text) {
        None => false,
        Some(Some(t)) if t == "first" => false,
        Some(Some(t)) if t == "last" => true,
        _ if cx.octave() => return Err(Error::msg("find: DIRECTION must be \"first\" or \"last\"")),
        _ => {
            return Err(Error::new(
                "MATLAB:find:InvalidDirection",
                "Invalid search option. Must be 'first' or 'last'.",
            ));
        }
    };
    if !is_plain(&v) {
        return Err(wrong_type(cx, &v));
    }
    cx.charge(v.numel() / 2);
    let dims = v.dims();
    let places = nonzero_places(&v, limit, last);
    let shape = |n: usize| match () {
        _ if dims.is_matrix() && dims.rows() == 1 && dims.cols() != 1 => Dims::row(n),
        _ if dims.is_zero_by_zero() => Dims::empty(),
        _ if dims.is_scalar() && n == 0 => Dims::empty(),
        _ => Dims::col(n),
    };
    let numbers = |f: &dyn Fn(usize) -> usize| -> Value {
        NdArray::new(shape(places.len()), places.iter().map(|&p| (f(p) + 1) as f64).collect()).into()
    };
    if cx.nargout <= 1 {
        return Ok(runmat_ignition::one(numbers(&|p| p)));
    }
    let rows = dims.rows().max(1);
    let mut out = Values::from_iter([numbers(&|p| p % rows), numbers(&|p| p / rows)]);
    if cx.nargout > 3 && !cx.octave() {
        return Err(ErrorKind::TooManyOutputs { function: "find".into(), user: false }.into());
    }
    if cx.nargout > 2 {
        out.push(convert::to_dense(&picked(&v, shape(places.len()), &places)));
    }
    if cx.nargout > 3 && v.is_sparse() {
        // Octave also gives the size.
        out.extend([Value::from(dims.rows()), Value::from(dims.cols())]);
    } else if cx.nargout > 3 {
        out.extend([Value::empty(), Value::empty()]);
    }
    Ok(out)
}

/// Elements of a value that may be sparse.
fn picked(v: &Value, dims: Dims, places: &[usize]) -> Value {
    match v {
        Value::Sparse(s) => {
            NdArray::new(dims, places.iter().map(|&p| s.get(p % s.rows(), p / s.rows())).collect()).into()
        }
        Value::SparseBool(s) => {
            NdArray::new(dims, places.iter().map(|&p| s.get(p % s.rows(), p / s.rows())).collect()).into()
        }
        Value::SparseComplex(s) => {
            NdArray::<C64>::new(dims, places.iter().map(|&p| s.get(p % s.rows(), p / s.rows())).collect()).into()
        }
        v => gather(v, dims, places),
    }
}

/// Linear places (0-based, ascending) of nonzero elements, at most `limit`, the last ones when `last`.
pub fn nonzero_places(v: &Value, limit: usize, last: bool) -> Vec<usize> {
    let chosen = |all: Vec<usize>| match last {
        true => all[all.len().saturating_sub(limit)..].to_vec(),
        false => all.into_iter().take(limit).collect(),
    };
    match v {
        Value::Sparse(s) => chosen(s.iter().map(|(r, c, _)| r + c * s.rows()).collect()),
        Value::SparseBool(s) => chosen(s.iter().map(|(r, c, _)| r + c * s.rows()).collect()),
        Value::SparseComplex(s) => chosen(s.iter().map(|(r, c, _)| r + c * s.rows()).collect()),
        Value::Bools(a) => from_mask(a.data(), limit, last),
        v => from_mask(convert::nonzero(&convert::to_dense(v)).data(), limit, last),
    }
}

fn from_mask(mask: &[bool], limit: usize, last: bool) -> Vec<usize> {
    let hits = mask.iter().enumerate().filter(|(_, x)| **x).map(|(k, _)| k);
    if last {
        let mut out: Vec<usize> = hits.rev().take(limit).collect();
        out.reverse();
        return out;
    }
    if limit < usize::MAX {
        return hits.take(limit).collect();
    }
    let mut out = Vec::with_capacity(mask.iter().filter(|x| **x).count());
    out.extend(hits);
    out
}

fn nonzeros(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    if !is_plain(v) {
        return Err(wrong_type(cx, v));
    }
    let places = nonzero_places(v, usize::MAX, false);
    Ok(picked(v, Dims::col(places.len()), &places))
}

fn size_vector(cx: &CallCx<'_>, v: &Value) -> Result<Vec<usize>> {
    let bad = |x: Option<f64>| match (cx.octave(), x) {
        (true, Some(x)) if x < 0.0 => Error::msg(format!("{}: DIMS must contain non-negative integers", cx.name)),
        (true, _) => Error::msg(format!("{}: DIMS must contain integers", cx.name)),
        (false, _) => {
            Error::new(&format!("MATLAB:{}:InvalidSize", cx.name), "Size vector must have at least two elements.")
        }
    };
    let list = convert::to_f64_vec(v).ok_or_else(|| bad(None))?;
    if list.is_empty() {
        return Err(bad(None));
    }
    list.iter().map(|&x| if x >= 0.0 && x == x.trunc() { Ok(x as usize) } else { Err(bad(Some(x))) }).collect()
}

fn sub2ind(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let mut sizes = size_vector(cx, &args[0])?;
    let subs = &args[1..];
    while sizes.len() < subs.len() {
        sizes.push(1);
    }
    let tail: usize = sizes[subs.len() - 1..].iter().product();
    sizes.truncate(subs.len() - 1);
    sizes.push(tail);
    let dims = subs[0].dims();
    if subs.iter().any(|s| s.dims() != dims) {
        return Err(if cx.octave() {
            Error::msg("sub2ind: all subscripts must be of the same size")
        } else {
            Error::new("MATLAB:sub2ind:SubscriptVectorSize", "The subscript vectors must all be of the same size.")
        });
    }
    cx.charge(dims.numel());
    let mut out = vec![1.0; dims.numel()];
    let mut stride = 1.0;
    for (d, (s, &n)) in subs.iter().zip(&sizes).enumerate() {
        let list = convert::to_f64_vec(s)
            .ok_or_else(|| cx.fail("MATLAB:sub2ind:InvalidSubscript", "subscripts must be numeric"))?;
        for (o, &x) in out.iter_mut().zip(&list) {
            check_subscript(cx, x, d, subs.len(), n, &Dims::from_slice(&sizes))?;
            *o += (x - 1.0) * stride;
        }
        stride *= n as f64;
    }
    Ok(NdArray::new(dims, out).into())
}

fn check_subscript(cx: &CallCx<'_>, x: f64, d: usize, count: usize, n: usize, dims: &Dims) -> Result<()> {
    if x >= 1.0 && x == x.trunc() && x <= n as f64 {
        return Ok(());
    }
    if !cx.octave() {
        return Err(Error::new("MATLAB:sub2ind:IndexOutOfRange", "Out of range subscript."));
    }
    if x >= 1.0 && x == x.trunc() {
        let (position, index) = (d + 1, x as usize);
        return Err(ErrorKind::IndexOutOfBound { name: None, position, count, index, dims: dims.clone() }.into());
    }
    Err(ErrorKind::BadIndex { name: None, position: d + 1, count, value: x }.into())
}

fn ind2sub(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let mut sizes = size_vector(cx, &args[0])?;
    let n = cx.nargout.max(1);
    let total: usize = sizes.iter().product();
    if n < sizes.len() {
        let tail = sizes[n - 1..].iter().product();
        sizes.truncate(n - 1);
        sizes.push(tail);
    }
    let list = convert::to_f64_vec(&args[1]).ok_or_else(|| cx.fail("MATLAB:ind2sub:InvalidIndex", "invalid index"))?;
    for &x in &list {
        if !(x >= 1.0 && x == x.trunc()) {
            return Err(if cx.octave() {
                Error::msg(format!(
                    "ind2sub: invalid index index {x}: subscripts must be either integers 1 to (2^63)-1 or logicals"
                ))
            } else {
                Error::new("MATLAB:ind2sub:IndexOutOfRange", "Linear index must be a positive integer.")
            });
        }
        if x > total as f64 {
            return Err(if cx.octave() {
                Error::msg("ind2sub: index out of range")
            } else {
                Error::new("MATLAB:ind2sub:IndexOutOfRange", "Index out of range.")
            });
        }
    }
    cx.charge(list.len() * n);
    let dims = args[1].dims();
    let mut rest: Vec<usize> = list.iter().map(|&x| x as usize - 1).collect();
    let mut out = Values::new();
    for d in 0..n {
        let size = sizes.get(d).copied().unwrap_or(1);
        let last = d + 1 == n;
        let step = |r: &mut usize| {
            let at = if last { *r } else { *r % size };
            *r = if last { 0 } else { *r / size };
            (at + 1) as f64
        };
        out.push(NdArray::new(dims.clone(), rest.iter_mut().map(step).collect()).into());
    }
    Ok(out)
}
