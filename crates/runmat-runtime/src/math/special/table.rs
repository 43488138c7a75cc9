//! Rows of the special functions, and what reading their arguments takes.

use super::super::elementwise::{Rule, narrow32};
use super::incomplete::{Tail, gammainc, gammainc_anywhere, gammaincinv};
use super::{beta, elliptic, error, gamma, integrals};
use crate::args;
use errorfunctions::{ComplexErrorFunctions, RealErrorFunctions};
use runmat_ignition::builtin::Values;
use runmat_ignition::{Builtin, CallCx, Work};
use runmat_value::ops::kernels::narrow_array;
use runmat_value::{C64, Class, Dims, NdArray, Result, Value, convert};

/// A real function that also has a complex form.
macro_rules! row {
    ($name:literal, $doc:literal, $real:expr, $complex:expr) => {{
        #[allow(clippy::redundant_closure_call)]
        const RULE: Rule = Rule {
            complex: $complex,
            cost: 20,
            ..Rule::new(|x: &mut [f64]| x.iter_mut().for_each(|v| *v = ($real)(*v)))
        };
        fn kernel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
            RULE.apply(cx, &mut args[0])
        }
        Builtin::one($name, (1, 1), kernel).work(RULE.work()).doc($doc).scalar1(|x| Some(($real)(x)))
    }};
}

/// A function whose results are complex in general, of numeric arguments.
macro_rules! integral {
    ($name:literal, $doc:literal, $f:expr) => {{
        fn kernel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
            on_complex(cx, &args[0], $f)
        }
        Builtin::one($name, (1, 1), kernel).doc($doc)
    }};
}

/// All rows.
pub const TABLE: &[Builtin] = &[
    row!("erf", "erf(x): error function.", libm::erf, Some(|z: C64| z.erf())),
    row!("erfc", "erfc(x): 1 - erf(x).", libm::erfc, Some(|z: C64| z.erfc())),
    row!("erfcx", "erfcx(x): exp(x.^2).*erfc(x).", |x: f64| x.erfcx(), Some(|z: C64| z.erfcx())),
    row!("erfi", "erfi(x): imaginary error function.", |x: f64| x.erfi(), Some(|z: C64| z.erfi())),
    row!("dawson", "dawson(x): Dawson's integral.", |x: f64| x.dawson(), Some(|z: C64| z.dawson())),
    row!("erfinv", "erfinv(y): inverse of erf.", error::erfinv, None),
    row!("erfcinv", "erfcinv(y): inverse of erfc.", error::erfcinv, None),
    integral!("expint", "expint(x): exponential integral E1.", integrals::expint),
    integral!("sinint", "sinint(x): sine integral.", integrals::sinint),
    integral!("cosint", "cosint(x): cosine integral.", integrals::cosint),
    Builtin::one("psi", (1, 2), psi).doc("psi(z): digamma function.\npsi(k, x): its k-th derivative.\n    psi(1)"),
    Builtin::one("gammainc", (2, 3), gammainc_kernel)
        .work(Work::Costly)
        .doc("gammainc(x, a): regularised incomplete gamma function.\n    gammainc(1, 2)"),
    Builtin::one("gammaincinv", (2, 3), gammaincinv_kernel).doc("gammaincinv(y, a): inverse of gammainc in x."),
    Builtin::one("betainc", (3, 4), betainc_kernel)
        .work(Work::Costly)
        .doc("betainc(x, a, b): regularised incomplete beta function.\n    betainc(0.5, 2, 3)"),
    Builtin::one("betaincinv", (3, 4), betaincinv_kernel).doc("betaincinv(y, a, b): inverse of betainc in x."),
    Builtin::many("ellipj", (2, 3), 4, ellipj)
        .pure()
        .work(Work::Costly)
        .doc("[sn, cn, dn] = ellipj(u, m): Jacobi's elliptic functions."),
];

fn on_complex(cx: &mut CallCx<'_>, v: &Value, f: fn(C64) -> C64) -> Result<Value> {
    if v.is_undef() || !v.class().is_numeric() {
        return Err(cx.fail("MATLAB:expint:invalidInput", "X must be numeric"));
    }
    cx.charge(50 * v.numel());
    let r = convert::complex_array(v).map(|&z| f(z));
    if v.class() == Class::Single {
        return Ok(narrow_array(r.map(|&z| narrow32(z))));
    }
    let r = narrow_array(r);
    Ok(if v.is_sparse() { super::super::elementwise::to_sparse(&r) } else { r })
}

fn psi(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (k, z) = match args {
        [z] => (0.0, &*z),
        [k, z] => (k.as_f64().unwrap_or(f64::NAN), &*z),
        _ => return Err(cx.invalid_call()),
    };
    if k.is_nan() || k != k.trunc() {
        return Err(cx.fail("MATLAB:psi:invalidOrder", "K must be an integer"));
    }
    if k < 0.0 {
        return Err(cx.fail("MATLAB:psi:invalidOrder", "K must be non-negative"));
    }
    if z.is_undef() || !z.class().is_float() || (k > 0.0 && z.is_complex()) {
        let text = if k > 0.0 { "Z must be real value for polygamma (K > 0)" } else { "Z must be a floating point" };
        return Err(cx.fail("MATLAB:psi:invalidInput", text));
    }
    cx.charge(30 * z.numel());
    if z.is_complex() {
        return on_complex(cx, z, gamma::psi_complex);
    }
    let a = convert::real_array(z);
    if k > 0.0 && a.data().iter().any(|&x| x < 0.0) {
        return Err(cx.fail("MATLAB:psi:invalidInput", "Z must be non-negative for polygamma (K > 0)"));
    }
    let r: Value = a.map(|&x| gamma::polygamma(k as u32, x)).into();
    if z.class() == Class::Single { convert::to_class(&r, Class::Single, cx.dialect()) } else { Ok(r) }
}

/// Real operands brought to one size: scalars are repeated.
struct Operands {
    dims: Dims,
    data: Vec<Vec<f64>>,
    single: bool,
}

impl Operands {
    fn read(cx: &CallCx<'_>, list: &[Value], names: &str) -> Result<Operands> {
        let mut dims = Dims::scalar();
        for v in list {
            let d = v.dims();
            if d.is_scalar() {
                continue;
            }
            if !dims.is_scalar() && dims != d {
                let text = format!("{names} must be of common size or scalars");
                return Err(cx.fail(&format!("MATLAB:{}:InputSizeMismatch", cx.name), &text));
            }
            dims = d;
        }
        let mut data = Vec::new();
        for v in list {
            if !v.class().is_float() && cx.name == "betaincinv" {
                let text = format!("{names} must be of floating point type (double or single)");
                return Err(cx.fail(&format!("MATLAB:{}:InvalidType", cx.name), &text));
            }
            let x = convert::try_real_array(v)
                .ok_or_else(|| cx.fail(&format!("MATLAB:{}:NotReal", cx.name), "all inputs must be real"))?;
            data.push(x.into_data());
        }
        Ok(Operands { dims, data, single: list.iter().any(|v| v.class() == Class::Single) })
    }

    fn get(&self, operand: usize, k: usize) -> f64 {
        let d = &self.data[operand];
        if d.len() == 1 { d[0] } else { d[k] }
    }

    fn map(&self, cx: &mut CallCx<'_>, f: impl Fn(&dyn Fn(usize) -> f64) -> f64) -> Result<Value> {
        let n = self.dims.numel();
        cx.charge(100 * n);
        let data = (0..n).map(|k| f(&|operand| self.get(operand, k))).collect();
        let r: Value = NdArray::new(self.dims.clone(), data).into();
        if self.single { convert::to_class(&r, Class::Single, cx.dialect()) } else { Ok(r) }
    }
}

impl Operands {
    fn map_complex(&self, cx: &mut CallCx<'_>, f: impl Fn(&dyn Fn(usize) -> f64) -> C64) -> Result<Value> {
        let n = self.dims.numel();
        cx.charge(100 * n);
        let data = (0..n).map(|k| f(&|operand| self.get(operand, k))).collect();
        let r = narrow_array(NdArray::new(self.dims.clone(), data));
        if self.single { convert::to_class(&r, Class::Single, cx.dialect()) } else { Ok(r) }
    }
}

fn tail_name(cx: &CallCx<'_>, v: Option<&Value>) -> Result<String> {
    match v {
        Some(v) => Ok(args::text(cx, v, "TAIL")?.to_lowercase()),
        None => Ok("lower".into()),
    }
}

fn bad_tail(cx: &CallCx<'_>) -> runmat_value::Error {
    cx.fail(&format!("MATLAB:{}:InvalidTailArg", cx.name), "invalid value for TAIL")
}

fn check(cx: &CallCx<'_>, fine: bool, text: &str) -> Result<()> {
    if fine { Ok(()) } else { Err(cx.fail(&format!("MATLAB:{}:NotInRange", cx.name), text)) }
}

fn gammainc_kernel(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let tail = match tail_name(cx, list.get(2))?.as_str() {
        "lower" => Tail::Lower,
        "upper" => Tail::Upper,
        "scaledlower" => Tail::ScaledLower,
        "scaledupper" => Tail::ScaledUpper,
        _ => return Err(bad_tail(cx)),
    };
    let o = Operands::read(cx, &list[..2], "X and A")?;
    check(cx, o.data[1].iter().all(|&a| !(a < 0.0)), "A must be non-negative")?;
    if o.data[0].iter().any(|&x| x < 0.0) {
        return o.map_complex(cx, |v| gammainc_anywhere(v(0), v(1), tail));
    }
    o.map(cx, |v| gammainc(v(0), v(1), tail))
}

fn upper_or_lower(cx: &CallCx<'_>, v: Option<&Value>) -> Result<bool> {
    match tail_name(cx, v)?.as_str() {
        "lower" => Ok(false),
        "upper" => Ok(true),
        _ => Err(bad_tail(cx)),
    }
}

fn gammaincinv_kernel(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let upper = upper_or_lower(cx, list.get(2))?;
    let o = Operands::read(cx, &list[..2], "Y and A")?;
    let unit = o.data[0].iter().all(|&y| !(y < 0.0 || y > 1.0));
    check(cx, unit, "Y must be in the range [0, 1]")?;
    check(cx, o.data[1].iter().all(|&a| !(a <= 0.0)), "A must be strictly positive")?;
    o.map(cx, |v| gammaincinv(v(0), v(1), upper))
}

fn betainc_kernel(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let upper = upper_or_lower(cx, list.get(3))?;
    let o = Operands::read(cx, &list[..3], "X, A, and B")?;
    let unit = o.data[0].iter().all(|&x| !(x < 0.0 || x > 1.0));
    check(cx, unit, "X must be in the range [0, 1]")?;
    check(cx, o.data[1].iter().all(|&a| !(a <= 0.0)), "A must be strictly positive")?;
    check(cx, o.data[2].iter().all(|&b| !(b <= 0.0)), "B must be strictly positive")?;
    o.map(cx, |v| beta::betainc(v(0), v(1), v(2), upper))
}

fn betaincinv_kernel(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let upper = upper_or_lower(cx, list.get(3))?;
    let o = Operands::read(cx, &list[..3], "Y, A, and B")?;
    let unit = o.data[0].iter().all(|&y| !(y < 0.0 || y > 1.0));
    check(cx, unit, "Y must be in the range [0, 1]")?;
    check(cx, o.data[1].iter().all(|&a| !(a <= 0.0)), "A must be strictly positive")?;
    check(cx, o.data[2].iter().all(|&b| !(b <= 0.0)), "B must be strictly positive")?;
    o.map(cx, |v| beta::betaincinv(v(0), v(1), v(2), upper))
}

fn ellipj(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let numeric = |v: &Value| !v.is_undef() && v.class().is_numeric();
    if !numeric(&list[0]) {
        return Err(cx.fail("MATLAB:ellipj:invalidInput", "U must be a scalar or matrix"));
    }
    if !numeric(&list[1]) || list[1].is_complex() {
        return Err(cx.fail("MATLAB:ellipj:invalidInput", "M must be a scalar or matrix"));
    }
    let (u, m) = (convert::complex_array(&list[0]), convert::real_array(&list[1]));
    let (du, dm) = (u.dims().clone(), m.dims().clone());
    let places: (Dims, Vec<(usize, usize)>) = if dm.is_scalar() {
        (du.clone(), (0..u.len()).map(|k| (k, 0)).collect())
    } else if du.is_scalar() {
        (dm.clone(), (0..m.len()).map(|k| (0, k)).collect())
    } else if dm.is_col() && du.is_row() {
        let grid = (0..u.len()).flat_map(|c| (0..m.len()).map(move |r| (c, r))).collect();
        (Dims::new(m.len(), u.len()), grid)
    } else if du.is_col() && dm.is_row() {
        let grid = (0..m.len()).flat_map(|c| (0..u.len()).map(move |r| (r, c))).collect();
        (Dims::new(u.len(), m.len()), grid)
    } else if du == dm {
        (du.clone(), (0..u.len()).map(|k| (k, k)).collect())
    } else {
        return Err(cx.fail("MATLAB:ellipj:sizeMismatch", "Invalid size combination for U and M"));
    };
    if m.data().iter().any(|m| !(0.0..=1.0).contains(m)) {
        cx.warn("Octave:ellipj-invalid-m", "ellipj: invalid M value, required value 0 <= M <= 1")?;
    }
    cx.charge(50 * places.1.len());
    let real = !list[0].is_complex();
    let rows: Vec<[C64; 3]> = places
        .1
        .iter()
        .map(|&(i, j)| match real {
            true => elliptic::real(u.data()[i].re, m.data()[j]).map(|x| C64::new(x, 0.0)),
            false => elliptic::complex(u.data()[i], m.data()[j]),
        })
        .collect();
    let mut out = Values::new();
    for k in 0..3 {
        out.push(narrow_array(NdArray::new(places.0.clone(), rows.iter().map(|r| r[k]).collect())));
    }
    out.push(NdArray::filled(places.0, 0.0).into());
    Ok(out)
}
