//! Dense column-major arrays, and views that treat a scalar as a 1×1 array.

use crate::Class;
use crate::dims::Dims;
use crate::ledger::Lease;
use crate::value::Value;
use num_complex::Complex;
use std::sync::Arc;

/// What an array remembers besides its elements. Any mutable access forgets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Note {
    /// Nothing.
    #[default]
    None,
    /// Text written in double quotes (Octave: its escapes have been processed).
    DoubleQuoted,
    /// A diagonal matrix (Octave: `eye(3)` and what keeps it diagonal).
    Diagonal,
    /// A permutation matrix (Octave).
    Permutation,
}

/// An element type of dense arrays.
pub trait Element: Clone + Send + Sync + PartialEq + std::fmt::Debug + 'static {
    /// The class of an array of these.
    const CLASS: Class;
    /// What growing fills with.
    fn fill() -> Self;
    /// The value holding this array; 1×1 arrays of classes with an immediate form become immediate.
    fn into_value(array: NdArray<Self>) -> Value;
    /// The scalar value.
    fn scalar(self) -> Value;
    /// A view of `value` when it is an array or scalar of exactly this element type.
    fn view(value: &Value) -> Option<View<'_, Self>>;
    /// The array inside `value`, taken without copying when uniquely held.
    fn take(value: Value) -> Result<NdArray<Self>, Value>;
    /// Mutable access to the array inside `value` (copied first when shared; an immediate scalar
    /// is first turned into a 1×1 array). Whoever uses it calls [`Value::normalize`] afterwards.
    fn make_mut(value: &mut Value) -> Option<&mut NdArray<Self>>;
}

/// A dense, column-major, N-dimensional array.
#[derive(Debug, Clone)]
pub struct NdArray<T: Element> {
    dims: Dims,
    data: Vec<T>,
    note: Note,
    lease: Lease,
}

impl<T: Element> Drop for NdArray<T> {
    #[inline]
    fn drop(&mut self) {
        if std::mem::needs_drop::<T>()
            && let Some(values) = (&mut self.data as &mut dyn std::any::Any).downcast_mut::<Vec<Value>>()
        {
            crate::nested::take_apart(values);
        }
    }
}

impl<T: Element> NdArray<T> {
    /// An array of the given size.
    ///
    /// # Panics
    /// When `data` does not have `dims.numel()` elements: a bug of the caller.
    pub fn new(dims: Dims, data: Vec<T>) -> Self {
        assert_eq!(dims.numel(), data.len(), "array data does not fit its dimensions");
        NdArray { dims, data, note: Note::None, lease: Lease::default() }
    }

    /// `rows`×`cols` from column-major data.
    pub fn matrix(rows: usize, cols: usize, data: Vec<T>) -> Self {
        NdArray::new(Dims::new(rows, cols), data)
    }

    /// 1×n.
    pub fn row(data: Vec<T>) -> Self {
        NdArray::new(Dims::row(data.len()), data)
    }

    /// n×1.
    pub fn col(data: Vec<T>) -> Self {
        NdArray::new(Dims::col(data.len()), data)
    }

    /// 0×0.
    pub fn empty() -> Self {
        NdArray::new(Dims::empty(), Vec::new())
    }

    /// Filled with copies of `x`.
    pub fn filled(dims: Dims, x: T) -> Self {
        let n = dims.numel();
        NdArray::new(dims, vec![x; n])
    }

    /// The same array with a note.
    pub fn with_note(mut self, note: Note) -> Self {
        self.note = note;
        self
    }

    /// Its note.
    pub fn note(&self) -> Note {
        self.note
    }

    /// The size.
    pub fn dims(&self) -> &Dims {
        &self.dims
    }

    /// The elements, column by column.
    pub fn data(&self) -> &[T] {
        &self.data
    }

    /// Mutable elements.
    pub fn data_mut(&mut self) -> &mut [T] {
        self.note = Note::None;
        &mut self.data
    }

    /// Writes element `k`. A diagonal matrix stays one when the place is on the diagonal.
    #[inline]
    pub fn put(&mut self, k: usize, x: T) {
        if self.note != Note::None && !(self.note == Note::Diagonal && self.on_diagonal(k)) {
            self.note = Note::None;
        }
        self.data[k] = x;
    }

    /// Sets element `k` from 0 when it exists, or is the next one of a vector and the buffer has room; false when
    /// neither.
    #[inline(always)]
    pub fn set(&mut self, k: usize, x: T) -> bool {
        match self.data.get_mut(k) {
            Some(place) if self.note == Note::None => *place = x,
            _ => return self.set_other(k, x),
        }
        true
    }

    #[inline(never)]
    fn set_other(&mut self, k: usize, x: T) -> bool {
        if k < self.data.len() {
            self.put(k, x);
        } else if k == self.data.len() && self.dims.is_vector() && k > 1 && k < self.data.capacity() {
            self.push(x);
        } else {
            return false;
        }
        true
    }

    #[cold]
    fn on_diagonal(&self, k: usize) -> bool {
        let rows = self.dims.rows();
        k % rows == k / rows
    }

    /// The elements, taken out.
    pub fn into_data(mut self) -> Vec<T> {
        std::mem::take(&mut self.data)
    }

    /// Size and elements, taken out.
    pub fn into_parts(mut self) -> (Dims, Vec<T>) {
        (std::mem::replace(&mut self.dims, Dims::empty()), std::mem::take(&mut self.data))
    }

    /// Replaces size and elements through a function on both; for growth in place.
    ///
    /// # Panics
    /// When they no longer fit each other.
    pub fn edit<R>(&mut self, f: impl FnOnce(&mut Dims, &mut Vec<T>) -> R) -> R {
        self.note = Note::None;
        let room = self.data.capacity();
        let r = f(&mut self.dims, &mut self.data);
        self.has_grown(room);
        assert_eq!(self.dims.numel(), self.data.len(), "array data does not fit its dimensions");
        r
    }

    /// Appends to a row or column vector (a 0×0 array becomes 1×n): amortised O(1).
    pub fn push(&mut self, x: T) {
        self.note = Note::None;
        let room = self.data.capacity();
        self.data.push(x);
        self.has_grown(room);
        let n = self.data.len();
        self.dims = if self.dims.is_col() && n > 1 && self.dims.rows() > 1 { Dims::col(n) } else { Dims::row(n) };
    }

    /// Tells the memory account when the buffer is another one than that of `before` elements.
    #[inline]
    fn has_grown(&mut self, before: usize) {
        if self.data.capacity() != before && self.lease.is_held() {
            self.lease.resize(self.bytes() as u64);
        }
    }

    /// The same elements in another size.
    ///
    /// # Panics
    /// When the number of elements differs.
    pub fn reshaped(mut self, dims: Dims) -> Self {
        assert_eq!(dims.numel(), self.data.len());
        self.dims = dims;
        self.note = if self.note == Note::DoubleQuoted { self.note } else { Note::None };
        self
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.data.len()
    }

    /// No elements.
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// Bytes of the element buffer itself (cells: without what they hold).
    pub fn bytes(&self) -> usize {
        self.data.capacity() * std::mem::size_of::<T>()
    }

    /// The memory account entry of this array.
    pub fn lease_mut(&mut self) -> &mut Lease {
        &mut self.lease
    }

    /// Whether the array is already in a memory account.
    pub fn is_leased(&self) -> bool {
        self.lease.is_held()
    }

    /// A view.
    pub fn view(&self) -> View<'_, T> {
        View { dims: ViewDims::Of(&self.dims), data: &self.data }
    }

    /// Applies `f` to each element.
    pub fn map<U: Element>(&self, f: impl FnMut(&T) -> U) -> NdArray<U> {
        NdArray::new(self.dims.clone(), self.data.iter().map(f).collect())
    }
}

impl<T: Element> PartialEq for NdArray<T> {
    fn eq(&self, other: &Self) -> bool {
        self.dims == other.dims && self.data == other.data
    }
}

#[derive(Debug, Clone, Copy)]
enum ViewDims<'a> {
    Scalar,
    Of(&'a Dims),
}

/// The data behind `shared` when nobody else holds it, without the cost of [`Arc::get_mut`].
///
/// Sound because this crate never makes weak references to value data, so a strong count of one means
/// that `shared` is the only way to it.
#[inline(always)]
pub fn unique<T>(shared: &mut Arc<T>) -> Option<&mut T> {
    if Arc::strong_count(shared) == 1 {
        std::sync::atomic::fence(std::sync::atomic::Ordering::Acquire);
        // SAFETY: the only strong reference is borrowed mutably, and there are no weak ones.
        Some(unsafe { &mut *(Arc::as_ptr(shared) as *mut T) })
    } else {
        None
    }
}

/// Elements with their size, borrowed: from an array, or from an immediate scalar.
#[derive(Debug, Clone, Copy)]
pub struct View<'a, T> {
    dims: ViewDims<'a>,
    data: &'a [T],
}

impl<'a, T> View<'a, T> {
    /// A scalar as 1×1.
    pub fn scalar(x: &'a T) -> Self {
        View { dims: ViewDims::Scalar, data: std::slice::from_ref(x) }
    }

    /// The elements, column by column.
    pub fn data(&self) -> &'a [T] {
        self.data
    }

    /// The size.
    pub fn dims(&self) -> Dims {
        match self.dims {
            ViewDims::Scalar => Dims::scalar(),
            ViewDims::Of(d) => d.clone(),
        }
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.data.len()
    }

    /// No elements.
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// Whether it has exactly one element.
    pub fn is_scalar(&self) -> bool {
        self.data.len() == 1
    }
}

/// A UTF-16 code unit (MATLAB) or a byte of UTF-8 (Octave): one element of a char array.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct Char(pub u16);

/// One element of a string array; `None` is `<missing>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub Option<Arc<str>>);

/// Double-precision complex.
pub type C64 = Complex<f64>;
/// Single-precision complex.
pub type C32 = Complex<f32>;

macro_rules! immediate_element {
    ($($t:ty, $class:ident, $scalar:ident, $array:ident, $fill:expr;)*) => {$(
        impl Element for $t {
            const CLASS: Class = Class::$class;
            fn fill() -> Self { $fill }
            fn into_value(array: NdArray<Self>) -> Value {
                if array.dims.is_scalar() && array.note != Note::DoubleQuoted {
                    Value::$scalar(array.data[0])
                } else {
                    Value::$array(Arc::new(array))
                }
            }
            fn scalar(self) -> Value { Value::$scalar(self) }
            fn view(value: &Value) -> Option<View<'_, Self>> {
                match value {
                    Value::$scalar(x) => Some(View::scalar(x)),
                    Value::$array(a) => Some(a.view()),
                    _ => None,
                }
            }
            fn take(value: Value) -> Result<NdArray<Self>, Value> {
                match value {
                    Value::$scalar(x) => Ok(NdArray::new(Dims::scalar(), vec![x])),
                    Value::$array(a) => Ok(Arc::unwrap_or_clone(a)),
                    other => Err(other),
                }
            }
            fn make_mut(value: &mut Value) -> Option<&mut NdArray<Self>> {
                if let Value::$scalar(x) = value {
                    *value = Value::$array(Arc::new(NdArray::new(Dims::scalar(), vec![*x])));
                }
                match value {
                    Value::$array(a) => Some(Arc::make_mut(a)),
                    _ => None,
                }
            }
        }
        impl From<$t> for Value {
            fn from(x: $t) -> Value { Value::$scalar(x) }
        }
    )*};
}

macro_rules! shared_element {
    ($($t:ty, $class:ident, $array:ident, $fill:expr;)*) => {$(
        impl Element for $t {
            const CLASS: Class = Class::$class;
            fn fill() -> Self { $fill }
            fn into_value(array: NdArray<Self>) -> Value { Value::$array(Arc::new(array)) }
            fn scalar(self) -> Value { Value::$array(Arc::new(NdArray::new(Dims::scalar(), vec![self]))) }
            fn view(value: &Value) -> Option<View<'_, Self>> {
                match value {
                    Value::$array(a) => Some(a.view()),
                    _ => None,
                }
            }
            fn take(value: Value) -> Result<NdArray<Self>, Value> {
                match value {
                    Value::$array(a) => Ok(Arc::unwrap_or_clone(a)),
                    other => Err(other),
                }
            }
            fn make_mut(value: &mut Value) -> Option<&mut NdArray<Self>> {
                match value {
                    Value::$array(a) => Some(Arc::make_mut(a)),
                    _ => None,
                }
            }
        }
    )*};
}

immediate_element! {
    f64, Double, Num, F64, 0.0;
    f32, Single, Single, F32, 0.0;
    bool, Logical, Bool, Bools, false;
    Char, Char, Char, Chars, Char(0);
    i8, Int8, I8, I8s, 0;
    i16, Int16, I16, I16s, 0;
    i32, Int32, I32, I32s, 0;
    i64, Int64, I64, I64s, 0;
    u8, Uint8, U8, U8s, 0;
    u16, Uint16, U16, U16s, 0;
    u32, Uint32, U32, U32s, 0;
    u64, Uint64, U64, U64s, 0;
}

shared_element! {
    C64, Double, C64, C64::new(0.0, 0.0);
    C32, Single, C32, C32::new(0.0, 0.0);
    Text, String, Strings, Text(None);
    Value, Cell, Cell, Value::empty();
}

impl<T: Element> From<NdArray<T>> for Value {
    fn from(array: NdArray<T>) -> Value {
        T::into_value(array)
    }
}
