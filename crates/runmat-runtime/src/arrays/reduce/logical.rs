//! `any`, `all`, `nnz`.

use super::super::support::{is_plain, to_sparse, wrong_type};
use super::{Options, Over, lanes, plan};
use runmat_ignition::{Builtin, CallCx};
use runmat_value::{C64, NdArray, Result, Value, convert};

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("any", (1, 3), |cx, a| test(cx, a, false))
        .doc("any(x, dim): whether an element is nonzero.\n  any([0 1])"),
    Builtin::one("all", (1, 3), |cx, a| test(cx, a, true))
        .doc("all(x, dim): whether all elements are nonzero.\n  all([0 1])"),
    Builtin::one("nnz", (1, 1), nnz).doc("nnz(x): number of nonzero elements.\n  nnz([1 0 2])"),
    Builtin::one("nzmax", (1, 1), nzmax).doc("nzmax(x): room for nonzero elements."),
];

fn test(cx: &mut CallCx<'_>, args: &mut [Value], all: bool) -> Result<Value> {
    let v = &args[0];
    if !is_plain(v) {
        return Err(wrong_type(cx, v));
    }
    let mut o = Options::read(cx, &args[1..])?;
    if cx.octave() && o.over == Over::First && v.dims().is_matrix() && v.dims().rows() == 1 {
        o.over = Over::Dim(1);
    }
    if let Some(out) = sparse_test(cx, v, &o, all) {
        return Ok(out);
    }
    cx.charge(v.numel() / 2);
    let p = plan(cx, v, &o.over, true)?;
    let made;
    let data = match &p.value {
        Value::Bools(a) => a.data(),
        v => {
            made = truths(v, all);
            made.data()
        }
    };
    let split = p.value.dims().split_at(p.dim);
    let out = match (split.0, all) {
        (1, false) => columns(data, split, |c| c.contains(&true)),
        (1, true) => columns(data, split, |c| !c.contains(&false)),
        (_, false) => lanes::fold(data, split, false, |a, x| a | x),
        (_, true) => lanes::fold(data, split, true, |a, x| a & x),
    };
    let out: Value = NdArray::new(p.result, out).into();
    Ok(if v.is_sparse() { to_sparse(&out) } else { out })
}

/// Columns or rows of a sparse matrix, without making it dense.
fn sparse_test(cx: &CallCx<'_>, v: &Value, o: &Options, all: bool) -> Option<Value> {
    use crate::sparse::reduce::{Reduction, reduce};
    if !v.is_sparse() || v.is_empty() || (!cx.octave() && convert::has_nan(v)) {
        return None;
    }
    let dim = match o.over {
        Over::First => v.dims().first_non_singleton(),
        Over::Dim(d) => d,
        _ => return None,
    };
    reduce(if all { Reduction::All } else { Reduction::Any }, v, dim)
}

fn columns(data: &[bool], (_, along, after): (usize, usize, usize), f: impl Fn(&[bool]) -> bool + Sync) -> Vec<bool> {
    lanes::each_column(after, along, |j| f(&data[j * along..(j + 1) * along]))
}

/// Which elements count; NaN does unless `nan_counts` is false.
fn truths(v: &Value, nan_counts: bool) -> NdArray<bool> {
    if !nan_counts && convert::has_nan(v) {
        let z: NdArray<C64> = convert::complex_array(v);
        return z.map(|z| (z.re != 0.0 || z.im != 0.0) && !z.re.is_nan() && !z.im.is_nan());
    }
    convert::nonzero(v)
}

fn nnz(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    cx.charge(v.numel() / 4);
    let n = match v {
        Value::Sparse(s) => s.nnz(),
        Value::SparseBool(s) => s.nnz(),
        Value::SparseComplex(s) => s.nnz(),
        v if is_plain(v) => convert::nonzero(&convert::to_dense(v)).data().iter().filter(|&&x| x).count(),
        _ => return Err(wrong_type(cx, v)),
    };
    Ok(n.into())
}

fn nzmax(_cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    Ok(match &args[0] {
        Value::Sparse(s) => s.nnz().max(1),
        Value::SparseBool(s) => s.nnz().max(1),
        Value::SparseComplex(s) => s.nnz().max(1),
        v => v.numel(),
    }
    .into())
}
