//! From syntax trees to bytecode.
//!
//! Compiling never fails on what the parser accepted; what can only be wrong at run time fails there.

mod arguments;
mod assign;
pub(crate) mod builder;
mod control;
mod expr;
mod index;
mod peephole;
mod stmt;
pub mod symbols;

use crate::bytecode::*;
use builder::{Builder, NamesSeen, Shape};
use runmat_hir::Scope;
use runmat_syntax::Dialect;
use runmat_syntax::ast::*;
use std::collections::HashSet;
use std::sync::Arc;
use symbols::Symbols;

/// What compiling needs from the session.
pub struct Compiler<'a> {
    /// The language.
    pub dialect: Dialect,
    /// Function names.
    pub symbols: &'a mut Symbols,
    /// Source of code object numbers.
    pub ids: &'a mut u64,
    /// Whether the library has a function with this dotted name (`containers.Map`).
    pub is_library_function: &'a dyn Fn(&str) -> bool,
    /// Functions in packages on the path (`pkg.f`).
    pub packages: Arc<HashSet<String>>,
    /// Private functions that the file sees; they are kept apart from others like local ones.
    pub private: Arc<HashSet<Name>>,
    /// Nested functions that text for `eval` sees.
    pub seen: NamesSeen,
}

/// The file code belongs to.
#[derive(Clone)]
pub struct Home {
    /// Its number; symbols of its local functions live under it.
    pub id: u64,
    /// Its text.
    pub source: Arc<Source>,
    /// Names of its local functions.
    pub locals: Arc<HashSet<Name>>,
    /// The functions themselves, once compiled.
    pub functions: Arc<LocalFunctions>,
}

/// A compiled file or text.
pub struct CompiledUnit {
    /// The code of a script.
    pub script: Option<Arc<CodeObject>>,
    /// The functions, in order.
    pub functions: Vec<Arc<CodeObject>>,
    /// The home their symbols live in.
    pub home: Home,
}

impl<'a> Compiler<'a> {
    /// Whether a dotted name is a function.
    pub(crate) fn is_package_function(&self, name: &str) -> bool {
        self.packages.contains(name) || (self.is_library_function)(name)
    }

    /// A text to compile, with its number.
    fn source(&mut self, file: &str, text: Arc<str>, library: bool, value: bool) -> Arc<Source> {
        let origin = Origin {
            home: self.next_id(),
            dialect: self.dialect,
            value,
            private: self.private.clone(),
            packages: self.packages.clone(),
        };
        Arc::new(Source::new(file, text, library, origin))
    }

    pub(crate) fn next_id(&mut self) -> u64 {
        *self.ids += 1;
        *self.ids
    }

    /// Compiles a unit that parsed without errors.
    pub fn unit(&mut self, unit: &'a Unit, file: &str, text: Arc<str>, library: bool) -> CompiledUnit {
        let source = self.source(file, text, library, false);
        let defs: Vec<&Arc<FunctionDef>> =
            unit.functions.iter().chain(unit.body.iter().filter_map(as_function)).collect();
        // A method is no local function of its file: its name means what the arguments make it mean.
        let methods = source.class.is_some() as usize;
        let home = Home {
            id: source.origin.home,
            source,
            locals: {
                let own = defs.iter().skip(methods).map(|f| f.name.name.clone());
                Arc::new(own.chain(self.private.iter().cloned()).collect())
            },
            functions: Arc::new(LocalFunctions {
                main: unit.kind == UnitKind::FunctionFile,
                ..LocalFunctions::default()
            }),
        };
        let mut functions = Vec::new();
        defs.iter().for_each(|f| {
            let name = f.name.name.clone();
            self.function(f, name, None, NamesSeen::default(), &home, &mut functions)
        });
        let _ = home.functions.functions.set(functions.clone());
        let script = (unit.kind == UnitKind::Script).then(|| self.script(unit, file, &home));
        CompiledUnit { script, functions, home }
    }

    /// Compiles text whose value is wanted: one expression, or one assignment, which yields what it assigns.
    /// `None` when the text is something else.
    pub fn value(&mut self, unit: &'a Unit, text: Arc<str>) -> Option<(Arc<CodeObject>, Home)> {
        let [Stmt { kind, .. }] = unit.body.as_slice() else { return None };
        let source = self.source("", text, false, true);
        let locals = self.private.clone();
        let home = Home { id: source.origin.home, source, locals, functions: Arc::default() };
        let _ = home.functions.functions.set(Vec::new());
        let seen = self.seen.clone();
        let mut b = Builder::new(self, home.clone(), Scope::of_script(&unit.body)).with_names(seen);
        match kind {
            StmtKind::Expr { expr, .. } => b.anonymous_body(expr),
            StmtKind::Assign { lhs, op, rhs, .. } if lhs.len() == 1 => {
                b.assignment(lhs, lhs.len() > 1, *op, rhs);
                let LValue::Place(place) = &lhs[0] else { return None };
                b.anonymous_body(index::chain(place).root);
            }
            _ => return None,
        }
        b.emit(Op::Return {});
        Some((Arc::new(b.finish(Shape::script(Name::from("")))), home))
    }

    fn script(&mut self, unit: &'a Unit, file: &str, home: &Home) -> Arc<CodeObject> {
        let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let name = Name::from(stem.strip_suffix(".m").unwrap_or(stem));
        let seen = self.seen.clone();
        let mut b = Builder::new(self, home.clone(), Scope::of_script(&unit.body)).with_names(seen);
        b.import(&unit.body);
        b.block(&unit.body);
        b.emit(Op::Return {});
        Arc::new(b.finish(Shape::script(name)))
    }

    /// Compiles a function, then those nested in it. A nested function is a local function of the file that
    /// takes the shared variables of its parent along: the caller's first ones, since every function lists
    /// what it inherits before what it shares itself.
    fn function(
        &mut self,
        def: &'a Arc<FunctionDef>,
        name: Name,
        parent: Option<&Scope>,
        seen: NamesSeen,
        home: &Home,
        out: &mut Vec<Arc<CodeObject>>,
    ) {
        let scope = Scope::of_function(def, parent);
        let seen = seen.with_nested(&name, def.nested.iter().map(|n| &n.name.name));
        out.push(self.function_code(def, name.clone(), scope.clone(), seen.clone(), home));
        for n in &def.nested {
            let inner = Name::from(format!("{name}/{}", n.name.name).as_str());
            self.function(n, inner, Some(&scope), seen.clone(), home, out);
        }
    }

    fn function_code(
        &mut self,
        def: &'a Arc<FunctionDef>,
        name: Name,
        scope: Scope,
        seen: NamesSeen,
        home: &Home,
    ) -> Arc<CodeObject> {
        let mut b = Builder::new(self, home.clone(), scope).with_names(seen);
        b.import(&def.body);
        let last_is = |name: &str, list: Option<&Name>| list.is_some_and(|n| &**n == name);
        let layout = arguments::Layout::of(def);
        let variadic = last_is("varargin", def.params.last().map(|p| &p.name.name));
        let (params, varargin) = match &layout {
            Some(l) => (l.required as u16, Some(def.params.len() as u16 - 1)),
            None => {
                let params = def.params.len() as u16 - variadic as u16;
                (params, variadic.then_some(params))
            }
        };
        // A parameter is a variable even when no argument was given for it.
        b.set[..def.params.len()].fill(true);
        let outputs: Vec<Reg> = def.outputs.iter().map(|o| b.slot(&o.name)).collect();
        let variadic_out = last_is("varargout", def.outputs.last().map(|o| &o.name));
        let (outputs, varargout) = match outputs.split_last() {
            Some((last, rest)) if variadic_out => (rest.to_vec(), Some(*last)),
            _ => (outputs, None),
        };
        let captured = b.scope.shared[..b.scope.inherited].to_vec();
        b.span = def.span;
        b.plain_texts(def);
        b.prologue(def, layout.as_ref());
        b.block(&def.body);
        b.span = Span { start: def.span.end.saturating_sub(1), end: def.span.end };
        b.emit(Op::Return {});
        let shape = Shape {
            name,
            kind: CodeKind::Function,
            params,
            varargin,
            outputs,
            varargout,
            captured,
            doc: def.doc.as_deref().map(Name::from),
            is_async: def.is_async,
        };
        Arc::new(b.finish(shape))
    }
}

fn as_function(s: &Stmt) -> Option<&Arc<FunctionDef>> {
    if let StmtKind::Function(f) = &s.kind { Some(f) } else { None }
}
