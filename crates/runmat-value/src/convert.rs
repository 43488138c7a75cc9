//! Conversion between classes.

use crate::array::{C32, C64, Char, Element, NdArray, Note, View};
use crate::class::Class;
use crate::dims::Dims;
use crate::error::{Error, Result};
use crate::ops::integer::IntElement;
use crate::ops::kernels::{map, narrow_array};
use crate::ops::strings;
use crate::parallel::{self, Cost};
use crate::sparse::Sparse;
use crate::value::Value;
use runmat_syntax::Dialect;
use std::borrow::Cow;
use std::sync::Arc;

/// The value in another class: `double(x)`, `int8(x)`, `logical(x)`, `char(x)`, … Sparse matrices stay
/// sparse as doubles and logicals.
pub fn to_class(v: &Value, class: Class, dialect: Dialect) -> Result<Value> {
    if v.class() == class && !matches!(v, Value::Range(_)) {
        return Ok(v.clone());
    }
    if let (Value::Strings(_), true) = (v, class.is_numeric()) {
        return Ok(parsed(v, class));
    }
    let as_text = || class == Class::String && strings::texts(v).is_some();
    if !is_plain(v) && !as_text() {
        return Err(impossible(v, class, dialect));
    }
    match class {
        Class::Double => Ok(to_double(v)),
        Class::Single => to_single(v, dialect),
        Class::Logical => to_logical(v, dialect),
        Class::Char => to_char(v, dialect),
        Class::Int8 => to_integer::<i8>(v, dialect),
        Class::Int16 => to_integer::<i16>(v, dialect),
        Class::Int32 => to_integer::<i32>(v, dialect),
        Class::Int64 => to_integer::<i64>(v, dialect),
        Class::Uint8 => to_integer::<u8>(v, dialect),
        Class::Uint16 => to_integer::<u16>(v, dialect),
        Class::Uint32 => to_integer::<u32>(v, dialect),
        Class::Uint64 => to_integer::<u64>(v, dialect),
        Class::String => strings::texts(v).map(Value::from).ok_or_else(|| impossible(v, class, dialect)),
        _ => Err(impossible(v, class, dialect)),
    }
}

/// Numeric, char or logical.
fn is_plain(v: &Value) -> bool {
    !v.is_undef() && (v.class().is_numeric() || matches!(v.class(), Class::Logical | Class::Char))
}

#[cold]
fn impossible(v: &Value, class: Class, dialect: Dialect) -> Error {
    let name = class.name();
    match dialect {
        Dialect::Matlab => Error::new(
            "MATLAB:invalidConversion",
            format!("Conversion to {name} from {} is not possible.", v.class_name()),
        ),
        Dialect::Octave => {
            let type_name = crate::ops::octave_type_name(v);
            Error::msg(match class {
                Class::Logical => format!("logical: wrong type argument '{type_name}'"),
                Class::Char => {
                    format!("octave_base_value::convert_to_str_internal (): wrong type argument '{type_name}'")
                }
                _ => format!("invalid conversion from {type_name} to {name}"),
            })
        }
    }
}

/// Strings read as numbers; what is none gives NaN.
fn parsed(v: &Value, class: Class) -> Value {
    let Value::Strings(a) = v else { unreachable!("only strings are parsed") };
    let read = |s: &str| s.trim().replace(',', "").parse::<f64>().unwrap_or(f64::NAN);
    let doubles: Value = a.map(|t| t.0.as_deref().map_or(f64::NAN, read)).into();
    to_class(&doubles, class, Dialect::Matlab).unwrap_or(doubles)
}

fn to_double(v: &Value) -> Value {
    match v {
        Value::C32(a) => a.map(|z| C64::new(z.re as f64, z.im as f64)).into(),
        Value::SparseBool(s) => Value::Sparse(s.map(|&x| x as u8 as f64).into()),
        Value::F32(a) if a.note() == Note::Diagonal => real_array(v).with_note(Note::Diagonal).into(),
        _ => real_array(v).into(),
    }
}

fn to_single(v: &Value, dialect: Dialect) -> Result<Value> {
    if v.is_sparse() && dialect.is_octave() {
        return Err(impossible(v, Class::Single, dialect));
    }
    Ok(match v {
        Value::C64(a) => {
            let note = if a.note() == Note::Diagonal { a.note() } else { Note::None };
            a.map(|z| C32::new(z.re as f32, z.im as f32)).with_note(note).into()
        }
        Value::SparseComplex(_) => to_single(&to_dense(v), dialect)?,
        Value::F64(a) if a.note() == Note::Diagonal => a.map(|&x| x as f32).with_note(Note::Diagonal).into(),
        _ => real_array(v).map(|&x| x as f32).into(),
    })
}

fn to_logical(v: &Value, dialect: Dialect) -> Result<Value> {
    if has_nan(v) {
        return Err(crate::ops::nan_to_logical(dialect));
    }
    match v {
        _ if v.is_complex() && !dialect.is_octave() => {
            Err(Error::new("MATLAB:nologicalcomplex", "Complex values cannot be converted to logicals."))
        }
        Value::Char(_) | Value::Chars(_) if dialect.is_octave() => {
            let quoted = matches!(v, Value::Chars(a) if a.note() == Note::DoubleQuoted);
            let name = if quoted { "string" } else { "sq_string" };
            Err(Error::msg(format!("logical: wrong type argument '{name}'")))
        }
        Value::Sparse(s) => Ok(Value::SparseBool(s.map(|x| *x != 0.0).into())),
        Value::SparseComplex(s) => Ok(Value::SparseBool(s.map(|z| *z != C64::new(0.0, 0.0)).into())),
        _ => Ok(nonzero(v).into()),
    }
}

/// Codes become chars. Octave rounds, and has 256 of them; MATLAB cuts off, and has 65536.
fn to_char(v: &Value, dialect: Dialect) -> Result<Value> {
    if v.is_complex() {
        return Err(impossible(v, Class::Char, dialect));
    }
    if dialect.is_octave() && has_nan(v) {
        return Err(Error::msg("invalid conversion from NaN to character"));
    }
    let unit = |x: f64| match dialect {
        Dialect::Octave => {
            let x = x.round();
            if (0.0..256.0).contains(&x) { x as u16 } else { 0 }
        }
        Dialect::Matlab => x as u16,
    };
    Ok(real_array(v).map(|&x| Char(unit(x))).into())
}

fn to_integer<T: IntElement>(v: &Value, dialect: Dialect) -> Result<Value> {
    if v.is_complex() || (v.is_sparse() && dialect.is_octave()) {
        return Err(impossible(v, T::CLASS, dialect));
    }
    if matches!(v.class(), Class::Int64 | Class::Uint64) {
        let data = exact_integers(v).into_iter().map(T::from_i128).collect();
        return Ok(NdArray::new(v.dims(), data).into());
    }
    Ok(match f64::view(v) {
        Some(a) => map(a, T::from_f64),
        None => real_array(v).map(|&x| T::from_f64(x)).into(),
    })
}

/// The elements as doubles; real parts of complex ones are not taken: those give `None`, as do values
/// that are no numbers, chars or logicals.
pub fn to_f64_vec(v: &Value) -> Option<Vec<f64>> {
    try_real_array(v).map(NdArray::into_data)
}

/// [`to_f64_vec`], borrowed when the value holds doubles.
pub fn real_f64(v: &Value) -> Option<Cow<'_, [f64]>> {
    match f64::view(v) {
        Some(view) => Some(Cow::Borrowed(view.data())),
        None => to_f64_vec(v).map(Cow::Owned),
    }
}

/// The elements as complex doubles, of any numeric, char or logical value.
pub fn complex_f64(v: &Value) -> Option<Vec<C64>> {
    is_plain(v).then(|| complex_array(v).into_data())
}

/// The value as a double array, when it is real numeric, char or logical.
pub fn try_real_array(v: &Value) -> Option<NdArray<f64>> {
    (is_plain(v) && !v.is_complex()).then(|| real_array(v))
}

/// The value as a double array; imaginary parts are dropped.
///
/// # Panics
/// When it is no number, char or logical: a bug of the caller.
pub fn real_array(v: &Value) -> NdArray<f64> {
    fn of<T: Element + Copy>(v: &Value, f: impl Fn(T) -> f64 + Sync) -> NdArray<f64> {
        let a = T::view(v).expect("value of the class looked up");
        NdArray::new(a.dims(), parallel::map(a.data(), Cost::Cheap, f))
    }
    match v {
        Value::Range(r) => NdArray::row(r.to_vec()),
        Value::C64(a) => a.map(|z| z.re),
        Value::C32(a) => a.map(|z| z.re as f64),
        Value::Sparse(s) => s.to_dense(),
        Value::SparseBool(s) => s.to_dense().map(|&x| x as u8 as f64),
        Value::SparseComplex(s) => s.to_dense().map(|z| z.re),
        _ => match v.class() {
            Class::Double => of::<f64>(v, |x| x),
            Class::Single => of::<f32>(v, |x| x as f64),
            Class::Logical => of::<bool>(v, |x| x as u8 as f64),
            Class::Char => of::<Char>(v, |c| c.0 as f64),
            Class::Int8 => of::<i8>(v, |x| x as f64),
            Class::Int16 => of::<i16>(v, |x| x as f64),
            Class::Int32 => of::<i32>(v, |x| x as f64),
            Class::Int64 => of::<i64>(v, |x| x as f64),
            Class::Uint8 => of::<u8>(v, |x| x as f64),
            Class::Uint16 => of::<u16>(v, |x| x as f64),
            Class::Uint32 => of::<u32>(v, |x| x as f64),
            Class::Uint64 => of::<u64>(v, |x| x as f64),
            other => panic!("{} is no array of numbers", other.name()),
        },
    }
}

/// The value as a complex double array.
///
/// # Panics
/// When it is no number, char or logical: a bug of the caller.
pub fn complex_array(v: &Value) -> NdArray<C64> {
    match v {
        Value::C64(a) => NdArray::clone(a),
        Value::C32(a) => a.map(|z| C64::new(z.re as f64, z.im as f64)),
        Value::SparseComplex(s) => s.to_dense(),
        _ => {
            let a = real_array(v);
            NdArray::new(a.dims().clone(), parallel::map(a.data(), Cost::Cheap, |x| C64::new(x, 0.0)))
        }
    }
}

/// The real part, in the value's own precision.
pub fn real_part(v: &Value) -> Value {
    match v {
        Value::C64(a) => NdArray::new(a.dims().clone(), parallel::map(a.data(), Cost::Cheap, |z| z.re)).into(),
        Value::C32(a) => a.map(|z| z.re).into(),
        Value::SparseComplex(s) => Value::Sparse(s.map(|z| z.re).into()),
        _ => v.clone(),
    }
}

/// The elements of an integer, logical or char value, exactly.
pub fn exact_integers(v: &Value) -> Vec<i128> {
    fn of<T: IntElement>(v: &Value) -> Vec<i128> {
        T::view(v).map_or_else(Vec::new, |a| a.data().iter().map(|x| x.to_i128()).collect())
    }
    match v.class() {
        Class::Int8 => of::<i8>(v),
        Class::Int16 => of::<i16>(v),
        Class::Int32 => of::<i32>(v),
        Class::Int64 => of::<i64>(v),
        Class::Uint8 => of::<u8>(v),
        Class::Uint16 => of::<u16>(v),
        Class::Uint32 => of::<u32>(v),
        Class::Uint64 => of::<u64>(v),
        _ => real_array(v).data().iter().map(|&x| x as i128).collect(),
    }
}

/// Whether any element is not a number.
pub fn has_nan(v: &Value) -> bool {
    match v {
        Value::Num(x) => x.is_nan(),
        Value::Single(x) => x.is_nan(),
        Value::F64(a) => !parallel::all(a.data(), |x| !x.is_nan()),
        Value::F32(a) => a.data().iter().any(|x| x.is_nan()),
        Value::C64(a) => a.data().iter().any(|z| z.re.is_nan() || z.im.is_nan()),
        Value::C32(a) => a.data().iter().any(|z| z.re.is_nan() || z.im.is_nan()),
        Value::Sparse(s) => s.values().iter().any(|x| x.is_nan()),
        Value::SparseComplex(s) => s.values().iter().any(|z| z.re.is_nan() || z.im.is_nan()),
        _ => false,
    }
}

/// Which elements are nonzero (NaN is), of any numeric, char or logical value.
pub fn nonzero(v: &Value) -> NdArray<bool> {
    fn of<T: Element + Copy>(a: View<T>) -> NdArray<bool> {
        let zero = T::fill();
        NdArray::new(a.dims(), parallel::map(a.data(), Cost::Cheap, |x| x != zero))
    }
    macro_rules! by_type {
        ($($t:ty)*) => {{
            $(if let Some(a) = <$t>::view(v) {
                return of(a);
            })*
        }};
    }
    by_type!(f64 bool f32 Char C64 C32 i8 i16 i32 i64 u8 u16 u32 u64);
    match v {
        Value::SparseBool(s) => s.to_dense(),
        Value::SparseComplex(s) => s.to_dense().map(|z| *z != C64::new(0.0, 0.0)),
        _ => real_array(v).map(|&x| x != 0.0),
    }
}

/// Ranges and sparse matrices as plain arrays; all else as it is.
pub fn to_dense(v: &Value) -> Value {
    match v {
        Value::Range(r) => NdArray::row(r.to_vec()).into(),
        Value::Sparse(s) => s.to_dense().into(),
        Value::SparseBool(s) => s.to_dense().into(),
        Value::SparseComplex(s) => s.to_dense().into(),
        _ => v.clone(),
    }
}

/// All elements stored, nothing remembered of a diagonal or a permutation: what `full` gives.
pub fn plain(v: Value) -> Value {
    fn forget<T: Element>(a: Arc<NdArray<T>>) -> Value {
        Arc::unwrap_or_clone(a).with_note(Note::None).into()
    }
    let noted = |n: Note| matches!(n, Note::Diagonal | Note::Permutation);
    match v {
        Value::F64(a) if noted(a.note()) => forget(a),
        Value::F32(a) if noted(a.note()) => forget(a),
        Value::C64(a) if noted(a.note()) => forget(a),
        Value::C32(a) if noted(a.note()) => forget(a),
        Value::Range(_) | Value::Sparse(_) | Value::SparseComplex(_) | Value::SparseBool(_) => to_dense(&v),
        other => other,
    }
}

/// A matrix of numbers, logicals or chars in sparse form (integers and singles as doubles); N-D arrays and
/// all else stay as they are.
pub fn to_sparse(v: &Value) -> Value {
    match v {
        _ if !v.dims().is_matrix() || !is_plain(v) || v.is_sparse() => v.clone(),
        Value::Bool(_) | Value::Bools(_) => Value::SparseBool(Sparse::from_dense(&nonzero(v)).into()),
        _ if v.is_complex() => Value::SparseComplex(Sparse::from_dense(&complex_array(v)).into()),
        _ => Value::Sparse(Sparse::from_dense(&real_array(v)).into()),
    }
}

/// Complex with all imaginary parts zero becomes real.
pub fn narrow(v: Value) -> Value {
    match v {
        Value::C64(a) if parallel::all(a.data(), |z| z.im == 0.0) => a.map(|z| z.re).with_note(a.note()).into(),
        Value::C32(a) if a.data().iter().all(|z| z.im == 0.0) => narrow_array(NdArray::clone(&a)),
        Value::SparseComplex(s) if s.values().iter().all(|z| z.im == 0.0) => Value::Sparse(s.map(|z| z.re).into()),
        other => other,
    }
}

/// An empty array of the class and size; `None` for classes without arrays of elements.
pub fn empty_of(class: Class, dims: Dims) -> Option<Value> {
    fn of<T: Element>(dims: Dims) -> Value {
        let n = dims.numel();
        NdArray::new(dims, vec![T::fill(); n]).into()
    }
    Some(match class {
        Class::Double => of::<f64>(dims),
        Class::Single => of::<f32>(dims),
        Class::Logical => of::<bool>(dims),
        Class::Char => of::<Char>(dims),
        Class::Int8 => of::<i8>(dims),
        Class::Int16 => of::<i16>(dims),
        Class::Int32 => of::<i32>(dims),
        Class::Int64 => of::<i64>(dims),
        Class::Uint8 => of::<u8>(dims),
        Class::Uint16 => of::<u16>(dims),
        Class::Uint32 => of::<u32>(dims),
        Class::Uint64 => of::<u64>(dims),
        Class::String => of::<crate::array::Text>(dims),
        Class::Cell => of::<Value>(dims),
        _ => return None,
    })
}
