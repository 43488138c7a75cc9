//! Bessel, Hankel and Airy functions: arguments and results; the algorithms are Amos'.

use complex_bessel as amos;
use runmat_ignition::builtin::{Values, one};
use runmat_ignition::{Builtin, CallCx, Work};
use runmat_value::ops::kernels::narrow_array;
use runmat_value::{C64, Class, Dims, NdArray, Result, Value, convert};

/// All rows.
pub const TABLE: &[Builtin] = &[
    Builtin::many("besselj", (2, 3), 2, |cx, args| bessel(cx, args, Kind::J))
        .pure()
        .work(Work::Costly)
        .doc("besselj(order, x): Bessel function of the first kind.\n    besselj(0, 1)"),
    Builtin::many("bessely", (2, 3), 2, |cx, args| bessel(cx, args, Kind::Y))
        .pure()
        .work(Work::Costly)
        .doc("bessely(order, x): Bessel function of the second kind."),
    Builtin::many("besseli", (2, 3), 2, |cx, args| bessel(cx, args, Kind::I))
        .pure()
        .work(Work::Costly)
        .doc("besseli(order, x): modified Bessel function of the first kind."),
    Builtin::many("besselk", (2, 3), 2, |cx, args| bessel(cx, args, Kind::K))
        .pure()
        .work(Work::Costly)
        .doc("besselk(order, x): modified Bessel function of the second kind."),
    Builtin::many("besselh", (2, 4), 2, besselh)
        .pure()
        .work(Work::Costly)
        .doc("besselh(order, kind, x): Hankel function."),
    Builtin::many("airy", (1, 3), 2, airy)
        .pure()
        .work(Work::Costly)
        .doc("airy(kind, z): Airy function Ai, Ai', Bi, Bi' for kind 0 to 3."),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    J,
    Y,
    I,
    K,
    H1,
    H2,
}

/// A value and Amos' error code.
fn evaluate(kind: Kind, order: f64, z: C64, scaled: bool) -> (C64, f64) {
    if order.is_nan() || z.re.is_nan() || z.im.is_nan() {
        return (C64::new(f64::NAN, 0.0), 1.0);
    }
    if let Some(v) = special(kind, order, z) {
        return v;
    }
    let f = match (kind, scaled) {
        (Kind::J, false) => amos::besselj,
        (Kind::J, true) => amos::besselj_scaled,
        (Kind::Y, false) => amos::bessely,
        (Kind::Y, true) => amos::bessely_scaled,
        (Kind::I, false) => amos::besseli,
        (Kind::I, true) => amos::besseli_scaled,
        (Kind::K, false) => amos::besselk,
        (Kind::K, true) => amos::besselk_scaled,
        (Kind::H1, false) => amos::hankel1,
        (Kind::H1, true) => amos::hankel1_scaled,
        (Kind::H2, false) => amos::hankel2,
        (Kind::H2, true) => amos::hankel2_scaled,
    };
    match f(order, z) {
        Ok(v) => (real_where_known(kind, order, z, v), 0.0),
        Err(e) => failure(e),
    }
}

/// Infinite arguments and zero, which the algorithms refuse.
fn special(kind: Kind, order: f64, z: C64) -> Option<(C64, f64)> {
    let real = |x: f64| Some((C64::new(x, 0.0), 0.0));
    if z.re == 0.0 && z.im == 0.0 {
        return match kind {
            Kind::Y => Some((C64::new(f64::NEG_INFINITY, 0.0), 0.0)),
            Kind::K => real(f64::INFINITY),
            Kind::H1 | Kind::H2 => Some((C64::new(f64::NAN, f64::NAN), 1.0)),
            _ => None,
        };
    }
    if z.im == 0.0 && z.re.is_infinite() {
        return match (kind, z.re > 0.0) {
            (Kind::J | Kind::Y, _) => real(0.0),
            (Kind::I, true) => real(f64::INFINITY),
            (Kind::I, false) => real(if order % 2.0 == 0.0 { f64::INFINITY } else { f64::NEG_INFINITY }),
            (Kind::K, true) => real(0.0),
            (Kind::K, false) => Some((C64::new(f64::NEG_INFINITY, 0.0), 0.0)),
            _ => Some((C64::new(0.0, 0.0), 0.0)),
        };
    }
    None
}

/// Removes rounding errors from the imaginary part where the function is real.
fn real_where_known(kind: Kind, order: f64, z: C64, v: C64) -> C64 {
    let whole = order == order.trunc();
    let real = match kind {
        Kind::J | Kind::I => z.im == 0.0 && (z.re >= 0.0 || whole),
        Kind::Y | Kind::K => z.im == 0.0 && z.re >= 0.0,
        _ => false,
    };
    if real { C64::new(v.re, 0.0) } else { v }
}

fn failure(e: amos::Error) -> (C64, f64) {
    match e {
        amos::Error::InvalidInput => (C64::new(f64::NAN, f64::NAN), 1.0),
        amos::Error::Overflow => (C64::new(f64::INFINITY, 0.0), 2.0),
        amos::Error::TotalPrecisionLoss => (C64::new(f64::NAN, f64::NAN), 4.0),
        _ => (C64::new(f64::NAN, f64::NAN), 5.0),
    }
}

/// Places of a result: element of the order, element of the argument.
fn pairs(cx: &CallCx<'_>, order: &Dims, x: &Dims) -> Result<(Dims, Vec<(usize, usize)>)> {
    let (n, m) = (order.numel(), x.numel());
    if order.is_scalar() {
        return Ok((x.clone(), (0..m).map(|k| (0, k)).collect()));
    }
    if x.is_scalar() {
        return Ok((order.clone(), (0..n).map(|k| (k, 0)).collect()));
    }
    if order.is_row() && x.is_col() {
        let places = (0..n).flat_map(|c| (0..m).map(move |r| (c, r))).collect();
        return Ok((Dims::new(m, n), places));
    }
    if order == x {
        return Ok((x.clone(), (0..m).map(|k| (k, k)).collect()));
    }
    Err(cx.fail("MATLAB:besselj:sizeMismatch", "the sizes of ALPHA and X must conform"))
}

fn bessel(cx: &mut CallCx<'_>, args: &mut [Value], kind: Kind) -> Result<Values> {
    let scaled = args.get(2).is_some_and(is_true);
    run(cx, &args[0], &args[1], kind, scaled)
}

fn is_true(v: &Value) -> bool {
    v.as_f64().is_some_and(|x| x != 0.0)
}

fn besselh(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let (kind, x) = match args.len() {
        2 => (1.0, &args[1]),
        _ => (args[1].as_f64().unwrap_or(f64::NAN), &args[2]),
    };
    let kind = match kind {
        1.0 => Kind::H1,
        2.0 => Kind::H2,
        _ => return Err(cx.fail("MATLAB:besselh:invalidKind", "K must be 1 or 2")),
    };
    let scaled = args.get(3).is_some_and(is_true);
    run(cx, &args[0], x, kind, scaled)
}

fn run(cx: &mut CallCx<'_>, order: &Value, x: &Value, kind: Kind, scaled: bool) -> Result<Values> {
    let numeric = |v: &Value| !v.is_undef() && (v.class().is_numeric() || v.class() == Class::Logical);
    if !numeric(order) || order.is_complex() {
        return Err(cx.fail("MATLAB:besselj:invalidOrder", "ALPHA must be a scalar or matrix"));
    }
    if !numeric(x) {
        return Err(cx.fail("MATLAB:besselj:invalidInput", "X must be a scalar or matrix"));
    }
    let (dims, places) = pairs(cx, &order.dims(), &x.dims())?;
    cx.reserve(&dims, 24)?;
    cx.charge(200 * dims.numel());
    let single = order.class() == Class::Single || x.class() == Class::Single;
    let (orders, points) = (convert::real_array(order), convert::complex_array(x));
    let results = places.into_iter().map(|(a, b)| evaluate(kind, orders.data()[a], points.data()[b], scaled));
    finish(cx, dims, results.collect(), single)
}

fn finish(cx: &CallCx<'_>, dims: Dims, results: Vec<(C64, f64)>, single: bool) -> Result<Values> {
    let values = NdArray::new(dims.clone(), results.iter().map(|r| r.0).collect());
    let values = narrow_array(values);
    let values = if single { convert::to_class(&values, Class::Single, cx.dialect())? } else { values };
    let mut out = one(values);
    out.push(NdArray::new(dims, results.iter().map(|r| r.1).collect::<Vec<f64>>()).into());
    Ok(out)
}

fn airy(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let (kind, z) = match args.len() {
        1 => (0.0, &args[0]),
        _ => match args[0].as_f64() {
            Some(k) => (k, &args[1]),
            None => return Err(cx.fail("MATLAB:airy:invalidInput", "K must be an integer value")),
        },
    };
    let scaled = args.get(2).is_some_and(is_true);
    if z.is_undef() || !(z.class().is_numeric() || z.class() == Class::Logical) {
        return Err(cx.fail("MATLAB:airy:invalidInput", "Z must be a complex matrix"));
    }
    let f = match (kind, scaled) {
        (0.0, false) => amos::airy,
        (0.0, true) => amos::airy_scaled,
        (1.0, false) => amos::airyprime,
        (1.0, true) => amos::airyprime_scaled,
        (2.0, false) => amos::biry,
        (2.0, true) => amos::biry_scaled,
        (3.0, false) => amos::biryprime,
        (3.0, true) => amos::biryprime_scaled,
        _ => return Err(cx.fail("MATLAB:airy:invalidKind", "K must be 0, 1, 2, or 3")),
    };
    cx.charge(200 * z.numel());
    let one_value = |&z: &C64| match f(z) {
        Ok(v) if z.im == 0.0 && (!scaled || kind >= 2.0 || z.re >= 0.0) => (C64::new(v.re, 0.0), 0.0),
        Ok(v) => (v, 0.0),
        Err(e) => failure(e),
    };
    let results = convert::complex_array(z).data().iter().map(one_value).collect();
    finish(cx, z.dims(), results, z.class() == Class::Single)
}
