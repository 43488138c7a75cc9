//! Plane rotations.

use super::dense::Dense;
use super::scalar::Scalar;

/// Cosine, sine and length that turn `(f, g)` into `(r, 0)`; `r` has the sign of `f`.
pub fn givens(f: f64, g: f64) -> (f64, f64, f64) {
    if g == 0.0 {
        return (1.0, 0.0, f);
    }
    if f == 0.0 {
        return (0.0, 1f64.copysign(g), g.abs());
    }
    let d = f.hypot(g);
    let r = d.copysign(f);
    (f.abs() / d, g / r, r)
}

/// Columns `i` and `j` become `c*x + s*y` and `c*y - s*x`, in the given rows.
pub fn rotate_columns<T: Scalar>(m: &mut Dense<T>, rows: std::ops::Range<usize>, i: usize, j: usize, c: f64, s: f64) {
    for r in rows {
        let (x, y) = (m[(r, i)], m[(r, j)]);
        m[(r, i)] = x.scale(c) + y.scale(s);
        m[(r, j)] = y.scale(c) - x.scale(s);
    }
}

/// Rows `i` and `j` become `c*x + s*y` and `c*y - s*x`, in the given columns.
pub fn rotate_rows<T: Scalar>(m: &mut Dense<T>, cols: std::ops::Range<usize>, i: usize, j: usize, c: f64, s: f64) {
    for k in cols {
        let (x, y) = (m[(i, k)], m[(j, k)]);
        m[(i, k)] = x.scale(c) + y.scale(s);
        m[(j, k)] = y.scale(c) - x.scale(s);
    }
}

/// Columns `i` and `i + 1` become `c*x + s*y` and `c*y - s*x`.
pub fn turn<T: Scalar>(m: &mut Dense<T>, i: usize, c: f64, s: f64) {
    let rows = 0..m.rows();
    rotate_columns(m, rows, i, i + 1, c, s);
}
