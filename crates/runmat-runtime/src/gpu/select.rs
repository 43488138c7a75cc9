//! Elements selected by what is on the device: masks, places, `find`. How many there are, only the device knows: it is
//! asked, and the run waits for the answer.

use super::array::{Array, Memory, build, ready, stored, whole};
use super::elementwise::lane_here;
use super::faults;
use super::reduce::ranks;
use super::shape::taken;
use super::term::{self, Term};
use runmat_ignition::{CallCx, Outcome, Then, Values};
use runmat_value::device::kernel::{Bin, Kernel, Lane, Un, View};
use runmat_value::{Class, Dims, Error, Result, Value};
use std::sync::Arc;

/// Asks for the last element of `ranks`; then goes on with `phase`, given `rest`.
fn counted(cx: &mut CallCx<'_>, ranks: &Array, phase: u16, rest: Vec<Value>) -> Result<Outcome> {
    let n = ranks.dims.numel();
    let s = stored(ranks)?;
    let piece = s.plain(cx)?;
    let last = super::array::Piece { offset: piece.offset + n as u32 - 1, ..piece };
    let last = Value::Device(ready(Class::Uint32, Dims::scalar(), Lane::U32, last));
    let mut kept = vec![Value::Device(ranks.clone())];
    kept.extend(rest);
    super::ask(vec![last, Value::cell_row(kept)], phase)
}

/// What [`counted`] asked for and kept.
fn answered(state: &[Value], answer: &[Value]) -> Result<(u32, Vec<Value>)> {
    let count = answer.first().and_then(Value::as_f64).ok_or_else(|| Error::internal("a count without a number"))?;
    match state.get(1) {
        Some(Value::Cell(c)) => Ok((count as u32, c.data().to_vec())),
        _ => Err(Error::internal("a count without what it is for")),
    }
}

fn array(v: Option<&Value>) -> Result<Array> {
    match v {
        Some(Value::Device(d)) => Ok(d.clone()),
        _ => Err(Error::internal("an array is missing")),
    }
}

/// The places, from 0, where a mask holds: `count` of them.
fn places(cx: &mut CallCx<'_>, mask: &Arc<Term>, n: usize, ranks: &Array, count: u32) -> Result<Arc<Memory>> {
    let truth = term::bin(Bin::Ne, mask, &term::number(mask.lane, 0.0));
    let piece = stored(ranks)?.plain(cx)?;
    let view = View { buffer: piece.memory.buffer.clone(), lane: Lane::U32, offset: piece.offset, strides: None };
    let built = build(cx, &truth, &Dims::col(n))?;
    let size = Dims::col(count as usize);
    built.run(cx, &size, Lane::U32, |chain| Kernel::Compact { chain, ranks: view, count }).map(|p| p.memory)
}

/// The mask as a column that has been computed.
fn column(cx: &mut CallCx<'_>, mask: &Array) -> Result<Arc<Term>> {
    let mask = super::shape::resized(cx, mask, Dims::col(mask.dims.numel()))?;
    stored(&mask)?.piece(cx)?;
    term::leaf(&mask)
}

/// `x(mask)`.
pub fn by_mask(cx: &mut CallCx<'_>, d: &Array, mask: &Array) -> Result<Outcome> {
    let (n, m) = (d.dims.numel(), mask.dims.numel());
    if m > n {
        let text = format!("Index exceeds the number of array elements. Index must not exceed {n}.");
        return Err(Error::new("MATLAB:badsubscript", text));
    }
    if m == 0 {
        return Ok(Value::Device(super::elementwise::filled(cx, d.class, mask.dims.clone(), 0.0)?).into());
    }
    let t = column(cx, mask)?;
    let piece = ranks(cx, &t, m)?;
    let ranks = ready(Class::Uint32, Dims::col(m), Lane::U32, piece);
    counted(cx, &ranks, super::MASKED, vec![Value::Device(d.clone()), Value::Device(mask.clone())])
}

/// The elements of [`by_mask`], once it is known how many.
pub fn masked(cx: &mut CallCx<'_>, state: &[Value], answer: &[Value]) -> Result<Outcome> {
    let (count, kept) = answered(state, answer)?;
    let (ranks, d, mask) = (array(kept.first())?, array(kept.get(1))?, array(kept.get(2))?);
    let n = count as usize;
    // A vector selects a vector like the one it is selected from; a matrix a column.
    let row = |x: &Dims| x.is_matrix() && x.rows() == 1 && x.cols() != 1;
    let vector = |x: &Dims| x.is_vector();
    let lies =
        if vector(&d.dims) && vector(&mask.dims) && !d.dims.is_scalar() { row(&d.dims) } else { row(&mask.dims) };
    let dims = if lies { Dims::row(n) } else { Dims::col(n) };
    if n == 0 {
        return Ok(Value::Device(super::elementwise::filled(cx, d.class, dims, 0.0)?).into());
    }
    let t = column(cx, &mask)?;
    let memory = places(cx, &t, mask.dims.numel(), &ranks, count)?;
    let numbers = ready(Class::Uint32, dims.clone(), Lane::U32, whole(memory));
    Ok(Value::Device(taken(cx, &d, &term::leaf(&numbers)?, dims)?).into())
}

/// `x(places)` for numbers on the device; those that are no places are faults.
pub fn by_places(cx: &mut CallCx<'_>, d: &Array, at: &Array) -> Result<Array> {
    let dims = match (d.dims.is_vector() && !d.dims.is_scalar(), at.dims.is_vector()) {
        (true, true) if d.dims.is_row() => Dims::row(at.dims.numel()),
        (true, true) => Dims::col(at.dims.numel()),
        _ => at.dims.clone(),
    };
    let at = super::shape::resized(cx, at, dims.clone())?;
    let x = term::leaf(&at)?;
    let number = |v: f64| term::number(x.lane, v);
    let mut t = x.clone();
    if x.lane.is_float() {
        let fraction = term::bin(Bin::Ne, &x, &term::un(Un::Trunc, &x));
        t = term::fault(&t, &fraction, faults::NO_SUBSCRIPT);
    }
    t = term::fault(&t, &term::bin(Bin::Lt, &x, &number(1.0)), faults::NO_SUBSCRIPT);
    t = term::fault(&t, &term::bin(Bin::Gt, &x, &number(d.dims.numel() as f64)), faults::BEYOND);
    let whole = term::bin(Bin::Sub, &term::cast(Lane::U32, &t), &term::number(Lane::U32, 1.0));
    // A place that is none reads the last element; its fault is told later.
    let inside = term::bin(Bin::Min, &whole, &term::number(Lane::U32, (d.dims.numel() - 1) as f64));
    taken(cx, d, &inside, dims)
}

/// Subscripts are fetched; the array that they are for stays.
pub fn with_host_subscripts(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    // The array and the value assigned to it come before the subscripts.
    let from = if cx.name == "__set__" { 3 } else { 2 };
    let name = Value::text(cx.name);
    let kept = Value::cell_row(std::iter::once(name).chain(args[..from].iter().cloned()).collect());
    let mut state = vec![kept];
    for v in &args[from..] {
        state.push(super::computed(cx, v)?);
    }
    super::ask(state, super::SUBSCRIPTS)
}

/// The call of [`with_host_subscripts`] again.
pub fn with_subscripts(cx: &mut CallCx<'_>, answer: &[Value]) -> Result<Outcome> {
    let Some(Value::Cell(kept)) = answer.first() else { return Err(Error::internal("subscripts of nothing")) };
    let name = kept.data()[0].as_text().unwrap_or_default();
    let args = kept.data()[1..].iter().chain(&answer[1..]).cloned().collect();
    Ok(Outcome::TailCall { function: cx.text(&format!("builtin:{name}")), args })
}

/// `find(x)`; with two results, rows and columns.
pub fn find(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    let Value::Device(d) = args[0].clone() else { return super::gather_and_repeat(cx, args) };
    if args.len() > 1 || cx.nargout > 1 {
        return Err(super::no_kernel("find", "with a number of results or with rows and columns"));
    }
    lane_here(cx, Lane::F64, "A position, which is a double,")?;
    let n = d.dims.numel();
    if n == 0 {
        let v = super::elementwise::on_host(cx, "find", vec![super::elementwise::blank(&d)?])?;
        return Ok(Value::Device(super::array::upload(cx, &v)?).into());
    }
    let t = column(cx, &d)?;
    let piece = ranks(cx, &t, n)?;
    let ranks = ready(Class::Uint32, Dims::col(n), Lane::U32, piece);
    counted(cx, &ranks, super::FOUND, vec![Value::Device(d)])
}

/// The positions of [`find`], once it is known how many.
pub fn found(cx: &mut CallCx<'_>, state: &[Value], answer: &[Value]) -> Result<Outcome> {
    let (count, kept) = answered(state, answer)?;
    let (ranks, d) = (array(kept.first())?, array(kept.get(1))?);
    let n = count as usize;
    let lies = d.dims.is_matrix() && d.dims.rows() == 1 && d.dims.cols() != 1;
    let dims = if lies {
        Dims::row(n)
    } else if n == 0 && d.dims.is_scalar() {
        Dims::empty()
    } else {
        Dims::col(n)
    };
    if n == 0 {
        return Ok(Value::Device(super::elementwise::filled(cx, Class::Double, dims, 0.0)?).into());
    }
    let t = column(cx, &d)?;
    let memory = places(cx, &t, d.dims.numel(), &ranks, count)?;
    let numbers = ready(Class::Uint32, dims.clone(), Lane::U32, whole(memory));
    let from_one = term::bin(Bin::Add, &term::leaf(&numbers)?, &term::number(Lane::U32, 1.0));
    let t = term::cast(Lane::F64, &from_one);
    Ok(Value::Device(super::array::lazy(Class::Double, dims, t)).into())
}

/// State of a wait for values of a device.
pub fn waiting(state: Vec<Value>, phase: u16) -> Then {
    Then { phase, state }
}
