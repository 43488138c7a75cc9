//! Sparse matrices in compressed column storage.

use crate::array::{Element, NdArray};
use crate::dims::Dims;

/// An m×n matrix of which only the nonzero elements are stored, column by column, rows ascending.
///
/// Invariants: `col_start` has n+1 ascending entries; row indices ascend strictly within a column;
/// no stored element equals zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparse<T> {
    rows: usize,
    cols: usize,
    col_start: Vec<usize>,
    row_index: Vec<usize>,
    values: Vec<T>,
}

impl<T: Element> Sparse<T> {
    /// All zero.
    pub fn zero(rows: usize, cols: usize) -> Self {
        Sparse { rows, cols, col_start: vec![0; cols + 1], row_index: Vec::new(), values: Vec::new() }
    }

    /// From its parts, which must obey the invariants; stored zeros are dropped.
    ///
    /// # Panics
    /// When lengths or indices are out of bounds.
    pub fn from_parts(rows: usize, cols: usize, col_start: Vec<usize>, row_index: Vec<usize>, values: Vec<T>) -> Self {
        assert_eq!(col_start.len(), cols + 1);
        assert_eq!(row_index.len(), values.len());
        assert_eq!(col_start[cols], values.len());
        assert!(row_index.iter().all(|&r| r < rows));
        let mut s = Sparse { rows, cols, col_start, row_index, values };
        s.drop_zeros();
        s
    }

    /// From (row, column, value) triplets in any order; values of equal places are combined with `add`.
    pub fn from_triplets(rows: usize, cols: usize, mut t: Vec<(usize, usize, T)>, add: impl Fn(T, T) -> T) -> Self {
        t.sort_by_key(|e| (e.1, e.0));
        let mut col_start = vec![0; cols + 1];
        let (mut row_index, mut values): (Vec<usize>, Vec<T>) =
            (Vec::with_capacity(t.len()), Vec::with_capacity(t.len()));
        let mut last = None;
        for (r, c, v) in t {
            if last == Some((r, c)) {
                let old = values.pop().expect("an element was just stored");
                values.push(add(old, v));
            } else {
                row_index.push(r);
                values.push(v);
                col_start[c + 1] += 1;
                last = Some((r, c));
            }
        }
        for c in 0..cols {
            col_start[c + 1] += col_start[c];
        }
        Sparse::from_parts(rows, cols, col_start, row_index, values)
    }

    /// From a dense matrix.
    pub fn from_dense(a: &NdArray<T>) -> Self {
        let (rows, cols) = (a.dims().rows(), a.len().checked_div(a.dims().rows()).unwrap_or(a.dims().cols()));
        let mut s = Sparse::zero(rows, cols);
        for c in 0..cols {
            for r in 0..rows {
                let x = &a.data()[c * rows + r];
                if *x != T::fill() {
                    s.row_index.push(r);
                    s.values.push(x.clone());
                }
            }
            s.col_start[c + 1] = s.values.len();
        }
        s
    }

    /// As a dense matrix.
    pub fn to_dense(&self) -> NdArray<T> {
        let mut data = vec![T::fill(); self.rows * self.cols];
        for (r, c, v) in self.iter() {
            data[c * self.rows + r] = v.clone();
        }
        NdArray::matrix(self.rows, self.cols, data)
    }

    /// The stored elements as (row, column, value), column by column.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize, &T)> {
        (0..self.cols).flat_map(move |c| {
            (self.col_start[c]..self.col_start[c + 1]).map(move |k| (self.row_index[k], c, &self.values[k]))
        })
    }

    /// Element at a place.
    pub fn get(&self, row: usize, col: usize) -> T {
        let span = self.col_start[col]..self.col_start[col + 1];
        match self.row_index[span.clone()].binary_search(&row) {
            Ok(k) => self.values[span.start + k].clone(),
            Err(_) => T::fill(),
        }
    }

    /// m×n.
    pub fn dims(&self) -> Dims {
        Dims::new(self.rows, self.cols)
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Columns.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// Stored elements.
    pub fn nnz(&self) -> usize {
        self.values.len()
    }

    /// Where each column starts in [`Sparse::row_index`]; n+1 entries.
    pub fn col_start(&self) -> &[usize] {
        &self.col_start
    }

    /// Rows of the stored elements.
    pub fn row_index(&self) -> &[usize] {
        &self.row_index
    }

    /// The stored elements.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// Each stored element through `f`; those that become zero are dropped.
    pub fn map<U: Element>(&self, f: impl FnMut(&T) -> U) -> Sparse<U> {
        let values = self.values.iter().map(f).collect();
        Sparse::from_parts(self.rows, self.cols, self.col_start.clone(), self.row_index.clone(), values)
    }

    fn drop_zeros(&mut self) {
        let zero = T::fill();
        if !self.values.contains(&zero) {
            return;
        }
        let mut kept = 0;
        let mut start = 0;
        for c in 0..self.cols {
            let end = self.col_start[c + 1];
            for k in start..end {
                if self.values[k] != zero {
                    self.values.swap(kept, k);
                    self.row_index[kept] = self.row_index[k];
                    kept += 1;
                }
            }
            start = end;
            self.col_start[c + 1] = kept;
        }
        self.values.truncate(kept);
        self.row_index.truncate(kept);
    }
}
