//! LU factors with row exchanges.

use super::condition::norm1_estimate;
use super::dense::Dense;
use super::scalar::Scalar;
use super::triangular::{self, Triangle};

/// The order of the operations of a small factorisation: the results differ in their last bits, and where a
/// pivot is zero but for rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Elimination {
    /// Every column is updated after each step, as MATLAB's results show.
    #[default]
    Updating,
    /// Every element is one sum of products, as Octave's results show.
    Summing,
}

/// `A(order, :) = L*U`: both factors in one matrix, the ones on the diagonal of `L` not stored.
#[derive(Debug, Clone)]
pub struct Lu<T> {
    packed: Dense<T>,
    order: Vec<usize>,
    odd: bool,
}

/// Above this size the blocked factorisation is used.
const BLOCKED: usize = 48;

impl<T: Scalar> Lu<T> {
    /// Factors a matrix of any shape.
    pub fn new(a: Dense<T>) -> Self {
        Lu::by(Elimination::Updating, a)
    }

    /// Factors a matrix of any shape, small ones with operations in the given order.
    pub fn by(order: Elimination, a: Dense<T>) -> Self {
        if a.rows().min(a.cols()) > BLOCKED && a.is_finite() {
            return Lu::blocked(&a);
        }
        match order {
            Elimination::Updating => Lu::updating(a),
            Elimination::Summing => Lu::summing(a),
        }
    }

    fn blocked(a: &Dense<T>) -> Self {
        let lu = a.view().partial_piv_lu();
        let (l, u) = (lu.L(), lu.U());
        let packed = Dense::from_fn(a.rows(), a.cols(), |r, c| if r > c { l[(r, c)] } else { u[(r, c)] });
        let order = lu.P().arrays().0.to_vec();
        let odd = is_odd(&order);
        Lu { packed, order, odd }
    }

    fn summing(mut a: Dense<T>) -> Self {
        let (m, n) = a.size();
        let mut order: Vec<usize> = (0..m).collect();
        let mut exchanges = Vec::with_capacity(m.min(n));
        let mut odd = false;
        for c in 0..n {
            for (k, &pivot) in exchanges.iter().enumerate() {
                a.col_mut(c).swap(k, pivot);
            }
            for r in 1..m {
                let s: T = (0..r.min(c)).map(|k| a[(r, k)] * a[(k, c)]).sum();
                a[(r, c)] -= s;
            }
            if c >= m {
                continue;
            }
            let pivot = largest_below(&a, c);
            exchanges.push(pivot);
            if pivot != c {
                for k in 0..=c {
                    a.col_mut(k).swap(c, pivot);
                }
                order.swap(c, pivot);
                odd = !odd;
            }
            if a[(c, c)] != T::ZERO {
                let inverse = T::ONE.over(a[(c, c)]);
                a.col_mut(c)[c + 1..].iter_mut().for_each(|x| *x *= inverse);
            }
        }
        Lu { packed: a, order, odd }
    }

    fn updating(mut a: Dense<T>) -> Self {
        let (m, n) = a.size();
        let mut order: Vec<usize> = (0..m).collect();
        let mut odd = false;
        for k in 0..m.min(n) {
            let pivot = largest_below(&a, k);
            if pivot != k {
                for c in 0..n {
                    a.col_mut(c).swap(k, pivot);
                }
                order.swap(k, pivot);
                odd = !odd;
            }
            if a[(k, k)] != T::ZERO {
                eliminate(&mut a, k);
            }
        }
        Lu { packed: a, order, odd }
    }

    /// The lower factor, m×min(m,n).
    pub fn l(&self) -> Dense<T> {
        let k = self.packed.rows().min(self.packed.cols());
        Dense::from_fn(self.packed.rows(), k, |r, c| match r.cmp(&c) {
            std::cmp::Ordering::Greater => self.packed[(r, c)],
            std::cmp::Ordering::Equal => T::ONE,
            std::cmp::Ordering::Less => T::ZERO,
        })
    }

    /// The upper factor, min(m,n)×n.
    pub fn u(&self) -> Dense<T> {
        let k = self.packed.rows().min(self.packed.cols());
        Dense::from_fn(k, self.packed.cols(), |r, c| if r <= c { self.packed[(r, c)] } else { T::ZERO })
    }

    /// Both factors in one.
    pub fn packed(&self) -> &Dense<T> {
        &self.packed
    }

    /// Row `k` of `L*U` is row `order[k]` of the matrix.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The determinant.
    pub fn determinant(&self) -> T {
        let d = self.packed.diag().into_iter().fold(T::ONE, |p, x| p * x);
        if self.odd { -d } else { d }
    }

    /// Whether a pivot is exactly zero.
    pub fn is_singular(&self) -> bool {
        self.packed.diag().contains(&T::ZERO)
    }

    /// `b` becomes the solution of `A x = b`.
    pub fn solve(&self, b: &Dense<T>) -> Dense<T> {
        let mut x = b.select_rows(&self.order);
        triangular::solve(&self.packed, Triangle::UnitLower, &mut x);
        triangular::solve(&self.packed, Triangle::Upper, &mut x);
        x
    }

    fn solve_vector(&self, x: &mut [T]) {
        let moved: Vec<T> = self.order.iter().map(|&k| x[k]).collect();
        x.copy_from_slice(&moved);
        triangular::solve_vector(&self.packed, Triangle::UnitLower, x);
        triangular::solve_vector(&self.packed, Triangle::Upper, x);
    }

    fn solve_adjoint_vector(&self, x: &mut [T]) {
        triangular::solve_adjoint_vector(&self.packed, Triangle::Upper, x);
        triangular::solve_adjoint_vector(&self.packed, Triangle::UnitLower, x);
        let moved = x.to_vec();
        for (&k, e) in self.order.iter().zip(moved) {
            x[k] = e;
        }
    }

    /// Estimated reciprocal condition in the 1-norm; `norm` is that of the matrix.
    pub fn rcond(&self, norm: f64) -> f64 {
        let n = self.packed.rows();
        if n == 0 {
            return f64::INFINITY;
        }
        if self.is_singular() {
            return 0.0;
        }
        let inverse = norm1_estimate::<T>(n, |x| self.solve_vector(x), |x| self.solve_adjoint_vector(x));
        (1.0 / inverse) / norm
    }
}

/// Row of the largest element of column `k` on or below the diagonal.
fn largest_below<T: Scalar>(a: &Dense<T>, k: usize) -> usize {
    (k..a.rows()).fold(k, |best, r| if a[(r, k)].abs1() > a[(best, k)].abs1() { r } else { best })
}

fn eliminate<T: Scalar>(a: &mut Dense<T>, k: usize) {
    let (m, n) = a.size();
    let inverse = T::ONE.over(a[(k, k)]);
    for r in k + 1..m {
        a[(r, k)] *= inverse;
    }
    let (left, right) = a.data_mut().split_at_mut((k + 1) * m);
    let factors = &left[k * m + k + 1..];
    for c in 0..n - k - 1 {
        let col = &mut right[c * m..(c + 1) * m];
        let s = col[k];
        if s != T::ZERO {
            for (out, &f) in col[k + 1..].iter_mut().zip(factors) {
                *out -= f * s;
            }
        }
    }
}

/// Whether a permutation needs an odd number of exchanges.
pub fn is_odd(order: &[usize]) -> bool {
    let mut seen = vec![false; order.len()];
    let mut cycles = 0;
    for start in 0..order.len() {
        if !seen[start] {
            cycles += 1;
        }
        let mut at = start;
        while !seen[at] {
            seen[at] = true;
            at = order[at];
        }
    }
    (order.len() - cycles) % 2 == 1
}
