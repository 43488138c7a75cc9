//! Scopes: the names of one function, script or anonymous function, and the slot of each.

use crate::walk::{self, Visitor};
use runmat_syntax::ast::*;
use std::collections::{HashMap, HashSet};

/// Number of a variable in its frame.
pub type Slot = u16;

/// What kind of code a scope belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScopeKind {
    /// Works on somebody else's workspace: a script, text given to `eval`.
    Script,
    /// Has its own.
    Function,
    /// An anonymous function.
    Anonymous,
}

/// The names of one piece of code.
#[derive(Debug, Clone)]
pub struct Scope {
    /// What it belongs to.
    pub kind: ScopeKind,
    names: Vec<Name>,
    index: HashMap<Name, Slot>,
    assigned: Vec<bool>,
    /// Variables may come and go at run time (`eval`, `load`, scripts): a name never assigned here can
    /// still be a variable.
    pub dynamic: bool,
    /// Slots shared by reference with nested functions. In a nested function: those of its parents come
    /// first, in the order of the parent's list.
    pub shared: Vec<Slot>,
    /// How many of [`Scope::shared`] come from the parent.
    pub inherited: usize,
}

/// Functions that make or read variables by name at run time.
pub(crate) const DYNAMIC: &[&str] = &[
    "eval",
    "evalin",
    "evalc",
    "assignin",
    "load",
    "source",
    "run",
    "keyboard",
    "input",
    "who",
    "whos",
    "exist",
    "clear",
    "clearvars",
    "save",
];

impl Scope {
    fn empty(kind: ScopeKind) -> Self {
        Scope {
            kind,
            names: Vec::new(),
            index: HashMap::new(),
            assigned: Vec::new(),
            dynamic: kind == ScopeKind::Script,
            shared: Vec::new(),
            inherited: 0,
        }
    }

    /// The scope of a script or of text for `eval`.
    pub fn of_script(body: &[Stmt]) -> Self {
        let mut scope = Scope::empty(ScopeKind::Script);
        scope.add("ans", true);
        scope.collect(body);
        scope
    }

    /// The scope of a function; `parent` is the enclosing function's, for a nested one.
    pub fn of_function(def: &FunctionDef, parent: Option<&Scope>) -> Self {
        let mut scope = Scope::with_reads(def, parent);
        scope.share_with_nested(def);
        scope.drop_functions();
        scope
    }

    /// All names a function mentions, those included that will turn out to be functions.
    fn with_reads(def: &FunctionDef, parent: Option<&Scope>) -> Self {
        let mut scope = Scope::empty(ScopeKind::Function);
        for p in &def.params {
            scope.add_param(&p.name.name);
        }
        let mut own: HashSet<Name> = def.params.iter().map(|p| p.name.name.clone()).collect();
        for o in &def.outputs {
            scope.add(&o.name, true);
            own.insert(o.name.clone());
        }
        if let Some(parent) = parent {
            scope.inherit(parent, &own);
        }
        for block in &def.arguments {
            for e in &block.entries {
                scope.add(&e.name.name, true);
                let parts = e.default.iter().chain(&e.validators);
                parts.for_each(|x| walk::expr(x, &mut Collector { scope: &mut scope, skip: Vec::new() }));
            }
        }
        for p in &def.params {
            if let Some(d) = &p.default {
                walk::expr(d, &mut Collector { scope: &mut scope, skip: Vec::new() });
            }
        }
        scope.collect(&def.body);
        scope
    }

    /// The scope of an anonymous function: parameters first, then every other name it mentions.
    pub fn of_anonymous(params: &[Param], body: &AnonBody, outer: &Scope) -> Self {
        let mut scope = Scope::empty(ScopeKind::Anonymous);
        for p in params {
            scope.add_param(&p.name.name);
        }
        match body {
            AnonBody::Expr(e) => walk::expr(e, &mut Collector { scope: &mut scope, skip: Vec::new() }),
            AnonBody::Block(b) => scope.collect(b),
        }
        for slot in 0..scope.names.len() {
            let from_outer = outer.slot(&scope.names[slot]).is_some_and(|s| outer.may_be_variable(s));
            scope.assigned[slot] |= from_outer;
        }
        scope
    }

    /// The slots an anonymous function takes values for when it is made: (outer slot, own slot).
    pub fn captures(&self, params: usize, outer: &Scope) -> Vec<(Slot, Slot)> {
        let own = params as Slot..self.names.len() as Slot;
        own.filter_map(|s| Some((outer.slot(self.name(s))?, s))).filter(|(o, _)| outer.may_be_variable(*o)).collect()
    }

    fn inherit(&mut self, parent: &Scope, own: &HashSet<Name>) {
        for &s in &parent.shared {
            let name = parent.name(s);
            let slot = if own.contains(name) { self.add_hidden(name) } else { self.add(name, true) };
            self.shared.push(slot);
        }
        self.inherited = self.shared.len();
    }

    /// Marks what nested functions, at any depth, have in common with this one.
    fn share_with_nested(&mut self, def: &FunctionDef) {
        for nested in &def.nested {
            let inner = Scope::with_reads(nested, None);
            let own: HashSet<&Name> =
                nested.params.iter().map(|p| &p.name.name).chain(nested.outputs.iter().map(|o| &o.name)).collect();
            if inner.dynamic {
                // Text run there can name any variable of this function.
                let all = 0..self.names.len() as Slot;
                let new = all.filter(|&s| {
                    let name = &self.names[s as usize];
                    self.assigned[s as usize] && !own.contains(name) && &**name != "ans" && !self.shared.contains(&s)
                });
                let new: Vec<Slot> = new.collect();
                self.shared.extend(new);
            }
            for (slot, name) in inner.names.iter().enumerate().filter(|(_, n)| !own.contains(n) && &***n != "ans") {
                let Some(mine) = self.slot(name) else { continue };
                if (self.assigned[mine as usize] || inner.assigned[slot]) && !self.shared.contains(&mine) {
                    self.assigned[mine as usize] = true;
                    self.shared.push(mine);
                }
            }
            self.share_with_nested(nested);
        }
    }

    /// Takes the slots of names that can only be functions away again.
    fn drop_functions(&mut self) {
        if self.dynamic {
            return;
        }
        let assigned = std::mem::take(&mut self.assigned);
        let names = std::mem::take(&mut self.names);
        let mut moved = vec![None; names.len()];
        for (old, (name, assigned)) in names.into_iter().zip(assigned).enumerate() {
            if assigned {
                moved[old] = Some(self.names.len() as Slot);
                self.names.push(name);
                self.assigned.push(true);
            }
        }
        self.index.retain(|_, slot| match moved[*slot as usize] {
            Some(new) => {
                *slot = new;
                true
            }
            None => false,
        });
        self.shared.iter_mut().for_each(|s| *s = moved[*s as usize].expect("shared variables are assigned"));
    }

    fn collect(&mut self, body: &[Stmt]) {
        walk::stmts(body, &mut Collector { scope: self, skip: Vec::new() });
    }

    /// A parameter gets the next slot, whatever its name: the calling convention counts on it.
    fn add_param(&mut self, name: &str) {
        let slot = self.names.len() as Slot;
        self.names.push(Name::from(name));
        self.assigned.push(true);
        if name != "~" {
            self.index.insert(Name::from(name), slot);
        }
    }

    fn add_hidden(&mut self, name: &str) -> Slot {
        let slot = self.names.len() as Slot;
        self.names.push(Name::from(format!("outer {name}").as_str()));
        self.assigned.push(true);
        slot
    }

    /// The slot of a name, made when new.
    pub fn add(&mut self, name: &str, assigned: bool) -> Slot {
        if let Some(&s) = self.index.get(name) {
            self.assigned[s as usize] |= assigned;
            return s;
        }
        let slot = self.names.len() as Slot;
        let name = Name::from(name);
        self.names.push(name.clone());
        self.assigned.push(assigned);
        self.index.insert(name, slot);
        slot
    }

    /// The slot of a name.
    pub fn slot(&self, name: &str) -> Option<Slot> {
        self.index.get(name).copied()
    }

    /// The name of a slot.
    pub fn name(&self, slot: Slot) -> &Name {
        &self.names[slot as usize]
    }

    /// All names, by slot.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// Number of slots.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// No names.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether it is assigned, declared or a parameter somewhere in this code.
    pub fn is_assigned(&self, slot: Slot) -> bool {
        self.assigned[slot as usize]
    }

    /// Whether it can be a variable at run time.
    pub fn may_be_variable(&self, slot: Slot) -> bool {
        self.dynamic || self.assigned[slot as usize]
    }
}

struct Collector<'a> {
    scope: &'a mut Scope,
    /// Parameters of the anonymous functions being walked.
    skip: Vec<Name>,
}

impl Visitor for Collector<'_> {
    fn read(&mut self, name: &Name, _: Span) {
        if DYNAMIC.contains(&&**name) {
            self.scope.dynamic = true;
        }
        if !self.skip.contains(name) {
            self.scope.add(name, false);
        }
    }

    fn assign(&mut self, name: &Name, _: Span, _: bool) {
        self.scope.add(name, true);
    }

    fn declare(&mut self, name: &Name, _: Span) {
        self.scope.add(name, true);
    }

    fn anonymous(&mut self, params: &[Param], body: &AnonBody) -> bool {
        let depth = self.skip.len();
        self.skip.extend(params.iter().map(|p| p.name.name.clone()));
        match body {
            AnonBody::Expr(e) => walk::expr(e, self),
            AnonBody::Block(b) => walk::stmts(b, self),
        }
        self.skip.truncate(depth);
        false
    }

    fn handle(&mut self, name: &Name, _: Span) {
        if DYNAMIC.contains(&&**name) {
            self.scope.dynamic = true;
        }
    }

    fn command(&mut self, name: &Ident, args: &[String]) {
        if DYNAMIC.contains(&&*name.name) {
            self.scope.dynamic = true;
        }
        if matches!(&*name.name, "global" | "persistent") {
            args.iter().for_each(|a| {
                self.scope.add(a, true);
            });
        }
    }
}
