//! What a builtin is, as the machine sees it: a row in a table.
//!
//! A builtin never runs the machine. It returns values or says what should happen next ([`Outcome`]);
//! its state meanwhile is plain values ([`Then`]), so a stopped run is data.

use crate::context::CallCx;
use runmat_async::PendingInteraction;
use runmat_value::{Result, Value};
use smallvec::SmallVec;

/// Results of a call, in order. Most calls have one.
pub type Values = SmallVec<[Value; 2]>;

/// One value as the results of a call.
pub fn one(v: impl Into<Value>) -> Values {
    let mut out = Values::new();
    out.push(v.into());
    out
}

/// What a builtin answers.
pub enum Outcome {
    /// The results. More than asked for are dropped; fewer are an error where one is missing.
    Done(Values),
    /// Call `function` with `args`; the results go to the builtin's `resume`.
    Call {
        /// A function handle, or a char row naming a function.
        function: Value,
        /// Its inputs.
        args: Vec<Value>,
        /// Outputs wanted.
        nargout: usize,
        /// Where to go on.
        then: Then,
    },
    /// Call `function` in place of this builtin: its results are the builtin's.
    TailCall {
        /// A function handle, or a char row naming a function.
        function: Value,
        /// Its inputs.
        args: Vec<Value>,
    },
    /// Run program text in a workspace; `resume` gets its results (values of an expression, when
    /// `nargout` > 0) or its error.
    Eval {
        /// The text.
        code: String,
        /// Whose variables it sees.
        scope: Scope,
        /// Outputs wanted.
        nargout: usize,
        /// Collect what it prints instead of printing: handed over as the first value.
        capture: bool,
        /// Where to go on.
        then: Then,
    },
    /// Wait for the world outside. `resume` gets the answer as one value.
    Suspend {
        /// What is awaited.
        request: PendingInteraction,
        /// Where to go on.
        then: Then,
    },
    /// Enough for this slice: call `resume` again later.
    Yield(Then),
    /// A computation beside the machine is not done yet: let the host have its turn if the slice is over, then call
    /// `resume`. Nothing is charged for it, so that the count of a run does not depend on the time things take.
    Later(Then),
}

impl From<Values> for Outcome {
    fn from(v: Values) -> Self {
        Outcome::Done(v)
    }
}

impl From<Value> for Outcome {
    fn from(v: Value) -> Self {
        Outcome::Done(one(v))
    }
}

/// A builtin's place to go on: a phase of its own numbering, and its state.
#[derive(Debug, Clone, Default)]
pub struct Then {
    /// Which step comes next.
    pub phase: u16,
    /// All it needs to know.
    pub state: Vec<Value>,
}

/// What `resume` is given.
pub struct Resume {
    /// From [`Then`].
    pub phase: u16,
    /// From [`Then`].
    pub state: Vec<Value>,
    /// Results of what was asked for, or its error (a builtin may recover).
    pub input: Result<Values>,
}

/// Whose variables are meant, seen from the code that called the builtin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The calling function's (or script's) own workspace.
    Current,
    /// That of the function which called it.
    Caller,
    /// The session's workspace.
    Base,
}

/// How a builtin is implemented.
#[derive(Clone, Copy)]
pub enum Kernel {
    /// Always exactly one output.
    One(fn(&mut CallCx<'_>, &mut [Value]) -> Result<Value>),
    /// Any number of outputs, at most those of the table row.
    Many(fn(&mut CallCx<'_>, &mut [Value]) -> Result<Values>),
    /// May call back, wait or take several slices.
    Steps {
        /// First step.
        start: fn(&mut CallCx<'_>, &mut [Value]) -> Result<Outcome>,
        /// Further steps.
        resume: fn(&mut CallCx<'_>, Resume) -> Result<Outcome>,
    },
}

/// Any number of arguments.
pub const MANY: u16 = u16::MAX;

/// How the work of a builtin grows with its arguments. Where it is much, the machine has it done beside itself
/// ([`Library::beside`]), so only builtins without effects say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Never much, or looked after by the builtin.
    Brief,
    /// By the number of elements.
    Elements,
    /// By the number of elements, each of which takes long: numbers made text, patterns looked for.
    Costly,
    /// By the cube of the side of a matrix.
    Cubic,
    /// By the elements of the result: the arguments behind the first few name its sizes.
    Sizes {
        /// Arguments in front that are values: their elements count, not what they are.
        values: usize,
        /// One size alone is that of both sides of a matrix.
        square: bool,
    },
}

impl Work {
    /// From this much on work is done beside the machine: a few milliseconds.
    const MUCH: usize = 1 << 21;
    /// This many elements nobody can hold: the builtin refuses them at once.
    const TOO_MANY: usize = runmat_value::dims::power_of_two(36);

    /// Whether this is much for these arguments.
    pub fn is_much(self, args: &[Value]) -> bool {
        match self {
            Work::Brief => false,
            Work::Sizes { .. } => (Work::MUCH..Work::TOO_MANY).contains(&self.of(args)),
            _ if !args.iter().any(Value::is_heap) => false,
            _ => self.of(args) >= Work::MUCH,
        }
    }

    /// About how many steps it takes.
    pub fn of(self, args: &[Value]) -> usize {
        match self {
            Work::Brief => 0,
            Work::Elements => args.iter().map(weight).sum(),
            Work::Costly => args.iter().map(weight).sum::<usize>().saturating_mul(32),
            Work::Cubic => {
                let most = args.iter().map(weight).max().unwrap_or(0);
                most.saturating_mul((most as f64).sqrt() as usize)
            }
            Work::Sizes { values, square } => {
                let (values, sizes) = args.split_at(values.min(args.len()));
                let named: f64 = sizes.iter().map(extent).product();
                let matrix = square && matches!(sizes, [one] if one.is_scalar());
                let result = if matrix { named * named } else { named };
                values.iter().fold(result, |n, v| n * v.numel() as f64) as usize
            }
        }
    }
}

/// Elements, those of cells and texts counted for what they usually hold.
pub(crate) fn weight(v: &Value) -> usize {
    const CONTENT: usize = 16;
    match v {
        Value::Cell(_) | Value::Strings(_) | Value::Struct(_) => v.numel() * CONTENT,
        Value::Sparse(s) => s.nnz() + s.cols(),
        Value::SparseComplex(s) => s.nnz() + s.cols(),
        Value::SparseBool(s) => s.nnz() + s.cols(),
        v => v.numel(),
    }
}

/// How much larger a result gets by an argument that names sizes.
fn extent(v: &Value) -> f64 {
    const SIZES: usize = 8;
    match v {
        _ if v.is_scalar() => v.as_f64().unwrap_or(1.0).abs().max(1.0),
        Value::F64(a) if a.len() <= SIZES => a.data().iter().fold(1.0, |n, x| n * x.abs().max(1.0)),
        v => v.numel() as f64,
    }
}

/// A row of a builtin table.
#[derive(Clone, Copy)]
pub struct Builtin {
    /// The name scripts use.
    pub name: &'static str,
    /// Fewest and most inputs ([`MANY`]: no limit); the machine checks them before the call.
    pub inputs: (u16, u16),
    /// Most outputs; checked before the call.
    pub outputs: u16,
    /// The implementation.
    pub kernel: Kernel,
    /// Shortcut for one real double scalar; `None` means "ask the kernel" (outside its domain).
    pub scalar1: Option<fn(f64) -> Option<f64>>,
    /// Shortcut for two real double scalars.
    pub scalar2: Option<fn(f64, f64) -> Option<f64>>,
    /// What it gives when called without arguments, if that is always the same.
    pub constant: Option<fn() -> Value>,
    /// Same result for the same inputs, no effects.
    pub pure: bool,
    /// How much it does.
    pub work: Work,
    /// Only found in one dialect.
    pub only: Option<runmat_value::Dialect>,
    /// Help text: a call form and sentence a line, then an indented runnable example.
    pub doc: &'static str,
}

impl Builtin {
    const fn new(name: &'static str, inputs: (u16, u16), outputs: u16, kernel: Kernel) -> Self {
        Builtin {
            name,
            inputs,
            outputs,
            kernel,
            scalar1: None,
            scalar2: None,
            constant: None,
            pure: false,
            work: Work::Brief,
            only: None,
            doc: "",
        }
    }

    /// A pure builtin with exactly one output.
    pub const fn one(
        name: &'static str,
        inputs: (u16, u16),
        kernel: fn(&mut CallCx<'_>, &mut [Value]) -> Result<Value>,
    ) -> Self {
        Builtin::new(name, inputs, 1, Kernel::One(kernel)).pure()
    }

    /// A builtin with up to `outputs` outputs.
    pub const fn many(
        name: &'static str,
        inputs: (u16, u16),
        outputs: u16,
        kernel: fn(&mut CallCx<'_>, &mut [Value]) -> Result<Values>,
    ) -> Self {
        Builtin::new(name, inputs, outputs, Kernel::Many(kernel))
    }

    /// A builtin that may call back, wait or take several slices.
    pub const fn steps(
        name: &'static str,
        inputs: (u16, u16),
        outputs: u16,
        start: fn(&mut CallCx<'_>, &mut [Value]) -> Result<Outcome>,
        resume: fn(&mut CallCx<'_>, Resume) -> Result<Outcome>,
    ) -> Self {
        Builtin::new(name, inputs, outputs, Kernel::Steps { start, resume })
    }

    /// With its help text.
    pub const fn doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    /// With a shortcut for one double.
    pub const fn scalar1(mut self, f: fn(f64) -> Option<f64>) -> Self {
        self.scalar1 = Some(f);
        self
    }

    /// With a shortcut for two doubles.
    pub const fn scalar2(mut self, f: fn(f64, f64) -> Option<f64>) -> Self {
        self.scalar2 = Some(f);
        self
    }

    /// With its value without arguments.
    pub const fn constant(mut self, f: fn() -> Value) -> Self {
        self.constant = Some(f);
        self
    }

    /// Found only in this dialect.
    pub const fn only(mut self, dialect: runmat_value::Dialect) -> Self {
        self.only = Some(dialect);
        self
    }

    /// An error of this builtin.
    pub fn failed(&self, e: runmat_value::Error) -> runmat_value::Error {
        e.in_function(self.name).with_usage(|| usage(self.name, self.doc))
    }

    /// Marked as having no effects and no hidden inputs.
    pub const fn pure(mut self) -> Self {
        self.pure = true;
        self.work = Work::Elements;
        self
    }

    /// Marked as having effects or hidden inputs.
    pub const fn impure(mut self) -> Self {
        self.pure = false;
        self.work = Work::Brief;
        self
    }

    /// With this much work. It has no effects then, but for the random numbers it draws.
    pub const fn work(mut self, work: Work) -> Self {
        self.work = work;
        self
    }
}

/// The forms in which a function is called, a line each, from its help text.
pub fn usage(name: &str, doc: &str) -> Option<String> {
    let call = format!("{name}(");
    let head = |line: &str| -> Option<String> {
        let line = line.trim_start_matches('%');
        let line = line.strip_prefix(' ').unwrap_or(line);
        let end = line.find(": ")?;
        let forms = &line[..end];
        (!forms.starts_with(' ') && forms.contains(&call))
            .then(|| forms.replace("), ", ")\n").replace(&call, &format!("{name} (")))
    };
    let forms: Vec<String> = doc.lines().filter_map(head).collect();
    let lines = forms.iter().flat_map(|f| f.lines()).map(|form| placeholders(name, form));
    (!forms.is_empty()).then(|| lines.collect::<Vec<_>>().join("\n"))
}

/// A form with what stands for values in capitals, as Octave writes it; texts stay.
fn placeholders(name: &str, form: &str) -> String {
    let mut quote = None;
    let capital = |c: char| {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            (None, c) => return c.to_ascii_uppercase(),
            _ => {}
        }
        c
    };
    let upper: String = form.chars().map(capital).collect();
    upper.replacen(&format!("{} (", name.to_ascii_uppercase()), &format!("{name} ("), 1)
}

/// Number of a builtin in its [`Library`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BuiltinId(pub u32);

/// A class of the library: its methods are the functions `@name/method`.
#[derive(Debug)]
pub struct LibraryClass {
    /// Its name.
    pub name: &'static str,
    /// The classes it inherits methods from.
    pub parents: &'static [&'static str],
    /// Of several objects among the arguments, the one of the highest rank has its method called. Classes of
    /// programs come before all of these.
    pub rank: u8,
}

/// The functions a machine offers: builtins, and files written in the language.
pub trait Library: Send + Sync {
    /// Number of the builtin with this name in this dialect.
    fn find(&self, name: &str, dialect: runmat_value::Dialect) -> Option<BuiltinId>;
    /// Its row.
    fn builtin(&self, id: BuiltinId) -> &'static Builtin;
    /// Whether a name can stand for something of the library: a function, a class, a method, a package.
    fn knows(&self, name: &str, dialect: runmat_value::Dialect) -> bool {
        self.find(name, dialect).is_some() || self.source(name, dialect).is_some()
    }
    /// Source text of a function written in the language.
    fn source(&self, name: &str, dialect: runmat_value::Dialect) -> Option<&'static str>;
    /// State of its modules that snapshots take along.
    fn state(&self) -> &'static [crate::vm::snapshot::StatePart] {
        &[]
    }
    /// All names, for completion and `which`.
    fn names(&self, dialect: runmat_value::Dialect) -> Vec<&'static str>;
    /// Has a builtin that says how much [`Work`] it is done beside the machine, if the library can: its first outcome,
    /// and the builtin that looks after it from then on.
    fn beside(
        &self,
        _row: &'static Builtin,
        _cx: &mut CallCx<'_>,
        _args: &mut Values,
    ) -> Option<Result<(BuiltinId, Outcome)>> {
        None
    }
    /// Has a builtin called that was given arrays on a device: the builtin that looks after the call, and its first
    /// outcome. `None`: the builtin takes such arrays as they are.
    fn on_device(
        &self,
        _row: &'static Builtin,
        _cx: &mut CallCx<'_>,
        _args: &mut Values,
    ) -> Option<Result<(BuiltinId, Outcome)>> {
        None
    }
    /// The names of a library class's own methods.
    fn methods(&self, _class: &str) -> Vec<&'static str> {
        Vec::new()
    }
    /// What is to be known of a class of the library.
    fn class(&self, _name: &str) -> Option<&'static LibraryClass> {
        None
    }
    /// Called by operators on operands that need the library (`mtimes`, `mldivide`, …).
    fn operator(&self, function: &str) -> BuiltinId;
}
