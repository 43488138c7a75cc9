//! Making sparse matrices, and making them full again.

use super::SparseElement;
use crate::args;
use runmat_ignition::{Builtin, CallCx};
use runmat_value::ops::octave_type_name;
use runmat_value::sparse::Sparse;
use runmat_value::{C64, Class, Dims, Error, ErrorKind, Result, Value, convert};

/// Making sparse matrices.
pub const TABLE: &[Builtin] = &[
    Builtin::one("sparse", (1, 6), sparse).doc(
        "sparse(A): the matrix A, stored sparse.\nsparse(m, n): an m-by-n matrix of zeros.\nsparse(i, j, v): elements v at rows i and columns j, equal places added up.\nsparse(i, j, v, m, n): of this size.\nsparse(i, j, v, m, n, \"unique\"): the last of equal places wins.\n    sparse([1 2], [1 2], [5 6])",
    ),
    Builtin::one("full", (1, 1), full).doc("full(A): the matrix with all elements stored.\n    full(speye(2))"),
    Builtin::one("issparse", (1, 1), |_, args| Ok(Value::Bool(args[0].is_sparse())))
        .doc("issparse(A): whether A is stored sparse.\n    issparse(speye(2))"),
    Builtin::one("spalloc", (1, 3), spalloc)
        .doc("spalloc(m, n, k): an m-by-n sparse matrix of zeros with room for k elements.\n    spalloc(2, 2, 3)"),
    Builtin::one("speye", (0, 2), speye)
        .doc("speye(n), speye(m, n), speye([m n]): the sparse identity matrix.\n    speye(2)"),
    Builtin::one("spones", (1, 1), spones)
        .doc("spones(A): a sparse matrix with ones where A is not zero.\n    spones([5 0 7])"),
];

fn sparse(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    match args.len() {
        1 => from_value(cx, &args[0]),
        2 => {
            let (m, n) = (size(cx, &args[0])?, size(cx, &args[1])?);
            zeros(cx, m, n)
        }
        4 if !cx.octave() => Err(Error::new("MATLAB:minrhs", "Not enough input arguments.")),
        _ => from_places(cx, args),
    }
}

fn is_number(v: &Value) -> bool {
    !v.is_undef() && (v.is_numeric() || v.class() == Class::Logical)
}

fn wrong_class(cx: &CallCx<'_>, v: &Value) -> Error {
    if cx.octave() {
        let name = if v.is_char() { "string" } else { octave_type_name(v) };
        Error::msg(format!("{}: wrong type argument '{name}'", cx.name))
    } else {
        ErrorKind::Undefined { name: cx.name.into(), argument_class: Some(v.class_name()) }.into()
    }
}

fn from_value(cx: &mut CallCx<'_>, v: &Value) -> Result<Value> {
    if !is_number(v) {
        return Err(wrong_class(cx, v));
    }
    if v.class().is_integer() {
        let name = octave_type_name(v);
        return Err(if cx.octave() {
            Error::msg(format!("octave_base_value::sparse_matrix_value(): wrong type argument '{name}'"))
        } else {
            wrong_class(cx, v)
        });
    }
    cx.charge(v.numel().min(1 << 30));
    let dims = v.dims();
    if dims.is_matrix() {
        return Ok(convert::to_sparse(v));
    }
    if !cx.octave() {
        return Err(Error::new("MATLAB:sparse:NDArray", "Inputs must be 2-D matrices."));
    }
    let flat = Dims::new(dims.rows(), dims[1..].iter().product());
    let flattened: Value = match v {
        _ if v.is_complex() => convert::complex_array(v).reshaped(flat).into(),
        Value::Bools(_) => convert::nonzero(v).reshaped(flat).into(),
        _ => convert::real_array(v).reshaped(flat).into(),
    };
    Ok(convert::to_sparse(&flattened))
}

/// A size argument; what is negative counts as 0.
fn size(cx: &CallCx<'_>, v: &Value) -> Result<usize> {
    if v.is_empty() && cx.octave() {
        return Ok(0);
    }
    let Some(x) = v.as_f64() else {
        return Err(if cx.octave() {
            Error::msg(format!("{}: dimensions M and N must be scalar", cx.name))
        } else {
            Error::new("MATLAB:sparse:nonScalarSize", "Sparse matrix sizes must be scalars.")
        });
    };
    if x.is_nan() || (x != x.trunc() && x.is_finite()) {
        return Err(if cx.octave() {
            Error::msg(format!("conversion of {x} to int64_t value failed"))
        } else {
            Error::new("MATLAB:sparse:nonIntegerSize", "Sparse matrix sizes must be non-negative integers.")
        });
    }
    if x < 0.0 && !cx.octave() {
        return Err(Error::new(
            "MATLAB:sparse:negativeSize",
            "Sparse matrix sizes must be non-negative integers less than MAXSIZE.",
        ));
    }
    Ok(x.clamp(0.0, 9.2e18) as usize)
}

/// Refuses sizes whose columns can't be counted or whose elements can't be numbered.
pub fn reserve(cx: &CallCx<'_>, rows: usize, cols: usize) -> Result<()> {
    if rows.checked_mul(cols).is_none_or(|n| n > isize::MAX as usize) {
        return Err(ErrorKind::TooLarge { dims: Dims::new(rows, cols), bytes: u128::MAX }.into());
    }
    cx.reserve(&Dims::new(1, cols.saturating_add(1)), 8)
}

fn zeros(cx: &CallCx<'_>, rows: usize, cols: usize) -> Result<Value> {
    reserve(cx, rows, cols)?;
    Ok(f64::wrap(Sparse::zero(rows, cols)))
}

/// Subscripts as 0-based places. `row`: which of the two they are.
fn places(cx: &CallCx<'_>, v: &Value, row: bool) -> Result<Vec<usize>> {
    if v.class() == Class::Logical && !v.is_scalar() {
        let flags = convert::nonzero(v);
        return Ok((0..flags.len()).filter(|&k| flags.data()[k]).collect());
    }
    let numbers = convert::to_f64_vec(v).ok_or_else(|| wrong_class(cx, v))?;
    let good = |x: f64| x >= 1.0 && x == x.trunc() && x < 9.3e18;
    if let Some(&bad) = numbers.iter().find(|&&x| !good(x)) {
        return Err(bad_place(cx, bad, row));
    }
    Ok(numbers.into_iter().map(|x| x as usize - 1).collect())
}

#[cold]
fn bad_place(cx: &CallCx<'_>, value: f64, row: bool) -> Error {
    if cx.octave() {
        let position = if row { 1 } else { 2 };
        return ErrorKind::BadIndex { name: None, position, count: 2, value }.into();
    }
    if value == value.trunc() {
        Error::new("MATLAB:sparse:nonPositiveIndex", "Index into matrix must be positive.")
    } else {
        Error::new("MATLAB:sparse:nonIntegerIndex", "Index into matrix must be an integer.")
    }
}

/// Elements as they are given to `sparse`.
enum Elements {
    Real(Vec<f64>),
    Logical(Vec<bool>),
    Complex(Vec<C64>),
}

fn from_places(cx: &mut CallCx<'_>, args: &[Value]) -> Result<Value> {
    let option = args[3..].last().and_then(Value::as_text);
    let args = if option.is_some() { &args[..args.len() - 1] } else { args };
    let replace = match option {
        Some(option) => match option.as_str() {
            "unique" if cx.octave() => true,
            "sum" | "summation" if cx.octave() => false,
            other => return Err(cx.fail("MATLAB:sparse:badOption", &format!("invalid option: {other}"))),
        },
        None => false,
    };
    let values = &args[2];
    if !is_number(values) {
        return Err(wrong_class(cx, values));
    }
    let (i, j) = (places(cx, &args[0], true)?, places(cx, &args[1], false)?);
    let count = common_length(cx, &[i.len(), j.len(), values.numel()])?;
    let at = |list: &[usize], k: usize| list[if list.len() == 1 { 0 } else { k }];
    let extent = |list: &[usize]| if count == 0 { 0 } else { list.iter().max().map_or(0, |x| x + 1) };
    let (rows, cols) = match (args.get(3), args.get(4)) {
        (Some(m), Some(n)) => (size(cx, m)?, size(cx, n)?),
        _ => (extent(&i), extent(&j)),
    };
    outside(cx, extent(&i), extent(&j), rows, cols)?;
    reserve(cx, rows, cols)?;
    cx.reserve(&Dims::new(1, count), 32)?;
    cx.charge(4 * count + cols);
    let elements = if values.is_complex() {
        Elements::Complex(convert::complex_f64(values).unwrap_or_default())
    } else if values.class() == Class::Logical {
        Elements::Logical(convert::nonzero(values).into_data())
    } else {
        Elements::Real(convert::to_f64_vec(values).unwrap_or_default())
    };
    fn build<T: SparseElement>(
        size: (usize, usize),
        places: impl Iterator<Item = (usize, usize)>,
        values: &[T],
        combine: impl Fn(T, T) -> T,
    ) -> Value {
        let value = |k: usize| values[if values.len() == 1 { 0 } else { k }];
        let triplets = places.enumerate().map(|(k, (r, c))| (r, c, value(k))).collect();
        T::wrap(Sparse::from_triplets(size.0, size.1, triplets, combine))
    }
    let places = (0..count).map(|k| (at(&i, k), at(&j, k)));
    Ok(match elements {
        Elements::Real(x) => build((rows, cols), places, &x, |a, b| if replace { b } else { a + b }),
        Elements::Logical(x) => build((rows, cols), places, &x, |a, b| if replace { b } else { a | b }),
        Elements::Complex(x) => build((rows, cols), places, &x, |a, b| if replace { b } else { a + b }),
    })
}

/// The common length of lists of which some may have one element.
fn common_length(cx: &CallCx<'_>, lengths: &[usize]) -> Result<usize> {
    let count = lengths.iter().copied().find(|&n| n != 1).unwrap_or(1);
    if lengths.iter().any(|&n| n != 1 && n != count) {
        return Err(if cx.octave() {
            Error::msg("sparse: dimension mismatch")
        } else {
            Error::new("MATLAB:sparse:vectorLengths", "Vectors must be the same length.")
        });
    }
    Ok(count)
}

fn outside(cx: &CallCx<'_>, down: usize, across: usize, rows: usize, cols: usize) -> Result<()> {
    if down <= rows && across <= cols {
        return Ok(());
    }
    if !cx.octave() {
        return Err(Error::new("MATLAB:sparse:indexExceedsSize", "Index exceeds array bounds."));
    }
    Err(Error::msg(if down > rows {
        format!("sparse: row index {down}out of bound {rows}")
    } else {
        format!("sparse: column index {}out of bound {cols}", rows.max(down))
    }))
}

fn full(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = args[0].take();
    if v.is_sparse() {
        let width = if v.is_complex() { 16 } else { 8 };
        cx.reserve(&v.dims(), width)?;
        cx.charge(v.numel());
        return Ok(convert::to_dense(&v));
    }
    Ok(convert::plain(v))
}

fn spalloc(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if cx.octave() {
        if args.len() < 2 {
            return Err(cx.invalid_call());
        }
        if args.iter().any(|v| v.as_f64().is_none_or(|x| x < 0.0)) {
            return Err(Error::msg("spalloc: M, N, and NZ must be non-negative"));
        }
    }
    let m = size(cx, &args[0])?;
    let n = args.get(1).map_or(Ok(m), |v| size(cx, v))?;
    zeros(cx, m, n)
}

fn speye(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dims = args::sizes(cx, args)?;
    let (rows, cols) = (dims.rows(), dims.cols());
    reserve(cx, rows, cols)?;
    let n = rows.min(cols);
    cx.charge(n);
    let starts = (0..=cols).map(|c| c.min(n)).collect();
    Ok(f64::wrap(Sparse::from_parts(rows, cols, starts, (0..n).collect(), vec![1.0; n])))
}

fn spones(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    Ok(f64::wrap(super::pattern(&args[0]).map(|_| 1.0)))
}
