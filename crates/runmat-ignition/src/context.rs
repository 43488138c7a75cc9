//! What a builtin is given besides its arguments.

use crate::builtin::{Library, Scope};
use crate::host::Host;
use crate::output::Output;
use runmat_value::display::Format;
use runmat_value::exception::{Exception, StackFrame};
use runmat_value::ledger::Ledger;
use runmat_value::object::CleanupQueue;
use runmat_value::{Dialect, Error, ErrorKind, Name, Result, Value};
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

/// State of a session that outlives its runs: settings, globals, the door to the host.
pub struct SessionState {
    /// The language spoken.
    pub dialect: Dialect,
    /// Number display.
    pub format: Format,
    /// The outside world.
    pub host: Box<dyn Host>,
    /// What it has refused.
    pub denials: crate::host::Denials,
    /// Printed text.
    pub output: Output,
    /// Warning states and the last warning.
    pub warnings: Warnings,
    /// What `lasterr` and `lasterror` report.
    pub last_error: Option<Arc<Exception>>,
    /// Global variables.
    pub globals: BTreeMap<Name, Arc<Mutex<Value>>>,
    /// Folders searched for functions, first match wins; the current folder comes before them.
    pub path: Vec<String>,
    /// Raised whenever the path, the current folder or a function file changes.
    pub path_epoch: u64,
    /// Functions of gone `onCleanup` objects.
    pub cleanup: CleanupQueue,
    /// Bytes held by values.
    pub ledger: Ledger,
    /// Most bytes values may hold.
    pub memory_limit: Option<u64>,
    /// Threads that isolated tasks may run on.
    pub workers: usize,
    /// Most files a program may have open.
    pub open_files_limit: Option<u32>,
    /// Bytes the machine around has for values: more is refused like a size that is too large, which programs may
    /// catch.
    pub room: u64,
    /// Classes of which there have been objects.
    pub classes: BTreeMap<Name, ClassInfo>,
    /// Where arrays on a device live, if the host has one.
    pub device: Option<Arc<dyn runmat_value::device::DeviceSource>>,
    /// State of library modules (random streams, open files, caches), one entry a type.
    pub extensions: Extensions,
}

impl SessionState {
    /// A fresh session.
    pub fn new(dialect: Dialect, host: Box<dyn Host>) -> Self {
        SessionState {
            dialect,
            format: Format::default(),
            denials: host.denials().unwrap_or_default(),
            host,
            output: Output::default(),
            warnings: Warnings::default(),
            last_error: None,
            globals: BTreeMap::new(),
            path: Vec::new(),
            path_epoch: 0,
            cleanup: CleanupQueue::default(),
            ledger: Ledger::new(),
            memory_limit: None,
            open_files_limit: None,
            workers: 0,
            room: 1 << 36,
            classes: BTreeMap::new(),
            device: None,
            extensions: Extensions::default(),
        }
    }

    /// Makes a class known, with what its constructor says of it: from now on, calls look for its methods.
    pub fn add_class(&mut self, name: &str, change: impl FnOnce(&mut ClassInfo)) {
        let known = self.classes.contains_key(name);
        let info = self.classes.entry(Name::from(name)).or_default();
        let before = info.clone();
        change(info);
        if !known || before != *info {
            self.path_epoch += 1;
        }
    }
}

/// What a session knows of a class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClassInfo {
    /// The classes it inherits methods from.
    pub parents: Vec<Name>,
    /// Classes whose methods are called rather than its own, where objects of both are arguments.
    pub superior: Vec<Name>,
}

/// One value of each type, made when first asked for.
#[derive(Default)]
pub struct Extensions(HashMap<TypeId, Box<dyn Any + Send>>);

impl Extensions {
    /// The session's `T`.
    pub fn get<T: Default + Send + 'static>(&mut self) -> &mut T {
        let entry = self.0.entry(TypeId::of::<T>()).or_insert_with(|| Box::new(T::default()));
        entry.downcast_mut().expect("entries are stored under their own type")
    }
}

/// State of one warning identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum WarningState {
    On,
    Off,
    Error,
}

/// Which warnings are shown, and the last one.
#[derive(Debug, Clone, Default)]
pub struct Warnings {
    /// State of all that are not named; `None` is on.
    pub all: Option<WarningState>,
    /// By identifier.
    pub states: BTreeMap<String, WarningState>,
    /// Text of the last one.
    pub last_message: String,
    /// Its identifier.
    pub last_identifier: String,
    /// Where they are kept, identifier and text, by a call beside the machine: shown when it comes back.
    pub deferred: Option<Vec<(String, String)>>,
}

impl Warnings {
    /// State of an identifier.
    pub fn state(&self, identifier: &str) -> WarningState {
        let named = self.states.get(identifier).copied();
        named.or(self.all).unwrap_or(WarningState::On)
    }
}

/// The cost counter of a run as builtins see it.
pub struct Meter {
    /// Units left before the machine has to look up (end of slice, of fuel, or a check).
    pub budget: i64,
    /// Set by the host: stop soon.
    pub interrupt: Arc<std::sync::atomic::AtomicBool>,
}

impl Meter {
    /// Charges `units` of work (about one per element touched, more for costly elements).
    #[inline]
    pub fn charge(&mut self, units: usize) {
        if !cfg!(feature = "unmetered") {
            self.budget = self.budget.saturating_sub(units as i64);
        }
    }

    /// Whether a long kernel should return [`crate::builtin::Outcome::Yield`] now.
    pub fn should_yield(&self) -> bool {
        self.budget < 0 || self.interrupt.load(std::sync::atomic::Ordering::Relaxed)
    }
}

/// What a builtin may ask the machine. Implemented by the machine only.
pub trait Vm {
    /// A variable's value.
    fn variable(&self, scope: Scope, name: &str) -> Option<Value>;
    /// Sets a variable.
    fn set_variable(&mut self, scope: Scope, name: &str, value: Value) -> Result<()>;
    /// Removes a variable (a global only from this workspace).
    fn clear_variable(&mut self, scope: Scope, name: &str);
    /// All set variables, by name, with whether each is global.
    fn variables(&self, scope: Scope) -> Vec<(Name, Value, bool)>;
    /// The calls in progress, innermost first.
    fn stack(&self) -> Vec<StackFrame>;
    /// Of the function that called the builtin: inputs given and outputs wanted; `None` in a script.
    fn arity(&self) -> Option<(usize, usize)>;
    /// Says how many of the inputs of that function count: names and their values do not.
    fn set_inputs(&mut self, n: usize);
    /// Text of argument `n` (1-based) of the call that entered the calling function, when it was a
    /// plain variable.
    fn argument_name(&self, n: usize) -> Option<Name>;
    /// Text of each argument of the running builtin's call, in canonical form.
    fn argument_texts(&self) -> Vec<String>;
    /// Whether output `n` (1-based) of the calling function is used by its caller.
    fn output_used(&self, n: usize) -> bool;
    /// File of the calling function or script; empty for typed text.
    fn current_file(&self) -> Name;
    /// Name of the calling function.
    fn current_function(&self) -> Name;
    /// Finds a function.
    fn resolve(&mut self, name: &str, session: &mut SessionState) -> Option<FunctionInfo>;
    /// Numbers of inputs and outputs of the code a handle is bound to, as [`FunctionInfo`] gives them.
    fn handle_arity(&self, f: &runmat_value::function::FunctionHandle) -> Option<(i32, i32)>;
    /// Drops compiled code of changed files (`clear functions`); by name or all.
    fn forget_functions(&mut self, name: Option<&str>);
    /// The functions local to the calling file, as handles.
    fn local_functions(&self) -> Vec<Value>;
    /// Prevents (or allows) clearing of the calling function (`mlock`).
    fn set_locked(&mut self, locked: bool);
    /// Whether objects of a class are also of class `other`.
    fn inherits(&self, class: &str, other: &str, session: &SessionState) -> bool;
    /// Whether a class has a method of this name, its own or inherited.
    fn has_method(&mut self, class: &str, name: &str, session: &mut SessionState) -> bool;
    /// The names of the methods of a class, its constructor among them.
    fn methods_of(&mut self, class: &str, session: &mut SessionState) -> Vec<String>;
    /// The tasks that are not over.
    fn tasks(&mut self) -> &mut crate::vm::tasks::Tasks;
}

/// What a name resolves to.
#[derive(Debug, Clone)]
pub struct FunctionInfo {
    /// What it is.
    pub kind: FunctionKind,
    /// File that defines it, empty for builtins and typed functions.
    pub file: Name,
    /// Number of inputs as `nargin(f)` gives it (negative: variable).
    pub nargin: i32,
    /// Number of outputs likewise.
    pub nargout: i32,
    /// Help text.
    pub doc: Option<String>,
    /// A handle that calls it.
    pub handle: Value,
}

/// Kinds of functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    /// Written in Rust.
    Builtin,
    /// Provided by the host.
    Host,
    /// Part of the library, written in the language.
    Library,
    /// From a file.
    File,
    /// Typed at the prompt, or local to the running script or file.
    Local,
    /// A script file.
    Script,
}

/// The context of one builtin call.
pub struct CallCx<'a> {
    /// Outputs wanted; 0 for a statement of its own.
    pub nargout: usize,
    /// The builtin's name.
    pub name: &'static str,
    /// Session state.
    pub session: &'a mut SessionState,
    /// The cost counter.
    pub meter: &'a mut Meter,
    /// The machine.
    pub vm: &'a mut dyn Vm,
    /// All builtins: for calling another one's kernel.
    pub library: &'a Arc<dyn Library>,
}

impl CallCx<'_> {
    /// The dialect.
    pub fn dialect(&self) -> Dialect {
        self.session.dialect
    }

    /// Whether the dialect is Octave.
    pub fn octave(&self) -> bool {
        self.session.dialect.is_octave()
    }

    /// Charges work: about one unit per element touched.
    pub fn charge(&mut self, units: usize) {
        self.meter.charge(units);
    }

    /// Text in the dialect's encoding.
    pub fn text(&self, s: &str) -> Value {
        Value::text_in(s, self.session.dialect)
    }

    /// Refuses a result of `dims` elements of `width` bytes when it can't be held, before it is made.
    pub fn reserve(&self, dims: &runmat_value::Dims, width: usize) -> Result<()> {
        let bytes = dims.iter().fold(width as u128, |n, &d| n.saturating_mul(d as u128));
        if bytes > (1 << 47) || dims.numel() >= isize::MAX as usize / 16 {
            return Err(ErrorKind::TooLarge { dims: dims.clone(), bytes }.into());
        }
        let whole = bytes + self.session.ledger.held() as u128;
        if let Some(limit) = self.session.memory_limit.filter(|&l| whole > l as u128) {
            return Err(ErrorKind::MemoryLimit { limit }.into());
        }
        if whole > self.session.room as u128 {
            return Err(ErrorKind::TooLarge { dims: dims.clone(), bytes }.into());
        }
        Ok(())
    }

    /// Issues a warning: shown unless off, an error when so set; remembered for `lastwarn`.
    pub fn warn(&mut self, identifier: &str, message: &str) -> Result<()> {
        let state = self.session.warnings.state(identifier);
        if state == WarningState::Error {
            return Err(Error::new(identifier, message));
        }
        if let Some(deferred) = &mut self.session.warnings.deferred {
            deferred.push((identifier.to_string(), message.to_string()));
            return Ok(());
        }
        if state == WarningState::Off && self.octave() {
            return Ok(());
        }
        self.session.warnings.last_message = message.to_string();
        self.session.warnings.last_identifier = identifier.to_string();
        if state == WarningState::Off {
            return Ok(());
        }
        let text = if self.octave() {
            let mut text = format!("warning: {}\n", message.strip_suffix('\n').unwrap_or(message));
            if !message.ends_with('\n') && self.session.warnings.state("backtrace") != WarningState::Off {
                text.push_str(&self.octave_trace());
            }
            text
        } else {
            let mut text = format!("Warning: {message} \n");
            let traced = self.session.warnings.state("backtrace") != WarningState::Off;
            let frames = if traced { self.vm.stack() } else { Vec::new() };
            for (k, f) in frames.iter().filter(|f| f.line > 0 && !f.name.is_empty()).enumerate() {
                text.push_str(
                    &format!("{} In {} (line {})\n", if k == 0 { ">" } else { " " }, f.name, f.line)
                        .replace("  In", "In"),
                );
            }
            if !frames.is_empty() {
                text.push_str(" \n");
            }
            text
        };
        self.session.output.error(&text);
        Ok(())
    }

    /// Where a warning came from, as Octave tells it; nothing outside of functions and files.
    fn octave_trace(&self) -> String {
        let mut text = String::new();
        for f in self.vm.stack().iter().filter(|f| f.line > 0 && !f.name.is_empty()) {
            text.push_str(&format!("    {} at line {} column {}\n", f.name, f.line, f.column));
        }
        if text.is_empty() { text } else { format!("warning: called from\n{text}\n") }
    }

    /// An error with the dialect's identifier: `MATLAB:…` or `Octave:…` as given, and one message for both.
    pub fn error(&self, matlab: &str, octave: &str, message: impl AsRef<str>) -> Error {
        Error::new(if self.octave() { octave } else { matlab }, message)
    }

    /// `name: message` in Octave, `message` in MATLAB, without identifier in Octave.
    pub fn fail(&self, matlab_identifier: &str, message: &str) -> Error {
        if self.octave() {
            Error::msg(format!("{}: {message}", self.name))
        } else {
            Error::new(matlab_identifier, message)
        }
    }

    /// "Invalid call to NAME" in Octave, "Not enough/Too many input arguments." in MATLAB.
    pub fn invalid_call(&self) -> Error {
        ErrorKind::NotEnoughInputs { function: Name::from(self.name) }.into()
    }
}
