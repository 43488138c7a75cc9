//! What the array functions share: dispatch by element type, dimension arguments, moving elements.

use runmat_ignition::CallCx;
use runmat_value::{Dims, Element, Error, NdArray, Result, StructArray, Value, convert, ops};
use std::sync::Arc;

/// Runs the body with `$t` the element type of a dense array or scalar; `else` for all other values.
macro_rules! by_element {
    ($v:expr, $t:ident => $body:expr, else => $other:expr) => {{
        use runmat_value::Value as V;
        #[allow(clippy::clone_on_copy, reason = "the body is written for all element types")]
        let out = match $v {
            V::Num(_) | V::F64(_) => {
                type $t = f64;
                $body
            }
            V::Bool(_) | V::Bools(_) => {
                type $t = bool;
                $body
            }
            V::Single(_) | V::F32(_) => {
                type $t = f32;
                $body
            }
            V::Char(_) | V::Chars(_) => {
                type $t = runmat_value::Char;
                $body
            }
            V::C64(_) => {
                type $t = runmat_value::C64;
                $body
            }
            V::C32(_) => {
                type $t = runmat_value::C32;
                $body
            }
            V::I8(_) | V::I8s(_) => {
                type $t = i8;
                $body
            }
            V::I16(_) | V::I16s(_) => {
                type $t = i16;
                $body
            }
            V::I32(_) | V::I32s(_) => {
                type $t = i32;
                $body
            }
            V::I64(_) | V::I64s(_) => {
                type $t = i64;
                $body
            }
            V::U8(_) | V::U8s(_) => {
                type $t = u8;
                $body
            }
            V::U16(_) | V::U16s(_) => {
                type $t = u16;
                $body
            }
            V::U32(_) | V::U32s(_) => {
                type $t = u32;
                $body
            }
            V::U64(_) | V::U64s(_) => {
                type $t = u64;
                $body
            }
            V::Strings(_) => {
                type $t = runmat_value::Text;
                $body
            }
            V::Cell(_) => {
                type $t = runmat_value::Value;
                $body
            }
            _ => $other,
        };
        out
    }};
}

/// Runs the body with `$t` the element type of a value of an integer class.
macro_rules! by_integer {
    ($class:expr, $t:ident => $body:expr, else => $other:expr) => {{
        use runmat_value::Class as C;
        match $class {
            C::Int8 => {
                type $t = i8;
                $body
            }
            C::Int16 => {
                type $t = i16;
                $body
            }
            C::Int32 => {
                type $t = i32;
                $body
            }
            C::Int64 => {
                type $t = i64;
                $body
            }
            C::Uint8 => {
                type $t = u8;
                $body
            }
            C::Uint16 => {
                type $t = u16;
                $body
            }
            C::Uint32 => {
                type $t = u32;
                $body
            }
            C::Uint64 => {
                type $t = u64;
                $body
            }
            _ => $other,
        }
    }};
}

/// Runs the body with `$t` the element type of a dense numeric array or scalar.
macro_rules! by_number {
    ($v:expr, $t:ident => $body:expr, else => $other:expr) => {{
        use runmat_value::Value as V;
        match $v {
            V::Num(_) | V::F64(_) => {
                type $t = f64;
                $body
            }
            V::Single(_) | V::F32(_) => {
                type $t = f32;
                $body
            }
            V::C64(_) => {
                type $t = runmat_value::C64;
                $body
            }
            V::C32(_) => {
                type $t = runmat_value::C32;
                $body
            }
            V::I8(_) | V::I8s(_) => {
                type $t = i8;
                $body
            }
            V::I16(_) | V::I16s(_) => {
                type $t = i16;
                $body
            }
            V::I32(_) | V::I32s(_) => {
                type $t = i32;
                $body
            }
            V::I64(_) | V::I64s(_) => {
                type $t = i64;
                $body
            }
            V::U8(_) | V::U8s(_) => {
                type $t = u8;
                $body
            }
            V::U16(_) | V::U16s(_) => {
                type $t = u16;
                $body
            }
            V::U32(_) | V::U32s(_) => {
                type $t = u32;
                $body
            }
            V::U64(_) | V::U64s(_) => {
                type $t = u64;
                $body
            }
            _ => $other,
        }
    }};
}

/// The elements at `from` (linear, 0-based, in range) as an array of size `dims`.
pub fn gather(v: &Value, dims: Dims, from: &[usize]) -> Value {
    debug_assert_eq!(dims.numel(), from.len());
    let dense;
    let v = match v {
        Value::Range(r) => return NdArray::new(dims, from.iter().map(|&k| r.get(k)).collect()).into(),
        Value::Struct(s) => {
            let values = from.iter().flat_map(|&k| (0..s.names().len()).map(move |f| s.at(k, f).clone())).collect();
            return Value::Struct(Arc::new(StructArray::from_parts(dims, s.shared_names().clone(), values)));
        }
        _ if v.is_sparse() => {
            dense = convert::to_dense(v);
            let picked = gather(&dense, dims, from);
            return sparse_like(v, picked);
        }
        _ => v,
    };
    by_element!(v, T => {
        let a = <T as Element>::view(v).expect("the class was looked at");
        let data = a.data();
        convert::narrow(keep_quotes(v, NdArray::new(dims, from.iter().map(|&k| data[k].clone()).collect()).into()))
    }, else => v.clone())
}

/// A char result keeps the double quotes of its source.
pub fn keep_quotes(source: &Value, result: Value) -> Value {
    use runmat_value::Note;
    match (source, result) {
        (Value::Chars(s), Value::Chars(r)) if s.note() == Note::DoubleQuoted => {
            Value::Chars(Arc::new(Arc::unwrap_or_clone(r).with_note(Note::DoubleQuoted)))
        }
        (_, r) => r,
    }
}

/// A dense result made sparse where `source` is.
pub fn sparse_like(source: &Value, dense: Value) -> Value {
    if source.is_sparse() { to_sparse(&dense) } else { dense }
}

pub use runmat_value::convert::to_sparse;

/// The same elements in another size (which has as many).
pub fn reshape_to(v: Value, dims: Dims) -> Value {
    if v.dims() == dims {
        return v;
    }
    let v = match v {
        Value::Range(_) => convert::to_dense(&v),
        Value::Struct(s) => return Value::Struct(Arc::new(Arc::unwrap_or_clone(s).reshaped(dims))),
        _ if v.is_sparse() => return sparse_reshape(&v, dims),
        v => v,
    };
    by_element!(&v, T => match <T as Element>::take(v) {
        Ok(a) => NdArray::reshaped(a, dims).into(),
        Err(v) => v,
    }, else => v)
}

fn sparse_reshape(v: &Value, dims: Dims) -> Value {
    let (rows, cols) = (dims.rows(), dims[1..].iter().product());
    match v {
        Value::Sparse(s) => Value::Sparse(Arc::new(s.reshaped(rows, cols))),
        Value::SparseBool(s) => Value::SparseBool(Arc::new(s.reshaped(rows, cols))),
        Value::SparseComplex(s) => Value::SparseComplex(Arc::new(s.reshaped(rows, cols))),
        _ => v.clone(),
    }
}

/// For each element of the permuted array its place in the original; and the new size.
pub fn permuted_places(dims: &Dims, order: &[usize]) -> (Dims, Vec<usize>) {
    let mut strides = vec![1usize; order.len()];
    for d in 1..order.len() {
        strides[d] = strides[d - 1] * dims.dim(d - 1);
    }
    let sizes: Vec<usize> = order.iter().map(|&d| dims.dim(d)).collect();
    let steps: Vec<usize> = order.iter().map(|&d| strides[d]).collect();
    let n: usize = sizes.iter().product();
    let mut places = Vec::with_capacity(n);
    if n > 0 {
        fill_places(&mut places, &sizes, &steps);
    }
    (Dims::from_slice(&sizes), places)
}

fn fill_places(out: &mut Vec<usize>, sizes: &[usize], steps: &[usize]) {
    let mut at = vec![0usize; sizes.len()];
    let mut base = 0;
    loop {
        out.extend((0..sizes[0]).map(|k| base + k * steps[0]));
        let mut d = 1;
        loop {
            if d >= sizes.len() {
                return;
            }
            at[d] += 1;
            base += steps[d];
            if at[d] < sizes[d] {
                break;
            }
            base -= steps[d] * sizes[d];
            at[d] = 0;
            d += 1;
        }
    }
}

/// Dimensions in another order (a permutation of at least `ndims` numbers).
pub fn permute(v: &Value, order: &[usize]) -> Result<Value> {
    let dims = v.dims();
    if order.iter().enumerate().all(|(k, &d)| k == d) {
        return Ok(v.clone());
    }
    let moved = || order.iter().copied().filter(|&d| dims.dim(d) != 1);
    if moved().is_sorted() {
        let sizes: Vec<usize> = order.iter().map(|&d| dims.dim(d)).collect();
        return Ok(reshape_to(v.clone(), Dims::from_slice(&sizes)));
    }
    if order[..2] == [1, 0] && dims.is_matrix() {
        return ops::transpose(v, false);
    }
    let (dims, places) = permuted_places(&dims, order);
    Ok(gather(v, dims, &places))
}

/// "wrong type argument" as reductions word it.
pub fn wrong_type(cx: &CallCx<'_>, v: &Value) -> Error {
    if cx.octave() {
        let name = match v {
            Value::Cell(_) => "cell",
            _ => ops::octave_type_name(v),
        };
        Error::msg(format!("{}: wrong type argument '{name}'", cx.name))
    } else {
        Error::new(
            "MATLAB:UndefinedFunction",
            format!("Undefined function '{}' for input arguments of type '{}'.", cx.name, v.class_name()),
        )
    }
}

/// Numeric, logical or char.
pub fn is_plain(v: &Value) -> bool {
    use runmat_value::Class;
    !v.is_undef() && (v.is_numeric() || matches!(v.class(), Class::Logical | Class::Char))
}

/// Whether the value is a text argument (an option), not data.
pub fn option_text(v: &Value) -> Option<String> {
    match v {
        Value::Char(_) | Value::Chars(_) | Value::Strings(_) => v.as_text(),
        _ => None,
    }
}

/// A non-negative whole number.
pub fn count(v: &Value) -> Option<usize> {
    v.as_f64().filter(|x| *x >= 0.0 && *x == x.trunc() && *x < 9e15).map(|x| x as usize)
}
