//! Parts of matrices: `triu`, `tril`.

use super::operand::not_two_dimensional;
use runmat_ignition::{Builtin, CallCx};
use runmat_value::{Dims, Element, Error, NdArray, Result, Value};

/// Parts of matrices.
pub const TABLE: &[Builtin] = &[
    Builtin::one("triu", (1, 3), triu)
        .doc("triu(A): the part on and above the diagonal.\ntriu(A, k): on and above diagonal k.\n    triu(magic(3))"),
    Builtin::one("tril", (1, 3), tril)
        .doc("tril(A): the part on and below the diagonal.\ntril(A, k): on and below diagonal k.\n    tril(magic(3))"),
];

fn triu(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    part(cx, args, |distance, k| distance >= k)
}

fn tril(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    part(cx, args, |distance, k| distance <= k)
}

/// Keeps the elements whose distance from the main diagonal fits.
fn part(cx: &mut CallCx<'_>, args: &mut [Value], keep: fn(isize, isize) -> bool) -> Result<Value> {
    let k = match args.get(1) {
        Some(v) if v.as_text().is_none() => crate::args::scalar(cx, v, "K")? as isize,
        _ => 0,
    };
    let packed = cx.octave() && args[1..].iter().filter_map(Value::as_text).any(|t| t == "pack");
    let a = args[0].take();
    let dims = a.dims();
    if !dims.is_matrix() {
        return Err(not_two_dimensional(cx));
    }
    cx.charge(a.numel());
    if packed {
        return pack(cx, &a, |at| keep(at, k));
    }
    macro_rules! dense {
        ($($array:ident)*) => {
            match a {
                $(Value::$array(x) => Ok(masked(&x, k, keep)),)*
                Value::Range(r) => Ok(masked(&NdArray::row(r.to_vec()), k, keep)),
                Value::Sparse(s) => Ok(super::operand::wrap_sparse(sparse(&s, k, keep))),
                Value::SparseComplex(s) => Ok(super::operand::wrap_sparse(sparse(&s, k, keep))),
                Value::SparseBool(s) => Ok(Value::SparseBool(sparse(&s, k, keep).into())),
                scalar if scalar.is_scalar() && scalar.class() != runmat_value::Class::Struct => scalar_part(scalar, k, keep),
                other => Err(super::operand::wrong_class(cx, &other)),
            }
        };
    }
    dense!(F64 C64 F32 C32 Bools Chars I8s I16s I32s I64s U8s U16s U32s U64s Cell)
}

/// The elements kept, in a column.
fn pack(cx: &CallCx<'_>, a: &Value, keep: impl Fn(isize) -> bool) -> Result<Value> {
    if matches!(a, Value::Cell(_)) {
        return Err(Error::msg(format!("{}: \"pack\" not implemented for class cell", cx.name)));
    }
    let rows = a.dims().rows().max(1);
    let kept = (0..a.numel()).filter(|p| keep((p / rows) as isize - (p % rows) as isize));
    let places = Value::col(kept.map(|p| p as f64 + 1.0).collect());
    runmat_value::index::get(a, &[places])
}

fn masked<T: Element>(a: &NdArray<T>, k: isize, keep: fn(isize, isize) -> bool) -> Value {
    let rows = a.dims().rows();
    let at = |p: usize| (p / rows.max(1)) as isize - (p % rows.max(1)) as isize;
    let data = a.data().iter().enumerate().map(|(p, x)| if keep(at(p), k) { x.clone() } else { T::fill() }).collect();
    NdArray::new(Dims::new(rows, a.dims().cols()), data).into()
}

fn sparse<T: Element>(
    s: &runmat_value::sparse::Sparse<T>,
    k: isize,
    keep: fn(isize, isize) -> bool,
) -> runmat_value::sparse::Sparse<T> {
    let kept = s.iter().filter(|e| keep(e.1 as isize - e.0 as isize, k)).map(|(r, c, v)| (r, c, v.clone())).collect();
    runmat_value::sparse::Sparse::from_triplets(s.rows(), s.cols(), kept, |x, _| x)
}

fn scalar_part(v: Value, k: isize, keep: fn(isize, isize) -> bool) -> Result<Value> {
    if keep(0, k) {
        return Ok(v);
    }
    runmat_value::convert::to_class(&Value::Num(0.0), v.class(), runmat_value::Dialect::Matlab)
}
