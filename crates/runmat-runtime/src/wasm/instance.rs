//! Modules that have been loaded: their functions, their memory, what they may use.

use super::values;
use runmat_ignition::CallCx;
use runmat_ignition::context::FunctionKind;
use runmat_value::function::{Code, Stays};
use runmat_value::ledger::{Lease, Ledger};
use runmat_value::{Error, ErrorKind, Result, Value};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use wasmi::{
    Caller, CompilationMode, Config, Engine, Extern, ExternType, Func, FuncType, Memory, Module, ResourceLimiter,
    Store, TrapCode, Val, ValType,
};
use wasmi_core::LimiterError;

/// Instructions that the start function of a module may take: it can't be interrupted.
const START: u64 = 1 << 21;

/// A function's name with its parameters and results.
#[derive(Debug, Clone)]
pub(super) struct Signature {
    pub(super) name: String,
    pub(super) params: Vec<ValType>,
    pub(super) results: Vec<ValType>,
}

impl Signature {
    fn new(name: String, ty: &FuncType) -> Self {
        Signature { name, params: ty.params().to_vec(), results: ty.results().to_vec() }
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |types: &[ValType]| {
            let names: Vec<String> = types.iter().map(|t| format!("{t:?}").to_lowercase()).collect();
            names.join(", ")
        };
        write!(f, "{}({})", self.name, list(&self.params))?;
        match self.results.as_slice() {
            [] => Ok(()),
            [one] => write!(f, " -> {}", list(&[*one])),
            many => write!(f, " -> ({})", list(many)),
        }
    }
}

/// A function that the module calls.
#[derive(Debug)]
pub(super) struct Import {
    pub(super) signature: Signature,
    /// What it calls.
    pub(super) function: Value,
}

/// The call of an import, on its way out of the module.
#[derive(Debug)]
pub(super) struct ImportCalled {
    pub(super) index: usize,
    pub(super) args: Vec<Val>,
}

impl fmt::Display for ImportCalled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "import {} called", self.index)
    }
}

impl wasmi::errors::HostError for ImportCalled {}

/// What an instance may use, and what it does use.
pub(super) struct Room {
    ledger: Ledger,
    lease: Lease,
    held: u64,
    /// Most bytes that values may hold, this included.
    limit: Option<u64>,
    room: u64,
    /// The limit that was in the way of growing.
    refused: Option<u64>,
}

impl Room {
    fn grow(&mut self, from: u64, to: u64) -> std::result::Result<bool, LimiterError> {
        let held = self.held + to.saturating_sub(from);
        let whole = self.ledger.held() - self.held.min(self.ledger.held()) + held;
        if let Some(limit) = self.limit.filter(|&l| whole > l) {
            self.refused = Some(limit);
            return Err(LimiterError::ResourceLimiterDeniedAllocation);
        }
        if whole > self.room {
            return Ok(false);
        }
        self.held = held;
        self.lease.hold(&self.ledger, held);
        Ok(true)
    }
}

impl ResourceLimiter for Room {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> std::result::Result<bool, LimiterError> {
        if maximum.is_some_and(|m| desired > m) {
            return Ok(false);
        }
        self.grow(current as u64, desired as u64)
    }

    fn table_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> std::result::Result<bool, LimiterError> {
        const ELEMENT: u64 = 16;
        if maximum.is_some_and(|m| desired > m) {
            return Ok(false);
        }
        self.grow(current as u64 * ELEMENT, desired as u64 * ELEMENT)
    }

    fn instances(&self) -> usize {
        1
    }

    fn tables(&self) -> usize {
        100
    }

    fn memories(&self) -> usize {
        16
    }
}

/// The part of an instance that changes.
pub(super) struct State {
    pub(super) store: Store<Room>,
    functions: Vec<Func>,
    memory: Option<Memory>,
    /// The call under way.
    pub(super) current: Weak<super::call::Suspended>,
}

impl State {
    /// The exported function of this number.
    pub(super) fn function(&self, index: usize) -> Func {
        self.functions[index]
    }

    /// What the run that calls may use now.
    pub(super) fn limit(&mut self, cx: &CallCx<'_>) {
        let room = self.store.data_mut();
        room.limit = cx.session.memory_limit;
        room.room = cx.session.room;
        room.refused = None;
    }
}

/// A module that has been loaded.
pub(super) struct Instance {
    pub(super) exports: Vec<Signature>,
    pub(super) imports: Vec<Import>,
    state: Mutex<State>,
}

impl fmt::Debug for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instance").field("exports", &self.exports).finish_non_exhaustive()
    }
}

impl Code for Instance {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
    fn stays(&self) -> Stays {
        Stays::Forever("a WebAssembly module")
    }
}

/// Reads and checks a module.
pub(super) fn compile(bytes: &[u8]) -> Result<Module> {
    let mut config = Config::default();
    config.consume_fuel(true).compilation_mode(CompilationMode::Eager).ignore_custom_sections(true);
    Module::new(&Engine::new(&config), bytes)
        .map_err(|e| Error::new("RunMat:WasmModule", format!("wasmload: this is no WebAssembly module: {e}")))
}

impl Instance {
    /// An instance of a module that may call what was given, or what the host provides.
    pub(super) fn new(cx: &mut CallCx<'_>, module: Module, given: Option<&Value>) -> Result<Self> {
        let imports = imports(cx, &module, given)?;
        let ledger = cx.session.ledger.clone();
        let room = Room { ledger, lease: Lease::default(), held: 0, limit: None, room: 0, refused: None };
        let mut store = Store::new(module.engine(), room);
        store.limiter(|room| room);
        let mut externs = Vec::new();
        for (index, import) in imports.iter().enumerate() {
            let ty = FuncType::new(import.signature.params.clone(), import.signature.results.clone());
            let body = move |_: Caller<'_, Room>, args: &[Val], _: &mut [Val]| {
                Err(wasmi::Error::host(ImportCalled { index, args: args.to_vec() }))
            };
            externs.push(Extern::Func(Func::new(&mut store, ty, body)));
        }
        let mut state = State { store, functions: Vec::new(), memory: None, current: Weak::new() };
        state.limit(cx);
        let _metered = state.store.set_fuel(START);
        let instance = wasmi::Instance::new(&mut state.store, &module, &externs);
        let left = state.store.get_fuel().unwrap_or(0);
        cx.charge((START - left.min(START)) as usize);
        let instance = instance.map_err(|e| not_started(&state, &e))?;
        let mut exports = Vec::new();
        for export in module.exports() {
            let Some(function) = instance.get_func(&state.store, export.name()) else { continue };
            exports.push(Signature::new(export.name().to_string(), &function.ty(&state.store)));
            state.functions.push(function);
        }
        state.memory = instance.get_memory(&state.store, "memory");
        Ok(Instance { exports, imports, state: Mutex::new(state) })
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of an exported function.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.exports.iter().position(|f| f.name == name)
    }

    /// A copy of a part of the memory.
    pub(super) fn read(&self, at: usize, n: usize) -> Result<Vec<u8>> {
        let state = self.state();
        let memory = state.memory.ok_or_else(no_memory)?;
        let part = at.checked_add(n).and_then(|end| memory.data(&state.store).get(at..end));
        part.map(<[u8]>::to_vec).ok_or_else(|| outside(at, n))
    }

    /// Changes a part of the memory.
    pub(super) fn write(&self, at: usize, bytes: &[u8]) -> Result<()> {
        let mut state = self.state();
        let memory = state.memory.ok_or_else(no_memory)?;
        let end = at.checked_add(bytes.len());
        let part = end.and_then(|end| memory.data_mut(&mut state.store).get_mut(at..end));
        part.ok_or_else(|| outside(at, bytes.len()))?.copy_from_slice(bytes);
        Ok(())
    }
}

fn no_memory() -> Error {
    Error::new("RunMat:WasmMemory", "The module exports no memory.")
}

fn outside(at: usize, n: usize) -> Error {
    Error::new("RunMat:WasmMemory", format!("{n} bytes at {at} do not lie in the module's memory."))
}

/// Finds for each import of a module what it calls.
fn imports(cx: &mut CallCx<'_>, module: &Module, given: Option<&Value>) -> Result<Vec<Import>> {
    let mut found = Vec::new();
    for import in module.imports() {
        let name = format!("{}.{}", import.module(), import.name());
        let ExternType::Func(ty) = import.ty() else {
            let text =
                format!("wasmload: the module imports {name}, which is no function; only functions can be given");
            return Err(Error::new("RunMat:WasmImport", text));
        };
        let signature = Signature::new(name, ty);
        if !signature.params.iter().chain(&signature.results).all(values::is_number) {
            let text = format!("wasmload: the module imports {signature}; only numbers can be passed");
            return Err(Error::new("RunMat:WasmImport", text));
        }
        let function = given_function(given, import.module(), import.name())?;
        let function = function.or_else(|| match import.module() {
            "env" => host_function(cx, import.name()),
            _ => None,
        });
        let function = function.ok_or_else(|| {
            let text = format!(
                "The module may not call {}: it was not given to wasmload, and the host provides no such function.",
                signature.name
            );
            Error::new("RunMat:CapabilityDenied", text)
        })?;
        found.push(Import { signature, function });
    }
    Ok(found)
}

/// `imports.MODULE.NAME`.
fn given_function(given: Option<&Value>, module: &str, name: &str) -> Result<Option<Value>> {
    let field = |v: &Value, name: &str| match v {
        Value::Struct(s) if s.len() == 1 => Ok(s.field(name).cloned()),
        _ => Err(Error::new("RunMat:WasmImport", "wasmload: imports are a struct of structs of functions")),
    };
    let Some(all) = given else { return Ok(None) };
    let Some(part) = field(all, module)? else { return Ok(None) };
    match field(&part, name)? {
        Some(f @ Value::Func(_)) => Ok(Some(f)),
        Some(_) => Err(Error::new("RunMat:WasmImport", format!("wasmload: {module}.{name} is no function handle"))),
        None => Ok(None),
    }
}

/// A function that the host provides.
fn host_function(cx: &mut CallCx<'_>, name: &str) -> Option<Value> {
    let found = cx.vm.resolve(name, cx.session)?;
    (found.kind == FunctionKind::Host).then_some(found.handle)
}

fn not_started(state: &State, e: &wasmi::Error) -> Error {
    if e.as_trap_code() == Some(TrapCode::OutOfFuel) {
        let text = "wasmload: the module's start function takes too long; export it, and call it";
        return Error::new("RunMat:WasmModule", text);
    }
    if let Some(called) = e.downcast_ref::<ImportCalled>() {
        let text =
            format!("wasmload: the module's start function calls import {}; export it, and call it", called.index);
        return Error::new("RunMat:WasmModule", text);
    }
    failure(state, "start", e)
}

/// What becomes of an error inside a module.
pub(super) fn failure(state: &State, function: &str, e: &wasmi::Error) -> Error {
    if let Some(limit) = state.store.data().refused {
        return ErrorKind::MemoryLimit { limit }.into();
    }
    let text = format!("The module's function '{function}' has failed: {e}.");
    Error::new("RunMat:WasmTrap", text)
}

/// The instance as something that values can hold.
pub(super) fn share(instance: &Arc<Instance>) -> Value {
    super::carry(super::CLASS, instance.clone())
}
