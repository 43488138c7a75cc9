//! `lasterr`, `lasterror`, `lastwarn`.

use runmat_ignition::{CallCx, Values, one};
use runmat_value::exception::Exception;
use runmat_value::{Error, Name, Result, Value, index};
use std::sync::Arc;

/// Both arguments as text.
fn texts(cx: &CallCx<'_>, args: &[Value]) -> Result<Vec<String>> {
    let all = args.iter().map(Value::as_text).collect::<Option<Vec<_>>>();
    all.ok_or_else(|| cx.fail("MATLAB:invalidInput", "all arguments must be strings"))
}

fn answer(cx: &CallCx<'_>, given: usize, message: &str, identifier: &str) -> Values {
    if given > 0 && cx.nargout == 0 {
        return Values::new();
    }
    Values::from_iter([cx.text(message), cx.text(identifier)])
}

/// `[msg, id] = lasterr()`, `lasterr(msg, id)`.
pub fn lasterr(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let new = texts(cx, args)?;
    let old = cx.session.last_error.clone();
    let part = |f: fn(&Exception) -> &Name| old.as_deref().map_or(String::new(), |e| f(e).to_string());
    let out = answer(cx, args.len(), &part(|e| &e.message), &part(|e| &e.identifier));
    if let Some(message) = new.first() {
        cx.session.last_error = Some(Arc::new(Exception {
            identifier: Name::from(new.get(1).map_or("", String::as_str)),
            message: Name::from(message.as_str()),
            stack: Vec::new(),
            causes: Vec::new(),
            extra: None,
        }));
    }
    Ok(out)
}

fn empty() -> Exception {
    Exception {
        identifier: Name::from(""),
        message: Name::from(""),
        stack: Vec::new(),
        causes: Vec::new(),
        extra: None,
    }
}

/// `err = lasterror()`, `lasterror('reset')`, `lasterror(err)`.
pub fn lasterror(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let old = cx.session.last_error.clone().unwrap_or_else(|| Arc::new(empty()));
    let out = one(index::error_struct(&old, cx.dialect()));
    match args.first() {
        None => return Ok(out),
        Some(v @ Value::Struct(_)) => {
            let e = super::error_of_struct(v).to_exception(cx.dialect());
            cx.session.last_error = Some(Arc::new(e));
        }
        Some(v) => match v.as_text().as_deref() {
            Some("reset") => cx.session.last_error = None,
            Some(_) => return Err(Error::msg("lasterror: unrecognized string argument")),
            None => return Err(Error::msg("lasterror: argument must be a structure or a string")),
        },
    }
    Ok(if cx.nargout > 0 { out } else { Values::new() })
}

/// `[msg, id] = lastwarn()`, `lastwarn(msg, id)`.
pub fn lastwarn(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let new = texts(cx, args)?;
    let out = answer(cx, args.len(), &cx.session.warnings.last_message, &cx.session.warnings.last_identifier);
    if let Some(message) = new.first() {
        cx.session.warnings.last_message = message.clone();
        cx.session.warnings.last_identifier = new.get(1).cloned().unwrap_or_default();
    }
    Ok(out)
}
