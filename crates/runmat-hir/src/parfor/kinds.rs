//! The kinds of the variables of a loop.

use super::Loop;
use crate::walk::{self, Visitor};
use runmat_syntax::ast::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Functions whose meaning depends on the function that calls them, beside those of [`crate::scope::DYNAMIC`].
const BOUND: &[&str] = &[
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

/// A sliced variable.
pub(super) struct Slice {
    /// Its subscripts, one of which the loop variable, perhaps with a number added.
    pub(super) subs: Vec<Expr>,
    /// Which.
    pub(super) place: usize,
    /// The number.
    pub(super) offset: f64,
    /// It is read, too.
    read: bool,
    /// Every pass writes it.
    pub(super) always: bool,
}

/// A reduction: what puts two values together, and whether the variable comes second.
#[derive(Clone, PartialEq)]
pub(super) struct Fold {
    pub(super) function: Name,
    pub(super) second: bool,
}

#[derive(Default)]
pub(super) struct Kinds {
    pub(super) slices: BTreeMap<Name, Slice>,
    pub(super) folds: BTreeMap<Name, Fold>,
    /// Read only, variables or functions.
    pub(super) read: BTreeSet<Name>,
}

impl Loop<'_> {
    /// The kinds of the variables; `None` when one is of no kind.
    pub(super) fn classify(&self) -> Option<Kinds> {
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
    pub(super) fn is_passed(&self) -> bool {
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
pub(super) fn as_fold<'e>(
    lhs: &'e [LValue],
    op: Option<BinaryOp>,
    rhs: &'e Expr,
) -> Option<(&'e Name, Fold, &'e Expr)> {
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
