//! Arguments and results of linear algebra.

use super::kernels::{Dense, Scalar};
use runmat_ignition::CallCx;
pub use runmat_value::convert::{complex_f64 as complex_data, to_f64_vec as real_data};
use runmat_value::ops::octave_type_name;
use runmat_value::sparse::Sparse;
use runmat_value::{C64, Error, ErrorKind, Name, NdArray, Note, Result, Value};

/// A dense matrix argument; single precision is held in double.
#[derive(Debug, Clone)]
pub struct Operand {
    /// The elements.
    pub field: Field,
    /// Whether results are rounded to single.
    pub single: bool,
    /// Whether it was given sparse.
    pub sparse: bool,
    /// What was remembered of the array.
    pub note: Note,
}

/// Real or complex elements.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub enum Field {
    Real(Dense<f64>),
    Complex(Dense<C64>),
}

/// Runs the same generic code on either field.
macro_rules! by_field {
    ($field:expr, $a:ident => $body:expr) => {
        match $field {
            $crate::linalg::operand::Field::Real($a) => $body,
            $crate::linalg::operand::Field::Complex($a) => $body,
        }
    };
}
pub(crate) use by_field;

impl Operand {
    /// A matrix argument: floating point, logical, char, (in Octave) integer; at most two dimensions.
    pub fn read(cx: &CallCx<'_>, v: &Value) -> Result<Operand> {
        if v.dims().ndims() > 2 {
            return Err(not_two_dimensional(cx));
        }
        let class = v.class();
        if class.is_integer() && !cx.octave() {
            return Err(wrong_class(cx, v));
        }
        let (rows, cols) = (v.dims().rows(), v.dims().cols());
        let field = if v.is_complex() {
            let data = complex_data(v).ok_or_else(|| wrong_class(cx, v))?;
            Field::Complex(Dense::new(rows, cols, data))
        } else {
            let data = real_data(v).ok_or_else(|| wrong_class(cx, v))?;
            Field::Real(Dense::new(rows, cols, data))
        };
        let note = super::structured::note_of(v);
        Ok(Operand { field, single: class == runmat_value::Class::Single, sparse: v.is_sparse(), note })
    }

    /// Like [`Operand::read`], the matrix being square.
    pub fn square(cx: &CallCx<'_>, v: &Value) -> Result<Operand> {
        let operand = Operand::read(cx, v)?;
        if operand.rows() != operand.cols() {
            return Err(not_square(cx));
        }
        Ok(operand)
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        by_field!(&self.field, a => a.rows())
    }

    /// Columns.
    pub fn cols(&self) -> usize {
        by_field!(&self.field, a => a.cols())
    }

    /// No elements.
    pub fn is_empty(&self) -> bool {
        self.rows() == 0 || self.cols() == 0
    }

    /// Stored with imaginary parts.
    pub fn is_complex(&self) -> bool {
        matches!(self.field, Field::Complex(_))
    }

    /// As complex numbers.
    pub fn complex(&self) -> Dense<C64> {
        by_field!(&self.field, a => a.to_complex())
    }

    /// The rounding unit of the class.
    pub fn epsilon(&self) -> f64 {
        if self.single { f32::EPSILON as f64 } else { f64::EPSILON }
    }

    /// A result of this class.
    pub fn wrap<T: Scalar>(&self, m: Dense<T>) -> Value {
        wrap(m, self.single)
    }

    /// A real column of this class.
    pub fn column(&self, v: Vec<f64>) -> Value {
        wrap(Dense::new(v.len(), 1, v), self.single)
    }
}

impl Field {
    /// Both operands over one field.
    pub fn common(a: Field, b: Field) -> Pair {
        match (a, b) {
            (Field::Real(a), Field::Real(b)) => Pair::Real(a, b),
            (a, b) => Pair::Complex(a.into_complex(), b.into_complex()),
        }
    }

    /// As complex numbers.
    pub fn into_complex(self) -> Dense<C64> {
        match self {
            Field::Real(a) => a.to_complex(),
            Field::Complex(a) => a,
        }
    }
}

/// Two operands over one field.
#[allow(missing_docs)]
pub enum Pair {
    Real(Dense<f64>, Dense<f64>),
    Complex(Dense<C64>, Dense<C64>),
}

/// The value of a computed matrix: real where all imaginary parts are zero, rounded to single if asked.
pub fn wrap<T: Scalar>(m: Dense<T>, single: bool) -> Value {
    let (rows, cols) = m.size();
    if T::COMPLEX && m.data().iter().all(|x| x.im() == 0.0) {
        return wrap(m.real(), single);
    }
    let array = NdArray::matrix(rows, cols, m.into_data());
    if single { T::single_value(array) } else { T::into_value(array) }
}

/// A diagonal matrix: Octave remembers that it is one.
pub fn wrap_diagonal<T: Scalar>(cx: &CallCx<'_>, m: Dense<T>, single: bool) -> Value {
    noted(cx, wrap(m, single), Note::Diagonal)
}

/// A permutation matrix whose row `k` picks element `order[k]`: Octave remembers that it is one.
pub fn permutation(cx: &CallCx<'_>, order: &[usize]) -> Value {
    let n = order.len();
    let mut m = Dense::zeros(n, n);
    for (r, &c) in order.iter().enumerate() {
        m[(r, c)] = 1.0;
    }
    noted(cx, wrap(m, false), Note::Permutation)
}

/// A permutation as a row of 1-based numbers.
pub fn permutation_row(order: &[usize]) -> Value {
    Value::row(order.iter().map(|&k| k as f64 + 1.0).collect())
}

/// Attaches a note in Octave.
pub fn noted(cx: &CallCx<'_>, v: Value, note: Note) -> Value {
    fn with<T: runmat_value::Element>(a: std::sync::Arc<NdArray<T>>, note: Note) -> std::sync::Arc<NdArray<T>> {
        std::sync::Arc::new(std::sync::Arc::unwrap_or_clone(a).with_note(note))
    }
    match v {
        _ if !cx.octave() || v.is_scalar() => v,
        Value::F64(a) => Value::F64(with(a, note)),
        Value::F32(a) => Value::F32(with(a, note)),
        Value::C64(a) => Value::C64(with(a, note)),
        Value::C32(a) => Value::C32(with(a, note)),
        other => other,
    }
}

/// The sparse matrix inside a value, over a field.
pub fn sparse_of<T: Scalar>(v: &Value) -> Option<Sparse<T>> {
    match v {
        Value::Sparse(s) => Some(s.map(|&x| T::of(x))),
        Value::SparseBool(s) => Some(s.map(|&b| T::of(b as u8 as f64))),
        Value::SparseComplex(s) => Some(s.map(|&z| T::of_complex(z))),
        _ => None,
    }
}

/// The value of a sparse matrix: real where all imaginary parts are zero.
pub fn wrap_sparse<T: Scalar>(s: Sparse<T>) -> Value {
    T::sparse_value(s)
}

/// Octave's name of an argument's representation: texts by their quotes.
pub fn argument_type_name(v: &Value) -> &'static str {
    match v {
        Value::Char(_) => "sq_string",
        Value::Chars(a) if a.note() != Note::DoubleQuoted => "sq_string",
        _ => octave_type_name(v),
    }
}

/// An argument of a class the function has no use for.
pub fn wrong_class(cx: &CallCx<'_>, v: &Value) -> Error {
    if cx.octave() {
        let head = match cx.name {
            "rcond" | "kron" | "conv" => "octave_base_value::matrix_value()",
            "rank" | "cond" => "svd",
            name => name,
        };
        Error::msg(format!("{head}: wrong type argument '{}'", argument_type_name(v)))
    } else {
        ErrorKind::Undefined { name: Name::from(cx.name), argument_class: Some(v.class_name()) }.into()
    }
}

/// A matrix that should have been square.
pub fn not_square(cx: &CallCx<'_>) -> Error {
    if !cx.octave() {
        return Error::new("MATLAB:square", "Matrix must be square.");
    }
    Error::msg(match cx.name {
        "inv" | "inverse" => "inverse: A must be a square matrix".to_string(),
        "chol" => "chol: requires square matrix".into(),
        "rcond" => "matrix must be square".into(),
        "chol2inv" => "chol2inv requires square matrix".into(),
        name => format!("{name}: A must be a square matrix"),
    })
}

/// An array with more than two dimensions.
pub fn not_two_dimensional(cx: &CallCx<'_>) -> Error {
    if !cx.octave() {
        return Error::new("MATLAB:mustBe2D", "Input must be 2-D.");
    }
    Error::msg(match cx.name {
        "inv" | "inverse" => "inverse requires square matrix".to_string(),
        "norm" => "norm: only valid for 2-D objects".into(),
        "trace" => "trace: only valid on 2-D objects".into(),
        "triu" | "tril" => format!("{}: need a 2-D matrix", cx.name),
        name => format!("{name}: A must be a 2-D matrix"),
    })
}
