//! Finding functions: local ones, files on the path, builtins, the library; compiled code is kept.

use crate::builtin::{BuiltinId, Library};
use crate::bytecode::{CodeObject, LocalFunctions};
use crate::compiler::builder::NamesSeen;
use crate::compiler::symbols::{LIBRARY, Symbols};
use crate::compiler::{CompiledUnit, Compiler, Home};
use crate::context::SessionState;
use runmat_syntax::Diagnostic;
use runmat_value::{Dialect, Name, Value};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

/// What a symbol stands for.
#[derive(Clone, Default)]
pub enum Target {
    /// Not looked up yet.
    #[default]
    Unknown,
    /// A builtin with its shortcuts.
    Builtin(BuiltinId, Shortcuts),
    /// Compiled code.
    Code(Arc<CodeObject>),
    /// A function of the host.
    Host(Name),
    /// A script file: runs in the caller's workspace.
    Script(Arc<CodeObject>),
    /// Looked up and not found.
    Missing,
    /// One of these where an argument is an object of a class that has a method of this name, else the other.
    /// (Builtins look at their arguments anyway.)
    Overloaded(Arc<(Name, Target)>),
}

/// A function that the host provides, as the machine sees it.
#[derive(Debug, Clone)]
pub struct HostRow {
    /// What it does to the world outside: refused where that is not granted.
    pub needs: Vec<(crate::host::EffectKind, String)>,
    /// Fewest and most inputs.
    pub inputs: (u16, u16),
    /// Most outputs.
    pub outputs: u16,
    /// Cost units of a call.
    pub fuel: u64,
    /// Help text.
    pub doc: String,
}

/// What a builtin gives without being called: see the fields of the same names of [`crate::Builtin`].
#[derive(Clone, Default)]
pub struct Shortcuts {
    /// Without arguments; unset when there is no such value.
    pub constant: Value,
    /// For one double.
    pub scalar1: Option<fn(f64) -> Option<f64>>,
    /// For two.
    pub scalar2: Option<fn(f64, f64) -> Option<f64>>,
}

/// Homes of texts kept before any is given up.
const ROOM: usize = 1024;

/// A problem with program text, with its place.
#[derive(Debug, Clone)]
pub struct SyntaxError {
    /// The file; empty for typed text.
    pub file: Name,
    /// The text.
    pub text: Arc<str>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// All functions of a session that have been compiled, and how names resolve.
pub struct Functions {
    /// The library.
    pub library: Arc<dyn Library>,
    /// Names called.
    pub symbols: Symbols,
    resolved: Vec<Target>,
    /// Code that names no longer stand for, by address: frames may still run it.
    retired: HashMap<usize, Arc<CodeObject>>,
    epoch: u64,
    pub(super) ids: u64,
    pub(super) homes: HashMap<u64, Home>,
    /// How many homes there may be before those that nothing comes from any more are given up.
    room: usize,
    /// Functions defined by scripts or typed, by name.
    pub(super) typed: HashMap<Name, Arc<CodeObject>>,
    /// Functions of the host, by name.
    pub host: HashMap<Name, HostRow>,
    pub(super) files: HashMap<String, FileEntry>,
    pub(super) library_code: HashMap<Name, Arc<CodeObject>>,
    folders: HashMap<String, Arc<Vec<String>>>,
    /// Functions in packages (`+a/f.m` is `a.f`) of the folders searched, once looked for.
    packages: Option<Arc<HashSet<String>>>,
    /// Private functions that the file being compiled sees.
    private: Arc<HashSet<Name>>,
    /// What text to be evaluated stands in.
    pub around: Option<Around>,
    /// The same for texts compiled already, by home.
    pub(super) arounds: HashMap<u64, Around>,
    /// Persistent variables by code object and number.
    pub persistents: HashMap<(u64, u16), Arc<Mutex<Value>>>,
    /// A syntax error met while looking a function up.
    pub syntax_error: Option<SyntaxError>,
    /// Methods looked for: by class, then name.
    pub(super) methods: HashMap<Name, HashMap<Name, Option<Arc<CodeObject>>>>,
}

/// The code that text for `eval` stands in.
#[derive(Clone)]
pub struct Around {
    /// The functions of its file.
    pub locals: Arc<LocalFunctions>,
    /// The function.
    pub function: Name,
    /// The file.
    pub file: Name,
}

impl Around {
    /// The surroundings of text that this code evaluates.
    pub fn of(code: &CodeObject) -> Self {
        Around { locals: code.locals.clone(), function: code.name.clone(), file: code.source.file.clone() }
    }

    /// The function of the file that a name stands for there.
    pub fn find(&self, name: &str) -> Option<Arc<CodeObject>> {
        let mut parent = &*self.function;
        loop {
            if let Some(code) = self.locals.find(&format!("{parent}/{name}")) {
                return Some(code.clone());
            }
            match parent.rsplit_once('/') {
                Some((outer, _)) => parent = outer,
                None => return self.locals.find(name).cloned(),
            }
        }
    }

    /// The functions that it sees under other names than their own: nested ones, the innermost last.
    fn names_seen(&self) -> NamesSeen {
        let mut seen = NamesSeen::default();
        let functions = self.locals.functions.get().map(Vec::as_slice).unwrap_or_default();
        let ends = self.function.match_indices('/').map(|(k, _)| k).chain([self.function.len()]);
        for end in ends {
            let parent = &self.function[..end];
            let nested = functions.iter().filter_map(|f| f.name.strip_prefix(parent)?.strip_prefix('/'));
            let names: Vec<Name> = nested.filter(|n| !n.contains('/')).map(Name::from).collect();
            seen = seen.with_nested(parent, names.iter());
        }
        seen
    }
}

#[derive(Clone)]
pub(super) struct FileEntry {
    pub(super) modified: f64,
    pub(super) target: Target,
}

/// A compiler that borrows what it needs from the functions.
macro_rules! compiler {
    ($functions:expr, $dialect:expr) => {
        Compiler {
            dialect: $dialect,
            symbols: &mut $functions.symbols,
            ids: &mut $functions.ids,
            is_library_function: &{
                let lib = $functions.library.clone();
                move |name: &str| lib.find(name, $dialect).is_some() || lib.source(name, $dialect).is_some()
            },
            packages: $functions.packages.clone().unwrap_or_default(),
            private: $functions.private.clone(),
            seen: $functions.around.as_ref().map(Around::names_seen).unwrap_or_default(),
        }
    };
}

impl Functions {
    /// No functions but the library's.
    pub fn new(library: Arc<dyn Library>) -> Self {
        Functions {
            library,
            symbols: Symbols::default(),
            resolved: Vec::new(),
            retired: HashMap::new(),
            epoch: 0,
            ids: 0,
            homes: HashMap::new(),
            room: ROOM,
            typed: HashMap::new(),
            host: HashMap::new(),
            files: HashMap::new(),
            library_code: HashMap::new(),
            folders: HashMap::new(),
            packages: None,
            private: Arc::default(),
            around: None,
            arounds: HashMap::new(),
            persistents: HashMap::new(),
            syntax_error: None,
            methods: HashMap::new(),
        }
    }

    /// What a symbol stands for now.
    #[inline(always)]
    pub fn target(&mut self, symbol: u32, session: &mut SessionState) -> &Target {
        let k = symbol as usize;
        if self.epoch != session.path_epoch || k >= self.resolved.len() || matches!(self.resolved[k], Target::Unknown) {
            self.look_up(symbol, session);
        }
        &self.resolved[k]
    }

    /// What a symbol stands for, if that has been looked up.
    #[inline(always)]
    pub fn known(&self, symbol: u32, session: &SessionState) -> Option<&Target> {
        if self.epoch == session.path_epoch { self.resolved.get(symbol as usize) } else { None }
    }

    /// Whether what is known of names is out of date.
    pub(super) fn is_stale(&self, session: &SessionState) -> bool {
        self.epoch != session.path_epoch
    }

    /// Forgets how names resolve when the path has changed.
    pub(super) fn refresh(&mut self, session: &SessionState) {
        if self.is_stale(session) {
            self.epoch = session.path_epoch;
            self.invalidate();
        }
    }

    #[cold]
    #[inline(never)]
    fn look_up(&mut self, symbol: u32, session: &mut SessionState) {
        self.refresh(session);
        if self.resolved.len() < self.symbols.len() {
            self.resolved.resize(self.symbols.len(), Target::Unknown);
        }
        let (home, name) = self.symbols.entry(symbol);
        let name = name.clone();
        let local = self.homes.get(&home).map(|h| (h.functions.find(&name).cloned(), h.source.file.clone()));
        let target = match local {
            None if home == LIBRARY => {
                let plain = self.find_in_library(&name, session);
                self.overloaded(&name, plain, session)
            }
            Some((Some(code), _)) => Target::Code(code),
            Some((None, file)) => {
                let around = self.arounds.get(&home).cloned();
                let found = around.as_ref().and_then(|a| a.locals.find(&name).cloned()).map(Target::Code);
                let file = around.map_or(file, |a| a.file);
                found.or_else(|| self.find_private(&name, &file, session)).unwrap_or_else(|| self.find(&name, session))
            }
            None => self.find(&name, session),
        };
        self.resolved[symbol as usize] = target;
    }

    /// What a name stands for outside of any file's local functions.
    pub fn find(&mut self, name: &str, session: &mut SessionState) -> Target {
        let plain = self.find_plain(name, session);
        self.overloaded(name, plain, session)
    }

    /// The same, methods left aside.
    fn find_plain(&mut self, name: &str, session: &mut SessionState) -> Target {
        if let Some(name) = name.strip_prefix("builtin:") {
            return self.find_in_library(name, session);
        }
        if let Some(code) = self.typed.get(name) {
            return Target::Code(code.clone());
        }
        if let Some(t) = self.find_file(name, session) {
            return t;
        }
        if let Some((name, _)) = self.host.get_key_value(name) {
            return Target::Host(name.clone());
        }
        if let Some(t) = self.find_builtin(name, session.dialect) {
            return t;
        }
        self.library_function(name, session.dialect).map_or(Target::Missing, Target::Code)
    }

    fn find_builtin(&self, name: &str, dialect: Dialect) -> Option<Target> {
        let id = self.library.find(name, dialect)?;
        let row = self.library.builtin(id);
        let constant = row.constant.map(|f| f()).unwrap_or_default();
        Some(Target::Builtin(id, Shortcuts { constant, scalar1: row.scalar1, scalar2: row.scalar2 }))
    }

    /// What a name stands for in the library's own code.
    pub(super) fn find_in_library(&mut self, name: &str, session: &mut SessionState) -> Target {
        for dialect in [session.dialect, other(session.dialect)] {
            if let Some(t) = self.find_builtin(name, dialect) {
                return t;
            }
        }
        match self.library_function(name, session.dialect) {
            Some(code) => Target::Code(code),
            None => self.find_plain(name, session),
        }
    }

    /// Forgets how names resolve (new functions, another folder).
    pub fn invalidate(&mut self) {
        for target in self.resolved.drain(..) {
            if let Target::Code(code) = target {
                self.retired.insert(Arc::as_ptr(&code) as usize, code);
            }
        }
        self.methods.clear();
        self.folders.clear();
        self.packages = None;
    }

    /// Gives up code that no frame can be running: to be called when there are no frames.
    pub fn release(&mut self) {
        self.retired = HashMap::new();
    }

    /// Forgets compiled files, or one of them.
    pub fn forget(&mut self, name: Option<&str>) {
        match name {
            None => {
                self.files.clear();
                self.persistents.clear();
            }
            Some(n) => {
                let ends = format!("/{n}.m");
                self.files.retain(|path, _| !path.ends_with(&ends));
            }
        }
        self.invalidate();
    }

    pub(super) fn library_function(&mut self, name: &str, dialect: Dialect) -> Option<Arc<CodeObject>> {
        if let Some(code) = self.library_code.get(name) {
            return Some(code.clone());
        }
        let constructor = format!("@{name}/{name}");
        let (file, text) = match self.library.source(name, dialect) {
            Some(text) => (name, text),
            None => (constructor.as_str(), self.library.source(&constructor, dialect)?),
        };
        let parsed = runmat_syntax::parse(text, dialect);
        if let Some(d) = parsed.diagnostics.first() {
            panic!("library function {name}: {}", d.message);
        }
        self.private = Arc::default();
        let unit = self.compile(&parsed.unit, file, Arc::from(text), true, dialect);
        let code = unit.functions.first()?.clone();
        self.library_code.insert(Name::from(name), code.clone());
        Some(code)
    }

    /// Compiles a parsed unit.
    pub fn compile(
        &mut self,
        unit: &runmat_syntax::ast::Unit,
        file: &str,
        text: Arc<str>,
        library: bool,
        dialect: Dialect,
    ) -> CompiledUnit {
        let compiled = compiler!(self, dialect).unit(unit, file, text, library);
        self.keep(compiled.home.clone());
        compiled
    }

    /// Keeps the home of a text, and gives up those of evaluated texts whose code is gone.
    fn keep(&mut self, home: Home) {
        self.homes.insert(home.id, home);
        if self.homes.len() <= self.room {
            return;
        }
        self.homes.retain(|_, h| Arc::strong_count(&h.source) > 1);
        self.room = 2 * self.homes.len().max(ROOM / 2);
        let homes = &self.homes;
        self.arounds.retain(|id, _| homes.contains_key(id));
        for symbol in self.symbols.forget(|home| home != 0 && home != LIBRARY && !homes.contains_key(&home)) {
            let target = self.resolved.get_mut(symbol as usize).map(|t| std::mem::replace(t, Target::Unknown));
            if let Some(Target::Code(code)) = target {
                self.retired.insert(Arc::as_ptr(&code) as usize, code);
            }
        }
    }

    /// Makes functions of a script callable from everywhere in the session.
    pub fn define(&mut self, functions: &[Arc<CodeObject>]) {
        for f in functions {
            self.typed.insert(f.name.clone(), f.clone());
        }
        if !functions.is_empty() {
            self.invalidate();
        }
    }

    /// A compiled function by its number.
    pub(super) fn by_id(&self, id: u64) -> Option<Arc<CodeObject>> {
        let known = self.homes.values().filter(|h| h.id < id).filter_map(|h| h.functions.functions.get()).flatten();
        known.into_iter().find(|c| c.id == id).cloned()
    }

    /// Enters a compiled file.
    pub(super) fn put_file(&mut self, path: String, modified: f64, target: Target) {
        self.files.insert(path, FileEntry { modified, target });
    }

    /// Compiles a text under what it was compiled under before: its script or value, and its functions. `None` when it
    /// does not parse.
    pub(super) fn compile_again(
        &mut self,
        file: &str,
        text: Arc<str>,
        dialect: Dialect,
        value: bool,
        private: HashSet<Name>,
        packages: HashSet<String>,
        around: Option<Around>,
    ) -> Option<Vec<Arc<CodeObject>>> {
        let mut parsed = runmat_syntax::parse(&text, dialect);
        if !parsed.diagnostics.is_empty() {
            return None;
        }
        runmat_hir::parfor::lower(&mut parsed.unit, dialect);
        let before = (std::mem::take(&mut self.private), self.packages.take());
        (self.private, self.packages) = (Arc::new(private), Some(Arc::new(packages)));
        self.around = around;
        let (home, code) = if value {
            let (code, home) = compiler!(self, dialect).value(&parsed.unit, text)?;
            self.keep(home.clone());
            (home.id, vec![code])
        } else {
            let unit = self.compile(&parsed.unit, file, text, false, dialect);
            (unit.home.id, unit.script.into_iter().chain(unit.functions).collect())
        };
        self.arounds.extend(self.around.take().map(|a| (home, a)));
        (self.private, self.packages) = before;
        Some(code)
    }

    /// A function defined by a script or typed.
    pub fn typed(&self, name: &str) -> Option<&Arc<CodeObject>> {
        self.typed.get(name)
    }

    fn find_file(&mut self, name: &str, session: &mut SessionState) -> Option<Target> {
        let relative = match name.rsplit_once('.') {
            Some((packages, last)) => format!("+{}/{last}", packages.replace('.', "/+")),
            None => name.to_string(),
        };
        let current = session.host.current_dir();
        let folders: Vec<String> = std::iter::once(current).chain(session.path.iter().cloned()).collect();
        for folder in folders {
            let folder = folder.trim_end_matches('/');
            if let Some(code) = self.constructor(folder, name, session) {
                return Some(code);
            }
            let path = format!("{folder}/{relative}.m");
            let (dir, leaf) = path.rsplit_once('/')?;
            if self.folder(dir, session).iter().any(|f| f == leaf) {
                return Some(self.load(&path, session));
            }
        }
        None
    }

    /// The constructor of a class whose folder lies in `folder`.
    fn constructor(&mut self, folder: &str, name: &str, session: &mut SessionState) -> Option<Target> {
        let class = format!("@{name}");
        if !self.folder(folder, session).contains(&class) {
            return None;
        }
        self.in_folder(&format!("{folder}/{class}"), name, session)
    }

    /// The function of a file in one folder.
    pub(super) fn in_folder(&mut self, dir: &str, name: &str, session: &mut SessionState) -> Option<Target> {
        let leaf = format!("{name}.m");
        let there = self.folder(dir, session).contains(&leaf);
        there.then(|| self.load(&format!("{dir}/{leaf}"), session))
    }

    /// The function with this name in the `private` folder beside `file`.
    pub fn find_private(&mut self, name: &str, file: &str, session: &mut SessionState) -> Option<Target> {
        private_folders(file).into_iter().find_map(|folder| self.in_folder(&folder, name, session))
    }

    /// Looks for what `file` sees beyond itself: packages on the path, private functions.
    pub fn look_around(&mut self, file: &str, session: &mut SessionState) {
        if self.packages.is_none() {
            let mut found = HashSet::new();
            let current = session.host.current_dir();
            let folders: Vec<String> = std::iter::once(current).chain(session.path.iter().cloned()).collect();
            folders.iter().for_each(|f| add_packages(f.trim_end_matches('/'), "", session, &mut found));
            self.packages = Some(Arc::new(found));
        }
        let mut names = HashSet::new();
        for folder in private_folders(file) {
            names.extend(self.folder(&folder, session).iter().filter_map(|f| Some(Name::from(f.strip_suffix(".m")?))));
        }
        self.private = Arc::new(names);
    }

    /// The `.m` files of a folder, and the folders of classes in it.
    pub(super) fn folder(&mut self, dir: &str, session: &mut SessionState) -> Arc<Vec<String>> {
        if let Some(f) = self.folders.get(dir) {
            return f.clone();
        }
        let mut names = session.host.names(dir).unwrap_or_default();
        names.retain(|n| n.ends_with(".m") || n.starts_with('@'));
        let names = Arc::new(names);
        self.folders.insert(dir.to_string(), Arc::clone(&names));
        names
    }

    /// The function or script in a file, compiled again when the file has changed.
    pub fn load(&mut self, path: &str, session: &mut SessionState) -> Target {
        let modified = session.host.stat(path).map_or(0.0, |i| i.modified);
        if let Some(entry) = self.files.get(path)
            && entry.modified == modified
        {
            return entry.target.clone();
        }
        let Ok(bytes) = session.host.read_file(path) else { return Target::Missing };
        let text: Arc<str> = Arc::from(String::from_utf8_lossy(&bytes).as_ref());
        self.look_around(path, session);
        let target = match self.compile_text(path, text, session.dialect) {
            Ok(unit) => match (unit.script, unit.functions.first()) {
                (Some(script), _) => Target::Script(script),
                (None, Some(first)) => Target::Code(first.clone()),
                (None, None) => Target::Missing,
            },
            Err(e) => {
                self.syntax_error = Some(e);
                return Target::Missing;
            }
        };
        self.files.insert(path.to_string(), FileEntry { modified, target: target.clone() });
        target
    }

    /// A line of a file that has been compiled.
    pub fn source_line(&self, file: &str, line: u32) -> Option<String> {
        let (Target::Code(code) | Target::Script(code)) = &self.files.get(file)?.target else { return None };
        Some(code.source.lines.line_text(line as usize).to_string())
    }

    /// Makes what surrounds the text to be evaluated known to the compiler.
    fn look_around_text(&mut self) {
        let Some(around) = self.around.clone() else {
            self.private = Arc::default();
            return;
        };
        let functions = around.locals.functions.get().map(Vec::as_slice).unwrap_or_default();
        let mut names: HashSet<Name> = functions.iter().map(|f| f.name.clone()).collect();
        for folder in private_folders(&around.file) {
            let known = self.folders.get(&folder).map(|f| f.iter()).into_iter().flatten();
            names.extend(known.filter_map(|f| Some(Name::from(f.strip_suffix(".m")?))));
        }
        self.private = Arc::new(names);
    }

    /// Parses and compiles text whose value is wanted; `None` when it is no expression.
    pub fn compile_value(&mut self, text: &str, dialect: Dialect) -> Result<Option<Arc<CodeObject>>, SyntaxError> {
        use runmat_syntax::ast::StmtKind;
        let mut text: Arc<str> = Arc::from(text);
        let mut parsed = runmat_syntax::parse(&text, dialect);
        if let Some(StmtKind::Command { .. }) = parsed.unit.body.first().map(|s| &s.kind) {
            // Where a value is wanted, `a -1` is an expression.
            text = Arc::from(format!("({})", text.trim().trim_end_matches([';', ','])).as_str());
            parsed = runmat_syntax::parse(&text, dialect);
        }
        if !parsed.diagnostics.is_empty() {
            return Err(SyntaxError { file: Name::from(""), text, diagnostics: parsed.diagnostics });
        }
        self.look_around_text();
        let compiled = compiler!(self, dialect).value(&parsed.unit, text);
        let around = self.around.take();
        Ok(compiled.map(|(code, home)| {
            self.arounds.extend(around.map(|a| (home.id, a)));
            self.keep(home);
            code
        }))
    }

    /// Parses and compiles program text.
    pub fn compile_text(&mut self, file: &str, text: Arc<str>, dialect: Dialect) -> Result<CompiledUnit, SyntaxError> {
        let mut parsed = runmat_syntax::parse(&text, dialect);
        if !parsed.diagnostics.is_empty() {
            return Err(SyntaxError { file: Name::from(file), text, diagnostics: parsed.diagnostics });
        }
        runmat_hir::parfor::lower(&mut parsed.unit, dialect);
        if !file.is_empty() {
            self.around = None;
            return Ok(self.compile(&parsed.unit, file, text, false, dialect));
        }
        self.look_around_text();
        let unit = self.compile(&parsed.unit, file, text, false, dialect);
        self.arounds.extend(self.around.take().map(|a| (unit.home.id, a)));
        Ok(unit)
    }
}

fn other(dialect: Dialect) -> Dialect {
    if dialect.is_octave() { Dialect::Matlab } else { Dialect::Octave }
}

/// Where the private functions of a file are: in the folder `private` beside it, and beside it when that is
/// such a folder itself.
fn private_folders(file: &str) -> Vec<String> {
    match file.rsplit_once('/') {
        Some(_) if !file.ends_with(".m") => Vec::new(),
        Some((dir, _)) if dir.ends_with("/private") => vec![dir.to_string(), format!("{dir}/private")],
        Some((dir, _)) => vec![format!("{dir}/private")],
        None if file.ends_with(".m") => vec!["private".to_string()],
        // Typed text, a function of the library.
        None => Vec::new(),
    }
}

/// The functions of the packages in a folder, with the package's name and a dot before them.
fn add_packages(folder: &str, prefix: &str, session: &mut SessionState, found: &mut HashSet<String>) {
    for name in session.host.names(folder).unwrap_or_default() {
        if let Some(package) = name.strip_prefix('+') {
            add_packages(&format!("{folder}/{name}"), &format!("{prefix}{package}."), session, found);
        } else if let Some(function) = name.strip_suffix(".m").filter(|_| !prefix.is_empty()) {
            found.insert(format!("{prefix}{function}"));
        }
    }
}
