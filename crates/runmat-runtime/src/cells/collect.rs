//! Putting the contents of cells together.

use runmat_ignition::CallCx;
use runmat_value::{Class, Dialect, Error, NdArray, Result, Value, concat};

/// All contents joined: along the dimension with fewer pieces first, as `cell2mat` does.
pub(crate) fn joined(c: &NdArray<Value>, dialect: Dialect) -> Result<Value> {
    let mut dims = c.dims().clone();
    let mut cells: Vec<Value> = c.data().to_vec();
    for d in (0..dims.ndims()).rev() {
        let n = dims.dim(d);
        if n == 1 {
            continue;
        }
        let (inner, _, outer) = dims.split_at(d);
        let mut next = Vec::with_capacity(inner * outer);
        for o in 0..outer {
            for i in 0..inner {
                let parts: Vec<Value> = (0..n).map(|k| cells[i + inner * (k + n * o)].clone()).collect();
                next.push(concat::cat(d, &parts, dialect)?);
            }
        }
        cells = next;
        dims = dims.with_dim(d, 1);
    }
    Ok(cells.into_iter().next().unwrap_or_else(Value::empty))
}

/// `cell2mat(c)`.
pub fn cell2mat(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if cx.octave() && !args[0].is_cell() && args[0].is_empty() {
        return Ok(Value::empty());
    }
    let Value::Cell(c) = &args[0] else {
        return Err(cx.error(
            "MATLAB:cell2mat:InvalidInput",
            "",
            if cx.octave() { "cell2mat: C must be a cell array" } else { "Input must be a cell array." },
        ));
    };
    if c.is_empty() {
        return Ok(NdArray::<f64>::new(c.dims().clone(), Vec::new()).into());
    }
    check_kinds(cx, c)?;
    cx.charge(c.data().iter().map(Value::numel).sum());
    joined(c, cx.dialect())
}

/// Cells, structs and arrays do not mix; MATLAB wants one class.
fn check_kinds(cx: &CallCx<'_>, c: &NdArray<Value>) -> Result<()> {
    let kind = |v: &Value| match v.class() {
        Class::Cell => 1,
        Class::Struct => 2,
        Class::Char => 3,
        k if k.is_numeric() || k == Class::Logical => 4,
        Class::String => 5,
        _ => 0,
    };
    let first = kind(&c.data()[0]);
    let class = c.data()[0].class_name();
    if !cx.octave() && c.data().iter().any(|v| v.class_name() != class) {
        let text = "All contents of the input cell array must be of the same data type.";
        return Err(Error::new("MATLAB:cell2mat:MixedDataTypes", text));
    }
    let mixed = c.data().iter().any(|v| kind(v) != first);
    if first == 0 || mixed {
        return Err(cx.error(
            "MATLAB:cell2mat:UnsupportedCellContent",
            "",
            if cx.octave() {
                "cell2mat: wrong type elements or mixed cells, structs, and matrices"
            } else {
                "CELL2MAT does not support cell arrays containing cell arrays or objects."
            },
        ));
    }
    Ok(())
}
