//! Numbers that describe a matrix: `det`, `rank`, `trace`, `norm`, `cond`, `rcond`.

use super::elimination;
use super::kernels::dense::max_nan;
use super::kernels::lu::{Elimination, Lu};
use super::kernels::norms::vector_norm;
use super::kernels::{Dense, Scalar, cholesky, svd};
use super::operand::{Field, Operand, by_field, wrap, wrong_class};
use super::product::reshape;
use crate::offload;
use runmat_ignition::{Builtin, CallCx, Outcome, Work, one};
use runmat_value::{Class, Error, Result, Value};

/// Numbers that describe a matrix.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("det", (1, 1), 2, det, offload::resume).doc("det(A): determinant.\n    det([1 2; 3 4])"),
    Builtin::one("rank", (1, 2), rank).work(Work::Cubic)
        .doc("rank(A): number of singular values above a tolerance.\nrank(A, tol): with that tolerance.\n    rank(magic(4))"),
    Builtin::one("trace", (1, 1), trace).doc("trace(A): sum of the diagonal.\n    trace([1 2; 3 4])"),
    Builtin::one("norm", (1, 3), norm).work(Work::Cubic).doc(
        "norm(A): largest singular value of a matrix, length of a vector.\nnorm(A, p): the p-norm; p is 1, 2, Inf, \"fro\", or any number for vectors.\n    norm([3 4])",
    ),
    Builtin::one("vecnorm", (1, 3), vecnorm)
        .doc("vecnorm(A): lengths of the columns.\nvecnorm(A, p, dim): p-norms along a dimension.\n    vecnorm([3 0; 4 1])"),
    Builtin::one("cond", (1, 2), cond).work(Work::Cubic)
        .doc("cond(A): ratio of the largest to the smallest singular value.\ncond(A, p): condition in the p-norm.\n    cond([1 2; 3 4])"),
    Builtin::one("rcond", (1, 1), rcond).work(Work::Cubic)
        .doc("rcond(A): estimate of the reciprocal condition in the 1-norm.\n    rcond([1 2; 3 4])"),
];

/// An iteration that did not converge.
pub fn no_convergence(cx: &CallCx<'_>) -> Error {
    match cx.name {
        "svd" | "cond" | "rank" | "norm" | "pinv" if cx.octave() => {
            Error::msg("svd: cannot take SVD of matrix containing Inf or NaN values")
        }
        "svd" => Error::new("MATLAB:svd:matrixWithNaNInf", "Input to SVD must not contain NaN or Inf."),
        _ => cx.fail("MATLAB:noConvergence", "the iteration did not converge"),
    }
}

fn det(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    if args[0].is_sparse() && cx.nargout < 2 {
        return super::sparse::det(cx, &args[0]).map(Outcome::Done);
    }
    let a = Operand::square(cx, &args[0])?;
    let (work, single) = (a.rows().pow(3), a.single);
    let (by, octave, condition) = (elimination(cx), cx.octave(), cx.nargout > 1);
    by_field!(a.field, m => offload::run(cx, work / 3, work / 8, move || {
        let rcond = condition.then(|| reciprocal_condition(&m, by));
        let d = determinant(octave, by, m);
        Box::new(move |_| {
            let mut out = one(wrap(Dense::new(1, 1, vec![d]), single));
            out.extend(rcond.map(|r| wrap(Dense::new(1, 1, vec![r]), single)));
            Ok(out)
        })
    }))
}

/// By the cheapest factorisation; only Octave looks for positive definite matrices.
fn determinant<T: Scalar>(octave: bool, by: Elimination, m: Dense<T>) -> T {
    if m.is_upper() || m.is_lower() {
        return m.diag().into_iter().fold(T::ONE, |p, x| p * x);
    }
    if octave
        && m.is_hermitian()
        && m.diag().iter().all(|d| d.re() > 0.0)
        && let Ok(r) = cholesky::factor(&m)
    {
        return r.diag().into_iter().fold(T::ONE, |p, x| p * x * x);
    }
    Lu::by(by, m).determinant()
}

fn rank(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let a = Operand::read(cx, &args[0])?;
    cx.charge(a.rows() * a.cols() * a.rows().min(a.cols()));
    let s = by_field!(&a.field, m => svd::values(m)).map_err(|_| no_convergence(cx))?;
    let tolerance = match args.get(1) {
        Some(t) => crate::args::scalar(cx, t, "tolerance")?,
        None => default_tolerance(&a, &s),
    };
    Ok(Value::Num(s.iter().filter(|&&x| x > tolerance).count() as f64))
}

/// What counts as a zero singular value: max(m,n) rounding units of the largest.
pub fn default_tolerance(a: &Operand, s: &[f64]) -> f64 {
    let largest = s.first().copied().unwrap_or(0.0);
    let unit = if a.single { ulp32(largest) } else { ulp(largest) };
    a.rows().max(a.cols()) as f64 * unit
}

fn ulp(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() { f64::MIN_POSITIVE * f64::EPSILON } else { x.next_up() - x }
}

fn ulp32(x: f64) -> f64 {
    let x = x as f32;
    if x == 0.0 || !x.is_finite() { f32::MIN_POSITIVE as f64 } else { (x.next_up() - x) as f64 }
}

/// The sum as a 1×1 matrix.
fn total<T: Scalar>(x: Vec<T>) -> Dense<T> {
    Dense::new(1, 1, vec![x.into_iter().sum()])
}

fn trace(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let a = Operand::read(cx, &args[0])?;
    if a.rows() != a.cols() && !cx.octave() {
        return Err(Error::new("MATLAB:square", "Matrix must be square."));
    }
    Ok(by_field!(&a.field, m => a.wrap(total(m.diag()))))
}

/// Which norm is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    P(f64),
    Frobenius,
}

/// Along what a norm is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Along {
    Whole,
    Rows,
    Columns,
}

fn norm(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let integers = cx.octave() && args[0].class().is_integer();
    let wrong = !integers && !matches!(args[0].class(), Class::Double | Class::Single | Class::Logical);
    if wrong {
        return Err(if cx.octave() {
            Error::msg(format!("xnorm: wrong type argument '{}'", super::operand::argument_type_name(&args[0])))
        } else {
            wrong_class(cx, &args[0])
        });
    }
    let (kind, along) = norm_options(cx, &args[1..])?;
    if let (Value::F64(v), Along::Whole) = (&args[0], along)
        && v.dims().is_vector()
        && !v.is_empty()
    {
        cx.charge(v.len());
        return Ok(Value::Num(vector(v.data(), kind)));
    }
    let a = Operand::read(cx, &args[0])?;
    let value = by_field!(&a.field, m => match along {
        Along::Whole => vec![matrix_norm(cx, m, kind)?],
        Along::Rows => (0..m.rows()).map(|r| vector(&(0..m.cols()).map(|c| m[(r, c)]).collect::<Vec<_>>(), kind)).collect(),
        Along::Columns => (0..m.cols()).map(|c| vector(m.col(c), kind)).collect(),
    });
    Ok(match along {
        Along::Columns => wrap(Dense::new(1, value.len(), value), a.single),
        _ => a.column(value),
    })
}

fn norm_options(cx: &CallCx<'_>, options: &[Value]) -> Result<(Kind, Along)> {
    let (mut kind, mut along) = (Kind::P(2.0), Along::Whole);
    for option in options {
        if let Some(p) = option.as_f64().filter(|_| !option.is_char()) {
            kind = Kind::P(p);
            continue;
        }
        let text = option.as_text().unwrap_or_default();
        match text.to_lowercase().as_str() {
            "fro" => kind = Kind::Frobenius,
            "inf" => kind = Kind::P(f64::INFINITY),
            "-inf" => kind = Kind::P(f64::NEG_INFINITY),
            "rows" => along = Along::Rows,
            "columns" | "cols" => along = Along::Columns,
            _ if cx.octave() => return Err(Error::msg(format!("norm: unrecognized option: {text}"))),
            _ => {
                return Err(Error::new(
                    "MATLAB:norm:unknownNorm",
                    "The only matrix norms available are 1, 2, inf, and 'fro'.",
                ));
            }
        }
    }
    Ok((kind, along))
}

fn vector<T: Scalar>(x: &[T], kind: Kind) -> f64 {
    match kind {
        Kind::P(p) => vector_norm(x, p),
        Kind::Frobenius => vector_norm(x, 2.0),
    }
}

fn matrix_norm<T: Scalar>(cx: &mut CallCx<'_>, a: &Dense<T>, kind: Kind) -> Result<f64> {
    if a.is_empty() {
        return Ok(0.0);
    }
    if a.rows() == 1 || a.cols() == 1 {
        return Ok(vector(a.data(), kind));
    }
    match kind {
        Kind::Frobenius => Ok(a.norm_fro()),
        Kind::P(1.0) => Ok(a.norm1()),
        Kind::P(f64::INFINITY) => Ok(a.norm_inf()),
        Kind::P(2.0) => {
            cx.charge(a.rows() * a.cols() * a.rows().min(a.cols()));
            if !a.is_finite() {
                let nan = a.data().iter().any(|x| x.modulus().is_nan());
                return Ok(if nan { f64::NAN } else { f64::INFINITY });
            }
            Ok(svd::values(a).map_err(|_| no_convergence(cx))?.into_iter().fold(0.0, max_nan))
        }
        Kind::P(p) if cx.octave() && p > 1.0 => Ok(higham_p_norm(a, p)),
        Kind::P(_) if cx.octave() => Err(Error::msg("xnorm: p must be >= 1")),
        Kind::P(_) => {
            Err(Error::new("MATLAB:norm:unknownNorm", "The only matrix norms available are 1, 2, inf, and 'fro'."))
        }
    }
}

/// The matrix p-norm by the power method on dual vectors, from the best column as a start.
fn higham_p_norm<T: Scalar>(a: &Dense<T>, p: f64) -> f64 {
    let q = p / (p - 1.0);
    let dual = |x: &[T], p: f64, q: f64| -> Vec<T> {
        let y: Vec<T> =
            x.iter().map(|e| if e.modulus() == 0.0 { T::ZERO } else { e.scale(e.modulus().powf(p - 2.0)) }).collect();
        let size = vector_norm(&y, q);
        y.iter().map(|e| e.scale(1.0 / size)).collect()
    };
    let adjoint = a.adjoint();
    let apply = |m: &Dense<T>, x: &[T]| m.times(&Dense::new(x.len(), 1, x.to_vec())).into_data();
    let mut best = 0.0f64;
    for start in 0..a.cols() {
        let mut x = vec![T::ZERO; a.cols()];
        x[start] = T::ONE;
        let mut last = 0.0;
        for _ in 0..256 {
            let y = apply(a, &x);
            let size = vector_norm(&y, p);
            if size <= last * (1.0 + 1e-15) || size == 0.0 {
                break;
            }
            last = size;
            x = dual(&apply(&adjoint, &dual(&y, p, q)), q, p);
        }
        best = best.max(last);
    }
    best
}

fn vecnorm(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let p = match args.get(1) {
        Some(v) if v.is_char() && v.as_text().is_some_and(|t| t.eq_ignore_ascii_case("inf")) => f64::INFINITY,
        Some(v) if !v.is_empty() => crate::args::scalar(cx, v, "p")?,
        _ => 2.0,
    };
    if !args[0].is_numeric() && args[0].class() != Class::Logical {
        return Err(if cx.octave() { Error::msg("vecnorm: A must be numeric") } else { wrong_class(cx, &args[0]) });
    }
    let dims = args[0].dims();
    let dim = match args.get(2) {
        Some(d) => crate::args::dimension(cx, d)?,
        None => dims.first_non_singleton(),
    };
    let (before, along, after) = dims.split_at(dim);
    let data = super::operand::complex_data(&args[0]).ok_or_else(|| wrong_class(cx, &args[0]))?;
    cx.charge(data.len());
    let fibre = |i: usize, j: usize| (0..along).map(|k| data[i + before * (k + along * j)]).collect::<Vec<_>>();
    let norms: Vec<f64> =
        (0..after).flat_map(|j| (0..before).map(move |i| (i, j))).map(|(i, j)| vector_norm(&fibre(i, j), p)).collect();
    let single = args[0].class() == Class::Single;
    Ok(reshape(wrap(Dense::new(norms.len(), 1, norms), single), dims.with_dim(dim, 1)))
}

fn cond(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (kind, _) = norm_options(cx, &args[1..])?;
    let a = Operand::read(cx, &args[0])?;
    if a.is_empty() {
        return Ok(Value::Num(0.0));
    }
    if kind == Kind::P(2.0) {
        let finite = by_field!(&a.field, m => m.is_finite());
        if !finite {
            return if cx.octave() {
                Err(Error::msg("cond: A must not contain Inf or NaN values"))
            } else {
                Ok(a.column(vec![f64::NAN]))
            };
        }
        let s = by_field!(&a.field, m => svd::values(m)).map_err(|_| no_convergence(cx))?;
        let (largest, smallest) = (s[0], s[s.len() - 1]);
        return Ok(a.column(vec![if smallest == 0.0 { f64::INFINITY } else { largest / smallest }]));
    }
    if a.rows() != a.cols() {
        return Err(if cx.octave() {
            Error::msg("inverse: A must be a square matrix")
        } else {
            Error::new("MATLAB:cond:normMismatchSizeA", "A is rectangular. Use the 2 norm.")
        });
    }
    let value = by_field!(a.field.clone(), m => {
        let lu = Lu::new(m.clone());
        if lu.is_singular() {
            f64::INFINITY
        } else {
            let inverse = lu.solve(&Dense::eye(m.rows(), m.rows()));
            matrix_norm(cx, &m, kind)? * matrix_norm(cx, &inverse, kind)?
        }
    });
    Ok(a.column(vec![value]))
}

fn rcond(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let a = Operand::square(cx, &args[0])?;
    let value = match &a.field {
        Field::Real(m) => reciprocal_condition(m, elimination(cx)),
        Field::Complex(m) => reciprocal_condition(m, elimination(cx)),
    };
    Ok(a.column(vec![value]))
}

/// Estimated reciprocal condition in the 1-norm.
pub fn reciprocal_condition<T: Scalar>(a: &Dense<T>, order: Elimination) -> f64 {
    if a.data().iter().any(|x| x.modulus().is_nan()) {
        return f64::NAN;
    }
    if !a.is_finite() {
        return 0.0;
    }
    Lu::by(order, a.clone()).rcond(a.norm1())
}
