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

    /// From (row, column, value) triplets in any order; values of equal places are combined with `add`, in order.
    pub fn from_triplets(rows: usize, cols: usize, t: Vec<(usize, usize, T)>, add: impl Fn(T, T) -> T) -> Self {
        let in_order = t.windows(2).all(|w| (w[0].1, w[0].0) <= (w[1].1, w[1].0));
        let t = if in_order { t } else { by_column(cols, t) };
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

    /// The transpose, each element through `f`: counting sort by row.
    pub fn transposed(&self, f: impl Fn(&T) -> T) -> Sparse<T> {
        let mut start = vec![0usize; self.rows + 1];
        for &r in &self.row_index {
            start[r + 1] += 1;
        }
        for r in 0..self.rows {
            start[r + 1] += start[r];
        }
        let mut next = start.clone();
        let mut row_index = vec![0; self.nnz()];
        let mut values = vec![T::fill(); self.nnz()];
        for (r, c, v) in self.iter() {
            let k = next[r];
            next[r] += 1;
            row_index[k] = c;
            values[k] = f(v);
        }
        Sparse::from_parts(self.cols, self.rows, start, row_index, values)
    }

    /// The same elements in another size of as many elements.
    pub fn reshaped(&self, rows: usize, cols: usize) -> Sparse<T> {
        let mut col_start = vec![0; cols + 1];
        let mut row_index = Vec::with_capacity(self.nnz());
        for (r, c, _) in self.iter() {
            let k = r + c * self.rows;
            row_index.push(k % rows.max(1));
            col_start[k / rows.max(1) + 1] += 1;
        }
        for c in 0..cols {
            col_start[c + 1] += col_start[c];
        }
        Sparse::from_parts(rows, cols, col_start, row_index, self.values.clone())
    }

    /// The elements for which `keep(row, column, value)` holds.
    pub fn filtered(&self, keep: impl Fn(usize, usize, &T) -> bool) -> Sparse<T> {
        let mut col_start = vec![0; self.cols + 1];
        let (mut row_index, mut values) = (Vec::new(), Vec::new());
        for c in 0..self.cols {
            for k in self.col_start[c]..self.col_start[c + 1] {
                if keep(self.row_index[k], c, &self.values[k]) {
                    row_index.push(self.row_index[k]);
                    values.push(self.values[k].clone());
                }
            }
            col_start[c + 1] = values.len();
        }
        Sparse::from_parts(self.rows, self.cols, col_start, row_index, values)
    }

    /// Sets one element, in place.
    ///
    /// # Panics
    /// When the place lies outside.
    pub fn set(&mut self, row: usize, col: usize, x: T) {
        assert!(row < self.rows && col < self.cols);
        let first = self.col_start[col];
        let found = self.row_index[first..self.col_start[col + 1]].binary_search(&row);
        let zero = x == T::fill();
        match found {
            Ok(k) if zero => {
                self.row_index.remove(first + k);
                self.values.remove(first + k);
                self.col_start[col + 1..].iter_mut().for_each(|s| *s -= 1);
            }
            Ok(k) => self.values[first + k] = x,
            Err(_) if zero => {}
            Err(k) => {
                self.row_index.insert(first + k, row);
                self.values.insert(first + k, x);
                self.col_start[col + 1..].iter_mut().for_each(|s| *s += 1);
            }
        }
    }

    /// Rows and values of one column.
    pub fn column(&self, c: usize) -> (&[usize], &[T]) {
        let span = self.col_start[c]..self.col_start[c + 1];
        (&self.row_index[span.clone()], &self.values[span])
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
        for c in 0..self.cols {
            let (rows, values) = self.column(c);
            rows.iter().zip(values).for_each(|(r, v)| data[c * self.rows + r] = v.clone());
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

/// Triplets ordered by column, then row; equal places keep their order.
fn by_column<T: Element>(cols: usize, t: Vec<(usize, usize, T)>) -> Vec<(usize, usize, T)> {
    if cols > 4 * t.len() {
        let mut t = t;
        t.sort_by_key(|e| (e.1, e.0));
        return t;
    }
    let mut next = vec![0usize; cols + 1];
    for e in &t {
        next[e.1 + 1] += 1;
    }
    for c in 0..cols {
        next[c + 1] += next[c];
    }
    let starts = next.clone();
    let mut order = vec![0usize; t.len()];
    for (k, e) in t.iter().enumerate() {
        order[next[e.1]] = k;
        next[e.1] += 1;
    }
    for c in 0..cols {
        let span = &mut order[starts[c]..starts[c + 1]];
        if span.windows(2).any(|w| t[w[0]].0 > t[w[1]].0) {
            span.sort_by_key(|&k| t[k].0);
        }
    }
    order.into_iter().map(|k| t[k].clone()).collect()
}
