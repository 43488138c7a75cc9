//! Facts about the engine and its surroundings.

use crate::args;
use runmat_ignition::{CallCx, Values, one};
use runmat_value::structs::StructArray;
use runmat_value::{Class, Dims, Error, NdArray, Result, Value, convert};

/// The version of Octave whose behaviour is followed.
const OCTAVE: &str = "7.3.0";
/// The version of MATLAB whose behaviour is followed.
const MATLAB: &str = "25.2.0 (R2025b)";

/// `version()`.
pub fn version(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let full = if cx.octave() { OCTAVE } else { MATLAB };
    let date = if cx.octave() { "2022-11-02" } else { "August 12, 2025" };
    let Some(feature) = list.first() else { return Ok([full, date].iter().map(|t| cx.text(t)).collect()) };
    let feature = args::text(cx, feature, "FEATURE")?.trim_start_matches('-').to_lowercase();
    let text = match feature.as_str() {
        "date" => date.to_string(),
        "release" => if cx.octave() { "" } else { "2025b" }.to_string(),
        "description" => String::new(),
        "java" => if cx.octave() { "no java available" } else { "Java is not enabled" }.to_string(),
        "lapack" | "blas" | "fftw" | "hgid" => "built in".to_string(),
        _ => return Err(cx.fail("MATLAB:version:InvalidOption", "invalid FEATURE")),
    };
    Ok(one(cx.text(&text)))
}

/// `OCTAVE_HOME()`.
pub fn home(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    Ok(cx.text("/usr"))
}

/// `ver()`.
pub fn ver(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let (name, version, release) =
        if cx.octave() { ("Octave", OCTAVE, Value::empty()) } else { ("MATLAB", "25.2", cx.text("(R2025b)")) };
    if cx.nargout == 0 {
        let rule = "-".repeat(70);
        cx.session.output.print(&format!("{rule}\n{name} language, version {version}\n{rule}\n"));
        return Ok(Values::new());
    }
    let date = cx.text(if cx.octave() { "2022-11-02" } else { "12-Aug-2025" });
    Ok(one(StructArray::from_fields([
        ("Name", cx.text(name)),
        ("Version", cx.text(version)),
        ("Release", release),
        ("Date", date),
    ])))
}

/// True.
pub fn always(_: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(true))
}

/// False.
pub fn never(_: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(false))
}

/// No effect.
pub fn nothing(_: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    Ok(Values::new())
}

/// `echo on`, `echo off`: commands are not echoed, but the words are checked.
pub fn echo(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    match list.iter().all(|v| v.as_text().is_some_and(|t| !t.is_empty())) {
        true => Ok(Values::new()),
        false => Err(cx.invalid_call()),
    }
}

/// `license()`.
pub fn license(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let word = list.first().and_then(Value::as_text);
    Ok(match word.as_deref() {
        None => one(cx.text(if cx.octave() { "GNU General Public License" } else { "0" })),
        Some("inuse") => one(cx.text(if cx.octave() { "octave" } else { "matlab" })),
        Some("test" | "checkout") => {
            let feature = list.get(1).and_then(Value::as_text).unwrap_or_default().to_lowercase();
            let has = matches!(feature.as_str(), "octave" | "matlab");
            one(if word.as_deref() == Some("test") { Value::Bool(has) } else { Value::Num(has as u8 as f64) })
        }
        Some(_) => return Err(cx.invalid_call()),
    })
}

/// `argv()`.
pub fn argv(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    let list: Vec<Value> = cx.session.host.arguments().iter().map(|a| cx.text(a)).collect();
    let dims = if list.is_empty() { Dims::empty() } else { Dims::col(list.len()) };
    Ok(NdArray::new(dims, list).into())
}

/// `program_name()`.
pub fn program_name(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    Ok(cx.text(&cx.session.host.program_name()))
}

/// `getenv(name)`.
pub fn getenv(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let name = args::text(cx, &list[0], "VAR")?;
    Ok(cx.text(&cx.session.host.env(&name).unwrap_or_default()))
}

fn environment(cx: &mut CallCx<'_>, name: &str, value: Option<&str>) -> Result<()> {
    cx.session.host.set_env(name, value).map_err(|e| cx.fail("MATLAB:setenv:failed", &e.to_string()))
}

/// `setenv(name, value)`.
pub fn setenv(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let name = args::text(cx, &list[0], "VAR")?;
    let value = match list.get(1) {
        Some(v) => args::text(cx, v, "VALUE")?,
        None => String::new(),
    };
    environment(cx, &name, Some(&value))?;
    Ok(Values::new())
}

/// `unsetenv(name)`.
pub fn unsetenv(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let name = args::text(cx, &list[0], "VAR")?;
    environment(cx, &name, None)?;
    Ok(one(Value::Num(0.0)))
}

/// `isindex(x, n)`.
pub fn isindex(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let v = &list[0];
    let most = match list.get(1) {
        Some(n) => args::scalar(cx, n, "N")?,
        None => f64::INFINITY,
    };
    let fits = match v.class() {
        Class::Logical => v.numel() as f64 <= most,
        class if class.is_numeric() && !v.is_complex() => {
            let all = convert::to_f64_vec(&convert::to_dense(v)).unwrap_or_default();
            all.iter().all(|&x| x >= 1.0 && x == x.trunc() && x <= most)
        }
        _ => false,
    };
    Ok(Value::Bool(fits))
}

/// `pkg …`: all is built in.
pub fn pkg(_: &mut CallCx<'_>, list: &mut [Value]) -> Result<Values> {
    let word = list.first().and_then(Value::as_text).unwrap_or_default();
    match word.as_str() {
        "list" | "describe" => Ok(one(Value::from(NdArray::<Value>::new(Dims::new(1, 0), Vec::new())))),
        "install" | "update" => Err(Error::msg(format!("pkg: {word}: packages can't be installed here"))),
        _ => Ok(Values::new()),
    }
}

/// `beep`.
pub fn beep(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    cx.session.output.print("\u{7}");
    Ok(Values::new())
}

/// `clc`.
pub fn clc(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    cx.session.output.print("\u{1b}[H\u{1b}[2J");
    Ok(Values::new())
}
