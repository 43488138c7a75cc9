//! What values take that is in no [`Ledger`](crate::ledger::Ledger): small arrays, and what holds other values.
//!
//! To enter each of them into an account would cost more than many an operation on them. So they are counted now and
//! then, all of those that can be reached.

use crate::array::{Element, NdArray};
use crate::function::HandleTarget;
use crate::nested::is_nested;
use crate::sparse::Sparse;
use crate::structs::StructArray;
use crate::value::Value;
use std::collections::HashSet;
use std::sync::{Arc, Mutex};

/// What an allocation takes besides its elements: counts of references, size, note, lease.
pub const HEADER: u64 = 96;

/// Adds up the bytes of values, each heap object once.
#[derive(Debug, Default)]
pub struct Census {
    bytes: u64,
    /// Of objects that several values share, by address.
    seen: HashSet<usize>,
    /// Those that hold others, to be looked into.
    waiting: Vec<Value>,
}

impl Census {
    /// Counts a value, and all that it holds.
    pub fn count(&mut self, v: &Value) {
        self.enter(v);
        while let Some(v) = self.waiting.pop() {
            self.look_into(&v);
        }
    }

    /// What has been counted, in bytes.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether this is the first time that the object is seen.
    fn is_new<T: ?Sized>(&mut self, shared: &Arc<T>) -> bool {
        Arc::strong_count(shared) == 1 || self.seen.insert(Arc::as_ptr(shared).cast::<u8>() as usize)
    }

    fn array<T: Element>(&mut self, a: &Arc<NdArray<T>>) {
        if !a.is_leased() && self.is_new(a) {
            self.bytes += HEADER + a.bytes() as u64;
        }
    }

    fn sparse<T: Element>(&mut self, s: &Arc<Sparse<T>>) {
        if self.is_new(s) {
            let entry = size_of::<usize>() + size_of::<T>();
            self.bytes += HEADER + (s.nnz() * entry + (s.cols() + 1) * size_of::<usize>()) as u64;
        }
    }

    fn variable(&mut self, shared: &Mutex<Value>) {
        // Held by somebody who changes it: counted the next time.
        if let Ok(v) = shared.try_lock() {
            self.enter(&v);
        }
    }

    fn fields(&mut self, s: &StructArray) {
        self.bytes += size_of_val(s.values()) as u64;
        s.values().iter().for_each(|v| self.enter(v));
    }

    /// Counts what the value itself takes; those that hold others wait.
    fn enter(&mut self, v: &Value) {
        macro_rules! arrays {
            ($($array:ident)*) => {
                match v {
                    $(Value::$array(a) => self.array(a),)*
                    Value::Strings(a) => {
                        self.array(a);
                        let texts = a.data().iter().filter_map(|t| t.0.as_ref());
                        texts.for_each(|t| if self.is_new(t) { self.bytes += HEADER / 4 + t.len() as u64 });
                    }
                    Value::Sparse(s) => self.sparse(s),
                    Value::SparseComplex(s) => self.sparse(s),
                    Value::SparseBool(s) => self.sparse(s),
                    v if is_nested(v) => self.waiting.push(v.clone()),
                    v if v.is_heap() => self.bytes += HEADER,
                    _ => {}
                }
            };
        }
        arrays!(F64 C64 F32 C32 Bools Chars I8s I16s I32s I64s U8s U16s U32s U64s)
    }

    fn look_into(&mut self, v: &Value) {
        // One reference is our own.
        macro_rules! once {
            ($shared:expr) => {
                if Arc::strong_count($shared) > 2 && !self.seen.insert(Arc::as_ptr($shared).cast::<u8>() as usize) {
                    return;
                }
            };
        }
        match v {
            Value::Cell(c) => {
                once!(c);
                if !c.is_leased() {
                    self.bytes += HEADER + c.bytes() as u64;
                }
                c.data().iter().for_each(|v| self.enter(v));
                return;
            }
            Value::Struct(s) => {
                once!(s);
                self.fields(s);
            }
            Value::Object(o) => {
                once!(o);
                self.fields(&o.fields);
            }
            Value::Handle(h) => {
                once!(h);
                if let Ok(fields) = h.fields.try_lock() {
                    self.fields(&fields);
                }
            }
            Value::Map(m) => {
                once!(m);
                if let Ok(entries) = m.entries.try_lock() {
                    self.bytes += entries.len() as u64 * HEADER;
                    entries.values().for_each(|v| self.enter(v));
                }
            }
            Value::Func(f) => {
                once!(f);
                if let HandleTarget::Bound { captures, .. } | HandleTarget::Anonymous { captures, .. } = &f.target
                    && self.is_new(captures)
                {
                    captures.iter().for_each(|v| self.enter(v));
                }
            }
            Value::Exception(e) => {
                once!(e);
                self.bytes += (e.message.len() + e.stack.len() * 64) as u64;
                e.causes.iter().for_each(|c| self.waiting.push(Value::Exception(c.clone())));
                e.extra.iter().for_each(|v| self.enter(v));
            }
            Value::Boxed(b) => {
                once!(b);
                self.variable(b);
            }
            Value::List(l) => {
                once!(l);
                l.iter().for_each(|v| self.enter(v));
            }
            _ => return,
        }
        self.bytes += HEADER;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(values: &[Value]) -> u64 {
        let mut census = Census::default();
        values.iter().for_each(|v| census.count(v));
        census.bytes()
    }

    #[test]
    fn what_is_shared_counts_once() {
        let row = Value::row(vec![1.0; 1000]);
        assert_eq!(bytes(std::slice::from_ref(&row)), HEADER + 8000);
        let cell = Value::cell_row(vec![row.clone(), row.clone(), Value::Num(1.0)]);
        let held = 3 * size_of::<Value>() as u64;
        assert_eq!(bytes(&[cell.clone(), row, cell.clone()]), 2 * HEADER + held + 8000);
        let other = Value::cell_row(vec![Value::row(vec![1.0; 1000]), Value::row(vec![1.0; 1000]), Value::Num(1.0)]);
        assert_eq!(bytes(&[other]), 3 * HEADER + held + 16000);
    }

    #[test]
    fn large_arrays_are_in_an_account_and_follow_their_growth() {
        let ledger = crate::ledger::Ledger::new();
        let mut a = NdArray::row(vec![1.0; 5000]);
        a.lease_mut().hold(&ledger, 40_000);
        a.push(2.0);
        let held = a.bytes() as u64;
        assert!(held > 40_000);
        assert_eq!((ledger.held(), bytes(&[a.into()])), (held, 0));
        assert_eq!(ledger.held(), 0);
    }

    #[test]
    fn cycles_and_deep_nests_end() {
        let shared = Arc::new(Mutex::new(Value::Undef));
        *shared.lock().unwrap() = Value::List(Arc::new(vec![Value::Boxed(shared.clone())]));
        assert_eq!(bytes(&[Value::Boxed(shared.clone())]), 2 * HEADER);
        *shared.lock().unwrap() = Value::Undef;
        let mut nest = Value::Num(1.0);
        for _ in 0..300_000 {
            nest = Value::cell_row(vec![nest]);
        }
        assert!(bytes(&[nest]) >= 300_000 * HEADER);
    }
}
