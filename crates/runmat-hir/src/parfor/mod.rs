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

mod kinds;

use crate::walk::{self, Visitor};
use kinds::{Kinds, as_fold};
use runmat_syntax::Dialect;
use runmat_syntax::ast::*;
use std::collections::HashSet;
use std::sync::Arc;

/// Names that programs do not use.
const RANGE: &str = "parfor range__";
const PART: &str = "parfor_part__";

/// Rewrites the loops of a unit.
pub fn lower(unit: &mut Unit, dialect: Dialect) {
    if dialect.is_octave() {
        // Its passes share globals and persistent variables: it is a `for`.
        return;
    }
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
        blocks(&mut s.kind).into_iter().for_each(|b| block(b, work));
    }
}

/// The blocks of a statement.
fn blocks(s: &mut StmtKind) -> Vec<&mut Vec<Stmt>> {
    match s {
        StmtKind::If { branches, otherwise } => branches.iter_mut().map(|b| &mut b.1).chain(otherwise).collect(),
        StmtKind::Switch { cases, otherwise, .. } => cases.iter_mut().map(|c| &mut c.1).chain(otherwise).collect(),
        StmtKind::For { body, .. } | StmtKind::While { body, .. } | StmtKind::DoUntil { body, .. } => vec![body],
        StmtKind::Block(body) => vec![body],
        StmtKind::Try { body, handler, .. } => vec![body, handler],
        StmtKind::UnwindProtect { body, cleanup } => vec![body, cleanup],
        _ => Vec::new(),
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
        collect_parts(&mut passes, &|name, e| {
            let _ = kinds.folds.get(name)?;
            let next = self.expr(ExprKind::Binary {
                op: BinaryOp::Add,
                left: Box::new(self.expr(ExprKind::End)),
                right: Box::new(self.number(1.0)),
            });
            Some(self.assign(vec![self.index(self.id(&fold_name(name)), IndexKind::Brace(vec![next]))], e.clone()).kind)
        });
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
}

/// Replaces reductions by what collects their parts.
fn collect_parts(body: &mut [Stmt], part: &dyn Fn(&Name, &Expr) -> Option<StmtKind>) {
    for s in body {
        let replaced = match &s.kind {
            StmtKind::Assign { lhs, op, rhs, print: false, .. } => {
                as_fold(lhs, *op, rhs).and_then(|(name, _, e)| part(name, e))
            }
            _ => None,
        };
        match replaced {
            Some(kind) => s.kind = kind,
            None => blocks(&mut s.kind).into_iter().for_each(|b| collect_parts(b, part)),
        }
    }
}
