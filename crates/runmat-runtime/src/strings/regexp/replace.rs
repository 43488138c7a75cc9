//! `regexprep`.

use super::matcher::{self, Found, Haystack};
use super::{Options, octave_tokens, subject};
use crate::offload;
use runmat_ignition::{CallCx, Outcome, Work, one};
use runmat_value::text::chars;
use runmat_value::value::decode_in;
use runmat_value::{Char, NdArray, Note, Result, Value};

/// The options, and which match alone is replaced.
type Which = (Options, Option<usize>);

/// A piece of a replacement.
enum Piece {
    Text(Vec<Char>),
    /// `$n`; 0 is the whole match.
    Token(usize),
    /// `$<name>`.
    Named(String),
}

/// `regexprep(str, pattern, replacement, options…)`.
pub fn start(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let dynamic = |v: &Value| match v {
        Value::Cell(c) => c.data().iter().any(|v| v.as_text().is_some_and(|t| t.contains("${"))),
        v => v.as_text().is_some_and(|t| t.contains("${")),
    };
    if !cx.octave() && dynamic(&args[2]) {
        // Replacements with expressions to evaluate.
        let function = runmat_value::function::FunctionHandle::named("__regexprep_dynamic__");
        return Ok(Outcome::TailCall { function, args: args.iter_mut().map(Value::take).collect() });
    }
    let work = 16 * Work::Costly.of(&args[..1]);
    let mut args: Vec<Value> = args.iter_mut().map(Value::take).collect();
    offload::kernel(cx, work, move |cx| regexprep(cx, &mut args).map(one))
}

fn regexprep(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (mut options, mut only) = (Options::default(), None);
    for v in &args[3..] {
        if let Some(n) = v.as_f64().filter(|n| !cx.octave() && *n >= 1.0 && *n == n.trunc()) {
            only = Some(n as usize - 1);
            continue;
        }
        let ignored = |w: &str| super::OUTPUTS.contains(&w) || w == "tokenize";
        if !v.as_text().is_some_and(|w| options.apply(&w) || ignored(&w)) {
            return Err(cx.fail("MATLAB:regexprep:unknownOption", "unrecognized option"));
        }
    }
    match &args[0] {
        Value::Cell(c) => {
            let items =
                c.data().iter().map(|v| all_patterns(cx, v, args, (options, only))).collect::<Result<Vec<_>>>()?;
            Ok(NdArray::new(c.dims().clone(), items).into())
        }
        Value::Strings(a) if a.len() != 1 => {
            let mut out = Vec::with_capacity(a.len());
            for t in a.data() {
                let v: Value = NdArray::new(runmat_value::Dims::scalar(), vec![t.clone()]).into();
                match all_patterns(cx, &v, args, (options, only))? {
                    Value::Strings(s) => out.push(s.data()[0].clone()),
                    _ => out.push(t.clone()),
                }
            }
            Ok(NdArray::new(a.dims().clone(), out).into())
        }
        v => all_patterns(cx, v, args, (options, only)),
    }
}

fn items(v: &Value) -> Vec<Value> {
    super::list(v).unwrap_or_else(|| vec![v.clone()])
}

fn all_patterns(cx: &mut CallCx<'_>, text: &Value, args: &[Value], which: Which) -> Result<Value> {
    if matches!(text, Value::Strings(a) if a.data()[0].0.is_none()) {
        return Ok(text.clone());
    }
    let (patterns, replacements) = (items(&args[1]), items(&args[2]));
    if replacements.len() != 1 && replacements.len() != patterns.len() {
        return Err(cx.fail("MATLAB:regexprep:cellSizes", "inconsistent cell array dimensions"));
    }
    let mut result = text.clone();
    for (k, pattern) in patterns.iter().enumerate() {
        let replacement = &replacements[if replacements.len() == 1 { 0 } else { k }];
        result = replace(cx, &result, pattern, replacement, which)?;
    }
    Ok(result)
}

fn replace(cx: &mut CallCx<'_>, text: &Value, pattern: &Value, replacement: &Value, which: Which) -> Result<Value> {
    let (options, only) = which;
    let text_chars = subject(cx, text)?;
    let pattern_chars = subject(cx, pattern)?;
    let re = matcher::compiled(cx, &pattern_chars, options.pattern, &text_chars)?;
    let hay = Haystack::new(cx, &text_chars)?;
    let mut found = matcher::matches(cx, &re, &hay, options.empty, options.once)?;
    if let Some(n) = only {
        found = found.into_iter().skip(n).take(1).collect();
    }
    if found.is_empty() {
        return Ok(if text.is_char() || matches!(text, Value::Strings(_)) {
            text.clone()
        } else {
            chars::row(text_chars.to_vec())
        });
    }
    let quoted = matches!(replacement, Value::Chars(a) if a.note() == Note::DoubleQuoted) && cx.octave();
    let pieces = pieces(&subject(cx, replacement)?, !quoted, cx.octave(), cx.dialect());
    let mut out = Vec::with_capacity(text_chars.len());
    let mut at = 0;
    for f in &found {
        out.extend_from_slice(&text_chars[at..f.start]);
        let from = out.len();
        expand(&mut out, &pieces, f, &text_chars, &re, cx.octave());
        if options.keep_case && !cx.octave() {
            follow_case(&mut out[from..], &text_chars[f.start..f.end]);
        }
        at = f.end;
    }
    out.extend_from_slice(&text_chars[at..]);
    cx.charge(out.len());
    Ok(super::super::text_like(text, out, cx.dialect()))
}

/// Gives a replacement the case of what it replaces: all upper, all lower, or the first letter upper and the rest lower.
fn follow_case(new: &mut [Char], old: &[Char]) {
    let byte = |c: &Char| u8::try_from(c.0).unwrap_or(0);
    let letters: Vec<u8> = old.iter().map(byte).filter(u8::is_ascii_alphabetic).collect();
    let Some((first, rest)) = letters.split_first() else { return };
    let upper = |c: &mut Char| c.0 = byte(c).to_ascii_uppercase().into();
    let lower = |c: &mut Char| c.0 = byte(c).to_ascii_lowercase().into();
    let ascii = |c: &&mut Char| c.0 < 0x80;
    if letters.iter().all(u8::is_ascii_uppercase) {
        new.iter_mut().filter(ascii).for_each(upper);
    } else if letters.iter().all(u8::is_ascii_lowercase) {
        new.iter_mut().filter(ascii).for_each(lower);
    } else if first.is_ascii_uppercase() && rest.iter().all(u8::is_ascii_lowercase) {
        new.iter_mut().filter(ascii).for_each(lower);
        new.iter_mut().find(ascii).into_iter().for_each(upper);
    }
}

fn expand(out: &mut Vec<Char>, pieces: &[Piece], f: &Found, text: &[Char], re: &matcher::Compiled, octave: bool) {
    for piece in pieces {
        let range = match piece {
            Piece::Text(t) => {
                out.extend_from_slice(t);
                continue;
            }
            Piece::Token(0) => Some((f.start, f.end)),
            Piece::Token(n) if octave => octave_tokens(f).get(n - 1).copied(),
            Piece::Token(n) => f.groups.get(n - 1).copied().flatten(),
            Piece::Named(name) => {
                let index = re.names.iter().position(|n| n == name);
                let group = index.and_then(|i| re.group_names.iter().position(|g| *g == Some(i)));
                group.and_then(|g| f.groups[g])
            }
        };
        if let Some((s, e)) = range {
            out.extend_from_slice(&text[s..e]);
        }
    }
}

/// Takes a replacement apart. `escapes`: `\n` and its kind have yet to be processed.
fn pieces(r: &[Char], escapes: bool, octave: bool, dialect: runmat_value::Dialect) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut literal: Vec<Char> = Vec::new();
    let byte = |k: usize| r.get(k).map_or(0, |c| u8::try_from(c.0).unwrap_or(0));
    let mut k = 0;
    while k < r.len() {
        match byte(k) {
            b'\\' if matches!(byte(k + 1), b'$' | b'\\') => {
                literal.push(r[k + 1]);
                k += 2;
            }
            b'\\' if escapes && k + 1 < r.len() => {
                let len = escape_len(&r[k..]);
                literal.extend(runmat_value::text::escapes(&r[k..k + len]).unwrap_or_default());
                k += len;
            }
            b'\\' if k + 1 < r.len() && octave => {
                literal.push(r[k + 1]);
                k += 2;
            }
            b'$' if byte(k + 1).is_ascii_digit() => {
                out.push(Piece::Text(std::mem::take(&mut literal)));
                out.push(Piece::Token((byte(k + 1) - b'0') as usize));
                k += 2;
            }
            b'$' if byte(k + 1) == b'<' && !octave => {
                let end = r[k..].iter().position(|c| c.0 == b'>' as u16).map_or(r.len(), |e| k + e);
                out.push(Piece::Text(std::mem::take(&mut literal)));
                out.push(Piece::Named(decode_in(&r[k + 2..end.max(k + 2)], dialect)));
                k = end + 1;
            }
            _ => {
                literal.push(r[k]);
                k += 1;
            }
        }
    }
    out.push(Piece::Text(literal));
    out
}

/// Elements of the escape at the start.
fn escape_len(r: &[Char]) -> usize {
    let digit =
        |k: usize, radix: u32| r.get(k).is_some_and(|c| char::from_u32(c.0 as u32).is_some_and(|c| c.is_digit(radix)));
    match r[1].0 as u8 {
        b'x' => 2 + digit(2, 16) as usize + (digit(2, 16) && digit(3, 16)) as usize,
        b'0'..=b'7' => 1 + (1..4).take_while(|&k| digit(k, 8)).count(),
        _ => 2,
    }
}
