//! Rearranging: reshape, repmat, permute, concatenation, flips and shifts, diagonals.

use super::support::*;
use crate::args;
use runmat_ignition::{Builtin, CallCx, MANY, Work};
use runmat_value::{Dialect, Dims, Element, Error, NdArray, Note, Result, Value, concat, convert};

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("reshape", (2, MANY), reshape)
        .doc("reshape(x, m, n, …), reshape(x, [m n …]): the same elements in another size; one size may be [].\n  reshape(1:6, 2, [])"),
    Builtin::one("repmat", (2, MANY), repmat).work(Work::Sizes { values: 1, square: true }).doc("repmat(x, m, n): x repeated m by n times.\n  repmat([1 2], 2, 2)"),
    Builtin::one("squeeze", (1, 1), squeeze).doc("squeeze(x): x without dimensions of size 1."),
    Builtin::one("permute", (2, 2), |cx, a| permuted(cx, a, false)).doc("permute(x, order): dimensions in another order."),
    Builtin::one("ipermute", (2, 2), |cx, a| permuted(cx, a, true)).doc("ipermute(x, order): undoes permute."),
    Builtin::one("cat", (1, MANY), cat).doc("cat(dim, a, b, …): puts arrays together along a dimension.\n  cat(3, [1 2], [3 4])"),
    Builtin::one("horzcat", (0, MANY), |cx, a| concat::horzcat(a, cx.dialect())).doc("horzcat(a, b, …): [a, b, …]."),
    Builtin::one("vertcat", (0, MANY), |cx, a| concat::vertcat(a, cx.dialect())).doc("vertcat(a, b, …): [a; b; …]."),
    Builtin::one("vec", (1, 2), vec).only(Dialect::Octave).doc("vec(x): all elements as a column."),
    Builtin::one("circshift", (2, 3), circshift).doc("circshift(x, n, dim): elements moved round by n places.\n  circshift(1:5, 2)"),
    Builtin::one("flip", (1, 2), flip).doc("flip(x, dim): elements in reverse order.\n  flip(1:3)"),
    Builtin::one("fliplr", (1, 1), |cx, a| flipped(cx, &a[0], 1)).doc("fliplr(x): columns in reverse order."),
    Builtin::one("flipud", (1, 1), |cx, a| flipped(cx, &a[0], 0)).doc("flipud(x): rows in reverse order."),
    Builtin::one("rot90", (1, 2), rot90).doc("rot90(x, k): turned by k quarter turns.\n  rot90([1 2; 3 4])"),
    Builtin::one("resize", (2, MANY), resize).work(Work::Sizes { values: 1, square: true }).only(Dialect::Octave).doc("resize(x, m, n, …): cut off or filled up with zeros."),
    Builtin::one("diag", (1, 3), diag).doc("diag(v, k): matrix with v on diagonal k; diag(A, k): that diagonal of A.\n  diag([1 2 3])"),
];

fn reshape(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let n = args[0].numel();
    let sizes = new_size(cx, &args[1..], n)?;
    let dims = Dims::from_slice(&sizes);
    if dims.numel() != n {
        return Err(if cx.octave() {
            let written = sizes.iter().map(usize::to_string).collect::<Vec<_>>().join("x");
            Error::msg(format!("reshape: can't reshape {} array to {written} array", args[0].dims()))
        } else {
            Error::new(
                "MATLAB:getReshapeDims:notSameNumel",
                "Number of elements must not change. Use [] as one of the size inputs to automatically calculate the appropriate size for that dimension.",
            )
        });
    }
    let v = args[0].take();
    Ok(reshape_to(v, dims))
}

fn new_size(cx: &CallCx<'_>, args: &[Value], n: usize) -> Result<Vec<usize>> {
    let negative = || cx.fail("MATLAB:getReshapeDims:sizeVector", "SIZE must be non-negative");
    if let [v] = args {
        let sizes = convert::to_f64_vec(v).ok_or_else(negative)?;
        if sizes.len() < 2 {
            return Err(if cx.octave() {
                Error::msg("reshape: SIZE must have 2 or more dimensions")
            } else {
                Error::new("MATLAB:getReshapeDims:sizeVector", "Size vector must have at least two elements.")
            });
        }
        return sizes.iter().map(|&x| if x >= 0.0 { Ok(x as usize) } else { Err(negative()) }).collect();
    }
    let mut unknown = None;
    let mut sizes = Vec::with_capacity(args.len());
    for (k, a) in args.iter().enumerate() {
        if a.is_empty() {
            if unknown.replace(k).is_some() {
                return Err(if cx.octave() {
                    Error::msg("reshape: only a single dimension can be unknown")
                } else {
                    Error::new("MATLAB:getReshapeDims:unknownDim", "Size can only have one unknown dimension.")
                });
            }
            sizes.push(1);
            continue;
        }
        match a.as_f64() {
            Some(x) if x >= 0.0 => sizes.push(x as usize),
            Some(_) => return Err(negative()),
            None => return Err(cx.fail("MATLAB:getReshapeDims:scalar", "SIZE must be a scalar")),
        }
    }
    if let Some(k) = unknown {
        let known: usize = sizes.iter().product();
        if known == 0 && n == 0 {
            sizes[k] = 0;
        } else if known == 0 || !n.is_multiple_of(known) {
            return Err(if cx.octave() {
                Error::msg(format!("reshape: SIZE is not divisible by the product of known dimensions (= {known})"))
            } else {
                Error::new(
                    "MATLAB:getReshapeDims:notDivisible",
                    format!("Product of known dimensions, {known}, not divisible into total number of elements, {n}."),
                )
            });
        } else {
            sizes[k] = n / known;
        }
    }
    Ok(sizes)
}

fn repmat(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let bad = |text: &str| cx.fail("MATLAB:repmat:invalidReplications", text);
    let mut lists = Vec::with_capacity(args.len());
    for a in &args[1..] {
        let list = convert::to_f64_vec(a).ok_or_else(|| bad("M and N must be numeric"))?;
        if list.iter().any(|x| x.is_nan()) {
            return Err(bad("replication factors must not be NaN"));
        }
        let dims = a.dims();
        // Of a matrix only the first column counts.
        lists.push((if dims.is_vector() { list.clone() } else { list[..dims.rows().min(list.len())].to_vec() }, list));
    }
    let times = match &lists[..] {
        [(one, _)] if one.len() == 1 => vec![one[0], one[0]],
        [(one, _)] => one.clone(),
        [(m, _), (n, _)] if m.is_empty() && n.len() == 1 => vec![n[0], 1.0],
        [(m, _), (n, _)] if n.is_empty() && m.len() == 1 => vec![m[0], 1.0],
        [(m, whole), (n, last)] if m.len() < whole.len() => {
            m.iter().copied().chain(last.last().filter(|_| m.len() < 3 && !n.is_empty()).copied()).collect()
        }
        many => many.iter().flat_map(|(list, _)| list).copied().collect(),
    };
    if times.is_empty() {
        return Err(bad("invalid dimensions"));
    }
    let times: Vec<usize> = times.iter().map(|&x| if x > 0.0 { x.min(9e15) as usize } else { 0 }).collect();
    repeated(cx, &args[0], &times)
}

/// Whole-array repetition.
pub fn repeated(cx: &mut CallCx<'_>, v: &Value, times: &[usize]) -> Result<Value> {
    let dims = v.dims();
    let n = dims.ndims().max(times.len());
    let factor = |d: usize| times.get(d).copied().unwrap_or(1);
    if v.is_sparse() && (2..n).all(|d| factor(d) == 1) {
        return crate::sparse::shape::repeated(cx, v, factor(0), factor(1));
    }
    let sizes: Vec<usize> = (0..n).map(|d| dims.dim(d).saturating_mul(factor(d))).collect();
    let whole = Dims::from_slice(&sizes);
    cx.reserve(&whole, (v.shallow_bytes() / v.numel().max(1)).max(1))?;
    cx.charge(whole.numel());
    if v.is_scalar() && !v.is_sparse() && !matches!(v, Value::Range(_)) {
        return Ok(by_element!(v, T => {
            let x = <T as Element>::view(v).expect("the class was looked at").data()[0].clone();
            keep_quotes(v, NdArray::filled(whole, x).into())
        }, else => gather(v, whole.clone(), &vec![0; whole.numel()])));
    }
    let places = repeated_places(&dims, n, &factor);
    Ok(gather(v, whole, &places))
}

fn repeated_places(dims: &Dims, n: usize, factor: &dyn Fn(usize) -> usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..dims.numel()).collect();
    let mut block = 1;
    for d in 0..n {
        let along = block * dims.dim(d);
        let times = factor(d);
        if times != 1 && along > 0 {
            places = places.chunks(along).flat_map(|c| std::iter::repeat_n(c, times)).flatten().copied().collect();
        }
        block = along * times;
        if block == 0 {
            return Vec::new();
        }
    }
    places
}

fn squeeze(_cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dims = args[0].dims();
    if dims.is_matrix() {
        return Ok(args[0].take());
    }
    let kept: Vec<usize> = dims.iter().copied().filter(|&n| n != 1).collect();
    let dims = match kept[..] {
        [] => Dims::scalar(),
        [n] => Dims::col(n),
        _ => Dims::from_slice(&kept),
    };
    Ok(reshape_to(args[0].take(), dims))
}

fn permuted(cx: &mut CallCx<'_>, args: &[Value], inverse: bool) -> Result<Value> {
    let dims = args[0].dims();
    let bad = |text: &str| cx.fail("MATLAB:permute:badIndex", text);
    let list = convert::to_f64_vec(&args[1]).ok_or_else(|| bad("PERM must be numeric"))?;
    if list.len() < dims.ndims() {
        return Err(if cx.octave() {
            cx.invalid_call()
        } else {
            Error::new("MATLAB:permute:tooFewIndices", "ORDER must have at least N elements for an N-D array.")
        });
    }
    let mut order = vec![usize::MAX; list.len()];
    let mut seen = vec![false; list.len()];
    for (k, &x) in list.iter().enumerate() {
        if x < 1.0 || x != x.trunc() || x as usize > list.len() {
            return Err(bad("permutation vector contains an invalid element"));
        }
        let d = x as usize - 1;
        if std::mem::replace(&mut seen[d], true) {
            return Err(if cx.octave() {
                bad("permutation vector cannot contain identical elements")
            } else {
                Error::new("MATLAB:permute:repeatedIndex", "ORDER cannot contain repeated permutation indices.")
            });
        }
        if inverse { order[d] = k } else { order[k] = d }
    }
    cx.charge(dims.numel());
    permute(&args[0], &order)
}

fn cat(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dim = args::dimension(cx, &args[0])?;
    concat::cat(dim, &args[1..], cx.dialect())
}

fn vec(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let n = args[0].numel();
    let dim = args.get(1).map_or(Ok(0), |d| args::dimension(cx, d))?;
    Ok(reshape_to(args[0].take(), Dims::scalar().with_dim(dim, n)))
}

/// The elements with place `k` along `dim` taken from `from(k)`.
fn along(v: &Value, dim: usize, from: impl Fn(usize) -> usize) -> Value {
    let dims = v.dims();
    if v.is_sparse() && dim < 2 {
        return crate::sparse::shape::picked(v, dim, &(0..dims.dim(dim)).map(from).collect::<Vec<_>>());
    }
    let (before, n, after) = dims.split_at(dim);
    let mut places = Vec::with_capacity(dims.numel());
    for j in 0..after {
        for k in 0..n {
            let start = before * (from(k) + n * j);
            places.extend(start..start + before);
        }
    }
    gather(v, dims, &places)
}

fn circshift(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    if v.is_empty() {
        return Ok(v.clone());
    }
    cx.charge(v.numel());
    let shift = |n: usize, by: f64| ((by % n as f64) + n as f64) as usize % n;
    let bad = || {
        cx.fail("MATLAB:circshift:InvalidShiftType", "N must be a vector, no longer than the number of dimensions in X")
    };
    let by = convert::to_f64_vec(&args[1]).filter(|b| b.iter().all(|x| *x == x.trunc())).ok_or_else(bad)?;
    let turned = |v: &Value, dim: usize, by: f64| {
        let n = v.dims().dim(dim);
        let s = shift(n, by);
        along(v, dim, |k| (k + n - s) % n)
    };
    if let Some(d) = args.get(2) {
        let dim = args::dimension(cx, d)?;
        return Ok(turned(v, dim, *by.first().ok_or_else(bad)?));
    }
    if by.len() == 1 {
        return Ok(turned(v, v.dims().first_non_singleton(), by[0]));
    }
    if by.len() > v.dims().ndims() {
        return Err(bad());
    }
    let mut v = v.clone();
    for (d, &b) in by.iter().enumerate() {
        if b != 0.0 {
            v = turned(&v, d, b);
        }
    }
    Ok(v)
}

fn flip(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dim = match args.get(1) {
        Some(d) => args::dimension(cx, d)?,
        None => args[0].dims().first_non_singleton(),
    };
    flipped(cx, &args[0], dim)
}

fn flipped(cx: &mut CallCx<'_>, v: &Value, dim: usize) -> Result<Value> {
    let n = v.dims().dim(dim);
    cx.charge(v.numel());
    Ok(along(v, dim, |k| n - 1 - k))
}

fn rot90(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let bad = || cx.fail("MATLAB:rot90:kNonInteger", "K must be a single real integer");
    let k = match args.get(1) {
        None => 1.0,
        Some(k) => k.as_f64().filter(|k| *k == k.trunc()).ok_or_else(bad)?,
    };
    let v = &args[0];
    let dims = v.dims();
    cx.charge(v.numel());
    let (m, n) = (dims.rows(), dims.cols());
    let pages: usize = dims[2..].iter().product();
    let turned = |rows: usize, cols: usize, from: &dyn Fn(usize, usize) -> usize| {
        let mut places = Vec::with_capacity(dims.numel());
        for page in 0..pages {
            places.extend((0..cols).flat_map(|c| (0..rows).map(move |r| m * n * page + from(r, c))));
        }
        let sizes: Vec<usize> = [rows, cols].into_iter().chain(dims[2..].iter().copied()).collect();
        gather(v, Dims::from_slice(&sizes), &places)
    };
    Ok(match k.rem_euclid(4.0) as u8 {
        0 => v.clone(),
        1 => turned(n, m, &|r, c| c + m * (n - 1 - r)),
        2 => turned(m, n, &|r, c| (m - 1 - r) + m * (n - 1 - c)),
        _ => turned(n, m, &|r, c| (m - 1 - c) + m * r),
    })
}

fn resize(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dims = args::sizes(cx, &args[1..])?;
    cx.reserve(&dims, 8)?;
    Ok(resized(&args[0], dims))
}

/// Cut off or filled up at the end of each dimension.
pub fn resized(v: &Value, dims: Dims) -> Value {
    if v.is_sparse() && dims.is_matrix() {
        return crate::sparse::shape::resized(v, &dims);
    }
    let dense = convert::to_dense(v);
    let old = v.dims();
    by_element!(&dense, T => {
        let a = <T as Element>::view(&dense).expect("the class was looked at");
        let mut out = NdArray::filled(dims.clone(), T::fill());
        let target = out.data_mut();
        for (k, x) in a.data().iter().enumerate() {
            if let Some(place) = place_in(&old, &dims, k) {
                target[place] = x.clone();
            }
        }
        sparse_like(v, out.into())
    }, else => v.clone())
}

fn place_in(old: &Dims, new: &Dims, mut k: usize) -> Option<usize> {
    let (mut place, mut stride) = (0, 1);
    for d in 0..old.ndims().max(new.ndims()) {
        let at = k % old.dim(d);
        k /= old.dim(d);
        if at >= new.dim(d) {
            return None;
        }
        place += at * stride;
        stride *= new.dim(d);
    }
    Some(place)
}

fn diagonal_number(cx: &CallCx<'_>, v: Option<&Value>) -> Result<i64> {
    match v {
        None => Ok(0),
        Some(k) => match k.as_f64().filter(|k| *k == k.trunc()) {
            Some(k) => Ok(k as i64),
            None if cx.octave() => {
                Err(Error::msg(format!("{}: invalid argument K: must be a scalar integer", cx.name)))
            }
            None => Err(Error::new(
                &format!("MATLAB:{}:kthDiagInputNotInteger", cx.name),
                "K-th diagonal input must be an integer scalar.",
            )),
        },
    }
}

fn diag(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    let dims = v.dims();
    if !dims.is_matrix() {
        return Err(if cx.octave() {
            Error::msg("Matrix must be 2-dimensional")
        } else {
            Error::new("MATLAB:diag:firstInputMustBe2D", "First input must be 2-D.")
        });
    }
    if let [_, m, n] = &*args {
        let size = |x: &Value| count(x).ok_or_else(|| Error::msg("diag: invalid dimensions"));
        if !dims.is_vector() {
            return Err(Error::msg("diag: V must be a vector"));
        }
        let dims = Dims::new(size(m)?, size(n)?);
        cx.reserve(&dims, 8)?;
        let length = dims.rows().min(dims.cols()).min(v.numel());
        let places: Vec<usize> = (0..length).collect();
        let v = gather(v, Dims::col(length), &places);
        return Ok(noted(cx, on_diagonal(&v, dims, 0)));
    }
    let k = diagonal_number(cx, args.get(1))?;
    if v.is_sparse() && !dims.is_empty() {
        return Ok(crate::sparse::shape::diagonal(v, k));
    }
    let offset = k.unsigned_abs() as usize;
    if dims.is_vector() {
        let n = v.numel() + offset;
        let whole = Dims::new(n, n);
        cx.reserve(&whole, 8)?;
        cx.charge(n * n / 4);
        let made = on_diagonal(v, whole, k);
        return Ok(if k == 0 { noted(cx, made) } else { made });
    }
    if dims.is_empty() {
        return Ok(gather(v, if dims.is_zero_by_zero() { Dims::empty() } else { Dims::new(0, 1) }, &[]));
    }
    let (rows, cols) = (dims.rows(), dims.cols());
    let (r0, c0) = if k < 0 { (offset, 0) } else { (0, offset) };
    let n = rows.saturating_sub(r0).min(cols.saturating_sub(c0));
    let places: Vec<usize> = (0..n).map(|i| (r0 + i) + rows * (c0 + i)).collect();
    Ok(gather(v, Dims::col(n), &places))
}

/// Elements put on diagonal `k` of a matrix of zeros.
fn on_diagonal(v: &Value, dims: Dims, k: i64) -> Value {
    let dense = convert::to_dense(v);
    let offset = k.unsigned_abs() as usize;
    let start = if k < 0 { offset } else { offset * dims.rows() };
    by_element!(&dense, T => {
        let a = <T as Element>::view(&dense).expect("the class was looked at");
        let rows = dims.rows();
        let mut out = NdArray::filled(dims, T::fill());
        let data = out.data_mut();
        for (i, x) in a.data().iter().enumerate() {
            data[start + i * (rows + 1)] = x.clone();
        }
        sparse_like(v, out.into())
    }, else => v.clone())
}

/// Octave keeps in mind that a floating-point matrix is diagonal.
fn noted(cx: &CallCx<'_>, v: Value) -> Value {
    if !cx.octave() {
        return v;
    }
    use std::sync::Arc;
    match v {
        Value::F64(a) => Value::F64(Arc::new(Arc::unwrap_or_clone(a).with_note(Note::Diagonal))),
        Value::F32(a) => Value::F32(Arc::new(Arc::unwrap_or_clone(a).with_note(Note::Diagonal))),
        Value::C64(a) => Value::C64(Arc::new(Arc::unwrap_or_clone(a).with_note(Note::Diagonal))),
        Value::C32(a) => Value::C32(Arc::new(Arc::unwrap_or_clone(a).with_note(Note::Diagonal))),
        v => v,
    }
}
