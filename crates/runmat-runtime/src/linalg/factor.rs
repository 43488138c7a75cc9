//! Factorisations: `lu`, `qr`, `chol`, `svd`, and what is built on them.

use super::kernels::lu::Lu;
use super::kernels::qr::{self, Qr};
use super::kernels::{Dense, Scalar, cholesky, svd};
use super::measures::no_convergence;
use super::operand::{
    Field, Operand, Pair, by_field, not_square, noted, permutation, permutation_row, wrap, wrap_diagonal, wrap_sparse,
};
use super::{elimination, solve::inverse};
use crate::offload;
use runmat_ignition::{Builtin, CallCx, Outcome, Values, Work};
use runmat_value::sparse::Sparse;
use runmat_value::{Class, Error, NdArray, Note, Result, Value};

/// Factorisations.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("lu", (1, 3), 5, lu, offload::resume).doc(
        "[L, U, P] = lu(A): P*A = L*U with partial pivoting.\n[L, U] = lu(A): L with its rows exchanged.\n[L, U, p] = lu(A, \"vector\"): A(p, :) = L*U.\nY = lu(A): both factors in one matrix.\n    [L, U] = lu([1 2; 3 4])",
    ),
    Builtin::steps("qr", (1, 3), 3, qr, offload::resume).doc(
        "[Q, R] = qr(A): A = Q*R, Q orthogonal, R upper triangular.\n[Q, R, P] = qr(A): A*P = Q*R, the diagonal of R falling.\nqr(A, 0), qr(A, \"econ\"): no more columns of Q than needed.\nqr(…, \"vector\"): the permutation as a vector.\n    [Q, R] = qr([1 2; 3 4])",
    ),
    Builtin::steps("chol", (1, 3), 3, chol, offload::resume).doc(
        "R = chol(A): upper triangular R with R'*R = A, A positive definite.\n[R, p] = chol(A): p is 0, or the order of the first minor that is not positive.\nchol(A, \"lower\"): L with L*L' = A.\n    chol([4 2; 2 3])",
    ),
    Builtin::one("cholinv", (1, 1), cholinv)
        .only(runmat_value::Dialect::Octave)
        .doc("cholinv(A): inverse of a positive definite matrix."),
    Builtin::one("chol2inv", (1, 1), chol2inv)
        .only(runmat_value::Dialect::Octave)
        .doc("chol2inv(R): inverse of R'*R."),
    Builtin::steps("svd", (1, 3), 3, singular_values, offload::resume).doc(
        "s = svd(A): singular values, falling.\n[U, S, V] = svd(A): A = U*S*V'.\nsvd(A, 0), svd(A, \"econ\"): without the columns that meet zeros.\n    svd([1 2; 3 4])",
    ),
];

/// Options given as text, in lower case; 0 counts as `"0"`.
fn flags(cx: &CallCx<'_>, options: &[Value]) -> Result<Vec<String>> {
    options
        .iter()
        .map(|v| match v.as_text() {
            Some(text) => Ok(text.to_lowercase()),
            None if v.as_f64() == Some(0.0) => Ok("0".into()),
            None => Err(cx.fail("MATLAB:badOption", "unknown option")),
        })
        .collect()
}

/// The factors of a sparse matrix, whose fill-in nobody knows before.
fn sparsely(
    cx: &mut CallCx<'_>,
    args: &mut [Value],
    factors: fn(&mut CallCx<'_>, &mut [Value]) -> Result<Values>,
) -> Result<Outcome> {
    const FILL: usize = 1 << 13;
    let work = FILL * Work::Elements.of(args);
    let mut args: Vec<Value> = args.iter_mut().map(Value::take).collect();
    offload::kernel(cx, work, move |cx| factors(cx, &mut args))
}

fn lu(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    if args[0].is_sparse() {
        return sparsely(cx, args, super::sparse::lu);
    }
    let a = Operand::read(cx, &args[0])?;
    let vector = flags(cx, &args[1..])?.iter().any(|f| f == "vector");
    let (work, by, single) = (a.rows() * a.cols() * a.rows().min(a.cols()) / 3, elimination(cx), a.single);
    by_field!(a.field, m => offload::run(cx, work, 3 * work / 8, move || {
        let f = Lu::by(by, m);
        Box::new(move |cx| Ok(lu_results(cx, &f, vector, single)))
    }))
}

fn lu_results<T: Scalar>(cx: &CallCx<'_>, f: &Lu<T>, vector: bool, single: bool) -> Values {
    let wrap = |m| wrap(m, single);
    match cx.nargout {
        0 | 1 => Values::from_iter([wrap(f.packed().clone())]),
        2 => {
            let factor = f.l();
            let mut l = Dense::zeros(factor.rows(), factor.cols());
            for c in 0..factor.cols() {
                let (from, to) = (factor.col(c), l.col_mut(c));
                f.order().iter().zip(from).for_each(|(&row, &x)| to[row] = x);
            }
            Values::from_iter([wrap(l), wrap(f.u())])
        }
        n => {
            let mut out = Values::from_iter([wrap(f.l()), wrap(f.u())]);
            out.push(order_value(cx, f.order(), vector, false));
            if n > 3 {
                let columns: Vec<usize> = (0..f.packed().cols()).collect();
                out.push(order_value(cx, &columns, vector, false));
            }
            out
        }
    }
}

fn order_value(cx: &CallCx<'_>, order: &[usize], vector: bool, sparse: bool) -> Value {
    if vector && cx.octave() && cx.name == "lu" {
        return Value::col(order.iter().map(|&k| k as f64 + 1.0).collect());
    }
    match (vector, sparse) {
        (true, _) => permutation_row(order),
        (false, true) => {
            let triplets = order.iter().enumerate().map(|(r, &c)| (r, c, 1.0)).collect();
            wrap_sparse(Sparse::from_triplets(order.len(), order.len(), triplets, |x, _| x))
        }
        (false, false) => permutation(cx, order),
    }
}

fn sparse_value<T: Scalar>(m: Dense<T>) -> Value {
    let (rows, cols) = m.size();
    wrap_sparse(Sparse::from_dense(&NdArray::matrix(rows, cols, m.into_data())))
}

fn qr(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let a = Operand::read(cx, &args[0])?;
    let sides = args.get(1).filter(|v| !v.is_char() && v.class() != Class::String && v.as_f64() != Some(0.0));
    let options = flags(cx, &args[1 + usize::from(sides.is_some())..])?;
    let has = |name: &str| options.iter().any(|f| f == name);
    let economy = has("0") || has("econ");
    let vector = has("vector") || (has("0") && !has("matrix"));
    let rows = if economy { a.rows().min(a.cols()) } else { a.rows() };
    // Reading and writing a tall matrix counts, too.
    let work = a.rows() * a.cols() * (a.rows().min(a.cols()) + 16);
    if let Some(sides) = sides {
        cx.charge(work / 4);
        let sides = sides.clone();
        return offload::kernel(cx, work, move |cx| with_sides(cx, a, &sides, rows));
    }
    let (pivoted, single, sparse) = (cx.nargout > 2, a.single, a.sparse);
    by_field!(a.field, m => offload::run(cx, work, work / 4, move || {
        let (q, r, order) = if pivoted {
            let f = Qr::pivoted(m);
            (f.q(rows), f.r(rows), f.order().to_vec())
        } else {
            let (q, r) = qr::factors(&m, rows);
            (q, r, Vec::new())
        };
        Box::new(move |cx| {
            let mut out = Values::new();
            if cx.nargout > 1 {
                out.push(wrap(q, single));
            }
            out.push(if sparse { sparse_value(r) } else { wrap(r, single) });
            if pivoted {
                out.push(column_order(cx, &order, vector, sparse));
            }
            Ok(out)
        })
    }))
}

/// The order of the columns of a pivoted factorisation.
fn column_order(cx: &CallCx<'_>, order: &[usize], vector: bool, sparse: bool) -> Value {
    let n = order.len();
    if vector {
        return permutation_row(order);
    }
    if sparse {
        let places = order.iter().enumerate().map(|(c, &r)| (r, c, 1.0)).collect();
        return wrap_sparse(Sparse::from_triplets(n, n, places, |x, _| x));
    }
    let mut p = Dense::<f64>::zeros(n, n);
    order.iter().enumerate().for_each(|(c, &r)| p[(r, c)] = 1.0);
    noted(cx, wrap(p, false), Note::Permutation)
}

/// `[C, R] = qr(A, B)`: `C = Q'*B`.
fn with_sides(cx: &mut CallCx<'_>, a: Operand, sides: &Value, rows: usize) -> Result<Values> {
    let b = Operand::read(cx, sides)?;
    let single = a.single || b.single;
    if a.rows() != b.rows() {
        return Err(cx.fail("MATLAB:dimagree", "dimensions of A and B are not consistent"));
    }
    fn run<T: Scalar>(a: &Dense<T>, b: &Dense<T>, rows: usize, single: bool) -> Values {
        let (q, r) = qr::factors(a, rows);
        Values::from_iter([wrap(q.adjoint().times(b), single), wrap(r, single)])
    }
    Ok(match Field::common(a.field, b.field) {
        Pair::Real(a, b) => run(&a, &b, rows, single),
        Pair::Complex(a, b) => run(&a, &b, rows, single),
    })
}

fn chol(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    if args[0].is_sparse() {
        return sparsely(cx, args, super::sparse::chol);
    }
    let a = Operand::square(cx, &args[0])?;
    let options = flags(cx, &args[1..])?;
    let lower = options.iter().any(|f| f == "lower");
    let vector = options.iter().any(|f| f == "vector");
    let (n, single) = (a.rows(), a.single);
    by_field!(a.field, m => offload::run(cx, n.pow(3) / 6, n.pow(3) / 16, move || {
        let found = cholesky::factor(&if lower { m.adjoint() } else { m });
        Box::new(move |cx| {
            let (r, p) = match found {
                Ok(r) => (r, 0),
                Err(_) if cx.nargout < 2 => return Err(not_definite(cx)),
                Err((r, p)) => (r, p),
            };
            let mut out = Values::from_iter([wrap(if lower { r.adjoint() } else { r }, single)]);
            if cx.nargout > 1 {
                out.push(Value::Num(p as f64));
            }
            if cx.nargout > 2 {
                let columns: Vec<usize> = (0..n).collect();
                out.push(order_value(cx, &columns, vector, true));
            }
            Ok(out)
        })
    }))
}

/// The error for a matrix that is not positive definite.
pub fn not_definite(cx: &CallCx<'_>) -> Error {
    match cx.name {
        "cholinv" => Error::msg("cholinv: A must be positive definite"),
        _ if cx.octave() => Error::msg("chol: input matrix must be positive definite"),
        _ => Error::new("MATLAB:posdef", "Matrix must be positive definite."),
    }
}

fn cholinv(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let a = Operand::square(cx, &args[0])?;
    by_field!(&a.field, m => {
        let r = cholesky::factor(m).map_err(|_| not_definite(cx))?;
        Ok(a.wrap(cholesky::solve(&r, &Dense::eye(m.rows(), m.rows()))))
    })
}

fn chol2inv(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let a = Operand::read(cx, &args[0])?;
    if a.rows() != a.cols() {
        return Err(not_square(cx));
    }
    by_field!(&a.field, m => {
        let (x, _) = inverse(&m.upper(0), elimination(cx));
        Ok(a.wrap(x.times(&x.adjoint())))
    })
}

fn singular_values(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let a = Operand::read(cx, &args[0])?;
    let options = flags(cx, &args[1..])?;
    let economy = options.iter().any(|f| f == "econ" || f == "0");
    // MATLAB's 0 leaves wide matrices as they are.
    let thin = economy && (cx.octave() || options.iter().any(|f| f == "econ") || a.rows() > a.cols());
    let work = a.rows() * a.cols() * a.rows().min(a.cols());
    let (vectors, single) = (cx.nargout > 1, a.single);
    by_field!(a.field, m => offload::run(cx, 4 * work, work, move || {
        if !vectors {
            let s = svd::values(&m);
            return Box::new(move |cx| {
                let s = s.map_err(|_| no_convergence(cx))?;
                Ok(Values::from_iter([wrap(Dense::new(s.len(), 1, s), single)]))
            });
        }
        let f = svd::full(&m, thin);
        Box::new(move |cx| {
            let f = f.map_err(|_| no_convergence(cx))?;
            let s = Dense::diagonal(f.u.cols(), f.v.cols(), &f.s);
            Ok(Values::from_iter([wrap(f.u, single), wrap_diagonal(cx, s, single), wrap(f.v, single)]))
        })
    }))
}
