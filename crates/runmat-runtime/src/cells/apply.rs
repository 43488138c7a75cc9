//! `cellfun`, `arrayfun`, `structfun`.
//!
//! The run is a loop over elements whose state is a list of values (see [`State`]); each call of a function
//! written in the language leaves to the machine and comes back in [`resume`]. Builtins named by a handle
//! or by text are called right here.

use runmat_ignition::{Builtin, CallCx, FunctionKind, Kernel, MANY, Outcome, Resume, Then, Values};
use runmat_value::function::{FunctionHandle, HandleTarget};
use runmat_value::structs::StructArray;
use runmat_value::{Class, Dims, Error, Name, NdArray, Result, Value, convert, index};
use std::sync::Arc;

/// Waiting for a call of the function.
const CALLED: u16 = 0;
/// Waiting for a call of the error handler.
const HANDLED: u16 = 1;
/// Interrupted between two elements.
const PAUSED: u16 = 2;

/// Places in the list of values that the loop keeps.
struct State;

impl State {
    /// The function.
    const FUNCTION: usize = 0;
    /// The error handler, or unset.
    const HANDLER: usize = 1;
    /// The element that is next (or under way).
    const NEXT: usize = 2;
    /// Whether results are scalars to be put together.
    const UNIFORM: usize = 3;
    /// Number of inputs.
    const INPUTS: usize = 4;
    /// Field names of `structfun`, or unset.
    const FIELDS: usize = 5;
    /// The size of the results: a row.
    const SIZE: usize = 6;
    /// The inputs, then the collected outputs.
    const FIRST: usize = 7;
}

fn number(v: &Value) -> usize {
    v.as_f64().unwrap_or(0.0) as usize
}

/// Options at the end of the arguments.
struct Options {
    uniform: bool,
    handler: Value,
}

/// `cellfun(f, c, …)`.
pub fn cellfun(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    if let Some(v) = legacy(cx, args)? {
        return Ok(v.into());
    }
    if !args[1].is_cell() {
        return Err(cx.error(
            "MATLAB:cellfun:NotACell",
            "",
            if cx.octave() {
                "cellfun: C must be a cell array".into()
            } else {
                format!("Input #2 expected to be a cell array, was {} instead.", args[1].class_name())
            },
        ));
    }
    let (inputs, options) = options(cx, args)?;
    for (k, v) in inputs.iter().enumerate() {
        if !v.is_cell() {
            return Err(cx.error(
                "MATLAB:cellfun:NotACell",
                "",
                if cx.octave() {
                    "cellfun: arguments must be cells".into()
                } else {
                    format!("Input #{} expected to be a cell array, was {} instead.", k + 2, v.class_name())
                },
            ));
        }
    }
    begin(cx, &args[0], inputs, options, Value::Undef)
}

/// `arrayfun(f, a, …)`.
pub fn arrayfun(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let (inputs, options) = options(cx, args)?;
    begin(cx, &args[0], inputs, options, Value::Undef)
}

/// `structfun(f, s)`.
pub fn structfun(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let (inputs, options) = options(cx, args)?;
    let Some(Value::Struct(s)) = inputs.first() else {
        return Err(cx.error(
            "MATLAB:structfun:argType",
            "",
            if cx.octave() {
                "struct2cell: argument S must be a structure"
            } else {
                "Inputs to STRUCTFUN must be scalar structures."
            },
        ));
    };
    if s.len() != 1 && !cx.octave() {
        return Err(Error::new("MATLAB:structfun:argType", "Inputs to STRUCTFUN must be scalar structures."));
    }
    let names = s.names().iter().map(|n| cx.text(n)).collect();
    let values = Value::cell_col(s.values().to_vec());
    begin(cx, &args[0], vec![values], options, Value::cell_col(names))
}

/// Splits the inputs from the options behind them.
fn options(cx: &CallCx<'_>, args: &[Value]) -> Result<(Vec<Value>, Options)> {
    let mut end = args.len();
    let mut options = Options { uniform: true, handler: Value::Undef };
    while end >= 4 && (args[end - 2].is_char() || args[end - 2].class() == Class::String) {
        let name = args[end - 2].as_text().unwrap_or_default();
        let lower = name.to_lowercase();
        let is = |full: &str| !lower.is_empty() && full.starts_with(&lower);
        let value = &args[end - 1];
        if is("uniformoutput") {
            options.uniform = flag(cx, value)?;
        } else if is("errorhandler") {
            if !matches!(value, Value::Func(_)) && value.as_text().is_none() {
                return Err(Error::msg("cellfun: invalid value for 'ErrorHandler' function"));
            }
            options.handler = value.clone();
        } else if cx.octave() && cx.name != "arrayfun" {
            return Err(Error::msg(format!("{}: unrecognized parameter {name}", cx.name)));
        } else if cx.octave() {
            return Err(Error::new("Octave:invalid-input-arg", format!("arrayfun: unrecognized parameter {name}")));
        } else {
            break;
        }
        end -= 2;
    }
    Ok((args[1..end].to_vec(), options))
}

fn flag(cx: &CallCx<'_>, v: &Value) -> Result<bool> {
    match v {
        v if v.is_numeric() || v.class() == Class::Logical => match v.as_f64() {
            Some(x) => Ok(x != 0.0),
            None => Err(cx.fail("MATLAB:cellfun:InvalidInput", "UniformOutput must be a logical scalar")),
        },
        v => Err(cx.fail(
            "MATLAB:cellfun:InvalidInput",
            &format!("UniformOutput must be a logical scalar, not a {}", v.class_name()),
        )),
    }
}

fn begin(cx: &mut CallCx<'_>, f: &Value, inputs: Vec<Value>, options: Options, fields: Value) -> Result<Outcome> {
    let function = function(cx, f)?;
    let dims = common_size(cx, &inputs)?;
    let size: Vec<f64> = dims.iter().map(|&n| n as f64).collect();
    let mut state = vec![
        function,
        options.handler,
        Value::Num(0.0),
        Value::Bool(options.uniform),
        Value::Num(inputs.len() as f64),
        fields,
        Value::row(size),
    ];
    state.extend(inputs);
    // One list of results for each output; without outputs one, should the function give a value.
    for _ in 0..cx.nargout.max(1) {
        state.push(NdArray::<Value>::new(Dims::row(0), Vec::new()).into());
    }
    advance(cx, state)
}

/// The size all inputs have; Octave repeats inputs of one element.
fn common_size(cx: &CallCx<'_>, inputs: &[Value]) -> Result<Dims> {
    let repeats = |d: &Dims| cx.octave() && d.numel() == 1;
    let mut dims = inputs[0].dims();
    for (k, v) in inputs.iter().enumerate().skip(1) {
        let other = v.dims();
        if repeats(&dims) {
            dims = other;
        } else if other != dims && !repeats(&other) {
            return Err(size_mismatch(cx, &dims, &other, k + 2));
        }
    }
    Ok(dims)
}

fn size_mismatch(cx: &CallCx<'_>, first: &Dims, other: &Dims, position: usize) -> Error {
    if cx.octave() {
        let id = if cx.name == "arrayfun" { "Octave:invalid-input-arg" } else { "" };
        return Error::new(id, format!("{}: dimensions mismatch", cx.name));
    }
    let d = (0..).find(|&d| first.dim(d) != other.dim(d)).unwrap_or(0);
    Error::new(
        &format!("MATLAB:{}:DimensionMismatch", cx.name),
        format!(
            "All of the input arguments must be of the same size and shape.\nPrevious inputs had size {} in dimension {}. Input #{position} has size {}",
            first.dim(d),
            d + 1,
            other.dim(d)
        ),
    )
}

/// The function to call, as a handle.
fn function(cx: &mut CallCx<'_>, f: &Value) -> Result<Value> {
    let id = |octave: &'static str| if cx.name == "arrayfun" { octave } else { "" };
    match f {
        Value::Func(_) => Ok(f.clone()),
        v => match v.as_text() {
            Some(name) => match cx.vm.resolve(&name, cx.session) {
                Some(info) => Ok(info.handle),
                None => Err(cx.error(
                    "MATLAB:UndefinedFunction",
                    id("Octave:invalid-input-arg"),
                    if cx.octave() {
                        format!("{}: invalid function NAME: {name}", cx.name)
                    } else {
                        format!("Undefined function '{name}'.")
                    },
                )),
            },
            None => Err(cx.error(
                &format!("MATLAB:{}:InvalidFirstInput", cx.name),
                id("Octave:invalid-fun-call"),
                if cx.octave() {
                    format!("{}: argument NAME must be a string or function handle", cx.name)
                } else {
                    "Expected a function handle or name as first input.".to_string()
                },
            )),
        },
    }
}

/// The builtin that a handle names, when it can be called without the machine.
fn direct(cx: &mut CallCx<'_>, f: &Value) -> Option<Builtin> {
    let Value::Func(h) = f else { return None };
    let FunctionHandle { target: HandleTarget::Named(name) } = &**h else { return None };
    let info = cx.vm.resolve(name, cx.session)?;
    if info.kind != FunctionKind::Builtin {
        return None;
    }
    let row = *cx.library.builtin(cx.library.find(name, cx.session.dialect)?);
    (!matches!(row.kernel, Kernel::Steps { .. })).then_some(row)
}

/// Element `k` of input `v`, as the function gets it.
fn element(v: &Value, k: usize, contents: bool) -> Result<Value> {
    match v {
        Value::Cell(c) if contents => Ok(c.data()[if c.len() == 1 { 0 } else { k }].clone()),
        Value::F64(a) => Ok(Value::Num(a.data()[k])),
        Value::Range(r) => Ok(Value::Num(r.get(k))),
        Value::Struct(s) => Ok(if s.len() == 1 { v.clone() } else { s.element(k).into() }),
        v if v.is_scalar() && !v.is_cell() => Ok(v.clone()),
        v if v.is_scalar() => index::get(v, &[Value::Num(1.0)]),
        v => index::get(v, &[Value::Num(k as f64 + 1.0)]),
    }
}

fn arguments(cx: &CallCx<'_>, state: &[Value], k: usize) -> Result<Vec<Value>> {
    let contents = cx.name != "arrayfun";
    let n = number(&state[State::INPUTS]);
    state[State::FIRST..State::FIRST + n].iter().map(|v| element(v, k, contents)).collect()
}

fn count(state: &[Value]) -> usize {
    convert::to_f64_vec(&state[State::SIZE]).map_or(0, |s| s.iter().product::<f64>() as usize)
}

/// Goes on with the next element.
fn advance(cx: &mut CallCx<'_>, mut state: Vec<Value>) -> Result<Outcome> {
    if let Some(row) = direct(cx, &state[State::FUNCTION]) {
        return here(cx, row, state);
    }
    let k = number(&state[State::NEXT]);
    if k >= count(&state) {
        return finish(cx, state);
    }
    let args = arguments(cx, &state, k)?;
    let function = state[State::FUNCTION].clone();
    state[State::NEXT] = Value::Num(k as f64);
    Ok(Outcome::Call { function, args, nargout: cx.nargout, then: Then { phase: CALLED, state } })
}

/// The loop for a builtin: no call leaves this function.
fn here(cx: &mut CallCx<'_>, row: Builtin, mut state: Vec<Value>) -> Result<Outcome> {
    let n = count(&state);
    let mut k = number(&state[State::NEXT]);
    let (least, most) = row.inputs;
    let given = number(&state[State::INPUTS]);
    let fits = given >= least as usize
        && (most == MANY || given <= most as usize)
        && (cx.nargout <= 1 && row.outputs > 0 || cx.nargout <= row.outputs as usize);
    while k < n {
        if cx.meter.should_yield() {
            state[State::NEXT] = Value::Num(k as f64);
            return Ok(Outcome::Yield(Then { phase: PAUSED, state }));
        }
        let mut args = arguments(cx, &state, k)?;
        if !fits || row.work.is_much(&args) {
            // The machine words the error, or has it done beside itself.
            let function = state[State::FUNCTION].clone();
            state[State::NEXT] = Value::Num(k as f64);
            return Ok(Outcome::Call { function, args, nargout: cx.nargout, then: Then { phase: CALLED, state } });
        }
        cx.charge(4);
        let result = kernel(cx, &row, &mut args);
        match result {
            Ok(values) => collect(cx, &mut state, k, values)?,
            Err(e) => return failed(cx, state, k, e),
        }
        k += 1;
    }
    state[State::NEXT] = Value::Num(k as f64);
    finish(cx, state)
}

fn kernel(cx: &mut CallCx<'_>, row: &Builtin, args: &mut [Value]) -> Result<Values> {
    let nargout = cx.nargout;
    let mut inner = CallCx {
        nargout,
        name: row.name,
        session: &mut *cx.session,
        meter: &mut *cx.meter,
        vm: &mut *cx.vm,
        library: cx.library,
    };
    let result = match row.kernel {
        Kernel::One(f) => f(&mut inner, args).map(runmat_ignition::one),
        Kernel::Many(f) => f(&mut inner, args),
        Kernel::Steps { .. } => unreachable!("only plain kernels are called directly"),
    };
    result.map_err(|e| row.failed(e))
}

/// What a call has given.
pub fn resume(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    let mut state = r.state;
    if r.phase == PAUSED {
        return advance(cx, state);
    }
    let k = number(&state[State::NEXT]);
    match r.input {
        Ok(values) => collect(cx, &mut state, k, values)?,
        Err(e) if r.phase == HANDLED => return Err(e),
        Err(e) => return failed(cx, state, k, e),
    }
    state[State::NEXT] = Value::Num(k as f64 + 1.0);
    // A builtin whose calls the machine has to make would find its way back here at once.
    advance(cx, state)
}

/// An element's call has failed: the handler is asked, when there is one.
fn failed(cx: &mut CallCx<'_>, mut state: Vec<Value>, k: usize, e: Error) -> Result<Outcome> {
    if state[State::HANDLER].is_undef() || e.is_uncatchable() {
        return Err(e);
    }
    let dialect = cx.dialect();
    let (identifier, message) = (e.identifier(dialect), e.message(dialect));
    cx.session.last_error = Some(Arc::new(e.to_exception(dialect)));
    let info = StructArray::from_fields([
        ("identifier", cx.text(&identifier)),
        ("message", cx.text(&message)),
        ("index", Value::Num(k as f64 + 1.0)),
    ]);
    let info = if cx.octave() { info } else { info.reordered(&[1, 0, 2]) };
    let mut args = vec![Value::from(info)];
    args.extend(arguments(cx, &state, k)?);
    let function = state[State::HANDLER].clone();
    state[State::NEXT] = Value::Num(k as f64);
    Ok(Outcome::Call { function, args, nargout: cx.nargout, then: Then { phase: HANDLED, state } })
}

/// Keeps the results of element `k`.
fn collect(cx: &CallCx<'_>, state: &mut [Value], k: usize, values: Values) -> Result<()> {
    let first = State::FIRST + number(&state[State::INPUTS]);
    let uniform = matches!(state[State::UNIFORM], Value::Bool(true));
    if values.len() < cx.nargout || values.iter().take(cx.nargout).any(Value::is_undef) {
        return Err(too_few(cx, uniform));
    }
    let outputs = state.len() - first;
    for (j, v) in values.into_iter().take(outputs).enumerate() {
        if v.is_undef() {
            return Ok(());
        }
        if uniform {
            check_uniform(cx, &state[first + j], &v, k, j)?;
        }
        if let Value::Cell(list) = &mut state[first + j]
            && let Some(list) = Arc::get_mut(list)
        {
            list.push(v);
        }
    }
    Ok(())
}

fn too_few(cx: &CallCx<'_>, uniform: bool) -> Error {
    if !cx.octave() {
        return Error::new(
            "MATLAB:needMoreRhsOutputs",
            "Insufficient number of outputs from right hand side of equal sign to satisfy assignment.",
        );
    }
    if cx.nargout == 1 && uniform {
        return not_scalar(cx, 0, 0);
    }
    Error::msg(format!("{}: function returned fewer than nargout values", cx.name))
}

fn not_scalar(cx: &CallCx<'_>, k: usize, output: usize) -> Error {
    if cx.octave() {
        let (name, id) = match cx.name {
            "arrayfun" => ("arrayfun", "Octave:invalid-fun-call"),
            _ => ("cellfun", ""),
        };
        return Error::new(id, format!("{name}: all values must be scalars when UniformOutput = true"));
    }
    Error::new(
        &format!("MATLAB:{}:NotAScalarOutput", cx.name),
        format!(
            "Non-scalar in Uniform output, at index {}, output {}.\nSet 'UniformOutput' to false.",
            k + 1,
            output + 1
        ),
    )
}

fn check_uniform(cx: &CallCx<'_>, list: &Value, v: &Value, k: usize, output: usize) -> Result<()> {
    if !v.is_scalar() {
        return Err(not_scalar(cx, k, output));
    }
    let class = v.class();
    let plain = class.is_numeric() || matches!(class, Class::Logical | Class::Char);
    if !plain && cx.octave() && matches!(class, Class::FunctionHandle | Class::Map | Class::Object) {
        return Err(not_scalar(cx, k, output));
    }
    if cx.octave() {
        return Ok(());
    }
    if !plain && class != Class::String {
        return Err(not_scalar(cx, k, output));
    }
    let Value::Cell(list) = list else { return Ok(()) };
    match list.data().first() {
        Some(first) if first.class() != class => Err(Error::new(
            &format!("MATLAB:{}:MismatchInOutputTypes", cx.name),
            format!(
                "Mismatch at index {}, output {}, because output class '{}' is not of the same class as the previous output class '{}'.\nSet 'UniformOutput' to false.",
                k + 1,
                output + 1,
                class.name(),
                first.class().name()
            ),
        )),
        _ => Ok(()),
    }
}

/// The results, put together.
fn finish(cx: &mut CallCx<'_>, mut state: Vec<Value>) -> Result<Outcome> {
    let first = State::FIRST + number(&state[State::INPUTS]);
    let uniform = matches!(state[State::UNIFORM], Value::Bool(true));
    let size: Vec<usize> =
        convert::to_f64_vec(&state[State::SIZE]).unwrap_or_default().iter().map(|&n| n as usize).collect();
    let dims = Dims::from_slice(&size);
    let fields = state[State::FIELDS].take();
    let wanted = cx.nargout;
    if wanted == 0 && uniform && dims.numel() == 0 && cx.octave() && matches!(cx.name, "cellfun" | "arrayfun") {
        return Ok(Outcome::Done(Values::new()));
    }
    let mut out = Values::new();
    for list in state.drain(first..) {
        let Value::Cell(list) = list else { continue };
        let list = Arc::unwrap_or_clone(list).into_data();
        if list.len() != dims.numel() && wanted == 0 {
            return Ok(Outcome::Done(Values::new()));
        }
        out.push(match (&fields, uniform) {
            (_, true) => uniform_array(cx, list, dims.clone())?,
            (Value::Cell(names), false) => {
                let name = |v: &Value| Name::from(v.as_text().unwrap_or_default().as_str());
                StructArray::from_fields(names.data().iter().map(name).zip(list)).into()
            }
            _ => NdArray::new(dims.clone(), list).into(),
        });
    }
    Ok(Outcome::Done(out))
}

/// Scalars as one array, of the first one's class.
fn uniform_array(cx: &CallCx<'_>, list: Vec<Value>, dims: Dims) -> Result<Value> {
    if list.iter().all(|v| matches!(v, Value::Num(_))) {
        let data = list.iter().map(|v| v.as_f64().unwrap_or(0.0)).collect();
        return Ok(NdArray::<f64>::new(dims, data).into());
    }
    if list.iter().all(|v| matches!(v, Value::Bool(_))) {
        let data = list.iter().map(|v| matches!(v, Value::Bool(true))).collect();
        return Ok(NdArray::<bool>::new(dims, data).into());
    }
    let dialect = cx.dialect();
    let class = list[0].class();
    let plain = class.is_numeric() || matches!(class, Class::Logical | Class::Char);
    let parts = match plain {
        true => list.iter().map(|v| convert::to_class(v, class, dialect)).collect::<Result<Vec<_>>>()?,
        false => list,
    };
    let row = runmat_value::concat::horzcat(&parts, dialect)?;
    reshaped(row, dims)
}

/// A row in another size.
fn reshaped(row: Value, dims: Dims) -> Result<Value> {
    if dims.is_row() {
        return Ok(row);
    }
    let subs = NdArray::<f64>::new(dims.clone(), (1..=dims.numel()).map(|k| k as f64).collect());
    index::get(&row, &[subs.into()])
}

/// The forms of `cellfun` with a name that says what to do with cells, as before there were handles.
fn legacy(cx: &mut CallCx<'_>, args: &[Value]) -> Result<Option<Value>> {
    let Some(name) = args[0].as_text() else { return Ok(None) };
    let Value::Cell(c) = &args[1] else { return Ok(None) };
    let measure = |f: &dyn Fn(&Value) -> f64| {
        Value::from(NdArray::<f64>::new(c.dims().clone(), c.data().iter().map(f).collect()))
    };
    let test = |f: &dyn Fn(&Value) -> bool| {
        Value::from(NdArray::<bool>::new(c.dims().clone(), c.data().iter().map(f).collect()))
    };
    let longest = |v: &Value| if v.is_empty() { 0.0 } else { v.dims().iter().copied().max().unwrap_or(0) as f64 };
    if matches!(name.as_str(), "size" | "isclass") {
        if args.len() != 3 {
            let what = if args.len() < 3 { "not enough" } else { "too many" };
            return Err(cx.fail("MATLAB:cellfun:InvalidInput", &format!("{what} arguments for \"{name}\"")));
        }
        if name == "isclass" {
            let class = args[2].as_text().unwrap_or_default();
            return Ok(Some(test(&|v| v.class_name() == class)));
        }
        let d = args[2].as_f64().filter(|d| *d == d.trunc());
        let Some(d) = d else { return Err(cx.fail("MATLAB:cellfun:InvalidInput", "K must be a positive integer")) };
        if d < 1.0 {
            return Err(cx.fail("MATLAB:cellfun:InvalidInput", "K must be a positive integer"));
        }
        return Ok(Some(measure(&|v| v.dims().dim(d as usize - 1) as f64)));
    }
    if args.len() != 2 {
        return Ok(None);
    }
    Ok(Some(match name.as_str() {
        "isempty" => test(&Value::is_empty),
        "islogical" | "isbool" => test(&|v| v.class() == Class::Logical),
        "isnumeric" => test(&Value::is_numeric),
        "isreal" => test(&|v| (v.is_numeric() || matches!(v.class(), Class::Logical | Class::Char)) && !v.is_complex()),
        "length" => measure(&longest),
        "ndims" => measure(&|v| v.dims().ndims() as f64),
        "numel" | "prodofsize" => measure(&|v| v.numel() as f64),
        _ => return Ok(None),
    }))
}
