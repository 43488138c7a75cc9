//! File names: taking apart, putting together, finding.

use crate::args;
use runmat_ignition::{Builtin, CallCx, MANY, Values};
use runmat_value::text::chars;
use runmat_value::{Error, NdArray, Result, Text, Value};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("fullfile", (0, MANY), fullfile)
        .doc("fullfile(folder, ..., name): a file name from its parts.\n\n    fullfile('data', 'run1', 'x.csv')"),
    Builtin::many("fileparts", (1, 1), 3, fileparts)
        .doc("[folder, name, ext] = fileparts(file): the parts of a file name.\n\n    [d, n, e] = fileparts('/home/x/a.txt')"),
    Builtin::one("filesep", (0, 1), |cx, _| Ok(cx.text("/"))).doc("filesep(): the separator of folders in file names."),
    Builtin::one("tempdir", (0, 0), tempdir).impure().doc("tempdir(): the folder for temporary files."),
    Builtin::one("P_tmpdir", (0, 0), |cx, _| Ok(cx.text("/tmp"))).doc("P_tmpdir(): the system's folder for temporary files."),
    Builtin::one("tempname", (0, 2), tempname).impure().doc("tempname(): a name for a temporary file that does not exist yet."),
    Builtin::one("tilde_expand", (1, 1), tilde_expand).impure().doc("tilde_expand(name): file names with a leading ~ replaced."),
    Builtin::one("get_home_directory", (0, 0), home_directory).impure().doc("get_home_directory(): the user's home folder."),
    Builtin::one("make_absolute_filename", (1, 1), make_absolute)
        .impure()
        .doc("make_absolute_filename(file): the name from the root on, without . and .. parts."),
    Builtin::many("canonicalize_file_name", (1, 1), 3, canonical)
        .doc("[name, status, msg] = canonicalize_file_name(file): the name from the root on, links resolved."),
    Builtin::one("is_absolute_filename", (1, 1), is_absolute).doc("is_absolute_filename(file): whether a name starts at the root."),
    Builtin::one("is_rooted_relative_filename", (1, 1), is_rooted)
        .doc("is_rooted_relative_filename(file): whether a name starts with ./ or ../"),
    Builtin::one("file_in_path", (2, 3), file_in_path).impure().doc("file_in_path(path, file): the first place where a file is found."),
    Builtin::one("file_in_loadpath", (1, 2), file_in_loadpath).impure().doc("file_in_loadpath(file): the place of a file on the function path."),
    Builtin::one("dir_in_loadpath", (1, 2), dir_in_loadpath).impure().doc("dir_in_loadpath(folder): the place of a folder on the function path."),
    Builtin::one("glob", (1, 1), glob).impure().doc("glob(pattern): names of the files that match.\n\n    glob('*.m')"),
    Builtin::one("__wglob__", (1, 1), glob).impure().doc("__wglob__(pattern): names of the files that match."),
];

/// The texts of a char array, string or cell array of them, and whether it was no plain text.
pub fn texts(cx: &CallCx<'_>, v: &Value) -> Option<Vec<String>> {
    match v {
        Value::Cell(c) => c.data().iter().map(Value::as_text).collect(),
        Value::Strings(a) => Some(a.data().iter().map(|t| t.0.as_deref().unwrap_or("").to_string()).collect()),
        _ => match chars::rows(v, cx.dialect()) {
            Some(rows) if rows.len() == 1 => Some(rows),
            _ => v.as_text().map(|t| vec![t]),
        },
    }
}

/// Results for each text of `v`, as a cell where `v` is one, else alone.
fn each(cx: &CallCx<'_>, v: &Value, out: Vec<String>) -> Value {
    let items: Vec<Value> = out.iter().map(|s| cx.text(s)).collect();
    match v {
        Value::Cell(c) => NdArray::new(c.dims().clone(), items).into(),
        Value::Strings(a) => {
            let items = out.iter().map(|s| Text(Some(s.as_str().into()))).collect();
            NdArray::new(a.dims().clone(), items).into()
        }
        _ => items.into_iter().next().unwrap_or_else(|| cx.text("")),
    }
}

/// Parts joined by single separators.
fn join(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|p| !p.is_empty()) {
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        for c in part.chars() {
            if !(c == '/' && out.ends_with('/')) {
                out.push(c);
            }
        }
    }
    out
}

fn fullfile(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let bad = || match cx.octave() {
        true => Error::msg("fullfile: input must either be strings or cell strings"),
        false => Error::new(
            "MATLAB:fullfile:InvalidInputType",
            "All inputs must be strings, character vectors, or cell arrays of character vectors.",
        ),
    };
    let empty = |v: &Value| matches!(v, Value::F64(a) if a.is_empty());
    let mut lists = Vec::new();
    for v in args.iter().filter(|v| !empty(v)) {
        lists.push(texts(cx, v).ok_or_else(bad)?);
    }
    let shape = args.iter().find(|v| v.numel() != 1 && (v.is_cell() || matches!(v, Value::Strings(_))));
    let string = args.iter().find(|v| matches!(v, Value::Strings(_)));
    let shape = shape.or(string).or(args.iter().find(|v| v.is_cell()));
    let count = lists.iter().map(Vec::len).find(|&n| n != 1).unwrap_or(1);
    if lists.iter().any(|l| l.len() != 1 && l.len() != count) {
        return Err(cx.fail("MATLAB:fullfile:NumCellsMismatch", "cell arrays must have the same dimensions"));
    }
    let one = |k: usize| {
        let parts: Vec<&str> = lists.iter().map(|l| l[if l.len() == 1 { 0 } else { k }].as_str()).collect();
        join(&parts)
    };
    let out: Vec<String> = (0..count).map(one).collect();
    Ok(match shape {
        Some(like) => each(cx, like, out),
        None => cx.text(&out[0]),
    })
}

fn fileparts(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let texts: Option<Vec<String>> = match &args[0] {
        Value::Cell(c) if !cx.octave() => c.data().iter().map(|t| t.as_text().filter(|_| t.is_char())).collect(),
        Value::Strings(s) if s.len() != 1 => s.data().iter().map(|t| t.0.as_deref().map(str::to_string)).collect(),
        _ => None,
    };
    if let Some(texts) = texts {
        let parts: Vec<[String; 3]> = texts.iter().map(|t| file_parts(t).map(str::to_string)).collect();
        let column = |k: usize| match &args[0] {
            Value::Strings(_) => {
                let texts = parts.iter().map(|p| runmat_value::Text(Some(p[k].as_str().into()))).collect();
                NdArray::new(args[0].dims(), texts).into()
            }
            _ => NdArray::new(args[0].dims(), parts.iter().map(|p| cx.text(&p[k])).collect()).into(),
        };
        return Ok((0..3).map(column).collect());
    }
    let Some(name) = args[0].as_text() else {
        return Err(match cx.octave() {
            true => Error::msg("fileparts: FILENAME must be a single string"),
            false => Error::new(
                "MATLAB:fileparts:MustBeChar",
                "Input must be a row vector of characters, or a string scalar, or a cellstr, or a string matrix.",
            ),
        });
    };
    let parts = file_parts(&name);
    Ok(match args[0] {
        Value::Strings(_) => parts.iter().map(|p| Value::string(p)).collect(),
        _ => parts.iter().map(|p| cx.text(p)).collect(),
    })
}

/// Folder, name and extension.
fn file_parts(name: &str) -> [&str; 3] {
    let slash = name.rfind('/');
    let folder = match slash {
        Some(0) => "/",
        Some(k) => &name[..k],
        None => "",
    };
    let rest = slash.map_or(name, |k| &name[k + 1..]);
    let dot = rest.rfind('.').unwrap_or(rest.len());
    [folder, &rest[..dot], &rest[dot..]]
}

fn tempdir(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    let mut dir = cx.session.host.temp_dir();
    if !dir.ends_with('/') {
        dir.push('/');
    }
    Ok(cx.text(&dir))
}

/// A name that starts with `stem` and is not in use.
pub fn unused_name(cx: &mut CallCx<'_>, stem: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    loop {
        let mut random = cx.session.host.entropy();
        let mut name = stem.to_string();
        for _ in 0..6 {
            name.push(LETTERS[(random % LETTERS.len() as u64) as usize] as char);
            random /= LETTERS.len() as u64;
        }
        if cx.session.host.stat(&name).is_err() {
            return name;
        }
    }
}

/// A name for a temporary file.
pub fn temporary_name(cx: &mut CallCx<'_>, folder: Option<&str>, prefix: &str) -> String {
    let usable = folder.filter(|f| !f.is_empty() && cx.session.host.stat(f).is_ok_and(|f| f.is_dir));
    let folder = match usable {
        Some(f) => f.to_string(),
        None => cx.session.host.temp_dir(),
    };
    unused_name(cx, &format!("{}/{prefix}", folder.trim_end_matches('/')))
}

fn tempname(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let text = |cx: &CallCx<'_>, k: usize, what: &str| args.get(k).map(|v| args::text(cx, v, what)).transpose();
    let folder = text(cx, 0, "DIR")?;
    let prefix = text(cx, 1, "PREFIX")?.unwrap_or_else(|| if cx.octave() { "oct-".into() } else { "tp".into() });
    let prefix = if prefix.is_empty() { "file" } else { &prefix };
    let name = temporary_name(cx, folder.as_deref(), prefix);
    Ok(cx.text(&name))
}

fn home(cx: &CallCx<'_>) -> String {
    cx.session.host.env("HOME").unwrap_or_else(|| "/".into())
}

fn home_directory(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    Ok(cx.text(&home(cx)))
}

/// A name with a leading `~` replaced by the home folder.
pub fn expand_tilde(cx: &CallCx<'_>, name: &str) -> String {
    match name.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => home(cx) + rest,
        _ => name.to_string(),
    }
}

fn tilde_expand(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(names) = texts(cx, &args[0]) else {
        return Err(Error::msg("tilde_expand: argument must be char or cellstr object"));
    };
    let names = names.iter().map(|n| expand_tilde(cx, n)).collect();
    Ok(each(cx, &args[0], names))
}

/// The name from the root on, without `.` and `..` parts; links are not looked at.
pub fn absolute(cx: &CallCx<'_>, name: &str) -> String {
    let full =
        if name.starts_with('/') { name.to_string() } else { format!("{}/{name}", cx.session.host.current_dir()) };
    let mut parts: Vec<&str> = Vec::new();
    for part in full.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            p => parts.push(p),
        }
    }
    format!("/{}", parts.join("/"))
}

fn make_absolute(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(name) = args[0].as_text() else {
        return Err(Error::msg("make_absolute_filename: FILE argument must be a filename"));
    };
    let name = expand_tilde(cx, &name);
    Ok(cx.text(&absolute(cx, &name)))
}

fn canonical(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let Some(name) = args[0].as_text() else {
        return Err(Error::msg("canonicalize_file_name: NAME must be a string"));
    };
    Ok(match cx.session.host.canonical(&name) {
        Ok(full) => [cx.text(&full), Value::Num(0.0), cx.text("")].into_iter().collect(),
        Err(e) => [cx.text(""), Value::Num(-1.0), cx.text(&e.to_string())].into_iter().collect(),
    })
}

fn is_absolute(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let _ = cx;
    let name = args[0].as_text().filter(|_| args[0].is_char());
    Ok(Value::Bool(name.is_some_and(|n| n.starts_with('/'))))
}

fn is_rooted(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let rooted = |n: &str| n == "." || n == ".." || n.starts_with("./") || n.starts_with("../");
    let name = args[0].as_text().filter(|_| args[0].is_char());
    Ok(Value::Bool(name.is_some_and(|n| rooted(&n))))
}

/// Places of the names in the folders, `folders` first.
fn places(cx: &mut CallCx<'_>, folders: &[String], names: &[String], want_dir: bool) -> Vec<String> {
    let mut found = Vec::new();
    for name in names {
        let candidates: Vec<String> = match name.starts_with('/') {
            true => vec![name.clone()],
            false => folders.iter().map(|f| join(&[f, name])).collect(),
        };
        for c in candidates {
            if cx.session.host.stat(&c).is_ok_and(|f| f.is_dir == want_dir) {
                found.push(c);
            }
        }
    }
    found
}

fn found(cx: &CallCx<'_>, found: Vec<String>, all: bool) -> Value {
    match (all, found.first()) {
        (true, _) => Value::cell_col(found.iter().map(|f| cx.text(f)).collect()),
        (false, Some(first)) => cx.text(first),
        (false, None) => Value::empty(),
    }
}

fn wants_all(cx: &CallCx<'_>, v: Option<&Value>, ordinal: &str) -> Result<bool> {
    let Some(v) = v else { return Ok(false) };
    let name = cx.name;
    match v.as_text() {
        Some(t) if t == "all" => Ok(true),
        Some(_) => Err(Error::msg(format!("{name}: \"all\" is only valid {ordinal} argument"))),
        None => Err(Error::msg(format!("{name}: optional {ordinal} argument must be a string"))),
    }
}

fn file_in_path(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let path = args::text(cx, &args[0], "PATH")?;
    let Some(names) = texts(cx, &args[1]).filter(|n| !n.is_empty()) else {
        return Err(Error::msg("file_in_path: file argument must be a cellstr or string"));
    };
    let all = wants_all(cx, args.get(2), "third")?;
    let folders: Vec<String> = path.split(':').map(str::to_string).collect();
    let places = places(cx, &folders, &names, false);
    Ok(found(cx, places, all))
}

fn load_path(cx: &CallCx<'_>) -> Vec<String> {
    std::iter::once(cx.session.host.current_dir()).chain(cx.session.path.iter().cloned()).collect()
}

fn file_in_loadpath(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(names) = texts(cx, &args[0]).filter(|n| !n.is_empty()) else {
        return Err(Error::msg("file_in_loadpath: FILE argument must be a string"));
    };
    let all = wants_all(cx, args.get(1), "second")?;
    let folders = load_path(cx);
    let places = places(cx, &folders, &names, false);
    Ok(found(cx, places, all))
}

fn dir_in_loadpath(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let name = args::text(cx, &args[0], "DIR")?;
    let folders = load_path(cx);
    let places = places(cx, &folders, &[name], true);
    Ok(found(cx, places, args.len() > 1))
}

/// Whether a name fits a pattern of `*`, `?` and `[...]`.
pub fn matches(pattern: &[char], name: &[char]) -> bool {
    let (mut p, mut n) = (0, 0);
    let mut star = None;
    loop {
        if pattern.get(p) == Some(&'*') {
            star = Some((p + 1, n));
            p += 1;
            continue;
        }
        let taken = name.get(n).and_then(|&c| one_matches(&pattern[p..], c));
        match (taken, star) {
            (Some(len), _) => (p, n) = (p + len, n + 1),
            (None, _) if p == pattern.len() && n == name.len() => return true,
            (None, Some((after, from))) if from < name.len() => {
                star = Some((after, from + 1));
                (p, n) = (after, from + 1);
            }
            _ => return false,
        }
    }
}

/// How much of the pattern one character uses up, when it fits.
fn one_matches(pattern: &[char], c: char) -> Option<usize> {
    let (&first, rest) = pattern.split_first()?;
    match first {
        '?' => Some(1),
        '[' => match set_end(rest) {
            Some(end) => in_set(&rest[..end], c).then_some(end + 2),
            None => (c == '[').then_some(1),
        },
        '\\' if !rest.is_empty() => (c == rest[0]).then_some(2),
        f => (f == c).then_some(1),
    }
}

fn set_end(rest: &[char]) -> Option<usize> {
    let skip = matches!(rest.first(), Some('!' | '^')) as usize;
    let from = skip + 1;
    rest.iter().skip(from).position(|&c| c == ']').map(|k| k + from)
}

fn in_set(set: &[char], c: char) -> bool {
    let (negated, set) = match set.split_first() {
        Some(('!' | '^', rest)) => (true, rest),
        _ => (false, set),
    };
    let mut hit = false;
    let mut k = 0;
    while k < set.len() {
        if k + 2 < set.len() && set[k + 1] == '-' {
            hit |= (set[k]..=set[k + 2]).contains(&c);
            k += 3;
        } else {
            hit |= set[k] == c;
            k += 1;
        }
    }
    hit != negated
}

/// Names of the files that match a pattern, in order.
pub fn expand(cx: &mut CallCx<'_>, pattern: &str) -> Vec<String> {
    let pattern = expand_tilde(cx, pattern);
    let is_pattern = |s: &str| s.contains(['*', '?', '[']);
    if pattern.is_empty() {
        return Vec::new();
    }
    let folder_wanted = pattern.len() > 1 && pattern.ends_with('/');
    let mut bases = vec![if pattern.starts_with('/') { "/".to_string() } else { String::new() }];
    for part in pattern.split('/').filter(|p| !p.is_empty()) {
        let mut next = Vec::new();
        for base in &bases {
            if !is_pattern(part) {
                let name = format!("{base}{part}");
                if cx.session.host.stat(&name).is_ok() {
                    next.push(name + "/");
                }
                continue;
            }
            let letters: Vec<char> = part.chars().collect();
            let folder = if base.is_empty() { "." } else { base.as_str() };
            for entry in cx.session.host.list(folder).unwrap_or_default() {
                let hidden = entry.name.starts_with('.') && !part.starts_with('.');
                if !hidden && matches(&letters, &entry.name.chars().collect::<Vec<_>>()) {
                    next.push(format!("{base}{}/", entry.name));
                }
            }
        }
        bases = next;
    }
    let mut out = Vec::new();
    for base in bases {
        let bare = if base.len() > 1 { base.trim_end_matches('/') } else { &base };
        match folder_wanted {
            true if cx.session.host.stat(bare).is_ok_and(|f| f.is_dir) => out.push(base),
            true => {}
            false => out.push(bare.to_string()),
        }
    }
    out
}

fn glob(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(patterns) = texts(cx, &args[0]) else {
        return Err(Error::msg("glob: PATTERN must be a string or cell array of strings"));
    };
    let mut names = Vec::new();
    for p in patterns {
        names.extend(expand(cx, &p));
    }
    names.sort();
    if names.is_empty() {
        return Ok(NdArray::<Value>::empty().into());
    }
    Ok(Value::cell_col(names.iter().map(|n| cx.text(n)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let fits = |p: &str, n: &str| matches(&p.chars().collect::<Vec<_>>(), &n.chars().collect::<Vec<_>>());
        assert!(fits("*.m", "a.m") && !fits("*.m", "a.mm") && fits("file[12]", "file2"));
        assert!(fits("[!a]b", "cb") && fits("a?c", "abc") && fits("[a-c]", "b") && !fits("[a-c]", "d"));
    }

    #[test]
    fn joining() {
        assert_eq!(join(&["a/", "/", "/", "b", "/", "/"]), "a/b/");
        assert_eq!(join(&["", "b"]), "b");
        assert_eq!(join(&["/", "a"]), "/a");
    }
}
