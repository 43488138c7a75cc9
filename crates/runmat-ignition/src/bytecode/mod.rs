//! Compiled code: instructions with their side tables.

pub mod disassemble;
pub mod op;
pub mod verify;

pub use op::{NONE, Op, Operand, Reg};

use runmat_syntax::ast::{BinaryOp, Name, Span};
use runmat_syntax::{Dialect, LineIndex};
use runmat_value::Value;
use std::collections::HashSet;
use std::sync::Arc;

/// The operators of [`Op::Binary`], by number.
pub const BINARY: [BinaryOp; 18] = [
    BinaryOp::Add,
    BinaryOp::Sub,
    BinaryOp::Times,
    BinaryOp::MTimes,
    BinaryOp::RDivide,
    BinaryOp::MRDivide,
    BinaryOp::LDivide,
    BinaryOp::MLDivide,
    BinaryOp::Power,
    BinaryOp::MPower,
    BinaryOp::Eq,
    BinaryOp::Ne,
    BinaryOp::Lt,
    BinaryOp::Le,
    BinaryOp::Gt,
    BinaryOp::Ge,
    BinaryOp::And,
    BinaryOp::Or,
];

/// A file or text that code came from.
#[derive(Debug)]
pub struct Source {
    /// Path; empty for typed text.
    pub file: Name,
    /// The text.
    pub text: Arc<str>,
    /// For line numbers.
    pub lines: LineIndex,
    /// Part of the library: left out of error stacks.
    pub library: bool,
    /// The class whose method the file is: it lies in a folder `@class`.
    pub class: Option<Name>,
    /// What it was compiled under.
    pub origin: Origin,
}

/// What a text was compiled under: the same code can be made of it again.
#[derive(Debug)]
pub struct Origin {
    /// Number of the text in its session. A code object's own number less this one is its place in the text.
    pub home: u64,
    /// The language spoken.
    pub dialect: Dialect,
    /// Its value was wanted.
    pub value: bool,
    /// Private functions that it sees.
    pub private: Arc<HashSet<Name>>,
    /// Functions in packages that it sees.
    pub packages: Arc<HashSet<String>>,
}

impl Source {
    /// The text of a file.
    pub fn new(file: &str, text: Arc<str>, library: bool, origin: Origin) -> Self {
        let lines = LineIndex::new(&text);
        Source { file: Name::from(file), lines, text, library, class: class_of_file(file), origin }
    }
}

/// The class whose method a file is, or a private function of such methods.
pub(crate) fn class_of_file(file: &str) -> Option<Name> {
    let (folder, _) = file.rsplit_once('/')?;
    let folder = folder.strip_suffix("/private").unwrap_or(folder);
    folder.rsplit('/').next()?.strip_prefix('@').map(Name::from)
}

/// What kind of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// A script or text for `eval`: works on another frame's workspace.
    Script,
    /// A function.
    Function,
    /// An anonymous function.
    Anonymous,
}

/// Where the results of a call go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// One value, into the register.
    One(Reg),
    /// This many, into consecutive registers.
    Many(Reg, u16),
    /// As many as the second register says, as a list in the first.
    List(Reg, Reg),
    /// A statement: a value if there is one, else the register is unset.
    Statement(Reg),
    /// As many as the calling function was asked for, as its own results.
    Forward,
    /// Nothing: a clean-up function.
    Discard,
    /// A condition: the code goes on at `target` when its truth is `when`.
    Branch {
        /// What it must be.
        when: bool,
        /// An instruction.
        target: u32,
    },
}

/// A call in the text.
#[derive(Debug, Clone)]
pub struct CallSite {
    /// The function's symbol.
    pub symbol: u32,
    /// A register looked at first: when set, it is indexed or called instead.
    pub slot: Reg,
    /// First argument register; the callee's frame begins there.
    pub base: Reg,
    /// Number of arguments.
    pub nargs: u16,
    /// Arguments may be comma lists.
    pub spread: bool,
    /// Where results go.
    pub want: Want,
    /// Text of arguments that are plain variables, for `inputname`.
    pub argument_names: Arc<[Option<Name>]>,
    /// Which outputs are not `~`, for `isargout`; empty when all.
    pub ignored: Arc<[bool]>,
}

/// One step of an assignment path.
#[derive(Debug, Clone, PartialEq)]
pub enum PathStep {
    /// `.name`
    Field(Name),
    /// `.(register)`
    DynField(Reg),
    /// `(n registers from base)`
    Paren(Reg, u16),
    /// `{n registers from base}`
    Brace(Reg, u16),
}

/// What a guarded region does with an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandlerKind {
    /// `try`: catches what can be caught.
    Catch,
    /// `unwind_protect`: runs for every error, which goes on afterwards.
    Cleanup,
}

/// A guarded region; inner ones come first.
#[derive(Debug, Clone, Copy)]
pub struct Handler {
    /// First instruction guarded.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Where to go on.
    pub target: u32,
    /// What it is.
    pub kind: HandlerKind,
    /// Number of pending errors kept by the frame inside the region.
    pub pending: u16,
}

/// What a closure instruction makes.
#[derive(Debug, Clone)]
pub struct ClosureTemplate {
    /// The function.
    pub code: Arc<CodeObject>,
    /// (outer register, inner slot) of each variable taken along.
    pub captures: Arc<[(Reg, Reg)]>,
    /// Text of an anonymous function.
    pub text: Name,
    /// Names of the captures.
    pub names: Arc<[Name]>,
}

/// A rule of an `arguments` block.
#[derive(Debug, Clone)]
pub struct ArgumentRule {
    /// Position, 1-based.
    pub position: usize,
    /// The name, `opts.Name` for a field.
    pub name: Name,
    /// Sizes wanted; `None` inside is `:`.
    pub dims: Option<Vec<Option<usize>>>,
    /// Class wanted.
    pub class: Option<Name>,
}

/// Compiled code of a function, script or anonymous function.
#[derive(Debug)]
pub struct CodeObject {
    /// Its name (`f`, `@<anonymous>`; scripts: the file's name).
    pub name: Name,
    /// What kind.
    pub kind: CodeKind,
    /// Where it came from.
    pub source: Arc<Source>,
    /// The instructions.
    pub ops: Vec<Op>,
    /// Text of each instruction.
    pub spans: Vec<Span>,
    /// Constants.
    pub constants: Vec<Value>,
    /// Names of fields, functions, globals.
    pub names: Vec<Name>,
    /// Numbers kept in registers: the register of the first, then the numbers.
    pub constant_registers: (Reg, Vec<f64>),
    /// Names of the slots.
    pub slots: Vec<Name>,
    /// The first temporary register: temporaries are read once.
    pub first_temp: Reg,
    /// A function entered without ceremony: no `varargin`, nothing shared.
    pub simple: bool,
    /// Its call makes a task.
    pub is_async: bool,
    /// All registers, slots included.
    pub registers: u16,
    /// Number of declared inputs, `varargin` not counted.
    pub params: u16,
    /// The slot of `varargin`.
    pub varargin: Option<Reg>,
    /// Slots of the outputs, `varargout` not counted.
    pub outputs: Vec<Reg>,
    /// The slot of `varargout`.
    pub varargout: Option<Reg>,
    /// Slots that become shared boxes on entry.
    pub boxed: Vec<Reg>,
    /// Slots that captured values go to, in order.
    pub captured: Vec<Reg>,
    /// Calls.
    pub sites: Vec<CallSite>,
    /// Assignment paths.
    pub paths: Vec<Vec<PathStep>>,
    /// Closures.
    pub closures: Vec<ClosureTemplate>,
    /// Rules of `arguments` blocks.
    pub rules: Vec<ArgumentRule>,
    /// Guarded regions.
    pub handlers: Vec<Handler>,
    /// Number of persistent variables.
    pub persistents: u16,
    /// Cost of entering.
    pub cost: u16,
    /// Functions local to its file, by name.
    pub locals: Arc<LocalFunctions>,
    /// Number of this code object in its session: persistent variables are kept under it.
    pub id: u64,
    /// Help text.
    pub doc: Option<Name>,
}

/// Functions of one file, filled after all are compiled.
#[derive(Debug, Default)]
pub struct LocalFunctions {
    /// By name; nested ones behind the name of what they are nested in, with a slash.
    pub functions: std::sync::OnceLock<Vec<Arc<CodeObject>>>,
    /// The first one is what the file is called for.
    pub main: bool,
}

impl LocalFunctions {
    /// The function with this name; the last one when a script defines it again. Not the method of a class's file:
    /// what its name means there depends on the arguments, as elsewhere.
    pub fn find(&self, name: &str) -> Option<&Arc<CodeObject>> {
        let functions = self.functions.get()?;
        let method = functions.first().is_some_and(|f| f.source.class.is_some());
        functions[usize::from(method)..].iter().rfind(|f| &*f.name == name)
    }
}

impl CodeObject {
    /// Line and column of an instruction.
    pub fn line_col(&self, pc: usize) -> (usize, usize) {
        let span = self.spans.get(pc).copied().unwrap_or_default();
        self.source.lines.line_col(span.start)
    }

    /// The word that the text of an instruction begins with.
    pub fn word_at(&self, pc: usize) -> Option<&str> {
        let text = self.source.lines.text().get(self.spans.get(pc)?.start as usize..)?;
        let end = text.find(|c: char| !is_word(c)).unwrap_or(text.len());
        (end > 0).then(|| &text[..end])
    }

    /// Line and column of a name in the text of an instruction.
    pub fn place_of(&self, pc: usize, name: &str) -> Option<(usize, usize)> {
        let span = self.spans.get(pc)?;
        self.place_within(span.start as usize..span.end as usize, name)
    }

    /// Line and column of an output in the first line of this function.
    pub fn place_of_output(&self, output: &str) -> Option<(usize, usize)> {
        const WORD: &str = "function";
        let text = self.source.lines.text();
        let heads = text.match_indices(WORD).map(|(at, _)| {
            let rest = &text[at..];
            at + WORD.len()..at + rest.find('\n').unwrap_or(rest.len())
        });
        let mut own = heads.filter(|head| self.place_within(head.clone(), &self.name).is_some());
        self.place_within(own.next()?, output)
    }

    fn place_within(&self, range: std::ops::Range<usize>, name: &str) -> Option<(usize, usize)> {
        let start = range.start;
        let text = self.source.lines.text().get(range)?;
        let whole = |at: usize| {
            let before = text[..at].chars().next_back();
            !before.is_some_and(|c| is_word(c) || c == '.') && !text[at + name.len()..].starts_with(is_word)
        };
        let at = text.match_indices(name).map(|(at, _)| at).find(|&at| whole(at))?;
        Some(self.source.lines.line_col((start + at) as u32))
    }

    /// Name for stack reports: `file>local` for a local function of a script file in MATLAB style is made
    /// by the reporter; here the bare name.
    pub fn label(&self) -> &Name {
        &self.name
    }
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric()
}

impl runmat_value::function::Code for CodeObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
