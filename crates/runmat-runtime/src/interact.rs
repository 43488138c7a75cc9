//! Functions that wait for the user or the clock, and `onCleanup`.
//!
//! None of them waits itself: they say what is awaited, and the host answers.

use crate::args;
use runmat_async::PendingInteraction;
use runmat_ignition::StatePart;
use runmat_ignition::builtin::one;
use runmat_ignition::host::EffectKind;
use runmat_ignition::vm::snapshot::BAD_STATE;
use runmat_ignition::{Builtin, CallCx, MANY, Outcome, Resume, Scope, Then, Values};
use runmat_value::object::CleanupToken;
use runmat_value::{Error, Result, Value};
use std::sync::Arc;
use std::time::Duration;

/// The rows.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("input", (1, 2), 1, input, input_answered).doc(
        "x = input(prompt): asks for an expression and evaluates it.\nt = input(prompt, 's'): asks for text.\n    input('')",
    ),
    Builtin::steps("keyboard", (0, 1), 0, keyboard, keyboard_answered)
        .doc("keyboard(): asks for commands, which see the variables of the caller, until return or dbcont."),
    Builtin::steps("kbhit", (0, 1), 1, kbhit, key_pressed).doc("kbhit(): waits for a key and returns it."),
    Builtin::one("onCleanup", (1, 1), on_cleanup)
        .impure()
        .doc("c = onCleanup(f): calls f when c is cleared or goes out of scope.\n    onCleanup(@() disp('bye'));"),
    Builtin::steps("checkpoint", (1, 1), 1, checkpoint, resumed)
        .doc("checkpoint(file): saves the program where it stands. False; in a program that goes on from the file, true.\n    checkpoint('run.snap')"),
    Builtin::steps("pause", (0, 1), 1, pause, paused)
        .doc("pause(n): waits n seconds.\npause(): waits for a key.\npause('on' | 'off' | 'query'): whether it waits at all.\n    pause(0)"),
    Builtin::steps("__permission__", (4, MANY), MANY, ask_permission, permission_answered)
        .doc("__permission__(text, kind, what, builtin, …): asks the host for leave, and calls the builtin then."),
];

/// Whether `pause` waits.
#[derive(Default)]
struct Pausing {
    off: bool,
}

/// For snapshots.
pub const STATE: StatePart = StatePart {
    name: "pause",
    save: |s| Ok(Some(Value::Bool(s.extensions.get::<Pausing>().off))),
    load: |s, v| {
        s.extensions.get::<Pausing>().off = v.as_f64().ok_or(BAD_STATE)? != 0.0;
        Ok(())
    },
};

fn checkpoint(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let path = crate::args::text(cx, &args[0], "file name")?;
    Ok(ask(PendingInteraction::Checkpoint { path }, Vec::new()))
}

fn resumed(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    let values = r.input?;
    Ok(Outcome::Done(if cx.nargout > 0 { values } else { Values::new() }))
}

/// Phases of `input` and `keyboard`.
const ANSWERED: u16 = 0;
const EVALUATED: u16 = 1;

fn ask(request: PendingInteraction, state: Vec<Value>) -> Outcome {
    Outcome::Suspend { request, then: Then { phase: ANSWERED, state } }
}

/// The text that answers a request.
fn answer(input: Result<Values>) -> Result<String> {
    Ok(input?.first().and_then(Value::as_text).unwrap_or_default())
}

fn input(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let Some(prompt) = args[0].as_text() else {
        return Err(match cx.octave() {
            true => Error::msg("input: unrecognized argument"),
            false => Error::new(
                "MATLAB:input:promptMustBeString",
                "The first argument to INPUT must be a character vector or string scalar.",
            ),
        });
    };
    let text = match args.get(1) {
        None => false,
        Some(v) if v.as_text().is_some_and(|t| t == "s") => true,
        Some(_) if cx.octave() => return Err(Error::msg("input: unrecognized argument")),
        Some(_) => {
            return Err(Error::new("MATLAB:input:badSecondArgument", "The second argument to INPUT must be 's'."));
        }
    };
    let prompt = if cx.octave() { prompt } else { unescaped(&prompt) };
    let state = vec![cx.text(&prompt), Value::Bool(text)];
    Ok(ask(PendingInteraction::Input { prompt, text }, state))
}

/// MATLAB's prompts may hold escapes.
fn unescaped(prompt: &str) -> String {
    let chars = runmat_value::text::chars::encode(prompt, runmat_value::Dialect::Matlab);
    let (chars, _) = runmat_value::text::escapes_until_unknown(&chars);
    String::from_utf16_lossy(&chars.iter().map(|c| c.0).collect::<Vec<u16>>())
}

fn input_answered(cx: &mut CallCx<'_>, resume: Resume) -> Result<Outcome> {
    match (resume.phase, resume.input) {
        (ANSWERED, input) => {
            let code = answer(input)?;
            let as_text = matches!(resume.state.get(1), Some(Value::Bool(true)));
            match () {
                _ if as_text => Ok(cx.text(&code).into()),
                _ if code.trim().is_empty() => Ok(Value::empty().into()),
                _ => Ok(evaluate(code, 1, resume.state)),
            }
        }
        (_, Ok(values)) => Ok(Outcome::Done(values)),
        (_, Err(e)) if cx.octave() || e.is_uncatchable() => Err(e),
        (_, Err(e)) => {
            report(cx, &e);
            let prompt = resume.state.first().and_then(Value::as_text).unwrap_or_default();
            Ok(ask(PendingInteraction::Input { prompt, text: false }, resume.state))
        }
    }
}

fn evaluate(code: String, nargout: usize, state: Vec<Value>) -> Outcome {
    Outcome::Eval { code, scope: Scope::Current, nargout, capture: false, then: Then { phase: EVALUATED, state } }
}

fn report(cx: &mut CallCx<'_>, e: &Error) {
    let text = e.message(cx.dialect());
    let head = if cx.octave() { "error: " } else { "" };
    cx.session.output.error(&format!("{head}{text}\n"));
}

fn keyboard(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let prompt = match args.first() {
        Some(v) => v.as_text().ok_or_else(|| Error::msg("keyboard: PROMPT must be a string"))?,
        None if cx.octave() => "keyboard> ".into(),
        None => "K>> ".into(),
    };
    let state = vec![cx.text(&prompt)];
    Ok(ask(PendingInteraction::Keyboard { prompt }, state))
}

fn keyboard_answered(cx: &mut CallCx<'_>, resume: Resume) -> Result<Outcome> {
    if resume.phase == ANSWERED {
        let code = answer(resume.input)?;
        return Ok(match code.trim().trim_end_matches(';') {
            "return" | "dbcont" | "dbquit" => Outcome::Done(Values::new()),
            _ => evaluate(code, 0, resume.state),
        });
    }
    if let Err(e) = resume.input {
        if e.is_uncatchable() {
            return Err(e);
        }
        report(cx, &e);
    }
    let prompt = resume.state.first().and_then(Value::as_text).unwrap_or_default();
    Ok(ask(PendingInteraction::Keyboard { prompt }, resume.state))
}

fn kbhit(_cx: &mut CallCx<'_>, _args: &mut [Value]) -> Result<Outcome> {
    Ok(ask(PendingInteraction::Key, Vec::new()))
}

fn key_pressed(cx: &mut CallCx<'_>, resume: Resume) -> Result<Outcome> {
    let key: String = answer(resume.input)?.chars().take(1).collect();
    Ok(cx.text(if key.is_empty() { "\n" } else { &key }).into())
}

fn pause(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    if let Some(word) = args.first().and_then(Value::as_text) {
        return pausing(cx, &word);
    }
    let seconds = match args.first() {
        None => f64::INFINITY,
        Some(v) => args::scalar(cx, v, "argument N")?,
    };
    if seconds < 0.0 && cx.octave() {
        return Err(Error::msg("pause: argument N must be a non-negative real scalar"));
    }
    if seconds < 0.0 {
        return Err(Error::new("MATLAB:pause:negative", "Pause time must be a nonnegative value."));
    }
    if seconds.is_nan() {
        cx.warn("Octave:pause:nan", "pause: NaN is an invalid delay")?;
        return Ok(Outcome::Done(Values::new()));
    }
    if cx.session.extensions.get::<Pausing>().off {
        return Ok(Outcome::Done(Values::new()));
    }
    Ok(match Duration::try_from_secs_f64(seconds) {
        Ok(delay) => {
            let until = cx.session.host.now().saturating_add(delay);
            ask(PendingInteraction::Timer { until }, Vec::new())
        }
        Err(_) => ask(PendingInteraction::Key, Vec::new()),
    })
}

/// `pause('on')`, `pause('off')`, `pause('query')`: the state before.
fn pausing(cx: &mut CallCx<'_>, word: &str) -> Result<Outcome> {
    let state = cx.session.extensions.get::<Pausing>();
    let before = if state.off { "off" } else { "on" };
    match word {
        "on" => state.off = false,
        "off" => state.off = true,
        "query" => {}
        _ if cx.octave() => return Err(Error::msg("pause: first argument must be \"on\", \"off\", or \"query\"")),
        _ => return Err(Error::new("MATLAB:pause:badOption", "Argument must be 'on', 'off', or 'query'.")),
    }
    let wanted = cx.nargout > 0 || word == "query";
    Ok(Outcome::Done(if wanted { one(cx.text(before)) } else { Values::new() }))
}

fn paused(_cx: &mut CallCx<'_>, resume: Resume) -> Result<Outcome> {
    resume.input.map(|_| Outcome::Done(Values::new()))
}

fn on_cleanup(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let f = args[0].take();
    if !matches!(f, Value::Func(_)) {
        return Err(match cx.octave() {
            true => Error::msg("onCleanup: argument must be a function handle"),
            false => Error::new("MATLAB:onCleanup:invalidInput", "Input must be a function handle."),
        });
    }
    Ok(Value::Cleanup(Arc::new(CleanupToken::new(f, cx.session.cleanup.clone()))))
}

fn ask_permission(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let text = |k: usize| args[k].as_text().unwrap_or_default();
    let prompt = format!("{} Grant it now? [y/N] ", text(0));
    let request = PendingInteraction::Permission { prompt, kind: text(1), what: text(2) };
    Ok(ask(request, args.iter_mut().map(Value::take).collect()))
}

/// Makes the refused call.
fn permission_answered(cx: &mut CallCx<'_>, resume: Resume) -> Result<Outcome> {
    let text = |k: usize| resume.state.get(k).and_then(Value::as_text).unwrap_or_default();
    let answer = match resume.input {
        Ok(values) => values.first().and_then(Value::as_text).unwrap_or_default(),
        Err(e) if e.is_uncatchable() => return Err(e),
        Err(_) => String::new(),
    };
    let kind = EffectKind::of(&text(1)).filter(|_| matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"));
    let Some(kind) = kind else { return Err(Error::new("RunMat:CapabilityDenied", text(0))) };
    cx.session.denials.permit(kind, &text(2));
    let function = Value::text(&text(3));
    Ok(Outcome::TailCall { function, args: resume.state.into_iter().skip(4).collect() })
}
