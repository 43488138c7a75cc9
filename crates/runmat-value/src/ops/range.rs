//! `a:b`, `a:s:b`, and arithmetic that keeps a range lazy.

use super::integer::IntElement;
use super::too_large;
use crate::array::{Char, NdArray, Note};
use crate::class::Class;
use crate::convert;
use crate::dims::Dims;
use crate::error::{Error, Result};
use crate::range::Range;
use crate::value::Value;
use runmat_syntax::Dialect;
use runmat_syntax::ast::BinaryOp;

/// More elements than this are refused (128 GiB of doubles).
const LONGEST: usize = crate::dims::power_of_two(34);

/// `start:stop` or `start:step:stop`. Doubles give a lazy range, other classes an array.
pub fn range(start: &Value, step: Option<&Value>, stop: &Value, dialect: Dialect) -> Result<Value> {
    let v = loop_range(start, step, stop, dialect)?;
    match &v {
        Value::Range(r) if r.len() > LONGEST => Err(endless(r, dialect)),
        _ => Ok(v),
    }
}

#[cold]
fn endless(r: &Range, dialect: Dialect) -> Error {
    if dialect.is_octave() && r.limit().is_infinite() {
        return Error::msg("range with infinite number of elements cannot be stored");
    }
    too_large(Dims::row(r.len()), 8)
}

/// The same for the head of a `for` loop, where doubles may go on without end.
pub fn loop_range(start: &Value, step: Option<&Value>, stop: &Value, dialect: Dialect) -> Result<Value> {
    if let (Value::Num(a), Value::Num(b)) = (start, stop) {
        match step {
            None => return Ok(doubles(*a, 1.0, *b)),
            Some(Value::Num(s)) => return Ok(doubles(*a, *s, *b)),
            _ => {}
        }
    }
    let one = Value::Num(1.0);
    let operands = [start, step.unwrap_or(&one), stop];
    if operands.iter().any(|v| !is_operand(v, dialect)) {
        return Err(match dialect {
            Dialect::Octave => Error::msg("invalid types found in range expression"),
            Dialect::Matlab => {
                Error::new("MATLAB:colon:nonNumericOperand", "Colon operands must be real numeric values.")
            }
        });
    }
    let class = result_class(operands, dialect)?;
    if operands.iter().any(|v| v.is_empty()) {
        return convert::to_class(&NdArray::<f64>::new(Dims::row(0), Vec::new()).into(), class, dialect);
    }
    match class {
        Class::Double => {
            let [a, s, b] = operands.map(first);
            Ok(doubles(a, s, b))
        }
        Class::Single => singles(operands.map(|v| first(v) as f32)),
        Class::Char => chars(operands),
        _ => integers(class, operands, dialect),
    }
}

fn is_operand(v: &Value, dialect: Dialect) -> bool {
    match v.class() {
        Class::Logical => !dialect.is_octave(),
        Class::Char => true,
        c => c.is_numeric() && !v.is_undef(),
    }
}

/// The integer class if there is one, else single, else char or double.
fn result_class(operands: [&Value; 3], dialect: Dialect) -> Result<Class> {
    let mut integer = None;
    for class in operands.map(Value::class).into_iter().filter(|c| c.is_integer()) {
        if *integer.get_or_insert(class) != class {
            return Err(match dialect {
                Dialect::Octave => Error::msg("incompatible types found in range expression"),
                Dialect::Matlab => Error::new(
                    "MATLAB:colon:mixedNonDoubleOperands",
                    "Colon operands must be all the same type, or mixed with real scalar doubles.",
                ),
            });
        }
    }
    if let Some(class) = integer {
        return Ok(class);
    }
    if operands.iter().any(|v| v.class() == Class::Single) {
        return Ok(Class::Single);
    }
    let text = if dialect.is_octave() {
        operands.iter().any(|v| v.is_char())
    } else {
        operands[0].is_char() && operands[2].is_char()
    };
    Ok(if text { Class::Char } else { Class::Double })
}

/// The first element's real part.
fn first(v: &Value) -> f64 {
    if let Some(x) = v.as_f64() {
        return x;
    }
    match v {
        Value::F64(a) => a.data()[0],
        Value::C64(a) => a.data()[0].re,
        Value::C32(a) => a.data()[0].re as f64,
        Value::Range(r) => r.get(0),
        Value::Sparse(s) => s.get(0, 0),
        Value::SparseComplex(s) => s.get(0, 0).re,
        _ => convert::to_f64_vec(v).map_or(f64::NAN, |x| x[0]),
    }
}

fn doubles(base: f64, step: f64, limit: f64) -> Value {
    if base.is_nan() || step.is_nan() || limit.is_nan() {
        return Value::Num(f64::NAN);
    }
    if let Some(x) = unreached(base, step, limit) {
        return Value::Num(x);
    }
    let r = Range::new(base, step, limit);
    match r.len() {
        0 => NdArray::<f64>::new(Dims::row(0), Vec::new()).into(),
        1 => Value::Num(r.get(0)),
        _ => r.into(),
    }
}

/// The one element of a range with infinite parts that does not go on without end: the first one where the step
/// leads beyond the limit at once, NaN where there is no telling.
fn unreached(base: f64, step: f64, limit: f64) -> Option<f64> {
    let towards = if step > 0.0 { base <= limit } else { step < 0.0 && base >= limit };
    match (towards, step.is_infinite()) {
        (true, true) if base.is_finite() && limit.is_finite() => Some(base),
        (true, true) => Some(f64::NAN),
        (true, false) if base.is_infinite() && base == limit => Some(f64::NAN),
        // In the direction that leads away, from and to the same infinity.
        (false, false) if step != 0.0 && base.is_infinite() && base == limit => Some(f64::NAN),
        _ => None,
    }
}

fn singles([base, step, limit]: [f32; 3]) -> Result<Value> {
    if base.is_nan() || step.is_nan() || limit.is_nan() {
        return Ok(Value::Single(f32::NAN));
    }
    if step == 0.0 || (step > 0.0 && base > limit) || (step < 0.0 && base < limit) {
        return Ok(NdArray::<f32>::new(Dims::row(0), Vec::new()).into());
    }
    if let Some(x) = unreached(base as f64, step as f64, limit as f64) {
        return Ok(Value::Single(x as f32));
    }
    let quotient = ((limit - base) / step) as f64;
    let n = (quotient + 3.0 * f32::EPSILON as f64 * quotient.max(1.0)).floor() + 1.0;
    if n > LONGEST as f64 {
        return Err(too_large(Dims::row(n as usize), 4));
    }
    let clip = |x: f32| if step > 0.0 { x.min(limit) } else { x.max(limit) };
    Ok(NdArray::row((0..n as usize).map(|k| clip(base + k as f32 * step)).collect()).into())
}

fn chars(operands: [&Value; 3]) -> Result<Value> {
    let quoted = operands.iter().any(|v| matches!(v, Value::Chars(a) if a.note() == Note::DoubleQuoted));
    let [a, s, b] = operands.map(first);
    let r = Range::new(a, s, b);
    if r.len() > LONGEST {
        return Err(too_large(Dims::row(r.len()), 2));
    }
    let row = NdArray::row((0..r.len()).map(|k| Char(r.get(k) as u16)).collect::<Vec<_>>());
    Ok(row.with_note(if quoted { Note::DoubleQuoted } else { Note::None }).into())
}

fn integers(class: Class, operands: [&Value; 3], dialect: Dialect) -> Result<Value> {
    match class {
        Class::Int8 => integer::<i8>(operands, dialect),
        Class::Int16 => integer::<i16>(operands, dialect),
        Class::Int32 => integer::<i32>(operands, dialect),
        Class::Int64 => integer::<i64>(operands, dialect),
        Class::Uint8 => integer::<u8>(operands, dialect),
        Class::Uint16 => integer::<u16>(operands, dialect),
        Class::Uint32 => integer::<u32>(operands, dialect),
        _ => integer::<u64>(operands, dialect),
    }
}

fn integer<T: IntElement>([start, step, stop]: [&Value; 3], dialect: Dialect) -> Result<Value> {
    let bound = |v: &Value, which: &str| -> Result<i128> {
        match exact(v) {
            Some(x) if (T::LEAST.to_i128()..=T::MOST.to_i128()).contains(&x) => Ok(x),
            _ => Err(match dialect {
                Dialect::Octave => Error::msg(format!(
                    "colon operator {which} bound invalid (not an integer or out of range for given integer type)"
                )),
                Dialect::Matlab => {
                    Error::new("MATLAB:colon:OutOfRange", "Colon operands must be in the range of the data type.")
                }
            }),
        }
    };
    let (a, b) = (bound(start, "lower")?, bound(stop, "upper")?);
    let s = exact(step).ok_or_else(|| match dialect {
        Dialect::Octave => Error::msg("colon operator increment invalid (not an integer)"),
        Dialect::Matlab => {
            Error::new("MATLAB:colon:OutOfRange", "Colon operands must be in the range of the data type.")
        }
    })?;
    let n = if s == 0 || (s > 0 && a > b) || (s < 0 && a < b) { 0 } else { (b - a) / s + 1 };
    if n > LONGEST as i128 {
        return Err(too_large(Dims::row(n as usize), std::mem::size_of::<T>()));
    }
    Ok(NdArray::row((0..n).map(|k| T::from_i128(a + k * s)).collect()).into())
}

/// The first element as an integer; `None` when it has a fraction or is not finite.
fn exact(v: &Value) -> Option<i128> {
    if v.class().is_integer() {
        return convert::exact_integers(v).first().copied();
    }
    let x = first(v);
    (x == x.trunc() && x.abs() < 1e30).then_some(x as i128)
}

/// `-r`, `r + x`, `r * x` and the like as ranges, where every element comes out as the array's would:
/// whole numbers below 2^53 throughout.
pub(super) fn arithmetic(op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    use BinaryOp::*;
    match (op, a, b) {
        (Add, Value::Range(r), Value::Num(x)) | (Add, Value::Num(x), Value::Range(r)) => shifted(r, *x, 1.0),
        (Sub, Value::Range(r), Value::Num(x)) => shifted(r, -*x, 1.0),
        (Sub, Value::Num(x), Value::Range(r)) => shifted(r, *x, -1.0),
        (Times | MTimes, Value::Range(r), Value::Num(x)) | (Times | MTimes, Value::Num(x), Value::Range(r)) => {
            scaled(r, *x)
        }
        _ => None,
    }
}

fn exact_double(x: f64) -> bool {
    x == x.trunc() && x.abs() < (1u64 << 53) as f64
}

fn is_exact(r: &Range) -> bool {
    r.len() > 1 && exact_double(r.base()) && exact_double(r.increment()) && exact_double(r.get(r.len() - 1))
}

/// `sign·r + x`.
fn shifted(r: &Range, x: f64, sign: f64) -> Option<Value> {
    let (base, last) = (sign * r.base() + x, sign * r.get(r.len().max(1) - 1) + x);
    let whole = is_exact(r) && exact_double(x) && exact_double(base) && exact_double(last);
    whole.then(|| Range::with_len(base, sign * r.increment(), r.len()).into())
}

/// `r·x`; not where a zero would have to change its sign.
pub(super) fn scaled(r: &Range, x: f64) -> Option<Value> {
    if !is_exact(r) || !exact_double(x) || x == 0.0 {
        return None;
    }
    let (base, last) = (r.base(), r.get(r.len() - 1));
    let crosses_zero = base.min(last) <= 0.0 && base.max(last) >= 0.0;
    let whole = exact_double(base * x) && exact_double(last * x) && (x > 0.0 || !crosses_zero);
    whole.then(|| Range::with_len(base * x, r.increment() * x, r.len()).into())
}
