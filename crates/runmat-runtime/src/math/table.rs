//! The elementwise functions, one row each.

use super::elementwise::{Integers, Rule, narrow32, predicate, undefined_for};
use super::{complex, real};
use crate::args;
use runmat_ignition::builtin::{Values, one};
use runmat_ignition::{Builtin, CallCx};
use runmat_value::ops::kernels::{map_complex, map_real};
use runmat_value::{C64, Class, Error, NdArray, Note, Result, Value, convert, parallel};

/// A function of doubles applied to a slice.
macro_rules! each {
    ($f:expr) => {
        |x: &mut [f64]| parallel::wide(|| x.iter_mut().for_each(|v| *v = ($f)(*v)))
    };
}

/// The row without a shortcut for scalars.
macro_rules! kernel {
    ($name:literal, $doc:literal, $real:expr $(, $field:ident: $value:expr)*) => {{
        #[allow(clippy::needless_update, clippy::redundant_closure_call)]
        const RULE: Rule = Rule { $($field: $value,)* ..Rule::new(each!($real)) };
        fn kernel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
            RULE.apply(cx, &mut args[0])
        }
        Builtin::one($name, (1, 1), kernel).work(RULE.work()).doc($doc)
    }};
}

/// A row: `real`, then settings of the [`Rule`].
macro_rules! row {
    ($name:literal, $doc:literal, $real:expr $(, $field:ident: $value:expr)*) => {
        kernel!($name, $doc, $real $(, $field: $value)*).scalar1(|x| Some(($real)(x)))
    };
}

/// A row of a function with complex results outside of `domain`.
macro_rules! partial {
    ($name:literal, $doc:literal, $real:expr, $domain:expr, $complex:expr $(, $field:ident: $value:expr)*) => {
        kernel!($name, $doc, $real,
            domain: Some(|x: &[f64]| parallel::wide(|| x.iter().fold(true, |fine, &v| fine & ($domain)(v)))),
            extended: Some(|x: f64| if ($domain)(x) { C64::new(($real)(x), 0.0) } else { ($complex)(C64::new(x, 0.0)) }),
            complex: Some($complex) $(, $field: $value)*)
        .scalar1(|x| if ($domain)(x) { Some(($real)(x)) } else { None })
    };
}

/// A change of unit; integers have none.
macro_rules! angle {
    ($name:literal, $argument:literal, $doc:literal, $real:expr, $factor:expr) => {{
        fn kernel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
            const RULE: Rule = Rule { complex: Some(|z| z * ($factor)), cost: 1, ..Rule::new(each!($real)) };
            if args[0].is_undef() || !args[0].class().is_float() {
                let text = concat!($argument, " must be a floating point class (double or single)");
                return Err(cx.fail(concat!("MATLAB:", $name, ":nonFloatInput"), text));
            }
            RULE.apply(cx, &mut args[0])
        }
        Builtin::one($name, (1, 1), kernel).doc($doc).scalar1(|x| Some(($real)(x)))
    }};
}

/// A predicate.
macro_rules! test {
    ($name:literal, $doc:literal, $f:expr, $both:expr, $other:expr) => {{
        fn kernel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
            predicate(cx, &args[0], $f, $both, $other)
        }
        Builtin::one($name, (1, 1), kernel).doc($doc)
    }};
}

/// Rounding functions: integers stay, chars count, both parts of complex numbers.
macro_rules! rounding {
    ($name:literal, $doc:literal, $f:expr) => {
        row!($name, $doc, $f, complex: Some(|z| complex::parts($f, z)), integers: Integers::Keep, chars: true, cost: 1)
    };
}

fn not_negative(x: f64) -> bool {
    !(x < 0.0)
}

fn within_one(x: f64) -> bool {
    !(x.abs() > 1.0)
}

fn beyond_one(x: f64) -> bool {
    !(x.abs() < 1.0)
}

/// All rows.
pub const TABLE: &[Builtin] = &[
    partial!("sqrt", "sqrt(x): square root, complex for negative numbers.\n    sqrt([4 -9])", f64::sqrt, not_negative, complex::sqrt, diagonal: true, cost: 1),
    row!("exp", "exp(x): e to the power x.", f64::exp, complex: Some(complex::cexp)),
    row!("expm1", "expm1(x): exp(x) - 1, accurate for small x.", f64::exp_m1, complex: Some(complex::expm1)),
    partial!("log", "log(x): natural logarithm.", f64::ln, not_negative, complex::log),
    partial!("log10", "log10(x): logarithm to base 10.", f64::log10, not_negative, complex::log10),
    partial!("log1p", "log1p(x): log(1 + x), accurate for small x.", f64::ln_1p, |x: f64| !(x < -1.0), complex::log1p),
    row!("sin", "sin(x): sine of radians.", f64::sin, complex: Some(complex::sin)),
    row!("cos", "cos(x): cosine of radians.", f64::cos, complex: Some(complex::cos)),
    row!("tan", "tan(x): tangent of radians.", f64::tan, complex: Some(complex::tan)),
    row!("sec", "sec(x): 1/cos(x).", |x: f64| 1.0 / x.cos(), complex: Some(|z| complex::reciprocal(complex::cos(z)))),
    row!("csc", "csc(x): 1/sin(x).", |x: f64| 1.0 / x.sin(), complex: Some(|z| complex::reciprocal(complex::sin(z)))),
    row!("cot", "cot(x): 1/tan(x).", |x: f64| 1.0 / x.tan(), complex: Some(|z| complex::reciprocal(complex::tan(z)))),
    partial!("asin", "asin(x): inverse sine in radians.", f64::asin, within_one, complex::asin),
    partial!("acos", "acos(x): inverse cosine in radians.", f64::acos, within_one, complex::acos),
    row!("atan", "atan(x): inverse tangent in radians.", f64::atan, complex: Some(complex::atan)),
    partial!("asec", "asec(x): inverse secant.", |x: f64| (1.0 / x).acos(), beyond_one, |z| complex::acos(
        complex::reciprocal(z)
    )),
    partial!("acsc", "acsc(x): inverse cosecant.", |x: f64| (1.0 / x).asin(), beyond_one, |z| complex::asin(
        complex::reciprocal(z)
    )),
    row!("acot", "acot(x): inverse cotangent.", |x: f64| (1.0 / x).atan(), complex: Some(|z| complex::atan(complex::reciprocal(z)))),
    row!("sinh", "sinh(x): hyperbolic sine.", f64::sinh, complex: Some(complex::sinh)),
    row!("cosh", "cosh(x): hyperbolic cosine.", f64::cosh, complex: Some(complex::cosh)),
    row!("tanh", "tanh(x): hyperbolic tangent.", f64::tanh, complex: Some(complex::tanh)),
    row!("sech", "sech(x): 1/cosh(x).", |x: f64| 1.0 / x.cosh(), complex: Some(|z| complex::reciprocal(complex::cosh(z)))),
    row!("csch", "csch(x): 1/sinh(x).", |x: f64| 1.0 / x.sinh(), complex: Some(|z| complex::reciprocal(complex::sinh(z)))),
    row!("coth", "coth(x): 1/tanh(x).", |x: f64| 1.0 / x.tanh(), complex: Some(|z| complex::reciprocal(complex::tanh(z)))),
    row!("asinh", "asinh(x): inverse hyperbolic sine.", real::asinh, complex: Some(complex::asinh)),
    partial!("acosh", "acosh(x): inverse hyperbolic cosine.", real::acosh, |x: f64| !(x < 1.0), complex::acosh),
    partial!("atanh", "atanh(x): inverse hyperbolic tangent.", real::atanh, within_one, complex::atanh),
    partial!(
        "asech",
        "asech(x): inverse hyperbolic secant.",
        |x: f64| real::acosh(1.0 / x),
        |x: f64| !(x < 0.0 || x > 1.0),
        |z| complex::acosh(complex::reciprocal(z))
    ),
    row!("acsch", "acsch(x): inverse hyperbolic cosecant.", |x: f64| real::asinh(1.0 / x), complex: Some(|z| complex::asinh(complex::reciprocal(z)))),
    partial!("acoth", "acoth(x): inverse hyperbolic cotangent.", |x: f64| real::atanh(1.0 / x), beyond_one, |z| {
        complex::atanh(complex::reciprocal(z))
    }),
    row!("sind", "sind(x): sine of degrees, exact at multiples of 90.", real::sind, complex: Some(complex::sind)),
    row!("cosd", "cosd(x): cosine of degrees, exact at multiples of 90.", real::cosd, complex: Some(complex::cosd)),
    row!("tand", "tand(x): tangent of degrees, exact at multiples of 45.", real::tand, complex: Some(|z| complex::tan(z * (std::f64::consts::PI / 180.0)))),
    row!("secd", "secd(x): 1/cosd(x).", |x: f64| 1.0 / real::cosd(x)),
    row!("cscd", "cscd(x): 1/sind(x).", |x: f64| 1.0 / real::sind(x)),
    row!("cotd", "cotd(x): 1/tand(x).", |x: f64| 1.0 / real::tand(x)),
    partial!("asind", "asind(x): inverse sine in degrees.", real::asind, within_one, |z| complex::degrees(
        complex::asin(z)
    )),
    partial!("acosd", "acosd(x): inverse cosine in degrees.", real::acosd, within_one, |z| complex::degrees(
        complex::acos(z)
    )),
    row!("atand", "atand(x): inverse tangent in degrees.", real::atand, complex: Some(|z| complex::degrees(complex::atan(z)))),
    partial!("asecd", "asecd(x): inverse secant in degrees.", |x: f64| real::acosd(1.0 / x), beyond_one, |z| {
        complex::degrees(complex::acos(complex::reciprocal(z)))
    }),
    partial!("acscd", "acscd(x): inverse cosecant in degrees.", |x: f64| real::asind(1.0 / x), beyond_one, |z| {
        complex::degrees(complex::asin(complex::reciprocal(z)))
    }),
    row!("acotd", "acotd(x): inverse cotangent in degrees.", |x: f64| real::atand(1.0 / x), complex: Some(|z| complex::degrees(complex::atan(complex::reciprocal(z))))),
    angle!("deg2rad", "DEG", "deg2rad(x): degrees in radians.", real::radians, std::f64::consts::PI / 180.0),
    angle!("rad2deg", "RAD", "rad2deg(x): radians in degrees.", real::degrees, 180.0 / std::f64::consts::PI),
    row!("cbrt", "cbrt(x): real cube root.", f64::cbrt),
    rounding!("ceil", "ceil(x): next whole number upwards.", f64::ceil),
    rounding!("fix", "fix(x): whole part.", f64::trunc),
    rounding!("floor", "floor(x): next whole number downwards.", f64::floor),
    row!("sign", "sign(x): -1, 0 or 1; z/abs(z) for complex numbers.", real::sign, complex: Some(complex::sign), integers: Integers::Sign, chars: true, cost: 1),
    row!("gamma", "gamma(x): the gamma function.", real::gamma, cost: 16),
    kernel!("gammaln", "gammaln(x): logarithm of the gamma function.", real::lgamma,
        domain: Some(|x: &[f64]| !x.iter().any(|&v| real::gamma_is_negative(v))),
        extended: Some(lgamma_of_any), cost: 16),
    kernel!("lgamma", "lgamma(x): logarithm of the gamma function.", real::lgamma,
        domain: Some(|x: &[f64]| !x.iter().any(|&v| real::gamma_is_negative(v))),
        extended: Some(lgamma_of_any), cost: 16),
    test!("isnan", "isnan(x): which elements are NaN.", f64::is_nan, |a, b| a | b, false),
    test!("isinf", "isinf(x): which elements are infinite.", f64::is_infinite, |a, b| a | b, false),
    test!("isfinite", "isfinite(x): which elements are neither infinite nor NaN.", f64::is_finite, |a, b| a & b, true),
    test!("isna", "isna(x): which elements are the missing value NA.", real::is_na, |a, b| a | b, false),
    Builtin::one("signbit", (1, 1), signbit)
        .doc("signbit(x): which elements have a negative sign, negative zeros too."),
    Builtin::many("log2", (1, 1), 2, log2)
        .pure()
        .doc("log2(x): logarithm to base 2.\n[f, e] = log2(x): x = f .* 2.^e with 0.5 <= abs(f) < 1.\n    log2(8)"),
    Builtin::one("nextpow2", (1, 1), nextpow2).doc("nextpow2(x): exponent of the next power of 2.\n    nextpow2(100)"),
    Builtin::one("round", (1, 5), round)
        .doc("round(x): nearest whole number, halves away from zero.\nround(x, n): to n digits right of the point.")
        .scalar1(|x| Some(x.round())),
    Builtin::one("abs", (1, 1), abs).doc("abs(x): absolute value.").scalar1(|x| Some(x.abs())),
    Builtin::one("real", (1, 1), real_part).doc("real(z): real part.").scalar1(Some),
    Builtin::one("imag", (1, 1), imag).doc("imag(z): imaginary part.").scalar1(|_| Some(0.0)),
    Builtin::one("conj", (1, 1), conj).doc("conj(z): complex conjugate.").scalar1(Some),
    Builtin::one("arg", (1, 1), angle).doc("arg(z): angle of a complex number."),
    Builtin::one("angle", (1, 1), angle).doc("angle(z): angle of a complex number."),
];

/// Where the gamma function is negative its logarithm is complex.
fn lgamma_of_any(x: f64) -> C64 {
    C64::new(real::lgamma(x), if real::gamma_is_negative(x) { std::f64::consts::PI } else { 0.0 })
}

fn abs(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    const RULE: Rule = Rule {
        integers: Integers::Abs,
        chars: true,
        diagonal: true,
        cost: 1,
        ..Rule::new(|x: &mut [f64]| x.iter_mut().for_each(|v| *v = v.abs()))
    };
    lengths(cx, &mut args[0], RULE, complex::abs)
}

fn angle(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    const RULE: Rule = Rule { chars: true, ..Rule::new(each!(|x: f64| 0.0_f64.atan2(x))) };
    lengths(cx, &mut args[0], RULE, complex::arg)
}

/// A function with real results for complex numbers too.
fn lengths(cx: &mut CallCx<'_>, arg: &mut Value, rule: Rule, f: fn(C64) -> f64) -> Result<Value> {
    match arg {
        Value::C64(a) => {
            cx.charge(a.len() * 4);
            let note = if rule.diagonal && a.note() == Note::Diagonal { Note::Diagonal } else { Note::None };
            Ok(NdArray::new(a.dims().clone(), parallel::map(a.data(), parallel::Cost::Dear, f)).with_note(note).into())
        }
        Value::C32(a) => {
            cx.charge(a.len() * 4);
            Ok(a.map(|z| f(C64::new(z.re as f64, z.im as f64)) as f32).into())
        }
        Value::SparseComplex(s) => Ok(Value::Sparse(s.map(|&z| f(z)).into())),
        _ => rule.apply(cx, arg),
    }
}

const PART: Rule = Rule { integers: Integers::Keep, chars: true, diagonal: true, cost: 1, ..Rule::new(|_| {}) };

fn real_part(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if args[0].is_complex() { Ok(convert::real_part(&args[0])) } else { PART.apply(cx, &mut args[0]) }
}

fn imag(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    const RULE: Rule = Rule { integers: Integers::Zero, real: |x: &mut [f64]| x.fill(0.0), ..PART };
    Ok(match &args[0] {
        Value::C64(a) => a.map(|z| z.im).into(),
        Value::C32(a) => a.map(|z| z.im).into(),
        Value::SparseComplex(s) => Value::Sparse(s.map(|z| z.im).into()),
        _ => return RULE.apply(cx, &mut args[0]),
    })
}

fn conj(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    const RULE: Rule = Rule { complex: Some(|z: C64| z.conj()), ..PART };
    match &args[0] {
        Value::SparseComplex(s) => Ok(Value::SparseComplex(s.map(|z| z.conj()).into())),
        _ => RULE.apply(cx, &mut args[0]),
    }
}

fn signbit(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    if v.is_complex() || v.is_undef() || !(v.class().is_numeric() || v.class() == Class::Logical) {
        if v.class() == Class::Char && cx.octave() {
            return Err(Error::msg(format!("{}: argument must be numeric", cx.name)));
        }
        return Err(undefined_for(cx, v));
    }
    cx.charge(v.numel());
    Ok(convert::real_array(v).map(|x| x.is_sign_negative()).into())
}

fn log2(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    const RULE: Rule = Rule {
        domain: Some(|x: &[f64]| x.iter().all(|&v| not_negative(v))),
        extended: Some(|x: f64| complex::log2(C64::new(x, 0.0))),
        complex: Some(complex::log2),
        ..Rule::new(each!(f64::log2))
    };
    if cx.nargout < 2 {
        return Ok(one(RULE.apply(cx, &mut args[0])?));
    }
    let v = &args[0];
    if v.is_undef() || v.is_complex() || !v.class().is_float() {
        if v.is_complex() && cx.octave() {
            return Err(Error::msg("log2: not defined for complex numbers"));
        }
        return Err(undefined_for(cx, v));
    }
    cx.charge(4 * v.numel());
    let mut out = Values::new();
    for f in [|x: f64| libm::frexp(x).0, |x: f64| if x.is_finite() { libm::frexp(x).1 as f64 } else { 0.0 }] {
        out.extend(map_real(v, f, |x: f32| f(x as f64) as f32));
    }
    Ok(out)
}

fn nextpow2(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    if v.is_undef() || !v.class().is_numeric() {
        return Err(cx.fail("MATLAB:nextpow2:invalidInput", "X must be numeric"));
    }
    let mut lengths = if v.is_complex() { abs(cx, args)? } else { v.clone() };
    Rule::new(each!(real::nextpow2)).apply(cx, &mut lengths)
}

fn is_tie_breaker(v: &Value) -> bool {
    v.as_text().is_some_and(|t| t.eq_ignore_ascii_case("TieBreaker"))
}

fn round(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    const RULE: Rule = Rule {
        complex: Some(|z| complex::parts(f64::round, z)),
        integers: Integers::Keep,
        chars: true,
        cost: 1,
        ..Rule::new(each!(f64::round))
    };
    if args.len() == 1 {
        return RULE.apply(cx, &mut args[0]);
    }
    if cx.octave() {
        return Err(cx.invalid_call());
    }
    let mut args = args;
    let mut rule: fn(f64) -> f64 = f64::round;
    let named = args.len().checked_sub(2).filter(|&k| k > 0 && is_tie_breaker(&args[k]));
    if let Some(k) = named {
        let name = args[k + 1].as_text().unwrap_or_default().to_ascii_lowercase();
        rule = real::tie_breaker(&name).ok_or_else(|| {
            cx.fail(
                "MATLAB:round:InvalidTieBreaker",
                "TieBreaker must be 'fromzero', 'tozero', 'even', 'odd', 'plusinf', or 'minusinf'.",
            )
        })?;
        args = &mut args[..k];
    }
    let digits = match args.get(1) {
        Some(n) => args::scalar(cx, n, "Number of digits")?,
        None => 0.0,
    };
    let significant = args.get(2).and_then(Value::as_text).is_some_and(|t| t.starts_with('s'));
    let f = |x: f64| {
        if significant { real::round_significant(x, digits, rule) } else { real::round_digits(x, digits, rule) }
    };
    let single = |x: f32| f(x as f64) as f32;
    cx.charge(args[0].numel() * 8);
    let parts = |z: C64| C64::new(f(z.re), f(z.im));
    map_real(&args[0], f, single)
        .or_else(|| map_complex(&args[0], parts, |z| narrow32(parts(C64::new(z.re as f64, z.im as f64)))))
        .ok_or_else(|| undefined_for(cx, &args[0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = TABLE.iter().map(|b| b.name).collect();
        names.sort_unstable();
        let n = names.len();
        names.dedup();
        assert_eq!(names.len(), n);
    }
}
