//! The function path, files of program text, help.

use crate::args;
use runmat_ignition::{CallCx, FunctionKind, Outcome, Resume, Scope, Then, Values, one};
use runmat_value::structs::StructArray;
use runmat_value::{Dims, Error, Name, Result, Value};
use std::sync::Arc;

/// What stands between the folders of a path.
const SEPARATOR: char = ':';

fn changed(cx: &mut CallCx<'_>) {
    cx.session.path_epoch += 1;
}

fn joined(cx: &CallCx<'_>) -> String {
    std::iter::once(".").chain(cx.session.path.iter().map(String::as_str)).collect::<Vec<_>>().join(":")
}

fn folders(cx: &CallCx<'_>, list: &[Value]) -> Result<Vec<String>> {
    let texts = list.iter().map(|v| args::text(cx, v, "all arguments")).collect::<Result<Vec<_>>>()?;
    Ok(texts.iter().flat_map(|t| t.split(SEPARATOR)).filter(|f| !f.is_empty()).map(str::to_string).collect())
}

/// `addpath(folder, …, '-end')`.
pub fn addpath(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let old = joined(cx);
    let mut list = list.to_vec();
    let mut at_end = false;
    if let Some(last) = list.last() {
        let flag = match (last.as_text(), last.as_f64()) {
            (Some(t), _) if last.is_char() && (t == "-end" || t == "-END") => Some(true),
            (Some(t), _) if last.is_char() && (t == "-begin" || t == "-BEGIN") => Some(false),
            (_, Some(x)) if last.is_numeric() => Some(x != 0.0),
            _ => None,
        };
        if let Some(flag) = flag {
            at_end = flag;
            list.pop();
        }
    }
    let mut new = Vec::new();
    for f in folders(cx, &list)? {
        let full = cx.session.host.canonical(&f);
        match full {
            Ok(full) if cx.session.host.stat(&full).is_ok_and(|i| i.is_dir) => new.push(full),
            _ => {
                let text = if cx.octave() {
                    format!("addpath: {f}: No such file or directory")
                } else {
                    format!("Name is nonexistent or not a directory: {f}")
                };
                cx.warn("MATLAB:mpath:nameNonexistentOrNotADirectory", &text)?;
            }
        }
    }
    cx.session.path.retain(|f| !new.contains(f));
    if at_end {
        cx.session.path.extend(new);
    } else {
        cx.session.path.splice(0..0, new);
    }
    changed(cx);
    Ok(if cx.nargout > 0 { one(cx.text(&old)) } else { Values::new() })
}

/// `rmpath(folder, …)`.
pub fn rmpath(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let old = joined(cx);
    for f in folders(cx, list)? {
        let full = cx.session.host.canonical(&f).unwrap_or_else(|_| f.clone());
        let before = cx.session.path.len();
        cx.session.path.retain(|p| *p != full && *p != f);
        if cx.session.path.len() == before {
            let text =
                if cx.octave() { format!("rmpath: {f}: not found") } else { format!("\"{f}\" not found in path.") };
            cx.warn("MATLAB:rmpath:DirNotFound", &text)?;
        }
    }
    changed(cx);
    Ok(if cx.nargout > 0 { one(cx.text(&old)) } else { Values::new() })
}

/// `path(…)`.
pub fn path(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    if !list.is_empty() {
        let new = folders(cx, list)?;
        cx.session.path = new.into_iter().filter(|f| f != ".").collect();
        changed(cx);
    }
    if cx.nargout > 0 {
        return Ok(one(cx.text(&joined(cx))));
    }
    if list.is_empty() {
        let all = joined(cx).replace(SEPARATOR, "\n");
        cx.session.output.print(
            &format!("\nOctave's search path contains the following directories:\n\n{all}\n\n")
                .replace("Octave's search path", if cx.octave() { "Octave's search path" } else { "The search path" }),
        );
    }
    Ok(Values::new())
}

/// `genpath(folder, skip, …)`.
pub fn genpath(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let root = args::text(cx, &list[0], "DIR")?;
    let skip = folders(cx, &list[1..])?;
    let mut out = Vec::new();
    collect(cx, &root, &skip, &mut out);
    Ok(cx.text(&out.join(":")))
}

fn collect(cx: &mut CallCx<'_>, folder: &str, skip: &[String], out: &mut Vec<String>) {
    let Ok(entries) = cx.session.host.list(folder) else { return };
    out.push(folder.to_string());
    for e in entries.into_iter().filter(|e| e.is_dir) {
        let hidden = e.name.starts_with(['.', '@', '+']) || e.name == "private" || skip.contains(&e.name);
        if !hidden {
            collect(cx, &format!("{}/{}", folder.trim_end_matches('/'), e.name), skip, out);
        }
    }
}

/// `pathsep()`.
pub fn pathsep(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    Ok(cx.text(":"))
}

/// `rehash`.
pub fn rehash(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    changed(cx);
    Ok(Values::new())
}

/// `source(file)`, `run(file)`.
pub fn source(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Outcome> {
    let name = args::text(cx, &list[0], "FILE")?;
    let tries = [name.clone(), format!("{name}.m")];
    for file in &tries {
        if cx.session.host.stat(file).is_ok_and(|i| !i.is_dir) {
            let bytes = cx.session.host.read_file(file).map_err(|e| Error::msg(format!("{}: {e}", cx.name)))?;
            let code = String::from_utf8_lossy(&bytes).into_owned();
            let then = Then::default();
            return Ok(Outcome::Eval { code, scope: Scope::Current, nargout: 0, capture: false, then });
        }
    }
    let text = if cx.octave() {
        format!("{}: file SCRIPT must exist and be a valid Octave scriptfile", cx.name)
    } else {
        format!("{name} not found.")
    };
    Err(cx.error("MATLAB:run:FileNotFound", "", text))
}

/// The file has run.
pub fn source_done(_: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    r.input.map(|_| Outcome::Done(Values::new()))
}

/// `mfilename(option)`.
pub fn mfilename(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let option = match list.first() {
        Some(v) => v.as_text().ok_or_else(|| cx.fail("MATLAB:mfilename:invalidInput", "argument must be a string"))?,
        None => String::new(),
    };
    let file = cx.vm.current_file().to_string();
    let full = if file.starts_with('/') || file.is_empty() {
        file.clone()
    } else {
        format!("{}/{file}", cx.session.host.current_dir().trim_end_matches('/'))
    };
    let without = |s: &str| s.strip_suffix(".m").unwrap_or(s).to_string();
    let text = match option.as_str() {
        "fullpathext" => full,
        "fullpath" => without(&full),
        _ => without(full.rsplit('/').next().unwrap_or("")),
    };
    Ok(one(cx.text(&text)))
}

/// `dbstack`.
pub fn dbstack(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let frames = cx.vm.stack();
    if cx.nargout == 0 {
        let mut text = if frames.is_empty() { String::new() } else { "stopped in:\n\n".to_string() };
        for (k, f) in frames.iter().enumerate() {
            let mark = if k == 0 { "  --> " } else { "      " };
            text.push_str(&format!("{mark}{} at line {} [{}]\n", f.name, f.line, f.file));
        }
        cx.session.output.print(&text);
        return Ok(Values::new());
    }
    let mut names = vec!["file", "name", "line"];
    if cx.octave() {
        names.push("column");
    }
    let names: Vec<Name> = names.into_iter().map(Name::from).collect();
    let width = names.len();
    let row = |f: &runmat_value::exception::StackFrame| {
        let all = [cx.text(&f.file), cx.text(&f.name), Value::Num(f.line as f64), Value::Num(f.column as f64)];
        all.into_iter().take(width)
    };
    let values: Vec<Value> = frames.iter().flat_map(row).collect();
    let stack = StructArray::from_parts(Dims::new(frames.len(), 1), Arc::new(names), values);
    Ok(Values::from_iter([Value::from(stack), Value::Num(1.0)]))
}

/// `which name …`.
pub fn which(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let mut found = Vec::new();
    for v in list.iter() {
        let name = args::text(cx, v, "NAME")?;
        let (text, place) = if cx.vm.variable(Scope::Current, &name).is_some() {
            (format!("'{name}' is a variable\n"), "variable".to_string())
        } else {
            match cx.vm.resolve(&name, cx.session) {
                Some(i) if !i.file.is_empty() => {
                    (format!("'{name}' is a function from the file {}\n", i.file), i.file.to_string())
                }
                Some(i) if i.kind == FunctionKind::Local => {
                    (format!("'{name}' is a command-line function\n"), "command-line function".into())
                }
                Some(_) => (format!("'{name}' is a built-in function\n"), format!("built-in ({name})")),
                None if cx.octave() => (String::new(), String::new()),
                None => (format!("'{name}' not found.\n"), String::new()),
            }
        };
        if cx.nargout == 0 {
            cx.session.output.print(&text);
        }
        found.push(place);
    }
    Ok(match (cx.nargout, found.as_slice()) {
        (0, _) | (_, []) => Values::new(),
        (_, [single]) => one(cx.text(single)),
        (_, many) => one(Value::cell_row(many.iter().map(|t| cx.text(t)).collect())),
    })
}

/// `type name …`.
pub fn type_of(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let mut out = Vec::new();
    for v in list.iter() {
        let name = args::text(cx, v, "NAME")?;
        let text = if let Some(v) = cx.vm.variable(Scope::Current, &name) {
            let shown = runmat_value::display::display(&name, &v, &cx.session.format, cx.session.dialect);
            format!("{name} is a variable\n{shown}")
        } else {
            match cx.vm.resolve(&name, cx.session) {
                Some(i) if !i.file.is_empty() => {
                    let bytes = cx.session.host.read_file(&i.file).unwrap_or_default();
                    format!(
                        "{name} is the user-defined function defined from: {}\n\n{}\n",
                        i.file,
                        String::from_utf8_lossy(&bytes)
                    )
                }
                Some(i) => match (i.kind, cx.library.source(&name, cx.session.dialect)) {
                    (FunctionKind::Library, Some(source)) => format!("{name} is a library function\n\n{source}\n"),
                    (FunctionKind::Host, _) => format!("{name} is a function of the host\n"),
                    (FunctionKind::Builtin, _) => format!("{name} is a built-in function\n"),
                    _ => format!("{name} is a command-line function\n"),
                },
                None => match cx.session.host.read_file(&name) {
                    Ok(bytes) if !cx.octave() => format!("\n{}\n", String::from_utf8_lossy(&bytes)),
                    _ => return Err(cx.error("MATLAB:type:fileNotFound", "", format!("type: '{name}' undefined"))),
                },
            }
        };
        if cx.nargout == 0 {
            cx.session.output.print(&text);
        }
        out.push(cx.text(&text));
    }
    Ok(if cx.nargout > 0 { one(Value::cell_row(out)) } else { Values::new() })
}

/// `help name`.
pub fn help(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let Some(v) = list.first() else {
        cx.session.output.print("help NAME shows the help text of a function; lookfor WORD finds functions.\n");
        return Ok(Values::new());
    };
    let name = args::text(cx, v, "NAME")?;
    let doc = cx.vm.resolve(&name, cx.session).and_then(|i| i.doc);
    let Some(doc) = doc else {
        return Err(cx.error("MATLAB:help:notFound", "Octave:undefined-function", format!("help: '{name}' not found")));
    };
    if cx.nargout > 0 {
        return Ok(one(cx.text(&doc)));
    }
    cx.session.output.print(&format!("{}\n", doc.trim_end()));
    Ok(Values::new())
}

/// `lookfor word`.
pub fn lookfor(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let word = list.iter().filter_map(Value::as_text).find(|t| t != "-all").unwrap_or_default().to_lowercase();
    let mut text = String::new();
    for name in cx.library.names(cx.session.dialect) {
        let Some(doc) = cx.vm.resolve(name, cx.session).and_then(|i| i.doc) else { continue };
        let first = doc.lines().next().unwrap_or("").trim();
        if doc.to_lowercase().contains(&word) || name.to_lowercase().contains(&word) {
            text.push_str(&format!("{name:<20} {first}\n"));
        }
    }
    cx.session.output.print(&text);
    Ok(Values::new())
}
