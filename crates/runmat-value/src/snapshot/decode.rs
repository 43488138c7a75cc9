//! Bytes to values.

use super::encode::{object, tag};
use super::packed::{Packed, unpack};
use super::{Reader, Result, SnapshotError};
use crate::exception::{Exception, StackFrame};
use crate::function::{Code, FunctionHandle, HandleTarget};
use crate::ledger::Ledger;
use crate::map::{MapKey, MapObject};
use crate::object::{CleanupQueue, CleanupToken, HandleObject, Object};
use crate::range::Range;
use crate::sparse::Sparse;
use crate::structs::{Name, StructArray};
use crate::value::Value;
use crate::{Dims, Element, NdArray, Note, Text};
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};

/// Compiled code by its number in the snapshot.
pub trait CodeSource {
    /// The code, if there is such a number.
    fn code(&self, number: u64) -> Option<Arc<dyn Code>>;
}

/// Reads values that refer to a table of objects.
pub struct Decoder {
    objects: Vec<Value>,
}

const TOO_LARGE: SnapshotError = SnapshotError::Malformed("an array too large");

/// What a table is read with.
struct Table<'a> {
    codes: &'a dyn CodeSource,
    queue: &'a CleanupQueue,
    ledger: &'a Ledger,
    decoder: Decoder,
    /// Objects that are filled afterwards, and have not been.
    empty: HashSet<u64>,
}

impl Decoder {
    /// Reads the table of objects. Clean-up functions will go to `queue`; large arrays are entered into `ledger`.
    ///
    /// # Errors
    /// When the bytes are not what the encoder writes.
    pub fn read(r: &mut Reader<'_>, codes: &dyn CodeSource, queue: &CleanupQueue, ledger: &Ledger) -> Result<Decoder> {
        let n = r.count(1)?;
        let decoder = Decoder { objects: Vec::with_capacity(n) };
        let mut table = Table { codes, queue, ledger, decoder, empty: HashSet::new() };
        for _ in 0..n {
            let v = table.object(r)?;
            if matches!(v, Value::Map(_) | Value::Handle(_) | Value::Boxed(_)) {
                table.empty.insert(table.decoder.objects.len() as u64);
            }
            table.decoder.objects.push(v);
        }
        for _ in 0..table.empty.len() {
            table.fill(r)?;
        }
        Ok(table.decoder)
    }

    /// A value as variables and registers hold it: possibly unset, shared, or a list.
    ///
    /// # Errors
    /// When the bytes are not what the encoder writes.
    pub fn slot(&self, r: &mut Reader<'_>) -> Result<Value> {
        macro_rules! immediate {
            ($kind:ident) => {{
                let x = unpack(r, 1)?;
                Ok(Value::$kind(x[0]))
            }};
        }
        match r.byte()? {
            tag::UNDEF => Ok(Value::Undef),
            tag::NUM => immediate!(Num),
            tag::BOOL => immediate!(Bool),
            tag::SINGLE => immediate!(Single),
            tag::CHAR => immediate!(Char),
            tag::I8 => immediate!(I8),
            tag::I16 => immediate!(I16),
            tag::I32 => immediate!(I32),
            tag::I64 => immediate!(I64),
            tag::U8 => immediate!(U8),
            tag::U16 => immediate!(U16),
            tag::U32 => immediate!(U32),
            tag::U64 => immediate!(U64),
            tag::HEAP => {
                let k: usize = r.small()?;
                self.objects.get(k).cloned().ok_or(SnapshotError::Malformed("an object that is not there"))
            }
            _ => Err(SnapshotError::Malformed("a value of no kind")),
        }
    }

    /// A value as containers hold it, and arguments are.
    ///
    /// # Errors
    /// When the bytes are not what the encoder writes.
    pub fn value(&self, r: &mut Reader<'_>) -> Result<Value> {
        match self.slot(r)? {
            Value::Undef | Value::Boxed(_) | Value::List(_) => Err(SnapshotError::Malformed("a value out of place")),
            v => Ok(v),
        }
    }

    fn values(&self, r: &mut Reader<'_>, n: usize) -> Result<Vec<Value>> {
        bounded(r, n)?;
        (0..n).map(|_| self.value(r)).collect()
    }

    fn slots(&self, r: &mut Reader<'_>) -> Result<Vec<Value>> {
        r.list(|r| self.slot(r))
    }

    fn fields(&self, r: &mut Reader<'_>) -> Result<StructArray> {
        let dims = dims(r)?;
        let names = names(r)?;
        if names.iter().collect::<HashSet<_>>().len() < names.len() {
            return Err(SnapshotError::Malformed("a field twice"));
        }
        let n = dims.numel().checked_mul(names.len()).ok_or(TOO_LARGE)?;
        let values = self.values(r, n)?;
        Ok(StructArray::from_parts(dims, Arc::new(names), values))
    }
}

impl Table<'_> {
    fn object(&self, r: &mut Reader<'_>) -> Result<Value> {
        use object::*;
        let d = &self.decoder;
        match r.byte()? {
            F64 => self.array(r, Value::F64),
            C64 => self.array(r, Value::C64),
            F32 => self.array(r, Value::F32),
            C32 => self.array(r, Value::C32),
            BOOLS => self.array(r, Value::Bools),
            CHARS => self.array(r, Value::Chars),
            I8S => self.array(r, Value::I8s),
            I16S => self.array(r, Value::I16s),
            I32S => self.array(r, Value::I32s),
            I64S => self.array(r, Value::I64s),
            U8S => self.array(r, Value::U8s),
            U16S => self.array(r, Value::U16s),
            U32S => self.array(r, Value::U32s),
            U64S => self.array(r, Value::U64s),
            RANGE => {
                let (base, increment, limit) = (r.double()?, r.double()?, r.double()?);
                let range = Range::from_parts(base, increment, limit, r.small()?);
                let range = range.ok_or(SnapshotError::Malformed("a range of the wrong length"))?;
                Ok(Value::Range(Arc::new(range)))
            }
            STRINGS => {
                let dims = dims(r)?;
                bounded(r, dims.numel())?;
                let text = |r: &mut Reader<'_>| Ok(Text(r.maybe(|r| r.text().map(Arc::from))?));
                let texts = (0..dims.numel()).map(|_| text(r)).collect::<Result<_>>()?;
                Ok(Value::Strings(Arc::new(NdArray::new(dims, texts))))
            }
            CELL => {
                let dims = dims(r)?;
                let values = d.values(r, dims.numel())?;
                Ok(Value::Cell(Arc::new(NdArray::new(dims, values))))
            }
            STRUCT => Ok(Value::Struct(Arc::new(d.fields(r)?))),
            OBJECT => {
                let class = Name::from(r.text()?);
                Ok(Value::Object(Arc::new(Object { class, fields: d.fields(r)? })))
            }
            kind @ NAMED..=ANONYMOUS => {
                let target = self.function(kind, r)?;
                Ok(Value::Func(Arc::new(FunctionHandle { target })))
            }
            SPARSE => sparse(r, Value::Sparse),
            SPARSE_COMPLEX => sparse(r, Value::SparseComplex),
            SPARSE_BOOL => sparse(r, Value::SparseBool),
            EXCEPTION => Ok(Value::Exception(Arc::new(self.exception(r)?))),
            CLEANUP => Ok(Value::Cleanup(Arc::new(CleanupToken::new(d.value(r)?, self.queue.clone())))),
            LIST => Ok(Value::List(Arc::new(d.slots(r)?))),
            MAP => {
                let (keys, values) = (r.text()?, r.text()?);
                Ok(Value::Map(Arc::new(MapObject::new(keys, values))))
            }
            HANDLE => {
                let class = Name::from(r.text()?);
                Ok(Value::Handle(Arc::new(HandleObject { class, fields: StructArray::scalar().into() })))
            }
            BOXED => Ok(Value::Boxed(Arc::new(Mutex::new(Value::Undef)))),
            _ => Err(SnapshotError::Malformed("an object of no kind")),
        }
    }

    fn array<T: Element + Packed>(&self, r: &mut Reader<'_>, wrap: fn(Arc<NdArray<T>>) -> Value) -> Result<Value> {
        /// Arrays of more elements are in the account.
        const LARGE: usize = 1 << 12;
        let note = match r.byte()? {
            0 => Note::None,
            1 => Note::DoubleQuoted,
            2 => Note::Diagonal,
            3 => Note::Permutation,
            _ => return Err(SnapshotError::Malformed("a note of no kind")),
        };
        let dims = dims(r)?;
        let data = unpack(r, dims.numel())?;
        let square = dims.is_matrix() && dims.rows() == dims.cols();
        if (note == Note::Permutation && !square) || (note == Note::Diagonal && !dims.is_matrix()) {
            return Err(SnapshotError::Malformed("a note that does not fit its array"));
        }
        let mut array = NdArray::new(dims, data).with_note(note);
        if array.len() > LARGE {
            let bytes = array.bytes() as u64;
            array.lease_mut().hold(self.ledger, bytes);
        }
        Ok(wrap(Arc::new(array)))
    }

    fn function(&self, kind: u8, r: &mut Reader<'_>) -> Result<HandleTarget> {
        let text = Name::from(r.text()?);
        if kind == object::NAMED {
            return Ok(HandleTarget::Named(text));
        }
        let code = self.codes.code(r.number()?).ok_or(SnapshotError::Malformed("code that is not there"))?;
        let captures: Arc<[Value]> = self.decoder.slots(r)?.into();
        if kind == object::BOUND {
            return Ok(HandleTarget::Bound { name: text, code, captures });
        }
        let names: Arc<[Name]> = names(r)?.into();
        if names.len() != captures.len() {
            return Err(SnapshotError::Malformed("captured values without names"));
        }
        Ok(HandleTarget::Anonymous { text, code, captures, names })
    }

    fn exception(&self, r: &mut Reader<'_>) -> Result<Exception> {
        let (identifier, message) = (Name::from(r.text()?), Name::from(r.text()?));
        let stack = read_stack(r)?;
        let causes = r.list(|r| match self.decoder.value(r)? {
            Value::Exception(e) => Ok(e),
            _ => Err(SnapshotError::Malformed("a cause that is no exception")),
        })?;
        let extra = match self.decoder.slot(r)? {
            Value::Undef => None,
            Value::Boxed(_) | Value::List(_) => return Err(SnapshotError::Malformed("a value out of place")),
            v => Some(v),
        };
        Ok(Exception { identifier, message, stack, causes, extra })
    }

    /// Fills an object that was entered empty.
    fn fill(&mut self, r: &mut Reader<'_>) -> Result<()> {
        if r.byte()? != tag::HEAP {
            return Err(SnapshotError::Malformed("contents of nothing"));
        }
        let number = r.number()?;
        if !self.empty.remove(&number) {
            return Err(SnapshotError::Malformed("contents for something that is not empty"));
        }
        let d = &self.decoder;
        match &d.objects[number as usize] {
            Value::Map(m) => {
                let n = r.count(2)?;
                let mut entries = BTreeMap::new();
                for _ in 0..n {
                    let key = if r.flag()? { MapKey::Text(Name::from(r.text()?)) } else { MapKey::Num(r.double()?) };
                    if matches!(key, MapKey::Text(_)) != m.has_text_keys() {
                        return Err(SnapshotError::Malformed("a key of another kind"));
                    }
                    entries.insert(key, d.value(r)?);
                }
                *m.entries.lock().unwrap() = entries;
            }
            Value::Handle(h) => *h.fields.lock().unwrap() = d.fields(r)?,
            Value::Boxed(b) => {
                let v = d.slot(r)?;
                if matches!(v, Value::Boxed(_) | Value::List(_)) {
                    return Err(SnapshotError::Malformed("a value out of place"));
                }
                *b.lock().unwrap() = v;
            }
            _ => return Err(SnapshotError::Malformed("contents of something whole")),
        }
        Ok(())
    }
}

/// Frames of a stack report.
pub fn read_stack(r: &mut Reader<'_>) -> Result<Vec<StackFrame>> {
    r.list(|r| {
        let (file, name) = (Name::from(r.text()?), Name::from(r.text()?));
        Ok(StackFrame { file, name, line: r.small()?, column: r.small()? })
    })
}

/// So many things, each of at least a byte, can follow.
fn bounded(r: &Reader<'_>, n: usize) -> Result<()> {
    if n > r.left() { Err(SnapshotError::Malformed("more is announced than there is")) } else { Ok(()) }
}

fn dims(r: &mut Reader<'_>) -> Result<Dims> {
    let sizes: Vec<usize> = r.list(|r| r.small())?;
    if sizes.len() < 2 || sizes.iter().try_fold(1usize, |n, &s| n.checked_mul(s)).is_none() {
        return Err(TOO_LARGE);
    }
    Ok(Dims::from_slice(&sizes))
}

fn names(r: &mut Reader<'_>) -> Result<Vec<Name>> {
    r.list(|r| r.text().map(Name::from))
}

fn sparse<T: Element + Packed>(r: &mut Reader<'_>, wrap: fn(Arc<Sparse<T>>) -> Value) -> Result<Value> {
    let rows: usize = r.small()?;
    let cols = r.count(1)?;
    let mut places = Vec::new();
    for col in 0..cols {
        let column: Vec<usize> = r.list(|r| r.small())?;
        if column.windows(2).any(|w| w[0] >= w[1]) || column.last().is_some_and(|&last| last >= rows) {
            return Err(SnapshotError::Malformed("elements of a sparse matrix out of place"));
        }
        places.extend(column.into_iter().map(|row| (row, col)));
    }
    let values: Vec<T> = unpack(r, places.len())?;
    let triplets = places.into_iter().zip(values).map(|((row, col), v)| (row, col, v)).collect();
    Ok(wrap(Arc::new(Sparse::from_triplets(rows, cols, triplets, |old, _| old))))
}
