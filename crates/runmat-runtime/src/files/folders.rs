//! Folders and whole files: listing, creating, copying, removing.

use super::paths::{expand, expand_tilde, texts};
use crate::args;
use crate::time::fields::{datenum_of_local, datestr_plain};
use runmat_ignition::StatePart;
use runmat_ignition::host::{FileInfo, FileStatus, HostError, OpenMode};
use runmat_ignition::vm::snapshot::BAD_STATE;
use runmat_ignition::{Builtin, CallCx, MANY, Outcome, Resume, Values, one};
use runmat_value::text::chars;
use runmat_value::{Dims, Error, Name, NdArray, Result, StructArray, Value};
use std::sync::Arc;

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("pwd", (0, 0), 1, pwd).doc("pwd(): the current folder."),
    Builtin::many("cd", (0, 1), 1, cd).doc("cd(folder): changes the current folder."),
    Builtin::many("chdir", (0, 1), 1, cd).doc("chdir(folder): changes the current folder."),
    Builtin::many("mkdir", (1, 2), 3, mkdir).doc("[ok, msg, id] = mkdir(folder): creates a folder and those above it."),
    Builtin::many("rmdir", (1, 2), 3, rmdir)
        .doc("[ok, msg, id] = rmdir(folder): removes an empty folder; with 's' also what is in it."),
    Builtin::many("unlink", (1, 1), 2, unlink).doc("[err, msg] = unlink(file): removes a file."),
    Builtin::many("rename", (2, 2), 2, rename).doc("[err, msg] = rename(old, new): renames a file."),
    Builtin::steps("delete", (1, MANY), 0, delete_any, deleted)
        .doc("delete(file): removes the files that match a name or pattern.\ndelete(t): stops a timer for good."),
    Builtin::many("copyfile", (1, 3), 3, copyfile).doc("[ok, msg, id] = copyfile(from, to): copies files or folders."),
    Builtin::many("movefile", (1, 3), 3, movefile).doc("[ok, msg, id] = movefile(from, to): moves files or folders."),
    Builtin::many("dir", (0, 1), 1, dir).doc("dir(folder): lists a folder; a struct array when a result is wanted."),
    Builtin::many("ls", (0, 1), 1, ls).doc("ls(folder): lists a folder; a char matrix when a result is wanted."),
    Builtin::many("readdir", (1, 1), 3, readdir).doc("[files, err, msg] = readdir(folder): the names in a folder."),
    Builtin::one("isfile", (1, 1), |cx, a| is_kind(cx, a, false))
        .impure()
        .doc("isfile(name): whether a file is there."),
    Builtin::one("isfolder", (1, 1), |cx, a| is_kind(cx, a, true))
        .impure()
        .doc("isfolder(name): whether a folder is there."),
    Builtin::one("isdir", (1, 1), |cx, a| is_kind(cx, a, true)).impure().doc("isdir(name): whether a folder is there."),
    Builtin::one("is_folder", (1, 1), |cx, a| is_kind(cx, a, true))
        .impure()
        .doc("is_folder(name): whether a folder is there."),
    Builtin::many("stat", (1, 1), 3, |cx, a| stat(cx, a, true))
        .doc("[info, err, msg] = stat(file): what the system knows of a file."),
    Builtin::many("lstat", (1, 1), 3, |cx, a| stat(cx, a, false))
        .doc("[info, err, msg] = lstat(file): the same of a link itself."),
    Builtin::one("S_ISREG", (1, 1), |cx, a| mode_is(cx, a, 0o100000)).doc("S_ISREG(mode): a regular file."),
    Builtin::one("S_ISDIR", (1, 1), |cx, a| mode_is(cx, a, 0o040000)).doc("S_ISDIR(mode): a folder."),
    Builtin::one("S_ISCHR", (1, 1), |cx, a| mode_is(cx, a, 0o020000)).doc("S_ISCHR(mode): a character device."),
    Builtin::one("S_ISBLK", (1, 1), |cx, a| mode_is(cx, a, 0o060000)).doc("S_ISBLK(mode): a block device."),
    Builtin::one("S_ISFIFO", (1, 1), |cx, a| mode_is(cx, a, 0o010000)).doc("S_ISFIFO(mode): a pipe."),
    Builtin::one("S_ISLNK", (1, 1), |cx, a| mode_is(cx, a, 0o120000)).doc("S_ISLNK(mode): a link."),
    Builtin::one("S_ISSOCK", (1, 1), |cx, a| mode_is(cx, a, 0o140000)).doc("S_ISSOCK(mode): a socket."),
    Builtin::many("confirm_recursive_rmdir", (0, 2), 1, confirm)
        .doc("confirm_recursive_rmdir(): whether rmdir with 's' should be confirmed."),
];

/// A folder name argument.
fn folder_name(cx: &CallCx<'_>, v: &Value) -> Result<String> {
    let name = args::text(cx, v, "DIR")?;
    Ok(expand_tilde(cx, &name))
}

fn pwd(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let dir = cx.session.host.current_dir();
    Ok(one(cx.text(&dir)))
}

fn cd(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let before = cx.session.host.current_dir();
    let to = match args.first() {
        Some(v) => Some(folder_name(cx, v)?),
        None if cx.octave() && cx.nargout == 0 => Some(expand_tilde(cx, "~")),
        None => return Ok(one(cx.text(&before))),
    };
    if let Some(to) = to.filter(|t| !t.is_empty()) {
        if let Err(e) = cx.session.host.set_current_dir(&to) {
            return Err(match cx.octave() {
                true => Error::msg(format!("{to}: {e}")),
                false => Error::new(
                    "MATLAB:cd:NonExistentFolder",
                    format!("Unable to change current folder to '{to}' (Name is nonexistent or not a folder)."),
                ),
            });
        }
        cx.session.path_epoch += 1;
    }
    Ok(if cx.nargout > 0 { one(cx.text(&before)) } else { Values::new() })
}

/// The results of functions that answer `[ok, message, identifier]`, or raise the message when no result
/// is wanted.
fn answer(cx: &mut CallCx<'_>, done: Result<String, String>) -> Result<Values> {
    let name = cx.name;
    if cx.nargout == 0 {
        return match done {
            Ok(_) => Ok(Values::new()),
            Err(e) if cx.octave() => Err(Error::msg(match name {
                "copyfile" | "movefile" => format!("{name}: {e}"),
                _ => format!("{name}: operation failed: {e}"),
            })),
            Err(e) => Err(Error::new(&format!("MATLAB:{}:OSError", name.to_uppercase()), e)),
        };
    }
    let (ok, message) = match done {
        Ok(message) => (true, message),
        Err(message) => (false, message),
    };
    let id = match (cx.octave(), message.is_empty()) {
        (_, true) => String::new(),
        (true, false) => name.into(),
        (false, false) => format!("MATLAB:{}:{}", name.to_uppercase(), if ok { "DirectoryExists" } else { "OSError" }),
    };
    Ok([Value::Bool(ok), cx.text(&message), cx.text(&id)].into_iter().collect())
}

fn mkdir(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let mut path = folder_name(cx, &args[0])?;
    if let Some(sub) = args.get(1) {
        let sub = folder_name(cx, sub)?;
        path = format!("{}/{sub}", path.trim_end_matches('/'));
    }
    let done = make_folders(cx, &path);
    answer(cx, done)
}

fn make_folders(cx: &mut CallCx<'_>, path: &str) -> Result<String, String> {
    if let Ok(f) = cx.session.host.stat(path) {
        return if f.is_dir { Ok("directory exists".into()) } else { Err("File exists".into()) };
    }
    let ends = path.char_indices().filter(|&(k, c)| c == '/' && k > 0).map(|(k, _)| k);
    let ends: Vec<usize> = ends.chain([path.len()]).collect();
    for end in ends {
        let part = &path[..end];
        if cx.session.host.stat(part).is_err() {
            cx.session.host.make_dir(part).map_err(|e| e.to_string())?;
        }
    }
    cx.session.path_epoch += 1;
    Ok(String::new())
}

fn rmdir(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let path = folder_name(cx, &args[0])?;
    let deep = match args.get(1) {
        Some(v) => match v.as_text().as_deref() {
            Some("s") => true,
            _ => return Err(cx.fail("MATLAB:RMDIR:Flag", "second argument must be \"s\" for recursive delete")),
        },
        None => false,
    };
    let done = match deep {
        true => remove_tree(cx, &path),
        false => cx.session.host.remove(&path),
    };
    cx.session.path_epoch += 1;
    answer(cx, done.map(|()| String::new()).map_err(|e| e.to_string()))
}

/// Removes a file, or a folder with all that is in it. Links are removed, not followed.
fn remove_tree(cx: &mut CallCx<'_>, path: &str) -> Result<(), HostError> {
    let mut waiting = vec![(path.to_string(), false)];
    while let Some((path, emptied)) = waiting.pop() {
        let is_folder = cx.session.host.status(&path, false)?.mode & 0o170000 == 0o040000;
        if emptied || !is_folder {
            cx.session.host.remove(&path)?;
            continue;
        }
        let entries = cx.session.host.list(&path)?;
        waiting.push((path.clone(), true));
        waiting.extend(entries.into_iter().map(|e| (format!("{path}/{}", e.name), false)));
    }
    Ok(())
}

/// Results of functions that answer `[err, message]`.
fn error_code(cx: &mut CallCx<'_>, done: Result<(), HostError>) -> Result<Values> {
    match done {
        Ok(()) if cx.nargout == 0 => Ok(Values::new()),
        Ok(()) => Ok([Value::Num(0.0), cx.text("")].into_iter().collect()),
        Err(e) if cx.nargout == 0 => Err(Error::msg(format!("{}: operation failed: {e}", cx.name))),
        Err(e) => Ok([Value::Num(-1.0), cx.text(&e.to_string())].into_iter().collect()),
    }
}

fn unlink(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let path = args::text(cx, &args[0], "FILE")?;
    let done = match cx.session.host.stat(&path) {
        Ok(f) if f.is_dir => Err(HostError::Other("Is a directory".into())),
        _ => cx.session.host.remove(&path),
    };
    cx.session.path_epoch += 1;
    error_code(cx, done)
}

fn rename(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let from = args::text(cx, &args[0], "OLD")?;
    let to = args::text(cx, &args[1], "NEW")?;
    let done = cx.session.host.rename(&from, &to);
    cx.session.path_epoch += 1;
    error_code(cx, done)
}

fn delete_any(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    if matches!(args[0], Value::Handle(_)) {
        let function = Value::text("__delete_object__");
        return Ok(Outcome::TailCall { function, args: vec![args[0].take()] });
    }
    if cx.octave() && args.len() > 1 {
        return Err(cx.invalid_call());
    }
    for name in args.iter() {
        delete(cx, name)?;
    }
    Ok(Outcome::Done(Values::new()))
}

fn deleted(_: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    r.input.map(Outcome::Done)
}

fn delete(cx: &mut CallCx<'_>, name: &Value) -> Result<()> {
    let Some(pattern) = name.as_text() else {
        return Err(
            cx.fail("MATLAB:delete:InvalidInput", "first argument must be a filename or list of graphics handles")
        );
    };
    let files = expand(cx, &pattern);
    if files.is_empty() {
        let (id, message) = match cx.octave() {
            true => ("Octave:delete:no-such-file", format!("delete: no such file: {pattern}")),
            false => ("MATLAB:DELETE:FileNotFound", format!("File '{pattern}' not found.")),
        };
        cx.warn(id, &message)?;
    }
    for f in files {
        let folder = cx.session.host.stat(&f).is_ok_and(|i| i.is_dir);
        if folder || cx.session.host.remove(&f).is_err() {
            let message = format!("delete: error while deleting file {f}");
            cx.warn("Octave:delete:unlink-error", &message)?;
        }
    }
    cx.session.path_epoch += 1;
    Ok(())
}

fn transfer_names(cx: &CallCx<'_>, args: &[Value]) -> Result<(Vec<String>, String)> {
    let bad =
        |what: &str| cx.fail("MATLAB:FileIO:InvalidName", &format!("{what} must be a string or a cell of strings"));
    let from = texts(cx, &args[0]).ok_or_else(|| bad("F1"))?;
    let to = match args.get(1) {
        Some(v) => v.as_text().ok_or_else(|| bad("F2"))?,
        None => ".".into(),
    };
    Ok((from, expand_tilde(cx, &to)))
}

/// The files to take, each with where it goes.
fn pairs(cx: &mut CallCx<'_>, from: &[String], to: &str) -> Result<Vec<(String, String)>, String> {
    let mut sources = Vec::new();
    for f in from {
        sources.extend(expand(cx, f));
    }
    if sources.is_empty() {
        return Err("no files to move".into());
    }
    let into_folder = cx.session.host.stat(to).is_ok_and(|f| f.is_dir);
    if sources.len() > 1 && !into_folder {
        return Err("when copying multiple files, F2 must be a directory".into());
    }
    let target = |s: &str| match into_folder {
        true => format!("{}/{}", to.trim_end_matches('/'), s.trim_end_matches('/').rsplit('/').next().unwrap_or(s)),
        false => to.to_string(),
    };
    Ok(sources.iter().map(|s| (s.clone(), target(s))).collect())
}

fn copy_tree(cx: &mut CallCx<'_>, from: &str, to: &str) -> Result<(), HostError> {
    let mut waiting = vec![(from.to_string(), to.to_string())];
    while let Some((from, to)) = waiting.pop() {
        if cx.session.host.stat(&from)?.is_dir {
            if cx.session.host.stat(&to).is_err() {
                cx.session.host.make_dir(&to)?;
            }
            let entries = cx.session.host.list(&from)?;
            waiting.extend(entries.into_iter().map(|e| (format!("{from}/{}", e.name), format!("{to}/{}", e.name))));
            continue;
        }
        let bytes = cx.session.host.read_file(&from)?;
        let mode = OpenMode { write: true, create: true, truncate: true, ..OpenMode::default() };
        cx.session.host.open(&to, mode)?.write(&bytes)?;
        cx.charge(bytes.len() / 64);
    }
    Ok(())
}

fn copyfile(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let (from, to) = transfer_names(cx, args)?;
    let done = pairs(cx, &from, &to).and_then(|pairs| {
        pairs.iter().try_for_each(|(f, t)| copy_tree(cx, f, t)).map(|()| String::new()).map_err(|e| e.to_string())
    });
    cx.session.path_epoch += 1;
    answer(cx, done)
}

fn movefile(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let (from, to) = transfer_names(cx, args)?;
    let done = pairs(cx, &from, &to).and_then(|pairs| {
        for (f, t) in &pairs {
            if cx.session.host.rename(f, t).is_err() {
                copy_tree(cx, f, t).and_then(|()| remove_tree(cx, f)).map_err(|e| e.to_string())?;
            }
        }
        Ok(String::new())
    });
    cx.session.path_epoch += 1;
    answer(cx, done)
}

/// The entries of a folder with `.` and `..`, or what matches a name; with the folder they lie in.
fn entries(cx: &mut CallCx<'_>, name: &str) -> Vec<(String, FileInfo)> {
    let canonical = |cx: &mut CallCx<'_>, p: &str| cx.session.host.canonical(p).unwrap_or_else(|_| p.to_string());
    let mut out = Vec::new();
    for path in expand(cx, name) {
        let Ok(info) = cx.session.host.stat(&path) else { continue };
        if info.is_dir && !name.contains(['*', '?']) {
            let folder = canonical(cx, &path);
            for dots in [".", ".."] {
                if let Ok(info) = cx.session.host.stat(&format!("{folder}/{dots}")) {
                    out.push((folder.clone(), FileInfo { name: dots.into(), ..info }));
                }
            }
            out.extend(cx.session.host.list(&path).unwrap_or_default().into_iter().map(|e| (folder.clone(), e)));
        } else {
            let parent = path.rsplit_once('/').map_or(".", |(p, _)| if p.is_empty() { "/" } else { p });
            let folder = canonical(cx, parent);
            let name = path.rsplit('/').next().unwrap_or(&path).to_string();
            out.push((folder, FileInfo { name, ..info }));
        }
    }
    out
}

fn dir(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let name = match args.first() {
        Some(v) => match v.as_text() {
            Some(t) => t,
            None => return Err(cx.fail("MATLAB:dir:InvalidInput", "DIRECTORY argument must be a string")),
        },
        None => ".".into(),
    };
    let list = entries(cx, &name);
    if list.is_empty() && cx.octave() {
        cx.warn("Octave:dir:nonexistent", &format!("dir: nonexistent directory '{name}'"))?;
    }
    if cx.nargout == 0 {
        let names: Vec<String> = list.into_iter().map(|(_, e)| e.name).collect();
        let text = columns(&names, cx.session.host.columns());
        cx.session.output.print(&text);
        return Ok(Values::new());
    }
    let mut fields = vec!["name", "folder", "date", "bytes", "isdir", "datenum"];
    if cx.octave() {
        fields.push("statinfo");
    }
    let names: Vec<Name> = fields.iter().map(|f| Name::from(*f)).collect();
    let mut values = Vec::new();
    for (folder, e) in &list {
        let zone = cx.session.host.zone(e.modified);
        let date = datenum_of_local((e.modified + zone.seconds as f64).floor());
        values.extend([cx.text(&e.name), cx.text(folder), cx.text(&datestr_plain(date))]);
        values.extend([
            Value::Num(if e.is_dir && !cx.octave() { 0.0 } else { e.len as f64 }),
            Value::Bool(e.is_dir),
            Value::Num(date),
        ]);
        if cx.octave() {
            let status = cx.session.host.status(&format!("{folder}/{}", e.name), false).unwrap_or_default();
            values.push(status_struct(cx, &status));
        }
    }
    Ok(one(StructArray::from_parts(Dims::col(list.len()), Arc::new(names), values)))
}

/// Names in columns, filled downwards, as wide as the terminal allows.
pub fn columns(names: &[String], width: usize) -> String {
    let widest = names.iter().map(|n| n.chars().count()).max().unwrap_or(0) + 2;
    let across = (width / widest).max(1);
    let down = names.len().div_ceil(across);
    let mut out = String::new();
    for r in 0..down {
        let row: Vec<&String> = names.iter().skip(r).step_by(down.max(1)).collect();
        for (k, name) in row.iter().enumerate() {
            out.push_str(name);
            if k + 1 < row.len() {
                out.extend(std::iter::repeat_n(' ', widest - name.chars().count()));
            }
        }
        out.push('\n');
    }
    out
}

fn ls(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let name = match args.first() {
        Some(v) => args::text(cx, v, "argument")?,
        None => ".".into(),
    };
    let list = entries(cx, &name);
    if list.is_empty() {
        return Err(match cx.octave() {
            true => Error::msg(format!(
                "ls: command exited abnormally with status 2\nls: cannot access '{name}': No such file or directory"
            )),
            false => Error::new("MATLAB:ls:OSError", format!("ls: cannot access '{name}': No such file or directory")),
        });
    }
    let names: Vec<String> = list.into_iter().map(|(_, e)| e.name).filter(|n| !n.starts_with('.')).collect();
    if cx.nargout > 0 {
        return Ok(one(chars::matrix_of(&names, cx.dialect())));
    }
    let text = columns(&names, cx.session.host.columns());
    cx.session.output.print(&text);
    Ok(Values::new())
}

fn readdir(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let name = folder_name(cx, &args[0])?;
    Ok(match cx.session.host.list(&name) {
        Ok(list) => {
            let mut names: Vec<String> = list.into_iter().map(|e| e.name).chain([".".into(), "..".into()]).collect();
            names.sort();
            let cell = Value::cell_col(names.iter().map(|n| cx.text(n)).collect());
            [cell, Value::Num(0.0), cx.text("")].into_iter().collect()
        }
        Err(e) => [NdArray::<Value>::empty().into(), Value::Num(-1.0), cx.text(&e.to_string())].into_iter().collect(),
    })
}

fn is_kind(cx: &mut CallCx<'_>, args: &mut [Value], folder: bool) -> Result<Value> {
    let one = |cx: &mut CallCx<'_>, name: Option<String>| {
        let name = name.map(|n| expand_tilde(cx, &n));
        name.is_some_and(|n| cx.session.host.stat(&n).is_ok_and(|f| f.is_dir == folder))
    };
    match &args[0] {
        Value::Cell(c) if c.data().iter().all(Value::is_char) => {
            let flags = c.data().iter().map(|v| one(cx, v.as_text())).collect();
            Ok(NdArray::new(c.dims().clone(), flags).into())
        }
        Value::Strings(a) => {
            let flags = a.data().iter().map(|t| one(cx, t.0.as_deref().map(str::to_string))).collect();
            Ok(NdArray::new(a.dims().clone(), flags).into())
        }
        v if v.is_char() => Ok(Value::Bool(one(cx, v.as_text()))),
        _ if cx.name == "is_folder" || cx.name == "isdir" || !cx.octave() => Ok(Value::Bool(false)),
        _ => Err(Error::msg(format!("{}: F must be a string or cell array of strings", cx.name))),
    }
}

/// `drwxr-xr-x ` and the like.
fn mode_text(mode: u32) -> String {
    let kind = match mode & 0o170000 {
        0o040000 => 'd',
        0o120000 => 'l',
        0o020000 => 'c',
        0o060000 => 'b',
        0o010000 => 'p',
        0o140000 => 's',
        _ => '-',
    };
    let bits = (0..9).map(|k| if mode >> (8 - k) & 1 == 1 { ['r', 'w', 'x'][k as usize % 3] } else { '-' });
    std::iter::once(kind).chain(bits).chain([' ']).collect()
}

fn status_struct(cx: &CallCx<'_>, s: &FileStatus) -> Value {
    let n = Value::Num;
    StructArray::from_fields([
        ("dev", n(s.dev)),
        ("ino", n(s.ino)),
        ("mode", n(s.mode as f64)),
        ("modestr", cx.text(&mode_text(s.mode))),
        ("nlink", n(s.nlink)),
        ("uid", n(s.uid)),
        ("gid", n(s.gid)),
        ("rdev", n(s.rdev)),
        ("size", n(s.size)),
        ("atime", n(s.atime.floor())),
        ("mtime", n(s.mtime.floor())),
        ("ctime", n(s.ctime.floor())),
        ("blksize", n(s.blksize)),
        ("blocks", n(s.blocks)),
    ])
    .into()
}

fn stat(cx: &mut CallCx<'_>, args: &mut [Value], follow: bool) -> Result<Values> {
    let path = match args[0].as_f64() {
        Some(_) if !args[0].is_char() => {
            let id = super::table::file_id(cx, &args[0])?;
            super::table::open(cx, id)?.name.clone()
        }
        _ => args::text(cx, &args[0], "NAME")?,
    };
    let path = expand_tilde(cx, &path);
    Ok(match cx.session.host.status(&path, follow) {
        Ok(s) => [status_struct(cx, &s), Value::Num(0.0), cx.text("")].into_iter().collect(),
        Err(e) => [Value::empty(), Value::Num(-1.0), cx.text(&e.to_string())].into_iter().collect(),
    })
}

fn mode_is(cx: &mut CallCx<'_>, args: &mut [Value], kind: u32) -> Result<Value> {
    match args[0].as_f64() {
        Some(m) => Ok(Value::Bool(m as u32 & 0o170000 == kind)),
        None => Err(Error::msg(format!("{}: invalid MODE value", cx.name))),
    }
}

/// The setting of `confirm_recursive_rmdir`.
struct Confirm(bool);

impl Default for Confirm {
    fn default() -> Self {
        Confirm(true)
    }
}

/// For snapshots.
pub const STATE: StatePart = StatePart {
    name: "confirm_recursive_rmdir",
    save: |s| Ok(Some(Value::Bool(s.extensions.get::<Confirm>().0))),
    load: |s, v| {
        s.extensions.get::<Confirm>().0 = v.as_f64().ok_or(BAD_STATE)? != 0.0;
        Ok(())
    },
};

fn confirm(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let before = cx.session.extensions.get::<Confirm>().0;
    if let Some(v) = args.first() {
        let new = args::scalar(cx, v, "argument")? != 0.0;
        cx.session.extensions.get::<Confirm>().0 = new;
    }
    Ok(if args.is_empty() || cx.nargout > 0 { one(Value::Bool(before)) } else { Values::new() })
}
