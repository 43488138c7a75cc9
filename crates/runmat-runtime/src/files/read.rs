//! Reading text from files.

use super::table::{self, OpenFile};
use crate::args;
use runmat_async::PendingInteraction;
use runmat_ignition::host::HostError;
use runmat_ignition::{Builtin, CallCx, Outcome, Resume, Then, Values, one};
use runmat_value::text::{self, chars};
use runmat_value::{Char, Error, Result, Value};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("fgetl", (1, 2), 2, fgetl, answered)
        .doc("line = fgetl(fid): the next line of a file without its end; -1 at the end of the file."),
    Builtin::steps("fgets", (1, 2), 2, fgets, answered)
        .doc("line = fgets(fid): the next line of a file with its end; -1 at the end of the file."),
    Builtin::many("fskipl", (1, 2), 1, fskipl)
        .doc("fskipl(fid, n): skips n lines (Inf: all) and tells how many it skipped."),
    Builtin::many("fscanf", (2, 3), MOST, fscanf)
        .doc("fscanf(fid, template, size): reads values from a file by a template."),
    Builtin::one("fileread", (1, 3), fileread).impure().doc("fileread(name): the content of a file as text."),
];

/// Most outputs of `fscanf` with `"C"`.
const MOST: u16 = 256;

fn readable<'a>(cx: &'a mut CallCx<'_>, id: u32) -> Result<&'a mut OpenFile> {
    let name = cx.name;
    if id < 3 {
        return Err(match cx.octave() {
            true => Error::msg(format!("{name}: stream not open for reading")),
            false => table::invalid(cx, &Value::Num(id as f64)),
        });
    }
    let octave = cx.octave();
    let file = table::open(cx, id)?;
    match file.readable() {
        true => Ok(file),
        false if octave => Err(Error::msg(format!("{name}: stream not open for reading"))),
        false => Err(Error::new("MATLAB:FileIO:OperationNotPermitted", "Operation is not permitted on this file.")),
    }
}

fn failed(name: &str, e: HostError) -> Error {
    Error::msg(format!("{name}: {e}"))
}

/// The bytes of the next line with its end, at most `limit`; empty at the end of the file.
fn line(file: &mut OpenFile, limit: usize) -> Result<Vec<u8>, HostError> {
    let mut searched = 0;
    loop {
        let waiting = file.waiting();
        let window = &waiting[..waiting.len().min(limit)];
        if let Some(k) = window[searched..].iter().position(|&b| b == b'\n') {
            let line = window[..searched + k + 1].to_vec();
            file.consume(line.len());
            if file.waiting().is_empty() && !file.fill()? {
                file.at_end = true;
            }
            return Ok(line);
        }
        searched = window.len();
        if searched == limit || !file.fill()? {
            let line = file.waiting()[..searched].to_vec();
            file.consume(searched);
            file.at_end |= searched < limit;
            return Ok(line);
        }
    }
}

/// The length limit of `fgetl` and `fgets`; `None` when none is given.
fn limit(cx: &CallCx<'_>, v: Option<&Value>) -> Result<usize> {
    match v {
        None => Ok(usize::MAX),
        Some(v) => match args::scalar(cx, v, "LEN")? {
            f64::INFINITY => Ok(usize::MAX),
            x if x >= 0.0 => Ok(x as usize),
            _ => Err(cx.fail("MATLAB:FileIO:InvalidLength", "invalid length specified")),
        },
    }
}

fn get_line(cx: &mut CallCx<'_>, args: &mut [Value], keep_end: bool) -> Result<Outcome> {
    let id = table::file_id(cx, &args[0])?;
    let limit = limit(cx, args.get(1))?;
    if id == 0 {
        let request = PendingInteraction::Input { prompt: String::new(), text: true };
        return Ok(Outcome::Suspend { request, then: Then { phase: keep_end as u16, state: Vec::new() } });
    }
    let (name, octave) = (cx.name, cx.octave());
    let file = readable(cx, id)?;
    let mut bytes = line(file, limit).map_err(|e| failed(name, e))?;
    if bytes.is_empty() && limit > 0 {
        return Ok([Value::Num(-1.0), Value::Num(0.0)].into_iter().collect::<Values>().into());
    }
    if !keep_end && bytes.last() == Some(&b'\n') {
        bytes.pop();
        if !octave && bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
    }
    let text = file.decode(&bytes, octave);
    cx.charge(text.len());
    let count = text.len();
    Ok([chars::row(text), Value::from(count)].into_iter().collect::<Values>().into())
}

fn fgetl(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    get_line(cx, args, false)
}

fn fgets(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    get_line(cx, args, true)
}

/// A line typed by the user.
fn answered(cx: &mut CallCx<'_>, resume: Resume) -> Result<Outcome> {
    let mut text = resume.input?.first().and_then(Value::as_text).unwrap_or_default();
    if resume.phase == 1 {
        text.push('\n');
    }
    let text = chars::encode(&text, cx.dialect());
    let count = text.len();
    Ok([chars::row(text), Value::from(count)].into_iter().collect::<Values>().into())
}

fn fskipl(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    let count = match args.get(1) {
        Some(v) => args::scalar(cx, v, "COUNT")?,
        None => 1.0,
    };
    let name = cx.name;
    let file = readable(cx, id)?;
    let mut skipped = 0.0;
    while skipped < count {
        let line = line(file, usize::MAX).map_err(|e| failed(name, e))?;
        if line.last() != Some(&b'\n') {
            break;
        }
        skipped += 1.0;
    }
    Ok(one(skipped))
}

fn fscanf(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    if !args[1].is_char() && !matches!(args[1], Value::Strings(_)) {
        return Err(match cx.octave() {
            true => Error::msg("fscanf: format TEMPLATE must be a string"),
            false => Error::new("MATLAB:badformat_mx", "Invalid format."),
        });
    }
    let size = args.get(2).filter(|v| !v.is_char());
    let each = args.get(2).is_some_and(Value::is_char);
    let limited =
        each || size.is_some_and(|v| runmat_value::convert::to_f64_vec(v).is_some_and(|v| !v.contains(&f64::INFINITY)));
    let mut window = if limited { 1 << 12 } else { usize::MAX };
    loop {
        let (text, more, latin) = look(cx, id, window)?;
        cx.charge(text.len());
        if each {
            let scanned = text::scan_each("fscanf", &text, &args[1], cx.dialect())?;
            if more && scanned.position + 256 > text.len() {
                window *= 8;
                continue;
            }
            advance(cx, id, &text[..scanned.position], latin, !more && scanned.position == text.len())?;
            let message = cx.text(&scanned.errmsg);
            return Ok(scanned.values.into_iter().chain([Value::from(scanned.count), message]).collect());
        }
        let scanned = text::scan("fscanf", &text, &args[1], size, cx.dialect())?;
        if more && scanned.position + 256 > text.len() {
            window *= 8;
            continue;
        }
        let at_end = !more && scanned.position == text.len();
        advance(cx, id, &text[..scanned.position], latin, at_end)?;
        let message = cx.text(&scanned.errmsg);
        return Ok([scanned.values, Value::from(scanned.count), message].into_iter().collect());
    }
}

/// The text ahead, at most about `window` bytes of it; whether there is more; whether bytes are Latin.
fn look(cx: &mut CallCx<'_>, id: u32, window: usize) -> Result<(Vec<Char>, bool, bool)> {
    let (name, octave) = (cx.name, cx.octave());
    let file = readable(cx, id)?;
    let waiting = file.want(window).map_err(|e| failed(name, e))?;
    let mut cut = waiting.len().min(window);
    let more = waiting.len() >= window;
    while more && cut > 0 && !waiting[cut - 1].is_ascii() {
        cut -= 1;
    }
    let bytes = waiting[..cut].to_vec();
    Ok((file.decode(&bytes, octave), more, file.is_latin()))
}

/// Uses up the bytes behind `read`.
fn advance(cx: &mut CallCx<'_>, id: u32, read: &[Char], latin: bool, at_end: bool) -> Result<()> {
    let dialect = cx.dialect();
    let count = match (latin, dialect.is_octave()) {
        (false, true) | (true, false) => read.len(),
        (true, true) => runmat_value::value::decode_in(read, dialect).chars().count(),
        (false, false) => runmat_value::value::decode_in(read, dialect).len(),
    };
    let file = table::open(cx, id)?;
    file.consume(count);
    file.at_end |= at_end;
    Ok(())
}

fn fileread(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(name) = args[0].as_text() else {
        return Err(match cx.octave() {
            true => Error::msg("fileread: FILENAME argument must be a string"),
            false => Error::new("MATLAB:fileread:filenameNotString", "Filename must be a string or character vector."),
        });
    };
    let path = super::paths::expand_tilde(cx, &name);
    let bytes = cx.session.host.read_file(&path).map_err(|_| match cx.octave() {
        true => Error::msg(format!("fileread: cannot open file {name}")),
        false => Error::new(
            "MATLAB:fileread:cannotOpenFile",
            format!("Could not open file {name}. No such file or directory."),
        ),
    })?;
    cx.charge(bytes.len());
    if cx.octave() {
        return Ok(Value::bytes_text(&bytes));
    }
    Ok(Value::text(&String::from_utf8_lossy(&bytes)))
}
