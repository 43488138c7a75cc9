//! Machines beside the machine: a task that shares nothing with the others may run on a thread of its own.
//!
//! Such a task gets a machine with the functions and settings of this one, and copies of its arguments (arrays are
//! shared until written to, as everywhere). What it prints and what it gives back come over when it is done. A task whose
//! function or arguments hold objects that are the same wherever they are (handles, maps, shared variables) stays here
//! and takes turns with the others.

use super::Machine;
use super::call::native_want;
use super::functions::Functions;
use super::tasks::PROGRAM;
use crate::builtin::Values;
use crate::bytecode::CodeObject;
use crate::host::{EffectKind, Host};
use runmat_async::RunLimits;
use runmat_value::function::{FunctionHandle, HandleTarget, Stays};
use runmat_value::{Error, Result, Value};

/// What a machine that only looks must not do.
const EFFECTS_OF_LOOKS: [EffectKind; 5] =
    [EffectKind::Write, EffectKind::Process, EffectKind::Network, EffectKind::Function, EffectKind::Device];

/// What a machine beside this one has done.
pub struct WorkDone {
    /// The results of its function.
    pub result: Result<Values>,
    /// What it has printed.
    pub printed: Vec<(crate::output::Stream, Vec<u8>)>,
    /// Cost units it has used.
    pub fuel: u64,
    /// Compiled code with a number up to this one is known here.
    known: u64,
}

impl WorkDone {
    /// Nothing but an error.
    pub fn failed(e: Error) -> Self {
        WorkDone { result: Err(e), printed: Vec::new(), fuel: 0, known: 0 }
    }
}

impl Functions {
    /// The same functions for another machine, which goes its own ways from here. Persistent variables begin anew.
    fn fork(&self) -> Functions {
        let mut f = Functions::new(self.library.clone());
        f.symbols = self.symbols.clone();
        f.ids = self.ids;
        f.homes = self.homes.clone();
        f.arounds = self.arounds.clone();
        f.typed = self.typed.clone();
        f.files = self.files.iter().map(|(path, e)| (path.clone(), e.clone())).collect();
        f.library_code = self.library_code.clone();
        f
    }
}

impl Machine {
    /// A machine that makes a call of this one. `None` when the two could not be apart.
    pub(crate) fn fork(&mut self, function: &Value, args: &[Value], nargout: u16) -> Option<Box<Machine>> {
        let apart = |m: &Self| m.core.functions.host.is_empty() && is_apart(function, args);
        if self.session.workers == 0 || !apart(self) {
            return None;
        }
        let mut m = self.twin(self.session.host.fork()?);
        m.limits = self.limits;
        m.limits.fuel = self.fuel_limit.map(|f| f.saturating_sub(self.fuel_used()));
        m.limits.wall_time = self.deadline.map(|d| d.saturating_sub(self.session.host.now()));
        m.limits.call_depth = Some(self.depth_limit as u32);
        m.begin_value(function, args.to_vec(), nargout);
        Some(Box::new(m))
    }

    /// A machine that looks at values: it calls a function while this one stands where it stands, and may do nothing to
    /// the world outside but read.
    pub fn look(
        &self,
        function: &str,
        args: Vec<Value>,
        nargout: u16,
        host: Box<dyn Host>,
        most: RunLimits,
    ) -> Box<Machine> {
        let mut m = self.twin(host);
        m.session.denials.forbid_also(&EFFECTS_OF_LOOKS);
        m.limits = most;
        let function = FunctionHandle { target: HandleTarget::Named(function.into()) };
        m.begin_value(&Value::Func(function.into()), args, nargout);
        Box::new(m)
    }

    /// A machine with the functions and settings of this one.
    fn twin(&self, host: Box<dyn Host>) -> Machine {
        let mut m = Machine::new(self.session.dialect, self.library.clone(), host);
        m.core.functions = self.core.functions.fork();
        m.known = m.core.functions.ids;
        let (from, to) = (&self.session, &mut m.session);
        to.format = from.format.clone();
        to.warnings = from.warnings.clone();
        to.path = from.path.clone();
        to.classes = from.classes.clone();
        to.ledger = from.ledger.clone();
        to.room = from.room;
        m
    }

    /// Begins a call of a function value, whose results are to be kept.
    fn begin_value(&mut self, function: &Value, args: Vec<Value>, nargout: u16) {
        self.reset();
        if let Err(e) = self.call_value(function, Values::from_vec(args), native_want(nargout as usize)) {
            self.fail(e);
        }
    }

    /// What has come of it, once [`Machine::run`] has said how it ended.
    pub fn work_done(&mut self, end: Result<()>) -> WorkDone {
        let result = end.map(|()| self.results.take().unwrap_or_default());
        WorkDone { result, printed: self.session.output.take(), fuel: self.fuel_used(), known: self.known }
    }

    /// Takes over what a machine beside this one has done.
    pub fn take_work(&mut self, key: (u64, u64), done: WorkDone) {
        if !self.awaits(key) {
            return;
        }
        let WorkDone { mut result, printed, fuel, known } = done;
        for (stream, bytes) in printed {
            self.session.output.bytes(stream, &bytes);
        }
        self.meter.budget = self.meter.budget.saturating_sub(fuel as i64);
        if let Ok(values) = &result
            && let Some(foreign) = find(values, &|v| is_foreign(v, known))
        {
            let Value::Func(f) = foreign else { unreachable!("only functions are foreign") };
            let text = format!(
                "'{}' can't be a result: this function was made on another thread, and its code is known there only. \
                 Make it before, and hand it over as an argument.",
                f.text()
            );
            result = Err(Error::new("RunMat:NotTransferable", &text));
        }
        if let Ok(values) = &mut result {
            for v in values.iter() {
                if let Value::Object(o) = v {
                    self.session.add_class(&o.class, |_| {});
                }
            }
            values.iter_mut().for_each(|v| self.account(v));
        }
        if let Some(t) = self.core.tasks.all.get_mut(&key.0) {
            t.beside = false;
        }
        self.answer_host_call(key, result);
    }

    /// Whether somebody still waits for an answer.
    pub fn awaits(&self, key: (u64, u64)) -> bool {
        key.0 != PROGRAM && self.core.tasks.serial(key.0) == key.1 && self.core.tasks.all.contains_key(&key.0)
    }
}

/// Whether a call holds nothing that is the same wherever it is.
pub fn is_apart(function: &Value, args: &[Value]) -> bool {
    let tied = |v: &Value| match v {
        Value::Map(_) | Value::Handle(_) | Value::Boxed(_) | Value::Cleanup(_) | Value::Device(_) => true,
        Value::Func(f) => match &f.target {
            HandleTarget::Bound { code, .. } | HandleTarget::Anonymous { code, .. } => code.stays() != Stays::Not,
            HandleTarget::Named(_) => false,
        },
        _ => false,
    };
    !holds(std::slice::from_ref(function), &tied) && !holds(args, &tied)
}

/// Whether code of a handle was compiled elsewhere.
fn is_foreign(v: &Value, known: u64) -> bool {
    let Value::Func(f) = v else { return false };
    match &f.target {
        HandleTarget::Bound { code, .. } | HandleTarget::Anonymous { code, .. } => {
            code.as_any().downcast_ref::<CodeObject>().is_some_and(|c| c.id > known)
        }
        HandleTarget::Named(_) => false,
    }
}

/// Whether a value, or one inside of it, however deep, is of a kind.
pub fn holds(values: &[Value], kind: &dyn Fn(&Value) -> bool) -> bool {
    find(values, kind).is_some()
}

/// The first of a kind.
fn find<'v>(values: &'v [Value], kind: &dyn Fn(&Value) -> bool) -> Option<&'v Value> {
    let mut waiting: Vec<&[Value]> = vec![values];
    while let Some(list) = waiting.pop() {
        for v in list {
            if kind(v) {
                return Some(v);
            }
            waiting.extend(inside(v));
        }
    }
    None
}

/// The values inside a value.
fn inside(v: &Value) -> Option<&[Value]> {
    match v {
        Value::Cell(a) => Some(a.data()),
        Value::Struct(s) => Some(s.values()),
        Value::Object(o) => Some(o.fields.values()),
        Value::List(l) => Some(l),
        Value::Func(f) => captures(f),
        _ => None,
    }
}

fn captures(f: &FunctionHandle) -> Option<&[Value]> {
    match &f.target {
        HandleTarget::Bound { captures, .. } | HandleTarget::Anonymous { captures, .. } => Some(captures),
        HandleTarget::Named(_) => None,
    }
}
