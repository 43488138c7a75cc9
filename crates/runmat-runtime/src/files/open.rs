//! Opening, closing and moving in files.

use super::table::{self, OpenFile, OpenFiles};
use crate::args;
use runmat_ignition::host::{HostError, OpenMode};
use runmat_ignition::{Builtin, CallCx, Values, one};
use runmat_value::{Error, ErrorKind, Result, Value};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("fopen", (1, 4), 4, fopen).doc(
        "fid = fopen(name, mode): opens a file and gives its number, or -1.\n[fid, msg] = fopen(...): also why it failed.\n[name, mode, arch, encoding] = fopen(fid): what is known of an open file.\n\n    fid = fopen(tempname(), 'w');",
    ),
    Builtin::many("fclose", (1, 1), 1, fclose).doc("fclose(fid): closes a file.\nfclose('all'): closes all files."),
    Builtin::many("feof", (1, 1), 1, feof).doc("feof(fid): whether a read has met the end of the file."),
    Builtin::many("ferror", (1, 2), 2, ferror).doc("[msg, err] = ferror(fid): the last error of a file."),
    Builtin::many("fclear", (1, 1), 0, fclear).doc("fclear(fid): forgets the end-of-file and error state of a file."),
    Builtin::many("frewind", (1, 1), 1, frewind).doc("frewind(fid): moves to the start of a file."),
    Builtin::many("fseek", (2, 3), 1, fseek)
        .doc("fseek(fid, offset, origin): moves in a file; origin is 'bof', 'cof' or 'eof'."),
    Builtin::many("ftell", (1, 1), 1, ftell).doc("ftell(fid): the position in a file, in bytes."),
    Builtin::many("fflush", (1, 1), 1, fflush).doc("fflush(fid): writes out what is waiting."),
    Builtin::many("freport", (0, 0), 0, freport).doc("freport(): lists the open files."),
    Builtin::many("tmpfile", (0, 0), 2, tmpfile).doc("[fid, msg] = tmpfile(): opens a new file that goes away when closed."),
    Builtin::many("mkstemp", (1, 2), 3, mkstemp)
        .doc("[fid, name, msg] = mkstemp(template): opens a new file; the XXXXXX of the template are replaced."),
    Builtin::one("is_valid_file_id", (1, 1), is_valid).impure().doc("is_valid_file_id(fid): whether a file is open under this number."),
    Builtin::one("stdin", (0, 0), |_, _| Ok(Value::Num(0.0))).doc("stdin(): file number of the standard input."),
    Builtin::one("stdout", (0, 0), |_, _| Ok(Value::Num(1.0))).doc("stdout(): file number of the standard output."),
    Builtin::one("stderr", (0, 0), |_, _| Ok(Value::Num(2.0))).doc("stderr(): file number of the error output."),
    Builtin::one("SEEK_SET", (0, 0), |_, _| Ok(Value::Num(0.0))).doc("SEEK_SET(): fseek from the start of the file."),
    Builtin::one("SEEK_CUR", (0, 0), |_, _| Ok(Value::Num(1.0))).doc("SEEK_CUR(): fseek from the current position."),
    Builtin::one("SEEK_END", (0, 0), |_, _| Ok(Value::Num(2.0))).doc("SEEK_END(): fseek from the end of the file."),
];

/// Name, mode, number format and encoding of a standard stream.
fn standard(id: u32) -> Option<(&'static str, &'static str)> {
    Some(match id {
        0 => ("stdin", "r"),
        1 => ("stdout", "w"),
        2 => ("stderr", "w"),
        _ => return None,
    })
}

fn fopen(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if args.len() == 1 {
        match args[0].as_text() {
            Some(all) if all == "all" => return Ok(one(all_ids(cx))),
            None if args[0].as_f64().is_some() => return describe(cx, &args[0]),
            _ => {}
        }
    }
    let name = args::text(cx, &args[0], "file name")?;
    let mode = match args.get(1) {
        Some(m) => args::text(cx, m, "file mode")?,
        None => "r".into(),
    };
    let Some(mode) = Mode::parse(&mode, cx.octave()) else {
        return Err(cx.error(
            "MATLAB:FileIO:InvalidMode",
            "",
            if cx.octave() { "invalid mode specified" } else { "Invalid permission." },
        ));
    };
    let arch = match args.get(2) {
        Some(a) => args::text(cx, a, "architecture type")?,
        None => "native".into(),
    };
    let Some(arch) = architecture(&arch) else {
        return Err(cx.error("MATLAB:FileIO:InvalidMachineFormat", "", "invalid architecture type specified"));
    };
    let encoding = match args.get(3) {
        Some(e) => args::text(cx, e, "encoding")?.to_lowercase(),
        None => "utf-8".into(),
    };
    let open = cx.session.extensions.get::<OpenFiles>().ids().len();
    if let Some(limit) = cx.session.open_files_limit.filter(|&limit| open >= limit as usize) {
        return Err(ErrorKind::OpenFilesLimit { limit }.into());
    }
    match open_file(cx, &name, &mode, arch, &encoding) {
        Ok(id) => Ok([Value::from(id as usize), Value::text("")].into_iter().collect()),
        Err(e) => Ok([Value::Num(-1.0), cx.text(&e.to_string())].into_iter().collect()),
    }
}

/// How a file is opened.
pub(super) struct Mode {
    /// As `fopen(fid)` tells it.
    shown: String,
    pub(super) open: OpenMode,
}

impl Mode {
    pub(super) fn parse(text: &str, octave: bool) -> Option<Mode> {
        let text = text.to_lowercase();
        let letter = text.chars().next()?;
        let (mut plus, mut binary, mut plain) = (false, false, false);
        for c in text.chars().skip(1) {
            let flag = match c {
                '+' => &mut plus,
                'b' => &mut binary,
                't' => &mut plain,
                'n' if octave => continue,
                _ => return None,
            };
            if std::mem::replace(flag, true) {
                return None;
            }
        }
        let mut open = OpenMode { read: plus, ..OpenMode::default() };
        match letter {
            'r' => (open.read, open.write) = (true, plus),
            'w' => (open.write, open.create, open.truncate) = (true, true, true),
            'a' => (open.append, open.write, open.create) = (true, true, true),
            _ => return None,
        }
        let binary = if !plain {
            "b"
        } else if octave {
            ""
        } else {
            "t"
        };
        let shown = match plus {
            true => format!("{letter}+{binary}"),
            false => format!("{letter}{binary}"),
        };
        Some(Mode { shown, open })
    }
}

/// The name of a number format; `None` when there is no such format.
pub fn architecture(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "native" | "n" | "" | "ieee-le" | "l" | "ieee-le.l64" | "a" => "ieee-le",
        "ieee-be" | "b" | "ieee-be.l64" | "s" => "ieee-be",
        _ => return None,
    })
}

fn open_file(cx: &mut CallCx<'_>, name: &str, mode: &Mode, arch: &str, encoding: &str) -> Result<u32, HostError> {
    let path = super::paths::expand_tilde(cx, name);
    if mode.open.create && cx.session.host.stat(&path).is_ok_and(|f| f.is_dir) {
        return Err(HostError::Other("Is a directory".into()));
    }
    let file = cx.session.host.open(&path, mode.open)?;
    if mode.open.create && path.ends_with(".m") {
        cx.session.path_epoch += 1;
    }
    Ok(cx.session.extensions.get::<OpenFiles>().insert(OpenFile {
        name: name.into(),
        mode: mode.shown.clone(),
        arch: arch.into(),
        encoding: encoding.into(),
        ahead: Vec::new(),
        taken: 0,
        at_end: false,
        error: String::new(),
        file,
    }))
}

fn describe(cx: &mut CallCx<'_>, v: &Value) -> Result<Values> {
    let id = v.as_f64().unwrap_or(-1.0);
    let id = if id >= 0.0 { id as u32 } else { u32::MAX };
    let words = match standard(id) {
        Some((name, mode)) => [name, mode, "ieee-le", "utf-8"].map(String::from),
        None => match cx.session.extensions.get::<OpenFiles>().get(id) {
            Some(f) => [f.name.clone(), f.mode.clone(), f.arch.clone(), f.encoding.clone()],
            None => Default::default(),
        },
    };
    let [name, mode, arch, encoding] = words;
    let encoding = if cx.octave() { encoding } else { encoding.to_uppercase() };
    Ok([name, mode, arch, encoding].iter().map(|w| cx.text(w)).collect())
}

fn all_ids(cx: &mut CallCx<'_>) -> Value {
    let ids = cx.session.extensions.get::<OpenFiles>().ids();
    match ids.is_empty() {
        true => Value::empty(),
        false if cx.octave() => Value::col(ids.iter().map(|&i| i as f64).collect()),
        false => Value::row(ids.iter().map(|&i| i as f64).collect()),
    }
}

/// The status 0, when a result is wanted or in Octave anyway.
fn status(cx: &CallCx<'_>, status: f64) -> Values {
    if cx.nargout > 0 || status != 0.0 { one(status) } else { Values::new() }
}

fn fclose(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let ids = match args[0].as_text() {
        Some(t) if t == "all" => cx.session.extensions.get::<OpenFiles>().ids(),
        _ => vec![table::file_id(cx, &args[0])?],
    };
    for id in ids {
        if standard(id).is_some() && (id == 0 || !cx.octave()) {
            return Err(table::invalid(cx, &Value::Num(id as f64)));
        }
        if id > 2 {
            table::open(cx, id)?;
            let mut file = cx.session.extensions.get::<OpenFiles>().remove(id).expect("it is open");
            if file.file.flush().is_err() {
                return Ok(one(-1.0));
            }
        }
    }
    Ok(status(cx, 0.0))
}

fn feof(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    let end = standard(id).is_none() && table::open(cx, id)?.at_end;
    Ok(one(match cx.octave() {
        true => Value::Bool(end),
        false => Value::Num(end as u8 as f64),
    }))
}

fn ferror(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    if standard(id).is_some() {
        return Ok([Value::text(""), Value::Num(0.0)].into_iter().collect());
    }
    let clear = args.get(1).is_some_and(|a| a.as_text().as_deref() == Some("clear"));
    let file = table::open(cx, id)?;
    let message = if clear { std::mem::take(&mut file.error) } else { file.error.clone() };
    let code = if message.is_empty() { 0.0 } else { -1.0 };
    Ok([cx.text(&message), Value::Num(code)].into_iter().collect())
}

fn fclear(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    if standard(id).is_none() {
        let file = table::open(cx, id)?;
        file.at_end = false;
        file.error.clear();
    }
    Ok(Values::new())
}

fn frewind(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    let done = standard(id).is_none() && table::open(cx, id)?.seek(0).is_ok();
    Ok(if cx.nargout > 0 { one(if done { 0.0 } else { -1.0 }) } else { Values::new() })
}

/// Where `fseek` counts from.
#[derive(Clone, Copy)]
enum Origin {
    Start,
    Here,
    End,
}

fn origin(cx: &CallCx<'_>, v: Option<&Value>) -> Result<Option<Origin>> {
    let Some(v) = v else { return Ok(Some(Origin::Start)) };
    if let Some(t) = v.as_text() {
        return match t.as_str() {
            "bof" => Ok(Some(Origin::Start)),
            "cof" => Ok(Some(Origin::Here)),
            "eof" => Ok(Some(Origin::End)),
            _ => Err(cx.fail("MATLAB:FileIO:InvalidOrigin", "invalid value for origin")),
        };
    }
    Ok(match v.as_f64() {
        Some(-1.0) => Some(Origin::Start),
        Some(0.0) if cx.octave() => Some(Origin::Start),
        Some(0.0) => Some(Origin::Here),
        Some(1.0) if cx.octave() => Some(Origin::Here),
        Some(1.0 | 2.0) => Some(Origin::End),
        _ => return Err(cx.fail("MATLAB:FileIO:InvalidOrigin", "invalid value for origin")),
    })
}

fn fseek(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    let offset = args::scalar(cx, &args[1], "OFFSET")?;
    let Some(origin) = origin(cx, args.get(2))? else { return Ok(one(-1.0)) };
    if standard(id).is_some() {
        return Ok(one(-1.0));
    }
    let file = table::open(cx, id)?;
    let moved = (|| {
        let len = file.file.len()?;
        let base = match origin {
            Origin::Start => 0,
            Origin::Here => file.position()?,
            Origin::End => len,
        };
        let to = base as f64 + offset;
        if !(0.0..=len as f64).contains(&to) {
            return Ok(false);
        }
        file.seek(to as u64)?;
        Ok::<bool, HostError>(true)
    })();
    let code = if moved.unwrap_or(false) { 0.0 } else { -1.0 };
    Ok(if cx.nargout > 0 || cx.octave() { one(code) } else { Values::new() })
}

fn ftell(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    if standard(id).is_some() {
        return Ok(one(-1.0));
    }
    let at = table::open(cx, id)?.position();
    Ok(one(at.map_or(-1.0, |p| p as f64)))
}

fn fflush(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    let done = standard(id).is_some() || table::open(cx, id)?.file.flush().is_ok();
    Ok(status(cx, if done { 0.0 } else { -1.0 }))
}

fn freport(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let mut text = String::from("\n  number  mode  arch       name\n  ------  ----  ----       ----\n");
    for id in 0..3 {
        let (name, mode) = standard(id).expect("a standard stream");
        text.push_str(&format!("  {id:>4}     {mode:<3}  {:<9}  {name}\n", "ieee-le"));
    }
    let files = cx.session.extensions.get::<OpenFiles>();
    for id in files.ids() {
        let f = files.get(id).expect("it is open");
        text.push_str(&format!("  {id:>4}     {:<3}  {:<9}  {}\n", f.mode, f.arch, f.name));
    }
    text.push('\n');
    cx.session.output.print(&text);
    Ok(Values::new())
}

fn tmpfile(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let name = super::paths::temporary_name(cx, None, "oct-");
    let mode = Mode::parse("w+b", cx.octave()).expect("a mode");
    match open_file(cx, &name, &mode, "ieee-le", "utf-8") {
        Ok(id) => {
            // Where an open file can't be removed it stays.
            let _ = cx.session.host.remove(&name);
            Ok([Value::from(id as usize), Value::text("")].into_iter().collect())
        }
        Err(e) => Ok([Value::Num(-1.0), cx.text(&e.to_string())].into_iter().collect()),
    }
}

fn mkstemp(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let template = args::text(cx, &args[0], "TEMPLATE")?;
    let Some(stem) = template.strip_suffix("XXXXXX") else {
        return Ok([Value::Num(-1.0), Value::text(""), Value::text("Invalid argument")].into_iter().collect());
    };
    let name = super::paths::unused_name(cx, stem);
    let mode = Mode::parse("w+b", cx.octave()).expect("a mode");
    match open_file(cx, &name, &mode, "ieee-le", "utf-8") {
        Ok(id) => {
            if args.get(1).is_some_and(|v| v.as_f64() != Some(0.0)) {
                let _ = cx.session.host.remove(&name);
            }
            Ok([Value::from(id as usize), cx.text(&name), Value::text("")].into_iter().collect())
        }
        Err(e) => Ok([Value::Num(-1.0), Value::text(""), cx.text(&e.to_string())].into_iter().collect()),
    }
}

fn is_valid(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(x) = args[0].as_f64().filter(|x| !args[0].is_char() && *x == x.trunc() && *x >= 0.0) else {
        return Ok(Value::Bool(false));
    };
    let id = x as u32;
    Ok(Value::Bool(standard(id).is_some() || cx.session.extensions.get::<OpenFiles>().get(id).is_some()))
}

/// Octave's error for a file that can't be found.
pub fn not_found(function: &str, name: &str) -> Error {
    Error::msg(format!("{function}: unable to find file {name}"))
}
