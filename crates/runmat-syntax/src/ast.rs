//! The syntax tree of both dialects.
//!
//! Nodes say what was written, not what it means: `a(1)` is one [`ExprKind::Index`] whether `a` is a
//! variable or a function. Every node carries the [`Span`] of its text in the file.

use std::sync::Arc;

/// A half-open range of byte offsets in a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end as u32 }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A name, shared wherever it occurs.
pub type Name = Arc<str>;

/// A name with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Ident {
    /// The text.
    pub name: Name,
    /// Where it stands.
    pub span: Span,
}

/// What kind of file (or text) was parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// Statements, possibly with functions among or after them.
    Script,
    /// Only functions; the first one is the file's public function.
    FunctionFile,
    /// A `classdef`, possibly followed by functions.
    ClassFile,
}

/// A parsed file.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Script, functions or class.
    pub kind: UnitKind,
    /// The statements of a script, function definitions among them in their order; empty otherwise.
    pub body: Vec<Stmt>,
    /// The functions of a function file or class file, in order.
    pub functions: Vec<Arc<FunctionDef>>,
    /// The class of a class file.
    pub class: Option<Arc<ClassDef>>,
    /// The first comment block of the file, without comment marks.
    pub doc: Option<String>,
}

/// `function [outputs] = name(params) … end`.
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionDef {
    /// The name; dotted for `get.prop` and `set.prop`.
    pub name: Ident,
    /// The inputs in order.
    pub params: Vec<Param>,
    /// The outputs in order (`varargout` included by name).
    pub outputs: Vec<Ident>,
    /// `arguments … end` blocks.
    pub arguments: Vec<ArgumentsBlock>,
    /// The statements.
    pub body: Vec<Stmt>,
    /// Functions nested in this one.
    pub nested: Vec<Arc<FunctionDef>>,
    /// Whether it was written with `async function`.
    pub is_async: bool,
    /// The help text: the first comment block inside or right above, without comment marks.
    pub doc: Option<String>,
    /// The whole definition.
    pub span: Span,
}

/// One input of a function: a name, a place holder `~`, with an optional default (`x = 3`).
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// The name; `~` for an ignored one; `varargin` by its name.
    pub name: Ident,
    /// Default value, evaluated when the argument is missing.
    pub default: Option<Expr>,
}

/// `arguments (Input|Output|Repeating) … end`.
#[derive(Debug, Clone, PartialEq)]
pub struct ArgumentsBlock {
    /// `Repeating`.
    pub repeating: bool,
    /// `Output`.
    pub output: bool,
    /// The declarations.
    pub entries: Vec<ArgumentDecl>,
    /// The whole block.
    pub span: Span,
}

/// `name (dims) class {validators} = default`.
#[derive(Debug, Clone, PartialEq)]
pub struct ArgumentDecl {
    /// `x`, or `opts.Name` with the field in [`ArgumentDecl::field`], or `name.?Class`.
    pub name: Ident,
    /// The name-value field in `opts.Name`.
    pub field: Option<Ident>,
    /// The dimensions; `None` inside stands for `:`.
    pub dims: Option<Vec<Option<usize>>>,
    /// Class name.
    pub class: Option<Ident>,
    /// Validation calls: `mustBePositive`, `mustBeMember(x, [1 2])`.
    pub validators: Vec<Expr>,
    /// Default value.
    pub default: Option<Expr>,
    /// The declaration.
    pub span: Span,
}

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Its text, without the terminator.
    pub span: Span,
}

/// The statements.
#[derive(Debug, Clone, PartialEq)]
pub enum StmtKind {
    /// An expression. `print`: no semicolon followed.
    Expr {
        /// The expression.
        expr: Expr,
        /// Whether the value is displayed.
        print: bool,
    },
    /// `lhs = rhs`, `[a, ~, c(2)] = rhs`, `x += rhs` (with `op`), `x++` (op `Add`, rhs 1).
    Assign {
        /// The targets; one unless written in brackets.
        lhs: Vec<LValue>,
        /// Whether the targets stood in brackets.
        bracketed: bool,
        /// The operator of a compound assignment.
        op: Option<BinaryOp>,
        /// The value.
        rhs: Expr,
        /// Whether the value is displayed.
        print: bool,
    },
    /// Command syntax: `hold on`, `format long`.
    Command {
        /// The function.
        name: Ident,
        /// The words, quotes removed.
        args: Vec<String>,
        /// Whether a result would be displayed.
        print: bool,
    },
    /// `if … elseif … else … end`.
    If {
        /// Conditions with their statements, in order.
        branches: Vec<(Expr, Vec<Stmt>)>,
        /// The `else` part.
        otherwise: Option<Vec<Stmt>>,
    },
    /// `while cond … end`.
    While {
        /// The condition.
        cond: Expr,
        /// The statements.
        body: Vec<Stmt>,
    },
    /// `do … until cond`.
    DoUntil {
        /// The statements.
        body: Vec<Stmt>,
        /// Ends the loop when true.
        cond: Expr,
    },
    /// `for v = range … end`, `parfor`.
    For {
        /// The loop variable, any assignable target.
        var: LValue,
        /// What is walked, column by column.
        range: Expr,
        /// `parfor`.
        parallel: bool,
        /// The statements.
        body: Vec<Stmt>,
    },
    /// `switch value … case … otherwise … end`.
    Switch {
        /// The value.
        value: Expr,
        /// Case expressions with their statements.
        cases: Vec<(Expr, Vec<Stmt>)>,
        /// The `otherwise` part.
        otherwise: Option<Vec<Stmt>>,
    },
    /// `try … catch e … end`.
    Try {
        /// The guarded statements.
        body: Vec<Stmt>,
        /// The name that takes the error.
        ident: Option<Ident>,
        /// The handler.
        handler: Vec<Stmt>,
    },
    /// `unwind_protect … unwind_protect_cleanup … end`.
    UnwindProtect {
        /// The guarded statements.
        body: Vec<Stmt>,
        /// Always run.
        cleanup: Vec<Stmt>,
    },
    /// `global a b = 2`.
    Global(Vec<(Ident, Option<Expr>)>),
    /// `persistent a b = 2`.
    Persistent(Vec<(Ident, Option<Expr>)>),
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `return`.
    Return,
    /// `import a.b.*`: the dotted path, `*` last when all is imported.
    Import(Vec<Name>),
    /// `spmd … end`, or a bare block: statements run in order.
    Block(Vec<Stmt>),
    /// A function defined among the statements of a script (Octave) or at its end (MATLAB).
    Function(Arc<FunctionDef>),
    /// A statement that could not be parsed; the error is in the diagnostics.
    Error,
}

/// An assignment target.
#[derive(Debug, Clone, PartialEq)]
pub enum LValue {
    /// `~`.
    Ignore(Span),
    /// A variable, or an [`ExprKind::Index`] chain that starts with one.
    Place(Expr),
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its text.
    pub span: Span,
}

/// The expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// A double literal. `text` keeps the spelling.
    Number {
        /// The value.
        value: f64,
        /// With suffix `i` or `j`.
        imaginary: bool,
        /// As written.
        text: Name,
    },
    /// A hexadecimal or binary literal: its class is the smallest unsigned one or that of its suffix.
    Integer {
        /// The bits.
        value: u64,
        /// `"uint8"` … `"int64"`.
        class: &'static str,
        /// As written.
        text: Name,
    },
    /// A literal text, quotes undoubled. Escapes of Octave's double-quoted text are already processed;
    /// then each byte that is not valid UTF-8 on its own (from `\xHH`) is in `bytes`.
    Text {
        /// The content.
        value: Name,
        /// Set when the content is not UTF-8: raw bytes.
        bytes: Option<Arc<[u8]>>,
        /// `"…"` rather than `'…'`.
        double_quoted: bool,
    },
    /// A variable or function.
    Ident(Name),
    /// A bare `:` as an index.
    Colon,
    /// `end` inside an index.
    End,
    /// `-x`, `~x`, `++x`.
    Unary {
        /// The operator.
        op: UnaryOp,
        /// The operand.
        operand: Box<Expr>,
    },
    /// `x'`, `x.'`.
    Postfix {
        /// The operator.
        op: PostfixOp,
        /// The operand.
        operand: Box<Expr>,
    },
    /// `a + b`, `a && b`.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Left operand.
        left: Box<Expr>,
        /// Right operand.
        right: Box<Expr>,
    },
    /// `a:b`, `a:s:b`.
    Range {
        /// First.
        start: Box<Expr>,
        /// Step; 1 when absent.
        step: Option<Box<Expr>>,
        /// Limit.
        stop: Box<Expr>,
    },
    /// `base(args)`, `base{args}`, `base.name`, `base.(expr)`.
    Index {
        /// What is indexed or called.
        base: Box<Expr>,
        /// How.
        index: IndexKind,
    },
    /// `[a, b; c]`: rows of elements.
    Matrix(Vec<Vec<Expr>>),
    /// `{a, b; c}`.
    Cell(Vec<Vec<Expr>>),
    /// `@(params) body`. `text_span` of the body is `body.span`.
    AnonFunction {
        /// The inputs.
        params: Vec<Param>,
        /// The expression. `async @() do … end` has a block instead.
        body: AnonBody,
        /// Whether written with `async`.
        is_async: bool,
    },
    /// `@name`, dotted names included.
    FunctionHandle(Name),
    /// `(x)`: kept, since it cuts comma lists and names.
    Paren(Box<Expr>),
    /// `a = b` inside an expression (Octave).
    Assign {
        /// The targets.
        lhs: Vec<LValue>,
        /// The operator of a compound assignment.
        op: Option<BinaryOp>,
        /// The value.
        rhs: Box<Expr>,
    },
    /// `?ClassName`.
    MetaClass(Name),
    /// `name@Superclass` (the call's arguments follow as an index).
    SuperCall {
        /// Method or object.
        method: Name,
        /// The superclass.
        class: Name,
    },
    /// `await x`.
    Await(Box<Expr>),
    /// What could not be parsed; the error is in the diagnostics.
    Error,
}

/// The body of an anonymous function.
#[derive(Debug, Clone, PartialEq)]
pub enum AnonBody {
    /// One expression.
    Expr(Box<Expr>),
    /// `do … end`.
    Block(Vec<Stmt>),
}

/// How an expression is indexed.
#[derive(Debug, Clone, PartialEq)]
pub enum IndexKind {
    /// `(args)`; `name = value` arguments become the name as text and the value.
    Paren(Vec<Expr>),
    /// `{args}`.
    Brace(Vec<Expr>),
    /// `.name`.
    Field(Ident),
    /// `.(expr)`.
    DynField(Box<Expr>),
}

/// Prefix operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// `+x`
    Plus,
    /// `-x`
    Minus,
    /// `~x`, `!x`
    Not,
    /// `++x` (Octave; on variables)
    Increment,
    /// `--x`
    Decrement,
}

/// Postfix operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PostfixOp {
    /// `x'`
    CTranspose,
    /// `x.'`
    Transpose,
    /// `x++` inside an expression (Octave)
    Increment,
    /// `x--`
    Decrement,
}

/// Binary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `.*`
    Times,
    /// `*`
    MTimes,
    /// `./`
    RDivide,
    /// `/`
    MRDivide,
    /// `.\`
    LDivide,
    /// `\`
    MLDivide,
    /// `.^`
    Power,
    /// `^`
    MPower,
    /// `==`
    Eq,
    /// `~=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `&`
    And,
    /// `|`
    Or,
    /// `&&`
    AndAnd,
    /// `||`
    OrOr,
}

impl BinaryOp {
    /// The operator as MATLAB writes it.
    pub fn symbol(self) -> &'static str {
        use BinaryOp::*;
        match self {
            Add => "+",
            Sub => "-",
            Times => ".*",
            MTimes => "*",
            RDivide => "./",
            MRDivide => "/",
            LDivide => ".\\",
            MLDivide => "\\",
            Power => ".^",
            MPower => "^",
            Eq => "==",
            Ne => "~=",
            Lt => "<",
            Le => "<=",
            Gt => ">",
            Ge => ">=",
            And => "&",
            Or => "|",
            AndAnd => "&&",
            OrOr => "||",
        }
    }

    /// The function that overloads the operator (`plus`, `mtimes`, …); none for `&&` and `||`.
    pub fn function(self) -> Option<&'static str> {
        use BinaryOp::*;
        Some(match self {
            Add => "plus",
            Sub => "minus",
            Times => "times",
            MTimes => "mtimes",
            RDivide => "rdivide",
            MRDivide => "mrdivide",
            LDivide => "ldivide",
            MLDivide => "mldivide",
            Power => "power",
            MPower => "mpower",
            Eq => "eq",
            Ne => "ne",
            Lt => "lt",
            Le => "le",
            Gt => "gt",
            Ge => "ge",
            And => "and",
            Or => "or",
            AndAnd | OrOr => return None,
        })
    }
}

/// `classdef (Attributes) Name < Super … end`.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassDef {
    /// The class name.
    pub name: Ident,
    /// `Abstract`, `Sealed = true`, …
    pub attributes: Vec<Attribute>,
    /// Superclass names, dotted.
    pub supers: Vec<Ident>,
    /// `properties` blocks.
    pub properties: Vec<PropertiesBlock>,
    /// `methods` blocks.
    pub methods: Vec<MethodsBlock>,
    /// `events` blocks: attributes and names.
    pub events: Vec<(Vec<Attribute>, Vec<Ident>)>,
    /// `enumeration` blocks: member names with constructor arguments.
    pub enumeration: Vec<(Ident, Vec<Expr>)>,
    /// The help text.
    pub doc: Option<String>,
    /// The whole class.
    pub span: Span,
}

/// `Name` or `Name = value` in an attribute list.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// The attribute.
    pub name: Ident,
    /// Its value; true when absent.
    pub value: Option<Expr>,
}

/// A `properties` block.
#[derive(Debug, Clone, PartialEq)]
pub struct PropertiesBlock {
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// The declarations: same form as in `arguments`.
    pub properties: Vec<ArgumentDecl>,
}

/// A `methods` block.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodsBlock {
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// Methods with bodies.
    pub methods: Vec<Arc<FunctionDef>>,
    /// Signatures without bodies (abstract, or in files of the class folder).
    pub signatures: Vec<Ident>,
}
