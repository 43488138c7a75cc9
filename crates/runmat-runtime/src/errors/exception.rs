//! `MException` and what is done with one.

use super::{Message, message};
use runmat_ignition::{CallCx, Values};
use runmat_value::exception::Exception;
use runmat_value::{Error, Name, Result, Value};
use std::sync::Arc;

/// `MException(id, template, …)`.
pub fn construct(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(identifier) = args[0].as_text() else {
        return Err(cx.fail("MATLAB:MException:BadErrorIdentifier", "the identifier must be text"));
    };
    if !identifier.is_empty() && !super::is_identifier(&identifier) {
        return Err(cx.fail(
            "MATLAB:MException:BadErrorIdentifier",
            "The first argument must be an error identifier such as 'component:mnemonic'.",
        ));
    }
    // The template is a template also when nothing follows it.
    let all = if identifier.is_empty() { &args[1..] } else { &args[..] };
    let text = match message(cx, all)? {
        Some(Message { text, .. }) => text,
        None => String::new(),
    };
    Ok(Value::Exception(Arc::new(Exception {
        identifier: Name::from(identifier.as_str()),
        message: Name::from(text.as_str()),
        stack: Vec::new(),
        causes: Vec::new(),
        extra: None,
    })))
}

fn exception(cx: &CallCx<'_>, v: &Value) -> Result<Arc<Exception>> {
    match v {
        Value::Exception(e) => Ok(e.clone()),
        Value::Struct(_) => Ok(Arc::new(super::error_of_struct(v).to_exception(cx.dialect()))),
        _ => Err(cx.fail("MATLAB:invalidType", "argument must be an MException")),
    }
}

/// `throw(e)`: the stack becomes that of this place.
pub fn throw(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let mut e = Error::from_exception(&*exception(cx, &args[0])?);
    e.stack_mut().clear();
    Err(e)
}

/// `throwAsCaller(e)`: the stack begins with the caller of the function that runs.
pub fn throw_as_caller(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let mut e = Error::from_exception(&*exception(cx, &args[0])?);
    *e.stack_mut() = cx.vm.stack().into_iter().skip(1).collect();
    Err(e)
}

/// `addCause(e, cause)`.
pub fn add_cause(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let mut e = (*exception(cx, &args[0])?).clone();
    e.causes.push(exception(cx, &args[1])?);
    Ok(Value::Exception(Arc::new(e)))
}

/// `getReport(e)`.
pub fn get_report(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let e = exception(cx, &args[0])?;
    let basic = args.get(1).and_then(Value::as_text).is_some_and(|t| t == "basic");
    let mut frames = e.stack.iter().filter(|f| f.line > 0 && !f.name.is_empty());
    let mut text = match frames.next() {
        Some(f) => format!("Error using {} (line {})\n{}", f.name, f.line, e.message),
        None => e.message.to_string(),
    };
    if !basic {
        for f in frames {
            text.push_str(&format!("\n\nError in {} (line {})", f.name, f.line));
        }
        for c in &e.causes {
            text.push_str(&format!("\n\nCaused by:\n    {}", c.message));
        }
    }
    Ok(cx.text(&text))
}
