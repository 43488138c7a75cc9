//! Asking for sizes, shapes and equality.

use runmat_ignition::{Builtin, CallCx, MANY, Values};
use runmat_value::{Class, Dialect, Dims, Error, Result, Value, convert, index, ops};

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("size", (1, MANY), u16::MAX, size)
        .doc("size(x), size(x, dim), [m, n] = size(x): the size.\n  [m, n] = size(ones(2, 3))"),
    Builtin::one("numel", (1, MANY), numel).doc("numel(x): number of elements.\n  numel(ones(2, 3))"),
    Builtin::one("length", (1, 1), length).doc("length(x): the largest dimension, 0 when empty.\n  length([1 2 3])"),
    Builtin::one("ndims", (1, 1), |_, a| Ok(a[0].dims().ndims().into())).doc("ndims(x): number of dimensions."),
    Builtin::one("rows", (1, 1), |_, a| Ok(a[0].dims().rows().into()))
        .only(Dialect::Octave)
        .doc("rows(x): number of rows."),
    Builtin::one("columns", (1, 1), |_, a| Ok(a[0].dims().cols().into()))
        .only(Dialect::Octave)
        .doc("columns(x): number of columns."),
    Builtin::one("height", (1, 1), |_, a| Ok(a[0].dims().rows().into())).doc("height(x): number of rows."),
    Builtin::one("width", (1, 1), |_, a| Ok(a[0].dims().cols().into())).doc("width(x): number of columns."),
    Builtin::one("isempty", (1, 1), |_, a| Ok(a[0].is_empty().into()))
        .doc("isempty(x): whether x has no elements.\n  isempty([])"),
    Builtin::one("isnull", (1, 1), |_, a| Ok(is_null(&a[0]).into()))
        .only(Dialect::Octave)
        .doc("isnull(x): whether x is []."),
    Builtin::one("isscalar", (1, 1), |_, a| Ok(a[0].dims().is_scalar().into())).doc("isscalar(x): whether x is 1x1."),
    Builtin::one("isvector", (1, 1), |_, a| Ok(is_vector(&a[0].dims()).into()))
        .doc("isvector(x): whether x is 1xn or nx1."),
    Builtin::one("isrow", (1, 1), |_, a| Ok(a[0].dims().is_row().into())).doc("isrow(x): whether x is 1xn."),
    Builtin::one("iscolumn", (1, 1), |_, a| Ok(a[0].dims().is_col().into())).doc("iscolumn(x): whether x is nx1."),
    Builtin::one("ismatrix", (1, 1), |_, a| Ok(a[0].dims().is_matrix().into()))
        .doc("ismatrix(x): whether x has two dimensions."),
    Builtin::one("issquare", (1, 1), |_, a| Ok(is_square(&a[0].dims()).into()))
        .only(Dialect::Octave)
        .doc("issquare(x): whether x is nxn."),
    Builtin::one("size_equal", (0, MANY), size_equal)
        .only(Dialect::Octave)
        .doc("size_equal(a, b, …): whether all sizes agree."),
    Builtin::one("isequal", (2, MANY), |cx, a| all_equal(cx, a, false))
        .doc("isequal(a, b, …): whether all have the same size and contents.\n  isequal([1 2], [1 2])"),
    Builtin::one("isequaln", (2, MANY), |cx, a| all_equal(cx, a, true))
        .doc("isequaln(a, b, …): isequal with NaN equal to NaN.\n  isequaln(NaN, NaN)"),
    Builtin::one("isequalwithequalnans", (2, MANY), |cx, a| all_equal(cx, a, true)).only(Dialect::Matlab),
    Builtin::one("sizemax", (0, 0), |_, _| Ok(Value::I64(i64::MAX - 1))).only(Dialect::Octave),
    Builtin::one("sizeof", (1, 1), |_, a| Ok(deep_bytes(&a[0]).into()))
        .only(Dialect::Octave)
        .doc("sizeof(x): bytes of x."),
];

fn is_vector(d: &Dims) -> bool {
    d.is_matrix() && (d.rows() == 1 || d.cols() == 1)
}

fn is_square(d: &Dims) -> bool {
    d.is_matrix() && d.rows() == d.cols()
}

fn is_null(v: &Value) -> bool {
    matches!(v, Value::F64(_) | Value::Chars(_)) && v.dims().is_zero_by_zero()
}

/// Bytes held by a value and all within it.
fn deep_bytes(v: &Value) -> usize {
    match v {
        Value::Cell(c) => c.data().iter().map(deep_bytes).sum(),
        Value::Struct(s) => s.values().iter().map(deep_bytes).sum(),
        v if v.class() == Class::Char => v.numel(),
        v => v.shallow_bytes(),
    }
}

fn size(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let dims = args[0].dims();
    if args.len() == 1 {
        if cx.nargout <= 1 {
            return Ok(runmat_ignition::one(Value::row(dims.iter().map(|&n| n as f64).collect())));
        }
        let n = cx.nargout;
        let mut out: Values = (0..n - 1).map(|d| Value::from(dims.dim(d))).collect();
        out.push(dims.iter().skip(n - 1).product::<usize>().into());
        return Ok(out);
    }
    let mut wanted = Vec::new();
    for a in &args[1..] {
        if a.is_empty() || !super::support::is_plain(a) || (args.len() > 2 && !a.is_scalar()) {
            return Err(bad_dimension(cx, None));
        }
        for &x in convert::real_array(a).data() {
            if x < 1.0 || x != x.trunc() {
                return Err(bad_dimension(cx, Some(x)));
            }
            wanted.push(dims.dim(x as usize - 1) as f64);
        }
    }
    if cx.nargout <= 1 {
        return Ok(runmat_ignition::one(Value::row(wanted)));
    }
    if cx.octave() && cx.nargout > wanted.len() {
        return Err(Error::msg("size: nargout > number of requested dimensions"));
    }
    Ok(wanted.into_iter().map(Value::Num).collect())
}

fn bad_dimension(cx: &CallCx<'_>, x: Option<f64>) -> Error {
    if !cx.octave() {
        let message = "Dimension argument must be a positive integer scalar or a vector of positive integers.";
        return Error::new("MATLAB:getdimarg:dimensionMustBePositiveInteger", message);
    }
    Error::msg(match x {
        Some(x) if x == x.trunc() => format!("size: requested dimension DIM (= {x}) out of range"),
        Some(x) => format!("conversion of {x} to octave_idx_type value failed"),
        None => "size: DIM must be a positive integer".into(),
    })
}

fn numel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if args.len() == 1 {
        // Octave counts the object; `m.Count` and `length(m)` are the number of entries.
        if cx.octave() && matches!(args[0], Value::Map(_)) {
            return Ok(Value::Num(1.0));
        }
        return Ok(args[0].numel().into());
    }
    let extent = |k: usize| index::end_of(&args[0], k, args.len() - 1);
    let n = args[1..].iter().enumerate().map(|(k, sub)| match index::subscript::is_colon(sub) {
        true => extent(k),
        false => sub.numel(),
    });
    Ok(n.product::<usize>().into())
}

fn length(_cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dims = args[0].dims();
    Ok(if dims.is_empty() { 0 } else { dims.iter().copied().max().unwrap_or(0) }.into())
}

fn size_equal(_cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    Ok(args.windows(2).all(|w| w[0].dims() == w[1].dims()).into())
}

fn all_equal(cx: &mut CallCx<'_>, args: &[Value], nan_equal: bool) -> Result<Value> {
    cx.charge(args.iter().map(Value::numel).sum());
    Ok(args[1..].iter().all(|b| ops::is_equal(&args[0], b, nan_equal)).into())
}
