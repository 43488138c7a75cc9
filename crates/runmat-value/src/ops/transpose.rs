//! `x.'` and `x'`.

use crate::array::{C64, Element, NdArray, Note};
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::structs::StructArray;
use crate::value::Value;

/// The transpose, of any class; `conjugate` matters for complex numbers only.
pub fn transpose(a: &Value, conjugate: bool) -> Result<Value> {
    if a.tag() < Value::FIRST_HEAP {
        return Ok(a.clone());
    }
    let dims = a.dims();
    if !dims.is_matrix() {
        return Err(Error::of(ErrorKind::TransposeNd));
    }
    macro_rules! dense {
        ($($v:ident)*) => {
            match a {
                $(Value::$v(x) => flip(x).into(),)*
                Value::C64(x) if conjugate => flip_with(x, |z| z.conj()).into(),
                Value::C32(x) if conjugate => flip_with(x, |z| z.conj()).into(),
                Value::C64(x) => flip(x).into(),
                Value::C32(x) => flip(x).into(),
                Value::Range(r) => NdArray::col(r.to_vec()).into(),
                Value::Struct(s) => structs(s).into(),
                Value::Sparse(s) => Value::Sparse(s.transposed(|x| *x).into()),
                Value::SparseBool(s) => Value::SparseBool(s.transposed(|x| *x).into()),
                Value::SparseComplex(s) => {
                    let f = |z: &C64| if conjugate { z.conj() } else { *z };
                    Value::SparseComplex(s.transposed(f).into())
                }
                other => other.clone(),
            }
        };
    }
    Ok(dense!(F64 F32 Bools Chars I8s I16s I32s I64s U8s U16s U32s U64s Strings Cell))
}

fn flip<T: Element>(a: &NdArray<T>) -> NdArray<T> {
    flip_with(a, T::clone)
}

fn flip_with<T: Element>(a: &NdArray<T>, f: impl Fn(&T) -> T) -> NdArray<T> {
    let dims = Dims::new(a.dims().cols(), a.dims().rows());
    let data = flipped(a.data(), a.dims().rows(), a.dims().cols(), f);
    let note = if a.note() == Note::DoubleQuoted && a.is_empty() { Note::None } else { a.note() };
    NdArray::new(dims, data).with_note(note)
}

/// The elements of a `rows`×`cols` matrix in the order of its transpose; in tiles, to stay in the cache.
pub fn flipped<T: Clone>(x: &[T], rows: usize, cols: usize, f: impl Fn(&T) -> T) -> Vec<T> {
    const TILE: usize = 16;
    if rows <= 1 || cols <= 1 {
        return x.iter().map(f).collect();
    }
    if rows.min(cols) <= TILE {
        let mut out = Vec::with_capacity(x.len());
        for r in 0..rows {
            out.extend(x[r..].iter().step_by(rows).map(&f));
        }
        return out;
    }
    let mut out = x.to_vec();
    for c0 in (0..cols).step_by(TILE) {
        let c1 = (c0 + TILE).min(cols);
        for r0 in (0..rows).step_by(TILE) {
            for r in r0..(r0 + TILE).min(rows) {
                for (c, place) in (c0..c1).zip(&mut out[r * cols + c0..r * cols + c1]) {
                    *place = f(&x[c * rows + r]);
                }
            }
        }
    }
    out
}

fn structs(s: &StructArray) -> StructArray {
    let (rows, cols) = (s.dims().rows(), s.dims().cols());
    let width = s.names().len();
    let mut values = Vec::with_capacity(s.values().len());
    for r in 0..rows {
        for c in 0..cols {
            let k = (c * rows + r) * width;
            values.extend_from_slice(&s.values()[k..k + width]);
        }
    }
    StructArray::from_parts(Dims::new(cols, rows), s.shared_names().clone(), values)
}
