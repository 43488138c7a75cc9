//! Shapes of sparse matrices, in the time of the stored elements: triangles, diagonals, repetition.

use super::{SparseElement, by_sparse};
use runmat_ignition::CallCx;
use runmat_value::sparse::Sparse;
use runmat_value::{Dims, Result, Value, concat, index};

/// The part on and below (or above) diagonal `k`.
pub fn triangle(v: &Value, k: i64, lower: bool) -> Value {
    let inside = |r: usize, c: usize| {
        let distance = c as i64 - r as i64;
        if lower { distance <= k } else { distance >= k }
    };
    by_sparse!(v, s => SparseElement::wrap(s.filtered(|r, c, _| inside(r, c))), else other => other.clone())
}

/// Diagonal `k` as a column, or, of a vector, the matrix with it on diagonal `k`.
pub fn diagonal(v: &Value, k: i64) -> Value {
    fn of<T: SparseElement>(s: &Sparse<T>, k: i64) -> Value {
        let offset = k.unsigned_abs() as usize;
        let (down, right) = if k < 0 { (offset, 0) } else { (0, offset) };
        if s.dims().is_vector() {
            let n = s.rows() * s.cols() + offset;
            let places = s.iter().map(|(r, c, x)| (r + c + down, r + c + right, *x)).collect();
            return T::wrap(Sparse::from_triplets(n, n, places, |x, _| x));
        }
        let n = s.rows().saturating_sub(down).min(s.cols().saturating_sub(right));
        let places = (0..n).map(|i| (i, 0, s.get(i + down, i + right))).collect();
        T::wrap(Sparse::from_triplets(n, 1, places, |x, _| x))
    }
    by_sparse!(v, s => of(s, k), else other => other.clone())
}

/// Cut off or filled up with zeros.
pub fn resized(v: &Value, dims: &Dims) -> Value {
    fn of<T: SparseElement>(s: &Sparse<T>, dims: &Dims) -> Value {
        let (rows, cols) = (dims.rows(), dims.cols());
        let kept = s.iter().filter(|e| e.0 < rows && e.1 < cols).map(|(r, c, x)| (r, c, *x)).collect();
        T::wrap(Sparse::from_triplets(rows, cols, kept, |x, _| x))
    }
    by_sparse!(v, s => of(s, dims), else other => other.clone())
}

/// Rows (`dim` 0) or columns taken in the order given (0-based, in range).
pub fn picked(v: &Value, dim: usize, from: &[usize]) -> Value {
    let list = Value::row(from.iter().map(|&k| k as f64 + 1.0).collect());
    let colon = Value::Char(runmat_value::Char(b':' as u16));
    let subscripts = if dim == 0 { [list, colon] } else { [colon, list] };
    index::get(v, &subscripts).unwrap_or_else(|_| v.clone())
}

/// `repmat(v, down, right)`.
pub fn repeated(cx: &mut CallCx<'_>, v: &Value, down: usize, right: usize) -> Result<Value> {
    let stored = by_sparse!(v, s => s.nnz(), else _v => 0);
    let whole = stored.saturating_mul(down).saturating_mul(right);
    cx.reserve(&Dims::new(whole, 1), 16)?;
    super::create::reserve(cx, v.dims().rows().saturating_mul(down), v.dims().cols().saturating_mul(right))?;
    cx.charge(whole);
    if down == 0 || right == 0 {
        return Ok(resized(v, &Dims::new(v.dims().rows() * down, v.dims().cols() * right)));
    }
    let column = concat::vertcat(&vec![v.clone(); down], cx.dialect())?;
    concat::horzcat(&vec![column; right], cx.dialect())
}
