//! A dense column-major matrix to compute with.

use super::scalar::Scalar;
use faer::{MatMut, MatRef};
use runmat_value::C64;
use std::ops::{Index, IndexMut};

/// A matrix, column by column.
#[derive(Debug, Clone, PartialEq)]
pub struct Dense<T> {
    rows: usize,
    cols: usize,
    data: Vec<T>,
}

impl<T: Scalar> Dense<T> {
    /// From its elements.
    ///
    /// # Panics
    /// When there are not `rows * cols` of them.
    pub fn new(rows: usize, cols: usize, data: Vec<T>) -> Self {
        assert_eq!(rows * cols, data.len());
        Dense { rows, cols, data }
    }

    /// All zero.
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Dense::filled(rows, cols, T::ZERO)
    }

    /// All `x`.
    pub fn filled(rows: usize, cols: usize, x: T) -> Self {
        Dense { rows, cols, data: vec![x; rows * cols] }
    }

    /// Ones on the diagonal.
    pub fn eye(rows: usize, cols: usize) -> Self {
        Dense::diagonal(rows, cols, &vec![T::ONE; rows.min(cols)])
    }

    /// `d` on the diagonal.
    pub fn diagonal(rows: usize, cols: usize, d: &[T]) -> Self {
        let mut m = Dense::zeros(rows, cols);
        for (k, &x) in d.iter().enumerate() {
            m[(k, k)] = x;
        }
        m
    }

    /// Element by element.
    pub fn from_fn(rows: usize, cols: usize, mut f: impl FnMut(usize, usize) -> T) -> Self {
        let mut data = Vec::with_capacity(rows * cols);
        for c in 0..cols {
            data.extend((0..rows).map(|r| f(r, c)));
        }
        Dense { rows, cols, data }
    }

    /// A copy of a matrix of `faer`.
    pub fn from_faer(m: MatRef<'_, T>) -> Self {
        Dense::from_fn(m.nrows(), m.ncols(), |r, c| m[(r, c)])
    }

    /// As a matrix of `faer`.
    pub fn view(&self) -> MatRef<'_, T> {
        MatRef::from_column_major_slice(&self.data, self.rows, self.cols)
    }

    /// As a mutable matrix of `faer`.
    pub fn view_mut(&mut self) -> MatMut<'_, T> {
        MatMut::from_column_major_slice_mut(&mut self.data, self.rows, self.cols)
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Columns.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// Rows and columns.
    pub fn size(&self) -> (usize, usize) {
        (self.rows, self.cols)
    }

    /// As many rows as columns.
    pub fn is_square(&self) -> bool {
        self.rows == self.cols
    }

    /// No elements.
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// All elements, column by column.
    pub fn data(&self) -> &[T] {
        &self.data
    }

    /// All elements, mutable.
    pub fn data_mut(&mut self) -> &mut [T] {
        &mut self.data
    }

    /// The elements, taken out.
    pub fn into_data(self) -> Vec<T> {
        self.data
    }

    /// One column.
    pub fn col(&self, c: usize) -> &[T] {
        &self.data[c * self.rows..(c + 1) * self.rows]
    }

    /// One column, mutable.
    pub fn col_mut(&mut self, c: usize) -> &mut [T] {
        &mut self.data[c * self.rows..(c + 1) * self.rows]
    }

    /// Exchanges two columns.
    pub fn swap_cols(&mut self, i: usize, j: usize) {
        for r in 0..self.rows {
            self.data.swap(r + i * self.rows, r + j * self.rows);
        }
    }

    /// The elements on the main diagonal.
    pub fn diag(&self) -> Vec<T> {
        (0..self.rows.min(self.cols)).map(|k| self[(k, k)]).collect()
    }

    /// Each element through `f`.
    pub fn map<U: Scalar>(&self, f: impl FnMut(T) -> U) -> Dense<U> {
        Dense { rows: self.rows, cols: self.cols, data: self.data.iter().copied().map(f).collect() }
    }

    /// The transpose.
    pub fn transpose(&self) -> Self {
        self.flipped(|x| x)
    }

    fn flipped(&self, f: impl Fn(T) -> T) -> Self {
        let data = runmat_value::ops::flipped(&self.data, self.rows, self.cols, |&x| f(x));
        Dense { rows: self.cols, cols: self.rows, data }
    }

    /// The conjugate transpose.
    pub fn adjoint(&self) -> Self {
        self.flipped(Scalar::cj)
    }

    /// As complex numbers.
    pub fn to_complex(&self) -> Dense<C64> {
        self.map(Scalar::complex)
    }

    /// The real parts.
    pub fn real(&self) -> Dense<f64> {
        self.map(Scalar::re)
    }

    /// Times a number.
    pub fn scaled(&self, x: f64) -> Self {
        self.map(|e| e.scale(x))
    }

    /// Plus another of the same size.
    pub fn plus(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a + b)
    }

    /// Minus another of the same size.
    pub fn minus(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a - b)
    }

    fn zip(&self, other: &Self, f: impl Fn(T, T) -> T) -> Self {
        assert_eq!(self.size(), other.size());
        let data = self.data.iter().zip(&other.data).map(|(&a, &b)| f(a, b)).collect();
        Dense { rows: self.rows, cols: self.cols, data }
    }

    /// Plus `x` on the diagonal.
    pub fn shifted(&self, x: T) -> Self {
        let mut m = self.clone();
        for k in 0..self.rows.min(self.cols) {
            m[(k, k)] += x;
        }
        m
    }

    /// Matrix product.
    pub fn times(&self, other: &Self) -> Self {
        assert_eq!(self.cols, other.rows);
        let mut out = Dense::zeros(self.rows, other.cols);
        super::product::multiply(&self.data, &other.data, &mut out.data, self.rows, self.cols, other.cols);
        out
    }

    /// The block of the given rows and columns.
    pub fn block(&self, rows: std::ops::Range<usize>, cols: std::ops::Range<usize>) -> Self {
        Dense::from_fn(rows.len(), cols.len(), |r, c| self[(rows.start + r, cols.start + c)])
    }

    /// The first `n` columns.
    pub fn first_cols(&self, n: usize) -> Self {
        Dense { rows: self.rows, cols: n, data: self.data[..n * self.rows].to_vec() }
    }

    /// Columns in another order.
    pub fn select_cols(&self, order: &[usize]) -> Self {
        Dense::from_fn(self.rows, order.len(), |r, c| self[(r, order[c])])
    }

    /// Rows in another order.
    pub fn select_rows(&self, order: &[usize]) -> Self {
        Dense::from_fn(order.len(), self.cols, |r, c| self[(order[r], c)])
    }

    /// Elements on and above diagonal `k`; zero below.
    pub fn upper(&self, k: isize) -> Self {
        Dense::from_fn(self.rows, self.cols, |r, c| if c as isize - r as isize >= k { self[(r, c)] } else { T::ZERO })
    }

    /// Elements on and below diagonal `k`; zero above.
    pub fn lower(&self, k: isize) -> Self {
        Dense::from_fn(self.rows, self.cols, |r, c| if c as isize - r as isize <= k { self[(r, c)] } else { T::ZERO })
    }

    /// Whether everything below the diagonal is zero.
    pub fn is_upper(&self) -> bool {
        (0..self.cols).all(|c| self.col(c).iter().skip(c + 1).all(|x| *x == T::ZERO))
    }

    /// Whether everything above the diagonal is zero.
    pub fn is_lower(&self) -> bool {
        (0..self.cols).all(|c| self.col(c).iter().take(c).all(|x| *x == T::ZERO))
    }

    /// Whether it equals its conjugate transpose.
    pub fn is_hermitian(&self) -> bool {
        self.is_square() && (0..self.cols).all(|c| (0..=c).all(|r| self[(r, c)] == self[(c, r)].cj()))
    }

    /// Whether everything off the diagonal is zero.
    pub fn is_diagonal(&self) -> bool {
        self.is_upper() && self.is_lower()
    }

    /// No NaN, no infinity.
    pub fn is_finite(&self) -> bool {
        self.data.iter().all(|x| x.finite())
    }

    /// Largest column sum of moduli.
    pub fn norm1(&self) -> f64 {
        (0..self.cols).map(|c| self.col(c).iter().map(|x| x.modulus()).sum()).fold(0.0, max_nan)
    }

    /// Largest row sum of moduli.
    pub fn norm_inf(&self) -> f64 {
        (0..self.rows).map(|r| (0..self.cols).map(|c| self[(r, c)].modulus()).sum()).fold(0.0, max_nan)
    }

    /// Root of the sum of squares.
    pub fn norm_fro(&self) -> f64 {
        super::norms::norm2(&self.data)
    }
}

/// The larger; NaN when one is.
pub fn max_nan(a: f64, b: f64) -> f64 {
    if !a.is_nan() && (b.is_nan() || b > a) { b } else { a }
}

impl<T> Index<(usize, usize)> for Dense<T> {
    type Output = T;
    #[inline]
    fn index(&self, (r, c): (usize, usize)) -> &T {
        &self.data[r + c * self.rows]
    }
}

impl<T> IndexMut<(usize, usize)> for Dense<T> {
    #[inline]
    fn index_mut(&mut self, (r, c): (usize, usize)) -> &mut T {
        &mut self.data[r + c * self.rows]
    }
}
