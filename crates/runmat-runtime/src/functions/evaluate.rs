//! `eval` and its kin.
//!
//! State while waiting: the text to run on failure (or nothing), whether output is captured, and the text
//! captured so far.

use runmat_ignition::{CallCx, Outcome, Resume, Scope, Then, Values};
use runmat_value::{Error, Result, Value};
use std::sync::Arc;

/// First attempt.
const TRY: u16 = 0;
/// The text to run on failure.
const CATCH: u16 = 1;

fn text(cx: &CallCx<'_>, v: &Value, what: &str) -> Result<String> {
    v.as_text().ok_or_else(|| cx.fail("MATLAB:eval:invalidInput", &format!("{what} must be a string")))
}

/// Which workspace: a number kept in the state.
fn number_of(scope: Scope) -> f64 {
    match scope {
        Scope::Current => 0.0,
        Scope::Caller => 1.0,
        Scope::Base => 2.0,
    }
}

fn scope_of(v: &Value) -> Scope {
    match v.as_f64() {
        Some(1.0) => Scope::Caller,
        Some(2.0) => Scope::Base,
        _ => Scope::Current,
    }
}

fn start(cx: &CallCx<'_>, code: &Value, on_error: Option<&Value>, scope: Scope, capture: bool) -> Result<Outcome> {
    let code = text(cx, code, "TRY")?;
    if let Some(c) = on_error {
        text(cx, c, "CATCH")?;
    }
    let state = vec![on_error.cloned().unwrap_or_default(), Value::Bool(capture), Value::Num(number_of(scope))];
    let nargout = if capture { cx.nargout.saturating_sub(1) } else { cx.nargout };
    Ok(Outcome::Eval { code, scope, nargout, capture, then: Then { phase: TRY, state } })
}

/// `eval(code, catch_code)`.
pub fn eval(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    start(cx, &args[0], args.get(1), Scope::Current, false)
}

/// `evalc(code, catch_code)`.
pub fn evalc(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    start(cx, &args[0], args.get(1), Scope::Current, true)
}

/// `evalin(context, code, catch_code)`.
pub fn evalin(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let scope = context(cx, &args[0])?;
    start(cx, &args[1], args.get(2), scope, false)
}

fn context(cx: &CallCx<'_>, v: &Value) -> Result<Scope> {
    match text(cx, v, "CONTEXT")?.as_str() {
        "caller" => Ok(Scope::Caller),
        "base" => Ok(Scope::Base),
        _ => Err(cx.fail("MATLAB:evalin:InvalidWorkspace", "CONTEXT must be \"caller\" or \"base\"")),
    }
}

/// What the text gave, or its failure.
pub fn resume(cx: &mut CallCx<'_>, mut r: Resume) -> Result<Outcome> {
    let capture = matches!(r.state[1], Value::Bool(true));
    let error = match r.input {
        Ok(mut values) if capture => {
            values[0] = joined(cx, r.state.get(3), values.first());
            return Ok(Outcome::Done(values));
        }
        Ok(values) => return Ok(Outcome::Done(values)),
        Err(e) => e,
    };
    if r.phase == CATCH || r.state[0].is_undef() {
        return Err(error);
    }
    let code = text(cx, &r.state[0].take(), "CATCH")?;
    let mut before = Value::Undef;
    if let Some(c) = error.captured() {
        before = Value::bytes_text(c);
    }
    cx.session.last_error = Some(Arc::new(error.to_exception(cx.dialect())));
    let scope = scope_of(&r.state[2]);
    let nargout = if capture { cx.nargout.saturating_sub(1) } else { cx.nargout };
    let state = vec![Value::Undef, Value::Bool(capture), r.state[2].clone(), before];
    Ok(Outcome::Eval { code, scope, nargout, capture, then: Then { phase: CATCH, state } })
}

fn joined(cx: &CallCx<'_>, before: Option<&Value>, after: Option<&Value>) -> Value {
    let text = |v: Option<&Value>| v.and_then(Value::as_text).unwrap_or_default();
    match before {
        Some(b) if !b.is_undef() => cx.text(&(text(Some(b)) + &text(after))),
        _ => after.cloned().unwrap_or_else(|| cx.text("")),
    }
}

/// `assignin(context, name, value)`.
pub fn assignin(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let scope = context(cx, &args[0])?;
    let name = text(cx, &args[1], "VARNAME")?;
    if !super::lookup::is_name(&name) || super::lookup::keywords(cx).contains(&name.as_str()) {
        let message = format!("invalid variable name '{name}'");
        return Err(if cx.octave() {
            Error::new("Octave:bad-input", format!("assignin: {message}"))
        } else {
            Error::new("MATLAB:assigninInvalidVariable", format!("Invalid variable name \"{name}\" in ASSIGNIN."))
        });
    }
    cx.vm.set_variable(scope, &name, args[2].take())?;
    Ok(Values::new())
}
