//! Reading values from text: `sscanf`, `str2num`.

use super::{any_chars, texts};
use runmat_ignition::{Builtin, CallCx, Outcome, Resume, Scope, Then, Values, Work};
use runmat_value::text::{self, chars};
use runmat_value::value::decode_in;
use runmat_value::{Char, Error, Result, Value};
use smallvec::smallvec;

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("sscanf", (2, 3), 64, sscanf).pure().work(Work::Costly).doc(
        "[values, count, message] = sscanf(s, template, size): values read by a template.\n\n    sscanf('3 4', '%d')",
    ),
    Builtin::steps("str2num", (1, 3), 2, str2num, str2num_done)
        .doc("[x, ok] = str2num(s): the value of an expression given as text."),
];

fn sscanf(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let dialect = cx.dialect();
    let bad_text = |cx: &CallCx<'_>| match cx.octave() {
        true => Error::msg("sscanf: argument STRING must be a string"),
        false => Error::new("MATLAB:sscanf:invalidText", "First argument must be text."),
    };
    if !args[0].is_char() && !matches!(args[0], Value::Strings(_)) {
        return Err(bad_text(cx));
    }
    let text = match &args[0] {
        Value::Chars(a) => a.data().to_vec(),
        v => any_chars(v, dialect).ok_or_else(|| bad_text(cx))?.into_owned(),
    };
    if !args[1].is_char() && !matches!(args[1], Value::Strings(_)) {
        return Err(match cx.octave() {
            true => Error::msg("sscanf: format TEMPLATE must be a string"),
            false => Error::new("MATLAB:sscanf:invalidFormat", "Second argument must be text."),
        });
    }
    cx.charge(4 * text.len());
    if cx.octave() && args.get(2).and_then(Value::as_text).as_deref() == Some("C") {
        return separately(cx, &text, &args[1]);
    }
    let read = text::scan("sscanf", &text, &args[1], args.get(2), dialect)?;
    let message = cx.text(&read.errmsg);
    Ok(smallvec![read.values, Value::from(read.count), message, Value::from(read.position + 1)])
}

/// The mode with a result for each conversion, then their count and a message.
fn separately(cx: &mut CallCx<'_>, text: &[Char], template: &Value) -> Result<Values> {
    let dialect = cx.dialect();
    let whole = any_chars(template, dialect).unwrap_or_default().into_owned();
    let parts = conversions(&whole);
    let (mut out, mut at, mut count, mut message) = (Values::new(), 0, 0usize, String::new());
    for (part, kept) in &parts {
        let piece = chars::row(part.clone());
        let rest = text.get(at..).unwrap_or(&[]);
        if !message.is_empty() || rest.is_empty() {
            if *kept {
                out.push(Value::empty());
            }
            continue;
        }
        let size = part.last().is_some_and(|c| c.0 == b's' as u16 || c.0 == b']' as u16);
        let limit = Value::Num(1.0);
        let read = text::scan("sscanf", rest, &piece, if size || !kept { None } else { Some(&limit) }, dialect)?;
        at += read.position;
        count += (read.count > 0) as usize;
        message = read.errmsg;
        if *kept {
            out.push(if read.count > 0 { read.values } else { Value::empty() });
        }
    }
    out.push(Value::from(count));
    out.push(cx.text(&message));
    Ok(out)
}

/// A template cut behind each conversion; whether the conversion keeps its value.
fn conversions(t: &[Char]) -> Vec<(Vec<Char>, bool)> {
    let byte = |k: usize| t.get(k).map_or(0, |c| c.0 as u8);
    let (mut out, mut start, mut k) = (Vec::new(), 0, 0);
    while k < t.len() {
        if byte(k) != b'%' || byte(k + 1) == b'%' {
            k += if byte(k) == b'%' { 2 } else { 1 };
            continue;
        }
        k += 1;
        let kept = byte(k) != b'*';
        while matches!(byte(k), b'*' | b'0'..=b'9' | b'l' | b'h' | b'L') {
            k += 1;
        }
        if byte(k) == b'[' {
            k += 1 + (byte(k + 1) == b'^') as usize + 1;
            while k < t.len() && byte(k) != b']' {
                k += 1;
            }
        }
        k += 1;
        out.push((t[start..k.min(t.len())].to_vec(), kept));
        start = k;
    }
    out
}

fn str2num(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let v = &args[0];
    if !v.is_char() && !matches!(v, Value::Strings(a) if a.len() == 1) {
        return Err(match cx.octave() {
            true => Error::msg("str2num: S must be a string or string array"),
            false => Error::new("MATLAB:str2num:InvalidArgument", "Input must be a character vector or string scalar."),
        });
    }
    let list = texts::Texts::of(v, cx.dialect()).ok_or_else(|| cx.invalid_call())?;
    let rows: Vec<String> = list.plain().into_iter().map(|r| decode_in(r, cx.dialect())).collect();
    let restricted = restricted(cx, &args[1..])?;
    if restricted && !rows.iter().all(|r| is_literal(r)) {
        return Ok(Outcome::Done(smallvec![Value::empty(), Value::Bool(false)]));
    }
    let code = format!("[{}]", rows.join(";"));
    Ok(Outcome::Eval { code, scope: Scope::Current, nargout: 1, capture: false, then: Then::default() })
}

/// Whether `'Evaluation', 'restricted'` is asked for.
fn restricted(cx: &CallCx<'_>, args: &[Value]) -> Result<bool> {
    let words: Vec<String> = args.iter().map(|a| a.as_text().unwrap_or_default().to_ascii_lowercase()).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok(false),
        ["evaluation", how @ ("full" | "restricted")] if !cx.octave() => Ok(how == "restricted"),
        _ => Err(cx.invalid_call()),
    }
}

/// Whether text holds numbers, brackets, operators and names of constants only.
fn is_literal(text: &str) -> bool {
    const CONSTANTS: &[&str] =
        &["i", "j", "e", "E", "d", "D", "pi", "eps", "inf", "Inf", "nan", "NaN", "true", "false"];
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty());
    text.chars().all(|c| c.is_ascii_alphanumeric() || " \t.,;:+-*/^()[]'".contains(c))
        && words.into_iter().all(|w| CONSTANTS.contains(&w))
}

fn str2num_done(_: &mut CallCx<'_>, resume: Resume) -> Result<Outcome> {
    Ok(Outcome::Done(match resume.input {
        Ok(values) if !values.is_empty() => smallvec![values[0].clone(), Value::Bool(true)],
        Err(e) if e.is_uncatchable() => return Err(e),
        _ => smallvec![Value::empty(), Value::Bool(false)],
    }))
}
