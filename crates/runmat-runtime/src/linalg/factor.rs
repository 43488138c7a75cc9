//! Factorisations: `lu`, `qr`, `chol`, `svd`, and what is built on them.

use super::kernels::lu::Lu;
use super::kernels::qr::{self, Qr};
use super::kernels::{Dense, Scalar, cholesky, svd};
use super::measures::no_convergence;
use super::operand::{
    Field, Operand, Pair, by_field, not_square, noted, permutation, permutation_row, wrap, wrap_diagonal, wrap_sparse,
};
use super::{elimination, solve::inverse};
use runmat_ignition::{Builtin, CallCx, Values};
use runmat_value::sparse::Sparse;
use runmat_value::{Class, Error, NdArray, Note, Result, Value};

/// Factorisations.
pub const TABLE: &[Builtin] = &[
    Builtin::many("lu", (1, 3), 5, lu).doc(
        "[L, U, P] = lu(A): P*A = L*U with partial pivoting.\n[L, U] = lu(A): L with its rows exchanged.\n[L, U, p] = lu(A, \"vector\"): A(p, :) = L*U.\nY = lu(A): both factors in one matrix.\n    [L, U] = lu([1 2; 3 4])",
    ),
    Builtin::many("qr", (1, 3), 3, qr).doc(
        "[Q, R] = qr(A): A = Q*R, Q orthogonal, R upper triangular.\n[Q, R, P] = qr(A): A*P = Q*R, the diagonal of R falling.\nqr(A, 0), qr(A, \"econ\"): no more columns of Q than needed.\nqr(…, \"vector\"): the permutation as a vector.\n    [Q, R] = qr([1 2; 3 4])",
    ),
    Builtin::many("chol", (1, 3), 3, chol).doc(
        "R = chol(A): upper triangular R with R'*R = A, A positive definite.\n[R, p] = chol(A): p is 0, or the order of the first minor that is not positive.\nchol(A, \"lower\"): L with L*L' = A.\n    chol([4 2; 2 3])",
    ),
    Builtin::one("cholinv", (1, 1), cholinv)
        .only(runmat_value::Dialect::Octave)
        .doc("cholinv(A): inverse of a positive definite matrix."),
    Builtin::one("chol2inv", (1, 1), chol2inv)
        .only(runmat_value::Dialect::Octave)
        .doc("chol2inv(R): inverse of R'*R."),
    Builtin::many("svd", (1, 3), 3, singular_values).doc(
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

fn lu(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if args[0].is_sparse() {
        return super::sparse::lu(cx, args);
    }
    let a = Operand::read(cx, &args[0])?;
    let vector = flags(cx, &args[1..])?.iter().any(|f| f == "vector");
    cx.charge(a.rows() * a.cols() * a.rows().min(a.cols()) / 8);
    by_field!(&a.field, m => {
        let f = Lu::by(elimination(cx), m.clone());
        let wrap = |m| if a.sparse { sparse_value(m) } else { a.wrap(m) };
        let mut out = Values::new();
        match cx.nargout {
            0 | 1 => out.push(wrap(f.packed().clone())),
            2 => {
                let mut l = Dense::zeros(m.rows(), f.l().cols());
                let factor = f.l();
                for (k, &row) in f.order().iter().enumerate() {
                    (0..l.cols()).for_each(|c| l[(row, c)] = factor[(k, c)]);
                }
                out.extend([wrap(l), wrap(f.u())]);
            }
            _ => {
                out.extend([wrap(f.l()), wrap(f.u())]);
                out.push(order_value(cx, f.order(), vector, a.sparse));
                if cx.nargout > 3 {
                    let columns: Vec<usize> = (0..m.cols()).collect();
                    out.push(order_value(cx, &columns, vector, a.sparse));
                }
            }
        }
        Ok(out)
    })
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

fn qr(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let a = Operand::read(cx, &args[0])?;
    let sides = args.get(1).filter(|v| !v.is_char() && v.class() != Class::String && v.as_f64() != Some(0.0));
    let options = flags(cx, &args[1 + usize::from(sides.is_some())..])?;
    let has = |name: &str| options.iter().any(|f| f == name);
    let economy = has("0") || has("econ");
    let vector = has("vector") || (has("0") && !has("matrix"));
    let rows = if economy { a.rows().min(a.cols()) } else { a.rows() };
    cx.charge(a.rows() * a.cols() * a.rows().min(a.cols()) / 4);
    if let Some(sides) = sides {
        return with_sides(cx, a, sides, rows);
    }
    by_field!(&a.field, m => {
        let mut out = Values::new();
        match cx.nargout {
            0 | 1 => {
                let r = qr::factors(m, rows).1;
                out.push(if a.sparse { sparse_value(r) } else { a.wrap(r) });
            }
            2 => {
                let (q, r) = qr::factors(m, rows);
                out.extend([a.wrap(q), if a.sparse { sparse_value(r) } else { a.wrap(r) }]);
            }
            _ => {
                let f = Qr::pivoted(m.clone());
                let r = f.r(rows);
                out.extend([a.wrap(f.q(rows)), if a.sparse { sparse_value(r) } else { a.wrap(r) }]);
                out.push(if vector {
                    permutation_row(f.order())
                } else if a.sparse {
                    let places = f.order().iter().enumerate().map(|(c, &r)| (r, c, 1.0)).collect();
                    wrap_sparse(Sparse::from_triplets(a.cols(), a.cols(), places, |x, _| x))
                } else {
                    let n = f.order().len();
                    let mut p = Dense::<f64>::zeros(n, n);
                    f.order().iter().enumerate().for_each(|(c, &r)| p[(r, c)] = 1.0);
                    noted(cx, wrap(p, false), Note::Permutation)
                });
            }
        }
        Ok(out)
    })
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

fn chol(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if args[0].is_sparse() {
        return super::sparse::chol(cx, args);
    }
    let a = Operand::square(cx, &args[0])?;
    let options = flags(cx, &args[1..])?;
    let lower = options.iter().any(|f| f == "lower");
    cx.charge(a.rows().pow(3) / 16);
    by_field!(&a.field, m => {
        let given = if lower { m.adjoint() } else { m.clone() };
        let (r, p) = match cholesky::factor(&given) {
            Ok(r) => (r, 0),
            Err(_) if cx.nargout < 2 => return Err(not_definite(cx)),
            Err((r, p)) => (r, p),
        };
        let factor = if lower { r.adjoint() } else { r };
        let n = m.rows();
        let mut out = Values::new();
        out.push(if a.sparse { sparse_value(factor) } else { a.wrap(factor) });
        if cx.nargout > 1 {
            out.push(Value::Num(p as f64));
        }
        if cx.nargout > 2 {
            let columns: Vec<usize> = (0..n).collect();
            out.push(order_value(cx, &columns, options.iter().any(|f| f == "vector"), true));
        }
        Ok(out)
    })
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

fn singular_values(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let a = Operand::read(cx, &args[0])?;
    let options = flags(cx, &args[1..])?;
    let economy = options.iter().any(|f| f == "econ" || f == "0");
    cx.charge(a.rows() * a.cols() * a.rows().min(a.cols()));
    by_field!(&a.field, m => {
        let mut out = Values::new();
        if cx.nargout < 2 {
            let s = svd::values(m).map_err(|_| no_convergence(cx))?;
            out.push(a.column(s));
            return Ok(out);
        }
        // MATLAB's 0 leaves wide matrices as they are.
        let thin = economy && (cx.octave() || options.iter().any(|f| f == "econ") || m.rows() > m.cols());
        let f = svd::full(m, thin).map_err(|_| no_convergence(cx))?;
        let s = Dense::diagonal(f.u.cols(), f.v.cols(), &f.s);
        out.extend([a.wrap(f.u), wrap_diagonal(cx, s, a.single), a.wrap(f.v)]);
        Ok(out)
    })
}
