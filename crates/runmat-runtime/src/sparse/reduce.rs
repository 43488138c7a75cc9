//! Reductions of sparse matrices along columns or rows, in the time of the stored elements.

use super::{SparseElement, by_sparse};
use runmat_value::sparse::Sparse;
use runmat_value::{C64, NdArray, Value};

/// What is computed of each column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Reduction {
    Sum,
    Product,
    /// Sum of squared moduli.
    SumOfSquares,
    Any,
    All,
}

/// Numbers as the reductions need them.
trait Number: SparseElement + std::ops::Add<Output = Self> + std::ops::Mul<Output = Self> {
    const ZERO: Self;
    const ONE: Self;
    fn square(self) -> f64;
    /// By size: modulus, then argument; plain order of real numbers.
    fn exceeds(self, other: Self) -> bool;
    fn is_nan(self) -> bool;
}

impl Number for f64 {
    const ZERO: f64 = 0.0;
    const ONE: f64 = 1.0;
    fn square(self) -> f64 {
        self * self
    }
    fn exceeds(self, other: f64) -> bool {
        self > other
    }
    fn is_nan(self) -> bool {
        f64::is_nan(self)
    }
}

impl Number for C64 {
    const ZERO: C64 = C64::new(0.0, 0.0);
    const ONE: C64 = C64::new(1.0, 0.0);
    fn square(self) -> f64 {
        self.norm_sqr()
    }
    fn exceeds(self, other: C64) -> bool {
        let (a, b) = (self.norm(), other.norm());
        a > b || (a == b && self.arg() > other.arg())
    }
    fn is_nan(self) -> bool {
        self.re.is_nan() || self.im.is_nan()
    }
}

/// A reduction along `dim` (0-based); `None` when `v` is not sparse or `dim` is beyond the second.
pub fn reduce(kind: Reduction, v: &Value, dim: usize) -> Option<Value> {
    if dim > 1 {
        return None;
    }
    match (kind, v) {
        (Reduction::Any, v) => by_sparse!(v, s => Some(along(s, dim, |x, _| !x.is_empty())), else _v => None),
        (Reduction::All, v) => by_sparse!(v, s => Some(along(s, dim, |x, n| x.len() == n)), else _v => None),
        (_, Value::Sparse(s)) => Some(numbers(kind, s, dim)),
        (_, Value::SparseComplex(s)) => Some(numbers(kind, s, dim)),
        (_, Value::SparseBool(s)) => Some(numbers(kind, &s.map(|&b| b as u8 as f64), dim)),
        _ => None,
    }
}

fn numbers<T: Number>(kind: Reduction, s: &Sparse<T>, dim: usize) -> Value {
    match kind {
        Reduction::Product => {
            along(s, dim, |x, n| if x.len() < n { T::ZERO } else { x.iter().fold(T::ONE, |p, &y| p * y) })
        }
        Reduction::SumOfSquares => along(s, dim, |x, _| x.iter().map(|y| y.square()).sum::<f64>()),
        _ => along(s, dim, |x, _| x.iter().fold(T::ZERO, |p, &y| p + y)),
    }
}

/// `f(stored elements, length)` of each column or row.
fn along<T: SparseElement, U: SparseElement>(s: &Sparse<T>, dim: usize, f: impl Fn(&[T], usize) -> U) -> Value {
    if dim == 1 {
        let row = columns(&s.transposed(|x| *x), f);
        return U::wrap(row.transposed(|x| *x));
    }
    U::wrap(columns(s, f))
}

fn columns<T: SparseElement, U: SparseElement>(s: &Sparse<T>, f: impl Fn(&[T], usize) -> U) -> Sparse<U> {
    let values: Vec<U> = (0..s.cols()).map(|c| f(s.column(c).1, s.rows())).collect();
    Sparse::from_parts(1, s.cols(), (0..=s.cols()).collect(), vec![0; s.cols()], values)
}

/// The largest (or smallest) element of each column or row, and where it is (1-based, dense). NaN counts only
/// where there is nothing else. `None` when `v` is no sparse matrix with elements along `dim` below 2.
pub fn extreme(v: &Value, dim: usize, largest: bool) -> Option<(Value, Value)> {
    let dims = v.dims();
    if dim > 1 || dims.dim(dim) == 0 {
        return None;
    }
    match v {
        Value::Sparse(s) => Some(extremes(s, dim, largest)),
        Value::SparseComplex(s) => Some(extremes(s, dim, largest)),
        Value::SparseBool(s) => Some(extremes(&s.map(|&b| b as u8 as f64), dim, largest)),
        _ => None,
    }
}

fn extremes<T: Number>(s: &Sparse<T>, dim: usize, largest: bool) -> (Value, Value) {
    let turned = if dim == 1 { s.transposed(|x| *x) } else { s.clone() };
    let found: Vec<(T, usize)> = (0..turned.cols()).map(|c| extreme_of(&turned, c, largest)).collect();
    let n = found.len();
    let values = found.iter().map(|f| f.0).collect();
    let row = Sparse::from_parts(1, n, (0..=n).collect(), vec![0; n], values);
    let places = found.iter().map(|f| f.1 as f64 + 1.0).collect();
    if dim == 1 {
        (T::wrap(row.transposed(|x| *x)), NdArray::col(places).into())
    } else {
        (T::wrap(row), NdArray::row(places).into())
    }
}

fn extreme_of<T: Number>(s: &Sparse<T>, c: usize, largest: bool) -> (T, usize) {
    let (rows, values) = s.column(c);
    let first_zero =
        (rows.len() < s.rows()).then(|| rows.iter().enumerate().position(|(k, &r)| k != r).unwrap_or(rows.len()));
    let better = |x: T, y: T| if largest { x.exceeds(y) } else { y.exceeds(x) };
    let mut best: Option<(T, usize)> = None;
    for (&r, &x) in rows.iter().zip(values).filter(|e| !e.1.is_nan()) {
        if best.is_none_or(|b| better(x, b.0)) {
            best = Some((x, r));
        }
    }
    if let Some(z) = first_zero
        && best.is_none_or(|b| better(T::ZERO, b.0) || (!better(b.0, T::ZERO) && z < b.1))
    {
        best = Some((T::ZERO, z));
    }
    best.unwrap_or_else(|| (values[0], 0))
}

/// Running sums or products along `dim`, stored sparse.
pub fn cumulative(v: &Value, dim: usize, product: bool) -> Option<Value> {
    if dim > 1 {
        return None;
    }
    match v {
        Value::Sparse(s) => Some(running(s, dim, product)),
        Value::SparseComplex(s) => Some(running(s, dim, product)),
        Value::SparseBool(s) => Some(running(&s.map(|&b| b as u8 as f64), dim, product)),
        _ => None,
    }
}

fn running<T: Number>(s: &Sparse<T>, dim: usize, product: bool) -> Value {
    if dim == 1 {
        return T::wrap(running_columns(&s.transposed(|x| *x), product).transposed(|x| *x));
    }
    T::wrap(running_columns(s, product))
}

fn running_columns<T: Number>(s: &Sparse<T>, product: bool) -> Sparse<T> {
    let (mut starts, mut rows, mut values) = (vec![0], Vec::new(), Vec::new());
    for c in 0..s.cols() {
        let (stored, x) = s.column(c);
        if product {
            let mut total = T::ONE;
            for (k, &r) in stored.iter().enumerate().take_while(|(k, r)| k == *r) {
                total = total * x[k];
                rows.push(r);
                values.push(total);
            }
        } else {
            let mut total = T::ZERO;
            for (k, &r) in stored.iter().enumerate() {
                total = total + x[k];
                let end = stored.get(k + 1).copied().unwrap_or(s.rows());
                rows.extend(r..end);
                values.extend(std::iter::repeat_n(total, end - r));
            }
        }
        starts.push(values.len());
    }
    Sparse::from_parts(s.rows(), s.cols(), starts, rows, values)
}
