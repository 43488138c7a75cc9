//! Numbers to text and back.

use runmat_ignition::{Builtin, CallCx, Work};
use runmat_value::text;
use runmat_value::value::decode_in;
use runmat_value::{C64, Error, NdArray, Result, Value};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("num2str", (1, 2), num2str).work(Work::Costly)
        .doc("num2str(x): text of numbers.\nnum2str(x, precision): with that many significant digits.\nnum2str(x, format): by a template.\n\n    num2str(pi, 8)"),
    Builtin::one("int2str", (1, 1), int2str).work(Work::Costly).doc("int2str(x): text of numbers rounded to integers."),
    Builtin::one("mat2str", (1, 3), mat2str).work(Work::Costly)
        .doc("mat2str(x): text that evaluates to x.\nmat2str(x, n): with n significant digits.\nmat2str(x, n, 'class'): with the class.\n\n    mat2str([1 2; 3 4])"),
    Builtin::one("str2double", (1, 1), str2double).work(Work::Costly)
        .doc("str2double(s): the number a text stands for, NaN when it is none.\n\n    str2double('1e3')"),
];

fn num2str(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    cx.charge(8 * args[0].numel());
    text::num2str(&args[0], args.get(1), cx.dialect())
}

fn int2str(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    cx.charge(8 * args[0].numel());
    text::int2str(&args[0], cx.dialect())
}

fn mat2str(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    cx.charge(8 * args[0].numel());
    let is_class = |v: &Value| v.as_text().is_some_and(|s| s == "class");
    let class = args[1..].iter().any(is_class);
    let precision = match args.get(1) {
        Some(v) if !is_class(v) && !v.is_empty() => Some(digits(cx, v)?),
        _ => None,
    };
    if cx.octave()
        && !(args[0].is_numeric() || args[0].is_char() || matches!(args[0].class_name().as_str(), "logical" | "string"))
    {
        return Err(Error::msg("mat2str: X must be two dimensional"));
    }
    text::mat2str(&args[0], precision, class, cx.dialect())
}

/// Significant digits of real and imaginary parts.
fn digits(cx: &CallCx<'_>, v: &Value) -> Result<(usize, Option<usize>)> {
    let list = runmat_value::convert::to_f64_vec(v).unwrap_or_default();
    let count = |x: f64| (0.0..1e4).contains(&x).then_some(x as usize);
    let bad = || cx.fail("MATLAB:mat2str:precision", "N must have only 1 or 2 elements");
    match list[..] {
        [n] => Ok((count(n).ok_or_else(bad)?, None)),
        [re, im] => Ok((count(re).ok_or_else(bad)?, Some(count(im).ok_or_else(bad)?))),
        _ => Err(bad()),
    }
}

fn number(v: &Value) -> Option<C64> {
    Some(text::str2double_text(&v.as_text()?))
}

fn pack(dims: runmat_value::Dims, data: Vec<C64>) -> Value {
    runmat_value::convert::narrow(NdArray::new(dims, data).into())
}

fn str2double(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    const NAN: C64 = C64::new(f64::NAN, 0.0);
    let v = &args[0];
    cx.charge(v.numel());
    match v {
        Value::Cell(c) => Ok(pack(c.dims().clone(), c.data().iter().map(|x| number(x).unwrap_or(NAN)).collect())),
        Value::Strings(a) if a.len() != 1 => {
            let read = |t: &runmat_value::Text| t.0.as_deref().map_or(NAN, text::str2double_text);
            Ok(pack(a.dims().clone(), a.data().iter().map(read).collect()))
        }
        Value::Chars(a) if a.dims().rows() > 1 && a.dims().is_matrix() && !a.is_empty() => {
            let rows = text::chars::char_rows(v).unwrap_or_default();
            let data: Vec<C64> = rows.iter().map(|r| text::str2double_text(&decode_in(r, cx.dialect()))).collect();
            Ok(pack(runmat_value::Dims::col(data.len()), data))
        }
        _ if v.is_empty() && !v.is_char() && cx.octave() => Ok(Value::Num(f64::NAN)),
        _ if number(v).is_some() => Ok(Value::complex(number(v).unwrap_or(NAN))),
        _ => Ok(Value::Num(f64::NAN)),
    }
}
