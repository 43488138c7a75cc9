//! Systems of equations: `\`, `/`, `inv`, `pinv`, `linsolve`.

use super::kernels::lu::{Elimination, Lu};
use super::kernels::triangular::{self, Triangle};
use super::kernels::{self, Dense, Scalar, cholesky, lstsq, svd};
use super::measures::{default_tolerance, no_convergence, reciprocal_condition};
use super::operand::{Field, Operand, Pair, by_field, noted, sparse_of, wrap, wrap_sparse};
use super::{elimination, is_matrix_operand, misfit, undefined_operator};
use crate::offload::{self, Pace};
use runmat_ignition::{Builtin, CallCx, Outcome, Values, Work};
use runmat_syntax::ast::BinaryOp;
use runmat_value::ops::is_matrix_op;
use runmat_value::{C64, Class, Error, Note, Result, Value};

/// Systems of equations.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("mldivide", (2, 2), 1, mldivide, offload::resume)
        .doc("mldivide(A, B): the solution X of A*X = B, in the sense of least squares when A is not square.\n    [2 0; 0 4] \\ [2; 4]"),
    Builtin::steps("mrdivide", (2, 2), 1, mrdivide, offload::resume)
        .doc("mrdivide(A, B): the solution X of X*B = A.\n    [2 4] / [2 0; 0 4]"),
    Builtin::steps("inv", (1, 1), 2, inv, offload::resume)
        .doc("inv(A): inverse of a square matrix.\n[X, rcond] = inv(A): with the estimated reciprocal condition.\n    inv([1 2; 3 4])"),
    Builtin::steps("inverse", (1, 1), 2, inv, offload::resume).only(runmat_value::Dialect::Octave).doc("inverse(A): the same as inv."),
    Builtin::one("pinv", (1, 2), pinv).work(Work::Cubic)
        .doc("pinv(A): Moore-Penrose pseudoinverse.\npinv(A, tol): singular values up to tol count as zero.\n    pinv([1; 1])"),
    Builtin::many("linsolve", (2, 3), 2, linsolve).pure().work(Work::Cubic).doc(
        "linsolve(A, B): the solution of A*X = B.\nlinsolve(A, B, opts): opts has fields LT, UT, UHESS, SYM, POSDEF, RECT, TRANSA.\n    linsolve([2 0; 0 4], [2; 4])",
    ),
];

/// Warns that a matrix is singular (`rcond` 0) or nearly so.
pub fn warn_singular(cx: &mut CallCx<'_>, rcond: f64) -> Result<()> {
    if cx.octave() {
        return if rcond == 0.0 {
            cx.warn("Octave:singular-matrix", "matrix singular to machine precision")
        } else {
            let text = format!("matrix singular to machine precision, rcond = {}", short(rcond));
            cx.warn("Octave:nearly-singular-matrix", &text)
        };
    }
    if rcond == 0.0 {
        cx.warn("MATLAB:singularMatrix", "Matrix is singular to working precision.")
    } else if rcond.is_nan() {
        cx.warn(
            "MATLAB:illConditionedMatrix",
            "Matrix is singular, close to singular or badly scaled. Results may be inaccurate. RCOND = NaN.",
        )
    } else {
        let text = format!(
            "Matrix is close to singular or badly scaled. Results may be inaccurate. RCOND = {:>13}.",
            exponent(rcond, 6)
        );
        cx.warn("MATLAB:nearlySingularMatrix", &text)
    }
}

/// `%.{digits}e` as C prints it.
pub fn exponent(x: f64, digits: usize) -> String {
    let text = format!("{x:.digits$e}");
    match text.split_once('e') {
        Some((mantissa, power)) => {
            let (sign, power) = power.strip_prefix('-').map_or(('+', power), |p| ('-', p));
            format!("{mantissa}e{sign}{power:0>2}")
        }
        None => text.to_lowercase(),
    }
}

/// `%g` of a small number.
fn short(x: f64) -> String {
    if x.is_nan() {
        return "nan".into();
    }
    let text = exponent(x, 5);
    let (mantissa, power) = text.split_once('e').unwrap_or((&text, "+00"));
    if x.abs() >= 1e-4 {
        return format!("{x}");
    }
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    format!("{mantissa}e{power}")
}

fn mldivide(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    divide(cx, args[0].take(), args[1].take(), "\\")
}

fn mrdivide(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    divide(cx, args[0].take(), args[1].take(), "/")
}

/// Either division; `operator` is as written.
fn divide(cx: &mut CallCx<'_>, a: Value, b: Value, operator: &str) -> Result<Outcome> {
    let left = operator == "\\";
    let (system, sides) = if left { (&a, &b) } else { (&b, &a) };
    if let (Value::Num(x), Value::Num(y)) = (system, sides) {
        return Ok(Value::Num(y / x).into());
    }
    let op = if left { BinaryOp::MLDivide } else { BinaryOp::MRDivide };
    if !is_matrix_op(op, &a, &b) {
        return crate::math::operators::elementwise(cx, op, a, b);
    }
    if !is_matrix_operand(&a) || !is_matrix_operand(&b) {
        return Err(undefined_operator(operator, &a, &b));
    }
    let matching = if left { (a.dims().rows(), b.dims().rows()) } else { (a.dims().cols(), b.dims().cols()) };
    if matching.0 != matching.1 || a.dims().ndims() > 2 || b.dims().ndims() > 2 {
        return Err(misfit(operator, &a, &b));
    }
    if let Some(x) = super::structured::quotient(cx, system, sides, left)? {
        return Ok(x.into());
    }
    if system.is_sparse() && system.dims().rows() == system.dims().cols() {
        return sparse_divide(cx, system, sides, left);
    }
    let (m, s) = (Operand::read(cx, system)?, Operand::read(cx, sides)?);
    let single = m.single || s.single;
    match Field::common(m.field, s.field) {
        Pair::Real(m, s) => dense_divide(cx, m, s, left, single),
        Pair::Complex(m, s) => dense_divide(cx, m, s, left, single),
    }
}

fn dense_divide<T: Scalar>(cx: &mut CallCx<'_>, m: Dense<T>, s: Dense<T>, left: bool, single: bool) -> Result<Outcome> {
    let epsilon = if single { f32::EPSILON as f64 } else { f64::EPSILON };
    let work = m.rows() * m.cols() * (m.rows().min(m.cols()) / 3 + s.rows().min(s.cols()) + 8);
    let cost = m.rows().pow(2) * m.cols() / 8;
    let turned = move |x: Dense<T>| if left { x } else { x.transpose() };
    cx.charge(cost);
    if !m.is_square() || m.is_empty() || s.is_empty() {
        return offload::kernel(cx, work, move |cx| {
            let x = system(cx, &turned(m), &turned(s), epsilon)?;
            Ok(runmat_ignition::one(wrap(turned(x), single)))
        });
    }
    let (by, octave) = (elimination(cx), cx.octave());
    offload::pieces(cx, work, 0, move |pace| async move {
        let (a, b) = (turned(m), turned(s));
        let (x, rcond) = square(&a, &b, by, pace).await;
        let least = (octave && rcond == 0.0).then(|| lstsq::least_norm(&a, &b, epsilon).map(|found| found.x));
        let finish = move |cx: &mut CallCx<'_>| {
            warn_of(cx, rcond, epsilon)?;
            let x = least.unwrap_or(Ok(x)).map_err(|_| no_convergence(cx))?;
            Ok(runmat_ignition::one(wrap(turned(x), single)))
        };
        Box::new(finish) as offload::Finish
    })
}

/// The solution of `A X = B`, with the warnings of the dialect.
pub fn system<T: Scalar>(cx: &mut CallCx<'_>, a: &Dense<T>, b: &Dense<T>, epsilon: f64) -> Result<Dense<T>> {
    if a.is_empty() || b.is_empty() {
        return Ok(Dense::zeros(a.cols(), b.cols()));
    }
    if !a.is_square() {
        return rectangular(cx, a, b, epsilon);
    }
    let (x, rcond) = offload::at_once(square(a, b, elimination(cx), Pace::NONE));
    warn_of(cx, rcond, epsilon)?;
    if cx.octave() && rcond == 0.0 {
        return Ok(lstsq::least_norm(a, b, epsilon).map_err(|_| no_convergence(cx))?.x);
    }
    Ok(x)
}

/// Warns where the condition asks for it.
fn warn_of(cx: &mut CallCx<'_>, rcond: f64, epsilon: f64) -> Result<()> {
    if rcond < epsilon || rcond.is_nan() { warn_singular(cx, rcond) } else { Ok(()) }
}

async fn square<T: Scalar>(a: &Dense<T>, b: &Dense<T>, order: Elimination, pace: Pace) -> (Dense<T>, f64) {
    let norm = a.norm1();
    if a.is_upper() || a.is_lower() {
        return triangular_system(a, b);
    }
    let positive = a.diag().iter().all(|d| d.re() > 0.0 && d.im() == 0.0);
    if positive
        && a.is_hermitian()
        && let Ok(r) = cholesky::factor(a)
    {
        pace.rest().await;
        let rcond = cholesky::rcond(&r, norm);
        return (by_columns(b, pace, |b| cholesky::solve(&r, b)).await, rcond);
    }
    let lu = Lu::by(order, a.clone());
    pace.rest().await;
    let rcond = if a.data().iter().any(|x| x.modulus().is_nan()) { f64::NAN } else { lu.rcond(norm) };
    pace.rest().await;
    (by_columns(b, pace, |b| lu.solve(b)).await, rcond)
}

/// What `solve` makes of the right-hand sides, some columns at a time.
async fn by_columns<T: Scalar>(b: &Dense<T>, pace: Pace, solve: impl Fn(&Dense<T>) -> Dense<T>) -> Dense<T> {
    // Fewer columns than these are slow, each for itself.
    const LEAST: usize = 16;
    let (rows, cols) = b.size();
    let width = pace.share(rows * rows, cols).max(LEAST.min(cols));
    if width >= cols {
        return solve(b);
    }
    let mut data = Vec::with_capacity(rows * cols);
    for from in (0..cols).step_by(width) {
        data.extend(solve(&b.block(0..rows, from..(from + width).min(cols))).into_data());
        pace.rest().await;
    }
    Dense::new(rows, cols, data)
}

fn triangular_system<T: Scalar>(a: &Dense<T>, b: &Dense<T>) -> (Dense<T>, f64) {
    let kind = if a.is_upper() { Triangle::Upper } else { Triangle::Lower };
    let rcond = if a.diag().contains(&T::ZERO) {
        0.0
    } else {
        let inverse = kernels::condition::norm1_estimate::<T>(
            a.rows(),
            |x| triangular::solve_vector(a, kind, x),
            |x| triangular::solve_adjoint_vector(a, kind, x),
        );
        (1.0 / inverse) / a.norm1()
    };
    let mut x = b.clone();
    triangular::solve(a, kind, &mut x);
    (x, rcond)
}

fn rectangular<T: Scalar>(cx: &mut CallCx<'_>, a: &Dense<T>, b: &Dense<T>, epsilon: f64) -> Result<Dense<T>> {
    if cx.octave() {
        return Ok(lstsq::least_norm(a, b, epsilon).map_err(|_| no_convergence(cx))?.x);
    }
    let solution = lstsq::basic(a, b, epsilon);
    if solution.rank < a.rows().min(a.cols()) {
        let text = format!("Rank deficient, rank = {}, tol = {:>13}.", solution.rank, exponent(solution.tolerance, 6));
        cx.warn("MATLAB:rankDeficientMatrix", &text)?;
    }
    Ok(solution.x)
}

fn sparse_divide(cx: &mut CallCx<'_>, system: &Value, sides: &Value, left: bool) -> Result<Outcome> {
    if system.is_complex() || sides.is_complex() {
        sparse_system::<C64>(cx, system, sides, left)
    } else {
        sparse_system::<f64>(cx, system, sides, left)
    }
}

fn sparse_system<T: Scalar>(cx: &mut CallCx<'_>, system: &Value, sides: &Value, left: bool) -> Result<Outcome> {
    let a = sparse_of::<T>(system).ok_or_else(|| Error::internal("the system is not sparse"))?;
    let b = by_field!(Operand::read(cx, sides)?.field, m => m.map(|x| T::of_complex(x.complex())));
    let conjugate = move |m: Dense<T>| if left { m } else { m.adjoint() };
    let a = if left { a } else { kernels::sparse::adjoint(&a) };
    let b = conjugate(b);
    let sparse = sides.is_sparse();
    let (n, work) = (a.rows(), a.nnz() * 512);
    offload::run(cx, work, 64 * n, move || {
        let found = kernels::sparse::solve(&a, &b);
        Box::new(move |cx| {
            let x = conjugate(sparse_judged(cx, &a, &b, found)?);
            if !sparse {
                return Ok(runmat_ignition::one(wrap(x, false)));
            }
            let (rows, cols) = x.size();
            let array = runmat_value::NdArray::matrix(rows, cols, x.into_data());
            Ok(runmat_ignition::one(wrap_sparse(runmat_value::sparse::Sparse::from_dense(&array))))
        })
    })
}

/// The solution, after a warning where the condition asks for one; singular systems are solved as dense ones.
fn sparse_judged<T: Scalar>(
    cx: &mut CallCx<'_>,
    a: &runmat_value::sparse::Sparse<T>,
    b: &Dense<T>,
    found: Option<(Dense<T>, f64)>,
) -> Result<Dense<T>> {
    match found {
        Some((x, rcond)) => {
            if rcond < f64::EPSILON {
                warn_singular(cx, rcond)?;
            }
            Ok(x)
        }
        None => {
            warn_singular(cx, 0.0)?;
            let dense = Dense::new(a.rows(), a.cols(), a.to_dense().into_data());
            if cx.octave() {
                Ok(lstsq::least_norm(&dense, b, f64::EPSILON).map_err(|_| no_convergence(cx))?.x)
            } else {
                Ok(Lu::new(dense).solve(b))
            }
        }
    }
}

fn inv(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    if args[0].is_char() && cx.octave() {
        return Err(Error::msg("inverse: argument must be a square matrix"));
    }
    let a = Operand::square(cx, &args[0])?;
    let (n, single, sparse, note, epsilon) = (a.rows(), a.single, a.sparse, a.note, a.epsilon());
    let by = elimination(cx);
    by_field!(a.field, m => offload::pieces(cx, n.pow(3), n.pow(3) / 4, move |pace| async move {
        let (x, rcond) = match note {
            Note::Diagonal => super::structured::diagonal_inverse(&m),
            Note::Permutation => (m.adjoint(), 1.0),
            _ => inverse_in_pieces(&m, by, pace).await,
        };
        let finish = move |cx: &mut CallCx<'_>| {
            let trouble = rcond < epsilon || rcond.is_nan();
            if trouble && cx.nargout < 2 && !(n == 1 && cx.octave()) {
                warn_singular(cx, rcond)?;
            }
            let x = wrap(x, single);
            let x = if matches!(note, Note::Diagonal | Note::Permutation) { noted(cx, x, note) } else { x };
            let mut out = runmat_ignition::one(if sparse { resparse(x) } else { x });
            if cx.nargout > 1 {
                out.push(wrap(Dense::new(1, 1, vec![rcond]), single));
            }
            Ok(out)
        };
        Box::new(finish) as offload::Finish
    }))
}

/// A computed dense matrix as a sparse one.
pub fn resparse(x: Value) -> Value {
    match x {
        Value::Num(_) | Value::F64(_) => {
            let view = <f64 as runmat_value::Element>::take(x).expect("a double array");
            wrap_sparse(runmat_value::sparse::Sparse::from_dense(&view))
        }
        Value::C64(a) => wrap_sparse(runmat_value::sparse::Sparse::from_dense(&a)),
        other => other,
    }
}

/// The inverse and the estimated reciprocal condition; all infinite when singular.
pub fn inverse<T: Scalar>(a: &Dense<T>, order: Elimination) -> (Dense<T>, f64) {
    offload::at_once(inverse_in_pieces(a, order, Pace::NONE))
}

async fn inverse_in_pieces<T: Scalar>(a: &Dense<T>, order: Elimination, pace: Pace) -> (Dense<T>, f64) {
    let n = a.rows();
    if n == 0 {
        return (a.clone(), f64::INFINITY);
    }
    if n == 1 {
        let size = a.data()[0].modulus();
        let regular = size > 0.0 && size.is_finite();
        let one = |x: T| if size.is_infinite() { T::of(0.0) } else { T::ONE.over(x) };
        let rcond = if size.is_nan() { f64::NAN } else { f64::from(regular) };
        return (a.map(one), rcond);
    }
    if !a.is_finite() {
        return (Dense::filled(n, n, T::of(f64::NAN)), reciprocal_condition(a, order));
    }
    let lu = Lu::by(order, a.clone());
    pace.rest().await;
    let rcond = lu.rcond(a.norm1());
    pace.rest().await;
    if rcond == 0.0 {
        return (Dense::filled(n, n, T::of(f64::INFINITY)), 0.0);
    }
    if a.is_upper() || a.is_lower() {
        return (triangular_system(a, &Dense::eye(n, n)).0, rcond);
    }
    (by_columns(&Dense::eye(n, n), pace, |b| lu.solve(b)).await, rcond)
}

fn pinv(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let a = Operand::read(cx, &args[0])?;
    if a.is_empty() {
        return Ok(Value::matrix(a.cols(), a.rows(), Vec::new()));
    }
    let given = args.get(1).map(|t| crate::args::scalar(cx, t, "tolerance")).transpose()?;
    if a.note == Note::Diagonal {
        let x = by_field!(&a.field, m => a.wrap(super::structured::diagonal_pseudoinverse(m, given, a.epsilon())));
        return Ok(noted(cx, x, a.note));
    }
    by_field!(&a.field, m => {
        let f = svd::full(m, true).map_err(|_| no_convergence(cx))?;
        let tolerance = given.unwrap_or_else(|| default_tolerance(&a, &f.s));
        Ok(a.wrap(f.pseudoinverse(tolerance)))
    })
}

fn linsolve(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let flag = |name: &str| match args.get(2) {
        Some(Value::Struct(s)) => s.field(name).and_then(Value::as_f64).is_some_and(|x| x != 0.0),
        _ => false,
    };
    let (lower, upper, transposed) = (flag("LT"), flag("UT"), flag("TRANSA"));
    if !matches!(args[1].class(), Class::Double | Class::Single | Class::Logical) {
        return Err(super::operand::wrong_class(cx, &args[1]));
    }
    let (a, b) = (Operand::read(cx, &args[0])?, Operand::read(cx, &args[1])?);
    let single = a.single || b.single;
    let epsilon = if single { f32::EPSILON as f64 } else { f64::EPSILON };
    let fits = if transposed { a.cols() == b.rows() } else { a.rows() == b.rows() };
    if !fits {
        return Err(if cx.octave() {
            Error::msg("linsolve: A and B must have the same number of rows")
        } else {
            Error::new("MATLAB:dimagree", "Matrix dimensions must agree.")
        });
    }
    fn run<T: Scalar>(
        cx: &mut CallCx<'_>,
        a: Dense<T>,
        b: &Dense<T>,
        options: (bool, bool, bool),
        epsilon: f64,
    ) -> Result<(Dense<T>, f64)> {
        let a = match options {
            (true, _, _) => a.lower(0),
            (_, true, _) => a.upper(0),
            _ => a,
        };
        let a = if options.2 { a.adjoint() } else { a };
        if cx.nargout < 2 {
            return Ok((system(cx, &a, b, epsilon)?, 0.0));
        }
        if a.is_square() && !a.is_empty() {
            return Ok(offload::at_once(square(&a, b, elimination(cx), Pace::NONE)));
        }
        let solution = lstsq::basic(&a, b, epsilon);
        Ok((solution.x, solution.rank as f64))
    }
    let options = (lower, upper, transposed);
    let (x, quality) = match Field::common(a.field, b.field) {
        Pair::Real(a, b) => run(cx, a, &b, options, epsilon).map(|(x, q)| (wrap(x, single), q)),
        Pair::Complex(a, b) => run(cx, a, &b, options, epsilon).map(|(x, q)| (wrap(x, single), q)),
    }?;
    let mut out = Values::new();
    out.push(x);
    if cx.nargout > 1 {
        out.push(Value::Num(quality));
    }
    Ok(out)
}
