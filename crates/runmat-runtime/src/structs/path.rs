//! Subscripts as data: `subsref`, `subsasgn`, `substruct`, `getfield`, `setfield`.

use runmat_ignition::{CallCx, Outcome, Resume, Then, Values};
use runmat_value::index::{self, Step};
use runmat_value::structs::StructArray;
use runmat_value::{Dims, Error, Name, Result, Value};
use std::sync::Arc;

/// `substruct(type, subs, …)`.
pub fn substruct(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if args.len() % 2 == 1 {
        return Err(cx.invalid_call());
    }
    let mut values = Vec::with_capacity(args.len());
    for pair in args.chunks(2) {
        let kind = pair[0].as_text().unwrap_or_default();
        let problem = match kind.as_str() {
            "()" | "{}" if !pair[1].is_cell() && pair[1].as_text().as_deref() != Some(":") => {
                Some("for TYPE == () or {}, SUBS must be a cell array or \":\"")
            }
            "()" | "{}" => None,
            "." if pair[1].as_text().is_none() => Some("for TYPE == ., SUBS must be a character string"),
            "." => None,
            _ => Some("TYPE must be one of \"()\", \"{}\", or \".\""),
        };
        if let Some(text) = problem {
            return Err(cx.fail("MATLAB:subs_struct", text));
        }
        values.extend_from_slice(pair);
    }
    let n = args.len() / 2;
    let names = Arc::new(vec![Name::from("type"), Name::from("subs")]);
    Ok(StructArray::from_parts(Dims::row(n), names, values).into())
}

/// The steps that a struct with `type` and `subs` describes.
pub(crate) fn steps(cx: &CallCx<'_>, v: &Value) -> Result<Vec<Step>> {
    let wrong =
        || cx.fail("MATLAB:subsArgNotStruct", "second argument must be a structure with fields 'type' and 'subs'");
    let Value::Struct(s) = v else { return Err(wrong()) };
    let (Some(t), Some(u)) = (s.position("type"), s.position("subs")) else { return Err(wrong()) };
    (0..s.len()).map(|k| step(cx, s.at(k, t), s.at(k, u), k)).collect()
}

fn step(cx: &CallCx<'_>, kind: &Value, subs: &Value, k: usize) -> Result<Step> {
    let fail = |text: String| Err(cx.fail("MATLAB:subsType", &text));
    let Some(kind) = kind.as_text() else { return fail(format!("type({}) must be a string", k + 1)) };
    let list = match subs {
        Value::Cell(c) => c.data().to_vec(),
        v if v.is_char() => vec![v.clone()],
        _ => return fail(format!("subs({}) must be a string or cell array", k + 1)),
    };
    match kind.as_str() {
        "()" => Ok(Step::Paren(list)),
        "{}" => Ok(Step::Brace(list)),
        "." => match subs.as_text() {
            Some(name) => Ok(Step::Field(Name::from(name.as_str()))),
            None => fail(format!("subs({}) must be a string", k + 1)),
        },
        other => fail(format!("invalid indexing type '{other}'")),
    }
}

/// `subsref(x, subs)`.
pub fn subsref(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let steps = steps(cx, &args[1])?;
    follow(cx, args[0].take(), &steps, &args[1])
}

/// Goes along the steps; a handle that is called leaves to the machine and comes back with what is left.
fn follow(cx: &CallCx<'_>, base: Value, steps: &[Step], described: &Value) -> Result<Outcome> {
    let dialect = cx.dialect();
    let mut values = vec![base];
    for (k, s) in steps.iter().enumerate() {
        let [base] = values.as_slice() else {
            return Err(Error::msg("a cs-list cannot be further indexed"));
        };
        values = match s {
            Step::Paren(args) => {
                if matches!(base, Value::Func(_)) {
                    let rest = Value::Num((k + 1) as f64);
                    let then = Then { phase: 0, state: vec![described.clone(), rest] };
                    let nargout = if k + 1 == steps.len() { cx.nargout } else { 1 };
                    return Ok(Outcome::Call { function: base.clone(), args: args.clone(), nargout, then });
                }
                vec![index::get(base, args)?]
            }
            Step::Brace(args) => index::get_brace(base, args, dialect)?,
            Step::Field(name) => index::get_field(base, name, dialect)?,
        };
    }
    Ok(Outcome::Done(Values::from_vec(values)))
}

/// A handle has been called: on with the rest.
pub fn resume(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    let values = r.input?;
    let all = steps(cx, &r.state[0])?;
    let done = r.state[1].as_f64().unwrap_or(0.0) as usize;
    match all.get(done..) {
        Some(rest) if !rest.is_empty() => {
            let base = values.into_iter().next().unwrap_or_default();
            let described = match &r.state[0] {
                Value::Struct(s) => tail(s, done),
                other => other.clone(),
            };
            follow(cx, base, rest, &described)
        }
        _ => Ok(Outcome::Done(values)),
    }
}

/// The structs from number `from` on.
fn tail(s: &StructArray, from: usize) -> Value {
    let width = s.names().len();
    let values = s.values()[from * width..].to_vec();
    StructArray::from_parts(Dims::row(s.len() - from), s.shared_names().clone(), values).into()
}

/// `subsasgn(x, subs, value)`.
pub fn subsasgn(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let steps = steps(cx, &args[1])?;
    let rhs = args[2].take();
    if steps.is_empty() {
        return Ok(rhs);
    }
    let mut base = args[0].take();
    index::set_path(&mut base, &steps, rhs, cx.dialect())?;
    Ok(base)
}

/// Names and cells of subscripts as steps.
fn plain_steps(cx: &CallCx<'_>, list: &[Value]) -> Result<Vec<Step>> {
    let step = |v: &Value| match v {
        Value::Cell(c) => Ok(Step::Paren(c.data().to_vec())),
        v => match v.as_text() {
            Some(name) => Ok(Step::Field(Name::from(name.as_str()))),
            None => Err(cx.error(
                &format!("MATLAB:{}:InvalidType", cx.name),
                "",
                if cx.octave() {
                    format!("{}: invalid index", cx.name)
                } else {
                    "At least one index is not a string or a cell array of indices.".to_string()
                },
            )),
        },
    };
    list.iter().map(step).collect()
}

/// `getfield(s, name, …)`.
pub fn getfield(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let steps = plain_steps(cx, &args[1..])?;
    let described = index::described(&steps, cx.dialect());
    let first = follow(cx, args[0].take(), &steps, &described)?;
    Ok(match first {
        Outcome::Done(values) if values.len() > cx.nargout.max(1) => {
            Outcome::Done(values.into_iter().take(cx.nargout.max(1)).collect())
        }
        other => other,
    })
}

/// `setfield(s, name, …, value)`.
pub fn setfield(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let last = args.len() - 1;
    let steps = plain_steps(cx, &args[1..last])?;
    let rhs = args[last].take();
    let mut base = args[0].take();
    index::set_path(&mut base, &steps, rhs, cx.dialect())?;
    Ok(base)
}
