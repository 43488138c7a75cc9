//! Loops over elements, shared by operators and functions: reuse of buffers, maps over real and complex data.

use super::broadcast::{self, Fault};
use super::complex::Real;
use crate::array::{C32, C64, Element, NdArray, View};
use crate::convert;
use crate::dims::Dims;
use crate::parallel::{self, Cost};
use crate::value::Value;
use num_complex::Complex;
use std::sync::Arc;

/// An operand: borrowed, or given away so that its buffer may hold the result.
pub enum Src<'a, T: Element> {
    /// Borrowed.
    View(View<'a, T>),
    /// Given away.
    Owned(NdArray<T>),
}

impl<'a, T: Element> Src<'a, T> {
    /// A view of it.
    pub fn view(&self) -> View<'_, T> {
        match self {
            Src::View(v) => View::clone(v),
            Src::Owned(a) => a.view(),
        }
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        match self {
            Src::View(v) => v.len(),
            Src::Owned(a) => a.len(),
        }
    }

    /// No elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the other fits into this one's buffer when `f(self, other)` is stored there.
    fn holds<U: Element>(&self, other: &Src<'_, U>) -> bool {
        match self {
            Src::Owned(a) => other.len() == 1 || (a.len() == other.len() && *a.dims() == other.view().dims()),
            Src::View(_) => false,
        }
    }
}

/// An operand value: shared, or the caller's own.
pub enum Slot<'a> {
    /// Shared.
    Ref(&'a Value),
    /// The caller's own; may be emptied.
    Own(&'a mut Value),
}

impl<'a> Slot<'a> {
    /// The value.
    pub fn value(&self) -> &Value {
        match self {
            Slot::Ref(v) => v,
            Slot::Own(v) => v,
        }
    }

    /// As operand of exactly this element type; taken out when nobody else holds it.
    ///
    /// # Panics
    /// When the value has another element type.
    pub fn src<T: Element>(self) -> Src<'a, T> {
        match self {
            Slot::Own(v) if is_unique(v) => match T::take(v.take()) {
                Ok(a) => Src::Owned(a),
                Err(other) => {
                    *v = other;
                    panic!("operand has another element type")
                }
            },
            Slot::Own(v) => Src::View(T::view(v).expect("operand has another element type")),
            Slot::Ref(v) => Src::View(T::view(v).expect("operand has another element type")),
        }
    }

    /// As double operand, converted when it is of another real class.
    pub fn doubles(self) -> Src<'a, f64> {
        if f64::view(self.value()).is_some() { self.src() } else { Src::Owned(convert::real_array(self.value())) }
    }

    /// As single operand, converted when it is of another real class.
    pub fn singles(self) -> Src<'a, f32> {
        if f32::view(self.value()).is_some() {
            self.src()
        } else {
            Src::Owned(convert::real_array(self.value()).map(|&x| x as f32))
        }
    }
}

/// Whether this is a dense numeric array that nobody else holds.
pub fn is_unique(value: &Value) -> bool {
    macro_rules! sole {
        ($($v:ident),*) => {
            match value {
                $(Value::$v(a) => Arc::strong_count(a) == 1 && Arc::weak_count(a) == 0,)*
                _ => false,
            }
        };
    }
    sole!(F64, C64, F32, C32, Bools, Chars, I8s, I16s, I32s, I64s, U8s, U16s, U32s, U64s, Strings, Cell)
}

/// The result of an elementwise loop: a scalar is not put into an array first.
#[derive(Debug)]
pub enum Out<T: Element> {
    /// 1×1.
    Scalar(T),
    /// Anything else.
    Array(NdArray<T>),
}

impl<T: Element> Out<T> {
    /// As a value.
    pub fn into_value(self) -> Value {
        match self {
            Out::Scalar(x) => x.scalar(),
            Out::Array(a) => a.into(),
        }
    }
}

impl<T: Real> Out<Complex<T>>
where
    Complex<T>: Element,
{
    /// As a value, real when all imaginary parts are zero.
    pub fn narrowed(self) -> Value {
        match self {
            Out::Scalar(z) if z.im == T::ZERO => z.re.scalar(),
            Out::Scalar(z) => z.scalar(),
            Out::Array(a) => narrow_array(a),
        }
    }
}

/// A complex array as a value, real when all imaginary parts are zero.
pub fn narrow_array<T: Real>(a: NdArray<Complex<T>>) -> Value
where
    Complex<T>: Element,
{
    if parallel::all(a.data(), |z| z.im == T::ZERO) {
        let data = parallel::map(a.data(), Cost::Cheap, |z| z.re);
        NdArray::new(a.dims().clone(), data).into()
    } else {
        a.into()
    }
}

/// `f` over pairs of elements, into a new array.
pub fn zip<A: Element + Copy, B: Element + Copy, C: Element>(
    a: View<A>,
    b: View<B>,
    f: impl Fn(A, B) -> C + Sync,
) -> Result<Out<C>, Fault> {
    if a.len() == 1 && b.len() == 1 {
        return Ok(Out::Scalar(f(a.data()[0], b.data()[0])));
    }
    let (dims, data) = broadcast::zip((a.data(), &a.dims()), (b.data(), &b.dims()), f)?;
    Ok(Out::Array(NdArray::new(dims, data)))
}

/// `f` over pairs, the result in the left operand's buffer when it may be used.
pub fn zip_left<A: Element + Copy, B: Element + Copy>(
    a: Src<A>,
    b: Src<B>,
    f: impl Fn(A, B) -> A + Sync,
) -> Result<Out<A>, Fault> {
    if a.holds(&b) && a.len() != 1 {
        if let Src::Owned(mut array) = a {
            store(array.data_mut(), b.view().data(), f);
            return Ok(Out::Array(array));
        }
        unreachable!("only an owned operand holds");
    }
    zip(a.view(), b.view(), f)
}

/// `f` over pairs, the result in the right operand's buffer when it may be used.
pub fn zip_right<A: Element + Copy, B: Element + Copy>(
    a: Src<A>,
    b: Src<B>,
    f: impl Fn(A, B) -> B + Sync,
) -> Result<Out<B>, Fault> {
    if b.holds(&a) && b.len() != 1 {
        if let Src::Owned(mut array) = b {
            store(array.data_mut(), a.view().data(), |y, x| f(x, y));
            return Ok(Out::Array(array));
        }
        unreachable!("only an owned operand holds");
    }
    zip(a.view(), b.view(), f)
}

/// `f` over pairs of one type, the result in either operand's buffer when it may be used.
pub fn zip_same<T: Element + Copy>(a: Src<T>, b: Src<T>, f: impl Fn(T, T) -> T + Sync) -> Result<Out<T>, Fault> {
    if a.holds(&b) { zip_left(a, b, f) } else { zip_right(a, b, f) }
}

#[inline]
fn store<A: Copy + Send, B: Copy + Sync>(x: &mut [A], y: &[B], f: impl Fn(A, B) -> A + Sync) {
    if y.len() == 1 {
        let q = y[0];
        parallel::update(x, Cost::Cheap, |p| f(p, q));
    } else {
        parallel::update_with(x, y, Cost::Cheap, f);
    }
}

/// `f` over the elements, in place when they were given away.
pub fn map_same<T: Element + Copy>(a: Src<T>, cost: Cost, f: impl Fn(T) -> T + Sync) -> Out<T> {
    match a {
        Src::View(v) if v.len() == 1 => Out::Scalar(f(v.data()[0])),
        Src::View(v) => Out::Array(NdArray::new(v.dims(), parallel::map(v.data(), cost, f))),
        Src::Owned(mut a) => {
            parallel::update(a.data_mut(), cost, f);
            Out::Array(a)
        }
    }
}

/// `f` over the elements of a view.
pub fn map<T: Element + Copy, U: Element>(a: View<T>, f: impl FnMut(T) -> U) -> Value {
    let mut f = f;
    if a.len() == 1 {
        return f(a.data()[0]).scalar();
    }
    NdArray::new(a.dims(), a.data().iter().map(|&x| f(x)).collect()).into()
}

/// An elementwise function on floating point data: `double` for doubles and everything that converts to
/// them, `single` for singles. `None` when the value is complex or no number.
pub fn map_real(value: &Value, double: impl Fn(f64) -> f64, single: impl Fn(f32) -> f32) -> Option<Value> {
    match value {
        Value::Num(x) => Some(Value::Num(double(*x))),
        Value::Single(x) => Some(Value::Single(single(*x))),
        Value::F64(a) => Some(a.map(|&x| double(x)).into()),
        Value::F32(a) => Some(a.map(|&x| single(x)).into()),
        Value::C64(_) | Value::C32(_) => None,
        _ => {
            let mut a = convert::try_real_array(value)?;
            a.data_mut().iter_mut().for_each(|x| *x = double(*x));
            Some(a.into())
        }
    }
}

/// An elementwise function on complex data, results narrowed; `None` when the value is not complex.
pub fn map_complex(value: &Value, double: impl Fn(C64) -> C64, single: impl Fn(C32) -> C32) -> Option<Value> {
    match value {
        Value::C64(a) => Some(narrow_array(a.map(|&z| double(z)))),
        Value::C32(a) => Some(narrow_array(a.map(|&z| single(z)))),
        _ => None,
    }
}

/// An elementwise function with complex results on any floating point data, results narrowed.
pub fn map_to_complex(value: &Value, double: impl Fn(C64) -> C64, single: impl Fn(C32) -> C32) -> Option<Value> {
    match value {
        Value::C64(_) | Value::C32(_) => map_complex(value, double, single),
        Value::Single(_) | Value::F32(_) => {
            let a = f32::view(value)?;
            let data = a.data().iter().map(|&x| single(C32::new(x, 0.0))).collect();
            Some(narrow_array(NdArray::new(a.dims(), data)))
        }
        _ => Some(narrow_array(convert::try_real_array(value)?.map(|&x| double(C64::new(x, 0.0))))),
    }
}

/// An array filled with `x`, or the fault when there is no room for it.
pub fn filled<T: Element>(dims: Dims, x: T) -> Result<NdArray<T>, Fault> {
    let n = dims.numel();
    let mut v = broadcast::reserve(n).ok_or_else(|| Fault::Memory(dims.clone()))?;
    v.resize(n, x);
    Ok(NdArray::new(dims, v))
}
