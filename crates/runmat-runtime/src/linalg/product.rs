//! Products: `*`, `dot`, `kron`.

use super::kernels::product::{Factor, multiply};
use super::kernels::{self, Dense, Scalar};
use super::operand::{
    Field, Operand, Pair, by_field, complex_data, noted, real_data, sparse_of, wrap, wrap_sparse, wrong_class,
};
use super::{is_matrix_operand, misfit, undefined_operator};
use crate::offload;
use runmat_ignition::{Builtin, CallCx, MANY, Outcome, Resume, Then, Work};
use runmat_syntax::ast::BinaryOp;
use runmat_value::ops::is_matrix_op;
use runmat_value::{C32, C64, Class, Dims, Element, Error, ErrorKind, Name, NdArray, Note, Result, Value, parallel};

/// Products.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("mtimes", (2, MANY), 1, mtimes, mtimes_go_on)
        .doc("mtimes(A, B): the matrix product A*B.\n    mtimes([1 2; 3 4], [1; 1])"),
    Builtin::one("dot", (2, 3), dot).doc(
        "dot(x, y): scalar product of vectors, or of the columns of arrays; the first is conjugated.\ndot(x, y, dim): along a dimension.\n    dot([1 2 3], [4 5 6])",
    ),
    Builtin::one("kron", (2, MANY), kron).work(Work::Sizes { values: 2, square: false })
        .doc("kron(A, B, …): Kronecker product: every element of A times all of B.\n    kron([1 2], [1; 1])"),
];

/// Products of elements after which there may be a stop: the same places on every machine.
const PIECE: usize = 1 << 22;
/// Pieces that are made at a time: by threads; one where there are none, so that pages wait for no more than that.
const GROUP: usize = if cfg!(target_family = "wasm") { 1 } else { 8 };
/// Pieces that a thread makes of them.
const BLOCK: usize = if cfg!(target_family = "wasm") { 1 } else { 2 };
/// Up to so many products are done at once.
const LITTLE: usize = 1 << 24;

/// An element type of products, in the order of the phases of a stopped product.
trait ProductElement: Factor + Element {
    const PHASE: u16;
    fn convert(v: &Value) -> Option<Vec<Self>>;
}

macro_rules! product_element {
    ($($t:ty, $phase:expr, $v:ident => $convert:expr;)*) => {$(
        impl ProductElement for $t {
            const PHASE: u16 = $phase;
            fn convert($v: &Value) -> Option<Vec<Self>> { $convert }
        }
    )*};
}

product_element! {
    f64, 0, v => real_data(v);
    C64, 1, v => complex_data(v);
    f32, 2, v => Some(real_data(v)?.into_iter().map(|x| x as f32).collect());
    C32, 3, v => Some(complex_data(v)?.into_iter().map(|z| C32::new(z.re as f32, z.im as f32)).collect());
}

fn mtimes(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    if args.len() == 2 {
        return times(cx, args[0].take(), args[1].take());
    }
    if !cx.octave() {
        return Err(ErrorKind::TooManyInputs { function: Name::from(cx.name), user: false }.into());
    }
    let mut product = args[0].take();
    for factor in &mut args[1..] {
        product = complete(cx, product, factor.take())?;
    }
    Ok(product.into())
}

/// The product in one go, for other matrix functions.
pub fn complete(cx: &mut CallCx<'_>, a: Value, b: Value) -> Result<Value> {
    let mut outcome = times(cx, a, b)?;
    loop {
        match outcome {
            Outcome::Done(mut values) => return Ok(values.remove(0)),
            Outcome::Yield(then) | Outcome::Later(then) => {
                let resume = Resume { phase: then.phase, state: then.state, input: Ok(Default::default()) };
                outcome = mtimes_go_on(cx, resume)?;
            }
            _ => return Err(Error::internal("a product asked for a call")),
        }
    }
}

fn times(cx: &mut CallCx<'_>, a: Value, b: Value) -> Result<Outcome> {
    if let (Value::Num(x), Value::Num(y)) = (&a, &b) {
        return Ok(Value::Num(x * y).into());
    }
    if !is_matrix_op(BinaryOp::MTimes, &a, &b) {
        return crate::math::operators::elementwise(cx, BinaryOp::MTimes, a, b);
    }
    if !is_matrix_operand(&a) || !is_matrix_operand(&b) {
        return Err(not_for_integers(cx, &a, &b));
    }
    let (da, db) = (a.dims(), b.dims());
    if da.ndims() > 2 || db.ndims() > 2 {
        return Err(not_matrices(cx, &da, &db));
    }
    if da.cols() != db.rows() {
        return Err(misfit("*", &a, &b));
    }
    if let Some(v) = super::structured::product(cx, &a, &b)? {
        return Ok(v.into());
    }
    if a.is_sparse() || b.is_sparse() {
        let (x, y) = (Work::Elements.of(std::slice::from_ref(&a)), Work::Elements.of(std::slice::from_ref(&b)));
        let work = (x as f64 * y as f64 / da.cols().max(1) as f64 * 64.0) as usize;
        return offload::kernel(cx, work, move |cx| sparse_product(cx, &a, &b).map(runmat_ignition::one));
    }
    match (a.class() == Class::Single || b.class() == Class::Single, a.is_complex() || b.is_complex()) {
        (false, false) => start::<f64>(cx, a, b),
        (false, true) => start::<C64>(cx, a, b),
        (true, false) => start::<f32>(cx, a, b),
        (true, true) => start::<C32>(cx, a, b),
    }
}

fn not_for_integers(cx: &CallCx<'_>, a: &Value, b: &Value) -> Error {
    if cx.octave() {
        return undefined_operator("*", a, b);
    }
    Error::new(
        "MATLAB:mtimes:integerNotSupported",
        "MTIMES (*) is not fully supported for integer classes. At least one argument must be scalar.",
    )
}

fn not_matrices(cx: &CallCx<'_>, a: &Dims, b: &Dims) -> Error {
    if cx.octave() {
        let flat = |d: &Dims| Dims::new(d.rows(), d[1..].iter().product());
        return ErrorKind::InnerDimensions { operator: Name::from("*"), left: flat(a), right: flat(b) }.into();
    }
    Error::new(
        "MATLAB:mtimes:inputsMustBe2D",
        "Arguments must be 2-D, or at least one argument must be scalar. Use TIMES (.*) for elementwise multiplication, or use PAGEMTIMES to apply matrix multiplication to the pages of an N-D array.",
    )
}

/// The value as an array of `T`, shared where it is one.
fn as_elements<T: ProductElement>(v: Value) -> Result<Value> {
    if T::view(&v).is_some() {
        return Ok(v);
    }
    let data = T::convert(&v).ok_or_else(|| Error::internal("operand of a product without elements"))?;
    Ok(NdArray::new(v.dims(), data).into())
}

fn view<T: Element>(v: &Value) -> &[T] {
    T::view(v).expect("operands were converted").data()
}

fn start<T: ProductElement>(cx: &mut CallCx<'_>, a: Value, b: Value) -> Result<Outcome> {
    let (m, k, n) = (a.dims().rows(), a.dims().cols(), b.dims().cols());
    let dims = Dims::new(m, n);
    cx.reserve(&dims, std::mem::size_of::<T>())?;
    let (a, b) = (as_elements::<T>(a)?, as_elements::<T>(b)?);
    let mut out = vec![T::default(); m * n];
    if work(m, k, n) <= LITTLE {
        cx.charge(m * n + work(m, k, n) / 8);
        multiply::<T>(view(&a), view(&b), &mut out, m, k, n);
        return Ok(finish(NdArray::new(dims, out).into()).into());
    }
    let state = vec![a, b, NdArray::new(dims, out).into(), Value::Num(0.0)];
    advance::<T>(cx, state)
}

fn work(m: usize, k: usize, n: usize) -> usize {
    m.saturating_mul(k).saturating_mul(n)
}

/// Multiplies pieces of columns until the slice is used up. State: A, B, product, columns charged, columns done.
fn advance<T: ProductElement>(cx: &mut CallCx<'_>, mut state: Vec<Value>) -> Result<Outcome> {
    let (m, k, n) = (state[0].dims().rows(), state[0].dims().cols(), state[1].dims().cols());
    let width = (PIECE / (m * k).max(1)).max(1);
    let columns = |state: &[Value], at: usize| state.get(at).and_then(Value::as_f64).map(|x| x as usize);
    let mut charged = columns(&state, 3).unwrap_or(0);
    let mut done = columns(&state, 4).unwrap_or(charged);
    let (factors, rest) = state.split_at_mut(2);
    let out = T::make_mut(&mut rest[0]).ok_or_else(|| Error::internal("a product lost its result"))?.data_mut();
    while charged < n {
        if charged == done {
            let end = (done + width * GROUP).min(n);
            let (a, b) = (view::<T>(&factors[0]), &view::<T>(&factors[1])[done * k..end * k]);
            let block = width * BLOCK;
            let panels = out[done * m..end * m].chunks_mut(block * m).zip(b.chunks(block * k));
            parallel::for_each(panels, true, |(c, b)| multiply::<T>(a, b, c, m, k, b.len() / k));
            done = end;
        }
        let end = (charged + width).min(done);
        cx.charge(work(m, k, end - charged) / 8);
        charged = end;
        if charged < n && cx.meter.should_yield() {
            state.truncate(3);
            state.extend([charged, done].map(|columns| Value::Num(columns as f64)));
            return Ok(Outcome::Yield(Then { phase: T::PHASE, state }));
        }
    }
    Ok(finish(state.swap_remove(2)).into())
}

fn mtimes_go_on(cx: &mut CallCx<'_>, resume: Resume) -> Result<Outcome> {
    match resume.phase {
        offload::PHASE => offload::resume(cx, resume),
        0 => advance::<f64>(cx, resume.state),
        1 => advance::<C64>(cx, resume.state),
        2 => advance::<f32>(cx, resume.state),
        _ => advance::<C32>(cx, resume.state),
    }
}

/// Brings a product to its stored form: real where all imaginary parts vanish, immediate when 1×1.
fn finish(mut v: Value) -> Value {
    match &v {
        Value::C64(a) if a.data().iter().all(|z| z.im == 0.0) => a.map(|z| z.re).into(),
        Value::C32(a) if a.data().iter().all(|z| z.im == 0.0) => a.map(|z| z.re).into(),
        _ => {
            v.normalize();
            v
        }
    }
}

fn sparse_product(cx: &mut CallCx<'_>, a: &Value, b: &Value) -> Result<Value> {
    cx.charge(a.numel().min(1 << 20));
    match (a, b) {
        (Value::Sparse(x), Value::Sparse(y)) => return Ok(wrap_sparse(kernels::sparse::times(x, y))),
        (Value::Sparse(x), Value::F64(_)) => {
            let Field::Real(y) = Operand::read(cx, b)?.field else { return Err(Error::internal("a real factor")) };
            return Ok(wrap(kernels::sparse::times_dense(x, &y), false));
        }
        _ => {}
    }
    if a.is_complex() || b.is_complex() { sparse_times::<C64>(cx, a, b) } else { sparse_times::<f64>(cx, a, b) }
}

fn sparse_times<T: Scalar>(cx: &mut CallCx<'_>, a: &Value, b: &Value) -> Result<Value> {
    let dense = |cx: &CallCx<'_>, v: &Value| -> Result<Dense<T>> {
        Ok(by_field!(Operand::read(cx, v)?.field, m => m.map(|x| T::of_complex(x.complex()))))
    };
    Ok(match (sparse_of::<T>(a), sparse_of::<T>(b)) {
        (Some(x), Some(y)) => wrap_sparse(kernels::sparse::times(&x, &y)),
        (Some(x), None) => wrap(kernels::sparse::times_dense(&x, &dense(cx, b)?), false),
        (None, Some(y)) => wrap(kernels::sparse::dense_times(&dense(cx, a)?, &y), false),
        (None, None) => return Err(Error::internal("no factor is sparse")),
    })
}

fn dot(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (x, y) = (&args[0], &args[1]);
    let numeric = |v: &Value| v.is_numeric() || matches!(v.class(), Class::Logical | Class::Char);
    if !numeric(x) || !numeric(y) {
        let bad = if numeric(x) { y } else { x };
        return Err(if cx.octave() { Error::msg("dot: X and Y must be numeric") } else { wrong_class(cx, bad) });
    }
    let single = x.class() == Class::Single || y.class() == Class::Single;
    let same_vectors = x.dims().is_vector() && y.dims().is_vector() && x.numel() == y.numel() && args.len() == 2;
    if !same_vectors && x.dims() != y.dims() {
        return Err(if cx.octave() {
            Error::msg("dot: sizes of X and Y must match")
        } else {
            Error::new("MATLAB:dot:InputSizeMismatch", "A and B must be same size.")
        });
    }
    let dims = x.dims();
    let dim = match args.get(2) {
        Some(d) => crate::args::dimension(cx, d)?,
        None => dims.first_non_singleton(),
    };
    cx.charge(x.numel());
    if x.is_complex() || y.is_complex() {
        let (x, y) = (complex_data(x).unwrap_or_default(), complex_data(y).unwrap_or_default());
        return Ok(dot_along(&x, &y, &dims, dim, same_vectors, single));
    }
    let (x, y) = (real_data(x).unwrap_or_default(), real_data(y).unwrap_or_default());
    Ok(dot_along(&x, &y, &dims, dim, same_vectors, single))
}

fn dot_along<T: Scalar>(x: &[T], y: &[T], dims: &Dims, dim: usize, vectors: bool, single: bool) -> Value {
    if vectors {
        return wrap(Dense::new(1, 1, vec![kernels::norms::dot(x, y)]), single);
    }
    let (before, along, after) = dims.split_at(dim);
    let mut sums = vec![T::ZERO; before * after];
    for j in 0..after {
        for k in 0..along {
            let at = before * (k + along * j);
            for i in 0..before {
                sums[i + before * j] += x[at + i].cj() * y[at + i];
            }
        }
    }
    let dims = dims.with_dim(dim, 1);
    let flat = wrap(Dense::new(sums.len(), 1, sums), single);
    reshape(flat, dims)
}

/// The same elements in another size.
pub fn reshape(v: Value, dims: Dims) -> Value {
    match v {
        Value::F64(a) => std::sync::Arc::unwrap_or_clone(a).reshaped(dims).into(),
        Value::C64(a) => std::sync::Arc::unwrap_or_clone(a).reshaped(dims).into(),
        Value::F32(a) => std::sync::Arc::unwrap_or_clone(a).reshaped(dims).into(),
        Value::C32(a) => std::sync::Arc::unwrap_or_clone(a).reshaped(dims).into(),
        other => other,
    }
}

fn kron(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if args.len() > 2 && !cx.octave() {
        return Err(ErrorKind::TooManyInputs { function: Name::from(cx.name), user: false }.into());
    }
    if args.iter().any(Value::is_sparse) && args.iter().all(is_matrix_operand) {
        let complex = args.iter().any(Value::is_complex);
        return if complex { sparse_kron::<C64>(cx, args) } else { sparse_kron::<f64>(cx, args) };
    }
    let diagonal = args.iter().all(|v| super::structured::note_of(v) == Note::Diagonal);
    let mut product = Operand::read(cx, &args[0])?;
    for factor in &args[1..] {
        let factor = Operand::read(cx, factor)?;
        let (rows, cols) = (product.rows().saturating_mul(factor.rows()), product.cols().saturating_mul(factor.cols()));
        cx.reserve(&Dims::new(rows, cols), 8)?;
        cx.charge(rows * cols);
        product.single |= factor.single;
        product.field = match Field::common(product.field, factor.field) {
            Pair::Real(a, b) => Field::Real(kronecker(&a, &b)),
            Pair::Complex(a, b) => Field::Complex(kronecker(&a, &b)),
        };
    }
    let value = by_field!(product.field, m => wrap(m, product.single));
    Ok(if diagonal { noted(cx, value, Note::Diagonal) } else { value })
}

fn kronecker<T: Scalar>(a: &Dense<T>, b: &Dense<T>) -> Dense<T> {
    let (p, q) = b.size();
    Dense::from_fn(a.rows() * p, a.cols() * q, |r, c| a[(r / p, c / q)] * b[(r % p, c % q)])
}

fn sparse_kron<T: Scalar>(cx: &mut CallCx<'_>, args: &[Value]) -> Result<Value> {
    let matrix = |v: &Value| {
        sparse_of::<T>(&runmat_value::convert::to_sparse(v)).ok_or_else(|| Error::internal("a factor is no matrix"))
    };
    let mut product = matrix(&args[0])?;
    for factor in &args[1..] {
        let b = matrix(factor)?;
        let (rows, cols) = (product.rows().saturating_mul(b.rows()), product.cols().saturating_mul(b.cols()));
        crate::sparse::create::reserve(cx, rows, cols)?;
        let stored = product.nnz().saturating_mul(b.nnz());
        cx.reserve(&Dims::new(stored, 1), 8 + std::mem::size_of::<T>())?;
        cx.charge(2 * stored);
        product = kernels::sparse::kronecker(&product, &b);
    }
    Ok(wrap_sparse(product))
}
