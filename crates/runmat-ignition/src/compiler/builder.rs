//! The growing code of one function: registers, constants, jumps.

use super::symbols::LIBRARY;
use super::{Compiler, Home, peephole};
use crate::bytecode::*;
use runmat_hir::Scope;
use runmat_syntax::ast::{Name, Span, Stmt, StmtKind};
use runmat_value::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// Temporaries are numbered from here while code grows, constants kept in registers from [`CONSTANTS`].
pub const TEMPS: Reg = 0x8000;
/// See [`TEMPS`].
pub const CONSTANTS: Reg = 0xC000;
/// Most constants kept in registers.
const MAX_CONSTANT_REGISTERS: usize = 24;

/// Where `end` finds its array.
#[derive(Debug, Clone, Copy)]
pub enum EndBase {
    /// In a register; with a slot that is only a variable if it is set, `end` belongs to the next outer base otherwise.
    Register { reg: Reg, certain: bool },
    /// At the end of an assignment path of a variable.
    Path { variable: Reg, path: u16 },
}

/// An index expression being compiled.
#[derive(Debug, Clone, Copy)]
pub struct EndContext {
    pub base: EndBase,
    pub position: u16,
    pub count: u16,
}

/// A loop being compiled.
pub struct LoopContext {
    pub breaks: Vec<usize>,
    pub continues: Vec<usize>,
    /// How many `unwind_protect` bodies enclose it.
    pub cleanups: usize,
}

/// An `unwind_protect` body being compiled.
pub struct CleanupContext<'a> {
    pub body: &'a [runmat_syntax::ast::Stmt],
    pub open_since: usize,
    pub ranges: Vec<(usize, usize)>,
}

/// What names stand for in a function beyond the functions of its file and of the path.
#[derive(Debug, Clone, Default)]
pub struct NamesSeen {
    /// Paths named by `import`, `*` last where all of a package is meant.
    imports: Vec<Vec<Name>>,
    /// Nested functions in sight, the innermost last: name, name with those of its parents (`outer/inner`).
    nested: Vec<(Name, Name)>,
}

impl NamesSeen {
    /// The same with the functions nested in `parent`.
    pub fn with_nested<'n>(mut self, parent: &str, names: impl Iterator<Item = &'n Name>) -> Self {
        self.nested.extend(names.map(|n| (n.clone(), Name::from(format!("{parent}/{n}").as_str()))));
        self
    }

    /// Whether a nested function with this name is in sight.
    pub fn is_nested(&self, name: &str) -> bool {
        self.nested(name).is_some()
    }

    fn nested(&self, name: &str) -> Option<&str> {
        self.nested.iter().rev().find(|n| &*n.0 == name).map(|n| &*n.1)
    }
}

/// Code of one function on its way.
pub struct Builder<'c, 'a> {
    pub compiler: &'c mut Compiler<'a>,
    pub home: Home,
    pub scope: Scope,
    pub ops: Vec<Op>,
    pub spans: Vec<Span>,
    pub span: Span,
    pub constants: Vec<Value>,
    pub names: Vec<Name>,
    numbers: HashMap<u64, u16>,
    constant_registers: Vec<u16>,
    next_temp: u16,
    most_temps: u16,
    /// Slots certainly set here.
    pub set: Vec<bool>,
    pub loops: Vec<LoopContext>,
    pub cleanups: Vec<CleanupContext<'a>>,
    /// Errors kept by the frame while it runs clean-up code compiled here.
    pub cleanup_depth: u16,
    pub ends: Vec<EndContext>,
    pub sites: Vec<CallSite>,
    pub paths: Vec<Vec<PathStep>>,
    pub closures: Vec<ClosureTemplate>,
    pub rules: Vec<ArgumentRule>,
    pub handlers: Vec<Handler>,
    pub persistents: u16,
    /// Names that stand for other functions here.
    names_seen: NamesSeen,
    /// Targets of a list of targets are shown as each gets its value (Octave), not after all have.
    pub show_each: bool,
}

impl<'c, 'a> Builder<'c, 'a> {
    pub fn new(compiler: &'c mut Compiler<'a>, home: Home, scope: Scope) -> Self {
        let set = vec![false; scope.len()];
        Builder {
            compiler,
            home,
            scope,
            ops: Vec::new(),
            spans: Vec::new(),
            span: Span::default(),
            constants: Vec::new(),
            names: Vec::new(),
            numbers: HashMap::new(),
            constant_registers: Vec::new(),
            next_temp: 0,
            most_temps: 0,
            set,
            loops: Vec::new(),
            cleanups: Vec::new(),
            cleanup_depth: 0,
            ends: Vec::new(),
            sites: Vec::new(),
            paths: Vec::new(),
            closures: Vec::new(),
            rules: Vec::new(),
            handlers: Vec::new(),
            persistents: 0,
            names_seen: NamesSeen::default(),
            show_each: false,
        }
    }

    /// Takes the `import` statements of a body into account, wherever they stand.
    pub fn import(&mut self, body: &[Stmt]) {
        let paths =
            body.iter().filter_map(|s| if let StmtKind::Import(path) = &s.kind { Some(path.clone()) } else { None });
        self.names_seen.imports.extend(paths);
    }

    /// What a name stands for, imports considered.
    fn imported(&self, name: &str) -> Option<String> {
        self.names_seen.imports.iter().find_map(|path| {
            let (last, packages) = path.split_last()?;
            let full = || {
                let mut parts: Vec<&str> = packages.iter().map(|p| &**p).collect();
                parts.push(name);
                parts.join(".")
            };
            match &**last {
                "*" => Some(full()).filter(|f| self.compiler.is_package_function(f)),
                last => (last == name && !packages.is_empty()).then(full),
            }
        })
    }

    /// Whether a name is that of a function of this file.
    pub fn is_local(&self, name: &str) -> bool {
        self.home.locals.contains(name) || self.names_seen.nested(name).is_some()
    }

    /// The index of a function's name for a handle.
    pub fn function_name(&mut self, name: &str) -> u16 {
        let full = match self.names_seen.nested(name) {
            Some(full) => Some(full.to_string()),
            None if self.home.locals.contains(name) => None,
            None => self.imported(name),
        };
        self.name_index(full.as_deref().unwrap_or(name))
    }

    /// What names stand for here, for a function inside this one.
    pub fn names_seen(&self) -> NamesSeen {
        self.names_seen.clone()
    }

    /// Starts with what names stand for in the enclosing function.
    pub fn with_names(mut self, names: NamesSeen) -> Self {
        self.names_seen = names;
        self
    }

    pub fn emit(&mut self, op: Op) -> usize {
        self.ops.push(op);
        self.spans.push(self.span);
        self.ops.len() - 1
    }

    pub fn here(&self) -> u32 {
        self.ops.len() as u32
    }

    /// Makes the jump at `at` go to the next instruction.
    pub fn patch(&mut self, at: usize) {
        let here = self.here();
        *self.ops[at].target_mut().expect("only jumps are patched") = here;
    }

    pub fn patch_all(&mut self, list: &[usize]) {
        list.iter().for_each(|&at| self.patch(at));
    }

    pub fn temp(&mut self) -> Reg {
        let t = TEMPS + self.next_temp;
        self.next_temp += 1;
        self.most_temps = self.most_temps.max(self.next_temp);
        assert!(t < CONSTANTS, "too many temporaries");
        t
    }

    pub fn temps(&mut self, n: usize) -> Reg {
        let first = TEMPS + self.next_temp;
        // Even no registers have a place in the frame: a callee may begin there.
        self.most_temps = self.most_temps.max(self.next_temp + 1);
        (0..n).for_each(|_| {
            self.temp();
        });
        first
    }

    pub fn mark(&self) -> u16 {
        self.next_temp
    }

    pub fn release(&mut self, mark: u16) {
        self.next_temp = mark;
    }

    pub fn is_temp(r: Reg) -> bool {
        (TEMPS..CONSTANTS).contains(&r)
    }

    pub fn constant(&mut self, v: Value) -> u16 {
        if let Value::Num(x) = v {
            let next = self.constants.len() as u16;
            let k = *self.numbers.entry(x.to_bits()).or_insert(next);
            if k == next {
                self.constants.push(v);
            }
            return k;
        }
        self.constants.push(v);
        self.constants.len() as u16 - 1
    }

    pub fn text_constant(&mut self, s: &str) -> u16 {
        let found =
            self.constants.iter().position(|v| matches!(v, Value::Chars(_)) && v.as_text().as_deref() == Some(s));
        found.map(|k| k as u16).unwrap_or_else(|| self.constant(Value::text(s)))
    }

    pub fn name_index(&mut self, s: &str) -> u16 {
        let found = self.names.iter().position(|n| &**n == s);
        found.unwrap_or_else(|| {
            self.names.push(Name::from(s));
            self.names.len() - 1
        }) as u16
    }

    /// A register that always holds the number; `None` when there are too many.
    pub fn number_register(&mut self, x: f64) -> Option<Reg> {
        let k = self.constant(Value::Num(x));
        if let Some(p) = self.constant_registers.iter().position(|&c| c == k) {
            return Some(CONSTANTS + p as u16);
        }
        if self.constant_registers.len() >= MAX_CONSTANT_REGISTERS {
            return None;
        }
        self.constant_registers.push(k);
        Some(CONSTANTS + self.constant_registers.len() as u16 - 1)
    }

    pub fn slot(&mut self, name: &str) -> Reg {
        let slot = self.scope.add(name, true);
        if self.set.len() < self.scope.len() {
            self.set.resize(self.scope.len(), false);
        }
        slot
    }

    pub fn symbol(&mut self, name: &str) -> u32 {
        if let Some(full) = self.names_seen.nested(name) {
            return self.compiler.symbols.intern(self.home.id, full);
        }
        if self.home.locals.contains(name) {
            return self.compiler.symbols.intern(self.home.id, name);
        }
        if self.home.source.library {
            return self.compiler.symbols.intern(LIBRARY, name);
        }
        match self.imported(name) {
            Some(full) => self.compiler.symbols.intern(0, &full),
            None => self.compiler.symbols.intern(0, name),
        }
    }

    pub fn site(&mut self, name: &str, slot: Reg, base: Reg, nargs: u16, want: Want) -> u16 {
        let symbol = self.symbol(name);
        self.sites.push(CallSite {
            symbol,
            slot,
            base,
            nargs,
            spread: false,
            want,
            argument_names: Arc::from([]),
            ignored: Arc::from([]),
        });
        self.sites.len() as u16 - 1
    }

    /// Final register numbers, now that the number of slots and constants is known.
    fn relocate(&mut self) -> (Reg, u16) {
        let slots = self.scope.len() as u16;
        let first_temp = slots + self.constant_registers.len() as u16;
        let mut map = |r: Reg| match r {
            NONE => NONE,
            r if r >= CONSTANTS => slots + (r - CONSTANTS),
            r if r >= TEMPS => first_temp + (r - TEMPS),
            r => r,
        };
        self.ops.iter_mut().for_each(|op| op.map_registers(&mut map));
        for s in &mut self.sites {
            s.slot = map(s.slot);
            s.base = map(s.base);
            s.want = match s.want {
                Want::One(r) => Want::One(map(r)),
                Want::Many(r, n) => Want::Many(map(r), n),
                Want::Statement(r) => Want::Statement(map(r)),
                Want::List(r, n) => Want::List(map(r), map(n)),
                other => other,
            };
        }
        for step in self.paths.iter_mut().flatten() {
            match step {
                PathStep::DynField(r) | PathStep::Paren(r, _) | PathStep::Brace(r, _) => *r = map(*r),
                PathStep::Field(_) => {}
            }
        }
        (slots, first_temp + self.most_temps)
    }

    /// The finished code object.
    pub fn finish(mut self, shape: Shape) -> CodeObject {
        peephole::improve(&mut self.ops, &mut self.spans, &mut self.handlers);
        let (slots, registers) = self.relocate();
        let number = |&k: &u16| self.constants[k as usize].as_f64().unwrap_or_default();
        let numbers = self.constant_registers.iter().map(number).collect();
        let code = CodeObject {
            name: shape.name,
            kind: shape.kind,
            source: self.home.source.clone(),
            cost: self.ops.len().min(1000) as u16,
            ops: self.ops,
            spans: self.spans,
            constants: self.constants,
            names: self.names,
            first_temp: slots + self.constant_registers.len() as u16,
            is_async: shape.is_async,
            simple: shape.kind == CodeKind::Function
                && !shape.is_async
                && shape.varargin.is_none()
                && shape.captured.is_empty()
                && self.scope.shared.is_empty(),
            constant_registers: (slots, numbers),
            slots: self.scope.names().to_vec(),
            registers: registers.max(1),
            params: shape.params,
            varargin: shape.varargin,
            outputs: shape.outputs,
            varargout: shape.varargout,
            boxed: self.scope.shared[self.scope.inherited..].to_vec(),
            captured: shape.captured,
            sites: self.sites,
            paths: self.paths,
            closures: self.closures,
            rules: self.rules,
            handlers: self.handlers,
            persistents: self.persistents,
            locals: self.home.functions.clone(),
            id: self.compiler.next_id(),
            doc: shape.doc,
        };
        verify::verify(&code);
        code
    }
}

/// What distinguishes one kind of code object from another.
pub struct Shape {
    pub name: Name,
    pub kind: CodeKind,
    pub params: u16,
    pub varargin: Option<Reg>,
    pub outputs: Vec<Reg>,
    pub varargout: Option<Reg>,
    pub captured: Vec<Reg>,
    pub doc: Option<Name>,
    pub is_async: bool,
}

impl Shape {
    /// Of a script.
    pub fn script(name: Name) -> Self {
        Shape {
            name,
            kind: CodeKind::Script,
            params: 0,
            varargin: None,
            outputs: Vec::new(),
            varargout: None,
            captured: Vec::new(),
            doc: None,
            is_async: false,
        }
    }
}
