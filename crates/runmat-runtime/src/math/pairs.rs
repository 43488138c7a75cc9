//! The kernel behind functions of two operands: class rules and expansion to a common size.

use super::elementwise::to_sparse;
use runmat_ignition::CallCx;
use runmat_value::ops::broadcast::Fault;
use runmat_value::ops::kernels::{Slot, zip, zip_same};
use runmat_value::ops::octave_type_name;
use runmat_value::{Class, Element, Error, ErrorKind, Name, Result, Value, convert};

/// Why the operands do not go together.
#[cold]
pub fn fault(cx: &CallCx<'_>, fault: Fault) -> Error {
    match fault {
        Fault::Sizes(left, right) => ErrorKind::SizeMismatch { operator: Name::from(cx.name), left, right }.into(),
        Fault::Memory(dims) => {
            let bytes = dims.iter().fold(8u128, |n, &d| n.saturating_mul(d as u128));
            ErrorKind::TooLarge { dims, bytes }.into()
        }
    }
}

/// Octave's text for an operand that is no number.
#[cold]
pub fn wrong_type(cx: &CallCx<'_>, v: &Value) -> Error {
    if cx.octave() {
        Error::msg(format!("{}: wrong type argument '{}'", cx.name, octave_type_name(v)))
    } else {
        ErrorKind::Undefined { name: Name::from(cx.name), argument_class: Some(v.class_name()) }.into()
    }
}

/// A function of two real floating point operands; the result is single when one of them is.
pub fn reals(cx: &mut CallCx<'_>, a: &mut Value, b: &mut Value, f: impl Fn(f64, f64) -> f64 + Sync) -> Result<Value> {
    cx.charge(4 * a.numel().max(b.numel()));
    for v in [&*a, &*b] {
        if v.is_undef() || !(v.class().is_numeric() || matches!(v.class(), Class::Logical | Class::Char)) {
            return Err(wrong_type(cx, v));
        }
        if v.is_complex() {
            return Err(if cx.octave() {
                Error::msg(format!("{}: not defined for complex numbers", cx.name))
            } else {
                cx.fail("MATLAB:mustBeReal", "Inputs must be real.")
            });
        }
    }
    let sparse = a.is_sparse() || b.is_sparse();
    let result = if a.class() == Class::Single || b.class() == Class::Single {
        let narrow = |x: f32, y: f32| f(x as f64, y as f64) as f32;
        zip_same(Slot::Own(a).singles(), Slot::Own(b).singles(), narrow).map(|r| r.into_value())
    } else {
        zip_same(Slot::Own(a).doubles(), Slot::Own(b).doubles(), f).map(|r| r.into_value())
    };
    let result = result.map_err(|e| fault(cx, e))?;
    Ok(if sparse { to_sparse(&result) } else { result })
}

/// The integer class of a pair: one class of integers, with doubles, singles, logicals or chars beside it.
pub(crate) fn integer_class(a: &Value, b: &Value) -> Result<Option<Class>, ()> {
    match (a.class(), b.class()) {
        (x, y) if x.is_integer() && y.is_integer() => {
            if x == y {
                Ok(Some(x))
            } else {
                Err(())
            }
        }
        (x, _) if x.is_integer() => Ok(Some(x)),
        (_, y) if y.is_integer() => Ok(Some(y)),
        _ => Ok(None),
    }
}

/// A function of two integers of one class; the other operand is converted first.
pub fn integers<T: Element + Copy>(
    cx: &CallCx<'_>,
    a: &Value,
    b: &Value,
    f: impl Fn(T, T) -> T + Sync,
) -> Result<Value> {
    let (x, y) = (in_class(cx, a, T::CLASS)?, in_class(cx, b, T::CLASS)?);
    let (x, y) = (T::view(&x).expect("converted operand"), T::view(&y).expect("converted operand"));
    zip(x, y, f).map(|r| r.into_value()).map_err(|e| fault(cx, e))
}

fn in_class(cx: &CallCx<'_>, v: &Value, class: Class) -> Result<Value> {
    convert::to_class(&convert::to_dense(v), class, cx.dialect())
}

/// Runs a block with `$T` standing for the type of an integer class.
macro_rules! with_integer {
    ($class:expr, $T:ident => $body:expr) => {{
        macro_rules! arm {
            ($t:ty) => {{
                type $T = $t;
                $body
            }};
        }
        use runmat_value::Class as C;
        match $class {
            C::Int8 => arm!(i8),
            C::Int16 => arm!(i16),
            C::Int32 => arm!(i32),
            C::Int64 => arm!(i64),
            C::Uint8 => arm!(u8),
            C::Uint16 => arm!(u16),
            C::Uint32 => arm!(u32),
            _ => arm!(u64),
        }
    }};
}
pub(crate) use with_integer;
