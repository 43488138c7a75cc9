//! `&` and `|`.

use super::kernels::zip;
use super::{Op, nan_to_logical};
use crate::array::NdArray;
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
    let r = match ctx.op {
        BinaryOp::And | BinaryOp::AndAnd => zip(p.view(), q.view(), |x: bool, y: bool| x & y),
        _ => zip(p.view(), q.view(), |x: bool, y: bool| x | y),
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

fn flags(ctx: Op, v: &Value, lenient: bool) -> Result<NdArray<bool>> {
    if !lenient && convert::has_nan(v) {
        return Err(nan_to_logical(ctx.dialect));
    }
    Ok(convert::nonzero(v))
}
