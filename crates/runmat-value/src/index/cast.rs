//! Element-by-element conversion between the numeric classes, logical and char, for assignment and
//! concatenation: rounding and saturating as the language does it.

use crate::array::{C32, C64, Char, Element, NdArray, View};
use crate::dims::Dims;
use crate::value::Value;

/// An element type every number converts to.
pub(crate) trait Number: Element {
    /// From a double.
    fn of_f64(x: f64) -> Self;
    /// From an integer.
    fn of_int(x: i128) -> Self;
    /// From a complex number; the imaginary part is dropped by real types.
    fn of_complex(z: C64) -> Self {
        Self::of_f64(z.re)
    }
}

macro_rules! integers {
    ($($t:ty)*) => {$(
        impl Number for $t {
            #[inline]
            fn of_f64(x: f64) -> Self { x.round() as $t }
            #[inline]
            fn of_int(x: i128) -> Self { x.clamp(<$t>::MIN as i128, <$t>::MAX as i128) as $t }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl Number for f64 {
    #[inline]
    fn of_f64(x: f64) -> Self {
        x
    }
    #[inline]
    fn of_int(x: i128) -> Self {
        x as f64
    }
}

impl Number for f32 {
    #[inline]
    fn of_f64(x: f64) -> Self {
        x as f32
    }
    #[inline]
    fn of_int(x: i128) -> Self {
        x as f32
    }
}

impl Number for bool {
    #[inline]
    fn of_f64(x: f64) -> Self {
        x != 0.0
    }
    #[inline]
    fn of_int(x: i128) -> Self {
        x != 0
    }
}

impl Number for Char {
    #[inline]
    fn of_f64(x: f64) -> Self {
        Char(x as u16)
    }
    #[inline]
    fn of_int(x: i128) -> Self {
        Char(x.clamp(0, u16::MAX as i128) as u16)
    }
}

impl Number for C64 {
    #[inline]
    fn of_f64(x: f64) -> Self {
        C64::new(x, 0.0)
    }
    #[inline]
    fn of_int(x: i128) -> Self {
        C64::new(x as f64, 0.0)
    }
    #[inline]
    fn of_complex(z: C64) -> Self {
        z
    }
}

impl Number for C32 {
    #[inline]
    fn of_f64(x: f64) -> Self {
        C32::new(x as f32, 0.0)
    }
    #[inline]
    fn of_int(x: i128) -> Self {
        C32::new(x as f32, 0.0)
    }
    #[inline]
    fn of_complex(z: C64) -> Self {
        C32::new(z.re as f32, z.im as f32)
    }
}

/// The elements of a value in a wanted type: borrowed when they are of that type already.
#[derive(Debug)]
pub(crate) enum Part<'a, T: Element> {
    /// As they are.
    Borrowed(View<'a, T>),
    /// Converted.
    Owned(NdArray<T>),
}

impl<T: Element> Part<'_, T> {
    /// The elements.
    pub(crate) fn data(&self) -> &[T] {
        match self {
            Part::Borrowed(v) => v.data(),
            Part::Owned(a) => a.data(),
        }
    }

    /// The size.
    pub(crate) fn dims(&self) -> Dims {
        match self {
            Part::Borrowed(v) => v.dims(),
            Part::Owned(a) => a.dims().clone(),
        }
    }

    /// As an array of its own.
    pub(crate) fn into_array(self) -> NdArray<T> {
        match self {
            Part::Borrowed(v) => NdArray::new(v.dims(), v.data().to_vec()),
            Part::Owned(a) => a,
        }
    }
}

/// The elements of a numeric, logical or char value, converted. `None` for other values.
pub(crate) fn part<T: Number>(value: &Value) -> Option<Part<'_, T>> {
    if let Some(view) = T::view(value) {
        return Some(Part::Borrowed(view));
    }
    macro_rules! from {
        ($($s:ty => $f:expr;)*) => {
            $(if let Some(v) = <$s as Element>::view(value) {
                let data = v.data().iter().map($f).collect();
                return Some(Part::Owned(NdArray::new(v.dims(), data)));
            })*
        };
    }
    from! {
        f64 => |x| T::of_f64(*x);
        bool => |x| T::of_f64(*x as u8 as f64);
        Char => |x| T::of_f64(x.0 as f64);
        f32 => |x| T::of_f64(*x as f64);
        i32 => |x| T::of_f64(*x as f64);
        u8 => |x| T::of_f64(*x as f64);
        i64 => |x| T::of_int(*x as i128);
        u64 => |x| T::of_int(*x as i128);
        i8 => |x| T::of_f64(*x as f64);
        i16 => |x| T::of_f64(*x as f64);
        u16 => |x| T::of_f64(*x as f64);
        u32 => |x| T::of_f64(*x as f64);
        C64 => |z| T::of_complex(*z);
        C32 => |z| T::of_complex(C64::new(z.re as f64, z.im as f64));
    }
    rest(value)
}

fn rest<'a, T: Number>(value: &Value) -> Option<Part<'a, T>> {
    let array = match value {
        Value::Range(r) => NdArray::row((0..r.len()).map(|k| T::of_f64(r.get(k))).collect()),
        Value::Sparse(s) => s.to_dense().map(|x| T::of_f64(*x)),
        Value::SparseBool(s) => s.to_dense().map(|x| T::of_f64(*x as u8 as f64)),
        Value::SparseComplex(s) => s.to_dense().map(|z| T::of_complex(*z)),
        _ => return None,
    };
    Some(Part::Owned(array))
}

/// A complex array whose imaginary parts are all zero, as a real one; anything else as it is.
pub(crate) fn narrow(value: Value) -> Value {
    match value {
        Value::C64(a) if crate::parallel::all(a.data(), |z| z.im == 0.0) => a.map(|z| z.re).into(),
        Value::C32(a) if a.data().iter().all(|z| z.im == 0.0) => a.map(|z| z.re).into(),
        other => other,
    }
}

/// Runs a block with `$T` standing for the element type of a class.
macro_rules! with_class {
    ($class:expr, $complex:expr, $T:ident => $body:expr, else => $other:expr) => {{
        use $crate::class::Class;
        macro_rules! arm {
            ($t:ty) => {{
                type $T = $t;
                $body
            }};
        }
        match ($class, $complex) {
            (Class::Double, false) => arm!(f64),
            (Class::Double, true) => arm!($crate::array::C64),
            (Class::Single, false) => arm!(f32),
            (Class::Single, true) => arm!($crate::array::C32),
            (Class::Logical, false) => arm!(bool),
            (Class::Char, false) => arm!($crate::array::Char),
            (Class::Int8, false) => arm!(i8),
            (Class::Int16, false) => arm!(i16),
            (Class::Int32, false) => arm!(i32),
            (Class::Int64, false) => arm!(i64),
            (Class::Uint8, false) => arm!(u8),
            (Class::Uint16, false) => arm!(u16),
            (Class::Uint32, false) => arm!(u32),
            (Class::Uint64, false) => arm!(u64),
            _ => $other,
        }
    }};
}

/// Runs a block with `$T` standing for the element type of a dense array or scalar value.
macro_rules! with_element {
    ($value:expr, $T:ident => $body:expr, else => $other:expr) => {{
        macro_rules! arm {
            ($t:ty) => {{
                type $T = $t;
                $body
            }};
        }
        match $value {
            Value::Num(_) | Value::F64(_) => arm!(f64),
            Value::Bool(_) | Value::Bools(_) => arm!(bool),
            Value::Single(_) | Value::F32(_) => arm!(f32),
            Value::Char(_) | Value::Chars(_) => arm!($crate::array::Char),
            Value::I8(_) | Value::I8s(_) => arm!(i8),
            Value::I16(_) | Value::I16s(_) => arm!(i16),
            Value::I32(_) | Value::I32s(_) => arm!(i32),
            Value::I64(_) | Value::I64s(_) => arm!(i64),
            Value::U8(_) | Value::U8s(_) => arm!(u8),
            Value::U16(_) | Value::U16s(_) => arm!(u16),
            Value::U32(_) | Value::U32s(_) => arm!(u32),
            Value::U64(_) | Value::U64s(_) => arm!(u64),
            Value::C64(_) => arm!($crate::array::C64),
            Value::C32(_) => arm!($crate::array::C32),
            Value::Strings(_) => arm!($crate::array::Text),
            Value::Cell(_) => arm!(Value),
            _ => $other,
        }
    }};
}

pub(crate) use {with_class, with_element};
