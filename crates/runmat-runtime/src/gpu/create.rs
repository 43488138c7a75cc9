//! Arrays made on the device: `zeros(…, 'gpuArray')`, `zeros(…, 'like', x)` and their like.

use super::array::upload;
use super::elementwise::{filled, on_host, random};
use super::reduce::ClassHere;
use super::term;
use crate::args;
use runmat_ignition::{CallCx, Outcome, Values};
use runmat_value::device::kernel::{Bin, Un};
use runmat_value::{Class, Error, Result, Value};

/// The device's own random numbers: a key, and how many arrays have been drawn.
#[derive(Default)]
struct Stream {
    key: u32,
    drawn: u32,
}

/// Whether an argument says that the result is to be on the device.
pub fn is_word(v: &Value) -> bool {
    matches!(v, Value::Chars(a) if a.len() == 8) && v.as_text().as_deref() == Some("gpuArray")
        || matches!(v, Value::Strings(a) if a.len() == 1) && v.as_text().as_deref() == Some("gpuArray")
}

/// Size arguments and the class.
fn wanted(cx: &CallCx<'_>, all: &mut Values) -> Result<Class> {
    let mut class = if matches!(cx.name, "true" | "false") { Class::Logical } else { Class::Double };
    all.retain(|v| !is_word(v));
    if all.len() >= 2 && all[all.len() - 2].as_text().is_some_and(|t| t.eq_ignore_ascii_case("like")) {
        class = all[all.len() - 1].class_here();
        all.truncate(all.len() - 2);
    } else if let Some(name) = all.last().and_then(Value::as_text) {
        let known = Class::from_name(&name).filter(|c| c.is_numeric() || *c == Class::Logical);
        let unknown = || Error::new("MATLAB:unsupportedPrecision", "CLASSNAME must be a valid numeric class name.");
        class = known.ok_or_else(unknown)?;
        all.truncate(all.len() - 1);
    }
    if all.iter().any(|v| matches!(v, Value::Device(_))) {
        return Err(super::no_kernel(cx.name, "with sizes on a device"));
    }
    Ok(class)
}

/// A constructor.
pub fn construct(cx: &mut CallCx<'_>, all: &mut Values) -> Result<Outcome> {
    if let Some(opening) = super::opening(cx, all)? {
        return Ok(opening);
    }
    let class = wanted(cx, all)?;
    let name = cx.name;
    if name == "eye" {
        let mut on = all.to_vec();
        on.push(Value::text(class.name()));
        let v = runmat_value::convert::plain(on_host(cx, name, on)?);
        return Ok(Value::Device(upload(cx, &v)?).into());
    }
    if name == "randi" {
        return integers(cx, all, class);
    }
    let dims = args::sizes(cx, all)?;
    cx.charge(64);
    let d = match name {
        "zeros" | "false" => filled(cx, class, dims, 0.0)?,
        "ones" | "true" => filled(cx, class, dims, 1.0)?,
        "Inf" | "inf" => filled(cx, class, dims, f64::INFINITY)?,
        "NaN" | "nan" => filled(cx, class, dims, f64::NAN)?,
        _ => {
            if !class.is_float() {
                return Err(Error::new("MATLAB:rand:invalidClass", "Random numbers are double or single."));
            }
            let (key, stream) = next(cx);
            random(cx, class, dims, name == "randn", key, stream)?
        }
    };
    Ok(Value::Device(d).into())
}

fn next(cx: &mut CallCx<'_>) -> (u32, u32) {
    let stream = cx.session.extensions.get::<Stream>();
    stream.drawn = stream.drawn.wrapping_add(1) & 0x7fff_ffff;
    (stream.key, stream.drawn)
}

/// `randi(most, …)`, `randi([least most], …)`.
fn integers(cx: &mut CallCx<'_>, all: &mut Values, class: Class) -> Result<Outcome> {
    let range = all.first().and_then(runmat_value::convert::to_f64_vec).unwrap_or_default();
    let (low, high) = match range[..] {
        [high] => (1.0, high),
        [low, high] => (low, high),
        _ => return Err(cx.invalid_call()),
    };
    // A single tells 2^23 numbers apart.
    if !(low <= high && low == low.trunc() && high == high.trunc() && high - low < 8_388_608.0) {
        return Err(super::no_kernel("randi", "with this range"));
    }
    let dims = args::sizes(cx, &all[1..])?;
    let (key, stream) = next(cx);
    let u = term::random(false, key, stream);
    let number = |x: f64| term::number(u.lane, x);
    let step = term::un(Un::Floor, &term::bin(Bin::Mul, &u, &number(high - low + 1.0)));
    let step = term::bin(Bin::Min, &step, &number(high - low));
    let lane = super::elementwise::lane_here(cx, super::lanes::lane_of(class)?, class.name())?;
    let wide = term::cast(lane, &step);
    let t = term::bin(Bin::Add, &wide, &term::number(lane, low));
    Ok(Value::Device(super::array::lazy(class, dims, t)).into())
}

/// `gpurng(seed)`: the device's random numbers from the beginning, by a seed.
pub fn seed(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let key = match args.first() {
        Some(v) => args::scalar(cx, v, "seed")? as u32,
        None => 0,
    };
    *cx.session.extensions.get::<Stream>() = Stream { key, drawn: 0 };
    Ok(Values::new())
}
