//! `parfor` whose passes may run apart from each other.
//!
//! Such a loop is rewritten: its body becomes a function that makes some of the passes, and the loop a choice. When the
//! session has threads, and the variables are what the rewriting takes them for, `__parfor__` has the function called
//! for parts of the range and puts the results together in the order of the passes; else the loop runs as a `for`. Both
//! ways give the same values, sums to the last bit, since what is added up is added up in one place.
//!
//! MATLAB's kinds of variables: the loop variable; sliced ones, indexed by it in the same way everywhere
//! (`x(k)`, `x(i, k + 1)`, `x{k}`); reductions (`s = s + e`, `s = [s, e]`, `s = max(s, e)`); temporaries, set before they are
//! read; all others are read only. A loop with a variable of no kind, or with something that depends on where it runs
//! (`return`, `global`, `eval`, `nargin`), stays a `for`.

use crate::walk::{self, Visitor};
use runmat_syntax::Dialect;
use runmat_syntax::ast::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// Functions whose meaning depends on the function that calls them.
const BOUND: &[&str] = &[
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
    "nargin",
    "nargout",
    "inputname",
    "print_usage",
    "narginchk",
    "nargoutchk",
    "isargout",
    "mfilename",
    "dbstack",
    "checkpoint",
    "await",
    "yield",
    "spawn",
    "validateattributes",
];

/// Functions that make reductions.
const FOLDS: &[&str] =
    &["plus", "times", "mtimes", "min", "max", "and", "or", "union", "intersect", "horzcat", "vertcat", "strcat"];

/// Names that programs do not use.
const RANGE: &str = "parfor range__";
const PART: &str = "parfor_part__";

/// Rewrites the loops of a unit.
pub fn lower(unit: &mut Unit, dialect: Dialect) {
    let mut made = Vec::new();
    let mut count = 0;
    let mut body = std::mem::take(&mut unit.body);
    if contains_parfor(&body) {
        let known = assigned(&body);
        block(&mut body, &mut Work { dialect, known, count: &mut count, made: &mut made });
    }
    let typed = body.iter_mut().filter_map(|s| match &mut s.kind {
        StmtKind::Function(f) => Some(f),
        _ => None,
    });
    typed.chain(&mut unit.functions).for_each(|f| function(f, dialect, &mut count, &mut made));
    match unit.kind {
        UnitKind::Script => {
            body.extend(made.into_iter().map(|f| Stmt { span: f.span, kind: StmtKind::Function(Arc::new(f)) }));
        }
        _ => unit.functions.extend(made.into_iter().map(Arc::new)),
    }
    unit.body = body;
}

fn function(f: &mut Arc<FunctionDef>, dialect: Dialect, count: &mut usize, made: &mut Vec<FunctionDef>) {
    // Variables of nested functions are shared: their loops stay as they are.
    if !f.nested.is_empty() || !contains_parfor(&f.body) {
        return;
    }
    let mut known = assigned(&f.body);
    known.extend(f.params.iter().map(|p| p.name.name.clone()));
    known.extend(f.outputs.iter().map(|o| o.name.clone()));
    block(&mut Arc::make_mut(f).body, &mut Work { dialect, known, count, made });
}

/// Names that are variables for certain.
fn assigned(body: &[Stmt]) -> HashSet<Name> {
    #[derive(Default)]
    struct Assigned(HashSet<Name>);
    impl Visitor for Assigned {
        fn assign(&mut self, name: &Name, _: Span, _: bool) {
            self.0.insert(name.clone());
        }
        fn anonymous(&mut self, _: &[Param], _: &AnonBody) -> bool {
            false
        }
    }
    let mut found = Assigned::default();
    walk::stmts(body, &mut found);
    found.0
}

/// What rewriting the loops of one function needs.
struct Work<'w> {
    dialect: Dialect,
    /// Variables of the function.
    known: HashSet<Name>,
    count: &'w mut usize,
    made: &'w mut Vec<FunctionDef>,
}

fn contains_parfor(body: &[Stmt]) -> bool {
    struct Found(bool);
    impl Visitor for Found {
        fn statement(&mut self, s: &Stmt) {
            self.0 |= matches!(s.kind, StmtKind::For { parallel: true, .. });
        }
    }
    let mut found = Found(false);
    walk::stmts(body, &mut found);
    found.0
}

fn block(body: &mut [Stmt], work: &mut Work<'_>) {
    for s in body {
        let replaced = match &s.kind {
            StmtKind::For { var: LValue::Place(var), range, parallel: true, body } => match &var.kind {
                ExprKind::Ident(name) => {
                    let (dialect, known) = (work.dialect, &work.known);
                    Loop { name, range, body, span: s.span, dialect, known }.lower(work.count)
                }
                _ => None,
            },
            _ => None,
        };
        if let Some((kind, f)) = replaced {
            s.kind = kind;
            work.made.push(f);
            continue;
        }
        match &mut s.kind {
            StmtKind::If { branches, otherwise } => {
                branches.iter_mut().for_each(|(_, b)| block(b, work));
                otherwise.iter_mut().for_each(|b| block(b, work));
            }
            StmtKind::For { body, .. } | StmtKind::While { body, .. } | StmtKind::DoUntil { body, .. } => {
                block(body, work);
            }
            StmtKind::Switch { cases, otherwise, .. } => {
                cases.iter_mut().for_each(|(_, b)| block(b, work));
                otherwise.iter_mut().for_each(|b| block(b, work));
            }
            StmtKind::Try { body, handler, .. } => {
                block(body, work);
                block(handler, work);
            }
            StmtKind::UnwindProtect { body, cleanup } => {
                block(body, work);
                block(cleanup, work);
            }
            StmtKind::Block(body) => block(body, work),
            _ => {}
        }
    }
}

/// A loop to be rewritten.
struct Loop<'a> {
    name: &'a Name,
    range: &'a Expr,
    body: &'a [Stmt],
    span: Span,
    dialect: Dialect,
    /// Variables of the function around.
    known: &'a HashSet<Name>,
}

/// A sliced variable.
struct Slice {
    /// Its subscripts, one of which the loop variable, perhaps with a number added.
    subs: Vec<Expr>,
    /// Which.
    place: usize,
    /// The number.
    offset: f64,
    /// It is read, too.
    read: bool,
    /// Every pass writes it.
    always: bool,
}

/// A reduction: what puts two values together, and whether the variable comes second.
#[derive(Clone, PartialEq)]
struct Fold {
    function: Name,
    second: bool,
}

#[derive(Default)]
struct Kinds {
    slices: BTreeMap<Name, Slice>,
    folds: BTreeMap<Name, Fold>,
    /// Read only, variables or functions.
    read: BTreeSet<Name>,
}

impl Loop<'_> {
    fn lower(&self, count: &mut usize) -> Option<(StmtKind, FunctionDef)> {
        let kinds = self.classify()?;
        *count += 1;
        let name = Name::from(format!("parfor_{count}__").as_str());
        Some((self.choice(&kinds, &name), self.part(&kinds, &name)))
    }

    fn expr(&self, kind: ExprKind) -> Expr {
        Expr { kind, span: self.span }
    }

    fn id(&self, name: &str) -> Expr {
        self.expr(ExprKind::Ident(Name::from(name)))
    }

    fn ident(&self, name: &str) -> Ident {
        Ident { name: Name::from(name), span: self.span }
    }

    fn text(&self, s: &str) -> Expr {
        self.expr(ExprKind::Text { value: Name::from(s), bytes: None, double_quoted: false })
    }

    fn number(&self, value: f64) -> Expr {
        let text = Name::from(format!("{value}").as_str());
        self.expr(ExprKind::Number { value, imaginary: false, text })
    }

    fn cell(&self, items: Vec<Expr>) -> Expr {
        self.expr(ExprKind::Cell(if items.is_empty() { Vec::new() } else { vec![items] }))
    }

    fn index(&self, base: Expr, index: IndexKind) -> Expr {
        self.expr(ExprKind::Index { base: Box::new(base), index })
    }

    fn call(&self, f: &str, args: Vec<Expr>) -> Expr {
        self.index(self.id(f), IndexKind::Paren(args))
    }

    fn assign(&self, lhs: Vec<Expr>, rhs: Expr) -> Stmt {
        let bracketed = lhs.len() > 1;
        let lhs = lhs.into_iter().map(LValue::Place).collect();
        Stmt { kind: StmtKind::Assign { lhs, bracketed, op: None, rhs, print: false }, span: self.span }
    }

    /// Variables that the function takes, in order: sliced ones whose old values count, then those that are read.
    fn inputs<'k>(&self, kinds: &'k Kinds) -> Vec<&'k Name> {
        let sliced = kinds.slices.iter().filter(|(_, s)| s.is_passed()).map(|(n, _)| n);
        sliced.chain(kinds.read.iter().filter(|n| self.known.contains(*n))).collect()
    }

    /// The choice that takes the place of the loop.
    fn choice(&self, kinds: &Kinds, name: &Name) -> StmtKind {
        let texts = |names: Vec<&Name>| self.cell(names.into_iter().map(|n| self.text(n)).collect());
        let sliced = kinds.slices.iter().flat_map(|(n, s)| {
            let numbers = [
                s.is_passed() as u8 as f64,
                s.always as u8 as f64,
                s.place as f64 + 1.0,
                s.subs.len() as f64,
                s.offset,
            ];
            [self.text(n)].into_iter().chain(numbers.map(|x| self.number(x)))
        });
        let (known, free) = kinds.read.iter().partition(|n| self.known.contains(*n));
        let names = [kinds.folds.keys().collect(), known, free].map(texts);
        let mut checks = vec![self.id(RANGE), self.cell(sliced.collect())];
        checks.extend(names);
        let ready = self.call("__parfor_ready__", checks);
        let plans = kinds.slices.values().map(|s| {
            let subs = s.subs.iter().enumerate().map(|(k, e)| match &e.kind {
                ExprKind::Colon => self.text(":"),
                _ if k == s.place => self.number(0.0),
                _ => e.clone(),
            });
            self.cell(vec![self.cell(subs.collect()), self.number(s.place as f64 + 1.0), self.number(s.offset)])
        });
        let folds = kinds.folds.values().map(|f| {
            self.cell(vec![self.expr(ExprKind::FunctionHandle(f.function.clone())), self.number(f.second as u8 as f64)])
        });
        let plans = self.cell(plans.chain(folds).collect());
        let results: Vec<&Name> = kinds.slices.keys().chain(kinds.folds.keys()).collect();
        let values = |names| self.call("__parfor_values__", vec![texts(names)]);
        let call = self.call(
            "__parfor__",
            vec![
                self.expr(ExprKind::FunctionHandle(name.clone())),
                self.id(RANGE),
                values(self.inputs(kinds)),
                plans,
                values(results.clone()),
            ],
        );
        let targets = [self.name].into_iter().chain(results).map(|n| self.id(n)).collect();
        let apart = vec![self.assign(targets, call)];
        let serial = StmtKind::For {
            var: LValue::Place(self.id(self.name)),
            range: self.id(RANGE),
            parallel: false,
            body: self.body.to_vec(),
        };
        let choice = StmtKind::If {
            branches: vec![(ready, apart)],
            otherwise: Some(vec![Stmt { kind: serial, span: self.span }]),
        };
        StmtKind::Block(vec![
            self.assign(vec![self.id(RANGE)], self.range.clone()),
            Stmt { kind: choice, span: self.span },
        ])
    }

    /// The function that makes some of the passes.
    fn part(&self, kinds: &Kinds, name: &Name) -> FunctionDef {
        let fold_name = |n: &Name| Name::from(format!("{n}_parts__").as_str());
        let mut body: Vec<Stmt> =
            kinds.folds.keys().map(|n| self.assign(vec![self.id(&fold_name(n))], self.cell(Vec::new()))).collect();
        let mut passes = self.body.to_vec();
        collect_parts(
            &mut passes,
            &|name, e| {
                let _ = kinds.folds.get(name)?;
                let next = self.expr(ExprKind::Binary {
                    op: BinaryOp::Add,
                    left: Box::new(self.expr(ExprKind::End)),
                    right: Box::new(self.number(1.0)),
                });
                Some(
                    self.assign(vec![self.index(self.id(&fold_name(name)), IndexKind::Brace(vec![next]))], e.clone())
                        .kind,
                )
            },
            self,
        );
        let passes = StmtKind::For {
            var: LValue::Place(self.id(self.name)),
            range: self.id(PART),
            parallel: false,
            body: passes,
        };
        body.push(Stmt { kind: passes, span: self.span });
        let mut outputs = Vec::new();
        for (k, (n, s)) in kinds.slices.iter().enumerate() {
            let out = format!("parfor_slice_{k}__");
            let mut subs = s.subs.clone();
            subs[s.place] = match s.offset {
                0.0 => self.id(PART),
                by => self.expr(ExprKind::Binary {
                    op: BinaryOp::Add,
                    left: Box::new(self.id(PART)),
                    right: Box::new(self.number(by)),
                }),
            };
            body.push(self.assign(vec![self.id(&out)], self.index(self.id(n), IndexKind::Paren(subs))));
            outputs.push(self.ident(&out));
        }
        outputs.extend(kinds.folds.keys().map(|n| self.ident(&fold_name(n))));
        let params = [PART].into_iter().chain(self.inputs(kinds).into_iter().map(|n| &**n));
        let params = params.map(|n| Param { name: self.ident(n), default: None }).collect();
        FunctionDef {
            name: Ident { name: name.clone(), span: self.span },
            params,
            outputs,
            arguments: Vec::new(),
            body,
            nested: Vec::new(),
            is_async: false,
            doc: None,
            span: self.span,
        }
    }

    /// The kinds of the variables; `None` when one is of no kind.
    fn classify(&self) -> Option<Kinds> {
        let mut uses = Uses { fine: true, ..Uses::default() };
        uses.block(self.body, self);
        if !uses.fine {
            return None;
        }
        let mut kinds = Kinds::default();
        for (name, u) in &uses.all {
            if name == self.name {
                if u.iter().any(|u| !matches!(u.kind, UseKind::Read)) {
                    return None;
                }
            } else if u.iter().all(|u| matches!(u.kind, UseKind::Read | UseKind::ReadAt(_))) {
                kinds.read.insert(name.clone());
            } else if let Some(fold) = fold_of(u) {
                kinds.folds.insert(name.clone(), fold);
            } else if let Some(slice) = self.slice_of(u, &uses.all) {
                kinds.slices.insert(name.clone(), slice);
            } else if !is_temporary(u) {
                return None;
            }
        }
        Some(kinds)
    }

    fn slice_of(&self, uses: &[Use], all: &BTreeMap<Name, Vec<Use>>) -> Option<Slice> {
        let mut slice: Option<Slice> = None;
        for u in uses {
            let (subs, written) = match &u.kind {
                UseKind::ReadAt(subs) => (subs, false),
                UseKind::WriteAt(subs) => (subs, true),
                _ => return None,
            };
            let new = self.subscripts(subs, all)?;
            match &mut slice {
                None => slice = Some(new),
                Some(s) => {
                    let same = |a: &Expr, b: &Expr| {
                        runmat_syntax::print::expr(a, self.dialect) == runmat_syntax::print::expr(b, self.dialect)
                    };
                    let fits = s.subs.len() == new.subs.len()
                        && s.place == new.place
                        && s.offset == new.offset
                        && s.subs.iter().zip(&new.subs).enumerate().all(|(k, (a, b))| k == s.place || same(a, b));
                    if !fits {
                        return None;
                    }
                }
            }
            let s = slice.as_mut()?;
            s.read |= !written;
            s.always |= written && u.block.is_empty();
        }
        slice
    }

    /// Subscripts of a sliced variable: one is the loop variable, the others do not change.
    fn subscripts(&self, subs: &[Expr], all: &BTreeMap<Name, Vec<Use>>) -> Option<Slice> {
        let mut found = None;
        for (k, e) in subs.iter().enumerate() {
            if let Some(offset) = self.offset(e) {
                if found.replace((k, offset)).is_some() {
                    return None;
                }
                continue;
            }
            if matches!(e.kind, ExprKind::Colon) {
                continue;
            }
            let mut names = Names::default();
            walk::expr(e, &mut names);
            let changes = |n: &Name| {
                n == self.name
                    || all
                        .get(n)
                        .is_some_and(|u| !u.iter().all(|u| matches!(u.kind, UseKind::Read | UseKind::ReadAt(_))))
            };
            if names.end || names.all.iter().any(changes) {
                return None;
            }
        }
        let (place, offset) = found?;
        Some(Slice { subs: subs.to_vec(), place, offset, read: false, always: false })
    }

    /// `k`, `k + 1`, `k - 1`: what is added.
    fn offset(&self, e: &Expr) -> Option<f64> {
        match &e.kind {
            ExprKind::Ident(n) if n == self.name => Some(0.0),
            ExprKind::Paren(inner) => self.offset(inner),
            ExprKind::Binary { op: op @ (BinaryOp::Add | BinaryOp::Sub), left, right } => {
                match (&left.kind, &right.kind) {
                    (ExprKind::Ident(n), ExprKind::Number { value, imaginary: false, .. }) if n == self.name => {
                        Some(if *op == BinaryOp::Add { *value } else { -*value })
                    }
                    (ExprKind::Number { value, imaginary: false, .. }, ExprKind::Ident(n))
                        if n == self.name && *op == BinaryOp::Add =>
                    {
                        Some(*value)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

impl Slice {
    /// Whether the function needs the values from before the loop. A vector that every pass writes and none reads grows
    /// in the function by itself.
    fn is_passed(&self) -> bool {
        self.read || !self.always || self.subs.len() > 1
    }
}

/// How a variable is used at one place.
#[derive(Clone)]
struct Use {
    kind: UseKind,
    /// The numbers of the blocks around it, the outermost first.
    block: Vec<usize>,
}

#[derive(Clone)]
enum UseKind {
    Read,
    /// `x(subs)` or `x{subs}` is read.
    ReadAt(Vec<Expr>),
    /// The same is written.
    WriteAt(Vec<Expr>),
    /// `x = …`.
    Write,
    /// `x = f(x, e)`.
    Fold(Fold),
    /// Anything else.
    Other,
}

/// A reduction: that and nothing else.
fn fold_of(uses: &[Use]) -> Option<Fold> {
    let UseKind::Fold(first) = &uses.first()?.kind else { return None };
    let same = |u: &Use| matches!(&u.kind, UseKind::Fold(f) if f == first);
    uses.iter().all(same).then(|| first.clone())
}

/// A temporary is written before anything else, in a block that holds all other uses.
fn is_temporary(uses: &[Use]) -> bool {
    let Some(first) = uses.first() else { return false };
    matches!(first.kind, UseKind::Write) && uses.iter().all(|u| u.block.starts_with(&first.block))
}

#[derive(Default)]
struct Uses {
    all: BTreeMap<Name, Vec<Use>>,
    fine: bool,
    block: Vec<usize>,
    blocks: usize,
    /// Parameters of the anonymous functions around.
    shadowed: Vec<HashSet<Name>>,
    loops: usize,
    /// The number of what comes after a `continue`, as a block.
    skipping: Option<usize>,
}

impl Uses {
    fn note(&mut self, name: &Name, kind: UseKind) {
        // What comes after a `continue` may not be reached.
        if self.shadowed.iter().any(|s| s.contains(name)) {
            return;
        }
        self.fine &= !BOUND.contains(&&**name);
        let block = self.skipping.iter().chain(&self.block).copied().collect();
        self.all.entry(name.clone()).or_default().push(Use { kind, block });
    }

    fn nested(&mut self, body: &[Stmt], l: &Loop<'_>) {
        self.blocks += 1;
        self.block.push(self.blocks);
        self.block(body, l);
        self.block.pop();
    }

    fn block(&mut self, body: &[Stmt], l: &Loop<'_>) {
        body.iter().for_each(|s| self.stmt(s, l));
    }

    fn stmt(&mut self, s: &Stmt, l: &Loop<'_>) {
        match &s.kind {
            StmtKind::Expr { expr, .. } => self.expr(expr),
            StmtKind::Assign { lhs, op, rhs, print, .. } => {
                if let (Some((name, fold, e)), false) = (as_fold(lhs, *op, rhs), *print) {
                    self.expr(e);
                    self.note(name, UseKind::Fold(fold));
                    return;
                }
                self.expr(rhs);
                // `x(k) = []` deletes.
                let deletes = matches!(&rhs.kind, ExprKind::Matrix(rows) if rows.is_empty());
                for target in lhs {
                    if let LValue::Place(e) = target {
                        if op.is_some() {
                            self.expr(e);
                        }
                        self.fine &= !(deletes && matches!(e.kind, ExprKind::Index { .. }));
                        self.target(e);
                    }
                }
            }
            StmtKind::If { branches, otherwise } => {
                for (cond, body) in branches {
                    self.expr(cond);
                    self.nested(body, l);
                }
                self.nested(otherwise.as_deref().unwrap_or_default(), l);
            }
            StmtKind::While { cond, body } => {
                self.expr(cond);
                self.looped(body, l);
            }
            StmtKind::DoUntil { body, cond } => {
                self.looped(body, l);
                self.expr(cond);
            }
            StmtKind::For { var, range, body, .. } => {
                self.expr(range);
                match var {
                    LValue::Place(e) => self.target(e),
                    LValue::Ignore(_) => {}
                }
                self.looped(body, l);
            }
            StmtKind::Switch { value, cases, otherwise } => {
                self.expr(value);
                for (case, body) in cases {
                    self.expr(case);
                    self.nested(body, l);
                }
                self.nested(otherwise.as_deref().unwrap_or_default(), l);
            }
            StmtKind::Try { body, ident, handler } => {
                self.nested(body, l);
                self.blocks += 1;
                self.block.push(self.blocks);
                if let Some(id) = ident {
                    self.note(&id.name, UseKind::Write);
                }
                self.block(handler, l);
                self.block.pop();
            }
            StmtKind::UnwindProtect { body, cleanup } => {
                self.block(body, l);
                self.block(cleanup, l);
            }
            StmtKind::Block(body) => self.block(body, l),
            StmtKind::Continue => {
                if self.loops == 0 {
                    self.blocks += 1;
                    self.skipping = Some(self.blocks);
                }
            }
            StmtKind::Break => self.fine &= self.loops > 0,
            StmtKind::Command { .. }
            | StmtKind::Global(_)
            | StmtKind::Persistent(_)
            | StmtKind::Return
            | StmtKind::Import(_)
            | StmtKind::Function(_)
            | StmtKind::Error => self.fine = false,
        }
    }

    fn looped(&mut self, body: &[Stmt], l: &Loop<'_>) {
        self.loops += 1;
        self.nested(body, l);
        self.loops -= 1;
    }

    fn target(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Ident(name) => self.note(name, UseKind::Write),
            ExprKind::Index { base, index: IndexKind::Paren(subs) | IndexKind::Brace(subs) }
                if matches!(base.kind, ExprKind::Ident(_)) =>
            {
                let ExprKind::Ident(name) = &base.kind else { return };
                subs.iter().for_each(|s| self.expr(s));
                self.note(name, UseKind::WriteAt(subs.clone()));
            }
            _ => {
                let mut names = Names::default();
                walk::expr(e, &mut names);
                names.all.iter().for_each(|n| self.note(n, UseKind::Other));
            }
        }
    }

    fn expr(&mut self, e: &Expr) {
        walk::expr(e, self);
    }
}

impl Visitor for Uses {
    fn read(&mut self, name: &Name, _: Span) {
        self.note(name, UseKind::Read);
    }

    fn assign(&mut self, name: &Name, _: Span, _: bool) {
        self.note(name, UseKind::Other);
    }

    fn anonymous(&mut self, params: &[Param], body: &AnonBody) -> bool {
        let AnonBody::Expr(body) = body else {
            self.fine = false;
            return false;
        };
        self.shadowed.push(params.iter().map(|p| p.name.name.clone()).collect());
        walk::expr(body, self);
        self.shadowed.pop();
        false
    }

    fn indexed(&mut self, base: &Name, subs: &[Expr]) -> bool {
        subs.iter().for_each(|s| walk::expr(s, self));
        self.note(base, UseKind::ReadAt(subs.to_vec()));
        true
    }
}

/// All names in an expression.
#[derive(Default)]
struct Names {
    all: Vec<Name>,
    end: bool,
}

impl Visitor for Names {
    fn read(&mut self, name: &Name, _: Span) {
        self.all.push(name.clone());
    }
    fn assign(&mut self, name: &Name, _: Span, _: bool) {
        self.all.push(name.clone());
    }
    fn end(&mut self) {
        self.end = true;
    }
}

fn mentions(e: &Expr, name: &Name) -> bool {
    let mut names = Names::default();
    walk::expr(e, &mut names);
    names.all.contains(name)
}

/// `s = s + e` and its kin: the variable, how it is put together, with what.
fn as_fold<'e>(lhs: &'e [LValue], op: Option<BinaryOp>, rhs: &'e Expr) -> Option<(&'e Name, Fold, &'e Expr)> {
    let [LValue::Place(Expr { kind: ExprKind::Ident(name), .. })] = lhs else { return None };
    let is_it = |e: &Expr| matches!(&e.kind, ExprKind::Ident(n) if n == name);
    let make = |function: &str, second: bool, e: &'e Expr| {
        (!mentions(e, name)).then(|| (name, Fold { function: Name::from(function), second }, e))
    };
    if let Some(op) = op {
        return make(foldable(op)?, false, rhs);
    }
    match &rhs.kind {
        ExprKind::Binary { op, left, right } => match (is_it(left), is_it(right)) {
            (true, false) => make(foldable(*op)?, false, right),
            (false, true) if *op != BinaryOp::Sub => make(foldable(*op)?, true, left),
            _ => None,
        },
        ExprKind::Matrix(rows) => match rows.as_slice() {
            [row] => match row.as_slice() {
                [a, b] if is_it(a) => make("horzcat", false, b),
                [a, b] if is_it(b) => make("horzcat", true, a),
                _ => None,
            },
            [top, bottom] => match (top.as_slice(), bottom.as_slice()) {
                ([a], [b]) if is_it(a) => make("vertcat", false, b),
                ([a], [b]) if is_it(b) => make("vertcat", true, a),
                _ => None,
            },
            _ => None,
        },
        ExprKind::Index { base, index: IndexKind::Paren(args) } => match (&base.kind, args.as_slice()) {
            (ExprKind::Ident(f), [a, b]) if FOLDS.contains(&&**f) && is_it(a) => make(f, false, b),
            (ExprKind::Ident(f), [a, b]) if FOLDS.contains(&&**f) && is_it(b) => make(f, true, a),
            _ => None,
        },
        _ => None,
    }
}

fn foldable(op: BinaryOp) -> Option<&'static str> {
    Some(match op {
        BinaryOp::Add => "plus",
        BinaryOp::Sub => "minus",
        BinaryOp::Times => "times",
        BinaryOp::MTimes => "mtimes",
        BinaryOp::And => "and",
        BinaryOp::Or => "or",
        _ => return None,
    })
}

/// Replaces reductions by what collects their parts.
fn collect_parts(body: &mut [Stmt], part: &dyn Fn(&Name, &Expr) -> Option<StmtKind>, l: &Loop<'_>) {
    for s in body {
        let replaced = match &s.kind {
            StmtKind::Assign { lhs, op, rhs, print: false, .. } => {
                as_fold(lhs, *op, rhs).and_then(|(name, _, e)| part(name, e))
            }
            _ => None,
        };
        if let Some(kind) = replaced {
            s.kind = kind;
            continue;
        }
        match &mut s.kind {
            StmtKind::If { branches, otherwise } => {
                branches.iter_mut().for_each(|(_, b)| collect_parts(b, part, l));
                otherwise.iter_mut().for_each(|b| collect_parts(b, part, l));
            }
            StmtKind::For { body, .. } | StmtKind::While { body, .. } | StmtKind::DoUntil { body, .. } => {
                collect_parts(body, part, l);
            }
            StmtKind::Switch { cases, otherwise, .. } => {
                cases.iter_mut().for_each(|(_, b)| collect_parts(b, part, l));
                otherwise.iter_mut().for_each(|b| collect_parts(b, part, l));
            }
            StmtKind::Try { body, handler, .. } => {
                collect_parts(body, part, l);
                collect_parts(handler, part, l);
            }
            StmtKind::UnwindProtect { body, cleanup } => {
                collect_parts(body, part, l);
                collect_parts(cleanup, part, l);
            }
            StmtKind::Block(body) => collect_parts(body, part, l),
            _ => {}
        }
    }
}
