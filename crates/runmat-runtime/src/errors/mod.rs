//! Errors and warnings: raising, catching up with the last one, exceptions, checks of tests.

mod assert;
mod exception;
mod last;
mod report;
mod warn;

use runmat_ignition::{Builtin, CallCx, MANY, Values};
use runmat_value::exception::StackFrame;
use runmat_value::{Error, ErrorKind, Name, Result, Value, text};

/// The builtins.
pub const TABLE: &[Builtin] = &[
    Builtin::many("error", (1, MANY), 1, error)
        .doc("error(template, ...): raises an error.\nerror(id, template, ...): with an identifier.\n  try, error('my:id', 'bad %d', 3), catch e, disp(e.message), end"),
    Builtin::many("rethrow", (1, 1), 0, rethrow).doc("rethrow(err): raises a caught error again."),
    Builtin::many("print_usage", (0, 1), 0, print_usage).doc("print_usage(): error for a wrong call of the calling function."),
    Builtin::one("MException", (2, MANY), exception::construct)
        .doc("MException(id, template, ...): an exception that has not been thrown yet."),
    Builtin::many("throw", (1, 1), 0, exception::throw).doc("throw(exception): raises it."),
    Builtin::many("throwAsCaller", (1, 1), 0, exception::throw_as_caller).doc("throwAsCaller(exception): raises it as if the caller had."),
    Builtin::one("addCause", (2, 2), exception::add_cause).doc("addCause(exception, cause): the exception with a cause added."),
    Builtin::one("getReport", (1, MANY), exception::get_report).doc("getReport(exception): the text shown for it."),
    Builtin::many("warning", (0, MANY), 1, warn::warning)
        .doc("warning(template, ...), warning(id, template, ...): issues a warning.\nwarning('on'|'off'|'error'|'query', id): its state."),
    Builtin::many("lasterr", (0, 2), 2, last::lasterr).doc("[msg, id] = lasterr(): the last error."),
    Builtin::many("lasterror", (0, 1), 1, last::lasterror).doc("err = lasterror(): the last error as a struct."),
    Builtin::many("lastwarn", (0, 2), 2, last::lastwarn).doc("[msg, id] = lastwarn(): the last warning."),
    Builtin::many("assert", (1, MANY), 0, assert::assert)
        .doc("assert(cond), assert(cond, message, ...): error unless all of cond is true.\nassert(observed, expected, tol): error unless they agree."),
];

/// A message under construction: identifier, text.
pub(crate) struct Message {
    pub identifier: String,
    pub text: String,
}

/// Text that has the form of a message identifier: a colon inside, no blanks.
pub(crate) fn is_identifier(s: &str) -> bool {
    s.contains(':')
        && !s.contains('%')
        && !s.contains(char::is_whitespace)
        && !s.starts_with(':')
        && !s.ends_with(':')
        && !s.is_empty()
}

/// Reads `(template, …)` or `(id, template, …)`. One argument alone is taken literally. `None`: there is
/// nothing to say.
pub(crate) fn message(cx: &CallCx<'_>, args: &[Value]) -> Result<Option<Message>> {
    let Some(first) = args[0].as_text().or_else(|| first_row(&args[0])) else { return Ok(None) };
    let plain = |text: String| (!text.is_empty()).then_some(Message { identifier: String::new(), text });
    if args.len() == 1 {
        if cx.octave() && is_identifier(&first) {
            let text = format!("call to {} with message identifier '{first}' requires message", cx.name);
            return Ok(plain(text));
        }
        return Ok(plain(first));
    }
    let (identifier, rest) = if is_identifier(&first) { (first, &args[1..]) } else { (String::new(), args) };
    let template = match &rest[0] {
        v if v.as_text().is_none() && first_row(v).is_none() => return Err(template_error(cx)),
        v => v,
    };
    let dialect = cx.dialect();
    let chars = text::format(cx.name, template, &rest[1..], dialect)?;
    let text = runmat_value::value::decode_in(&chars, dialect);
    Ok((!text.is_empty()).then_some(Message { identifier, text }))
}

fn template_error(cx: &CallCx<'_>) -> Error {
    if cx.octave() {
        Error::msg("sprintf: format TEMPLATE must be a string")
    } else {
        Error::new("MATLAB:error:invalidMessageType", "Message must be a string scalar or character vector.")
    }
}

fn first_row(v: &Value) -> Option<String> {
    let rows = text::chars::rows(v, runmat_value::Dialect::Octave)?;
    v.is_char().then(|| rows.into_iter().next().unwrap_or_default())
}

/// An error whose text is as given; Octave drops a newline at its end.
pub(crate) fn raised(cx: &CallCx<'_>, identifier: &str, message: &str) -> Error {
    let message = if cx.octave() { message.strip_suffix('\n').unwrap_or(message) } else { message };
    Error::new(identifier, message)
}

fn error(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if cx.nargout > 0 && !cx.octave() {
        return Err(ErrorKind::TooManyOutputs { function: Name::from("error"), user: false }.into());
    }
    if let (Value::Struct(_), 1) = (&args[0], args.len()) {
        let e = error_of_struct(&args[0]);
        return if e.message(cx.dialect()).is_empty() { Ok(Values::new()) } else { Err(e) };
    }
    if let Value::Exception(e) = &args[0] {
        return Err(Error::from_exception(e));
    }
    match message(cx, args)? {
        Some(m) => Err(raised(cx, &m.identifier, &m.text)),
        None => Ok(Values::new()),
    }
}

/// The error described by a struct with `message`, `identifier` and `stack`; what is absent is empty.
pub(crate) fn error_of_struct(v: &Value) -> Error {
    let Value::Struct(s) = v else { return Error::msg("") };
    let field = |name: &str| s.field(name).and_then(Value::as_text).unwrap_or_default();
    let mut e = Error::new(&field("identifier"), field("message"));
    *e.stack_mut() = s.field("stack").map(frames).unwrap_or_default();
    e
}

/// A `stack` struct read back.
fn frames(v: &Value) -> Vec<StackFrame> {
    let Value::Struct(s) = v else { return Vec::new() };
    let text = |k: usize, name: &str| Name::from(s.get(k, name).and_then(Value::as_text).unwrap_or_default().as_str());
    let number = |k: usize, name: &str| s.get(k, name).and_then(Value::as_f64).unwrap_or(0.0) as u32;
    let frame = |k: usize| StackFrame {
        file: text(k, "file"),
        name: text(k, "name"),
        line: number(k, "line"),
        column: number(k, "column"),
    };
    (0..s.len()).map(frame).collect()
}

fn rethrow(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    match &args[0] {
        Value::Exception(e) => Err(Error::from_exception(e)),
        v @ Value::Struct(s) => {
            if s.field("message").is_none() || s.field("identifier").is_none() {
                return Err(cx.error(
                    "MATLAB:rethrow:invalidStruct",
                    "",
                    if cx.octave() {
                        "rethrow: ERR struct must contain the fields 'message' and 'identifier'"
                    } else {
                        "The struct must have the fields 'message' and 'identifier'."
                    },
                ));
            }
            Err(error_of_struct(v))
        }
        v => Err(cx.error(
            "MATLAB:rethrow:invalidInput",
            "",
            format!("rethrow: ERR must be a struct, not a {}", v.class_name()),
        )),
    }
}

fn print_usage(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let name = match args.first().and_then(Value::as_text) {
        Some(name) => name,
        None => cx.vm.current_function().to_string(),
    };
    if name.is_empty() {
        return Err(Error::new("Octave:invalid-context", "print_usage: only valid inside functions"));
    }
    let error = Error::of(ErrorKind::NotEnoughInputs { function: Name::from(name.as_str()) });
    let source = cx.library.source(&name, cx.dialect());
    Err(error.with_usage(|| runmat_ignition::builtin::usage(&name, source?)))
}
