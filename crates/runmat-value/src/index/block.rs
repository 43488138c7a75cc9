//! Short cuts for stretches, masks and whole rows or columns of arrays with immediate scalars: the places are
//! counted off, no list of them is made.

use super::subscript::{is_colon, place};
use crate::array::{Element, NdArray, Note, unique};
use crate::dims::Dims;
use crate::parallel::{self, Cost};
use crate::value::Value;
use std::sync::Arc;

/// What a subscript picks of one dimension, all of it inside.
#[derive(Clone, Copy)]
enum Pick<'a> {
    /// `start`, `start + step`, …, of this many.
    Span(usize, isize, usize),
    /// The true entries, of this many.
    Mask(&'a [bool], usize),
}

impl<'a> Pick<'a> {
    /// Of a dimension of this extent; `None`: not such a subscript, or not inside.
    #[inline]
    fn of(sub: &'a Value, extent: usize) -> Option<Pick<'a>> {
        match sub {
            Value::Num(x) => place(*x).filter(|&i| i < extent).map(|i| Pick::Span(i, 1, 1)),
            Value::Range(r) => {
                let (n, step) = (r.len(), r.increment());
                if n == 0 || step != step.trunc() || step.abs() >= 9e15 {
                    return None;
                }
                let (first, last) = (place(r.get(0))?, place(r.get(n - 1))?);
                (first.max(last) < extent).then_some(Pick::Span(first, step as isize, n))
            }
            Value::Bools(mask) if mask.len() <= extent => {
                // Counted in bytes, which goes many at a time.
                let count = mask.data().chunks(255).map(|c| c.iter().map(|&b| b as u8).sum::<u8>() as usize).sum();
                Some(Pick::Mask(mask.data(), count))
            }
            _ if is_colon(sub) => Some(Pick::Span(0, 1, extent)),
            _ => None,
        }
    }

    #[inline]
    fn len(self) -> usize {
        match self {
            Pick::Span(_, _, n) | Pick::Mask(_, n) => n,
        }
    }

    #[inline]
    fn each(self, mut f: impl FnMut(usize)) {
        match self {
            Pick::Span(start, step, n) => {
                let mut at = start;
                for _ in 0..n {
                    f(at);
                    at = at.wrapping_add_signed(step);
                }
            }
            Pick::Mask(bits, _) => bits.iter().enumerate().filter(|(_, b)| **b).for_each(|(k, _)| f(k)),
        }
    }

    /// Appends the elements of `line` that it picks, their neighbours being `stride` apart.
    #[inline]
    fn gather<T: Copy>(self, line: &[T], stride: usize, out: &mut Vec<T>) {
        match self {
            Pick::Span(start, 1, n) if stride == 1 => out.extend_from_slice(&line[start..start + n]),
            Pick::Span(start, step, n) if step > 0 => {
                out.extend(line[start * stride..].iter().step_by(step as usize * stride).take(n));
            }
            pick => pick.each(|k| out.push(line[k * stride])),
        }
    }

    /// Writes one element to all the places.
    #[inline]
    fn fill<T: Copy>(self, line: &mut [T], stride: usize, x: T) {
        match self {
            Pick::Span(start, 1, n) if stride == 1 => line[start..start + n].fill(x),
            pick => pick.each(|k| line[k * stride] = x),
        }
    }

    /// Writes as many elements as there are places.
    #[inline]
    fn scatter<T: Copy>(self, line: &mut [T], stride: usize, source: &[T]) {
        match self {
            Pick::Span(start, 1, n) if stride == 1 => line[start..start + n].copy_from_slice(source),
            pick => {
                let mut next = source.iter();
                pick.each(|k| {
                    if let Some(&x) = next.next() {
                        line[k * stride] = x;
                    }
                });
            }
        }
    }
}

/// Where subscripts lead: rows and columns of a matrix, or places of a vector.
enum Region<'a> {
    Grid(Pick<'a>, Pick<'a>),
    Line(Pick<'a>, Dims),
}

impl<'a> Region<'a> {
    #[inline]
    fn of(dims: &Dims, subs: &'a [Value]) -> Option<Region<'a>> {
        if !dims.is_matrix() {
            return None;
        }
        match subs {
            [r, c] => Some(Region::Grid(Pick::of(r, dims.rows())?, Pick::of(c, dims.cols())?)),
            [only @ (Value::Range(_) | Value::Bools(_))] => {
                let pick = Pick::of(only, dims.numel())?;
                let n = pick.len();
                let shape = match only {
                    Value::Bools(mask) if mask.dims() == dims && !dims.is_row() => Dims::col(n),
                    Value::Bools(mask) if mask.dims() == dims => Dims::row(n),
                    Value::Range(_) if dims.is_row() => Dims::row(n),
                    Value::Range(_) if dims.is_col() && n > 1 => Dims::col(n),
                    _ => return None,
                };
                Some(Region::Line(pick, shape))
            }
            _ => None,
        }
    }
}

#[inline]
fn read<T: Element + Copy>(a: &NdArray<T>, subs: &[Value]) -> Option<NdArray<T>> {
    if a.note() != Note::None {
        return None;
    }
    let data = a.data();
    if let [only] = subs
        && is_colon(only)
    {
        return Some(NdArray::new(Dims::col(data.len()), parallel::map(data, Cost::Cheap, |x| x)));
    }
    match Region::of(a.dims(), subs)? {
        Region::Line(pick, shape) => {
            let mut out = Vec::with_capacity(pick.len());
            pick.gather(data, 1, &mut out);
            Some(NdArray::new(shape, out))
        }
        Region::Grid(r, c) => {
            let rows = a.dims().rows();
            let shape = Dims::new(r.len(), c.len());
            let mut out = Vec::with_capacity(shape.numel());
            match r {
                Pick::Span(row, _, 1) => {
                    if c.len() > 0 {
                        c.gather(&data[row..], rows, &mut out);
                    }
                }
                r => c.each(|k| r.gather(&data[k * rows..(k + 1) * rows], 1, &mut out)),
            }
            Some(NdArray::new(shape, out))
        }
    }
}

/// The selected elements, when the subscripts are of the simple kinds and inside.
#[inline]
pub(super) fn get(base: &Value, subs: &[Value]) -> Option<Value> {
    macro_rules! arrays {
        ($($array:ident)*) => {
            match base {
                $(Value::$array(a) => read(a, subs).map(Value::from),)*
                _ => None,
            }
        };
    }
    arrays!(F64 Bools Chars F32 I8s I16s I32s I64s U8s U16s U32s U64s)
}

/// Whether sizes agree once those of 1 are left out.
#[inline]
fn fits(rows: usize, cols: usize, source: &Dims) -> bool {
    if !source.is_matrix() {
        return false;
    }
    let (r, c) = (source.rows(), source.cols());
    (r == rows && c == cols) || ((r == 1 || c == 1) && (rows == 1 || cols == 1) && r * c == rows * cols)
}

fn write<T: Element + Copy>(base: &mut Arc<NdArray<T>>, subs: &[Value], dims: Option<&Dims>, source: &[T]) -> bool {
    let Some(region) = Region::of(base.dims(), subs) else { return false };
    let fill = match (&region, dims) {
        (_, None) => true,
        (Region::Line(pick, _), Some(_)) if pick.len() == source.len() => false,
        (Region::Grid(r, c), Some(dims)) if fits(r.len(), c.len(), dims) => false,
        _ => return false,
    };
    let Some(array) = unique(base) else { return false };
    let rows = array.dims().rows();
    let data = array.data_mut();
    match region {
        Region::Line(pick, _) if fill => pick.fill(data, 1, source[0]),
        Region::Line(pick, _) => pick.scatter(data, 1, source),
        Region::Grid(_, c) | Region::Grid(c, _) if c.len() == 0 => {}
        Region::Grid(Pick::Span(row, _, 1), c) if fill => c.fill(&mut data[row..], rows, source[0]),
        Region::Grid(Pick::Span(row, _, 1), c) => c.scatter(&mut data[row..], rows, source),
        Region::Grid(r, c) => {
            let (n, mut done) = (r.len(), 0);
            c.each(|k| {
                let column = &mut data[k * rows..(k + 1) * rows];
                if fill {
                    r.fill(column, 1, source[0]);
                } else {
                    r.scatter(column, 1, &source[done..done + n]);
                    done += n;
                }
            });
        }
    }
    true
}

/// Writes into an array that nobody else holds, the right side being of its class. False, with nothing done: not
/// such a case.
#[inline]
pub(super) fn set(base: &mut Value, subs: &[Value], rhs: &Value) -> bool {
    macro_rules! arrays {
        ($($array:ident $scalar:ident)*) => {
            match (base, rhs) {
                $(
                    (Value::$array(a), Value::$scalar(x)) => write(a, subs, None, std::slice::from_ref(x)),
                    (Value::$array(a), Value::$array(x)) => write(a, subs, Some(x.dims()), x.data()),
                )*
                _ => false,
            }
        };
    }
    arrays!(F64 Num Bools Bool F32 Single I8s I8 I16s I16 I32s I32 I64s I64 U8s U8 U16s U16 U32s U32 U64s U64)
}
