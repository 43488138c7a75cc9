//! What parts of Octave's diagonal and permutation matrices still are.

use super::read;
use super::subscript::{Index, Places};
use crate::array::{Element, NdArray, Note};
use crate::value::Value;
use std::sync::Arc;

fn note(v: &Value) -> Note {
    match v {
        Value::F64(a) => a.note(),
        Value::F32(a) => a.note(),
        Value::C64(a) => a.note(),
        Value::C32(a) => a.note(),
        _ => Note::None,
    }
}

/// `part` is `base(subs)`, of two subscripts; marked as diagonal or as a permutation where it is one.
pub(super) fn keep(base: &Value, subs: &[Value], part: Value) -> Value {
    let kind = note(base);
    if !matches!(kind, Note::Diagonal | Note::Permutation) || part.is_scalar() {
        return part;
    }
    let dims = base.dims();
    let Ok(indices) = read::resolve(&dims, subs) else { return part };
    let permuted = indices.iter().zip([dims.rows(), dims.cols()]).all(|(i, n)| i.len() == n && i.covers(n));
    match kind {
        Note::Permutation if permuted => noted(part, Note::Permutation),
        Note::Diagonal if indices.iter().all(from_start) => noted(part, Note::Diagonal),
        Note::Diagonal if permuted && is_identity(base) => noted(part, Note::Permutation),
        _ => part,
    }
}

/// The first so many rows or columns.
fn from_start(index: &Index) -> bool {
    matches!(index.places, Places::All(_) | Places::One(0) | Places::Span { start: 0, step: 1, .. })
}

fn is_identity(v: &Value) -> bool {
    let Value::F64(a) = v else { return false };
    let rows = a.dims().rows();
    rows == a.dims().cols() && (0..rows).all(|k| a.data()[k * (rows + 1)] == 1.0)
}

fn noted(v: Value, note: Note) -> Value {
    fn with<T: Element>(a: Arc<NdArray<T>>, note: Note) -> Arc<NdArray<T>> {
        Arc::new(Arc::unwrap_or_clone(a).with_note(note))
    }
    match v {
        Value::F64(a) => Value::F64(with(a, note)),
        Value::F32(a) => Value::F32(with(a, note)),
        Value::C64(a) => Value::C64(with(a, note)),
        Value::C32(a) => Value::C32(with(a, note)),
        other => other,
    }
}
