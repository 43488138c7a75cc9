//! Factors of sparse matrices: LU column by column, Cholesky row by row.

use super::scalar::Scalar;
use crate::sparse::graph::{self, NONE};
use runmat_value::sparse::Sparse;

/// `A(rows, cols) = L*U`.
pub struct SparseLu<T> {
    /// Unit lower triangular.
    pub l: Sparse<T>,
    /// Upper triangular.
    pub u: Sparse<T>,
    /// Row order.
    pub rows: Vec<usize>,
    /// Column order.
    pub cols: Vec<usize>,
}

/// The state of a factorisation: columns of L by original rows, columns of U by pivots.
struct Elimination<T> {
    pivot_of: Vec<usize>,
    lower: Vec<Vec<(usize, T)>>,
    work: Vec<T>,
    mark: Vec<usize>,
}

impl<T: Scalar> Elimination<T> {
    /// Solves with what is factored so far for the column, which is left in `work`; gives the rows touched,
    /// each after those it depends on.
    fn solve(&mut self, step: usize, rows: &[usize], values: &[T], upper: &mut Vec<(usize, T)>) -> Vec<usize> {
        let mut touched = Vec::new();
        for &r in rows {
            self.reach(step, r, &mut touched);
        }
        touched.reverse();
        touched.iter().for_each(|&r| self.work[r] = T::ZERO);
        rows.iter().zip(values).for_each(|(&r, &x)| self.work[r] = x);
        for &r in &touched {
            let p = self.pivot_of[r];
            if p == NONE {
                continue;
            }
            let x = self.work[r];
            upper.push((p, x));
            for &(i, l) in &self.lower[p] {
                self.work[i] -= l * x;
            }
        }
        touched
    }

    /// Depth first through the columns of L, children before parents.
    fn reach(&mut self, step: usize, root: usize, done: &mut Vec<usize>) {
        if self.mark[root] == step {
            return;
        }
        self.mark[root] = step;
        let mut path = vec![(root, 0)];
        while let Some(&mut (r, ref mut next)) = path.last_mut() {
            let children: &[(usize, T)] = match self.pivot_of[r] {
                NONE => &[],
                p => &self.lower[p],
            };
            let open = children[*next..].iter().position(|e| self.mark[e.0] != step);
            match open {
                Some(skip) => {
                    let child = children[*next + skip].0;
                    *next += skip + 1;
                    self.mark[child] = step;
                    path.push((child, 0));
                }
                None => {
                    done.push(r);
                    path.pop();
                }
            }
        }
    }
}

/// Factors with the columns in the order given. The diagonal element is taken as pivot when it is at least
/// `threshold` of the largest.
pub fn lu<T: Scalar>(a: &Sparse<T>, cols: &[usize], threshold: f64) -> SparseLu<T> {
    let (m, n) = (a.rows(), a.cols());
    let size = m.min(n);
    let mut e = Elimination {
        pivot_of: vec![NONE; m],
        lower: Vec::with_capacity(size),
        work: vec![T::ZERO; m],
        mark: vec![NONE; m],
    };
    let mut order = Vec::with_capacity(m);
    let mut upper: Vec<Vec<(usize, T)>> = Vec::with_capacity(n);
    let mut free = 0;
    for (k, &c) in cols.iter().enumerate() {
        let (rows, values) = a.column(c);
        let mut column = Vec::new();
        let touched = e.solve(k, rows, values, &mut column);
        if k < size {
            let candidates = touched.iter().copied().filter(|&r| e.pivot_of[r] == NONE);
            let mut best: Option<(usize, f64)> = None;
            for r in candidates {
                let x = e.work[r].modulus();
                let better = |b: (usize, f64)| x > b.1 || x.is_nan() || (x == b.1 && r < b.0);
                if best.is_none_or(better) {
                    best = Some((r, x));
                }
            }
            let (row, pivot) = match best {
                Some((r, largest)) => {
                    let diagonal = c < m && e.mark[c] == k && e.pivot_of[c] == NONE;
                    let keep = diagonal && largest > 0.0 && e.work[c].modulus() >= threshold * largest;
                    let row = if keep { c } else { r };
                    (row, e.work[row])
                }
                None => {
                    while e.pivot_of[free] != NONE {
                        free += 1;
                    }
                    (free, T::ZERO)
                }
            };
            column.push((k, pivot));
            let below = touched.iter().filter(|&&r| e.pivot_of[r] == NONE && r != row && e.work[r] != T::ZERO);
            e.lower.push(below.map(|&r| (r, e.work[r].over(pivot))).collect());
            e.pivot_of[row] = k;
            order.push(row);
        }
        upper.push(column);
    }
    for r in 0..m {
        if e.pivot_of[r] == NONE {
            e.pivot_of[r] = order.len();
            order.push(r);
        }
    }
    let mut below = vec![];
    for (k, column) in e.lower.iter().enumerate() {
        below.push((k, k, T::of(1.0)));
        below.extend(column.iter().map(|&(r, x)| (e.pivot_of[r], k, x)));
    }
    let above = upper.iter().enumerate().flat_map(|(k, column)| column.iter().map(move |&(r, x)| (r, k, x))).collect();
    SparseLu {
        l: Sparse::from_triplets(m, size, below, |x, _| x),
        u: Sparse::from_triplets(size, n, above, |x, _| x),
        rows: order,
        cols: cols.to_vec(),
    }
}

/// The sign of a permutation.
pub fn sign(order: &[usize]) -> f64 {
    let mut seen = vec![false; order.len()];
    let mut sign = 1.0;
    for start in 0..order.len() {
        let mut k = start;
        let mut length = 0;
        while !seen[k] {
            seen[k] = true;
            k = order[k];
            length += 1;
        }
        if length > 0 && length % 2 == 0 {
            sign = -sign;
        }
    }
    sign
}

/// The upper factor R of `A(order, order) = R'*R` (only the upper part is looked at), or of as many leading
/// rows as there are before a pivot fails; and how many rows that is.
pub fn cholesky<T: Scalar>(a: &Sparse<T>, order: &[usize]) -> (Sparse<T>, usize) {
    let n = a.cols();
    let c = permuted_upper(a, order);
    let parent = graph::elimination_tree(&c.map(|_| true), false);
    let reach = graph::factor_rows(&c.map(|_| true), &parent);
    let mut columns: Vec<Vec<(usize, T)>> = vec![Vec::new(); n];
    let mut diagonal = vec![0.0; n];
    let mut work = vec![T::ZERO; n];
    let mut good = n;
    let mut rows: Vec<Vec<(usize, T)>> = Vec::with_capacity(n);
    for k in 0..n {
        let (stored, values) = c.column(k);
        stored.iter().zip(values).for_each(|(&r, &x)| work[r] = x);
        let mut d = work[k].re();
        let imaginary = work[k].im() != 0.0;
        work[k] = T::ZERO;
        let mut row = Vec::with_capacity(reach[k].len() + 1);
        for &i in reach[k].iter().filter(|&&i| i < good) {
            let y = work[i].scale(1.0 / diagonal[i]);
            work[i] = T::ZERO;
            for &(r, l) in &columns[i] {
                if r < k {
                    work[r] -= l * y;
                }
            }
            d -= y.square();
            row.push((i, y));
        }
        reach[k].iter().for_each(|&i| work[i] = T::ZERO);
        if good == n && (d <= 0.0 || d.is_nan() || imaginary) {
            good = k;
        }
        if good == n {
            diagonal[k] = d.sqrt();
            row.iter().for_each(|&(i, y)| columns[i].push((k, y.cj())));
            row.push((k, T::of(diagonal[k])));
        }
        rows.push(row);
    }
    let places = rows.iter().enumerate().flat_map(|(k, row)| row.iter().map(move |&(i, y)| (i, k, y))).collect();
    (Sparse::from_triplets(good, n, places, |x, _| x), good)
}

/// The upper part of `A(order, order)`, taken from the upper part of A.
fn permuted_upper<T: Scalar>(a: &Sparse<T>, order: &[usize]) -> Sparse<T> {
    let mut to = vec![0; order.len()];
    order.iter().enumerate().for_each(|(k, &v)| to[v] = k);
    let places = a
        .iter()
        .filter(|e| e.0 <= e.1)
        .map(|(r, c, &x)| if to[r] <= to[c] { (to[r], to[c], x) } else { (to[c], to[r], x.cj()) })
        .collect();
    Sparse::from_triplets(a.rows(), a.cols(), places, |x, _| x)
}
