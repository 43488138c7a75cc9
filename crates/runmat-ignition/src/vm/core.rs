//! The machine's own data: frames, registers, workspaces. What builtins may ask of it is [`Vm`].

use super::frame::{CodeFrame, Frame, Owner};
use super::functions::{Around, Functions, Target};
use super::tasks::Tasks;
use crate::builtin::Scope;
use crate::bytecode::{CallSite, CodeKind, CodeObject, Op, Want};
use crate::context::{FunctionInfo, FunctionKind, SessionState, Vm};
use runmat_value::exception::StackFrame;
use runmat_value::function::{FunctionHandle, HandleTarget};
use runmat_value::{Name, Result, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Frames, registers, workspaces, functions.
pub struct VmCore {
    /// The calls in progress, outermost first.
    pub frames: Vec<Frame>,
    /// Registers of all frames. Those above the top frame own no heap data.
    pub regs: Vec<Value>,
    /// The session's workspace, without what the running script has borrowed.
    pub base: BTreeMap<Name, Value>,
    /// Functions.
    pub functions: Functions,
    /// Tasks that are not over.
    pub tasks: Tasks,
    /// The language spoken.
    pub dialect: runmat_value::Dialect,
}

impl VmCore {
    /// First register above the top code frame.
    pub fn top(&self) -> usize {
        self.frames
            .iter()
            .rev()
            .find_map(|f| match f {
                Frame::Code(c) => Some(c.base + c.code.registers as usize),
                Frame::Native(_) => None,
            })
            .unwrap_or(0)
    }

    /// Makes room for registers up to `end`.
    pub fn ensure(&mut self, end: usize) {
        if self.regs.len() < end {
            let len = (end + 16).max(self.regs.len() * 2);
            self.regs.resize(len, Value::Undef);
        }
    }

    /// Clears registers.
    pub fn clear(&mut self, start: usize, n: usize) {
        let end = (start + n).min(self.regs.len());
        self.regs[start.min(end)..end].iter_mut().for_each(|r| *r = Value::Undef);
    }

    /// Gives memory back after a deep run.
    pub fn trim(&mut self) {
        const KEPT: usize = 1 << 14;
        if self.frames.is_empty() && self.regs.len() > KEPT {
            self.regs.truncate(KEPT);
            self.regs.shrink_to_fit();
            self.frames.shrink_to(KEPT / 16);
        }
    }

    /// The code frame at index `f`.
    pub fn code_frame(&self, f: usize) -> Option<&CodeFrame> {
        match self.frames.get(f)? {
            Frame::Code(c) => Some(c),
            Frame::Native(_) => None,
        }
    }

    fn code_frame_mut(&mut self, f: usize) -> Option<&mut CodeFrame> {
        match self.frames.get_mut(f)? {
            Frame::Code(c) => Some(c),
            Frame::Native(_) => None,
        }
    }

    /// The innermost code frame below index `f`.
    fn below(&self, f: usize) -> Option<usize> {
        (0..f).rev().find(|&k| matches!(self.frames[k], Frame::Code(_)))
    }

    /// The frame whose code is running, or which called the running builtin.
    pub fn current(&self) -> Option<usize> {
        self.below(self.frames.len())
    }

    /// Text compiled next sees the functions that the code of this workspace sees.
    pub fn look_from(&mut self, owner: Owner) {
        let code = match owner {
            Owner::Frame(f) => self.code_frame(f).map(|c| &*c.code),
            _ => None,
        };
        self.functions.around = code.map(Around::of);
    }

    /// The workspace that frame `f` works on: its own frame, or that of its owner.
    fn workspace_of(&self, f: usize) -> Owner {
        match self.code_frame(f).map(CodeFrame::owner) {
            Some(Owner::Own) | None => Owner::Frame(f),
            Some(Owner::Base) => Owner::Base,
            Some(Owner::Frame(g)) => self.workspace_of(g),
        }
    }

    /// The workspace meant by `scope`.
    pub fn workspace(&self, scope: Scope) -> Owner {
        let Some(current) = self.current() else { return Owner::Base };
        match scope {
            Scope::Base => Owner::Base,
            Scope::Current => self.workspace_of(current),
            Scope::Caller => match self.workspace_of(current) {
                Owner::Frame(f) => self.below(f).map_or(Owner::Base, |g| self.workspace_of(g)),
                other => other,
            },
        }
    }

    /// Frames that work on a workspace, innermost first, its own frame last.
    fn users(&self, w: Owner) -> Vec<usize> {
        let works = |&f: &usize| self.code_frame(f).is_some() && self.workspace_of(f) == w;
        (0..self.frames.len()).rev().filter(works).collect()
    }

    fn slot_index(&self, f: usize, name: &str) -> Option<usize> {
        let c = self.code_frame(f)?;
        let slot = c.code.slots.iter().position(|n| &**n == name)?;
        Some(c.base + slot)
    }

    /// A variable of a workspace. A script that uses a name has borrowed it: it lies in the script's frame.
    pub fn get(&self, w: Owner, name: &str) -> Option<Value> {
        for f in self.users(w) {
            if let Some(r) = self.slot_index(f, name) {
                return set_value(&self.regs[r]);
            }
            if let Some(v) = self.code_frame(f).and_then(|c| c.extra.as_ref()?.dynamic.get(name)) {
                return set_value(v);
            }
        }
        if w == Owner::Base { self.base.get(name).and_then(set_value) } else { None }
    }

    /// The place of a variable in a workspace, made when absent.
    pub fn place(&mut self, w: Owner, name: &str) -> &mut Value {
        for f in self.users(w) {
            if let Some(r) = self.slot_index(f, name) {
                return &mut self.regs[r];
            }
        }
        match w {
            Owner::Frame(f) => {
                let extra = self.code_frame_mut(f).expect("workspaces belong to code frames").extra();
                extra.dynamic.entry(Name::from(name)).or_default()
            }
            _ => self.base.entry(Name::from(name)).or_default(),
        }
    }

    /// Moves the variables a script mentions out of the workspace it works on into its registers.
    pub fn borrow(&mut self, code: &CodeObject, base: usize, owner: Owner) {
        for (k, name) in code.slots.iter().enumerate() {
            let v = match self.lender(owner, name) {
                Some(place) => place.take(),
                None => Value::Undef,
            };
            self.regs[base + k] = v;
        }
    }

    /// Gives them back.
    pub fn give_back(&mut self, code: &CodeObject, base: usize, owner: Owner) {
        for (k, name) in code.slots.iter().enumerate() {
            let v = self.regs[base + k].take();
            if v.is_undef() {
                if let Some(place) = self.lender(owner, name) {
                    *place = Value::Undef;
                }
            } else {
                *self.place_below(owner, name) = v;
            }
        }
    }

    fn lender(&mut self, owner: Owner, name: &str) -> Option<&mut Value> {
        match owner {
            Owner::Own => None,
            Owner::Base => match self.borrower(name) {
                Some(r) => Some(&mut self.regs[r]),
                None => self.base.get_mut(name),
            },
            Owner::Frame(f) => {
                if let Some(r) = self.slot_index(f, name) {
                    return Some(&mut self.regs[r]);
                }
                let next = self.code_frame(f)?.owner();
                if next != Owner::Own {
                    return self.lender(next, name);
                }
                self.code_frame_mut(f)?.extra.as_mut()?.dynamic.get_mut(name)
            }
        }
    }

    fn place_below(&mut self, owner: Owner, name: &str) -> &mut Value {
        match owner {
            Owner::Frame(f) => {
                if let Some(r) = self.slot_index(f, name) {
                    return &mut self.regs[r];
                }
                match self.code_frame(f).map(CodeFrame::owner) {
                    Some(Owner::Own) | None => {
                        let extra = self.code_frame_mut(f).expect("owners are code frames").extra();
                        extra.dynamic.entry(Name::from(name)).or_default()
                    }
                    Some(next) => self.place_below(next, name),
                }
            }
            _ => match self.borrower(name) {
                Some(r) => &mut self.regs[r],
                None => self.base.entry(Name::from(name)).or_default(),
            },
        }
    }

    /// The register of the innermost script that has borrowed a variable of the session's workspace.
    fn borrower(&self, name: &str) -> Option<usize> {
        self.users(Owner::Base).into_iter().find_map(|f| self.slot_index(f, name))
    }

    /// All set variables of a workspace, by name.
    pub fn list(&self, w: Owner) -> BTreeMap<Name, Value> {
        let mut out = BTreeMap::new();
        if w == Owner::Base {
            out.extend(self.base.iter().map(|(n, v)| (n.clone(), v.clone())));
        }
        for f in self.users(w).into_iter().rev() {
            let Some(c) = self.code_frame(f) else { continue };
            for (k, name) in c.code.slots.iter().enumerate().filter(|(_, n)| !n.contains(' ') && &***n != "~") {
                match set_value(&self.regs[c.base + k]) {
                    Some(_) => out.insert(name.clone(), self.regs[c.base + k].clone()),
                    None => out.remove(name),
                };
            }
            if let Some(e) = &c.extra {
                out.extend(e.dynamic.iter().map(|(n, v)| (n.clone(), v.clone())));
            }
        }
        out.retain(|n, v| !n.contains(' ') && set_value(v).is_some());
        out
    }

    /// The stack as errors report it, innermost first. `anonymous` and library frames without place of
    /// their own are left out.
    pub fn report(&self) -> Vec<StackFrame> {
        let mut out = Vec::new();
        for f in (0..self.frames.len()).rev() {
            let Some(c) = self.code_frame(f) else { continue };
            if c.code.source.library || (c.code.kind == CodeKind::Script && c.code.source.file.is_empty()) {
                continue;
            }
            let (line, column) = c.code.line_col(c.pc.saturating_sub(1));
            out.push(StackFrame {
                file: c.code.source.file.clone(),
                name: c.code.name.clone(),
                line: line as u32,
                column: column as u32,
            });
        }
        out
    }

    /// The call instruction that entered frame `f`, when compiled code did.
    fn entering_site(&self, f: usize) -> Option<&CallSite> {
        let c = self.code_frame(f.checked_sub(1)?)?;
        match c.code.ops.get(c.pc.checked_sub(1)?)? {
            Op::Call { site } | Op::LoadName { site, .. } | Op::Math1 { site, .. } | Op::Math2 { site, .. } => {
                Some(&c.code.sites[*site as usize])
            }
            _ => None,
        }
    }

    /// The name of the variable whose display has entered the running function.
    fn shown_name(&self) -> Option<Name> {
        let c = self.code_frame(self.function_frame()?.checked_sub(1)?)?;
        match c.code.ops.get(c.pc.checked_sub(1)?)? {
            Op::Show { name, .. } => Some(c.code.names[*name as usize].clone()),
            Op::Result { .. } => Some(Name::from("ans")),
            _ => None,
        }
    }

    /// Which outputs of the running function its caller ignores; empty when none.
    pub fn ignored_outputs(&self) -> Arc<[bool]> {
        let site = self.current().and_then(|f| self.entering_site(f));
        site.map_or_else(|| Arc::from([]), |s| s.ignored.clone())
    }

    /// The frame of the function whose code is running, looking through scripts and evaluated text.
    fn function_frame(&self) -> Option<usize> {
        match self.workspace(Scope::Current) {
            Owner::Frame(f) => Some(f),
            _ => None,
        }
    }

    /// Shared variables that a nested function takes along from the running function.
    pub fn shared_for(&self, code: &CodeObject) -> Arc<[Value]> {
        let Some(f) = self.current_function() else { return Arc::from([]) };
        let Some(c) = self.code_frame(f) else { return Arc::from([]) };
        let slots = c.code.captured.iter().chain(&c.code.boxed);
        slots.take(code.captured.len()).map(|&s| self.regs[c.base + s as usize].clone()).collect()
    }
}

impl VmCore {
    /// The frame whose code is running, looking through evaluated text.
    fn current_function(&self) -> Option<usize> {
        let f = self.current()?;
        match self.workspace_of(f) {
            Owner::Frame(g) => Some(g),
            _ => Some(f),
        }
    }

    /// What a name given as text stands for in the running code, and whether that is a function of its file.
    pub fn find_named(&mut self, name: &str, session: &mut SessionState) -> (Target, bool) {
        let places = [self.current(), self.current_function()];
        for f in places.into_iter().flatten() {
            let Some(around) = self.code_frame(f).map(|c| Around::of(&c.code)) else { continue };
            if let Some(code) = around.find(name) {
                return (Target::Code(code), true);
            }
            if let Some(target) = self.functions.find_private(name, &around.file, session) {
                return (target, false);
            }
        }
        (self.functions.find(name, session), false)
    }
}

fn set_value(v: &Value) -> Option<Value> {
    match v {
        Value::Undef => None,
        Value::Boxed(b) => set_value(&b.lock().unwrap()),
        other => Some(other.clone()),
    }
}

/// Writes a variable, through its box when it is shared.
pub fn write(place: &mut Value, v: Value) {
    if let Value::Boxed(b) = place {
        *b.lock().unwrap() = v;
    } else {
        *place = v;
    }
}

impl Vm for VmCore {
    fn variable(&self, scope: Scope, name: &str) -> Option<Value> {
        self.get(self.workspace(scope), name)
    }

    fn set_variable(&mut self, scope: Scope, name: &str, value: Value) -> Result<()> {
        let w = self.workspace(scope);
        write(self.place(w, name), value);
        Ok(())
    }

    fn clear_variable(&mut self, scope: Scope, name: &str) {
        let w = self.workspace(scope);
        *self.place(w, name) = Value::Undef;
        if w == Owner::Base {
            self.base.retain(|_, v| !v.is_undef());
        }
    }

    fn variables(&self, scope: Scope) -> Vec<(Name, Value, bool)> {
        let all = self.list(self.workspace(scope));
        let entry = |(n, v): (Name, Value)| {
            let global = matches!(v, Value::Boxed(_));
            (n, set_value(&v).unwrap_or_default(), global)
        };
        all.into_iter().map(entry).collect()
    }

    fn stack(&self) -> Vec<StackFrame> {
        self.report()
    }

    fn arity(&self) -> Option<(usize, usize)> {
        let c = self.code_frame(self.function_frame()?)?;
        Some((c.nargin as usize, c.nargout as usize))
    }

    fn set_inputs(&mut self, n: usize) {
        let frame = self.function_frame();
        if let Some(Frame::Code(c)) = frame.and_then(|f| self.frames.get_mut(f)) {
            c.nargin = n as u16;
        }
    }

    fn argument_name(&self, n: usize) -> Option<Name> {
        if let Some(name) = self.shown_name() {
            return (n == 1).then_some(name);
        }
        let function = self.function_frame()?;
        let name = self.entering_site(function)?.argument_names.get(n.checked_sub(1)?)?.clone()?;
        // Octave takes any name for one, MATLAB those of variables.
        let is_variable = || self.get(self.workspace_of(function - 1), &name).is_some();
        (self.dialect.is_octave() || is_variable()).then_some(name)
    }

    fn argument_texts(&self) -> Vec<String> {
        let Some(c) = self.current().and_then(|f| self.code_frame(f)) else { return Vec::new() };
        let Some(span) = c.code.spans.get(c.pc.saturating_sub(1)) else { return Vec::new() };
        let text = c.code.source.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        argument_texts(text, self.dialect)
    }

    fn output_used(&self, n: usize) -> bool {
        let Some(f) = self.function_frame() else { return n == 1 };
        let count = self.code_frame(f).map_or(0, |c| c.nargout as usize).max(1);
        if n == 0 || n > count {
            return false;
        }
        let ignored = self.entering_site(f).and_then(|s| s.ignored.get(n - 1).copied());
        !ignored.unwrap_or(false)
    }

    fn current_file(&self) -> Name {
        self.current().and_then(|f| self.code_frame(f)).map_or(Name::from(""), |c| c.code.source.file.clone())
    }

    fn current_function(&self) -> Name {
        self.current().and_then(|f| self.code_frame(f)).map_or(Name::from(""), |c| c.code.name.clone())
    }

    fn resolve(&mut self, name: &str, session: &mut SessionState) -> Option<FunctionInfo> {
        let (target, local) = self.find_named(name, session);
        describe(self, name, target, local)
    }

    fn handle_arity(&self, f: &FunctionHandle) -> Option<(i32, i32)> {
        match &f.target {
            HandleTarget::Named(_) => None,
            HandleTarget::Bound { code, .. } | HandleTarget::Anonymous { code, .. } => {
                super::statement::code_of(code).map(|c| arity_of(&c))
            }
        }
    }

    fn forget_functions(&mut self, name: Option<&str>) {
        self.functions.forget(name);
    }

    fn local_functions(&self) -> Vec<Value> {
        let Some(c) = self.current().and_then(|f| self.code_frame(f)) else { return Vec::new() };
        let list = c.code.locals.functions.get().map(Vec::as_slice).unwrap_or_default();
        let local = list.iter().skip(usize::from(c.code.locals.main)).filter(|f| !f.name.contains('/'));
        local.map(|f| bound(f, Arc::from([]))).collect()
    }

    fn inherits(&self, class: &str, other: &str, session: &SessionState) -> bool {
        self.functions.inherits(class, other, session)
    }

    fn has_method(&mut self, class: &str, name: &str, session: &mut SessionState) -> bool {
        self.functions.method(class, name, session).is_some()
    }

    fn methods_of(&mut self, class: &str, session: &mut SessionState) -> Vec<String> {
        self.functions.methods_of(class, session)
    }

    fn set_locked(&mut self, _locked: bool) {}

    fn tasks(&mut self) -> &mut Tasks {
        &mut self.tasks
    }
}

/// The arguments of the call that `text` is.
fn argument_texts(text: &str, dialect: runmat_value::Dialect) -> Vec<String> {
    use runmat_syntax::ast::{ExprKind, IndexKind, StmtKind};
    let parsed = runmat_syntax::parse(text, dialect);
    match parsed.unit.body.first().map(|s| &s.kind) {
        Some(StmtKind::Expr { expr, .. }) => match &expr.kind {
            ExprKind::Index { index: IndexKind::Paren(args), .. } => {
                args.iter().map(|a| runmat_syntax::print::expr(a, dialect)).collect()
            }
            _ => Vec::new(),
        },
        Some(StmtKind::Command { args, .. }) => args.clone(),
        _ => Vec::new(),
    }
}

/// A handle of particular code.
pub fn bound(code: &Arc<CodeObject>, captures: Arc<[Value]>) -> Value {
    let target = HandleTarget::Bound { name: code.name.clone(), code: code.clone(), captures };
    Value::Func(Arc::new(FunctionHandle { target }))
}

/// Numbers of inputs and outputs; negative when they vary.
fn arity_of(code: &CodeObject) -> (i32, i32) {
    let count = |n: i32, varies: bool| if varies { -n - 1 } else { n };
    let nargin = count(code.params as i32, code.varargin.is_some());
    let varies = code.varargout.is_some() || code.kind == CodeKind::Anonymous;
    (nargin, count(code.outputs.len() as i32, varies))
}

fn describe(core: &VmCore, name: &str, target: Target, local: bool) -> Option<FunctionInfo> {
    let code_info = |code: &Arc<CodeObject>, kind| FunctionInfo {
        kind,
        file: if code.source.library { Name::from("") } else { code.source.file.clone() },
        nargin: arity_of(code).0,
        nargout: arity_of(code).1,
        doc: code.doc.as_deref().map(str::to_string),
        handle: if local { bound(code, Arc::from([])) } else { FunctionHandle::named(name) },
    };
    match target {
        Target::Unknown | Target::Missing => None,
        Target::Overloaded(o) => describe(core, name, o.1.clone(), local).or_else(|| {
            Some(FunctionInfo {
                kind: FunctionKind::Library,
                file: Name::from(""),
                nargin: -1,
                nargout: -1,
                doc: None,
                handle: FunctionHandle::named(name),
            })
        }),
        Target::Builtin(id, ..) => {
            let row = core.functions.library.builtin(id);
            let count = |least: u16, most: u16| if most == u16::MAX { -(least as i32) - 1 } else { most as i32 };
            Some(FunctionInfo {
                kind: FunctionKind::Builtin,
                file: Name::from(""),
                nargin: if row.inputs.0 != row.inputs.1 { -(row.inputs.0 as i32) - 1 } else { row.inputs.1 as i32 },
                nargout: count(0, row.outputs),
                doc: (!row.doc.is_empty()).then(|| row.doc.to_string()),
                handle: FunctionHandle::named(name),
            })
        }
        Target::Host(name) => {
            let row = core.functions.host.get(&name)?;
            let (least, most) = row.inputs;
            Some(FunctionInfo {
                kind: FunctionKind::Host,
                file: Name::from(""),
                nargin: if least != most { -(least as i32) - 1 } else { most as i32 },
                nargout: if row.outputs == u16::MAX { -1 } else { row.outputs as i32 },
                doc: (!row.doc.is_empty()).then(|| row.doc.clone()),
                handle: FunctionHandle::named(&name),
            })
        }
        Target::Script(code) => Some(code_info(&code, FunctionKind::Script)),
        Target::Code(code) => {
            let kind = match () {
                _ if code.source.library => FunctionKind::Library,
                _ if local || core.functions.typed(name).is_some() => FunctionKind::Local,
                _ => FunctionKind::File,
            };
            Some(code_info(&code, kind))
        }
    }
}

/// The frame's results go somewhere in the frame below: which register, if one.
pub fn single(want: Want) -> Option<u16> {
    match want {
        Want::One(r) | Want::Statement(r) => Some(r),
        _ => None,
    }
}
