//! Index chains: subscripts, braces, fields and calls, which look alike.

use super::builder::{Builder, EndBase, EndContext};
use crate::bytecode::*;
use runmat_hir::{ScopeKind, fold, walk};
use runmat_syntax::ast::*;

/// An index expression taken apart.
pub(crate) struct Chain<'a> {
    pub root: &'a Expr,
    pub links: Vec<(&'a IndexKind, Span)>,
}

/// Takes `root.a(1){2}` apart.
pub(crate) fn chain(e: &Expr) -> Chain<'_> {
    let mut links = Vec::new();
    let mut root = e;
    while let ExprKind::Index { base, index } = &root.kind {
        links.push((index, root.span));
        root = base;
    }
    links.reverse();
    Chain { root, links }
}

/// Whether the value can be a comma list.
pub fn may_be_list(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Index { index: IndexKind::Brace(args), .. } => {
            !args.iter().all(is_single_subscript) || args.is_empty()
        }
        ExprKind::Index { index: IndexKind::Field(_) | IndexKind::DynField(_), .. } => true,
        _ => false,
    }
}

fn is_single_subscript(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::Number { .. } | ExprKind::End)
}

impl<'a> Builder<'_, 'a> {
    /// An index chain. With `multi` its value may be a comma list.
    pub fn index_expr(&mut self, e: &'a Expr, want: Want, multi: bool) {
        if let (Some(v), Want::One(dst) | Want::Statement(dst)) = (fold::exact_integer(e), want) {
            let k = self.constant(v);
            self.emit(Op::Const { dst, k });
            return;
        }
        let chain = chain(e);
        let (mut base, mut at) = self.chain_root(&chain, want, multi);
        let count = chain.links.len();
        if at == count {
            return;
        }
        if base == NONE {
            base = self.expr(chain.root, None);
        }
        while at < count {
            let last = at + 1 == count;
            let (link, span) = chain.links[at];
            self.span = span;
            let next_is_call = chain.links.get(at + 1).is_some_and(|l| matches!(l.0, IndexKind::Paren(_)));
            if last {
                self.last_link(base, link, want, multi);
            } else {
                let dst = self.temp();
                self.link(dst, base, link, false, next_is_call);
                base = dst;
            }
            at += 1;
        }
    }

    /// The part of a chain that a name at its root decides: a call, or the value to index.
    /// Returns the register of the value so far ([`NONE`]: nothing done) and the number of links used.
    fn chain_root(&mut self, chain: &Chain<'a>, want: Want, multi: bool) -> (Reg, usize) {
        let ExprKind::Ident(name) = &chain.root.kind else { return (NONE, 0) };
        let slot = self.scope.slot(name);
        if slot.is_some_and(|s| self.set[s as usize]) {
            return (NONE, 0);
        }
        let (full, used) = self.dotted_function(name, chain);
        let slot = slot.filter(|&s| self.scope.may_be_variable(s) && used == 0).unwrap_or(NONE);
        let last = used + 1 >= chain.links.len();
        if let Some((IndexKind::Paren(args), span)) = chain.links.get(used) {
            if self.math_call(&full, slot, args, want, last) {
                return (NONE, used + 1);
            }
            let dst = self.temp();
            let want_here = if last { want } else { Want::One(dst) };
            self.span = *span;
            self.call_site(&full, slot, args, want_here);
            let _ = multi;
            return (if last { NONE } else { dst }, used + 1);
        }
        if used > 0 && used == chain.links.len() {
            let base = self.temps(0);
            let site = self.site(&full, NONE, base, 0, want);
            self.call(site, want);
            return (NONE, used);
        }
        let dst = self.temp();
        self.span = chain.root.span;
        let base = self.temps(0);
        let site = self.site(&full, NONE, base, 0, Want::One(dst));
        match slot {
            NONE => self.emit(Op::Call { site }),
            slot => self.emit(Op::LoadName { dst, slot, site }),
        };
        (dst, used)
    }

    /// The longest `a.b.c` at the root that names a function in a package, and its number of fields.
    fn dotted_function(&self, root: &Name, chain: &Chain<'a>) -> (String, usize) {
        let mut best = (root.to_string(), 0);
        // What an anonymous function mentions can be a variable of its surroundings, which are not known to have it.
        let is_parameter = self.scope.slot(root).is_some_and(|s| self.set[s as usize]);
        if is_parameter || (self.scope.kind != ScopeKind::Anonymous && self.is_assigned(self.scope.slot(root))) {
            return best;
        }
        let mut full = root.to_string();
        for (k, (link, _)) in chain.links.iter().enumerate() {
            let IndexKind::Field(field) = link else { break };
            full = format!("{full}.{}", field.name);
            if self.compiler.is_package_function(&full) {
                best = (full.clone(), k + 1);
            }
        }
        best
    }

    /// `sin(x)`, `mod(x, 3)`: plain calls with one result go through the shortcut ops.
    /// A variable that may lie in `slot` comes first.
    fn math_call(&mut self, name: &str, slot: Reg, args: &'a [Expr], want: Want, last: bool) -> bool {
        let Want::One(dst) = want else { return false };
        if !last
            || args.len() > 2
            || args.is_empty()
            || self.is_local(name)
            || args.iter().any(|a| may_be_list(a) || is_colon(a) || (slot != NONE && mentions_end(a)))
        {
            return false;
        }
        let base = self.temps(args.len());
        let mut regs = [NONE; 2];
        for (k, a) in args.iter().enumerate() {
            let mark = self.mark();
            regs[k] = self.expr(a, Some(base + k as u16));
            self.release(mark);
        }
        let site = self.site(name, slot, base, args.len() as u16, want);
        self.name_arguments(site, args);
        match args.len() {
            1 => self.emit(Op::Math1 { dst, a: regs[0], site }),
            _ => self.emit(Op::Math2 { dst, a: regs[0], b: regs[1], site }),
        };
        true
    }

    /// A call of `name`, or the indexing of the variable in `slot` when that is set.
    fn call_site(&mut self, name: &str, slot: Reg, args: &'a [Expr], want: Want) {
        let (base, n, spread) = self.arguments(args, (slot != NONE).then_some((slot, false)));
        let site = self.site(name, slot, base, n, want);
        self.sites[site as usize].spread = spread;
        self.name_arguments(site, args);
        self.call(site, want);
    }

    fn name_arguments(&mut self, site: u16, args: &'a [Expr]) {
        if !args.iter().any(|a| matches!(a.kind, ExprKind::Ident(_))) {
            return;
        }
        let names = args.iter().map(|a| match &a.kind {
            ExprKind::Ident(n) => Some(n.clone()),
            _ => None,
        });
        self.sites[site as usize].argument_names = names.collect();
    }

    fn call(&mut self, site: u16, want: Want) {
        self.emit(Op::Call { site });
        if want == Want::Forward {
            self.emit(Op::Return {});
        }
    }

    /// Arguments into consecutive registers. `end` in them belongs to the value in the register given,
    /// certainly or if that is set.
    fn arguments(&mut self, args: &'a [Expr], end: Option<(Reg, bool)>) -> (Reg, u16, bool) {
        let base = self.temps(args.len());
        let mut spread = false;
        for (k, a) in args.iter().enumerate() {
            let multi = may_be_list(a);
            spread |= multi;
            self.within(end, k, args.len(), |b| b.expr_to(a, base + k as u16, multi));
        }
        (base, args.len() as u16, spread)
    }

    fn within<R>(&mut self, end: Option<(Reg, bool)>, k: usize, n: usize, f: impl FnOnce(&mut Self) -> R) -> R {
        let Some((reg, certain)) = end else { return f(self) };
        let base = EndBase::Register { reg, certain };
        self.ends.push(EndContext { base, position: k as u16, count: n as u16 });
        let r = f(self);
        self.ends.pop();
        r
    }

    fn last_link(&mut self, base: Reg, link: &'a IndexKind, want: Want, multi: bool) {
        match (link, want) {
            (_, Want::One(dst)) => self.link(dst, base, link, multi, false),
            (IndexKind::Paren(args), _) => {
                let (first, n, spread) = self.arguments(args, Some((base, true)));
                let site = self.site("", base, first, n, want);
                self.sites[site as usize].spread = spread;
                self.name_arguments(site, args);
                self.call(site, want);
            }
            (_, Want::Discard | Want::Branch { .. }) => {}
            (IndexKind::Field(f), Want::Statement(dst)) => {
                let name = self.name_index(&f.name);
                self.emit(Op::GetField { dst, a: base, name, mode: 3 });
            }
            (_, Want::Statement(dst)) => self.link(dst, base, link, true, false),
            (_, Want::Forward) => {
                let dst = self.temp();
                self.link(dst, base, link, true, false);
                self.emit(Op::ReturnValue { src: dst });
            }
            (_, Want::List(dst, _)) => self.link(dst, base, link, true, false),
            (_, Want::Many(first, n)) => {
                let src = self.temp();
                self.link(src, base, link, true, false);
                self.emit(Op::Unpack { base: first, n, src });
            }
        }
    }

    /// One link with one result (or, with `multi`, a list).
    fn link(&mut self, dst: Reg, base: Reg, link: &'a IndexKind, multi: bool, before_call: bool) {
        let mark = self.mark();
        let mode = if before_call { 2 } else { multi as u16 };
        match link {
            IndexKind::Paren(args) => self.paren(dst, base, args),
            IndexKind::Brace(args) => self.brace(dst, base, args, multi),
            IndexKind::Field(f) => {
                let name = self.name_index(&f.name);
                self.emit(Op::GetField { dst, a: base, name, mode });
            }
            IndexKind::DynField(e) => {
                let name = self.expr(e, None);
                self.emit(Op::GetDynField { dst, a: base, name, mode });
            }
        }
        self.release(mark);
    }

    fn paren(&mut self, dst: Reg, a: Reg, args: &'a [Expr]) {
        if args.len() <= 2 && !args.is_empty() && !args.iter().any(may_be_list) {
            let mut regs = [NONE; 2];
            for (k, arg) in args.iter().enumerate() {
                regs[k] = self.within(Some((a, true)), k, args.len(), |b| b.expr(arg, None));
            }
            self.emit(match args.len() {
                1 => Op::Index1 { dst, a, i: regs[0] },
                _ => Op::Index2 { dst, a, i: regs[0], j: regs[1] },
            });
            return;
        }
        let (base, n, _) = self.arguments(args, Some((a, true)));
        self.emit(Op::IndexN { dst, a, base, n });
    }

    fn brace(&mut self, dst: Reg, a: Reg, args: &'a [Expr], multi: bool) {
        let multi = multi as u16;
        if let [arg] = args
            && !may_be_list(arg)
        {
            let i = self.within(Some((a, true)), 0, 1, |b| b.expr(arg, None));
            self.emit(Op::Brace1 { dst, a, i, multi });
            return;
        }
        let (base, n, _) = self.arguments(args, Some((a, true)));
        self.emit(Op::BraceN { dst, a, base, n, multi });
    }
}

/// Whether an `end` may belong to an index around the expression.
fn mentions_end(e: &Expr) -> bool {
    struct Ends(bool);
    impl walk::Visitor for Ends {
        fn end(&mut self) {
            self.0 = true;
        }
    }
    let mut ends = Ends(false);
    walk::expr(e, &mut ends);
    ends.0
}

fn is_colon(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::Colon)
}
