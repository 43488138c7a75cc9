//! `&` and `|`.

use super::kernels::zip;
use super::{Op, nan_to_logical};
use crate::array::{Element, NdArray, View};
use crate::convert;
use crate::error::Result;
use crate::value::Value;
use runmat_syntax::ast::BinaryOp;

/// Elementwise logic on dense operands of numeric, char or logical class.
pub(crate) fn dense(ctx: Op, a: &Value, b: &Value) -> Result<Value> {
    if ctx.dialect.is_octave() {
        octave_classes(ctx, a, b)?;
    }
    // Octave does not look for NaN in scalars beside complex or integer scalars.
    let other = |v: &Value| v.is_complex() || v.class().is_integer();
    let lenient = ctx.dialect.is_octave() && a.is_scalar() && b.is_scalar() && (other(a) || other(b));
    let (p, q) = (flags(ctx, a, lenient)?, flags(ctx, b, lenient)?);
    let (p, q) = (p.view(), q.view());
    let r = match ctx.op {
        BinaryOp::And | BinaryOp::AndAnd => zip(p, q, |x: bool, y: bool| x & y),
        _ => zip(p, q, |x: bool, y: bool| x | y),
    };
    r.map(|r| r.into_value()).map_err(|f| ctx.fault(f))
}

/// Integers go with their own class and with real numbers only.
fn octave_classes(ctx: Op, a: &Value, b: &Value) -> Result<()> {
    let integer = |v: &Value| v.class().is_integer();
    let clash = (integer(a) && b.is_complex())
        || (integer(b) && a.is_complex())
        || (integer(a) && integer(b) && a.class() != b.class());
    if clash { Err(ctx.mixed(a, b)) } else { Ok(()) }
}

/// Which elements are nonzero: borrowed from logicals.
enum Flags<'a> {
    Given(View<'a, bool>),
    Made(NdArray<bool>),
}

impl Flags<'_> {
    fn view(&self) -> View<'_, bool> {
        match self {
            Flags::Given(v) => *v,
            Flags::Made(a) => a.view(),
        }
    }
}

fn flags(ctx: Op, v: &Value, lenient: bool) -> Result<Flags<'_>> {
    if let Some(given) = bool::view(v) {
        return Ok(Flags::Given(given));
    }
    if !lenient && convert::has_nan(v) {
        return Err(nan_to_logical(ctx.dialect));
    }
    Ok(Flags::Made(convert::nonzero(v)))
}
