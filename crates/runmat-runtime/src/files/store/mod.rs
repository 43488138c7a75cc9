//! `save` and `load`.

mod level5;
mod objects;
mod text;

use crate::files::paths::{expand_tilde, matches};
use runmat_ignition::StatePart;
use runmat_ignition::host::OpenMode;
use runmat_ignition::vm::snapshot::BAD_STATE;
use runmat_ignition::{Builtin, CallCx, MANY, Outcome, Resume, Scope, Then, Values, one};
use runmat_value::text::{NumberSpec, c_format_f64};
use runmat_value::{Error, NdArray, Result, StructArray, Value, convert};
use text::Entry;

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("save", (0, MANY), 1, save)
        .doc("save(file, names...): saves variables.\nsave('-text' | '-v6' | '-v7' | '-ascii', file, names...): in this format.\nsave('-struct', 's', ...): the fields of a struct as variables.\n\n    x = 1; save('state.mat', 'x')"),
    Builtin::steps("load", (1, MANY), 1, load, declared)
        .doc("load(file, names...): brings saved variables back.\ns = load(file): as the fields of a struct; a table of numbers comes as a matrix.\n\n    s = load('state.mat');"),
    Builtin::many("save_default_options", (0, 2), 1, default_options)
        .doc("save_default_options(options): the format that save uses when none is given."),
    Builtin::many("save_precision", (0, 2), 1, precision).doc("save_precision(n): kept for compatibility; all digits are always written."),
];

/// Formats of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Level5 { compress: bool },
    Ascii { double: bool, tabs: bool },
}

/// Settings of `save` in a session.
#[derive(Default)]
struct Defaults {
    options: Option<String>,
    precision: Option<f64>,
}

/// For snapshots.
pub const STATE: StatePart = StatePart {
    name: "save_default_options",
    save: |s| {
        let d = s.extensions.get::<Defaults>();
        let options = d.options.as_deref().map_or(Value::empty(), Value::text);
        Ok(Some(Value::cell_row(vec![options, d.precision.map_or(Value::empty(), Value::Num)])))
    },
    load: |s, v| {
        let Value::Cell(c) = v else { return Err(BAD_STATE) };
        let [options, precision] = c.data() else { return Err(BAD_STATE) };
        *s.extensions.get() = Defaults { options: options.as_text(), precision: precision.as_f64() };
        Ok(())
    },
};

fn local_setting(args: &[Value]) -> bool {
    args.get(1).is_some_and(|v| v.as_text().as_deref() == Some("local"))
}

fn default_options(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let _ = local_setting(args);
    let before = cx.session.extensions.get::<Defaults>().options.clone().unwrap_or_else(|| "-text".into());
    if let Some(v) = args.first() {
        let new = crate::args::text(cx, v, "argument")?;
        cx.session.extensions.get::<Defaults>().options = Some(new);
    }
    Ok(if args.is_empty() || cx.nargout > 0 { one(cx.text(&before)) } else { Values::new() })
}

fn precision(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let before = cx.session.extensions.get::<Defaults>().precision.unwrap_or(17.0);
    if let Some(v) = args.first() {
        let new = crate::args::scalar(cx, v, "argument")?;
        cx.session.extensions.get::<Defaults>().precision = Some(new);
    }
    Ok(if args.is_empty() || cx.nargout > 0 { one(before) } else { Values::new() })
}

/// What a call of `save` asks for.
struct Request {
    format: Format,
    append: bool,
    zip: bool,
    structure: bool,
    file: Option<String>,
    names: Vec<String>,
}

impl Request {
    fn parse(cx: &mut CallCx<'_>, args: &[Value]) -> Result<Request> {
        let default = match cx.octave() {
            true => Format::Text,
            false => Format::Level5 { compress: true },
        };
        let mut r =
            Request { format: default, append: false, zip: false, structure: false, file: None, names: Vec::new() };
        if let Some(options) = cx.session.extensions.get::<Defaults>().options.clone() {
            options.split_whitespace().for_each(|o| {
                r.option(o);
            });
        }
        let mut only_names = false;
        for v in args {
            let Some(word) = v.as_text() else {
                return Err(cx.fail(
                    "MATLAB:save:argNotString",
                    if cx.octave() { "arguments must be strings" } else { "Argument must contain a string." },
                ));
            };
            if !only_names && word.len() > 1 && word.starts_with('-') {
                if !cx.octave() && word == "-v7.3" {
                    let text = "The format of -v7.3 is not supported; the file has the format of -v7.";
                    cx.warn("MATLAB:save:unsupportedFormat", text)?;
                    r.option("-v7");
                    continue;
                }
                if matches!(word.as_str(), "-hdf5" | "-float-hdf5" | "-v7.3" | "-7.3" | "-V7.3") {
                    return Err(cx.fail("MATLAB:save:unsupportedFormat", "the HDF5 format is not supported"));
                }
                if !r.option(&word) {
                    return Err(match cx.octave() {
                        true => Error::msg(format!("save: Unrecognized option '{word}'")),
                        false => Error::new("MATLAB:save:unknownOption", format!("'{word}' is not a valid option.")),
                    });
                }
                only_names = word == "-struct" && r.file.is_some();
            } else if r.file.is_none() {
                r.file = Some(word);
            } else {
                r.names.push(word);
            }
        }
        Ok(r)
    }

    /// Takes an option; false when there is no such option.
    fn option(&mut self, word: &str) -> bool {
        let ascii = |f: Format| if let Format::Ascii { double, tabs } = f { (double, tabs) } else { (false, false) };
        let (double, tabs) = ascii(self.format);
        match word.trim_start_matches('-').to_lowercase().as_str() {
            "text" => self.format = Format::Text,
            "binary" | "float-binary" | "v6" | "6" | "v4" | "4" | "mat4-binary" => {
                self.format = Format::Level5 { compress: false }
            }
            "mat" | "mat-binary" => self.format = Format::Level5 { compress: false },
            "v7" | "7" | "mat7-binary" | "nocompression" => {
                self.format = Format::Level5 { compress: word != "-nocompression" }
            }
            "ascii" => self.format = Format::Ascii { double, tabs },
            "double" => self.format = Format::Ascii { double: true, tabs },
            "tabs" => self.format = Format::Ascii { double, tabs: true },
            "append" => self.append = true,
            "struct" => self.structure = true,
            "zip" | "z" => self.zip = true,
            _ => return false,
        }
        true
    }
}

fn save(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let r = Request::parse(cx, args)?;
    if r.append && r.zip && cx.octave() {
        return Err(Error::msg(
            "save: -append and -zip options can only be used together with a text format (-text, -ascii)",
        ));
    }
    let Some(file) = r.file.clone() else {
        if cx.octave() {
            return Err(Error::msg("save: no filename given").in_function("save"));
        }
        return save_to(cx, "matlab.mat", &r);
    };
    save_to(cx, &file, &r)
}

fn save_to(cx: &mut CallCx<'_>, file: &str, r: &Request) -> Result<Values> {
    let mut entries = chosen(cx, r)?;
    entries.iter_mut().for_each(|e| e.value = objects::outward(&e.value));
    let mut path = expand_tilde(cx, file);
    let plain = !path.rsplit('/').next().unwrap_or("").contains('.');
    if !cx.octave() && plain && matches!(r.format, Format::Level5 { .. }) {
        path.push_str(".mat");
    }
    let old = match r.append && file != "-" {
        true => cx.session.host.read_file(&path).unwrap_or_default(),
        false => Vec::new(),
    };
    let data = match r.format {
        Format::Ascii { double, tabs } => [old, ascii(cx, &entries, double, tabs)?].concat(),
        _ => [Vec::new(), container(cx, r.format, entries, &old, r.append)?].concat(),
    };
    cx.charge(data.len() / 8);
    if file == "-" {
        if cx.nargout > 0 {
            return Ok(one(Value::bytes_text(&data)));
        }
        cx.session.output.bytes(runmat_ignition::output::Stream::Out, &data);
        return Ok(Values::new());
    }
    let mode = OpenMode { write: true, create: true, truncate: true, ..OpenMode::default() };
    let written = cx.session.host.open(&path, mode).and_then(|mut f| f.write(&data).and_then(|()| f.flush()));
    written.map_err(|_| match cx.octave() {
        true => Error::msg(format!("save: unable to open output file '{file}'")),
        false => Error::new(
            "MATLAB:save:couldNotWriteFile",
            format!("Unable to write file {file}: No such file or directory."),
        ),
    })?;
    Ok(Values::new())
}

/// The bytes of a file with these variables; with those of an old file that they do not replace.
fn container(cx: &mut CallCx<'_>, format: Format, entries: Vec<Entry>, old: &[u8], append: bool) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    let mut format = format;
    if append && !old.is_empty() {
        if level5::is_level5(old) {
            format = if format == Format::Text { Format::Level5 { compress: true } } else { format };
        } else if text::is_text(old) {
            format = Format::Text;
        }
        let kept = parse(cx, old).unwrap_or_default();
        all.extend(kept.into_iter().filter(|k| entries.iter().all(|e| e.name != k.name)));
    }
    all.extend(entries);
    let date = cx.session.host.wall_clock();
    let date = crate::time::fields::datestr_plain(crate::time::fields::datenum_of_local(date));
    let mut out = match format {
        Format::Text => format!("# Created by RunMat, {date} UTC\n").into_bytes(),
        _ => level5::header(&date),
    };
    for e in &all {
        let done = match format {
            Format::Level5 { compress } => level5::write(&mut out, e, compress),
            _ => text::write(&mut out, e),
        };
        if let Err(why) = done {
            cx.warn("Octave:save:unsupported", &format!("save: wrong type argument for variable '{}': {why}", e.name))?;
        }
    }
    Ok(out)
}

/// Tables of numbers as text.
fn ascii(cx: &mut CallCx<'_>, entries: &[Entry], double: bool, tabs: bool) -> Result<Vec<u8>> {
    let mut out = String::new();
    let digits = if double { 16 } else { 8 };
    for e in entries {
        let Some(a) = convert::try_real_array(&e.value) else {
            cx.warn("Octave:save:unsupported", &format!("save: '{}' can't be saved as a table of numbers", e.name))?;
            continue;
        };
        for r in 0..a.dims().rows() {
            for (c, x) in a.data().iter().skip(r).step_by(a.dims().rows()).enumerate() {
                if c == 0 || !tabs {
                    out.push(' ');
                }
                if c > 0 && tabs {
                    out.push('\t');
                }
                out.push_str(&c_format_f64(&NumberSpec::new('e').precision(digits), *x));
            }
            out.push('\n');
        }
    }
    Ok(out.into_bytes())
}

/// Whether a name is chosen by one of the patterns (all are when there are none).
fn is_chosen(name: &str, patterns: &[String]) -> bool {
    let letters = |s: &str| s.chars().collect::<Vec<_>>();
    patterns.is_empty() || patterns.iter().any(|p| matches(&letters(p), &letters(name)))
}

/// The variables that are to be saved.
fn chosen(cx: &mut CallCx<'_>, r: &Request) -> Result<Vec<Entry>> {
    if r.structure {
        return struct_fields(cx, &r.names);
    }
    let all = cx.vm.variables(Scope::Current);
    for p in &r.names {
        if !all.iter().any(|(n, ..)| is_chosen(n, std::slice::from_ref(p))) {
            return Err(match cx.octave() {
                true => Error::msg(format!("save: no such variable '{p}'")),
                false => Error::new("MATLAB:save:varNotFound", format!("Variable '{p}' not found.")),
            });
        }
    }
    let wanted = all.into_iter().filter(|(n, ..)| is_chosen(n, &r.names));
    let globals = &cx.session.globals;
    let entry = |(n, value, shared): (runmat_value::Name, Value, bool)| {
        // Persistent variables are shared too.
        let global = shared && globals.contains_key(&n);
        Entry { name: n.to_string(), global, value }
    };
    Ok(wanted.map(entry).collect())
}

fn struct_fields(cx: &mut CallCx<'_>, names: &[String]) -> Result<Vec<Entry>> {
    let Some((name, patterns)) = names.split_first() else {
        return Err(cx.fail("MATLAB:save:missingStruct", "missing struct name"));
    };
    let value = cx.vm.variable(Scope::Current, name);
    let Some(Value::Struct(s)) = value.as_ref().filter(|v| v.is_scalar()) else {
        return Err(match cx.octave() {
            true => Error::msg(format!("save: '{name}' is not a scalar structure")),
            false => Error::new(
                "MATLAB:save:structArgNotScalarStruct",
                "The argument to -STRUCT must be the name of a scalar structure variable.",
            ),
        });
    };
    for p in patterns {
        if !s.names().iter().any(|n| is_chosen(n, std::slice::from_ref(p))) {
            return Err(cx.fail("MATLAB:save:fieldNotFound", &format!("no such field '{name}.{p}'")));
        }
    }
    let fields = s.names().iter().enumerate().filter(|(_, n)| is_chosen(n, patterns));
    Ok(fields.map(|(f, n)| Entry { name: n.to_string(), global: false, value: s.at(0, f).clone() }).collect())
}

/// The variables in the bytes of a file; `None` when it is in no known format.
fn parse(cx: &mut CallCx<'_>, data: &[u8]) -> Result<Vec<Entry>> {
    cx.charge(data.len() / 8);
    let parsed = match level5::is_level5(data) {
        true => level5::read(data, cx.dialect()),
        false => text::read(data),
    };
    let mut entries = parsed.map_err(|why| match cx.octave() {
        true => Error::msg(format!("load: {why}")),
        false => Error::new("MATLAB:load:unableToReadMatFile", format!("Unable to read MAT-file: {why}.")),
    })?;
    entries.iter_mut().for_each(|e| e.value = objects::inward(e.value.take(), cx.session));
    Ok(entries)
}

/// The variables in a file: name, value, whether it is global.
pub fn variables(cx: &mut CallCx<'_>, file: &str) -> Result<Vec<(runmat_value::Name, Value, bool)>> {
    let data = find(cx, file)?;
    let entries = parse(cx, &data)?;
    Ok(entries.into_iter().map(|e| (e.name.as_str().into(), e.value, e.global)).collect())
}

fn load(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let mut words = Vec::new();
    let mut as_table = None;
    for v in args.iter() {
        let Some(word) = v.as_text() else {
            return Err(cx.fail(
                "MATLAB:load:argNotString",
                if cx.octave() { "all arguments must be strings" } else { "Argument must contain a text scalar." },
            ));
        };
        match word.as_str() {
            "-ascii" => as_table = Some(true),
            "-text" | "-binary" | "-mat" | "-mat-binary" | "-v7" | "-7" | "-v6" | "-6" => as_table = Some(false),
            "-force" | "-import" | "-list" | "-verbose" | "-regexp" => {}
            _ => words.push(word),
        }
    }
    let (file, patterns) = match words.split_first() {
        Some((f, p)) => (f.clone(), p.to_vec()),
        None => return Err(cx.invalid_call()),
    };
    let data = find(cx, &file)?;
    if as_table == Some(true) || (as_table.is_none() && !level5::is_level5(&data) && !text::is_text(&data)) {
        return load_table(cx, &file, &data).map(Outcome::from);
    }
    let entries = parse(cx, &data)?;
    let found: Vec<Entry> = entries.into_iter().filter(|e| is_chosen(&e.name, &patterns)).collect();
    if cx.nargout > 0 {
        let mut s = StructArray::scalar();
        for e in found {
            s.set(0, &e.name, e.value);
        }
        return Ok(one(s).into());
    }
    for p in &patterns {
        if !found.iter().any(|e| is_chosen(&e.name, std::slice::from_ref(p))) {
            let (id, message) = match cx.octave() {
                true => {
                    return Err(Error::msg(format!(
                        "load: unable to load requested variable '{p}' from file '{file}'"
                    )));
                }
                false => ("MATLAB:load:variableNotFound", format!("Variable '{p}' not found.")),
            };
            cx.warn(id, &message)?;
        }
    }
    let found: Vec<Entry> = found.into_iter().filter(|e| is_name(&e.name)).collect();
    let globals: Vec<&str> = found.iter().filter(|e| e.global).map(|e| &*e.name).collect();
    if globals.is_empty() {
        for e in found {
            cx.vm.set_variable(Scope::Current, &e.name, e.value)?;
        }
        return Ok(Values::new().into());
    }
    let code = format!("global {};", globals.join(" "));
    let state = found.into_iter().flat_map(|e| [Value::text(&e.name), e.value]).collect();
    Ok(Outcome::Eval { code, scope: Scope::Current, nargout: 0, capture: false, then: Then { phase: 0, state } })
}

/// Whether a file's word for a variable is a name, and not something else to run.
fn is_name(name: &str) -> bool {
    let first = name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_');
    first && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Sets the variables once the global ones among them are declared.
fn declared(cx: &mut CallCx<'_>, resume: Resume) -> Result<Outcome> {
    resume.input?;
    for pair in resume.state.chunks(2) {
        if let [name, value] = pair {
            cx.vm.set_variable(Scope::Current, &name.as_text().unwrap_or_default(), value.clone())?;
        }
    }
    Ok(Values::new().into())
}

/// The content of a file: by its name, with `.mat` behind it, or on the path.
fn find(cx: &mut CallCx<'_>, file: &str) -> Result<Vec<u8>> {
    let path = expand_tilde(cx, file);
    let mut names = vec![path.clone(), format!("{path}.mat")];
    if !path.starts_with('/') {
        let folders = cx.session.path.iter();
        names.extend(folders.flat_map(|p| ["", ".mat"].map(|ending| format!("{p}/{path}{ending}"))));
    }
    for name in names.iter().filter(|_| !path.is_empty()) {
        if let Ok(data) = cx.session.host.read_file(name) {
            return Ok(data);
        }
    }
    Err(match cx.octave() {
        true => crate::files::open::not_found("load", file),
        false => Error::new("MATLAB:load:couldNotReadFile", format!("Unable to find file or directory '{file}'.")),
    })
}

/// A table of numbers: `%` and `#` begin comments; blanks, commas, semicolons and tabs separate.
fn load_table(cx: &mut CallCx<'_>, file: &str, data: &[u8]) -> Result<Values> {
    let bad = |cx: &CallCx<'_>| match cx.octave() {
        true => Error::msg(format!("load: unable to determine file format of '{file}'")),
        false => Error::new("MATLAB:load:unknownText", format!("Unknown text on line number 1 of ASCII file {file}.")),
    };
    let text = String::from_utf8_lossy(data);
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for line in text.lines() {
        let line = line.split(['%', '#']).next().unwrap_or("");
        let words: Vec<&str> = line.split([' ', '\t', ',', ';']).filter(|w| !w.is_empty()).collect();
        if words.is_empty() {
            continue;
        }
        let number = |w: &&str| match *w {
            "NA" => Some(f64::from_bits(runmat_value::text::NA_BITS)),
            w => w.parse().ok(),
        };
        let row: Vec<f64> = words.iter().map(number).collect::<Option<_>>().ok_or_else(|| bad(cx))?;
        if rows.first().is_some_and(|r| r.len() != row.len()) {
            return Err(bad(cx));
        }
        rows.push(row);
    }
    if rows.is_empty() && !data.is_empty() {
        return Err(bad(cx));
    }
    cx.charge(data.len());
    let cols = rows.first().map_or(0, Vec::len);
    let values = (0..cols).flat_map(|c| rows.iter().map(move |r| r[c])).collect();
    let value: Value = NdArray::matrix(rows.len(), cols, values).into();
    if cx.nargout > 0 {
        return Ok(one(value));
    }
    let stem = file.rsplit('/').next().unwrap_or(file);
    let stem = stem.split('.').next().unwrap_or(stem);
    let name = crate::json::valid_name(cx, stem);
    cx.vm.set_variable(Scope::Current, &name, value)?;
    Ok(Values::new())
}
