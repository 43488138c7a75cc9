//! Fields: names, presence, removal, order.

use runmat_ignition::{CallCx, Values};
use runmat_value::structs::StructArray;
use runmat_value::{Dims, Error, Name, NdArray, Result, Value, convert};
use std::sync::Arc;

/// The fields of a struct or object, in order.
fn names_of(v: &Value) -> Option<Vec<Name>> {
    match v {
        Value::Struct(s) => Some(s.names().to_vec()),
        Value::Object(o) => Some(o.fields.names().to_vec()),
        Value::Handle(h) => {
            Some(h.fields.lock().unwrap().names().iter().filter(|n| !n.starts_with(' ')).cloned().collect())
        }
        Value::Exception(_) => Some(["message", "identifier", "stack", "cause"].map(Name::from).to_vec()),
        Value::Map(_) => Some(["Count", "KeyType", "ValueType"].map(Name::from).to_vec()),
        _ => None,
    }
}

/// `fieldnames(s)`.
pub fn fieldnames(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(names) = names_of(&args[0]) else {
        let class = args[0].class_name();
        return Err(cx.error(
            "MATLAB:fieldnames:InvalidInput",
            "",
            if cx.octave() {
                "fieldnames: Invalid input argument".to_string()
            } else {
                format!("Invalid input argument of type '{class}'. Input must be a structure or an object.")
            },
        ));
    };
    let list: Vec<Value> = names.iter().map(|n| cx.text(n)).collect();
    Ok(NdArray::new(Dims::new(list.len(), 1), list).into())
}

/// `numfields(s)`.
pub fn numfields(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    match &args[0] {
        Value::Struct(s) => Ok(Value::from(s.names().len())),
        _ => Err(cx.fail("MATLAB:numfields:InvalidInput", "argument must be a struct")),
    }
}

/// `isfield(s, names)`.
pub fn isfield(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let has = |v: &Value| match (&args[0], v.as_text()) {
        (Value::Struct(s), Some(name)) => s.position(&name).is_some(),
        _ => false,
    };
    match &args[1] {
        Value::Cell(c) if matches!(args[0], Value::Struct(_)) => Ok(c.map(has).into()),
        Value::Strings(a) if a.len() != 1 => {
            let test = |t: &runmat_value::Text| match (&args[0], &t.0) {
                (Value::Struct(s), Some(name)) => s.position(name).is_some(),
                _ => false,
            };
            Ok(a.map(test).into())
        }
        v => Ok(Value::Bool(has(v))),
    }
}

/// `rmfield(s, names)`.
pub fn rmfield(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let list: Vec<String> = match &args[1] {
        Value::Cell(c) => c.data().iter().map(|v| v.as_text().unwrap_or_default()).collect(),
        Value::Strings(a) => a.data().iter().map(|t| t.0.as_deref().unwrap_or_default().to_string()).collect(),
        v => vec![v.as_text().unwrap_or_default()],
    };
    let Value::Struct(s) = args[0].take() else {
        return Err(cx.fail("MATLAB:rmfield:Arg1NotStructArray", "first argument must be a struct"));
    };
    let mut s = Arc::unwrap_or_clone(s);
    for name in list {
        if !s.remove_field(&name) {
            return Err(cx.error(
                "MATLAB:rmfield:InvalidFieldname",
                "",
                if cx.octave() {
                    format!("rmfield: structure does not contain field {name}")
                } else {
                    format!("A field named '{name}' doesn't exist.")
                },
            ));
        }
    }
    Ok(s.into())
}

/// `[s, p] = orderfields(s, order)`.
pub fn orderfields(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let Value::Struct(s) = &args[0] else {
        return Err(cx.fail("MATLAB:orderfields:arg1NotStruct", "S1 must be a struct"));
    };
    let order: Vec<usize> = match args.get(1) {
        None => {
            let mut all: Vec<usize> = (0..s.names().len()).collect();
            all.sort_by(|&a, &b| s.names()[a].cmp(&s.names()[b]));
            all
        }
        Some(Value::Struct(t)) => {
            let wanted: Vec<String> = t.names().iter().map(|n| n.to_string()).collect();
            by_names(s, &wanted).ok_or_else(|| {
                cx.fail("MATLAB:orderfields:notSameFields", "structures S1 and S2 do not have the same fields")
            })?
        }
        Some(Value::Cell(c)) => {
            let wanted: Vec<String> = c.data().iter().map(|v| v.as_text().unwrap_or_default()).collect();
            by_names(s, &wanted).ok_or_else(|| {
                cx.fail("MATLAB:orderfields:notSameFields", "CELLSTR list does not match structure fields")
            })?
        }
        Some(Value::Strings(t)) => {
            let wanted: Vec<String> = t.data().iter().map(|t| t.0.as_deref().unwrap_or_default().to_string()).collect();
            by_names(s, &wanted).ok_or_else(|| {
                cx.fail("MATLAB:orderfields:notSameFields", "CELLSTR list does not match structure fields")
            })?
        }
        Some(v) if v.is_numeric() => permutation(v, s.names().len())
            .ok_or_else(|| cx.fail("MATLAB:orderfields:notPermutation", "invalid permutation vector P"))?,
        Some(_) => return Err(second_error(cx)),
    };
    let p: Vec<f64> = order.iter().map(|&k| k as f64 + 1.0).collect();
    let p = NdArray::<f64>::new(Dims::new(p.len(), 1), p);
    Ok(Values::from_iter([Value::from(s.reordered(&order)), p.into()]))
}

fn second_error(cx: &CallCx<'_>) -> Error {
    cx.fail("MATLAB:orderfields:InvalidArg2", "second argument must be structure, cellstr, or permutation vector")
}

fn by_names(s: &StructArray, wanted: &[String]) -> Option<Vec<usize>> {
    let order: Vec<usize> = wanted.iter().map(|n| s.position(n)).collect::<Option<_>>()?;
    is_permutation(&order, s.names().len()).then_some(order)
}

fn permutation(v: &Value, n: usize) -> Option<Vec<usize>> {
    let list = convert::to_f64_vec(v)?;
    let order: Vec<usize> =
        list.iter().map(|&x| (x >= 1.0 && x == x.trunc()).then(|| x as usize - 1)).collect::<Option<_>>()?;
    is_permutation(&order, n).then_some(order)
}

fn is_permutation(order: &[usize], n: usize) -> bool {
    let mut seen = vec![false; n];
    order.len() == n && order.iter().all(|&k| k < n && !std::mem::replace(&mut seen[k], true))
}
