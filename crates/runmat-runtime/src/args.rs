//! Reading arguments: one wording for every builtin.

use runmat_ignition::CallCx;
use runmat_value::{Dims, Error, Result, Value};

/// The text of a char row or string scalar.
pub fn text(cx: &CallCx<'_>, v: &Value, what: &str) -> Result<String> {
    v.as_text().ok_or_else(|| cx.fail("MATLAB:invalidInput", &format!("{what} must be a string")))
}

/// A real scalar.
pub fn scalar(cx: &CallCx<'_>, v: &Value, what: &str) -> Result<f64> {
    v.as_f64().ok_or_else(|| cx.fail("MATLAB:invalidInput", &format!("{what} must be a scalar")))
}

/// A dimension argument (1-based) as a 0-based number.
pub fn dimension(cx: &CallCx<'_>, v: &Value) -> Result<usize> {
    match v.as_f64() {
        Some(d) if d >= 1.0 && d == d.trunc() => Ok(d as usize - 1),
        _ if cx.octave() => Err(Error::msg(format!("{}: DIM must be a valid dimension", cx.name))),
        _ => Err(Error::new(
            "MATLAB:getdimarg:invalidDim",
            "Dimension argument must be a positive integer scalar, a vector of unique positive integers, or 'all'.",
        )),
    }
}

/// Sizes as `zeros`, `cell`, `rand` take them: `()`, `(n)`, `(m, n, …)`, `([m n …])`; negatives count as 0.
pub fn sizes(cx: &CallCx<'_>, args: &[Value]) -> Result<Dims> {
    let list: Vec<f64> = match args {
        [] => return Ok(Dims::scalar()),
        [one] if !one.is_scalar() || !is_number(one) => {
            if !one.dims().is_vector() && !one.is_empty() && is_number(one) {
                return Err(size_matrix(cx));
            }
            runmat_value::convert::to_f64_vec(one).ok_or_else(|| size_class(cx, one, "array_value()"))?
        }
        many => {
            let number = |v: &Value| v.as_f64().ok_or_else(|| size_class(cx, v, "int64_value ()"));
            many.iter().map(number).collect::<Result<_>>()?
        }
    };
    let to_size = |&x: &f64| {
        if x.is_nan() || (x != x.trunc() && x.is_finite()) {
            Err(size_error(cx))
        } else {
            Ok(if x <= 0.0 { 0 } else { x.min(9e15) as usize })
        }
    };
    let list = list.iter().map(to_size).collect::<Result<Vec<_>>>()?;
    Ok(if list.len() == 1 { Dims::new(list[0], list[0]) } else { Dims::from_slice(&list) })
}

fn is_number(v: &Value) -> bool {
    v.is_numeric() || matches!(v.class(), runmat_value::Class::Char | runmat_value::Class::Logical)
}

/// A size of a class that sizes can't have.
fn size_class(cx: &CallCx<'_>, v: &Value, wanted: &str) -> Error {
    if !cx.octave() || is_number(v) {
        return size_error(cx);
    }
    let class = runmat_value::ops::octave_type_name(v);
    Error::msg(format!("octave_base_value::{wanted}: wrong type argument '{class}'"))
}

fn size_matrix(cx: &CallCx<'_>) -> Error {
    if cx.octave() {
        let name = cx.name;
        Error::msg(format!("{name} (A): use {name} (size (A)) instead"))
    } else {
        Error::new("MATLAB:sizeVectorShouldBeRowVec", "Size vector should be a row vector with integer elements.")
    }
}

fn size_error(cx: &CallCx<'_>) -> Error {
    if cx.octave() {
        Error::msg(format!("{}: dimensions must be scalar integers", cx.name))
    } else {
        Error::new("MATLAB:NonIntegerInput", "Size inputs must be integers.")
    }
}
