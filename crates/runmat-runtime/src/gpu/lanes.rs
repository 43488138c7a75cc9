//! Classes on a device: how their elements are stored there, and the way there and back.

use runmat_value::device::kernel::Lane;
use runmat_value::{Char, Class, Dims, Element, Error, NdArray, Result, Value, convert};

/// How elements of a class are stored. Classes of less than 32 bits take 32.
pub fn lane_of(class: Class) -> Result<Lane> {
    Ok(match class {
        Class::Double => Lane::F64,
        Class::Single => Lane::F32,
        Class::Int8 | Class::Int16 | Class::Int32 => Lane::I32,
        Class::Uint8 | Class::Uint16 | Class::Uint32 | Class::Logical | Class::Char => Lane::U32,
        other => {
            let text = format!(
                "Arrays of class {} can't be on a device: it holds double, single, logical, char and integers up to 32 bits.",
                other.name()
            );
            return Err(Error::new("parallel:gpu:array:UnsupportedClass", text));
        }
    })
}

/// The ends of the range of an integer class, where it is smaller than that of its lane.
pub fn narrow_range(class: Class) -> Option<(i64, i64)> {
    match class {
        Class::Int8 => Some((-128, 127)),
        Class::Int16 => Some((-32768, 32767)),
        Class::Uint8 => Some((0, 255)),
        Class::Uint16 => Some((0, 65535)),
        _ => None,
    }
}

/// The bytes of an array as a device stores them.
pub fn packed(v: &Value) -> Result<Vec<u8>> {
    if v.is_complex() {
        let text = "Complex arrays can't be on a device: send real and imaginary parts.";
        return Err(Error::new("parallel:gpu:array:UnsupportedClass", text));
    }
    if v.is_sparse() {
        let text = "Sparse arrays can't be on a device: make them full first.";
        return Err(Error::new("parallel:gpu:array:UnsupportedClass", text));
    }
    fn of<T: Element, const N: usize>(v: &Value, f: impl Fn(&T) -> [u8; N]) -> Option<Vec<u8>> {
        Some(T::view(v)?.data().iter().flat_map(f).collect())
    }
    lane_of(v.class())?;
    let held;
    let v = match v {
        Value::Range(_) => {
            held = convert::real_array(v).into();
            &held
        }
        v => v,
    };
    let bytes = match v.class() {
        Class::Double => of(v, |x: &f64| x.to_le_bytes()),
        Class::Single => of(v, |x: &f32| x.to_le_bytes()),
        Class::Int8 => of(v, |&x: &i8| (x as i32).to_le_bytes()),
        Class::Int16 => of(v, |&x: &i16| (x as i32).to_le_bytes()),
        Class::Int32 => of(v, |x: &i32| x.to_le_bytes()),
        Class::Uint8 => of(v, |&x: &u8| (x as u32).to_le_bytes()),
        Class::Uint16 => of(v, |&x: &u16| (x as u32).to_le_bytes()),
        Class::Uint32 => of(v, |x: &u32| x.to_le_bytes()),
        Class::Logical => of(v, |&x: &bool| (x as u32).to_le_bytes()),
        Class::Char => of(v, |&x: &Char| (x.0 as u32).to_le_bytes()),
        _ => None,
    };
    bytes.ok_or_else(|| Error::internal("an array without elements of its class"))
}

/// An array from the bytes of a device.
pub fn unpacked(class: Class, dims: Dims, bytes: &[u8]) -> Value {
    let words = || bytes.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]));
    fn made<T: Element>(dims: Dims, data: Vec<T>) -> Value
    where
        NdArray<T>: Into<Value>,
    {
        let mut v: Value = NdArray::new(dims, data).into();
        v.normalize();
        v
    }
    match class {
        Class::Double => {
            let number = |c: &[u8]| f64::from_le_bytes(c.try_into().expect("eight bytes"));
            made(dims, bytes.chunks_exact(8).map(number).collect())
        }
        Class::Single => made(dims, words().map(f32::from_bits).collect()),
        Class::Int8 => made(dims, words().map(|w| w as i32 as i8).collect()),
        Class::Int16 => made(dims, words().map(|w| w as i32 as i16).collect()),
        Class::Int32 => made(dims, words().map(|w| w as i32).collect()),
        Class::Uint8 => made(dims, words().map(|w| w as u8).collect()),
        Class::Uint16 => made(dims, words().map(|w| w as u16).collect()),
        Class::Uint32 => made(dims, words().collect()),
        Class::Char => made(dims, words().map(|w| Char(w as u16)).collect()),
        _ => made(dims, words().map(|w| w != 0).collect()),
    }
}
