//! Array dimensions: at least two, trailing ones beyond the second dropped.

use smallvec::SmallVec;
use std::ops::Deref;

/// The size of an array.
///
/// Invariant: at least two entries; the last one is not 1 when there are more than two.
#[derive(Eq, Hash)]
#[allow(clippy::derived_hash_with_manual_eq, reason = "equal sizes have equal entries")]
pub struct Dims(SmallVec<[usize; 3]>);

// Nearly all arrays are matrices: the short way for these.
impl Clone for Dims {
    #[inline]
    fn clone(&self) -> Self {
        match self.0[..] {
            [rows, cols] => Dims::new(rows, cols),
            _ => Dims(self.0.clone()),
        }
    }
}

impl PartialEq for Dims {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        match (&self.0[..], &other.0[..]) {
            ([a, b], [c, d]) => a == c && b == d,
            (a, b) => a == b,
        }
    }
}

/// 2 to this power, where sizes reach so far; else the largest power that leaves room to add a few.
pub const fn power_of_two(exponent: u32) -> usize {
    let most = usize::BITS - 4;
    1 << if exponent < most { exponent } else { most }
}

impl Dims {
    /// `rows`×`cols`.
    #[inline]
    pub fn new(rows: usize, cols: usize) -> Self {
        Dims(SmallVec::from_buf_and_len([rows, cols, 0], 2))
    }

    /// 1×1.
    pub fn scalar() -> Self {
        Dims::new(1, 1)
    }

    /// 0×0.
    pub fn empty() -> Self {
        Dims::new(0, 0)
    }

    /// `1`×`n`.
    pub fn row(n: usize) -> Self {
        Dims::new(1, n)
    }

    /// `n`×`1`.
    pub fn col(n: usize) -> Self {
        Dims::new(n, 1)
    }

    /// Any list of sizes, brought to normal form. An empty list is 1×1, one size `n` is `n`×1.
    pub fn from_slice(sizes: &[usize]) -> Self {
        if let [rows, cols] = *sizes {
            return Dims::new(rows, cols);
        }
        let mut v: SmallVec<[usize; 3]> = SmallVec::from_slice(sizes);
        while v.len() < 2 {
            v.push(1);
        }
        while v.len() > 2 && v[v.len() - 1] == 1 {
            v.pop();
        }
        Dims(v)
    }

    /// Number of elements, saturating.
    pub fn numel(&self) -> usize {
        self.0.iter().fold(1usize, |n, &d| n.saturating_mul(d))
    }

    /// Size along dimension `d` (0-based); 1 beyond the last.
    pub fn dim(&self, d: usize) -> usize {
        self.0.get(d).copied().unwrap_or(1)
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.0[0]
    }

    /// Columns, not counting further dimensions.
    pub fn cols(&self) -> usize {
        self.0[1]
    }

    /// Number of dimensions, at least 2.
    pub fn ndims(&self) -> usize {
        self.0.len()
    }

    /// Two-dimensional.
    pub fn is_matrix(&self) -> bool {
        self.0.len() == 2
    }

    /// Place of the element in row `i` and column `j`, both from 0, of a matrix; `None` outside of it, and for more
    /// dimensions.
    #[inline(always)]
    pub fn matrix_place(&self, i: usize, j: usize) -> Option<usize> {
        match self.0.as_slice() {
            &[rows, cols] if i < rows && j < cols => Some(j * rows + i),
            _ => None,
        }
    }

    /// 1×1.
    pub fn is_scalar(&self) -> bool {
        self.is_matrix() && self.0[0] == 1 && self.0[1] == 1
    }

    /// 1×n or n×1, any n.
    pub fn is_vector(&self) -> bool {
        self.is_matrix() && (self.0[0] == 1 || self.0[1] == 1)
    }

    /// 1×n.
    pub fn is_row(&self) -> bool {
        self.is_matrix() && self.0[0] == 1
    }

    /// n×1.
    pub fn is_col(&self) -> bool {
        self.is_matrix() && self.0[1] == 1
    }

    /// Some dimension is zero.
    pub fn is_empty(&self) -> bool {
        self.0.contains(&0)
    }

    /// 0×0.
    pub fn is_zero_by_zero(&self) -> bool {
        self.is_matrix() && self.0[0] == 0 && self.0[1] == 0
    }

    /// The same with dimension `d` (0-based) set to `n`.
    pub fn with_dim(&self, d: usize, n: usize) -> Dims {
        match (&self.0[..], d) {
            ([_, cols], 0) => return Dims::new(n, *cols),
            ([rows, _], 1) => return Dims::new(*rows, n),
            _ => {}
        }
        let mut v = self.0.clone();
        while v.len() <= d {
            v.push(1);
        }
        v[d] = n;
        Dims::from_slice(&v)
    }

    /// The first dimension (0-based) that is not 1; 0 when all are.
    pub fn first_non_singleton(&self) -> usize {
        self.0.iter().position(|&d| d != 1).unwrap_or(0)
    }

    /// Splits the array at dimension `d` into (elements before, size along `d`, elements after):
    /// element `(i, k, j)` lies at `i + before*(k + along*j)`.
    pub fn split_at(&self, d: usize) -> (usize, usize, usize) {
        match (&self.0[..], d) {
            ([rows, cols], 0) => return (1, *rows, *cols),
            ([rows, cols], 1) => return (*rows, *cols, 1),
            _ => {}
        }
        let before = self.0.iter().take(d).product();
        let after = self.0.iter().skip(d + 1).product();
        (before, self.dim(d), after)
    }

    /// `2x3x4` with the given sign between.
    pub fn join(&self, by: &str) -> String {
        self.0.iter().map(usize::to_string).collect::<Vec<_>>().join(by)
    }
}

impl Deref for Dims {
    type Target = [usize];
    fn deref(&self) -> &[usize] {
        &self.0
    }
}

impl std::fmt::Debug for Dims {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.join("x"))
    }
}

/// `2x3`, as Octave's messages write sizes.
impl std::fmt::Display for Dims {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.join("x"))
    }
}
