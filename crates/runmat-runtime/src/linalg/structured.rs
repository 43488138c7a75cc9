//! Products and quotients with Octave's diagonal and permutation matrices: what is known to be zero takes no
//! part, so neither NaN nor infinity spreads.

use super::kernels::{Dense, Scalar};
use super::operand::{Field, Operand, Pair, noted, sparse_of, wrap, wrap_sparse};
use runmat_ignition::CallCx;
use runmat_value::sparse::Sparse;
use runmat_value::{C64, Char, Note, Result, Value, convert, index};

/// What an array remembers of its structure.
pub fn note_of(v: &Value) -> Note {
    let note = match v {
        Value::F64(a) => a.note(),
        Value::F32(a) => a.note(),
        Value::C64(a) => a.note(),
        Value::C32(a) => a.note(),
        _ => Note::None,
    };
    if matches!(note, Note::Diagonal | Note::Permutation) { note } else { Note::None }
}

/// For each row of a permutation matrix the column of its one.
fn row_order(v: &Value) -> Vec<usize> {
    let Value::F64(a) = v else { return Vec::new() };
    let n = a.dims().rows();
    let mut order = vec![0; n];
    a.data().iter().enumerate().filter(|e| *e.1 != 0.0).for_each(|(k, _)| order[k % n] = k / n);
    order
}

fn inverse(order: &[usize]) -> Vec<usize> {
    let mut out = vec![0; order.len()];
    order.iter().enumerate().for_each(|(k, &v)| out[v] = k);
    out
}

/// Rows (or columns) of a matrix in another order.
fn picked(cx: &CallCx<'_>, v: &Value, order: &[usize], rows: bool) -> Result<Value> {
    let colon = Value::Char(Char(b':' as u16));
    let list = Value::row(order.iter().map(|&k| k as f64 + 1.0).collect());
    let note = note_of(v);
    let plain = match if v.is_sparse() { v.clone() } else { convert::plain(v.clone()) } {
        full if matches!(full, Value::Bool(_) | Value::Bools(_) | Value::Char(_) | Value::Chars(_)) => {
            convert::real_array(&full).into()
        }
        full => full,
    };
    let out = index::get(&plain, &if rows { [list, colon] } else { [colon, list] })?;
    Ok(if note == Note::Permutation { noted(cx, out, note) } else { out })
}

/// `a * b` where one of them is diagonal or a permutation, and the sizes fit; `None` for others.
pub fn product(cx: &mut CallCx<'_>, a: &Value, b: &Value) -> Result<Option<Value>> {
    let notes = (note_of(a), note_of(b));
    Ok(Some(match notes {
        (Note::Permutation, _) => picked(cx, b, &row_order(a), true)?,
        (_, Note::Permutation) => picked(cx, a, &inverse(&row_order(b)), false)?,
        (Note::None, Note::None) => return Ok(None),
        _ if a.is_sparse() || b.is_sparse() => return sparse_scaled(cx, a, b).map(Some),
        _ => {
            let both = notes.0 == notes.1;
            let (x, y) = (Operand::read(cx, a)?, Operand::read(cx, b)?);
            let single = x.single || y.single;
            let left = notes.0 == Note::Diagonal;
            let value = match Field::common(x.field, y.field) {
                Pair::Real(x, y) => wrap(scaled(&x, &y, left, both), single),
                Pair::Complex(x, y) => wrap(scaled(&x, &y, left, both), single),
            };
            if both { noted(cx, value, Note::Diagonal) } else { value }
        }
    }))
}

fn scaled<T: Scalar>(x: &Dense<T>, y: &Dense<T>, left: bool, both: bool) -> Dense<T> {
    let d = if left { x.diag() } else { y.diag() };
    let at = |i: usize| d.get(i).copied();
    Dense::from_fn(x.rows(), y.cols(), |r, c| match (left, both) {
        (_, true) if r != c => T::ZERO,
        (true, _) => at(r).map_or(T::ZERO, |d| d * y[(r, c)]),
        (false, _) => at(c).map_or(T::ZERO, |d| x[(r, c)] * d),
    })
}

fn sparse_scaled(cx: &mut CallCx<'_>, a: &Value, b: &Value) -> Result<Value> {
    fn of<T: Scalar>(a: &Value, b: &Value) -> Option<Value> {
        let (x, y) = (sparse_of::<T>(&convert::to_sparse(a))?, sparse_of::<T>(&convert::to_sparse(b))?);
        Some(wrap_sparse(super::kernels::sparse::times(&x, &y)))
    }
    cx.charge(a.numel().min(b.numel()).min(1 << 20));
    let found = if a.is_complex() || b.is_complex() { of::<C64>(a, b) } else { of::<f64>(a, b) };
    found.ok_or_else(|| runmat_value::Error::internal("a factor is no matrix"))
}

/// `system \ sides` (or `sides / system`) where the system is a permutation, or diagonal; `None` for others.
pub fn quotient(cx: &mut CallCx<'_>, system: &Value, sides: &Value, left: bool) -> Result<Option<Value>> {
    match note_of(system) {
        Note::Permutation => {
            let order = row_order(system);
            let order = if left { inverse(&order) } else { order };
            picked(cx, sides, &order, left).map(Some)
        }
        Note::Diagonal => diagonal_quotient(cx, system, sides, left).map(Some),
        _ => Ok(None),
    }
}

/// Division by a matrix known to be diagonal: zeros on its diagonal give zeros.
fn diagonal_quotient(cx: &mut CallCx<'_>, system: &Value, sides: &Value, left: bool) -> Result<Value> {
    if sides.is_sparse() {
        let complex = system.is_complex() || sides.is_complex();
        let found = if complex {
            sparse_divided::<C64>(system, sides, left)
        } else {
            sparse_divided::<f64>(system, sides, left)
        };
        return found.ok_or_else(|| runmat_value::Error::internal("a quotient of no matrices"));
    }
    let both = note_of(sides) == Note::Diagonal;
    let (m, s) = (Operand::read(cx, system)?, Operand::read(cx, sides)?);
    let single = m.single || s.single;
    let value = match Field::common(m.field, s.field) {
        Pair::Real(m, s) => wrap(divided(&m, &s, left), single),
        Pair::Complex(m, s) => wrap(divided(&m, &s, left), single),
    };
    Ok(if both { noted(cx, value, Note::Diagonal) } else { value })
}

fn ratio<T: Scalar>(x: T, d: Option<T>) -> T {
    match d {
        Some(d) if d != T::ZERO => x.over(d),
        _ => T::ZERO,
    }
}

fn divided<T: Scalar>(m: &Dense<T>, s: &Dense<T>, left: bool) -> Dense<T> {
    let d = m.diag();
    let at = |k: usize| d.get(k).copied();
    if left {
        Dense::from_fn(m.cols(), s.cols(), |r, c| if r < m.rows() { ratio(s[(r, c)], at(r)) } else { T::ZERO })
    } else {
        Dense::from_fn(s.rows(), m.rows(), |r, c| if c < m.cols() { ratio(s[(r, c)], at(c)) } else { T::ZERO })
    }
}

fn sparse_divided<T: Scalar>(system: &Value, sides: &Value, left: bool) -> Option<Value> {
    let (d, s) = (sparse_of::<T>(&convert::to_sparse(system))?, sparse_of::<T>(sides)?);
    let n = d.rows().min(d.cols());
    let at = |k: usize| (k < n).then(|| d.get(k, k));
    let (rows, cols) = if left { (d.cols(), s.cols()) } else { (s.rows(), d.rows()) };
    let places = s
        .iter()
        .map(|(r, c, x)| (r, c, ratio(*x, at(if left { r } else { c }))))
        .filter(|e| e.0 < rows && e.1 < cols)
        .collect();
    Some(wrap_sparse(Sparse::from_triplets(rows, cols, places, |x, _| x)))
}

/// The inverse of a diagonal matrix, all infinite where an element is zero, and the reciprocal condition.
pub fn diagonal_inverse<T: Scalar>(m: &Dense<T>) -> (Dense<T>, f64) {
    let d = m.diag();
    let singular = d.contains(&T::ZERO);
    let (least, most) = d.iter().fold((f64::INFINITY, 0.0f64), |(a, b), x| (a.min(x.modulus()), b.max(x.modulus())));
    let inverse = |k: usize| if singular { T::of(f64::INFINITY) } else { T::of(1.0).over(d[k]) };
    let x = Dense::from_fn(m.cols(), m.rows(), |r, c| if r == c { inverse(r) } else { T::ZERO });
    (x, if d.is_empty() { f64::INFINITY } else { least / most })
}

/// The pseudoinverse of a diagonal matrix.
pub fn diagonal_pseudoinverse<T: Scalar>(m: &Dense<T>, tolerance: Option<f64>, epsilon: f64) -> Dense<T> {
    let d = m.diag();
    let most = d.iter().fold(0.0f64, |a, x| a.max(x.modulus()));
    let tolerance = tolerance.unwrap_or(most * m.rows().max(m.cols()) as f64 * epsilon);
    let inverse = |k: usize| if d[k].modulus() <= tolerance { T::ZERO } else { T::of(1.0).over(d[k]) };
    Dense::from_fn(m.cols(), m.rows(), |r, c| if r == c { inverse(r) } else { T::ZERO })
}
