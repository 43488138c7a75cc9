//! Function handles: text, making, calling, describing.

use runmat_ignition::{CallCx, Outcome, Resume, Scope, Then};
use runmat_value::function::{FunctionHandle, HandleTarget};
use runmat_value::structs::StructArray;
use runmat_value::{Error, ErrorKind, Name, Result, Value};

/// Functions of operators.
const OPERATORS: &[(&str, &str)] = &[
    ("+", "plus"),
    (".+", "plus"),
    ("-", "minus"),
    (".-", "minus"),
    ("*", "mtimes"),
    (".*", "times"),
    ("/", "mrdivide"),
    ("./", "rdivide"),
    ("\\", "mldivide"),
    (".\\", "ldivide"),
    ("^", "mpower"),
    (".^", "power"),
    ("**", "mpower"),
    (".**", "power"),
    ("'", "ctranspose"),
    (".'", "transpose"),
    ("<", "lt"),
    ("<=", "le"),
    ("==", "eq"),
    (">", "gt"),
    (">=", "ge"),
    ("!=", "ne"),
    ("~=", "ne"),
    ("!", "not"),
    ("~", "not"),
    ("&", "and"),
    ("|", "or"),
];

/// `func2str(f)`.
pub fn func2str(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    match &args[0] {
        Value::Func(f) => Ok(cx.text(f.text())),
        _ => Err(cx.fail("MATLAB:invalidInput", "FCN_HANDLE argument must be a function handle object")),
    }
}

/// `str2func(text)`: a name, or the text of an anonymous function, which is evaluated.
pub fn str2func(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let Some(text) = args[0].as_text() else {
        if matches!(args[0], Value::Func(_)) && !cx.octave() {
            return Ok(args[0].take().into());
        }
        return Err(cx.fail("MATLAB:string2FuncInput", "FCN_NAME must be a string"));
    };
    let text = text.trim();
    if text.is_empty() {
        return Err(cx.fail("MATLAB:string2FuncInput", "invalid function string"));
    }
    if let Some((_, name)) = OPERATORS.iter().find(|(op, _)| *op == text) {
        return Ok(FunctionHandle::named(name).into());
    }
    if text.starts_with('@') {
        let then = Then::default();
        return Ok(Outcome::Eval { code: text.to_string(), scope: Scope::Current, nargout: 1, capture: false, then });
    }
    let local = cx.vm.resolve(text, cx.session).map(|i| i.handle);
    Ok(local.unwrap_or_else(|| FunctionHandle::named(text)).into())
}

/// The evaluated handle.
pub fn str2func_done(_: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    Ok(Outcome::Done(r.input?))
}

/// `feval(f, …)`.
pub fn feval(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let function = args[0].take();
    match &function {
        Value::Func(_) => {}
        v => match v.as_text() {
            Some(name) => {
                if cx.vm.resolve(&name, cx.session).is_none() {
                    return Err(missing(cx, &name, args.get(1)));
                }
            }
            None if cx.octave() => {
                return Err(Error::msg(
                    "feval: first argument must be a string, inline function, or a function handle",
                ));
            }
            None => {
                return Err(Error::new(
                    "MATLAB:feval:argMustBeStringOrHandle",
                    "Function argument must be a function name or handle.",
                ));
            }
        },
    }
    Ok(Outcome::TailCall { function, args: args[1..].iter_mut().map(Value::take).collect() })
}

fn missing(cx: &CallCx<'_>, name: &str, first: Option<&Value>) -> Error {
    if cx.octave() {
        return Error::msg(format!("feval: function '{name}' not found"));
    }
    let argument_class = first.map(Value::class_name);
    ErrorKind::Undefined { name: Name::from(name), argument_class }.into()
}

/// Never asked: a tail call does not come back.
pub fn feval_done(_: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    Ok(Outcome::Done(r.input?))
}

/// `functions(f)`.
pub fn functions(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Value::Func(f) = &args[0] else {
        return Err(cx.fail("MATLAB:functions:invalidInput", "FCN_HANDLE argument must be a valid function handle"));
    };
    let mut fields = vec![("function", cx.text(f.text()))];
    match &f.target {
        HandleTarget::Anonymous { captures, names, .. } => {
            fields.push(("type", cx.text("anonymous")));
            fields.push(("file", cx.text("")));
            let pairs = names.iter().cloned().zip(captures.iter().cloned()).filter(|(_, v)| !v.is_undef());
            let variables = Value::from(StructArray::from_fields(pairs));
            fields.push(("workspace", Value::cell_row(vec![variables])));
            fields.push(("within_file_path", cx.text("")));
        }
        HandleTarget::Bound { .. } => {
            fields.push(("type", cx.text("scopedfunction")));
            fields.push(("file", cx.text("")));
            fields.push(("parentage", Value::cell_row(vec![cx.text(f.text())])));
        }
        HandleTarget::Named(name) => {
            let file = cx.vm.resolve(name, cx.session).map(|i| i.file.to_string()).unwrap_or_default();
            fields.push(("type", cx.text("simple")));
            fields.push(("file", cx.text(&file)));
        }
    }
    Ok(StructArray::from_fields(fields).into())
}

/// `localfunctions()`.
pub fn localfunctions(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    let list = cx.vm.local_functions();
    let dims = if list.is_empty() { runmat_value::Dims::new(0, 1) } else { runmat_value::Dims::col(list.len()) };
    Ok(runmat_value::NdArray::new(dims, list).into())
}
