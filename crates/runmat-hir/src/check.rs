//! Diagnostics that need no execution.

use crate::walk::{self, Visitor};
use runmat_syntax::ast::*;

/// A finding: what `runmat check` reports besides syntax errors.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Where.
    pub span: Span,
    /// What, for people.
    pub message: String,
    /// Whether running would certainly fail.
    pub error: bool,
}

/// Checks a unit. `known` tells whether a name is a function.
pub fn unit(unit: &Unit, known: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let locals: Vec<Name> = local_names(unit);
    if unit.kind == UnitKind::Script {
        body(&unit.body, &crate::Scope::of_script(&unit.body), &locals, known, &mut findings);
    }
    for f in unit.functions.iter().chain(unit.body.iter().filter_map(as_function)) {
        function(f, None, &locals, known, &mut findings);
    }
    findings
}

fn as_function(s: &Stmt) -> Option<&std::sync::Arc<FunctionDef>> {
    if let StmtKind::Function(f) = &s.kind { Some(f) } else { None }
}

fn local_names(unit: &Unit) -> Vec<Name> {
    let all = unit.functions.iter().chain(unit.body.iter().filter_map(as_function));
    all.flat_map(|f| std::iter::once(f).chain(&f.nested)).map(|f| f.name.name.clone()).collect()
}

fn function(
    def: &FunctionDef,
    parent: Option<&crate::Scope>,
    locals: &[Name],
    known: &dyn Fn(&str) -> bool,
    out: &mut Vec<Finding>,
) {
    let scope = crate::Scope::of_function(def, parent);
    body(&def.body, &scope, locals, known, out);
    let mut names = locals.to_vec();
    names.extend(def.nested.iter().map(|n| n.name.name.clone()));
    def.nested.iter().for_each(|n| function(n, Some(&scope), &names, known, out));
}

fn body(list: &[Stmt], scope: &crate::Scope, locals: &[Name], known: &dyn Fn(&str) -> bool, out: &mut Vec<Finding>) {
    let mut checker = Checker { scope, locals, known, loops: 0, params: Vec::new(), out };
    walk::stmts(list, &mut checker);
}

struct Checker<'a> {
    scope: &'a crate::Scope,
    locals: &'a [Name],
    known: &'a dyn Fn(&str) -> bool,
    loops: usize,
    params: Vec<Name>,
    out: &'a mut Vec<Finding>,
}

impl Visitor for Checker<'_> {
    fn read(&mut self, name: &Name, span: Span) {
        let assigned = self.scope.slot(name).is_some_and(|s| self.scope.is_assigned(s));
        if assigned || self.params.contains(name) || self.locals.contains(name) || (self.known)(name) {
            return;
        }
        let message = format!("'{name}' is neither assigned here nor a known function");
        self.out.push(Finding { span, message, error: false });
    }

    fn anonymous(&mut self, params: &[Param], body: &AnonBody) -> bool {
        let depth = self.params.len();
        self.params.extend(params.iter().map(|p| p.name.name.clone()));
        match body {
            AnonBody::Expr(e) => walk::expr(e, self),
            AnonBody::Block(b) => walk::stmts(b, self),
        }
        self.params.truncate(depth);
        false
    }

    fn statement(&mut self, s: &Stmt) {
        match s.kind {
            StmtKind::While { .. } | StmtKind::For { .. } | StmtKind::DoUntil { .. } => self.loops += 1,
            StmtKind::Break | StmtKind::Continue if self.loops == 0 => {
                let message = "A BREAK statement appeared outside of a loop. Use RETURN instead.".to_string();
                self.out.push(Finding { span: s.span, message, error: true });
            }
            _ => {}
        }
    }

    fn leave(&mut self, s: &Stmt) {
        if matches!(s.kind, StmtKind::While { .. } | StmtKind::For { .. } | StmtKind::DoUntil { .. }) {
            self.loops -= 1;
        }
    }
}
