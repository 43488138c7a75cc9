//! Values of the language as numbers and bytes of a module, and back.

use runmat_ignition::CallCx;
use runmat_value::array::Char;
use runmat_value::{Dialect, Dims, Error, NdArray, Result, Value};
use wasmi::{Val, ValType};

/// Whether values of this type are numbers of the language.
pub(super) fn is_number(t: &ValType) -> bool {
    matches!(t, ValType::I32 | ValType::I64 | ValType::F32 | ValType::F64)
}

/// Zero.
pub(super) fn zero(t: &ValType) -> Val {
    match t {
        ValType::I32 => Val::I32(0),
        ValType::I64 => Val::I64(0),
        ValType::F32 => Val::F32(0f32.into()),
        _ => Val::F64(0f64.into()),
    }
}

/// A number as a value of this type; `what` names it in errors.
pub(super) fn to_wasm(v: &Value, t: &ValType, what: &str) -> Result<Val> {
    let wrong = |needed: &str| {
        let text = format!("{what} must be {needed}, not {}.", described(v));
        Error::new("RunMat:WasmArgument", text)
    };
    match t {
        ValType::I32 => {
            let x = integer(v).filter(|x| (-(1 << 31)..1 << 32).contains(x));
            x.map(|x| Val::I32(x as u32 as i32)).ok_or_else(|| wrong("a whole number of 32 bits"))
        }
        ValType::I64 => {
            let x = integer(v).filter(|x| (-(1 << 63)..1 << 64).contains(x));
            x.map(|x| Val::I64(x as u64 as i64)).ok_or_else(|| wrong("a whole number of 64 bits"))
        }
        ValType::F32 => v.as_f64().map(|x| Val::F32((x as f32).into())).ok_or_else(|| wrong("a number")),
        ValType::F64 => v.as_f64().map(|x| Val::F64(x.into())).ok_or_else(|| wrong("a number")),
        _ => Err(wrong("something else than a number")),
    }
}

fn described(v: &Value) -> String {
    match v.as_f64() {
        Some(x) => x.to_string(),
        None => format!("a value of class {} and size {}", v.class_name(), v.dims()),
    }
}

/// A scalar as a whole number, if it is one.
fn integer(v: &Value) -> Option<i128> {
    match v {
        Value::I64(x) => Some((*x).into()),
        Value::U64(x) => Some((*x).into()),
        v => v.as_f64().filter(|x| *x == x.trunc() && x.abs() < 1e30).map(|x| x as i128),
    }
}

/// A value of a module as one of the language.
pub(super) fn from_wasm(v: &Val) -> Value {
    match v {
        Val::I32(x) => Value::Num((*x).into()),
        Val::I64(x) => Value::I64(*x),
        Val::F32(x) => Value::Num(x.to_float().into()),
        Val::F64(x) => Value::Num(x.to_float()),
        _ => Value::empty(),
    }
}

/// An array as it lies in a module's memory.
#[derive(Debug)]
pub(super) struct Bytes {
    pub(super) bytes: Vec<u8>,
    /// Number of elements.
    pub(super) count: usize,
    /// What it was: for reading it back.
    pub(super) class: String,
    pub(super) dims: Dims,
}

/// The elements of an array.
pub(super) fn to_bytes(cx: &CallCx<'_>, v: &Value) -> Result<Bytes> {
    let dense = runmat_value::convert::plain(v.clone());
    let class = dense.class_name();
    let made =
        |bytes: Vec<u8>, count: usize, class: &str| Ok(Bytes { bytes, count, class: class.into(), dims: v.dims() });
    macro_rules! cast {
        ($($scalar:ident $array:ident),*) => {
            match &dense {
                $(Value::$scalar(x) => return made(x.to_le_bytes().to_vec(), 1, &class),
                Value::$array(a) => {
                    let bytes = a.data().iter().flat_map(|x| x.to_le_bytes()).collect();
                    return made(bytes, a.len(), &class);
                })*
                Value::Bool(x) => return made(vec![*x as u8], 1, &class),
                Value::Bools(a) => return made(a.data().iter().map(|&x| x as u8).collect(), a.len(), &class),
                _ => {}
            }
        };
    }
    cast!(Num F64, Single F32, I8 I8s, I16 I16s, I32 I32s, I64 I64s, U8 U8s, U16 U16s, U32 U32s, U64 U64s);
    if let Some(text) = text_of(&dense, cx.dialect()) {
        let bytes = text.into_bytes();
        let count = bytes.len();
        return Ok(Bytes { dims: Dims::row(count), bytes, count, class: "char".into() });
    }
    let text = format!("Values of class {class} can't be passed to a module.");
    Err(Error::new("RunMat:WasmArgument", text))
}

/// Text, whose chars are bytes or UTF-16 units by dialect.
fn text_of(v: &Value, dialect: Dialect) -> Option<String> {
    match v {
        Value::Char(c) => Some(runmat_value::value::decode_in(&[*c], dialect)),
        Value::Chars(a) if a.dims().is_vector() || a.is_empty() => {
            Some(runmat_value::value::decode_in(a.data(), dialect))
        }
        Value::Strings(_) => v.as_text(),
        _ => None,
    }
}

/// Bytes that an element of a class takes.
pub(super) fn width_of(class: &str) -> Option<usize> {
    Some(match class {
        "double" | "int64" | "uint64" => 8,
        "single" | "int32" | "uint32" => 4,
        "int16" | "uint16" => 2,
        "int8" | "uint8" | "logical" | "char" => 1,
        _ => return None,
    })
}

/// An array of a class from its bytes.
pub(super) fn from_bytes(class: &str, dims: Dims, bytes: &[u8], dialect: Dialect) -> Value {
    macro_rules! cast {
        ($($name:literal $type:ty),*) => {
            match class {
                $($name => {
                    let parts = bytes.chunks_exact(size_of::<$type>());
                    let data = parts.map(|p| <$type>::from_le_bytes(p.try_into().expect("exact"))).collect();
                    let mut v: Value = NdArray::<$type>::new(dims, data).into();
                    v.normalize();
                    v
                })*
                "logical" => {
                    let mut v: Value = NdArray::new(dims, bytes.iter().map(|&b| b != 0).collect()).into();
                    v.normalize();
                    v
                }
                _ => match dialect {
                    Dialect::Octave => Value::Chars(NdArray::row(bytes.iter().map(|&b| Char(b.into())).collect()).into()),
                    Dialect::Matlab => Value::text(&String::from_utf8_lossy(bytes)),
                },
            }
        };
    }
    cast!("double" f64, "single" f32, "int8" i8, "int16" i16, "int32" i32, "int64" i64, "uint8" u8, "uint16" u16,
          "uint32" u32, "uint64" u64)
}
