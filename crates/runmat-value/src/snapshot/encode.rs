//! Values to bytes.

use super::packed::{Packed, pack};
use super::{Result, SnapshotError, Writer};
use crate::exception::{Exception, StackFrame};
use crate::function::{Code, FunctionHandle, HandleTarget};
use crate::map::MapKey;
use crate::sparse::Sparse;
use crate::structs::{Name, StructArray};
use crate::value::Value;
use crate::{Dims, Element, NdArray};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// Numbers the compiled code that function handles refer to.
pub trait CodeTable {
    /// The number of this code in the snapshot.
    ///
    /// # Errors
    /// When it can't travel.
    fn number(&mut self, code: &Arc<dyn Code>) -> Result<u64>;
}

/// First byte of a value. Those below [`HEAP`] are followed by the value itself.
pub(super) mod tag {
    pub const UNDEF: u8 = 0;
    pub const NUM: u8 = 1;
    pub const BOOL: u8 = 2;
    pub const SINGLE: u8 = 3;
    pub const CHAR: u8 = 4;
    pub const I8: u8 = 5;
    pub const I16: u8 = 6;
    pub const I32: u8 = 7;
    pub const I64: u8 = 8;
    pub const U8: u8 = 9;
    pub const U16: u8 = 10;
    pub const U32: u8 = 11;
    pub const U64: u8 = 12;
    /// A number in the table follows.
    pub const HEAP: u8 = 13;
}

/// First byte of an object.
pub(super) mod object {
    pub const F64: u8 = 1;
    pub const C64: u8 = 2;
    pub const F32: u8 = 3;
    pub const C32: u8 = 4;
    pub const BOOLS: u8 = 5;
    pub const CHARS: u8 = 6;
    pub const I8S: u8 = 7;
    pub const I16S: u8 = 8;
    pub const I32S: u8 = 9;
    pub const I64S: u8 = 10;
    pub const U8S: u8 = 11;
    pub const U16S: u8 = 12;
    pub const U32S: u8 = 13;
    pub const U64S: u8 = 14;
    pub const RANGE: u8 = 15;
    pub const STRINGS: u8 = 16;
    pub const CELL: u8 = 17;
    pub const STRUCT: u8 = 18;
    pub const NAMED: u8 = 19;
    pub const BOUND: u8 = 20;
    pub const ANONYMOUS: u8 = 21;
    pub const SPARSE: u8 = 22;
    pub const SPARSE_COMPLEX: u8 = 23;
    pub const SPARSE_BOOL: u8 = 24;
    pub const MAP: u8 = 25;
    pub const EXCEPTION: u8 = 26;
    pub const CLEANUP: u8 = 27;
    pub const OBJECT: u8 = 28;
    pub const HANDLE: u8 = 29;
    pub const BOXED: u8 = 30;
    pub const LIST: u8 = 31;
}

/// Writes values; what several share is written once.
pub struct Encoder<'a> {
    codes: &'a mut dyn CodeTable,
    numbers: HashMap<usize, u64>,
    /// All that has a number: an address stays taken as long as the encoder lives.
    kept: Vec<Value>,
    objects: Writer,
    /// Entered, and to be filled.
    shells: VecDeque<Value>,
}

impl<'a> Encoder<'a> {
    /// Nothing written yet.
    pub fn new(codes: &'a mut dyn CodeTable) -> Self {
        Encoder { codes, numbers: HashMap::new(), kept: Vec::new(), objects: Writer::new(), shells: VecDeque::new() }
    }

    /// Where code is numbered.
    pub fn codes(&mut self) -> &mut dyn CodeTable {
        self.codes
    }

    /// Writes a value to `out`, and what it holds to the table.
    ///
    /// # Errors
    /// When something in it can't travel.
    pub fn value(&mut self, out: &mut Writer, v: &Value) -> Result<()> {
        self.enter(v)?;
        self.reference(out, v);
        Ok(())
    }

    /// The table: its length, the objects, then the contents of those that are filled afterwards.
    ///
    /// # Errors
    /// When something in it can't travel.
    pub fn finish(mut self) -> Result<Vec<u8>> {
        let mut fills = Writer::new();
        while let Some(shell) = self.shells.pop_front() {
            let mut fill = Writer::new();
            self.fill(&mut fill, &shell)?;
            self.reference(&mut fills, &shell);
            fills.raw(&fill.into_bytes());
        }
        let mut out = Writer::new();
        out.number(self.kept.len() as u64);
        out.raw(&self.objects.into_bytes());
        out.raw(&fills.into_bytes());
        Ok(out.into_bytes())
    }

    /// Enters an object, those it holds first.
    fn enter(&mut self, v: &Value) -> Result<()> {
        let mut waiting = vec![(v.clone(), false)];
        while let Some((v, opened)) = waiting.pop() {
            let Some(address) = address(&v) else { continue };
            if self.numbers.contains_key(&address) {
                continue;
            }
            if !opened {
                let held = children(&v);
                if !held.is_empty() {
                    waiting.push((v, true));
                    waiting.extend(held.into_iter().map(|c| (c, false)));
                    continue;
                }
            }
            self.object(&v)?;
            self.numbers.insert(address, self.kept.len() as u64);
            if matches!(v, Value::Map(_) | Value::Handle(_) | Value::Boxed(_)) {
                self.shells.push_back(v.clone());
            }
            self.kept.push(v);
        }
        Ok(())
    }

    /// Writes a value whose objects have been entered.
    fn reference(&self, out: &mut Writer, v: &Value) {
        macro_rules! immediate {
            ($tag:ident, $x:expr) => {{
                out.byte(tag::$tag);
                $x.pack(out);
            }};
        }
        match v {
            Value::Undef => out.byte(tag::UNDEF),
            Value::Num(x) => immediate!(NUM, x),
            Value::Bool(x) => immediate!(BOOL, x),
            Value::Single(x) => immediate!(SINGLE, x),
            Value::Char(x) => immediate!(CHAR, x),
            Value::I8(x) => immediate!(I8, x),
            Value::I16(x) => immediate!(I16, x),
            Value::I32(x) => immediate!(I32, x),
            Value::I64(x) => immediate!(I64, x),
            Value::U8(x) => immediate!(U8, x),
            Value::U16(x) => immediate!(U16, x),
            Value::U32(x) => immediate!(U32, x),
            Value::U64(x) => immediate!(U64, x),
            heap => {
                out.byte(tag::HEAP);
                out.number(address(heap).and_then(|a| self.numbers.get(&a)).copied().expect("it has been entered"));
            }
        }
    }

    fn references<'v>(&self, out: &mut Writer, values: impl IntoIterator<Item = &'v Value>) {
        values.into_iter().for_each(|v| self.reference(out, v));
    }

    /// Writes an object to the table; what it holds is there already.
    fn object(&mut self, v: &Value) -> Result<()> {
        let mut out = std::mem::take(&mut self.objects);
        let written = self.object_to(&mut out, v);
        self.objects = out;
        written
    }

    fn object_to(&mut self, out: &mut Writer, v: &Value) -> Result<()> {
        use object::*;
        match v {
            Value::F64(a) => array(out, F64, a),
            Value::C64(a) => array(out, C64, a),
            Value::F32(a) => array(out, F32, a),
            Value::C32(a) => array(out, C32, a),
            Value::Bools(a) => array(out, BOOLS, a),
            Value::Chars(a) => array(out, CHARS, a),
            Value::I8s(a) => array(out, I8S, a),
            Value::I16s(a) => array(out, I16S, a),
            Value::I32s(a) => array(out, I32S, a),
            Value::I64s(a) => array(out, I64S, a),
            Value::U8s(a) => array(out, U8S, a),
            Value::U16s(a) => array(out, U16S, a),
            Value::U32s(a) => array(out, U32S, a),
            Value::U64s(a) => array(out, U64S, a),
            Value::Range(r) => {
                out.byte(RANGE);
                [r.base(), r.increment(), r.limit()].into_iter().for_each(|x| out.double(x));
                out.number(r.len() as u64);
            }
            Value::Strings(a) => {
                out.byte(STRINGS);
                dims(out, a.dims());
                a.data().iter().for_each(|t| out.maybe(t.0.as_deref(), Writer::text));
            }
            Value::Cell(a) => {
                out.byte(CELL);
                dims(out, a.dims());
                self.references(out, a.data());
            }
            Value::Struct(s) => {
                out.byte(STRUCT);
                self.fields(out, s);
            }
            Value::Object(o) => {
                out.byte(OBJECT);
                out.text(&o.class);
                self.fields(out, &o.fields);
            }
            Value::Func(f) => self.function(out, f)?,
            Value::Sparse(s) => sparse(out, SPARSE, s),
            Value::SparseComplex(s) => sparse(out, SPARSE_COMPLEX, s),
            Value::SparseBool(s) => sparse(out, SPARSE_BOOL, s),
            Value::Exception(e) => self.exception(out, e),
            Value::Cleanup(c) => {
                out.byte(CLEANUP);
                self.reference(out, &c.function);
            }
            Value::List(l) => {
                out.byte(LIST);
                out.number(l.len() as u64);
                self.references(out, l.iter());
            }
            Value::Map(m) => {
                out.byte(MAP);
                out.text(&m.key_type);
                out.text(&m.value_type);
            }
            Value::Handle(h) => {
                out.byte(HANDLE);
                out.text(&h.class);
            }
            Value::Device(_) => {
                return Err(SnapshotError::CannotTravel("an array on a device (gather it first)".into()));
            }
            Value::Boxed(_) => out.byte(BOXED),
            immediate => unreachable!("{immediate:?} is no object"),
        }
        Ok(())
    }

    fn function(&mut self, out: &mut Writer, f: &FunctionHandle) -> Result<()> {
        match &f.target {
            HandleTarget::Named(name) => {
                out.byte(object::NAMED);
                out.text(name);
            }
            HandleTarget::Bound { name, code, captures } => {
                out.byte(object::BOUND);
                out.text(name);
                out.number(self.codes.number(code)?);
                out.number(captures.len() as u64);
                self.references(out, captures.iter());
            }
            HandleTarget::Anonymous { text, code, captures, names } => {
                out.byte(object::ANONYMOUS);
                out.text(text);
                out.number(self.codes.number(code)?);
                out.number(captures.len() as u64);
                self.references(out, captures.iter());
                self::names(out, names);
            }
        }
        Ok(())
    }

    fn exception(&self, out: &mut Writer, e: &Exception) {
        out.byte(object::EXCEPTION);
        out.text(&e.identifier);
        out.text(&e.message);
        write_stack(out, &e.stack);
        out.number(e.causes.len() as u64);
        e.causes.iter().for_each(|c| self.reference(out, &Value::Exception(c.clone())));
        self.reference(out, e.extra.as_ref().unwrap_or(&Value::Undef));
    }

    fn fields(&self, out: &mut Writer, s: &StructArray) {
        dims(out, s.dims());
        names(out, s.names());
        self.references(out, s.values());
    }

    /// The contents of something that was entered empty.
    fn fill(&mut self, out: &mut Writer, shell: &Value) -> Result<()> {
        match shell {
            Value::Map(m) => {
                let entries = m.entries.lock().unwrap().clone();
                out.number(entries.len() as u64);
                for (key, v) in &entries {
                    match key {
                        MapKey::Num(x) => {
                            out.flag(false);
                            out.double(*x);
                        }
                        MapKey::Text(t) => {
                            out.flag(true);
                            out.text(t);
                        }
                    }
                    self.value(out, v)?;
                }
            }
            Value::Handle(h) => {
                let fields = h.fields.lock().unwrap().clone();
                fields.values().iter().try_for_each(|v| self.enter(v))?;
                self.fields(out, &fields);
            }
            Value::Boxed(b) => {
                let v = b.lock().unwrap().clone();
                self.value(out, &v)?;
            }
            other => unreachable!("{other:?} was entered whole"),
        }
        Ok(())
    }
}

/// Frames of a stack report.
pub fn write_stack(out: &mut Writer, frames: &[StackFrame]) {
    out.number(frames.len() as u64);
    for f in frames {
        out.text(&f.file);
        out.text(&f.name);
        out.number(f.line as u64);
        out.number(f.column as u64);
    }
}

fn dims(out: &mut Writer, d: &Dims) {
    out.number(d.ndims() as u64);
    (0..d.ndims()).for_each(|k| out.number(d.dim(k) as u64));
}

fn names(out: &mut Writer, names: &[Name]) {
    out.number(names.len() as u64);
    names.iter().for_each(|n| out.text(n));
}

fn array<T: Element + Packed>(out: &mut Writer, kind: u8, a: &NdArray<T>) {
    out.byte(kind);
    out.byte(a.note() as u8);
    dims(out, a.dims());
    pack(out, a.data());
}

fn sparse<T: Element + Packed>(out: &mut Writer, kind: u8, s: &Sparse<T>) {
    out.byte(kind);
    out.number(s.rows() as u64);
    out.number(s.cols() as u64);
    for c in 0..s.cols() {
        let (rows, _) = s.column(c);
        out.number(rows.len() as u64);
        rows.iter().for_each(|&row| out.number(row as u64));
    }
    pack(out, s.values());
}

/// Where the heap object of a value lies.
fn address(v: &Value) -> Option<usize> {
    macro_rules! of {
        ($($kind:ident),*) => {
            match v {
                $(Value::$kind(a) => Some(Arc::as_ptr(a) as *const u8 as usize),)*
                _ => None,
            }
        };
    }
    of!(
        F64,
        C64,
        F32,
        C32,
        Bools,
        Chars,
        I8s,
        I16s,
        I32s,
        I64s,
        U8s,
        U16s,
        U32s,
        U64s,
        Range,
        Strings,
        Cell,
        Struct,
        Func,
        Sparse,
        SparseComplex,
        SparseBool,
        Map,
        Exception,
        Cleanup,
        Object,
        Handle,
        Device,
        Boxed,
        List
    )
}

/// The heap objects that must be in the table before this one.
fn children(v: &Value) -> Vec<Value> {
    let heap = |values: &[Value]| values.iter().filter(|v| v.is_heap()).cloned().collect();
    match v {
        Value::Cell(a) => heap(a.data()),
        Value::Struct(s) => heap(s.values()),
        Value::Object(o) => heap(o.fields.values()),
        Value::List(l) => heap(l),
        Value::Cleanup(c) => heap(std::slice::from_ref(&c.function)),
        Value::Func(f) => match &f.target {
            HandleTarget::Named(_) => Vec::new(),
            HandleTarget::Bound { captures, .. } | HandleTarget::Anonymous { captures, .. } => heap(captures),
        },
        Value::Exception(e) => {
            let causes = e.causes.iter().map(|c| Value::Exception(c.clone()));
            causes.chain(e.extra.iter().filter(|v| v.is_heap()).cloned()).collect()
        }
        _ => Vec::new(),
    }
}
