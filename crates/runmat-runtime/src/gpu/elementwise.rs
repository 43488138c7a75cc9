//! Functions of single elements. Nothing is computed here: what comes out is an array that will be.
//!
//! Which class a result has, and which classes may meet, is asked of the functions of the host with one element each, so
//! that there is one place for these rules.

use super::array::{Array, LONGEST, device, lazy, stored, upload};
use super::faults;
use super::lanes::{lane_of, narrow_range};
use super::term::{self, Term};
use crate::detached::plainly;
use runmat_ignition::CallCx;
use runmat_value::device::kernel::{Bin, Lane, Scalar, Un};
use runmat_value::device::{DeviceArray, DeviceError};
use runmat_value::ops::broadcast::result_dims;
use runmat_value::{Char, Class, Dims, Element, Error, ErrorKind, Name, Result, Value};
use std::sync::Arc;

type T = Arc<Term>;

/// How a function of elements is computed.
#[derive(Clone, Copy)]
pub enum Recipe {
    /// Of floats; whole numbers and logical values become what the host makes of them.
    Float(fn(&T) -> T),
    /// The same, with complex results where the condition holds.
    Partial(fn(&T) -> T, fn(&T) -> T),
    /// Of any class, in the lane of the result.
    Any(Un),
    /// Gives the argument.
    Same,
    /// A test.
    Test(Un),
    /// Arithmetic of two.
    Arithmetic(Bin),
    /// The same with operands exchanged.
    Turned(Bin),
    /// A power.
    Power,
    /// A comparison.
    Compare(Bin),
    /// Logic of two.
    Logic(Bin),
    /// To a class.
    Convert(Class),
}

/// An operand: an array of the device, or a number.
pub enum Operand {
    /// An array.
    Array(Array),
    /// A scalar of the host.
    Number(Class, f64),
}

impl Operand {
    /// From an argument; arrays of the host are sent over.
    pub fn of(cx: &mut CallCx<'_>, v: &Value) -> Result<Operand> {
        if let Value::Device(d) = v {
            return Ok(Operand::Array(d.clone()));
        }
        lane_of(v.class())?;
        match v.as_f64() {
            Some(x) if v.is_scalar() && !v.is_complex() => Ok(Operand::Number(v.class(), x)),
            _ => upload(cx, v).map(Operand::Array),
        }
    }

    /// The class of its elements.
    pub fn class(&self) -> Class {
        match self {
            Operand::Array(d) => d.class,
            Operand::Number(class, _) => *class,
        }
    }

    /// Its size.
    pub fn dims(&self) -> Dims {
        match self {
            Operand::Array(d) => d.dims.clone(),
            Operand::Number(..) => Dims::scalar(),
        }
    }

    /// Its value for each element, in a lane.
    fn term(&self, lane: Lane) -> Result<T> {
        match self {
            Operand::Array(d) => Ok(term::cast(lane, &term::leaf(d)?)),
            Operand::Number(_, x) => Ok(term::number(lane, *x)),
        }
    }

    /// A number without a fraction that a 32-bit whole number holds.
    fn small_whole(&self) -> bool {
        matches!(self, Operand::Number(_, x) if *x == x.trunc() && x.abs() <= 32767.0)
    }
}

/// One of a class.
pub fn sample(class: Class) -> Value {
    match class {
        Class::Single => Value::Single(1.0),
        Class::Logical => Value::Bool(true),
        Class::Char => Char(b'a' as u16).scalar(),
        Class::Int8 => Value::I8(1),
        Class::Int16 => Value::I16(1),
        Class::Int32 => Value::I32(1),
        Class::Uint8 => Value::U8(1),
        Class::Uint16 => Value::U16(1),
        Class::Uint32 => Value::U32(1),
        _ => Value::Num(1.0),
    }
}

/// What the host's function makes of these arguments.
pub fn on_host(cx: &mut CallCx<'_>, name: &str, mut args: Vec<Value>) -> Result<Value> {
    let dialect = cx.dialect();
    let id = cx.library.find(name, dialect).ok_or_else(|| Error::internal("a kernel without a function"))?;
    let row = cx.library.builtin(id);
    let nargout = std::mem::replace(&mut cx.nargout, 1);
    let result = plainly(cx, row, &mut args);
    cx.nargout = nargout;
    result?.into_iter().next().ok_or_else(|| Error::internal("a function without a result"))
}

/// Applies a function to its arguments.
pub fn apply(cx: &mut CallCx<'_>, name: &str, recipe: Recipe, args: &[Value]) -> Result<Value> {
    let operands = args.iter().map(|v| Operand::of(cx, v)).collect::<Result<Vec<_>>>()?;
    match operands.as_slice() {
        [a] => unary(cx, name, recipe, a),
        [a, b] => binary(cx, name, recipe, a, b),
        [] => Err(cx.invalid_call()),
        [..] if matches!(recipe, Recipe::Arithmetic(_) | Recipe::Logic(_)) => {
            let mut rest = args.iter();
            let mut r = rest.next().cloned().unwrap_or_default();
            for v in rest {
                r = apply(cx, name, recipe, &[r, v.clone()])?;
            }
            Ok(r)
        }
        _ => Err(Error::of(ErrorKind::TooManyInputs { function: Name::from(name), user: false })),
    }
}

/// Refuses doubles where the device has none.
pub fn lane_here(cx: &CallCx<'_>, lane: Lane, why: &str) -> Result<Lane> {
    let device = device(cx)?;
    if lane == Lane::F64 && !device.info().doubles {
        let text = format!(
            "{why} needs 64-bit floats, which {} does not have: convert to single, or gather.",
            device.info().name
        );
        return Err(DeviceError::Unsupported(text).into());
    }
    Ok(lane)
}

/// An array of terms, cut where the chain gets too long.
pub fn finished(cx: &mut CallCx<'_>, class: Class, dims: Dims, t: T) -> Result<Array> {
    let most = device(cx)?.info().inputs as u32;
    let long = t.size > LONGEST || t.leaves > most;
    let result = lazy(class, dims, t);
    if long {
        // All at once, unless that is too much: then the parts first.
        stored(&result)?.piece(cx)?;
    }
    Ok(result)
}

/// Has operands computed first whose chains would make one that is too long.
fn shorten(cx: &mut CallCx<'_>, operands: &[&Operand]) -> Result<()> {
    let most = device(cx)?.info().inputs as u32;
    let arrays = || operands.iter().filter_map(|o| if let Operand::Array(d) = o { Some(d) } else { None });
    let (mut size, mut leaves) = (0u32, 0u32);
    for d in arrays() {
        let t = term::leaf(d)?;
        size = size.saturating_add(t.size);
        leaves = leaves.saturating_add(t.leaves);
    }
    if size + 16 > LONGEST || leaves > most {
        for d in arrays() {
            stored(d)?.piece(cx)?;
        }
    }
    Ok(())
}

fn value(d: Array) -> Value {
    Value::Device(d)
}

fn unary(cx: &mut CallCx<'_>, name: &str, recipe: Recipe, a: &Operand) -> Result<Value> {
    shorten(cx, &[a])?;
    if let Recipe::Convert(class) = recipe {
        return converted(cx, a, class).map(value);
    }
    let class = on_host(cx, name, vec![sample(a.class())])?.class();
    let lane = lane_of(class)?;
    let t = match recipe {
        Recipe::Float(f) => {
            let lane = lane_here(cx, lane, name)?;
            within(name, f, &a.term(lane)?)
        }
        Recipe::Partial(f, wrong) => {
            let lane = lane_here(cx, lane, name)?;
            let x = a.term(lane)?;
            term::fault(&f(&x), &wrong(&x), faults::COMPLEX)
        }
        Recipe::Any(f) => {
            let lane = lane_here(cx, lane, name)?;
            whole_unary(f, &a.term(lane)?, class)
        }
        Recipe::Same => a.term(lane)?,
        Recipe::Test(Un::Not) => {
            let x = a.term(lane_of(a.class())?)?;
            let y = term::un(Un::Not, &x);
            refuse_nan(&y, &x)
        }
        Recipe::Test(f) => term::un(f, &a.term(lane_of(a.class())?)?),
        _ => return Err(cx.invalid_call()),
    };
    finished(cx, class, a.dims(), t).map(value)
}

/// A function; of doubles, angles are brought near 0 only when they are not too large.
fn within(name: &str, f: fn(&T) -> T, x: &T) -> T {
    if x.lane != Lane::F64 || !matches!(name, "sin" | "cos" | "tan" | "sec" | "csc" | "cot") {
        return f(x);
    }
    let far = term::bin(Bin::Gt, &term::un(Un::Abs, x), &term::number(x.lane, 1e6));
    let wrong = term::bin(Bin::And, &far, &term::un(Un::IsFinite, x));
    term::fault(&f(x), &wrong, faults::FAR)
}

/// A fault where `x` is NaN.
fn refuse_nan(y: &T, x: &T) -> T {
    if x.lane.is_float() { term::fault(y, &term::un(Un::IsNan, x), faults::NO_TRUTH) } else { y.clone() }
}

/// Functions that whole numbers have, too; these stay in their range.
fn whole_unary(f: Un, x: &T, class: Class) -> T {
    let lane = x.lane;
    if lane.is_float() {
        return term::un(f, x);
    }
    let y = match f {
        // The smallest number has no negative.
        Un::Neg | Un::Abs if lane == Lane::I32 => {
            term::un(f, &term::bin(Bin::Max, x, &term::number(lane, f64::from(-i32::MAX))))
        }
        Un::Neg => term::number(lane, 0.0),
        _ => term::un(f, x),
    };
    clamped(&y, class)
}

/// Whole numbers brought into the range of a class of fewer bits.
fn clamped(x: &T, class: Class) -> T {
    let Some((low, high)) = narrow_range(class) else { return x.clone() };
    let bound = |b: i64| term::number(x.lane, b as f64);
    let x = if x.lane == Lane::I32 { term::bin(Bin::Max, x, &bound(low)) } else { x.clone() };
    term::bin(Bin::Min, &x, &bound(high))
}

/// A number as an element of an integer class: rounded, and within its range.
fn saturated(x: &T, class: Class) -> Result<T> {
    let x = if x.lane.is_float() { term::un(Un::Round, x) } else { x.clone() };
    Ok(clamped(&term::cast(lane_of(class)?, &x), class))
}

/// An array of another class.
fn converted(cx: &mut CallCx<'_>, a: &Operand, class: Class) -> Result<Array> {
    let lane = lane_here(cx, lane_of(class)?, class.name())?;
    let x = a.term(lane_of(a.class())?)?;
    let t = match class {
        Class::Logical => refuse_nan(&term::bin(Bin::Ne, &x, &term::number(x.lane, 0.0)), &x),
        c if c.is_integer() => saturated(&x, c)?,
        _ => term::cast(lane, &x),
    };
    finished(cx, class, a.dims(), t)
}

/// The array with elements of a class.
pub fn as_class(cx: &mut CallCx<'_>, d: &Array, class: Class) -> Result<Array> {
    if d.class == class { Ok(d.clone()) } else { converted(cx, &Operand::Array(d.clone()), class) }
}

fn binary(cx: &mut CallCx<'_>, name: &str, recipe: Recipe, a: &Operand, b: &Operand) -> Result<Value> {
    shorten(cx, &[a, b])?;
    let class = on_host(cx, name, vec![sample(a.class()), sample(b.class())])?.class();
    let (p, q) = (a.dims(), b.dims());
    let dims = result_dims(&p, &q).ok_or_else(|| {
        Error::of(ErrorKind::SizeMismatch { operator: Name::from(symbol(name)), left: p.clone(), right: q.clone() })
    })?;
    let t = match recipe {
        Recipe::Arithmetic(f) => arithmetic(cx, name, f, a, b, class)?,
        Recipe::Turned(f) => arithmetic(cx, name, f, b, a, class)?,
        Recipe::Power => power(cx, a, b, class)?,
        Recipe::Compare(f) => {
            let lane = common(cx, name, a, b)?;
            term::bin(f, &a.term(lane)?, &b.term(lane)?)
        }
        Recipe::Logic(f) => {
            let (x, y) = (a.term(lane_of(a.class())?)?, b.term(lane_of(b.class())?)?);
            let truth = |x: &T| refuse_nan(&term::bin(Bin::Ne, x, &term::number(x.lane, 0.0)), x);
            term::bin(f, &truth(&x), &truth(&y))
        }
        _ => return Err(cx.invalid_call()),
    };
    finished(cx, class, dims, t).map(value)
}

/// How the operator is written in messages.
fn symbol(name: &str) -> &str {
    match name {
        "plus" => "+",
        "minus" => "-",
        "times" => ".*",
        "rdivide" => "./",
        "ldivide" => ".\\",
        "power" => ".^",
        "eq" => "==",
        "ne" => "~=",
        "lt" => "<",
        "le" => "<=",
        "gt" => ">",
        "ge" => ">=",
        "and" => "&",
        "or" => "|",
        other => other,
    }
}

/// The lane in which two classes are compared exactly; a single makes a double single.
fn common(cx: &CallCx<'_>, name: &str, a: &Operand, b: &Operand) -> Result<Lane> {
    let (p, q) = (a.class(), b.class());
    let narrow = |c: Class| !matches!(c, Class::Int32 | Class::Uint32 | Class::Double);
    let lane = match (lane_of(p)?, lane_of(q)?) {
        // A double scalar without fraction is compared as what the array holds.
        (lane @ (Lane::I32 | Lane::U32), Lane::F64) if fits(b, lane) => lane,
        (Lane::F64, lane @ (Lane::I32 | Lane::U32)) if fits(a, lane) => lane,
        (x, y) if x == y => x,
        (Lane::F32, Lane::F64) | (Lane::F64, Lane::F32) => Lane::F32,
        (Lane::F32, _) if narrow(q) => Lane::F32,
        (_, Lane::F32) if narrow(p) => Lane::F32,
        (Lane::I32, Lane::U32) if narrow(q) => Lane::I32,
        (Lane::U32, Lane::I32) if narrow(p) => Lane::I32,
        _ => Lane::F64,
    };
    lane_here(cx, lane, name)
}

fn fits(o: &Operand, lane: Lane) -> bool {
    let range = if lane == Lane::I32 { -2147483648.0..=2147483647.0 } else { 0.0..=4294967295.0 };
    matches!(o, Operand::Number(_, x) if *x == x.trunc() && range.contains(x))
}

fn arithmetic(cx: &mut CallCx<'_>, name: &str, f: Bin, a: &Operand, b: &Operand, class: Class) -> Result<T> {
    if !class.is_integer() {
        let lane = lane_here(cx, lane_of(class)?, name)?;
        return Ok(term::bin(f, &a.term(lane)?, &b.term(lane)?));
    }
    let small = |o: &Operand| narrow_range(o.class()).is_some() || o.small_whole() || o.class() == Class::Logical;
    let exact = match f {
        Bin::Max | Bin::Min => a.class() == b.class(),
        Bin::Add | Bin::Sub => small(a) && small(b),
        // Two numbers of 16 bits without sign have a product of 32.
        Bin::Mul => small(a) && small(b) && class != Class::Uint16,
        _ => false,
    };
    let lane = match exact {
        true if matches!(f, Bin::Max | Bin::Min) => lane_of(class)?,
        true => Lane::I32,
        false => lane_here(cx, Lane::F64, "Arithmetic of integers")?,
    };
    let r = term::bin(f, &a.term(lane)?, &b.term(lane)?);
    if lane == Lane::I32 && lane_of(class)? == Lane::U32 {
        let (_, high) = narrow_range(class).unwrap_or((0, i64::from(i32::MAX)));
        let low = term::bin(Bin::Max, &r, &term::number(Lane::I32, 0.0));
        return Ok(term::cast(Lane::U32, &term::bin(Bin::Min, &low, &term::number(Lane::I32, high as f64))));
    }
    saturated(&r, class)
}

/// Whole powers up to this are products.
const PRODUCTS: f64 = 16.0;

fn power(cx: &mut CallCx<'_>, a: &Operand, b: &Operand, class: Class) -> Result<T> {
    let lane = lane_here(cx, if class.is_integer() { Lane::F64 } else { lane_of(class)? }, "power")?;
    let x = a.term(lane)?;
    let r = match b {
        Operand::Number(_, n) if *n == n.trunc() && n.abs() <= PRODUCTS => {
            let p = product_of(&x, n.abs() as u32);
            if *n < 0.0 { term::bin(Bin::Div, &term::number(lane, 1.0), &p) } else { p }
        }
        Operand::Number(_, n) if *n == 0.5 => {
            let negative = term::bin(Bin::Lt, &x, &term::number(lane, 0.0));
            term::fault(&term::un(Un::Sqrt, &x), &negative, faults::COMPLEX)
        }
        _ => {
            let y = b.term(lane)?;
            let zero = term::number(lane, 0.0);
            let fraction = term::bin(Bin::Ne, &y, &term::un(Un::Trunc, &y));
            let wrong = term::bin(Bin::And, &term::bin(Bin::Lt, &x, &zero), &fraction);
            term::fault(&term::bin(Bin::Pow, &x, &y), &wrong, faults::COMPLEX)
        }
    };
    if class.is_integer() { saturated(&r, class) } else { Ok(r) }
}

fn product_of(x: &T, n: u32) -> T {
    match n {
        0 => term::number(x.lane, 1.0),
        1 => x.clone(),
        n if n.is_multiple_of(2) => {
            let half = product_of(x, n / 2);
            term::bin(Bin::Mul, &half, &half)
        }
        n => term::bin(Bin::Mul, &product_of(x, n - 1), x),
    }
}

/// The elements where the mask holds are the second's, else the first's: `x(mask) = y` for a scalar `y`.
pub fn replaced(cx: &mut CallCx<'_>, x: &Array, mask: &Array, y: &Operand) -> Result<Array> {
    let lane = lane_of(x.class)?;
    let y = match (x.class.is_integer(), y) {
        (true, y) if y.class() != x.class => saturated(&y.term(lane_of(y.class())?)?, x.class)?,
        (false, y) if x.class == Class::Logical => {
            let v = y.term(lane_of(y.class())?)?;
            refuse_nan(&term::bin(Bin::Ne, &v, &term::number(v.lane, 0.0)), &v)
        }
        (_, y) => y.term(lane)?,
    };
    shorten(cx, &[&Operand::Array(x.clone()), &Operand::Array(mask.clone())])?;
    let t = term::select(&term::leaf(mask)?, &y, &term::leaf(x)?);
    finished(cx, x.class, x.dims.clone(), t)
}

/// An array of one number.
pub fn filled(cx: &CallCx<'_>, class: Class, dims: Dims, x: f64) -> Result<Array> {
    let lane = lane_here(cx, lane_of(class)?, class.name())?;
    Ok(lazy(class, dims, term::number(lane, x)))
}

/// Random numbers: uniform in (0, 1), or normally distributed.
pub fn random(cx: &CallCx<'_>, class: Class, dims: Dims, normal: bool, key: u32, stream: u32) -> Result<Array> {
    let lane = lane_here(cx, lane_of(class)?, class.name())?;
    let coarse = term::random(normal, key, stream);
    if lane == Lane::F32 {
        return Ok(lazy(class, dims, coarse));
    }
    // The digits behind those of a single come from a second number.
    let fine = term::cast(lane, &term::random(false, key, stream ^ 0x8000_0000));
    let centred = term::bin(Bin::Sub, &fine, &term::number(lane, 0.5));
    let step = term::bin(Bin::Mul, &centred, &term::scalar(Scalar::F64((-23f64).exp2())));
    Ok(lazy(class, dims, term::bin(Bin::Add, &term::cast(lane, &coarse), &step)))
}

/// The sizes and class of an array without its elements: for rules asked of the host.
pub fn blank(d: &DeviceArray) -> Result<Value> {
    let empty = runmat_value::convert::empty_of(d.class, d.dims.clone());
    empty.ok_or_else(|| Error::internal("a class without empty arrays"))
}
