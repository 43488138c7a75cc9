//! Operators with a sparse operand.
//!
//! Where zero meets zero and gives zero, only stored elements are touched: they are gathered into plain
//! columns, the dense operator runs on those, and the result is put back into the pattern. The rest is
//! computed densely. What comes out sparse follows Octave.

use super::{Op, too_large};
use crate::array::{C64, Element, NdArray, Note};
use crate::class::Class;
use crate::convert;
use crate::dims::Dims;
use crate::error::Result;
use crate::sparse::Sparse;
use crate::value::Value;
use runmat_syntax::ast::BinaryOp;
use std::sync::Arc;

/// The largest number of elements computed densely.
const DENSE_LIMIT: usize = crate::dims::power_of_two(34);

/// Binary operator, at least one operand sparse.
pub(super) fn binary(ctx: Op, a: &Value, b: &Value) -> Result<Value> {
    let foreign = |v: &Value| v.class() == Class::Single || v.class().is_integer();
    if foreign(a) || foreign(b) {
        return Err(ctx.undefined(a, b));
    }
    let (a, b) = match ctx.op {
        BinaryOp::And | BinaryOp::Or => (truths(a), truths(b)),
        _ => (a.clone(), b.clone()),
    };
    let (a, b) = if ctx.dialect.is_octave() { (flat(ctx, a), flat(ctx, b)) } else { (a, b) };
    let scalar = a.is_scalar() || b.is_scalar();
    if !scalar && a.dims() != b.dims() && ctx.dialect.is_octave() {
        // The division is written the other way round.
        let (left, right) = if ctx.op == BinaryOp::LDivide { (&b, &a) } else { (&a, &b) };
        return Err(ctx.mismatch(left.dims(), right.dims()));
    }
    if ctx.op == BinaryOp::MPower && ctx.dialect.is_octave() && !b.as_f64().is_some_and(|y| y == y.trunc()) {
        return super::binary(ctx.op, &plain_scalar(&a), &plain_scalar(&b), ctx.dialect);
    }
    if a.is_sparse() && b.is_scalar() && by_stored(ctx, &a, &b) {
        return stored(ctx, &a, |x| super::binary(ctx.op, &x, &plain_scalar(&b), ctx.dialect));
    }
    if b.is_sparse() && a.is_scalar() && by_stored_right(ctx, &a, &b) {
        return stored(ctx, &b, |x| super::binary(ctx.op, &plain_scalar(&a), &x, ctx.dialect));
    }
    if a.is_sparse() && b.is_sparse() && !scalar && a.dims() == b.dims() && keeps_zero(ctx.op) {
        return merged(ctx, &a, &b);
    }
    densely(ctx, &a, &b)
}

/// Octave sees arrays with more dimensions as matrices next to sparse ones, and adds and scales
/// diagonal and permutation matrices as sparse ones.
fn flat(ctx: Op, v: Value) -> Value {
    let dims = v.dims();
    let structured = match &v {
        Value::F64(a) => matches!(a.note(), Note::Diagonal | Note::Permutation),
        Value::C64(a) => a.note() == Note::Diagonal,
        _ => false,
    };
    if structured && matches!(ctx.op, BinaryOp::Add | BinaryOp::Sub | BinaryOp::MTimes) {
        return convert::to_sparse(&v);
    }
    if dims.is_matrix() {
        return v;
    }
    let flat = Dims::new(dims.rows(), dims[1..].iter().product());
    match v {
        _ if v.is_complex() => convert::complex_array(&v).reshaped(flat).into(),
        Value::Bools(_) => convert::nonzero(&v).reshaped(flat).into(),
        _ => convert::real_array(&v).reshaped(flat).into(),
    }
}

/// The scalar operand, full.
fn plain_scalar(v: &Value) -> Value {
    if v.is_sparse() { convert::to_dense(v) } else { v.clone() }
}

/// Truth of each element; NaN is true here.
fn truths(v: &Value) -> Value {
    match v {
        Value::Sparse(s) => Value::SparseBool(s.map(|x| *x != 0.0).into()),
        Value::SparseComplex(s) => Value::SparseBool(s.map(|z| *z != C64::new(0.0, 0.0)).into()),
        Value::SparseBool(_) => v.clone(),
        other => convert::nonzero(other).into(),
    }
}

/// Whether zero op zero is zero.
fn keeps_zero(op: BinaryOp) -> bool {
    use BinaryOp::*;
    matches!(op, Add | Sub | Times | MTimes | Ne | Lt | Gt | And | Or)
}

/// Whether `sparse op scalar` only concerns stored elements.
fn by_stored(ctx: Op, v: &Value, s: &Value) -> bool {
    use BinaryOp::*;
    match ctx.op {
        Times | MTimes | RDivide | MRDivide => true,
        Add | Sub | LDivide | MLDivide => false,
        _ => gives_zero(super::binary(ctx.op, &zero_of(v), &plain_scalar(s), ctx.dialect)),
    }
}

/// Whether `scalar op sparse` only concerns stored elements.
fn by_stored_right(ctx: Op, s: &Value, v: &Value) -> bool {
    use BinaryOp::*;
    match ctx.op {
        Times | MTimes | LDivide | MLDivide => true,
        Add | Sub | RDivide | MRDivide | Power | MPower => false,
        _ => gives_zero(super::binary(ctx.op, &plain_scalar(s), &zero_of(v), ctx.dialect)),
    }
}

/// An element that is not stored.
fn zero_of(v: &Value) -> Value {
    if v.is_complex() { C64::new(0.0, 0.0).scalar() } else { Value::Num(0.0) }
}

fn gives_zero(r: Result<Value>) -> bool {
    r.is_ok_and(|v| v.as_f64() == Some(0.0))
}

/// Where the stored elements lie.
struct Pattern {
    rows: usize,
    cols: usize,
    start: Vec<usize>,
    index: Vec<usize>,
}

impl Pattern {
    fn of<T: Element>(s: &Sparse<T>) -> Pattern {
        Pattern { rows: s.rows(), cols: s.cols(), start: s.col_start().to_vec(), index: s.row_index().to_vec() }
    }

    /// A sparse matrix of this pattern from a column of values.
    fn fill(self, values: Value) -> Value {
        fn with<T: Element>(p: Pattern, v: Vec<T>) -> Sparse<T> {
            Sparse::from_parts(p.rows, p.cols, p.start, p.index, v)
        }
        match values {
            Value::Bool(x) => Value::SparseBool(with(self, vec![x]).into()),
            Value::Bools(x) => Value::SparseBool(with(self, x.data().to_vec()).into()),
            Value::C64(x) => Value::SparseComplex(with(self, x.data().to_vec()).into()),
            other => Value::Sparse(with(self, convert::to_f64_vec(&other).unwrap_or_default()).into()),
        }
    }
}

/// Pattern and values of a sparse value.
fn parts(v: &Value) -> (Pattern, Value) {
    match v {
        Value::Sparse(s) => (Pattern::of(s), NdArray::col(s.values().to_vec()).into()),
        Value::SparseComplex(s) => (Pattern::of(s), NdArray::col(s.values().to_vec()).into()),
        Value::SparseBool(s) => (Pattern::of(s), NdArray::col(s.values().to_vec()).into()),
        _ => unreachable!("the operand is sparse"),
    }
}

/// `f` over the stored elements.
fn stored(ctx: Op, v: &Value, f: impl Fn(Value) -> Result<Value>) -> Result<Value> {
    let (pattern, values) = parts(v);
    if pattern.index.is_empty() {
        let logical = is_logical_op(ctx.op);
        let empty: Value = if logical { NdArray::<bool>::empty().into() } else { Value::empty() };
        return Ok(pattern.fill(empty));
    }
    Ok(pattern.fill(f(values)?))
}

fn is_logical_op(op: BinaryOp) -> bool {
    use BinaryOp::*;
    matches!(op, Eq | Ne | Lt | Le | Gt | Ge | And | Or)
}

/// Two sparse matrices of one size, element pairs of which at least one (for products: both) is stored.
fn merged(ctx: Op, a: &Value, b: &Value) -> Result<Value> {
    match (ctx.op, a, b) {
        (BinaryOp::Add, Value::Sparse(x), Value::Sparse(y)) => return Ok(sum(x, y, |p, q| p + q)),
        (BinaryOp::Sub, Value::Sparse(x), Value::Sparse(y)) => return Ok(sum(x, y, |p, q| p - q)),
        _ => {}
    }
    let ((p, x), (q, y)) = (parts(a), parts(b));
    let both = matches!(ctx.op, BinaryOp::Times);
    let mut r = Pattern { rows: p.rows, cols: p.cols, start: vec![0], index: Vec::new() };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for c in 0..p.cols {
        let (mut i, mut j) = (p.start[c], q.start[c]);
        let (end_i, end_j) = (p.start[c + 1], q.start[c + 1]);
        while i < end_i || j < end_j {
            let ri = if i < end_i { p.index[i] } else { usize::MAX };
            let rj = if j < end_j { q.index[j] } else { usize::MAX };
            let row = ri.min(rj);
            if !both || ri == rj {
                r.index.push(row);
                left.push((ri == row).then_some(i));
                right.push((rj == row).then_some(j));
            }
            i += (ri == row) as usize;
            j += (rj == row) as usize;
        }
        r.start.push(r.index.len());
    }
    if r.index.is_empty() {
        let empty: Value = if is_logical_op(ctx.op) { NdArray::<bool>::empty().into() } else { Value::empty() };
        return Ok(r.fill(empty));
    }
    let values = super::binary(ctx.op, &spread(&x, &left), &spread(&y, &right), ctx.dialect)?;
    Ok(r.fill(values))
}

/// Two real matrices, element by element, in one pass over what is stored.
fn sum(x: &Sparse<f64>, y: &Sparse<f64>, f: impl Fn(f64, f64) -> f64) -> Value {
    let room = x.nnz() + y.nnz();
    let mut start = Vec::with_capacity(x.cols() + 1);
    let (mut index, mut values) = (Vec::with_capacity(room), Vec::with_capacity(room));
    start.push(0);
    for c in 0..x.cols() {
        let ((rows, p), (others, q)) = (x.column(c), y.column(c));
        let (mut i, mut j) = (0, 0);
        while i < rows.len() || j < others.len() {
            let left = rows.get(i).copied().unwrap_or(usize::MAX);
            let right = others.get(j).copied().unwrap_or(usize::MAX);
            index.push(left.min(right));
            let (a, b) = (left <= right, right <= left);
            values.push(f(if a { p[i] } else { 0.0 }, if b { q[j] } else { 0.0 }));
            i += a as usize;
            j += b as usize;
        }
        start.push(index.len());
    }
    Value::Sparse(Sparse::from_parts(x.rows(), x.cols(), start, index, values).into())
}

/// The values at these places, zero where there is none.
fn spread(values: &Value, places: &[Option<usize>]) -> Value {
    fn pick<T: Element>(v: &Value, places: &[Option<usize>]) -> Value {
        let view = T::view(v).expect("values of the class looked up");
        NdArray::col(places.iter().map(|p| p.map_or_else(T::fill, |k| view.data()[k].clone())).collect()).into()
    }
    match values {
        Value::C64(_) => pick::<C64>(values, places),
        Value::Bool(_) | Value::Bools(_) => pick::<bool>(values, places),
        _ => pick::<f64>(values, places),
    }
}

fn densely(ctx: Op, a: &Value, b: &Value) -> Result<Value> {
    for v in [a, b] {
        let dims = v.dims();
        if dims.numel() > DENSE_LIMIT {
            return Err(too_large(dims, 8));
        }
    }
    let r = super::binary(ctx.op, &convert::to_dense(a), &convert::to_dense(b), ctx.dialect)?;
    Ok(if result_is_sparse(ctx.op, a, b) { convert::to_sparse(&r) } else { r })
}

/// Which results of a dense computation Octave stores sparse.
fn result_is_sparse(op: BinaryOp, a: &Value, b: &Value) -> bool {
    use BinaryOp::*;
    let (p, q) = (a.is_sparse(), b.is_sparse());
    match op {
        Add | Sub => p && q,
        MRDivide => p || a.is_scalar(),
        MLDivide => q || b.is_scalar(),
        MTimes => (p && (q || b.is_scalar())) || (q && a.is_scalar()),
        RDivide => !(q && a.is_scalar() && !p),
        LDivide => !(p && b.is_scalar() && !q),
        Power => (p && (q || a.is_scalar())) || !(a.is_scalar() || b.is_scalar()),
        MPower => (p && q) || !(a.is_scalar() || b.is_scalar()),
        _ => true,
    }
}

/// A logical sparse matrix as doubles.
pub(super) fn doubles(s: &Sparse<bool>) -> Sparse<f64> {
    s.map(|&x| x as u8 as f64)
}

/// Any sparse value with complex elements.
pub(super) fn complexes(v: &Value) -> Arc<Sparse<C64>> {
    match v {
        Value::SparseComplex(s) => s.clone(),
        Value::Sparse(s) => s.map(|&x| C64::new(x, 0.0)).into(),
        Value::SparseBool(s) => s.map(|&x| C64::new(x as u8 as f64, 0.0)).into(),
        _ => unreachable!("the operand is sparse"),
    }
}

/// `~x`: true wherever nothing is stored.
pub(super) fn not(v: &Value) -> Result<Value> {
    let dims = v.dims();
    if dims.numel() > DENSE_LIMIT {
        return Err(too_large(dims, 1));
    }
    let (p, _) = parts(v);
    let mut r = Pattern { rows: p.rows, cols: p.cols, start: vec![0], index: Vec::new() };
    for c in 0..p.cols {
        let mut k = p.start[c];
        for row in 0..p.rows {
            if k < p.start[c + 1] && p.index[k] == row {
                k += 1;
            } else {
                r.index.push(row);
            }
        }
        r.start.push(r.index.len());
    }
    let n = r.index.len();
    Ok(r.fill(NdArray::col(vec![true; n]).into()))
}
