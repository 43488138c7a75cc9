//! Factorisations of sparse matrices: `lu`, `chol`, `det`.

use super::factor::not_definite;
use super::kernels::{Scalar, sparse_factor};
use super::operand::{not_square, permutation, permutation_row, sparse_of, wrap_sparse};
use crate::sparse::graph;
use faer::sparse::linalg::{amd, colamd};
use runmat_ignition::{CallCx, Values, one};
use runmat_value::sparse::Sparse;
use runmat_value::{C64, Error, Result, Value};

/// The largest pivot wins against the diagonal when it is so many times larger.
const DIAGONAL_THRESHOLD: f64 = 0.1;

fn natural(n: usize) -> Vec<usize> {
    (0..n).collect()
}

/// A row order as a matrix: row `k` picks `order[k]`.
fn row_matrix(cx: &CallCx<'_>, order: &[usize]) -> Value {
    if cx.octave() {
        return permutation(cx, order);
    }
    let n = order.len();
    let places = order.iter().enumerate().map(|(r, &c)| (r, c, 1.0)).collect();
    wrap_sparse(Sparse::from_triplets(n, n, places, |x: f64, _| x))
}

fn column_matrix(cx: &CallCx<'_>, order: &[usize]) -> Value {
    let mut inverse = vec![0; order.len()];
    order.iter().enumerate().for_each(|(k, &v)| inverse[v] = k);
    row_matrix(cx, &inverse)
}

fn order_vector(cx: &CallCx<'_>, order: &[usize]) -> Value {
    if cx.octave() { Value::col(order.iter().map(|&k| k as f64 + 1.0).collect()) } else { permutation_row(order) }
}

/// `lu` of a sparse matrix.
pub fn lu(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let vector = args[1..].iter().filter_map(Value::as_text).any(|t| t.eq_ignore_ascii_case("vector"));
    if cx.nargout < 4 && cx.octave() {
        let text = "lu: function may fail when called with less than 4 output arguments and a sparse input";
        cx.warn("Octave:lu:sparse_input", text)?;
    }
    if args[0].is_complex() { lu_of::<C64>(cx, &args[0], vector) } else { lu_of::<f64>(cx, &args[0], vector) }
}

fn lu_of<T: Scalar>(cx: &mut CallCx<'_>, v: &Value, vector: bool) -> Result<Values> {
    let a = sparse_of::<T>(v).ok_or_else(|| Error::internal("a matrix is not sparse"))?;
    cx.charge(16 * a.nnz() + a.rows() + a.cols());
    let reordered = cx.nargout > 3 && a.cols() > 0;
    let cols = match reordered {
        true => graph::column_minimum_degree(&a.map(|_| true), colamd::Control::default())?,
        false => natural(a.cols()),
    };
    let f = sparse_factor::lu(&a, &cols, if reordered { DIAGONAL_THRESHOLD } else { 1.0 });
    cx.charge(8 * (f.l.nnz() + f.u.nnz()));
    let size = a.rows().min(a.cols());
    Ok(match cx.nargout {
        0 | 1 => {
            let strictly = f.l.filtered(|r, c, _| r > c);
            let mut places: Vec<_> = strictly.iter().map(|(r, c, x)| (r, c, *x)).collect();
            places.extend(f.u.iter().map(|(r, c, x)| (r, c, *x)));
            one(wrap_sparse(Sparse::from_triplets(a.rows().max(size), a.cols(), places, |x, _| x)))
        }
        2 => {
            let places = f.l.iter().map(|(r, c, x)| (f.rows[r], c, *x)).collect();
            let l = Sparse::from_triplets(a.rows(), size, places, |x, _| x);
            Values::from_iter([wrap_sparse(l), wrap_sparse(f.u)])
        }
        outputs => {
            let mut out = Values::from_iter([wrap_sparse(f.l), wrap_sparse(f.u)]);
            out.push(if vector { order_vector(cx, &f.rows) } else { row_matrix(cx, &f.rows) });
            if outputs > 3 {
                out.push(if vector { order_vector(cx, &f.cols) } else { column_matrix(cx, &f.cols) });
            }
            if outputs > 4 {
                let ones = (0..a.rows()).map(|k| (k, k, 1.0)).collect();
                out.push(wrap_sparse(Sparse::from_triplets(a.rows(), a.rows(), ones, |x: f64, _| x)));
            }
            out
        }
    })
}

/// `chol` of a sparse matrix.
pub fn chol(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let options: Vec<String> = args[1..].iter().filter_map(Value::as_text).map(|t| t.to_lowercase()).collect();
    let has = |name: &str| options.iter().any(|o| o == name);
    let (lower, vector) = (has("lower"), has("vector"));
    if args[0].dims().rows() != args[0].dims().cols() {
        return Err(not_square(cx));
    }
    if args[0].is_complex() {
        chol_of::<C64>(cx, &args[0], lower, vector)
    } else {
        chol_of::<f64>(cx, &args[0], lower, vector)
    }
}

fn chol_of<T: Scalar>(cx: &mut CallCx<'_>, v: &Value, lower: bool, vector: bool) -> Result<Values> {
    let a = sparse_of::<T>(v).ok_or_else(|| Error::internal("a matrix is not sparse"))?;
    let a = if lower { a.transposed(|x| x.cj()) } else { a };
    let n = a.cols();
    let order = match cx.nargout > 2 && n > 0 {
        true => graph::minimum_degree(&a.map(|_| true), amd::Control::default())?,
        false => natural(n),
    };
    let (r, good) = sparse_factor::cholesky(&a, &order);
    cx.charge(16 * r.nnz() + n);
    if good < n && cx.nargout < 2 {
        return Err(not_definite(cx));
    }
    // MATLAB keeps the square part of what could be factored, and counts from 1.
    let r = if cx.octave() { r } else { r.filtered(|_, c, _| c < good || good == n) };
    let mut out = one(wrap_sparse(if lower { r.transposed(|x| x.cj()) } else { r }));
    if cx.nargout > 1 {
        let failed = if good == n {
            0
        } else if cx.octave() {
            good
        } else {
            good + 1
        };
        out.push(Value::from(failed));
    }
    if cx.nargout > 2 {
        let places = order.iter().enumerate().map(|(c, &r)| (r, c, 1.0)).collect();
        out.push(match vector {
            true => permutation_row(&order),
            false => wrap_sparse(Sparse::from_triplets(n, n, places, |x: f64, _| x)),
        });
    }
    Ok(out)
}

/// `det` of a sparse matrix.
pub fn det(cx: &mut CallCx<'_>, v: &Value) -> Result<Values> {
    if v.dims().rows() != v.dims().cols() {
        return Err(not_square(cx));
    }
    fn of<T: Scalar>(cx: &mut CallCx<'_>, v: &Value) -> Result<C64> {
        let a = sparse_of::<T>(v).ok_or_else(|| Error::internal("a matrix is not sparse"))?;
        let cols = match a.cols() {
            0 => Vec::new(),
            _ => graph::column_minimum_degree(&a.map(|_| true), colamd::Control::default())?,
        };
        let f = sparse_factor::lu(&a, &cols, 1.0);
        cx.charge(16 * (f.l.nnz() + f.u.nnz()));
        let sign = sparse_factor::sign(&f.rows) * sparse_factor::sign(&f.cols);
        let product = (0..a.cols()).fold(T::of(sign), |p, k| p * f.u.get(k, k));
        Ok(product.complex())
    }
    let d = if v.is_complex() { of::<C64>(cx, v)? } else { of::<f64>(cx, v)? };
    Ok(one(Value::complex(d)))
}
