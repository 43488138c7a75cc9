//! The value: 16 bytes, immediate scalars and shared heap data.

use crate::array::{C32, C64, Char, Element, NdArray, Text};
use crate::class::Class;
use crate::dims::Dims;
use crate::exception::Exception;
use crate::function::FunctionHandle;
use crate::map::MapObject;
use crate::object::{CleanupToken, HandleObject, Object};
use crate::range::Range;
use crate::sparse::Sparse;
use crate::structs::StructArray;
use std::sync::{Arc, Mutex};

/// A value of the language. Copies are shallow; writers copy the data first when it is shared.
///
/// Invariants: a real 1×1 array of a class with an immediate form is immediate (a double-quoted
/// 1×1 text excepted); immediates come first in the enum, so "owns heap data" is one comparison.
#[derive(Debug, Clone, Default)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Value {
    /// No value: an unset variable, a missing argument. Never an element of a container.
    #[default]
    Undef = 0,
    /// Double scalar.
    Num(f64) = 1,
    Bool(bool),
    Single(f32),
    Char(Char),
    I8(i8),
    I16(i16),
    I32(i32),
    I64(i64),
    U8(u8),
    U16(u16),
    U32(u32),
    U64(u64),
    /// Double array. First of the variants that own heap data.
    F64(Arc<NdArray<f64>>),
    /// Complex double array or scalar.
    C64(Arc<NdArray<C64>>),
    F32(Arc<NdArray<f32>>),
    C32(Arc<NdArray<C32>>),
    Bools(Arc<NdArray<bool>>),
    Chars(Arc<NdArray<Char>>),
    I8s(Arc<NdArray<i8>>),
    I16s(Arc<NdArray<i16>>),
    I32s(Arc<NdArray<i32>>),
    I64s(Arc<NdArray<i64>>),
    U8s(Arc<NdArray<u8>>),
    U16s(Arc<NdArray<u16>>),
    U32s(Arc<NdArray<u32>>),
    U64s(Arc<NdArray<u64>>),
    /// A lazy double row `base:increment:limit`.
    Range(Arc<Range>),
    /// MATLAB's string class.
    Strings(Arc<NdArray<Text>>),
    Cell(Arc<NdArray<Value>>),
    Struct(Arc<StructArray>),
    Func(Arc<FunctionHandle>),
    Sparse(Arc<Sparse<f64>>),
    SparseComplex(Arc<Sparse<C64>>),
    SparseBool(Arc<Sparse<bool>>),
    /// `containers.Map`: a handle.
    Map(Arc<MapObject>),
    Exception(Arc<Exception>),
    /// `onCleanup`.
    Cleanup(Arc<CleanupToken>),
    /// An object with value semantics.
    Object(Arc<Object>),
    /// An object with handle semantics.
    Handle(Arc<HandleObject>),
    /// A variable shared between workspaces (global, persistent, nested functions). Lives only in
    /// variable slots, never inside other values.
    Boxed(Arc<Mutex<Value>>),
    /// A comma list of other than one value, on its way into an argument list. Lives only in registers.
    List(Arc<Vec<Value>>),
}

/// Equality of representation, for containers and tests; the language's `isequal` is elsewhere.
impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        crate::compare::identical(self, other)
    }
}

impl Value {
    /// `[]`.
    pub fn empty() -> Value {
        Value::F64(Arc::new(NdArray::empty()))
    }

    /// A char row from UTF-8 text: UTF-16 units. See [`Value::bytes_text`] for Octave's bytes.
    pub fn text(s: &str) -> Value {
        char_row(s.encode_utf16().map(Char).collect())
    }

    /// A char row whose elements are the bytes of `s`.
    pub fn bytes_text(s: &[u8]) -> Value {
        char_row(s.iter().map(|&b| Char(b as u16)).collect())
    }

    /// A char row from UTF-8 text in the dialect's encoding.
    pub fn text_in(s: &str, dialect: runmat_syntax::Dialect) -> Value {
        if dialect.is_octave() { Value::bytes_text(s.as_bytes()) } else { Value::text(s) }
    }

    /// A string scalar.
    pub fn string(s: &str) -> Value {
        Text(Some(Arc::from(s))).scalar()
    }

    /// A complex scalar, narrowed to real when the imaginary part is zero.
    pub fn complex(z: C64) -> Value {
        if z.im == 0.0 { Value::Num(z.re) } else { z.scalar() }
    }

    /// A cell row.
    pub fn cell_row(items: Vec<Value>) -> Value {
        Value::Cell(Arc::new(NdArray::row(items)))
    }

    /// A cell column.
    pub fn cell_col(items: Vec<Value>) -> Value {
        Value::Cell(Arc::new(NdArray::col(items)))
    }

    /// A double row vector.
    pub fn row(data: Vec<f64>) -> Value {
        NdArray::row(data).into()
    }

    /// A double column vector.
    pub fn col(data: Vec<f64>) -> Value {
        NdArray::col(data).into()
    }

    /// A double matrix from column-major data.
    pub fn matrix(rows: usize, cols: usize, data: Vec<f64>) -> Value {
        NdArray::matrix(rows, cols, data).into()
    }

    /// Bytes of the buffer of elements that is this value's alone, without what they hold: those of a shared one would
    /// be made anew by writing into it.
    pub fn own_bytes(&self) -> u64 {
        macro_rules! arrays {
            ($($array:ident)*) => {
                match self {
                    $(Value::$array(a) if Arc::strong_count(a) == 1 => a.bytes(),)*
                    Value::Struct(s) if Arc::strong_count(s) == 1 => size_of_val(s.values()),
                    _ => 0,
                }
            };
        }
        arrays!(F64 C64 F32 C32 Bools Chars I8s I16s I32s I64s U8s U16s U32s U64s Strings Cell) as u64
    }

    /// Whether dropping this value has to do something.
    #[inline(always)]
    pub fn is_heap(&self) -> bool {
        self.tag() >= Value::FIRST_HEAP
    }

    /// The discriminant: the order of the variants.
    #[inline(always)]
    pub fn tag(&self) -> u8 {
        // SAFETY: `Value` is `repr(u8)`, so its first byte is the discriminant.
        unsafe { *(self as *const Value as *const u8) }
    }

    /// Becomes a double. For values that own no heap data; what others own is leaked.
    ///
    /// Tag and number are written apart: a value put together on the stack and copied as a whole stalls the next
    /// read of its number.
    #[inline(always)]
    pub fn set_num(&mut self, x: f64) {
        debug_assert!(!self.is_heap());
        let place: *mut Value = self;
        // SAFETY: `Value` is `repr(u8)`: the discriminant comes first, the number at its alignment.
        unsafe {
            place.cast::<u8>().write(1);
            place.cast::<f64>().add(1).write(x);
        }
    }

    /// Becomes a logical value, as with [`Value::set_num`].
    #[inline(always)]
    pub fn set_bool(&mut self, x: bool) {
        debug_assert!(!self.is_heap());
        let place: *mut Value = self;
        // SAFETY: `Value` is `repr(u8)`: the discriminant comes first, a byte follows at once.
        unsafe {
            place.cast::<u8>().write(2);
            place.cast::<bool>().add(1).write(x);
        }
    }

    /// Becomes unset, as with [`Value::set_num`].
    #[inline(always)]
    pub fn set_undef(&mut self) {
        debug_assert!(!self.is_heap());
        let place: *mut Value = self;
        // SAFETY: `Value` is `repr(u8)`: the discriminant comes first, and nothing follows.
        unsafe { place.cast::<u8>().write(0) };
    }

    /// Tag of the first variant that owns heap data.
    pub const FIRST_HEAP: u8 = 13;

    /// Whether this is an unset variable.
    #[inline(always)]
    pub fn is_undef(&self) -> bool {
        matches!(self, Value::Undef)
    }

    /// Takes the value out, leaving it unset.
    #[inline(always)]
    pub fn take(&mut self) -> Value {
        std::mem::take(self)
    }

    /// The class.
    pub fn class(&self) -> Class {
        use Value::*;
        match self {
            Undef | Num(_) | F64(_) | C64(_) | Range(_) | Sparse(_) | SparseComplex(_) => Class::Double,
            Single(_) | F32(_) | C32(_) => Class::Single,
            Bool(_) | Bools(_) | SparseBool(_) => Class::Logical,
            Char(_) | Chars(_) => Class::Char,
            I8(_) | I8s(_) => Class::Int8,
            I16(_) | I16s(_) => Class::Int16,
            I32(_) | I32s(_) => Class::Int32,
            I64(_) | I64s(_) => Class::Int64,
            U8(_) | U8s(_) => Class::Uint8,
            U16(_) | U16s(_) => Class::Uint16,
            U32(_) | U32s(_) => Class::Uint32,
            U64(_) | U64s(_) => Class::Uint64,
            Strings(_) => Class::String,
            Cell(_) => Class::Cell,
            Struct(_) => Class::Struct,
            Func(_) => Class::FunctionHandle,
            Map(_) => Class::Map,
            Exception(_) => Class::Exception,
            Cleanup(_) => Class::Cleanup,
            Object(_) | Handle(_) => Class::Object,
            Boxed(b) => b.lock().unwrap().class(),
            List(_) => Class::Cell,
        }
    }

    /// The class name, also of objects.
    pub fn class_name(&self) -> String {
        match self {
            Value::Object(o) => o.class.to_string(),
            Value::Handle(h) => h.class.to_string(),
            _ => self.class().name().to_string(),
        }
    }

    /// The size.
    pub fn dims(&self) -> Dims {
        use Value::*;
        match self {
            F64(a) => a.dims().clone(),
            C64(a) => a.dims().clone(),
            F32(a) => a.dims().clone(),
            C32(a) => a.dims().clone(),
            Bools(a) => a.dims().clone(),
            Chars(a) => a.dims().clone(),
            I8s(a) => a.dims().clone(),
            I16s(a) => a.dims().clone(),
            I32s(a) => a.dims().clone(),
            I64s(a) => a.dims().clone(),
            U8s(a) => a.dims().clone(),
            U16s(a) => a.dims().clone(),
            U32s(a) => a.dims().clone(),
            U64s(a) => a.dims().clone(),
            Strings(a) => a.dims().clone(),
            Cell(a) => a.dims().clone(),
            Range(r) => Dims::row(r.len()),
            Struct(s) => s.dims().clone(),
            Sparse(s) => s.dims(),
            SparseComplex(s) => s.dims(),
            SparseBool(s) => s.dims(),
            Map(m) => Dims::new(m.len(), 1),
            Object(o) => o.dims(),
            Boxed(b) => b.lock().unwrap().dims(),
            _ => Dims::scalar(),
        }
    }

    /// Number of elements.
    pub fn numel(&self) -> usize {
        if self.tag() < Value::FIRST_HEAP { 1 } else { self.dims().numel() }
    }

    /// Whether it has no elements.
    pub fn is_empty(&self) -> bool {
        self.numel() == 0
    }

    /// 1×1.
    pub fn is_scalar(&self) -> bool {
        self.tag() < Value::FIRST_HEAP || self.dims().is_scalar()
    }

    /// Stored with an imaginary part.
    pub fn is_complex(&self) -> bool {
        matches!(self, Value::C64(_) | Value::C32(_) | Value::SparseComplex(_))
    }

    /// Stored sparse.
    pub fn is_sparse(&self) -> bool {
        matches!(self, Value::Sparse(_) | Value::SparseComplex(_) | Value::SparseBool(_))
    }

    /// A char array (not a string).
    pub fn is_char(&self) -> bool {
        matches!(self, Value::Char(_) | Value::Chars(_))
    }

    /// A cell array.
    pub fn is_cell(&self) -> bool {
        matches!(self, Value::Cell(_))
    }

    /// Numeric class (logical and char are not).
    pub fn is_numeric(&self) -> bool {
        self.class().is_numeric()
    }

    /// Brings an array that became 1×1 (or a cell/struct slot after editing) back to its immediate form.
    pub fn normalize(&mut self) {
        macro_rules! norm {
            ($($array:ident),*) => {
                match self {
                    $(Value::$array(a) if a.len() == 1 && a.dims().is_scalar() => {
                        let x = a.data()[0];
                        *self = x.into();
                    })*
                    _ => {}
                }
            };
        }
        norm!(F64, F32, Bools, I8s, I16s, I32s, I64s, U8s, U16s, U32s, U64s);
    }

    /// A real double scalar, of any real numeric class, logical or char.
    pub fn as_f64(&self) -> Option<f64> {
        use Value::*;
        Some(match self {
            Num(x) => *x,
            Bool(b) => *b as u8 as f64,
            Single(x) => *x as f64,
            Char(c) => c.0 as f64,
            I8(x) => *x as f64,
            I16(x) => *x as f64,
            I32(x) => *x as f64,
            I64(x) => *x as f64,
            U8(x) => *x as f64,
            U16(x) => *x as f64,
            U32(x) => *x as f64,
            U64(x) => *x as f64,
            Chars(a) if a.len() == 1 => a.data()[0].0 as f64,
            Range(r) if r.len() == 1 => r.get(0),
            C64(a) if a.len() == 1 && a.data()[0].im == 0.0 => a.data()[0].re,
            Sparse(s) if s.dims().is_scalar() => s.get(0, 0),
            SparseBool(s) if s.dims().is_scalar() => s.get(0, 0) as u8 as f64,
            _ => return None,
        })
    }

    /// The text of a char row (or empty char, or string scalar), decoded. `None` for all else.
    pub fn as_text(&self) -> Option<String> {
        match self {
            Value::Char(c) => Some(decode(std::slice::from_ref(c))),
            Value::Chars(a) if a.dims().rows() == 1 && a.dims().is_matrix() => Some(decode(a.data())),
            Value::Chars(a) if a.is_empty() => Some(std::string::String::new()),
            Value::Strings(a) if a.len() == 1 => a.data()[0].0.as_deref().map(str::to_string),
            _ => None,
        }
    }

    /// Bytes of array data this value holds on its own (not what is nested deeper).
    pub fn shallow_bytes(&self) -> usize {
        let width = match self.class() {
            Class::Double | Class::Int64 | Class::Uint64 => 8,
            Class::Single | Class::Int32 | Class::Uint32 => 4,
            Class::Int16 | Class::Uint16 | Class::Char => 2,
            Class::Int8 | Class::Uint8 | Class::Logical => 1,
            _ => 16,
        };
        let width = if self.is_complex() { 2 * width } else { width };
        match self {
            Value::Range(_) => 24,
            Value::Sparse(s) => 16 * s.nnz(),
            Value::SparseComplex(s) => 24 * s.nnz(),
            Value::SparseBool(s) => 9 * s.nnz(),
            _ => width * self.numel(),
        }
    }
}

fn char_row(data: Vec<Char>) -> Value {
    if data.is_empty() { Value::Chars(Arc::new(NdArray::empty())) } else { NdArray::row(data).into() }
}

/// Decodes char elements: as UTF-8 when all are bytes and form valid UTF-8, else as UTF-16.
///
/// In the MATLAB dialect text is UTF-16, where a sequence such as `Ã©` could be taken for bytes;
/// callers that know the dialect use [`decode_in`].
pub fn decode(chars: &[Char]) -> String {
    if chars.iter().all(|c| c.0 < 0x80) {
        return chars.iter().map(|c| c.0 as u8 as char).collect();
    }
    if chars.iter().all(|c| c.0 < 0x100) {
        let bytes: Vec<u8> = chars.iter().map(|c| c.0 as u8).collect();
        if let Ok(s) = String::from_utf8(bytes) {
            return s;
        }
    }
    String::from_utf16_lossy(&chars.iter().map(|c| c.0).collect::<Vec<_>>())
}

/// Decodes char elements in the dialect's encoding; invalid sequences become U+FFFD.
pub fn decode_in(chars: &[Char], dialect: runmat_syntax::Dialect) -> String {
    if dialect.is_octave() {
        let bytes: Vec<u8> = chars.iter().map(|c| c.0 as u8).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        String::from_utf16_lossy(&chars.iter().map(|c| c.0).collect::<Vec<_>>())
    }
}

impl From<&str> for Value {
    fn from(s: &str) -> Value {
        Value::text(s)
    }
}

impl From<usize> for Value {
    fn from(n: usize) -> Value {
        Value::Num(n as f64)
    }
}

impl From<StructArray> for Value {
    fn from(s: StructArray) -> Value {
        Value::Struct(Arc::new(s))
    }
}

impl From<Range> for Value {
    fn from(r: Range) -> Value {
        Value::Range(Arc::new(r))
    }
}
