//! `.^` and scalar `^` on floating point operands.
//!
//! A negative base with a fractional exponent makes the whole result complex. Whole exponents of complex
//! bases multiply repeatedly.

use super::Op;
use super::arith::{single_complex, to_complex};
use super::broadcast::Fault;
use super::complex::{self, Real};
use super::kernels::{self, Slot, Src, map_same, zip, zip_same};
use crate::array::{C32, Element, View};
use crate::error::Result;
use crate::parallel::Cost;
use crate::value::Value;
use num_complex::Complex;
use runmat_syntax::Dialect;

/// Power with operands of floating point, logical or char class.
pub(crate) fn floats(ctx: Op, a: Slot, b: Slot, complex: bool, single: bool) -> Result<Value> {
    let r = match (complex, single) {
        (false, false) => real(ctx.dialect, a.doubles(), b.doubles()),
        (false, true) => real(ctx.dialect, a.singles(), b.singles()),
        (true, false) => match (a.value().is_complex(), b.value().is_complex()) {
            (true, true) => general::<f64>(a.src(), b.src()),
            (true, false) => complex_real::<f64>(a.src(), b.doubles()),
            _ => kernels::zip(a.doubles().view(), to_complex(b).view(), complex::real_pow).map(|r| r.narrowed()),
        },
        (true, true) => match (a.value().is_complex(), b.value().is_complex()) {
            (true, true) => general::<f32>(single_complex(a), single_complex(b)),
            (true, false) => complex_real::<f32>(single_complex(a), b.singles()),
            _ => {
                let b: Src<C32> = single_complex(b);
                kernels::zip(a.singles().view(), b.view(), complex::real_pow).map(|r| r.narrowed())
            }
        },
    };
    r.map_err(|f| ctx.fault(f))
}

/// Whether the exponent counts as whole. Octave asks for one that fits an `int`.
pub fn is_whole<T: Real>(y: T, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Matlab => y == y.trunc() || y.is_nan(),
        Dialect::Octave => as_int(y).is_some(),
    }
}

/// The exponent as an `int` when it is one.
fn as_int<T: Real>(y: T) -> Option<i32> {
    let y = y.to_f64();
    (y == y.trunc() && y.abs() < i32::MAX as f64).then_some(y as i32)
}

fn real<T: Real>(dialect: Dialect, a: Src<T>, b: Src<T>) -> Result<Value, Fault>
where
    Complex<T>: Element,
{
    let (x, y) = (a.view(), b.view());
    let leaves_reals = |p: T, q: T| p < T::ZERO && !is_whole(q, dialect);
    let fractional = y.data().iter().any(|&q| !is_whole(q, dialect));
    if fractional && x.data().iter().any(|&p| p < T::ZERO) && any_pair(&x, &y, dialect, leaves_reals) {
        let f = |p: T, q: T| match dialect {
            Dialect::Matlab if !leaves_reals(p, q) => Complex { re: power(p, q), im: T::ZERO },
            _ => complex::pow_real(Complex { re: p, im: T::ZERO }, q),
        };
        return Ok(zip(x, y, f)?.narrowed());
    }
    if y.len() == 1 && x.len() != 1 {
        let q = y.data()[0];
        return Ok(by_scalar(a, q).into_value());
    }
    Ok(zip_same(a, b, power)?.into_value())
}

/// Whether some pair of elements satisfies the condition. Expanding operands, Octave looks at all
/// elements of both, not at pairs.
fn any_pair<T: Real>(x: &View<T>, y: &View<T>, dialect: Dialect, f: impl Fn(T, T) -> bool + Sync) -> bool {
    if x.len() == 1 || y.len() == 1 || x.dims() == y.dims() {
        let (p, q) = (x.data().iter().cycle(), y.data().iter().cycle());
        return p.zip(q).take(x.len().max(y.len())).any(|(&p, &q)| f(p, q));
    }
    if dialect.is_octave() {
        return true;
    }
    kernels::zip(*x, *y, f).is_ok_and(|r| match r {
        kernels::Out::Scalar(b) => b,
        kernels::Out::Array(a) => a.data().contains(&true),
    })
}

/// A square is one multiplication, everywhere.
#[inline(always)]
fn power<T: Real>(x: T, y: T) -> T {
    if y == T::ONE + T::ONE { x * x } else { x.pow(y) }
}

/// An array to one exponent; the exponents 2, 3, -1 and 1/2 of Octave's loops.
fn by_scalar<T: Real>(a: Src<T>, q: T) -> kernels::Out<T> {
    match q.to_f64() {
        2.0 => map_same(a, Cost::Cheap, |x| x * x),
        3.0 => map_same(a, Cost::Cheap, |x| x * x * x),
        -1.0 => map_same(a, Cost::Cheap, |x| T::ONE / x),
        _ => map_same(a, Cost::Dear, |x| x.pow(q)),
    }
}

fn complex_real<T: Real>(a: Src<Complex<T>>, b: Src<T>) -> Result<Value, Fault>
where
    Complex<T>: Element,
{
    // Octave's loop for operands that are expanded knows no whole exponents.
    let expanding = a.len() != 1 && b.len() != 1 && a.view().dims() != b.view().dims();
    let f = |x, y: T| match as_int(y) {
        Some(n) if !expanding => complex::powi(x, n),
        _ => complex::pow_real(x, y),
    };
    Ok(kernels::zip_left(a, b, f)?.narrowed())
}

fn general<T: Real>(a: Src<Complex<T>>, b: Src<Complex<T>>) -> Result<Value, Fault>
where
    Complex<T>: Element,
{
    Ok(zip_same(a, b, complex::pow)?.narrowed())
}
