//! Names: what they stand for, whether they are well-formed. Helpers of compiled code.

use runmat_ignition::{CallCx, FunctionKind, Scope, Values, one};
use runmat_value::{Error, ErrorKind, Name, Result, Value};

/// The reserved words of the dialect.
pub fn keywords(cx: &CallCx<'_>) -> &'static [&'static str] {
    cx.dialect().reserved_words()
}

/// A letter or underscore, then letters, digits, underscores.
pub fn is_name(s: &str) -> bool {
    let mut chars = s.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// `isvarname(name)`.
pub fn isvarname(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let text = args[0].as_text().unwrap_or_default();
    Ok(Value::Bool(is_name(&text) && !keywords(cx).contains(&text.as_str()) && text.len() <= 2048))
}

/// `iskeyword(name)`; without a name, the list.
pub fn iskeyword(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    match args.first() {
        None => Ok(Value::cell_col(keywords(cx).iter().map(|k| cx.text(k)).collect())),
        Some(v) => match v.as_text() {
            Some(t) => Ok(Value::Bool(keywords(cx).contains(&t.as_str()))),
            None => Err(cx.fail("MATLAB:iskeyword:InvalidInput", "NAME must be a string")),
        },
    }
}

/// `namelengthmax()`.
pub fn namelengthmax(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    Ok(Value::Num(if cx.octave() { 63.0 } else { 2048.0 }))
}

/// `exist(name, kind)`.
pub fn exist(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let Some(name) = args[0].as_text() else { return Err(cx.fail("MATLAB:exist:firstInput", "NAME must be a string")) };
    let kind = match args.get(1) {
        None => String::from("any"),
        Some(v) => v.as_text().ok_or_else(|| cx.fail("MATLAB:exist:secondInput", "TYPE must be a string"))?,
    };
    if !matches!(kind.as_str(), "any" | "var" | "builtin" | "dir" | "file" | "class") {
        return Err(cx.fail("MATLAB:exist:secondInput", &format!("unrecognized type argument \"{kind}\"")));
    }
    let any = kind == "any";
    if (any || kind == "var") && cx.vm.variable(Scope::Current, &name).is_some() {
        return Ok(one(Value::Num(1.0)));
    }
    let found = is_dotted_name(&name).then(|| cx.vm.resolve(&name, cx.session)).flatten();
    if let Some(info) = found {
        let code = match info.kind {
            FunctionKind::Builtin | FunctionKind::Host => 5.0,
            FunctionKind::Library => 2.0,
            FunctionKind::File | FunctionKind::Script => 2.0,
            FunctionKind::Local => 103.0,
        };
        let fits = match kind.as_str() {
            "any" => true,
            "builtin" => code == 5.0,
            "file" => code == 2.0 || (code == 5.0 && !cx.octave()),
            _ => false,
        };
        if fits {
            return Ok(one(Value::Num(if kind == "file" { 2.0 } else { code })));
        }
    }
    if (any || kind == "dir" || kind == "file")
        && !name.is_empty()
        && let Ok(info) = cx.session.host.stat(&name)
    {
        let code = if info.is_dir { 7.0 } else { 2.0 };
        if any || (kind == "dir") == info.is_dir || (kind == "file") {
            return Ok(one(Value::Num(code)));
        }
    }
    // A file that may not be seen does not exist.
    cx.session.denials.take();
    Ok(one(Value::Num(0.0)))
}

fn is_dotted_name(s: &str) -> bool {
    s.split('.').all(is_name)
}

/// `exit(status)`.
pub fn exit(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let status = match args.first() {
        Some(v) if v.as_text().is_some_and(|t| t == "force" || t == "cancel") && v.is_char() => 0.0,
        Some(v) => v.as_f64().ok_or_else(|| cx.fail("MATLAB:exit:invalidInput", "STATUS must be an integer"))?,
        None => 0.0,
    };
    Err(ErrorKind::Exit { status: status as i32 }.into())
}

/// Whether a global has just been made: bound to `[]`.
pub fn global_is_new(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let name = Name::from(args[0].as_text().unwrap_or_default().as_str());
    let value = cx.session.globals.get(&name).map(|v| v.lock().unwrap().clone());
    Ok(Value::Bool(value.is_none_or(|v| matches!(&v, Value::F64(a) if a.is_empty()))))
}

/// Text that did not parse was run.
pub fn syntax_error(_: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    Err(Error::msg("parse error"))
}

/// A place that can't be assigned to.
pub fn undefined_target(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let used = args[0].as_text().unwrap_or_default();
    let kind = if used.starts_with("assignment") { "computed " } else { "" };
    Err(Error::msg(format!("in {kind}{used} must be defined first")))
}

/// `__invalid_assignment__()`.
pub fn invalid_assignment(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    Err(cx.error("MATLAB:syntax", "", "invalid use of a function call as the target of an assignment"))
}
