//! Cutting arrays: `mat2cell`, `cellslices`.

use super::convert::colon;
use runmat_ignition::CallCx;
use runmat_value::convert::to_f64_vec;
use runmat_value::{Dims, Error, NdArray, Result, Value, index};

/// `mat2cell(a, rows, cols, …)`; dimensions that are not named stay whole.
pub fn mat2cell(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dims = args[0].dims();
    cx.charge(dims.numel());
    let mut cuts: Vec<Vec<usize>> = Vec::new();
    for (d, v) in args[1..].iter().enumerate() {
        let sizes = to_f64_vec(v)
            .ok_or_else(|| cx.fail("MATLAB:mat2cell:InvalidDimensions", "dimension vectors must be numeric"))?;
        let total: f64 = sizes.iter().sum();
        if total != dims.dim(d) as f64 || sizes.iter().any(|&s| s < 0.0 || s != s.trunc()) {
            return Err(mismatch(cx, d, dims.dim(d), total));
        }
        cuts.push(sizes.iter().map(|&s| s as usize).collect());
    }
    for d in cuts.len()..dims.ndims() {
        cuts.push(vec![dims.dim(d)]);
    }
    let counts: Vec<usize> = cuts.iter().map(Vec::len).collect();
    let out = Dims::from_slice(&counts);
    let subs: Vec<Vec<Value>> = cuts.iter().map(|c| ranges(c)).collect();
    let mut cells = Vec::with_capacity(out.numel());
    for k in 0..out.numel() {
        let mut rest = k;
        let place: Vec<Value> = counts
            .iter()
            .zip(&subs)
            .map(|(&n, s)| {
                let i = rest % n;
                rest /= n;
                s[i].clone()
            })
            .collect();
        cells.push(index::get(&args[0], &place)?);
    }
    Ok(NdArray::new(out, cells).into())
}

fn mismatch(cx: &CallCx<'_>, d: usize, size: usize, total: f64) -> Error {
    if cx.octave() {
        Error::msg(format!("mat2cell: mismatch on dimension {} ({size} != {total})", d + 1))
    } else {
        Error::new(
            "MATLAB:mat2cell:VectorSumMismatch",
            format!(
                "Input arguments, D1 through D{}, must sum to each dimension of the input matrix size, [{}].",
                d + 1,
                size
            ),
        )
    }
}

/// Consecutive subscripts with these lengths.
fn ranges(sizes: &[usize]) -> Vec<Value> {
    let mut next = 0;
    let range = |&n: &usize| {
        let list: Vec<f64> = (next + 1..=next + n).map(|i| i as f64).collect();
        next += n;
        Value::row(list)
    };
    sizes.iter().map(range).collect()
}

/// `cellslices(a, first, last, dim)`.
pub fn cellslices(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dims = args[0].dims();
    let wrong = |cx: &CallCx<'_>| cx.fail("", "LB and UB must be index vectors");
    let first = to_f64_vec(&args[1]).ok_or_else(|| wrong(cx))?;
    let last = to_f64_vec(&args[2]).ok_or_else(|| wrong(cx))?;
    if first.len() != last.len() {
        return Err(cx.fail("", "the lengths of LB and UB must match"));
    }
    let dim = match args.get(3) {
        Some(v) => crate::args::dimension(cx, v)?,
        None => dims.first_non_singleton(),
    };
    let n = dims.ndims().max(dim + 1);
    cx.charge(dims.numel());
    let slice = |(&a, &b): (&f64, &f64)| {
        let list: Vec<f64> = (0..).map(|k| a + k as f64).take_while(|&x| x <= b).collect();
        let mut subs = vec![colon(); n];
        subs[dim] = Value::row(list);
        index::get(&args[0], &subs)
    };
    let cells = first.iter().zip(&last).map(slice).collect::<Result<Vec<_>>>()?;
    Ok(Value::cell_row(cells))
}
