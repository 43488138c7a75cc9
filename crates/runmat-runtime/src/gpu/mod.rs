//! Arrays on a device: `gpuArray`, `gather`, and what the functions of the library do with such arrays.
//!
//! An array on a device is a value ([`runmat_value::device::DeviceArray`]). The machine hands every call of a builtin with
//! such an argument to [`on_device`], which looks into one table ([`table`]) what the function is there. Elementwise
//! functions make terms (`term`), which are computed when they are needed, as one kernel (`array`). What has no row is
//! refused by name. What needs elements on the host waits for them (`ask`): the host's function `READ` fetches them.

pub mod array;
mod create;
mod elementwise;
mod faults;
mod functions;
mod lanes;
mod reduce;
mod select;
mod shape;
pub mod table;
mod term;

use array::stored;
use runmat_async::PendingInteraction;
use runmat_ignition::host::EffectKind;
use runmat_ignition::{Builtin, BuiltinId, CallCx, MANY, Outcome, Resume, Then, Values, one};
use runmat_value::device::DeviceError;
use runmat_value::{Dialect, Error, Result, StructArray, Value, ops};
use std::sync::Arc;
use table::How;

/// Under this name the host is asked to open the device.
pub const OPEN: &str = "runmat:gpu:open";
/// Under this name the host is given values, and gives them back with arrays of the device fetched.
pub const READ: &str = "runmat:gpu:read";
/// The builtin that looks after calls with arrays on a device.
const CALLS: &str = "__gpu__";

/// Where a call goes on that waited.
const TAIL: u16 = 0;
const REPEAT: u16 = 1;
const RETURN: u16 = 2;
const TRUTH: u16 = 3;
const MASKED: u16 = 4;
const FOUND: u16 = 5;
const SUBSCRIPTS: u16 = 6;
const CALLED: u16 = 7;
const SENT: u16 = 8;

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::steps(CALLS, (0, MANY), MANY, |_, _| Err(Error::internal("a call without a function")), resume)
        .doc("__gpu__(…): looks after calls with arrays on a device; for the machine itself."),
    Builtin::steps("gpuArray", (1, 1), 1, gpu_array, resume)
        .doc("gpuArray(x): x on the graphics processor; what is computed from it stays there until gather.\n  y = gather(2 * gpuArray(single([1 2 3])))"),
    Builtin::many("gather", (1, MANY), MANY, |_, args| Ok(args.iter_mut().map(Value::take).collect()))
        .doc("gather(x): x on the host; what is not on a device stays as it is.\n  gather([1 2 3])"),
    Builtin::one("isgpuarray", (1, 1), |_, args| Ok(Value::Bool(matches!(args[0], Value::Device(_)))))
        .doc("isgpuarray(x): whether x is an array on a device.\n  isgpuarray(3)"),
    Builtin::one("existsOnGPU", (1, 1), |_, args| Ok(Value::Bool(matches!(args[0], Value::Device(_)))))
        .doc("existsOnGPU(x): whether x is an array on a device that is there."),
    Builtin::one("underlyingType", (1, 1), underlying).doc("underlyingType(x): the class of the elements.\n  underlyingType(3)"),
    Builtin::one("classUnderlying", (1, 1), underlying).doc("classUnderlying(x): the class of the elements."),
    Builtin::steps("gpuDevice", (0, 1), 1, gpu_device, resume)
        .doc("gpuDevice(): the graphics processor in use, as a struct: Name, Backend, SupportsDouble, …"),
    Builtin::steps("gpuDeviceCount", (0, 1), 1, gpu_device_count, resume)
        .doc("gpuDeviceCount(): how many graphics processors there are to compute on: 1 or 0.\n  gpuDeviceCount >= 0"),
    Builtin::steps("canUseGPU", (0, 0), 1, gpu_device_count, resume)
        .doc("canUseGPU(): whether there is a graphics processor to compute on."),
    Builtin::many("gpurng", (0, 1), 0, create::seed)
        .doc("gpurng(seed): the random numbers of the graphics processor begin anew, by a seed."),
    Builtin::one("__truth__", (1, 1), |cx, args| ops::truth_operand(&args[0], "&&", cx.dialect()).map(Value::Bool))
        .doc("__truth__(x): whether x is true as an operand of && and ||; for the machine itself."),
];

fn underlying(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    Ok(match &args[0] {
        Value::Device(d) => cx.text(d.class.name()),
        v => cx.text(&v.class_name()),
    })
}

/// The error for what has no kernel.
fn no_kernel(name: &str, why: &str) -> Error {
    let why = if why.is_empty() { String::new() } else { format!(" {why}") };
    let text =
        format!("'{name}'{why} can't be computed on a device: gather its arguments first, as in {name}(gather(x)).");
    Error::new("parallel:gpu:array:NoKernel", text)
}

/// Does a call that has arrays on a device among its arguments, or asks for one. `None`: the builtin does it itself.
pub fn on_device(row: &Builtin, cx: &mut CallCx<'_>, args: &mut Values) -> Option<Result<Outcome>> {
    let there = args.iter().any(|v| matches!(v, Value::Device(_)));
    let how = table::how(row.name);
    if !there && !matches!(how, Some(How::Construct)) {
        return None;
    }
    Some(match how {
        Some(How::AsIs) => return None,
        Some(How::Element(recipe)) => elementwise::apply(cx, row.name, recipe, args).map(Outcome::from),
        Some(How::Own(f)) => f(cx, args),
        Some(How::Construct) => create::construct(cx, args),
        Some(How::Gather) => gather_and_repeat(cx, args),
        Some(How::ThereAndBack) => there_and_back(cx, args),
        None => Err(no_kernel(row.name, "")),
    })
}

/// The builtin that looks after such calls.
pub fn caretaker(library: &dyn runmat_ignition::Library) -> Option<BuiltinId> {
    library.find(CALLS, Dialect::Matlab)
}

/// A value whose elements are on their way to memory: it can be fetched.
fn computed(cx: &mut CallCx<'_>, v: &Value) -> Result<Value> {
    let Value::Device(d) = v else { return Ok(v.clone()) };
    let s = stored(d)?;
    let piece = s.plain(cx)?;
    Ok(Value::Device(array::ready(d.class, d.dims.clone(), s.lane, piece)))
}

/// Waits for the elements of the arrays among `state`, all of which have been computed.
fn ask(state: Vec<Value>, phase: u16) -> Result<Outcome> {
    let request = PendingInteraction::Host { name: READ.into() };
    Ok(Outcome::Suspend { request, then: select::waiting(state, phase) })
}

/// Calls the host's function of this name with its arguments fetched.
fn gather_and_repeat(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    fetched(cx, args, TAIL)
}

fn fetched(cx: &mut CallCx<'_>, args: &mut Values, phase: u16) -> Result<Outcome> {
    let mut state = vec![Value::text(cx.name)];
    for v in args.iter() {
        state.push(computed(cx, v)?);
    }
    ask(state, phase)
}

/// The same, and what it gives is sent over.
fn there_and_back(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    fetched(cx, args, CALLED)
}

/// `gather(x, y, …)`.
fn gather(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    fetched(cx, args, RETURN)
}

/// An operand of `&&` and `||`.
fn truth(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    fetched(cx, args, TRUTH)
}

fn resume(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    let answer = r.input?;
    let builtin = |cx: &CallCx<'_>, name: &Value| cx.text(&format!("builtin:{}", name.as_text().unwrap_or_default()));
    match r.phase {
        TAIL => Ok(Outcome::TailCall { function: builtin(cx, &answer[0]), args: answer[1..].to_vec() }),
        REPEAT => Ok(Outcome::TailCall { function: builtin(cx, &r.state[0]), args: r.state[1..].to_vec() }),
        RETURN => Ok(Outcome::Done(answer.into_iter().skip(1).collect())),
        TRUTH => Ok(Value::Bool(ops::truth_operand(&answer[1], "&&", cx.dialect())?).into()),
        MASKED => select::masked(cx, &r.state, &answer),
        FOUND => select::found(cx, &r.state, &answer),
        SUBSCRIPTS => select::with_subscripts(cx, &answer),
        CALLED => {
            let then = Then { phase: SENT, state: Vec::new() };
            let (function, args) = (builtin(cx, &answer[0]), answer[1..].to_vec());
            Ok(Outcome::Call { function, args, nargout: cx.nargout.max(1), then })
        }
        SENT => {
            let sent = |cx: &mut CallCx<'_>, v: Value| match lanes::lane_of(v.class()) {
                Ok(_) => array::upload(cx, &v).map(Value::Device),
                Err(_) => Ok(v),
            };
            answer.into_iter().map(|v| sent(cx, v)).collect::<Result<Values>>().map(Outcome::Done)
        }
        _ => Err(Error::internal("a call on a device has no such phase")),
    }
}

/// What opens the device, if it is not open: the call is made again then.
fn opening(cx: &mut CallCx<'_>, args: &[Value]) -> Result<Option<Outcome>> {
    cx.session
        .host
        .permit(EffectKind::Device, "gpu")
        .map_err(|e| Error::new("RunMat:CapabilityDenied", e.to_string()))?;
    let Some(source) = &cx.session.device else {
        return Err(DeviceError::Missing("this host has none to offer".into()).into());
    };
    if let Some(opened) = source.opened() {
        return opened.map(|_| None).map_err(Error::from);
    }
    let request = PendingInteraction::Host { name: OPEN.into() };
    let state = std::iter::once(Value::text(cx.name)).chain(args.iter().cloned()).collect();
    Ok(Some(Outcome::Suspend { request, then: Then { phase: REPEAT, state } }))
}

fn gpu_array(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    if matches!(args[0], Value::Device(_)) {
        return Ok(args[0].take().into());
    }
    lanes::lane_of(args[0].class())?;
    if let Some(opening) = opening(cx, args)? {
        return Ok(opening);
    }
    Ok(Value::Device(array::upload(cx, &args[0])?).into())
}

fn gpu_device(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    if let Some(opening) = opening(cx, args)? {
        return Ok(opening);
    }
    if args.first().is_some_and(|v| v.as_f64() != Some(1.0)) {
        let text = "Invalid device index: there is one device, number 1.";
        return Err(Error::new("parallel:gpu:device:InvalidIndex", text));
    }
    let device = array::device(cx)?;
    let (info, counts) = (device.info(), device.counts());
    let fields = [
        ("Name", cx.text(&info.name)),
        ("Index", Value::Num(1.0)),
        ("Backend", cx.text(&info.backend)),
        ("SupportsDouble", Value::Bool(info.doubles)),
        ("DeviceSupported", Value::Bool(true)),
        ("Software", Value::Bool(info.software)),
        ("MaxArrayBytes", Value::Num(info.largest as f64)),
        ("UsedMemory", Value::Num(counts.used as f64)),
        ("KernelsStarted", Value::Num(counts.dispatches as f64)),
        ("KernelsCompiled", Value::Num(counts.compiled as f64)),
    ];
    Ok(Value::Struct(Arc::new(StructArray::from_fields(fields))).into())
}

/// Without a device the answer is no, whatever the reason.
fn gpu_device_count(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let there = match (&cx.session.device, cx.session.host.permit(EffectKind::Device, "gpu")) {
        (Some(source), Ok(())) => match source.opened() {
            Some(opened) => opened.is_ok(),
            None => {
                let request = PendingInteraction::Host { name: OPEN.into() };
                let state = std::iter::once(Value::text(cx.name)).chain(args.iter().cloned()).collect();
                return Ok(Outcome::Suspend { request, then: Then { phase: REPEAT, state } });
            }
        },
        _ => false,
    };
    let answer = if cx.name == "canUseGPU" { Value::Bool(there) } else { Value::Num(f64::from(u8::from(there))) };
    Ok(Outcome::Done(one(answer)))
}
