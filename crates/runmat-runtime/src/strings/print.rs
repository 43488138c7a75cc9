//! `disp`, `printf` and their kin.

use crate::files::table;
use crate::offload;
use crate::strings::row_chars;
use runmat_ignition::{Builtin, CallCx, MANY, Outcome, Values, Work, one};
use runmat_value::display;
use runmat_value::text::{self, chars};
use runmat_value::{Char, Dims, Error, NdArray, Result, Value};
use smallvec::smallvec;

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("disp", (1, 1), 1, disp, offload::resume).doc("disp(x): prints a value without its name.\n\n    disp([1 2 3])"),
    Builtin::steps("display", (1, 1), 1, display_value, offload::resume).doc("display(x): prints a value as a statement without semicolon does."),
    Builtin::steps("__show__", (2, 2), 0, show, offload::resume)
        .doc("__show__(name, x): prints what a statement without semicolon does; for the machine itself."),
    Builtin::many("fdisp", (2, 2), 0, fdisp).doc("fdisp(fid, x): disp to a file."),
    Builtin::steps("fprintf", (1, MANY), 1, fprintf, offload::resume)
        .doc("fprintf(template, args...): prints formatted text.\nfprintf(fid, template, args...): writes it to a file.\n\n    fprintf('%d: %s\\n', 1, 'one')"),
    Builtin::steps("printf", (1, MANY), 1, printf, offload::resume).doc("printf(template, args...): prints formatted text."),
    Builtin::many("sprintf", (1, MANY), 3, sprintf).pure().work(Work::Costly)
        .doc("sprintf(template, args...): formatted text.\n\n    sprintf('%5.2f', pi)"),
    Builtin::many("puts", (1, 1), 1, puts).doc("puts(s): prints text as it is."),
    Builtin::many("fputs", (2, 2), 1, fputs).doc("fputs(fid, s): writes text as it is."),
    Builtin::many("format", (0, 3), 3, format).doc("format STYLE: sets how numbers are displayed.\n\n    format long"),
];

/// Work of making the text of an element.
const ELEMENT: usize = 512;

fn disp(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    shown(cx, args[0].take(), None)
}

/// Shows a value with a name, or without.
fn shown(cx: &mut CallCx<'_>, v: Value, name: Option<String>) -> Result<Outcome> {
    let (work, cost) = (ELEMENT * v.numel(), v.numel());
    let (format, dialect) = (cx.session.format.clone(), cx.dialect());
    offload::run(cx, work, cost, move || {
        let text = match name {
            Some(name) => display::display(&name, &v, &format, dialect),
            None => display::disp(&v, &format, dialect),
        };
        Box::new(move |cx| emit(cx, text))
    })
}

/// Prints, or hands over as the result when one is wanted.
fn emit(cx: &mut CallCx<'_>, text: String) -> Result<Values> {
    if cx.nargout > 0 {
        return Ok(one(cx.text(&text)));
    }
    cx.session.output.print(&text);
    Ok(Values::new())
}

fn display_value(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let name = cx.vm.argument_texts().into_iter().next().filter(|t| is_name(t)).unwrap_or_default();
    let bare = cx.octave() && name.is_empty();
    shown(cx, args[0].take(), (!bare).then_some(name))
}

fn show(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let name = args[0].as_text().unwrap_or_default();
    shown(cx, args[1].take(), Some(name))
}

/// Whether the text of an argument is a name.
fn is_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn fdisp(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    let text = display::disp(&args[1], &cx.session.format, cx.dialect());
    let text = chars::encode(&text, cx.dialect());
    table::write_chars(cx, id, &text)?;
    Ok(Values::new())
}

/// The text that a template and its arguments make. All of `fprintf`, `sprintf`, `error`, `warning` use it.
pub fn formatted(cx: &mut CallCx<'_>, template: &Value, args: &[Value]) -> Result<Vec<Char>> {
    let out = text::format(cx.name, template, args, cx.dialect())?;
    cx.charge(out.len());
    Ok(out)
}

fn is_template(v: &Value) -> bool {
    v.is_char() || matches!(v, Value::Strings(_))
}

fn require_template(cx: &CallCx<'_>, v: &Value) -> Result<()> {
    if is_template(v) {
        return Ok(());
    }
    Err(if cx.octave() {
        Error::msg(format!("{}: format TEMPLATE must be a string", cx.name))
    } else {
        Error::new("MATLAB:badformat_mx", "Invalid format.")
    })
}

fn print_formatted(cx: &mut CallCx<'_>, id: u32, template: &Value, args: &mut [Value]) -> Result<Outcome> {
    require_template(cx, template)?;
    let work = ELEMENT * Work::Elements.of(args);
    if !offload::is_long(work) {
        let text = formatted(cx, template, args)?;
        return written(cx, id, &text).map(Outcome::Done);
    }
    let (name, dialect, template) = (cx.name, cx.dialect(), template.clone());
    let args: Vec<Value> = args.iter_mut().map(Value::take).collect();
    offload::run(cx, work, 0, move || {
        let text = text::format(name, &template, &args, dialect);
        Box::new(move |cx| {
            let text = text?;
            cx.charge(text.len());
            written(cx, id, &text)
        })
    })
}

fn written(cx: &mut CallCx<'_>, id: u32, text: &[Char]) -> Result<Values> {
    table::write_chars(cx, id, text)?;
    Ok(if cx.nargout > 0 { one(text.len()) } else { Values::new() })
}

fn fprintf(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    match args {
        [template, rest @ ..] if is_template(template) => print_formatted(cx, 1, template, rest),
        [_] if cx.octave() => Err(cx.invalid_call()),
        [_] => print_formatted(cx, 1, &Value::text("%d"), args),
        [id, template, rest @ ..] => {
            let id = table::file_id(cx, id)?;
            print_formatted(cx, id, template, rest)
        }
        [] => Err(cx.invalid_call()),
    }
}

fn printf(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let (template, rest) = args.split_first_mut().expect("the machine counts inputs");
    print_formatted(cx, 1, template, rest)
}

fn sprintf(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    require_template(cx, &args[0])?;
    let text = formatted(cx, &args[0], &args[1..])?;
    let count = text.len();
    let result = match (&args[0], text.is_empty() && !matches!(args[0], Value::Strings(_))) {
        (_, true) => NdArray::<Char>::new(Dims::new(1, 0), Vec::new()).into(),
        (v @ Value::Strings(_), _) => super::text_like(v, text, cx.dialect()),
        _ => chars::row(text),
    };
    if cx.nargout <= 1 {
        return Ok(one(result));
    }
    Ok(smallvec![result, NdArray::<Char>::empty().into(), Value::from(count)])
}

/// Writes text as it is; the status is 0, or -1 for what is no text.
fn put(cx: &mut CallCx<'_>, id: u32, v: &Value) -> Result<Values> {
    let status = match row_chars(v, cx.dialect()) {
        Some(text) => {
            table::write_chars(cx, id, &text)?;
            0.0
        }
        None if v.is_char() => {
            let rows = chars::char_rows(v).unwrap_or_default();
            table::write_chars(cx, id, rows.first().map_or(&[], Vec::as_slice))?;
            0.0
        }
        None => -1.0,
    };
    Ok(if cx.nargout > 0 || cx.octave() { one(status) } else { Values::new() })
}

fn puts(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    put(cx, 1, &args[0])
}

fn fputs(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    put(cx, id, &args[1])
}

fn format(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if !args.is_empty() && cx.nargout > 0 && cx.octave() {
        cx.warn("", "format: cannot query and set format at the same time, ignoring set operation")?;
        args.iter_mut().for_each(|v| *v = Value::Undef);
    }
    let args: &mut [Value] = if cx.nargout > 0 { &mut [] } else { args };
    if args.is_empty() && cx.nargout > 0 {
        let (style, spacing) = cx.session.format.words();
        let case = if cx.session.format.uppercase { "uppercase" } else { "lowercase" };
        return Ok([style, spacing, case].iter().map(|w| cx.text(w)).collect());
    }
    let words: Vec<String> = args
        .iter()
        .map(|v| v.as_text().ok_or_else(|| cx.fail("MATLAB:format:UnknownOption", "arguments must be strings")))
        .collect::<Result<_>>()?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let dialect = cx.dialect();
    cx.session.format.apply(&words, dialect)?;
    Ok(Values::new())
}
