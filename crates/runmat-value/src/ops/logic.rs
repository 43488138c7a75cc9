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
    if ctx.dialect.is_octave() && a.class().is_integer() && b.class().is_integer() && a.class() != b.class() {
        return Err(ctx.mixed(a, b));
    }
    // Octave's complex scalars are not asked whether they are NaN.
    let lenient = ctx.dialect.is_octave() && a.is_scalar() && b.is_scalar() && (a.is_complex() || b.is_complex());
    let (p, q) = (flags(ctx, a, lenient)?, flags(ctx, b, lenient)?);
    let r = match ctx.op {
        BinaryOp::And | BinaryOp::AndAnd => zip(p.view(), q.view(), |x: bool, y: bool| x & y),
        _ => zip(p.view(), q.view(), |x: bool, y: bool| x | y),
    };
    r.map(|r| r.into_value()).map_err(|f| ctx.fault(f, a.dims(), b.dims()))
}

fn flags(ctx: Op, v: &Value, lenient: bool) -> Result<NdArray<bool>> {
    if !lenient && convert::has_nan(v) {
        return Err(nan_to_logical(ctx.dialect));
    }
    Ok(convert::nonzero(v))
}
