//! Sparse matrices: making and measuring them, reductions that stay sparse, orderings, incomplete
//! factorisations, queries of structure.
//!
//! Operators, indexing and display of sparse matrices belong to the values; systems and products to linear
//! algebra. Iterative solvers are written in the language (`library/sparse`).

pub mod create;
pub mod graph;
pub mod incomplete;
pub mod order;
pub mod query;
pub mod reduce;
pub mod shape;

use runmat_value::sparse::Sparse;
use runmat_value::{C64, Element, Value};
use std::sync::Arc;

/// Runs the same generic code on any sparse matrix; `else` takes all other values.
macro_rules! by_sparse {
    ($value:expr, $s:ident => $body:expr, else $other:ident => $rest:expr) => {
        match $value {
            runmat_value::Value::Sparse($s) => $body,
            runmat_value::Value::SparseComplex($s) => $body,
            runmat_value::Value::SparseBool($s) => $body,
            $other => $rest,
        }
    };
}
pub(crate) use by_sparse;

/// Element types with a sparse form.
pub trait SparseElement: Element + Copy {
    /// The value holding a matrix of these.
    fn wrap(s: Sparse<Self>) -> Value;
}

impl SparseElement for f64 {
    fn wrap(s: Sparse<Self>) -> Value {
        Value::Sparse(Arc::new(s))
    }
}

impl SparseElement for bool {
    fn wrap(s: Sparse<Self>) -> Value {
        Value::SparseBool(Arc::new(s))
    }
}

/// Complex matrices without imaginary parts become real.
impl SparseElement for C64 {
    fn wrap(s: Sparse<Self>) -> Value {
        if s.values().iter().all(|z| z.im == 0.0) {
            Value::Sparse(Arc::new(s.map(|z| z.re)))
        } else {
            Value::SparseComplex(Arc::new(s))
        }
    }
}

/// Where the elements of a value that are not zero lie; zeros of a dense matrix do not count.
pub fn pattern(v: &Value) -> Sparse<bool> {
    match v {
        Value::Sparse(s) => s.map(|_| true),
        Value::SparseComplex(s) => s.map(|_| true),
        Value::SparseBool(s) => Sparse::clone(s),
        other => Sparse::from_dense(&runmat_value::convert::nonzero(other)),
    }
}

/// Any matrix of numbers as a sparse complex one.
pub fn complexes(v: &Value) -> Sparse<C64> {
    match v {
        Value::SparseComplex(s) => Sparse::clone(s),
        Value::Sparse(s) => s.map(|&x| C64::new(x, 0.0)),
        Value::SparseBool(s) => s.map(|&x| C64::new(x as u8 as f64, 0.0)),
        other => Sparse::from_dense(&runmat_value::convert::complex_array(other)),
    }
}
