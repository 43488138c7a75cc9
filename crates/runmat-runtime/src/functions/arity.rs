//! Numbers of arguments and outputs.

use crate::args;
use runmat_ignition::{CallCx, Values, one};
use runmat_value::function::HandleTarget;
use runmat_value::structs::StructArray;
use runmat_value::{Error, Name, NdArray, Result, Value};

/// Numbers of inputs and outputs of the function given by name or handle.
fn counts(cx: &mut CallCx<'_>, f: &Value) -> Result<(i32, i32)> {
    if let Value::Func(h) = f
        && !matches!(h.target, HandleTarget::Named(_))
        && let Some(counts) = cx.vm.handle_arity(h)
    {
        return Ok(counts);
    }
    let name = match f {
        Value::Func(h) => h.text().to_string(),
        v => match v.as_text() {
            Some(name) => name,
            None if cx.octave() => {
                return Err(Error::msg(format!("{}: FCN must be a string or function handle", cx.name)));
            }
            None => return Err(Error::new("MATLAB:narginout:notValidMfile", "The argument must be a function.")),
        },
    };
    let Some(info) = cx.vm.resolve(&name, cx.session) else {
        return Err(cx.error(
            "MATLAB:narginout:functionDoesnotExist",
            "Octave:undefined-function",
            if cx.octave() {
                format!("{}: invalid function name: {name}", cx.name)
            } else {
                format!("Function '{name}' does not exist.")
            },
        ));
    };
    Ok((info.nargin, info.nargout))
}

/// `nargin(f)`; without an argument, of the calling function.
pub fn nargin(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let n = match args.first() {
        Some(f) => counts(cx, f)?.0 as f64,
        None => cx.vm.arity().map_or(0.0, |(n, _)| n as f64),
    };
    Ok(one(Value::Num(n)))
}

/// `nargout(f)`.
pub fn nargout(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let n = match args.first() {
        Some(f) => match f {
            Value::Func(h) if h.is_anonymous() && cx.octave() => 1.0,
            f => counts(cx, f)?.1 as f64,
        },
        None => cx.vm.arity().map_or(0.0, |(_, n)| n as f64),
    };
    Ok(one(Value::Num(n)))
}

fn range(cx: &CallCx<'_>, args: &[Value]) -> Result<(f64, f64)> {
    let read = |v: &Value, what: &str| {
        let number = v.as_f64().filter(|_| v.is_numeric());
        number.ok_or_else(|| cx.fail("MATLAB:narginchk:invalidRange", &format!("{what} must be a numeric scalar")))
    };
    let (least, most) = (read(&args[0], "MINARGS")?, read(&args[1], "MAXARGS")?);
    if least > most {
        let text =
            if cx.name == "nargchk" { "MINARGS must be <= MAXARGS" } else { "MINARGS cannot be larger than MAXARGS" };
        return Err(cx.fail("MATLAB:narginchk:invalidRange", text));
    }
    Ok((least, most))
}

/// `__set_inputs__(n)`: what `nargin` is from now on.
pub fn set_inputs(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    cx.vm.set_inputs(args[0].as_f64().unwrap_or(0.0) as usize);
    Ok(Values::new())
}

/// `narginchk(min, max)`.
pub fn narginchk(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let (least, most) = range(cx, args)?;
    let n = match cx.vm.arity() {
        Some((n, _)) => n as f64,
        None => cx.vm.variable(runmat_ignition::Scope::Current, "nargin").and_then(|v| v.as_f64()).unwrap_or(0.0),
    };
    let (id, text) = match () {
        _ if n < least => ("notEnoughInputs", "not enough input arguments"),
        _ if n > most => ("tooManyInputs", "too many input arguments"),
        _ => return Ok(Values::new()),
    };
    Err(count_error(cx, id, text))
}

fn count_error(cx: &CallCx<'_>, id: &str, text: &str) -> Error {
    if cx.octave() {
        return Error::msg(format!("{}: {text}", cx.name));
    }
    let mut text = format!("{text}.");
    text[..1].make_ascii_uppercase();
    Error::new(&format!("MATLAB:{}:{id}", cx.name), text)
}

/// `nargoutchk(min, max)`, and the old `nargoutchk(min, max, n, …)`.
pub fn nargoutchk(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if args.len() > 2 {
        return check_given(cx, args, "output");
    }
    if args.len() < 2 {
        return Err(cx.invalid_call());
    }
    let (least, most) = range(cx, args)?;
    let n = cx.vm.arity().map_or(0.0, |(_, n)| n as f64);
    let (id, text) = match () {
        _ if n < least => ("notEnoughOutputs", "Not enough output arguments"),
        _ if n > most => ("tooManyOutputs", "Too many output arguments"),
        _ => return Ok(Values::new()),
    };
    Err(count_error(cx, id, text))
}

/// `nargchk(min, max, n)`: a message (or a struct) instead of an error.
pub fn nargchk(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    check_given(cx, args, "input")
}

fn check_given(cx: &mut CallCx<'_>, args: &[Value], what: &str) -> Result<Values> {
    let (least, most) = range(cx, args)?;
    let n = args::scalar(cx, &args[2], "NARGS")?;
    let (id, text) = match () {
        _ if n < least => (format!("Octave:{}:not-enough-{what}s", cx.name), format!("not enough {what} arguments")),
        _ if n > most => (format!("Octave:{}:too-many-{what}s", cx.name), format!("too many {what} arguments")),
        _ => (String::new(), String::new()),
    };
    let as_struct = args.get(3).and_then(Value::as_text).is_some_and(|t| t == "struct");
    if as_struct {
        let fields = [("message", cx.text(&text)), ("identifier", cx.text(&id))];
        if text.is_empty() {
            let names = fields.iter().map(|(n, _)| Name::from(*n)).collect();
            return Ok(one(StructArray::with_dims(runmat_value::Dims::new(0, 1), names)));
        }
        return Ok(one(StructArray::from_fields(fields)));
    }
    Ok(one(if text.is_empty() && !cx.octave() { Value::empty() } else { cx.text(&text) }))
}

/// `isargout(k)`.
pub fn isargout(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    if !v.is_numeric() && !matches!(v.class(), runmat_value::Class::Logical) {
        return Err(cx.fail("MATLAB:invalidInput", "K must be a positive integer"));
    }
    let list = runmat_value::convert::to_f64_vec(v).unwrap_or_default();
    if list.iter().any(|&k| k < 1.0 || k != k.trunc()) {
        return Err(cx.fail("MATLAB:invalidInput", "K must be a positive integer"));
    }
    let used = list.iter().map(|&k| cx.vm.output_used(k as usize)).collect();
    Ok(NdArray::new(v.dims(), used).into())
}

/// `inputname(n)`.
pub fn inputname(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let n = args[0].as_f64().filter(|&n| n >= 1.0 && n == n.trunc());
    let Some(n) = n else {
        return Err(cx.fail("MATLAB:inputname:argNumberNotValid", "N must be an integer index"));
    };
    let given = cx.vm.arity().map_or(0, |(n, _)| n);
    if n as usize > given {
        return Err(cx.fail("MATLAB:inputname:argNumberNotValid", "N out of range"));
    }
    let name = cx.vm.argument_name(n as usize);
    Ok(one(cx.text(name.as_deref().unwrap_or(""))))
}

/// `[a, b, …] = deal(x, y, …)`.
pub fn deal(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let wanted = cx.nargout.max(1);
    if args.len() == 1 && cx.nargout == 0 && cx.octave() {
        return Ok(Values::new());
    }
    if args.len() == 1 {
        return Ok((0..wanted).map(|_| args[0].clone()).collect());
    }
    if args.len() != wanted {
        return Err(cx.error(
            "MATLAB:deal:narginNargoutMismatch",
            "",
            if cx.octave() {
                "deal: nargin > 1 and nargin != nargout"
            } else {
                "The number of outputs should match the number of inputs."
            },
        ));
    }
    Ok(args.iter_mut().map(Value::take).collect())
}
