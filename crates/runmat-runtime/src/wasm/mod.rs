//! WebAssembly functions: modules of other languages, run in a sandbox of their own.
//!
//! `m = wasmload('filter.wasm')` gives an object whose properties are the exported functions: `y = m.run(x)`. A module
//! reaches nothing but its own memory and the functions that it was given; it is charged the run's fuel, an instruction
//! a unit, its memory counts against the run's limit, and it stops wherever its slice ends.
//!
//! # How values pass
//!
//! - A number is passed by value to a parameter of type `i32`, `i64`, `f32` or `f64`. Integers have to fit.
//! - An array, or text, takes two parameters of type `i32`: where it lies in the module's memory, and its number of
//!   elements (of bytes for text, which is UTF-8). It lies there in its own class: `f64` for doubles, bytes for `uint8`.
//!   The module exports `memory` and an allocator, `alloc(bytes)` or `malloc(bytes)`; if it exports `free` or
//!   `dealloc`, of one or two parameters (where, how many bytes), that is called afterwards. One number is passed as
//!   an array where only that fits the signature, or when it stands in a cell: `m.f({5})`.
//! - Results are numbers: `i64` gives an `int64`, the other types give doubles, which hold them exactly. A function
//!   without results gives the arrays back that it was given, as it has left them.
//! - What does not fit this is read and written by hand: `wasmread`, `wasmwrite`.

mod call;
mod instance;
mod values;

use crate::{args, offload};
use instance::Instance;
use runmat_ignition::{Builtin, CallCx, MANY, Outcome, Values, one};
use runmat_value::function::{Code, FunctionHandle, HandleTarget};
use runmat_value::object::HandleObject;
use runmat_value::structs::StructArray;
use runmat_value::{Error, Name, Result, Value};
use std::any::Any;
use std::sync::Arc;

/// The rows.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("wasmload", (1, 2), 1, load, offload::resume).doc(
        "m = wasmload(file): a WebAssembly module, from a file or from its bytes as uint8. Its functions are properties: m.run(x).\nm = wasmload(file, imports): imports.env.NAME is the function that the module calls env.NAME; those of the host need not be named.",
    ),
    Builtin::steps("wasmcall", (2, MANY), MANY, call::start, call::resume)
        .doc("[a, b, …] = wasmcall(m, name, …): calls an exported function of a WebAssembly module."),
    Builtin::many("wasmread", (4, 4), 1, read)
        .doc("x = wasmread(m, where, n, class): n elements of a module's memory as a row; of class 'char': n bytes of UTF-8."),
    Builtin::many("wasmwrite", (3, 3), 1, write)
        .doc("n = wasmwrite(m, where, x): writes the elements of x, or UTF-8 text, into a module's memory; how many bytes."),
];

/// Multiplications that compiling a byte of a module is worth.
const WORK_PER_BYTE: usize = 64;
/// The class of the objects.
const CLASS: &str = "wasm.Module";
/// The property behind which the module itself is found.
const MODULE: &str = "Module";

/// Wraps what is no value of the language so that a value can hold it.
fn carry(name: &str, code: Arc<dyn Code>) -> Value {
    let target = HandleTarget::Bound { name: Name::from(name), code, captures: Arc::from([]) };
    Value::Func(Arc::new(FunctionHandle { target }))
}

/// What [`carry`] has wrapped.
fn carried<T: Any + Send + Sync>(v: &Value) -> Option<Arc<T>> {
    let Value::Func(f) = v else { return None };
    let HandleTarget::Bound { code, .. } = &f.target else { return None };
    let any: Arc<dyn Any + Send + Sync> = code.clone();
    any.downcast().ok()
}

/// The instance that a module object, or one of its functions, stands for.
fn instance(cx: &CallCx<'_>, v: &Value) -> Result<Arc<Instance>> {
    let found = match v {
        Value::Handle(h) => h.fields.lock().unwrap().field(MODULE).and_then(carried),
        v => carried(v),
    };
    found.ok_or_else(|| {
        let text = format!("{}: a WebAssembly module is needed, not a value of class {}", cx.name, v.class_name());
        Error::new("RunMat:NotAModule", text)
    })
}

fn load(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let (file, bytes) = match &args[0] {
        Value::U8s(b) => (String::new(), b.data().to_vec()),
        v => {
            let path = args::text(cx, v, "file")?;
            let read = cx.session.host.read_file(&path);
            let text = |e| Error::new("RunMat:WasmFile", format!("wasmload: {path} cannot be read: {e}"));
            (path.clone(), read.map_err(text)?)
        }
    };
    let imports = args.get_mut(1).map(Value::take);
    let size = bytes.len();
    offload::run(cx, size.saturating_mul(WORK_PER_BYTE), size, move || {
        let compiled = instance::compile(&bytes);
        Box::new(move |cx: &mut CallCx<'_>| {
            let made = Arc::new(Instance::new(cx, compiled?, imports.as_ref())?);
            Ok(one(object(&file, made)))
        })
    })
}

/// The object of the language that stands for an instance.
fn object(file: &str, instance: Arc<Instance>) -> Value {
    let list = |texts: Vec<String>| match texts.is_empty() {
        true => Value::Cell(Arc::new(runmat_value::NdArray::empty())),
        false => Value::cell_row(texts.iter().map(|t| Value::text(t)).collect()),
    };
    let module = carry(CLASS, instance.clone());
    let mut fields = StructArray::from_fields([
        ("File", Value::text(file)),
        ("Exports", list(instance.exports.iter().map(|f| f.to_string()).collect())),
        ("Imports", list(instance.imports.iter().map(|f| f.signature.to_string()).collect())),
        (MODULE, module.clone()),
    ]);
    for f in instance.exports.iter().filter(|f| fields_free(&f.name)) {
        let call = crate::partial::handle("wasmcall", vec![module.clone(), Value::text(&f.name)]);
        fields.set(0, &f.name, call);
    }
    Value::Handle(Arc::new(HandleObject { class: Name::from(CLASS), fields: fields.into() }))
}

/// Whether a function of this name does not hide a property of every module.
fn fields_free(name: &str) -> bool {
    !matches!(name, "File" | "Exports" | "Imports" | MODULE)
}

/// A place in a module's memory, or a number of elements.
fn whole(cx: &CallCx<'_>, v: &Value, what: &str) -> Result<usize> {
    let x = args::scalar(cx, v, what)?;
    if x >= 0.0 && x == x.trunc() && x < 9e15 {
        return Ok(x as usize);
    }
    Err(Error::new("RunMat:WasmArgument", format!("{}: {what} must be a whole number that is not negative", cx.name)))
}

fn read(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let instance = instance(cx, &args[0])?;
    let (at, n) = (whole(cx, &args[1], "where")?, whole(cx, &args[2], "n")?);
    let class = args::text(cx, &args[3], "class")?;
    let width = values::width_of(&class).ok_or_else(|| {
        Error::new("RunMat:WasmArgument", format!("wasmread: there are no elements of class {class}"))
    })?;
    cx.reserve(&runmat_value::Dims::row(n), width)?;
    cx.charge(n);
    let bytes = instance.read(at, n.saturating_mul(width))?;
    Ok(one(values::from_bytes(&class, runmat_value::Dims::row(n), &bytes, cx.dialect())))
}

fn write(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let instance = instance(cx, &args[0])?;
    let at = whole(cx, &args[1], "where")?;
    let array = values::to_bytes(cx, &args[2])?;
    cx.charge(array.bytes.len() / 4);
    instance.write(at, &array.bytes)?;
    Ok(if cx.nargout > 0 { one(array.bytes.len() as f64) } else { Values::new() })
}
