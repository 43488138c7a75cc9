//! Products and systems of sparse matrices.

use super::dense::Dense;
use super::scalar::Scalar;
use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::solvers::Solve;
use faer::sparse::linalg::cholesky;
use faer::sparse::{SparseColMatRef, SymbolicSparseColMatRef};
use faer::{Par, Side};
use runmat_value::sparse::Sparse;

/// Sparse times dense.
pub fn times_dense<T: Scalar>(a: &Sparse<T>, b: &Dense<T>) -> Dense<T> {
    let mut out = Dense::zeros(a.rows(), b.cols());
    for c in 0..b.cols() {
        let (x, y) = (b.col(c), out.col_mut(c));
        for (k, &factor) in x.iter().enumerate() {
            let (rows, values) = a.column(k);
            for (&r, &v) in rows.iter().zip(values) {
                y[r] += v * factor;
            }
        }
    }
    out
}

/// Dense times sparse.
pub fn dense_times<T: Scalar>(a: &Dense<T>, b: &Sparse<T>) -> Dense<T> {
    let mut out = Dense::zeros(a.rows(), b.cols());
    for (k, c, v) in b.iter() {
        for (y, x) in out.col_mut(c).iter_mut().zip(a.col(k)) {
            *y += *x * *v;
        }
    }
    out
}

/// Sparse times sparse.
pub fn times<T: Scalar>(a: &Sparse<T>, b: &Sparse<T>) -> Sparse<T> {
    let (mut start, mut rows, mut values) = (vec![0], Vec::new(), Vec::new());
    let mut sums = vec![T::ZERO; a.rows()];
    let mut touched = vec![usize::MAX; a.rows()];
    for c in 0..b.cols() {
        let first = rows.len();
        for p in b.col_start()[c]..b.col_start()[c + 1] {
            let (k, s) = (b.row_index()[p], b.values()[p]);
            for q in a.col_start()[k]..a.col_start()[k + 1] {
                let r = a.row_index()[q];
                if touched[r] != c {
                    touched[r] = c;
                    sums[r] = T::ZERO;
                    rows.push(r);
                }
                sums[r] += a.values()[q] * s;
            }
        }
        rows[first..].sort_unstable();
        values.extend(rows[first..].iter().map(|&r| sums[r]));
        start.push(rows.len());
    }
    Sparse::from_parts(a.rows(), b.cols(), start, rows, values)
}

/// The transpose, elements conjugated.
pub fn adjoint<T: Scalar>(a: &Sparse<T>) -> Sparse<T> {
    a.transposed(|v| v.cj())
}

/// The Kronecker product.
pub fn kronecker<T: Scalar>(a: &Sparse<T>, b: &Sparse<T>) -> Sparse<T> {
    let stored = a.nnz() * b.nnz();
    let (mut rows, mut values) = (Vec::with_capacity(stored), Vec::with_capacity(stored));
    let mut start = Vec::with_capacity(a.cols() * b.cols() + 1);
    start.push(0);
    for i in 0..a.cols() {
        for j in 0..b.cols() {
            let (down, y) = b.column(j);
            for (&r, &x) in a.column(i).0.iter().zip(a.column(i).1) {
                rows.extend(down.iter().map(|k| r * b.rows() + k));
                values.extend(y.iter().map(|&y| x * y));
            }
            start.push(rows.len());
        }
    }
    Sparse::from_parts(a.rows() * b.rows(), a.cols() * b.cols(), start, rows, values)
}

/// The largest column sum of moduli.
pub fn norm1<T: Scalar>(a: &Sparse<T>) -> f64 {
    let mut sums = vec![0.0; a.cols()];
    for (_, c, v) in a.iter() {
        sums[c] += v.modulus();
    }
    sums.into_iter().fold(0.0, super::dense::max_nan)
}

/// Whether no element lies below (`upper`) or above the diagonal.
pub fn is_triangular<T: Scalar>(a: &Sparse<T>, upper: bool) -> bool {
    a.iter().all(|(r, c, _)| if upper { r <= c } else { r >= c })
}

/// Whether it equals its conjugate transpose and has a positive diagonal.
pub fn may_be_definite<T: Scalar>(a: &Sparse<T>) -> bool {
    a.rows() == a.cols() && (0..a.cols()).all(|k| a.get(k, k).re() > 0.0) && adjoint(a) == *a
}

/// The solution of a square sparse system with an estimate of the reciprocal condition; `None` when a
/// pivot is exactly zero.
pub fn solve<T: Scalar>(a: &Sparse<T>, b: &Dense<T>) -> Option<(Dense<T>, f64)> {
    if is_triangular(a, true) || is_triangular(a, false) {
        return solve_triangular(a, b);
    }
    if may_be_definite(a)
        && let Some(solved) = by_cholesky(a, b)
    {
        return Some(solved);
    }
    let n = a.rows();
    let symbolic = SymbolicSparseColMatRef::new_checked(n, n, a.col_start(), None, a.row_index());
    let m = SparseColMatRef::new(symbolic, a.values());
    finish(a, b, &m.sp_lu().ok()?)
}

/// The solution of a positive definite system; the estimate of the condition is that of the factor's diagonal.
fn by_cholesky<T: Scalar>(a: &Sparse<T>, b: &Dense<T>) -> Option<(Dense<T>, f64)> {
    // Short indices: half the memory to walk through.
    let short = |list: &[usize]| list.iter().map(|&k| u32::try_from(k).ok()).collect::<Option<Vec<u32>>>();
    let (start, index, n) = (short(a.col_start())?, short(a.row_index())?, a.rows());
    let pattern = SymbolicSparseColMatRef::new_checked(n, n, &start, None, &index);
    let m = SparseColMatRef::new(pattern, a.values());
    let order = cholesky::SymmetricOrdering::Amd;
    let symbolic = cholesky::factorize_symbolic_cholesky(m.symbolic(), Side::Lower, order, Default::default()).ok()?;
    let scratch = symbolic.factorize_numeric_llt_scratch::<T>(Par::Seq, Default::default());
    let mut memory = MemBuffer::try_new(scratch).ok()?;
    let mut values = vec![T::ZERO; symbolic.len_val()];
    let (stack, options) = (MemStack::new(&mut memory), Default::default());
    let llt = symbolic
        .factorize_numeric_llt(&mut values, m, Side::Lower, Default::default(), Par::Seq, stack, options)
        .ok()?;
    let mut x = b.clone();
    let mut memory = MemBuffer::try_new(symbolic.solve_in_place_scratch::<T>(x.cols(), Par::Seq)).ok()?;
    llt.solve_in_place_with_conj(faer::Conj::No, x.view_mut(), Par::Seq, MemStack::new(&mut memory));
    let (mut least, mut most) = (f64::INFINITY, 0.0f64);
    let mut see = |d: f64| (least, most) = (least.min(d), most.max(d));
    match symbolic.raw() {
        cholesky::SymbolicCholeskyRaw::Simplicial(s) => {
            s.col_ptr()[..n].iter().for_each(|&k| see(values[k as usize].re()));
        }
        cholesky::SymbolicCholeskyRaw::Supernodal(s) => {
            let factor = cholesky::supernodal::SupernodalLltRef::new(s, &values);
            for k in 0..s.n_supernodes() {
                let block = factor.supernode(k).val();
                (0..block.ncols()).for_each(|c| see(block[(c, c)].re()));
            }
        }
    }
    Some((x, if n == 0 { 1.0 } else { (least / most).powi(2) }))
}

fn finish<T: Scalar>(a: &Sparse<T>, b: &Dense<T>, factor: &impl Solve<T>) -> Option<(Dense<T>, f64)> {
    let mut x = b.clone();
    factor.solve_in_place(x.view_mut());
    let n = a.rows();
    let estimate = super::condition::norm1_estimate::<T>(
        n,
        |v| factor.solve_in_place(faer::MatMut::from_column_major_slice_mut(v, n, 1)),
        |v| factor.solve_adjoint_in_place(faer::MatMut::from_column_major_slice_mut(v, n, 1)),
    );
    let rcond = (1.0 / estimate) / norm1(a);
    estimate.is_finite().then_some((x, rcond))
}

fn solve_triangular<T: Scalar>(a: &Sparse<T>, b: &Dense<T>) -> Option<(Dense<T>, f64)> {
    let n = a.rows();
    let diagonal: Vec<T> = (0..n).map(|k| a.get(k, k)).collect();
    if diagonal.contains(&T::ZERO) {
        return None;
    }
    let upper = is_triangular(a, true);
    let mut x = b.clone();
    for c in 0..x.cols() {
        substitute(a, &diagonal, upper, x.col_mut(c));
    }
    let adjoint = adjoint(a);
    let conjugate: Vec<T> = diagonal.iter().map(|d| d.cj()).collect();
    let estimate = super::condition::norm1_estimate::<T>(
        n,
        |v| substitute(a, &diagonal, upper, v),
        |v| substitute(&adjoint, &conjugate, !upper, v),
    );
    Some((x, (1.0 / estimate) / norm1(a)))
}

fn substitute<T: Scalar>(a: &Sparse<T>, diagonal: &[T], upper: bool, x: &mut [T]) {
    let n = x.len();
    for step in 0..n {
        let k = if upper { n - 1 - step } else { step };
        x[k] = x[k].over(diagonal[k]);
        let s = x[k];
        for p in a.col_start()[k]..a.col_start()[k + 1] {
            let r = a.row_index()[p];
            if r != k {
                x[r] -= a.values()[p] * s;
            }
        }
    }
}
