//! Structs from values, and back.

use runmat_ignition::CallCx;
use runmat_value::structs::StructArray;
use runmat_value::{Dims, Error, Name, NdArray, Result, Value, text};
use std::sync::Arc;

fn pairs_error(cx: &CallCx<'_>) -> Error {
    cx.error(
        "MATLAB:StructRefMissing",
        "",
        if cx.octave() {
            "struct: additional arguments must occur as \"field\", VALUE pairs"
        } else {
            "Field and value input arguments must come in pairs."
        },
    )
}

/// `struct(name, value, …)`: cells of one size make an array.
pub fn structure(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if args.is_empty() {
        return Ok(StructArray::scalar().into());
    }
    if args.len() == 1 {
        return match args[0].take() {
            s @ Value::Struct(_) => Ok(s),
            Value::Object(o) => Ok(o.fields.clone().into()),
            Value::Handle(h) => Ok(h.fields.lock().unwrap().clone().into()),
            Value::Exception(e) => Ok(runmat_value::index::error_struct(&e, cx.dialect()).into()),
            v if v.dims().is_zero_by_zero() && v.is_numeric() => {
                Ok(StructArray::with_dims(Dims::empty(), Vec::new()).into())
            }
            _ => Err(pairs_error(cx)),
        };
    }
    if let (2, true, Value::Cell(names)) = (args.len(), args[0].is_empty() && !args[0].is_cell(), &args[1])
        && cx.octave()
    {
        let texts: Option<Vec<String>> = names.data().iter().map(Value::as_text).collect();
        let texts = texts.ok_or_else(|| Error::msg("struct: second argument should be a cell array of field names"))?;
        let names = texts.iter().map(|t| Name::from(t.as_str())).collect();
        return Ok(StructArray::with_dims(args[0].dims(), names).into());
    }
    if args.len() % 2 == 1 {
        return Err(pairs_error(cx));
    }
    let dims = common_size(cx, args)?;
    let n = dims.numel();
    cx.charge(n * args.len());
    let mut s = StructArray::with_dims(dims, Vec::new());
    for pair in args.chunks(2) {
        let name = pair[0].as_text().ok_or_else(|| pairs_error(cx))?;
        if !cx.octave() && !crate::functions::is_name(&name) {
            return Err(Error::new("MATLAB:AddField:InvalidFieldName", format!("Invalid field name \"{name}\".")));
        }
        let f = s.add_field(&name);
        match &pair[1] {
            Value::Cell(c) if c.len() == 1 => (0..n).for_each(|k| *s.at_mut(k, f) = c.data()[0].clone()),
            Value::Cell(c) => c.data().iter().enumerate().for_each(|(k, v)| *s.at_mut(k, f) = v.clone()),
            v => (0..n).for_each(|k| *s.at_mut(k, f) = v.clone()),
        }
    }
    Ok(s.into())
}

/// The size that all cells of more or less than one element share.
fn common_size(cx: &CallCx<'_>, args: &[Value]) -> Result<Dims> {
    let mut found: Option<(usize, Dims)> = None;
    for (k, v) in args.iter().enumerate().skip(1).step_by(2) {
        let Value::Cell(c) = v else { continue };
        if c.len() == 1 {
            continue;
        }
        match &found {
            None => found = Some((k + 1, c.dims().clone())),
            Some((_, dims)) if dims == c.dims() => {}
            Some((first, _)) => {
                let text = if cx.octave() {
                    format!("struct: dimensions of parameter {first} do not match those of parameter {}", k + 1)
                } else {
                    format!("Array dimensions of input '{}' must match those of input '{first}' or be scalar.", k + 1)
                };
                return Err(cx.error("MATLAB:dimagree", "", text));
            }
        }
    }
    Ok(found.map_or_else(Dims::scalar, |(_, d)| d))
}

/// Field names given as a cell of texts or a char array.
fn names(cx: &CallCx<'_>, v: &Value) -> Result<Vec<Name>> {
    let wrong =
        || cx.fail("MATLAB:cell2struct:InvalidInput", "FIELDS must be a cell array of strings or a scalar string");
    let list: Option<Vec<String>> = match v {
        Value::Cell(c) => c.data().iter().map(|v| v.as_text().filter(|_| v.is_char())).collect(),
        v if v.is_char() => {
            let rows = text::chars::rows(v, cx.dialect());
            rows.map(|r| r.iter().map(|s| s.trim_end().to_string()).collect())
        }
        Value::Strings(a) => a.data().iter().map(|t| t.0.as_deref().map(str::to_string)).collect(),
        _ => None,
    };
    Ok(list.ok_or_else(wrong)?.iter().map(|s| Name::from(s.as_str())).collect())
}

/// `cell2struct(c, fields, dim)`.
pub fn cell2struct(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Value::Cell(c) = &args[0] else {
        return Err(cx.fail("MATLAB:cell2struct:InvalidInput", "argument CELL must be of type cell"));
    };
    let names = names(cx, &args[1])?;
    let dim = match args.get(2) {
        None => 0,
        Some(v) => match v.as_f64().filter(|_| !v.is_cell()) {
            None => return Err(cx.fail("MATLAB:cell2struct:InvalidInput", "DIM must be a real scalar")),
            Some(d) if d < 1.0 => {
                return Err(cx.fail("MATLAB:cell2struct:InvalidInput", "DIM must be a valid dimension"));
            }
            Some(d) => d as usize - 1,
        },
    };
    let dims = c.dims();
    if names.len() != dims.dim(dim) {
        return Err(cx.error(
            "MATLAB:cell2struct:InvalidInput",
            "",
            if cx.octave() {
                "cell2struct: number of FIELDS does not match dimension"
            } else {
                "Number of field names must match number of fields in new structure."
            },
        ));
    }
    cx.charge(c.len());
    // The other dimensions remain; what is left of a matrix becomes a column.
    let mut rest: Vec<usize> = (0..dims.ndims()).filter(|&d| d != dim).map(|d| dims.dim(d)).collect();
    if rest.len() == 1 {
        rest.push(1);
    }
    let out = Dims::from_slice(&rest);
    let (inner, n, _) = dims.split_at(dim);
    let mut values = Vec::with_capacity(c.len());
    for k in 0..out.numel() {
        let (i, o) = (k % inner.max(1), k / inner.max(1));
        values.extend((0..n).map(|f| c.data()[i + inner * (f + n * o)].clone()));
    }
    let mut s = StructArray::with_dims(out.clone(), Vec::new());
    let unique = names.iter().enumerate().all(|(k, n)| !names[..k].contains(n));
    if unique {
        return Ok(StructArray::from_parts(out, Arc::new(names), values).into());
    }
    for (f, name) in names.iter().enumerate() {
        for k in 0..out.numel() {
            s.set(k, name, values[k * n + f].clone());
        }
    }
    Ok(s.into())
}

/// `struct2cell(s)`: fields along the first dimension.
pub fn struct2cell(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Value::Struct(s) = &args[0] else {
        return Err(cx.fail("MATLAB:struct2cell:InvalidInput", "argument S must be a structure"));
    };
    let mut sizes = vec![s.names().len()];
    sizes.extend(s.dims().iter());
    if s.dims().is_matrix() && s.dims().cols() == 1 {
        sizes.truncate(2);
    }
    cx.charge(s.values().len());
    Ok(NdArray::new(Dims::from_slice(&sizes), s.values().to_vec()).into())
}
