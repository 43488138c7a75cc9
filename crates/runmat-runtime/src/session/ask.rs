//! Waiting: for a moment, for a key, for an answer.

use runmat_async::PendingInteraction;
use runmat_ignition::{CallCx, Outcome, Resume, Scope, Then, Values, one};
use runmat_value::{Error, Result, Value};
use std::time::Duration;

/// What is waited for.
const TIME: u16 = 0;
const ANSWER: u16 = 1;
const VALUE: u16 = 2;
const KEY: u16 = 3;
const COMMAND: u16 = 4;
const COMMAND_DONE: u16 = 5;

/// `pause(n)`, `pause`.
pub fn pause(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let Some(v) = args.first() else {
        return Ok(suspend(PendingInteraction::Key, TIME, Vec::new()));
    };
    if let Some(word) = v.as_text().filter(|w| v.is_char() && matches!(w.as_str(), "on" | "off" | "query")) {
        return Ok(if word == "query" { cx.text("on").into() } else { Outcome::Done(Values::new()) });
    }
    let seconds = v.as_f64().filter(|_| v.is_numeric());
    let Some(seconds) = seconds else {
        return Err(cx.fail("MATLAB:pause:InvalidInputType", "argument N must be a scalar real value"));
    };
    if seconds.is_nan() {
        return Err(cx.fail("MATLAB:pause:InvalidInput", "argument N must not be NaN"));
    }
    if seconds < 0.0 {
        return Err(cx.fail("MATLAB:pause:NegativeInput", "argument N must be a non-negative real scalar"));
    }
    if seconds.is_infinite() {
        return Ok(suspend(PendingInteraction::Key, TIME, Vec::new()));
    }
    let until = cx.session.host.now() + Duration::from_secs_f64(seconds.min(1e12));
    Ok(suspend(PendingInteraction::Timer { until }, TIME, Vec::new()))
}

fn suspend(request: PendingInteraction, phase: u16, state: Vec<Value>) -> Outcome {
    Outcome::Suspend { request, then: Then { phase, state } }
}

/// `input(prompt, 's')`.
pub fn input(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let Some(prompt) = args[0].as_text() else {
        return Err(cx.fail("MATLAB:input:InvalidPrompt", "PROMPT must be a string"));
    };
    let text = match args.get(1) {
        None => false,
        Some(v) if v.as_text().is_some_and(|t| t.starts_with('s')) => true,
        Some(_) => return Err(cx.fail("MATLAB:input:InvalidSecondArgument", "invalid second argument")),
    };
    let prompt = if cx.octave() { prompt } else { prompt.replace("\\n", "\n") };
    let state = vec![Value::Bool(text), args[0].clone()];
    Ok(suspend(PendingInteraction::Input { prompt, text }, ANSWER, state))
}

/// `keyboard(prompt)`.
pub fn keyboard(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let prompt = args.first().and_then(Value::as_text).unwrap_or_else(|| "keyboard> ".into());
    Ok(command(prompt))
}

fn command(prompt: String) -> Outcome {
    let state = vec![Value::text(&prompt)];
    suspend(PendingInteraction::Keyboard { prompt }, COMMAND, state)
}

/// `kbhit()`; `kbhit(1)` does not wait: there is no key then.
pub fn kbhit(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    if !args.is_empty() {
        return Ok(cx.text("").into());
    }
    Ok(suspend(PendingInteraction::Key, KEY, Vec::new()))
}

/// What was waited for has come.
pub fn resume(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    match r.phase {
        TIME => r.input.map(|_| Outcome::Done(Values::new())),
        KEY => Ok(Outcome::Done(r.input?)),
        ANSWER => answered(cx, &r.state, r.input?),
        VALUE => match r.input {
            Ok(values) => Ok(Outcome::Done(values)),
            // What can't be evaluated is asked for again, with the reason.
            Err(e) if !e.is_uncatchable() => {
                let text = format!("error: {}\n", e.message(cx.dialect()));
                cx.session.output.error(&text);
                input(cx, &mut [r.state[1].clone()])
            }
            Err(e) => Err(e),
        },
        COMMAND => {
            let line = text_of(r.input?);
            let prompt = r.state[0].as_text().unwrap_or_default();
            if matches!(line.trim().trim_end_matches(';'), "return" | "dbcont") {
                return Ok(Outcome::Done(Values::new()));
            }
            let then = Then { phase: COMMAND_DONE, state: vec![Value::text(&prompt)] };
            Ok(Outcome::Eval { code: line, scope: Scope::Current, nargout: 0, capture: false, then })
        }
        COMMAND_DONE => {
            match r.input {
                Err(e) if e.is_uncatchable() => return Err(e),
                Err(e) => {
                    let text = format!("error: {}\n", e.message(cx.dialect()));
                    cx.session.output.error(&text);
                }
                Ok(_) => {}
            }
            Ok(command(r.state[0].as_text().unwrap_or_default()))
        }
        _ => Err(Error::internal("an unknown step of a question")),
    }
}

fn text_of(values: Values) -> String {
    values.first().and_then(Value::as_text).unwrap_or_default()
}

fn answered(cx: &CallCx<'_>, state: &[Value], values: Values) -> Result<Outcome> {
    let line = text_of(values);
    if matches!(state[0], Value::Bool(true)) {
        return Ok(Outcome::Done(one(cx.text(&line))));
    }
    if line.trim().is_empty() {
        return Ok(Value::empty().into());
    }
    let then = Then { phase: VALUE, state: state.to_vec() };
    Ok(Outcome::Eval { code: line, scope: Scope::Current, nargout: cx.nargout.max(1), capture: false, then })
}
