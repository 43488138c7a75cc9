//! Sizes, orders and places: what moves elements without looking at them.
//!
//! Where a function is more than a change of strides, the host's own function is asked: it is given the numbers of the
//! elements in place of the elements, and one kernel moves them accordingly.

use super::array::{Array, Piece, build, ready, stored, upload_places, whole};
use super::elementwise::{Operand, as_class, on_host, sample};
use super::lanes::lane_of;
use super::reduce::ClassHere;
use super::term::{self, Term};
use runmat_ignition::{CallCx, Outcome, Values};
use runmat_value::device::kernel::{Bin, Kernel, Lane, View};
use runmat_value::index::subscript::is_colon;
use runmat_value::{Class, Dims, Error, NdArray, Result, Value, convert, index};
use std::sync::Arc;

/// The same elements in another size.
pub fn resized(cx: &mut CallCx<'_>, d: &Array, dims: Dims) -> Result<Array> {
    if d.dims == dims {
        return Ok(d.clone());
    }
    let s = stored(d)?;
    let piece = s.plain(cx)?;
    Ok(ready(d.class, dims, s.lane, piece))
}

/// `reshape`.
pub fn reshape(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    let Value::Device(d) = args[0].clone() else { return Err(super::no_kernel(cx.name, "with a size on a device")) };
    let n = d.dims.numel();
    let sizes: Vec<Option<usize>> = match &args[1..] {
        [one] => convert::to_f64_vec(one).unwrap_or_default().iter().map(|&x| Some(x.max(0.0) as usize)).collect(),
        many => {
            many.iter().map(|v| if v.is_empty() { None } else { v.as_f64().map(|x| x.max(0.0) as usize) }).collect()
        }
    };
    let known: usize = sizes.iter().flatten().product();
    let open = sizes.iter().filter(|s| s.is_none()).count();
    let fits = if open == 0 { known == n } else { open == 1 && known > 0 && n.is_multiple_of(known) };
    if !fits || sizes.len() < 2 {
        // The host knows the words.
        let mut all = vec![super::elementwise::blank(&d).ok().filter(|_| n == 0).unwrap_or_else(|| numbers(&d.dims))];
        all.extend_from_slice(&args[1..]);
        on_host(cx, "reshape", all)?;
        return Err(Error::internal("reshape to a size that does not fit"));
    }
    let dims: Vec<usize> = sizes.iter().map(|s| s.unwrap_or_else(|| n / known)).collect();
    Ok(Value::Device(resized(cx, &d, Dims::from_slice(&dims))?).into())
}

/// The array with its dimensions in another order: other strides.
fn reordered(cx: &mut CallCx<'_>, d: &Array, order: &[usize]) -> Result<Array> {
    let s = stored(d)?;
    let piece = s.piece(cx)?;
    let natural = piece.strides.clone().unwrap_or_else(|| super::array::natural_strides(&d.dims));
    let sizes: Vec<usize> = order.iter().map(|&k| d.dims.dim(k)).collect();
    let dims = Dims::from_slice(&sizes);
    let strides = (0..dims.ndims()).map(|k| natural.get(order[k]).copied().unwrap_or(0)).collect();
    Ok(ready(d.class, dims, s.lane, Piece { strides: Some(strides), ..piece }))
}

/// `transpose` and `ctranspose`.
pub fn transpose(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    match &args[0] {
        Value::Device(d) if d.dims.is_matrix() => Ok(Value::Device(reordered(cx, &d.clone(), &[1, 0])?).into()),
        _ => Err(Error::new("MATLAB:transposeND", "TRANSPOSE does not support N-D arrays. Use PERMUTE instead.")),
    }
}

/// `permute`.
pub fn permute(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    if let (Value::Device(d), Some(order)) = (args[0].clone(), convert::to_f64_vec(&args[1])) {
        let order: Vec<usize> = order.iter().map(|&x| (x as usize).wrapping_sub(1)).collect();
        let mut sorted = order.clone();
        sorted.sort_unstable();
        if order.len() >= d.dims.ndims() && sorted.iter().enumerate().all(|(k, &x)| k == x) {
            return Ok(Value::Device(reordered(cx, &d, &order)?).into());
        }
    }
    moved(cx, args)
}

/// The numbers of the elements, from 1.
fn numbers(dims: &Dims) -> Value {
    NdArray::new(dims.clone(), (1..=dims.numel()).map(|k| k as f64).collect()).into()
}

/// Elements of an array at the places, from 0, that a chain computes.
pub fn taken(cx: &mut CallCx<'_>, d: &Array, places: &Arc<Term>, dims: Dims) -> Result<Array> {
    let s = stored(d)?;
    let piece = s.plain(cx)?;
    let source = View { buffer: piece.memory.buffer.clone(), lane: s.lane, offset: piece.offset, strides: None };
    let mut out = build(cx, places, &dims)?.run(cx, &dims, s.lane, |chain| Kernel::Take { chain, source })?;
    out.faults.extend(piece.faults);
    Ok(ready(d.class, dims, s.lane, out))
}

/// The array whose elements the host has put in order by their numbers; 0 stands for a zero.
fn arranged(cx: &mut CallCx<'_>, d: &Array, order: &Value) -> Result<Array> {
    let order = convert::real_array(order);
    let places: Vec<u32> = order.data().iter().map(|&x| (x as u32).wrapping_sub(1)).collect();
    let dims = order.dims().clone();
    if places.is_empty() || d.dims.is_empty() {
        return super::elementwise::filled(cx, d.class, dims, 0.0);
    }
    let zeros = places.contains(&u32::MAX);
    let memory = upload_places(cx, &places)?;
    let numbers = ready(Class::Uint32, dims.clone(), Lane::U32, whole(memory));
    let place = term::leaf(&numbers)?;
    if !zeros {
        return taken(cx, d, &place, dims);
    }
    let inside = term::bin(Bin::Min, &place, &term::number(Lane::U32, (d.dims.numel() - 1) as f64));
    let found = taken(cx, d, &inside, dims.clone())?;
    let there = term::bin(Bin::Ne, &place, &term::number(Lane::U32, f64::from(u32::MAX)));
    let lane = lane_of(d.class)?;
    let t = term::select(&there, &term::leaf(&found)?, &term::number(lane, 0.0));
    super::elementwise::finished(cx, d.class, dims, t)
}

/// A function that moves elements, as the host does it with their numbers.
pub fn moved(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    let Value::Device(d) = args[0].clone() else { return Err(super::no_kernel(cx.name, "with these arguments")) };
    if args[1..].iter().any(|v| matches!(v, Value::Device(_))) {
        return Err(super::no_kernel(cx.name, "with further arguments on a device"));
    }
    let mut all = vec![numbers(&d.dims)];
    all.extend_from_slice(&args[1..]);
    cx.charge(d.dims.numel());
    let name = cx.name;
    let order = on_host(cx, name, all)?;
    Ok(Value::Device(arranged(cx, &d, &order)?).into())
}

/// `cat`, `horzcat`, `vertcat`: the host puts numbers together, then each array is put in its places.
pub fn joined(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    let name = cx.name;
    let from = usize::from(name == "cat");
    let (mut samples, mut parts, mut arrays) = (args[..from].to_vec(), args[..from].to_vec(), Vec::new());
    let mut next = 1usize;
    for v in &args[from..] {
        lane_of(v.class_here())?;
        samples.push(sample(v.class_here()));
        let dims = v.dims();
        let n = dims.numel();
        parts.push(NdArray::new(dims, (next..next + n).map(|k| k as f64).collect()).into());
        arrays.push((next, n, v.clone()));
        next += n;
    }
    cx.charge(next);
    let class = on_host(cx, name, samples)?.class();
    let lane = lane_of(class)?;
    let order = convert::real_array(&on_host(cx, name, parts)?);
    let dims = order.dims().clone();
    let mut whole_array = super::elementwise::filled(cx, class, dims.clone(), 0.0)?;
    let mut at = vec![0u32; next];
    order.data().iter().enumerate().for_each(|(place, &k)| at[k as usize] = place as u32);
    for (first, n, v) in arrays.into_iter().filter(|a| a.1 > 0) {
        let places = upload_places(cx, &at[first..first + n])?;
        let part = match Operand::of(cx, &v)? {
            Operand::Array(d) => as_class(cx, &d, class)?,
            Operand::Number(..) => {
                let v = convert::to_class(&v, class, cx.dialect())?;
                super::elementwise::filled(cx, class, Dims::scalar(), v.as_f64().unwrap_or(f64::NAN))?
            }
        };
        whole_array = put(cx, &whole_array, &term::cast(lane, &term::leaf(&part)?), &part.dims, places)?;
    }
    Ok(Value::Device(whole_array).into())
}

/// An array with some elements replaced by those that a chain of a size computes.
fn put(cx: &mut CallCx<'_>, d: &Array, t: &Arc<Term>, size: &Dims, places: Arc<super::array::Memory>) -> Result<Array> {
    let s = stored(d)?;
    let base = s.plain(cx)?;
    let view = |buffer, lane, offset| View { buffer, lane, offset, strides: None };
    let from = view(base.memory.buffer.clone(), s.lane, base.offset);
    let to = view(places.buffer.clone(), Lane::U32, 0);
    let length = d.dims.numel() as u32;
    let built = build(cx, t, size)?;
    let mut piece = built.run(cx, &d.dims, s.lane, |chain| Kernel::Put { base: from, length, chain, places: to })?;
    piece.faults.extend(base.faults);
    Ok(ready(d.class, d.dims.clone(), s.lane, piece))
}

/// The coordinate of each element along a dimension, from 0.
pub fn coordinate(cx: &mut CallCx<'_>, dims: &Dims, d: usize) -> Result<Arc<Term>> {
    let count: Vec<u32> = (0..dims.dim(d) as u32).collect();
    let memory = upload_places(cx, &count)?;
    let mut strides = vec![0; dims.ndims().max(d + 1)];
    strides[d] = 1;
    let piece = Piece { strides: Some(strides), ..whole(memory) };
    term::leaf(&ready(Class::Uint32, dims.clone(), Lane::U32, piece))
}

/// A subscript of even steps: the first place, the step, how many.
fn span(v: &Value, extent: usize) -> Option<(usize, i64, usize)> {
    if is_colon(v) {
        return Some((0, 1, extent));
    }
    let whole = |x: f64| x >= 1.0 && x == x.trunc() && x <= extent as f64;
    match v {
        Value::Num(x) if whole(*x) => Some((*x as usize - 1, 1, 1)),
        Value::Range(r) if !r.is_empty() => {
            let (a, b) = (r.get(0), r.get(r.len() - 1));
            let step = if r.len() > 1 { r.get(1) - a } else { 1.0 };
            (whole(a) && whole(b) && step == step.trunc()).then_some((a as usize - 1, step as i64, r.len()))
        }
        _ => None,
    }
}

/// `x(subscripts)` of an array on the device, where all subscripts have even steps: only strides change.
fn window(cx: &mut CallCx<'_>, d: &Array, subs: &[Value]) -> Result<Option<Array>> {
    let n = d.dims.numel();
    let s = stored(d)?;
    if let [one] = subs {
        let Some((first, step, count)) = span(one, n) else { return Ok(None) };
        let dims = match one {
            v if is_colon(v) => Dims::col(n),
            Value::Num(_) => Dims::scalar(),
            // A range along a column is a column.
            _ if d.dims.is_col() && !d.dims.is_scalar() => Dims::col(count),
            _ => Dims::row(count),
        };
        let piece = s.plain(cx)?;
        let along = usize::from(dims.is_row() && !dims.is_scalar());
        let mut strides = vec![0; 2];
        strides[along.min(1)] = step as i32;
        let offset = piece.offset + first as u32;
        let strides = if step == 1 { None } else { Some(strides) };
        return Ok(Some(ready(d.class, dims, s.lane, Piece { offset, strides, ..piece })));
    }
    if subs.len() != d.dims.ndims() {
        return Ok(None);
    }
    let spans: Option<Vec<_>> = subs.iter().enumerate().map(|(k, v)| span(v, d.dims.dim(k))).collect();
    let Some(spans) = spans else { return Ok(None) };
    let piece = s.piece(cx)?;
    let natural = piece.strides.clone().unwrap_or_else(|| super::array::natural_strides(&d.dims));
    let mut offset = i64::from(piece.offset);
    let mut strides = Vec::new();
    for (k, &(first, step, _)) in spans.iter().enumerate() {
        offset += first as i64 * i64::from(natural[k]);
        strides.push((step * i64::from(natural[k])) as i32);
    }
    let dims = Dims::from_slice(&spans.iter().map(|s| s.2).collect::<Vec<_>>());
    strides.truncate(dims.ndims());
    Ok(Some(ready(d.class, dims, s.lane, Piece { offset: offset as u32, strides: Some(strides), ..piece })))
}

/// `x(subscripts)`: `args` are the name of `x`, `x`, and the subscripts.
pub fn index(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    let Value::Device(d) = args[1].clone() else {
        // A subscript on a device selects from an array of the host: that is where it is needed.
        return super::gather_and_repeat(cx, args);
    };
    match &args[2..] {
        [Value::Device(mask)] if mask.class == Class::Logical => return super::select::by_mask(cx, &d, &mask.clone()),
        [Value::Device(places)] if !d.dims.is_empty() => {
            return super::select::by_places(cx, &d, &places.clone()).map(|v| Value::Device(v).into());
        }
        subs if subs.iter().any(|v| matches!(v, Value::Device(_))) => {
            return super::select::with_host_subscripts(cx, args);
        }
        _ => {}
    }
    if !d.dims.is_empty()
        && let Some(v) = window(cx, &d, &args[2..])?
    {
        return Ok(Value::Device(v).into());
    }
    cx.charge(d.dims.numel());
    let name = args[0].as_text().unwrap_or_default();
    let order = index::get(&numbers(&d.dims), &args[2..]).map_err(|e| e.with_variable(&name))?;
    Ok(Value::Device(arranged(cx, &d, &order)?).into())
}

/// `x(subscripts) = value`: `args` are the name of `x`, `x`, the value, and the subscripts.
pub fn set(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    let plain = |v: &Value| v.is_undef() || matches!(v, Value::Device(_)) || lane_of(v.class()).is_ok();
    if !plain(&args[1]) || !plain(&args[2]) {
        return Err(super::no_kernel("subsasgn", "into what is no array of numbers"));
    }
    let whole_mask = match &args[3..] {
        [Value::Device(m)] if m.class == Class::Logical && m.dims == args[1].dims() && args[2].is_scalar() => {
            Some(m.clone())
        }
        _ => None,
    };
    if whole_mask.is_none() && args[3..].iter().any(|v| matches!(v, Value::Device(_))) {
        return super::select::with_host_subscripts(cx, args);
    }
    let name = args[0].as_text().unwrap_or_default();
    // What the class of the result is, the host says.
    let mut one = if args[1].is_undef() { Value::empty() } else { sample(args[1].class_here()) };
    let made_empty = args[1].is_undef() || args[1].is_empty();
    if made_empty {
        one = Value::empty();
    }
    let dialect = cx.dialect();
    index::set(&mut one, &[Value::Num(1.0)], sample(args[2].class_here()), dialect)?;
    let class = if made_empty && args[1].is_undef() { args[2].class_here() } else { one.class() };
    let d = match &args[1] {
        Value::Device(d) => d.clone(),
        Value::Undef => super::elementwise::filled(cx, class, Dims::empty(), 0.0)?,
        v => {
            let v = v.clone();
            super::array::upload(cx, &v)?
        }
    };
    let d = as_class(cx, &d, class)?;
    if let Some(mask) = whole_mask {
        let y = Operand::of(cx, &args[2])?;
        return Ok(Value::Device(super::elementwise::replaced(cx, &d, &mask, &y)?).into());
    }
    written(cx, &d, &args[2].clone(), &args[3..], &name).map(|d| Value::Device(d).into())
}

/// The host assigns numbers of new elements, behind those of the old ones; it checks sizes and lets arrays grow.
fn written(cx: &mut CallCx<'_>, d: &Array, value: &Value, subs: &[Value], name: &str) -> Result<Array> {
    let n = d.dims.numel();
    let fresh = value.dims();
    cx.charge(n + fresh.numel());
    let mut order = if n == 0 { NdArray::new(d.dims.clone(), Vec::<f64>::new()).into() } else { numbers(&d.dims) };
    let new: Value = NdArray::new(fresh.clone(), (1..=fresh.numel()).map(|k| (n + k) as f64).collect()).into();
    let mut new = new;
    new.normalize();
    index::set(&mut order, subs, new, cx.dialect()).map_err(|e| e.with_variable(name))?;
    let order = convert::real_array(&order);
    let dims = order.dims().clone();
    let grown = if dims == d.dims {
        d.clone()
    } else {
        let kept: Vec<f64> = order.data().iter().map(|&k| if k as usize > n { 0.0 } else { k }).collect();
        arranged(cx, d, &NdArray::new(dims.clone(), kept).into())?
    };
    let lane = lane_of(d.class)?;
    let (mut places, mut numbers_of) = (Vec::new(), Vec::new());
    for (place, &k) in order.data().iter().enumerate() {
        if k as usize > n {
            places.push(place as u32);
            numbers_of.push(k as usize - n - 1);
        }
    }
    if places.is_empty() {
        return Ok(grown);
    }
    let size = Dims::col(places.len());
    let part = match Operand::of(cx, value)? {
        Operand::Number(..) => {
            let v = convert::to_class(value, d.class, cx.dialect())?;
            super::elementwise::filled(cx, d.class, size.clone(), v.as_f64().unwrap_or(f64::NAN))?
        }
        Operand::Array(v) => {
            let v = as_class(cx, &v, d.class)?;
            let from: Vec<u32> = numbers_of.iter().map(|&k| k as u32).collect();
            let memory = upload_places(cx, &from)?;
            let from = ready(Class::Uint32, size.clone(), Lane::U32, whole(memory));
            taken(cx, &v, &term::leaf(&from)?, size.clone())?
        }
    };
    let memory = upload_places(cx, &places)?;
    put(cx, &grown, &term::cast(lane, &term::leaf(&part)?), &size, memory)
}

/// `x(subscripts) = []`: `args` are the name of `x`, `x`, and the subscripts.
pub fn delete(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    let Value::Device(d) = args[1].clone() else { return super::gather_and_repeat(cx, args) };
    if args[2..].iter().any(|v| matches!(v, Value::Device(_))) {
        return super::select::with_host_subscripts(cx, args);
    }
    let mut order = numbers(&d.dims);
    let dialect = cx.dialect();
    index::delete_path(&mut order, &[index::Step::Paren(args[2..].to_vec())], dialect)?;
    Ok(Value::Device(arranged(cx, &d, &order)?).into())
}
