//! `cell`, `num2cell`.

use crate::args;
use runmat_ignition::CallCx;
use runmat_value::{Dims, NdArray, Result, Value, index};

/// `cell(m, n, …)`.
pub fn cell(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let dims = if list.is_empty() { Dims::empty() } else { args::sizes(cx, list)? };
    cx.reserve(&dims, std::mem::size_of::<Value>())?;
    cx.charge(dims.numel());
    Ok(NdArray::filled(dims, Value::empty()).into())
}

/// The elements of any array as values of their own.
pub(crate) fn elements(v: &Value) -> Result<Vec<Value>> {
    match v {
        Value::F64(a) => Ok(a.data().iter().map(|&x| Value::Num(x)).collect()),
        Value::Range(r) => Ok((0..r.len()).map(|k| Value::Num(r.get(k))).collect()),
        Value::Bools(a) => Ok(a.data().iter().map(|&x| Value::Bool(x)).collect()),
        Value::Chars(a) => Ok(a.data().iter().map(|&x| Value::Char(x)).collect()),
        Value::Struct(s) => Ok((0..s.len()).map(|k| Value::from(s.element(k))).collect()),
        v if v.is_scalar() => Ok(vec![v.clone()]),
        v => (0..v.numel()).map(|k| index::get(v, &[Value::Num(k as f64 + 1.0)])).collect(),
    }
}

/// `num2cell(a, dims)`.
pub fn num2cell(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let v = &list[0];
    let dims = v.dims();
    cx.charge(dims.numel());
    if let Some(along) = list.get(1) {
        return slices(cx, v, &dims, along);
    }
    if dims.is_empty() {
        return Ok(NdArray::<Value>::new(dims, Vec::new()).into());
    }
    Ok(NdArray::new(dims, elements(v)?).into())
}

fn slices(cx: &CallCx<'_>, v: &Value, dims: &Dims, along: &Value) -> Result<Value> {
    let list = runmat_value::convert::to_f64_vec(along).unwrap_or_default();
    if list.iter().any(|&d| d < 1.0 || d != d.trunc()) {
        return Err(cx.fail("MATLAB:num2cell:invalidDim", "dimension indices must be positive"));
    }
    let whole = |d: usize| list.contains(&(d as f64 + 1.0));
    let n = dims.ndims();
    let counts: Vec<usize> = (0..n).map(|d| if whole(d) { 1 } else { dims.dim(d) }).collect();
    let out = Dims::from_slice(&counts);
    let colon = colon();
    let mut cells = Vec::with_capacity(out.numel());
    for k in 0..out.numel() {
        let mut rest = k;
        let subs: Vec<Value> = (0..n)
            .map(|d| {
                let i = rest % counts[d];
                rest /= counts[d];
                if whole(d) { colon.clone() } else { Value::Num(i as f64 + 1.0) }
            })
            .collect();
        cells.push(index::get(v, &subs)?);
    }
    Ok(NdArray::new(out, cells).into())
}

/// The subscript `:`.
pub(crate) fn colon() -> Value {
    Value::text(":")
}
