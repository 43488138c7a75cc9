//! What a function does before its body: defaults, `arguments` blocks, name-value and repeating arguments.

use super::builder::Builder;
use crate::bytecode::*;
use crate::vm::PLAIN_TEXT;
use runmat_syntax::ast::*;
use runmat_value::Value;

/// How the arguments of a function with name-value or repeating ones are told apart. Its frame gets the
/// required arguments as usual and all others as a list, which the prologue takes apart.
pub(crate) struct Layout<'a> {
    /// Number of arguments that must be given.
    pub required: usize,
    /// Positions of those with a default.
    optional: Vec<usize>,
    /// Positions of repeating ones.
    repeating: Vec<usize>,
    /// Structs of name-value arguments: position, declarations of the fields.
    named: Vec<(usize, Vec<&'a ArgumentDecl>)>,
}

impl<'a> Layout<'a> {
    /// The layout, when the function has such arguments.
    pub fn of(def: &'a FunctionDef) -> Option<Self> {
        let mut layout = Layout { required: 0, optional: Vec::new(), repeating: Vec::new(), named: Vec::new() };
        let blocks = || def.arguments.iter().filter(|b| !b.output);
        for (k, p) in def.params.iter().enumerate() {
            let name = &p.name.name;
            let declared = |b: &&'a ArgumentsBlock| b.entries.iter().any(|e| e.name.name == *name);
            let fields: Vec<&ArgumentDecl> =
                blocks().flat_map(|b| &b.entries).filter(|e| e.name.name == *name && e.field.is_some()).collect();
            if !fields.is_empty() {
                layout.named.push((k, fields));
            } else if blocks().any(|b| b.repeating && declared(&b)) {
                layout.repeating.push(k);
            } else if p.default.is_some() || has_default(def, name) {
                layout.optional.push(k);
            } else {
                layout.required += 1;
            }
        }
        (!layout.repeating.is_empty() || !layout.named.is_empty()).then_some(layout)
    }
}

fn has_default(def: &FunctionDef, name: &Name) -> bool {
    let mut entries = def.arguments.iter().filter(|b| !b.output).flat_map(|b| &b.entries);
    entries.any(|e| e.name.name == *name && e.default.is_some())
}

/// Functions of the library that keep the strings they are given.
const KEEP_STRINGS: &[&str] =
    &["ifelse", "merge", "nthargout", "parse", "postpad", "prepad", "repelem", "validatestring"];

impl<'a> Builder<'_, 'a> {
    /// Functions of the library take a string of MATLAB where they take text: it is made a char row. Local functions
    /// do as the first of their file.
    pub fn plain_texts(&mut self, def: &'a FunctionDef) {
        let file = self.home.source.file.rsplit('/').next().unwrap_or_default();
        let name = file.strip_suffix(".m").unwrap_or(file);
        let keeps = name.starts_with("__") || name.starts_with("add") || KEEP_STRINGS.contains(&name);
        let keeps = keeps || self.home.source.class.is_some();
        if !self.home.source.library || self.compiler.dialect.is_octave() || keeps {
            return;
        }
        for k in 0..def.params.len() {
            let skip = self.emit(Op::JumpIfSet { a: k as Reg, target: 0 });
            let over = self.emit(Op::Jump { target: 0 });
            self.patch(skip);
            let class = Some(Name::from(PLAIN_TEXT));
            self.rules.push(ArgumentRule { position: k + 1, name: def.params[k].name.name.clone(), dims: None, class });
            let rule = self.rules.len() as u16 - 1;
            self.emit(Op::CheckArgument { slot: k as Reg, k: rule });
            self.patch(over);
        }
    }

    /// Defaults and `arguments` blocks.
    pub fn prologue(&mut self, def: &'a FunctionDef, layout: Option<&Layout<'a>>) {
        for (k, p) in def.params.iter().enumerate() {
            if let Some(default) = &p.default {
                self.default(k as Reg, default);
            }
        }
        let blocks = || def.arguments.iter().filter(|b| !b.output);
        if blocks().next().is_some() {
            self.demand(def, layout);
        }
        let values = layout.map(|l| (l, self.take_apart(def, l)));
        for block in blocks() {
            for entry in block.entries.iter().filter(|e| e.field.is_none()) {
                let Some(slot) = self.scope.slot(&entry.name.name) else { continue };
                self.span = entry.span;
                if block.repeating {
                    self.check_each(slot, entry);
                    continue;
                }
                if let Some(default) = &entry.default {
                    self.default(slot, default);
                }
                self.check_argument(slot, entry);
                self.validate(slot, entry);
            }
        }
        let Some((layout, mut value)) = values else { return };
        for (position, fields) in &layout.named {
            self.fill(*position as Reg, fields, &mut value);
        }
    }

    /// An error when fewer arguments are given than must be.
    fn demand(&mut self, def: &'a FunctionDef, layout: Option<&Layout<'a>>) {
        let required = match layout {
            Some(l) => l.required,
            None => {
                let declared = def.params.iter().filter(|p| &*p.name.name != "varargin" && p.default.is_none());
                declared.filter(|p| !has_default(def, &p.name.name)).count()
            }
        };
        if required == 0 || self.compiler.dialect.is_octave() {
            return;
        }
        let given = self.emit(Op::JumpIfSet { a: required as Reg - 1, target: 0 });
        let mark = self.mark();
        let base = self.temps(2);
        self.emit(Op::Nargin { dst: base });
        let k = self.constant(Value::Num(required as f64));
        self.emit(Op::Const { dst: base + 1, k });
        let dst = self.temp();
        let site = self.site("__missing_arguments__", NONE, base, 2, Want::Statement(dst));
        self.emit(Op::Call { site });
        self.release(mark);
        self.patch(given);
    }

    /// Takes the list of all arguments behind the required ones apart. Returns the register of the first of the
    /// pairs (given, value) for the fields.
    fn take_apart(&mut self, def: &'a FunctionDef, layout: &Layout<'a>) -> Reg {
        let list = def.params.len() as Reg - 1;
        let names: Vec<&Name> =
            layout.named.iter().flat_map(|n| &n.1).filter_map(|e| Some(&e.field.as_ref()?.name)).collect();
        let count = 2 * layout.optional.len() + layout.repeating.len() + 2 * names.len() + 1;
        let results = self.temps(count);
        let base = self.temps(4);
        self.emit(Op::Move { dst: base, src: list });
        for (k, n) in [layout.optional.len(), layout.repeating.len()].into_iter().enumerate() {
            let c = self.constant(Value::Num(n as f64));
            self.emit(Op::Const { dst: base + 1 + k as Reg, k: c });
        }
        let text = names.iter().map(|n| &***n).collect::<Vec<_>>().join(",");
        let k = self.text_constant(&text);
        self.emit(Op::Const { dst: base + 3, k });
        let site = self.site("__split_arguments__", NONE, base, 4, Want::Many(results, count as u16));
        self.emit(Op::Call { site });
        self.emit(Op::Unset { dst: list });
        let positional = results + count as Reg - 1;
        let required = self.constant(Value::Num(layout.required as f64));
        self.emit(Op::Const { dst: base, k: required });
        self.binary(BinaryOp::Add, base, base, positional);
        let site = self.site("__set_inputs__", NONE, base, 1, Want::Statement(base));
        self.emit(Op::Call { site });
        let mut at = results;
        for &slot in &layout.optional {
            let missing = self.emit(Op::JumpIfNot { a: at, target: 0 });
            self.emit(Op::Store { dst: slot as Reg, src: at + 1 });
            self.patch(missing);
            at += 2;
        }
        for &slot in &layout.repeating {
            self.emit(Op::Store { dst: slot as Reg, src: at });
            at += 1;
        }
        at
    }

    /// Makes the struct of name-value arguments. `value` is the register of its first (given, value) pair.
    fn fill(&mut self, slot: Reg, fields: &[&'a ArgumentDecl], value: &mut Reg) {
        let base = self.temps(1);
        let site = self.site("struct", NONE, base, 0, Want::One(base));
        self.emit(Op::Call { site });
        self.emit(Op::Store { dst: slot, src: base });
        for entry in fields {
            let Some(field) = &entry.field else { continue };
            self.span = entry.span;
            let (given, v) = (*value, *value + 1);
            *value += 2;
            let is_given = self.emit(Op::JumpIf { a: given, target: 0 });
            let mut left_out = None;
            match &entry.default {
                Some(e) => self.expr_to(e, v, false),
                None => left_out = Some(self.emit(Op::Jump { target: 0 })),
            }
            self.patch(is_given);
            self.check_argument(v, entry);
            let name = self.name_index(&field.name);
            self.emit(Op::SetField { a: slot, name, v });
            self.validate(slot, entry);
            if let Some(at) = left_out {
                self.patch(at);
            }
        }
    }

    /// Checks each value of a repeating argument; the variable is each value in turn meanwhile.
    fn check_each(&mut self, slot: Reg, entry: &'a ArgumentDecl) {
        if entry.class.is_none() && entry.dims.is_none() && entry.validators.is_empty() {
            return;
        }
        let all = self.slot(&format!("all {}", entry.name.name));
        let number = self.slot(&format!("number {}", entry.name.name));
        let mark = self.mark();
        let state = self.temps(4);
        let (turn, one) = (self.temp(), self.temp());
        self.emit(Op::Move { dst: all, src: slot });
        let zero = self.constant(Value::Num(0.0));
        self.emit(Op::Const { dst: number, k: zero });
        self.emit(Op::Move { dst: turn, src: all });
        self.emit(Op::ForEach { state, src: turn });
        let start = self.emit(Op::Jump { target: 0 });
        let top = self.here();
        let first = self.constant(Value::Num(1.0));
        self.emit(Op::Const { dst: one, k: first });
        self.emit(Op::Brace1 { dst: slot, a: turn, i: one, multi: 0 });
        self.check_argument(slot, entry);
        self.validate(slot, entry);
        self.emit(Op::Const { dst: one, k: first });
        self.binary(BinaryOp::Add, number, number, one);
        self.emit(Op::SetBrace1 { a: all, i: number, v: slot });
        self.patch(start);
        self.emit(Op::ForEachNext { state, var: turn, target: top, cost: 8 });
        self.emit(Op::Move { dst: slot, src: all });
        for dst in [all, number, turn] {
            self.emit(Op::Unset { dst });
        }
        self.release(mark);
    }

    fn default(&mut self, slot: Reg, e: &'a Expr) {
        let given = self.emit(Op::JumpIfSet { a: slot, target: 0 });
        let t = self.temp();
        self.expr_to(e, t, false);
        self.emit(Op::Store { dst: slot, src: t });
        self.patch(given);
    }

    /// Size and class of the argument in a register.
    fn check_argument(&mut self, register: Reg, entry: &'a ArgumentDecl) {
        let name = match &entry.field {
            Some(f) => Name::from(format!("{}.{}", entry.name.name, f.name).as_str()),
            None => entry.name.name.clone(),
        };
        let position = self.scope.slot(&entry.name.name).map_or(0, |s| s as usize + 1);
        let class = entry.class.as_ref().map(|c| c.name.clone());
        self.rules.push(ArgumentRule { position, name, dims: entry.dims.clone(), class });
        let k = self.rules.len() as u16 - 1;
        self.emit(Op::CheckArgument { slot: register, k });
        if !Self::is_temp(register) {
            self.set[register as usize] = true;
        }
    }

    /// Runs the validators of an argument held by a variable; what they say is put as about the argument.
    fn validate(&mut self, slot: Reg, entry: &'a ArgumentDecl) {
        if entry.validators.is_empty() {
            return;
        }
        let mark = self.mark();
        let start = self.here();
        for v in &entry.validators {
            let inner = self.mark();
            let dst = self.temp();
            match &v.kind {
                ExprKind::Ident(name) => {
                    let base = self.temp();
                    match &entry.field {
                        Some(f) => {
                            let name = self.name_index(&f.name);
                            self.emit(Op::GetField { dst: base, a: slot, name, mode: 0 })
                        }
                        None => self.emit(Op::Move { dst: base, src: slot }),
                    };
                    let site = self.site(name, NONE, base, 1, Want::Statement(dst));
                    self.emit(Op::Call { site });
                }
                _ => self.index_expr(v, Want::Statement(dst), true),
            }
            self.emit(Op::Unset { dst });
            self.release(inner);
        }
        let end = self.here();
        let done = self.emit(Op::Jump { target: 0 });
        let target = self.here();
        self.guard(start, end, target, HandlerKind::Catch);
        let base = self.temps(2);
        self.emit(Op::Caught { dst: base });
        let about = match &entry.field {
            Some(f) => format!("Invalid value for '{}' argument.", f.name),
            None => format!("Invalid argument at position {}.", slot + 1),
        };
        let k = self.text_constant(&about);
        self.emit(Op::Const { dst: base + 1, k });
        let dst = self.temp();
        let site = self.site("__refuse_argument__", NONE, base, 2, Want::Statement(dst));
        self.emit(Op::Call { site });
        self.patch(done);
        self.release(mark);
    }
}
